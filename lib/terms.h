/* terms.h - where the terms of a house stand in a text: what is never edited nor
 * flagged. Layer 3. */
#ifndef TC_TERMS_H
#define TC_TERMS_H

#include "lexicon_own.h"
#include "protect.h"

typedef struct tc_term {
  tc_span at;
  uint32_t langs; /* that it is of, a bit for each textclean_lang */
} tc_term;

typedef TC_LIST(tc_term) tc_terms;

/* Appends the places of the terms, sorted and disjoint, of two that overlap the earlier,
 * of two that begin at one place the longer. */
void tc_find_terms(const tc_text *text, const tc_own_words *words, tc_arena *arena,
                   tc_terms *terms);

/* Whether an edit would change a term, or insert into one. O(log terms). */
bool tc_cuts_term(const tc_terms *terms, tc_span edit);

/* Spans and terms in one list, sorted and disjoint. */
void tc_guard(const tc_spans *spans, const tc_terms *terms, tc_arena *arena, tc_spans *guarded);

#endif
