/* test_arena.c - memory in chunks: alignment, growth, keeping, and failure. */
#include "unit.h"

#include "arena.h"

static heap memory;
static tc_arena arena;

static int open_arena(void **state)
{
  textclean_alloc alloc = {heap_resize, &memory};
  (void)state;
  memory = (heap){0};
  tc_arena_init(&arena, &alloc);
  return 0;
}

static int close_arena(void **state)
{
  (void)state;
  tc_arena_free(&arena);
  return memory.held == 0 && memory.wrong_sizes == 0 ? 0 : -1;
}

static void nothing_is_allocated_before_it_is_asked_for(void **state)
{
  (void)state;
  assert_int_equal(memory.calls, 0);
  tc_arena_reset(&arena);
  assert_int_equal(memory.calls, 0);
  assert_false(tc_arena_failed(&arena));
}

static void pieces_are_aligned_and_apart(void **state)
{
  enum { COUNT = 3000 };
  static unsigned char *pieces[COUNT];
  (void)state;
  for (size_t i = 0; i < COUNT; i++) {
    pieces[i] = tc_arena_take(&arena, i % 70);
    assert_non_null(pieces[i]);
    assert_int_equal((uintptr_t)pieces[i] % 16, 0);
    memset(pieces[i], (int)(i % 251), i % 70);
  }
  for (size_t i = 0; i < COUNT; i++) {
    for (size_t k = 0; k < i % 70; k++) {
      assert_int_equal(pieces[i][k], i % 251);
    }
  }
}

/* From 4 KB to 10 MB by sixteenths. */
static void chunks_grow_by_a_sixteenth_of_all(void **state)
{
  (void)state;
  for (size_t taken = 0; taken < 10u << 20; taken += 1000) {
    assert_non_null(tc_arena_take(&arena, 1000));
  }
  assert_true(memory.calls <= 140);
}

static void after_a_reset_one_chunk_holds_all_of_it(void **state)
{
  (void)state;
  for (int round = 0; round < 4; round++) {
    size_t calls = memory.calls;
    for (size_t i = 0; i < 5000; i++) {
      assert_non_null(tc_arena_take(&arena, 1 + i % 100));
    }
    assert_true(round < 1 || memory.calls == calls);
    tc_arena_reset(&arena);
    assert_int_equal(tc_arena_taken(&arena), 0);
  }
  assert_true(memory.held < 2 * 5000 * 64);
}

/* What was given back counts, too: it is asked for again. */
static void after_a_reset_the_most_is_kept_and_not_the_rest(void **state)
{
  size_t calls = 0;
  (void)state;
  for (int round = 0; round < 4; round++) {
    calls = memory.calls;
    assert_non_null(tc_arena_take(&arena, 10000));
    void *last = tc_arena_take(&arena, 1000000);
    assert_non_null(last);
    tc_arena_trim(&arena, last, 10);
    assert_non_null(tc_arena_take(&arena, 10));
    tc_arena_reset(&arena);
  }
  assert_int_equal(memory.calls, calls);
}

static void what_is_expected_is_one_chunk(void **state)
{
  (void)state;
  tc_arena_expect(&arena, 100000);
  assert_int_equal(memory.calls, 1);
  assert_non_null(tc_arena_take(&arena, 50000));
  assert_non_null(tc_arena_take(&arena, 50000));
  assert_int_equal(memory.calls, 1);
  tc_arena_reset(&arena);
  tc_arena_expect(&arena, 99000); /* which it has */
  assert_int_equal(memory.calls, 1);
  tc_arena_expect(&arena, 200000);
  assert_in_range(memory.held, 200000, 201000); /* and not beside the old one */
}

static void what_is_expected_may_fail(void **state)
{
  (void)state;
  memory.fail_at = memory.calls + 1;
  tc_arena_expect(&arena, 100000);
  memory.fail_at = 0;
  assert_true(tc_arena_failed(&arena));
  assert_null(tc_arena_take(&arena, 100));
  tc_arena_reset(&arena);
  assert_non_null(tc_arena_take(&arena, 100));
}

static void what_is_trimmed_is_taken_again(void **state)
{
  (void)state;
  char *first = tc_arena_take(&arena, 1000);
  size_t total = tc_arena_taken(&arena);
  tc_arena_trim(&arena, first, 100);
  assert_in_range(total - tc_arena_taken(&arena), 1000 - 128, 1000);
  char *second = tc_arena_take(&arena, 10);
  assert_true(second >= first + 100 && second < first + 128);
  tc_arena_trim(&arena, second, 10);
  tc_arena_trim(&arena, second, 0);
  assert_ptr_equal(tc_arena_take(&arena, 10), second);
}

static void a_size_beyond_all_memory_fails(void **state)
{
  (void)state;
  assert_null(tc_arena_take(&arena, SIZE_MAX));
  assert_true(tc_arena_failed(&arena));
  assert_int_equal(memory.calls, 0);
  tc_arena_reset(&arena);
  assert_false(tc_arena_failed(&arena));
  assert_null(tc_arena_take(&arena, SIZE_MAX - 20));
}

static void a_failure_lasts_until_the_reset(void **state)
{
  (void)state;
  assert_non_null(tc_arena_take(&arena, 100));
  memory.fail_at = memory.calls + 1;
  assert_null(tc_arena_take(&arena, 1000000));
  memory.fail_at = 0;
  assert_true(tc_arena_failed(&arena));
  assert_null(tc_arena_take(&arena, 1)); /* though there is room */
  tc_arena_reset(&arena);
  assert_false(tc_arena_failed(&arena));
  assert_non_null(tc_arena_take(&arena, 1000000));
}

static void a_failure_in_the_reset_is_made_good(void **state)
{
  (void)state;
  assert_non_null(tc_arena_take(&arena, 20000));
  assert_non_null(tc_arena_take(&arena, 100000));
  memory.fail_at = memory.calls + 1;
  tc_arena_reset(&arena);
  memory.fail_at = 0;
  assert_int_equal(memory.held, 0);
  assert_false(tc_arena_failed(&arena));
  assert_non_null(tc_arena_take(&arena, 100));
}

/* ---- Lists ------------------------------------------------------------------- */

typedef TC_LIST(uint64_t) numbers;

static void lists_grow_side_by_side(void **state)
{
  enum { COUNT = 40000 };
  numbers lists[3] = {{0}, {0}, {0}};
  (void)state;
  for (uint32_t i = 0; i < COUNT; i++) {
    uint64_t *slot = tc_push(&arena, &lists[i % 3]);
    *slot = i;
  }
  for (uint32_t i = 0; i < COUNT; i++) {
    assert_true(lists[i % 3].at[i / 3] == i);
  }
  assert_int_equal(lists[0].count + lists[1].count + lists[2].count, COUNT);
  assert_true(tc_arena_taken(&arena) < 4u * COUNT * sizeof(uint64_t));
}

static void the_newest_list_grows_where_it_is(void **state)
{
  numbers list = {0};
  (void)state;
  tc_arena_expect(&arena, 3 * 1000 * sizeof(uint64_t));
  assert_non_null(tc_arena_take(&arena, 8));
  (void)tc_push(&arena, &list);
  uint64_t *first = list.at;
  for (uint32_t i = 0; i < 1000; i++) {
    (void)tc_push(&arena, &list);
  }
  assert_ptr_equal(list.at, first);
  assert_true(tc_arena_taken(&arena) < 3 * 1000 * sizeof(uint64_t));
}

static void after_a_failure_a_push_gives_a_slot(void **state)
{
  numbers list = {0};
  (void)state;
  memory.fail_at = 1;
  memory.fail_on = true;
  for (uint32_t i = 0; i < 100; i++) {
    uint64_t *slot = tc_push(&arena, &list);
    assert_ptr_equal(slot, arena.slot);
    *slot = i;
    assert_int_equal(list.count, 0);
  }
  assert_true(tc_arena_failed(&arena));
  assert_int_equal(memory.calls, 1); /* a failed arena does not ask again */
}

static void a_list_that_can_not_grow_is_empty(void **state)
{
  numbers list = {0};
  (void)state;
  (void)tc_push(&arena, &list);
  memory.fail_at = memory.calls + 1;
  while (!tc_arena_failed(&arena)) {
    (void)tc_push(&arena, &list);
  }
  assert_int_equal(list.count, 0);
  assert_ptr_equal(tc_push(&arena, &list), arena.slot);
}

static void every_item_fits_the_slot(void **state)
{
  (void)state;
  assert_true(sizeof(tc_edit) <= TC_SLOT_SIZE && sizeof(textclean_edit) <= TC_SLOT_SIZE);
  assert_true(sizeof(tc_paragraph) <= TC_SLOT_SIZE && sizeof(tc_quote) <= TC_SLOT_SIZE);
  assert_true(sizeof(tc_run) <= TC_SLOT_SIZE && sizeof(tc_sentence) <= TC_SLOT_SIZE);
  assert_true(sizeof(tc_flag) <= TC_SLOT_SIZE && sizeof(tc_span) <= TC_SLOT_SIZE);
}

#define ARENA_TEST(function) cmocka_unit_test_setup_teardown(function, open_arena, close_arena)

int main(void)
{
  const struct CMUnitTest tests[] = {
      ARENA_TEST(nothing_is_allocated_before_it_is_asked_for),
      ARENA_TEST(pieces_are_aligned_and_apart),
      ARENA_TEST(chunks_grow_by_a_sixteenth_of_all),
      ARENA_TEST(after_a_reset_one_chunk_holds_all_of_it),
      ARENA_TEST(after_a_reset_the_most_is_kept_and_not_the_rest),
      ARENA_TEST(what_is_expected_is_one_chunk),
      ARENA_TEST(what_is_expected_may_fail),
      ARENA_TEST(what_is_trimmed_is_taken_again),
      ARENA_TEST(a_size_beyond_all_memory_fails),
      ARENA_TEST(a_failure_lasts_until_the_reset),
      ARENA_TEST(a_failure_in_the_reset_is_made_good),
      ARENA_TEST(lists_grow_side_by_side),
      ARENA_TEST(the_newest_list_grows_where_it_is),
      ARENA_TEST(after_a_failure_a_push_gives_a_slot),
      ARENA_TEST(a_list_that_can_not_grow_is_empty),
      ARENA_TEST(every_item_fits_the_slot),
  };
  return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
