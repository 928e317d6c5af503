/* writer.c - see writer.h. */
#include "writer.h"

#include <errno.h>    /* EEXIST */
#include <inttypes.h> /* PRIu64 */
#include <stdio.h>    /* snprintf */
#include <string.h>   /* strcmp */

#include "clean_batch.h"
#include "message.h"
#include "stop.h"
#include "views.h"

/* ---- Inputs ----------------------------------------------------------------------- */

/* The output of this input failed; those of others may not. */
static void lose_place(session *s)
{
  message_unwritten(s->out.name, s->out.error);
  session_fail(s);
  s->input.skips = true;
}

static void begin_input(session *s, const batch *b)
{
  s->input.is_good = true;
  s->input.is_changed = false;
  if (s->place.is_each) {
    s->has_article = false;
    s->input.is_open = place_open(&s->place, &s->out, b->file.bytes);
    if (!s->input.is_open && s->out.error == EEXIST) {
      problems_add_input(&s->problems,
                         &(trouble){.id = PROBLEM_PLACE_TAKEN, .file = b->file.bytes});
      session_fail(s);
      s->input.skips = true;
    } else if (!s->input.is_open) {
      lose_place(s);
    }
    if (!s->input.is_open) {
      output_close(&s->out, false);
    } else {
      session_head(s);
    }
  } else if ((b->kind != INPUT_TEXT || s->last_kind != INPUT_TEXT) && s->out.last &&
             s->out.last != '\n') {
    session_print(s, "\n", 1); /* lines stand on lines of their own; texts part themselves */
  }
  s->last_kind = b->kind;
}

static void end_input(session *s, const batch *b)
{
  if (s->input.is_open) {
    bool keep = s->input.is_good && !s->input.skips && !s->stopped;
    bool failed_before = s->out.error != 0; /* what fails in the tail is not told yet */
    session_tail(s);
    if (!place_close(&s->place, &s->out, keep, s->input.is_changed) && !failed_before) {
      lose_place(s);
    }
    s->input.is_open = false;
  }
  if (b->kind != INPUT_TEXT && s->look.has_summary && !s->stopped &&
      b->failure.id == PROBLEM_NONE) {
    if (!s->place.is_each) {
      output_flush(&s->out);
    }
    view_tally(b->file.bytes, &s->input.tally);
  }
  tally_clear(&s->input.tally);
  s->input.skips = false;
}

/* ---- Results ----------------------------------------------------------------------- */

/* Cleans the batch again, up to the trouble that is one too many: so the same is put out
 * however the records were parted into batches. */
static void cut_batch(session *s, batch *b, size_t most)
{
  worker w;
  bool good = clean_begin(&w, s->options, s->cleaner, &s->look, &s->reviews);
  if (good) {
    batch_clear_results(b);
    w.most_troubles = most;
    clean_batch(&w, b);
  }
  b->no_memory = b->no_memory || !good;
  clean_end(&w);
}

/* In a shard the lines before it are counted when somebody wants to know. */
static size_t line_of(session *s, const trouble *problem)
{
  if (s->shard.start > 0 && !s->shard.has_lines) {
    s->shard.has_lines = true;
    session_count_lines(s, &s->shard.lines);
  }
  return problem->line + (s->shard.lines > 0 ? s->shard.lines - 1 : 0);
}

/* Tells the records that could not be cleaned. */
static void take_troubles(session *s, batch *b)
{
  size_t count = batch_trouble_count(b), most = s->options->max_errors;
  for (size_t i = 0; i < count; i++) {
    trouble problem = batch_trouble(b, i);
    problem.line = problem.line > 0 ? line_of(s, &problem) : 0;
    if (b->ended && i + 1 == count) {
      problems_add_last(&s->problems, &problem);
    } else {
      problems_add(&s->problems, &problem);
    }
  }
  if (s->problems.total > most) {
    message("more than %zu record%s could not be cleaned, so the rest is left; see --max-errors",
            most, most == 1 ? "" : "s");
    session_fail(s);
    atomic_store(&s->stopped, true);
  } else if (b->ended) {
    session_fail(s);
    s->input.skips = true;
    atomic_store(&s->skipped_input, b->input_number);
  }
}

static void print(session *s, const batch *b)
{
  if (b->has_article && s->has_article) {
    if (s->out.last != '\n') {
      session_print(s, "\n", 1);
    }
    session_print(s, "\n", 1);
  }
  s->has_article = s->has_article || b->has_article;
  if (s->options->format == FORMAT_FLAGS) {
    output_add_shown(&s->out, &b->out);
  } else {
    output_add(&s->out, &b->out);
  }
  s->bytes_out += b->out.size;
  s->has_body = s->has_body || b->out.size > 0;
  if (b->part == PART_WHOLE && s->out.is_terminal && s->out.last && s->out.last != '\n') {
    session_print(s, "\n", 1);
  }
  if (b->words.size > 0) {
    output_flush(&s->out);
    message_lines(&b->words);
  }
}

static void take_results(session *s, batch *b)
{
  if (batch_trouble_count(b) > s->options->max_errors - s->problems.total) {
    cut_batch(s, b, s->options->max_errors - s->problems.total);
  }
  if (b->no_memory) {
    session_no_memory(s);
    return;
  }
  if (b->field && !s->told_field && !s->options->quiet) {
    message("%s: the text is taken from the field '%s'; --%s names another", b->file.bytes,
            b->field, b->kind == INPUT_TSV ? "column" : "field");
    s->told_field = true;
  }
  print(s, b);
  take_troubles(s, b);
  tally_add(&s->input.tally, &b->tally);
  tally_add(&s->total, &b->tally);
  s->bytes_in += b->size;
  s->input.is_changed = s->input.is_changed || b->is_changed;
  if (s->options->check && b->tally.flags > 0 && s->status == EXIT_DONE) {
    s->status = EXIT_FOUND;
  }
}

/* Tells which encoding was guessed, each time it is another one, and what did not fit. */
static void take_encoding(session *s, const batch *b)
{
  if (b->guess && !s->options->quiet && (!s->told_guess || strcmp(s->told_guess, b->guess) != 0)) {
    message("%s: the encoding seems to be %s; --encoding names another", b->file.bytes, b->guess);
    s->told_guess = b->guess;
  }
  if (b->bad > 0) {
    char detail[80];
    (void)snprintf(detail, sizeof detail, "%" PRIu64 " of %.32s, the first at byte %" PRIu64,
                   b->bad, b->encoding, b->first_bad + 1);
    trouble problem = {.id = PROBLEM_ILL_FORMED, .file = b->file.bytes, .detail = detail};
    problems_note_input(&s->problems, &problem);
  }
}

static void take_failure(session *s, const batch *b)
{
  trouble problem = b->failure;
  problem.file = b->file.bytes;
  problems_add_input(&s->problems, &problem);
  session_fail(s);
  s->input.is_good = false;
}

static void take(session *s, batch *b)
{
  if (b->file.failed) { /* without its name nothing can be done with it */
    session_no_memory(s);
    return;
  }
  s->input_count = b->input_number;
  if (b->begins) {
    begin_input(s, b);
  }
  if (b->notice && !s->options->quiet) {
    message("%s: %s", b->file.bytes, b->notice);
  }
  if (!s->input.skips) {
    take_results(s, b);
  }
  if (!s->input.skips && !s->stopped) {
    take_encoding(s, b);
  }
  if (b->failure.id != PROBLEM_NONE && !s->input.skips && !s->stopped) {
    take_failure(s, b);
  }
  if (s->input.is_open && s->out.error && !s->input.skips) {
    lose_place(s);
  }
  if (b->ends) {
    end_input(s, b);
  }
  (void)session_goes_on(s);
}

void writer_take(void *context, batch *b)
{
  session *s = context;
  stop_idle(false);
  if (!s->stopped) {
    take(s, b);
    progress_show(&s->progress, b->position, s->total.records, s->problems.total);
  }
  if (stop_is_wanted()) {
    writer_rest(s);
  }
}

void writer_rest(void *context)
{
  session *s = context;
  if (!s->place.is_each) {
    output_flush(&s->out);
  }
  if (s->problems.file) {
    output_flush(&s->errors);
  }
  stop_idle(true);
}
