/* review_html.c - see review_html.h.
 *
 * Each paragraph is walked once, from one place where something begins or ends to the next. Marks
 * are a stack: where two cross, what stands on top is closed and opened again. Runs and edits are
 * put around each piece of text by itself. */
#include "review_html.h"

#include <assert.h> /* assert */
#include <stdlib.h> /* malloc, free, qsort */
#include <string.h> /* strlen */

#include "anchor.h"
#include "escape.h"
#include "html_text.h"
#include "review_page.inc"
#include "review_tsv.h"

#define ELLIPSIS "\xE2\x80\xA6" /* U+2026 */
#define MOST_OPEN 16u   /* marks in each other; those beyond have a number and a card only */
#define MOST_SHOWN 300u /* code points of pinyin, of an original, and of what an edit took away */

void review_html_head(buffer *out)
{
  for (size_t i = 0; i < sizeof page_head / sizeof *page_head; i++) {
    buffer_add_string(out, page_head[i]);
  }
}

void review_html_tail(buffer *out)
{
  for (size_t i = 0; i < sizeof page_tail / sizeof *page_tail; i++) {
    buffer_add_string(out, page_tail[i]);
  }
}

/* ---- What is made ----------------------------------------------------------------- */

typedef struct item { /* a flag on its way through the paragraphs */
  const textclean_flag *flag;
  size_t number;       /* in the article, from 1 */
  textclean_span span; /* cut to the paragraph at hand */
  bool has_ref;        /* its number was put out */
} item;

typedef struct maker {
  buffer *out;
  worker *worker;
  const article *article;
  const char *text;
  size_t size;
  textclean_lang target;
  textclean_script script;    /* of the target */
  char hash[ANCHOR_HASH + 1]; /* of the article */
  buffer label, id;           /* of the article; `id` is unique in the page, with a NUL */
  buffer cells;               /* of one row */
  item *items;                /* of the paragraph at hand: those that reach into it */
  size_t item_count;
  item *open[MOST_OPEN];
  size_t open_count;
  size_t at;                             /* what is before it is put out */
  size_t next_flag, next_run, next_edit; /* the first that is not behind it */
  bool has_run;                          /* a piece of that run was put out */
  bool has_before;                       /* what that edit took away was put out */
} maker;

/* ---- Words ------------------------------------------------------------------------ */

static const struct flag_words {
  const char *family, *sign;
} words[TEXTCLEAN_KIND_COUNT] = {
#define FLAG_WORDS(kind, family, sign, words) [TEXTCLEAN_##kind] = {family, sign},
#include "flag_words.def"
#undef FLAG_WORDS
};

/* "unbalanced-quote" as people write it. */
static void add_words(buffer *out, const char *name)
{
  for (; *name; name++) {
    buffer_add_char(out, *name == '-' ? ' ' : *name);
  }
}

static const char *language_of(textclean_lang lang)
{
  static const char *const names[] = {
      [TEXTCLEAN_NONE] = "",       [TEXTCLEAN_EN] = "English", [TEXTCLEAN_ZH] = "Chinese",
      [TEXTCLEAN_JA] = "Japanese", [TEXTCLEAN_KO] = "Korean",  [TEXTCLEAN_RU] = "Russian",
      [TEXTCLEAN_EL] = "Greek",    [TEXTCLEAN_AR] = "Arabic",  [TEXTCLEAN_HE] = "Hebrew",
      [TEXTCLEAN_TH] = "Thai",     [TEXTCLEAN_HI] = "Hindi",   [TEXTCLEAN_OTHER] = "other script"};
  return names[lang];
}

/* The value of a lang attribute: fonts tell simplified from traditional by it. */
static void add_lang(buffer *out, textclean_lang lang, textclean_script script)
{
  buffer_add_string(out, lang == TEXTCLEAN_OTHER ? "und" : textclean_lang_name(lang));
  if (script == TEXTCLEAN_HANS || script == TEXTCLEAN_HANT) {
    buffer_format(out, "-%s", textclean_script_name(script));
  }
}

/* Class names: the family of the kind, and how sure the flag is. */
static void add_classes(buffer *out, const textclean_flag *flag)
{
  /* casts, since on 32 bits a constant may be more exact than what was stored */
  int sure = flag->score >= (float)0.9 ? 3 : flag->score >= (float)0.7 ? 2 : 1;
  buffer_format(out, "%s sure%d", words[flag->kind].family, sure);
}

/* "untranslated, Chinese, 0.98"; the language where it is not that of the article. */
static void add_description(maker *m, const textclean_flag *flag, const char *comma)
{
  add_words(m->out, textclean_kind_name(flag->kind));
  if (flag->lang != TEXTCLEAN_NONE && flag->lang != m->target) {
    buffer_format(m->out, "%s%s", comma, language_of(flag->lang));
  }
  buffer_format(m->out, "%s%.2f", comma, (double)flag->score);
}

/* ---- Marks ------------------------------------------------------------------------ */

static void open_mark(maker *m, const item *it)
{
  buffer_add_string(m->out, "<mark class=\"");
  add_classes(m->out, it->flag);
  buffer_format(m->out, "\" data-flag=\"%sf%zu\">", m->id.bytes, it->number);
}

/* The number of a flag, which leads to its card. */
static void add_ref(maker *m, item *it)
{
  if (it->has_ref) {
    return;
  }
  it->has_ref = true;
  buffer_add_string(m->out, "<a class=\"ref ");
  add_classes(m->out, it->flag);
  buffer_format(m->out, "\" id=\"%sf%zu\" href=\"#%sf%zun\" aria-label=\"Flag %zu: ", m->id.bytes,
                it->number, m->id.bytes, it->number, it->number);
  add_description(m, it->flag, ", ");
  buffer_format(m->out, "\">%zu</a>", it->number);
}

/* Closes the marks that end here: those above one of them are opened again. `at_end`: of the
 * paragraph, so all of them are closed, and each must have its number by now. */
static void close_marks(maker *m, bool at_end)
{
  item *again[MOST_OPEN];
  size_t again_count = 0, lowest = m->open_count;
  for (size_t i = m->open_count; i-- > 0;) {
    lowest = at_end || m->open[i]->span.end <= m->at ? i : lowest;
  }
  while (m->open_count > lowest) {
    item *it = m->open[--m->open_count];
    buffer_add_string(m->out, "</mark>");
    if (at_end || it->span.end <= m->at) {
      add_ref(m, it);
    } else {
      again[again_count++] = it;
    }
  }
  while (again_count > 0) {
    m->open[m->open_count++] = again[--again_count];
    open_mark(m, m->open[m->open_count - 1]);
  }
}

static void begin_item(maker *m, item *it)
{
  if (it->span.start < it->span.end && m->open_count < MOST_OPEN) {
    m->open[m->open_count++] = it;
    open_mark(m, it);
  } else if (!it->has_ref) { /* a place between two characters */
    open_mark(m, it);
    buffer_add_string(m->out, "</mark>");
    add_ref(m, it);
  }
}

/* ---- Text, runs and edits ---------------------------------------------------------- */

static const textclean_run *run_at_hand(maker *m)
{
  size_t count;
  const textclean_run *runs = textclean_runs(m->worker->doc, &count);
  while (m->next_run < count && runs[m->next_run].at.span.end <= m->at) {
    m->next_run++;
    m->has_run = false;
  }
  return m->next_run < count ? &runs[m->next_run] : NULL;
}

static void add_before(maker *m, const textclean_edit *edit)
{
  size_t rule_count, size = edit->at.source.end - edit->at.source.start;
  const char *before = m->article->source + edit->at.source.start;
  size_t shown = escape_cut(before, size, MOST_SHOWN);
  if (size > 0) {
    buffer_format(m->out, "<del title=\"%s\">", textclean_rules(&rule_count)[edit->rule].name);
    html_add_seen(m->out, before, shown);
    buffer_add_string(m->out, shown < size ? ELLIPSIS "</del>" : "</del>");
  }
}

/* The edit that we are in or that comes next. What those that begin here took away is put out. */
static const textclean_edit *edit_at_hand(maker *m)
{
  size_t count;
  const textclean_edit *edits = textclean_edits(m->worker->doc, &count);
  for (; m->next_edit < count && edits[m->next_edit].at.span.start <= m->at; m->next_edit++) {
    if (!m->has_before) {
      add_before(m, &edits[m->next_edit]);
      m->has_before = true;
    }
    if (edits[m->next_edit].at.span.end > m->at) {
      break;
    }
    m->has_before = false;
  }
  return m->next_edit < count ? &edits[m->next_edit] : NULL;
}

/* Passes over paragraphs that are not shown. */
static void skip_to(maker *m, size_t offset)
{
  size_t count;
  const textclean_edit *edits = textclean_edits(m->worker->doc, &count);
  while (m->at < offset && m->next_edit < count && edits[m->next_edit].at.span.start < offset) {
    m->next_edit++;
    m->has_before = false;
  }
  m->at = offset;
}

static size_t smaller(size_t a, size_t b)
{
  return a < b ? a : b;
}

static void open_edit(maker *m, const textclean_edit *edit)
{
  size_t rule_count;
  buffer_format(m->out, "<span class=\"new\" title=\"%s\">",
                textclean_rules(&rule_count)[edit->rule].name);
}

/* White space between paragraphs: only what was edited in it, seen with the edits only. */
static void add_gap(maker *m, size_t end)
{
  while (m->at < end) {
    const textclean_edit *edit = edit_at_hand(m);
    size_t next = edit ? smaller(edit->at.span.start, end) : end;
    if (next <= m->at) {
      assert(edit); /* else `next` is behind */
      next = smaller(edit->at.span.end, end);
      buffer_add_string(m->out, "<span class=\"gap\">");
      open_edit(m, edit);
      html_add_seen(m->out, m->text + m->at, next - m->at);
      buffer_add_string(m->out, "</span></span>");
    }
    m->at = next;
  }
}

static void add_piece(maker *m, size_t end, const textclean_run *run, const textclean_edit *edit)
{
  bool is_foreign = run && run->lang != m->target && run->lang != TEXTCLEAN_NONE;
  if (is_foreign) {
    buffer_format(m->out, "<span class=\"run%s\" lang=\"", m->has_run ? "" : " first");
    add_lang(m->out, run->lang, run->script);
    buffer_add_string(m->out, "\">");
    m->has_run = true;
  }
  if (edit) {
    open_edit(m, edit);
  }
  html_add(m->out, m->text + m->at, end - m->at);
  buffer_add_string(m->out, edit ? "</span>" : "");
  buffer_add_string(m->out, is_foreign ? "</span>" : "");
  m->at = end;
}

static void add_text(maker *m, size_t end)
{
  item *next_item = m->items, *last = m->items + m->item_count;
  for (;;) {
    close_marks(m, false);
    while (next_item < last && next_item->span.start <= m->at) {
      begin_item(m, next_item++);
    }
    const textclean_edit *edit = edit_at_hand(m);
    if (m->at >= end) {
      break;
    }
    const textclean_run *run = run_at_hand(m);
    size_t next = next_item < last ? smaller(next_item->span.start, end) : end;
    for (size_t i = 0; i < m->open_count; i++) {
      next = smaller(next, m->open[i]->span.end);
    }
    next = run ? smaller(next, run->at.span.end) : next;
    bool is_edited = edit && edit->at.span.start <= m->at;
    next = edit ? smaller(next, is_edited ? edit->at.span.end : edit->at.span.start) : next;
    add_piece(m, next, run, is_edited ? edit : NULL);
  }
  close_marks(m, true);
}

/* ---- Cards ------------------------------------------------------------------------ */

static void add_more(maker *m, const char *name, const char *lang, const char *text, size_t size)
{
  size_t shown = escape_cut(text, size, MOST_SHOWN);
  buffer_format(m->out, "<p class=\"more\"><b>%s</b> <bdi%s>", name, lang);
  html_add(m->out, text, shown);
  buffer_add_string(m->out, shown < size ? ELLIPSIS "</bdi></p>\n" : "</bdi></p>\n");
}

static void add_pinyin(maker *m, const textclean_flag *flag)
{
  textclean_span span = flag->at.span;
  buffer sound = {0};
  pinyin_add(&m->worker->pinyin, &sound, m->text + span.start,
             escape_cut(m->text + span.start, span.end - span.start, MOST_SHOWN));
  if (sound.size > 0) {
    add_more(m, "Pinyin", " lang=\"zh-Latn-pinyin\"", sound.bytes, sound.size);
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
    add_more(m, "Original", "", o->text + line.start, line.end - line.start);
  }
}

static void add_card(maker *m, size_t number, size_t paragraph, size_t count)
{
  const textclean_flag *flag = m->worker->flags.flags[number - 1];
  buffer_add_string(m->out, "<li class=\"card ");
  add_classes(m->out, flag);
  buffer_format(m->out, "\" id=\"%sf%zun\" data-row=\"", m->id.bytes, number);
  buffer_clear(&m->cells);
  review_tsv_add_row(&m->cells, m->worker, m->article, m->hash, &m->label, flag);
  html_add_value(m->out, m->cells.bytes, m->cells.size);
  buffer_format(m->out, "\">\n<p class=\"what\"><a class=\"number\" href=\"#%sf%zu\">%zu</a> ",
                m->id.bytes, number, number);
  buffer_add_string(m->out, "<span class=\"kind\"><span class=\"icon\" aria-hidden=\"true\">");
  html_add(m->out, words[flag->kind].sign, strlen(words[flag->kind].sign));
  buffer_add_string(m->out, "</span> ");
  add_description(m, flag, "</span> <span>");
  buffer_add_string(m->out, "</span></p>\n<p class=\"why\">");
  add_words(m->out, flag->reason);
  buffer_add_string(m->out, "</p>\n");
  if (flag->kind == TEXTCLEAN_UNTRANSLATED && flag->lang == TEXTCLEAN_ZH) {
    add_pinyin(m, flag);
  }
  if (m->worker->original.text) {
    add_original(m, flag, paragraph, count);
  }
  buffer_add_string(m->out, "</li>\n");
}

/* ---- Paragraphs ------------------------------------------------------------------- */

/* By start; of two that begin together the longer first, so that marks nest. */
static int compare(const void *a, const void *b)
{
  const item *x = a, *y = b;
  if (x->span.start != y->span.start) {
    return x->span.start < y->span.start ? -1 : 1;
  }
  if (x->span.end != y->span.end) {
    return x->span.end > y->span.end ? -1 : 1;
  }
  return (x->number > y->number) - (x->number < y->number);
}

static uint32_t clamp(uint32_t offset, textclean_span to)
{
  return offset < to.start ? to.start : offset > to.end ? to.end : offset;
}

/* Keeps the flags that reach into the paragraph, and takes those that begin before `behind`,
 * where the next one does. */
static void take_items(maker *m, textclean_span paragraph, size_t behind)
{
  const flag_list *list = &m->worker->flags;
  size_t kept = 0;
  for (size_t i = 0; i < m->item_count; i++) {
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): all that count are filled in */
    if (m->items[i].flag->at.span.end > paragraph.start) {
      m->items[kept++] = m->items[i];
    }
  }
  for (; m->next_flag < list->count && list->flags[m->next_flag]->at.span.start < behind;
       m->next_flag++) {
    m->items[kept++] = (item){.flag = list->flags[m->next_flag], .number = m->next_flag + 1};
  }
  m->item_count = kept;
  for (size_t i = 0; i < kept; i++) {
    textclean_span span = m->items[i].flag->at.span;
    m->items[i].span = (textclean_span){clamp(span.start, paragraph), clamp(span.end, paragraph)};
  }
  if (kept > 1) {
    qsort(m->items, kept, sizeof *m->items, compare);
  }
}

static void add_paragraph(maker *m, const textclean_paragraph *p, size_t number, size_t count,
                          size_t behind, bool is_last)
{
  const char *element = p->role == TEXTCLEAN_TITLE ? "h3" : "p";
  size_t first = m->next_flag;
  take_items(m, p->at.span, is_last ? SIZE_MAX : behind);
  buffer_format(m->out, "<div class=\"row %s\">\n<%s class=\"text\" dir=\"auto\" lang=\"",
                textclean_role_name(p->role), element);
  add_lang(m->out, m->target, m->script);
  buffer_add_string(m->out, "\">");
  add_gap(m, p->at.span.start);
  add_text(m, p->at.span.end);
  add_gap(m, behind);
  if (is_last) {
    (void)edit_at_hand(m); /* what was taken away behind all that is left */
  }
  buffer_format(m->out, "</%s>\n", element);
  if (first < m->next_flag) {
    buffer_add_string(m->out, "<ol class=\"notes\">\n");
    for (size_t i = first; i < m->next_flag; i++) {
      add_card(m, i + 1, number, count);
    }
    buffer_add_string(m->out, "</ol>\n");
  }
  buffer_add_string(m->out, "</div>\n");
}

static bool is_shown(const maker *m, const textclean_paragraph *p)
{
  return !m->worker->options->body || is_body(p->role);
}

static void add_paragraphs(maker *m)
{
  size_t count, last = 0;
  const textclean_paragraph *list = textclean_paragraphs(m->worker->doc, &count);
  textclean_paragraph all = {.at.span = {0, (uint32_t)m->size}};
  if (count == 0) { /* what was flagged is white space to the library */
    list = &all;
    count = 1;
  }
  for (size_t i = 0; i < count; i++) {
    last = is_shown(m, &list[i]) ? i : last;
  }
  for (size_t i = 0; i <= last; i++) {
    size_t behind = i + 1 < count ? list[i + 1].at.span.start : m->size;
    if (is_shown(m, &list[i])) {
      add_paragraph(m, &list[i], i + 1, count, behind, i == last);
    } else {
      skip_to(m, behind);
    }
  }
}

/* ---- Articles --------------------------------------------------------------------- */

/* The script of the language of the article. */
static textclean_script find_script(const maker *m)
{
  size_t count;
  const textclean_run *runs = textclean_runs(m->worker->doc, &count);
  for (size_t i = 0; i < count; i++) {
    if (runs[i].lang == m->target) {
      return runs[i].script;
    }
  }
  return TEXTCLEAN_ZYYY;
}

/* No other article of the page has it, whichever worker makes that one. */
static void make_id(maker *m)
{
  const article *a = m->article;
  char hash[ANCHOR_HASH + 1];
  buffer_format(&m->id, "a%zu", m->worker->batch->input_number);
  if (a->line > 0) {
    buffer_format(&m->id, "-%zu", a->line);
  }
  if (a->field) {
    anchor_hash(a->field, strlen(a->field), hash);
    buffer_format(&m->id, "-%s", hash);
  }
  buffer_add_char(&m->id, 0);
}

static void add_count(buffer *out, size_t count, const char *what)
{
  buffer_format(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void add_article(maker *m)
{
  size_t edit_count;
  textclean_edits(m->worker->doc, &edit_count);
  buffer_format(m->out, "<article id=\"%s\">\n<header>\n<h2><a href=\"#%s\"><bdi>", m->id.bytes,
                m->id.bytes);
  html_add(m->out, m->label.bytes, m->label.size);
  buffer_format(m->out, "</bdi></a></h2>\n<p class=\"counts\">%s, ", language_of(m->target));
  add_count(m->out, m->worker->flags.count, "flag");
  buffer_add_string(m->out, ", ");
  add_count(m->out, edit_count, "edit");
  buffer_add_string(m->out, "</p>\n</header>\n");
  add_paragraphs(m);
  buffer_add_string(m->out, "</article>\n");
}

void review_html_add(buffer *out, worker *w, const article *a)
{
  maker m = {.out = out, .worker = w, .article = a, .target = textclean_target(w->doc)};
  if (w->flags.count == 0) {
    return;
  }
  m.text = textclean_text(w->doc, &m.size);
  m.script = find_script(&m);
  anchor_hash(a->source, a->size, m.hash);
  anchor_add_label(&m.label, a);
  make_id(&m);
  m.items = malloc(w->flags.count * sizeof *m.items);
  if (m.items && !m.id.failed && !m.label.failed) {
    add_article(&m);
  }
  out->failed = out->failed || !m.items || m.id.failed || m.label.failed || m.cells.failed;
  free(m.items);
  buffer_free(&m.label);
  buffer_free(&m.id);
  buffer_free(&m.cells);
}
