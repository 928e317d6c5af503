/* json_oracle.h - jansson's answer to whether a text is JSON.
 *
 * Where it differs by design from json_scan.h, and how that is dealt with:
 *  1. It refuses lone surrogates: all escapes of surrogates are made \u0041 for it.
 *  2. It refuses U+0000 in keys: the same is done for \u0000.
 *  3. It refuses numbers beyond a double (1e400), even read as real numbers: its error tells
 *     where, and they are made 1 for it.
 *  4. It nests to 2048, we to 512: no random text comes near.
 *  5. It skips a NUL byte behind a number: a NUL is never JSON, so it is not asked. */
#ifndef JSON_ORACLE_H
#define JSON_ORACLE_H

#include <jansson.h> /* json_loadb */
#include <stdlib.h>  /* malloc, free */
#include <string.h>  /* memchr, memcmp, memcpy, memmove, strchr */

static inline int is_surrogate_or_nul(const char *escape)
{
  return memcmp(escape, "0000", 4) == 0 ||
         ((escape[0] | 0x20) == 'd' && strchr("89abcdefABCDEF", escape[1]) && escape[1]);
}

/* Makes the number that ends at `end` a 1. False: another one touches it. */
static inline int shorten_number(char *text, size_t *size, size_t end)
{
  static const char letters[] = "0123456789.eE+-";
  size_t start = end;
  if (end < *size && strchr(letters, text[end])) {
    return 0;
  }
  while (start > 0 && strchr(letters, text[start - 1])) {
    start--;
    if ((text[start] == '-' || text[start] == '+') && start > 0 &&
        strchr("0123456789.", text[start - 1])) {
      return 0;
    }
  }
  text[start] = '1';
  memmove(text + start + 1, text + end, *size - end);
  *size -= end - start - 1;
  return 1;
}

static inline int loads(char *text, size_t size)
{
  size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL;
  for (;;) {
    json_error_t error;
    json_t *value = json_loadb(text, size, flags, &error);
    if (value) {
      json_decref(value);
      return 1;
    }
    if (json_error_code(&error) != json_error_numeric_overflow ||
        !shorten_number(text, &size, (size_t)error.position)) {
      return 0;
    }
  }
}

/* Its answer, after the exceptions above. */
static inline int oracle_accepts(const char *bytes, size_t size)
{
  char *copy = memchr(bytes, 0, size) ? NULL : malloc(size + 1);
  if (!copy) {
    return 0;
  }
  memcpy(copy, bytes, size);
  for (size_t i = 0; i + 6 <= size; i++) {
    if (copy[i] == '\\' && copy[i + 1] == 'u' && is_surrogate_or_nul(copy + i + 2)) {
      /* Only if four hex digits stand there: the two that were not looked at stay. */
      memcpy(copy + i + 2, "00", 2);
      if (memcmp(copy + i + 4, "00", 2) == 0) {
        memcpy(copy + i + 4, "41", 2);
      }
    }
  }
  int accepts = loads(copy, size);
  free(copy);
  return accepts;
}

#endif
