/* accepted.h - spans that a reviewer called no error: they are not flagged again.
 *
 * A line of the file is
 *
 *   KIND span HASH TEXT     no error where it stands: HASH is of the span with what stands
 *                           around it, so it holds wherever that stands again
 *   KIND term HASH TEXT     no error anywhere: HASH is of the span alone
 *
 * parted by single blanks. HASH has 12 hex digits (see anchor.h). TEXT is for people, as
 * sheet_cell.h writes it, and is not read. Empty lines and lines that begin with # mean
 * nothing; the order means nothing. */
#ifndef ACCEPTED_H
#define ACCEPTED_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include <textclean.h>

#include "buffer.h"

typedef struct accepted_list {
  struct accepted_entry *entries; /* sorted */
  size_t count;
  buffer text; /* of the file, as it came */
} accepted_list;

/* Reads the file; one that does not exist is empty if `may_miss`. False: a message tells why;
 * accepted_free() is still to be called. */
bool accepted_read(accepted_list *a, const char *name, bool may_miss);
void accepted_free(accepted_list *a);

bool accepted_has(const accepted_list *a, textclean_kind kind, const char *text, size_t size,
                  textclean_span span);

/* Adds a line for a span of the text. */
void accepted_add_line(buffer *out, textclean_kind kind, bool is_term, const char *text,
                       size_t size, textclean_span span);

/* Puts the lines that are not there yet behind those of the file. False: a message tells
 * why. */
bool accepted_write(const accepted_list *a, const char *name, const buffer *lines);

#endif
