/* cells.h - the cells of a line parted by tabs, and the escapes in them. */
#ifndef CELLS_H
#define CELLS_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "buffer.h"

typedef struct cell { /* bytes of the line */
  size_t start, end;
} cell;

/* The cell of this number, from 0. False: the line has only *count of them. */
bool cell_find(const char *line, size_t size, size_t number, cell *found, size_t *count);

/* The number, from 0, of the cell that is `name`. False: none is. */
bool cell_named(const char *line, size_t size, const char *name, size_t *number);

/* Adds the text of a cell: \t, \n, \r and \\ become TAB, LF, CR and a backslash; before
 * any other character, and at the end, a backslash is itself. */
void cell_decode(buffer *out, const char *bytes, size_t size);

/* Adds a text so that cell_decode() gives it back. A backslash is doubled only where it
 * would be taken for an escape, so most stay as they are. */
void cell_encode(buffer *out, const char *text, size_t size);

/* Adds a text to a cell without escapes: TAB, LF and CR become blanks. */
void cell_flatten(buffer *out, const char *text, size_t size);

#endif
