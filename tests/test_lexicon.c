/* test_lexicon.c - the tables of words, and how they are looked up. */
#include "unit.h"

#include "lexicon.h"

#define WORD(word, kinds) word,

static const char *const english[] = {
#include "lexicon_en.inc"
};

static const char *const chinese[] = {
#include "lexicon_zh.inc"
};

#undef WORD

static bench b;

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

static uint32_t look_up(const char *word)
{
  return tc_lexicon(word, (uint32_t)strlen(word));
}

/* ---- The tables -------------------------------------------------------------- */

static void assert_table(const char *const *table, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    const char *word = table[i];
    size_t size = strlen(word);
    if (i > 0 && strcmp(table[i - 1], word) >= 0) {
      print_message("# %s is not in its place\n", word);
    }
    assert_true(i == 0 || strcmp(table[i - 1], word) < 0);
    assert_in_range(size, 1, TC_WORD_MAX - 1);
    assert_true(word[size - 1] != '.' && word[size - 1] != ' ' && word[0] != ' ');
    for (const char *p = word; *p; p++) {
      assert_false(*p >= 'A' && *p <= 'Z');
    }
  }
}

static void the_tables_are_sorted_and_unique(void **state)
{
  (void)state;
  assert_table(english, TC_COUNT(english));
  assert_table(chinese, TC_COUNT(chinese));
}

static void the_first_byte_tells_the_table(void **state)
{
  (void)state;
  for (size_t i = 0; i < TC_COUNT(english); i++) {
    assert_false((unsigned char)english[i][0] & 0x80u);
  }
  for (size_t i = 0; i < TC_COUNT(chinese); i++) {
    if (!((unsigned char)chinese[i][0] & 0x80u)) {
      print_message("# %s is in the Chinese table\n", chinese[i]);
    }
    assert_true((unsigned char)chinese[i][0] & 0x80u);
  }
}

/* As a word, as a span, and as the beginning of a text that goes on in another way. */
static void assert_found(const char *word)
{
  char text[TC_WORD_MAX + 4];
  uint32_t size = (uint32_t)strlen(word), kinds = look_up(word), end = 0;
  memcpy(text, word, size);
  memcpy(text + size, " \x01#", 4);
  lay(&b, text);
  if (!kinds) {
    print_message("# %s is not found\n", word);
  }
  assert_true(kinds > 0 && kinds < 2u * TC_W_SOUND);
  assert_int_equal(tc_lexicon_span(&b.text, (tc_span){0, size}), kinds);
  assert_int_equal(tc_lexicon_prefix(&b.text, (tc_span){0, size + 3}, &end), kinds);
  assert_int_equal(end, size);
}

static void each_entry_is_found(void **state)
{
  (void)state;
  for (size_t i = 0; i < TC_COUNT(english); i++) {
    assert_found(english[i]);
  }
  for (size_t i = 0; i < TC_COUNT(chinese); i++) {
    assert_found(chinese[i]);
  }
}

static void no_other_word_is_found(void **state)
{
  uint64_t seed = 7;
  (void)state;
  for (uint32_t i = 0; i < 200000; i++) {
    bool known = false;
    char word[8];
    uint32_t size = 1 + up_to(&seed, 4);
    for (uint32_t k = 0; k < size; k++) {
      word[k] = (char)('a' + up_to(&seed, 25));
    }
    word[size] = '\0';
    if (tc_lexicon(word, size)) {
      for (size_t k = 0; k < TC_COUNT(english); k++) {
        known = known || strcmp(english[k], word) == 0;
      }
      assert_true(known);
    }
  }
}

static void titles_are_no_starters_by_mistake(void **state)
{
  (void)state;
  for (size_t i = 0; i < TC_COUNT(english); i++) {
    uint32_t kinds = look_up(english[i]);
    assert_false((kinds & TC_W_TITLE) && (kinds & (TC_W_STARTER | TC_W_FUNCTION)));
  }
}

static bool is_abbreviation(const char *text)
{
  lay(&b, text);
  return tc_abbreviation(&b.text, (tc_span){0, b.text.size}) != 0;
}

static void no_abbreviation_is_longer_than_the_limit(void **state)
{
  const uint32_t sorts = TC_W_TITLE | TC_W_ABBREV | TC_W_BEFORE_NUMBER | TC_W_MONTH;
  (void)state;
  for (size_t i = 0; i < TC_COUNT(english); i++) {
    assert_int_equal(is_abbreviation(english[i]), (look_up(english[i]) & sorts) != 0);
  }
  assert_true(is_abbreviation("Dr"));
  assert_false(is_abbreviation("the"));
  assert_false(is_abbreviation(""));
}

/* ---- Looking up -------------------------------------------------------------- */

static void the_case_of_ascii_letters_does_not_matter(void **state)
{
  (void)state;
  assert_true(look_up("dr") & TC_W_TITLE);
  assert_int_equal(look_up("Dr"), look_up("dr"));
  assert_int_equal(look_up("DR"), look_up("dr"));
  assert_int_equal(look_up("All Rights RESERVED"), look_up("all rights reserved"));
  assert_true(look_up("U.S") & TC_W_ABBREV);
}

static void what_is_no_entry_has_no_kinds(void **state)
{
  char longest[TC_WORD_MAX + 2];
  (void)state;
  memset(longest, 'a', sizeof longest);
  assert_int_equal(tc_lexicon(longest, 0), 0);
  assert_int_equal(tc_lexicon(longest, TC_WORD_MAX), 0);
  assert_int_equal(tc_lexicon(longest, TC_WORD_MAX + 1), 0);
  assert_int_equal(tc_lexicon("there", 4), 0);
  assert_int_equal(look_up("thex"), 0);
  assert_int_equal(tc_lexicon("the\0", 4), 0);
  assert_int_equal(look_up("\xFF\xFE"), 0);
  assert_int_equal(look_up("国国国国"), 0);
}

static void every_byte_can_be_looked_up(void **state)
{
  (void)state;
  for (int c = 0; c < 256; c++) {
    char word[2] = {(char)c, 'z'};
    tc_lexicon(word, 1);
    tc_lexicon(word, 2);
  }
}

static uint32_t prefix(const char *text, uint32_t start, uint32_t end, uint32_t *word_end)
{
  lay(&b, text);
  *word_end = 77;
  return tc_lexicon_prefix(&b.text, (tc_span){start, end}, word_end);
}

static void the_longest_entry_counts(void **state)
{
  uint32_t end;
  (void)state;
  assert_true(prefix("All rights reserved by us", 0, 25, &end) & TC_W_NOTICE);
  assert_int_equal(end, 19);
  assert_true(prefix("All rights", 0, 10, &end) & TC_W_FUNCTION);
  assert_int_equal(end, 3);
  assert_true(prefix("All rights reserved", 0, 18, &end) & TC_W_FUNCTION); /* cut */
  assert_int_equal(end, 3);
}

static void an_english_entry_ends_at_the_end_of_a_word(void **state)
{
  uint32_t end;
  (void)state;
  assert_int_equal(prefix("These", 0, 5, &end) & TC_W_PREFIX, 0);
  assert_int_equal(prefix("Authority", 0, 9, &end), 0);
  assert_true(prefix("Author:", 0, 7, &end) & TC_W_LABEL);
  assert_int_equal(end, 6);
  assert_true(prefix("Author国", 0, 9, &end) & TC_W_LABEL);
  assert_int_equal(prefix("Author\u00E9", 0, 8, &end), 0);
}

static void a_chinese_entry_may_end_anywhere(void **state)
{
  uint32_t end;
  (void)state;
  assert_true(prefix("作者张三", 0, 12, &end) & TC_W_LABEL);
  assert_int_equal(end, 6);
  assert_int_equal(prefix("某作者", 0, 9, &end), 0);
  assert_true(prefix("某作者", 3, 9, &end) & TC_W_LABEL);
  assert_int_equal(end, 9);
}

static void an_empty_prefix_is_no_entry(void **state)
{
  uint32_t end;
  (void)state;
  assert_int_equal(prefix("the", 0, 0, &end), 0);
  assert_int_equal(prefix("the", 3, 3, &end), 0);
  assert_int_equal(end, 77);
}

static void far_words_are_not_looked_at(void **state)
{
  static const char text[] = "国国国国国国国国国国国国国国国国国国国国国国国国国国国国国国国";
  uint32_t end;
  (void)state;
  assert_int_equal(prefix(text, 0, sizeof text - 1, &end), 0);
  assert_int_equal(prefix(text, 3, sizeof text - 1, &end), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_tables_are_sorted_and_unique),
      cmocka_unit_test(each_entry_is_found),
      cmocka_unit_test(the_first_byte_tells_the_table),
      cmocka_unit_test(no_other_word_is_found),
      cmocka_unit_test(titles_are_no_starters_by_mistake),
      cmocka_unit_test(no_abbreviation_is_longer_than_the_limit),
      cmocka_unit_test(the_case_of_ascii_letters_does_not_matter),
      cmocka_unit_test(what_is_no_entry_has_no_kinds),
      cmocka_unit_test(every_byte_can_be_looked_up),
      cmocka_unit_test(the_longest_entry_counts),
      cmocka_unit_test(an_english_entry_ends_at_the_end_of_a_word),
      cmocka_unit_test(a_chinese_entry_may_end_anywhere),
      cmocka_unit_test(an_empty_prefix_is_no_entry),
      cmocka_unit_test(far_words_are_not_looked_at),
  };
  return cmocka_run_group_tests_name("lexicon", tests, open_all, close_all);
}
