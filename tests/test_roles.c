/* test_roles.c - what each paragraph is; the numbers are those of roles.h. */
#include "unit.h"

#include "roles.h"

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

/* One letter a paragraph: T title, B byline, - body, E end, R related. */
static void assert_roles(const char *text, const char *want)
{
  char got[64];
  analyze(&b, text);
  assert_true(b.paragraphs.count < sizeof got);
  for (uint32_t i = 0; i < b.paragraphs.count; i++) {
    got[i] = "-TBER"[b.paragraphs.at[i].role];
  }
  got[b.paragraphs.count] = '\0';
  assert_string_equal(got, want);
}

#define TITLE "New bridge opens in Norvale\n\n"
#define BODY "The bridge over the river was opened on Monday by the council of the town.\n\n"
#define BODY_ZH "周一上午，新桥在市政府的主持下正式开放，许多市民前来参观。\n\n"

static void rule_1_an_end_mark_closes_the_article(void **state)
{
  (void)state;
  assert_roles(TITLE BODY "- END -\n\nOther news\n\nMore of it.", "T-ERR");
  assert_roles(TITLE BODY "（完）\n\n别的新闻", "T-ER");
  assert_roles(TITLE BODY "END\n\nEditor: Ann Lin\n\nCopyright 2021 by us", "T-EBE");
  assert_roles(TITLE BODY "The end of it all.", "T--");
}

static void rule_2_a_heading_of_links_is_related_with_all_behind(void **state)
{
  (void)state;
  assert_roles(TITLE BODY "Read more:\n\nOther news\n\nStill other news", "T-RRR");
  assert_roles(TITLE BODY_ZH "相关阅读\n\n别的新闻", "T-RR");
}

static void rule_3_a_notice_behind_the_body_is_its_end(void **state)
{
  (void)state;
  assert_roles(TITLE BODY "Copyright 2021 Norvale Post. All rights reserved.", "T-E");
  assert_roles("Copyright law was changed\n\n" BODY BODY, "T--");
}

static void rule_4_bylines_stand_before_or_behind_the_body(void **state)
{
  (void)state;
  assert_roles(TITLE "Author: Ann Lin\n\n" BODY BODY, "TB--");
  assert_roles(TITLE "2021-03-05 10:30\n\n" BODY BODY, "TB--");
  assert_roles("新桥开放\n\n记者 张三\n\n" BODY_ZH BODY_ZH, "TB--");
  assert_roles("新桥开放\n\n" BODY_ZH BODY_ZH "责任编辑：李四", "T--B");
}

static void rule_5_the_first_paragraph_is_the_title_if_others_follow(void **state)
{
  (void)state;
  assert_roles(TITLE BODY, "T-");
  assert_roles("New bridge opens in Norvale", "-");
  assert_roles(BODY BODY, "--");
  assert_roles("", "");
}

static void odd_articles_have_roles_too(void **state)
{
  (void)state;
  assert_roles("- END -", "E");
  assert_roles("- END -\n\nOther news", "ER");
  assert_roles("...\n\n---\n\n!!!", "---");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rule_1_an_end_mark_closes_the_article),
      cmocka_unit_test(rule_2_a_heading_of_links_is_related_with_all_behind),
      cmocka_unit_test(rule_3_a_notice_behind_the_body_is_its_end),
      cmocka_unit_test(rule_4_bylines_stand_before_or_behind_the_body),
      cmocka_unit_test(rule_5_the_first_paragraph_is_the_title_if_others_follow),
      cmocka_unit_test(odd_articles_have_roles_too),
  };
  return cmocka_run_group_tests_name("roles", tests, open_all, close_all);
}
