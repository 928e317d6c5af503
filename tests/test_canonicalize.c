/* test_canonicalize.c - the first list of edits, its rules, and the table of entities.
 * NFC is compared with ICU's. */
#include "unit.h"

#include <stdio.h> /* snprintf */

#include <unicode/unorm2.h>  /* unorm2_getNFCInstance, unorm2_normalize */
#include <unicode/ustring.h> /* u_strFromUTF8, u_strToUTF8 */

#include <utf8proc.h> /* utf8proc_encode_char */

#include "canonicalize.h"

#define PASSES 12

static bench b;
static tc_rule_set set;

static int open_all(void **state)
{
  (void)state;
  open_bench(&b);
  return 0;
}

static int close_all(void **state)
{
  (void)state;
  close_bench(&b);
  return 0;
}

static const tc_terms no_terms;

static void use_rules(const char *list)
{
  tc_span bad;
  assert_true(tc_rule_set_read(&set, list, &bad));
}

/* Makes the text of the bench canonical by as many lists as it takes; how many. */
static uint32_t canonicalize(const char *bytes, size_t size)
{
  lay_bytes(&b, bytes, size);
  for (uint32_t pass = 0;; pass++) {
    tc_edits edits = {0};
    tc_changes changes;
    uint32_t out_size;
    tc_canonicalize(&b.text, &no_terms, &set, &b.arena, &edits);
    if (edits.count == 0) {
      return pass;
    }
    const char *text = tc_edits_apply(&edits, &b.arena, b.copy, b.text.size, &out_size, &changes);
    assert_non_null(text);
    assert_true(pass < PASSES);
    char *copy = malloc(out_size ? out_size : 1);
    assert_non_null(copy);
    memcpy(copy, text, out_size);
    lay_bytes(&b, copy, out_size);
    free(copy);
  }
}

static void assert_canonical(const char *from, const char *to)
{
  canonicalize(from, strlen(from));
  if (b.text.size != strlen(to) || memcmp(b.copy, to, b.text.size) != 0) {
    print_message("# \"%s\" became \"%.*s\"\n", from, (int)b.text.size, b.copy);
  }
  assert_int_equal(b.text.size, strlen(to));
  assert_memory_equal(b.copy, to, b.text.size);
}

/* ---- Entities ---------------------------------------------------------------- */

static const char *const names[] = {
#define ENTITY(name, to) name,
#define CP1252(number, to)
#include "entities.inc"
#undef ENTITY
#undef CP1252
};

static const char *const characters[] = {
#define ENTITY(name, to) to,
#define CP1252(number, to)
#include "entities.inc"
#undef ENTITY
#undef CP1252
};

static void entities_are_sorted_and_unique(void **state)
{
  (void)state;
  for (size_t i = 1; i < TC_COUNT(names); i++) {
    assert_true(strcmp(names[i - 1], names[i]) < 0);
  }
  assert_int_equal(TC_COUNT(names), 253);
}

static void each_entity_is_one_character_and_is_found(void **state)
{
  (void)state;
  use_rules("entity");
  for (size_t i = 0; i < TC_COUNT(names); i++) {
    char text[32];
    snprintf(text, sizeof text, "a&%s;b", names[i]);
    lay(&b, characters[i]);
    assert_true(b.text.well_formed);
    assert_int_equal(tc_next(&b.text, 0), b.text.size);
    assert_int_equal(canonicalize(text, strlen(text)), 1);
    assert_int_equal(b.text.size, strlen(characters[i]) + 2);
    assert_memory_equal(b.copy + 1, characters[i], strlen(characters[i]));
    snprintf(text, sizeof text, "a&%s b", names[i]); /* without its semicolon: nbsp only */
    assert_int_equal(canonicalize(text, strlen(text)), strcmp(names[i], "nbsp") == 0);
  }
}

static void numbers_are_read_in_both_bases(void **state)
{
  (void)state;
  use_rules("entity");
  assert_canonical("&#20013;&#x4E2d;&#X4e2D;", "中中中");
  assert_canonical("&#x10FFFD;", "\U0010FFFD");
  assert_canonical("&#9;&#10;", "\t\n");
  assert_canonical("&#0000065;&#x0000041;", "AA");
}

static void numbers_that_are_no_text_stay(void **state)
{
  static const char *const odd[] = {
      "&#0;",     "&#x0;",    "&#7;",       "&#13;",      "&#x7F;",      "&#129;",
      "&#xD800;", "&#xDFFF;", "&#x110000;", "&#9999999;", "&#xFFFFFFF;", "&#99999999999;",
      "&#;",      "&#x;",     "&#xG;",      "&#1a;",      "&#-1;",       "&# 65;",
      "&;",       "&",        "&#65",       "&amp",       "&x;",         "&AMP;",
      "&amp ;",   "&国;",     "& amp;",     "&ampx;"};
  (void)state;
  use_rules("entity");
  for (size_t i = 0; i < TC_COUNT(odd); i++) {
    assert_canonical(odd[i], odd[i]);
  }
}

static void numbers_of_windows_are_read_as_windows_1252(void **state)
{
  (void)state;
  use_rules("entity");
  assert_canonical("&#128;&#x80;&#150;&#159;", "\u20AC\u20AC\u2013\u0178");
}

static void entities_of_entities_are_read_to_the_end(void **state)
{
  (void)state;
  use_rules("entity");
  assert_canonical("&amp;amp;amp;lt;", "<");
  assert_canonical("&am&#112;;", "&");
  assert_canonical("&&amp;", "&&");
  assert_canonical("&#38;#38;#65;", "A");
}

static void an_entity_at_the_end_of_the_text_is_not_read_over(void **state)
{
  static const char text[] = "&#x4e2d;&nbsp";
  (void)state;
  use_rules("entity");
  for (uint32_t size = 0; size < sizeof text; size++) {
    canonicalize(text, size);
  }
}

/* ---- Dropped, replaced ------------------------------------------------------- */

static void what_is_ill_formed_becomes_one_replacement_each(void **state)
{
  (void)state;
  use_rules("none");
  assert_canonical("a\xFF"
                   "b\xE4\xB8"
                   "c\xF0\x9F\x98\x80\xC0\x80",
                   "a\uFFFDb\uFFFDc😀\uFFFD\uFFFD");
  assert_canonical("\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD");
}

static void well_formed_needs_no_rules(void **state)
{
  static const char bytes[] = "&amp;\u200B\xE4\xB8国\xFF";
  tc_edits edits = {0};
  (void)state;
  lay_bytes(&b, bytes, sizeof bytes - 1);
  tc_make_well_formed(&b.text, &b.arena, &edits);
  assert_int_equal(edits.count, 2);
  assert_int_equal(edits.at[0].at.start, 8);
  assert_int_equal(edits.at[0].at.end, 10);
  assert_int_equal(edits.at[0].rule, TC_RULE_ILL_FORMED);
  assert_int_equal(edits.at[1].at.start, 13);
}

static void invisible_characters_go_where_nothing_needs_them(void **state)
{
  (void)state;
  use_rules("default");
  assert_canonical("\uFEFFa\u200Bb\u2060c\u00ADd\u200E\u200Fe\u200D", "abcde");
  assert_canonical("a\u200Eb\u061C", "ab");
  assert_canonical("\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469");
  assert_canonical("क\u094D\u200Dष", "क\u094D\u200Dष");
  assert_canonical("שלום\u200F!", "שלום\u200F!");
  assert_canonical("\u202Ea\u2069", "\u202Ea\u2069"); /* flagged, not dropped */
  use_rules("+bidi-control");
  assert_canonical("\u202Ea\u2069", "a");
}

static void controls_and_line_ends(void **state)
{
  static const char nul[] = "a\0b";
  (void)state;
  use_rules("default");
  assert_canonical("a\r\nb\rc\u2028d\u2029e\vf\fg\xC2\x85h", "a\nb\nc\nd\ne\nf\ng\nh");
  assert_canonical("\x01\x1B\x7F\xC2\x80 a\tb", " a\tb");
  canonicalize(nul, 3);
  assert_int_equal(b.text.size, 2);
  assert_canonical("\r\r\n\n\r", "\n\n\n\n");
}

static void spaces_widths_and_ligatures(void **state)
{
  (void)state;
  use_rules("default");
  assert_canonical("a\u00A0b\u2009c\u3000d\u202Fe", "a b c d e");
  assert_canonical("ＡＢＣ１２３．５，", "ABC123.5，");
  assert_canonical("１．", "1．");
  assert_canonical("\uFB01\uFB03\uFB05", "fiffist");
}

/* ---- Fixed points ------------------------------------------------------------ */

static void what_one_edit_uncovers_the_next_pass_mends(void **state)
{
  (void)state;
  use_rules("default");
  assert_canonical("e\u200B\u0301", "\u00E9");
  assert_canonical("e&#x301;", "\u00E9");
  assert_canonical("&#xFF21;", "A");
  assert_canonical("&\u00ADamp;", "&");
  assert_canonical("&#8203;x", "x");
  assert_canonical("\r&#10;", "\n\n");
}

static void canonical_text_has_no_edits(void **state)
{
  static const char text[] = "Plain “text”, 国家。 caf\u00E9 & Co; \U0001F600\n\n가 か";
  tc_edits edits = {0};
  (void)state;
  use_rules("all");
  lay(&b, text);
  tc_canonicalize(&b.text, &no_terms, &set, &b.arena, &edits);
  assert_int_equal(edits.count, 0);
}

static void edits_of_a_pass_are_sorted_and_disjoint(void **state)
{
  static const char *const parts[] = {"&amp;",  "&#x301;", "e",      "\u0301",       "\u200B",
                                      "\u200D", "Ａ",      "１",     "．",           "\xFF",
                                      "\r",     "\n",      "\uFB01", "\u1100\u1161", "&"};
  uint64_t seed = 13;
  (void)state;
  use_rules("all");
  for (uint32_t round = 0; round < 20000; round++) {
    char text[256] = "";
    tc_edits edits = {0};
    for (uint32_t i = up_to(&seed, 12); i > 0; i--) {
      strcat(text, parts[next_random(&seed) % TC_COUNT(parts)]);
    }
    lay(&b, text);
    tc_canonicalize(&b.text, &no_terms, &set, &b.arena, &edits);
    for (uint32_t i = 0; i < edits.count; i++) {
      assert_true(edits.at[i].at.end <= b.text.size);
      assert_true(i == 0 || edits.at[i].at.start >= edits.at[i - 1].at.end);
    }
    canonicalize(text, strlen(text)); /* comes to rest, or the assertion in it fails */
    assert_true(b.text.well_formed);
  }
}

/* ---- NFC --------------------------------------------------------------------- */

static void to_nfc(const char *text, char *out, int32_t room)
{
  UChar from[512], to[512];
  int32_t size;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  u_strFromUTF8(from, 512, &size, text, -1, &status);
  size = unorm2_normalize(nfc, from, size, to, 512, &status);
  u_strToUTF8(out, room, NULL, to, size, &status);
  assert_true(U_SUCCESS(status));
}

static void random_text_is_normalized_as_icu_does(void **state)
{
  static const char *const parts[] = {
      "a",      "e",           "o",      "A",          "\u00E9",     "\u01D6",     "\u1EAD",
      "\u0301", "\u0308",      "\u0323", "\u0327",     "\u0338",     "\u0344",     "\u0345",
      "\u1100", "\u1161",      "\u11A8", "가",         "각",         "か",         "が",
      "\u3099", "\u212B",      "\u2126", "\uF900",     "\uFA0E",     "\u0958",     "\u0915",
      "\u093C", "\u09C7",      "\u09BE", "\u0F71",     "\u0F72",     "\u0F73",     "=",
      "<",      "国",          " ",      "\n",         "1",          "ß",          "α",
      "\u0313", "ᾳ",           "\uFB2C", "\U00011099", "\U000110BA", "\U0002F800", "\u0300",
      "\u1E69", "\u05E9\u05C1"};
  uint64_t seed = 17;
  (void)state;
  use_rules("nfc");
  for (uint32_t round = 0; round < 60000; round++) {
    char text[256] = "", want[512];
    for (uint32_t i = up_to(&seed, 8); i > 0; i--) {
      strcat(text, parts[next_random(&seed) % TC_COUNT(parts)]);
    }
    to_nfc(text, want, sizeof want);
    assert_canonical(text, want);
  }
}

/* Whether NFC alone makes of the text what ICU makes of it. */
static bool is_as_icu(const char *text, size_t size)
{
  char want[128];
  to_nfc(text, want, sizeof want);
  canonicalize(text, size);
  return b.text.size == strlen(want) && memcmp(b.copy, want, b.text.size) == 0;
}

static size_t put(char *text, size_t size, UChar32 c)
{
  size += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)text + size);
  text[size] = '\0';
  return size;
}

/* Every code point: alone, behind a starter, and before marks that may join it. The
 * two odd spaces that NFC replaces are another rule's. */
static void each_character_is_normalized_as_icu_does(void **state)
{
  static const UChar32 before[] = {0, 'a', 0x915, 0x1100};
  static const UChar32 behind[] = {0,      0x300,  0x301,  0x308,  0x323,  0x327,   0x338,
                                   0x345,  0x5BC,  0x653,  0x93C,  0x9BE,  0x1161,  0x11A8,
                                   0x3099, 0x309A, 0x0DCA, 0x0CC2, 0xFB1E, 0x110BA, 0x1D165};
  size_t wrong = 0;
  (void)state;
  use_rules("nfc");
  for (UChar32 c = 1; c <= 0x10FFFF; c++) {
    if ((c >= 0xD800 && c < 0xE000) || c == 0x2000 || c == 0x2001) {
      continue;
    }
    bool dull = c >= 0xE000 && c < 0xF900; /* private: one look is enough */
    dull |= c >= 0x32000 && c < 0xE0000;   /* unassigned */
    dull |= c >= 0xE01F0;                  /* private */
    for (size_t k = 0; k < (dull ? 1 : TC_COUNT(before) + TC_COUNT(behind)); k++) {
      char text[16] = "";
      size_t size = k > 0 && k < TC_COUNT(before) ? put(text, 0, before[k]) : 0;
      size = put(text, size, c);
      size = k > TC_COUNT(before) ? put(text, size, behind[k - TC_COUNT(before)]) : size;
      if (!is_as_icu(text, size) && wrong++ < 20) {
        print_message("# U+%04X, case %zu\n", (unsigned)c, k);
      }
    }
  }
  assert_int_equal(wrong, 0);
}

/* Characters of which NFC changes something, or that change beside others, at random. */
static void random_hard_characters_are_normalized_as_icu_does(void **state)
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  static UChar32 hard[8192];
  size_t count = 0, wrong = 0;
  uint64_t seed = 23;
  (void)state;
  for (UChar32 c = 0xA0; c < 0x30000; c++) {
    bool odd = unorm2_getCombiningClass(nfc, c) || !unorm2_isInert(nfc, c);
    bool other = (c >= 0xAC00 && c < 0xD7A4 && c % 97) || c == 0x2000 || c == 0x2001;
    if (odd && !other && count < TC_COUNT(hard)) {
      hard[count++] = c;
    }
  }
  assert_in_range(count, 1000, TC_COUNT(hard) - 1);
  use_rules("nfc");
  for (uint32_t round = 0; round < 200000; round++) {
    char text[64] = "";
    size_t size = 0;
    for (uint32_t i = up_to(&seed, 6); i > 0; i--) {
      uint32_t ascii = next_random(&seed) % 4;
      size = put(text, size,
                 ascii ? hard[next_random(&seed) % count] : "aeAo1<= "[next_random(&seed) % 8]);
    }
    if (!is_as_icu(text, size) && wrong++ < 10) {
      print_message("# \"%s\"\n", text);
    }
  }
  assert_int_equal(wrong, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(entities_are_sorted_and_unique),
      cmocka_unit_test(each_entity_is_one_character_and_is_found),
      cmocka_unit_test(numbers_are_read_in_both_bases),
      cmocka_unit_test(numbers_that_are_no_text_stay),
      cmocka_unit_test(numbers_of_windows_are_read_as_windows_1252),
      cmocka_unit_test(entities_of_entities_are_read_to_the_end),
      cmocka_unit_test(an_entity_at_the_end_of_the_text_is_not_read_over),
      cmocka_unit_test(what_is_ill_formed_becomes_one_replacement_each),
      cmocka_unit_test(well_formed_needs_no_rules),
      cmocka_unit_test(invisible_characters_go_where_nothing_needs_them),
      cmocka_unit_test(controls_and_line_ends),
      cmocka_unit_test(spaces_widths_and_ligatures),
      cmocka_unit_test(what_one_edit_uncovers_the_next_pass_mends),
      cmocka_unit_test(canonical_text_has_no_edits),
      cmocka_unit_test(edits_of_a_pass_are_sorted_and_disjoint),
      cmocka_unit_test(random_text_is_normalized_as_icu_does),
      cmocka_unit_test(each_character_is_normalized_as_icu_does),
      cmocka_unit_test(random_hard_characters_are_normalized_as_icu_does),
  };
  return cmocka_run_group_tests_name("canonicalize", tests, open_all, close_all);
}
