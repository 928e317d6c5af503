/* article_print.c - see article_print.h. */
#include "article_print.h"

#include "anchor.h"
#include "apply.h"
#include "record.h"
#include "review_html.h"
#include "review_tsv.h"
#include "review_xliff.h"
#include "text_diff.h"
#include "views.h"

void article_text(buffer *out, worker *w, const article *a)
{
  if (w->applier) {
    apply_text(out, w, a);
  } else {
    view_text(out, w);
  }
}

static void print_diff(worker *w, const article *a)
{
  buffer label = {0};
  buffer_clear(&w->scratch);
  apply_text(&w->scratch, w, a);
  anchor_add_label(&label, a);
  if (!w->stopped) {
    text_diff_add(w->out, label.bytes, label.size, a->source, a->size, w->scratch.bytes,
                  w->scratch.size);
  }
  w->out->failed = w->out->failed || w->scratch.failed || label.failed;
  buffer_free(&label);
}

void article_part(worker *w)
{
  if (w->batch->has_article) {
    if (w->out->bytes[w->out->size - 1] != '\n') {
      buffer_add_char(w->out, '\n');
    }
    buffer_add_char(w->out, '\n');
  }
  w->batch->has_article = true;
}

void article_print(worker *w, const article *a)
{
  buffer *out = &w->scratch;
  switch (w->options->format) {
  case FORMAT_JSONL:
    record_add(w->out, w, a);
    buffer_add_char(w->out, '\n');
    break;
  case FORMAT_SENTENCES:
    buffer_clear(out);
    view_sentences(out, w, a);
    if (out->size > 0) {
      buffer_add_char(out, '\n'); /* behind it, not between two: so that shards can be joined */
    }
    worker_print(w, out);
    break;
  case FORMAT_FLAGS:
    view_flags(w->out, w, a, w->look->colors_out, w->look->width);
    break;
  case FORMAT_XLIFF:
    review_xliff_add(w->out, w, a);
    break;
  case FORMAT_HTML:
    review_html_add(w->out, w, a);
    break;
  case FORMAT_DIFF:
    print_diff(w, a);
    break;
  case FORMAT_TSV:
    review_tsv_add(w->out, w, a);
    break;
  default:
    break;
  }
}
