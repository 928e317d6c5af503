/* worker.c - see worker.h. */
#include "worker.h"

#include <string.h> /* memchr, memcmp */

#include "apply.h"
#include "line_io.h"
#include "message.h"

bool worker_begin(worker *w, const options *o, const textclean *cleaner, const looks *look,
                  const reviews *said)
{
  *w = (worker){.options = o, .cleaner = cleaner, .look = look, .reviews = said};
  w->most_troubles = o->on_error == ON_ERROR_FAIL ? 0 : SIZE_MAX;
  textclean_status status = textclean_doc_new(cleaner, &w->doc);
  if (said->corrections && status == TEXTCLEAN_OK) {
    w->applier = applier_new(said->corrections);
    status = w->applier ? TEXTCLEAN_OK : TEXTCLEAN_ENOMEM;
  }
  if (status != TEXTCLEAN_OK) {
    message("%s", textclean_strerror(status));
    return false;
  }
  return records_begin(w);
}

void worker_end(worker *w)
{
  records_end(w);
  flag_list_free(&w->flags);
  markup_free(&w->markup);
  applier_free(w->applier);
  buffer_free(&w->original_file);
  original_free(&w->original);
  pinyin_free(&w->pinyin);
  buffer_free(&w->scratch);
  buffer_free(&w->id);
  buffer_free(&w->cell);
  buffer_free(&w->row);
  textclean_doc_free(w->doc);
}

void worker_print(worker *w, const buffer *bytes)
{
  buffer_add(w->out, bytes->bytes, bytes->size);
  w->out->failed = w->out->failed || bytes->failed;
}

void worker_no_memory(worker *w)
{
  w->stopped = true;
}

bool worker_trouble(worker *w, const trouble *problem)
{
  batch *b = w->batch;
  batch_add_trouble(b, problem);
  b->ended = batch_trouble_count(b) > w->most_troubles;
  return !b->ended;
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

void worker_run(worker *w, batch *b)
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
