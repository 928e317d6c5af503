/* rules_space.c - blanks: too many, too few, in the wrong place. Layer 4. */
#include "lexicon.h"
#include "rules.h"

#define NAME_REACH 12   /* characters: from a bracket to the blank before a name */
#define BRACKET_WORD 4u /* bytes: fewer inside a bracket belong to the word: word(s) */

/* ---- Lines ------------------------------------------------------------------------ */

/* The row of line ends and blanks around i, from the first line end to the last. */
bool tc_rule_blank_lines(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  if (site->i == text->size && text->size > 0) { /* the line end that closes the text stays */
    uint32_t start = tc_skip_back(text, site->i, TC_P_WHITE);
    uint32_t line = tc_skip(text, start, TC_P_BLANK);
    return start > 0 && line < text->size && tc_next(text, line) < text->size &&
           tc_replace(edit, tc_next(text, line), text->size, "");
  }
  if (site->i == 0) {
    uint32_t end = tc_skip(text, 0, TC_P_WHITE);
    uint32_t line = end;
    while (line > 0 && !tc_is(tc_before(text, line), TC_P_LINE)) {
      line = tc_prev(text, line);
    }
    return end < text->size && line > 0 && tc_replace(edit, 0, line, "");
  }
  if (tc_is(tc_before(text, tc_skip_back(text, site->i, TC_P_BLANK)), TC_P_LINE)) {
    return false; /* not the first of its row */
  }
  uint32_t second = tc_skip(text, site->i + 1, TC_P_BLANK);
  if (second == text->size || !tc_is(tc_at(text, second), TC_P_LINE)) {
    return false;
  }
  uint32_t keep = tc_next(text, second), end = tc_skip(text, keep, TC_P_WHITE), last = end;
  while (last > keep && !tc_is(tc_before(text, last), TC_P_LINE)) {
    last = tc_prev(text, last);
  }
  return end < text->size && last > keep && tc_replace(edit, keep, last, "");
}

bool tc_rule_trailing_blank(const tc_site *site, tc_edit *edit)
{
  uint32_t start = tc_skip_back(site->text, site->i, TC_P_BLANK);
  return start < site->i && tc_replace(edit, start, site->i, "");
}

bool tc_rule_indentation(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t start = site->i;
  if (start == text->size) {
    return false;
  }
  if (tc_at(text, start) == TC_LF) {
    start = tc_next(text, start);
  }
  uint32_t end = tc_skip(text, start, TC_P_BLANK);
  bool has_text = end < text->size && !tc_is(tc_at(text, end), TC_P_LINE);
  return has_text && end > start && tc_replace(edit, start, end, "");
}

bool tc_rule_blank_run(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t start = site->i;
  if (tc_is(tc_before(text, start), TC_P_BLANK)) {
    start = tc_prev(text, start);
    if (tc_is(tc_before(text, start), TC_P_BLANK)) {
      return false; /* looked at already: a row is looked at once */
    }
  }
  uint32_t end = tc_skip(text, start, TC_P_BLANK);
  uint8_t before = tc_before(text, start), after = tc_at(text, end);
  bool inside = before != TC_EDGE && after != TC_EDGE && !tc_is(before, TC_P_LINE) &&
                !tc_is(after, TC_P_LINE);
  bool is_run = tc_next(text, start) < end || tc_at(text, start) != TC_SPACE;
  return inside && is_run && tc_replace(edit, start, end, " ");
}

/* ---- Between Han ------------------------------------------------------------------- */

/* In running text: titles and bylines part phrases and names by blanks. */
static bool is_running_text(const tc_site *site)
{
  return site->role == TEXTCLEAN_BODY || site->role == TEXTCLEAN_RELATED;
}

/* A blank behind `记者` and the like parts it from a name: where that word begins a
 * phrase, or in brackets. */
static bool parts_a_name(const tc_text *text, uint32_t i)
{
  uint32_t start = i;
  bool found = false;
  for (int characters = 0; characters < NAME_REACH && start > 0; characters++) {
    uint8_t before = tc_before(text, start);
    if (found && tc_is(before, TC_P_OPEN | TC_P_WHITE)) {
      return true;
    }
    if (!tc_is(before, TC_P_HANZI)) {
      return false;
    }
    start = tc_prev(text, start);
    found = found || (tc_lexicon_span(text, (tc_span){start, i}) & (TC_W_REPORTER | TC_W_LABEL));
  }
  return found && start == 0;
}

bool tc_rule_space_in_han(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t before = tc_before(text, site->i);
  if (!tc_is(before, TC_P_HANZI | TC_P_CJK)) {
    return false;
  }
  uint32_t end = tc_skip(text, site->i, TC_P_BLANK);
  uint8_t after = tc_at(text, end);
  bool han_left = tc_is(before, TC_P_HANZI), han_right = tc_is(after, TC_P_HANZI);
  bool mark_left = tc_is(before, TC_P_CJK) && tc_is(before, TC_P_CLAUSE | TC_P_STOP | TC_P_BRACKET);
  bool mark_right = tc_is(after, TC_P_CJK) && tc_is(after, TC_P_CLAUSE | TC_P_STOP | TC_P_BRACKET);
  if (han_left && han_right) {
    uint32_t word_end = end;
    bool credit =
        (tc_lexicon_prefix(text, (tc_span){end, text->size}, &word_end) & TC_W_REPORTER) != 0;
    return is_running_text(site) && !credit && !parts_a_name(text, site->i) &&
           tc_replace(edit, site->i, end, "");
  }
  bool beside_mark = (mark_left && han_right) || (han_left && mark_right);
  return beside_mark && tc_replace(edit, site->i, end, "");
}

/* ---- Before and behind marks --------------------------------------------------------- */

static bool is_dots(const tc_text *text, uint32_t i)
{
  return tc_at(text, i) == TC_PERIOD &&
         (tc_before(text, i) == TC_PERIOD || tc_at(text, i + 1) == TC_PERIOD);
}

static bool is_full_stop(uint8_t cls)
{
  return cls == TC_PERIOD || cls == TC_IDEO_STOP || cls == TC_WIDE_PERIOD || cls == TC_HALF_STOP;
}

bool tc_rule_blank_before_mark(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, site->i);
  uint32_t start = tc_skip_back(text, site->i, TC_P_BLANK);
  uint8_t before = tc_before(text, start), after = tc_at(text, tc_next(text, site->i));
  bool text_before =
      tc_is(before, TC_P_WORD | TC_P_CLOSE) || before == TC_QUOTE || before == TC_PERCENT;
  if (start == site->i || !text_before || is_dots(text, site->i)) {
    return false;
  }
  bool ratio = cls == TC_COLON && tc_is(before, TC_P_NUM) && tc_is(after, TC_P_BLANK) &&
               tc_is(tc_at(text, tc_skip(text, site->i + 1, TC_P_BLANK)), TC_P_NUM);
  bool face = cls == TC_COLON && tc_is(after, TC_P_BRACKET);
  if (ratio || face) {
    return false;
  }
  bool comma = cls == TC_COMMA || cls == TC_SEMICOLON || tc_is(cls, TC_P_CJK);
  bool ends = tc_is(after, TC_P_WHITE | TC_P_QUOTE | TC_P_CLOSE) || after == TC_EDGE ||
              tc_is(after, TC_P_HANZI);
  return (comma || ends) && tc_replace(edit, start, site->i, "");
}

/* The length in bytes of the word that ends at i, if its letters are small. */
static uint32_t small_word_before(const tc_text *text, uint32_t i)
{
  uint32_t start = i;
  while (start > 0 && tc_is(tc_before(text, start), TC_P_LATIN) &&
         tc_is(tc_before(text, start), TC_P_LC)) {
    start = tc_prev(text, start);
  }
  return i - start;
}

/* A capital letter that begins a word or is one. */
static bool begins_sentence(const tc_text *text, uint32_t i)
{
  if (tc_is(tc_at(text, i), TC_P_HANZI)) {
    return true;
  }
  if (!tc_is(tc_at(text, i), TC_P_LATIN) || !tc_is(tc_at(text, i), TC_P_UC)) {
    return false;
  }
  uint8_t second = tc_at(text, tc_next(text, i));
  return tc_is(second, TC_P_LC | TC_P_BLANK) || second == TC_APOSTROPHE || second == TC_RSQUOTE;
}

static bool opens_quotation(const tc_site *site, uint32_t i)
{
  uint8_t cls = tc_at(site->text, i);
  if (cls == TC_QUOTE) {
    const tc_quote *q = tc_quote_at(site->quotes, i);
    return q && q->opens && q->partner != TC_NO_PARTNER;
  }
  return tc_is(cls, TC_P_OPEN) && !tc_is(cls, TC_P_CJK) && cls != TC_LSQUOTE;
}

static bool stop_needs_blank(const tc_site *site, uint8_t before, uint32_t next)
{
  const tc_text *text = site->text;
  bool text_before = small_word_before(text, site->i) >= 2 || tc_is(before, TC_P_CLOSE) ||
                     before == TC_DIGIT || before == TC_PERCENT;
  return text_before && (begins_sentence(text, next) || opens_quotation(site, next));
}

bool tc_rule_blank_after_mark(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, site->i), before = tc_before(text, site->i);
  uint32_t next = tc_next(text, site->i);
  uint8_t after = tc_at(text, next);
  if (!tc_is(before, TC_P_WORD | TC_P_CLOSE | TC_P_QUOTE | TC_P_BLANK) && before != TC_PERCENT) {
    return false;
  }
  bool needs = false;
  if (cls == TC_COLON || cls == TC_WIDE_COLON) {
    needs = tc_is(after, TC_P_LETTER)
                ? small_word_before(text, site->i) >= 2 || tc_is(after, TC_P_HANZI)
                : after == TC_DIGIT && small_word_before(text, site->i) >= 3;
  } else if (tc_is(cls, TC_P_CLAUSE)) {
    bool number = before == TC_DIGIT && after == TC_DIGIT && tc_is(cls, TC_P_ASCII);
    needs = !number && (tc_is(after, TC_P_WORD) || opens_quotation(site, next));
  } else if (is_full_stop(cls)) {
    needs = tc_is(cls, TC_P_ASCII) ? stop_needs_blank(site, before, next)
                                   : tc_is(after, TC_P_WORD) || opens_quotation(site, next);
  } else {
    needs = small_word_before(text, site->i) >= 2 && begins_sentence(text, next);
  }
  return needs && tc_replace(edit, next, next, " ");
}

/* ---- Brackets and quotation marks ------------------------------------------------------ */

static const tc_quote *partner_of(const tc_site *site)
{
  const tc_quote *q = site->quote;
  return q && q->partner != TC_NO_PARTNER ? &site->quotes->at[q->partner] : NULL;
}

/* Nothing but blanks between a mark and its partner: flagged, not mended. */
static bool is_empty_pair(const tc_site *site, const tc_quote *partner)
{
  uint32_t open = site->quote->opens ? site->i : partner->at;
  uint32_t close = site->quote->opens ? partner->at : site->i;
  return tc_skip(site->text, tc_next(site->text, open), TC_P_BLANK) >= close;
}

bool tc_rule_blank_inside_start(const tc_site *site, tc_edit *edit)
{
  const tc_quote *partner = partner_of(site);
  if (!partner || !site->quote->opens || is_empty_pair(site, partner)) {
    return false;
  }
  uint32_t start = tc_next(site->text, site->i);
  uint32_t end = tc_skip(site->text, start, TC_P_BLANK);
  return end > start && tc_replace(edit, start, end, "");
}

bool tc_rule_blank_inside_end(const tc_site *site, tc_edit *edit)
{
  const tc_quote *partner = partner_of(site);
  if (!partner || site->quote->opens || is_empty_pair(site, partner)) {
    return false;
  }
  uint32_t start = tc_skip_back(site->text, site->i, TC_P_BLANK);
  return start < site->i && tc_replace(edit, start, site->i, "");
}

static uint32_t size_inside(const tc_site *site, const tc_quote *partner)
{
  return partner->at > site->i ? partner->at - site->i : site->i - partner->at;
}

bool tc_rule_blank_before_bracket(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  const tc_quote *partner = partner_of(site);
  uint8_t before = tc_before(text, site->i);
  bool word_before = tc_is(before, TC_P_LATIN | TC_P_NUM) && !tc_is(before, TC_P_CJK);
  return partner && word_before && size_inside(site, partner) >= BRACKET_WORD &&
         tc_replace(edit, site->i, site->i, " ");
}

bool tc_rule_blank_after_bracket(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  const tc_quote *partner = partner_of(site);
  uint32_t next = tc_next(text, site->i);
  return partner && tc_is(tc_at(text, next), TC_P_LATIN) &&
         size_inside(site, partner) >= BRACKET_WORD && tc_replace(edit, next, next, " ");
}

/* ---- House styles ------------------------------------------------------------------------- */

bool tc_rule_space_han_latin(const tc_site *site, tc_edit *edit)
{
  uint8_t before = tc_before(site->text, site->i), here = tc_at(site->text, site->i);
  const uint32_t western = TC_P_LATIN | TC_P_NUM;
  bool border = (tc_is(before, TC_P_HANZI) && tc_is(here, western)) ||
                (tc_is(before, western) && tc_is(here, TC_P_HANZI));
  return border && tc_replace(edit, site->i, site->i, " ");
}
