/* markup_map.h - what of an article with markup is text, and where it stands.
 *
 *   source ─ markup_html.c or markup_markdown.c ─▶ stretches ─▶ plain text
 *
 * The stretches touch and cover the source. A reader makes them from left to right: each call says
 * what the source is up to `end`, and the map keeps account of white space, which counts only
 * between two things that are seen. */
#ifndef MARKUP_MAP_H
#define MARKUP_MAP_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint32_t */

#include <textclean.h>

#include "buffer.h"

typedef enum stretch_kind {
  STRETCH_TEXT,   /* the plain text has the same bytes */
  STRETCH_BLANK,  /* white space: one blank, and the others of its row nothing */
  STRETCH_OPEN,   /* nothing of it is seen; what is put in at its place stands before it, */
  STRETCH_CLOSE,  /* or behind it */
  STRETCH_OBJECT, /* no text, but seen, as an image: nothing beside it is edited */
  STRETCH_CODE,   /* the plain text has the same bytes, but they are never edited */
  STRETCH_SHOWN   /* something else is seen, as a line end; it is never edited */
} stretch_kind;

typedef struct stretch { /* where it begins; it ends where the next one begins */
  uint32_t plain, source;
  uint32_t kind;
} stretch;

typedef struct markup_map { /* start from all zero; its memory serves text after text */
  const char *source;
  size_t size;
  buffer plain;
  buffer stretches; /* stretch; the last one has no length */
  /* ---- Of the reader. */
  size_t at;           /* what comes before has its stretch */
  size_t blank;        /* the stretch of a blank that may come to nothing yet; or NO_STRETCH */
  bool wraps;          /* its row of white space has a line end */
  size_t gap;          /* the first stretch of the break between two lines at hand; or NO_STRETCH */
  unsigned lines;      /* line ends that the break is worth, up to 2 */
  size_t line_stretch; /* the break before the line at hand, */
  size_t line_source;  /* where it begins, */
  size_t line_plain;   /* the plain text before it, */
  unsigned line_ends;  /* and its line ends there */
} markup_map;

#define NO_STRETCH SIZE_MAX

void map_free(markup_map *m);
void map_begin(markup_map *m, const char *source, size_t size);

/* The source up to `end` is: */
void map_text(markup_map *m, size_t end);                      /* text */
void map_space(markup_map *m, size_t end);                     /* white space, all that is there */
void map_markup(markup_map *m, size_t end, stretch_kind kind); /* OPEN, CLOSE or OBJECT */
void map_break(markup_map *m, size_t end, unsigned lines);     /* the border of a line or a block */
void map_code(markup_map *m, size_t end);
void map_shown(markup_map *m, size_t end, const char *plain, size_t size);

/* All is told. False: no memory. */
bool map_end(markup_map *m);

/* Whether the next text would be the first of its line. */
static inline bool map_at_line_start(const markup_map *m)
{
  return m->gap != NO_STRETCH;
}

static inline const stretch *map_stretches(const buffer *stretches, size_t *count)
{
  *count = stretches->size / sizeof(stretch) - 1;
  return (const stretch *)(const void *)stretches->bytes;
}

/* The stretch that has the character there; `count` must not be 0. */
size_t stretches_at(const stretch *stretches, size_t count, uint32_t plain);

/* Where a span of the plain text stands in the source: without the markup at its ends. A start
 * inside a stretch that differs goes to its start, an end to its end. The same for any stretches.
 */
textclean_span stretches_map(const buffer *stretches, textclean_span span);

#endif
