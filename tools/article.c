/* article.c - see article.h. */
#include "article.h"

#include "record.h"
#include "views.h"

static void count(session *s)
{
  size_t edits;
  textclean_edits(s->doc, &edits);
  s->tally.articles++;
  s->tally.edits += edits;
  s->tally.flags += s->flags.count;
  for (size_t i = 0; i < s->flags.count; i++) {
    s->tally.by_kind[s->flags.flags[i]->kind]++;
  }
  if (s->options->check && s->flags.count > 0 && s->status == EXIT_DONE) {
    s->status = EXIT_FOUND;
  }
}

problem_id article_clean(session *s, const article *a)
{
  textclean_status status = textclean_apply(s->doc, a->target, a->source, a->size);
  if (status == TEXTCLEAN_ETOOBIG) {
    return PROBLEM_TOO_LARGE_TO_CLEAN;
  }
  if (status != TEXTCLEAN_OK || !flag_list_pick(&s->flags, s->doc, s->options)) {
    session_no_memory(s);
    return PROBLEM_NONE;
  }
  count(s);
  return PROBLEM_NONE;
}

void article_part(session *s)
{
  if (s->has_article) {
    if (s->out.last != '\n') {
      output_write(&s->out, "\n", 1);
    }
    output_write(&s->out, "\n", 1);
  }
  s->has_article = true;
}

void article_print(session *s, const article *a)
{
  buffer *out = &s->scratch;
  buffer_clear(out);
  switch (s->options->format) {
  case FORMAT_JSONL:
    record_add(out, s, a);
    buffer_add_char(out, '\n');
    break;
  case FORMAT_SENTENCES:
    view_sentences(out, s, a);
    break;
  case FORMAT_FLAGS:
    view_flags(out, s, a, s->colors_out);
    break;
  default:
    break;
  }
  if (s->options->format == FORMAT_FLAGS) {
    output_add_shown(&s->out, out);
    return;
  }
  if (out->size > 0 && s->options->format == FORMAT_SENTENCES) {
    article_part(s);
  }
  output_add(&s->out, out);
}
