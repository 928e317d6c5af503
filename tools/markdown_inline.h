/* markdown_inline.h - what of a paragraph of Markdown is text.
 *
 *   lines ─▶ scratch (their text, joined) ─ find ─▶ marks ─ emit ─▶ the map
 *
 * A mark is what is no text, in order: delimiters of emphasis, brackets and addresses of links,
 * code, tags. As in CommonMark a delimiter is only one if its partner is there; so marks are
 * reserved when a delimiter is met, and get their length when the partner is. */
#ifndef MARKDOWN_INLINE_H
#define MARKDOWN_INLINE_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "markup_map.h"

typedef struct inline_line { /* text of a line of the paragraph */
  size_t scratch, source, size;
  bool is_hard; /* its end is a line break */
} inline_line;

typedef struct inline_reader { /* start from all zero; its memory serves paragraph after paragraph
                                */
  markup_map *map;
  buffer scratch;
  buffer lines;      /* inline_line */
  buffer marks;      /* of markdown_inline.c, as the next two */
  buffer delimiters; /* that may still open */
  buffer brackets;
} inline_reader;

void inline_free(inline_reader *r);

/* A paragraph begins with no lines. The source [start, end) is the text of the next one. */
void inline_add_line(inline_reader *r, size_t start, size_t end);

static inline bool inline_has_lines(const inline_reader *r)
{
  return r->lines.size > 0;
}

/* The paragraph ends: its lines go into the map, and it has none any more. */
void inline_flush(inline_reader *r);

#endif
