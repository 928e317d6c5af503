/* text_blocks.c - what text.h counts and compares by blocks of 16 bytes. Each exists twice: with
 * SSE2, and in plain C.
 *
 * equal_in_block   gives a bit for each byte of a block that is `byte`;
 * again_in_block   for each one that is equal to its counterpart in another block;
 * white_in_block   for each one up to ' '.
 * weigh_block      gives the weight of a block's letters: two for HAN, one for LOWER and UPPER. */
#include "text.h"

#if defined(__SSE2__) && !defined(TC_NO_SIMD)
#define TC_SSE2 1
#include <emmintrin.h> /* __m128i and what works on it */
#endif

#define BLOCK 16u /* bytes */
#define STRETCH TC_STRETCH

#ifdef TC_SSE2

static __m128i load(const uint8_t *p)
{
  return _mm_loadu_si128((const __m128i *)p);
}

static __m128i all(int byte)
{
  return _mm_set1_epi8((char)byte);
}

/* Bytes from first to last, compared without sign. */
static __m128i in_range(__m128i v, int first, int last)
{
  __m128i from_first = _mm_sub_epi8(v, all(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(from_first, all(last - first)), from_first);
}

static uint32_t bits(__m128i mask)
{
  return (uint32_t)_mm_movemask_epi8(mask);
}

static uint32_t equal_in_block(const uint8_t *bytes, char byte)
{
  return bits(_mm_cmpeq_epi8(load(bytes), all(byte)));
}

static uint32_t again_in_block(const uint8_t *bytes, const uint8_t *other)
{
  return bits(_mm_cmpeq_epi8(load(bytes), load(other)));
}

static uint32_t white_in_block(const uint8_t *bytes)
{
  return bits(in_range(load(bytes), 0, ' '));
}

static uint32_t weigh_block(const uint8_t *cls)
{
  __m128i v = load(cls);
  __m128i han = _mm_and_si128(_mm_cmpeq_epi8(v, all(TC_HAN)), all(2));
  __m128i latin = _mm_or_si128(_mm_cmpeq_epi8(v, all(TC_LOWER)), _mm_cmpeq_epi8(v, all(TC_UPPER)));
  __m128i weights = _mm_or_si128(han, _mm_and_si128(latin, all(1)));
  __m128i sums = _mm_sad_epu8(weights, _mm_setzero_si128()); /* of the halves */
  return (uint32_t)_mm_cvtsi128_si32(_mm_add_epi32(sums, _mm_srli_si128(sums, 8)));
}

#else /* the plain twins */

static uint32_t equal_in_block(const uint8_t *bytes, char byte)
{
  uint32_t mask = 0;
  for (uint32_t i = 0; i < BLOCK; i++) {
    mask |= (uint32_t)(bytes[i] == (uint8_t)byte) << i;
  }
  return mask;
}

static uint32_t again_in_block(const uint8_t *bytes, const uint8_t *other)
{
  uint32_t mask = 0;
  for (uint32_t i = 0; i < BLOCK; i++) {
    mask |= (uint32_t)(bytes[i] == other[i]) << i;
  }
  return mask;
}

static uint32_t white_in_block(const uint8_t *bytes)
{
  uint32_t mask = 0;
  for (uint32_t i = 0; i < BLOCK; i++) {
    mask |= (uint32_t)(bytes[i] <= ' ') << i;
  }
  return mask;
}

static uint32_t weigh_block(const uint8_t *cls)
{
  uint32_t sum = 0;
  for (uint32_t i = 0; i < BLOCK; i++) {
    sum += cls[i] == TC_HAN ? 2 : cls[i] == TC_LOWER || cls[i] == TC_UPPER;
  }
  return sum;
}

#endif

uint64_t tc_bytes_equal(const tc_text *text, uint32_t i, char byte)
{
  const uint8_t *bytes = (const uint8_t *)text->bytes + i;
  uint32_t left = text->size - i, at = 0;
  uint64_t mask = 0;
  if (left >= STRETCH) {
    return (uint64_t)equal_in_block(bytes, byte) |
           (uint64_t)equal_in_block(bytes + BLOCK, byte) << BLOCK |
           (uint64_t)equal_in_block(bytes + 2 * BLOCK, byte) << 2 * BLOCK |
           (uint64_t)equal_in_block(bytes + 3 * BLOCK, byte) << 3 * BLOCK;
  }
  for (; at + BLOCK <= left; at += BLOCK) {
    mask |= (uint64_t)equal_in_block(bytes + at, byte) << at;
  }
  for (; at < left; at++) { /* nothing may be read behind the text */
    mask |= (uint64_t)(bytes[at] == (uint8_t)byte) << at;
  }
  return mask;
}

uint64_t tc_bytes_again(const tc_text *text, uint32_t i, uint32_t step)
{
  const uint8_t *bytes = (const uint8_t *)text->bytes + i, *other = bytes + step;
  uint32_t left = text->size - i > step ? text->size - i - step : 0, at = 0;
  uint64_t mask = 0;
  if (left >= STRETCH) {
    return (uint64_t)again_in_block(bytes, other) |
           (uint64_t)again_in_block(bytes + BLOCK, other + BLOCK) << BLOCK |
           (uint64_t)again_in_block(bytes + 2 * BLOCK, other + 2 * BLOCK) << 2 * BLOCK |
           (uint64_t)again_in_block(bytes + 3 * BLOCK, other + 3 * BLOCK) << 3 * BLOCK;
  }
  for (; at < left; at++) { /* nothing may be read behind the text */
    mask |= (uint64_t)(bytes[at] == other[at]) << at;
  }
  return mask;
}

uint64_t tc_bytes_white(const tc_text *text, uint32_t i)
{
  const uint8_t *bytes = (const uint8_t *)text->bytes + i;
  uint32_t left = text->size - i;
  uint64_t mask = 0;
  if (left >= STRETCH) {
    return (uint64_t)white_in_block(bytes) | (uint64_t)white_in_block(bytes + BLOCK) << BLOCK |
           (uint64_t)white_in_block(bytes + 2 * BLOCK) << 2 * BLOCK |
           (uint64_t)white_in_block(bytes + 3 * BLOCK) << 3 * BLOCK;
  }
  for (uint32_t at = 0; at < left; at++) { /* nothing may be read behind the text */
    mask |= (uint64_t)(bytes[at] <= ' ') << at;
  }
  return mask;
}

uint32_t tc_weigh(const tc_text *text, tc_span span)
{
  uint32_t sum = 0, i = span.start;
  for (; span.end - i >= BLOCK; i += BLOCK) {
    sum += weigh_block(text->cls + i);
  }
  for (; i < span.end; i++) {
    uint8_t cls = text->cls[i];
    sum += cls == TC_HAN ? 2 : cls == TC_LOWER || cls == TC_UPPER;
  }
  return sum;
}
