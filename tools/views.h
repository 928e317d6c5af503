/* views.h - an article as people read it. */
#ifndef VIEWS_H
#define VIEWS_H

#include "article.h"
#include "worker.h"

/* Adds the cleaned text, with --body only the paragraphs of title and body. */
void view_text(buffer *out, const worker *w);

/* Adds a line a sentence: id, number, language and sentence, parted by tabs. */
void view_sentences(buffer *out, const worker *w, const article *a);

/* Adds a line a flag that the user wants, safe to show. With a width, that of a terminal, the line
 * of the source follows, with a marker under the span. */
void view_flags(buffer *out, const worker *w, const article *a, bool colors, size_t width);

/* Adds to the words of the batch what was found in the article, with all its flags. */
void view_summary(worker *w, const article *a);

/* Prints to standard error what was found in an input, in one line. */
void view_tally(const char *file, const tally *t);

#endif
