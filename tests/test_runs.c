/* test_runs.c - the language of every stretch; the numbers are those of runs.h. */
#include "unit.h"

#include "runs.h"

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

static void assert_runs(const char *text, const char *want)
{
  row r = {.size = 0};
  analyze(&b, text);
  for (uint32_t i = 0; i < b.runs.count; i++) {
    add_to_row(&r, textclean_lang_name(b.runs.at[i].lang), &b, b.runs.at[i].at);
  }
  assert_string_equal(r.text, want);
}

static void no_text_has_no_run_and_no_letters_no_language(void **state)
{
  (void)state;
  assert_runs("", "");
  assert_runs(" ", "und: ");
  assert_runs("12, (3)!", "und:12, (3)!");
}

static void r1_one_script_is_one_language(void **state)
{
  (void)state;
  assert_runs("Plain words, 12 of them.", "en:Plain words, 12 of them.");
  assert_runs("只有中文，第12条。", "zh:只有中文，第12条。");
  assert_runs("Только слова.", "ru:Только слова.");
  assert_runs("αβγ", "el:αβγ");
  assert_runs("한국어", "ko:한국어");
  assert_runs("ひらがなと漢字", "ja:ひらがなと漢字");
  assert_runs("שלום", "he:שלום");
  assert_runs("مرحبا", "ar:مرحبا");
  assert_runs("ไทย", "th:ไทย");
  assert_runs("हिन्दी", "hi:हिन्दी");
  assert_runs("ქართული", "other:ქართული");
}

static void r2_names_inside_chinese_stay_chinese(void **state)
{
  static const char text[] = "今年GDP增长，A股和iPhone 15的价格上涨。";
  (void)state;
  analyze(&b, text);
  assert_int_equal(b.runs.count, 1);
  assert_int_equal(b.runs.at[0].lang, TEXTCLEAN_ZH);
  assert_runs("他用5G手机。", "zh:他用5G手机。");
}

static void r2_a_gloss_in_english_is_a_run_and_its_brackets_are_not(void **state)
{
  (void)state;
  assert_runs("The mayor Li Si (李四) opened the new bridge.",
              "en:The mayor Li Si (|zh:李四|en:) opened the new bridge.");
}

static void r2_a_unit_of_a_name_and_its_gloss_is_not_chinese(void **state)
{
  (void)state;
  assert_runs("这里的水果又大又甜，大家都喜欢GDP。Apple（苹果）。大家说好。",
              "zh:这里的水果又大又甜，大家都喜欢GDP。|en:Apple（|zh:苹果|en:）。|zh:大家说好。");
  assert_runs("这里的水果又大又甜，大家都喜欢GDP。“苹果”Apple。大家说好。",
              "zh:这里的水果又大又甜，大家都喜欢GDP。“苹果”|en:Apple。|zh:大家说好。");
  assert_runs("这里的水果又大又甜，大家都喜欢GDP。The APP。大家说好。",
              "zh:这里的水果又大又甜，大家都喜欢GDP。|en:The APP。|zh:大家说好。");
  assert_runs("这里的水果又大又甜，AI，GDP，大家都喜欢“APP”。",
              "zh:这里的水果又大又甜，AI，GDP，大家都喜欢“APP”。");
  assert_runs("GDP 2022 大家都喜欢（APP Store）。大家说好。",
              "zh:GDP 2022 大家都喜欢（APP Store）。大家说好。");
}

static void r3_a_clause_in_chinese_is_english(void **state)
{
  (void)state;
  assert_runs("他们昨天说 this is not what we wanted to see 然后就走了。",
              "zh:他们昨天说 |en:this is not what we wanted to see |zh:然后就走了。");
}

static void neutral_characters_go_to_the_side_that_they_belong_to(void **state)
{
  (void)state;
  assert_runs("The brand is on display;举措围绕学校。",
              "en:The brand is on display;|zh:举措围绕学校。");
  assert_runs("It is the end of it. “国家”的发展。", "en:It is the end of it. |zh:“国家”的发展。");
}

static void paragraphs_do_not_share_a_unit(void **state)
{
  (void)state;
  assert_runs("Plain words of the text\n\n中文", "en:Plain words of the text\n\n|zh:中文");
}

static void clauses_have_small_words(void **state)
{
  static const struct {
    const char *text;
    bool is_clause;
  } cases[] = {{"this is not what we wanted", true},
               {"Norvale Post", false},
               {"GDP", false},
               {"", false},
               {"Bank of China", false},
               {"the bridge was opened", true}};
  (void)state;
  for (size_t i = 0; i < TC_COUNT(cases); i++) {
    lay(&b, cases[i].text);
    assert_int_equal(tc_reads_as_clause(&b.text, (tc_span){0, b.text.size}), cases[i].is_clause);
  }
}

static textclean_script script_of(const char *text, textclean_lang lang)
{
  lay(&b, text);
  return tc_script_of(&b.text, (tc_span){0, b.text.size}, lang);
}

static void chinese_tells_its_form_if_it_can(void **state)
{
  (void)state;
  assert_int_equal(script_of("举措围绕学校", TEXTCLEAN_ZH), TEXTCLEAN_HANS);
  assert_int_equal(script_of("舉措圍繞學校", TEXTCLEAN_ZH), TEXTCLEAN_HANT);
  assert_int_equal(script_of("一二三", TEXTCLEAN_ZH), TEXTCLEAN_HANI);
  assert_int_equal(script_of("", TEXTCLEAN_ZH), TEXTCLEAN_HANI);
}

static void each_language_has_a_script(void **state)
{
  (void)state;
  for (int lang = TEXTCLEAN_NONE; lang <= TEXTCLEAN_OTHER; lang++) {
    assert_non_null(textclean_script_name(script_of("a", (textclean_lang)lang)));
  }
  assert_int_equal(script_of("a", TEXTCLEAN_EN), TEXTCLEAN_LATN);
  assert_int_equal(script_of("1", TEXTCLEAN_NONE), TEXTCLEAN_ZYYY);
  assert_int_equal(script_of("ა", TEXTCLEAN_OTHER), TEXTCLEAN_ZZZZ);
}

static void the_language_at_a_position(void **state)
{
  (void)state;
  analyze(&b, "一二三四五六七八。 Two of the words that we see.");
  assert_int_equal(tc_lang_at(&b.runs, 0), TEXTCLEAN_ZH);
  assert_int_equal(tc_lang_at(&b.runs, 30), TEXTCLEAN_EN);
  assert_int_equal(tc_lang_at(&b.runs, b.text.size), TEXTCLEAN_NONE);
  analyze(&b, "");
  assert_int_equal(tc_lang_at(&b.runs, 0), TEXTCLEAN_NONE);
}

/* Neighbours are of different languages, or they would be one run. */
static void random_runs_cover_the_text(void **state)
{
  static const char *const parts[] = {
      "国", "word ", "of the ", "GDP",    "(", ")",  "，",     ".",    "。",
      " ",  "12",    "\n",      "“",      "”", "か", "한",     "Ж",    "α",
      "$",  "——",    "@a",      "\u0301", "😀", "①",  "\uFFFD", "The ", "https://a.example "};
  uint64_t seed = 37;
  (void)state;
  for (uint32_t round = 0; round < 40000; round++) {
    char text[1024] = "";
    uint32_t end = 0;
    for (uint32_t i = up_to(&seed, 24); i > 0; i--) {
      strcat(text, parts[next_random(&seed) % TC_COUNT(parts)]);
    }
    analyze(&b, text);
    for (uint32_t i = 0; i < b.runs.count; i++) {
      tc_span at = b.runs.at[i].at;
      assert_true(at.start == end && at.end > at.start);
      assert_true(i == 0 || b.runs.at[i].lang != b.runs.at[i - 1].lang);
      assert_true(b.text.cls[at.start] != TC_CONT);
      end = at.end;
    }
    assert_int_equal(end, b.text.size);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_text_has_no_run_and_no_letters_no_language),
      cmocka_unit_test(r1_one_script_is_one_language),
      cmocka_unit_test(r2_names_inside_chinese_stay_chinese),
      cmocka_unit_test(r2_a_gloss_in_english_is_a_run_and_its_brackets_are_not),
      cmocka_unit_test(r2_a_unit_of_a_name_and_its_gloss_is_not_chinese),
      cmocka_unit_test(r3_a_clause_in_chinese_is_english),
      cmocka_unit_test(neutral_characters_go_to_the_side_that_they_belong_to),
      cmocka_unit_test(paragraphs_do_not_share_a_unit),
      cmocka_unit_test(clauses_have_small_words),
      cmocka_unit_test(chinese_tells_its_form_if_it_can),
      cmocka_unit_test(each_language_has_a_script),
      cmocka_unit_test(the_language_at_a_position),
      cmocka_unit_test(random_runs_cover_the_text),
  };
  return cmocka_run_group_tests_name("runs", tests, open_all, close_all);
}
