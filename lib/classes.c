/* classes.c - see classes.h.
 *
 * The tables by class are classes.def, read five times; the tables by code point
 * come from gen_classes through classes.inc. */
#include "classes.h"

#include "classes.inc" /* trie_binary, tc_han_forms */
#include "classes_blocks.h"

/* The names of properties as classes.def writes them. */
enum {
  LETTER = TC_P_LETTER,
  LATIN = TC_P_LATIN,
  HANZI = TC_P_HANZI,
  KANA = TC_P_KANA,
  HANGUL = TC_P_HANGUL,
  LC = TC_P_LC,
  UC = TC_P_UC,
  NUM = TC_P_NUM,
  BLANK = TC_P_BLANK,
  LINE = TC_P_LINE,
  CTRL = TC_P_CTRL,
  IGNORE = TC_P_IGNORE,
  COMBINE = TC_P_COMBINE,
  CANON = TC_P_CANON,
  PUNCT = TC_P_PUNCT,
  SYMBOL = TC_P_SYMBOL,
  PICTO = TC_P_PICTO,
  ASCII = TC_P_ASCII,
  CJK = TC_P_CJK,
  STOP = TC_P_STOP,
  CLAUSE = TC_P_CLAUSE,
  OPEN = TC_P_OPEN,
  CLOSE = TC_P_CLOSE,
  QUOTE = TC_P_QUOTE,
  BRACKET = TC_P_BRACKET,
  DASH = TC_P_DASH,
  DOTS = TC_P_DOTS,
  TURN = TC_P_TURN
};

/* Most turns are so by another property. */
#define WITH_TURN(props) ((props) | ((props) & (LINE | STOP | DOTS | BRACKET | SYMBOL) ? TURN : 0))

const uint32_t tc_props[256] = {
#define GROUP(name, props, doc) [TC_##name] = WITH_TURN(props),
#define MARK(name, code_point, props) [TC_##name] = WITH_TURN(props),
#define PAIR(open, close)
#define WIDTH(narrow, wide)
#include "classes.def"
#undef GROUP
#undef MARK
#undef PAIR
#undef WIDTH
};

const char *const tc_class_name[] = {
#define GROUP(name, props, doc) #name,
#define MARK(name, code_point, props) #name,
#define PAIR(open, close)
#define WIDTH(narrow, wide)
#include "classes.def"
#undef GROUP
#undef MARK
#undef PAIR
#undef WIDTH
};

/* The UTF-8 of a code point of at most three bytes. */
#define BYTE_0(c) ((c) < 0x80 ? (c) : (c) < 0x800 ? 0xC0 | (c) >> 6 : 0xE0 | (c) >> 12)
#define BYTE_1(c) ((c) < 0x80 ? 0 : (c) < 0x800 ? 0x80 | ((c)&0x3F) : 0x80 | ((c) >> 6 & 0x3F))
#define BYTE_2(c) ((c) < 0x800 ? 0 : 0x80 | ((c)&0x3F))
#define UTF8(c)                                                                                    \
  {                                                                                                \
    (char)(BYTE_0(c)), (char)(BYTE_1(c)), (char)(BYTE_2(c))                                        \
  }

const char tc_utf8[256][4] = {
#define GROUP(name, props, doc)
#define MARK(name, code_point, props) [TC_##name] = UTF8(code_point),
#define PAIR(open, close)
#define WIDTH(narrow, wide)
#include "classes.def"
#undef GROUP
#undef MARK
#undef PAIR
#undef WIDTH
};

const uint8_t tc_pair[256] = {
#define GROUP(name, props, doc)
#define MARK(name, code_point, props)
#define PAIR(open, close) [TC_##open] = TC_##close, [TC_##close] = TC_##open,
#define WIDTH(narrow, wide)
#include "classes.def"
#undef PAIR
#undef WIDTH
};

const uint8_t tc_wide[256] = {
#define PAIR(open, close)
#define WIDTH(narrow, wide) [TC_##narrow] = TC_##wide,
#include "classes.def"
#undef WIDTH
};

const uint8_t tc_narrow[256] = {
#define WIDTH(narrow, wide) [TC_##wide] = TC_##narrow,
#include "classes.def"
#undef GROUP
#undef MARK
#undef PAIR
#undef WIDTH
};

textclean_status tc_classes_open(tc_classes *classes)
{
  UErrorCode status = U_ZERO_ERROR;
  classes->trie = ucptrie_openFromBinary(UCPTRIE_TYPE_FAST, UCPTRIE_VALUE_BITS_8, trie_binary,
                                         (int32_t)sizeof trie_binary, NULL, &status);
  if (U_FAILURE(status)) {
    classes->trie = NULL;
    return status == U_MEMORY_ALLOCATION_ERROR ? TEXTCLEAN_ENOMEM : TEXTCLEAN_EICU;
  }
  classes->blocks = tc_blocks_best();
  return TEXTCLEAN_OK;
}

void tc_classes_close(tc_classes *classes)
{
  ucptrie_close(classes->trie);
  classes->trie = NULL;
}

uint8_t tc_class_of(const tc_classes *classes, uint32_t code_point)
{
  return (uint8_t)ucptrie_get(classes->trie, (UChar32)code_point);
}
