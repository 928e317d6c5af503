/* fuzz.h - what a fuzz target is made of: it gives fuzz_try() and fuzz_mix(), and fuzz_main.c
 * makes two programs of them.
 *
 *   with clang and -Dfuzz=true: a target of libFuzzer, fuzz_NAME_libfuzzer
 *   else:                       fuzz_NAME FILE...                replays files
 *                               fuzz_NAME --mixtures N [SEED]    tries random inputs
 *
 * What fuzz_mix() makes has the shape that fuzz_try() takes apart, of the pieces that matter to
 * it; libFuzzer gets the same pieces from fuzz_corpus.py. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h> /* size_t */
#include <stdint.h> /* uint8_t, uint64_t */

/* What is broken, a static string; NULL: nothing. `data` has just `size` bytes, so that a
 * sanitizer sees a look too far. */
const char *fuzz_try(const uint8_t *data, size_t size);

typedef struct fuzz_input {
  uint8_t bytes[4096];
  size_t size;
} fuzz_input;

/* Makes an input by chance; it is empty before. */
void fuzz_mix(uint64_t *state, fuzz_input *out);

uint32_t fuzz_random(uint64_t *state);

/* Adds a piece; what does not fit is left out. */
void fuzz_add(fuzz_input *out, const char *piece);
void fuzz_add_byte(fuzz_input *out, uint32_t byte);

#define FUZZ_PICK(list, state) ((list)[fuzz_random(state) % (sizeof(list) / sizeof *(list))])

/* Up to `most` pieces of a list. */
#define FUZZ_ADD_SOME(out, list, most, state)                                                      \
  for (uint32_t n_ = fuzz_random(state) % ((most) + 1); n_ > 0; n_--) {                            \
    fuzz_add((out), FUZZ_PICK(list, state));                                                       \
  }

/* ---- An input taken apart: behind its end all bytes are 0 ------------------------ */

typedef struct fuzz_reader {
  const uint8_t *p, *end;
} fuzz_reader;

static inline uint8_t fuzz_take(fuzz_reader *r)
{
  return r->p < r->end ? *r->p++ : 0;
}

#endif
