/* clean_tsv.c - lines with an article in one of the cells that tabs part. */
#include <string.h> /* memcmp */

#include "article_clean.h"
#include "article_print.h"
#include "cells.h"
#include "clean_kinds.h"
#include "line_io.h"
#include "table.h"

/* The line with the cleaned text in its cell, which stays as it is if nothing changed. */
static void print_row(worker *w, const input_line *line, cell at, const article *a)
{
  buffer_clear(&w->scratch);
  article_text(&w->scratch, w, a);
  size_t size = w->scratch.size;
  bool is_same = size == w->cell.size && memcmp(w->scratch.bytes, w->cell.bytes, size) == 0;
  buffer *out = &w->row;
  buffer_clear(out);
  buffer_add(out, line->bytes, is_same ? at.end : at.start);
  if (!is_same && w->options->raw_cells) {
    cell_flatten(out, w->scratch.bytes, size);
  } else if (!is_same) {
    cell_encode(out, w->scratch.bytes, size);
  }
  buffer_add(out, line->bytes + at.end, line->size + line->end_size - at.end);
  out->failed = out->failed || w->scratch.failed;
  worker_print(w, out);
}

static void read_cell(worker *w, const char *bytes, size_t size)
{
  buffer_clear(&w->cell);
  buffer_room(&w->cell, size + 1); /* so that it is no NULL */
  if (w->options->raw_cells) {
    buffer_add(&w->cell, bytes, size);
  } else {
    cell_decode(&w->cell, bytes, size);
  }
}

/* Cleans the cell at this place. False: reading must end here. */
static bool clean_cell(worker *w, const input_line *line, cell at)
{
  read_cell(w, line->bytes + at.start, at.end - at.start);
  if (w->cell.failed) {
    worker_no_memory(w);
    return false;
  }
  article a = {.file = w->file,
               .line = line->number,
               .id = w->id.bytes,
               .id_size = w->id.size,
               .source = w->cell.bytes,
               .size = w->cell.size,
               .target = w->options->target,
               .encoding = w->batch->encoding};
  problem_id problem = article_clean(w, &a);
  if (problem != PROBLEM_NONE) {
    return line_refuse(w, line, &(trouble){.id = problem, .byte = at.start + 1}, &a);
  }
  if (!w->stopped && w->options->format == FORMAT_TEXT) {
    print_row(w, line, at, &a);
  } else if (!w->stopped) {
    article_print(w, &a);
  }
  return !w->stopped;
}

static void pass(worker *w, const input_line *line)
{
  w->batch->tally.records--; /* it is none */
  if (w->options->format == FORMAT_TEXT) {
    buffer_add(w->out, line->bytes, line->size + line->end_size);
  }
}

static bool refuse_row(worker *w, const input_line *line, size_t count)
{
  buffer detail = {0};
  buffer_format(&detail, "the line has only %zu", count);
  buffer_add_char(&detail, 0);
  trouble problem = {.id = PROBLEM_NO_COLUMN,
                     .byte = line->size + 1,
                     .detail = detail.failed ? NULL : detail.bytes};
  bool going = line_refuse(w, line, &problem, &(article){.id = w->id.bytes, .id_size = w->id.size});
  buffer_free(&detail);
  return going;
}

bool clean_row(worker *w, const input_line *line)
{
  cell at;
  const table *t = &w->batch->table;
  size_t count, mark = table_mark(line);
  if (line->size == mark || (t->has_header && line->number == 1)) {
    pass(w, line);
    return true;
  }
  line_id(&w->id, w->file, line->number);
  if (w->id.failed) {
    worker_no_memory(w);
    return false;
  }
  if (t->field) {
    w->batch->field = t->field; /* the writer tells it once */
  }
  if (!cell_find(line->bytes + mark, line->size - mark, t->column, &at, &count)) {
    return refuse_row(w, line, count);
  }
  return clean_cell(w, line, (cell){at.start + mark, at.end + mark});
}
