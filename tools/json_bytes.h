/* json_bytes.h - which bytes of a string mean something to JSON, many at a time: sixteen by the
 * compiler's vectors, or eight in a word. A build with -Dsimd=false has the words only.
 *
 * Each function tells how many bytes from p on mean nothing, at most as many as it looks at. It
 * may tell fewer if it is less than that: who asks goes on byte by byte. */
#ifndef JSON_BYTES_H
#define JSON_BYTES_H

#include <stdbool.h> /* bool */
#include <stdint.h>  /* uint64_t */
#include <string.h>  /* memcpy */

#include "utf8.h"

#define JSON_WORD 8u    /* bytes; json_*_word() look at them, */
#define JSON_BLOCK 32u  /* json_*_block() at these, */
#define JSON_THREES 24u /* and json_threes_block() at eight characters of three bytes */

#define JSON_ONES 0x0101010101010101u
#define JSON_HIGHS 0x8080808080808080u

#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define JSON_LITTLE_ENDIAN 1
#endif

/* ---- By words ------------------------------------------------------------------- */

static inline uint64_t json_word(const char *p)
{
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

/* Sets the high bit of a byte that is below a blank, a quote or a backslash; perhaps that of one
 * behind such a byte, or beyond ASCII, too. */
static inline uint64_t json_stops(uint64_t word)
{
  uint64_t quote = word ^ JSON_ONES * '"', backslash = word ^ JSON_ONES * '\\';
  return (word - JSON_ONES * ' ') | (quote - JSON_ONES) | (backslash - JSON_ONES);
}

/* How many bytes stand before the first whose high bit is set. */
static inline unsigned json_before(uint64_t highs)
{
  if (highs == 0) {
    return JSON_WORD;
  }
#ifdef JSON_LITTLE_ENDIAN
  return (unsigned)__builtin_ctzll(highs) / 8;
#else
  return 0;
#endif
}

/* Bytes that need no escape; */
static inline unsigned json_safe_word(const char *p)
{
  uint64_t word = json_word(p);
  return json_before(json_stops(word) & ~word & JSON_HIGHS);
}

/* and are ASCII. */
static inline unsigned json_plain_word(const char *p)
{
  uint64_t word = json_word(p);
  return json_before((json_stops(word) | word) & JSON_HIGHS);
}

/* ---- By blocks ------------------------------------------------------------------ */

#if defined JSON_LITTLE_ENDIAN && defined __GNUC__ && !defined TC_NO_SIMD

#define JSON_VECTOR 16u /* bytes */
typedef unsigned char json_vector __attribute__((vector_size(JSON_VECTOR)));

static inline json_vector json_load(const char *p)
{
  json_vector v;
  memcpy(&v, p, sizeof v);
  return v;
}

/* The lowest bit of each of eight bytes, behind each other. */
static inline uint64_t json_gather(uint64_t word)
{
  return (word & JSON_ONES) * 0x0102040810204080u >> 56;
}

/* How many bytes of two vectors, which are 0 or FF, are 0 in front; b has the last of `size`. */
static inline unsigned json_zeros(json_vector a, json_vector b, unsigned size)
{
  uint64_t words[4];
  memcpy(words, &a, sizeof a);
  memcpy(words + 2, &b, sizeof b);
  if ((words[0] | words[1] | words[2] | words[3]) == 0) {
    return size;
  }
  uint64_t bits = json_gather(words[0]) | json_gather(words[1]) << 8 |
                  json_gather(words[2]) << (size - 16) | json_gather(words[3]) << (size - 8);
  return (unsigned)__builtin_ctzll(bits);
}

static inline json_vector json_unsafe(json_vector v)
{
  return (json_vector)((v < ' ') | (v == '"') | (v == '\\'));
}

static inline unsigned json_safe_block(const char *p)
{
  json_vector a = json_load(p), b = json_load(p + JSON_VECTOR);
  return json_zeros(json_unsafe(a), json_unsafe(b), JSON_BLOCK);
}

static inline unsigned json_plain_block(const char *p)
{
  json_vector a = json_load(p), b = json_load(p + JSON_VECTOR);
  a = json_unsafe(a) | (json_vector)(a >= 0x80);
  b = json_unsafe(b) | (json_vector)(b >= 0x80);
  return json_zeros(a, b, JSON_BLOCK);
}

/* What is no part of characters of three bytes whose first bytes stand where `leads` has ones. Of
 * those behind E0 and ED the second byte has limits of its own: they are left to others. */
static inline json_vector json_no_threes(json_vector v, json_vector leads)
{
  json_vector shape = leads * 0x30 + 0xC0, wanted = leads * 0x60 + 0x80;
  return (json_vector)(((v & shape) != wanted) | (v == 0xE0) | (v == 0xED));
}

/* Whole characters of three bytes. */
static inline unsigned json_threes_block(const char *p)
{
  const json_vector first = {1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1};
  const json_vector second = {0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0};
  json_vector a = json_load(p), b = json_load(p + JSON_THREES - JSON_VECTOR);
  unsigned bytes = json_zeros(json_no_threes(a, first), json_no_threes(b, second), JSON_THREES);
  return bytes / 3 * 3;
}

#else

static inline unsigned json_safe_block(const char *p)
{
  uint64_t stops = 0;
  for (unsigned i = 0; i < JSON_BLOCK; i += JSON_WORD) {
    uint64_t word = json_word(p + i);
    stops |= json_stops(word) & ~word;
  }
  return (stops & JSON_HIGHS) == 0 ? JSON_BLOCK : json_safe_word(p);
}

static inline unsigned json_plain_block(const char *p)
{
  uint64_t stops = 0;
  for (unsigned i = 0; i < JSON_BLOCK; i += JSON_WORD) {
    uint64_t word = json_word(p + i);
    stops |= json_stops(word) | word;
  }
  return (stops & JSON_HIGHS) == 0 ? JSON_BLOCK : json_plain_word(p);
}

static inline unsigned json_threes_block(const char *p)
{
  unsigned i = 0;
  while (i < JSON_THREES && utf8_is_three(p + i)) {
    i += 3;
  }
  return i;
}

#endif

#endif
