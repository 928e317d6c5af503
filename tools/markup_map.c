/* markup_map.c - see markup_map.h. */
#include "markup_map.h"

#include <string.h> /* memchr, memcmp */

#include <unicode/uchar.h>   /* u_getIntPropertyValue */
#include <unicode/uscript.h> /* USCRIPT_HANGUL */

#include "utf8.h"

void map_free(markup_map *m)
{
  buffer_free(&m->plain);
  buffer_free(&m->stretches);
}

static stretch *stretches_of(markup_map *m)
{
  return (stretch *)(void *)m->stretches.bytes;
}

static size_t count_of(const markup_map *m)
{
  return m->stretches.size / sizeof(stretch);
}

void map_begin(markup_map *m, const char *source, size_t size)
{
  m->source = source;
  m->size = size;
  m->at = 0;
  m->plain.failed = m->stretches.failed = false;
  buffer_clear(&m->plain);
  buffer_clear(&m->stretches);
  buffer_room(&m->plain, 1); /* so that it is no NULL */
  m->blank = NO_STRETCH;
  m->gap = 0;
  m->lines = 2;
}

/* ---- Pieces --------------------------------------------------------------------- */

static bool joins(const markup_map *m, stretch_kind kind)
{
  const stretch *last = (const stretch *)(const void *)m->stretches.bytes + count_of(m) - 1;
  return (kind == STRETCH_TEXT || kind == STRETCH_OPEN || kind == STRETCH_CLOSE) &&
         last->kind == kind;
}

/* The source up to `end` is a stretch; the caller then adds what is seen of it. */
static void push(markup_map *m, size_t end, stretch_kind kind)
{
  size_t count = count_of(m);
  if (end > m->at && (count == 0 || m->gap == count || !joins(m, kind))) {
    stretch next = {(uint32_t)m->plain.size, (uint32_t)m->at, kind};
    buffer_add(&m->stretches, (const char *)&next, sizeof next);
  }
  m->at = end;
}

/* The blank at hand is nothing after all: no text came behind it on its line. */
static void take_blank_back(markup_map *m)
{
  stretch *p = stretches_of(m);
  if (m->blank == NO_STRETCH || m->stretches.failed || m->plain.failed) {
    return;
  }
  for (size_t i = m->blank; i < count_of(m); i++) {
    p[i].plain -= i > m->blank;
    p[i].kind = p[i].kind == STRETCH_BLANK ? STRETCH_OPEN : p[i].kind;
  }
  m->plain.size--;
  m->blank = NO_STRETCH;
}

/* ---- Line ends between characters that need no blank ---------------------------- */

typedef enum width { WIDTH_NARROW, WIDTH_EITHER, WIDTH_WIDE } width;

static width width_of(uint32_t c)
{
  if (c == UTF8_BAD || c < 0x80) {
    return WIDTH_NARROW;
  }
  switch (u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH)) {
  case U_EA_FULLWIDTH:
  case U_EA_WIDE:
  case U_EA_HALFWIDTH:
    return u_getIntPropertyValue((UChar32)c, UCHAR_SCRIPT) == USCRIPT_HANGUL ? WIDTH_NARROW
                                                                             : WIDTH_WIDE;
  case U_EA_AMBIGUOUS:
    return u_ispunct((UChar32)c) ? WIDTH_EITHER : WIDTH_NARROW;
  default:
    return WIDTH_NARROW;
  }
}

/* As in CSS Text 3, 4.1.3: a line end between two wide characters is nothing, as Chinese has no
 * blanks. Curly quotes count as wide beside a wide one. */
static bool is_wrap_in_chinese(const markup_map *m)
{
  const char *behind = m->source + m->at;
  size_t end = m->plain.size - 1; /* the last byte is the blank */
  uint32_t c;
  utf8_read(behind, m->size - m->at, &c);
  return width_of(utf8_before(m->plain.bytes, end)) + width_of(c) >= WIDTH_WIDE + WIDTH_EITHER;
}

/* ---- What is seen --------------------------------------------------------------- */

/* The stretches of the break become one, which shows as line ends; none before the first line. */
static void close_gap(markup_map *m)
{
  bool has_stretch = m->gap < count_of(m) && !m->stretches.failed;
  m->line_stretch = m->gap;
  m->line_source = has_stretch ? stretches_of(m)[m->gap].source : m->at;
  m->line_plain = m->plain.size;
  m->line_ends = 0;
  if (has_stretch) {
    bool is_first = m->plain.size == 0;
    stretches_of(m)[m->gap].kind = is_first ? STRETCH_OPEN : STRETCH_SHOWN;
    m->stretches.size = (m->gap + 1) * sizeof(stretch);
    m->line_ends = is_first ? 0 : m->lines;
  }
  buffer_add(&m->plain, "\n\n", m->line_ends);
  m->gap = m->blank = NO_STRETCH;
}

/* Something that is seen comes next. */
static void show(markup_map *m)
{
  if (m->gap != NO_STRETCH) {
    close_gap(m);
  } else if (m->blank != NO_STRETCH) {
    if (m->wraps && !m->plain.failed && is_wrap_in_chinese(m)) {
      take_blank_back(m);
    }
    m->blank = NO_STRETCH;
  }
}

/* How many bytes at the end are the beginning of a character that does not go on: behind a tag
 * they must not meet the rest of one. */
static size_t broken_tail(const char *bytes, size_t size)
{
  size_t tail = 1;
  while (tail < size && tail < 4 && ((unsigned char)bytes[size - tail] & 0xC0) == 0x80) {
    tail++;
  }
  uint32_t c;
  return (unsigned char)bytes[size - tail] >= 0xC0 &&
                 utf8_read(bytes + size - tail, tail, &c) == tail && c == UTF8_BAD
             ? tail
             : 0;
}

void map_text(markup_map *m, size_t end)
{
  if (end == m->at) {
    return;
  }
  show(m);
  const char *start = m->source + m->at;
  size_t tail = broken_tail(start, end - m->at), size = end - m->at - tail;
  push(m, end - tail, STRETCH_TEXT);
  buffer_add(&m->plain, start, size);
  if (tail > 0) {
    map_shown(m, end, UTF8_REPLACEMENT, sizeof UTF8_REPLACEMENT - 1);
  }
}

void map_space(markup_map *m, size_t end)
{
  if (end == m->at) {
    return;
  }
  if (m->gap != NO_STRETCH) {
    push(m, end, STRETCH_OPEN);
    return;
  }
  bool is_first = m->blank == NO_STRETCH;
  m->wraps = (!is_first && m->wraps) || memchr(m->source + m->at, '\n', end - m->at) ||
             memchr(m->source + m->at, '\r', end - m->at);
  if (is_first) {
    m->blank = count_of(m);
  }
  push(m, end, STRETCH_BLANK);
  if (is_first) {
    buffer_add_char(&m->plain, ' ');
  }
}

void map_markup(markup_map *m, size_t end, stretch_kind kind)
{
  push(m, end, kind);
}

void map_code(markup_map *m, size_t end)
{
  if (end > m->at) {
    const char *code = m->source + m->at;
    size_t size = end - m->at;
    show(m);
    push(m, end, STRETCH_CODE);
    buffer_add(&m->plain, code, size);
  }
}

void map_shown(markup_map *m, size_t end, const char *plain, size_t size)
{
  if (end > m->at) {
    show(m);
    push(m, end, STRETCH_SHOWN);
    buffer_add(&m->plain, plain, size);
  }
}

/* ---- Lines ---------------------------------------------------------------------- */

/* Whether the line has nothing but blanks that are not white space, as <p>&nbsp;</p>. */
static bool is_bare(const char *p, const char *end)
{
  static const char *const blanks[] = {"&nbsp;",   "&#160;",   "&emsp;",       "&ensp;",
                                       "&#12288;", "\xC2\xA0", "\xE3\x80\x80", " "};
  while (p < end) {
    size_t i = 0, size = 0;
    for (; i < sizeof blanks / sizeof *blanks; i++) {
      size = strlen(blanks[i]);
      if (size <= (size_t)(end - p) && memcmp(p, blanks[i], size) == 0) {
        break;
      }
    }
    if (i == sizeof blanks / sizeof *blanks) {
      return false;
    }
    p += size;
  }
  return true;
}

/* Such a line is there for its height: it is a part of the break. */
static void take_line_back(markup_map *m)
{
  size_t start = m->line_plain + m->line_ends;
  if (m->plain.failed || m->stretches.failed ||
      !is_bare(m->plain.bytes + start, m->plain.bytes + m->plain.size)) {
    return;
  }
  stretch again = {(uint32_t)m->line_plain, (uint32_t)m->line_source, STRETCH_OPEN};
  m->plain.size = m->line_plain;
  m->stretches.size = m->line_stretch * sizeof(stretch);
  if (m->at > m->line_source) {
    buffer_add(&m->stretches, (const char *)&again, sizeof again);
  }
  m->gap = m->line_stretch;
  m->lines = m->line_ends;
}

/* The line at hand, if there is one, ends. */
static void end_line(markup_map *m)
{
  if (m->gap == NO_STRETCH) {
    take_blank_back(m);
    m->gap = count_of(m);
    m->lines = 0;
    take_line_back(m);
  }
}

void map_break(markup_map *m, size_t end, unsigned lines)
{
  end_line(m);
  push(m, end, STRETCH_OPEN);
  m->lines = m->lines + lines < 2 ? m->lines + lines : 2;
}

bool map_end(markup_map *m)
{
  if (m->at < m->size) {
    push(m, m->size, STRETCH_OPEN);
  }
  end_line(m);
  stretch last = {(uint32_t)m->plain.size, (uint32_t)m->size, STRETCH_OPEN};
  buffer_add(&m->stretches, (const char *)&last, sizeof last);
  return !m->plain.failed && !m->stretches.failed;
}

/* ---- Places --------------------------------------------------------------------- */

/* The last stretch that begins at the place or before it. */
size_t stretches_at(const stretch *stretches, size_t count, uint32_t plain)
{
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (stretches[middle].plain <= plain) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

/* Whether both sides have the same bytes. */
static bool is_even(const stretch *p)
{
  return p->kind == STRETCH_TEXT || p->kind == STRETCH_CODE;
}

static uint32_t end_in_source(const stretch *p, size_t count, uint32_t end)
{
  if (end == 0 || count == 0) {
    return 0;
  }
  p += stretches_at(p, count, end - 1);
  return is_even(p) ? p->source + (end - p->plain) : p[1].source;
}

textclean_span stretches_map(const buffer *stretches, textclean_span span)
{
  size_t count;
  textclean_span there;
  const stretch *p = map_stretches(stretches, &count);
  uint32_t size = p[count].plain;
  if (span.start >= size) {
    there.start = end_in_source(p, count, size);
    return (textclean_span){there.start, there.start};
  }
  const stretch *first = p + stretches_at(p, count, span.start);
  there.start = is_even(first) ? first->source + (span.start - first->plain) : first->source;
  there.end = span.end > span.start ? end_in_source(p, count, span.end) : there.start;
  return there;
}
