/* runs_words.c - see runs_words.h. */
#include "runs_words.h"

#include "lexicon.h"

#define SMALL_LEAST 4u /* bytes: shorter small words may be broken names */
#define FUNCTION_LEAST 3u

/* The end of the word at i, whether it has no capital, and whether it is all in them. */
static uint32_t word_end(const tc_text *text, uint32_t i, bool *small, bool *shouted)
{
  uint32_t all = 0;
  for (;; i++) {
    uint8_t cls = text->cls[i];
    if (cls != TC_LOWER && cls != TC_CONT) { /* nearly all bytes are */
      if (!tc_is(cls, TC_P_LATIN | TC_P_COMBINE)) {
        break;
      }
      all |= tc_props[cls];
    }
  }
  *small = (all & TC_P_UC) == 0;
  *shouted = (all & TC_P_LC) == 0;
  return i;
}

/* Notes one word more. */
static void note_word(const tc_text *text, tc_span word, bool small, bool shouted, tc_words *count)
{
  const uint32_t sorts = TC_W_UNIT | TC_W_NAME_PART | TC_W_FUNCTION;
  uint32_t size = word.end - word.start, kinds = tc_lexicon_of(text, word, sorts);
  bool particle = (kinds & (TC_W_NAME_PART | TC_W_FUNCTION)) == TC_W_NAME_PART;
  small = small && size > 1 && !(kinds & TC_W_UNIT);
  count->last_small = small && !particle;
  count->first_small = count->first_small || (count->all == 0 && count->last_small);
  count->all++;
  if (size >= FUNCTION_LEAST && !(kinds & (TC_W_NAME_PART | TC_W_UNIT))) {
    bool function = (kinds & TC_W_FUNCTION) != 0;
    bool acronym = tc_is(text->cls[word.end - 1], TC_P_UC); /* WHO */
    bool is_function = function && !acronym;
    count->shouted = (uint8_t)(count->shouted + (shouted && (function || size >= SMALL_LEAST)));
    count->shouted_function = (uint8_t)(count->shouted_function + (shouted && function));
    count->small = (uint8_t)(count->small + (small && (is_function || size >= SMALL_LEAST)));
    count->function = (uint8_t)(count->function + is_function);
    count->capitals = (uint8_t)(count->capitals + (is_function && !small));
  }
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
