/* fuzz_review.c - reviewed files and what is made of them, whatever they hold.
 *
 * The first byte of an input chooses what the rest is for:
 *   0  a reviewed file, TSV or XLIFF: it is refused, or its corrections are sound
 *   1  the text of a cell: it comes back from a table
 *   2  source and target of a unit: they come back from XLIFF
 *   3  an article with corrections: only they and what touches them changes
 *   4  the same, cleaned
 *   5  two texts: the difference is shown */
#include <stdbool.h> /* bool */
#include <string.h>  /* memcmp, memmem */

#include <textclean.h>

#include "fuzz.h"
#include "message.h"
#include "review_read.h"
#include "seams.h"
#include "sheet_cell.h"
#include "text_diff.h"
#include "utf8.h"
#include "xml_text.h"

#define NEAR 24u /* letters at an end of a correction that an edit of its seam may reach */
#define ID "a0123456789ab.p1.s1.b0-9.0123456789ab"

/* What the readers say of a broken file is of no interest here. */
void message(const char *format, ...)
{
  (void)format;
}

/* ---- What must hold --------------------------------------------------------------- */

static bool is_within(const corrections *c, piece p)
{
  return p.start <= c->text.size && p.size <= c->text.size - p.start;
}

static const char *check_corrections(corrections *c)
{
  size_t counted = 0;
  for (size_t i = 0; i < c->count; i++) {
    const correction *one = &c->list[i];
    if (!is_within(c, one->label) || !is_within(c, one->shown) || !is_within(c, one->before) ||
        !is_within(c, one->replacement) || !is_within(c, one->after)) {
      return "a correction has text that is not there";
    }
    correction_group group;
    if (corrections_find(c, corrections_text(c, one->label), one->label.size, 0, one->at.article,
                         &group) != MATCH_HASH) {
      return "a correction is not found under its name";
    }
  }
  for (size_t i = 0; i < c->group_count; i++) {
    counted += c->groups[i].count;
  }
  return counted == c->count ? NULL : "the groups do not have all corrections";
}

static const char *try_review(const char *text, size_t size)
{
  corrections c;
  buffer copy = {0};
  buffer_add(&copy, text, size);
  corrections_begin(&c, "review");
  const char *broken = review_read_text(&c, &copy) ? check_corrections(&c) : NULL;
  corrections_free(&c);
  buffer_free(&copy);
  return broken;
}

static bool same(const buffer *b, const char *text, size_t size)
{
  return b->size == size && (size == 0 || memcmp(b->bytes, text, size) == 0);
}

static const char *try_cell(const char *text, size_t size)
{
  buffer cell = {0}, back = {0};
  if (!utf8_is_valid(text, size)) {
    return NULL;
  }
  cell_add(&cell, text, size);
  buffer_add_char(&cell, '\t');
  const char *p = cell.bytes, *end = cell.bytes + cell.size;
  cell_read(&back, &p, end);
  const char *broken = p != end - 1               ? "a cell ends where it should not"
                       : !same(&back, text, size) ? "a cell does not come back"
                                                  : NULL;
  buffer_free(&cell);
  buffer_free(&back);
  return broken;
}

/* As parsers of XML and xliff_read.c fold line ends. */
static void fold(buffer *out, const char *text, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    if (text[i] != '\r') {
      buffer_add_char(out, text[i]);
    } else if (i + 1 == size || text[i + 1] != '\n') {
      buffer_add_char(out, '\n');
    }
  }
}

static const char *check_unit(const corrections *c, const buffer *from, const buffer *to)
{
  if (c->count != 1) {
    return "a unit is lost";
  }
  const correction *one = &c->list[0];
  if (!one->is_edit || one->flaw) {
    return NULL; /* the same text, or placeholders differ */
  }
  bool good = same(from, corrections_text(c, one->shown), one->shown.size) &&
              same(to, corrections_text(c, one->replacement), one->replacement.size);
  return good ? NULL : "the text of a unit does not come back";
}

static const char *try_unit(const char *text, size_t size)
{
  buffer file = {0}, from = {0}, to = {0};
  size_t half = size / 2, number = 0;
  corrections c;
  if (!utf8_is_valid(text, half) || !utf8_is_valid(text + half, size - half)) {
    return NULL;
  }
  buffer_add_string(&file, "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">"
                           "<file original=\"a\"><body><trans-unit id=\"" ID "\"><source>");
  xml_add_content(&file, text, half, &number);
  buffer_add_string(&file, "</source><target>");
  number = 0;
  xml_add_content(&file, text + half, size - half, &number);
  buffer_add_string(&file, "</target></trans-unit></body></file></xliff>");
  fold(&from, text, half);
  fold(&to, text + half, size - half);
  corrections_begin(&c, "review");
  const char *broken =
      review_read_text(&c, &file) ? check_unit(&c, &from, &to) : "XLIFF of ours is refused";
  corrections_free(&c);
  buffer_free(&file);
  buffer_free(&from);
  buffer_free(&to);
  return broken;
}

static void add_letters(buffer *out, const char *text, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    if ((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z') {
      buffer_add_char(out, text[i]);
    }
  }
}

/* Whether the letters of the correction are there, but for some at its ends. */
static bool keeps_letters(const seams *s, const hunk *h)
{
  buffer given = {0}, made = {0};
  add_letters(&given, h->bytes, h->size);
  add_letters(&made, s->bytes.bytes, s->bytes.size);
  bool keeps =
      given.size <= 2 * NEAR ||
      (made.size > 0 && memmem(made.bytes, made.size, given.bytes + NEAR, given.size - 2 * NEAR));
  buffer_free(&given);
  buffer_free(&made);
  return keeps;
}

static const char *check_changes(const seams *s, size_t size, const hunk *h, bool is_raw)
{
  size_t at = 0;
  bool has_it = false;
  for (size_t i = 0; i < seams_count(s); i++) {
    change c = seams_change(s, i);
    if (c.start < at || c.end < c.start || c.end > size || c.to < c.from || c.to > s->bytes.size) {
      return "changes are not in order";
    }
    has_it = has_it || (c.start <= h->start && c.end >= h->end);
    at = c.end;
  }
  if (!has_it) {
    return "a correction is in no change";
  }
  if (is_raw && !keeps_letters(s, h)) {
    return "a correction is not as it was given";
  }
  return NULL;
}

/* The article is all of the input; its middle third is replaced by its first one. */
static const char *try_seams(const textclean *tc, const char *text, size_t size, bool is_raw)
{
  seams s = {0};
  hunk h = {.start = size / 3, .end = size / 3 * 2, .bytes = text, .size = size / 3};
  h.mends_left = h.mends_right = true;
  const char *broken = "an article could not be joined";
  if (seams_make(&s, tc, TEXTCLEAN_NONE, text, size, &h, 1, is_raw)) {
    broken = check_changes(&s, size, &h, is_raw && utf8_is_valid(text, size));
  }
  seams_free(&s);
  return broken;
}

static const char *try_diff(const char *text, size_t size)
{
  buffer out = {0};
  text_diff_add(&out, "a", 1, text, size / 2, text + size / 2, size - size / 2);
  const char *broken = out.failed ? "no memory" : NULL;
  buffer_free(&out);
  return broken;
}

const char *fuzz_try(const uint8_t *data, size_t size)
{
  static textclean *tc;
  if (!tc && textclean_new(NULL, &tc) != TEXTCLEAN_OK) {
    return "no cleaner";
  }
  const char *text = (const char *)data + 1;
  if (size < 1) {
    return NULL;
  }
  switch (data[0] % 6) {
  case 0:
    return try_review(text, size - 1);
  case 1:
    return try_cell(text, size - 1);
  case 2:
    return try_unit(text, size - 1);
  case 3:
    return try_seams(tc, text, size - 1, true);
  case 4:
    return try_seams(tc, text, size - 1, false);
  default:
    return try_diff(text, size - 1);
  }
}

static const char *const pieces[] = {"<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">",
                                     "</xliff>",
                                     "<file original=\"a\">",
                                     "</file>",
                                     "<body>",
                                     "<trans-unit id=\"" ID "\">",
                                     "<trans-unit translate=\"no\" id=\"x\">",
                                     "</trans-unit>",
                                     "<source>",
                                     "</source>",
                                     "<target>",
                                     "</target>",
                                     "<mrk mtype=\"x-a\">",
                                     "</mrk>",
                                     "<x id=\"c1\" ctype=\"x-textclean-u0001\"/>",
                                     "<!DOCTYPE x>",
                                     "<alt-trans>",
                                     "</alt-trans>",
                                     "&amp;",
                                     "&#13;",
                                     "id\tcorrection\tverdict\n",
                                     "file\tid\tkind\ttext\t",
                                     ID "\t",
                                     "not-an-error",
                                     "term",
                                     "delete",
                                     "\t",
                                     "\n",
                                     "\r\n",
                                     "\r",
                                     "\"",
                                     "\"\"",
                                     "'",
                                     "=",
                                     "\\",
                                     "\\u{202E}",
                                     "\\n",
                                     "\\u{",
                                     "\xEF\xBB\xBF",
                                     "\xFF\xFE",
                                     "The mill ",
                                     "burned",
                                     ".",
                                     ",",
                                     " ",
                                     "\xE7\xA3\xA8\xE5\x9D\x8A",
                                     "\xE3\x80\x82",
                                     "\xEF\xBC\x8C",
                                     "\xE3\x80\x81",
                                     "\xE2\x80\x9C",
                                     "\xE2\x80\xAE",
                                     "\x01",
                                     "\x1B[31m",
                                     "\xEF\xBF\xBE",
                                     "\xC3",
                                     "  ",
                                     "...",
                                     "high -quality",
                                     "untranslated",
                                     "1",
                                     "\xEF\xBC\x9D"};

void fuzz_mix(uint64_t *state, fuzz_input *out)
{
  fuzz_add_byte(out, fuzz_random(state) % 6);
  FUZZ_ADD_SOME(out, pieces, 39u, state)
}
