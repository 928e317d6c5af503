/* record_job.c - see record_job.h. */
#include "record_job.h"

#include <string.h> /* memcmp */

#include "json_text.h"
#include "line_io.h"
#include "message.h"
#include "option_values.h"
#include "usual_field.h"

#define LONGEST_TARGET 64u /* bytes of its JSON string */

/* ---- Paths --------------------------------------------------------------- */

static bool add_path(paths *p, const char *name, uint32_t *place)
{
  *place = (uint32_t)p->count;
  if (!json_path_read(&p->path[p->count], name)) {
    message("%s: no path to a field, or one with more than %d steps", name, JSON_MAX_STEPS);
    json_path_free(&p->path[p->count]);
    return false;
  }
  p->count++;
  return true;
}

static bool read_paths(paths *p, const options *o)
{
  const char *const *names = o->field_count > 0 ? o->fields : usual_fields;
  uint32_t place;
  *p = (paths){.target = NO_PATH, .into = NO_PATH, .original = NO_PATH};
  p->field_count = o->field_count > 0 ? o->field_count : USUAL_FIELDS;
  for (size_t i = 0; i < p->field_count; i++) {
    p->names[i] = names[i];
    if (!add_path(p, names[i], &place)) {
      return false;
    }
  }
  return add_path(p, o->id_field, &p->id) &&
         (!o->target_field || add_path(p, o->target_field, &p->target)) &&
         (!o->into || add_path(p, o->into, &p->into)) &&
         (!o->original || add_path(p, o->original, &p->original));
}

static void free_paths(paths *p)
{
  for (size_t i = 0; i < p->count; i++) {
    json_path_free(&p->path[i]);
  }
}

/* ---- What is wrong with a record ------------------------------------------ */

bool job_is_text(const job *j, const json_match *m)
{
  return m->path >= j->first_field && m->path < j->end_field && m->type != JSON_KIND_NULL;
}

/* Of the usual names the first that the record has; of given ones all count. */
static void choose_fields(job *j)
{
  worker *w = j->worker;
  j->first_field = 0;
  j->end_field = (uint32_t)j->paths.field_count;
  if (w->options->field_count > 0) {
    return;
  }
  uint32_t best = j->end_field;
  for (size_t i = 0; i < j->record.match_count; i++) {
    const json_match *m = &j->record.matches[i];
    if (m->path < best && m->type != JSON_KIND_NULL) {
      best = m->path;
    }
  }
  if (best < j->end_field) {
    j->first_field = best;
    j->end_field = best + 1;
  }
  if (best > 0 && best < j->paths.field_count && !w->batch->field) {
    w->batch->field = j->paths.names[best]; /* the writer tells it once */
  }
}

static trouble problem_at(const job *j, problem_id id, size_t offset)
{
  return (trouble){.id = id, .byte = j->mark_size + offset + 1};
}

static trouble json_problem(const job *j, json_error error)
{
  problem_id id = error == JSON_ERROR_UTF8    ? PROBLEM_BAD_UTF8
                  : error == JSON_ERROR_DEPTH ? PROBLEM_TOO_DEEP
                                              : PROBLEM_NOT_JSON;
  trouble p = problem_at(j, id, j->record.error_at);
  p.detail = json_error_text(error);
  return p;
}

/* The target that the record tells, if one is wanted. False: it is none that exists. */
static bool read_target(job *j, const json_match *m)
{
  char name[LONGEST_TARGET];
  size_t size = m->end - m->start;
  if (m->type == JSON_KIND_NULL) {
    return true;
  }
  if (m->type != JSON_KIND_STRING || size > LONGEST_TARGET) {
    return false;
  }
  size = json_decode(j->line.bytes + m->start + 1, size - 2, name);
  return value_target(name, size, &j->target);
}

static trouble find_problem(job *j)
{
  size_t texts = 0;
  if (j->record.type != JSON_KIND_OBJECT) {
    return problem_at(j, PROBLEM_NOT_OBJECT, 0);
  }
  choose_fields(j);
  for (size_t i = 0; i < j->record.match_count; i++) {
    const json_match *m = &j->record.matches[i];
    if (m->path == j->paths.id) {
      j->id_bytes = j->line.bytes + m->start;
      j->id_size = m->end - m->start;
    } else if (m->path == j->paths.original && m->type == JSON_KIND_STRING) {
      j->original = m;
    } else if (m->path == j->paths.target && !read_target(j, m)) {
      return problem_at(j, PROBLEM_BAD_TARGET, m->start);
    } else if (job_is_text(j, m)) {
      if (m->type != JSON_KIND_STRING || m->lone) {
        return problem_at(j, m->lone ? PROBLEM_LONE_SURROGATE : PROBLEM_NOT_STRING, m->start);
      }
      texts++;
    }
  }
  return problem_at(j, texts > 0 ? PROBLEM_NONE : PROBLEM_NO_FIELD, 0);
}

const json_match *job_last_text(const job *j, uint32_t path)
{
  for (size_t i = j->record.match_count; i > 0; i--) {
    const json_match *m = &j->record.matches[i - 1];
    if (m->path == path && job_is_text(j, m)) {
      return m;
    }
  }
  return NULL;
}

const char *job_decode(const job *j, const json_match *m, buffer *memory, size_t *size)
{
  const char *string = j->line.bytes + m->start + 1;
  *size = m->end - m->start - 2;
  if (!m->escaped) {
    return string;
  }
  buffer_clear(memory);
  char *room = buffer_room(memory, *size);
  *size = room ? json_decode(string, *size, room) : 0;
  return room;
}

size_t job_line_of(const job *j, size_t offset)
{
  size_t number = j->line.number;
  if (number > 0) {
    return number;
  }
  for (size_t i = 0; i < offset; i++) {
    number += j->line.bytes[i] == '\n';
  }
  return number + 1;
}

void job_take_line(job *j, const input_line *line)
{
  static const char mark[] = "\xEF\xBB\xBF";
  bool has_mark = line->number <= 1 && line->size >= 3 && memcmp(line->bytes, mark, 3) == 0;
  j->mark_size = has_mark ? 3 : 0;
  j->line = *line;
  j->line.bytes += j->mark_size;
  j->line.size -= j->mark_size;
  j->target = j->worker->options->target;
  line_id(&j->id, j->worker->file, line->number);
  j->id_bytes = j->id.bytes;
  j->id_size = j->id.size;
  j->original = NULL;
  buffer_clear(&j->patches);
  buffer_clear(&j->replacements);
}

trouble job_examine(job *j)
{
  json_error error =
      json_scan(&j->record, j->paths.path, j->paths.count, j->line.bytes, j->line.size);
  if (error == JSON_ERROR_MEMORY || j->id.failed) {
    worker_no_memory(j->worker);
  }
  return error == JSON_ERROR_NONE ? find_problem(j) : json_problem(j, error);
}

bool job_begin(job *j, worker *w)
{
  *j = (job){.worker = w};
  return read_paths(&j->paths, w->options);
}

void job_end(job *j)
{
  free_paths(&j->paths);
  json_record_free(&j->record);
  buffer_free(&j->id);
  buffer_free(&j->decoded);
  buffer_free(&j->original_text);
  buffer_free(&j->replacements);
  buffer_free(&j->patches);
  buffer_free(&j->result);
}
