/* test_flags.c - the order of all flags, and a case or two of each kind. */
#include <stdio.h> /* snprintf */

#include "unit.h"

#include "flags.h"

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

/* The flags of one kind; with TEXTCLEAN_KIND_COUNT all, with their names. */
static void assert_flags(textclean_lang target, textclean_kind kind, const char *text,
                         const char *want)
{
  bool all = kind == TEXTCLEAN_KIND_COUNT;
  row r = {.size = 0};
  analyze(&b, text);
  flag(&b, target);
  for (uint32_t i = 0; i < b.flags.count; i++) {
    const tc_flag *f = &b.flags.at[i];
    if (all || f->kind == kind) {
      add_to_row(&r, all ? textclean_kind_name(f->kind) : "", &b, f->at);
    }
  }
  assert_string_equal(r.text, want);
}

static void in_english(textclean_kind kind, const char *text, const char *want)
{
  assert_flags(TEXTCLEAN_EN, kind, text, want);
}

static void clean_text_has_no_flags(void **state)
{
  const textclean_kind all = TEXTCLEAN_KIND_COUNT;
  (void)state;
  in_english(all, "The mayor said that “it’s done” (at last) in Norvale.", "");
  assert_flags(TEXTCLEAN_ZH, all, "市长说：“新桥（终于）开放了。”今年GDP增长。", "");
  in_english(all, "", "");
}

static void other_languages_are_untranslated(void **state)
{
  (void)state;
  in_english(TEXTCLEAN_UNTRANSLATED, "The brand display, 举措紧紧围绕学校发展, went on for a year.",
             "举措紧紧围绕学校发展");
  assert_flags(TEXTCLEAN_ZH, TEXTCLEAN_UNTRANSLATED,
               "昨天他们说 this is not what we wanted to see 就走了。",
               "this is not what we wanted to see");
  in_english(TEXTCLEAN_UNTRANSLATED, "The mayor Li Si (李四) opened the bridge.", "");
  assert_flags(TEXTCLEAN_ZH, TEXTCLEAN_UNTRANSLATED, "今年GDP增长，iPhone 15上市。", "");
}

static void marks_without_a_partner_are_flagged(void **state)
{
  (void)state;
  in_english(TEXTCLEAN_UNBALANCED_QUOTE, "The “end (of it.", "“|(");
  in_english(TEXTCLEAN_UNBALANCED_QUOTE, "It's the dogs' 1) 6\" one :)", "");
  in_english(TEXTCLEAN_EMPTY_QUOTE, "The \"\" and ( ) are, f() is not.", "\"\"|( )");
}

static void words_twice_are_flagged(void **state)
{
  (void)state;
  in_english(TEXTCLEAN_REPEATED_WORD, "It was work work of the the town.", "work work|the the");
  in_english(TEXTCLEAN_REPEATED_WORD, "He had had it in Bora Bora.", "");
}

/* Wherever they stand in a stretch, and however near to the end of the text. */
static void words_are_seen_everywhere(void **state)
{
  static const struct {
    textclean_kind kind;
    const char *text, *flag;
  } cases[] = {{TEXTCLEAN_REPEATED_WORD, " the the", "the the"},
               {TEXTCLEAN_REPEATED_WORD, " work work, or", "work work"},
               {TEXTCLEAN_REPEATED_WORD, "建设建设学校", "建设建设"},
               {TEXTCLEAN_SPLIT_WORD, " e ffort", "e ffort"},
               {TEXTCLEAN_SPLIT_WORD, " fl owers", "fl owers"}};
  (void)state;
  for (size_t i = 0; i < TC_COUNT(cases); i++) {
    for (int before = 0; before < 300; before++) {
      char text[512], commas[301];
      memset(commas, ',', sizeof commas);
      snprintf(text, sizeof text, "%.*s%s%.*s", before, commas, cases[i].text, before % 7, commas);
      in_english(cases[i].kind, text, cases[i].flag);
    }
  }
}

#define SENTENCE "The council of the town met on Monday."

static void sentences_twice_are_flagged(void **state)
{
  (void)state;
  in_english(TEXTCLEAN_REPEATED_SENTENCE, SENTENCE " It was late. " SENTENCE, SENTENCE);
  in_english(TEXTCLEAN_REPEATED_SENTENCE, "No. Yes. No. Yes.", "");
}

static void debris_and_cut_paragraphs_are_flagged(void **state)
{
  (void)state;
  in_english(TEXTCLEAN_FRAGMENT, "They share schools in the group. strength.", "strength.");
  in_english(TEXTCLEAN_TRUNCATED, "A title\n\nThe council of the town said that ...",
             "The council of the town said that ...");
}

static void odd_characters_are_flagged(void **state)
{
  (void)state;
  in_english(TEXTCLEAN_REPLACEMENT_CHARACTER, "a \uFFFD\uFFFD b \uFFFD", "\uFFFD\uFFFD|\uFFFD");
  in_english(TEXTCLEAN_BIDI_CONTROL, "a\u202Eb", "\u202E");
  in_english(TEXTCLEAN_MIXED_SCRIPT_WORD, "the w\u043Erd", "w\u043Erd");
}

static void wrong_readings_and_markup_are_flagged(void **state)
{
  (void)state;
  assert_flags(TEXTCLEAN_ZH, TEXTCLEAN_MOJIBAKE, "这是锟斤拷锟斤拷的文章。", "锟斤拷锟斤拷");
  assert_flags(TEXTCLEAN_ZH, TEXTCLEAN_MOJIBAKE, "今天的新闻：閿熸枻鎷烽敓閰甸敓。",
               "閿熸枻鎷烽敓閰甸敓");
  assert_flags(TEXTCLEAN_ZH, TEXTCLEAN_MOJIBAKE, "他吃了一碗𰻞𰻞面，名叫王喆。",
               "");
  in_english(TEXTCLEAN_MARKUP_RESIDUE, "The end </p> of <a href=\"x\">it</a> all.",
             "</p>|<a href=\"x\">|</a>");
  in_english(TEXTCLEAN_MARKUP_RESIDUE, "It holds that a < b and b > c, #news.", "");
}

static void flags_are_sorted(void **state)
{
  static const char *const parts[] = {
      "国家发展", "the ",   "work work ", "(",    "”",
      "\"\" ",    ". ",     "。",         "\n",   SENTENCE,
      "\uFFFD",   "\u202E", "w\u043Erd ", "... ", "in the group. x. ",
      "</p>"};
  uint64_t seed = 43;
  (void)state;
  for (uint32_t round = 0; round < 10000; round++) {
    char text[2048] = "";
    for (uint32_t i = up_to(&seed, 24); i > 0; i--) {
      strcat(text, parts[next_random(&seed) % TC_COUNT(parts)]);
    }
    analyze(&b, text);
    flag(&b, round % 2 ? TEXTCLEAN_ZH : TEXTCLEAN_EN);
    for (uint32_t i = 0; i < b.flags.count; i++) {
      const tc_flag *f = &b.flags.at[i], *last = i ? f - 1 : f;
      assert_true(f->at.start < f->at.end && f->at.end <= b.text.size);
      assert_true(f->at.start > last->at.start ||
                  (f->at.start == last->at.start && f->kind >= last->kind));
      assert_true(f->score > 0 && f->score <= 1 && f->reason && f->kind < TEXTCLEAN_KIND_COUNT);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clean_text_has_no_flags),
      cmocka_unit_test(other_languages_are_untranslated),
      cmocka_unit_test(marks_without_a_partner_are_flagged),
      cmocka_unit_test(words_twice_are_flagged),
      cmocka_unit_test(words_are_seen_everywhere),
      cmocka_unit_test(sentences_twice_are_flagged),
      cmocka_unit_test(debris_and_cut_paragraphs_are_flagged),
      cmocka_unit_test(odd_characters_are_flagged),
      cmocka_unit_test(wrong_readings_and_markup_are_flagged),
      cmocka_unit_test(flags_are_sorted),
  };
  return cmocka_run_group_tests_name("flags", tests, open_all, close_all);
}
