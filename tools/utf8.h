/* utf8.h - reading UTF-8, for what the tool does outside the library: JSON and
 * messages. Ill-formed parts are cut as in the WHATWG Encoding Standard. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint32_t */

#define UTF8_BAD UINT32_MAX             /* stands for an ill-formed part */
#define UTF8_REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* Reads the character at `bytes`; size must not be 0. Returns its length, or the
 * length of the maximal ill-formed part. */
size_t utf8_read(const char *bytes, size_t size, uint32_t *code_point);

/* The character that ends before `end`, UTF8_BAD if what stands there is ill-formed; `end` must not
 * be 0. */
uint32_t utf8_before(const char *bytes, size_t end);

/* Writes a code point that is no surrogate; returns its length, 1 to 4. */
size_t utf8_write(char *bytes, uint32_t code_point);

bool utf8_is_valid(const char *bytes, size_t size);

/* Whether a character of three bytes stands at `bytes`, of which three may be read. Not told of
 * those behind E0 and ED, whose second byte has limits of its own. */
static inline bool utf8_is_three(const char *bytes)
{
  const unsigned char *b = (const unsigned char *)bytes;
  return b[0] > 0xE0 && b[0] < 0xF0 && b[0] != 0xED && ((b[1] ^ 0x80) | (b[2] ^ 0x80)) < 0x40;
}

/* The length of the character at `bytes`; 0 if it is ill-formed. The branch for
 * three bytes is here because Chinese text is made of them. */
static inline size_t utf8_length(const char *bytes, size_t size)
{
  if (size >= 3 && utf8_is_three(bytes)) {
    return 3;
  }
  uint32_t code_point;
  size_t length = utf8_read(bytes, size, &code_point);
  return code_point == UTF8_BAD ? 0 : length;
}

#endif
