/* quotes.h - which quotation mark and which bracket belong together. Layer 3.
 *
 * Within a paragraph, from left to right, with a stack of open marks:
 *  Q1  a closing mark closes the nearest open one of its kind; what was opened
 *      inside that is unpaired;
 *  Q2  a straight quote closes the open straight one, if there is one, unless it
 *      has a blank before it and a letter behind: then the open one is unpaired; but
 *      not if a mark is before that blank and a verb of saying behind: `"Yes, "said Li`;
 *  Q3  else it opens, unless only a closing one can stand where it stands;
 *  Q4  a straight quote and a curly one make a pair if each finds no other partner; directly
 *      behind a stop a straight one closes the open curly one, whatever comes behind it;
 *  Q5  a closing mark without a partner, and what is open at the end of the
 *      paragraph, is unpaired;
 *  Q6  where a double quote of a paragraph is unpaired, two straight ones are a
 *      doubtful pair unless each stands as only it can stand: one of the others
 *      may be the true partner. Rules leave such a pair alone.
 * Not looked at: apostrophes, single straight quotes, inches. */
#ifndef TC_QUOTES_H
#define TC_QUOTES_H

#include "paragraphs.h"
#include "protect.h"

#define TC_NO_PARTNER UINT32_MAX

typedef struct tc_quote {
  uint32_t at;      /* position of the mark */
  uint32_t partner; /* index in the list, or TC_NO_PARTNER */
  bool opens;
  bool doubtful; /* of a pair by Q6 */
} tc_quote;

typedef TC_LIST(tc_quote) tc_quotes;

void tc_find_quotes(const tc_text *text, const tc_paragraphs *paragraphs, const tc_spans *protect,
                    tc_arena *arena, tc_quotes *quotes);

/* The number of the first mark at or behind `position`, of those from `first` on: mostly it is
 * near. O(log marks). */
static inline uint32_t tc_quote_from(const tc_quotes *quotes, uint32_t first, uint32_t position)
{
  TC_BISECT_NEAR(first, quotes->count - first, k, quotes->at[k].at < position)
  return first;
}

/* The mark at `position`, likewise; NULL if it is no listed mark. */
static inline const tc_quote *tc_quote_at_from(const tc_quotes *quotes, uint32_t first,
                                               uint32_t position)
{
  uint32_t n = tc_quote_from(quotes, first, position);
  return n < quotes->count && quotes->at[n].at == position ? &quotes->at[n] : NULL;
}

/* The same of all marks. */
static inline const tc_quote *tc_quote_at(const tc_quotes *quotes, uint32_t position)
{
  return tc_quote_at_from(quotes, 0, position);
}

#endif
