/* json_token.c - see json_token.h. */
#include "json_token.h"

#include <stdint.h> /* uint32_t, uint64_t */
#include <string.h> /* memcmp, strlen */

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

/* Rows of ASCII are long, or as short as a number in Chinese: blocks are tried behind a word. */
static const char *skip_ascii(const char *p, const char *end)
{
  unsigned plain = end - p >= JSON_WORD ? json_plain_word(p) : 0;
  p += plain;
  if (plain == JSON_WORD) {
    for (plain = JSON_BLOCK; plain == JSON_BLOCK && end - p >= JSON_BLOCK; p += plain) {
      plain = json_plain_block(p);
    }
  }
  while (p < end && is_plain((unsigned char)*p)) {
    p++;
  }
  return p;
}

/* Over the characters beyond ASCII at p, of which Chinese has rows of three bytes each. What is
 * behind is ASCII, the end, or ill-formed. */
static const char *skip_others(const char *p, const char *end)
{
  unsigned threes = JSON_THREES;
  for (; threes == JSON_THREES && end - p >= JSON_THREES; p += threes) {
    threes = json_threes_block(p);
  }
  while (p < end && (unsigned char)*p >= 0x80) {
    size_t length = utf8_length(p, (size_t)(end - p));
    if (length == 0) {
      break;
    }
    p += length;
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

static bool is_escape_letter(char letter)
{
  switch (letter) {
  case '"':
  case '\\':
  case '/':
  case 'b':
  case 'f':
  case 'n':
  case 'r':
  case 't':
    return true;
  default:
    return false;
  }
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
  if (c->p == c->end || !is_escape_letter(*c->p)) {
    return json_fail(c, JSON_ERROR_ESCAPE);
  }
  c->p++;
  return true;
}

bool json_read_string(json_cursor *c, json_string *string)
{
  *string = (json_string){.start = ++c->p};
  for (;;) {
    c->p = skip_ascii(c->p, c->end);
    if (c->p == c->end) {
      return json_fail(c, JSON_ERROR_END);
    }
    unsigned char byte = (unsigned char)*c->p;
    if (byte >= 0x80) {
      c->p = skip_others(c->p, c->end);
      if (c->p < c->end && (unsigned char)*c->p >= 0x80) {
        return json_fail(c, JSON_ERROR_UTF8);
      }
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
