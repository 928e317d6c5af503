/* clean_lines.c - a file in which each line is an article. */
#include <string.h> /* memchr */

#include "article.h"
#include "line_io.h"
#include "views.h"

/* The cleaned text must stay on its line: a line end that came out of it, from an
 * entity or a lone CR, becomes a blank. */
static void print_line(session *s, const input_line *line)
{
  buffer *out = &s->scratch;
  buffer_clear(out);
  view_text(out, s);
  for (size_t i = 0; i < out->size; i++) {
    if (out->bytes[i] == '\n' || out->bytes[i] == '\r') {
      out->bytes[i] = ' ';
    }
  }
  buffer_add(out, line->bytes + line->size, line->end_size);
  output_add(&s->out, out);
}

/* False: reading must end here. */
static bool clean_line(session *s, const input_line *line, buffer *id)
{
  line_id(id, s->source.name, line->number);
  if (id->failed) {
    session_no_memory(s);
    return false;
  }
  article a = {.file = s->source.name,
               .line = line->number,
               .id = id->bytes,
               .id_size = id->size,
               .source = line->bytes,
               .size = line->size,
               .target = s->options->target,
               .encoding = s->source.encoding};
  problem_id problem = article_clean(s, &a);
  if (problem != PROBLEM_NONE) {
    return line_refuse(s, line, &(trouble){.id = problem, .byte = 1}, &a);
  }
  if (s->stopped) {
    return false;
  }
  if (s->options->format == FORMAT_TEXT) {
    print_line(s, line);
  } else {
    article_print(s, &a);
  }
  return true;
}

void clean_lines(session *s)
{
  input_line line;
  buffer id = {0};
  bool going = true;
  while (going && session_goes_on(s)) {
    switch (source_line(&s->source, &line)) {
    case SOURCE_LINE:
      going = clean_line(s, &line, &id);
      break;
    case SOURCE_PART:
      going = line_pass_large(s, &line);
      break;
    default:
      going = false;
      break;
    }
  }
  buffer_free(&id);
}
