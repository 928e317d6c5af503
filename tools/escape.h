/* escape.h - text made safe to show. */
#ifndef ESCAPE_H
#define ESCAPE_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint32_t */

#include "buffer.h"

typedef enum escape_mode {
  ESCAPE_LINE,   /* for one line of a message: all UNSAFE characters of unsafe.def */
  ESCAPE_SCREEN, /* for a terminal: the same, but line feed, tab and CR LF stay */
  ESCAPE_UNSEEN  /* for an example: UNSAFE and UNSEEN characters, and ill-formed bytes */
} escape_mode;

/* Adds the text; a character that is not safe is shown as <U+202E>, an ill-formed
 * part as U+FFFD, or for ESCAPE_UNSEEN as <FF>. */
void escape_add(buffer *out, const char *text, size_t size, escape_mode mode);

/* For one cell of a tab-separated line: TAB, LF, CR and backslash become \t, \n,
 * \r and \\. */
void escape_add_cell(buffer *out, const char *text, size_t size);

/* Whether a character is one of UNSAFE of unsafe.def. */
bool escape_is_unsafe(uint32_t c);

/* Whether it is one of UNSAFE or UNSEEN. */
bool escape_is_unseen(uint32_t c);

/* How many of the bytes make the first `code_points` characters. */
size_t escape_cut(const char *text, size_t size, size_t code_points);

#endif
