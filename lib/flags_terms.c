/* flags_terms.c - takes away the flags of what a house calls a term. */
#include "flags.h"

/* Moves to the term that ends behind i; NULL if none begins at i or before it. */
static const tc_term *term_at(const tc_terms *terms, uint32_t *cursor, uint32_t i)
{
  while (*cursor < terms->count && terms->at[*cursor].at.end <= i) {
    ++*cursor;
  }
  bool found = *cursor < terms->count && terms->at[*cursor].at.start <= i;
  return found ? &terms->at[*cursor] : NULL;
}

/* Whether terms of a language hold all letters and digits of a span. */
static bool is_terms_only(const tc_findings *f, tc_span at, textclean_lang lang, uint32_t cursor)
{
  bool any = false;
  for (uint32_t i = at.start; i < at.end;) {
    const tc_term *term = term_at(f->terms, &cursor, i);
    if (term && (term->langs & 1u << lang)) {
      any = true;
      i = term->at.end;
    } else if (tc_is(tc_at(f->text, i), TC_P_WORD)) {
      return false;
    } else {
      i = tc_next(f->text, i);
    }
  }
  return any;
}

static bool is_of_term(const tc_findings *f, const tc_flag *flag, uint32_t cursor)
{
  switch (flag->kind) {
  case TEXTCLEAN_UNTRANSLATED:
    return is_terms_only(f, flag->at, flag->lang, cursor);
  case TEXTCLEAN_ILL_FORMED:
  case TEXTCLEAN_UNSETTLED:
    return false;
  default: {
    const tc_term *term = term_at(f->terms, &cursor, flag->at.start);
    return term && flag->at.end <= term->at.end;
  }
  }
}

void tc_drop_flags_of_terms(const tc_findings *f, tc_flags *flags)
{
  uint32_t kept = 0, cursor = 0;
  for (uint32_t i = 0; i < flags->count; i++) {
    term_at(f->terms, &cursor, flags->at[i].at.start); /* flags are sorted by their start */
    if (!is_of_term(f, &flags->at[i], cursor)) {
      flags->at[kept++] = flags->at[i];
    }
  }
  flags->count = kept;
}
