/* offsets.c - byte offsets as code points and UTF-16 units. Layer 7, as textclean.c. */
#include <unicode/utf8.h> /* U8_NEXT */

#include "base.h"

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
    while (i < offset && i < size) {
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
