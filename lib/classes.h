/* classes.h - the alphabet: one byte for each character. Layer 1.
 *
 * The ids, properties, pairs and widths come from classes.def; which character
 * belongs to which class is a UCPTrie that gen_classes makes at build time from
 * the ICU that the library is linked to. */
#ifndef TC_CLASSES_H
#define TC_CLASSES_H

#include <unicode/ucptrie.h> /* UCPTrie */

#include "base.h"

typedef enum tc_class {
#define GROUP(name, props, doc) TC_##name,
#define MARK(name, code_point, props) TC_##name,
#define PAIR(open, close)
#define WIDTH(narrow, wide)
#include "classes.def"
#undef GROUP
#undef MARK
#undef PAIR
#undef WIDTH
  TC_CLASS_COUNT
} tc_class;

#define TC_FIRST_EVENT TC_LATIN1_LOWER /* classes from here on always make an event */

/* Properties of a class. */
enum {
  TC_P_LETTER = 1 << 0,
  TC_P_LATIN = 1 << 1, /* a letter of the Latin script, full-width too */
  TC_P_HANZI = 1 << 2,
  TC_P_KANA = 1 << 3,
  TC_P_HANGUL = 1 << 4,
  TC_P_LC = 1 << 5,      /* small */
  TC_P_UC = 1 << 6,      /* capital */
  TC_P_NUM = 1 << 7,     /* a digit or another number */
  TC_P_BLANK = 1 << 8,   /* white space inside a line */
  TC_P_LINE = 1 << 9,    /* ends a line */
  TC_P_CTRL = 1 << 10,   /* another control */
  TC_P_IGNORE = 1 << 11, /* invisible */
  TC_P_COMBINE = 1 << 12,
  TC_P_CANON = 1 << 13, /* canonicalize.c wants to see it */
  TC_P_PUNCT = 1 << 14,
  TC_P_SYMBOL = 1 << 15,
  TC_P_PICTO = 1 << 16,
  TC_P_ASCII = 1 << 17,
  TC_P_CJK = 1 << 18,    /* of Chinese typography: full-width, or U+30xx */
  TC_P_STOP = 1 << 19,   /* may end a sentence */
  TC_P_CLAUSE = 1 << 20, /* ends a clause: comma, colon, semicolon */
  TC_P_OPEN = 1 << 21,
  TC_P_CLOSE = 1 << 22,
  TC_P_QUOTE = 1 << 23, /* neither OPEN nor CLOSE: both */
  TC_P_BRACKET = 1 << 24,
  TC_P_DASH = 1 << 25,
  TC_P_DOTS = 1 << 26, /* an ellipsis */
  TC_P_TURN = 1 << 27, /* where more than a clause may begin or end, see paragraphs.h */
  TC_P_WORD = TC_P_LETTER | TC_P_NUM | TC_P_COMBINE,
  TC_P_WHITE = TC_P_BLANK | TC_P_LINE
};

extern const uint32_t tc_props[256];      /* by class; 0 beyond TC_CLASS_COUNT */
extern const char tc_utf8[256][4];        /* of a class of one character: its UTF-8, ended by 0 */
extern const uint8_t tc_pair[256];        /* the class that opens or closes it; TC_CONT: none */
extern const uint8_t tc_wide[256];        /* its full-width form; TC_CONT: none */
extern const uint8_t tc_narrow[256];      /* its ASCII form; TC_CONT: none */
extern const char *const tc_class_name[]; /* "IDEO_STOP", for tests and messages */

static inline bool tc_is(uint8_t cls, uint32_t props)
{
  return (tc_props[cls] & props) != 0;
}

struct tc_blocks; /* classes_blocks.h */

typedef struct tc_classes { /* opened once by a cleaner, then only read */
  UCPTrie *trie;
  const struct tc_blocks *blocks; /* how this processor classifies many characters */
} tc_classes;

textclean_status tc_classes_open(tc_classes *classes);
void tc_classes_close(tc_classes *classes);

/* The class of a code point; TC_BAD if there is no such code point. */
uint8_t tc_class_of(const tc_classes *classes, uint32_t code_point);

typedef enum tc_han_form {
  TC_HAN_BOTH = 0,
  TC_HAN_SIMPLIFIED,
  TC_HAN_TRADITIONAL,
  TC_HAN_RARE /* common in neither form, or common in mojibake; has the bits of both */
} tc_han_form;

#define TC_HAN_FORMS_BYTES 16384 /* two bits for each code point of three bytes in UTF-8 */

extern const uint8_t tc_han_forms[TC_HAN_FORMS_BYTES];

/* Whether an ideograph of the block CJK Unified Ideographs is used in one form of
 * Chinese writing only, or hardly at all; TC_HAN_BOTH for all else. */
static inline tc_han_form tc_han_form_of(uint32_t code_point)
{
  uint32_t byte = code_point / 4;
  return byte >= TC_HAN_FORMS_BYTES ? TC_HAN_BOTH
                                    : (tc_han_form)(tc_han_forms[byte] >> code_point % 4 * 2 & 3);
}

#endif
