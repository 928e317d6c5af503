/* lexicon_hash.h - the hash of a word, for lexicon.c and gen_lexicon.c. Layer 2. */
#ifndef TC_LEXICON_HASH_H
#define TC_LEXICON_HASH_H

#include <stdint.h> /* uint32_t */

#define TC_LEXICON_SLOTS 8192u /* a power of two, several times the number of words */

static inline unsigned char tc_small_letter(char c)
{
  return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* `size` bytes, at most eight, as a number: the same on every machine. */
static inline uint64_t tc_bytes_of(const char *p, uint32_t size)
{
  uint64_t sum = 0;
  for (uint32_t i = 0; i < size; i++) {
    sum |= (uint64_t)(unsigned char)p[i] << i * 8;
  }
  return sum;
}

/* The letters of a word, capitals as small ones, other bytes as they are or not: for a hash
 * and a first comparison. Few words are longer than what three loads take. */
typedef struct tc_word_key {
  uint64_t head, middle, tail;
} tc_word_key;

static inline tc_word_key tc_word_key_of(const char *word, uint32_t size)
{
  const uint64_t small = 0x2020202020202020u; /* the case bit of each byte */
  tc_word_key key = {small, small, small};
  if (size >= 8) {
    key.head |= tc_bytes_of(word, 8);
    key.middle |= tc_bytes_of(word + size / 2 - 4, 8);
    key.tail |= tc_bytes_of(word + size - 8, 8);
  } else if (size >= 4) {
    key.head |= tc_bytes_of(word, 4) | tc_bytes_of(word + size - 4, 4) << 32;
  } else if (size > 0) {
    uint32_t half = size / 2;
    key.head |= tc_bytes_of(word, 1) | tc_bytes_of(word + half, 1) << 8 |
                tc_bytes_of(word + size - 1, 1) << 16;
  }
  return key;
}

static inline uint32_t tc_word_hash(const char *word, uint32_t size)
{
  const uint64_t odd = 0x9E3779B97F4A7C15u; /* 2^64 over the golden ratio */
  tc_word_key key = tc_word_key_of(word, size);
  uint64_t hash = (key.head ^ size) * odd;
  hash = (hash ^ (hash >> 29) ^ key.middle ^ key.tail << 1) * odd;
  return (uint32_t)(hash >> 40);
}

#define TC_WORD_MAX 28 /* bytes of the longest entry, and one */

/* What the words have that begin with the same three bytes, an ideograph or letters: most begin
 * no word. */
typedef struct tc_head {
  uint32_t kinds;
  uint32_t sizes; /* bit TC_WORD_MAX - n: a word of n bytes, so that the lowest is the longest */
} tc_head;

#define TC_LEXICON_HEADS 4096u

static inline uint32_t tc_head_hash(const char *word)
{
  uint32_t a = tc_small_letter(word[0]), b = tc_small_letter(word[1]), c = tc_small_letter(word[2]);
  return (a << 10 ^ b << 5 ^ c) % TC_LEXICON_HEADS;
}

#endif
