/* test_paragraphs.c - which lines are one paragraph; the numbers are those of paragraphs.h. */
#include "unit.h"

#include "paragraphs.h"

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

static void assert_paragraphs(const char *text, const char *want)
{
  row r = {.size = 0};
  lay(&b, text);
  tc_find_paragraphs(&b.text, &b.arena, &b.paragraphs);
  for (uint32_t i = 0; i < b.paragraphs.count; i++) {
    assert_int_equal(b.paragraphs.at[i].role, TEXTCLEAN_BODY);
    add_to_row(&r, "", &b, b.paragraphs.at[i].at);
  }
  assert_string_equal(r.text, want);
}

static void a_line_is_a_paragraph_without_its_outer_blanks(void **state)
{
  (void)state;
  assert_paragraphs("One.\n  Two. \t\n\n\u3000\u3000三。\u3000\n", "One.|Two.|三。");
  assert_paragraphs("One.\r\nTwo.\rThree.\u2028Four.\u2029Five.\vSix.\xC2\x85Seven.",
                    "One.|Two.|Three.|Four.|Five.|Six.|Seven.");
}

static void no_text_has_no_paragraph(void **state)
{
  (void)state;
  assert_paragraphs("", "");
  assert_paragraphs("\n\n", "");
  assert_paragraphs(" \t\u3000\u00A0\n \r\n", "");
}

#define LONG "The council of the town said on Monday that the new bridge over the river"

static void rule_1_what_begins_small_goes_on(void **state)
{
  (void)state;
  assert_paragraphs(LONG "\nwould open in May.", LONG "\nwould open in May.");
  assert_paragraphs(LONG ".\nwould open in May.", LONG ".|would open in May.");
  assert_paragraphs(LONG "\nWould open in May.", LONG "|Would open in May.");
  assert_paragraphs(LONG "\n\nwould open in May.", LONG "|would open in May.");
  assert_paragraphs(LONG "\niPhone users came.", LONG "|iPhone users came.");
  assert_paragraphs("A short line\nand a small one.", "A short line|and a small one.");
}

static void rule_1_what_can_begin_nothing_goes_on(void **state)
{
  (void)state;
  assert_paragraphs("市政府周一表示\n，新桥五月开放。", "市政府周一表示\n，新桥五月开放。");
  assert_paragraphs("他说“好的\n”就走了。", "他说“好的\n”就走了。");
}

static void rule_2_wrapped_lines_are_one_paragraph(void **state)
{
  (void)state;
  assert_paragraphs(
      "A title\n\n" LONG ",\nWhich had been planned for ten years by the Council and the State\n"
      "Government, will open.",
      "A title|" LONG ",\nWhich had been planned for ten years by the Council and the "
      "State\nGovernment, will open.");
}

static void rule_2_needs_blank_lines_and_an_end(void **state)
{
  (void)state;
  assert_paragraphs(LONG ",\nWhich will open in May after ten years of work by the Council.",
                    LONG ",|Which will open in May after ten years of work by the Council.");
  assert_paragraphs("A title\n\n" LONG
                    "\nWhich will open in May after ten years of work by the State",
                    "A title|" LONG "|Which will open in May after ten years of work by the State");
}

static void random_paragraphs_hold_all_text(void **state)
{
  static const char *const parts[] = {"a",  "The ", " ",  "\n", "\n\n", "\r\n", ".",
                                      "国", "。",   "，", "”",  "\t",   LONG,   "\u3000"};
  uint64_t seed = 29;
  (void)state;
  for (uint32_t round = 0; round < 20000; round++) {
    char text[2048] = "";
    uint32_t end = 0;
    for (uint32_t i = up_to(&seed, 20); i > 0; i--) {
      strcat(text, parts[next_random(&seed) % TC_COUNT(parts)]);
    }
    lay(&b, text);
    tc_find_paragraphs(&b.text, &b.arena, &b.paragraphs);
    for (uint32_t i = 0; i < b.paragraphs.count; i++) {
      tc_span at = b.paragraphs.at[i].at;
      assert_true(at.start >= end && at.end > at.start);
      assert_true(tc_skip(&b.text, end, TC_P_WHITE) == at.start);
      assert_false(tc_is(tc_before(&b.text, at.end), TC_P_WHITE));
      end = at.end;
    }
    assert_int_equal(tc_skip(&b.text, end, TC_P_WHITE), b.text.size);
  }
}

/* ---- Again, behind changes ------------------------------------------------------------- */

enum { CHANGES = 3 };

/* Drops some bytes of a text in ASCII, and puts parts into their places. */
static void change(const char *from, char *to, textclean_edit *changes, uint32_t *count,
                   uint64_t *seed)
{
  static const char *const parts[] = {"", "", "a", "Some words", " ", "\n", "\n\n", "."};
  uint32_t size = (uint32_t)strlen(from), at = 0, end = 0;
  for (*count = 0; *count < CHANGES && at < size; ++*count) {
    const char *part = parts[next_random(seed) % TC_COUNT(parts)];
    uint32_t start = at + up_to(seed, size - at), added = (uint32_t)strlen(part);
    uint32_t stop = start + up_to(seed, size - start < 3 ? size - start : 3);
    memcpy(to + end, from + at, start - at);
    end += start - at;
    memcpy(to + end, part, added);
    changes[*count] = (textclean_edit){{{end, end + added}, {start, stop}}, 0};
    end += added;
    at = stop + (stop == start); /* two changes at one place would be one */
    memcpy(to + end, from + stop, at - stop);
    end += at - stop;
  }
  memcpy(to + end, from + at, size - at + 1);
}

static void are_found_again_behind_changes(void **state)
{
  static const char *const parts[] = {"a", "The ", " ", "\n", "\n\n", "\n\n", ".", LONG};
  uint64_t seed = 31;
  uint32_t same = 0, moved = 0;
  (void)state;
  for (uint32_t round = 0; round < 20000; round++) {
    char from[2048] = "", to[2048];
    textclean_edit list[CHANGES];
    tc_changes changes = {list, 0, CHANGES};
    tc_paragraphs before = {0}, again = {0};
    tc_text old;
    for (uint32_t i = up_to(&seed, 20); i > 0; i--) {
      strcat(from, parts[next_random(&seed) % TC_COUNT(parts)]);
    }
    strcat(from, "\n");
    change(from, to, list, &changes.count, &seed);
    lay(&b, to);
    assert_true(tc_text_read(&old, &b.classes, &b.arena, from, (uint32_t)strlen(from)));
    tc_find_paragraphs(&old, &b.arena, &before);
    tc_find_paragraphs(&b.text, &b.arena, &b.paragraphs);
    tc_find_paragraphs_again(&b.text, &before, &changes, &b.arena, &again);
    assert_int_equal(again.count, b.paragraphs.count);
    for (uint32_t i = 0; i < again.count; i++) {
      tc_span at = again.at[i].at;
      assert_memory_equal(&at, &b.paragraphs.at[i].at, sizeof at);
      if (again.at[i].same) {
        tc_span was = before.at[again.at[i].same - 1].at;
        assert_int_equal(at.end - at.start, was.end - was.start);
        assert_memory_equal(to + at.start, from + was.start, at.end - at.start);
        same++;
        moved += at.start != was.start;
      }
    }
  }
  assert_true(same > 10000 && moved > 1000);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_line_is_a_paragraph_without_its_outer_blanks),
      cmocka_unit_test(no_text_has_no_paragraph),
      cmocka_unit_test(rule_1_what_begins_small_goes_on),
      cmocka_unit_test(rule_1_what_can_begin_nothing_goes_on),
      cmocka_unit_test(rule_2_wrapped_lines_are_one_paragraph),
      cmocka_unit_test(rule_2_needs_blank_lines_and_an_end),
      cmocka_unit_test(random_paragraphs_hold_all_text),
      cmocka_unit_test(are_found_again_behind_changes),
  };
  return cmocka_run_group_tests_name("paragraphs", tests, open_all, close_all);
}
