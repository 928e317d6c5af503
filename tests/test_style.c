/* test_style.c - the style of a house: its format, its errors, its memory. What it does to
 * texts stands in spec/style.txt. */
#include "unit.h"

#include <stdio.h> /* snprintf */

#include "style.h"

static textclean_style_error check(const char *style, textclean_status want)
{
  textclean_style_error error = {0};
  size_t size = strlen(style);
  char *copy = malloc(size + 1); /* of its exact size, but not empty */
  assert_non_null(copy);
  memcpy(copy, style, size);
  assert_int_equal(textclean_style_check(copy, size, &error), want);
  free(copy);
  return error;
}

static void good_styles(void **state)
{
  static const char *const styles[] = {
      "",
      "\n\n",
      "# nothing",
      "  # nothing either\r\n",
      "rules: -dash, +space-han-latin",
      "\trules :all\r\nrules:\tnone\r\n",
      "term: Hexi: the Mill",
      "term en: Hexi\nterm other: Hexi\nterm: Hexi",
      "\xEF\xBB\xBFterm: Hexi",
      "abbreviation: Hx.\nabbreviation: N.b.c\nhonorific: Bldr",
      "label: :",
      "abbreviation: .",
      "end: # # #\nrelated: a\nnotice: a\nlabel: a",
  };
  (void)state;
  for (size_t i = 0; i < TC_COUNT(styles); i++) {
    check(styles[i], TEXTCLEAN_OK);
  }
}

static void errors_tell_their_place(void **state)
{
  static const struct {
    const char *style;
    uint32_t line, byte;
    const char *bad, *reason;
  } rows[] = {
      {"x", 1, 1, "x", "colon"},
      {"\n\n  hello", 3, 3, "hello", "colon"},
      {"term: a\ntrem: b", 2, 1, "trem", "keyword"},
      {"Term: a", 1, 1, "Term", "keyword"},
      {": a", 1, 1, "", "keyword"},
      {"term:", 1, 6, "", "behind the colon"},
      {"term: \t", 1, 6, "", "behind the colon"},
      {"rules:", 1, 7, "", "behind the colon"},
      {"rules: -dash, +dsah\n", 1, 15, "+dsah", "rule"},
      {"term xx: a", 1, 6, "xx", "language"},
      {"label  en: a", 1, 8, "en", "only a term"},
      {"abbreviation: a b", 1, 15, "a b", "one word"},
      {"honorific: abcdefghijklmnopqrstuvwxy", 1, 12, "abcdefghijklmnopqrstuvwxy", "24 bytes"},
      {"# \xFF", 1, 3, "\xFF", "UTF-8"},
      {"# \x01", 1, 3, "\x01", "control"},
      {"# a\rb", 1, 4, "\r", "control"},
      {"\xEF\xBB\xBFx", 1, 4, "x", "colon"},
  };
  (void)state;
  for (size_t i = 0; i < TC_COUNT(rows); i++) {
    textclean_style_error e = check(rows[i].style, TEXTCLEAN_EINVAL);
    size_t size = strlen(rows[i].bad);
    assert_int_equal(e.line, rows[i].line);
    assert_int_equal(e.byte, rows[i].byte);
    assert_int_equal(e.bad.end - e.bad.start, size);
    assert_memory_equal(rows[i].style + e.bad.start, rows[i].bad, size);
    assert_non_null(strstr(e.reason, rows[i].reason));
  }
}

static void sizes_have_limits(void **state)
{
  char style[200] = "term: ";
  (void)state;
  memset(style + 6, 'a', TC_OWN_MAX);
  check(style, TEXTCLEAN_OK);
  style[6 + TC_OWN_MAX] = 'a';
  assert_non_null(strstr(check(style, TEXTCLEAN_EINVAL).reason, "120 bytes"));
  char *large = calloc(1, TEXTCLEAN_MAX_STYLE + 1);
  assert_non_null(large);
  memset(large, '\n', TEXTCLEAN_MAX_STYLE + 1);
  textclean_style_error e = {7, 7, {7, 7}, NULL};
  assert_int_equal(textclean_style_check(large, TEXTCLEAN_MAX_STYLE, &e), TEXTCLEAN_OK);
  assert_int_equal(textclean_style_check(large, TEXTCLEAN_MAX_STYLE + 1, &e), TEXTCLEAN_EINVAL);
  assert_int_equal(e.line, 0);
  assert_non_null(strstr(e.reason, "1 MiB"));
  assert_int_equal(textclean_style_check(large, TEXTCLEAN_MAX_STYLE + 1, NULL), TEXTCLEAN_EINVAL);
  free(large);
  assert_int_equal(textclean_style_check(NULL, 0, NULL), TEXTCLEAN_OK);
}

/* The hash of a cleaner with a style. */
static uint64_t hash_of(const char *style)
{
  textclean *tc;
  textclean_options options = {
      .struct_size = sizeof options, .style = style, .style_size = strlen(style)};
  assert_int_equal(textclean_new(&options, &tc), TEXTCLEAN_OK);
  uint64_t hash = textclean_rules_hash(tc);
  textclean_free(tc);
  return hash;
}

static void the_hash_tells_styles_apart(void **state)
{
  (void)state;
  uint64_t none = hash_of("");
  assert_true(none == hash_of("# a comment\n"));
  assert_true(none != hash_of("term: a"));
  assert_true(none != hash_of("rules: -dash, -entity"));
  assert_true(hash_of("term: a") != hash_of("term: b"));
  assert_true(hash_of("term: a") != hash_of("term en: a"));
  assert_true(hash_of("label: a") != hash_of("end: a"));
  assert_true(hash_of("label: a") != hash_of("term: a"));
  assert_true(hash_of("term: a\nterm: b\n") == hash_of("term: b\n\nterm: a"));
}

static void a_bad_style_makes_no_cleaner(void **state)
{
  textclean *tc = (textclean *)&tc;
  textclean_options options = {.struct_size = sizeof options, .style = "hm", .style_size = 2};
  (void)state;
  assert_int_equal(textclean_new(&options, &tc), TEXTCLEAN_EINVAL);
  assert_null(tc);
}

/* The style is copied: it may go once the cleaner stands. */
static void many_terms_are_found(void **state)
{
  enum { TERMS = 5000, ROOM = 32 };
  (void)state;
  char *style = malloc(TERMS * ROOM), *text = malloc(TERMS * ROOM);
  assert_non_null(style);
  assert_non_null(text);
  size_t style_size = 0, size = 0;
  for (int i = 0; i < TERMS; i++) {
    style_size += (size_t)snprintf(style + style_size, ROOM, "term: Mill -m%d\n", i);
    size += (size_t)snprintf(text + size, ROOM, "A Mill -m%d, -%d. ", i, i);
  }
  text[size - 1] = '\n';
  textclean *tc;
  textclean_doc *doc;
  textclean_options options = {
      .struct_size = sizeof options, .style = style, .style_size = style_size};
  assert_int_equal(textclean_new(&options, &tc), TEXTCLEAN_OK);
  memset(style, 'x', style_size);
  free(style);
  assert_int_equal(textclean_doc_new(tc, &doc), TEXTCLEAN_OK);
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_EN, text, size), TEXTCLEAN_OK);
  size_t edits;
  textclean_edits(doc, &edits);
  assert_int_equal(edits, 0);
  textclean_doc_free(doc);
  textclean_free(tc);
  free(text);
}

static void no_memory_is_told_and_nothing_leaks(void **state)
{
  static const char style[] = "term: a\nlabel: b\n";
  (void)state;
  for (size_t fail_at = 1;; fail_at++) {
    heap h = {.fail_at = fail_at};
    textclean_alloc alloc = {heap_resize, &h};
    textclean *tc;
    textclean_options options = {.struct_size = sizeof options,
                                 .alloc = &alloc,
                                 .style = style,
                                 .style_size = sizeof style - 1};
    textclean_status status = textclean_new(&options, &tc);
    if (status == TEXTCLEAN_OK) {
      assert_true(fail_at > 2);
      textclean_free(tc);
    }
    assert_int_equal(h.held, 0);
    assert_int_equal(h.wrong_sizes, 0);
    if (status == TEXTCLEAN_OK) {
      break;
    }
    assert_int_equal(status, TEXTCLEAN_ENOMEM);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(good_styles),
      cmocka_unit_test(errors_tell_their_place),
      cmocka_unit_test(sizes_have_limits),
      cmocka_unit_test(the_hash_tells_styles_apart),
      cmocka_unit_test(a_bad_style_makes_no_cleaner),
      cmocka_unit_test(many_terms_are_found),
      cmocka_unit_test(no_memory_is_told_and_nothing_leaks),
  };
  return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}
