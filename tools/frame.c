/* frame.c - see frame.h. */
#include "frame.h"

#include "review_tsv.h"

void frame_add_head(buffer *out, const options *o)
{
  switch (o->format) {
  case FORMAT_TSV:
    review_tsv_head(out);
    break;
  default:
    break;
  }
}

void frame_add_tail(buffer *out, const options *o, bool is_empty)
{
  (void)out;
  (void)o;
  (void)is_empty;
}
