/* session.c - see session.h. */
#include "session.h"

#include <errno.h>    /* EISDIR, ENOMEM */
#include <inttypes.h> /* PRIu64 */
#include <stdio.h>    /* snprintf */
#include <stdlib.h>   /* getenv */
#include <string.h>   /* strerror, strcmp, strlen, memcmp */
#include <unistd.h>   /* isatty */

#include "json_scan.h"
#include "message.h"
#include "views.h"

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
  s->stopped = true;
}

static bool cannot_write(session *s, const output *out)
{
  message("%s: cannot be written: %s", out->name, strerror(out->error));
  session_fail(s);
  s->stopped = true;
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
  if (!output_open(&s->out, o->output)) {
    return cannot_write(s, &s->out);
  }
  s->problems = (problems){
      .quiet = o->quiet, .outcome = outcome_of(o), .must_tell = o->on_error == ON_ERROR_FAIL};
  if (o->errors) {
    if (!output_open_plain(&s->errors, o->errors)) {
      return cannot_write(s, &s->errors);
    }
    s->problems.file = &s->errors;
  }
  return true;
}

bool session_begin(session *s, const options *o)
{
  *s = (session){.options = o, .out = {.fd = STDOUT_FILENO}};
  textclean_options library = {.struct_size = sizeof library, .rules = o->rules};
  textclean_status status = textclean_new(&library, &s->cleaner);
  if (status == TEXTCLEAN_OK) {
    status = textclean_doc_new(s->cleaner, &s->doc);
  }
  if (status != TEXTCLEAN_OK) {
    message("%s", textclean_strerror(status));
    session_fail(s);
    return false;
  }
  if (!open_outputs(s)) {
    return false;
  }
  bool sees_messages = isatty(STDERR_FILENO);
  s->colors_out = wants_color(o->color, s->out.is_terminal);
  s->colors_summary = wants_color(o->color, sees_messages);
  s->shows_summary = o->summary == WHEN_ALWAYS ||
                     (o->summary == WHEN_AUTO && sees_messages && o->format == FORMAT_TEXT);
  s->shows_summary = s->shows_summary && !o->quiet;
  intake_options reading = {o->encoding, {o->max_unpacked, o->max_ratio}};
  source_init(&s->source, o->max_record, &s->out, &reading);
  return true;
}

exit_status session_end(session *s)
{
  if (!s->options->quiet) {
    problems_count(&s->problems);
  }
  bool told = s->stopped;
  if (!output_close(&s->out, s->status != EXIT_TROUBLE) && !told) {
    cannot_write(s, &s->out);
  }
  if (s->problems.file && !output_close(&s->errors, true) && !told) {
    cannot_write(s, &s->errors);
  }
  source_free(&s->source);
  flag_list_free(&s->flags);
  buffer_free(&s->scratch);
  textclean_doc_free(s->doc);
  textclean_free(s->cleaner);
  return s->status;
}

bool session_problem(session *s, const trouble *problem)
{
  problems_add(&s->problems, problem);
  if (s->options->on_error == ON_ERROR_FAIL) {
    session_fail(s);
    return false;
  }
  return true;
}

bool session_goes_on(session *s)
{
  if (!s->stopped && s->out.error) {
    cannot_write(s, &s->out);
  }
  if (!s->stopped && s->problems.file && s->errors.error) {
    cannot_write(s, &s->errors);
  }
  return !s->stopped;
}

void session_tell_field(session *s, const char *name, bool is_surprise, const char *option)
{
  if (is_surprise && !s->told_field && !s->options->quiet) {
    message("%s: the text is taken from the field '%s'; %s names another", s->source.name, name,
            option);
    s->told_field = true;
  }
}

void session_input_problem(session *s, const trouble *problem)
{
  problems_add_input(&s->problems, problem);
  session_fail(s);
}

/* Whether the name ends so, without the ending of what packed it. */
static bool has_ending(const char *name, const char *ending)
{
  size_t size = magic_stem(name), length = strlen(ending);
  return size > length && memcmp(name + size - length, ending, length) == 0;
}

/* Where the text begins behind a byte order mark. */
static size_t mark_size(const input_line *first)
{
  static const char mark[] = "\xEF\xBB\xBF";
  return first->size >= 3 && memcmp(first->bytes, mark, 3) == 0 ? 3 : 0;
}

/* Whether the first line is a JSON object. */
static bool begins_with_object(source *s)
{
  input_line first;
  json_record record = {0};
  if (source_peek(s, &first) != SOURCE_LINE) {
    return false;
  }
  size_t skip = mark_size(&first);
  json_error error = json_scan(&record, NULL, 0, first.bytes + skip, first.size - skip);
  bool is_object = error == JSON_ERROR_NONE && record.type == JSON_KIND_OBJECT;
  json_record_free(&record);
  return is_object;
}

/* Whether the first line begins with a brace. */
static bool begins_with_brace(source *s)
{
  input_line first;
  if (source_peek(s, &first) != SOURCE_LINE) {
    return false;
  }
  size_t i = mark_size(&first);
  while (i < first.size && (first.bytes[i] == ' ' || first.bytes[i] == '\t')) {
    i++;
  }
  return i < first.size && first.bytes[i] == '{';
}

static input_kind kind_of(session *s)
{
  if (s->options->input != INPUT_AUTO) {
    return s->options->input;
  }
  const char *name = s->source.name;
  bool is_jsonl = has_ending(name, ".jsonl") || has_ending(name, ".ndjson");
  if (s->options->column || has_ending(name, ".tsv")) {
    return INPUT_TSV;
  }
  if (is_jsonl || begins_with_object(&s->source)) {
    return INPUT_JSONL;
  }
  return has_ending(name, ".json") && begins_with_brace(&s->source) ? INPUT_JSON : INPUT_TEXT;
}

/* Why the source cannot be read. */
static void source_problem(session *s, const char *name)
{
  const fault *f = &s->source.intake.fault;
  if (s->source.error == ENOMEM) {
    session_no_memory(s);
    return;
  }
  trouble problem = {.id = f->id, .file = name, .detail = f->detail[0] ? f->detail : NULL};
  session_input_problem(s, &problem);
}

static void cannot_open(session *s, const char *name)
{
  fault *f = &s->source.intake.fault;
  f->id = f->error == EISDIR ? PROBLEM_IS_DIRECTORY : PROBLEM_CANNOT_OPEN;
  if (f->error == EISDIR) {
    f->detail[0] = 0;
  }
  source_problem(s, name);
}

/* Tells which encoding was guessed, each time it is another one, and what did not fit. */
static void tell_encoding(session *s)
{
  const source *in = &s->source;
  uint64_t first, bad = intake_bad(&in->intake, &first);
  if (in->intake.is_guess && in->encoding && !s->options->quiet &&
      (!s->told_encoding || strcmp(s->told_encoding, in->encoding) != 0)) {
    message("%s: the encoding seems to be %s; --encoding names another", in->name, in->encoding);
    s->told_encoding = in->encoding;
  }
  if (bad > 0) {
    char detail[80];
    (void)snprintf(detail, sizeof detail, "%" PRIu64 " of %.32s, the first at byte %" PRIu64, bad,
                   in->encoding, first + 1);
    trouble problem = {.id = PROBLEM_ILL_FORMED, .file = in->name, .detail = detail};
    problems_note_input(&s->problems, &problem);
  }
}

static void clean(session *s, input_kind kind)
{
  switch (kind) {
  case INPUT_JSONL:
    clean_records(s);
    break;
  case INPUT_JSON:
    clean_json(s);
    break;
  case INPUT_LINES:
    clean_lines(s);
    break;
  case INPUT_TSV:
    clean_tsv(s);
    break;
  default:
    clean_text(s);
    break;
  }
}

/* Cleans the text at hand. */
static void read_text(session *s)
{
  s->tally = (tally){0};
  input_kind kind = kind_of(s);
  if (kind != INPUT_TEXT && s->out.last && s->out.last != '\n') {
    output_write(&s->out, "\n", 1); /* lines of this input begin on a line of their own */
  }
  if (s->options->into && kind != INPUT_JSONL && kind != INPUT_JSON && !s->source.error) {
    message("%s: --into needs JSON, and this is none; see --input", s->source.name);
    session_fail(s);
  } else {
    clean(s, kind);
  }
  tell_encoding(s);
  if (s->source.error) {
    source_problem(s, s->source.name);
  }
  if (kind != INPUT_TEXT && s->shows_summary && !s->stopped) {
    view_tally(s);
  }
}

void session_read(session *s, const char *name)
{
  if (!source_open(&s->source, name)) {
    cannot_open(s, name);
    return;
  }
  while (!s->stopped && source_next(&s->source)) {
    read_text(s);
  }
  if (!s->stopped && s->source.error) {
    source_problem(s, name);
  }
  source_close(&s->source);
}
