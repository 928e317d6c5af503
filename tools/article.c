/* article.c - see article.h. */
#include "article.h"

#include "anchor.h"
#include "apply.h"
#include "record.h"
#include "review_html.h"
#include "review_tsv.h"
#include "review_xliff.h"
#include "text_diff.h"
#include "views.h"

const char *article_cleaned(const worker *w, size_t *size)
{
  return w->options->markup ? markup_text(&w->markup, size) : textclean_text(w->doc, size);
}

const textclean_edit *article_edits(const worker *w, size_t *count)
{
  return w->options->markup ? markup_edits(&w->markup, count) : textclean_edits(w->doc, count);
}

textclean_place article_place(const worker *w, textclean_place at)
{
  return w->options->markup ? markup_place(&w->markup, at) : at;
}

static void count(worker *w)
{
  size_t edit_count;
  const textclean_edit *edits = article_edits(w, &edit_count);
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

static bool pick_flags(worker *w, const article *a)
{
  w->original.text = NULL;
  return (!a->original || original_set(&w->original, a->original, a->original_size)) &&
         flag_list_pick(&w->flags, w->doc, w->options,
                        w->reviews->has_accepted ? &w->reviews->accepted : NULL,
                        a->original ? &w->original : NULL);
}

static textclean_status clean(worker *w, const article *a)
{
  markup_kind kind = w->options->markup;
  return kind ? markup_clean(&w->markup, kind, w->cleaner, w->doc, a->target, a->source, a->size)
              : textclean_apply(w->doc, a->target, a->source, a->size);
}

problem_id article_clean(worker *w, const article *a)
{
  textclean_status status = clean(w, a);
  if (status == TEXTCLEAN_ETOOBIG) {
    return PROBLEM_TOO_LARGE_TO_CLEAN;
  }
  if (status != TEXTCLEAN_OK || !pick_flags(w, a)) {
    worker_no_memory(w);
    return PROBLEM_NONE;
  }
  count(w);
  return PROBLEM_NONE;
}

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
