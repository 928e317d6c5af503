/* runs_words.h - whether Latin words read as a clause. Layer 3. */
#ifndef TC_RUNS_WORDS_H
#define TC_RUNS_WORDS_H

#include "runs.h"

typedef struct tc_words { /* how many there are: */
  uint8_t all;
  uint8_t small;    /* in small letters, long enough, no unit, no part of names */
  uint8_t function; /* of the kind FUNCTION, no part of names */
  uint8_t capitals; /* function words with a capital */
  uint8_t shouted;  /* all in capitals, as long as small ones, or of the kind FUNCTION */
  uint8_t shouted_function;
  bool first_small, last_small; /* in small letters, of names or not, but no particle, which is
                                 * small in names only: `van`, `da` */
} tc_words;

static inline bool tc_is_clause(tc_words count)
{
  int sum = count.small + count.capitals;
  return (sum >= 3) | ((count.function >= 1) & (sum >= 2)) |
         ((count.small >= 2) & (count.all >= 4)); /* none can guess which */
}

/* Whether some word is in small letters, or a function word: they are no name. */
static inline bool tc_has_small(tc_words count)
{
  return count.small + count.capitals > 0;
}

static inline bool tc_has_small_edge(tc_words count)
{
  return count.first_small | count.last_small;
}

/* Counts the word at i. Returns its end. */
uint32_t tc_count_word(const tc_text *text, uint32_t i, tc_words *count);

/* Counts the words in the first bytes of a span, until they are a clause, which they stay; or,
 * if it is only asked whether they are a name, until they are none. */
tc_words tc_count_words(const tc_text *text, tc_span span, bool name);

#endif
