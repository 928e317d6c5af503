/* test_edits.c - lists of edits, their composition, and the map that they are.
 *
 * The random part edits a text twice and compares with a model that remembers for
 * each byte where it came from. Its texts have few letters, so that much cancels. */
#include "unit.h"

#include "edits.h"

#define CASES 60000
#define ROOM 512 /* bytes of the longest text of the model */

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

static bool add(tc_edits *edits, const char *bytes, uint32_t start, uint32_t end, const char *to)
{
  tc_edit edit = {{start, end}, to, (uint32_t)strlen(to), 7};
  return tc_edits_add(edits, &b.arena, bytes, &edit);
}

/* ---- Adding and applying ----------------------------------------------------- */

static void what_changes_nothing_is_not_added(void **state)
{
  tc_edits edits = {0};
  (void)state;
  tc_arena_reset(&b.arena);
  assert_false(add(&edits, "abc", 1, 2, "b"));
  assert_false(add(&edits, "abc", 1, 1, ""));
  assert_false(add(&edits, "abc", 3, 3, ""));
  assert_int_equal(edits.count, 0);
  assert_true(add(&edits, "abc", 1, 2, "c"));
}

static void what_overlaps_is_not_added(void **state)
{
  tc_edits edits = {0};
  (void)state;
  tc_arena_reset(&b.arena);
  assert_true(add(&edits, "abcdef", 1, 3, "X"));
  assert_false(add(&edits, "abcdef", 2, 4, "Y"));
  assert_false(add(&edits, "abcdef", 0, 1, "Y")); /* goes back */
  assert_false(add(&edits, "abcdef", 2, 2, "Y"));
  assert_true(add(&edits, "abcdef", 3, 3, "Y"));
  assert_false(add(&edits, "abcdef", 3, 3, "Z")); /* two insertions at one place */
  assert_true(add(&edits, "abcdef", 3, 4, ""));
  assert_int_equal(edits.count, 3);
}

static void an_edited_text_and_its_changes(void **state)
{
  static const textclean_edit want[] = {
      {{{0, 2}, {0, 0}}, 7}, {{{3, 3}, {1, 2}}, 7}, {{{4, 7}, {3, 4}}, 7}, {{{7, 8}, {4, 4}}, 7}};
  tc_edits edits = {0};
  tc_changes changes;
  uint32_t size;
  (void)state;
  tc_arena_reset(&b.arena);
  assert_true(add(&edits, "abcd", 0, 0, "<<"));
  assert_true(add(&edits, "abcd", 1, 2, ""));
  assert_true(add(&edits, "abcd", 3, 4, "DDD"));
  assert_true(add(&edits, "abcd", 4, 4, ">"));
  const char *text = tc_edits_apply(&edits, &b.arena, "abcd", 4, &size, &changes);
  assert_non_null(text);
  assert_int_equal(size, 8);
  assert_memory_equal(text, "<<acDDD>", 8);
  assert_int_equal(changes.count, TC_COUNT(want));
  assert_memory_equal(changes.at, want, sizeof want);
}

static void all_can_be_deleted_and_nothing_edited(void **state)
{
  tc_edits edits = {0};
  tc_changes changes;
  uint32_t size = 99;
  (void)state;
  tc_arena_reset(&b.arena);
  assert_non_null(tc_edits_apply(&edits, &b.arena, "", 0, &size, &changes));
  assert_int_equal(size, 0);
  assert_int_equal(changes.count, 0);
  assert_true(add(&edits, "abc", 0, 3, ""));
  assert_non_null(tc_edits_apply(&edits, &b.arena, "abc", 3, &size, &changes));
  assert_int_equal(size, 0);
  assert_int_equal(changes.count, 1);
}

static void a_text_beyond_the_limit_is_refused(void **state)
{
  tc_edit edit = {{0, 0}, "never read", (uint32_t)TEXTCLEAN_MAX_SIZE, 0};
  tc_edits edits = {&edit, 1, 1};
  tc_changes changes;
  uint32_t size;
  (void)state;
  tc_arena_reset(&b.arena);
  assert_null(tc_edits_apply(&edits, &b.arena, "a", 1, &size, &changes));
  assert_false(tc_arena_failed(&b.arena)); /* so tells it from want of memory */
}

static void each_failed_allocation_is_told(void **state)
{
  tc_edit edit = {{0, 1}, "b", 1, 0};
  tc_edits edits = {&edit, 1, 1};
  tc_changes changes;
  tc_arena small;
  uint32_t size;
  (void)state;
  tc_arena_init(&small, &b.alloc);
  b.memory.fail_at = b.memory.calls + 1;
  assert_null(tc_edits_apply(&edits, &small, "a", 1, &size, &changes));
  assert_true(tc_arena_failed(&small));
  b.memory.fail_at = 0;
  tc_arena_free(&small);
}

/* ---- Composing, by example --------------------------------------------------- */

static tc_changes list_of(const textclean_edit *at, uint32_t count)
{
  textclean_edit *copy = tc_arena_take(&b.arena, count * sizeof *copy);
  assert_non_null(copy);
  memcpy(copy, at, count * sizeof *copy);
  return (tc_changes){copy, count, count};
}

static void what_cancels_out_is_dropped(void **state)
{
  static const textclean_edit first[] = {{{{1, 3}, {1, 1}}, 1}}; /* ab -> aXXb */
  static const textclean_edit second[] = {{{{1, 1}, {1, 3}}, 2}};
  tc_changes out, one, two;
  (void)state;
  tc_arena_reset(&b.arena);
  one = list_of(first, 1);
  two = list_of(second, 1);
  tc_changes_compose(&one, &two, "ab", "ab", &b.arena, &out);
  assert_int_equal(out.count, 0);
}

static void a_deletion_and_an_insertion_of_the_same_cancel_out(void **state)
{
  static const textclean_edit first[] = {{{{1, 1}, {1, 3}}, 1}}; /* aXXb -> ab */
  static const textclean_edit second[] = {{{{1, 3}, {1, 1}}, 2}};
  tc_changes out, one, two;
  (void)state;
  tc_arena_reset(&b.arena);
  one = list_of(first, 1);
  two = list_of(second, 1);
  tc_changes_compose(&one, &two, "aXXb", "aXXb", &b.arena, &out);
  assert_int_equal(out.count, 0);
}

static void overlapping_changes_become_one_with_the_later_rule(void **state)
{
  static const textclean_edit first[] = {{{{1, 3}, {1, 2}}, 1}, {{{4, 5}, {3, 3}}, 3}};
  static const textclean_edit second[] = {{{{2, 3}, {2, 4}}, 2}}; /* abcd, aXYcZd, aX-cZd */
  static const textclean_edit want[] = {{{{1, 3}, {1, 3}}, 2}, {{{3, 4}, {3, 3}}, 3}};
  tc_changes out, one, two;
  (void)state;
  tc_arena_reset(&b.arena);
  one = list_of(first, 2);
  two = list_of(second, 1);
  tc_changes_compose(&one, &two, "abcd", "aX-Zd", &b.arena, &out);
  assert_int_equal(out.count, TC_COUNT(want));
  assert_memory_equal(out.at, want, sizeof want);
}

static void an_empty_list_leaves_the_other_as_it_is(void **state)
{
  static const textclean_edit some[] = {{{{0, 1}, {0, 0}}, 1}, {{{2, 2}, {1, 2}}, 2}};
  tc_changes none = {0}, one, out;
  (void)state;
  tc_arena_reset(&b.arena);
  one = list_of(some, 2);
  tc_changes_compose(&one, &none, "ab", "Xa", &b.arena, &out);
  assert_int_equal(out.count, 2);
  assert_memory_equal(out.at, some, sizeof some);
  tc_changes_compose(&none, &one, "ab", "Xa", &b.arena, &out);
  assert_int_equal(out.count, 2);
  assert_memory_equal(out.at, some, sizeof some);
  tc_changes_compose(&none, &none, "ab", "ab", &b.arena, &out);
  assert_int_equal(out.count, 0);
}

/* ---- Composing and mapping, by chance ---------------------------------------- */

#define NOWHERE UINT32_MAX

typedef struct model { /* a text, and where in the source each byte came from */
  char bytes[ROOM];
  uint32_t from[ROOM];
  uint32_t size;
} model;

static void fill(model *m, uint32_t size, uint64_t *seed)
{
  m->size = size;
  for (uint32_t i = 0; i < size; i++) {
    m->bytes[i] = (char)('a' + next_random(seed) % 3);
    m->from[i] = i;
  }
}

/* Some edits of a text: with gaps and without, empty on either side or on none. */
static void make_edits(const model *m, tc_edits *edits, uint64_t *seed)
{
  uint32_t spread = up_to(seed, 6), longest = up_to(seed, 4), rule = up_to(seed, 100);
  for (uint32_t i = up_to(seed, spread); i <= m->size; i += up_to(seed, spread)) {
    char *to = tc_arena_take(&b.arena, 4);
    uint32_t end = tc_min(m->size, i + up_to(seed, longest)), to_size = up_to(seed, 4);
    assert_non_null(to);
    for (uint32_t k = 0; k < to_size; k++) {
      to[k] = (char)('a' + next_random(seed) % 3);
    }
    tc_edit edit = {{i, end}, to, to_size, rule++};
    tc_edits_add(edits, &b.arena, m->bytes, &edit);
    i = end + (end == i);
    if (m->size + 5 * edits->count > ROOM - 8) {
      break;
    }
  }
}

/* Undoes a part of the changes: what cancels out is the hard part. */
static void undo_edits(const model *source, const tc_changes *changes, const model *m,
                       tc_edits *edits, uint64_t *seed)
{
  uint32_t more = up_to(seed, 3), less = up_to(seed, 1);
  for (uint32_t i = 0; i < changes->count; i++) {
    textclean_place at = changes->at[i].at;
    if (up_to(seed, 3) < more) {
      uint32_t cut = less && at.span.end > at.span.start ? up_to(seed, 1) : 0;
      tc_edit edit = {{at.span.start + cut, at.span.end},
                      source->bytes + at.source.start,
                      at.source.end - at.source.start,
                      500 + i};
      tc_edits_add(edits, &b.arena, m->bytes, &edit);
    }
  }
}

static void apply_to_model(const model *m, const tc_edits *edits, model *out)
{
  uint32_t from = 0;
  out->size = 0;
  for (uint32_t i = 0; i <= edits->count; i++) {
    bool last = i == edits->count;
    for (uint32_t stop = last ? m->size : edits->at[i].at.start; from < stop; from++) {
      out->from[out->size] = m->from[from];
      out->bytes[out->size++] = m->bytes[from];
    }
    for (uint32_t k = 0; !last && k < edits->at[i].to_size; k++) {
      out->from[out->size] = NOWHERE;
      out->bytes[out->size++] = edits->at[i].to[k];
    }
    from = last ? from : edits->at[i].at.end;
  }
}

/* Sorted, disjoint, each changes something, and replaying them gives the text. */
static void assert_changes(const tc_changes *changes, const model *source, const model *text)
{
  uint32_t from = 0, to = 0;
  for (uint32_t i = 0; i < changes->count; i++) {
    tc_span s = changes->at[i].at.source, t = changes->at[i].at.span;
    assert_true(s.start >= from && s.end >= s.start && s.end <= source->size);
    assert_true(t.start >= to && t.end >= t.start && t.end <= text->size);
    assert_int_equal(s.start - from, t.start - to);
    assert_memory_equal(source->bytes + from, text->bytes + to, s.start - from);
    assert_false(s.end - s.start == t.end - t.start &&
                 memcmp(source->bytes + s.start, text->bytes + t.start, s.end - s.start) == 0);
    bool twin =
        i > 0 && tc_is_empty(s) && tc_is_empty(changes->at[i - 1].at.source) && s.start == from;
    assert_false(twin);
    from = s.end;
    to = t.end;
  }
  assert_int_equal(source->size - from, text->size - to);
  assert_memory_equal(source->bytes + from, text->bytes + to, source->size - from);
}

/* A byte that no edit touched stands between changes, and is mapped exactly. */
static void assert_exact(const tc_changes *changes, const model *text)
{
  uint32_t k = 0;
  for (uint32_t i = 0; i < text->size; i++) {
    if (text->from[i] == NOWHERE) {
      continue;
    }
    while (k < changes->count && changes->at[k].at.span.end <= i) {
      k++;
    }
    assert_false(k < changes->count && changes->at[k].at.span.start <= i);
    tc_span here = {i, i + 1}, there = {text->from[i], text->from[i] + 1};
    tc_span back = tc_changes_backward(changes, here), forth = tc_changes_forward(changes, there);
    assert_int_equal(back.start, there.start);
    assert_int_equal(back.end, there.end);
    assert_int_equal(forth.start, here.start);
    assert_int_equal(forth.end, here.end);
  }
}

/* The definition of the map, change by change from the left. */
static tc_span mapped(const tc_changes *changes, tc_span span, bool forward)
{
  tc_span out = span;
  for (uint32_t i = 0; i < changes->count; i++) {
    textclean_place at = changes->at[i].at;
    tc_span near = forward ? at.source : at.span, far = forward ? at.span : at.source;
    if (near.end <= span.start) {
      out.start = far.end + (span.start - near.end);
    } else if (near.start < span.start) {
      out.start = far.start;
    }
    if (near.start < span.end) {
      out.end = near.end > span.end ? far.end : far.end + (span.end - near.end);
    }
  }
  out.end = tc_max(out.start, out.end);
  return out;
}

static void assert_map(const tc_changes *changes, uint32_t near_size, uint32_t far_size,
                       bool forward, uint64_t *seed)
{
  tc_span last = {0, 0};
  tc_way_back way = tc_begin_back(changes);
  uint32_t length = up_to(seed, 5);
  for (uint32_t i = 0; i <= near_size; i++) {
    tc_span here = {i, tc_min(near_size, i + length)}, want = mapped(changes, here, forward);
    tc_span there =
        forward ? tc_changes_forward(changes, here) : tc_changes_backward(changes, here);
    assert_int_equal(there.start, want.start);
    assert_int_equal(there.end, want.end);
    assert_true(there.start <= there.end && there.end <= far_size);
    assert_true(there.start >= last.start && there.end >= last.end);
    last = there;
    if (!forward) {
      tc_span back = tc_go_back(&way, here);
      assert_memory_equal(&back, &there, sizeof back);
    }
  }
}

static void applied(const model *m, const tc_edits *edits, model *out, tc_changes *changes)
{
  uint32_t size;
  const char *text = tc_edits_apply(edits, &b.arena, m->bytes, m->size, &size, changes);
  assert_non_null(text);
  apply_to_model(m, edits, out);
  assert_int_equal(size, out->size);
  assert_memory_equal(text, out->bytes, size);
}

/* A text edited `steps` times, composed one by one as document.c does. */
static void check_chain(uint64_t *seed, uint32_t steps)
{
  static model source, texts[4];
  tc_changes all = {0}, made, sum;
  tc_arena_reset(&b.arena);
  fill(&source, up_to(seed, 20), seed);
  texts[0] = source;
  for (uint32_t i = 0; i < steps; i++) {
    tc_edits edits = {0};
    model *m = &texts[i], *next = &texts[i + 1];
    if (i > 0 && up_to(seed, 1)) {
      undo_edits(&source, &all, m, &edits, seed);
    } else {
      make_edits(m, &edits, seed);
    }
    applied(m, &edits, next, &made);
    tc_changes_compose(&all, &made, source.bytes, next->bytes, &b.arena, &sum);
    all = sum;
    assert_changes(&all, &source, next);
    assert_exact(&all, next);
    assert_map(&all, source.size, next->size, true, seed);
    assert_map(&all, next->size, source.size, false, seed);
  }
  assert_false(tc_arena_failed(&b.arena));
}

static void composed_random_edits_are_as_the_model_says(void **state)
{
  uint64_t seed = 20;
  (void)state;
  for (uint32_t i = 0; i < CASES; i++) {
    check_chain(&seed, 1 + i % 3);
  }
}

static bool any_touch(const tc_changes *changes)
{
  for (uint32_t i = 1; i < changes->count; i++) {
    if (changes->at[i].at.source.start == changes->at[i - 1].at.source.end) {
      return true;
    }
  }
  return false;
}

/* Only of changes that stand apart: which of those that touch undoes which, is not defined. */
static void edits_that_are_all_undone_leave_no_change(void **state)
{
  static model source, middle, text;
  uint64_t seed = 21;
  (void)state;
  for (uint32_t i = 0; i < CASES / 4; i++) {
    tc_edits edits = {0}, undone = {0};
    tc_changes made, unmade, all;
    tc_arena_reset(&b.arena);
    fill(&source, up_to(&seed, 20), &seed);
    make_edits(&source, &edits, &seed);
    applied(&source, &edits, &middle, &made);
    if (any_touch(&made)) {
      continue;
    }
    for (uint32_t k = 0; k < made.count; k++) {
      textclean_place at = made.at[k].at;
      tc_edit edit = {at.span, source.bytes + at.source.start, at.source.end - at.source.start, 9};
      assert_true(tc_edits_add(&undone, &b.arena, middle.bytes, &edit));
    }
    applied(&middle, &undone, &text, &unmade);
    assert_int_equal(text.size, source.size);
    assert_memory_equal(text.bytes, source.bytes, text.size);
    tc_changes_compose(&made, &unmade, source.bytes, text.bytes, &b.arena, &all);
    assert_int_equal(all.count, 0);
  }
}

/* Every edit of a text of three bytes, and every edit behind it. */
static void composed_small_edits_are_as_the_model_says(void **state)
{
  static const char *const to[] = {"", "a", "b", "ab"};
  static model source, middle, text;
  uint64_t seed = 1;
  (void)state;
  for (uint32_t n = 0; n < 10u * 4 * 15 * 4; n++) {
    tc_edits one = {0}, two = {0};
    tc_changes first, second, all;
    uint32_t left = n % 10, k = n / 40 % 15, start = 0, from = 0;
    tc_arena_reset(&b.arena);
    source = (model){.bytes = "aba", .from = {0, 1, 2}, .size = 3};
    for (; left > 3 - start; start++) { /* the left-th span of a text of three bytes */
      left -= 4 - start;
    }
    add(&one, source.bytes, start, start + left, to[n / 10 % 4]);
    applied(&source, &one, &middle, &first);
    for (; from <= middle.size && k > middle.size - from; from++) {
      k -= middle.size + 1 - from;
    }
    if (from <= middle.size) {
      add(&two, middle.bytes, from, from + k, to[n / 600 % 4]);
    }
    applied(&middle, &two, &text, &second);
    tc_changes_compose(&first, &second, source.bytes, text.bytes, &b.arena, &all);
    assert_changes(&all, &source, &text);
    assert_exact(&all, &text);
    assert_map(&all, source.size, text.size, true, &seed);
    assert_map(&all, text.size, source.size, false, &seed);
  }
}

/* ---- Mapping, by example ----------------------------------------------------- */

static void assert_span(tc_span got, uint32_t start, uint32_t end)
{
  assert_int_equal(got.start, start);
  assert_int_equal(got.end, end);
}

static void what_was_inserted_belongs_to_the_left(void **state)
{
  static const textclean_edit insertion[] = {{{{1, 2}, {1, 1}}, 0}}; /* ab -> a b */
  tc_changes changes;
  (void)state;
  tc_arena_reset(&b.arena);
  changes = list_of(insertion, 1);
  assert_span(tc_changes_backward(&changes, (tc_span){0, 2}), 0, 1);
  assert_span(tc_changes_backward(&changes, (tc_span){2, 3}), 1, 2);
  assert_span(tc_changes_backward(&changes, (tc_span){1, 2}), 1, 1);
  assert_span(tc_changes_forward(&changes, (tc_span){0, 1}), 0, 1);
  assert_span(tc_changes_forward(&changes, (tc_span){1, 2}), 2, 3);
}

static void inside_an_edit_a_start_and_an_end_snap_outwards(void **state)
{
  static const textclean_edit replacement[] = {{{{1, 3}, {1, 5}}, 0}}; /* a1234b -> aXYb */
  tc_changes changes;
  (void)state;
  tc_arena_reset(&b.arena);
  changes = list_of(replacement, 1);
  assert_span(tc_changes_forward(&changes, (tc_span){2, 3}), 1, 3);
  assert_span(tc_changes_forward(&changes, (tc_span){0, 3}), 0, 3);
  assert_span(tc_changes_forward(&changes, (tc_span){4, 6}), 1, 4);
  assert_span(tc_changes_forward(&changes, (tc_span){1, 5}), 1, 3);
  assert_span(tc_changes_backward(&changes, (tc_span){2, 2}), 1, 5);
  assert_span(tc_changes_backward(&changes, (tc_span){3, 4}), 5, 6);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_changes_nothing_is_not_added),
      cmocka_unit_test(what_overlaps_is_not_added),
      cmocka_unit_test(an_edited_text_and_its_changes),
      cmocka_unit_test(all_can_be_deleted_and_nothing_edited),
      cmocka_unit_test(a_text_beyond_the_limit_is_refused),
      cmocka_unit_test(each_failed_allocation_is_told),
      cmocka_unit_test(what_cancels_out_is_dropped),
      cmocka_unit_test(a_deletion_and_an_insertion_of_the_same_cancel_out),
      cmocka_unit_test(overlapping_changes_become_one_with_the_later_rule),
      cmocka_unit_test(an_empty_list_leaves_the_other_as_it_is),
      cmocka_unit_test(composed_random_edits_are_as_the_model_says),
      cmocka_unit_test(edits_that_are_all_undone_leave_no_change),
      cmocka_unit_test(composed_small_edits_are_as_the_model_says),
      cmocka_unit_test(what_was_inserted_belongs_to_the_left),
      cmocka_unit_test(inside_an_edit_a_start_and_an_end_snap_outwards),
  };
  return cmocka_run_group_tests_name("edits", tests, open_all, close_all);
}
