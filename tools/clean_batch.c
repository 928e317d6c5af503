/* clean_batch.c - see clean_batch.h. */
#include "clean_batch.h"

#include <string.h> /* memchr, memcmp */

#include "clean_kinds.h"
#include "line_io.h"

bool clean_begin(worker *w, const options *o, const textclean *cleaner, const looks *look,
                 const reviews *said)
{
  return worker_begin(w, o, cleaner, look, said) && records_begin(w);
}

void clean_end(worker *w)
{
  records_end(w);
  worker_end(w);
}

static bool run_line(worker *w, const input_line *line)
{
  switch (w->batch->kind) {
  case INPUT_JSONL:
    return clean_record(w, line);
  case INPUT_TSV:
    return clean_row(w, line);
  default:
    return clean_line(w, line);
  }
}

/* Cuts the lines as source.c did. */
static void run_lines(worker *w)
{
  const char *p = w->batch->in.bytes, *end = p + w->batch->in.size;
  bool going = true;
  for (size_t number = w->batch->first_line; going && !w->stopped && p < end; number++) {
    const char *lf = memchr(p, '\n', (size_t)(end - p));
    const char *next = lf ? lf + 1 : end;
    input_line line = source_cut(p, next, number);
    w->batch->tally.records++;
    going = run_line(w, &line);
    p = next;
  }
}

static bool is_changed(const batch *b)
{
  return b->out.size != b->in.size ||
         (b->out.size > 0 && memcmp(b->out.bytes, b->in.bytes, b->out.size) != 0);
}

void clean_batch(worker *w, batch *b)
{
  if (b->file.failed || b->in.failed) {
    b->no_memory = true;
    return;
  }
  w->batch = b;
  w->file = b->file.bytes;
  w->out = &b->out;
  if (b->part == PART_LINES) {
    run_lines(w);
  } else if (b->part == PART_WHOLE) {
    b->tally.records++;
    if (b->kind == INPUT_JSON) {
      clean_json(w);
    } else {
      clean_text(w);
    }
  } else if (b->part == PART_LARGE) {
    b->tally.records++;
    line_pass_large(w);
  } else if (b->part == PART_MORE && line_passes(w)) {
    buffer_add(&b->out, b->in.bytes, b->in.size);
  }
  b->is_changed = is_changed(b);
  b->no_memory = w->stopped || b->out.failed || b->troubles.failed;
}
