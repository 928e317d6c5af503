/* test_sentences.c - where sentences end; the numbers are those of sentences.h. */
#include "unit.h"

#include "sentences.h"

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

static void assert_sentences(const char *text, const char *want)
{
  row r = {.size = 0};
  analyze(&b, text);
  for (uint32_t i = 0; i < b.sentences.count; i++) {
    add_to_row(&r, textclean_lang_name(b.sentences.at[i].lang), &b, b.sentences.at[i].at);
  }
  assert_string_equal(r.text, want);
}

static void no_text_has_no_sentence(void **state)
{
  (void)state;
  assert_sentences("", "");
  assert_sentences(" \n\u3000", "");
  assert_sentences("...", "und:...");
  assert_sentences(".", "und:.");
}

static void a1_inside_brackets_titles_and_addresses_none_ends(void **state)
{
  (void)state;
  assert_sentences("He came (It was late. Very late.) and went.",
                   "en:He came (It was late. Very late.) and went.");
  assert_sentences("他读《你好。再见》这本书。", "zh:他读《你好。再见》这本书。");
  assert_sentences("See www.site.com/A.B now. Go.", "en:See www.site.com/A.B now.|en:Go.");
}

static void a2_before_a_mark_that_goes_on_none_ends(void **state)
{
  (void)state;
  assert_sentences("At Norvale Inc., he left. Then he came.",
                   "en:At Norvale Inc., he left.|en:Then he came.");
  assert_sentences("“好。”，他走了。", "zh:“好。”，他走了。");
}

static void z1_a_quotation_goes_on_with_who_said_it(void **state)
{
  (void)state;
  assert_sentences("“我们走吧！”他说。大家都走了。", "zh:“我们走吧！”他说。|zh:大家都走了。");
}

static void z2_dots_end_only_behind_a_closing_mark(void **state)
{
  (void)state;
  assert_sentences("他想……还是走了。", "zh:他想……还是走了。");
}

static void z3_chinese_stops_end(void **state)
{
  (void)state;
  assert_sentences("他来了。她走了！为什么？不知道。",
                   "zh:他来了。|zh:她走了！|zh:为什么？|zh:不知道。");
  assert_sentences("“他来了。”（昨天。）好。", "zh:“他来了。”|zh:（昨天。）|zh:好。");
}

static void e1_before_han_an_english_stop_ends(void **state)
{
  (void)state;
  assert_sentences("The bridge was opened by them.新桥开放了。",
                   "en:The bridge was opened by them.|zh:新桥开放了。");
}

static void e2_inside_words_and_numbers_none_ends(void **state)
{
  (void)state;
  assert_sentences("It rose by 3.14 to v1.2.3 of Node.js today.",
                   "en:It rose by 3.14 to v1.2.3 of Node.js today.");
}

static void e3_before_a_small_letter_only_a_whole_word_ends(void **state)
{
  (void)state;
  assert_sentences("He came at 5 p.m. on Monday.", "en:He came at 5 p.m. on Monday.");
  assert_sentences("Schools are in the group. strength.",
                   "en:Schools are in the group.|en:strength.");
  assert_sentences("It was sold. iPhone users came.", "en:It was sold.|en:iPhone users came.");
}

static void e4_other_stops_end(void **state)
{
  (void)state;
  assert_sentences("Why? No! Dr! Go.", "en:Why?|en:No!|en:Dr!|en:Go.");
}

static void e5_dots_end_but_not_before_a_number(void **state)
{
  (void)state;
  assert_sentences("He went... Then he came.", "en:He went...|en:Then he came.");
  assert_sentences("He had... 12 of them.", "en:He had... 12 of them.");
}

static void e6_the_number_of_an_item_does_not_end(void **state)
{
  (void)state;
  assert_sentences("1. The first. 2. The second.", "en:1. The first.|en:2. The second.");
}

static void e7_titles_do_not_end(void **state)
{
  (void)state;
  assert_sentences("Dr. Lin met Mr. Park. They left.", "en:Dr. Lin met Mr. Park.|en:They left.");
}

static void e8_before_a_number_some_abbreviations_do_not_end(void **state)
{
  (void)state;
  assert_sentences("It is No. 5 of Jan. 12. The end.", "en:It is No. 5 of Jan. 12.|en:The end.");
}

static void e9_initials_and_abbreviations_end_before_a_starter(void **state)
{
  (void)state;
  assert_sentences("He joined Norvale Inc. The firm is old.",
                   "en:He joined Norvale Inc.|en:The firm is old.");
  assert_sentences("He joined Norvale Inc. Ashby left.",
                   "en:He joined Norvale Inc.|en:Ashby left.");
  assert_sentences("John F. Kelford of Norvale Inc. Chairman Ashby left the U.S. Navy.",
                   "en:John F. Kelford of Norvale Inc. Chairman Ashby left the U.S. Navy.");
}

static void e10_any_other_period_ends(void **state)
{
  (void)state;
  assert_sentences("He left. She came. “It is late.” They went.",
                   "en:He left.|en:She came.|en:“It is late.”|en:They went.");
}

static void a_footnote_belongs_to_the_sentence_before_it(void **state)
{
  (void)state;
  assert_sentences("It was late.[6] They went.", "en:It was late.[6]|en:They went.");
}

static void sentences_end_with_their_paragraph(void **state)
{
  (void)state;
  assert_sentences("A title\n\nThe text is here.  \n\n 好",
                   "en:A title|en:The text is here.|zh:好");
}

static void the_language_is_that_of_the_main_run(void **state)
{
  (void)state;
  assert_sentences("今年GDP增长很快。", "zh:今年GDP增长很快。");
  assert_sentences("The mayor Li Si (李四) opened it.", "en:The mayor Li Si (李四) opened it.");
}

/* From the end of the last sentence to the next there is only white space, and the end of
 * a paragraph is the end of a sentence. */
static void assert_no_text_lost(void)
{
  uint32_t k = 0;
  for (uint32_t p = 0; p < b.paragraphs.count; p++) {
    tc_span at = b.paragraphs.at[p].at;
    uint32_t end = at.start;
    for (; k < b.sentences.count && b.sentences.at[k].at.start < at.end; k++) {
      tc_span s = b.sentences.at[k].at;
      assert_int_equal(tc_skip(&b.text, end, TC_P_WHITE), s.start);
      assert_true(s.end > s.start && s.end <= at.end);
      assert_false(tc_is(tc_before(&b.text, s.end), TC_P_WHITE));
      end = s.end;
    }
    assert_int_equal(end, at.end);
  }
  assert_int_equal(k, b.sentences.count);
}

static void random_sentences_hold_all_text_of_their_paragraphs(void **state)
{
  static const char *const parts[] = {"国", "word ", "The ", "Dr",   ".",      "。",    "...",
                                      "……", "!",     "？",   "“",    "”",      "(",     ")",
                                      "《", "》",    " ",    "\n",   "12",     "[1]",   "，",
                                      ",",  "U.S.",  "a.m.", "他说", "\u0301", "iPad ", "\""};
  uint64_t seed = 41;
  (void)state;
  for (uint32_t round = 0; round < 40000; round++) {
    char text[1024] = "";
    for (uint32_t i = up_to(&seed, 24); i > 0; i--) {
      strcat(text, parts[next_random(&seed) % TC_COUNT(parts)]);
    }
    analyze(&b, text);
    assert_no_text_lost();
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_text_has_no_sentence),
      cmocka_unit_test(a1_inside_brackets_titles_and_addresses_none_ends),
      cmocka_unit_test(a2_before_a_mark_that_goes_on_none_ends),
      cmocka_unit_test(z1_a_quotation_goes_on_with_who_said_it),
      cmocka_unit_test(z2_dots_end_only_behind_a_closing_mark),
      cmocka_unit_test(z3_chinese_stops_end),
      cmocka_unit_test(e1_before_han_an_english_stop_ends),
      cmocka_unit_test(e2_inside_words_and_numbers_none_ends),
      cmocka_unit_test(e3_before_a_small_letter_only_a_whole_word_ends),
      cmocka_unit_test(e4_other_stops_end),
      cmocka_unit_test(e5_dots_end_but_not_before_a_number),
      cmocka_unit_test(e6_the_number_of_an_item_does_not_end),
      cmocka_unit_test(e7_titles_do_not_end),
      cmocka_unit_test(e8_before_a_number_some_abbreviations_do_not_end),
      cmocka_unit_test(e9_initials_and_abbreviations_end_before_a_starter),
      cmocka_unit_test(e10_any_other_period_ends),
      cmocka_unit_test(a_footnote_belongs_to_the_sentence_before_it),
      cmocka_unit_test(sentences_end_with_their_paragraph),
      cmocka_unit_test(the_language_is_that_of_the_main_run),
      cmocka_unit_test(random_sentences_hold_all_text_of_their_paragraphs),
  };
  return cmocka_run_group_tests_name("sentences", tests, open_all, close_all);
}
