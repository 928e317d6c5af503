/* gbk.c - see gbk.h. */
#include "gbk.h"

typedef struct pair {
  uint16_t code_point, bytes;
} pair;

#include "gbk.inc" /* of_han, of_others, gb2312 */

/* Bytes, no characters: in tens. */
enum { /* of first bytes: two rows of marks, then the ideographs by their sound */
       MARKS = 161,
       WIDE_MARKS = 163,
       DAILY_FIRST = 176,
       DAILY_LAST = 215
};
enum { /* of UTF-8: from here on a byte begins two bytes, three or four, nothing */
       UTF8_SHORT = 192,
       UTF8_LONG = 224,
       UTF8_END = 245
};
enum { COLUMNS = 254 - TC_GB2312_FIRST + 1 };

uint16_t tc_gbk_of(uint32_t code_point)
{
  if (code_point >= HAN_FIRST && code_point <= HAN_LAST) {
    return of_han[code_point - HAN_FIRST];
  }
  size_t low = 0, high = TC_COUNT(of_others);
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (of_others[middle].code_point == code_point) {
      return of_others[middle].bytes;
    }
    if (of_others[middle].code_point < code_point) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return 0;
}

static bool may_be_of_utf8(uint8_t byte)
{
  return byte < UTF8_SHORT || (byte >= UTF8_LONG && byte < UTF8_END);
}

bool tc_gbk_is_like_utf8(uint32_t code_point)
{
  uint16_t bytes = tc_gbk_of(code_point);
  return bytes && may_be_of_utf8((uint8_t)(bytes >> 8)) && may_be_of_utf8((uint8_t)bytes);
}

uint32_t tc_gb2312_read(uint8_t lead, uint8_t trail)
{
  bool inside = lead >= TC_GB2312_FIRST && lead <= TC_GB2312_LAST && trail >= TC_GB2312_FIRST &&
                trail < TC_GB2312_FIRST + COLUMNS;
  return inside ? gb2312[(lead - TC_GB2312_FIRST) * COLUMNS + trail - TC_GB2312_FIRST] : 0;
}

bool tc_gb2312_is_daily(uint32_t code_point)
{
  uint16_t bytes = tc_gbk_of(code_point);
  uint8_t lead = (uint8_t)(bytes >> 8);
  bool daily = (lead >= DAILY_FIRST && lead <= DAILY_LAST) || lead == MARKS || lead == WIDE_MARKS;
  return daily && tc_gb2312_read(lead, (uint8_t)bytes) == code_point;
}
