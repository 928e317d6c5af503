/* article_print.h - an article into the output, in the format that is wanted. */
#ifndef ARTICLE_PRINT_H
#define ARTICLE_PRINT_H

#include "article.h"
#include "worker.h"

/* Adds what stands in place of the article: the cleaned text, or what apply makes of it. */
void article_text(buffer *out, worker *w, const article *a);

/* Prints what --format wants of the article in w->doc, but for FORMAT_TEXT, which
 * each kind of input does in its own way. */
void article_print(worker *w, const article *a);

/* A line between two articles of the batch, where one is needed. Only before something is
 * printed. */
void article_part(worker *w);

#endif
