/* seams.h - replacements put into a text, with the blanks and marks around them made right.
 *
 *   text + hunks ─▶ joined ─ the library ─▶ edits that touch a hunk ─▶ changes ─▶ result
 *
 * Two things the library cannot know are done as the text is joined: a blank between two words
 * that would meet, and one mark instead of the two that meet when a reviewer ended a correction
 * with the mark that stood behind it already. All else comes from the rules of the library; of
 * its edits those count that touch a hunk, or another edit that counts. So nothing else changes. */
#ifndef SEAMS_H
#define SEAMS_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include <textclean.h>

#include "buffer.h"

typedef struct hunk { /* text[start, end) becomes `bytes` */
  size_t start, end;
  const char *bytes;
  size_t size;
  bool mends_left, mends_right; /* it may get a blank, or lose a mark, on this side */
} hunk;

typedef struct change { /* text[start, end) became seams.bytes[from, to) */
  size_t start, end, from, to;
} change;

typedef struct seams { /* start from all zero; its memory serves text after text */
  textclean_doc *doc;  /* owned */
  buffer joined, ranges, bytes;
  buffer changes; /* change, in order and disjoint */
} seams;

void seams_free(seams *s);

/* Makes the changes. Hunks are in order and disjoint. `is_raw`: what is inside of a hunk stays as
 * it is; else it is cleaned too. False: no memory. */
bool seams_make(seams *s, const textclean *cleaner, textclean_lang target, const char *text,
                size_t size, const hunk *hunks, size_t count, bool is_raw);

size_t seams_count(const seams *s);
change seams_change(const seams *s, size_t i);

/* Adds the text with the changes made. */
void seams_add(const seams *s, buffer *out, const char *text, size_t size);

/* Where a place that is in no hunk stands in the result. */
size_t seams_moved(const seams *s, size_t offset);

#endif
