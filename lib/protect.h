/* protect.h - the spans that no rule of style may touch: addresses, code, references. Layer 3. */
#ifndef TC_PROTECT_H
#define TC_PROTECT_H

#include "text.h"

typedef TC_LIST(tc_span) tc_spans;

/* Finds, sorted and disjoint: URLs, host names with a known ending, mail
 * addresses, @handles, character references that canonicalizing left, and `code`
 * between grave accents on one line. */
void tc_protect(const tc_text *text, tc_arena *arena, tc_spans *spans);

/* Walks with a position that never decreases: whether `position` is inside a span. */
static inline bool tc_is_inside(const tc_spans *spans, uint32_t *cursor, uint32_t position)
{
  while (*cursor < spans->count && spans->at[*cursor].end <= position) {
    ++*cursor;
  }
  return *cursor < spans->count && spans->at[*cursor].start <= position;
}

#endif
