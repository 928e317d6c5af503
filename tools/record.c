/* record.c - see record.h.
 *
 * The keys stand in one order:
 *   id target offset_unit [encoding] [markup] text paragraphs runs sentences flags edits summary
 *   textclean
 * In the library's arrays every record begins with its place, so that one function
 * turns the offsets of all of them into the unit that the user wants. */
#include "record.h"

#include <inttypes.h> /* PRIx64 */
#include <stdlib.h>   /* malloc, free */
#include <string.h>   /* memcpy */

#include "article_clean.h"
#include "json_text.h"
#include "positions.h"
#include "utf8.h"

enum { PARAGRAPHS, RUNS, SENTENCES, FLAGS, EDITS, LIST_COUNT };

typedef struct maker {
  buffer *out;
  const worker *worker;
  const article *article;
  const char *text; /* the cleaned one */
  size_t size;
  textclean_unit unit;
  uint32_t *span, *source;  /* start and end of each place of all lists */
  size_t first[LIST_COUNT]; /* place of each list */
} maker;

/* One of the library's arrays, and where its places begin in `span` and `source`. */
typedef struct array {
  const void *records;
  size_t stride, count, first;
} array;

static void find_lists(const worker *w, array l[LIST_COUNT])
{
  const textclean_doc *doc = w->doc;
  l[PARAGRAPHS].records = textclean_paragraphs(doc, &l[PARAGRAPHS].count);
  l[PARAGRAPHS].stride = sizeof(textclean_paragraph);
  l[RUNS].records = textclean_runs(doc, &l[RUNS].count);
  l[RUNS].stride = sizeof(textclean_run);
  l[SENTENCES].records = textclean_sentences(doc, &l[SENTENCES].count);
  l[SENTENCES].stride = sizeof(textclean_sentence);
  l[FLAGS].records = w->flags.all;
  l[FLAGS].count = w->flags.all_count;
  l[FLAGS].stride = sizeof(textclean_flag);
  l[EDITS].records = article_edits(w, &l[EDITS].count);
  l[EDITS].stride = sizeof(textclean_edit);
}

static void take_list(maker *m, const array *l, bool is_placed)
{
  for (size_t i = 0; i < l->count; i++) {
    const textclean_place *record =
        (const textclean_place *)(const void *)((const char *)l->records + i * l->stride);
    textclean_place at = is_placed ? *record : article_place(m->worker, *record);
    size_t k = 2 * (l->first + i);
    m->span[k] = at.span.start;
    m->span[k + 1] = at.span.end;
    m->source[k] = at.source.start;
    m->source[k + 1] = at.source.end;
  }
}

/* The offsets of all places of all lists: each text is walked only once. */
static void take_places(maker *m)
{
  array lists[LIST_COUNT];
  size_t count = 0;
  find_lists(m->worker, lists);
  for (size_t k = 0; k < LIST_COUNT; k++) {
    lists[k].first = m->first[k] = count;
    count += lists[k].count;
  }
  m->span = malloc(count * 2 * sizeof *m->span + 1);
  m->source = malloc(count * 2 * sizeof *m->source + 1);
  bool good = m->span && m->source;
  for (size_t k = 0; good && k < LIST_COUNT; k++) {
    take_list(m, &lists[k], k == EDITS);
  }
  const article *a = m->article;
  good = good && positions_convert(m->text, m->size, m->unit, m->span, 2 * count);
  if (good && lists[EDITS].count == 0) { /* the text is the source */
    memcpy(m->source, m->span, 2 * count * sizeof *m->source);
  } else {
    good = good && positions_convert(a->source, a->size, m->unit, m->source, 2 * count);
  }
  m->out->failed = m->out->failed || !good;
}

static char *write_pair(char *to, const uint32_t *pair)
{
  to = buffer_write_number(to, pair[0]);
  *to++ = ',';
  to = buffer_write_number(to, pair[1]);
  *to++ = ']';
  return to;
}

/* "span":[..],"source":[..] of the i-th place of a list. */
static void add_place(const maker *m, int list_at_hand, size_t i)
{
  static const char first[] = "\"span\":[", second[] = ",\"source\":[";
  char *room = buffer_room(m->out, sizeof first + sizeof second + 4 * (BUFFER_NUMBER + 1)),
       *to = room;
  if (!room) {
    return;
  }
  i += m->first[list_at_hand];
  memcpy(to, first, sizeof first - 1);
  to = write_pair(to + sizeof first - 1, m->span + 2 * i);
  memcpy(to, second, sizeof second - 1);
  to = write_pair(to + sizeof second - 1, m->source + 2 * i);
  m->out->size += (size_t)(to - room);
}

/* "key":"name" of one of the library's names, which need no escape. */
static void add_name(const maker *m, const char *key, const char *name)
{
  buffer_add_char(m->out, '"');
  buffer_add_string(m->out, key);
  buffer_add_string(m->out, "\":");
  if (name) {
    buffer_add_char(m->out, '"');
    buffer_add_string(m->out, name);
    buffer_add_char(m->out, '"');
  } else {
    buffer_add_string(m->out, "null");
  }
}

static void begin_item(const maker *m, size_t i)
{
  buffer_add_string(m->out, i > 0 ? ",{" : "{");
}

static void add_paragraphs(const maker *m)
{
  size_t count;
  const textclean_paragraph *list = textclean_paragraphs(m->worker->doc, &count);
  buffer_add_string(m->out, ",\"paragraphs\":[");
  for (size_t i = 0; i < count; i++) {
    begin_item(m, i);
    add_place(m, PARAGRAPHS, i);
    buffer_add_char(m->out, ',');
    add_name(m, "role", textclean_role_name(list[i].role));
    buffer_add_char(m->out, '}');
  }
  buffer_add_char(m->out, ']');
}

static void add_runs(const maker *m)
{
  size_t count;
  const textclean_run *list = textclean_runs(m->worker->doc, &count);
  buffer_add_string(m->out, ",\"runs\":[");
  for (size_t i = 0; i < count; i++) {
    begin_item(m, i);
    add_name(m, "lang", textclean_lang_name(list[i].lang));
    buffer_add_char(m->out, ',');
    add_name(m, "script", textclean_script_name(list[i].script));
    buffer_add_char(m->out, ',');
    add_place(m, RUNS, i);
    buffer_add_char(m->out, '}');
  }
  buffer_add_char(m->out, ']');
}

static void add_sentences(const maker *m)
{
  size_t count;
  const textclean_sentence *list = textclean_sentences(m->worker->doc, &count);
  buffer_add_string(m->out, ",\"sentences\":[");
  for (size_t i = 0; i < count; i++) {
    begin_item(m, i);
    add_name(m, "lang", textclean_lang_name(list[i].lang));
    buffer_add_char(m->out, ',');
    add_place(m, SENTENCES, i);
    buffer_add_char(m->out, '}');
  }
  buffer_add_char(m->out, ']');
}

static void add_flag(const maker *m, const textclean_flag *flag)
{
  textclean_span span = article_place(m->worker, flag->at).span;
  add_name(m, "kind", textclean_kind_name(flag->kind));
  buffer_add_char(m->out, ',');
  add_name(m, "lang", textclean_lang_name(flag->lang));
  buffer_add_char(m->out, ',');
  add_name(m, "script", textclean_script_name(flag->script));
  buffer_format(m->out, ",\"score\":%.2f,", (double)flag->score);
  add_name(m, "reason", flag->reason);
  buffer_add_string(m->out, ",\"text\":");
  json_encode(m->out, m->text + span.start, span.end - span.start);
  buffer_add_char(m->out, ',');
}

static void add_flags(const maker *m)
{
  size_t count = m->worker->flags.all_count;
  const textclean_flag *list = m->worker->flags.all;
  buffer_add_string(m->out, ",\"flags\":[");
  for (size_t i = 0; i < count; i++) {
    begin_item(m, i);
    add_flag(m, &list[i]);
    add_place(m, FLAGS, i);
    buffer_add_char(m->out, '}');
  }
  buffer_add_char(m->out, ']');
}

static void add_hex(buffer *out, const char *bytes, size_t size)
{
  static const char digits[] = "0123456789abcdef";
  buffer_add_string(out, "\"before_hex\":\"");
  for (size_t i = 0; i < size; i++) {
    unsigned byte = (unsigned char)bytes[i];
    buffer_add(out, (char[]){digits[byte >> 4], digits[byte & 15]}, 2);
  }
  buffer_add_char(out, '"');
}

static void add_edit(const maker *m, const textclean_edit *edit)
{
  size_t rule_count;
  textclean_span span = edit->at.span, from = edit->at.source;
  const char *before = m->article->source + from.start;
  add_name(m, "rule", textclean_rules(&rule_count)[edit->rule].name);
  buffer_add_char(m->out, ',');
  if (utf8_is_valid(before, from.end - from.start)) {
    buffer_add_string(m->out, "\"before\":");
    json_encode(m->out, before, from.end - from.start);
  } else {
    add_hex(m->out, before, from.end - from.start);
  }
  buffer_add_string(m->out, ",\"after\":");
  json_encode(m->out, m->text + span.start, span.end - span.start);
  buffer_add_char(m->out, ',');
}

static void add_edits(const maker *m)
{
  size_t count;
  const textclean_edit *list = article_edits(m->worker, &count);
  buffer_add_string(m->out, ",\"edits\":[");
  for (size_t i = 0; i < count; i++) {
    begin_item(m, i);
    add_edit(m, &list[i]);
    add_place(m, EDITS, i);
    buffer_add_char(m->out, '}');
  }
  buffer_add_char(m->out, ']');
}

static void add_count(const maker *m, const char *key, size_t count)
{
  buffer_add_string(m->out, key);
  buffer_add_number(m->out, count);
}

static void add_summary(const maker *m)
{
  textclean_summary sum = textclean_summarize(m->worker->doc);
  size_t edits, flags = m->worker->flags.all_count;
  article_edits(m->worker, &edits);
  add_count(m, ",\"summary\":{\"letters\":", sum.letters);
  add_count(m, ",\"untranslated_letters\":", sum.untranslated_letters);
  buffer_add_string(m->out, ",\"untranslated_share\":");
  if (sum.untranslated_letters == 0) { /* as in most records: to format a fraction takes long */
    buffer_add_string(m->out, "0.000");
  } else {
    buffer_format(m->out, "%.3f", (double)sum.untranslated_letters / sum.letters);
  }
  add_count(m, ",\"edits\":", edits);
  add_count(m, ",\"flags\":", flags);
  buffer_add_char(m->out, '}');
}

void record_add(buffer *out, const worker *w, const article *a)
{
  static const char *const units[] = {"byte", "codepoint", "utf16"};
  maker m = {.out = out, .worker = w, .article = a, .unit = w->options->unit};
  m.text = article_cleaned(w, &m.size);
  buffer_add_string(out, "{\"id\":");
  buffer_add(out, a->id, a->id_size);
  buffer_add_char(out, ',');
  add_name(&m, "target", textclean_lang_name(textclean_target(w->doc)));
  buffer_add_char(out, ',');
  add_name(&m, "offset_unit", units[m.unit]);
  if (a->encoding) { /* only where places are not those of the input */
    buffer_add_char(out, ',');
    add_name(&m, "encoding", a->encoding);
  }
  if (w->options->markup) { /* both texts have it */
    buffer_add_char(out, ',');
    add_name(&m, "markup", w->options->markup == MARKUP_HTML ? "html" : "markdown");
  }
  buffer_add_string(out, ",\"text\":");
  json_encode(out, m.text, m.size);
  take_places(&m);
  add_paragraphs(&m);
  add_runs(&m);
  add_sentences(&m);
  add_flags(&m);
  add_edits(&m);
  add_summary(&m);
  free(m.span);
  free(m.source);
  buffer_format(out, ",\"textclean\":{\"version\":\"%s\",\"rules\":\"%016" PRIx64 "\"}}",
                textclean_version(), textclean_rules_hash(w->cleaner));
}
