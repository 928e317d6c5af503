/* line_io.c - see line_io.h. */
#include "line_io.h"

#include <string.h> /* strlen */

#include "json_text.h"

void line_id(buffer *id, const char *file, size_t number)
{
  buffer_clear(id);
  json_encode_name(id, file);
  if (!id->failed && number > 0) { /* 0: the file is one record */
    id->size--; /* the closing quote comes behind the number */
    buffer_format(id, ":%zu\"", number);
  }
}

bool line_passes(const session *s)
{
  const options *o = s->options;
  return o->on_error == ON_ERROR_PASS && (o->format == FORMAT_TEXT || o->into);
}

static void print_error(session *s, const trouble *problem, const article *a)
{
  buffer *out = &s->scratch;
  buffer_clear(out);
  buffer_add_string(out, "{\"id\":");
  buffer_add(out, a->id, a->id_size);
  buffer_add_string(out, ",\"error\":");
  problem_encode(out, problem, false);
  buffer_add_string(out, "}\n");
  output_add(&s->out, out);
}

bool line_refuse(session *s, const input_line *line, trouble *problem, const article *a)
{
  const options *o = s->options;
  problem->file = s->source.name;
  problem->line = line->number;
  if (!session_problem(s, problem)) {
    return false;
  }
  if (line_passes(s)) {
    output_write(&s->out, line->bytes, line->size + line->end_size);
  } else if (o->on_error == ON_ERROR_PASS && o->format == FORMAT_JSONL) {
    print_error(s, problem, a);
  }
  return true;
}

bool line_pass_large(session *s, const input_line *first)
{
  input_line part = *first;
  buffer id = {0};
  line_id(&id, s->source.name, first->number);
  if (id.failed) {
    session_no_memory(s);
    return false;
  }
  article a = {.id = id.bytes, .id_size = id.size};
  bool going = line_refuse(s, first, &(trouble){.id = PROBLEM_TOO_LARGE, .byte = 1}, &a);
  buffer_free(&id);
  while (going && s->source.in_large && source_line(&s->source, &part) == SOURCE_PART) {
    if (line_passes(s)) {
      output_write(&s->out, part.bytes, part.size + part.end_size);
    }
    going = session_goes_on(s);
  }
  return going;
}
