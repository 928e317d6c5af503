/* fuzz_markup.c - articles with markup, whatever they hold. The first byte of an input chooses the
 * kind of markup, the rules and the target.
 *
 *  1. The stretches of the map touch and cover the article and its plain text, and text is the
 *     same in both.
 *  2. The edits are in order and disjoint, each changes something, and replayed they give what
 *     comes out. They touch text, white space in it, and ill-formed bytes; nothing else.
 *  3. What comes out is well-formed.
 *  4. Every place is one, between characters, in order, in both texts.
 *  5. Cleaned again it stays as it is. */
#include <stdbool.h> /* bool */
#include <stdlib.h>  /* abort */
#include <string.h>  /* memcmp */

#include "fuzz.h"
#include "markup.h"
#include "utf8.h"

static const char *const rule_lists[] = {NULL,
                                         "all",
                                         "none",
                                         "none,blank-after-mark,entity",
                                         "-entity,-odd-space,+dash",
                                         "all,-blank-run"};
#define LISTS (sizeof rule_lists / sizeof *rule_lists)

typedef struct tried { /* an article, cleaned */
  markup markup;
  const textclean *tc;
  textclean_doc *doc;
  markup_kind kind;
  const char *source, *text;
  size_t source_size, size;
} tried;

static bool is_border(const char *text, size_t size, uint32_t at)
{
  return at <= size && (at == size || ((unsigned char)text[at] & 0xC0) != 0x80);
}

/* 1 */
static const char *check_map(const markup_map *m)
{
  size_t count;
  const stretch *s = map_stretches(&m->stretches, &count);
  if (count > 0 && (s[0].plain != 0 || s[0].source != 0)) {
    return "1: the stretches do not begin at the start";
  }
  if (s[count].plain != m->plain.size || s[count].source != m->size) {
    return "1: the stretches do not cover all";
  }
  for (size_t i = 0; i < count; i++) {
    uint32_t shown = s[i + 1].plain - s[i].plain, size = s[i + 1].source - s[i].source;
    if (s[i + 1].plain < s[i].plain || s[i + 1].source <= s[i].source) {
      return "1: the stretches are not in order";
    }
    if ((s[i].kind == STRETCH_TEXT || s[i].kind == STRETCH_CODE) &&
        (shown != size ||
         memcmp(m->plain.bytes + s[i].plain, m->source + s[i].source, size) != 0)) {
      return "1: text is something else";
    }
    if ((s[i].kind == STRETCH_BLANK && shown > 1) ||
        ((s[i].kind == STRETCH_OPEN || s[i].kind == STRETCH_CLOSE || s[i].kind == STRETCH_OBJECT) &&
         shown > 0)) {
      return "1: markup is seen";
    }
  }
  return NULL;
}

/* Whether the bytes of the article may be edited. */
static bool is_text(const tried *t, textclean_span span)
{
  size_t count;
  const stretch *s = map_stretches(&t->markup.map.stretches, &count);
  for (size_t i = 0; i < count; i++) {
    bool meets = s[i].source < span.end && span.start < s[i + 1].source;
    if (meets && s[i].kind != STRETCH_TEXT && s[i].kind != STRETCH_BLANK) {
      return false;
    }
  }
  return true;
}

/* 2 */
static const char *check_edits(const tried *t)
{
  size_t count;
  const textclean_edit *edits = markup_edits(&t->markup, &count);
  uint32_t from = 0, to = 0;
  for (size_t i = 0; i <= count; i++) {
    textclean_place at = {{(uint32_t)t->size, (uint32_t)t->size},
                          {(uint32_t)t->source_size, (uint32_t)t->source_size}};
    at = i < count ? edits[i].at : at;
    if (at.source.start < from || at.source.end < at.source.start || at.span.end < at.span.start ||
        at.source.end > t->source_size || at.span.end > t->size) {
      return "2: the edits are not in order";
    }
    if (at.source.start - from != at.span.start - to ||
        memcmp(t->source + from, t->text + to, at.source.start - from) != 0) {
      return "2: something changed without an edit";
    }
    uint32_t size = at.source.end - at.source.start;
    if (i < count && size == at.span.end - at.span.start &&
        memcmp(t->source + at.source.start, t->text + at.span.start, size) == 0) {
      return "2: an edit changes nothing";
    }
    if (i < count && utf8_is_valid(t->source + at.source.start, size) && !is_text(t, at.source)) {
      return "2: markup was edited";
    }
    from = at.source.end;
    to = at.span.end;
  }
  return NULL;
}

/* 4: of records that begin with their place. */
static const char *check_places(const tried *t, const void *records, size_t stride, size_t count,
                                bool is_sorted)
{
  uint32_t from = 0, to = 0;
  for (size_t i = 0; i < count; i++) {
    const textclean_place *record =
        (const textclean_place *)(const void *)((const char *)records + i * stride);
    textclean_place at = markup_place(&t->markup, *record);
    if (at.span.start > at.span.end || at.source.start > at.source.end ||
        !is_border(t->text, t->size, at.span.start) || !is_border(t->text, t->size, at.span.end) ||
        at.source.end > t->source_size) {
      return "4: a place is none";
    }
    if (is_sorted && (at.span.start < to || at.source.start < from)) {
      return "4: places are not in order";
    }
    from = at.source.start;
    to = at.span.start;
  }
  return NULL;
}

static const char *check_all_places(const tried *t)
{
  size_t count;
  const textclean_paragraph *paragraphs = textclean_paragraphs(t->doc, &count);
  const char *broken = check_places(t, paragraphs, sizeof *paragraphs, count, true);
  const textclean_sentence *sentences = textclean_sentences(t->doc, &count);
  broken = broken ? broken : check_places(t, sentences, sizeof *sentences, count, true);
  const textclean_run *runs = textclean_runs(t->doc, &count);
  broken = broken ? broken : check_places(t, runs, sizeof *runs, count, true);
  const textclean_flag *flags = textclean_flags(t->doc, &count);
  return broken ? broken : check_places(t, flags, sizeof *flags, count, false);
}

static const char *clean(tried *t, textclean_lang target, const char *source, size_t size)
{
  t->source = source;
  t->source_size = size;
  if (markup_clean(&t->markup, t->kind, t->tc, t->doc, target, source, size) != TEXTCLEAN_OK) {
    return "it cannot be cleaned";
  }
  t->text = markup_text(&t->markup, &t->size);
  return NULL;
}

static const char *check(tried *t, tried *again, textclean_lang target, const char *source,
                         size_t size)
{
  size_t count;
  const char *broken = clean(t, target, source, size);
  broken = broken ? broken : check_map(&t->markup.map);
  broken = broken ? broken : check_edits(t);
  if (!broken && !utf8_is_valid(t->text, t->size)) {
    broken = "3: what comes out is ill-formed";
  }
  broken = broken ? broken : check_all_places(t);
  if (!broken) {
    broken = clean(again, textclean_target(t->doc), t->text, t->size);
  }
  if (!broken && (markup_edits(&again->markup, &count), count > 0)) {
    broken = "5: cleaned again it changes";
  }
  return broken;
}

const char *fuzz_try(const uint8_t *data, size_t size)
{
  textclean *tc = NULL;
  uint8_t way = size > 0 ? data[0] : 0;
  textclean_options with = {.struct_size = sizeof with, .rules = rule_lists[way / 2 % LISTS]};
  markup_kind kind = way % 2 ? MARKUP_HTML : MARKUP_MARKDOWN;
  tried first = {.kind = kind}, again = {.kind = kind};
  if (size == 0) {
    return NULL;
  }
  if (textclean_new(&with, &tc) != TEXTCLEAN_OK ||
      textclean_doc_new(tc, &first.doc) != TEXTCLEAN_OK ||
      textclean_doc_new(tc, &again.doc) != TEXTCLEAN_OK) {
    abort();
  }
  first.tc = again.tc = tc;
  const char *broken = check(&first, &again, (textclean_lang)(way / 2 / LISTS % 3),
                             (const char *)data + 1, size - 1);
  markup_free(&first.markup);
  markup_free(&again.markup);
  textclean_doc_free(first.doc);
  textclean_doc_free(again.doc);
  textclean_free(tc);
  return broken;
}

/* clang-format off */
static const char *const tags[] = {
    "<p>", "</p>", "<b>", "</b>", "<br>", "<em class=\" ,\">", "</em>", "<img src='a>b'>",
    "<code>", "</code>", "<pre>", "</pre>", "<script>", "</script>", "<!--", "-->", "<!", "<",
    ">", "</", "<?", "<a href=\"", "\">", "'", "<svg>", "</svg>", "<svg/>", "<td>", "<title>",
    "</title>", "<hr", "<textarea>", "<![CDATA[", "]]>", "<li>\n", "\n<div>\n", "</div>\n\n",
    "<P>", "</B>", "<kbd>",
};
static const char *const marks[] = {
    "*", "**", "_", "~~", "`", "``", "[", "](", ")", "](/a \"t\")", "![", "][a]", "[a]: /b\n",
    "\\", "# ", "\n## ", "> ", "\n> ", "- ", "\n- ", "\n1. ", "\n    ", "\n\t", "```",
    "\n```\n", "~~~\n", "---\n", "\n===\n", "\n---\n", "|", "\n|-|-|\n", "| a | b |\n", "  \n",
    "\\\n", "\n\n", "<http://a.b>", "[^1]", "\n[^1]: ", "[ ] ", "***", "\n* * *\n", "+ ",
    "<!-- a -->", "\n<div>\n", "\\*", "  ", "\n  ",
};
static const char *const words[] = {
    "mill", "The", " high -quality", "河西", "磨坊", "大坝", "。", "，", "：", "“", "”", "\"",
    "(", ")", "（", "）", " ", "  ", "\n", " \n ", ".", ",", " ,", ",,", "...", "!", "?", ":",
    ";", "5", "GDP", "&amp;", "&lt;", "&gt;", "&nbsp;", "&eacute;", "&#10;", "&#44;", "&", ";",
    "amp;", "&amp;amp;", "&amp;lt;", "&am", "p;", "&shy;", "&#x2028;", "\xC2\xA0",
    "\xE3\x80\x80", "\xE2\x80\x8B", "\xC2\xAD", "\xFF", "\xE4\xB8", "\xAD", "\xEF\xBB\xBF",
    "\xE2\x80\xA8", "\r\n", "\r", "\t", "\f", "ﬁ", "Ａ", "e\xCC\x81", "http://a.b/c",
    "\xE2\x80\xAE", "law.Editor", "#", "-", "--", "——", "'", "\x01", "【", "「", "」", "é",
};
/* clang-format on */

void fuzz_mix(uint64_t *state, fuzz_input *out)
{
  uint32_t way = fuzz_random(state);
  fuzz_add_byte(out, way);
  for (uint32_t n = fuzz_random(state) % 30; n > 0; n--) {
    FUZZ_ADD_SOME(out, words, 5u, state)
    if (way % 2 == 0) {
      FUZZ_ADD_SOME(out, marks, 2u, state)
    }
    if (way % 2 == 1 || fuzz_random(state) % 4 == 0) {
      FUZZ_ADD_SOME(out, tags, 2u, state)
    }
  }
}
