/* review_xliff.c - see review_xliff.h. */
#include "review_xliff.h"

#include <stdlib.h> /* malloc, free, qsort */
#include <string.h> /* strlen */

#include <utf8proc.h> /* utf8proc_category */

#include "anchor.h"
#include "escape.h"
#include "utf8.h"
#include "xml_text.h"

#define MOST_SHOWN 300u /* code points of a flag, and of a paragraph, in a note */

void review_xliff_head(buffer *out)
{
  buffer_add_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\""
                         " version=\"1.2\">\n");
}

void review_xliff_tail(buffer *out, bool is_empty)
{
  if (is_empty) {
    buffer_add_string(out, "  <file original=\"none\" source-language=\"en\" "
                           "target-language=\"en\" datatype=\"plaintext\">\n"
                           "    <body/>\n  </file>\n");
  }
  buffer_add_string(out, "</xliff>\n");
}

/* ---- A sentence and its flags ----------------------------------------------------- */

typedef struct maker {
  buffer *out;
  worker *worker;
  const article *article;
  const char *text;
  size_t size;
  char hash[ANCHOR_HASH + 1];    /* of the article */
  size_t next_flag;              /* the first that did not begin yet */
  const textclean_flag **active; /* that reach into the sentence at hand */
  size_t active_count;
  textclean_span *marks; /* of the sentence at hand */
  size_t mark_count;
} maker;

/* Keeps the flags that reach into the sentence. An empty one, and one that stands before it,
 * goes to the first sentence that ends behind its place; what stands behind all goes to the
 * last. */
static void find_active(maker *m, textclean_span sentence, bool is_last)
{
  const flag_list *list = &m->worker->flags;
  size_t kept = 0;
  for (size_t i = 0; i < m->active_count; i++) {
    if (m->active[i]->at.span.end > sentence.start) {
      m->active[kept++] = m->active[i];
    }
  }
  m->active_count = kept;
  while (m->next_flag < list->count &&
         (is_last || list->flags[m->next_flag]->at.span.start < sentence.end ||
          list->flags[m->next_flag]->at.span.end <= sentence.end)) {
    m->active[m->active_count++] = list->flags[m->next_flag++];
  }
}

static textclean_span clip(textclean_span span, textclean_span to)
{
  uint32_t start = span.start > to.start ? span.start : to.start;
  uint32_t end = span.end < to.end ? span.end : to.end;
  return (textclean_span){start, end > start ? end : start};
}

/* Whether there is a letter or a digit. */
static bool has_letter(const char *text, uint32_t start, uint32_t end)
{
  for (size_t i = start; i < end;) {
    uint32_t c;
    i += utf8_read(text + i, end - i, &c);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO) {
      return true;
    }
  }
  return false;
}

/* Whether the flag has all of the sentence but marks. */
static bool is_whole(const char *text, textclean_span span, textclean_span sentence)
{
  return span.start < span.end && span.start < sentence.end && span.end > sentence.start &&
         !has_letter(text, sentence.start, span.start) && !has_letter(text, span.end, sentence.end);
}

/* By start; of two that begin together the longer first. */
static int compare(const void *a, const void *b)
{
  const textclean_flag *x = *(const textclean_flag *const *)a;
  const textclean_flag *y = *(const textclean_flag *const *)b;
  if (x->at.span.start != y->at.span.start) {
    return x->at.span.start < y->at.span.start ? -1 : 1;
  }
  return (x->at.span.end < y->at.span.end) - (x->at.span.end > y->at.span.end);
}

static void add_mark(buffer *out, const textclean_flag *flag)
{
  buffer_format(out, "<mrk mtype=\"x-%s\"", textclean_kind_name(flag->kind));
  if (flag->lang != TEXTCLEAN_NONE) {
    buffer_format(out, " comment=\"%s\"", textclean_lang_name(flag->lang));
  }
  buffer_add_char(out, '>');
}

/* The text of the sentence with <mrk> around its flags. Marks must nest: of two that cross, the
 * later one has its note only. */
static void make_content(maker *m, buffer *out, textclean_span sentence)
{
  uint32_t at = sentence.start;
  size_t number = 0, open = 0;
  for (size_t i = 0; i <= m->active_count; i++) {
    bool has_flag = i < m->active_count;
    textclean_span span = has_flag ? clip(m->active[i]->at.span, sentence)
                                   : (textclean_span){sentence.end, sentence.end};
    while (open > 0 && m->marks[open - 1].end <= span.start) {
      xml_add_content(out, m->text + at, m->marks[open - 1].end - at, &number);
      at = m->marks[--open].end;
      buffer_add_string(out, "</mrk>");
    }
    bool crosses = open > 0 && span.end > m->marks[open - 1].end;
    if (has_flag && span.start < span.end && !crosses && !is_whole(m->text, span, sentence)) {
      xml_add_content(out, m->text + at, span.start - at, &number);
      at = span.start;
      add_mark(out, m->active[i]);
      m->marks[open++] = span;
    }
  }
  xml_add_content(out, m->text + at, sentence.end - at, &number);
}

/* ---- Notes ------------------------------------------------------------------------ */

static void add_cut(maker *m, const char *text, size_t size)
{
  size_t cut = escape_cut(text, size, MOST_SHOWN);
  buffer shown = {0};
  escape_add(&shown, text, cut, ESCAPE_LINE);
  xml_add(m->out, shown.bytes, shown.size);
  m->out->failed = m->out->failed || shown.failed;
  buffer_free(&shown);
  if (cut < size) {
    buffer_add_string(m->out, "\xE2\x80\xA6"); /* U+2026, an ellipsis */
  }
}

static void begin_note(maker *m, const char *annotates, int priority)
{
  buffer_format(m->out, "          <note from=\"textclean\" annotates=\"%s\" priority=\"%d\">",
                annotates, priority);
}

static void end_note(maker *m)
{
  buffer_add_string(m->out, "</note>\n");
}

static void add_pinyin(maker *m, const textclean_flag *flag)
{
  textclean_span span = flag->at.span;
  buffer sound = {0};
  pinyin_add(&m->worker->pinyin, &sound, m->text + span.start,
             escape_cut(m->text + span.start, span.end - span.start, MOST_SHOWN));
  if (sound.size > 0) {
    begin_note(m, "target", 2);
    buffer_add_string(m->out, "pinyin: ");
    add_cut(m, sound.bytes, sound.size);
    end_note(m);
  }
  m->out->failed = m->out->failed || sound.failed;
  buffer_free(&sound);
}

static void add_original(maker *m, const textclean_flag *flag, size_t paragraph, size_t count)
{
  original *o = &m->worker->original;
  textclean_span span = flag->at.span;
  textclean_span line =
      original_line(o, m->text + span.start, span.end - span.start, paragraph, count);
  if (line.start < line.end) {
    begin_note(m, "general", 2);
    buffer_add_string(m->out, "original: ");
    add_cut(m, o->text + line.start, line.end - line.start);
    end_note(m);
  }
}

static void add_notes(maker *m, textclean_span sentence, size_t paragraph, size_t count)
{
  for (size_t i = 0; i < m->active_count; i++) {
    const textclean_flag *flag = m->active[i];
    textclean_span span = flag->at.span;
    begin_note(m, "target", is_whole(m->text, span, sentence) ? 1 : 2);
    buffer_format(m->out, "%s (", textclean_kind_name(flag->kind));
    if (flag->lang != TEXTCLEAN_NONE) {
      buffer_format(m->out, "%s, ", textclean_lang_name(flag->lang));
    }
    buffer_format(m->out, "score %.2f, %s): ", (double)flag->score, flag->reason);
    add_cut(m, m->text + span.start, span.end - span.start);
    end_note(m);
    if (flag->lang == TEXTCLEAN_ZH && flag->kind == TEXTCLEAN_UNTRANSLATED) {
      add_pinyin(m, flag);
    }
    if (m->worker->original.text) {
      add_original(m, flag, paragraph, count);
    }
  }
}

/* ---- The article ------------------------------------------------------------------ */

static const char *state_of(const maker *m, textclean_span sentence)
{
  for (size_t i = 0; i < m->active_count; i++) {
    if (m->active[i]->kind == TEXTCLEAN_UNTRANSLATED &&
        is_whole(m->text, m->active[i]->at.span, sentence)) {
      return "needs-translation";
    }
  }
  return m->active_count > 0 ? "needs-review-translation" : "final";
}

static void add_unit(maker *m, const textclean_sentence *s, size_t paragraph, size_t count)
{
  buffer content = {0};
  anchor an = anchor_of(m->worker->doc, m->article, m->hash, s->at);
  make_content(m, &content, s->at.span);
  buffer_add_string(m->out, "        <trans-unit id=\"");
  anchor_add(m->out, &an);
  buffer_format(m->out, "\"%s xml:space=\"preserve\">\n          <source>",
                m->active_count > 0 ? "" : " translate=\"no\" approved=\"yes\"");
  buffer_add(m->out, content.bytes, content.size);
  buffer_format(m->out, "</source>\n          <target state=\"%s\">", state_of(m, s->at.span));
  buffer_add(m->out, content.bytes, content.size);
  buffer_add_string(m->out, "</target>\n");
  add_notes(m, s->at.span, paragraph, count);
  buffer_add_string(m->out, "        </trans-unit>\n");
  m->out->failed = m->out->failed || content.failed;
  buffer_free(&content);
}

static void add_paragraphs(maker *m)
{
  size_t count, sentence_count, next = 0;
  const textclean_paragraph *paragraphs = textclean_paragraphs(m->worker->doc, &count);
  const textclean_sentence *sentences = textclean_sentences(m->worker->doc, &sentence_count);
  for (size_t i = 0; i < count; i++) {
    buffer_format(m->out, "      <group id=\"p%zu\" restype=\"x-paragraph\">\n", i + 1);
    for (; next < sentence_count && sentences[next].at.span.start < paragraphs[i].at.span.end;
         next++) {
      find_active(m, sentences[next].at.span, next + 1 == sentence_count);
      if (m->active_count > 1) {
        qsort(m->active, m->active_count, sizeof *m->active, compare);
      }
      add_unit(m, &sentences[next], i + 1, count);
    }
    buffer_add_string(m->out, "      </group>\n");
  }
}

/* The language that was left: that of the first `untranslated` flag, else the one that the
 * article is not in. */
static const char *left_language(const maker *m)
{
  const flag_list *list = &m->worker->flags;
  for (size_t i = 0; i < list->count; i++) {
    textclean_lang lang = list->flags[i]->lang;
    if (list->flags[i]->kind == TEXTCLEAN_UNTRANSLATED && lang != TEXTCLEAN_OTHER &&
        lang != TEXTCLEAN_NONE) {
      return lang == TEXTCLEAN_ZH ? "zh-CN" : textclean_lang_name(lang);
    }
  }
  return textclean_target(m->worker->doc) == TEXTCLEAN_ZH ? "en" : "zh-CN";
}

static void add_file(maker *m)
{
  buffer label = {0};
  anchor_add_label(&label, m->article);
  buffer_add_string(m->out, "  <file original=\"");
  xml_add(m->out, label.bytes, label.size);
  buffer_format(m->out,
                "\" source-language=\"%s\" target-language=\"%s\" datatype=\"plaintext\""
                " tool-id=\"textclean\">\n    <header>\n"
                "      <tool tool-id=\"textclean\" tool-name=\"textclean\" tool-version=\"%s\"/>\n"
                "      <note from=\"textclean\">article %s, %zu bytes</note>\n"
                "    </header>\n    <body>\n",
                left_language(m), textclean_target(m->worker->doc) == TEXTCLEAN_ZH ? "zh-CN" : "en",
                textclean_version(), m->hash, m->article->size);
  add_paragraphs(m);
  buffer_add_string(m->out, "    </body>\n  </file>\n");
  m->out->failed = m->out->failed || label.failed;
  buffer_free(&label);
}

void review_xliff_add(buffer *out, worker *w, const article *a)
{
  size_t flags = w->flags.count, sentence_count;
  maker m = {.out = out, .worker = w, .article = a};
  textclean_sentences(w->doc, &sentence_count);
  if (flags == 0 || sentence_count == 0) {
    return;
  }
  m.text = textclean_text(w->doc, &m.size);
  anchor_hash(a->source, a->size, m.hash);
  m.active = malloc(flags * sizeof *m.active);
  m.marks = malloc(flags * sizeof *m.marks);
  if (m.active && m.marks) {
    add_file(&m);
  } else {
    out->failed = true;
  }
  free(m.active);
  free(m.marks);
}
