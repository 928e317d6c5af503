/* pinyin.h - how Chinese sounds, for editors who cannot read it. */
#ifndef PINYIN_H
#define PINYIN_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include <unicode/utrans.h> /* utrans_openU, utrans_transUChars, utrans_close */

#include "buffer.h"
#include "late.h"

#define PINYIN_CALLS(X, calls)                                                                     \
  X(calls, utrans_openU)                                                                           \
  X(calls, utrans_transUChars)                                                                     \
  X(calls, utrans_close)

typedef struct pinyin_calls {
  PINYIN_CALLS(LATE_MEMBER, pinyin_calls)
} pinyin_calls;

typedef struct pinyin { /* start from all zero; opened when first needed, for one thread */
  pinyin_calls icu;
  UTransliterator *transliterator;
  bool tried;
} pinyin;

/* Adds the pinyin of the text, well-formed UTF-8 of at most some hundred characters. Nothing is
 * added if ICU has no table for it. */
void pinyin_add(pinyin *p, buffer *out, const char *text, size_t size);
void pinyin_free(pinyin *p);

#endif
