/* paragraphs.c - see paragraphs.h. First the lines, then which of them are one
 * paragraph. What each paragraph is, roles.c decides. */
#include "paragraphs.h"

#include "lexicon.h"

#define LONG_LINE 40u /* columns: a shorter line was not wrapped */

typedef struct line {
  tc_span at;        /* without outer white space */
  bool blank_before; /* a blank line, or the start of the text, stands before it */
} line;

typedef TC_LIST(line) lines;

static tc_span trimmed(const tc_text *text, uint32_t start, uint32_t end)
{
  start = tc_min(tc_skip(text, start, TC_P_BLANK), end);
  while (end > start && tc_is(tc_before(text, end), TC_P_BLANK)) {
    end = tc_prev(text, end);
  }
  return (tc_span){start, end};
}

static void add_line(lines *out, tc_arena *arena, tc_span at, bool *blank)
{
  if (tc_is_empty(at)) {
    *blank = true;
    return;
  }
  line *slot = tc_push(arena, out);
  *slot = (line){at, *blank};
  *blank = false;
}

static void find_lines(const tc_text *text, tc_arena *arena, lines *out)
{
  uint32_t start = 0;
  bool blank = true;
  for (uint32_t e = 0; e < text->event_count; e++) {
    uint32_t i = text->events[e];
    if (tc_is(text->cls[i], TC_P_LINE)) {
      bool second_half = text->cls[i] == TC_LF && tc_before(text, i) == TC_CR;
      if (!second_half) {
        add_line(out, arena, trimmed(text, start, i), &blank);
      }
      start = tc_next(text, i);
    }
  }
  add_line(out, arena, trimmed(text, start, text->size), &blank);
}

/* Columns of a line: a Han character takes two. Bytes are near enough: ASCII has
 * one a column, Han three for two. */
static uint32_t width(const tc_text *text, tc_span at)
{
  uint32_t bytes = at.end - at.start;
  return tc_is(tc_before(text, at.end), TC_P_LATIN | TC_P_ASCII) ? bytes : bytes / 3 * 2;
}

static bool ends_sentence(const tc_text *text, tc_span at)
{
  uint32_t end = at.end;
  while (end > at.start && tc_is(tc_before(text, end), TC_P_CLOSE | TC_P_QUOTE)) {
    end = tc_prev(text, end);
  }
  uint8_t last = tc_before(text, end);
  return tc_is(last, TC_P_STOP | TC_P_DOTS) || last == TC_COLON || last == TC_WIDE_COLON ||
         last == TC_SEMICOLON || last == TC_WIDE_SEMICOLON;
}

/* Rule 1. */
static bool surely_goes_on(const tc_text *text, tc_span a, tc_span b)
{
  uint8_t first = tc_at(text, b.start);
  bool can_not_begin =
      tc_is(first, TC_P_CLAUSE) || (tc_is(first, TC_P_CLOSE) && !tc_is(first, TC_P_ASCII));
  if (tc_is(first, TC_P_LATIN) && tc_is(first, TC_P_LC)) {
    uint32_t second = tc_next(text, b.start); /* iPhone, eBay begin a line, too */
    can_not_begin =
        second < b.end && !tc_is(tc_at(text, second), TC_P_UC) && width(text, a) >= LONG_LINE;
  }
  return can_not_begin && !ends_sentence(text, a);
}

static bool may_go_on(const tc_text *text, tc_span a)
{
  uint8_t last = tc_before(text, a.end);
  return width(text, a) >= LONG_LINE && (tc_is(last, TC_P_LETTER) || last == TC_COMMA ||
                                         last == TC_WIDE_COMMA || last == TC_IDEO_COMMA);
}

/* Rule 2 for the block of lines [first, last]. */
static bool is_wrapped(const tc_text *text, const lines *all, uint32_t first, uint32_t last)
{
  if (first == last || !ends_sentence(text, all->at[last].at)) {
    return false;
  }
  uint32_t widest = 0, narrowest = UINT32_MAX;
  for (uint32_t i = first; i < last; i++) {
    if (!may_go_on(text, all->at[i].at)) {
      return false;
    }
    widest = tc_max(widest, width(text, all->at[i].at));
    narrowest = tc_min(narrowest, width(text, all->at[i].at));
  }
  return narrowest * 3 >= widest * 2 && width(text, all->at[last].at) * 2 <= widest * 3;
}

static bool has_blank_lines(const lines *all)
{
  for (uint32_t i = 1; i < all->count; i++) {
    if (all->at[i].blank_before) {
      return true;
    }
  }
  return false;
}

static void add_paragraph(tc_paragraphs *out, tc_arena *arena, uint32_t start, uint32_t end)
{
  tc_paragraph *slot = tc_push(arena, out);
  *slot = (tc_paragraph){{start, end}, TEXTCLEAN_BODY};
}

static void join_lines(const tc_text *text, tc_arena *arena, const lines *all, tc_paragraphs *out)
{
  bool parted = has_blank_lines(all);
  uint32_t first = 0;
  while (first < all->count) {
    uint32_t last = first;
    while (last + 1 < all->count && !all->at[last + 1].blank_before) {
      last++;
    }
    bool wrapped = parted && is_wrapped(text, all, first, last);
    uint32_t start = all->at[first].at.start;
    for (uint32_t i = first; i <= last; i++) {
      bool goes_on =
          i < last && (wrapped || surely_goes_on(text, all->at[i].at, all->at[i + 1].at));
      if (!goes_on) {
        add_paragraph(out, arena, start, all->at[i].at.end);
        start = i < last ? all->at[i + 1].at.start : 0;
      }
    }
    first = last + 1;
  }
}

void tc_find_paragraphs(const tc_text *text, tc_arena *arena, tc_paragraphs *paragraphs)
{
  lines all = {0};
  find_lines(text, arena, &all);
  join_lines(text, arena, &all, paragraphs);
}

bool tc_is_item_number(const tc_text *text, uint32_t start, uint32_t i)
{
  uint32_t number = tc_skip_back(text, i, TC_P_NUM);
  uint32_t han = i > start ? tc_prev(text, i) : i;
  if (number == i && i > start && (tc_lexicon_span(text, (tc_span){han, i}) & TC_W_NUMERAL)) {
    return han <= start || tc_is(tc_before(text, han), TC_P_LINE);
  }
  uint8_t before = tc_before(text, number);
  if (tc_is(before, TC_P_BLANK)) { /* between Chinese items */
    before = tc_before(text, tc_skip_back(text, number, TC_P_BLANK));
    return number < i && (number <= start || tc_is(before, TC_P_HANZI | TC_P_CJK)) &&
           i - number <= 2;
  }
  bool parted = tc_is(before, TC_P_CJK) && tc_is(before, TC_P_CLAUSE | TC_P_STOP | TC_P_OPEN);
  return number < i && (number <= start || (parted && i - number <= 2));
}
