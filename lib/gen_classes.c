/* gen_classes.c - makes classes.inc, which classes.c includes.
 *
 *   gen_classes FILE
 *
 * It asks the ICU that the library will be linked to about every code point and
 * writes two tables: the trie that gives each code point its class, and the forms
 * of the ideographs (simplified, traditional or both). The library then needs
 * neither ICU's property data nor its transliterators.
 *
 * Which class a code point gets is decided by class_of(): the rules it names are
 * asked in order, and the first that answers wins. The docs in classes.def say
 * the same in words; test_classes.c checks the result by another path.
 *
 * Exit status 1, with a message: ICU failed, a class of classes.def has no
 * character, or text.c could no longer rely on what it does. */
#include <stdio.h>  /* fprintf, remove */
#include <stdlib.h> /* exit, malloc */
#include <string.h> /* strlen */

#include <unicode/uchar.h>          /* u_charType, u_hasBinaryProperty */
#include <unicode/ucnv.h>           /* ucnv_fromUnicode: GB2312, Big5 */
#include <unicode/ucptrie.h>        /* ucptrie_toBinary */
#include <unicode/umutablecptrie.h> /* umutablecptrie_buildImmutable */
#include <unicode/unorm2.h>         /* UNORM_YES */
#include <unicode/uscript.h>        /* uscript_getScript */
#include <unicode/ustring.h>        /* u_charsToUChars */
#include <unicode/utrans.h>         /* utrans_transUChars */
#include <unicode/uversion.h>       /* U_ICU_VERSION */

#include "classes.h" /* tc_class, tc_han_form */

#define NONE TC_CONT /* "this rule does not apply": no character has class CONT */
#define LAST_CODE_POINT 0x10FFFF

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF }; /* the block CJK Unified Ideographs */

static const struct mark {
  UChar32 code_point;
  tc_class cls;
} marks[] = {
#define GROUP(name, props, doc)
#define MARK(name, code_point, props) {code_point, TC_##name},
#define PAIR(open, close)
#define WIDTH(narrow, wide)
#include "classes.def"
#undef GROUP
#undef MARK
#undef PAIR
#undef WIDTH
};

static const char *const class_names[] = {
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

_Static_assert(TC_CLASS_COUNT <= 256, "a class is one byte");

static void fail(const char *what, const char *detail)
{
  fprintf(stderr, "gen_classes: %s: %s\n", what, detail);
  exit(1);
}

static void check(UErrorCode status, const char *what)
{
  if (U_FAILURE(status)) {
    fail(what, u_errorName(status));
  }
}

/* ---- What the rules ask ---------------------------------------------------- */

static bool in(UChar32 c, UChar32 first, UChar32 last)
{
  return c >= first && c <= last;
}

static bool has(UChar32 c, UProperty property)
{
  return u_hasBinaryProperty(c, property) != 0;
}

static bool is_category(UChar32 c, uint32_t mask)
{
  return (U_MASK(u_charType(c)) & mask) != 0;
}

static bool nfc_may_change(UChar32 c)
{
  return u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES;
}

/* Titlecase counts as capital: it begins a word. */
static bool is_capital(UChar32 c)
{
  return has(c, UCHAR_UPPERCASE) || is_category(c, U_GC_LT_MASK);
}

static UScriptCode own_script(UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(c, &status);
  check(status, "uscript_getScript");
  return script == USCRIPT_INHERITED ? USCRIPT_COMMON : script;
}

/* The script of a letter. A letter that several scripts share (the prolonged sound
 * mark, the tatweel) is given to the first of those that have a class. */
static UScriptCode script_of(UChar32 c)
{
  static const UScriptCode shared[] = {USCRIPT_KATAKANA, USCRIPT_HAN, USCRIPT_ARABIC,
                                       USCRIPT_DEVANAGARI};
  UScriptCode script = own_script(c);
  for (size_t i = 0; script == USCRIPT_COMMON && i < TC_COUNT(shared); i++) {
    if (uscript_hasScript(c, shared[i])) {
      script = shared[i];
    }
  }
  return script;
}

/* ---- The rules, in the order in which class_of() asks them ------------------ */

static tc_class mark(UChar32 c)
{
  for (size_t i = 0; i < TC_COUNT(marks); i++) {
    if (c == marks[i].code_point) {
      return marks[i].cls;
    }
  }
  return NONE;
}

static tc_class blank_or_control(UChar32 c)
{
  return c == 0xA0 || c == 0x202F                      ? TC_NBSP
         : is_category(c, U_GC_ZS_MASK)                ? TC_ODD_SPACE
         : c == 0x0B || c == 0x0C || c == 0x85         ? TC_LINE_OTHER
         : is_category(c, U_GC_ZL_MASK | U_GC_ZP_MASK) ? TC_LINE_OTHER
         : is_category(c, U_GC_CC_MASK)                ? TC_CONTROL
                                                       : NONE;
}

/* Before letters and marks: the fillers of Hangul are letters, the variation
 * selectors are combining marks, but nobody sees them. */
static tc_class invisible(UChar32 c)
{
  return c == 0x200E || c == 0x200F || c == 0x61C              ? TC_DIRECTION
         : in(c, 0x202A, 0x202E) || in(c, 0x2066, 0x2069)      ? TC_BIDI
         : c == 0xE0001 || in(c, 0xE0020, 0xE007F)             ? TC_TAG
         : has(c, UCHAR_VARIATION_SELECTOR)                    ? TC_VARIATION
         : in(c, 0x115F, 0x1160) || c == 0x3164 || c == 0xFFA0 ? TC_FILLER
         : has(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)          ? TC_IGNORABLE
                                                               : NONE;
}

/* Emoji come before letters for the sake of U+2139, and before the unassigned for
 * those that Unicode has reserved room for. */
static tc_class emoji(UChar32 c)
{
  return has(c, UCHAR_REGIONAL_INDICATOR) || has(c, UCHAR_EMOJI_MODIFIER)      ? TC_EMOJI_PART
         : has(c, UCHAR_EXTENDED_PICTOGRAPHIC) && !is_category(c, U_GC_P_MASK) ? TC_EMOJI
                                                                               : NONE;
}

static tc_class no_character(UChar32 c)
{
  return is_category(c, U_GC_CS_MASK)   ? TC_BAD
         : is_category(c, U_GC_CO_MASK) ? TC_PRIVATE
         : is_category(c, U_GC_CN_MASK) ? TC_UNASSIGNED
                                        : NONE;
}

static tc_class combining(UChar32 c)
{
  return is_category(c, U_GC_M_MASK) ? TC_COMBINING : NONE;
}

static tc_class han(UChar32 c)
{
  if (is_category(c, U_GC_SO_MASK)) {
    return own_script(c) == USCRIPT_HAN ? TC_HAN_RADICAL : NONE;
  }
  if (!is_category(c, U_GC_L_MASK | U_GC_NL_MASK) || script_of(c) != USCRIPT_HAN) {
    return NONE;
  }
  return nfc_may_change(c) ? TC_HAN_COMPAT : TC_HAN;
}

static tc_class letter_that_nfc_may_change(UChar32 c)
{
  return is_category(c, U_GC_L_MASK) && nfc_may_change(c) ? TC_NFC_LETTER : NONE;
}

static tc_class latin(UChar32 c)
{
  return !is_category(c, U_GC_L_MASK) || script_of(c) != USCRIPT_LATIN ? NONE
         : in(c, 0xDF, 0xF4)                                           ? TC_LATIN1_LOWER
         : in(c, 0xC2, 0xDE)                                           ? TC_LATIN1_UPPER
         : in(c, 0xFB00, 0xFB06)                                       ? TC_LATIN_LIGATURE
         : in(c, 0xFF41, 0xFF5A)                                       ? TC_WIDE_LOWER
         : in(c, 0xFF21, 0xFF3A)                                       ? TC_WIDE_UPPER
         : is_capital(c)                                               ? TC_UPPER
         : has(c, UCHAR_LOWERCASE)                                     ? TC_LOWER
                                                                       : TC_LATIN_OTHER;
}

static tc_class other_letter(UChar32 c)
{
  static const struct {
    UScriptCode script;
    tc_class capital, other;
  } scripts[] = {
      {USCRIPT_HIRAGANA, TC_KANA, TC_KANA},
      {USCRIPT_KATAKANA, TC_KANA, TC_KANA},
      {USCRIPT_BOPOMOFO, TC_BOPOMOFO, TC_BOPOMOFO},
      {USCRIPT_HANGUL, TC_HANGUL, TC_HANGUL},
      {USCRIPT_GREEK, TC_GREEK_UPPER, TC_GREEK_LOWER},
      {USCRIPT_CYRILLIC, TC_CYRILLIC_UPPER, TC_CYRILLIC_LOWER},
      {USCRIPT_ARABIC, TC_ARABIC, TC_ARABIC},
      {USCRIPT_HEBREW, TC_HEBREW, TC_HEBREW},
      {USCRIPT_THAI, TC_THAI, TC_THAI},
      {USCRIPT_DEVANAGARI, TC_DEVANAGARI, TC_DEVANAGARI},
      {USCRIPT_COMMON, TC_COMMON_LETTER, TC_COMMON_LETTER},
  };
  if (!is_category(c, U_GC_L_MASK)) {
    return NONE;
  }
  UScriptCode script = script_of(c);
  for (size_t i = 0; i < TC_COUNT(scripts); i++) {
    if (script == scripts[i].script) {
      return is_capital(c) ? scripts[i].capital : scripts[i].other;
    }
  }
  return is_capital(c)             ? TC_OTHER_UPPER
         : has(c, UCHAR_LOWERCASE) ? TC_OTHER_LOWER
                                   : TC_OTHER_LETTER;
}

static tc_class number(UChar32 c)
{
  return in(c, 0x30, 0x39)              ? TC_DIGIT
         : in(c, 0xFF10, 0xFF19)        ? TC_WIDE_DIGIT
         : is_category(c, U_GC_ND_MASK) ? TC_OTHER_DIGIT
         : is_category(c, U_GC_N_MASK)  ? TC_NUMBER
                                        : NONE;
}

static tc_class mark_that_nfc_replaces(UChar32 c)
{
  return nfc_may_change(c) ? TC_NFC_SYMBOL : NONE;
}

static tc_class punctuation(UChar32 c)
{
  int32_t ends = u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK);
  return ends == U_SB_STERM || ends == U_SB_ATERM      ? TC_OTHER_STOP
         : is_category(c, U_GC_PS_MASK | U_GC_PI_MASK) ? TC_OTHER_OPEN
         : is_category(c, U_GC_PE_MASK | U_GC_PF_MASK) ? TC_OTHER_CLOSE
         : is_category(c, U_GC_PD_MASK)                ? TC_OTHER_DASH
         : is_category(c, U_GC_P_MASK)                 ? TC_OTHER_PUNCT
                                                       : NONE;
}

static tc_class symbol(UChar32 c)
{
  return is_category(c, U_GC_SC_MASK) ? TC_CURRENCY : TC_SYMBOL; /* all that is left */
}

static tc_class class_of(UChar32 c)
{
  static tc_class (*const rules[])(UChar32) = {
      mark,         blank_or_control, invisible, emoji,
      no_character, combining,        han,       letter_that_nfc_may_change,
      latin,        other_letter,     number,    mark_that_nfc_replaces,
      punctuation,  symbol,
  };
  tc_class cls = NONE;
  for (size_t i = 0; cls == NONE; i++) {
    cls = rules[i](c);
  }
  return cls;
}

/* ---- The trie ------------------------------------------------------------------ */

/* What text.c and the alphabet rely on. */
static void check_classes(const uint8_t *classes)
{
  size_t count[TC_CLASS_COUNT] = {0};
  for (UChar32 c = 0; c <= LAST_CODE_POINT; c++) {
    count[classes[c]]++;
  }
  for (int cls = 0; cls < TC_CLASS_COUNT; cls++) {
    if (count[cls] == 0 && cls != TC_CONT && cls != TC_EDGE) {
      fail("a class without a character", class_names[cls]);
    }
  }
  for (UChar32 c = HAN_FIRST; c <= HAN_LAST; c++) { /* text.c looks at the bytes only */
    if (classes[c] != TC_HAN) {
      fail("U+4E00 to U+9FFF are not all HAN but also", class_names[classes[c]]);
    }
  }
}

static UCPTrie *make_trie(const uint8_t *classes)
{
  UErrorCode status = U_ZERO_ERROR;
  UMutableCPTrie *maker = umutablecptrie_open(TC_UNASSIGNED, TC_BAD, &status);
  for (UChar32 c = 0; c <= LAST_CODE_POINT; c++) {
    if (classes[c] != TC_UNASSIGNED) {
      umutablecptrie_set(maker, c, classes[c], &status);
    }
  }
  UCPTrie *trie =
      umutablecptrie_buildImmutable(maker, UCPTRIE_TYPE_FAST, UCPTRIE_VALUE_BITS_8, &status);
  umutablecptrie_close(maker);
  check(status, "umutablecptrie_buildImmutable");
  return trie;
}

static void write_bytes(FILE *out, const char *name, const uint8_t *bytes, size_t size)
{
  fprintf(out, "\n%s[%zu] = {", name, size);
  for (size_t i = 0; i < size; i++) {
    fprintf(out, "%s%u,", i % 24 == 0 ? "\n" : "", (unsigned)bytes[i]);
  }
  fprintf(out, "\n};\n");
}

static void write_trie(FILE *out)
{
  uint8_t *classes = malloc(LAST_CODE_POINT + 1);
  if (!classes) {
    fail("out of memory", "classes");
  }
  for (UChar32 c = 0; c <= LAST_CODE_POINT; c++) {
    classes[c] = (uint8_t)class_of(c);
  }
  check_classes(classes);
  UCPTrie *trie = make_trie(classes);
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = ucptrie_toBinary(trie, NULL, 0, &status);
  status = U_ZERO_ERROR; /* the first call only asks for the size */
  uint8_t *binary = malloc((size_t)size);
  if (!binary) {
    fail("out of memory", "the trie");
  }
  ucptrie_toBinary(trie, binary, size, &status);
  check(status, "ucptrie_toBinary");
  write_bytes(out, "static _Alignas(16) const uint8_t trie_binary", binary, (size_t)size);
  free(binary);
  ucptrie_close(trie);
  free(classes);
}

/* ---- Simplified and traditional ideographs ---------------------------------------- */

typedef struct witnesses { /* what tells the forms of an ideograph */
  UTransliterator *to_traditional, *to_simplified;
  UConverter *gb2312, *big5;
} witnesses;

static UTransliterator *open_transliterator(const char *id)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar id16[32];
  u_charsToUChars(id, id16, (int32_t)strlen(id));
  UTransliterator *t =
      utrans_openU(id16, (int32_t)strlen(id), UTRANS_FORWARD, NULL, 0, NULL, &status);
  check(status, id);
  return t;
}

static UConverter *open_converter(const char *name)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  check(status, name);
  ucnv_setFallback(converter, 0);
  return converter;
}

static bool changes(const UTransliterator *t, UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[16] = {(UChar)c};
  int32_t length = 1, limit = 1;
  utrans_transUChars(t, text, &length, 16, 0, &limit, &status);
  check(status, "utrans_transUChars");
  return length != 1 || text[0] != c;
}

/* The first of the two bytes that an old character set gives it; 0 if it has none. */
static uint8_t lead_byte(UConverter *converter, UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text = (UChar)c;
  char bytes[8];
  int32_t size = ucnv_fromUChars(converter, bytes, sizeof bytes, &text, 1, &status);
  return U_SUCCESS(status) && size == 2 ? (uint8_t)bytes[0] : 0;
}

/* Simplified is what ICU would change in a simplified text, unless Taiwan's list of
 * common characters (Big5, first level) has it in its own right, such as U+540E and
 * U+91CC. Traditional is what ICU would change in a traditional text, unless China's
 * list (GB 2312) has it, such as U+4E7E and U+8457. The old lists also name a few
 * characters that only surnames and classical texts keep; these are settled here.
 * Rare is what neither list has; and a few that flags_mojibake.c wants to see. */
static tc_han_form han_form(const witnesses *w, UChar32 c)
{
  static const UChar32 simplified[] = {0x513F, 0x542C, 0x574F};       /* child, hear, bad */
  static const UChar32 traditional[] = {0x5F8C, 0x65BC};              /* after, at */
  static const UChar32 suspects[] = {0x951F, 0x65A4, 0x70EB, 0x5C6F}; /* of known mojibake */
  for (size_t i = 0; i < TC_COUNT(suspects); i++) {
    if (c == suspects[i]) {
      return TC_HAN_RARE;
    }
  }
  for (size_t i = 0; i < TC_COUNT(simplified); i++) {
    if (c == simplified[i]) {
      return TC_HAN_SIMPLIFIED;
    }
  }
  for (size_t i = 0; i < TC_COUNT(traditional); i++) {
    if (c == traditional[i]) {
      return TC_HAN_TRADITIONAL;
    }
  }
  bool from_simplified = changes(w->to_traditional, c),
       from_traditional = changes(w->to_simplified, c);
  uint8_t big5 = lead_byte(w->big5, c);
  bool common_in_taiwan = big5 >= 0xA4 && big5 <= 0xC6, listed = lead_byte(w->gb2312, c) != 0;
  if (!listed && !common_in_taiwan) {
    return TC_HAN_RARE;
  }
  if (from_simplified && !from_traditional && !common_in_taiwan) {
    return TC_HAN_SIMPLIFIED;
  }
  if (from_traditional && !from_simplified && !listed) {
    return TC_HAN_TRADITIONAL;
  }
  return TC_HAN_BOTH;
}

/* Two bits for an ideograph, four ideographs to a byte, the first in the low bits. */
static void write_han_forms(FILE *out)
{
  witnesses w = {
      open_transliterator("Simplified-Traditional"),
      open_transliterator("Traditional-Simplified"),
      open_converter("GB2312"),
      open_converter("Big5"),
  };
  static uint8_t forms[TC_HAN_FORMS_BYTES];
  size_t count[4] = {0};
  for (UChar32 c = HAN_FIRST; c <= HAN_LAST; c++) {
    tc_han_form form = han_form(&w, c);
    count[form]++;
    forms[c / 4] |= (uint8_t)((unsigned)form << c % 4 * 2);
  }
  utrans_close(w.to_traditional);
  utrans_close(w.to_simplified);
  ucnv_close(w.gb2312);
  ucnv_close(w.big5);
  if (count[TC_HAN_SIMPLIFIED] < 1000 || count[TC_HAN_TRADITIONAL] < 1000) {
    fail("too few forms of ideographs", "this ICU lacks transliteration or converter data");
  }
  write_bytes(out, "const uint8_t tc_han_forms", forms, sizeof forms);
}

int main(int argc, char **argv)
{
  if (argc != 2) {
    fail("usage", "gen_classes FILE");
  }
  FILE *out = fopen(argv[1], "w");
  if (!out) {
    fail("cannot write", argv[1]);
  }
  fprintf(out, "/* Made by gen_classes.c from ICU %s / Unicode %s. Do not edit. */\n",
          U_ICU_VERSION, U_UNICODE_VERSION);
  write_trie(out);
  write_han_forms(out);
  bool bad = ferror(out) != 0;
  if (fclose(out) != 0 || bad) {
    remove(argv[1]);
    fail("cannot write", argv[1]);
  }
  return 0;
}
