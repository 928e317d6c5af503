/* flags_mojibake.c - text that was read in a wrong encoding: what a rule has put
 * right, and what can not be put right. */
#include "flags.h"
#include "gbk.h"
#include "lexicon.h"

enum {
  STEP = 2,       /* ideographs: every second is looked at, mojibake is dense */
  LEAST = 4,      /* ideographs of a row */
  RARE_SHARE = 3, /* at least one in so many of a row is rare */
  LEAST_LOST = 3  /* U+FFFD of a row, which are half of it */
};

void tc_flag_mended(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  for (uint32_t i = 0, run = 0; i < f->changes->count; i++) {
    const textclean_edit *e = &f->changes->at[i];
    bool gbk = e->rule == f->gbk_rule;
    if ((gbk || e->rule == f->mojibake_rule) && !tc_is_empty(e->at.span)) {
      textclean_lang lang = tc_lang_from(f->runs, &run, e->at.span.start);
      const char *reason = gbk ? "gbk-mended" : "windows-1252-mended";
      tc_add_flag(flags, arena, (tc_flag){e->at.span, TEXTCLEAN_MOJIBAKE, lang, 0.9f, reason});
    }
  }
}

static bool is_rare(const tc_text *text, uint32_t i)
{
  return tc_han_form_of(tc_code_point(text, i)) == TC_HAN_RARE;
}

/* The row of ideographs and U+FFFD around i. */
static tc_span row_around(const tc_text *text, uint32_t i, uint32_t least)
{
  uint32_t start = i, end = i;
  while (start > least &&
         (tc_is(tc_before(text, start), TC_P_HANZI) || tc_before(text, start) == TC_REPLACEMENT)) {
    start = tc_prev(text, start);
  }
  while (end < text->size &&
         (tc_is(tc_at(text, end), TC_P_HANZI) || tc_at(text, end) == TC_REPLACEMENT)) {
    end = tc_next(text, end);
  }
  return (tc_span){start, end};
}

/* Rare ideographs alone may be a dialect's, or of names; U+FFFD alone has its own flag. */
static bool is_mojibake(const tc_text *text, tc_span row)
{
  uint32_t all = 0, rare = 0, like = 0, losses = 0;
  for (uint32_t i = row.start; i < row.end; i = tc_next(text, i)) {
    bool lost = tc_at(text, i) == TC_REPLACEMENT;
    all++;
    losses += lost;
    rare += lost || is_rare(text, i);
    like += lost || tc_gbk_is_like_utf8(tc_code_point(text, i));
  }
  return all >= LEAST && losses < all && rare * RARE_SHARE >= all && like * 4 >= all * 3;
}

static bool is_same_han(const tc_text *text, uint32_t a, uint32_t b)
{
  return tc_is(tc_at(text, b), TC_P_HANZI) && tc_code_point(text, a) == tc_code_point(text, b);
}

/* What well-known wrong readings leave: U+FFFD read as GBK, fill bytes, and marks that
 * lost a byte. The ideograph at i is their first or their second. */
static bool is_known(const tc_text *text, uint32_t i, uint32_t least, tc_span *at)
{
  for (uint32_t start = i, back = 0; back < 2; back++) {
    uint32_t end = start, next = start;
    while (tc_is(tc_at(text, next), TC_P_HANZI) &&
           (tc_lexicon_prefix(text, (tc_span){next, text->size}, &next) & TC_W_MOJIBAKE)) {
      end = next;
    }
    while (end > start && end < text->size && is_same_han(text, tc_prev(text, end), end)) {
      end = tc_next(text, end); /* fill bytes go on */
    }
    while (end > start && start > least && is_same_han(text, start, tc_prev(text, start))) {
      start = tc_prev(text, start);
    }
    if (end > i) {
      *at = (tc_span){start, end};
      return true;
    }
    start = start > least ? tc_prev(text, start) : start;
  }
  return false;
}

/* Where to look behind i: at every second ideograph of a row, and at the last: there a
 * mark that lost a byte stands. */
static uint32_t next_look(const tc_text *text, uint32_t i, uint32_t end)
{
  uint32_t last = tc_prev(text, end), next = tc_min(i + STEP * 3, last);
  while (next < last && text->cls[next] == TC_CONT) {
    next++;
  }
  return i == last ? end : next;
}

/* The characters beyond ASCII from the U+FFFD at i on: half of them or more are lost, as
 * where GBK was read as UTF-8, which leaves no ideographs. Empty if not so. *end: how far
 * it looked. */
static tc_span lost_row(const tc_text *text, uint32_t i, uint32_t *end)
{
  tc_span row = {i, i};
  uint32_t all = 0, lost = 0;
  for (;
       i < text->size && !tc_is(tc_at(text, i), TC_P_ASCII | TC_P_WHITE | TC_P_PUNCT | TC_P_HANZI);
       i = tc_next(text, i)) {
    all++;
    lost += tc_at(text, i) == TC_REPLACEMENT;
    row.end = tc_at(text, i) == TC_REPLACEMENT ? tc_next(text, i) : row.end;
  }
  *end = i;
  return lost >= LEAST_LOST && lost * 2 >= all && lost < all ? row : (tc_span){i, i};
}

static void flag_lost(const tc_findings *f, tc_arena *arena, tc_flags *flags, uint32_t *done,
                      uint32_t i)
{
  if (i < f->text->size && i >= *done && tc_at(f->text, i) == TC_REPLACEMENT) {
    tc_span row = lost_row(f->text, i, done);
    if (!tc_is_empty(row)) {
      tc_add_flag(flags, arena,
                  (tc_flag){row, TEXTCLEAN_MOJIBAKE, TEXTCLEAN_NONE, 0.9f, "wrong-encoding"});
    }
  }
}

void tc_flag_mojibake(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  const tc_text *text = f->text;
  const uint32_t *rare = text->rare, *rares = rare + text->rare_count;
  uint32_t done = 0;
  tc_span row;
  if (text->rare_count == 0 && !tc_has(text, TC_REPLACEMENT)) {
    return;
  }
  for (uint32_t r = 0; tc_next_row(text, &r, &row);) {
    flag_lost(f, arena, flags, &done, r > 1 ? text->events[r - 2] : text->size);
    bool has_rare = *rare < row.end;
    while (rare < rares && *rare < row.end) {
      rare++;
    }
    if (!has_rare) {
      continue;
    }
    uint32_t i = tc_max(row.start, done);
    for (; i < row.end && text->cls[i] == TC_HAN; i = next_look(text, i, row.end)) {
      tc_span at = {i, i};
      if (!is_rare(text, i)) {
        continue;
      }
      bool known = is_known(text, i, done, &at);
      if (!known) {
        at = row_around(text, i, done);
        known = is_mojibake(text, at);
      }
      if (known) {
        tc_add_flag(flags, arena,
                    (tc_flag){at, TEXTCLEAN_MOJIBAKE, TEXTCLEAN_ZH, 0.9f, "wrong-encoding"});
      }
      if (at.end > i) {
        done = tc_max(done, at.end);
        break;
      }
    }
  }
}
