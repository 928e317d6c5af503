/* paragraphs.c - see paragraphs.h. First the lines, then which of them are one
 * paragraph. What each paragraph is, roles.c decides. */
#include "paragraphs.h"

#include "lexicon.h"

#define LONG_LINE 40u    /* columns: a shorter line was not wrapped */
#define WIDEST_PAGE 132u /* columns: a longer line was not wrapped either */
#define WIDER 16u        /* one line in so many may be wider than its page */
#define FULL_LEAST 3u    /* full lines that show a page */
#define CASE_REACH 200u  /* bytes: a text with capitals has one in so many */

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
  uint32_t start = 0, ends[TC_SIFTED];
  bool blank = true;
  for (uint32_t t = 0; t < text->turn_count; t += TC_SIFTED) {
    uint32_t turns = tc_min(text->turn_count - t, TC_SIFTED);
    uint32_t count = tc_sift(text, text->turns + t, turns, TC_P_LINE, ends);
    for (uint32_t k = 0; k < count; k++) {
      uint32_t i = ends[k];
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

/* Whether the lines from `start` are in small letters only: then one more tells nothing. */
static bool writes_small(const tc_text *text, uint32_t start, uint32_t end)
{
  for (uint32_t i = start; i < tc_min(end, start + CASE_REACH); i++) {
    if (tc_is(text->cls[i], TC_P_UC)) {
      return false;
    }
  }
  return true;
}

/* Rule 1, for the line a of the paragraph that begins at `start`, and the line b. */
static bool surely_goes_on(const tc_text *text, uint32_t start, tc_span a, tc_span b)
{
  uint8_t first = tc_at(text, b.start);
  bool can_not_begin =
      tc_is(first, TC_P_CLAUSE) || (tc_is(first, TC_P_CLOSE) && !tc_is(first, TC_P_ASCII));
  if (tc_is(first, TC_P_LATIN) && tc_is(first, TC_P_LC)) {
    uint32_t second = tc_next(text, b.start); /* iPhone, eBay begin a line, too */
    can_not_begin = second < b.end && !tc_is(tc_at(text, second), TC_P_UC) &&
                    width(text, a) >= LONG_LINE && !writes_small(text, start, a.end);
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

/* ---- Rule 3: a page ------------------------------------------------------------- */

typedef struct page {
  bool by_columns; /* what takes three bytes counts two, as on a terminal; else one */
  uint32_t width;  /* of the widest line that stands in a block of several; 0: no page */
} page;

/* What the characters of a span take, WIDEST_PAGE + 1 if it is more. */
static uint32_t measure(const tc_text *text, tc_span at, bool by_columns)
{
  const uint32_t longest = 4; /* bytes of a character */
  uint32_t sum = 0, threes = 0;
  if (at.end - at.start > WIDEST_PAGE * longest) {
    return WIDEST_PAGE + 1;
  }
  for (uint32_t i = at.start; i < at.end; i++) { /* without a branch: gcc makes vectors of it */
    sum += text->cls[i] != TC_CONT;
    threes += (unsigned char)text->bytes[i] >> 4 == 14; /* their first byte */
  }
  return tc_min(sum + (by_columns ? threes : 0), WIDEST_PAGE + 1);
}

/* What stands at the start of a line and is not parted: a word, or a Chinese character,
 * with the marks around it. */
static tc_span first_unit(const tc_text *text, tc_span at)
{
  const uint32_t whole = TC_P_HANZI | TC_P_KANA | TC_P_BLANK;
  uint32_t i = tc_skip(text, at.start, TC_P_OPEN | TC_P_QUOTE);
  if (tc_is(tc_at(text, i), TC_P_HANZI | TC_P_KANA)) {
    i = tc_next(text, i);
  } else {
    uint32_t most = tc_min(at.end, at.start + WIDEST_PAGE);
    while (i < most && !tc_is(tc_at(text, i), whole)) {
      i = tc_next(text, i);
    }
  }
  i = tc_skip(text, i, TC_P_CLAUSE | TC_P_STOP | TC_P_DOTS | TC_P_CLOSE | TC_P_QUOTE);
  return (tc_span){at.start, tc_min(i, at.end)};
}

/* Whether line i was broken because the next word did not fit. */
static bool is_full(const tc_text *text, const lines *all, uint32_t i, const page *p)
{
  tc_span a = all->at[i].at, b = all->at[i + 1].at;
  bool chinese = tc_is(tc_before(text, a.end), TC_P_HANZI | TC_P_CJK) ||
                 tc_is(tc_at(text, b.start), TC_P_HANZI | TC_P_CJK);
  uint32_t hanging = chinese && p->by_columns ? 2 : 1; /* a mark, or the blank */
  uint32_t unit = measure(text, first_unit(text, b), p->by_columns);
  return unit * 2 <= p->width && /* and no row of addresses */
         measure(text, a, p->by_columns) + unit + hanging > p->width;
}

/* A line that an odd break left a little short. */
static bool is_nearly_full(const tc_text *text, tc_span at, const page *p)
{
  return measure(text, at, p->by_columns) * 8 >= p->width * 7;
}

/* Line i of a page goes on in the next. */
static bool goes_on_page(const tc_text *text, const lines *all, uint32_t i, const page *p)
{
  tc_span at = all->at[i].at;
  return is_full(text, all, i, p) || (is_nearly_full(text, at, p) && !ends_sentence(text, at));
}

static bool is_followed(const lines *all, uint32_t i)
{
  return i + 1 < all->count && !all->at[i + 1].blank_before;
}

/* The width of the page: the widest of the lines in blocks of several, but for one in
 * WIDER that hangs out; 0 if they are too long or too short for a page. */
static uint32_t page_width(const tc_text *text, const lines *all, bool by_columns)
{
  uint32_t of_width[WIDEST_PAGE + 2] = {0}, total = 0;
  for (uint32_t i = 0; i < all->count; i++) {
    if (is_followed(all, i) || !all->at[i].blank_before) {
      of_width[measure(text, all->at[i].at, by_columns)]++;
      total++;
    }
  }
  uint32_t widest = WIDEST_PAGE + 1, wider = of_width[widest];
  while (widest > 0 && wider <= total / WIDER) {
    wider += of_width[--widest];
  }
  return widest <= WIDEST_PAGE && widest * (by_columns ? 1 : 2) >= LONG_LINE ? widest : 0;
}

/* More breaks are behind full lines than not; of the full lines half and more stop in
 * mid-sentence; and where a row of full lines comes to rest, a sentence ends. Lists and
 * headlines of like length fail in the last, a sentence a line in the second. */
static bool is_page(const tc_text *text, const lines *all, const page *p)
{
  uint32_t breaks = 0, full = 0, inside = 0, rests = 0, stops = 0;
  bool after_full = false;
  for (uint32_t i = 0; i < all->count; i++) {
    bool followed = is_followed(all, i), here = followed && is_full(text, all, i, p);
    bool ends = (here || after_full) && ends_sentence(text, all->at[i].at);
    breaks += followed;
    full += here;
    inside += here && !ends;
    bool short_line = !followed || !is_nearly_full(text, all->at[i].at, p);
    bool rest = after_full && !here && short_line;
    rests += rest;
    stops += rest && ends;
    after_full = here;
  }
  return full >= FULL_LEAST && full * 2 > breaks && inside * 2 >= full &&
         stops * 2 + full / 8 >= rests;
}

/* Whether some lines stand together, which they do not in most articles. */
static bool has_blocks(const lines *all)
{
  uint32_t i = 0;
  while (i < all->count && all->at[i].blank_before) {
    i++;
  }
  return i < all->count;
}

static page find_page(const tc_text *text, const lines *all)
{
  for (int by_columns = 0; by_columns < 2; by_columns++) {
    page p = {by_columns, page_width(text, all, by_columns)};
    if (p.width && is_page(text, all, &p)) {
      return p;
    }
  }
  return (page){false, 0};
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
  *slot = (tc_paragraph){.at = {start, end}, .role = TEXTCLEAN_BODY};
}

static void join_lines(const tc_text *text, tc_arena *arena, const lines *all, tc_paragraphs *out)
{
  bool parted = has_blank_lines(all);
  out->at = tc_arena_take(arena, all->count * sizeof *out->at);
  out->room = out->at ? all->count : 0;
  out->apart = !has_blocks(all);
  page p = out->apart ? (page){false, 0} : find_page(text, all);
  uint32_t first = 0;
  while (first < all->count) {
    uint32_t last = first;
    while (last + 1 < all->count && !all->at[last + 1].blank_before) {
      last++;
    }
    bool wrapped = parted && is_wrapped(text, all, first, last);
    const line *begins = &all->at[first];
    for (uint32_t i = first; i <= last; i++) {
      bool goes_on =
          i < last && (wrapped || (p.width && goes_on_page(text, all, i, &p)) ||
                       surely_goes_on(text, begins->at.start, all->at[i].at, all->at[i + 1].at));
      if (!goes_on) {
        add_paragraph(out, arena, begins->at.start, all->at[i].at.end);
        begins = &all->at[i] + 1;
      }
    }
    first = last + 1;
  }
}

void tc_find_paragraphs(const tc_text *text, tc_arena *arena, tc_paragraphs *paragraphs)
{
  lines all = {0};
  find_lines(text, arena, &all);
  paragraphs->turns = text->turns;
  paragraphs->turn_count = text->turn_count;
  join_lines(text, arena, &all, paragraphs);
}

#define CHARACTER 4u /* bytes of one, at most */

/* The paragraph with what parts it from its neighbours, the last character of the one before
 * and the first of the one behind. */
static tc_span surroundings(const tc_paragraphs *all, uint32_t i)
{
  uint32_t start = i > 0 ? all->at[i - 1].at.end : 0;
  uint32_t end = i + 1 < all->count ? all->at[i + 1].at.start : UINT32_MAX - CHARACTER;
  return (tc_span){start > CHARACTER ? start - CHARACTER : 0, end + CHARACTER};
}

static void match(tc_paragraphs *paragraphs, const tc_paragraphs *before, const tc_changes *changes)
{
  uint32_t change = 0, now = 0, shift = 0; /* new - old, modulo 2^32 */
  for (uint32_t i = 0; i < before->count; i++) {
    tc_span at = before->at[i].at, around = surroundings(before, i);
    while (change < changes->count && changes->at[change].at.source.end < around.start) {
      shift = changes->at[change].at.span.end - changes->at[change].at.source.end;
      change++;
    }
    if (change < changes->count && changes->at[change].at.source.start <= around.end) {
      continue;
    }
    tc_span here = {at.start + shift, at.end + shift};
    while (now < paragraphs->count && paragraphs->at[now].at.start < here.start) {
      now++;
    }
    if (now < paragraphs->count && paragraphs->at[now].at.start == here.start &&
        paragraphs->at[now].at.end == here.end) {
      paragraphs->at[now].same = i + 1;
      paragraphs->at[now].traits = before->at[i].traits;
    }
  }
}

static bool has_line_end(const tc_text *text, tc_span at)
{
  while (at.start < at.end && !tc_is(text->cls[at.start], TC_P_LINE)) {
    at.start++;
  }
  return !tc_is_empty(at);
}

/* Notes that a paragraph is not the same as before. */
static void change(tc_paragraph *p)
{
  p->same = 0;
  p->traits = 0;
}

/* Moves paragraphs that are apart, if each change lies inside of one, so that its first and its
 * last character stay, and makes no line of it. False: they must be found. A change of its first
 * or last character but one, or so, also changes what the paragraph beside it stands beside. */
static bool move(const tc_text *text, const tc_paragraphs *before, const tc_changes *changes,
                 tc_arena *arena, tc_paragraphs *out)
{
  const textclean_edit *next = changes->at, *last = next + changes->count;
  uint32_t shift = 0; /* new - old, modulo 2^32 */
  bool late = false;  /* whether the paragraph before was changed near its end */
  out->at = before->apart ? tc_arena_take(arena, before->count * sizeof *out->at) : NULL;
  out->room = out->at ? before->count : 0;
  out->apart = out->at != NULL;
  for (uint32_t i = 0; out->apart && i < before->count; i++) {
    const tc_paragraph *was = &before->at[i];
    tc_paragraph *p = &out->at[out->count++];
    *p = (tc_paragraph){.role = TEXTCLEAN_BODY, .same = i + 1, .traits = was->traits};
    p->at.start = was->at.start + shift;
    if (late) {
      change(p);
      late = false;
    }
    for (;
         next < last && next->at.source.start > was->at.start && next->at.source.end < was->at.end;
         next++) {
      if (i > 0 && next->at.source.start <= was->at.start + CHARACTER) {
        change(p - 1);
      }
      change(p);
      late = next->at.source.end + CHARACTER >= was->at.end;
      out->apart = out->apart && !has_line_end(text, next->at.span);
      shift = next->at.span.end - next->at.source.end;
    }
    p->at.end = was->at.end + shift;
  }
  return out->apart && next == last;
}

#ifndef NDEBUG
/* For assertions: what was moved is what would have been found. */
static bool is_as_found(const tc_text *text, tc_arena *arena, const tc_paragraphs *moved)
{
  tc_paragraphs found = {0};
  tc_find_paragraphs(text, arena, &found);
  bool same = found.count == moved->count && found.apart == moved->apart;
  for (uint32_t i = 0; same && i < found.count; i++) {
    same =
        found.at[i].at.start == moved->at[i].at.start && found.at[i].at.end == moved->at[i].at.end;
  }
  return same || tc_arena_failed(arena);
}
#endif

void tc_find_paragraphs_again(const tc_text *text, const tc_paragraphs *before,
                              const tc_changes *changes, tc_arena *arena, tc_paragraphs *paragraphs)
{
  if (move(text, before, changes, arena, paragraphs)) {
    paragraphs->turns = text->turns;
    paragraphs->turn_count = text->turn_count;
    assert(is_as_found(text, arena, paragraphs));
    return;
  }
  paragraphs->count = 0;
  tc_find_paragraphs(text, arena, paragraphs);
  if (!tc_arena_failed(arena)) {
    match(paragraphs, before, changes);
  }
}

bool tc_is_item_number(const tc_text *text, uint32_t start, uint32_t i)
{
  uint32_t number = tc_skip_back(text, i, TC_P_NUM);
  uint32_t han = i > start ? tc_prev(text, i) : i;
  if (number == i && i > start && !tc_is(tc_at(text, han), TC_P_LATIN) &&
      tc_lexicon_of(text, (tc_span){han, i}, TC_W_NUMERAL)) {
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
