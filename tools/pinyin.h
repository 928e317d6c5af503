/* pinyin.h - how Chinese sounds, for editors who cannot read it. */
#ifndef PINYIN_H
#define PINYIN_H

#include <stddef.h> /* size_t */

#include "buffer.h"

typedef struct pinyin { /* start from all zero; opened when first needed, for one thread */
  void *transliterator;
  int tried;
} pinyin;

/* Adds the pinyin of the text, well-formed UTF-8 of at most some hundred characters. Nothing is
 * added if ICU has no table for it. */
void pinyin_add(pinyin *p, buffer *out, const char *text, size_t size);
void pinyin_free(pinyin *p);

#endif
