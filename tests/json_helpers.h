/* json_helpers.h - what the tests of JSON share. Included behind cmocka.h. */
#ifndef JSON_HELPERS_H
#define JSON_HELPERS_H

#include <stdlib.h> /* malloc, free */
#include <string.h> /* memcpy, memmove, strlen */

#include "json_scan.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define LONGEST 400u /* bytes of a line */

/* Whether json_scan() takes it for JSON. */
static inline int accepts(const char *bytes, size_t size)
{
  json_record record = {0};
  char *exact = malloc(size + 1), *copy = exact + 1; /* so that a sanitizer sees a byte too many */
  assert_non_null(exact);
  memcpy(copy, bytes, size);
  json_error error = json_scan(&record, NULL, 0, copy, size);
  assert_true(record.error_at <= size);
  json_record_free(&record);
  free(exact);
  return error == JSON_ERROR_NONE;
}

static inline uint32_t next_random(uint32_t *seed)
{
  *seed ^= *seed << 13;
  *seed ^= *seed >> 17;
  *seed ^= *seed << 5;
  return *seed;
}

/* Changes, drops, doubles or inserts a byte or two. */
static inline size_t mutate(char *line, size_t size, uint32_t *seed)
{
  static const char likely[] = "{}[]\",:\\u0d8tfn-+.eE19 \t/\xe4\xb8\xad\xf0\xff\x80\x1f";
  for (uint32_t n = 1 + next_random(seed) % 3; n > 0; n--) {
    size_t at = next_random(seed) % (size + 1);
    char byte = likely[next_random(seed) % (sizeof likely - 1)];
    uint32_t way = next_random(seed) % 3;
    if (way == 0 && at < size) {
      line[at] = byte;
    } else if (way == 1 && at < size) {
      memmove(line + at, line + at + 1, size - at - 1);
      size--;
    } else if (size + 1 < LONGEST) {
      memmove(line + at + 1, line + at, size - at);
      line[at] = byte;
      size++;
    }
  }
  return size;
}

/* Finds the values of one path in a line that is JSON. */
static inline void scan_for(json_record *record, const char *wanted, const char *line)
{
  json_path path;
  assert_true(json_path_read(&path, wanted));
  assert_int_equal(json_scan(record, &path, 1, line, strlen(line)), JSON_ERROR_NONE);
  json_path_free(&path);
}

#endif
