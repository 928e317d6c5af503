/* canonicalize.h - the first list of edits: what makes the canonical text. Layer 5. */
#ifndef TC_CANONICALIZE_H
#define TC_CANONICALIZE_H

#include "rules.h"
#include "terms.h"

/* Appends the edits of the rules of the unicode group that change no term. */
void tc_canonicalize(const tc_text *text, const tc_terms *terms, const tc_rule_set *rules,
                     tc_arena *arena, tc_edits *edits);

/* The same of a text that `changes` led to from one where these rules found no others, if no term
 * is to be spared: no rule looks beyond a line end, so only lines that changed are looked at. */
void tc_canonicalize_again(const tc_text *text, const tc_changes *changes, const tc_rule_set *rules,
                           tc_arena *arena, tc_edits *edits);

/* Appends the edits that make the text well-formed, and no others. */
void tc_make_well_formed(const tc_text *text, tc_arena *arena, tc_edits *edits);

#endif
