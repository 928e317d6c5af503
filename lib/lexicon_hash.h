/* lexicon_hash.h - the hash of a word, for lexicon.c and gen_lexicon.c. Layer 2. */
#ifndef TC_LEXICON_HASH_H
#define TC_LEXICON_HASH_H

#include <stdint.h> /* uint32_t */
#include <string.h> /* memcpy */

#define TC_LEXICON_SLOTS 8192u /* a power of two, several times the number of words */

static inline unsigned char tc_small_letter(char c)
{
  return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* `size` bytes, at most eight, as a number: the same on every machine. */
static inline uint64_t tc_bytes_of(const void *p, uint32_t size)
{
  uint64_t sum = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  memcpy(&sum, p, size); /* gcc makes no single load of what is below */
#else
  for (uint32_t i = 0; i < size; i++) {
    sum |= (uint64_t)((const unsigned char *)p)[i] << i * 8;
  }
#endif
  return sum;
}

/* The bytes of a word, for a hash and a comparison: of one of up to TC_KEY_BYTES all, some twice;
 * few are longer. How long it is cannot be guessed, and from four bytes on takes no branch. */
typedef struct tc_word_key {
  uint64_t head, tail;
} tc_word_key;

#define TC_KEY_BYTES 16u

static inline tc_word_key tc_word_key_of(const char *word, uint32_t size)
{
  tc_word_key key = {0, 0};
  if (size >= 4) {
    uint32_t last = size - 4, second = last < 4 ? last : 4, third = last - second;
    key.head = tc_bytes_of(word, 4) | tc_bytes_of(word + second, 4) << 32;
    key.tail = tc_bytes_of(word + third, 4) | tc_bytes_of(word + last, 4) << 32;
  } else if (size > 0) {
    uint32_t half = size / 2;
    key.head = tc_bytes_of(word, 1) | tc_bytes_of(word + half, 1) << 8 |
               tc_bytes_of(word + size - 1, 1) << 16;
  }
  return key;
}

/* Capitals among eight bytes as small letters. */
static inline uint64_t tc_small_letters(uint64_t eight)
{
  const uint64_t ones = UINT64_MAX / UINT8_MAX; /* in each byte */
  uint64_t ascii = eight & 0x7F * ones;         /* no sum below carries into the next byte */
  uint64_t from_a = ascii + (0x80 - 'A') * ones, behind_z = ascii + (0x7F - 'Z') * ones;
  return eight | ((from_a & ~behind_z & ~eight) >> 2 & 0x20 * ones);
}

/* Of letters in any case the same; of some other bytes, too. */
static inline uint32_t tc_word_hash(tc_word_key key, uint32_t size)
{
  const uint64_t odd = 0x9E3779B97F4A7C15u;   /* 2^64 over the golden ratio */
  const uint64_t small = 0x2020202020202020u; /* the case bit of each byte */
  uint64_t hash = ((key.head | small) ^ size) * odd;
  hash = (hash ^ (hash >> 29) ^ (key.tail | small)) * odd;
  return (uint32_t)(hash >> 40);
}

#define TC_WORD_MAX 28 /* bytes of the longest entry, and one */

/* What the words have that begin with the same three bytes, an ideograph or letters: most begin
 * no word. */
typedef struct tc_head {
  uint32_t kinds;
  uint32_t sizes; /* bit TC_WORD_MAX - n: a word of n bytes, so that the lowest is the longest */
} tc_head;

#define TC_LEXICON_HEADS 4096u /* as many as 12 bits tell */

/* Of letters in any case the same. */
static inline uint32_t tc_head_hash(const char *word)
{
  uint32_t two = (uint32_t)tc_bytes_of(word, 2), three = two | (uint32_t)(uint8_t)word[2] << 16;
  three |= (~three & 0x808080u) >> 2; /* the case bit of each byte of ASCII */
  return (three * 0x9E3779B1u) >> 20; /* 2^32 over the golden ratio */
}

#endif
