/* json_text.c - see json_text.h. */
#include "json_text.h"

#include <stdint.h> /* uint32_t */
#include <string.h> /* memchr, memcpy, memcmp, strlen */

#include "json_bytes.h"
#include "utf8.h"

#define LONGEST_ESCAPE 6u /* \u001F */

static unsigned hex_value(char c)
{
  return (unsigned)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

static uint32_t read_unit(const char *p)
{
  return hex_value(p[0]) << 12 | hex_value(p[1]) << 8 | hex_value(p[2]) << 4 | hex_value(p[3]);
}

/* Reads \uXXXX, or a pair of surrogates; *p stands behind the `u`. */
static uint32_t read_hex_escape(const char **p, const char *end)
{
  uint32_t unit = read_unit(*p);
  *p += 4;
  if (unit < 0xD800 || unit > 0xDFFF) {
    return unit;
  }
  if (unit < 0xDC00 && end - *p >= 6 && (*p)[0] == '\\' && (*p)[1] == 'u') {
    uint32_t low = read_unit(*p + 2);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      *p += 6;
      return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
  }
  return 0xFFFD;
}

/* Reads one escape; *p stands behind the backslash and is moved behind it all. */
static uint32_t read_escape(const char **p, const char *end)
{
  char c = *(*p)++;
  switch (c) {
  case 'b':
    return '\b';
  case 'f':
    return '\f';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  case 'u':
    return read_hex_escape(p, end);
  default: /* a quote, a slash, a backslash */
    return (unsigned char)c;
  }
}

size_t json_decode(const char *string, size_t size, char *out)
{
  const char *p = string, *end = string + size;
  char *o = out;
  while (p < end) {
    const char *backslash = memchr(p, '\\', (size_t)(end - p));
    size_t plain = (size_t)((backslash ? backslash : end) - p);
    memcpy(o, p, plain);
    o += plain;
    p += plain;
    if (backslash) {
      p++;
      o += utf8_write(o, read_escape(&p, end));
    }
  }
  return (size_t)(o - out);
}

const char *json_skip(const char *p, const char *end, size_t size)
{
  while (size > 0 && p < end) {
    size_t length = 1;
    if (*p++ == '\\') {
      char bytes[4];
      length = utf8_write(bytes, read_escape(&p, end));
    }
    size -= length < size ? length : size;
  }
  return p;
}

bool json_equals(const char *string, size_t size, const char *text, size_t text_size)
{
  if (size == text_size) { /* an escape is longer than what it stands for */
    return memcmp(string, text, size) == 0 && !memchr(string, '\\', size);
  }
  if (size < text_size || size / LONGEST_ESCAPE > text_size) {
    return false;
  }
  const char *p = string, *end = string + size;
  while (p < end) {
    char bytes[4] = {*p};
    size_t length = 1;
    if (*p++ == '\\') {
      length = utf8_write(bytes, read_escape(&p, end));
    }
    if (length > text_size || memcmp(bytes, text, length) != 0) {
      return false;
    }
    text += length;
    text_size -= length;
  }
  return text_size == 0;
}

static void add_escape(buffer *out, unsigned char c)
{
  static const char letters[' '] = {
      ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};
  static const char digits[] = "0123456789abcdef";
  char letter = c < sizeof letters ? letters[c] : (char)c; /* a quote, a backslash */
  buffer_add_char(out, '\\');
  if (letter) {
    buffer_add_char(out, letter);
  } else {
    buffer_add(out, (char[]){'u', '0', '0', digits[c >> 4], digits[c & 15]}, LONGEST_ESCAPE - 1);
  }
}

/* The first byte that needs an escape, or `end`. */
static const char *find_escape(const char *p, const char *end)
{
  unsigned safe = JSON_BLOCK;
  for (; safe == JSON_BLOCK && end - p >= JSON_BLOCK; p += safe) {
    safe = json_safe_block(p);
  }
  for (safe = JSON_WORD; safe == JSON_WORD && end - p >= JSON_WORD; p += safe) {
    safe = json_safe_word(p);
  }
  while (p < end && (unsigned char)*p >= ' ' && *p != '"' && *p != '\\') {
    p++;
  }
  return p;
}

void json_encode(buffer *out, const char *text, size_t size)
{
  const char *p = text, *end = text + size;
  buffer_room(out, size + 2); /* most often all that is needed */
  buffer_add_char(out, '"');
  for (;;) {
    const char *stop = find_escape(p, end);
    buffer_add(out, p, (size_t)(stop - p));
    if (stop == end) {
      break;
    }
    add_escape(out, (unsigned char)*stop);
    p = stop + 1;
  }
  buffer_add_char(out, '"');
}

void json_encode_name(buffer *out, const char *name)
{
  size_t size = strlen(name);
  if (utf8_is_valid(name, size)) {
    json_encode(out, name, size);
    return;
  }
  buffer valid = {0};
  for (size_t i = 0; i < size;) {
    uint32_t c;
    size_t length = utf8_read(name + i, size - i, &c);
    buffer_add(&valid, c == UTF8_BAD ? UTF8_REPLACEMENT : name + i, c == UTF8_BAD ? 3 : length);
    i += length;
  }
  json_encode(out, valid.bytes, valid.size);
  out->failed = out->failed || valid.failed;
  buffer_free(&valid);
}

void json_splice(buffer *out, const char *line, size_t size, const json_patch *patches,
                 size_t count, const char *replacements)
{
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    buffer_add(out, line + at, patches[i].start - at);
    buffer_add(out, replacements + patches[i].from, patches[i].to - patches[i].from);
    at = patches[i].end;
  }
  buffer_add(out, line + at, size - at);
}
