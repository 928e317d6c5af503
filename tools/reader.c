/* reader.c - see reader.h.
 *
 *   file ─ source_next ─▶ text ─ kind_of ─▶ lines, or a whole ─▶ feed.c */
#include "reader.h"

#include <errno.h>    /* errno, EISDIR */
#include <string.h>   /* strlen, memcmp */
#include <sys/stat.h> /* fstat */

#include "json_scan.h"
#include "shard.h"

/* ---- What kind of input a text is ------------------------------------------------------ */

/* Whether the name ends so, without the ending of what packed it. */
static bool has_ending(const char *name, const char *ending)
{
  size_t size = magic_stem(name), length = strlen(ending);
  return size > length && memcmp(name + size - length, ending, length) == 0;
}

/* Whether the first line is a JSON object. */
static bool begins_with_object(source *s)
{
  input_line first;
  json_record record = {0};
  if (source_peek(s, &first) != SOURCE_LINE) {
    return false;
  }
  size_t skip = table_mark(&first);
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
  size_t i = table_mark(&first);
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

static bool has_lines(input_kind kind)
{
  return kind == INPUT_JSONL || kind == INPUT_LINES || kind == INPUT_TSV;
}

/* ---- Texts ----------------------------------------------------------------------------- */

static bool is_wanted(session *s)
{
  return !atomic_load(&s->stopped) && atomic_load(&s->skipped_input) != s->feed.input_number;
}

/* Before anything is handed on: where it stands, and in which encoding it was, which may be
 * found out late. */
static void mark_place(session *s)
{
  s->feed.encoding = s->source.encoding;
  s->feed.position = s->read_before + s->source.intake.raw.taken;
}

static void read_lines(session *s)
{
  input_line line;
  while (is_wanted(s)) {
    source_result result = source_line(&s->source, &line);
    mark_place(s);
    if (result == SOURCE_LINE) {
      feed_line(&s->feed, &line);
    } else if (result == SOURCE_PART) {
      feed_part(&s->feed, &line, s->source.in_large);
    } else {
      return;
    }
  }
}

static void read_whole(session *s, input_kind kind)
{
  input_line whole;
  source_result result = source_whole(&s->source, &whole);
  mark_place(s);
  if (result == SOURCE_LINE && (whole.size > 0 || kind == INPUT_TEXT)) {
    feed_whole(&s->feed, &whole);
  } else if (result == SOURCE_PART && kind == INPUT_TEXT) {
    feed_fail(&s->feed, PROBLEM_TOO_LARGE, NULL);
  } else if (result == SOURCE_PART) { /* a record passes also if it is too large */
    while (is_wanted(s) && source_piece(&s->source, &whole) == SOURCE_PART) {
      mark_place(s);
      feed_part(&s->feed, &whole, true);
    }
  }
}

/* Finds the column by --column and the first line. An empty file has any. */
static bool find_column(session *s)
{
  const char *why;
  input_line first = {0};
  if (source_peek(&s->source, &first) != SOURCE_LINE ||
      table_find(&s->feed.table, s->options->column, &first, &why)) {
    return true;
  }
  feed_fail(&s->feed, PROBLEM_NO_COLUMN, why);
  return false;
}

/* ---- Shards ---------------------------------------------------------------------------- */

/* Keeps to the part of the file that is ours. Line numbers are those of the whole file: they
 * are counted now if results have them, else only when a problem does. */
static bool keep_to_part(session *s, int fd, bool *is_ours)
{
  const options *o = s->options;
  struct stat info;
  uint64_t start, end;
  if (fstat(fd, &info) != 0 ||
      !shard_range(fd, (uint64_t)info.st_size, o->shard_number, o->shard_count, &start, &end)) {
    return fault_of_system(&s->source.intake.fault, errno);
  }
  size_t lines = start > 0; /* so that its first line is not that of the file */
  if (start > 0 && o->format != FORMAT_TEXT && !shard_lines_before(fd, start, &lines)) {
    return fault_of_system(&s->source.intake.fault, errno);
  }
  s->shard.start = start;
  s->shard.has_lines = o->format != FORMAT_TEXT;
  *is_ours = start < end;
  return source_restrict(&s->source, start, end, lines);
}

/* Whether there is something for us to do in the only file, which may be parted. */
static bool is_ours(session *s, input_kind kind)
{
  const options *o = s->options;
  input_line first;
  bool ours = true;
  if (o->shard_count == 0 || !s->parts_file) {
    return true;
  }
  (void)source_peek(&s->source, &first); /* so that an encoding that is to be guessed is */
  int fd = has_lines(kind) ? intake_file(&s->source.intake) : -1;
  if (fd >= 0) {
    if (!keep_to_part(s, fd, &ours)) {
      s->source.error = s->source.intake.fault.error;
      ours = false;
    }
    return ours;
  }
  if (has_lines(kind) && o->shard_number == 1 && o->shard_count > 1) {
    feed_notice(&s->feed, "only plain files in UTF-8 can be parted, so --shard 1 has all of it");
  }
  return o->shard_number == 1; /* a list of one file */
}

/* ---- Files ------------------------------------------------------------------------------ */

static void fail_with(session *s, const fault *why)
{
  feed_fail(&s->feed, why->id, why->detail[0] ? why->detail : NULL);
}

void reader_refuse(session *s, const char *name, const fault *why)
{
  feed_input(&s->feed, name);
  fail_with(s, why);
  feed_end(&s->feed);
}

void reader_note(session *s, const char *name, const char *words)
{
  feed_input(&s->feed, name);
  feed_notice(&s->feed, words);
  feed_end(&s->feed);
}

static void refuse(session *s, const char *name, problem_id id)
{
  reader_refuse(s, name, &(fault){.id = id});
}

/* Tells what became of the encoding. */
static void end_decoding(session *s)
{
  const source *in = &s->source;
  uint64_t first, bad = intake_bad(&in->intake, &first);
  mark_place(s);
  if (bad > 0 || (in->intake.is_guess && in->encoding)) {
    feed_decoded(&s->feed, in->intake.is_guess ? in->encoding : NULL, bad, first);
  }
}

static void read_kind(session *s, input_kind kind)
{
  if (s->source.error) {
    return; /* it is told at the end */
  }
  if (s->options->into && kind != INPUT_JSONL && kind != INPUT_JSON) {
    feed_fail(&s->feed, PROBLEM_NOT_RECORDS, NULL);
  } else if ((kind != INPUT_TSV || find_column(s)) && is_ours(s, kind)) {
    if (has_lines(kind)) {
      read_lines(s);
    } else {
      read_whole(s, kind);
    }
  }
}

static void read_text(session *s)
{
  feed_input(&s->feed, s->source.name);
  problem_id refusal = place_refuses(&s->place, s->source.name);
  if (refusal != PROBLEM_NONE) {
    feed_fail(&s->feed, refusal, NULL);
    feed_end(&s->feed);
    return;
  }
  input_kind kind = kind_of(s);
  mark_place(s);
  feed_begin(&s->feed, kind);
  read_kind(s, kind);
  end_decoding(s);
  if (s->source.error) {
    fail_with(s, &s->source.intake.fault);
  }
  feed_end(&s->feed);
}

/* Whether the open file is one that this run writes: it could grow for ever. */
static bool is_written(const session *s)
{
  struct stat info;
  for (size_t i = 0; i < s->written_count; i++) {
    if (fstat(s->source.intake.raw.fd, &info) == 0 && info.st_dev == s->written[i].device &&
        info.st_ino == s->written[i].inode) {
      return true;
    }
  }
  return false;
}

/* The texts of a file that is open. */
static void read_texts(session *s, const char *name)
{
  while (!atomic_load(&s->stopped) && source_next(&s->source)) {
    if (s->options->in_place && intake_is_changed(&s->source.intake)) {
      refuse(s, name, PROBLEM_NOT_PLAIN);
      return;
    }
    read_text(s);
  }
  if (!atomic_load(&s->stopped) && s->source.error) {
    reader_refuse(s, name, &s->source.intake.fault);
  }
}

static bool is_in_shard(session *s)
{
  const options *o = s->options;
  return o->shard_count == 0 || s->parts_file ||
         shard_has_file(s->file_count++, o->shard_number, o->shard_count);
}

void reader_take(session *s, const char *name)
{
  fault *f = &s->source.intake.fault;
  if (!is_in_shard(s)) {
    return;
  }
  problem_id refusal = place_refuses(&s->place, name);
  if (refusal != PROBLEM_NONE) {
    refuse(s, name, refusal);
    return;
  }
  if (source_open(&s->source, name)) {
    if (is_written(s)) {
      refuse(s, name, PROBLEM_IS_OUTPUT);
    } else {
      read_texts(s, name);
    }
    s->read_before += s->source.intake.raw.taken;
    source_close(&s->source);
  } else if (f->error == EISDIR) {
    refuse(s, name, PROBLEM_IS_DIRECTORY);
  } else {
    f->id = PROBLEM_CANNOT_OPEN;
    reader_refuse(s, name, f);
  }
}
