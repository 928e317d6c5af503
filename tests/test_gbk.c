/* test_gbk.c - the tables of GBK, compared with ICU's converter. */
#include "unit.h"

#include <unicode/ucnv.h> /* ucnv_fromUChars, ucnv_toUChars */

#include "gbk.h"

static UConverter *open_converter(void)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *gbk = ucnv_open("windows-936-2000", &status);
  ucnv_setFromUCallBack(gbk, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  ucnv_setToUCallBack(gbk, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  ucnv_setFallback(gbk, 0);
  assert_true(U_SUCCESS(status));
  return gbk;
}

static void each_character_has_the_bytes_that_icu_gives_it(void **state)
{
  UConverter *gbk = open_converter();
  size_t wrong = 0;
  (void)state;
  for (uint32_t c = 0x80; c < 0x10000; c++) {
    UErrorCode status = U_ZERO_ERROR;
    UChar text = (UChar)c;
    char out[8];
    int32_t size = c >= 0xD800 && c < 0xE000 ? 0 : ucnv_fromUChars(gbk, out, 8, &text, 1, &status);
    uint32_t want = 0;
    for (int32_t i = 0; U_SUCCESS(status) && i < size; i++) {
      want = want << 8 | (unsigned char)out[i];
    }
    want = want == UINT8_MAX ? 0 : want; /* a filler for a byte that means nothing */
    if (tc_gbk_of(c) != want) {
      print_message("# U+%04X: %04X, ICU %04X\n", (unsigned)c, tc_gbk_of(c), (unsigned)want);
    }
    wrong += tc_gbk_of(c) != want;
  }
  assert_int_equal(wrong, 0);
  assert_int_equal(tc_gbk_of('a'), 0);
  assert_int_equal(tc_gbk_of(0x20000), 0);
  ucnv_close(gbk);
}

static void the_old_square_is_read_and_written(void **state)
{
  uint32_t count = 0, daily = 0;
  (void)state;
  for (unsigned lead = 0; lead < 256; lead++) {
    for (unsigned trail = 0; trail < 256; trail++) {
      uint32_t c = tc_gb2312_read((uint8_t)lead, (uint8_t)trail);
      if (c) {
        assert_int_equal(tc_gbk_of(c), lead << 8 | trail);
        count++;
        daily += tc_gb2312_is_daily(c) && lead >= 0xB0;
      }
    }
  }
  assert_in_range(count, 6763 + 600, 6763 + 900); /* ideographs, and marks and letters */
  assert_int_equal(daily, 3755);
  assert_int_equal(tc_gb2312_read(0xD6, 0xD0), 0x4E2D);
  assert_true(tc_gb2312_is_daily(0x4E2D));
  assert_true(tc_gb2312_is_daily(0x3002));
  assert_false(tc_gb2312_is_daily(0x4E28));
}

static void bytes_of_mojibake_are_like_utf8(void **state)
{
  (void)state;
  assert_true(tc_gbk_is_like_utf8(0x9225));
  assert_true(tc_gbk_is_like_utf8(0x951B));
  assert_false(tc_gbk_is_like_utf8(0x4E2D));
  assert_false(tc_gbk_is_like_utf8('a'));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_character_has_the_bytes_that_icu_gives_it),
      cmocka_unit_test(the_old_square_is_read_and_written),
      cmocka_unit_test(bytes_of_mojibake_are_like_utf8),
  };
  return cmocka_run_group_tests_name("gbk", tests, NULL, NULL);
}
