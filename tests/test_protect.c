/* test_protect.c - addresses and code, which no rule of style may touch. */
#include "unit.h"

#include "protect.h"

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

static void protect(const char *text)
{
  lay(&b, text);
  tc_protect(&b.text, &b.arena, &b.protect);
}

/* The protected spans, with bars between them. */
static void assert_protected(const char *text, const char *want)
{
  row r = {.size = 0};
  protect(text);
  for (uint32_t i = 0; i < b.protect.count; i++) {
    add_to_row(&r, "", &b, b.protect.at[i]);
  }
  assert_string_equal(r.text, want);
}

static void urls_end_before_the_marks_of_the_sentence(void **state)
{
  (void)state;
  assert_protected("See https://a.example/x?y=1,2&z=%20#f.", "https://a.example/x?y=1,2&z=%20#f");
  assert_protected("(http://a.example/b), \"ftp://c.example\"",
                   "http://a.example/b|ftp://c.example");
  assert_protected("见http://a.example/x，谢谢", "http://a.example/x");
  assert_protected("<http://a.example/>", "http://a.example/");
  assert_protected("svn+ssh://a.example", "ssh://a.example");
}

static void a_scheme_alone_is_no_address(void **state)
{
  (void)state;
  assert_protected("http:// ://a :// a:/ b:/c 3:2 Note: this", "");
  assert_protected("http://", "");
  assert_protected("x:", "");
  assert_protected("x:/", "");
}

static void mail_addresses_and_handles(void **state)
{
  (void)state;
  assert_protected("Write to a.b+c_d@mail.example.com, or @user_1.",
                   "a.b+c_d@mail.example.com|@user_1");
  assert_protected("记者@晚报", "");
  assert_protected("@ a@ @, @", "");
  assert_protected("a@b@c", "a@b|@c");
}

static void host_names_need_a_known_ending(void **state)
{
  (void)state;
  assert_protected("on news.site.com/path/x. It", "news.site.com/path/x");
  assert_protected("The end.He left. Node.js 3.14 v1.2.3 a.m. file.txt", "Node.js|file.txt");
  assert_protected("www.a.com.", "www.a.com");
  assert_protected(".com com. .", "");
}

static void code_stays_on_its_line(void **state)
{
  (void)state;
  assert_protected("use `a -b, c` and `d`.", "`a -b, c`|`d`");
  assert_protected("a ` lone accent\nand ` another", "");
  assert_protected("``", "``");
  assert_protected("`", "");
}

static void what_is_too_long_is_no_address(void **state)
{
  enum { SIZE = 6000 };
  static char text[SIZE];
  (void)state;
  memset(text, ',', SIZE - 1);
  text[0] = text[SIZE - 2] = '`';
  protect(text);
  assert_int_equal(b.protect.count, 0);
  memset(text, 'a', SIZE - 1);
  memcpy(text, "a://", 4);
  protect(text);
  for (uint32_t i = 0; i < b.protect.count; i++) {
    assert_true(b.protect.at[i].end - b.protect.at[i].start < SIZE - 1);
  }
}

static void a_cursor_finds_what_is_inside(void **state)
{
  uint32_t cursor = 0;
  (void)state;
  protect("a @bc `d` e");
  assert_int_equal(b.protect.count, 2);
  for (uint32_t i = 0; i <= b.text.size; i++) {
    bool inside = (i >= 2 && i < 5) || (i >= 6 && i < 9);
    assert_int_equal(tc_is_inside(&b.protect, &cursor, i), inside);
  }
}

static void random_spans_are_sorted_disjoint_and_whole(void **state)
{
  static const char *const parts[] = {"a", "b.com", "://",  ":", "/", "@",  ".",    "`",
                                      " ", "\n",    "-",    "_", "%", "国", "?",    "=",
                                      "&", "#",     "http", "1", ",", "\"", "\xFF", "\u00E9"};
  uint64_t seed = 19;
  (void)state;
  for (uint32_t round = 0; round < 30000; round++) {
    char text[256] = "";
    for (uint32_t i = up_to(&seed, 20); i > 0; i--) {
      strcat(text, parts[next_random(&seed) % TC_COUNT(parts)]);
    }
    protect(text);
    uint32_t last = 0;
    for (uint32_t i = 0; i < b.protect.count; i++) {
      tc_span at = b.protect.at[i];
      assert_true(at.start >= last && at.end > at.start && at.end <= b.text.size);
      assert_true(b.text.cls[at.start] != TC_CONT && b.text.cls[at.end] != TC_CONT);
      last = at.end;
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(urls_end_before_the_marks_of_the_sentence),
      cmocka_unit_test(a_scheme_alone_is_no_address),
      cmocka_unit_test(mail_addresses_and_handles),
      cmocka_unit_test(host_names_need_a_known_ending),
      cmocka_unit_test(code_stays_on_its_line),
      cmocka_unit_test(what_is_too_long_is_no_address),
      cmocka_unit_test(a_cursor_finds_what_is_inside),
      cmocka_unit_test(random_spans_are_sorted_disjoint_and_whole),
  };
  return cmocka_run_group_tests_name("protect", tests, open_all, close_all);
}
