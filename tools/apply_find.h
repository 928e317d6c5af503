/* apply_find.h - where a correction belongs in the article at hand. */
#ifndef APPLY_FIND_H
#define APPLY_FIND_H

#include "applier.h"
#include "article.h"
#include "worker.h"

typedef enum finding {
  FOUND,         /* *span is its place in the cleaned text */
  FOUND_CORRECT, /* the correction is there already */
  FOUND_NOT,
  FOUND_NO_MEMORY
} finding;

finding apply_find(applier *p, const worker *w, const article *a, const correction *c,
                   textclean_span *span);

/* Whether the text of the span is what the reviewer saw; line ends count as equal. */
bool apply_is_shown(const applier *p, const worker *w, const correction *c, textclean_span span);

#endif
