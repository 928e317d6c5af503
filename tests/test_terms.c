/* test_terms.c - which edits a term forbids, and what is guarded. */
#include "unit.h"

#include "terms.h"

static tc_term marks[] = {{{10, 20}, 1}, {{20, 24}, 1}, {{30, 31}, 1}};
static const tc_terms terms = {marks, TC_COUNT(marks), TC_COUNT(marks)};

static void an_edit_cuts_what_it_touches(void **state)
{
  static const tc_span cutting[] = {{9, 11}, {10, 11}, {19, 21}, {15, 15},
                                    {0, 99}, {30, 31}, {22, 22}};
  static const tc_span sparing[] = {{0, 10},  {10, 10}, {20, 20}, {24, 30},
                                    {24, 24}, {31, 40}, {30, 30}};
  (void)state;
  for (size_t i = 0; i < TC_COUNT(cutting); i++) {
    assert_true(tc_cuts_term(&terms, cutting[i]));
    assert_false(tc_cuts_term(&(tc_terms){0}, cutting[i]));
  }
  for (size_t i = 0; i < TC_COUNT(sparing); i++) {
    assert_false(tc_cuts_term(&terms, sparing[i]));
  }
}

static void spans_and_terms_become_one_list(void **state)
{
  tc_span at[] = {{0, 5}, {12, 14}, {18, 22}, {28, 40}};
  const tc_spans spans = {at, TC_COUNT(at), TC_COUNT(at)};
  static const tc_span want[] = {{0, 5}, {10, 24}, {28, 40}};
  tc_spans guarded = {0};
  tc_arena arena;
  heap h = {0};
  const textclean_alloc alloc = {heap_resize, &h};
  (void)state;
  tc_arena_init(&arena, &alloc);
  tc_guard(&spans, &terms, &arena, &guarded);
  assert_int_equal(guarded.count, TC_COUNT(want));
  assert_memory_equal(guarded.at, want, sizeof want);
  tc_arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_edit_cuts_what_it_touches),
      cmocka_unit_test(spans_and_terms_become_one_list),
  };
  return cmocka_run_group_tests_name("terms", tests, NULL, NULL);
}
