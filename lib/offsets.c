/* offsets.c - byte offsets as code points and UTF-16 units. Layer 7, as textclean.c. */
#include <string.h> /* memcpy */

#include <unicode/utf8.h> /* U8_NEXT */

#include "base.h"

enum {                /* bytes of UTF-8, no characters: in tens */
       LOW_BITS = 15, /* of a lead of three */
       CARRY = 16,
       CONTINUATION = 128,
       CONTINUATION_BITS = 192, /* that tell one */
       LAST_BITS = 64,          /* what is below stands in a continuation, without its mark */
       LEAD_OF_THREE = 224,
       LEAD_OF_SURROGATES = 237,
       LEAD_OF_FOUR = 240,
       LEAD_BITS = 240 /* that tell a lead of three */
};

/* Units of the character that ends at the new *i. */
static uint32_t next_units(const char *text, size_t size, size_t *i, textclean_unit unit)
{
  if ((unsigned char)text[*i] < 0x80u) {
    ++*i;
    return 1;
  }
  int32_t left = size - *i < 4 ? (int32_t)(size - *i) : 4, used = 0, c;
  const uint8_t *bytes = (const uint8_t *)text + *i;
  U8_NEXT(bytes, used, left, c);
  *i += (size_t)used;
  return unit == TEXTCLEAN_UTF16 && c > UINT16_MAX ? 2 : 1;
}

static uint64_t word_of(const uint8_t *bytes)
{
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

/* Whether two characters of three bytes stand at the start of a word, as below: their leads and
 * continuations by some bits, and the low bits of a lead by the carry out of them, which there is
 * if they are neither 0 nor those of surrogates. The order of bytes is the machine's. */
static bool are_two_of_three(uint64_t word)
{
#define TWICE(lead, second, third)                                                                 \
  {                                                                                                \
    lead, second, third, lead, second, third                                                       \
  }
  static const uint8_t shape[8] = TWICE(LEAD_BITS, CONTINUATION_BITS, CONTINUATION_BITS);
  static const uint8_t wanted[8] = TWICE(LEAD_OF_THREE, CONTINUATION, CONTINUATION);
  static const uint8_t low[8] = TWICE(LOW_BITS, 0, 0), carries[8] = TWICE(CARRY, 0, 0);
  static const uint8_t surrogates[8] = TWICE(LEAD_OF_SURROGATES - LEAD_OF_THREE, 0, 0);
#undef TWICE
  uint64_t lows = word_of(low), lead = word & lows, carry = word_of(carries);
  return (word & word_of(shape)) == word_of(wanted) &&
         ((lead + lows) & ((lead ^ word_of(surrogates)) + lows) & carry) == carry;
}

/* The end of the row of common characters from i on, as far as it does not pass `end`: ASCII
 * eight at a time, and those of three bytes that no ill-formed part looks like. Each is one
 * unit. */
static size_t skip_common(const char *text, size_t i, size_t end, uint32_t *units)
{
  const uint64_t top_bits = 0x8080808080808080u;
  const uint8_t *bytes = (const uint8_t *)text;
  while (end - i >= sizeof top_bits) {
    uint64_t word = word_of(bytes + i);
    if ((word & top_bits) == 0) {
      i += sizeof word;
      *units += (uint32_t)sizeof word;
      continue;
    }
    if (are_two_of_three(word)) {
      i += 6;
      *units += 2;
      continue;
    }
    uint8_t lead = bytes[i];
    bool three = lead > LEAD_OF_THREE && lead < LEAD_OF_FOUR && lead != LEAD_OF_SURROGATES;
    if (three && ((bytes[i + 1] ^ CONTINUATION) | (bytes[i + 2] ^ CONTINUATION)) < LAST_BITS) {
      i += 3;
    } else if (lead < CONTINUATION) {
      i++;
    } else {
      return i;
    }
    ++*units;
  }
  for (; i < end && bytes[i] < CONTINUATION; i++) {
    ++*units;
  }
  return i;
}

textclean_status textclean_convert(const char *text, size_t size, textclean_unit unit,
                                   uint32_t *offsets, size_t count)
{
  size_t i = 0;
  uint32_t units = 0, last = 0;
  if (unit != TEXTCLEAN_BYTES && unit != TEXTCLEAN_CODEPOINTS && unit != TEXTCLEAN_UTF16) {
    return TEXTCLEAN_EINVAL;
  }
  for (size_t k = 0; k < count; k++) {
    uint32_t offset = offsets[k];
    if (offset < last) {
      return TEXTCLEAN_EINVAL;
    }
    last = offset;
    if (unit == TEXTCLEAN_BYTES) {
      offsets[k] = offset < size ? offset : (uint32_t)size;
      continue;
    }
    size_t end = offset < size ? offset : size;
    while (i < end) {
      i = skip_common(text, i, end, &units);
      if (i == end) {
        break;
      }
      size_t before = i;
      uint32_t more = next_units(text, size, &i, unit);
      if (i > offset) { /* inside a character: its start */
        i = before;
        break;
      }
      units += more;
    }
    offsets[k] = units;
  }
  return TEXTCLEAN_OK;
}
