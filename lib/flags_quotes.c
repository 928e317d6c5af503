/* flags_quotes.c - quotation marks and brackets without a partner, or with nothing
 * between them. */
#include "flags.h"

#include <string.h> /* memchr */

#include "lexicon.h"

enum { ITEM_MOST = 4 }; /* characters of the number of an item: viii, 2022 is none */

/* 1, 12, a, iv, 一, 十二: what numbers an item; not 1902. */
static bool is_item(const tc_text *text, tc_span word)
{
  uint32_t size = 0, numerals = 0, digits = 0;
  for (uint32_t i = word.start; i < word.end && size <= ITEM_MOST; i = tc_next(text, i)) {
    bool roman = text->cls[i] == TC_LOWER && memchr("ivx", text->bytes[i], 3) != NULL;
    tc_span one = {i, tc_next(text, i)};
    numerals += roman || (tc_lexicon_span(text, one) & TC_W_NUMERAL);
    digits += tc_is(text->cls[i], TC_P_NUM);
    size++;
  }
  bool letter = size == 1 && tc_is(tc_at(text, word.start), TC_P_LATIN);
  bool digit_and_letter = size == 2 && digits == 1 && tc_is(tc_before(text, word.end), TC_P_LATIN);
  return size > 0 && size <= ITEM_MOST &&
         (numerals == size || letter || digit_and_letter || (digits == size && size <= 2));
}

/* `:)`, `:-(`, `;)`: a face. */
static bool is_face(const tc_text *text, uint32_t i)
{
  uint8_t before = tc_before(text, i);
  if (before == TC_HYPHEN) {
    before = tc_before(text, tc_prev(text, i));
  }
  return before == TC_COLON || before == TC_SEMICOLON;
}

/* `1)`, `a)`: the bracket of an item; a face. */
static bool needs_no_partner(const tc_text *text, const tc_quote *q)
{
  uint8_t cls = tc_at(text, q->at);
  if (cls == TC_LPAREN) {
    uint8_t after = tc_at(text, q->at + 1);
    return is_face(text, q->at) && (tc_is(after, TC_P_WHITE) || after == TC_EDGE);
  }
  if (cls != TC_RPAREN && cls != TC_WIDE_RPAREN) {
    return false;
  }
  tc_span word = {tc_skip_back(text, q->at, TC_P_WORD), q->at};
  uint8_t outside = tc_before(text, word.start);
  bool begins = tc_is(outside, TC_P_WHITE | TC_P_CLAUSE | TC_P_STOP) || outside == TC_EDGE;
  return (begins && is_item(text, word)) || is_face(text, q->at);
}

static bool is_single(uint8_t cls)
{
  return cls == TC_RSQUOTE || cls == TC_LSQUOTE; /* mostly apostrophes */
}

/* An open quotation at whose paragraph's end none closes, but the next paragraph
 * begins with an opening mark, goes on there. */
static bool goes_on(const tc_findings *f, const tc_quote *q, uint32_t paragraph)
{
  const tc_paragraphs *all = f->paragraphs;
  if (!q->opens || paragraph + 1 >= all->count || !tc_is(tc_at(f->text, q->at), TC_P_QUOTE)) {
    return false;
  }
  uint32_t next = all->at[paragraph + 1].at.start;
  return tc_at(f->text, next) == tc_at(f->text, q->at);
}

static void flag_unpaired(const tc_findings *f, tc_arena *arena, tc_flags *flags, const tc_quote *q,
                          uint32_t paragraph)
{
  tc_span at = {q->at, tc_next(f->text, q->at)};
  if (is_single(tc_at(f->text, q->at)) || needs_no_partner(f->text, q) ||
      goes_on(f, q, paragraph)) {
    return;
  }
  const char *reason = q->opens ? "no-closing-mark" : "no-opening-mark";
  tc_add_flag(flags, arena,
              (tc_flag){at, TEXTCLEAN_UNBALANCED_QUOTE, tc_lang_at(f->runs, q->at), 0.9f, reason});
}

/* `run()`, `list[]` */
static bool is_call_bracket(uint8_t cls)
{
  return cls == TC_LPAREN || cls == TC_LSQUARE;
}

static void flag_empty(const tc_findings *f, tc_arena *arena, tc_flags *flags, const tc_quote *q)
{
  uint32_t inside = tc_next(f->text, q->at), close = f->quotes->at[q->partner].at;
  bool call =
      is_call_bracket(tc_at(f->text, q->at)) && tc_is(tc_before(f->text, q->at), TC_P_LATIN);
  if (call || tc_skip(f->text, inside, TC_P_BLANK) < close) {
    return;
  }
  tc_span at = {q->at, tc_next(f->text, close)};
  tc_add_flag(
      flags, arena,
      (tc_flag){at, TEXTCLEAN_EMPTY_QUOTE, tc_lang_at(f->runs, q->at), 1.0f, "nothing-inside"});
}

void tc_flag_quotes(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  uint32_t paragraph = 0;
  for (uint32_t i = 0; i < f->quotes->count; i++) {
    const tc_quote *q = &f->quotes->at[i];
    if (q->partner != TC_NO_PARTNER) {
      if (q->opens) {
        flag_empty(f, arena, flags, q);
      }
      continue;
    }
    while (paragraph + 1 < f->paragraphs->count && f->paragraphs->at[paragraph].at.end <= q->at) {
      paragraph++;
    }
    flag_unpaired(f, arena, flags, q, paragraph);
  }
}
