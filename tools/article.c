/* article.c - see article.h. */
#include "article.h"

#include "record.h"
#include "views.h"

static void count(worker *w)
{
  size_t edit_count;
  const textclean_edit *edits = textclean_edits(w->doc, &edit_count);
  tally *t = &w->batch->tally;
  t->articles++;
  t->edits += edit_count;
  for (size_t i = 0; i < edit_count; i++) {
    t->by_rule[edits[i].rule]++;
  }
  t->flags += w->flags.count;
  for (size_t i = 0; i < w->flags.count; i++) {
    t->by_kind[w->flags.flags[i]->kind]++;
  }
}

problem_id article_clean(worker *w, const article *a)
{
  textclean_status status = textclean_apply(w->doc, a->target, a->source, a->size);
  if (status == TEXTCLEAN_ETOOBIG) {
    return PROBLEM_TOO_LARGE_TO_CLEAN;
  }
  if (status != TEXTCLEAN_OK || !flag_list_pick(&w->flags, w->doc, w->options)) {
    worker_no_memory(w);
    return PROBLEM_NONE;
  }
  count(w);
  return PROBLEM_NONE;
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
    view_flags(w->out, w, a, w->look->colors_out);
    break;
  default:
    break;
  }
}
