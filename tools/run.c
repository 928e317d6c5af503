/* run.c - see run.h. */
#include "run.h"

#include <sched.h>     /* sched_getaffinity */
#include <stdlib.h>    /* getenv, calloc, free */
#include <string.h>    /* strcmp */
#include <sys/ioctl.h> /* ioctl */
#include <sys/stat.h>  /* stat, fstat */
#include <unistd.h>    /* isatty */

#include "applier.h"
#include "clean_batch.h"
#include "frame.h"
#include "message.h"
#include "stats.h"
#include "stop.h"
#include "style_file.h"
#include "writer.h"

#define USUAL_COLUMNS 80u /* of a terminal that does not tell */

static bool wants_color(when_to when, bool is_terminal)
{
  const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
  if (when != WHEN_AUTO) {
    return when == WHEN_ALWAYS;
  }
  return is_terminal && !(no && no[0]) && term && strcmp(term, "dumb") != 0;
}

/* What becomes of a record that cannot be cleaned. */
static const char *outcome_of(const options *o)
{
  if (o->on_error != ON_ERROR_PASS) {
    return o->on_error == ON_ERROR_DROP ? "dropped" : "reading ends here";
  }
  if (o->format == FORMAT_TEXT || o->into) {
    return "passed on unchanged";
  }
  return o->format == FORMAT_JSONL ? "put out as an error" : "left out";
}

/* Remembers a regular file that is written while inputs are read. */
static void note_written(session *s, const output *out)
{
  struct stat info;
  if (!out->temporary && fstat(out->fd, &info) == 0 && S_ISREG(info.st_mode)) {
    s->written[s->written_count].device = info.st_dev;
    s->written[s->written_count++].inode = info.st_ino;
  }
}

static bool open_outputs(session *s)
{
  const options *o = s->options;
  place_begin(&s->place, o);
  if (!s->place.is_each && !output_open(&s->out, o->output)) {
    return session_cannot_write(s, &s->out);
  }
  if (!s->place.is_each) {
    session_head(s);
  }
  s->problems = (problems){.quiet = o->quiet, .outcome = outcome_of(o)};
  if (o->errors) {
    if (!output_open_plain(&s->errors, o->errors)) {
      return session_cannot_write(s, &s->errors);
    }
    s->problems.file = &s->errors;
    note_written(s, &s->errors);
  }
  if (!s->place.is_each) {
    note_written(s, &s->out);
  }
  return true;
}

/* As many as there are processors that this process may use. */
static size_t count_processors(void)
{
  cpu_set_t set;
  int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  return count < MAX_JOBS ? (size_t)count : MAX_JOBS;
}

/* The bytes of all inputs; 0: not known. */
static uint64_t size_of_all(const options *o)
{
  struct stat info;
  uint64_t size = 0;
  for (size_t i = 0; i < o->operand_count; i++) {
    if (o->shard_count > 0 || o->files_from || stat(o->operands[i], &info) != 0 ||
        !S_ISREG(info.st_mode)) {
      return 0;
    }
    size += (uint64_t)info.st_size;
  }
  return size;
}

/* Files that fit into one batch are cleaned by one thread: to start more takes longer. */
static size_t count_jobs(const options *o, uint64_t size)
{
  if (o->jobs > 0) {
    return o->jobs;
  }
  return size > 0 && size <= FEED_BATCH ? 1 : count_processors();
}

/* For inputs of `size` bytes; 0: not known. */
static bool begin_workers(session *s, uint64_t size)
{
  size_t jobs = count_jobs(s->options, size);
  s->workers = calloc(jobs, sizeof *s->workers);
  if (!s->workers) {
    session_no_memory(s);
    return false;
  }
  while (s->worker_count < jobs) {
    worker *w = &s->workers[s->worker_count++];
    if (!clean_begin(w, s->options, s->cleaner, &s->look, &s->reviews)) {
      session_fail(s);
      return false;
    }
  }
  pool_plan plan = {
      .workers = s->workers, .jobs = jobs, .take = writer_take, .rest = writer_rest, .context = s};
  if (!pool_begin(&s->pool, &plan)) {
    session_no_memory(s);
    return false;
  }
  s->has_begun = true;
  return true;
}

static size_t columns_of_terminal(int fd)
{
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : USUAL_COLUMNS;
}

static void choose_look(session *s)
{
  const options *o = s->options;
  bool sees_messages = isatty(STDERR_FILENO);
  s->look.colors_out = wants_color(o->color, s->out.is_terminal);
  s->look.width = s->out.is_terminal ? columns_of_terminal(s->out.fd) : 0;
  s->look.colors_summary = wants_color(o->color, sees_messages);
  s->look.has_summary = o->summary == WHEN_ALWAYS ||
                        (o->summary == WHEN_AUTO && sees_messages && o->format == FORMAT_TEXT);
  s->look.has_summary = s->look.has_summary && !o->quiet;
}

static void before_wait(void *context)
{
  session *s = context;
  feed_flush(&s->feed);
  if (s->pool.thread_count == 0) {
    writer_rest(s);
  }
}

static bool begin_shard(session *s)
{
  struct stat info;
  const options *o = s->options;
  for (size_t i = 0; o->shard_count > 0 && i < o->operand_count; i++) {
    if (strcmp(o->operands[i], "-") == 0) {
      message("--shard: standard input cannot be parted; name the file");
      session_fail(s);
      return false;
    }
  }
  s->parts_file = o->shard_count > 0 && o->operand_count == 1 && !o->files_from &&
                  (stat(o->operands[0], &info) != 0 || S_ISREG(info.st_mode));
  return true;
}

static bool begin_cleaner(session *s)
{
  const options *o = s->options;
  buffer style = {0};
  if (o->style && !style_read(&style, o->style)) {
    buffer_free(&style);
    return false;
  }
  textclean_options library = {.struct_size = sizeof library,
                               .rules = o->rules,
                               .style = style.bytes,
                               .style_size = style.size};
  textclean_status status = textclean_new(&library, &s->cleaner);
  if (status != TEXTCLEAN_OK) {
    message("%s", textclean_strerror(status));
  }
  buffer_free(&style);
  return status == TEXTCLEAN_OK;
}

bool run_begin(session *s, const options *o)
{
  *s = (session){.options = o, .out = {.fd = STDOUT_FILENO}, .last_kind = INPUT_TEXT};
  if (!begin_cleaner(s)) {
    session_fail(s);
    return false;
  }
  if (!reviews_begin(&s->reviews, o)) {
    session_fail(s);
    return false;
  }
  stop_begin();
  stop_idle(false); /* until the first wait: a temporary file is about to be made */
  if (!begin_shard(s) || !open_outputs(s)) {
    return false;
  }
  if (!tally_begin(&s->input.tally) || !tally_begin(&s->total)) {
    session_no_memory(s);
    return false;
  }
  choose_look(s);
  bool sees_output = !s->place.is_each && s->out.is_terminal;
  uint64_t size = size_of_all(o);
  progress_begin(&s->progress, isatty(STDERR_FILENO) && !sees_output && !o->quiet, size);
  intake_options reading = {o->encoding, {o->max_unpacked, o->max_ratio}};
  source_init(&s->source, o->max_record, &reading, before_wait, s);
  s->feed = (feed){.pool = &s->pool};
  return begin_workers(s, size);
}

/* Where the session ended early, what did not come tells nothing. */
static void close_reviews(session *s)
{
  bool found = false;
  buffer lines = {0};
  if (!s->reviews.corrections || s->stopped || !s->has_begun) {
    return;
  }
  for (size_t i = 0; i < s->worker_count; i++) {
    const buffer *own = &s->workers[i].applier->accepted;
    buffer_add(&lines, own->bytes, own->size);
    lines.failed = lines.failed || own->failed;
  }
  if (!reviews_close(&s->reviews, s->options, &lines, &found)) {
    session_fail(s);
  }
  buffer_free(&lines);
  if (found && s->status == EXIT_DONE) {
    s->status = EXIT_FOUND;
  }
}

exit_status run_end(session *s)
{
  pool_end(&s->pool);
  stop_idle(false);
  progress_end(&s->progress);
  if (!s->options->quiet) {
    problems_count(&s->problems);
  }
  bool told = s->stopped;
  close_reviews(s);
  if (!s->place.is_each && s->worker_count > 0) {
    session_tail(s);
  }
  if (!s->place.is_each && !output_close(&s->out, s->status != EXIT_TROUBLE) && !told) {
    session_cannot_write(s, &s->out);
  }
  if (s->place.is_each && s->input.is_open) { /* the work stopped in the middle of it */
    output_close(&s->out, false);
  }
  if (s->problems.file && !output_close(&s->errors, true) && !told) {
    session_cannot_write(s, &s->errors);
  }
  if (s->options->stats && s->workers && !stats_write(s)) {
    session_fail(s);
  }
  source_free(&s->source);
  place_end(&s->place);
  for (size_t i = 0; i < s->worker_count; i++) {
    clean_end(&s->workers[i]);
  }
  free(s->workers);
  tally_end(&s->input.tally);
  tally_end(&s->total);
  reviews_end(&s->reviews);
  textclean_free(s->cleaner);
  stop_idle(true);
  return s->status;
}
