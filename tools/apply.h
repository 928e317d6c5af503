/* apply.h - the corrections of a review put into the article they were made for.
 *
 *   corrections of the article ─ apply_find.c ─▶ places ─ seams.c ─▶ the article with them
 *
 * A place is found by its anchor; where the article has changed since, by the text around it. If
 * one correction of an article cannot be put in, none is (but with --partial), and words on
 * standard error tell which and why. */
#ifndef APPLY_H
#define APPLY_H

#include "article.h"
#include "worker.h"

/* Adds what is to be written in place of the article in w->doc. */
void apply_text(buffer *out, worker *w, const article *a);

#endif
