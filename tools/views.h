/* views.h - an article as people read it. */
#ifndef VIEWS_H
#define VIEWS_H

#include "article.h"

/* Adds the cleaned text, with --body only the paragraphs of title and body. */
void view_text(buffer *out, const session *s);

/* Adds a line a sentence: id, number, language and sentence, parted by tabs. */
void view_sentences(buffer *out, const session *s, const article *a);

/* Adds a line a flag that the user wants, safe to show. */
void view_flags(buffer *out, const session *s, const article *a, bool colors);

/* Prints to standard error what was found: in the article, with all its flags; in the
 * input, in one line. The output is flushed before. */
void view_summary(session *s, const article *a);
void view_tally(session *s);

#endif
