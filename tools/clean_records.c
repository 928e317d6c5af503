/* clean_records.c - JSON lines: each line is an object with an article in a field. A file
 * of JSON is taken as one such line, whose number is 0.
 *
 *   line ─ job_examine ─▶ matches ─ clean_texts ─▶ patches or records ─▶ line */
#include <string.h> /* memcmp, memchr */

#include "json_text.h"
#include "line_io.h"
#include "record.h"
#include "record_job.h"
#include "views.h"

/* ---- Texts ------------------------------------------------------------------ */

/* Cleans the string of one match; *a is then the article in the document. */
static problem_id clean_match(job *j, const json_match *m, article *a)
{
  session *s = j->session;
  const char *string = j->line.bytes + m->start + 1;
  size_t size = m->end - m->start - 2;
  if (m->escaped) {
    buffer_clear(&j->decoded);
    char *room = buffer_room(&j->decoded, size);
    if (!room) {
      session_no_memory(s);
      return PROBLEM_NONE;
    }
    size = json_decode(string, size, room);
    string = room;
  }
  *a = (article){.file = s->source.name,
                 .line = job_line_of(j, m->start),
                 .field = s->options->field_count > 1 ? j->paths.names[m->path] : NULL,
                 .id = j->id_bytes,
                 .id_size = j->id_size,
                 .source = string,
                 .size = size,
                 .target = j->target,
                 .encoding = s->source.encoding};
  return article_clean(s, a);
}

static void add_patch(job *j, size_t start, size_t end, size_t from)
{
  json_patch patch = {start, end, from, j->replacements.size};
  buffer_add(&j->patches, (const char *)&patch, sizeof patch);
}

/* Writes the record with its patches made. */
static void write_patched(job *j)
{
  session *s = j->session;
  buffer_clear(&j->result);
  json_splice(&j->result, j->line.bytes, j->line.size + j->line.end_size,
              (const json_patch *)(const void *)j->patches.bytes,
              j->patches.size / sizeof(json_patch), j->replacements.bytes);
  if (j->replacements.failed || j->patches.failed || j->result.failed) {
    session_no_memory(s);
    return;
  }
  output_write(&s->out, j->line.bytes - j->mark_size, j->mark_size);
  output_add(&s->out, &j->result);
}

static bool is_same(const buffer *text, const char *bytes, size_t size)
{
  return text->size == size && (size == 0 || memcmp(text->bytes, bytes, size) == 0);
}

/* --format text: the record with its texts replaced, where they changed. */
static problem_id replace_texts(job *j)
{
  session *s = j->session;
  for (size_t i = 0; i < j->record.match_count; i++) {
    const json_match *m = &j->record.matches[i];
    article a = {0};
    if (!job_is_text(j, m)) {
      continue;
    }
    problem_id problem = clean_match(j, m, &a);
    if (problem != PROBLEM_NONE || s->stopped) {
      return problem;
    }
    buffer_clear(&s->scratch);
    view_text(&s->scratch, s);
    if (!is_same(&s->scratch, a.source, a.size)) {
      size_t from = j->replacements.size;
      json_encode(&j->replacements, s->scratch.bytes, s->scratch.size);
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
  session *s = j->session;
  buffer *out = &j->replacements;
  bool several = s->options->field_count > 1;
  const char *before = "{";
  for (uint32_t path = j->first_field; path < j->end_field; path++) {
    const json_match *m = job_last_text(j, path);
    article a = {0};
    if (!m) {
      continue;
    }
    problem_id problem = clean_match(j, m, &a);
    if (problem != PROBLEM_NONE || s->stopped) {
      return problem;
    }
    if (several) {
      buffer_add_string(out, before);
      json_encode_name(out, j->paths.names[path]);
      buffer_add_char(out, ':');
      before = ",";
    }
    record_add(out, s, &a);
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
    json_encode_name(&j->replacements, j->session->options->into);
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
  session *s = j->session;
  for (uint32_t path = j->first_field; path < j->end_field; path++) {
    const json_match *m = job_last_text(j, path);
    article a = {0};
    problem_id problem = m ? clean_match(j, m, &a) : PROBLEM_NONE;
    if (problem != PROBLEM_NONE || s->stopped) {
      return problem;
    }
    if (m) {
      article_print(s, &a);
    }
  }
  return PROBLEM_NONE;
}

static problem_id clean_texts(job *j)
{
  session *s = j->session;
  if (s->options->format == FORMAT_TEXT) {
    return replace_texts(j);
  }
  if (s->options->format != FORMAT_JSONL) {
    return print_texts(j);
  }
  problem_id problem = describe_texts(j);
  if (problem != PROBLEM_NONE || s->stopped) {
    return problem;
  }
  if (s->options->into) {
    write_into(j);
  } else {
    buffer_add_char(&j->replacements, '\n');
    output_add(&s->out, &j->replacements);
  }
  return PROBLEM_NONE;
}

/* ---- Lines -------------------------------------------------------------------- */

/* An empty line stays one, where a line in is a line out. */
static void pass_empty(job *j)
{
  out_format format = j->session->options->format;
  if (format == FORMAT_TEXT || format == FORMAT_JSONL) {
    const char *start = j->line.bytes - j->mark_size;
    output_write(&j->session->out, start, j->mark_size + j->line.size + j->line.end_size);
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

/* False: reading must end here. */
static bool clean_record(job *j, const input_line *line)
{
  session *s = j->session;
  job_take_line(j, line);
  if (is_empty(&j->line)) {
    pass_empty(j);
    return true;
  }
  trouble problem = job_examine(j);
  if (s->stopped) {
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
    return line_refuse(s, &place, &problem, &(article){.id = j->id_bytes, .id_size = j->id_size});
  }
  return true;
}

/* One that is larger than the limit: it is put out piece by piece. */
static void pass_large(session *s, input_line piece)
{
  trouble problem = {.id = PROBLEM_TOO_LARGE, .byte = 1};
  buffer id = {0};
  line_id(&id, s->source.name, 0);
  if (id.failed) {
    session_no_memory(s);
    return;
  }
  input_line none = {.number = 1};
  bool going = line_refuse(s, &none, &problem, &(article){.id = id.bytes, .id_size = id.size});
  buffer_free(&id);
  while (going && line_passes(s) && source_piece(&s->source, &piece) == SOURCE_PART) {
    output_write(&s->out, piece.bytes, piece.size);
    going = session_goes_on(s);
  }
}

void clean_json(session *s)
{
  job j;
  input_line whole;
  bool good = job_begin(&j, s);
  source_result result = good ? source_whole(&s->source, &whole) : SOURCE_FAILED;
  if (result == SOURCE_LINE && whole.size > 0) {
    clean_record(&j, &whole);
  } else if (result == SOURCE_PART) {
    pass_large(s, whole);
  }
  job_end(&j);
  session_goes_on(s);
}

void clean_records(session *s)
{
  job j;
  input_line line;
  bool going = job_begin(&j, s);
  while (going && session_goes_on(s)) {
    switch (source_line(&s->source, &line)) {
    case SOURCE_LINE:
      going = clean_record(&j, &line);
      break;
    case SOURCE_PART:
      going = line_pass_large(s, &line);
      break;
    default:
      going = false;
      break;
    }
  }
  job_end(&j);
}
