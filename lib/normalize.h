/* normalize.h - the second list of edits: space and punctuation by language. Layer 5. */
#ifndef TC_NORMALIZE_H
#define TC_NORMALIZE_H

#include "rules.h"
#include "terms.h"

/* Appends the edits of all groups but unicode that change no term. */
void tc_normalize(const tc_text *text, const tc_paragraphs *paragraphs, const tc_runs *runs,
                  const tc_quotes *quotes, const tc_spans *protect, const tc_terms *terms,
                  const tc_rule_set *rules, tc_arena *arena, tc_edits *edits);

#endif
