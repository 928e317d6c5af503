/* gbk.h - the double-byte encoding GBK, as far as mojibake needs it. Layer 1.
 *
 * gen_gbk makes the tables at build time from ICU's converter of Windows-936, which
 * is what wrong readings came through: so the library needs no converter data, and
 * opens nothing. */
#ifndef TC_GBK_H
#define TC_GBK_H

#include "base.h"

enum { TC_GB2312_FIRST = 161, TC_GB2312_LAST = 247 }; /* first bytes in the old square */

/* The bytes of a character, the first in the high half; below 256 if it is a single
 * byte, the euro sign; 0 if GBK can not write it, or if it is ASCII. */
uint16_t tc_gbk_of(uint32_t code_point);

/* Whether its bytes may both be a part of a longer character of UTF-8: of mojibake all
 * are, of other ideographs one in three. */
bool tc_gbk_is_like_utf8(uint32_t code_point);

/* The character of GB 2312 that two bytes mean; 0 if none. */
uint32_t tc_gb2312_read(uint8_t lead, uint8_t trail);

/* Whether GB 2312 has it among the marks, or the ideographs of daily use: those of its
 * first level. */
bool tc_gb2312_is_daily(uint32_t code_point);

#endif
