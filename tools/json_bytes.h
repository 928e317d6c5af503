/* json_bytes.h - whether bytes of a string mean something to JSON, many at a time. */
#ifndef JSON_BYTES_H
#define JSON_BYTES_H

#include <stdbool.h> /* bool */
#include <stdint.h>  /* uint64_t */
#include <string.h>  /* memcpy */

#define JSON_WORD 8u   /* bytes */
#define JSON_BLOCK 32u /* likewise */

/* The high bit of each byte. */
#define JSON_HIGHS 0x8080808080808080u

static inline uint64_t json_word(const char *p)
{
  uint64_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

/* Sets the high bit of a byte that is below a blank, a quote or a backslash; perhaps that of one
 * above such a byte, or beyond ASCII, too. */
static inline uint64_t json_stops(uint64_t word)
{
  const uint64_t ones = 0x0101010101010101u;
  uint64_t quote = word ^ ones * '"', backslash = word ^ ones * '\\';
  return (word - ones * ' ') | (quote - ones) | (backslash - ones);
}

/* Whether a block has no byte that needs an escape. */
static inline bool json_needs_none(const char *p)
{
  uint64_t stops = 0;
  for (unsigned i = 0; i < JSON_BLOCK; i += JSON_WORD) {
    uint64_t word = json_word(p + i);
    stops |= json_stops(word) & ~word;
  }
  return (stops & JSON_HIGHS) == 0;
}

/* The same, and it is ASCII. */
static inline bool json_is_plain(const char *p)
{
  uint64_t stops = 0;
  for (unsigned i = 0; i < JSON_BLOCK; i += JSON_WORD) {
    uint64_t word = json_word(p + i);
    stops |= json_stops(word) | word;
  }
  return (stops & JSON_HIGHS) == 0;
}

#endif
