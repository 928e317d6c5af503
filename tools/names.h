/* names.h - a set of names, kept as hashes of 64 bits: a million take 16 MiB. */
#ifndef NAMES_H
#define NAMES_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint64_t */

typedef struct names { /* start from all zero */
  uint64_t *hashes;    /* 0: a free place */
  size_t count, capacity;
} names;

typedef enum names_answer { NAMES_NEW, NAMES_KNOWN, NAMES_NO_MEMORY } names_answer;

/* Puts it in. That two names have one hash happens once in 10^7 sets of a million; the
 * second then seems to be known. */
names_answer names_add(names *n, const char *name);

void names_free(names *n);

#endif
