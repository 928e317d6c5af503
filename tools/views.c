/* views.c - see views.h. */
#include "views.h"

#include <string.h> /* strlen */

#include "article_clean.h"
#include "escape.h"
#include "excerpt.h"
#include "json_text.h"
#include "message.h"
#include "positions.h"

#define MOST_SHOWN 200u /* code points of the text of a flag */
#define BOLD "\033[1m"
#define YELLOW "\033[33m"
#define PLAIN "\033[0m"

void view_text(buffer *out, const worker *w)
{
  size_t size, count, gap = 0; /* where the white space before a paragraph begins */
  const char *text = article_cleaned(w, &size);
  if (!w->options->body) {
    buffer_add(out, text, size);
    return;
  }
  const textclean_paragraph *p = textclean_paragraphs(w->doc, &count);
  bool is_first = true;
  for (size_t i = 0; i < count; i++) {
    textclean_span span = p[i].at.span;
    if (is_body(p[i].role)) {
      size_t from = is_first ? span.start : gap;
      buffer_add(out, text + from, span.end - from);
      is_first = false;
    }
    gap = span.end;
  }
  if (!is_first && text[size - 1] == '\n') {
    buffer_add_char(out, '\n');
  }
}

/* The id as text, and the field if there are several. */
static void add_id_cell(buffer *out, const article *a)
{
  const char *id = a->id;
  size_t size = a->id_size;
  buffer decoded = {0};
  if (size >= 2 && id[0] == '"') {
    char *room = buffer_room(&decoded, size);
    size = room ? json_decode(id + 1, size - 2, room) : 0;
    out->failed = out->failed || !room;
    id = room;
  }
  escape_add_cell(out, id, size);
  buffer_free(&decoded);
  if (a->field) {
    buffer_add_char(out, '#');
    escape_add_cell(out, a->field, strlen(a->field));
  }
}

void view_sentences(buffer *out, const worker *w, const article *a)
{
  size_t size, count, number = 0;
  const char *text = textclean_text(w->doc, &size);
  const textclean_sentence *sentences = textclean_sentences(w->doc, &count);
  buffer id = {0};
  add_id_cell(&id, a);
  for (size_t i = 0; i < count; i++) {
    textclean_span span = sentences[i].at.span;
    if (w->options->body && !is_body(role_at(w->doc, span.start))) {
      continue;
    }
    buffer_add(out, id.bytes, id.size);
    buffer_add_char(out, '\t');
    buffer_add_number(out, ++number);
    buffer_format(out, "\t%s\t", textclean_lang_name(sentences[i].lang));
    escape_add_cell(out, text + span.start, span.end - span.start);
    buffer_add_char(out, '\n');
  }
  out->failed = out->failed || id.failed;
  buffer_free(&id);
}

/* KIND [LANG SCORE], or [SCORE] where no language is known and there is a doubt. */
static void add_kind(buffer *out, const textclean_flag *flag, bool colors)
{
  double score = (double)flag->score;
  buffer_format(out, "%s%s%s", colors ? YELLOW : "", textclean_kind_name(flag->kind),
                colors ? PLAIN : "");
  if (flag->lang != TEXTCLEAN_NONE) {
    buffer_format(out, " [%s %.2f]", textclean_lang_name(flag->lang), score);
  } else if (score < 1) {
    buffer_format(out, " [%.2f]", score);
  }
}

static void add_text(buffer *out, const char *text, textclean_span span)
{
  size_t size = span.end - span.start, cut = escape_cut(text + span.start, size, MOST_SHOWN);
  if (size > 0) {
    buffer_add_char(out, ' ');
  }
  escape_add(out, text + span.start, cut, ESCAPE_LINE);
  if (cut < size) {
    buffer_add_string(out, "\xE2\x80\xA6"); /* U+2026, an ellipsis */
  }
}

/* FILE:LINE:COLUMN: and the field if there are several. */
static void add_place(buffer *out, const article *a, const cursor *at, bool colors)
{
  buffer_add_string(out, colors ? BOLD : "");
  escape_add(out, a->file, strlen(a->file), ESCAPE_LINE);
  buffer_format(out, ":%zu:%zu:%s ", a->line ? a->line : at->line, at->column, colors ? PLAIN : "");
  if (a->field) {
    escape_add(out, a->field, strlen(a->field), ESCAPE_LINE);
    buffer_add_string(out, ": ");
  }
}

void view_flags(buffer *out, const worker *w, const article *a, bool colors, size_t width)
{
  size_t size;
  const char *text = textclean_text(w->doc, &size);
  cursor at = cursor_begin(a->source, a->size, a->line == 0);
  for (size_t i = 0; i < w->flags.count; i++) {
    const textclean_flag *flag = w->flags.flags[i];
    textclean_span there = article_place(w, flag->at).source;
    cursor_move(&at, there.start);
    add_place(out, a, &at, colors);
    add_kind(out, flag, colors);
    if (width > 0) {
      buffer_format(out, " %s\n", flag->reason);
      excerpt_add(out, a->source, a->size, there, width, colors);
    } else {
      add_text(out, text, flag->at.span);
      buffer_add_char(out, '\n');
    }
  }
}

static void add_counts(buffer *out, const tally *t)
{
  buffer_format(out, "%zu edit%s, ", t->edits, t->edits == 1 ? "" : "s");
  if (t->flags == 0) {
    buffer_add_string(out, "no flags");
    return;
  }
  buffer_format(out, "%zu flag%s: ", t->flags, t->flags == 1 ? "" : "s");
  const char *comma = "";
  for (size_t kind = 0; kind < TEXTCLEAN_KIND_COUNT; kind++) {
    if (t->by_kind[kind] > 0) {
      buffer_format(out, "%s%zu %s", comma, t->by_kind[kind],
                    textclean_kind_name((textclean_kind)kind));
      comma = ", ";
    }
  }
}

void view_summary(worker *w, const article *a)
{
  buffer *out = &w->batch->words;
  buffer_add_char(out, '\n'); /* the article is printed just before */
  escape_add(out, a->file, strlen(a->file), ESCAPE_LINE);
  buffer_add_string(out, ": ");
  add_counts(out, &w->batch->tally);
  buffer_add_char(out, '\n');
  view_flags(out, w, a, w->look->colors_summary, 0);
}

void view_tally(const char *file, const tally *t)
{
  buffer out = {0};
  escape_add(&out, file, strlen(file), ESCAPE_LINE);
  buffer_format(&out, ": %zu article%s, ", t->articles, t->articles == 1 ? "" : "s");
  add_counts(&out, t);
  buffer_add_char(&out, '\n');
  message_lines(&out);
  buffer_free(&out);
}
