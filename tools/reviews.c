/* reviews.c - see reviews.h. */
#include "reviews.h"

#include <stdlib.h> /* calloc, free */

#include "corrections_tell.h"
#include "message.h"
#include "review_read.h"

bool reviews_begin(reviews *r, const options *o)
{
  *r = (reviews){.has_accepted = o->accepted != NULL};
  if (o->accepted && !accepted_read(&r->accepted, o->accepted, o->applies)) {
    return false;
  }
  if (!o->review) {
    return true;
  }
  r->corrections = calloc(1, sizeof *r->corrections);
  if (!r->corrections) {
    message("%s", textclean_strerror(TEXTCLEAN_ENOMEM));
    return false;
  }
  return review_read(r->corrections, o->review);
}

bool reviews_close(reviews *r, const options *o, const buffer *lines, bool *found)
{
  const corrections *c = r->corrections;
  corrections_tell(c, o->quiet);
  *found = corrections_count(c, OUTCOME_CONFLICT) + corrections_count(c, OUTCOME_WAITS) > 0;
  if (o->accepted && !o->diff) {
    return (lines->size == 0 && !lines->failed) || accepted_write(&r->accepted, o->accepted, lines);
  }
  if (!o->quiet) {
    corrections_tell_verdicts(c);
  }
  return true;
}

void reviews_end(reviews *r)
{
  accepted_free(&r->accepted);
  if (r->corrections) {
    corrections_free(r->corrections);
  }
  free(r->corrections);
}
