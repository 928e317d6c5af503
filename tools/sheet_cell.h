/* sheet_cell.h - cells of a table that goes through a spreadsheet and comes back.
 *
 * Written: TAB, LF, CR and backslash as \t, \n, \r and \\; other characters that nobody can
 * see or that turn text around (UNSAFE of unsafe.def) as \u{202E}; ill-formed bytes as U+FFFD.
 * A cell that a spreadsheet would read as a formula or as quoted, or that begins with an
 * apostrophe, gets an apostrophe in front: those that begin with = + - @ " ' or the
 * full-width forms of the first four.
 *
 * Read: a cell that begins with " ends with the next " that is followed by a tab or a line
 * end, and has "" for ": so spreadsheets write cells with a tab, a line end or a quote in
 * them. Where no such end comes it is taken as it stands. Then the apostrophe and the escapes
 * are undone; a backslash before anything else is a backslash. */
#ifndef SHEET_CELL_H
#define SHEET_CELL_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "buffer.h"

void cell_add(buffer *out, const char *text, size_t size);

/* Adds the text of the cell at *p, and moves *p behind it: to a TAB, to a line end, or to
 * `end`. */
void cell_read(buffer *out, const char **p, const char *end);

#endif
