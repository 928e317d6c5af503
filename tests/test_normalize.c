/* test_normalize.c - the second list of edits: who may edit where. */
#include "unit.h"

#include "normalize.h"

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

static tc_rule_set set;

static void find_edits(const char *text, tc_edits *edits)
{
  analyze(&b, text);
  *edits = (tc_edits){0};
  tc_normalize(&b.text, &b.paragraphs, &b.runs, &b.quotes, &b.protect, &(tc_terms){0}, &set,
               &b.arena, edits);
}

/* The edits that the rules of a list find at once, as `rule:before`. */
static void assert_edits(const char *rules, const char *text, const char *want)
{
  row r = {.size = 0};
  tc_edits edits;
  size_t count;
  tc_span bad;
  const textclean_rule *all = textclean_rules(&count);
  assert_true(tc_rule_set_read(&set, rules, &bad));
  find_edits(text, &edits);
  for (uint32_t i = 0; i < edits.count; i++) {
    add_to_row(&r, all[edits.at[i].rule].name, &b, edits.at[i].at);
  }
  assert_string_equal(r.text, want);
}

static void no_text_and_clean_text_have_no_edits(void **state)
{
  (void)state;
  assert_edits("default", "", "");
  assert_edits("default", "A clean text, isn’t it? “Yes.”", "");
  assert_edits("default", "干净的文章，是吗？“是的。”", "");
}

static void rules_of_the_unicode_group_are_not_tried(void **state)
{
  (void)state;
  assert_edits("default", "a\u200Bc e\u0301 Ａ &lt", "");
}

static void a_rule_edits_its_language_only(void **state)
{
  (void)state;
  assert_edits("half-to-full", "今天,他走了。", "half-to-full:,");
  assert_edits("half-to-full", "Today, he left.", "");
  assert_edits("full-to-half", "Today， he left.", "full-to-half:，");
  assert_edits("full-to-half", "今天，他走了。", "");
}

static void protected_text_is_not_edited(void **state)
{
  (void)state;
  assert_edits("blank-run,hyphen-blank", "high -speed `a -b,  c` x", "hyphen-blank: ");
  assert_edits("half-to-full", "见http://a.example/b,c就行,好。", "half-to-full:,");
}

static void the_edges_of_the_text_are_looked_at(void **state)
{
  (void)state;
  assert_edits("trailing-blank,indentation", "  one\ntwo  ", "indentation:  |trailing-blank:  ");
  assert_edits("blank-lines", "\n\none\n\n", "blank-lines:\n\n|blank-lines:\n");
}

static void at_one_place_the_order_of_the_rows_decides(void **state)
{
  (void)state;
  assert_edits("all", "The end ,then", "blank-before-mark: |blank-after-mark:");
}

static void random_edits_are_sorted_and_change_something(void **state)
{
  static const char *const parts[] = {"国", "word", " ",   "  ", ",",      "，", ".",
                                      "。", "(",    ")",   "“",  "”",      "\"", "\n",
                                      "-",  " -",   "...", ":",  "Author", "12", ";"};
  uint64_t seed = 47;
  tc_span bad;
  (void)state;
  assert_true(tc_rule_set_read(&set, "all", &bad));
  for (uint32_t round = 0; round < 30000; round++) {
    char text[512] = "";
    tc_edits edits;
    for (uint32_t i = up_to(&seed, 24); i > 0; i--) {
      strcat(text, parts[next_random(&seed) % TC_COUNT(parts)]);
    }
    find_edits(text, &edits);
    for (uint32_t i = 0; i < edits.count; i++) {
      const tc_edit *e = &edits.at[i];
      assert_true(e->at.end <= b.text.size && (i == 0 || e->at.start >= e[-1].at.end));
      assert_false(e->to_size == e->at.end - e->at.start &&
                   memcmp(b.copy + e->at.start, e->to, e->to_size) == 0);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_text_and_clean_text_have_no_edits),
      cmocka_unit_test(rules_of_the_unicode_group_are_not_tried),
      cmocka_unit_test(a_rule_edits_its_language_only),
      cmocka_unit_test(protected_text_is_not_edited),
      cmocka_unit_test(the_edges_of_the_text_are_looked_at),
      cmocka_unit_test(at_one_place_the_order_of_the_rows_decides),
      cmocka_unit_test(random_edits_are_sorted_and_change_something),
  };
  return cmocka_run_group_tests_name("normalize", tests, open_all, close_all);
}
