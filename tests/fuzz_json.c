/* fuzz_json.c - the scanner of JSON, against jansson. The first byte of an input chooses what is
 * looked for, the rest is a text.
 *
 *  1. It is JSON for both or for neither, and an error stands inside the text.
 *  2. A match is a value that jansson finds at the same place, and a string is the same text.
 *  3. What is encoded is JSON, and decodes to what it was.
 *  4. With another string spliced in it stays JSON. */
#include <stdbool.h> /* bool */
#include <stdlib.h>  /* malloc, free */
#include <string.h>  /* memcmp, strlen */

#include "fuzz.h"
#include "json_oracle.h"
#include "json_scan.h"
#include "json_text.h"
#include "utf8.h"

static const char *const wanted[] = {"text", "a", "/a/b", "/a/0", "/", "/text/1/a", "id", "/a~1b"};
#define WANTED (sizeof wanted / sizeof *wanted)

static bool is_json(const char *text, size_t size)
{
  json_record record = {0};
  bool good = json_scan(&record, NULL, 0, text, size) == JSON_ERROR_NONE;
  json_record_free(&record);
  return good;
}

/* 3: there and back. */
static const char *check_encoding(const char *text, size_t size)
{
  buffer coded = {0};
  json_encode(&coded, text, size);
  char *back = malloc(coded.size);
  const char *broken = "3: what was encoded is not JSON";
  if (back && is_json(coded.bytes, coded.size)) {
    size_t again = json_decode(coded.bytes + 1, coded.size - 2, back);
    bool same = again == size && memcmp(back, text, size) == 0 &&
                json_equals(coded.bytes + 1, coded.size - 2, text, size) &&
                json_skip(coded.bytes + 1, coded.bytes + coded.size - 1, size) ==
                    coded.bytes + coded.size - 1;
    broken = same ? NULL : "3: what was encoded is another text";
  }
  free(back);
  buffer_free(&coded);
  return broken;
}

/* 4 */
static const char *check_splice(const char *text, size_t size, const json_match *match)
{
  static const char other[] = "\"A \\n mill.\"";
  json_patch patch = {match->start, match->end, 0, sizeof other - 1};
  buffer line = {0};
  json_splice(&line, text, size, &patch, 1, other);
  bool good = line.size == size - (match->end - match->start) + sizeof other - 1 &&
              is_json(line.bytes, line.size);
  buffer_free(&line);
  return good ? NULL : "4: a spliced text is not JSON";
}

static const char *check_string(const char *text, const json_match *match)
{
  size_t size = match->end - match->start - 2;
  const char *inside = text + match->start + 1, *broken = NULL;
  char *out = malloc(size + 1);
  size_t decoded = out ? json_decode(inside, size, out) : 0;
  if (!out || !utf8_is_valid(out, decoded) || decoded > size) {
    broken = "2: a string is no text";
  } else if (!match->escaped && (decoded != size || memcmp(out, inside, size) != 0)) {
    broken = "2: a string without escapes is another text";
  } else if (!match->lone && !json_equals(inside, size, out, decoded)) {
    broken = "2: a string is not its text";
  } else if (!match->lone) {
    json_t *value =
        json_loadb(text + match->start, size + 2, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    bool same = value && json_string_length(value) == decoded &&
                memcmp(json_string_value(value), out, decoded) == 0;
    json_decref(value);
    broken = same ? check_encoding(out, decoded) : "2: jansson reads another text";
  }
  free(out);
  return broken;
}

static const char *check_matches(const json_record *record, const char *text, size_t size)
{
  const char *broken = NULL;
  size_t end = 0;
  for (size_t i = 0; i < record->match_count && !broken; i++) {
    const json_match *match = &record->matches[i];
    if (match->start < end || match->end <= match->start || match->end > size) {
      return "2: matches are out of order";
    }
    end = match->start; /* one may stand in another */
    broken = is_json(text + match->start, match->end - match->start)
                 ? check_splice(text, size, match)
                 : "2: a match is no value";
    if (!broken && match->type == JSON_KIND_STRING) {
      broken = check_string(text, match);
    }
  }
  return broken;
}

/* 2: the members of the outermost object, which jansson finds by itself. */
static const char *check_found(const json_record *record, const char *key, const char *text,
                               size_t size)
{
  json_t *value = json_loadb(text, size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
  bool has_it = value && json_object_get(value, key), refused = !value;
  json_decref(value);
  return refused || has_it == (record->match_count > 0) ? NULL : "2: jansson finds another member";
}

const char *fuzz_try(const uint8_t *data, size_t size)
{
  json_record record = {0};
  json_path path;
  if (size < 1) {
    return NULL;
  }
  const char *key = wanted[data[0] % WANTED], *text = (const char *)data + 1;
  if (!json_path_read(&path, key)) {
    return "a path cannot be read";
  }
  bool accepts = json_scan(&record, &path, 1, text, size - 1) == JSON_ERROR_NONE;
  const char *broken = NULL;
  if (record.error_at > size - 1) {
    broken = "1: an error stands behind the text";
  } else if (accepts != (oracle_accepts(text, size - 1) != 0)) {
    broken = accepts ? "1: jansson refuses it" : "1: jansson accepts it";
  } else if (accepts) {
    broken = check_matches(&record, text, size - 1);
    if (!broken && key[0] != '/') {
      broken = check_found(&record, key, text, size - 1);
    }
  }
  json_record_free(&record);
  json_path_free(&path);
  return broken;
}

/* clang-format off */
static const char *const values[] = {
    "\"a\"", "\"\"", "\"\\u4e2d\\n\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\xE4\xB8\xAD\"",
    "\"\xF0\x9F\x98\x80\"", "0", "-0", "1.50", "-1e5", "1E+400", "true", "false", "null", "[]",
    "{}", "\"\\u0000\"", "\"\\/\\\\\\\"\"", "12345678901234567890",
};
static const char *const marks[] = {"{", "}", "[", "]", ",", ":", " ", "\n", "\"", "\\", "\\u",
                                    "\xFF", "\xC3", "d8", "01", ".", "e", "-", "\t", "\x01"};
static const char *const keys[] = {"\"text\":", "\"a\":", "\"b\":", "\"id\":", "\"\":",
                                   "\"\\u0061\":", "\"a/b\":", "\"text\" : "};
/* clang-format on */

/* One of the containers of the others, with now and then a mark where none belongs. */
void fuzz_mix(uint64_t *state, fuzz_input *out)
{
  uint32_t depth = 0, open = 0; /* a bit for each container: an object has 1 */
  fuzz_add_byte(out, fuzz_random(state));
  for (uint32_t n = fuzz_random(state) % 20; n > 0; n--) {
    if (depth > 0 && (open & 1) != 0) {
      fuzz_add(out, FUZZ_PICK(keys, state));
    }
    uint32_t way = fuzz_random(state) % 4;
    if (way == 0 && depth < 12) {
      open = open << 1 | (fuzz_random(state) & 1);
      fuzz_add(out, (open & 1) != 0 ? "{" : "[");
      depth++;
      continue;
    }
    fuzz_add(out, FUZZ_PICK(values, state));
    for (; depth > 0 && fuzz_random(state) % 3 == 0; depth--, open >>= 1) {
      fuzz_add(out, (open & 1) != 0 ? "}" : "]");
    }
    fuzz_add(out, depth > 0 && n > 1 ? "," : "");
    FUZZ_ADD_SOME(out, marks, (uint32_t)(fuzz_random(state) % 40 == 0), state)
    if (depth == 0) {
      break;
    }
  }
  for (; depth > 0; depth--, open >>= 1) {
    fuzz_add(out, (open & 1) != 0 ? "\"z\":0}" : "0]");
  }
}
