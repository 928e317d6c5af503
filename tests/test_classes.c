/* test_classes.c - the alphabet: all code points against live ICU and utf8proc.
 *
 * gen_classes.c says by ordered rules which class a code point gets. Here each
 * property is asked of every code point by itself, from other ICU calls where there
 * are some, so that a wrong order or a wrong row of classes.def shows. */
#include <setjmp.h> /* cmocka.h needs it */
#include <stdarg.h> /* cmocka.h needs it */
#include <stddef.h> /* cmocka.h needs it */
#include <stdint.h> /* cmocka.h needs it */
#include <stdlib.h> /* free */
#include <string.h> /* strcmp, strlen */

#include <cmocka.h> /* assert_true, cmocka_unit_test, ... */

#include <unicode/uchar.h>   /* u_charType, u_isULowercase, ... */
#include <unicode/unorm2.h>  /* unorm2_quickCheck */
#include <unicode/uscript.h> /* uscript_hasScript */
#include <utf8proc.h>        /* utf8proc_category, utf8proc_map */

#include "classes.h"

#define LAST 0x10FFFF

static tc_classes classes;

static int open_classes(void **state)
{
  (void)state;
  return tc_classes_open(&classes) == TEXTCLEAN_OK ? 0 : -1;
}

static int close_classes(void **state)
{
  (void)state;
  tc_classes_close(&classes);
  return 0;
}

/* ---- What ICU says ------------------------------------------------------------ */

static bool in_category(UChar32 c, uint32_t mask)
{
  return (U_GET_GC_MASK(c) & mask) != 0;
}

static bool is_script(UChar32 c, UScriptCode script)
{
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status) == script;
}

static bool is_common(UChar32 c)
{
  return is_script(c, USCRIPT_COMMON) || is_script(c, USCRIPT_INHERITED);
}

static bool is_ignorable(UChar32 c)
{
  return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static bool nfc_keeps(UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[2];
  int32_t length = 0;
  UBool too_long = 0;
  U16_APPEND(text, length, 2, c, too_long);
  return !too_long &&
         unorm2_quickCheck(unorm2_getNFCInstance(&status), text, length, &status) == UNORM_YES;
}

/* U+2139 is an emoji first. */
static bool is_letter(UChar32 c)
{
  return u_isalpha(c) && in_category(c, U_GC_L_MASK) && !is_ignorable(c) && c != 0x2139;
}

static bool is_han(UChar32 c)
{
  return in_category(c, U_GC_LO_MASK | U_GC_LM_MASK | U_GC_NL_MASK) &&
         (is_script(c, USCRIPT_HAN) || c == 0x3006);
}

/* ---- What each property should be ---------------------------------------------- */

static bool want_letter(UChar32 c)
{
  return is_letter(c) || is_han(c);
}

static bool want_latin(UChar32 c)
{
  return is_letter(c) && is_script(c, USCRIPT_LATIN) && nfc_keeps(c);
}

static bool want_kana(UChar32 c)
{
  return is_letter(c) &&
         (uscript_hasScript(c, USCRIPT_HIRAGANA) || uscript_hasScript(c, USCRIPT_KATAKANA));
}

static bool want_hangul(UChar32 c)
{
  return is_letter(c) && is_script(c, USCRIPT_HANGUL) && nfc_keeps(c);
}

static bool has_case_here(UChar32 c)
{
  return is_letter(c) && !is_common(c) && nfc_keeps(c);
}

static bool want_uc(UChar32 c)
{
  return has_case_here(c) && (u_isUUppercase(c) || u_istitle(c));
}

/* The few Greek and Cyrillic letters without case count as small. */
static bool want_lc(UChar32 c)
{
  bool greek_or_cyrillic = is_script(c, USCRIPT_GREEK) || is_script(c, USCRIPT_CYRILLIC);
  return has_case_here(c) && (u_isULowercase(c) || (greek_or_cyrillic && !want_uc(c)));
}

static bool want_num(UChar32 c)
{
  return in_category(c, U_GC_ND_MASK | U_GC_NL_MASK | U_GC_NO_MASK) && !is_han(c);
}

static bool want_line(UChar32 c)
{
  int32_t lb = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
  return lb == U_LB_MANDATORY_BREAK || lb == U_LB_CARRIAGE_RETURN || lb == U_LB_LINE_FEED ||
         lb == U_LB_NEXT_LINE;
}

static bool want_blank(UChar32 c)
{
  return u_isUWhiteSpace(c) && !want_line(c);
}

static bool want_ctrl(UChar32 c)
{
  return u_isISOControl(c) && !u_isUWhiteSpace(c);
}

static bool want_combine(UChar32 c)
{
  return in_category(c, U_GC_M_MASK) && !is_ignorable(c);
}

static bool want_picto(UChar32 c)
{
  return (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) && !u_ispunct(c) && c != 0xA9 &&
          c != 0xAE) ||
         u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) ||
         u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER);
}

/* Classes that hold ASCII alone; LOWER and UPPER hold more. */
static bool want_ascii(UChar32 c)
{
  return u_isprint(c) && c < 0x80 ? !u_isalpha(c) : c == '\t' || c == '\n' || c == '\r';
}

static bool want_open(UChar32 c)
{
  return in_category(c, U_GC_PS_MASK | U_GC_PI_MASK) && nfc_keeps(c);
}

static bool want_close(UChar32 c)
{
  return in_category(c, U_GC_PE_MASK | U_GC_PF_MASK) && nfc_keeps(c);
}

static bool want_dash(UChar32 c)
{
  return in_category(c, U_GC_PD_MASK);
}

static bool want_stop(UChar32 c)
{
  int32_t sb = u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK);
  return sb == U_SB_STERM || sb == U_SB_ATERM;
}

static const struct {
  uint32_t property;
  const char *name;
  bool (*want)(UChar32 c);
} wishes[] = {
    {TC_P_LETTER, "LETTER", want_letter},
    {TC_P_LATIN, "LATIN", want_latin},
    {TC_P_HANZI, "HANZI", is_han},
    {TC_P_KANA, "KANA", want_kana},
    {TC_P_HANGUL, "HANGUL", want_hangul},
    {TC_P_LC, "LC", want_lc},
    {TC_P_UC, "UC", want_uc},
    {TC_P_NUM, "NUM", want_num},
    {TC_P_BLANK, "BLANK", want_blank},
    {TC_P_LINE, "LINE", want_line},
    {TC_P_CTRL, "CTRL", want_ctrl},
    {TC_P_IGNORE, "IGNORE", is_ignorable},
    {TC_P_COMBINE, "COMBINE", want_combine},
    {TC_P_PICTO, "PICTO", want_picto},
    {TC_P_ASCII, "ASCII", want_ascii},
    {TC_P_OPEN, "OPEN", want_open},
    {TC_P_CLOSE, "CLOSE", want_close},
    {TC_P_DASH, "DASH", want_dash},
    {TC_P_STOP, "STOP", want_stop},
};

static void fail_at(UChar32 c, const char *what)
{
  fail_msg("U+%04X %s is wrong about %s", (unsigned)c,
           tc_class_name[tc_class_of(&classes, (uint32_t)c)], what);
}

static void each_property_is_what_icu_says(void **state)
{
  (void)state;
  for (UChar32 c = 0; c <= LAST; c++) {
    uint8_t cls = tc_class_of(&classes, (uint32_t)c);
    for (size_t i = 0; i < TC_COUNT(wishes); i++) {
      if (tc_is(cls, wishes[i].property) != wishes[i].want(c)) {
        fail_at(c, wishes[i].name);
      }
    }
  }
}

/* ---- Properties of which ICU knows only one side --------------------------------- */

static void canonicalize_sees_all_that_nfc_may_change(void **state)
{
  (void)state;
  for (UChar32 c = 0; c <= LAST; c++) {
    bool wanted = !nfc_keeps(c) || u_getCombiningClass(c) != 0 || is_ignorable(c);
    if (wanted && !tc_is(tc_class_of(&classes, (uint32_t)c), TC_P_CANON)) {
      fail_at(c, "CANON");
    }
  }
}

static void punctuation_symbols_and_cjk_imply_what_icu_says(void **state)
{
  (void)state;
  for (UChar32 c = 0; c <= LAST; c++) {
    uint8_t cls = tc_class_of(&classes, (uint32_t)c);
    int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    if (tc_is(cls, TC_P_PUNCT) && !u_ispunct(c)) {
      fail_at(c, "PUNCT");
    }
    if (u_ispunct(c) && !tc_is(cls, TC_P_PUNCT | TC_P_SYMBOL)) {
      fail_at(c, "punctuation");
    }
    if (tc_is(cls, TC_P_CJK) && width != U_EA_FULLWIDTH && width != U_EA_WIDE &&
        width != U_EA_HALFWIDTH) {
      fail_at(c, "CJK");
    }
  }
}

static void each_character_is_one_kind_of_thing(void **state)
{
  static const uint32_t kinds[] = {TC_P_LETTER, TC_P_NUM,     TC_P_WHITE, TC_P_CTRL,
                                   TC_P_IGNORE, TC_P_COMBINE, TC_P_PUNCT, TC_P_SYMBOL};
  (void)state;
  for (int cls = 0; cls < TC_CLASS_COUNT; cls++) {
    int count = 0;
    for (size_t i = 0; i < TC_COUNT(kinds); i++) {
      count += tc_is((uint8_t)cls, kinds[i]);
    }
    if (count != (cls == TC_CONT || cls == TC_EDGE ? 0 : 1)) {
      fail_msg("%s is of %d kinds", tc_class_name[cls], count);
    }
  }
}

static void no_character_is_cont_or_edge(void **state)
{
  (void)state;
  for (uint32_t c = 0; c <= LAST; c++) {
    uint8_t cls = tc_class_of(&classes, c);
    assert_true(cls != TC_CONT && cls != TC_EDGE && cls < TC_CLASS_COUNT);
    assert_int_equal(cls == TC_BAD, U_IS_SURROGATE(c));
  }
  assert_int_equal(tc_class_of(&classes, LAST + 1), TC_BAD);
  assert_int_equal(tc_class_of(&classes, UINT32_MAX), TC_BAD);
}

/* ---- utf8proc --------------------------------------------------------------------- */

static bool between(utf8proc_category_t category, utf8proc_category_t first,
                    utf8proc_category_t last)
{
  return category >= first && category <= last;
}

/* Unassigned characters are left out: the two may be of different versions. */
static void utf8proc_agrees_on_categories(void **state)
{
  (void)state;
  for (UChar32 c = 0; c <= LAST; c++) {
    utf8proc_category_t category = utf8proc_category(c);
    uint8_t cls = tc_class_of(&classes, (uint32_t)c);
    if (category == UTF8PROC_CATEGORY_CN || !u_isdefined(c)) {
      continue;
    }
    bool letter = between(category, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
    if (letter != is_letter(c) && !is_ignorable(c) && c != 0x2139) {
      fail_at(c, "letters, by utf8proc");
    }
    if (between(category, UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_ME) != tc_is(cls, TC_P_COMBINE) &&
        !is_ignorable(c)) {
      fail_at(c, "COMBINE, by utf8proc");
    }
    if ((category == UTF8PROC_CATEGORY_ND) !=
        (cls == TC_DIGIT || cls == TC_WIDE_DIGIT || cls == TC_OTHER_DIGIT)) {
      fail_at(c, "digits, by utf8proc");
    }
    if ((category == UTF8PROC_CATEGORY_CO) != (cls == TC_PRIVATE)) {
      fail_at(c, "PRIVATE, by utf8proc");
    }
  }
}

/* Whether utf8proc's NFC leaves a text of this one character alone. */
static bool utf8proc_keeps(UChar32 c)
{
  utf8proc_uint8_t text[4], *nfc = NULL;
  utf8proc_ssize_t size = utf8proc_encode_char(c, text);
  utf8proc_ssize_t nfc_size = utf8proc_map(text, size, &nfc, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  bool keeps = nfc_size == size && memcmp(text, nfc, (size_t)size) == 0;
  free(nfc);
  return keeps;
}

static void utf8proc_agrees_on_nfc(void **state)
{
  (void)state;
  for (UChar32 c = 0; c <= LAST; c++) {
    if (in_category(c, U_GC_CS_MASK)) {
      continue;
    }
    bool wanted = utf8proc_get_property(c)->combining_class != 0 || !utf8proc_keeps(c);
    if (wanted && !tc_is(tc_class_of(&classes, (uint32_t)c), TC_P_CANON)) {
      fail_at(c, "CANON, by utf8proc");
    }
  }
}

/* ---- The tables by class ------------------------------------------------------------ */

/* The code point of a class of one character; -1 for others. */
static UChar32 code_point_of(int cls)
{
  utf8proc_int32_t c = -1;
  const char *text = tc_utf8[cls];
  size_t size = strlen(text);
  if (size && utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, &c) !=
                  (utf8proc_ssize_t)size) {
    fail_msg("%s has wrong UTF-8", tc_class_name[cls]);
  }
  return size ? c : -1;
}

static void a_class_with_utf8_is_that_character_alone(void **state)
{
  uint32_t count[256] = {0};
  (void)state;
  for (uint32_t c = 0; c <= LAST; c++) {
    count[tc_class_of(&classes, c)]++;
  }
  for (int cls = 0; cls < 256; cls++) {
    UChar32 c = cls == TC_CONT ? -1 : code_point_of(cls);
    if (c >= 0) {
      assert_int_equal(tc_class_of(&classes, (uint32_t)c), cls);
      assert_int_equal(count[cls], 1);
    } else {
      assert_int_not_equal(count[cls], 1);
    }
  }
}

static void pairs_are_brackets_to_icu(void **state)
{
  (void)state;
  for (int cls = 0; cls < TC_CLASS_COUNT; cls++) {
    int pair = tc_pair[cls];
    UChar32 c = code_point_of(cls);
    if (pair != TC_CONT) {
      assert_int_equal(tc_pair[pair], cls);
      assert_int_equal(tc_is((uint8_t)cls, TC_P_OPEN), tc_is((uint8_t)pair, TC_P_CLOSE));
      assert_int_equal(tc_is((uint8_t)cls, TC_P_QUOTE), tc_is((uint8_t)pair, TC_P_QUOTE));
    }
    if (c >= 0 && u_getIntPropertyValue(c, UCHAR_BIDI_PAIRED_BRACKET_TYPE) != U_BPT_NONE) {
      assert_int_equal(code_point_of(pair), u_getBidiPairedBracket(c));
    } else if (pair != TC_CONT && tc_is((uint8_t)cls, TC_P_BRACKET)) {
      fail_msg("%s is no bracket to ICU", tc_class_name[cls]);
    }
  }
}

/* The wide forms of U+005E and U+0060 have no class of their own, so no width either. */
static void widths_are_compatibility_forms(void **state)
{
  (void)state;
  for (int cls = 1; cls < TC_CLASS_COUNT; cls++) {
    int wide = tc_wide[cls], narrow = tc_narrow[cls];
    if (wide != TC_CONT) {
      utf8proc_uint8_t *folded = NULL;
      assert_int_equal(tc_narrow[wide], cls);
      utf8proc_map((const utf8proc_uint8_t *)tc_utf8[wide], 0, &folded,
                   UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE);
      assert_string_equal((const char *)folded, tc_utf8[cls]);
      free(folded);
    }
    if (narrow != TC_CONT) {
      assert_int_equal(tc_wide[narrow], cls);
    }
    if (tc_is((uint8_t)cls, TC_P_ASCII) && tc_is((uint8_t)cls, TC_P_PUNCT)) {
      assert_int_not_equal(wide, TC_CONT);
    }
  }
}

static void beyond_the_classes_all_tables_are_empty(void **state)
{
  (void)state;
  for (int cls = TC_CLASS_COUNT; cls < 256; cls++) {
    assert_true(tc_props[cls] == 0 && tc_utf8[cls][0] == 0 && tc_pair[cls] == TC_CONT &&
                tc_wide[cls] == TC_CONT && tc_narrow[cls] == TC_CONT);
  }
}

static void well_known_characters_have_their_classes(void **state)
{
  static const struct {
    uint32_t code_point;
    uint8_t cls;
  } known[] = {
      {'a', TC_LOWER},          {'Z', TC_UPPER},           {0x0E9, TC_LATIN1_LOWER},
      {0x0C5, TC_LATIN1_UPPER}, {0x0D7, TC_SYMBOL},        {0x0F7, TC_SYMBOL},
      {0x0F5, TC_LOWER},        {0x0C0, TC_UPPER},         {0x101, TC_LOWER},
      {0x1C5, TC_UPPER},        {0x0B5, TC_COMMON_LETTER}, {0x0AA, TC_LOWER},
      {0x4E2D, TC_HAN},         {0x9FFF, TC_HAN},          {0x3005, TC_HAN},
      {0x3006, TC_HAN},         {0x3007, TC_HAN},          {0x3029, TC_HAN},
      {0x20000, TC_HAN},        {0xFA0E, TC_HAN},          {0xF900, TC_HAN_COMPAT},
      {0x2F00, TC_HAN_RADICAL}, {0x30FC, TC_KANA},         {0xFF9E, TC_KANA},
      {0xAC00, TC_HANGUL},      {0x1161, TC_NFC_LETTER},   {0x212B, TC_NFC_LETTER},
      {0x2126, TC_NFC_LETTER},  {0x0958, TC_NFC_LETTER},   {0x037E, TC_NFC_SYMBOL},
      {0x640, TC_ARABIC},       {0x301, TC_COMBINING},     {0x3099, TC_COMBINING},
      {0xFE0F, TC_VARIATION},   {0x34F, TC_IGNORABLE},     {0x3164, TC_FILLER},
      {0x2139, TC_EMOJI},       {0x1F600, TC_EMOJI},       {0x1FAFF, TC_EMOJI},
      {0x1F1E8, TC_EMOJI_PART}, {0x1F3FB, TC_EMOJI_PART},  {0x2049, TC_OTHER_STOP},
      {0x61F, TC_OTHER_STOP},   {0x2039, TC_OTHER_OPEN},   {0x301F, TC_OTHER_CLOSE},
      {0x20AC, TC_CURRENCY},    {0x2212, TC_SYMBOL},       {0xFFFC, TC_SYMBOL},
      {0x2160, TC_NUMBER},      {0x2460, TC_NUMBER},       {0x7F, TC_CONTROL},
      {0xFFFF, TC_UNASSIGNED},  {0xE000, TC_PRIVATE},      {0x202F, TC_NBSP},
  };
  (void)state;
  for (size_t i = 0; i < TC_COUNT(known); i++) {
    if (tc_class_of(&classes, known[i].code_point) != known[i].cls) {
      fail_at((UChar32)known[i].code_point, tc_class_name[known[i].cls]);
    }
  }
  assert_string_equal(tc_class_name[TC_IDEO_STOP], "IDEO_STOP");
}

/* ---- Simplified and traditional ------------------------------------------------------ */

static void assert_form(const char *text, tc_han_form form)
{
  const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)text;
  utf8proc_int32_t c = 0;
  for (; *p; p += utf8proc_iterate(p, -1, &c)) {
    utf8proc_iterate(p, -1, &c);
    if (tc_han_form_of((uint32_t)c) != form) {
      fail_msg("U+%04X has form %d", (unsigned)c, (int)tc_han_form_of((uint32_t)c));
    }
  }
}

static void forms_of_well_known_characters(void **state)
{
  (void)state;
  assert_form("国们这个说为时来对发会学经动现过万与体价优种气确听坏儿龙书马门", TC_HAN_SIMPLIFIED);
  assert_form("國們這個說為時來對發會學經動現過萬與體價優種氣確聽壞兒龍書馬門後於麼",
              TC_HAN_TRADITIONAL);
  assert_form("一的是不了人我在有他中大上后台里面只干系云几面著乾藉范于余征", TC_HAN_BOTH);
}

static void forms_beyond_the_block_are_both(void **state)
{
  (void)state;
  assert_int_equal(tc_han_form_of(0), TC_HAN_BOTH);
  assert_int_equal(tc_han_form_of(0x4DFF), TC_HAN_BOTH);
  assert_int_equal(tc_han_form_of(0xA000), TC_HAN_BOTH);
  assert_int_equal(tc_han_form_of(0x20000), TC_HAN_BOTH);
  assert_int_equal(tc_han_form_of(UINT32_MAX), TC_HAN_BOTH);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_property_is_what_icu_says),
      cmocka_unit_test(canonicalize_sees_all_that_nfc_may_change),
      cmocka_unit_test(punctuation_symbols_and_cjk_imply_what_icu_says),
      cmocka_unit_test(each_character_is_one_kind_of_thing),
      cmocka_unit_test(no_character_is_cont_or_edge),
      cmocka_unit_test(utf8proc_agrees_on_categories),
      cmocka_unit_test(utf8proc_agrees_on_nfc),
      cmocka_unit_test(a_class_with_utf8_is_that_character_alone),
      cmocka_unit_test(pairs_are_brackets_to_icu),
      cmocka_unit_test(widths_are_compatibility_forms),
      cmocka_unit_test(beyond_the_classes_all_tables_are_empty),
      cmocka_unit_test(well_known_characters_have_their_classes),
      cmocka_unit_test(forms_of_well_known_characters),
      cmocka_unit_test(forms_beyond_the_block_are_both),
  };
  return cmocka_run_group_tests_name("classes", tests, open_classes, close_classes);
}
