/* offsets.c - byte offsets as code points and UTF-16 units. Layer 7, as textclean.c.
 *
 * Most text is characters of one to three bytes, well-formed, each of them one unit: the bytes that
 * begin one are counted, a stretch at a time. Other stretches are gone through by ICU. */
#include <string.h> /* memcpy */

#include <unicode/utf8.h> /* U8_NEXT */

#include "base.h"
#include "classes_blocks.h"

#define NO_CONTINUATION 0x40 /* the bit that a lead has, and a continuation has not */

typedef struct walker {
  const uint8_t *bytes;
  size_t size;
  textclean_unit unit;
  const tc_blocks *blocks;
  size_t i;       /* where the stretch at hand begins, perhaps inside a character */
  uint32_t units; /* that begin before it */
  uint64_t due;   /* which of its first bytes belong to that character */
  bool is_known, is_common;
  uint64_t cont, next_due; /* if it is: its bytes that begin none, and `due` of the next one */
} walker;

static uint32_t count_bits(uint64_t mask)
{
  mask -= mask >> 1 & UINT64_MAX / 3; /* of twos, */
  mask = (mask & UINT64_MAX / 5) + (mask >> 2 & UINT64_MAX / 5);
  mask = (mask + (mask >> 4)) & UINT64_MAX / 17;
  return (uint32_t)(mask * (UINT64_MAX / 255) >> 56);
}

/* Looks at the stretch at hand. What is behind the text is NUL. */
static void look(walker *w)
{
  uint8_t last[TC_STRETCH] = {0};
  const uint8_t *bytes = w->bytes + w->i;
  if (w->size - w->i < TC_STRETCH) {
    memcpy(last, bytes, w->size - w->i);
    bytes = last;
  }
  tc_shape s = w->blocks->shape(bytes);
  w->is_known = true;
  w->is_common = s.odd == 0 && s.cont == (s.leads << 1 | s.threes << 2 | w->due);
  w->cont = s.cont;
  w->next_due = s.leads >> 63 | s.threes >> 62;
}

/* Units of the character that ends at the new *i. */
static uint32_t next_units(const walker *w, size_t *i)
{
  int32_t left = w->size - *i < 4 ? (int32_t)(w->size - *i) : 4, used = 0, c;
  const uint8_t *bytes = w->bytes + *i;
  U8_NEXT(bytes, used, left, c);
  *i += (size_t)used;
  return w->unit == TEXTCLEAN_UTF16 && c > UINT16_MAX ? 2 : 1;
}

/* Goes through a stretch, as far as `end`. False: that is the end, or the character it lies in. */
static bool walk(walker *w, size_t end)
{
  if (w->due) { /* back to the lead of the character */
    w->i -= w->bytes[w->i - 1] & NO_CONTINUATION ? 1 : 2;
    w->units--;
    w->due = 0;
  }
  w->is_known = false;
  for (size_t stop = w->i + TC_STRETCH; w->i < end && w->i < stop;) {
    size_t next = w->i;
    uint32_t more = next_units(w, &next);
    if (next > end) {
      return false;
    }
    w->i = next;
    w->units += more;
  }
  return w->i < end;
}

/* Units before `end`, or before the character it lies in; it is not less than the last time. */
static uint32_t units_before(walker *w, size_t end)
{
  for (;;) {
    if (!w->is_known) {
      look(w);
    }
    if (!w->is_common) {
      if (!walk(w, end)) {
        return w->units;
      }
    } else if (end - w->i < TC_STRETCH) {
      uint32_t left = (uint32_t)(end - w->i);
      uint32_t inside = w->cont ? count_bits(w->cont & tc_low_bits(left + 1)) : 0;
      return w->units + left - inside;
    } else {
      w->i += TC_STRETCH;
      w->units += TC_STRETCH - count_bits(w->cont);
      w->due = w->next_due;
      w->is_known = false;
    }
  }
}

textclean_status textclean_convert(const char *text, size_t size, textclean_unit unit,
                                   uint32_t *offsets, size_t count)
{
  walker w = {
      .bytes = (const uint8_t *)text, .size = size, .unit = unit, .blocks = tc_blocks_best()};
  uint32_t last = 0;
  if (unit != TEXTCLEAN_BYTES && unit != TEXTCLEAN_CODEPOINTS && unit != TEXTCLEAN_UTF16) {
    return TEXTCLEAN_EINVAL;
  }
  for (size_t k = 0; k < count; k++) {
    uint32_t offset = offsets[k];
    if (offset < last) {
      return TEXTCLEAN_EINVAL;
    }
    last = offset;
    size_t end = offset < size ? offset : size;
    bool as_it_is = unit == TEXTCLEAN_BYTES || end == 0; /* an empty text may be NULL */
    offsets[k] = as_it_is ? (uint32_t)end : units_before(&w, end);
  }
  return TEXTCLEAN_OK;
}
