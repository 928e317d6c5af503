/* quotes.c - see quotes.h; the branches carry the numbers of its rules. */
#include "quotes.h"

#include "lexicon.h"

#define DEPTH 32u /* open marks at a time; deeper ones are unpaired */

typedef struct pairing {
  const tc_text *text;
  tc_quotes *quotes;
  tc_arena *arena;
  uint32_t first;       /* index of the first mark of the paragraph */
  uint32_t open[DEPTH]; /* indexes of open marks */
  uint8_t kinds[DEPTH]; /* and their classes */
  uint32_t depth;
} pairing;

static uint8_t class_of(const pairing *p, uint32_t index)
{
  return tc_at(p->text, p->quotes->at[index].at);
}

static uint32_t add(pairing *p, uint32_t i, bool opens)
{
  tc_quote *slot = tc_push(p->arena, p->quotes);
  *slot = (tc_quote){i, TC_NO_PARTNER, opens, false};
  return p->quotes->count - 1;
}

static void push(pairing *p, uint32_t i)
{
  uint32_t index = add(p, i, true);
  if (p->depth < DEPTH) {
    p->kinds[p->depth] = tc_at(p->text, i);
    p->open[p->depth++] = index;
  }
}

/* Pairs the mark at i with the open mark at `level` of the stack. */
static void close(pairing *p, uint32_t level, uint32_t i)
{
  uint32_t index = add(p, i, false);
  if (tc_arena_failed(p->arena)) {
    return;
  }
  p->quotes->at[index].partner = p->open[level];
  p->quotes->at[p->open[level]].partner = index;
  p->depth = level;
}

/* The level of the nearest open mark of a class, or DEPTH. */
static uint32_t find_open(const pairing *p, uint8_t cls)
{
  for (uint32_t level = p->depth; level-- > 0;) {
    if (p->kinds[level] == cls) {
      return level;
    }
  }
  return DEPTH;
}

static bool is_apostrophe(const tc_text *text, uint32_t i)
{
  return tc_is(tc_before(text, i), TC_P_LATIN | TC_P_NUM) ||
         tc_is(tc_at(text, tc_next(text, i)), TC_P_NUM);
}

static bool is_straight(uint8_t cls)
{
  return cls == TC_QUOTE || cls == TC_WIDE_QUOTE;
}

/* Only a closing quote stands so: text before it, and behind it a blank, a mark
 * that ends something, or nothing. A colon before it may introduce a quotation. */
static bool can_only_close(const tc_text *text, uint32_t i)
{
  uint8_t before = tc_before(text, i), after = tc_at(text, tc_next(text, i));
  bool stop_behind = tc_is(after, TC_P_STOP | TC_P_CLAUSE);
  if (after == TC_PERIOD && tc_at(text, tc_next(text, i) + 1) == TC_PERIOD) {
    stop_behind = false; /* "... and so on */
  }
  bool text_before = !tc_is(before, TC_P_WHITE | TC_P_OPEN | TC_P_QUOTE) && before != TC_EDGE &&
                     before != TC_COLON && before != TC_WIDE_COLON;
  bool end_behind = tc_is(after, TC_P_WHITE | TC_P_CLOSE) || after == TC_EDGE;
  bool nothing_behind = tc_is(after, TC_P_LINE) || after == TC_EDGE;
  return stop_behind || nothing_behind || (text_before && end_behind);
}

/* `“I know."Then`: directly behind a stop. */
static bool is_behind_stop(const tc_text *text, uint32_t i)
{
  return tc_is(tc_before(text, i), TC_P_STOP);
}

static bool can_only_open(const tc_text *text, uint32_t i)
{
  uint8_t before = tc_before(text, i), after = tc_at(text, tc_next(text, i));
  return (tc_is(before, TC_P_WHITE | TC_P_OPEN) || before == TC_EDGE) && tc_is(after, TC_P_WORD);
}

/* `"Yes, "said Li`: the blank stands on the wrong side. */
static bool is_before_saying(const tc_text *text, uint32_t i)
{
  tc_span word = {tc_next(text, i), tc_latin_end(text, tc_next(text, i))};
  uint8_t before = tc_before(text, tc_skip_back(text, i, TC_P_BLANK));
  bool ends = before == TC_COMMA || before == TC_QUESTION || before == TC_EXCLAMATION;
  return ends && (tc_lexicon_of(text, word, TC_W_SAYS) & TC_W_SAYS);
}

static void add_straight(pairing *p, uint32_t i)
{
  uint32_t level = find_open(p, tc_at(p->text, i));
  bool opens = can_only_open(p->text, i) && !is_before_saying(p->text, i);
  if (level != DEPTH && !opens) { /* Q2 */
    close(p, level, i);
    return;
  }
  uint32_t curly = find_open(p, TC_LDQUOTE);
  bool behind_stop = curly != DEPTH && is_behind_stop(p->text, i);
  if (level == DEPTH && (behind_stop || can_only_close(p->text, i))) {
    if (curly != DEPTH && !tc_is(tc_before(p->text, i), TC_P_NUM)) { /* Q4 */
      close(p, curly, i);
    } else if (!tc_is(tc_before(p->text, i), TC_P_NUM)) { /* Q5; inches */
      add(p, i, false);
    }
    return;
  }
  if (level != DEPTH) { /* Q2: the open one stays unpaired */
    p->depth = level;
  }
  push(p, i); /* Q3 */
}

static void add_closing(pairing *p, uint32_t i)
{
  uint8_t cls = tc_at(p->text, i);
  uint32_t level = find_open(p, tc_pair[cls]);
  if (level == DEPTH && cls == TC_RSQUOTE && is_apostrophe(p->text, i)) {
    return;
  }
  if (level == DEPTH && cls == TC_RDQUOTE) {
    level = find_open(p, TC_QUOTE); /* Q4 */
  }
  if (level != DEPTH) {
    close(p, level, i); /* Q1 */
  } else {
    add(p, i, false); /* Q5 */
  }
}

static void add_mark(pairing *p, uint32_t i)
{
  uint8_t cls = tc_at(p->text, i);
  if (is_straight(cls)) {
    add_straight(p, i);
  } else if (cls == TC_LSQUOTE && is_apostrophe(p->text, i)) {
    return;
  } else if (tc_is(cls, TC_P_OPEN) && tc_pair[cls] != TC_CONT) {
    push(p, i);
  } else if (tc_is(cls, TC_P_CLOSE) && tc_pair[cls] != TC_CONT) {
    add_closing(p, i);
  }
}

/* Q6, for the marks of a paragraph. */
static void find_doubtful(const pairing *p)
{
  tc_quotes *quotes = p->quotes;
  bool unpaired = false;
  for (uint32_t k = p->first; k < quotes->count && !unpaired; k++) {
    uint8_t cls = class_of(p, k);
    unpaired = quotes->at[k].partner == TC_NO_PARTNER &&
               (is_straight(cls) || cls == TC_LDQUOTE || cls == TC_RDQUOTE);
  }
  for (uint32_t k = p->first; unpaired && k < quotes->count; k++) {
    tc_quote *open = &quotes->at[k];
    if (!open->opens || open->partner == TC_NO_PARTNER || !is_straight(class_of(p, k)) ||
        !is_straight(class_of(p, open->partner))) {
      continue;
    }
    tc_quote *end = &quotes->at[open->partner];
    open->doubtful = !can_only_open(p->text, open->at) || !can_only_close(p->text, end->at);
    end->doubtful = open->doubtful;
  }
}

static void end_paragraph(pairing *p)
{
  bool has_straight = tc_has(p->text, TC_QUOTE) || tc_has(p->text, TC_WIDE_QUOTE);
  if (has_straight && !tc_arena_failed(p->arena)) {
    find_doubtful(p);
  }
  p->first = p->quotes->count;
  p->depth = 0;
}

void tc_find_quotes(const tc_text *text, const tc_paragraphs *paragraphs, const tc_spans *protect,
                    tc_arena *arena, tc_quotes *quotes)
{
  pairing p = {.text = text, .quotes = quotes, .arena = arena};
  const tc_paragraph *paragraph = paragraphs->at;
  uint32_t cursor = 0, marks[TC_SIFTED];
  for (uint32_t n, k = 0; k < text->unusual_count && !tc_arena_failed(arena); k += n) {
    n = tc_min(text->unusual_count - k, TC_SIFTED);
    uint32_t kept = tc_sift(text, text->unusual + k, n, TC_P_QUOTE | TC_P_BRACKET, marks);
    for (uint32_t m = 0; m < kept; m++) {
      uint32_t i = marks[m];
      while (i >= paragraph->at.end) {
        end_paragraph(&p);
        paragraph++;
      }
      assert(i >= paragraph->at.start);
      if (!tc_is_inside(protect, &cursor, i) && !tc_arena_failed(arena)) {
        add_mark(&p, i);
      }
    }
  }
  end_paragraph(&p);
}
