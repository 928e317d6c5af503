/* rules_space.c - blanks: too many, too few, in the wrong place. Layer 4. */
#include "lexicon.h"
#include "rules.h"

#define NAME_REACH 24   /* characters: from a bracket to the blank before a name */
#define QUOTED_WORDS 8u /* bytes: fewer in quotes may be part of the word before: un“real” */
#define TITLE_REACH 24  /* characters: from a title mark to a blank inside */
#define DATELINE_WORD 5 /* characters: the longest word that ends a dateline */
#define OUTLET_REACH 8  /* characters: the name of a paper or a site before such a word */
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

/* The line that ends at `end` begins with a mark of a clause. */
static bool begins_with_mark(const tc_text *text, uint32_t end, uint32_t least)
{
  while (end > least && !tc_is(tc_before(text, end), TC_P_LINE)) {
    end = tc_prev(text, end);
  }
  return tc_is(tc_at(text, tc_skip(text, end, TC_P_BLANK)), TC_P_CLAUSE);
}

static bool next_begins_with_mark(const tc_site *site)
{
  const tc_text *text = site->text;
  uint32_t i = site->i;
  while (i < site->paragraph.end && !tc_is(tc_at(text, i), TC_P_LINE)) {
    i = tc_next(text, i);
  }
  return i < site->paragraph.end && tc_is(tc_at(text, tc_skip(text, i, TC_P_WHITE)), TC_P_CLAUSE);
}

/* `The mill burned⏎, which`: no line begins with a comma, but those of a table or of
 * code, where the next one does so too or no blank follows. */
bool tc_rule_line_before_mark(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t start = tc_skip_back(text, site->i, TC_P_WHITE), next = tc_next(text, site->i);
  uint32_t line = tc_skip_back(text, site->i, TC_P_BLANK);
  if (start < site->paragraph.start || line == start || !tc_is(tc_before(text, line), TC_P_LINE)) {
    return false; /* an earlier paragraph, or no line break */
  }
  uint8_t before = tc_before(text, start), after = tc_at(text, next);
  bool text_before = tc_is(before, TC_P_WORD | TC_P_CLOSE) || before == TC_PERCENT;
  bool goes_on = tc_is(tc_at(text, site->i), TC_P_CJK) || tc_is(after, TC_P_BLANK | TC_P_HANZI);
  return text_before && goes_on && !begins_with_mark(text, start, site->paragraph.start) &&
         !next_begins_with_mark(site) && tc_replace(edit, start, site->i, "");
}

/* ---- Between Han ------------------------------------------------------------------- */

/* In running text, which ends in a mark: titles, headings and bylines part phrases
 * and names by blanks. */
static bool is_running_text(const tc_site *site)
{
  bool body = site->role == TEXTCLEAN_BODY || site->role == TEXTCLEAN_RELATED;
  return body && !tc_is(tc_before(site->text, site->paragraph.end), TC_P_WORD);
}

/* `《河西开渠 百姓称便》`: so do titles within the text. */
static bool is_in_title(const tc_text *text, uint32_t i)
{
  uint32_t start = i;
  for (int characters = 0; characters < TITLE_REACH && start > 0; characters++) {
    uint8_t before = tc_before(text, start);
    if (!tc_is(before, TC_P_WORD | TC_P_BLANK)) {
      return before == TC_LTITLE;
    }
    start = tc_prev(text, start);
  }
  return false;
}

/* Where the row of Han that ends at i begins, if that is behind the end of a sentence or
 * a line and not far; else i. */
static uint32_t begin_of_outlet(const tc_text *text, uint32_t i)
{
  uint32_t start = i;
  for (int characters = 0; characters < OUTLET_REACH && start > 0; characters++) {
    if (!tc_is(tc_before(text, start), TC_P_HANZI)) {
      break;
    }
    start = tc_prev(text, start);
  }
  uint8_t before = tc_before(text, start);
  bool begins = before == TC_EDGE || tc_is(before, TC_P_LINE | TC_P_STOP | TC_P_CLOSE);
  return begins ? start : i;
}

/* `河西7月26日电 大坝`, `本报讯 大坝`, `河西晚报讯 大坝`: the blank closes a dateline. Its
 * last word stands behind a number, or begins a phrase; the short one also follows the
 * name of an outlet that begins the sentence. */
static bool ends_dateline(const tc_text *text, uint32_t i)
{
  uint32_t start = i;
  for (int characters = 0; characters < DATELINE_WORD && start > 0; characters++) {
    start = tc_prev(text, start);
    if (tc_lexicon_span(text, (tc_span){start, i}) & TC_W_DATELINE) {
      tc_span left = {start > 0 ? tc_prev(text, start) : 0, start};
      if (!tc_is(tc_before(text, start), TC_P_HANZI) ||
          (tc_lexicon_span(text, left) & TC_W_NUMERAL) ||
          (characters == 0 && begin_of_outlet(text, start) < start)) {
        return true;
      }
    }
  }
  return false;
}

/* `方远 摄` at the end of a line or in brackets, and `李桐 摄影`. */
static bool begins_credit(const tc_text *text, uint32_t i)
{
  uint32_t end = i, kinds = tc_lexicon_prefix(text, (tc_span){i, text->size}, &end);
  uint8_t after = tc_at(text, end);
  bool last = after == TC_EDGE || tc_is(after, TC_P_LINE | TC_P_CLOSE);
  return (kinds & TC_W_REPORTER) || ((kinds & TC_W_CREDIT) && last);
}

static bool begins_with_reporter(const tc_text *text, uint32_t start)
{
  uint32_t end = start;
  return tc_lexicon_prefix_of(text, (tc_span){start, text->size}, TC_W_REPORTER, &end) != 0;
}

/* A blank behind `记者` and the like parts it from a name, where that word begins a
 * phrase; in brackets it also parts one name from the next: `（记者李桐 方远）`. */
static bool parts_a_name(const tc_text *text, uint32_t i)
{
  uint32_t start = i;
  bool found = false, one_phrase = true;
  for (int characters = 0; characters < NAME_REACH && start > 0; characters++) {
    uint8_t before = tc_before(text, start);
    if (tc_is(before, TC_P_OPEN) && begins_with_reporter(text, start)) {
      return true;
    }
    if (found && one_phrase && tc_is(before, TC_P_OPEN | TC_P_WHITE)) {
      return true;
    }
    if (before == TC_SPACE) {
      one_phrase = false;
      start = tc_prev(text, start);
      continue;
    }
    if (!tc_is(before, TC_P_HANZI)) {
      return false;
    }
    start = tc_prev(text, start);
    found = found || (tc_lexicon_span(text, (tc_span){start, i}) & (TC_W_REPORTER | TC_W_LABEL));
  }
  return found && start == 0;
}

/* A curly or corner mark at i that opens a Chinese quotation. One of Latin words keeps
 * its blanks: some houses set all Latin apart. */
static bool opens_chinese(const tc_site *site, uint32_t i)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, i);
  if (!tc_is(cls, TC_P_OPEN) || !tc_is(cls, TC_P_QUOTE)) {
    return false;
  }
  const tc_quote *q = tc_quote_at(site->quotes, i);
  if (!q || q->partner == TC_NO_PARTNER) {
    return false;
  }
  uint32_t close = site->quotes->at[q->partner].at;
  const uint32_t western = TC_P_LATIN | TC_P_NUM;
  return tc_lang_at(site->runs, i) == TEXTCLEAN_ZH &&
         tc_lang_at(site->runs, close) == TEXTCLEAN_ZH &&
         !tc_is(tc_at(text, tc_next(text, i)), western) && !tc_is(tc_before(text, close), western);
}

/* The mark before the blank closes one that is a word of the sentence. Behind a whole
 * speech, which ends in a mark of its own, the blank stays. */
static bool closes_chinese(const tc_site *site)
{
  uint8_t cls = tc_before(site->text, site->i);
  if (!tc_is(cls, TC_P_CLOSE) || !tc_is(cls, TC_P_QUOTE)) {
    return false;
  }
  uint32_t close = tc_prev(site->text, site->i);
  const tc_quote *q = tc_quote_at(site->quotes, close);
  return q && tc_is(tc_before(site->text, close), TC_P_HANZI) && q->partner != TC_NO_PARTNER &&
         opens_chinese(site, site->quotes->at[q->partner].at);
}

bool tc_rule_space_in_han(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t before = tc_before(text, site->i);
  if (!tc_is(before, TC_P_HANZI | TC_P_CJK | TC_P_CLOSE)) {
    return false;
  }
  uint32_t end = tc_skip(text, site->i, TC_P_BLANK);
  uint8_t after = tc_at(text, end);
  bool han_left = tc_is(before, TC_P_HANZI), han_right = tc_is(after, TC_P_HANZI);
  bool mark_left = tc_is(before, TC_P_CJK) && tc_is(before, TC_P_CLAUSE | TC_P_STOP | TC_P_BRACKET);
  bool mark_right = tc_is(after, TC_P_CJK) && tc_is(after, TC_P_CLAUSE | TC_P_STOP | TC_P_BRACKET);
  if (han_left && han_right) {
    bool parts = begins_credit(text, end) || parts_a_name(text, site->i) ||
                 ends_dateline(text, site->i) || is_in_title(text, site->i);
    return is_running_text(site) && !parts && tc_replace(edit, site->i, end, "");
  }
  bool beside_mark = (mark_left && han_right) || (han_left && mark_right);
  bool beside_quote = mark_left && opens_chinese(site, end);
  if (is_running_text(site)) { /* in a headline the blank may part phrases */
    beside_mark =
        beside_mark || (tc_is(before, TC_P_CJK) && tc_is(before, TC_P_CLAUSE) &&
                        tc_is(after, TC_P_NUM) && tc_lang_at(site->runs, end) == TEXTCLEAN_ZH);
    beside_quote = beside_quote || (han_left && opens_chinese(site, end)) ||
                   (han_right && closes_chinese(site));
  }
  return (beside_mark || beside_quote) && tc_replace(edit, site->i, end, "");
}

/* ---- Before and behind marks --------------------------------------------------------- */

/* `...`, and `. . .` as American printers set it. */
static bool is_dots(const tc_text *text, uint32_t i)
{
  return tc_at(text, i) == TC_PERIOD &&
         (tc_before(text, i) == TC_PERIOD ||
          tc_at(text, tc_skip(text, i + 1, TC_P_BLANK)) == TC_PERIOD);
}

static bool is_full_stop(uint8_t cls)
{
  return cls == TC_PERIOD || cls == TC_IDEO_STOP || cls == TC_WIDE_PERIOD || cls == TC_HALF_STOP;
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

/* They, with its capital: a word that begins sentences. */
static bool is_starter(const tc_text *text, uint32_t i)
{
  uint32_t second = tc_is(tc_at(text, i), TC_P_UC) ? tc_next(text, i) : i;
  tc_span word = {i, tc_latin_end(text, i)};
  return second > i && tc_is(tc_at(text, second), TC_P_LC) &&
         (tc_lexicon_span(text, word) & TC_W_STARTER);
}

/* Whether the stop at i ends something: a blank, a closing mark or Han is behind it and
 * the marks that go with it, or `left .They`. */
static bool ends_something(const tc_text *text, uint32_t i, uint32_t word_end)
{
  uint8_t cls = tc_at(text, i);
  uint32_t end = tc_next(text, i);
  while (cls != TC_PERIOD &&
         (tc_at(text, end) == TC_QUESTION || tc_at(text, end) == TC_EXCLAMATION)) {
    end++; /* ?! */
  }
  uint8_t after = tc_at(text, end);
  bool glued = cls == TC_PERIOD && small_word_before(text, word_end) >= 2 && is_starter(text, end);
  bool bracket = after == TC_LPAREN && cls != TC_EXCLAMATION; /* !(a && b) is code */
  return tc_is(after, TC_P_WHITE | TC_P_QUOTE | TC_P_CLOSE | TC_P_HANZI) || after == TC_EDGE ||
         bracket || glued;
}

/* Whether a mark of the class goes with another one that ends at `end`: `Co. , Ltd.`, `Why ? !` */
static bool goes_with(const tc_text *text, uint32_t end, uint8_t cls)
{
  uint8_t before = tc_before(text, end);
  bool exclaims = cls == TC_EXCLAMATION || cls == TC_QUESTION;
  return (exclaims && (before == TC_EXCLAMATION || before == TC_QUESTION)) ||
         (cls == TC_COMMA && before == TC_PERIOD && tc_is(tc_before(text, end - 1), TC_P_LATIN));
}

bool tc_rule_blank_before_mark(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, site->i);
  uint32_t start = tc_skip_back(text, site->i, TC_P_BLANK);
  uint8_t before = tc_before(text, start), after = tc_at(text, tc_next(text, site->i));
  bool text_before = tc_is(before, TC_P_WORD | TC_P_CLOSE) || before == TC_QUOTE ||
                     before == TC_PERCENT || before == TC_WIDE_PERCENT ||
                     goes_with(text, start, cls);
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
  return (comma || ends_something(text, site->i, start)) && tc_replace(edit, start, site->i, "");
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

/* GDP, but no initial and not U.S. */
static bool ends_acronym(const tc_text *text, uint32_t i)
{
  uint32_t start = tc_skip_back(text, i, TC_P_UC);
  return i - start >= 2 && !tc_is(tc_before(text, start), TC_P_WORD);
}

/* `Mr.Wang`, `Jan.5`: the stop of a title or a month, before a name or a day. */
static bool is_title_or_month(const tc_text *text, uint32_t i, uint32_t next)
{
  uint32_t kinds = tc_abbreviation(text, (tc_span){tc_latin_start(text, i), i});
  return ((kinds & TC_W_TITLE) && begins_sentence(text, next)) ||
         ((kinds & TC_W_MONTH) && tc_is(tc_at(text, next), TC_P_NUM));
}

static bool stop_needs_blank(const tc_site *site, uint8_t before, uint32_t next)
{
  const tc_text *text = site->text;
  bool text_before = small_word_before(text, site->i) >= 2 || tc_is(before, TC_P_CLOSE) ||
                     before == TC_DIGIT || before == TC_PERCENT;
  if ((ends_acronym(text, site->i) && is_starter(text, next)) ||
      (tc_is(before, TC_P_LATIN) && is_title_or_month(text, site->i, next))) {
    return true;
  }
  return text_before && (begins_sentence(text, next) || opens_quotation(site, next));
}

/* `in 2010,2012 and 2015`: no thousands have so many digits on both sides. */
static bool parts_years(const tc_text *text, uint32_t i)
{
  const uint32_t year = 4;
  uint32_t left = i - tc_skip_back(text, i, TC_P_NUM);
  uint32_t right = tc_skip(text, i + 1, TC_P_NUM) - (i + 1);
  return tc_at(text, i) == TC_COMMA && left == year && right == year;
}

/* `July 14,2022`, `Jan. 5,2022`: behind a month a day and a year. */
static bool parts_date(const tc_text *text, uint32_t i)
{
  const uint32_t day = 2, year = 4;
  uint32_t start = tc_skip_back(text, i, TC_P_NUM);
  uint32_t right = tc_skip(text, i + 1, TC_P_NUM) - (i + 1);
  uint32_t end = tc_skip_back(text, start, TC_P_BLANK);
  end -= end > 0 && tc_before(text, end) == TC_PERIOD;
  tc_span month = {tc_latin_start(text, end), end};
  return tc_at(text, i) == TC_COMMA && i - start <= day && right == year && end < start &&
         tc_lexicon_of(text, month, TC_W_MONTH | TC_W_LABEL);
}

bool tc_rule_blank_after_mark(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, site->i), before = tc_before(text, site->i);
  uint32_t next = tc_next(text, site->i);
  uint8_t after = tc_at(text, next);
  bool abbreviated = before == TC_PERIOD && cls == TC_COMMA && /* etc.,and */
                     tc_is(tc_before(text, site->i - 1), TC_P_LATIN);
  if (!tc_is(before, TC_P_WORD | TC_P_CLOSE | TC_P_QUOTE | TC_P_BLANK) && before != TC_PERCENT &&
      !abbreviated) {
    return false;
  }
  bool needs = false;
  if (cls == TC_COLON || cls == TC_WIDE_COLON) {
    uint32_t word = small_word_before(text, site->i);
    needs = tc_is(after, TC_P_LETTER)
                ? word >= 2 || tc_is(after, TC_P_HANZI)
                : (after == TC_DIGIT && word >= 3) || (word >= 2 && opens_quotation(site, next));
  } else if (tc_is(cls, TC_P_CLAUSE)) {
    bool number = before == TC_DIGIT && after == TC_DIGIT && tc_is(cls, TC_P_ASCII) &&
                  !parts_years(text, site->i) && !parts_date(text, site->i);
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
  return q && q->partner != TC_NO_PARTNER && !q->doubtful ? &site->quotes->at[q->partner] : NULL;
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

/* `the "Three Mills"(all old)`, but not `"-v"(ersion)`. */
static bool ends_quoted_words(const tc_site *site, uint32_t i)
{
  const tc_quote *q = tc_quote_at(site->quotes, i);
  return q && !q->opens && q->partner != TC_NO_PARTNER &&
         i - site->quotes->at[q->partner].at >= BRACKET_WORD &&
         tc_lang_at(site->runs, i) == TEXTCLEAN_EN;
}

bool tc_rule_blank_before_bracket(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  const tc_quote *partner = partner_of(site);
  uint8_t before = tc_before(text, site->i);
  bool word_before = tc_is(before, TC_P_LATIN | TC_P_NUM) && !tc_is(before, TC_P_CJK);
  if (before == TC_PERCENT) {
    word_before = tc_is(tc_before(text, site->i - 1), TC_P_NUM);
  } else if (before == TC_QUOTE || before == TC_RDQUOTE) {
    word_before = ends_quoted_words(site, tc_prev(text, site->i));
  }
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

bool tc_rule_blank_before_quote(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  const tc_quote *partner = partner_of(site);
  uint32_t size = small_word_before(text, site->i);
  uint32_t kinds = tc_lexicon_span(text, (tc_span){site->i - size, site->i});
  bool straight = tc_at(text, site->i) == TC_QUOTE; /* which may open or close */
  bool word = straight ? (kinds & TC_W_FUNCTION) && tc_is(tc_before(text, site->i - size),
                                                          TC_P_WHITE | TC_P_QUOTE | TC_P_CLAUSE)
                       : !(kinds & TC_W_PREFIX);
  return partner && site->quote->opens && size >= 2 && word &&
         size_inside(site, partner) >= QUOTED_WORDS && tc_replace(edit, site->i, site->i, " ");
}

/* A quotation that ends in a mark is no part of a word, whatever comes behind it; nor is a small
 * word that stands alone one of the quotation, nor the next quotation. */
bool tc_rule_blank_after_quote(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t before = tc_before(text, site->i);
  uint32_t next = tc_next(text, site->i), end = tc_latin_end(text, next);
  bool word = end - next >= 2 || is_starter(text, next);
  bool goes_on = before == TC_PERIOD
                     ? begins_sentence(text, next)
                     : before == TC_COMMA || before == TC_QUESTION || before == TC_EXCLAMATION;
  bool function = end - next >= 2 && tc_is(tc_at(text, end), TC_P_BLANK) &&
                  tc_is(tc_at(text, next), TC_P_LC) &&
                  tc_lexicon_of(text, (tc_span){next, end}, TC_W_FUNCTION);
  const tc_quote *partner = partner_of(site);
  if (!partner || site->quote->opens) {
    return false;
  }
  uint8_t after = tc_at(text, next);
  bool beside = (after == TC_QUOTE || after == TC_LDQUOTE) && opens_quotation(site, next) &&
                !is_empty_pair(site, partner);
  return ((word && goes_on) || function || beside) && tc_replace(edit, next, next, " ");
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

/* It starts at the blank, or where that is no event, at the Han behind it. */
bool tc_rule_close_han_latin(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  const uint32_t western = TC_P_LATIN | TC_P_NUM;
  uint32_t start = tc_skip_back(text, site->i, TC_P_BLANK);
  uint32_t end = tc_skip(text, site->i, TC_P_BLANK);
  uint8_t before = tc_before(text, start), after = tc_at(text, end);
  bool border = (tc_is(before, TC_P_HANZI) && tc_is(after, western)) ||
                (tc_is(before, western) && tc_is(after, TC_P_HANZI));
  if (start == end || !border || !is_running_text(site) || parts_a_name(text, start) ||
      tc_is_item_number(text, site->paragraph.start, start)) {
    return false;
  }
  bool chinese = tc_lang_at(site->runs, tc_prev(text, start)) == TEXTCLEAN_ZH &&
                 tc_lang_at(site->runs, end) == TEXTCLEAN_ZH;
  return chinese && tc_replace(edit, start, end, "");
}
