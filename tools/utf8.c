/* utf8.c - see utf8.h. */
#include "utf8.h"

typedef struct lead {      /* what a first byte asks for */
  unsigned more;           /* bytes that follow; 0: it is no first byte */
  unsigned char low, high; /* limits of the second byte */
} lead;

/* Table 3-7 of the Unicode Standard, for first bytes from 0x80. */
static lead lead_of(unsigned char b)
{
  if (b < 0xC2 || b > 0xF4) {
    return (lead){0, 0, 0};
  }
  if (b < 0xE0) {
    return (lead){1, 0x80, 0xBF};
  }
  if (b < 0xF0) {
    return (lead){2, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF};
  }
  return (lead){3, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF};
}

size_t utf8_read(const char *bytes, size_t size, uint32_t *code_point)
{
  const unsigned char *b = (const unsigned char *)bytes;
  if (b[0] < 0x80) {
    *code_point = b[0];
    return 1;
  }
  lead l = lead_of(b[0]);
  *code_point = UTF8_BAD;
  if (l.more == 0) {
    return 1;
  }
  uint32_t value = b[0] & (0x3Fu >> l.more);
  size_t i = 1;
  for (; i <= l.more; i++) {
    if (i == size || b[i] < l.low || b[i] > l.high) {
      return i;
    }
    value = value << 6 | (b[i] & 0x3Fu);
    l.low = 0x80;
    l.high = 0xBF;
  }
  *code_point = value;
  return i;
}

uint32_t utf8_before(const char *bytes, size_t end)
{
  uint32_t c;
  size_t start = end - 1;
  while (start > 0 && end - start < 4 && ((unsigned char)bytes[start] & 0xC0) == 0x80) {
    start--;
  }
  return utf8_read(bytes + start, end - start, &c) == end - start ? c : UTF8_BAD;
}

size_t utf8_write(char *bytes, uint32_t c)
{
  size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = length - 1; i > 0; i--) {
    bytes[i] = (char)(0x80 | (c & 0x3F));
    c >>= 6;
  }
  bytes[0] = (char)(marks[length] | c);
  return length;
}

bool utf8_is_valid(const char *bytes, size_t size)
{
  while (size > 0) {
    size_t length = (unsigned char)*bytes < 0x80 ? 1 : utf8_length(bytes, size);
    if (length == 0) {
      return false;
    }
    bytes += length;
    size -= length;
  }
  return true;
}
