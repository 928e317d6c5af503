/* reviews.h - what reviewers said, of which all workers read: the file of --accepted, and the
 * reviewed file of `apply`. */
#ifndef REVIEWS_H
#define REVIEWS_H

#include <stdbool.h> /* bool */

#include "accepted.h"
#include "buffer.h"
#include "options.h"

struct corrections;

typedef struct reviews {
  accepted_list accepted;
  bool has_accepted;
  struct corrections *corrections; /* owned; NULL: it cleans */
} reviews;

/* False: a message tells why; reviews_end() is still to be called. */
bool reviews_begin(reviews *r, const options *o);

/* Ends `apply`: tells what became of the corrections, and keeps verdicts, of which the workers
 * made `lines`. *found: there are conflicts. False: something could not be written. */
bool reviews_close(reviews *r, const options *o, const buffer *lines, bool *found);
void reviews_end(reviews *r);

#endif
