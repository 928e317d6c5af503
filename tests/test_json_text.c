/* test_json_text.c - json_text.c: strings out and in, and splicing, with jansson as the
 * other side. */
#include <setjmp.h> /* jmp_buf, which cmocka.h wants */
#include <stdarg.h> /* va_list, which cmocka.h wants */
#include <stddef.h> /* size_t */
#include <stdint.h> /* uint32_t */

#include <cmocka.h>  /* assert_true, cmocka_run_group_tests */
#include <jansson.h> /* json_loadb, json_dumps */
#include <stdio.h>   /* snprintf */
#include <stdlib.h>  /* free */
#include <string.h>  /* memcpy, strlen */

#include "json_bytes.h"
#include "json_helpers.h"
#include "json_text.h"
#include "utf8.h"

/* Any well-formed text: much ASCII, all escapes, and characters of each length. */
static size_t random_text(char *out, uint32_t *seed)
{
  size_t size = 0;
  for (uint32_t n = next_random(seed) % 40; n > 0; n--) {
    uint32_t c = next_random(seed) % (next_random(seed) % 2 ? 0x80 : 0x110000);
    if (c < 0xD800 || c > 0xDFFF) {
      size += utf8_write(out + size, c);
    }
  }
  return size;
}

static void encoding_is_read_back(void **state)
{
  uint32_t seed = 7;
  buffer out = {0};
  (void)state;
  for (int i = 0; i < 5000; i++) {
    char source[4 * 40], decoded[6 * 4 * 40];
    size_t size = random_text(source, &seed);
    buffer_clear(&out);
    json_encode(&out, source, size);
    assert_false(out.failed);
    assert_true(accepts(out.bytes, out.size));
    json_t *value = json_loadb(out.bytes, out.size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    assert_non_null(value);
    assert_int_equal(json_string_length(value), size);
    assert_memory_equal(json_string_value(value), source, size);
    json_decref(value);
    assert_int_equal(json_decode(out.bytes + 1, out.size - 2, decoded), size);
    assert_memory_equal(decoded, source, size);
    assert_true(json_equals(out.bytes + 1, out.size - 2, source, size));
  }
  buffer_free(&out);
}

static void foreign_encoding_is_read(void **state)
{
  uint32_t seed = 99;
  (void)state;
  for (int i = 0; i < 5000; i++) {
    char source[4 * 40], decoded[6 * 4 * 40];
    size_t size = random_text(source, &seed);
    json_t *value = json_stringn(source, size);
    assert_non_null(value);
    char *ascii = json_dumps(value, JSON_ENCODE_ANY | JSON_ENSURE_ASCII | JSON_ESCAPE_SLASH);
    assert_non_null(ascii);
    size_t length = strlen(ascii);
    assert_true(accepts(ascii, length));
    assert_int_equal(json_decode(ascii + 1, length - 2, decoded), size);
    assert_memory_equal(decoded, source, size);
    assert_true(json_equals(ascii + 1, length - 2, source, size));
    assert_false(json_equals(ascii + 1, length - 2, "no such text", 12));
    free(ascii);
    json_decref(value);
  }
}

static void only_what_must_be_is_escaped(void **state)
{
  static const char source[] = "\"\\/\b\f\n\r\t\x01\x1f\x7f '<\xc2\x85\xe2\x80\xa8\xe4\xb8\xad";
  static const char wanted[] =
      "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f '<\xc2\x85\xe2\x80\xa8\xe4\xb8\xad\"";
  buffer out = {0};
  (void)state;
  json_encode(&out, source, sizeof source - 1);
  buffer_add_char(&out, 0);
  assert_string_equal(out.bytes, wanted);
  buffer_clear(&out);
  json_encode(&out, "\0", 1);
  buffer_add_char(&out, 0);
  assert_string_equal(out.bytes, "\"\\u0000\"");
  buffer_clear(&out);
  json_encode_name(&out, "a\xff" "b");
  buffer_add_char(&out, 0);
  assert_string_equal(out.bytes, "\"a\xef\xbf\xbd" "b\"");
  buffer_free(&out);
}

/* Replaces every value of "text" in mutated lines, and compares all other bytes. */
static void splicing_keeps_all_else(void **state)
{
  static const char seed_line[] =
      "{\"a\":1.10,\"text\" : \"x\\u0041\",\"b\":[\"\\/\"],\"text\":\"\",\"c\":{\"text\":\"y\"}} ";
  static const char news[] = "\"new \xe4\xb8\xad\"";
  uint32_t seed = 5;
  json_record record = {0};
  json_path path;
  buffer out = {0};
  size_t tried = 0;
  (void)state;
  assert_true(json_path_read(&path, "text"));
  for (int i = 0; i < 5000; i++) {
    char line[LONGEST + 1];
    memcpy(line, seed_line, sizeof seed_line - 1);
    size_t size = mutate(line, sizeof seed_line - 1, &seed);
    if (json_scan(&record, &path, 1, line, size) != JSON_ERROR_NONE) {
      continue;
    }
    json_patch patches[8];
    assert_in_range(record.match_count, 0, 8);
    for (size_t k = 0; k < record.match_count; k++) {
      patches[k] =
          (json_patch){record.matches[k].start, record.matches[k].end, 0, sizeof news - 1};
    }
    buffer_clear(&out);
    json_splice(&out, line, size, patches, record.match_count, news);
    size_t at = 0, from = 0;
    for (size_t k = 0; k < record.match_count; k++) {
      size_t same = patches[k].start - from;
      assert_memory_equal(out.bytes + at, line + from, same);
      assert_memory_equal(out.bytes + at + same, news, sizeof news - 1);
      at += same + sizeof news - 1;
      from = patches[k].end;
    }
    assert_int_equal(out.size - at, size - from);
    assert_memory_equal(out.bytes + at, line + from, size - from);
    assert_true(accepts(out.bytes, out.size));
    tried++;
  }
  assert_in_range(tried, 500, 5000);
  json_path_free(&path);
  json_record_free(&record);
  buffer_free(&out);
}

static void members_end_is_where_a_field_can_be_added(void **state)
{
  static const struct {
    const char *line, *wanted;
  } cases[] = {
      {"{}", "{\"k\":0}"},
      {" { } ", " {\"k\":0 } "},
      {"{\"a\":1 }", "{\"a\":1,\"k\":0 }"},
      {"{\"a\":{\"b\":[1]}}", "{\"a\":{\"b\":[1]},\"k\":0}"},
      {"{\"a\":[],\"b\":\"}\"\t}\t", "{\"a\":[],\"b\":\"}\",\"k\":0\t}\t"},
  };
  json_record record = {0};
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    const char *line = cases[i].line;
    char out[LONGEST];
    scan_for(&record, "none", line);
    snprintf(out, sizeof out, "%.*s%s\"k\":0%s", (int)record.members_end, line,
             record.has_members ? "," : "", line + record.members_end);
    assert_string_equal(out, cases[i].wanted);
  }
  json_record_free(&record);
}

/* ---- Many bytes at once ------------------------------------------------------------- */

static bool is_safe(const char *p)
{
  return (unsigned char)*p >= ' ' && *p != '"' && *p != '\\';
}

static bool is_plain(const char *p)
{
  return is_safe(p) && (unsigned char)*p < 0x80;
}

static const struct looker {
  unsigned (*look)(const char *p);
  bool (*means_nothing)(const char *p);
  unsigned size, step;
} lookers[] = {
    {json_safe_word, is_safe, JSON_WORD, 1},
    {json_plain_word, is_plain, JSON_WORD, 1},
    {json_safe_block, is_safe, JSON_BLOCK, 1},
    {json_plain_block, is_plain, JSON_BLOCK, 1},
    {json_threes_block, utf8_is_three, JSON_THREES, 3},
};

/* Bytes that mean nothing to most of them, but for some at random places. */
static void make_block(char *p, uint32_t *seed)
{
  static const unsigned char odd[] = {0, 0x1F, ' ', '!', '"', '#', '[', '\\', ']', 0x7F,
                                      0x80, 0xBF, 0xC0, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xFF};
  bool threes = next_random(seed) % 2;
  for (unsigned i = 0; i < JSON_BLOCK; i += 3) {
    memcpy(p + i, threes ? "\xE7\xA3\xA8" : "abc", 3);
  }
  for (uint32_t n = next_random(seed) % 4; n > 0; n--) {
    p[next_random(seed) % JSON_BLOCK] = (char)odd[next_random(seed) % COUNT(odd)];
  }
}

static void many_bytes_are_as_one_by_one(void **state)
{
  uint32_t seed = 3;
  (void)state;
  for (int i = 0; i < 200000; i++) {
    const struct looker *l = &lookers[(size_t)i % COUNT(lookers)];
    char block[JSON_BLOCK + 2];
    unsigned nothing = 0, seen;
    make_block(block, &seed);
    while (nothing < l->size && l->means_nothing(block + nothing)) {
      nothing += l->step;
    }
    seen = l->look(block);
    assert_true(seen <= nothing && seen % l->step == 0);
    assert_int_equal(seen == l->size, nothing == l->size);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(encoding_is_read_back),
      cmocka_unit_test(foreign_encoding_is_read),
      cmocka_unit_test(only_what_must_be_is_escaped),
      cmocka_unit_test(splicing_keeps_all_else),
      cmocka_unit_test(members_end_is_where_a_field_can_be_added),
      cmocka_unit_test(many_bytes_are_as_one_by_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
