/* clean_lines.c - a file in which each line is an article. */
#include <string.h> /* memchr */

#include "article_clean.h"
#include "article_print.h"
#include "clean_kinds.h"
#include "line_io.h"

static void make_blanks(char *bytes, size_t size, char of)
{
  char *p = bytes, *end = bytes + size;
  while (p < end && (p = memchr(p, of, (size_t)(end - p)))) {
    *p++ = ' ';
  }
}

/* The cleaned text must stay on its line: a line end that came out of it, from an
 * entity or a lone CR, becomes a blank. In markup there is none but those of the line. */
static void print_line(worker *w, const input_line *line, const article *a)
{
  buffer *out = w->out;
  size_t start = out->size;
  article_text(out, w, a);
  if (out->size > start && !w->options->markup) {
    make_blanks(out->bytes + start, out->size - start, '\n');
    make_blanks(out->bytes + start, out->size - start, '\r');
  }
  buffer_add(out, line->bytes + line->size, line->end_size);
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
