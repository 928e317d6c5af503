/* markup.h - an article with markup, cleaned.
 *
 *   source ─ map ─▶ plain text ─ the library ─▶ edits ─ graft ─▶ the source with the edits made
 *
 * Its text is read by the library without the markup, and what the library finds is placed in the
 * article as it came and as it goes out. All bytes that no edit touches stay. What comes out has
 * the text that was to be, and cleaning it again changes nothing: where markup stands in the way
 * of an edit, both are checked, and the article stays as it came if they do not hold. */
#ifndef MARKUP_H
#define MARKUP_H

#include <textclean.h>

#include "markup_map.h"
#include "markup_graft.h"
#include "options.h"

typedef struct markup { /* start from all zero; its memory serves article after article */
  markup_map map;       /* of the article as it came */
  markup_map result;    /* of what goes out */
  graft graft;
  enum { REFERENCES_UNKNOWN, REFERENCES_KEPT, REFERENCES_READ } references; /* by the rules */
  struct markup *again;    /* owned; what goes out, cleaned again; NULL: not needed yet */
  textclean_doc *again_in; /* owned */
} markup;

void markup_free(markup *m);

/* Reads the text of an article into a map. False: no memory. */
bool markup_read(markup_map *map, markup_kind kind, const char *source, size_t size);

/* Cleans it; `doc`, of the cleaner `tc`, then has what was found in its plain text. Statuses are
 * those of textclean_apply(). The source must last as long as the calls below are wanted. */
textclean_status markup_clean(markup *m, markup_kind kind, const textclean *tc, textclean_doc *doc,
                              textclean_lang target, const char *source, size_t size);

/* After markup_clean(): the article with its markup; the edits between it and the source, as those
 * of textclean_edits(); and places of `doc` as places in these two. */
const char *markup_text(const markup *m, size_t *size);
const textclean_edit *markup_edits(const markup *m, size_t *count);
textclean_place markup_place(const markup *m, textclean_place at);

#endif
