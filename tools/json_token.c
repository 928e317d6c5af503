/* json_token.c - see json_token.h. */
#include "json_token.h"

#include <stdint.h> /* uint32_t, uint64_t */
#include <string.h> /* memcmp, strchr, strlen */

#include "json_bytes.h"
#include "utf8.h"

bool json_fail(json_cursor *c, json_error error)
{
  c->error = c->p == c->end && error != JSON_ERROR_MEMORY ? JSON_ERROR_END : error;
  return false;
}

void json_skip_blanks(json_cursor *c)
{
  while (c->p < c->end && (*c->p == ' ' || *c->p == '\t' || *c->p == '\n' || *c->p == '\r')) {
    c->p++;
  }
}

static bool is_plain(unsigned char byte)
{
  return byte >= ' ' && byte < 0x80 && byte != '"' && byte != '\\';
}

/* Whether a word of bytes is plain. */
static bool are_plain(const char *p)
{
  uint64_t word = json_word(p);
  return ((json_stops(word) | word) & JSON_HIGHS) == 0;
}

/* Rows of ASCII are long, or as short as a number in Chinese: a block is tried behind a word. */
static const char *skip_ascii(const char *p, const char *end)
{
  if (end - p >= JSON_WORD && are_plain(p)) {
    p += JSON_WORD;
    while (end - p >= JSON_BLOCK && json_is_plain(p)) {
      p += JSON_BLOCK;
    }
    while (end - p >= JSON_WORD && are_plain(p)) {
      p += JSON_WORD;
    }
  }
  while (p < end && is_plain((unsigned char)*p)) {
    p++;
  }
  return p;
}

static const char *skip_threes(const char *p, const char *end)
{
  while (end - p >= UTF8_TWICE_READS && utf8_is_three_twice(p)) {
    p += 6;
  }
  while (end - p >= 3 && utf8_is_three(p)) {
    p += 3;
  }
  return p;
}

/* Over what means nothing in a string: ASCII, and characters of three bytes. */
static const char *skip_plain(const char *p, const char *end)
{
  for (const char *start = NULL; start != p;) {
    p = skip_ascii(p, end);
    start = p;
    p = skip_threes(p, end);
  }
  return p;
}

static bool is_digit_next(const json_cursor *c)
{
  return c->p < c->end && *c->p >= '0' && *c->p <= '9';
}

static bool read_unit(json_cursor *c, uint32_t *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, c->p++) {
    char byte = c->p < c->end ? *c->p : 0, small = (char)(byte | 0x20);
    if (is_digit_next(c)) {
      *unit = *unit << 4 | (uint32_t)(byte - '0');
    } else if (small >= 'a' && small <= 'f') {
      *unit = *unit << 4 | (uint32_t)(small - 'a' + 10);
    } else {
      return json_fail(c, JSON_ERROR_ESCAPE);
    }
  }
  return true;
}

/* p stands behind `\u`. A high surrogate must be followed by a low one. */
static bool read_hex_escape(json_cursor *c, bool *lone)
{
  uint32_t unit;
  if (!read_unit(c, &unit)) {
    return false;
  }
  if (unit < 0xD800 || unit > 0xDFFF) {
    return true;
  }
  if (unit > 0xDBFF || c->end - c->p < 2 || c->p[0] != '\\' || c->p[1] != 'u') {
    *lone = true;
    return true;
  }
  const char *second = c->p;
  c->p += 2;
  if (!read_unit(c, &unit)) {
    return false;
  }
  if (unit < 0xDC00 || unit > 0xDFFF) {
    *lone = true;
    c->p = second; /* it may begin a pair of its own */
  }
  return true;
}

/* p stands at the backslash. */
static bool read_escape(json_cursor *c, json_string *string)
{
  string->escaped = true;
  c->p++;
  if (json_is_next(c, 'u')) {
    c->p++;
    return read_hex_escape(c, &string->lone);
  }
  if (c->p == c->end || *c->p == 0 || !strchr("\"\\/bfnrt", *c->p)) {
    return json_fail(c, JSON_ERROR_ESCAPE);
  }
  c->p++;
  return true;
}

bool json_read_string(json_cursor *c, json_string *string)
{
  *string = (json_string){.start = ++c->p};
  for (;;) {
    c->p = skip_plain(c->p, c->end);
    if (c->p == c->end) {
      return json_fail(c, JSON_ERROR_END);
    }
    unsigned char byte = (unsigned char)*c->p;
    if (byte >= 0x80) {
      size_t length = utf8_length(c->p, (size_t)(c->end - c->p));
      if (length == 0) {
        return json_fail(c, JSON_ERROR_UTF8);
      }
      c->p += length;
    } else if (byte == '"') {
      string->end = c->p++;
      return true;
    } else if (byte != '\\') {
      return json_fail(c, JSON_ERROR_CONTROL);
    } else if (!read_escape(c, string)) {
      return false;
    }
  }
}

static bool read_digits(json_cursor *c)
{
  if (!is_digit_next(c)) {
    return json_fail(c, JSON_ERROR_NUMBER);
  }
  while (is_digit_next(c)) {
    c->p++;
  }
  return true;
}

/* The part in front of the point: no zero stands before another digit. */
static bool read_whole_part(json_cursor *c)
{
  if (!json_is_next(c, '0')) {
    return read_digits(c);
  }
  c->p++;
  return !is_digit_next(c) || json_fail(c, JSON_ERROR_NUMBER);
}

bool json_read_number(json_cursor *c)
{
  if (json_is_next(c, '-')) {
    c->p++;
  }
  if (!read_whole_part(c)) {
    return false;
  }
  if (json_is_next(c, '.')) {
    c->p++;
    if (!read_digits(c)) {
      return false;
    }
  }
  if (!json_is_next(c, 'e') && !json_is_next(c, 'E')) {
    return true;
  }
  c->p++;
  if (json_is_next(c, '+') || json_is_next(c, '-')) {
    c->p++;
  }
  return read_digits(c);
}

bool json_read_literal(json_cursor *c, const char *word)
{
  size_t size = strlen(word);
  if ((size_t)(c->end - c->p) < size || memcmp(c->p, word, size) != 0) {
    return json_fail(c, JSON_ERROR_VALUE);
  }
  c->p += size;
  return true;
}
