/* original.h - the text that an article was translated from: what stands there word for word
 * was surely not translated.
 *
 * Its 4-byte pieces are noted in a filter, so that most of what is not there is told at once;
 * what passes is searched for, as long as all searches cost no more than ORIGINAL_SEARCHES
 * times its size. */
#ifndef ORIGINAL_H
#define ORIGINAL_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint8_t */

#include <textclean.h>

#include "buffer.h"

#define ORIGINAL_REASON "in-original"
#define ORIGINAL_SEARCHES 1000u

typedef struct original { /* start from all zero */
  const char *text;       /* NULL: there is none */
  size_t size;
  size_t searches; /* that were made */
  uint8_t *filter; /* owned */
  buffer lines;    /* a uint32_t for each line that is not blank: its start */
  bool has_lines;
} original;

/* Takes the text, which must stay. False: no memory. */
bool original_set(original *o, const char *text, size_t size);
void original_free(original *o);

/* Whether a span of this kind stands there. */
bool original_has(original *o, const char *bytes, size_t size, textclean_kind kind);

/* The line in which the bytes stand; else the `paragraph`-th line that is not blank (from 1) of
 * `count` if there are as many; else nothing. */
textclean_span original_line(original *o, const char *bytes, size_t size, size_t paragraph,
                             size_t count);

#endif
