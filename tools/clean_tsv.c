/* clean_tsv.c - lines with an article in one of the cells that tabs part. */
#include <stdlib.h> /* strtoull */
#include <string.h> /* memcmp, strlen, strspn */

#include "article.h"
#include "cells.h"
#include "line_io.h"
#include "record_job.h"
#include "views.h"

typedef struct tsv {
  session *session;
  size_t column;   /* from 0 */
  bool has_header; /* the first line has the names of the columns */
  buffer id, text, result;
} tsv;

/* ---- The column --------------------------------------------------------------------- */

/* A byte order mark in front of the first line is no part of its first cell. */
static size_t mark_size(const input_line *line)
{
  static const char mark[] = "\xEF\xBB\xBF";
  return line->number <= 1 && line->size >= 3 && memcmp(line->bytes, mark, 3) == 0 ? 3 : 0;
}

static bool find_usual(tsv *t, const input_line *header, size_t mark)
{
  const char *name;
  for (size_t i = 0; (name = job_usual_field(i)) != NULL; i++) {
    if (cell_named(header->bytes + mark, header->size - mark, name, &t->column)) {
      session_tell_field(t->session, name, i > 0, "--column");
      return true;
    }
  }
  return false;
}

/* Finds the column by --column and the first line. An empty file has any. */
static bool find_column(tsv *t)
{
  session *s = t->session;
  const char *wanted = s->options->column;
  input_line header = {0};
  if (wanted && strspn(wanted, "0123456789") == strlen(wanted)) {
    unsigned long long number = strtoull(wanted, NULL, 10);
    t->column = (size_t)(number - 1);
    return true;
  }
  source_result first = source_peek(&s->source, &header);
  if (first != SOURCE_LINE) {
    return first == SOURCE_END;
  }
  size_t mark = mark_size(&header);
  t->has_header = true;
  if (wanted ? cell_named(header.bytes + mark, header.size - mark, wanted, &t->column)
             : find_usual(t, &header, mark)) {
    return true;
  }
  trouble problem = {.id = PROBLEM_NO_COLUMN,
                     .file = s->source.name,
                     .detail = wanted ? "the first line does not have the name of --column"
                                      : "the first line has no usual name; --column N or "
                                        "--column NAME tells which it is"};
  problems_add_input(&s->problems, &problem);
  session_fail(s);
  return false;
}

/* ---- Lines -------------------------------------------------------------------------- */

/* The line with the cleaned text in its cell, which stays as it is if nothing changed. */
static void print_line(tsv *t, const input_line *line, cell at)
{
  session *s = t->session;
  buffer_clear(&s->scratch);
  view_text(&s->scratch, s);
  size_t size = s->scratch.size;
  bool is_same = size == t->text.size && memcmp(s->scratch.bytes, t->text.bytes, size) == 0;
  buffer *out = &t->result;
  buffer_clear(out);
  buffer_add(out, line->bytes, is_same ? at.end : at.start);
  if (!is_same && s->options->raw_cells) {
    cell_flatten(out, s->scratch.bytes, size);
  } else if (!is_same) {
    cell_encode(out, s->scratch.bytes, size);
  }
  buffer_add(out, line->bytes + at.end, line->size + line->end_size - at.end);
  out->failed = out->failed || s->scratch.failed;
  output_add(&s->out, out);
}

static void read_cell(tsv *t, const char *bytes, size_t size)
{
  buffer_clear(&t->text);
  buffer_room(&t->text, size + 1); /* so that it is no NULL */
  if (t->session->options->raw_cells) {
    buffer_add(&t->text, bytes, size);
  } else {
    cell_decode(&t->text, bytes, size);
  }
}

/* Cleans the cell at this place. False: reading must end here. */
static bool clean_cell(tsv *t, const input_line *line, cell at)
{
  session *s = t->session;
  read_cell(t, line->bytes + at.start, at.end - at.start);
  if (t->text.failed) {
    session_no_memory(s);
    return false;
  }
  article a = {.file = s->source.name,
               .line = line->number,
               .id = t->id.bytes,
               .id_size = t->id.size,
               .source = t->text.bytes,
               .size = t->text.size,
               .target = s->options->target,
               .encoding = s->source.encoding};
  problem_id problem = article_clean(s, &a);
  if (problem != PROBLEM_NONE) {
    return line_refuse(s, line, &(trouble){.id = problem, .byte = at.start + 1}, &a);
  }
  if (!s->stopped && s->options->format == FORMAT_TEXT) {
    print_line(t, line, at);
  } else if (!s->stopped) {
    article_print(s, &a);
  }
  return !s->stopped;
}

static void pass(const tsv *t, const input_line *line)
{
  if (t->session->options->format == FORMAT_TEXT) {
    output_write(&t->session->out, line->bytes, line->size + line->end_size);
  }
}

static bool refuse_line(tsv *t, const input_line *line, size_t count)
{
  buffer detail = {0};
  buffer_format(&detail, "the line has only %zu", count);
  buffer_add_char(&detail, 0);
  trouble problem = {.id = PROBLEM_NO_COLUMN,
                     .byte = line->size + 1,
                     .detail = detail.failed ? NULL : detail.bytes};
  bool going =
      line_refuse(t->session, line, &problem, &(article){.id = t->id.bytes, .id_size = t->id.size});
  buffer_free(&detail);
  return going;
}

static bool clean_line(tsv *t, const input_line *line)
{
  cell at;
  size_t count, mark = mark_size(line);
  if (line->size == mark || (t->has_header && line->number == 1)) {
    pass(t, line);
    return true;
  }
  line_id(&t->id, t->session->source.name, line->number);
  if (t->id.failed) {
    session_no_memory(t->session);
    return false;
  }
  if (!cell_find(line->bytes + mark, line->size - mark, t->column, &at, &count)) {
    return refuse_line(t, line, count);
  }
  return clean_cell(t, line, (cell){at.start + mark, at.end + mark});
}

void clean_tsv(session *s)
{
  tsv t = {.session = s};
  input_line line;
  bool going = find_column(&t);
  while (going && session_goes_on(s)) {
    switch (source_line(&s->source, &line)) {
    case SOURCE_LINE:
      going = clean_line(&t, &line);
      break;
    case SOURCE_PART:
      going = line_pass_large(s, &line);
      break;
    default:
      going = false;
      break;
    }
  }
  buffer_free(&t.id);
  buffer_free(&t.text);
  buffer_free(&t.result);
}
