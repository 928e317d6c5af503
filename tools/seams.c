/* seams.c - see seams.h. */
#include "seams.h"

#include <string.h> /* memcmp, memchr, strlen */

#include <utf8proc.h> /* utf8proc_category, utf8proc_charwidth */

#include "utf8.h"

typedef struct range {             /* a hunk, in the joined text */
  size_t start, end;               /* in the joined text */
  size_t source_start, source_end; /* in the text */
} range;

void seams_free(seams *s)
{
  textclean_doc_free(s->doc);
  buffer_free(&s->joined);
  buffer_free(&s->ranges);
  buffer_free(&s->bytes);
  buffer_free(&s->changes);
  *s = (seams){0};
}

/* ---- Characters at a seam --------------------------------------------------------- */

/* A letter or digit of a script that parts words by blanks. */
static bool is_of_word(uint32_t c)
{
  if (c == UTF8_BAD) {
    return false;
  }
  utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO &&
         utf8proc_charwidth((utf8proc_int32_t)c) < 2;
}

static uint32_t last_of(const char *text, size_t size)
{
  uint32_t c = UTF8_BAD;
  size_t i = size;
  while (i > 0 && size - i < 4) {
    i--;
    if (((unsigned char)text[i] & 0xC0) != 0x80) {
      utf8_read(text + i, size - i, &c);
      break;
    }
  }
  return c;
}

static uint32_t first_of(const char *text, size_t size)
{
  uint32_t c = UTF8_BAD;
  if (size > 0) {
    utf8_read(text, size, &c);
  }
  return c;
}

/* Marks of one sort, whatever their width; 0: no such mark. */
static int sort_of(uint32_t c)
{
  static const struct {
    uint32_t mark;
    int sort;
  } marks[] = {{'.', 1}, {0x3002, 1}, {0xFF0E, 1}, /* stops */
               {',', 2}, {0xFF0C, 2}, {0x3001, 2}, /* commas */
               {';', 3}, {0xFF1B, 3}, {':', 4},    {0xFF1A, 4},
               {'!', 5}, {0xFF01, 5}, {'?', 6},    {0xFF1F, 6}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (marks[i].mark == c) {
      return marks[i].sort;
    }
  }
  return 0;
}

/* How much of the text behind a hunk is a mark that its bytes end with too, and the blanks in
 * front of it. */
static size_t doubled_mark(const hunk *h, const char *text, size_t size)
{
  int sort = sort_of(last_of(h->bytes, h->size));
  size_t at = h->end;
  uint32_t c;
  if (sort == 0 || sort == sort_of(last_of(text + h->start, h->end - h->start))) {
    return 0;
  }
  while (at < size && text[at] == ' ') {
    at++;
  }
  if (at == size || sort_of(first_of(text + at, size - at)) != sort) {
    return 0;
  }
  at += utf8_read(text + at, size - at, &c);
  bool is_row = sort_of(first_of(text + at, size - at)) == sort; /* an ellipsis */
  return is_row ? 0 : at - h->end;
}

/* ---- Joining ---------------------------------------------------------------------- */

static void join_one(seams *s, const hunk *h, const char *text, size_t size)
{
  buffer *out = &s->joined;
  range r = {.start = out->size, .source_start = h->start};
  size_t dropped = h->mends_right ? doubled_mark(h, text, size) : 0;
  r.source_end = h->end + dropped;
  const char *behind = text + r.source_end;
  size_t left = size - r.source_end;
  bool meets_left = h->size > 0 && is_of_word(last_of(out->bytes, out->size)) &&
                    is_of_word(first_of(h->bytes, h->size));
  if (h->mends_left && meets_left) {
    buffer_add_char(out, ' ');
  }
  buffer_add(out, h->bytes, h->size);
  if (h->mends_right && is_of_word(last_of(out->bytes, out->size)) &&
      is_of_word(first_of(behind, left))) {
    buffer_add_char(out, ' ');
  }
  r.end = out->size;
  buffer_add(&s->ranges, (const char *)&r, sizeof r);
}

static void join(seams *s, const char *text, size_t size, const hunk *hunks, size_t count)
{
  size_t at = 0;
  buffer_clear(&s->joined);
  buffer_clear(&s->ranges);
  for (size_t i = 0; i < count; i++) {
    size_t start = hunks[i].start > at ? hunks[i].start : at; /* a mark was dropped there */
    hunk h = hunks[i];
    h.start = start;
    h.end = h.end > start ? h.end : start;
    buffer_add(&s->joined, text + at, start - at);
    join_one(s, &h, text, size);
    if (!s->ranges.failed) {
      at = ((const range *)(const void *)s->ranges.bytes)[i].source_end;
    }
  }
  buffer_add(&s->joined, text + at, size - at);
}

/* ---- What the library says of the seams ------------------------------------------- */

/* An interval of the joined text that is put out anew: hunks and edits that touch. */
typedef struct maker {
  seams *seams;
  const range *ranges;
  size_t range_count;
  const textclean_edit *edits;
  size_t edit_count;
  const char *cleaned;
  bool is_raw;
} maker;

/* Whether an edit may count for a hunk: it touches it, or, in a hunk that stays as it is, one of
 * its ends. */
static bool touches(const maker *m, const textclean_edit *e, size_t start, size_t end)
{
  size_t from = e->at.source.start, to = e->at.source.end;
  return to >= start && from <= end && !(m->is_raw && from > start && to < end);
}

/* Adds the joined text from `start` to `end`, with the edits from `first` up to `last` made, but
 * not those inside of a raw hunk. */
static void add_result(maker *m, size_t start, size_t end, size_t first, size_t last,
                       size_t first_range, size_t last_range)
{
  buffer *out = &m->seams->bytes;
  size_t at = start, range_at = first_range;
  for (size_t i = first; i < last; i++) {
    const textclean_place *place = &m->edits[i].at;
    while (range_at < last_range && m->ranges[range_at].end < place->source.end) {
      range_at++;
    }
    bool is_inside = m->is_raw && range_at < last_range &&
                     place->source.start > m->ranges[range_at].start &&
                     place->source.end < m->ranges[range_at].end;
    if (!is_inside) {
      buffer_add(out, m->seams->joined.bytes + at, place->source.start - at);
      buffer_add(out, m->cleaned + place->span.start, place->span.end - place->span.start);
      at = place->source.end;
    }
  }
  buffer_add(out, m->seams->joined.bytes + at, end - at);
}

/* One change: of the hunk `first_range` and all that touches it. Returns the next hunk.
 * *edit is the first edit that may touch it. */
static size_t make_change(maker *m, size_t first_range, size_t *edit, size_t done)
{
  size_t start = m->ranges[first_range].start, end = m->ranges[first_range].end;
  size_t last_range = first_range + 1, first, last;
  while (*edit < m->edit_count && m->edits[*edit].at.source.end < start) {
    (*edit)++;
  }
  first = *edit;
  if (first < m->edit_count && m->edits[first].at.source.start < start) {
    size_t begins = m->edits[first].at.source.start;
    while (first > 0 && m->edits[first - 1].at.source.end >= begins &&
           m->edits[first - 1].at.source.start >= done) { /* a chain that leads to it */
      begins = m->edits[--first].at.source.start;
    }
    start = begins >= done ? begins : start;
  }
  last = first;
  for (bool grows = true; grows;) {
    grows = false;
    while (last < m->edit_count && touches(m, &m->edits[last], start, end)) {
      size_t to = m->edits[last].at.source.end;
      grows = grows || to > end;
      end = to > end ? to : end;
      last++;
    }
    while (m->is_raw && last < m->edit_count && m->edits[last].at.source.end < end) {
      last++; /* inside of the hunk */
      grows = true;
    }
    while (last_range < m->range_count && m->ranges[last_range].start <= end) {
      end = m->ranges[last_range].end > end ? m->ranges[last_range].end : end;
      last_range++;
      grows = true;
    }
  }
  const range *one = &m->ranges[first_range], *other = &m->ranges[last_range - 1];
  change c = {.from = m->seams->bytes.size};
  add_result(m, start, end, first, last, first_range, last_range);
  c.to = m->seams->bytes.size;
  c.start = one->source_start - (one->start - start);
  c.end = other->source_end + (end - other->end);
  buffer_add(&m->seams->changes, (const char *)&c, sizeof c);
  *edit = last;
  return last_range;
}

bool seams_make(seams *s, const textclean *cleaner, textclean_lang target, const char *text,
                size_t size, const hunk *hunks, size_t count, bool is_raw)
{
  buffer_clear(&s->bytes);
  buffer_clear(&s->changes);
  if (count == 0) {
    return true;
  }
  join(s, text, size, hunks, count);
  if (s->joined.failed || s->ranges.failed ||
      (!s->doc && textclean_doc_new(cleaner, &s->doc) != TEXTCLEAN_OK) ||
      textclean_apply(s->doc, target, s->joined.bytes, s->joined.size) != TEXTCLEAN_OK) {
    return false;
  }
  maker m = {.seams = s,
             .ranges = (const range *)(const void *)s->ranges.bytes,
             .range_count = count,
             .is_raw = is_raw};
  size_t cleaned_size, edit = 0, done = 0;
  m.edits = textclean_edits(s->doc, &m.edit_count);
  m.cleaned = textclean_text(s->doc, &cleaned_size);
  for (size_t i = 0; i < count;) {
    i = make_change(&m, i, &edit, done);
    done = edit > 0 ? m.edits[edit - 1].at.source.end : 0;
    done = m.ranges[i - 1].end > done ? m.ranges[i - 1].end : done;
  }
  return !s->bytes.failed && !s->changes.failed;
}

/* ---- The result ------------------------------------------------------------------- */

size_t seams_count(const seams *s)
{
  return s->changes.size / sizeof(change);
}

change seams_change(const seams *s, size_t i)
{
  return ((const change *)(const void *)s->changes.bytes)[i];
}

void seams_add(const seams *s, buffer *out, const char *text, size_t size)
{
  size_t at = 0;
  for (size_t i = 0; i < seams_count(s); i++) {
    change c = seams_change(s, i);
    buffer_add(out, text + at, c.start - at);
    buffer_add(out, s->bytes.bytes + c.from, c.to - c.from);
    at = c.end;
  }
  buffer_add(out, text + at, size - at);
}

size_t seams_moved(const seams *s, size_t offset)
{
  size_t moved = offset;
  for (size_t i = 0; i < seams_count(s); i++) {
    change c = seams_change(s, i);
    if (c.end > offset) {
      break;
    }
    moved = moved - (c.end - c.start) + (c.to - c.from);
  }
  return moved;
}
