/* article_clean.h - an article through the library, and what became of it. */
#ifndef ARTICLE_CLEAN_H
#define ARTICLE_CLEAN_H

#include "article.h"
#include "worker.h"

/* Cleans it into w->doc, picks the flags to show and counts. A failure of memory
 * stops the worker. PROBLEM_NONE: it is clean now. */
problem_id article_clean(worker *w, const article *a);

/* Of the article in w->doc: what it became, the edits between that and a->source, and places of
 * w->doc as places in these two. They differ from those of the library with --markup. */
const char *article_cleaned(const worker *w, size_t *size);
const textclean_edit *article_edits(const worker *w, size_t *count);
textclean_place article_place(const worker *w, textclean_place at);

#endif
