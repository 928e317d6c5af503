/* json_token.c - see json_token.h. */
#include "json_token.h"

#include <stdint.h> /* uint32_t, uint64_t */
#include <string.h> /* memcpy, memcmp, strchr, strlen */

#include "utf8.h"

const char *json_error_text(json_error error)
{
  static const char *const texts[] = {
#define JSON_ERROR(id, what) what,
#include "json_error.def"
#undef JSON_ERROR
  };
  return texts[error];
}

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

/* Whether eight bytes are plain: the high bit of a byte of `stop` is set if it is below a blank,
 * a quote, a backslash, or not ASCII. */
static bool are_plain(const char *p)
{
  const uint64_t ones = 0x0101010101010101u, highs = ones << 7;
  uint64_t w;
  memcpy(&w, p, sizeof w);
  uint64_t quote = w ^ ones * '"', backslash = w ^ ones * '\\';
  uint64_t stop = (w - ones * ' ') | (quote - ones) | (backslash - ones) | w;
  return (stop & highs) == 0;
}

/* Over what means nothing in a string: ASCII, eight bytes at a time, and characters of three
 * bytes. */
static const char *skip_plain(const char *p, const char *end)
{
  for (const char *start = NULL; start != p;) {
    start = p;
    while (end - p >= 8 && are_plain(p)) {
      p += 8;
    }
    while (end - p >= 3 && utf8_is_three(p)) {
      p += 3;
    }
  }
  while (p < end && is_plain((unsigned char)*p)) {
    p++;
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
