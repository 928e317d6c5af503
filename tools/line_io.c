/* line_io.c - see line_io.h. */
#include "line_io.h"

#include <string.h> /* strlen */

#include "json_text.h"

void line_id(buffer *id, const char *file, size_t number)
{
  buffer_clear(id);
  json_encode_name(id, file);
  if (!id->failed && number > 0) { /* 0: the file is one record */
    id->size--;                    /* the closing quote comes behind the number */
    buffer_add_char(id, ':');
    buffer_add_number(id, number);
    buffer_add_char(id, '"');
  }
}

bool line_passes(const worker *w)
{
  const options *o = w->options;
  return o->on_error == ON_ERROR_PASS && (o->format == FORMAT_TEXT || o->into);
}

static void print_error(worker *w, const trouble *problem, const article *a)
{
  buffer *out = w->out;
  buffer_add_string(out, "{\"id\":");
  buffer_add(out, a->id, a->id_size);
  buffer_add_string(out, ",\"error\":");
  problem_encode(out, problem, false);
  buffer_add_string(out, "}\n");
}

bool line_refuse(worker *w, const input_line *line, trouble *problem, const article *a)
{
  const options *o = w->options;
  problem->line = line->number;
  if (!worker_trouble(w, problem)) {
    return false;
  }
  if (line_passes(w)) {
    buffer_add(w->out, line->bytes, line->size + line->end_size);
  } else if (o->on_error == ON_ERROR_PASS && o->format == FORMAT_JSONL) {
    print_error(w, problem, a);
  }
  return true;
}

void line_pass_large(worker *w)
{
  const batch *b = w->batch;
  input_line part = {.bytes = b->in.bytes, .size = b->in.size, .number = b->first_line};
  line_id(&w->id, w->file, part.number);
  part.number = part.number > 0 ? part.number : 1; /* 0: a whole text */
  if (w->id.failed) {
    worker_no_memory(w);
    return;
  }
  article a = {.id = w->id.bytes, .id_size = w->id.size};
  (void)line_refuse(w, &part, &(trouble){.id = PROBLEM_TOO_LARGE, .byte = 1}, &a);
}
