/* base.h - what every file of the library stands on. Layer 0. */
#ifndef TC_BASE_H
#define TC_BASE_H

#include <assert.h>  /* assert */
#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t, NULL */
#include <stdint.h>  /* uint32_t */

#include "textclean.h"

#define TC_COUNT(array) (sizeof(array) / sizeof *(array))

typedef textclean_span tc_span; /* bytes, half open */

static inline uint32_t tc_min(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

static inline uint32_t tc_max(uint32_t a, uint32_t b)
{
  return a > b ? a : b;
}

static inline bool tc_is_empty(tc_span s)
{
  return s.start == s.end;
}

/* Moves `first`, the number of an item, over those of the next `count` ones that lie before a
 * place, as `is_before` tells of item k; items ascend. O(log count), without a branch on what it
 * tells: no one could guess it. */
#define TC_BISECT(first, count, k, is_before)                                                      \
  for (uint32_t half_, left_ = (count); left_ > 0; left_ -= half_) {                               \
    half_ = (left_ + 1) / 2;                                                                       \
    uint32_t k = (first) + half_ - 1;                                                              \
    (first) += half_ * (is_before);                                                                \
  }

#define TC_NEAR 16u

/* The same where it lies most often among the next few: as many are looked at each time, since
 * where it is could not be guessed, and all only if it lies behind them. */
#define TC_BISECT_NEAR(first, count, k, is_before)                                                 \
  {                                                                                                \
    uint32_t few_ = (count);                                                                       \
    if (few_ > TC_NEAR) {                                                                          \
      uint32_t k = (first) + TC_NEAR - 1;                                                          \
      few_ = (is_before) ? few_ : TC_NEAR;                                                         \
    }                                                                                              \
    TC_BISECT(first, few_, k, is_before)                                                           \
  }

#endif
