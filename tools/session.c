/* session.c - see session.h. */
#include "session.h"

#include <errno.h>     /* errno, EISDIR */
#include <fcntl.h>     /* open */
#include <sched.h>     /* sched_getaffinity */
#include <stdlib.h>    /* getenv, calloc, free */
#include <string.h>    /* strerror, strcmp, strlen */
#include <sys/ioctl.h> /* ioctl */
#include <sys/stat.h>  /* stat, fstat */
#include <unistd.h>    /* isatty, close */

#include "frame.h"
#include "json_scan.h"
#include "message.h"
#include "shard.h"
#include "stats.h"
#include "stop.h"
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

void session_fail(session *s)
{
  s->status = EXIT_TROUBLE;
}

void session_no_memory(session *s)
{
  message("%s", textclean_strerror(TEXTCLEAN_ENOMEM));
  session_fail(s);
  atomic_store(&s->stopped, true);
}

void session_print(session *s, const char *bytes, size_t size)
{
  output_write(&s->out, bytes, size);
  s->bytes_out += size;
}

static void print_frame(session *s, buffer *text)
{
  output_add(&s->out, text);
  s->bytes_out += text->size;
  buffer_free(text);
}

void session_head(session *s)
{
  buffer text = {0};
  frame_add_head(&text, s->options);
  print_frame(s, &text);
  s->has_body = false;
}

void session_tail(session *s)
{
  buffer text = {0};
  frame_add_tail(&text, s->options, !s->has_body);
  print_frame(s, &text);
}

static bool cannot_write(session *s, const output *out)
{
  message("%s: cannot be written: %s", out->name, strerror(out->error));
  session_fail(s);
  atomic_store(&s->stopped, true);
  return false;
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

static bool open_outputs(session *s)
{
  const options *o = s->options;
  place_begin(&s->place, o);
  if (!s->place.is_each && !output_open(&s->out, o->output)) {
    return cannot_write(s, &s->out);
  }
  if (!s->place.is_each) {
    session_head(s);
  }
  s->problems = (problems){.quiet = o->quiet, .outcome = outcome_of(o)};
  if (o->errors) {
    if (!output_open_plain(&s->errors, o->errors)) {
      return cannot_write(s, &s->errors);
    }
    s->problems.file = &s->errors;
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

static bool begin_workers(session *s)
{
  size_t jobs = s->options->jobs > 0 ? s->options->jobs : count_processors();
  s->workers = calloc(jobs, sizeof *s->workers);
  if (!s->workers) {
    session_no_memory(s);
    return false;
  }
  while (s->worker_count < jobs) {
    worker *w = &s->workers[s->worker_count++];
    if (!worker_begin(w, s->options, s->cleaner, &s->look, &s->reviews)) {
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

/* The bytes of all inputs; 0: not known. */
static uint64_t size_of_all(const options *o)
{
  struct stat info;
  uint64_t size = 0;
  for (size_t i = 0; i < o->operand_count; i++) {
    if (o->shard_count > 0 || stat(o->operands[i], &info) != 0 || !S_ISREG(info.st_mode)) {
      return 0;
    }
    size += (uint64_t)info.st_size;
  }
  return size;
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
  s->parts_file = o->shard_count > 0 && o->operand_count == 1 && stat(o->operands[0], &info) == 0 &&
                  S_ISREG(info.st_mode);
  return true;
}

bool session_begin(session *s, const options *o)
{
  *s = (session){.options = o, .out = {.fd = STDOUT_FILENO}};
  textclean_options library = {.struct_size = sizeof library, .rules = o->rules};
  textclean_status status = textclean_new(&library, &s->cleaner);
  if (status != TEXTCLEAN_OK) {
    message("%s", textclean_strerror(status));
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
  progress_begin(&s->progress, isatty(STDERR_FILENO) && !sees_output && !o->quiet, size_of_all(o));
  source_init(&s->source, o->max_record, before_wait, s);
  s->feed = (feed){.pool = &s->pool};
  return begin_workers(s);
}

/* Where the session ended early, what did not come tells nothing. */
static void close_reviews(session *s)
{
  bool found = false;
  if (!s->reviews.corrections || s->stopped || s->worker_count == 0) {
    return;
  }
  if (!reviews_close(&s->reviews, s->options, s->workers, s->worker_count, &found)) {
    session_fail(s);
  }
  if (found && s->status == EXIT_DONE) {
    s->status = EXIT_FOUND;
  }
}

exit_status session_end(session *s)
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
    cannot_write(s, &s->out);
  }
  if (s->problems.file && !output_close(&s->errors, true) && !told) {
    cannot_write(s, &s->errors);
  }
  if (s->options->stats && s->workers && !stats_write(s)) {
    session_fail(s);
  }
  source_free(&s->source);
  place_end(&s->place);
  for (size_t i = 0; i < s->worker_count; i++) {
    worker_end(&s->workers[i]);
  }
  free(s->workers);
  tally_end(&s->input.tally);
  tally_end(&s->total);
  reviews_end(&s->reviews);
  textclean_free(s->cleaner);
  stop_idle(true);
  return s->status;
}

bool session_goes_on(session *s)
{
  if (!s->stopped && !s->place.is_each && s->out.error) {
    cannot_write(s, &s->out);
  }
  if (!s->stopped && s->problems.file && s->errors.error) {
    cannot_write(s, &s->errors);
  }
  return !s->stopped;
}

void session_count_lines(const session *s, size_t *lines)
{
  *lines = 0;
  int fd = open(s->options->operands[0], O_RDONLY | O_CLOEXEC);
  if (fd >= 0) {
    if (!shard_lines_before(fd, s->shard.start, lines)) {
      *lines = 0;
    }
    close(fd);
  }
}

/* ---- Reading ------------------------------------------------------------------------ */

static bool has_ending(const char *name, const char *ending)
{
  size_t size = strlen(name), length = strlen(ending);
  return size > length && strcmp(name + size - length, ending) == 0;
}

/* Whether the first line is a JSON object. */
static bool begins_with_object(source *s)
{
  static const char mark[] = "\xEF\xBB\xBF";
  input_line first;
  json_record record = {0};
  if (source_peek(s, &first) != SOURCE_LINE) {
    return false;
  }
  size_t skip = first.size >= 3 && memcmp(first.bytes, mark, 3) == 0 ? 3 : 0;
  json_error error = json_scan(&record, NULL, 0, first.bytes + skip, first.size - skip);
  bool is_object = error == JSON_ERROR_NONE && record.type == JSON_KIND_OBJECT;
  json_record_free(&record);
  return is_object;
}

static input_kind kind_of(session *s)
{
  if (s->options->input != INPUT_AUTO) {
    return s->options->input;
  }
  const char *name = s->source.name;
  bool is_jsonl = has_ending(name, ".jsonl") || has_ending(name, ".ndjson");
  return is_jsonl || begins_with_object(&s->source) ? INPUT_JSONL : INPUT_TEXT;
}

/* Keeps to the part of the file that is ours. Line numbers are those of the whole file: they
 * are counted now if results have them, else only when a problem does. */
static bool keep_to_shard(session *s, bool *is_ours)
{
  const options *o = s->options;
  struct stat info;
  uint64_t start, end;
  if (fstat(s->source.fd, &info) != 0 ||
      !shard_range(s->source.fd, (uint64_t)info.st_size, o->shard_number, o->shard_count, &start,
                   &end)) {
    s->source.error = errno;
    return false;
  }
  size_t lines = start > 0; /* so that its first line is not that of the file */
  if (start > 0 && o->format != FORMAT_TEXT && !shard_lines_before(s->source.fd, start, &lines)) {
    s->source.error = errno;
    return false;
  }
  s->shard.start = start;
  s->shard.has_lines = o->format != FORMAT_TEXT;
  *is_ours = start < end;
  return source_restrict(&s->source, start, end, lines);
}

static bool is_wanted(session *s)
{
  return !atomic_load(&s->stopped) && atomic_load(&s->skipped_input) != s->feed.input_number;
}

static void read_lines(session *s)
{
  input_line line;
  while (is_wanted(s)) {
    switch (source_line(&s->source, &line)) {
    case SOURCE_LINE:
      feed_line(&s->feed, &line);
      break;
    case SOURCE_PART:
      feed_part(&s->feed, &line, s->source.in_large);
      break;
    default:
      return;
    }
  }
}

static void read_whole(session *s)
{
  input_line whole;
  source_result result = source_whole(&s->source, &whole);
  if (result == SOURCE_PART) {
    feed_fail(&s->feed, PROBLEM_TOO_LARGE, NULL);
  } else if (result == SOURCE_LINE) {
    feed_whole(&s->feed, &whole);
  }
}

static void read_open(session *s)
{
  input_kind kind = kind_of(s);
  bool is_ours = s->options->shard_count == 0 || !s->parts_file;
  feed_begin(&s->feed, kind);
  if (!is_ours && kind == INPUT_TEXT) {
    is_ours = s->options->shard_number == 1; /* a list of one file */
  } else if (!is_ours && !keep_to_shard(s, &is_ours)) {
    is_ours = false;
  }
  if (kind == INPUT_TEXT && s->options->into) {
    feed_fail(&s->feed, PROBLEM_NOT_RECORDS, NULL);
  } else if (is_ours && kind == INPUT_TEXT) {
    read_whole(s);
  } else if (is_ours) {
    read_lines(s);
  }
  if (s->source.error) {
    feed_fail(&s->feed, PROBLEM_CANNOT_READ, strerror(s->source.error));
  }
  source_close(&s->source);
}

static bool is_in_shard(session *s)
{
  const options *o = s->options;
  return o->shard_count == 0 || s->parts_file ||
         shard_has_file(s->file_count++, o->shard_number, o->shard_count);
}

void session_read(session *s, const char *name)
{
  if (!is_in_shard(s)) {
    return;
  }
  feed_input(&s->feed, name);
  problem_id refusal = place_refuses(&s->place, name);
  if (refusal != PROBLEM_NONE) {
    feed_fail(&s->feed, refusal, NULL);
  } else if (source_open(&s->source, name)) {
    read_open(s);
  } else if (s->source.error == EISDIR) {
    feed_fail(&s->feed, PROBLEM_IS_DIRECTORY, NULL);
  } else {
    feed_fail(&s->feed, PROBLEM_CANNOT_OPEN, strerror(s->source.error));
  }
  feed_end(&s->feed);
}
