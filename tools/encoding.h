/* encoding.h - text in other encodings, made UTF-8 by ICU's converters, piece by piece.
 *
 * Names of encodings that are handed out are static. What is ill-formed, or stands for
 * no character, becomes U+FFFD and is counted. */
#ifndef ENCODING_H
#define ENCODING_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint64_t */

#include "fault.h"

#define ENCODING_UTF8 "UTF-8"
#define ENCODING_AUTO "auto"

/* The name under which an encoding is registered; ENCODING_UTF8 and ENCODING_AUTO are
 * themselves. NULL: ICU knows none of this name. */
const char *encoding_find(const char *name);

/* The usual name that `name` was meant to be; NULL: none is near. */
const char *encoding_nearest(const char *name);

bool encoding_is_utf8(const char *found); /* as found by encoding_find() */

/* What a byte order mark tells, and its size; NULL: there is none, or *more of the text
 * is needed to see (never if it is `at_end`). */
const char *encoding_of_mark(const char *bytes, size_t count, bool at_end, size_t *size,
                             bool *more);

/* Whether the text is ASCII and nothing in it switches to another set, so that it does
 * not tell its encoding. */
bool encoding_is_open(const char *bytes, size_t size);

/* The encoding that the bytes are most likely in; NULL: *f tells why it could not be found. */
const char *encoding_guess(const char *bytes, size_t size, fault *f);

typedef struct decoder decoder;

decoder *decoder_open(const char *found); /* NULL: no memory */
void decoder_close(decoder *d);           /* may be NULL */

typedef struct decoder_step {
  const char *in, *in_end; /* `in` is moved behind what was read */
  char *out, *out_end;     /* `out` behind what was written */
  bool is_last;            /* no more bytes follow in_end */
} decoder_step;

/* Converts until the input is used up or the output is full. False: the converter
 * failed. All is out when the input is used up and the output has room. */
bool decoder_run(decoder *d, decoder_step *step);

/* How many parts were ill-formed, and the byte of the input at which the first stands,
 * from 0. */
uint64_t decoder_bad(const decoder *d, uint64_t *first);

#endif
