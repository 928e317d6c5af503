/* runs_words.c - see runs_words.h. */
#include "runs_words.h"

#include "lexicon.h"

#define SMALL_LEAST 4u /* bytes: shorter small words may be broken names */
#define FUNCTION_LEAST 3u

/* From i over small letters and capitals without an accent, eight bytes at once: how long a word is
 * can not be guessed. Adds their properties to *all. */
static uint32_t skip_plain_letters(const uint8_t *cls, uint32_t i, uint32_t *all)
{
  _Static_assert((TC_LOWER & 1) == 0 && TC_UPPER == TC_LOWER + 1, "they differ in the lowest bit");
  const uint64_t ones = UINT64_MAX / UINT8_MAX; /* the lowest bit of each byte */
  uint64_t capitals = 0, small = 0, others;
  for (;; i += 8) {
    uint64_t eight = tc_bytes_of(cls + i, 8) ^ TC_LOWER * ones;
    others = eight & ~ones;
    uint64_t before = (~others & (others - 1)) >> 7 & ones; /* the letters before the first other */
    capitals |= eight & before;
    small |= ~eight & before;
    if (others) { /* nearly always; EDGE ends the text */
      break;
    }
  }
  *all |= (capitals ? TC_P_UC : 0) | (small ? TC_P_LC : 0);
  return i + tc_lowest_bit(others) / 8;
}

/* The end of the word at i, whether it has no capital, and whether it is all in them. */
static uint32_t word_end(const tc_text *text, uint32_t i, bool *small, bool *shouted)
{
  uint32_t all = 0;
  for (;;) {
    i = skip_plain_letters(text->cls, i, &all);
    uint8_t cls = text->cls[i];
    if (cls != TC_CONT && !tc_is(cls, TC_P_LATIN | TC_P_COMBINE)) {
      break;
    }
    all |= tc_props[cls];
    i++;
  }
  *small = (all & TC_P_UC) == 0;
  *shouted = (all & TC_P_LC) == 0;
  return i;
}

/* Notes one word more: of which sort it is can not be guessed, so there is no branch on it. */
static void note_word(const tc_text *text, tc_span word, bool small, bool shouted, tc_words *count)
{
  const uint32_t sorts = TC_W_UNIT | TC_W_NAME_PART | TC_W_FUNCTION;
  uint32_t size = word.end - word.start, kinds = tc_lexicon_of(text, word, sorts);
  bool particle = (kinds & (TC_W_NAME_PART | TC_W_FUNCTION)) == TC_W_NAME_PART;
  bool counts = (size >= FUNCTION_LEAST) & !(kinds & (TC_W_NAME_PART | TC_W_UNIT));
  bool function = counts & ((kinds & TC_W_FUNCTION) != 0);
  bool acronym = tc_is(text->cls[word.end - 1], TC_P_UC); /* WHO */
  bool is_function = function & !acronym, is_long = counts & (size >= SMALL_LEAST);
  small = small & (size > 1) & !(kinds & TC_W_UNIT);
  count->last_small = small & !particle;
  count->first_small |= (count->all == 0) & count->last_small;
  count->all++;
  count->shouted = (uint8_t)(count->shouted + (shouted & (function | is_long)));
  count->shouted_function = (uint8_t)(count->shouted_function + (shouted & function));
  count->small = (uint8_t)(count->small + (small & (is_function | is_long)));
  count->function = (uint8_t)(count->function + is_function);
  count->capitals = (uint8_t)(count->capitals + (is_function & !small));
}

uint32_t tc_count_word(const tc_text *text, uint32_t i, tc_words *count)
{
  bool small, shouted;
  tc_span word = {i, word_end(text, i, &small, &shouted)};
  note_word(text, word, small, shouted, count);
  return word.end;
}

tc_words tc_count_words(const tc_text *text, tc_span span, bool name)
{
  tc_words count = {0};
  uint32_t end = tc_min(span.end, span.start + TC_CLAUSE_LOOK);
  for (uint32_t i = span.start; i < end;) {
    if (!tc_is(text->cls[i], TC_P_LATIN)) {
      i++;
      continue;
    }
    i = tc_count_word(text, i, &count);
    if (tc_is_clause(count) || (name && (tc_has_small(count) || count.first_small))) {
      break;
    }
  }
  return count;
}

bool tc_reads_as_clause(const tc_text *text, tc_span span)
{
  return tc_is_clause(tc_count_words(text, span, false));
}
