/* clean_lines.c - a file in which each line is an article. */
#include "article.h"
#include "line_io.h"

/* The cleaned text must stay on its line: a line end that came out of it, from an
 * entity or a lone CR, becomes a blank. In markup there is none but those of the line. */
static void print_line(worker *w, const input_line *line, const article *a)
{
  buffer *out = &w->scratch;
  buffer_clear(out);
  article_text(out, w, a);
  for (size_t i = 0; i < out->size && !w->options->markup; i++) {
    if (out->bytes[i] == '\n' || out->bytes[i] == '\r') {
      out->bytes[i] = ' ';
    }
  }
  buffer_add(out, line->bytes + line->size, line->end_size);
  worker_print(w, out);
}

bool clean_line(worker *w, const input_line *line)
{
  buffer *id = &w->id;
  line_id(id, w->file, line->number);
  if (id->failed) {
    worker_no_memory(w);
    return false;
  }
  article a = {.file = w->file,
               .line = line->number,
               .id = id->bytes,
               .id_size = id->size,
               .source = line->bytes,
               .size = line->size,
               .target = w->options->target,
               .encoding = w->batch->encoding};
  problem_id problem = article_clean(w, &a);
  if (problem != PROBLEM_NONE) {
    return line_refuse(w, line, &(trouble){.id = problem, .byte = 1}, &a);
  }
  if (w->stopped) {
    return false;
  }
  if (w->options->format == FORMAT_TEXT) {
    print_line(w, line, &a);
  } else {
    article_print(w, &a);
  }
  return true;
}
