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
  textclean_lang target;
  const char *encoding; /* that the input had; NULL: UTF-8 */
} article;

/* Cleans it into w->doc, picks the flags to show and counts. A failure of memory
 * stops the worker. PROBLEM_NONE: it is clean now. */
problem_id article_clean(worker *w, const article *a);

/* Prints what --format wants of the article in w->doc, but for FORMAT_TEXT, which
 * each kind of input does in its own way. */
void article_print(worker *w, const article *a);

/* A line between two articles of the batch, where one is needed. Only before something is
 * printed. */
void article_part(worker *w);

#endif
