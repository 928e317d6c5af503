/* test_quotes.c - which marks make a pair; the tests carry the numbers of quotes.h. */
#include "unit.h"

#include "quotes.h"

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

/* Under each character of the text: a digit the same for both of a pair, `<` and `>` what
 * opens and closes without a partner, a dot what is no listed mark. */
static void assert_quotes(const char *text, const char *want)
{
  char got[256];
  uint32_t size = 0, pairs = 0, names[256] = {0};
  analyze(&b, text);
  for (uint32_t i = 0; i < b.text.size; i = tc_next(&b.text, i)) {
    const tc_quote *q = tc_quote_at(&b.quotes, i);
    char mark = '.';
    if (q && q->partner == TC_NO_PARTNER) {
      mark = q->opens ? '<' : '>';
    } else if (q) {
      const tc_quote *other = &b.quotes.at[q->partner];
      assert_ptr_equal(&b.quotes.at[other->partner], q);
      assert_true(q->opens ? other->at > q->at && !other->opens : other->at < q->at);
      uint32_t opening = q->opens ? q->at : other->at;
      names[opening] = names[opening] ? names[opening] : ++pairs;
      mark = (char)('0' + names[opening] % 10);
    }
    got[size++] = mark;
  }
  got[size] = '\0';
  assert_string_equal(got, want);
}

static void q1_a_closing_mark_closes_the_nearest_of_its_kind(void **state)
{
  (void)state;
  assert_quotes("(a [b] c)", "1..2.2..1");
  assert_quotes("(a [b c)", "1..<...1");
  assert_quotes("“a “b” c”", "1..2.2..1");
  assert_quotes("《国》「家」", "1.12.2");
  assert_quotes("(a（b）c)", "1.2.2.1");
  assert_quotes("([)]", "1<1>");
}

static void q2_a_straight_quote_closes_the_open_one(void **state)
{
  (void)state;
  assert_quotes("a \"b\" \"c\"", "..1.1.2.2");
  assert_quotes("a \"b c \"d\"", "..<....1.1");
}

static void q3_else_it_opens_where_an_opening_one_can_stand(void **state)
{
  (void)state;
  assert_quotes("\"a", "<.");
  assert_quotes("a\" b", ".>..");
  assert_quotes("6\" b", "...."); /* inches */
}

static void q4_a_straight_and_a_curly_one_make_a_pair(void **state)
{
  (void)state;
  assert_quotes("a \"b” c", "..1.1..");
  assert_quotes("a “b\" c", "..1.1..");
}

static void q5_what_has_no_partner_is_unpaired(void **state)
{
  (void)state;
  assert_quotes(") a (", ">...<");
  assert_quotes("a ” b", "..>..");
  assert_quotes("“a\n\nb”", "<....>"); /* pairs lie in one paragraph */
}

static void apostrophes_are_not_looked_at(void **state)
{
  (void)state;
  assert_quotes("it's the dogs' ’90s it’s", "........................");
  assert_quotes("‘a’ b", "1.1..");
}

static void marks_inside_addresses_are_not_looked_at(void **state)
{
  (void)state;
  assert_quotes("http://a.example/(b (c)", "....................1.1");
  assert_quotes("`(` )", "....>");
}

static void deep_brackets_are_unpaired(void **state)
{
  char text[101];
  uint32_t pairs = 0;
  (void)state;
  memset(text, '(', 50);
  memset(text + 50, ')', 50);
  text[100] = '\0';
  analyze(&b, text);
  assert_int_equal(b.quotes.count, 100);
  for (uint32_t i = 0; i < 50; i++) {
    pairs += b.quotes.at[i].partner != TC_NO_PARTNER;
  }
  assert_in_range(pairs, 16, 50);
}

static void a_position_without_a_mark_has_none(void **state)
{
  (void)state;
  analyze(&b, "a (b) c");
  assert_null(tc_quote_at(&b.quotes, 0));
  assert_null(tc_quote_at(&b.quotes, 3));
  assert_null(tc_quote_at(&b.quotes, 7));
  assert_non_null(tc_quote_at(&b.quotes, 2));
  analyze(&b, "");
  assert_null(tc_quote_at(&b.quotes, 0));
}

static void random_marks_are_sorted_and_pairs_agree(void **state)
{
  static const char *const parts[] = {"(",  ")",  "[",  "]", "“",  "”",  "\"", "《",
                                      "》", "‘",  "’",  "a", " ",  "\n", "国", "。",
                                      ".",  "「", "」", "'", "（", "）"};
  uint64_t seed = 23;
  (void)state;
  for (uint32_t round = 0; round < 30000; round++) {
    char text[256] = "";
    for (uint32_t i = up_to(&seed, 24); i > 0; i--) {
      strcat(text, parts[next_random(&seed) % TC_COUNT(parts)]);
    }
    analyze(&b, text);
    for (uint32_t i = 0; i < b.quotes.count; i++) {
      const tc_quote *q = &b.quotes.at[i];
      assert_true(i == 0 || q->at > b.quotes.at[i - 1].at);
      if (q->partner != TC_NO_PARTNER) {
        assert_int_equal(b.quotes.at[q->partner].partner, i);
        assert_int_equal(q->opens, q->partner > i);
        assert_int_equal(b.quotes.at[q->partner].opens, !q->opens);
      }
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(q1_a_closing_mark_closes_the_nearest_of_its_kind),
      cmocka_unit_test(q2_a_straight_quote_closes_the_open_one),
      cmocka_unit_test(q3_else_it_opens_where_an_opening_one_can_stand),
      cmocka_unit_test(q4_a_straight_and_a_curly_one_make_a_pair),
      cmocka_unit_test(q5_what_has_no_partner_is_unpaired),
      cmocka_unit_test(apostrophes_are_not_looked_at),
      cmocka_unit_test(marks_inside_addresses_are_not_looked_at),
      cmocka_unit_test(deep_brackets_are_unpaired),
      cmocka_unit_test(a_position_without_a_mark_has_none),
      cmocka_unit_test(random_marks_are_sorted_and_pairs_agree),
  };
  return cmocka_run_group_tests_name("quotes", tests, open_all, close_all);
}
