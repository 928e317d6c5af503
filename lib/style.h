/* style.h - the style of a house, read from memory. Layer 5.
 *
 * The format stands in textclean.h. It is read twice: to check it and to count what it
 * holds, then to fill tables of just that size. */
#ifndef TC_STYLE_H
#define TC_STYLE_H

#include "lexicon_own.h"
#include "rules.h"

typedef struct tc_style {
  tc_own_words words; /* which the lexicon does not have */
  tc_own_words terms;
  size_t size;         /* of it all */
  tc_own_word slots[]; /* of both tables, and behind them a copy of their bytes */
} tc_style;

/* Checks a style, and takes its lists of rules. EINVAL: *error tells why. */
textclean_status tc_style_check(const char *bytes, size_t size, tc_rule_reading *rules,
                                textclean_style_error *error);

/* Makes the tables of a style that is good; NULL if it has neither words nor terms. ENOMEM. */
textclean_status tc_style_make(const char *bytes, size_t size, const textclean_alloc *alloc,
                               tc_style **style);
void tc_style_free(tc_style *style, const textclean_alloc *alloc);

/* `hash` mixed with all words of the style; `hash` for NULL. */
uint64_t tc_style_hash(const tc_style *style, uint64_t hash);

#endif
