/* clean_text.c - a file that is one article. */
#include "article.h"
#include "json_text.h"
#include "views.h"

/* The cleaned text; between two articles stands one empty line. */
static void print_text(session *s)
{
  buffer *out = &s->scratch;
  buffer_clear(out);
  view_text(out, s);
  if (out->size > 0) {
    article_part(s);
    output_add(&s->out, out);
  }
  if (s->out.is_terminal && s->out.last && s->out.last != '\n') {
    output_write(&s->out, "\n", 1);
  }
}

static void print(session *s, const article *a)
{
  if (s->options->format == FORMAT_TEXT) {
    print_text(s);
  } else {
    article_print(s, a);
  }
  if (s->shows_summary) {
    view_summary(s, a);
  }
}

static void too_large(session *s, problem_id id)
{
  trouble problem = {.id = id, .file = s->source.name};
  problems_add_input(&s->problems, &problem);
  session_fail(s);
}

void clean_text(session *s)
{
  input_line whole;
  source_result result = source_whole(&s->source, &whole);
  if (result == SOURCE_FAILED) {
    return;
  }
  if (result == SOURCE_PART) {
    too_large(s, PROBLEM_TOO_LARGE);
    return;
  }
  buffer id = {0};
  json_encode_name(&id, s->source.name);
  if (id.failed) {
    session_no_memory(s);
    return;
  }
  article a = {.file = s->source.name,
               .id = id.bytes,
               .id_size = id.size,
               .source = whole.bytes ? whole.bytes : "",
               .size = whole.size,
               .target = s->options->target,
               .encoding = s->source.encoding};
  problem_id problem = article_clean(s, &a);
  if (problem != PROBLEM_NONE) {
    too_large(s, problem);
  } else if (!s->stopped) {
    print(s, &a);
  }
  buffer_free(&id);
  session_goes_on(s);
}
