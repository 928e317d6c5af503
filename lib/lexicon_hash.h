/* lexicon_hash.h - the hash of a word, for lexicon.c and gen_lexicon.c. Layer 2. */
#ifndef TC_LEXICON_HASH_H
#define TC_LEXICON_HASH_H

#include <stdint.h> /* uint32_t */

#define TC_LEXICON_SLOTS 8192u /* a power of two, several times the number of words */

static inline unsigned char tc_small_letter(char c)
{
  return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* FNV-1a over the letters, capitals as small ones. */
static inline uint32_t tc_word_hash(const char *word, uint32_t size)
{
  uint32_t hash = 2166136261u;
  for (uint32_t i = 0; i < size; i++) {
    hash = (hash ^ tc_small_letter(word[i])) * 16777619u;
  }
  return hash ^ (hash >> 15);
}

/* A bit for the first three bytes of each word, an ideograph or letters: most begin none. */
#define TC_LEXICON_HEADS 8192u

static inline uint32_t tc_head_hash(const char *word)
{
  uint32_t a = tc_small_letter(word[0]), b = tc_small_letter(word[1]), c = tc_small_letter(word[2]);
  return (a << 10 ^ b << 5 ^ c) % TC_LEXICON_HEADS;
}

#endif
