/* test_offsets.c - byte offsets as code points and UTF-16 units, against ICU's UText. */
#include "unit.h"

#include <unicode/utext.h> /* utext_openUTF8, utext_next32 */

#define ROOM 64

static void assert_converted(const char *text, textclean_unit unit, const uint32_t *from,
                             const uint32_t *want, size_t count)
{
  uint32_t offsets[ROOM];
  memcpy(offsets, from, count * sizeof *from);
  assert_int_equal(textclean_convert(text, strlen(text), unit, offsets, count), TEXTCLEAN_OK);
  assert_memory_equal(offsets, want, count * sizeof *want);
}

static void characters_are_counted_by_unit(void **state)
{
  static const char text[] = "a\u00E9国\U0001F600b"; /* 1, 2, 3, 4 and 1 bytes */
  static const uint32_t bytes[] = {0, 1, 3, 6, 10, 11};
  static const uint32_t codepoints[] = {0, 1, 2, 3, 4, 5};
  static const uint32_t utf16[] = {0, 1, 2, 3, 5, 6};
  (void)state;
  assert_converted(text, TEXTCLEAN_BYTES, bytes, bytes, 6);
  assert_converted(text, TEXTCLEAN_CODEPOINTS, bytes, codepoints, 6);
  assert_converted(text, TEXTCLEAN_UTF16, bytes, utf16, 6);
}

static void inside_a_character_its_start_counts(void **state)
{
  static const char text[] = "国\U0001F600";
  static const uint32_t bytes[] = {1, 2, 3, 4, 5, 6, 7};
  static const uint32_t codepoints[] = {0, 0, 1, 1, 1, 1, 2};
  static const uint32_t utf16[] = {0, 0, 1, 1, 1, 1, 3};
  (void)state;
  assert_converted(text, TEXTCLEAN_CODEPOINTS, bytes, codepoints, 7);
  assert_converted(text, TEXTCLEAN_UTF16, bytes, utf16, 7);
}

static void beyond_the_text_its_size_counts(void **state)
{
  static const uint32_t bytes[] = {3, 4, 99, UINT32_MAX}, codepoints[] = {1, 2, 2, 2};
  static const uint32_t cut[] = {3, 4, 4, 4}, zeros[] = {0, 0, 0, 0};
  (void)state;
  assert_converted("国a", TEXTCLEAN_CODEPOINTS, bytes, codepoints, 4);
  assert_converted("国a", TEXTCLEAN_UTF16, bytes, codepoints, 4);
  assert_converted("国a", TEXTCLEAN_BYTES, bytes, cut, 4);
  assert_converted("", TEXTCLEAN_CODEPOINTS, bytes, zeros, 4);
}

static void an_ill_formed_part_counts_as_one(void **state)
{
  static const char text[] = "\xE4\xB8z\xF0\x9F\x98z\xED\xA0\x80z\xFF"; /* 1; 1; 3; 1 parts */
  static const uint32_t bytes[] = {1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12};
  static const uint32_t codepoints[] = {0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9};
  (void)state;
  assert_converted(text, TEXTCLEAN_CODEPOINTS, bytes, codepoints, 11);
  assert_converted(text, TEXTCLEAN_UTF16, bytes, codepoints, 11);
}

static void equal_offsets_are_in_order_and_falling_ones_not(void **state)
{
  uint32_t equal[] = {2, 2, 2}, falling[] = {2, 1};
  (void)state;
  assert_int_equal(textclean_convert("abc", 3, TEXTCLEAN_UTF16, equal, 3), TEXTCLEAN_OK);
  assert_int_equal(equal[2], 2);
  for (int unit = TEXTCLEAN_BYTES; unit <= TEXTCLEAN_UTF16; unit++) {
    falling[0] = 2;
    falling[1] = 1;
    assert_int_equal(textclean_convert("abc", 3, (textclean_unit)unit, falling, 2),
                     TEXTCLEAN_EINVAL);
  }
}

static void another_unit_is_refused(void **state)
{
  uint32_t offset = 1;
  (void)state;
  assert_int_equal(textclean_convert("abc", 3, (textclean_unit)3, &offset, 1), TEXTCLEAN_EINVAL);
  assert_int_equal(textclean_convert("abc", 3, (textclean_unit)-1, &offset, 1), TEXTCLEAN_EINVAL);
  assert_int_equal(offset, 1);
}

static void no_offsets_and_no_text_are_converted(void **state)
{
  uint32_t offset = 0;
  (void)state;
  assert_int_equal(textclean_convert("abc", 3, TEXTCLEAN_UTF16, NULL, 0), TEXTCLEAN_OK);
  assert_int_equal(textclean_convert(NULL, 0, TEXTCLEAN_UTF16, &offset, 1), TEXTCLEAN_OK);
  assert_int_equal(offset, 0);
}

/* ---- By chance --------------------------------------------------------------- */

/* For each offset of the text its units, from ICU. */
static void walk(const char *text, uint32_t size, textclean_unit unit, uint32_t *want)
{
  UErrorCode status = U_ZERO_ERROR;
  UText *u = utext_openUTF8(NULL, text, size, &status);
  uint32_t units = 0;
  assert_true(U_SUCCESS(status));
  for (;;) {
    int64_t start = utext_getNativeIndex(u);
    UChar32 c = utext_next32(u);
    int64_t end = c == U_SENTINEL ? start + 1 : utext_getNativeIndex(u);
    for (int64_t i = start; i < end; i++) {
      want[i] = units;
    }
    if (c == U_SENTINEL) {
      break;
    }
    units += unit == TEXTCLEAN_UTF16 && c > 0xFFFF ? 2 : 1;
  }
  utext_close(u);
}

/* `offsets` are those that are `picked`, and are converted. */
static void assert_as_icu(const char *text, uint32_t size, textclean_unit unit,
                          const uint32_t *picked, uint32_t *offsets, uint32_t count,
                          const uint32_t *want)
{
  assert_int_equal(textclean_convert(text, size, unit, offsets, count), TEXTCLEAN_OK);
  for (uint32_t i = 0; i < count; i++) {
    assert_int_equal(offsets[i], want[picked[i]]);
  }
}

/* Long rows of common characters, with a byte changed now and then. */
static uint32_t fill_common(char *text, uint32_t most, uint64_t *seed)
{
  static const char *const common[] = {
      "a",          "the mill stands by the dam; ", "\u00E9", "磨",     "大坝开了。",
      "\U0001F600", "\uAC00",                      "\uD7A3", "\u0E01", "\uFFFD"};
  uint32_t size = 0, kinds = 1 + up_to(seed, TC_COUNT(common) - 1);
  for (;;) {
    const char *piece = common[next_random(seed) % kinds];
    uint32_t length = (uint32_t)strlen(piece);
    if (length > most - size) {
      break;
    }
    memcpy(text + size, piece, length);
    size += length;
  }
  for (uint32_t n = up_to(seed, 3); size > 0 && n > 0; n--) {
    text[next_random(seed) % size] = (char)next_random(seed);
  }
  return size;
}

static void long_rows_are_counted_as_icu_counts(void **state)
{
  enum { LONG = 400 };
  uint64_t seed = 23;
  (void)state;
  for (uint32_t round = 0; round < 20000; round++) {
    textclean_unit unit = round % 2 ? TEXTCLEAN_UTF16 : TEXTCLEAN_CODEPOINTS;
    uint32_t want[LONG + 1], offsets[LONG + 1], picked[LONG + 1], count = 0;
    char *text = malloc(LONG);
    assert_non_null(text);
    uint32_t size = fill_common(text, LONG, &seed), step = 1 + up_to(&seed, 99);
    walk(text, size, unit, want);
    for (uint32_t i = up_to(&seed, 70); i <= size; i += up_to(&seed, step)) {
      if (count <= LONG) {
        picked[count] = i;
        offsets[count++] = i;
      }
    }
    assert_as_icu(text, size, unit, picked, offsets, count, want);
    free(text);
  }
}

static void random_bytes_are_counted_as_icu_counts(void **state)
{
  static const char bytes[] = "a\x80\xBF\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80\xED\xA0\xC0\xF4\xFF";
  uint64_t seed = 11;
  (void)state;
  for (uint32_t round = 0; round < 40000; round++) {
    textclean_unit unit = round % 2 ? TEXTCLEAN_UTF16 : TEXTCLEAN_CODEPOINTS;
    uint32_t size = up_to(&seed, ROOM - 2), want[ROOM], offsets[ROOM], picked[ROOM], count = 0;
    char *text = malloc(size ? size : 1);
    assert_non_null(text);
    for (uint32_t i = 0; i < size; i++) {
      bool next = i > 0 && up_to(&seed, 2) > 0; /* often a whole character */
      const char *last = next ? memchr(bytes, text[i - 1], sizeof bytes - 2) : NULL;
      text[i] = last ? last[1] : bytes[next_random(&seed) % (sizeof bytes - 1)];
    }
    walk(text, size, unit, want);
    for (uint32_t i = 0; i <= size && count < ROOM; i += up_to(&seed, 3)) {
      picked[count] = i;
      offsets[count++] = i;
    }
    assert_as_icu(text, size, unit, picked, offsets, count, want);
    free(text);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(characters_are_counted_by_unit),
      cmocka_unit_test(inside_a_character_its_start_counts),
      cmocka_unit_test(beyond_the_text_its_size_counts),
      cmocka_unit_test(an_ill_formed_part_counts_as_one),
      cmocka_unit_test(equal_offsets_are_in_order_and_falling_ones_not),
      cmocka_unit_test(another_unit_is_refused),
      cmocka_unit_test(no_offsets_and_no_text_are_converted),
      cmocka_unit_test(random_bytes_are_counted_as_icu_counts),
      cmocka_unit_test(long_rows_are_counted_as_icu_counts),
  };
  return cmocka_run_group_tests_name("offsets", tests, NULL, NULL);
}
