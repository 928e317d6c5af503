/* tally.h - what was found, in numbers. */
#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include <textclean.h>

typedef struct tally {
  size_t records;  /* lines and files, also those that could not be cleaned */
  size_t articles; /* cleaned texts: a record may have several */
  size_t edits, flags;
  size_t by_kind[TEXTCLEAN_KIND_COUNT]; /* flags */
  size_t *by_rule;                      /* edits; owned, one for each of textclean_rules() */
  size_t rule_count;
} tally;

bool tally_begin(tally *t); /* All zero. False: no memory. */
void tally_end(tally *t);
void tally_clear(tally *t);
void tally_add(tally *to, const tally *from);

#endif
