/* test_json.c - json_scan.c, json_token.c and json_path.c, with jansson as the oracle. */
#include <setjmp.h> /* jmp_buf, which cmocka.h wants */
#include <stdarg.h> /* va_list, which cmocka.h wants */
#include <stddef.h> /* size_t */
#include <stdint.h> /* uint32_t */

#include <cmocka.h> /* assert_true, cmocka_run_group_tests */
#include <stdio.h>  /* snprintf */
#include <stdlib.h> /* strtoul */
#include <string.h> /* memcpy, strlen */

#include "json_helpers.h"
#include "json_oracle.h"

#define MUTATIONS 40000

typedef struct text {
  const char *bytes;
  size_t size;
} text;

#define T(literal) {literal, sizeof(literal) - 1}

static const text good_values[] = {
#define GOOD(literal) T(literal),
#define BAD(literal)
#include "json_cases.inc"
#undef GOOD
#undef BAD
};

static const text bad_values[] = {
#define GOOD(literal)
#define BAD(literal) T(literal),
#include "json_cases.inc"
#undef GOOD
#undef BAD
};

/* Around each value; %s is not used, so that values may hold NUL. */
static const struct {
  const char *before, *after;
} settings[] = {
    {"", ""}, {" ", "\t"}, {"[", "]"}, {"[ 1, ", " ,2]"}, {"{\"text\":", "}"},
    {"\r\n{\"a\" :", ", \"b\":[]}\r"}, {"{\"a\":[{\"b\":", "}]}"},
};

static void fail_on(const char *what, const char *bytes, size_t size)
{
  print_error("%s: ", what);
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)bytes[i];
    print_error(c >= ' ' && c < 0x7f ? "%c" : "<%02X>", c);
  }
  print_error("\n");
  fail();
}

/* ---- Accepting ------------------------------------------------------------- */

static void check_all(const text *values, size_t count, int wanted)
{
  char line[LONGEST];
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < COUNT(settings); k++) {
      size_t before = strlen(settings[k].before), after = strlen(settings[k].after);
      memcpy(line, settings[k].before, before);
      memcpy(line + before, values[i].bytes, values[i].size);
      memcpy(line + before + values[i].size, settings[k].after, after);
      size_t size = before + values[i].size + after;
      int ours = accepts(line, size);
      if (k == 0 && ours != wanted) {
        fail_on(wanted ? "is refused" : "is accepted", line, size);
      }
      if (ours != oracle_accepts(line, size)) {
        fail_on(ours ? "jansson refuses" : "jansson accepts", line, size);
      }
    }
  }
}

static void accepts_what_is_json(void **state)
{
  (void)state;
  check_all(good_values, COUNT(good_values), 1);
}

static void refuses_what_is_not(void **state)
{
  (void)state;
  check_all(bad_values, COUNT(bad_values), 0);
}

static void every_beginning_is_refused(void **state)
{
  static const char line[] = "{\"a\":[1.5e3,\"\\ud83d\\ude00\xe4\xb8\xad\",{\"b\":null}],\"c\":-0}";
  (void)state;
  for (size_t size = 0; size < sizeof line - 1; size++) {
    assert_false(accepts(line, size));
  }
  assert_true(accepts(line, sizeof line - 1));
}

static void depth_is_limited(void **state)
{
  char line[2 * (JSON_MAX_DEPTH + 1)];
  json_record record = {0};
  (void)state;
  for (size_t depth = JSON_MAX_DEPTH; depth <= JSON_MAX_DEPTH + 1; depth++) {
    memset(line, '[', depth);
    memset(line + depth, ']', depth);
    json_error error = json_scan(&record, NULL, 0, line, 2 * depth);
    assert_int_equal(error, depth > JSON_MAX_DEPTH ? JSON_ERROR_DEPTH : JSON_ERROR_NONE);
  }
  assert_int_equal(record.error_at, JSON_MAX_DEPTH);
  json_record_free(&record);
}

static void errors_tell_what_and_where(void **state)
{
  static const struct {
    const char *line;
    json_error error;
    size_t at;
  } cases[] = {
      {"{\"a\":x}", JSON_ERROR_VALUE, 5},        {"{a:1}", JSON_ERROR_KEY, 1},
      {"{\"a\" 1}", JSON_ERROR_COLON, 5},        {"[1 2]", JSON_ERROR_NEXT, 3},
      {"{} {}", JSON_ERROR_TRAILING, 3},         {"[1,", JSON_ERROR_END, 3},
      {"[01]", JSON_ERROR_NUMBER, 2},            {"[\"a\tb\"]", JSON_ERROR_CONTROL, 3},
      {"[\"\\q\"]", JSON_ERROR_ESCAPE, 3},       {"[\"a\xff\"]", JSON_ERROR_UTF8, 3},
      {"{\"a\":1,}", JSON_ERROR_KEY, 7},         {"\"abc", JSON_ERROR_END, 4},
      {"{\"text\":nul}", JSON_ERROR_VALUE, 8},   {"", JSON_ERROR_END, 0},
  };
  json_record record = {0};
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    json_error error = json_scan(&record, NULL, 0, cases[i].line, strlen(cases[i].line));
    assert_int_equal(error, cases[i].error);
    assert_int_equal(record.error_at, cases[i].at);
    assert_non_null(json_error_text(error));
  }
  json_record_free(&record);
}

/* ---- Random texts ------------------------------------------------------------ */

static void agrees_on_mutations(void **state)
{
  static const text seeds[] = {
      T("{\"id\":1.10,\"text\":\"a \\u4e2d\\ud83d\\ude00 \xe4\xb8\xad\",\"x\":[true,null,-1e5]}"),
      T("[{\"a\":{}},[],\"\\\\\\\"\\/\\n\",0,-0.5,false]"),
      T("{\"\":\"\",\"a\":{\"b\":[1,2,{\"c\":\"\\u0000\\udc00\"}]}}"),
      T("\"0123456789 \\t \xc3\xa9\xf0\x9f\x98\x80\""),
  };
  uint32_t seed = 20261123;
  size_t good = 0;
  (void)state;
  for (int i = 0; i < MUTATIONS; i++) {
    char line[LONGEST + 1];
    const text *from = &seeds[next_random(&seed) % COUNT(seeds)];
    memcpy(line, from->bytes, from->size);
    size_t size = mutate(line, from->size, &seed);
    int ours = accepts(line, size);
    good += (size_t)ours;
    if (ours != oracle_accepts(line, size)) {
      fail_on(ours ? "jansson refuses" : "jansson accepts", line, size);
    }
  }
  assert_in_range(good, MUTATIONS / 20, MUTATIONS - MUTATIONS / 20); /* both were tried */
}

/* ---- Matches -------------------------------------------------------------------- */

static void values_are_found(void **state)
{
  static const struct {
    const char *path, *line, *values; /* parted by blanks */
  } cases[] = {
      {"text", "{\"text\":\"a\"}", "\"a\""},
      {"text", "{\"te\\u0078t\":\"a\",\"\\u0074\\u0065\\u0078\\u0074\":2}", "\"a\" 2"},
      {"text", "{\"text\":1,\"tex\":2,\"textt\":3,\"text\":4}", "1 4"},
      {"text", "{\"a\":{\"text\":1},\"b\":[{\"text\":2}]}", ""},
      {"text", "[{\"text\":1}]", ""},
      {"text", "\"text\"", ""},
      {"text", "{\"text\":{\"text\":1},\"x\":[]}", "{\"text\":1}"},
      {"text", "{ \"text\" : [ 1,2] , \"x\" : 3 }", "[_1,2]"},
      {"text", "{\"text\\u0000\":1}", ""},
      {"", "{\"\":5}", "5"},
      {"a b", "{\"a b\":5}", "5"},
      {"\xe4\xb8\xad", "{\"\\u4e2d\":1,\"\\u4E2D\":2,\"\xe4\xb8\xad\":3}", "1 2 3"},
      {"/a/b", "{\"a\":{\"b\":1},\"b\":2,\"a\":{\"c\":3,\"b\":4}}", "1 4"},
      {"/a/b", "{\"a\":[{\"b\":1}]}", ""},
      {"/a/1", "{\"a\":[10,11,12]}", "11"},
      {"/a/10", "{\"a\":[0,1,2,3,4,5,6,7,8,9,99]}", "99"},
      {"/a/01", "{\"a\":[10,11]}", ""},
      {"/a/0/b", "{\"a\":[{\"b\":1},{\"b\":2}]}", "1"},
      {"/a~1b/c~0d", "{\"a/b\":{\"c~d\":1}}", "1"},
      {"/~01", "{\"~1\":1}", "1"},
      {"/", "{\"\":1}", "1"},
      {"/a/", "{\"a\":{\"\":1}}", "1"},
  };
  json_record record = {0};
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    char found[LONGEST] = "";
    size_t size = 0;
    scan_for(&record, cases[i].path, cases[i].line);
    for (size_t k = 0; k < record.match_count; k++) {
      const json_match *m = &record.matches[k];
      size += (size_t)snprintf(found + size, sizeof found - size, "%s%.*s", k ? " " : "",
                               (int)(m->end - m->start), cases[i].line + m->start);
    }
    char wanted[LONGEST];
    snprintf(wanted, sizeof wanted, "%s", cases[i].values);
    for (char *blank; (blank = strchr(wanted, '_'));) {
      *blank = ' ';
    }
    assert_string_equal(found, wanted);
  }
  json_record_free(&record);
}

static void many_paths_at_once(void **state)
{
  json_path paths[JSON_MAX_PATHS];
  json_record record = {0};
  char line[16 * JSON_MAX_PATHS] = "{";
  (void)state;
  for (size_t i = 0; i < JSON_MAX_PATHS; i++) {
    char name[8];
    snprintf(name, sizeof name, "k%zu", i);
    assert_true(json_path_read(&paths[i], name));
    snprintf(line + strlen(line), 16, "%s\"k%zu\":%zu", i ? "," : "", i, i);
  }
  strcat(line, "}");
  assert_int_equal(json_scan(&record, paths, JSON_MAX_PATHS, line, strlen(line)), JSON_ERROR_NONE);
  assert_int_equal(record.match_count, JSON_MAX_PATHS);
  for (size_t i = 0; i < JSON_MAX_PATHS; i++) {
    assert_int_equal(record.matches[i].path, i);
    assert_int_equal(strtoul(line + record.matches[i].start, NULL, 10), i);
    json_path_free(&paths[i]);
  }
  json_record_free(&record);
}

static void long_paths_are_refused(void **state)
{
  json_path path;
  (void)state;
  assert_true(json_path_read(&path, "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16"));
  assert_int_equal(path.count, JSON_MAX_STEPS);
  json_path_free(&path);
  assert_false(json_path_read(&path, "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17"));
  json_path_free(&path);
}

static void lone_surrogates_are_noted(void **state)
{
  static const struct {
    const char *line;
    int lone;
  } cases[] = {
      {"{\"text\":\"\\ud83d\\ude00\"}", 0},       {"{\"text\":\"\\ud83d\"}", 1},
      {"{\"text\":\"\\ude00\"}", 1},              {"{\"text\":\"\\ude00\\ud83d\"}", 1},
      {"{\"text\":\"\\ud83d\\ud83d\\ude00\"}", 1}, {"{\"text\":\"\\ud83d\\\\ude00\"}", 1},
      {"{\"text\":\"\\ud7ff\\ue000\"}", 0},       {"{\"text\":\"\\\\ud83d\"}", 0},
      {"{\"a\":\"\\ud83d\",\"text\":\"b\"}", 0},
  };
  json_record record = {0};
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    scan_for(&record, "text", cases[i].line);
    assert_int_equal(record.match_count, 1);
    assert_int_equal(record.matches[0].lone, cases[i].lone);
  }
  json_record_free(&record);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(accepts_what_is_json),
      cmocka_unit_test(refuses_what_is_not),
      cmocka_unit_test(every_beginning_is_refused),
      cmocka_unit_test(depth_is_limited),
      cmocka_unit_test(errors_tell_what_and_where),
      cmocka_unit_test(agrees_on_mutations),
      cmocka_unit_test(values_are_found),
      cmocka_unit_test(many_paths_at_once),
      cmocka_unit_test(long_paths_are_refused),
      cmocka_unit_test(lone_surrogates_are_noted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
