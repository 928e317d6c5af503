/* article_clean.c - see article_clean.h. */
#include "article_clean.h"

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
