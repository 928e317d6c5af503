/* terms.c - see terms.h. */
#include "terms.h"

void tc_find_terms(const tc_text *text, const tc_own_words *words, tc_arena *arena, tc_terms *terms)
{
  if (words->count == 0) {
    return;
  }
  for (uint32_t i = tc_own_next(words, text, 0); i < text->size;) {
    uint32_t end = tc_next(text, i);
    uint32_t langs = tc_own_prefix(words, text, (tc_span){i, text->size}, &end);
    if (langs) {
      tc_term *slot = tc_push(arena, terms);
      *slot = (tc_term){{i, end}, langs};
    }
    i = tc_own_next(words, text, end);
  }
}

bool tc_cuts_term(const tc_terms *terms, tc_span edit)
{
  uint32_t low = 0, high = terms->count; /* the first term that ends behind the edit's start */
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (terms->at[middle].at.end <= edit.start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == terms->count) {
    return false;
  }
  uint32_t start = terms->at[low].at.start;
  return start < edit.end && !(tc_is_empty(edit) && start >= edit.start);
}

void tc_guard(const tc_spans *spans, const tc_terms *terms, tc_arena *arena, tc_spans *guarded)
{
  uint32_t s = 0, t = 0;
  while (s < spans->count || t < terms->count) {
    bool is_term =
        s == spans->count || (t < terms->count && terms->at[t].at.start < spans->at[s].start);
    tc_span at = is_term ? terms->at[t++].at : spans->at[s++];
    tc_span *last = guarded->count ? &guarded->at[guarded->count - 1] : NULL;
    if (last && at.start < last->end) {
      last->end = tc_max(last->end, at.end);
    } else {
      tc_span *slot = tc_push(arena, guarded);
      assert(slot);
      *slot = at;
    }
  }
}
