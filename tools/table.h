/* table.h - in which column of a TSV file the text stands. */
#ifndef TABLE_H
#define TABLE_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

struct input_line;

typedef struct table {
  size_t column;     /* from 0 */
  bool has_header;   /* the first line has the names of the columns */
  const char *field; /* the usual name that was taken, if it is not the first; else NULL */
} table;

/* The column `wanted`, a number or a name; NULL: that of a usual name. `first` is the first
 * line. False: there is none, and *why tells it. */
bool table_find(table *t, const char *wanted, const struct input_line *first, const char **why);

/* Whether --column is a number, so that no line has names. */
bool table_is_number(const char *wanted);

/* The byte order mark in front of the first line, which is no part of its first cell. */
size_t table_mark(const struct input_line *line);

#endif
