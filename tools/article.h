/* article.h - one article on its way through the library and into the output. */
#ifndef ARTICLE_H
#define ARTICLE_H

#include <stddef.h> /* size_t */

#include <textclean.h>

#include "worker.h"

typedef struct article {
  const char *file;
  size_t line;       /* of the input, from 1; 0: it has lines of its own */
  const char *field; /* told in flags; NULL: there is only one */
  const char *id;    /* a JSON value */
  size_t id_size;
  const char *source; /* as it came in */
  size_t size;
  const char *original; /* what it was translated from; NULL: not known */
  size_t original_size;
  textclean_lang target;
  const char *encoding; /* that the input had; NULL: UTF-8 */
} article;

/* Cleans it into w->doc, picks the flags to show and counts. A failure of memory
 * stops the worker. PROBLEM_NONE: it is clean now. */
problem_id article_clean(worker *w, const article *a);

/* Of the article in w->doc: what it became, the edits between that and a->source, and places of
 * w->doc as places in these two. They differ from those of the library with --markup. */
const char *article_cleaned(const worker *w, size_t *size);
const textclean_edit *article_edits(const worker *w, size_t *count);
textclean_place article_place(const worker *w, textclean_place at);

/* Adds what stands in place of the article: the cleaned text, or what apply makes of it. */
void article_text(buffer *out, worker *w, const article *a);

/* Prints what --format wants of the article in w->doc, but for FORMAT_TEXT, which
 * each kind of input does in its own way. */
void article_print(worker *w, const article *a);

/* A line between two articles of the batch, where one is needed. Only before something is
 * printed. */
void article_part(worker *w);

#endif
