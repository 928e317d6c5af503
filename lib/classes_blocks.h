/* classes_blocks.h - the classes of a stretch of 64 bytes at once. Layer 1.
 *
 * All that is done by vectors stands here, and exists in as many ways as tc_blocks_all
 * lists: in plain C, and for what the processor can. They answer alike, bit for bit. */
#ifndef TC_CLASSES_BLOCKS_H
#define TC_CLASSES_BLOCKS_H

#include "classes.h"

#define TC_STRETCH 64u       /* bytes, a bit of a word for each, the first in the lowest bit */
#define TC_STRETCH_READS 96u /* how many bytes of a text a look at a stretch may read */

typedef struct tc_masks { /* of which bytes are: */
  uint64_t cont;          /* 80 to BF */
  uint64_t han;           /* the lead of an ideograph E4 xx xx to E9 xx xx, if these are CONT */
  uint64_t w;             /* an ASCII letter or digit, or a blank */
  uint64_t space;         /* a blank */
  uint64_t other;         /* a control, or another lead: `cls` does not know them */
} tc_masks;

typedef struct tc_blocks {
  const char *name;
  /* Writes the classes of stretches that follow each other, but for `other`, as far as a byte and
   * its follower tell. */
  void (*classify)(const uint8_t *bytes, uint8_t *cls, uint32_t count, tc_masks *masks);
  /* Which of the ideographs are RARE; `han` as it came from classify(), of whole characters. */
  uint64_t (*rare)(const uint8_t *bytes, uint64_t han);
} tc_blocks;

extern const tc_blocks *const tc_blocks_all[]; /* the plain one first, NULL behind the last */

/* Whether this processor can. */
bool tc_blocks_can(const tc_blocks *blocks);

/* The quickest that this processor can. */
const tc_blocks *tc_blocks_best(void);

/* The place of the lowest bit of a mask; one must be set. */
static inline uint32_t tc_lowest_bit(uint64_t mask)
{
#ifdef __GNUC__
  return (uint32_t)__builtin_ctzll(mask);
#else
  uint32_t n = 0;
  for (; (mask & 1) == 0; mask >>= 1) {
    n++;
  }
  return n;
#endif
}

/* The lowest bits: n of them, at most 64. */
static inline uint64_t tc_low_bits(uint32_t n)
{
  return n < TC_STRETCH ? ((uint64_t)1 << n) - 1 : UINT64_MAX;
}

#endif
