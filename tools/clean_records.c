/* clean_records.c - JSON lines: each line is an object with an article in a field. A file
 * of JSON is taken as one such line, whose number is 0.
 *
 *   line ─ job_examine ─▶ matches ─ clean_texts ─▶ patches or records ─▶ line */
#include <stdlib.h> /* malloc, free */
#include <string.h> /* memcmp, memchr */

#include "applier.h"
#include "article_clean.h"
#include "article_print.h"
#include "clean_kinds.h"
#include "json_text.h"
#include "line_io.h"
#include "message.h"
#include "record.h"
#include "record_job.h"

/* ---- Texts ------------------------------------------------------------------ */

/* Cleans the string of one match; *a is then the article in the document. */
static problem_id clean_match(job *j, const json_match *m, article *a)
{
  worker *w = j->worker;
  size_t size, original_size = 0;
  const char *string = job_decode(j, m, &j->decoded, &size), *first = NULL;
  if (j->original) {
    first = job_decode(j, j->original, &j->original_text, &original_size);
  }
  if (!string || (j->original && !first)) {
    worker_no_memory(w);
    return PROBLEM_NONE;
  }
  *a = (article){.file = w->file,
                 .line = job_line_of(j, m->start),
                 .field = w->options->field_count > 1 ? j->paths.names[m->path] : NULL,
                 .id = j->id_bytes,
                 .id_size = j->id_size,
                 .source = string,
                 .size = size,
                 .original = first,
                 .original_size = original_size,
                 .target = j->target,
                 .encoding = w->batch->encoding};
  return article_clean(w, a);
}

static void add_patch(job *j, size_t start, size_t end, size_t from)
{
  json_patch patch = {start, end, from, j->replacements.size};
  buffer_add(&j->patches, (const char *)&patch, sizeof patch);
}

/* Writes the record with its patches made. */
static void write_patched(job *j)
{
  worker *w = j->worker;
  buffer_clear(&j->result);
  json_splice(&j->result, j->line.bytes, j->line.size + j->line.end_size,
              (const json_patch *)(const void *)j->patches.bytes,
              j->patches.size / sizeof(json_patch), j->replacements.bytes);
  if (j->replacements.failed || j->patches.failed || j->result.failed) {
    worker_no_memory(w);
    return;
  }
  buffer_add(w->out, j->line.bytes - j->mark_size, j->mark_size);
  worker_print(w, &j->result);
}

static bool is_same(const buffer *text, const char *bytes, size_t size)
{
  return text->size == size && (size == 0 || memcmp(text->bytes, bytes, size) == 0);
}

/* apply --raw: of the string only what changed is written anew, so that its escapes stay. */
static void add_changes(job *j, const json_match *m)
{
  const seams *made = &j->worker->applier->seams;
  const char *p = j->line.bytes + m->start + 1, *end = j->line.bytes + m->end - 1;
  size_t at = 0;
  for (size_t i = 0; i < applier_change_count(j->worker->applier); i++) {
    change c = seams_change(made, i);
    size_t from = j->replacements.size + 1, start;
    p = json_skip(p, end, c.start - at);
    start = (size_t)(p - j->line.bytes);
    p = json_skip(p, end, c.end - c.start);
    at = c.end;
    json_encode(&j->replacements, made->bytes.bytes + c.from, c.to - c.from);
    json_patch patch = {start, (size_t)(p - j->line.bytes), from, j->replacements.size - 1};
    buffer_add(&j->patches, (const char *)&patch, sizeof patch);
  }
}

/* --format text: the record with its texts replaced, where they changed. */
static problem_id replace_texts(job *j)
{
  worker *w = j->worker;
  for (size_t i = 0; i < j->record.match_count; i++) {
    const json_match *m = &j->record.matches[i];
    article a = {0};
    if (!job_is_text(j, m)) {
      continue;
    }
    problem_id problem = clean_match(j, m, &a);
    if (problem != PROBLEM_NONE || w->stopped) {
      return problem;
    }
    buffer_clear(&w->scratch);
    article_text(&w->scratch, w, &a);
    if (w->scratch.failed) { /* else the text would become an empty one */
      worker_no_memory(w);
    }
    if (w->stopped) {
      return PROBLEM_NONE;
    }
    if (w->options->raw) {
      add_changes(j, m);
    } else if (!is_same(&w->scratch, a.source, a.size)) {
      size_t from = j->replacements.size;
      json_encode(&j->replacements, w->scratch.bytes, w->scratch.size);
      add_patch(j, m->start, m->end, from);
    }
  }
  write_patched(j);
  return PROBLEM_NONE;
}

/* Adds what was found to the replacements: of several fields an object that has a key
 * for each. */
static problem_id describe_texts(job *j)
{
  worker *w = j->worker;
  buffer *out = &j->replacements;
  bool several = w->options->field_count > 1;
  const char *before = "{";
  for (uint32_t path = j->first_field; path < j->end_field; path++) {
    const json_match *m = job_last_text(j, path);
    article a = {0};
    if (!m) {
      continue;
    }
    problem_id problem = clean_match(j, m, &a);
    if (problem != PROBLEM_NONE || w->stopped) {
      return problem;
    }
    if (several) {
      buffer_add_string(out, before);
      json_encode_name(out, j->paths.names[path]);
      buffer_add_char(out, ':');
      before = ",";
    }
    record_add(out, w, &a);
  }
  if (several) {
    buffer_add_char(out, '}');
  }
  return PROBLEM_NONE;
}

/* --into: the record with the result as its last field, or in the place of a field
 * that has its name already. */
static void write_into(job *j)
{
  const json_record *r = &j->record;
  size_t size = j->replacements.size; /* of the result, which stands first there */
  for (size_t i = 0; i < r->match_count; i++) {
    if (r->matches[i].path == j->paths.into) {
      json_patch patch = {r->matches[i].start, r->matches[i].end, 0, size};
      buffer_add(&j->patches, (const char *)&patch, sizeof patch);
    }
  }
  if (j->patches.size == 0) {
    if (r->has_members) {
      buffer_add_char(&j->replacements, ',');
    }
    json_encode_name(&j->replacements, j->worker->options->into);
    buffer_add_char(&j->replacements, ':');
    add_patch(j, r->members_end, r->members_end, size);
    json_patch patch = {r->members_end, r->members_end, 0, size};
    buffer_add(&j->patches, (const char *)&patch, sizeof patch);
  }
  write_patched(j);
}

/* --format sentences and flags. */
static problem_id print_texts(job *j)
{
  worker *w = j->worker;
  for (uint32_t path = j->first_field; path < j->end_field; path++) {
    const json_match *m = job_last_text(j, path);
    article a = {0};
    problem_id problem = m ? clean_match(j, m, &a) : PROBLEM_NONE;
    if (problem != PROBLEM_NONE || w->stopped) {
      return problem;
    }
    if (m) {
      article_print(w, &a);
    }
  }
  return PROBLEM_NONE;
}

static problem_id clean_texts(job *j)
{
  worker *w = j->worker;
  if (w->options->format == FORMAT_TEXT) {
    return replace_texts(j);
  }
  if (w->options->format != FORMAT_JSONL) {
    return print_texts(j);
  }
  problem_id problem = describe_texts(j);
  if (problem != PROBLEM_NONE || w->stopped) {
    return problem;
  }
  if (w->options->into) {
    write_into(j);
  } else {
    buffer_add_char(&j->replacements, '\n');
    worker_print(w, &j->replacements);
  }
  return PROBLEM_NONE;
}

/* ---- Lines -------------------------------------------------------------------- */

/* An empty line stays one, where a line in is a line out. */
static void pass_empty(job *j)
{
  out_format format = j->worker->options->format;
  if (format == FORMAT_TEXT || format == FORMAT_JSONL) {
    const char *start = j->line.bytes - j->mark_size;
    buffer_add(j->worker->out, start, j->mark_size + j->line.size + j->line.end_size);
  }
}

static bool is_empty(const input_line *line)
{
  size_t i = 0;
  while (i < line->size && memchr(" \t\r\n", line->bytes[i], 4)) {
    i++;
  }
  return i == line->size;
}

/* Of a text of many lines, tells the line and the byte in it. */
static void locate(const input_line *whole, trouble *problem, size_t *line)
{
  size_t start = 0;
  *line = 1;
  for (size_t i = 0; i + 1 < problem->byte && i < whole->size; i++) {
    if (whole->bytes[i] == '\n') {
      ++*line;
      start = i + 1;
    }
  }
  problem->byte -= start;
}

bool clean_record(worker *w, const input_line *line)
{
  job *j = w->job;
  job_take_line(j, line);
  if (is_empty(&j->line)) {
    w->batch->tally.records--;
    pass_empty(j);
    return true;
  }
  trouble problem = job_examine(j);
  if (w->stopped) {
    return false;
  }
  if (problem.id == PROBLEM_NONE) {
    problem.id = clean_texts(j);
  }
  if (problem.id != PROBLEM_NONE) {
    input_line place = *line;
    if (line->number == 0) {
      locate(line, &problem, &place.number);
    }
    return line_refuse(w, &place, &problem, &(article){.id = j->id_bytes, .id_size = j->id_size});
  }
  return true;
}

void clean_json(worker *w)
{
  const buffer *in = &w->batch->in;
  (void)clean_record(w, &(input_line){.bytes = in->bytes, .size = in->size});
}

bool records_begin(worker *w)
{
  w->job = malloc(sizeof *w->job);
  if (!w->job) {
    message("%s", textclean_strerror(TEXTCLEAN_ENOMEM));
    return false;
  }
  return job_begin(w->job, w);
}

void records_end(worker *w)
{
  if (w->job) {
    job_end(w->job);
  }
  free(w->job);
}
