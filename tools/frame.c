/* frame.c - see frame.h. */
#include "frame.h"

#include "review_html.h"
#include "review_tsv.h"
#include "review_xliff.h"

void frame_add_head(buffer *out, const options *o)
{
  switch (o->format) {
  case FORMAT_TSV:
    review_tsv_head(out);
    break;
  case FORMAT_XLIFF:
    review_xliff_head(out);
    break;
  case FORMAT_HTML:
    review_html_head(out);
    break;
  default:
    break;
  }
}

void frame_add_tail(buffer *out, const options *o, bool is_empty)
{
  switch (o->format) {
  case FORMAT_XLIFF:
    review_xliff_tail(out, is_empty);
    break;
  case FORMAT_HTML:
    review_html_tail(out);
    break;
  default:
    break;
  }
}
