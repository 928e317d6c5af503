/* markup_graft.h - the edits of the plain text, made in the markup.
 *
 *   map, the library's edits ─ choose ─▶ graft_edits ─ make ─▶ the article with its markup
 *
 * An edit that would need markup to change is refused: one of a line end that a tag makes, of
 * code, or beside an image. A character reference that is only read, as &eacute; or &nbsp;, stays
 * one. All other bytes stay, but that ill-formed ones in markup become U+FFFD. */
#ifndef MARKUP_GRAFT_H
#define MARKUP_GRAFT_H

#include <stdbool.h> /* bool */

#include <textclean.h>

#include "markup_map.h"
#include "options.h"

typedef struct graft_edit { /* plain[plain] became cleaned[cleaned] */
  textclean_span plain, cleaned;
  uint32_t rule;
  bool is_refused;         /* the markup stays as it was there */
  textclean_span expected; /* where it is in graft.expected */
} graft_edit;

typedef struct graft { /* start from all zero; its memory serves article after article */
  bool escapes;        /* character references may be put in: set by the caller */
  buffer wanted;       /* graft_edit: of the library */
  buffer text;         /* what comes out */
  buffer stretches;    /* stretch: from the cleaned text to it */
  buffer edits;        /* textclean_edit: between the article as it came and it */
  buffer expected;     /* the plain text that it must have */
  size_t refused;      /* of `wanted`: since markup stands in the way */
  size_t made;         /* of `wanted`: those that were made */
} graft;

void graft_free(graft *s);

/* Chooses what can be made of the edits in the document, which cleaned map->plain. */
void graft_choose(graft *s, const markup_map *map, const textclean_doc *doc);

/* Makes it. False: no memory. */
bool graft_make(graft *s, const markup_map *map, markup_kind kind, const textclean_doc *doc);

/* Refuses the edits nearest to a place of the expected text, one on either side; or all. */
void graft_refuse_at(graft *s, size_t at);
void graft_refuse_all(graft *s);

#endif
