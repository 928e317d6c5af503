/* lexicon_own.h - words of a house: those that a style adds to the lexicon, and its
 * terms. Layer 2.
 *
 * One table holds either. Whole words are found by hash; the longest word at a place by
 * hashing what stands there once and asking at each size that some word has. */
#ifndef TC_LEXICON_OWN_H
#define TC_LEXICON_OWN_H

#include "text.h"

#define TC_OWN_HEADS 8192u
#define TC_OWN_MAX 120u /* bytes of the longest word, which bounds the work at each place */

typedef struct tc_own_word {
  const char *bytes;
  uint32_t size; /* 0: a free slot */
  uint32_t hash;
  uint32_t kinds; /* TC_W_...; of a term its languages, a bit each */
} tc_own_word;

typedef struct tc_own_words {
  tc_own_word *slots;
  uint32_t slot_count; /* a power of two, twice the number of words or more */
  uint32_t count;
  bool exact;                      /* else ASCII capitals are as small letters */
  bool sizes[TC_OWN_MAX + 1];      /* which occur */
  uint32_t largest;                /* of them */
  uint8_t heads[TC_OWN_HEADS / 8]; /* a bit for the first two bytes of each word */
} tc_own_words;

/* Empties a table over `slots`, which are zero. */
void tc_own_init(tc_own_words *own, tc_own_word *slots, uint32_t slot_count, bool exact);

/* Adds a word, or kinds to one that is there; its bytes are not copied. Its size is from
 * 1 to TC_OWN_MAX. */
void tc_own_add(tc_own_words *own, const char *bytes, uint32_t size, uint32_t kinds);

/* The kinds of a word, 0 if there is no such word. */
uint32_t tc_own_find(const tc_own_words *own, const char *word, uint32_t size);

/* The first place from i on where the bytes of some word of an exact table begin; the end if
 * there is none. */
uint32_t tc_own_next(const tc_own_words *own, const tc_text *text, uint32_t i);

/* The kinds of the longest word that begins at span.start and ends in the span; *word_end
 * is its end. A word that begins or ends in a letter or digit of a script that parts its
 * words by blanks does so where a word of the text does. 0: none. */
uint32_t tc_own_prefix(const tc_own_words *own, const tc_text *text, tc_span span,
                       uint32_t *word_end);

#endif
