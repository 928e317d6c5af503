/* clean_text.c - a file that is one article. */
#include "article.h"
#include "json_text.h"
#include "views.h"

/* The cleaned text; between two articles stands one empty line. */
static void print_text(worker *w)
{
  buffer *out = &w->scratch;
  buffer_clear(out);
  view_text(out, w);
  if (out->size > 0) {
    article_part(w);
  }
  worker_print(w, out);
}

static void print(worker *w, const article *a)
{
  if (w->options->format == FORMAT_TEXT) {
    print_text(w);
  } else {
    article_print(w, a);
  }
  if (w->look->has_summary) {
    view_summary(w, a);
  }
}

void clean_text(worker *w)
{
  const buffer *in = &w->batch->in;
  buffer_clear(&w->id);
  json_encode_name(&w->id, w->file);
  if (w->id.failed) {
    worker_no_memory(w);
    return;
  }
  article a = {.file = w->file,
               .id = w->id.bytes,
               .id_size = w->id.size,
               .source = in->bytes ? in->bytes : "",
               .size = in->size,
               .target = w->options->target,
               .encoding = w->batch->encoding};
  problem_id problem = article_clean(w, &a);
  if (problem != PROBLEM_NONE) {
    w->batch->failure = (trouble){.id = problem};
  } else if (!w->stopped) {
    print(w, &a);
  }
}
