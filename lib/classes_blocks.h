/* classes_blocks.h - what is told of the 64 bytes of a stretch at once. Layer 1.
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
  uint64_t mark;          /* the first of a mark of three bytes that is one of the commonest */
  uint64_t w;             /* an ASCII letter or digit, or a blank */
  uint64_t space;         /* a blank */
  uint64_t other;         /* a control but LF, or another lead: `cls` does not know them */
} tc_masks;

typedef struct tc_byte_masks { /* at which bytes: */
  uint64_t white;              /* a blank or a control of ASCII is, 00 to 20 */
  uint64_t twice; /* one with the same two bytes behind it, but for the case of letters,
                   * as the one before it has */
  uint64_t split; /* two bytes behind one, the second f behind it is, or the one before
                   * it may be: an f is two bytes before it */
  uint64_t sixes; /* TC_AGAIN bytes end that stand again behind them, if it was asked for */
} tc_byte_masks;

typedef struct tc_letters { /* how many there are: */
  uint32_t han;             /* HAN */
  uint32_t latin;           /* LOWER and UPPER; the others are few */
} tc_letters;

typedef struct tc_shape { /* which bytes, each by itself, are in UTF-8: */
  uint64_t cont;          /* 80 to BF */
  uint64_t leads;         /* C0 to FF */
  uint64_t threes;        /* E0 to FF: two bytes follow, or more */
  uint64_t odd; /* C0, C1, E0, ED, F0 to FF: no lead, or one of four bytes, or what follows
                 * has limits of its own */
} tc_shape;

typedef struct tc_forms { /* which ideographs have the bit of a form; RARE ones have both */
  uint64_t simplified, traditional;
} tc_forms;

typedef struct tc_moved { /* how many places are: */
  uint32_t passed;        /* before the end */
  uint32_t count;         /* and not before the start */
} tc_moved;

#define TC_AGAIN 6u  /* bytes of two ideographs */
#define TC_BATCH 16u /* stretches */

typedef struct tc_seen { /* what masks need to know of the stretch before; at first 0 */
  uint64_t white, f, again, pairs, fours;
} tc_seen;

typedef struct tc_blocks {
  const char *name;
  /* Writes the classes of stretches that follow each other, but for `other`, as far as a byte and
   * its follower tell. */
  void (*classify)(const uint8_t *bytes, uint8_t *cls, uint32_t count, tc_masks *masks);
  /* The forms of ideographs; `han` as it came from classify(), of whole characters. */
  tc_forms (*forms)(const uint8_t *bytes, uint64_t han);
  /* Writes i + the place of each bit of the mask to `places`, where there must be room for as many
   * as a stretch has bytes. Returns how many these are. */
  uint32_t (*list)(uint64_t mask, uint32_t i, uint32_t *places);
  /* Writes those of the ascending places that are in `from`, each + the shift (modulo 2^32), to
   * `to`. The last of `count` is behind `from`. */
  tc_moved (*move)(const uint32_t *places, uint32_t count, tc_span from, uint32_t shift,
                   uint32_t *to);
  /* All masks but `twice` of stretches that follow each other, without or with `sixes`. */
  void (*look)(const uint8_t *bytes, uint32_t count, bool sixes, tc_seen *last,
               tc_byte_masks *masks);
  /* Fills in `twice` from `white` of up to TC_BATCH stretches; `head` is what stands behind the
   * last white byte before them. Returns it for the stretches behind. */
  uint16_t (*find_twice)(const uint8_t *bytes, uint32_t count, tc_byte_masks *masks, uint16_t head);
  /* The first place in [i, end) where three LOWER begin, the last of which may stand behind the
   * end; `end` if there is none. Reads the classes of a stretch behind the end, too. */
  uint32_t (*find_small)(const uint8_t *cls, uint32_t i, uint32_t end);
  /* The first place in [i, end) whose class is one of [first, last]; `end` if there is none. Reads
   * the classes of a stretch behind the end, too. */
  uint32_t (*find)(const uint8_t *cls, uint32_t i, uint32_t end, uint8_t first, uint8_t last);
  /* Letters of a row of classes. Likewise. */
  tc_letters (*count)(const uint8_t *cls, uint32_t size);
  /* Of a stretch. */
  tc_shape (*shape)(const uint8_t *bytes);
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
