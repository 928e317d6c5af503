/* positions.h - byte offsets turned into what users count in. */
#ifndef POSITIONS_H
#define POSITIONS_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint32_t */

#include <textclean.h>

/* As textclean_convert(), for offsets in any order. False: no memory. */
bool positions_convert(const char *text, size_t size, textclean_unit unit, uint32_t *offsets,
                       size_t count);

/* A place in a text that goes forward: all of it is walked once. Lines end with LF. */
typedef struct cursor {
  const char *text;
  size_t size;
  size_t offset;       /* in bytes */
  bool has_lines;      /* or it counts as one line */
  size_t line, column; /* from 1; columns are code points */
} cursor;

cursor cursor_begin(const char *text, size_t size, bool has_lines);

/* To `offset`, which is not before the last one. */
void cursor_move(cursor *c, size_t offset);

#endif
