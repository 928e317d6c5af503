/* test_document.c - the cleaning as a whole: steps, coming to rest, and the result. */
#include "unit.h"

#include <stdio.h> /* snprintf */

#include "document.h"

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
static tc_document document;

static void clean(const char *bytes, size_t size)
{
  tc_span bad;
  assert_true(tc_rule_set_read(&set, NULL, &bad));
  lay_bytes(&b, bytes, size); /* for a copy of the exact size */
  assert_int_equal(
      tc_document_clean(&document, &b.classes, &set, NULL, TEXTCLEAN_NONE, b.copy, (uint32_t)size),
      TEXTCLEAN_OK);
}

static void assert_cleaned(const char *from, const char *to)
{
  const tc_result *r = &document.result;
  tc_document_init(&document, &b.alloc);
  clean(from, strlen(from));
  if (r->size != strlen(to) || memcmp(r->text, to, r->size) != 0) {
    print_message("# \"%.*s\"\n", (int)r->size, r->text);
  }
  assert_int_equal(r->size, strlen(to));
  assert_memory_equal(r->text, to, r->size);
  tc_document_free(&document);
}

static void rules_feed_each_other_until_nothing_is_left(void **state)
{
  (void)state;
  assert_cleaned("&am&#112;;", "&");
  assert_cleaned("e\u200B\u0301", "\u00E9");
  assert_cleaned("国&#44;好", "国，好");
  assert_cleaned("He left &#44;&nbsp;then .", "He left, then.");
  assert_cleaned("high&nbsp;-quality", "high-quality");
}

static void clean_text_is_handed_out_as_a_copy(void **state)
{
  static const char text[] = "A clean text.";
  const char *handed;
  (void)state;
  tc_document_init(&document, &b.alloc);
  clean(text, sizeof text - 1);
  handed = document.result.text;
  assert_int_equal(document.result.changes.count, 0);
  assert_ptr_not_equal(handed, b.copy);
  assert_memory_equal(handed, text, sizeof text - 1);
  tc_document_free(&document);
}

/* An entity inside so many others that a step opens one, for more steps than there are. */
static size_t make_unsettled(char *text, size_t room, const char *tail)
{
  size_t size = (size_t)snprintf(text, room, "A text  with &");
  for (int i = 0; i < 40; i++) {
    size += (size_t)snprintf(text + size, room - size, "amp;");
  }
  return size + (size_t)snprintf(text + size, room - size, "%s", tail);
}

static void text_that_does_not_settle_stays_and_is_flagged(void **state)
{
  char text[512];
  const tc_result *r = &document.result;
  size_t size = make_unsettled(text, sizeof text, "lt; ,end");
  (void)state;
  tc_document_init(&document, &b.alloc);
  for (int round = 0; round < 3; round++) {
    clean(text, size);
    assert_int_equal(r->size, size);
    assert_memory_equal(r->text, text, size);
    assert_int_equal(r->changes.count, 0);
    assert_true(r->flag_count > 0 && r->paragraph_count == 1);
    assert_int_equal(r->flags[0].kind, TEXTCLEAN_UNSETTLED);
    assert_int_equal(r->flags[0].at.span.end, size);
  }
  tc_document_free(&document);
}

static void text_that_does_not_settle_is_made_well_formed(void **state)
{
  char text[512];
  const tc_result *r = &document.result;
  size_t size = make_unsettled(text, sizeof text, "lt;\xFF");
  (void)state;
  tc_document_init(&document, &b.alloc);
  clean(text, size);
  assert_int_equal(r->size, size + 2);
  assert_int_equal(r->changes.count, 1);
  assert_int_equal(r->changes.at[0].rule, TC_RULE_ILL_FORMED);
  size = r->size;
  memcpy(text, r->text, size);
  clean(text, size);
  assert_int_equal(r->changes.count, 0);
  assert_int_equal(r->flags[0].kind, TEXTCLEAN_UNSETTLED);
  tc_document_free(&document);
}

static void a_failure_leaves_the_result_empty(void **state)
{
  static const char text[] = "A high -quality  text ,here";
  const tc_result *r = &document.result;
  tc_span bad;
  (void)state;
  assert_true(tc_rule_set_read(&set, NULL, &bad));
  for (size_t n = 1; n < 3; n++) {
    tc_document_init(&document, &b.alloc);
    b.memory.fail_at = b.memory.calls + n;
    assert_int_equal(
        tc_document_clean(&document, &b.classes, &set, NULL, TEXTCLEAN_EN, text, sizeof text - 1),
        TEXTCLEAN_ENOMEM);
    b.memory.fail_at = 0;
    assert_int_equal(r->size + r->source_size + r->changes.count + r->run_count, 0);
    assert_null(r->text);
    tc_document_free(&document);
  }
}

static void spans_are_paired_with_their_source(void **state)
{
  static const char text[] = "  One  two.\n\n\n三,四";
  const tc_result *r = &document.result;
  (void)state;
  tc_document_init(&document, &b.alloc);
  clean(text, sizeof text - 1);
  assert_int_equal(r->paragraph_count, 2);
  assert_int_equal(r->paragraphs[0].at.span.start, 0);
  assert_int_equal(r->paragraphs[0].at.source.start, 2);
  assert_int_equal(r->paragraphs[0].at.source.end, 11);
  assert_int_equal(r->paragraphs[1].at.source.start, 14);
  assert_int_equal(r->paragraphs[1].at.source.end, sizeof text - 1);
  tc_document_free(&document);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rules_feed_each_other_until_nothing_is_left),
      cmocka_unit_test(clean_text_is_handed_out_as_a_copy),
      cmocka_unit_test(text_that_does_not_settle_stays_and_is_flagged),
      cmocka_unit_test(text_that_does_not_settle_is_made_well_formed),
      cmocka_unit_test(a_failure_leaves_the_result_empty),
      cmocka_unit_test(spans_are_paired_with_their_source),
  };
  return cmocka_run_group_tests_name("document", tests, open_all, close_all);
}
