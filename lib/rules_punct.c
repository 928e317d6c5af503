/* rules_punct.c - marks in the form of their language. Layer 4. */
#include <string.h> /* strlen */

#include "lexicon.h"
#include "rules.h"

#define QUOTES_LOOK 16 /* marks before a pair, among which the one around it is */

/* ---- Chinese --------------------------------------------------------------------- */

/* One edit for a row of dots, made at its first; blanks may part them, but no Chinese stops, which
 * mostly end a sentence each. */
bool tc_rule_ellipsis(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, site->i);
  uint32_t blank = cls == TC_IDEO_STOP ? 0 : TC_P_BLANK;
  if (tc_before(text, tc_skip_back(text, site->i, blank)) == cls) {
    return false;
  }
  uint32_t end = site->i, next = site->i, dots = 0;
  while (tc_at(text, next) == cls) {
    end = tc_next(text, next);
    next = tc_skip(text, end, blank);
    dots++;
  }
  bool apart = end > site->i + dots * strlen(tc_utf8[cls]);
  bool half = dots == 1 || (dots == 2 && apart);
  bool is_ellipsis = cls == TC_ELLIPSIS ? half : dots >= 3;
  return is_ellipsis && tc_replace(edit, site->i, end, TC_CHINESE_ELLIPSIS);
}

bool tc_rule_doubled_mark(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, site->i), before = tc_before(text, site->i);
  return (before == cls || tc_narrow[before] == cls || tc_wide[before] == cls) &&
         tc_replace(edit, site->i, tc_next(text, site->i), "");
}

/* A full stop ends a clause, is no point in a number or name, and no dot of a row. */
static bool is_stop_of_han(const tc_site *site, uint8_t before, uint8_t after)
{
  uint32_t left = tc_skip_back(site->text, site->i, TC_P_BLANK); /* 1 . 磨坊 */
  uint32_t right = tc_skip(site->text, site->i + 1, TC_P_BLANK); /* . . . */
  if (before == TC_PERIOD || tc_at(site->text, right) == TC_PERIOD ||
      tc_is_item_number(site->text, site->paragraph.start, left)) {
    return false;
  }
  if (tc_is(before, TC_P_HANZI)) { /* 复赛.14日, but not 图.1 */
    uint32_t number = tc_next(site->text, site->i), end = tc_skip(site->text, number, TC_P_NUM);
    tc_span name = {number, tc_latin_end(site->text, number)}; /* 磨坊.com */
    bool host = after == TC_LOWER && (tc_lexicon_span(site->text, name) & TC_W_TLD);
    return !host && (end == number || tc_is(tc_at(site->text, end), TC_P_HANZI));
  }
  if (tc_is(before, TC_P_LATIN)) { /* the dot of an initial, of Node.js */
    uint32_t letter = tc_prev(site->text, site->i);
    bool initial =
        tc_is(before, TC_P_UC) && !tc_is(tc_before(site->text, letter), TC_P_WORD | TC_P_DASH);
    tc_span word = {tc_latin_start(site->text, site->i), site->i};
    return !initial && !tc_abbreviation(site->text, word) && !tc_is(after, TC_P_LATIN | TC_P_NUM);
  }
  return !tc_is(after, TC_P_LATIN | (before == TC_PERCENT ? 0 : TC_P_NUM)); /* 20%.7月 */
}

/* `?id=`: of an address that holds Han. */
static bool is_key(const tc_text *text, uint32_t i)
{
  return tc_at(text, i) == TC_QUESTION && tc_is(tc_at(text, i + 1), TC_P_LATIN) &&
         tc_at(text, tc_latin_end(text, i + 1)) == TC_EQUALS;
}

/* `Crouching Tiger, Hidden Dragon`, `oOh! Media`, `Smith & Co.，`: a mark between
 * Latin words in Chinese, or an abbreviation's stop before a Chinese mark. What
 * touches a symbol, too, is a letter that was lost: `M?¤n`. */
static bool is_inside_name(const tc_text *text, uint32_t i, uint8_t before, uint32_t end)
{
  uint8_t cls = tc_at(text, i);
  uint8_t after = tc_at(text, end);
  bool latin = tc_is(before, TC_P_LATIN) && tc_is(after, TC_P_LATIN);
  bool abbreviation = cls == TC_PERIOD && tc_is(before, TC_P_LATIN) && tc_is(after, TC_P_CLAUSE);
  bool exclaimed = cls == TC_EXCLAMATION && tc_is(before, TC_P_LATIN) && tc_is(after, TC_P_HANZI);
  bool lost = cls == TC_QUESTION && tc_is(before, TC_P_LATIN) &&
              tc_is(tc_at(text, tc_next(text, i)), TC_P_SYMBOL);
  return latin || abbreviation || exclaimed || lost || is_key(text, i) || tc_is_lost_dot(text, i);
}

/* `:)`, with no partner of the bracket before it. */
static bool is_smiley(const tc_site *site, uint8_t cls, uint32_t next)
{
  if ((cls != TC_COLON && cls != TC_SEMICOLON) || tc_at(site->text, next) != TC_RPAREN) {
    return false;
  }
  const tc_quote *mouth = tc_quote_at(site->quotes, next);
  return !mouth || mouth->partner == TC_NO_PARTNER;
}

/* Rules look back from a place as far as runs.c looks into a piece, and not beyond `start`. */
static uint32_t least_place(uint32_t i, uint32_t start)
{
  return tc_max(start, i > TC_CLAUSE_LOOK ? i - TC_CLAUSE_LOOK : 0);
}

/* `com.#1 这是`: a stop behind words that are Chinese only because of the Chinese behind it. A
 * full-width one would part them from that, make them English, and be half-width again. */
static bool ends_latin_alone(const tc_site *site, uint8_t cls)
{
  const tc_text *text = site->text;
  if (!tc_is(cls, TC_P_STOP) || tc_ends_unit(text, site->i, cls)) {
    return false;
  }
  uint32_t i = site->i, least = least_place(i, site->paragraph.start);
  while (i > least && !tc_is(text->cls[i - 1], TC_P_HANZI | TC_P_OPEN) &&
         !tc_ends_unit(text, i - 1, text->cls[i - 1])) {
    i--;
  }
  return i == least || !tc_is(text->cls[i - 1], TC_P_HANZI);
}

/* `3 . 5`, `3 , 500`, no year: perhaps one number. */
static bool is_spread_number(const tc_text *text, uint32_t i, uint32_t behind)
{
  enum { GROUP = 3 }; /* digits between the commas of a number */
  uint32_t left = tc_skip_back(text, i, TC_P_BLANK);
  uint32_t before = left - tc_skip_back(text, left, TC_P_NUM);
  uint32_t after = tc_skip(text, behind, TC_P_NUM) - behind;
  bool parted =
      tc_at(text, i) == TC_PERIOD ? after > 0 : tc_at(text, i) == TC_COMMA && after == GROUP;
  return parted && before > 0 && before <= GROUP;
}

/* `Hale & Co.,注册`: the comma behind the stop of a Latin word, before Chinese. */
static bool is_behind_abbreviation(const tc_text *text, uint32_t i, uint32_t behind)
{
  return tc_at(text, i) == TC_COMMA && tc_is(tc_at(text, behind), TC_P_HANZI) &&
         tc_before(text, i) == TC_PERIOD && tc_is(tc_before(text, i - 1), TC_P_LATIN);
}

bool tc_rule_half_to_full(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, site->i);
  uint32_t next = tc_next(text, site->i), end = tc_skip(text, next, TC_P_BLANK);
  uint8_t before = tc_before(text, tc_skip_back(text, site->i, TC_P_BLANK));
  uint8_t after = tc_at(text, next);
  bool clause_before =
      tc_is(before, TC_P_HANZI | TC_P_LATIN | TC_P_NUM | TC_P_CLOSE | TC_P_QUOTE) ||
      before == TC_PERCENT || before == TC_DEGREE || before == TC_PRIME ||
      before == TC_DOUBLE_PRIME || before == TC_SYMBOL || before == TC_REPLACEMENT ||
      is_behind_abbreviation(text, site->i, end);
  bool number = tc_is(before, TC_P_NUM) && tc_is(after, TC_P_NUM);
  if (!clause_before || number || is_spread_number(text, site->i, end) ||
      (cls == TC_PERIOD && !is_stop_of_han(site, before, after))) {
    return false;
  }
  if (is_inside_name(text, site->i, before, end) || is_smiley(site, cls, next) ||
      ends_latin_alone(site, cls)) {
    return false;
  }
  if (tc_is(tc_at(text, end), TC_P_LINE)) {
    end = next; /* the blank at the end of a line is another rule's */
  }
  return tc_replace(edit, site->i, end, tc_utf8[cls == TC_PERIOD ? TC_IDEO_STOP : tc_wide[cls]]);
}

/* Both brackets of a pair decide alike: from what stands before and inside it. */
static bool encloses_han(const tc_text *text, uint32_t open, uint32_t close)
{
  uint8_t before = tc_before(text, open);
  uint8_t first = tc_at(text, tc_skip(text, tc_next(text, open), TC_P_BLANK));
  uint8_t last = tc_before(text, tc_skip_back(text, close, TC_P_BLANK));
  bool word_before = !tc_is(before, TC_P_BLANK) || before == TC_EDGE;
  return word_before && (tc_is(first, TC_P_HANZI) || tc_is(last, TC_P_HANZI));
}

bool tc_rule_bracket_to_full(const tc_site *site, tc_edit *edit)
{
  const tc_quote *q = site->quote;
  if (!q || q->partner == TC_NO_PARTNER) {
    return false;
  }
  uint32_t other = site->quotes->at[q->partner].at;
  uint32_t open = q->opens ? site->i : other, close = q->opens ? other : site->i;
  bool both_chinese = tc_lang_at(site->runs, other) == TEXTCLEAN_ZH;
  uint8_t wide = tc_wide[tc_at(site->text, site->i)];
  return both_chinese && encloses_han(site->text, open, close) &&
         tc_replace(edit, site->i, tc_next(site->text, site->i), tc_utf8[wide]);
}

/* Whether the pair lies in a curly one: the nearest pair around it that is of quotation marks. */
static bool is_nested(const tc_site *site, const tc_quote *open, const tc_quote *close)
{
  const tc_quote *first = site->quotes->at;
  for (const tc_quote *q = open; q > first && open - q < QUOTES_LOOK;) {
    q--;
    bool around = q->opens && q->partner != TC_NO_PARTNER && first + q->partner > close;
    if (around && tc_is(tc_at(site->text, q->at), TC_P_QUOTE)) {
      return tc_at(site->text, q->at) == TC_LDQUOTE;
    }
  }
  return false;
}

/* Inside another quotation the marks are single ones. */
bool tc_rule_straight_to_chinese(const tc_site *site, tc_edit *edit)
{
  const tc_quote *q = site->quote;
  if (!q || q->partner == TC_NO_PARTNER || q->doubtful) {
    return false;
  }
  const tc_quote *partner = &site->quotes->at[q->partner];
  uint8_t other = tc_at(site->text, partner->at);
  bool straight = !tc_is(other, TC_P_OPEN | TC_P_CLOSE);
  bool nested = q->opens ? is_nested(site, q, partner) : is_nested(site, partner, q);
  bool single = straight ? nested : other == TC_LSQUOTE || other == TC_RSQUOTE;
  uint8_t open = single ? TC_LSQUOTE : TC_LDQUOTE;
  bool both_chinese = tc_lang_at(site->runs, partner->at) == TEXTCLEAN_ZH;
  return both_chinese && tc_replace(edit, site->i, tc_next(site->text, site->i),
                                    tc_utf8[q->opens ? open : tc_pair[open]]);
}

/* ---- English ----------------------------------------------------------------------- */

static uint8_t narrow_form(uint8_t cls)
{
  switch (cls) {
  case TC_IDEO_COMMA:
  case TC_HALF_COMMA:
    return TC_COMMA;
  case TC_IDEO_STOP:
  case TC_HALF_STOP:
    return TC_PERIOD;
  case TC_WIDE_TILDE: /* between numbers it stands for a dash */
    return TC_CONT;
  default:
    return tc_narrow[cls];
  }
}

/* `com。#1 这是`: some English that is no clause, and that is English only because a full-width
 * stop ends it. A half-width one would join it to the Chinese, and be made full-width again. */
static bool keeps_from_chinese(const tc_site *site, uint8_t narrow)
{
  const tc_text *text = site->text;
  tc_span run = site->runs->at[tc_run_at(site->runs, site->i)].at, all = site->paragraph;
  bool alone = run.start <= all.start && run.end >= all.end;
  if (alone || tc_next(text, site->i) >= all.end || tc_ends_unit(text, site->i, narrow)) {
    return false;
  }
  uint32_t end = site->i, least = least_place(end, tc_max(run.start, all.start));
  bool clause = false, stop = false;
  for (uint32_t i = end; i > least && !stop && !clause; i--) {
    uint8_t cls = text->cls[i - 1];
    stop = tc_is(cls, TC_P_STOP);
    if (stop || tc_is(cls, TC_P_CLAUSE)) { /* each part for itself */
      clause = tc_reads_as_clause(text, (tc_span){i, end});
      end = i - 1;
    } else if (i - 1 == least) {
      clause = tc_reads_as_clause(text, (tc_span){least, end});
    }
  }
  return !clause;
}

/* `1、Improve it. 2、Cut costs.`: the mark behind the number of an item, at the start of a line or
 * sentence. */
static bool is_behind_item(const tc_site *site)
{
  const tc_text *text = site->text;
  uint32_t number = tc_skip_back(text, site->i, TC_P_NUM);
  uint32_t end = tc_skip_back(text, number, TC_P_BLANK);
  bool begins =
      number == site->paragraph.start || (end < number && tc_is(tc_before(text, end), TC_P_STOP));
  uint32_t next = tc_skip(text, tc_next(text, site->i), TC_P_BLANK);
  return number < site->i && begins && tc_is(tc_at(text, next), TC_P_UC);
}

bool tc_rule_full_to_half(const tc_site *site, tc_edit *edit)
{
  uint8_t cls = tc_at(site->text, site->i), narrow = narrow_form(cls);
  if (tc_is(cls, TC_P_STOP) && keeps_from_chinese(site, narrow)) {
    return false;
  }
  if (cls == TC_IDEO_COMMA && is_behind_item(site)) {
    uint32_t end = tc_skip(site->text, tc_next(site->text, site->i), TC_P_BLANK);
    return tc_replace(edit, site->i, end, ". ");
  }
  const tc_quote *q = site->quote;
  if (q && q->partner != TC_NO_PARTNER && /* both brackets of a pair, or none */
      tc_lang_at(site->runs, site->quotes->at[q->partner].at) != TEXTCLEAN_EN) {
    return false;
  }
  return narrow != TC_CONT &&
         tc_replace(edit, site->i, tc_next(site->text, site->i), tc_utf8[narrow]);
}

bool tc_rule_mixed_pair(const tc_site *site, tc_edit *edit)
{
  const tc_quote *q = site->quote;
  if (!q || q->partner == TC_NO_PARTNER) {
    return false;
  }
  uint8_t other = tc_at(site->text, site->quotes->at[q->partner].at);
  bool curly = other == TC_LDQUOTE || other == TC_RDQUOTE;
  return curly && tc_replace(edit, site->i, tc_next(site->text, site->i),
                             tc_utf8[q->opens ? TC_LDQUOTE : TC_RDQUOTE]);
}
