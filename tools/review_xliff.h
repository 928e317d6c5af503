/* review_xliff.h - an article with flags as XLIFF 1.2, for translators' tools.
 *
 * A <file> an article, a <group> a paragraph, a <trans-unit> a sentence; its id is the anchor of
 * the sentence (anchor.h). <source> and <target> both have the cleaned text, since tools differ in
 * which they show. Flagged sentences are to be translated; the rest is there to be read, and
 * locked. A flag that is less than its sentence is marked by <mrk>; all flags have a <note>.
 * Articles without flags are left out. */
#ifndef REVIEW_XLIFF_H
#define REVIEW_XLIFF_H

#include <stdbool.h> /* bool */

#include "article.h"
#include "worker.h"

void review_xliff_head(buffer *out);

/* `is_empty`: no article came between. The schema wants a <file>. */
void review_xliff_tail(buffer *out, bool is_empty);

/* Adds the article in w->doc. */
void review_xliff_add(buffer *out, worker *w, const article *a);

#endif
