/* rules_split.c - what translation pulled apart: numbers, dates, addresses, abbreviations, names.
 * Layer 4. Each closes one mark, where the whole is told by what stands on both sides. */
#include <string.h> /* memcmp, memcpy */

#include "lexicon.h"
#include "rules.h"

enum {
  GROUP = 3,  /* digits between the commas of a number */
  GROUPS = 4, /* of them, and labels of a host, that are looked for on a side */
};

/* ---- What stands beside a mark ------------------------------------------------------- */

/* The characters with the properties before a mark at i, and those behind it, over blanks; empty if
 * there are none. */
static tc_span row_before(const tc_text *text, uint32_t i, uint32_t props)
{
  uint32_t end = tc_skip_back(text, i, TC_P_BLANK);
  return (tc_span){tc_skip_back(text, end, props), end};
}

static tc_span row_behind(const tc_text *text, uint32_t i, uint32_t props)
{
  uint32_t start = tc_skip(text, tc_next(text, i), TC_P_BLANK);
  return (tc_span){start, tc_skip(text, start, props)};
}

/* The kinds of the word that two others would be with only the mark between them. */
static uint32_t kinds_of_closed(const tc_text *text, tc_span left, char mark, tc_span right)
{
  char closed[TC_WORD_MAX];
  uint32_t size = left.end - left.start, more = right.end - right.start;
  if (size == 0 || more == 0 || size + 1 + more > sizeof closed) {
    return 0;
  }
  memcpy(closed, text->bytes + left.start, size);
  closed[size] = mark;
  memcpy(closed + size + 1, text->bytes + right.start, more);
  return tc_lexicon(closed, size + 1 + more);
}

/* ---- Numbers ------------------------------------------------------------------------ */

/* What tells a number by what stands at i: a percent sign, a word or sign that measures. */
static bool is_measure(const tc_text *text, uint32_t i)
{
  uint32_t word = tc_skip(text, i, TC_P_BLANK), end = word;
  uint8_t cls = tc_at(text, word);
  return cls == TC_PERCENT || cls == TC_WIDE_PERCENT || cls == TC_DEGREE ||
         tc_lexicon_prefix_of(text, (tc_span){word, text->size}, TC_W_SCALE, &end) != 0;
}

/* Whether two digits are minutes behind an hour of `size` digits. Where the colon is at one of
 * them, only `00`: a chapter, a verse, an item has others. */
static bool is_time(const char *hour, uint32_t size, const char *minutes, bool apart)
{
  bool in_day = size == 1 || hour[0] < '2' || (hour[0] == '2' && hour[1] <= '4');
  bool in_hour = minutes[0] >= '0' && minutes[0] <= '5';
  return memcmp(minutes, "00", 2) == 0 || (apart && in_day && in_hour);
}

static bool is_zeros(const tc_text *text, tc_span group)
{
  return memcmp(text->bytes + group.start, "000", GROUP) == 0;
}

/* `1 , 234 yuan`, `$ 1, 234`, `3, 500, 000`: whether the numbers at a comma are groups of one. Of
 * several groups one must be `000`, which stands in no list. */
static bool is_thousands(const tc_text *text, tc_span left, tc_span right)
{
  bool more = false, zeros = is_zeros(text, right);
  for (int n = 0; n < GROUPS; n++) {
    uint32_t comma = tc_skip(text, right.end, TC_P_BLANK);
    tc_span next = {comma, comma};
    if (tc_at(text, comma) == TC_COMMA) {
      next = row_behind(text, comma, TC_P_NUM);
    }
    if (next.end - next.start != GROUP) {
      break;
    }
    more = more || next.start > right.end + 1;
    zeros = zeros || is_zeros(text, next);
    right.end = next.end;
  }
  for (int n = 0; n < GROUPS; n++) {
    uint32_t comma = tc_skip_back(text, left.start, TC_P_BLANK);
    tc_span last = {comma, comma};
    if (tc_before(text, comma) == TC_COMMA) {
      last = row_before(text, comma - 1, TC_P_NUM);
    }
    if (tc_is_empty(last) || last.end - last.start > GROUP) {
      break;
    }
    more = more || left.start > last.end + 1;
    left = last;
  }
  uint8_t before = tc_before(text, tc_skip_back(text, left.start, TC_P_BLANK));
  bool money = (before == TC_DOLLAR || before == TC_YEN) && left.end - left.start < GROUP;
  return text->bytes[left.start] != '0' &&
         (zeros || (!more && (money || is_measure(text, right.end))));
}

/* `3 . 5 percent`, `1. 5万亿`, `1 , 234 yuan`, `24: 00`, `11 : 30`: only where it is unlikely that
 * one number ends and another one begins. */
bool tc_rule_split_number(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, site->i);
  tc_span right = row_behind(text, site->i, TC_P_NUM);
  if (tc_is_empty(right)) {
    return false; /* nearly always */
  }
  tc_span left = row_before(text, site->i, TC_P_NUM);
  uint32_t before = left.end - left.start, after = right.end - right.start;
  if (right.start - left.end == 1 || before == 0 || before > GROUP) {
    return false;
  }
  bool split = false;
  if (cls == TC_COLON) {
    split =
        before < GROUP && after == 2 &&
        is_time(text->bytes + left.start, before, text->bytes + right.start, left.end < site->i);
  } else if (cls == TC_COMMA) {
    bool code = tc_at(text, right.end) == TC_UNDERSCORE; /* 1, 000_000 */
    split = after == GROUP && !code && is_thousands(text, left, right);
  } else {
    split = is_measure(text, right.end);
  }
  return split && tc_replace(edit, left.end, right.start, tc_utf8[cls]);
}

/* ---- Dates --------------------------------------------------------------------------- */

/* The value of a number of one or two ASCII digits; 0 if it is none. */
static int value_of(const tc_text *text, tc_span number)
{
  int value = 0;
  for (uint32_t i = number.start; i < number.end; i++) {
    char c = text->bytes[i];
    if (c < '0' || c > '9' || number.end - number.start > 2) {
      return 0;
    }
    value = 10 * value + (c - '0');
  }
  return value;
}

static bool is_year(const tc_text *text, tc_span number)
{
  const char *digits = text->bytes + number.start;
  return number.end - number.start == 4 &&
         (memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0);
}

/* `2022 - 07 - 14`, from either hyphen. Each other number beside it would be one of a row. */
bool tc_rule_split_date(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  tc_span left = row_before(text, site->i, TC_P_NUM), right = row_behind(text, site->i, TC_P_NUM);
  tc_span year = left, month = right, day = right;
  uint32_t other = tc_skip(text, right.end, TC_P_BLANK);
  if (tc_at(text, other) == TC_HYPHEN) {
    day = row_behind(text, other, TC_P_NUM);
  } else {
    other = tc_skip_back(text, left.start, TC_P_BLANK);
    if (tc_before(text, other) != TC_HYPHEN) {
      return false;
    }
    month = left;
    year = row_before(text, other - 1, TC_P_NUM);
  }
  int m = value_of(text, month), d = value_of(text, day);
  bool is_date = is_year(text, year) && m >= 1 && m <= 12 && d >= 1 && d <= 31;
  uint8_t before = tc_before(text, tc_skip_back(text, year.start, TC_P_BLANK));
  uint8_t after = tc_at(text, tc_skip(text, day.end, TC_P_BLANK));
  bool alone = !tc_is(before, TC_P_DASH) && !tc_is(after, TC_P_DASH) &&
               !tc_is(tc_before(text, year.start), TC_P_LETTER) &&
               !tc_is(tc_at(text, day.end), TC_P_LATIN);
  return is_date && alone && right.start - left.end > 1 &&
         tc_replace(edit, left.end, right.start, "-");
}

/* ---- Addresses ------------------------------------------------------------------------ */

enum { LABEL = TC_P_LATIN | TC_P_NUM | TC_P_DASH };

static bool is_tld(const tc_text *text, tc_span label)
{
  return (tc_lexicon_span(text, label) & TC_W_TLD) != 0;
}

/* Whether the label, or one before it, is the `www` of a host. */
static bool follows_www(const tc_text *text, tc_span label)
{
  for (int n = 0; n < GROUPS && !tc_is_empty(label); n++) {
    if (label.end - label.start == 3 && memcmp(text->bytes + label.start, "www", 3) == 0) {
      return true;
    }
    uint32_t stop = tc_skip_back(text, label.start, TC_P_BLANK);
    if (tc_before(text, stop) != TC_PERIOD) {
      break;
    }
    label = row_before(text, stop - 1, LABEL);
  }
  return false;
}

/* Whether the label, or one behind it, ends a host. */
static bool leads_to_tld(const tc_text *text, tc_span label)
{
  for (int n = 0; n < GROUPS && !tc_is_empty(label); n++) {
    if (is_tld(text, label)) {
      return true;
    }
    uint32_t stop = tc_skip(text, label.end, TC_P_BLANK);
    if (tc_at(text, stop) != TC_PERIOD) {
      break;
    }
    label = row_behind(text, stop, LABEL);
  }
  return false;
}

/* `https : / / mill.cn`, from the colon to the host, if a blank is beside the colon: an address
 * `begins with http:// and` more. */
static bool split_scheme(const tc_site *site, tc_edit *edit)
{
  static const char http[] = "https"; /* or without its s */
  const tc_text *text = site->text;
  tc_span scheme = row_before(text, site->i, LABEL);
  uint32_t size = scheme.end - scheme.start, slash = tc_skip(text, site->i + 1, TC_P_BLANK);
  bool apart = scheme.end < site->i || slash > site->i + 1;
  if (!apart || size + 2 < sizeof http || size >= sizeof http || tc_at(text, slash) != TC_SLASH ||
      memcmp(text->bytes + scheme.start, http, size) != 0) {
    return false;
  }
  uint32_t second = tc_skip(text, slash + 1, TC_P_BLANK);
  uint32_t host = tc_at(text, second) == TC_SLASH ? tc_skip(text, second + 1, TC_P_BLANK) : slash;
  return tc_is(tc_at(text, host), LABEL) && tc_replace(edit, scheme.end, host, "://");
}

/* `www . mill . com . cn`: at each stop. Behind its end only another one goes on. */
bool tc_rule_split_address(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  if (tc_at(text, site->i) == TC_COLON) {
    return split_scheme(site, edit);
  }
  tc_span left = row_before(text, site->i, LABEL);
  if (!follows_www(text, left)) {
    return false; /* nearly always */
  }
  tc_span right = row_behind(text, site->i, LABEL);
  bool goes_on =
      !tc_is(tc_at(text, right.start), TC_P_UC) && (is_tld(text, right) || !is_tld(text, left));
  return right.start - left.end > 1 && goes_on && leads_to_tld(text, right) &&
         tc_replace(edit, left.end, right.start, ".");
}

/* ---- Abbreviations ----------------------------------------------------------------------- */

/* Whether a capital with a stop, as of a name, begins at i, behind blanks. */
static bool is_initial(const tc_text *text, uint32_t i)
{
  return tc_is(tc_at(text, i), TC_P_UC) && tc_at(text, tc_next(text, i)) == TC_PERIOD;
}

/* `the U. S. team`, `at 3 p. m.`, `e. g.`: what it would be is listed. Small letters are no
 * initials of a name; capitals may be, but for some pairs (COMPOUND) that stand alone. */
bool tc_rule_split_abbreviation(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t next = site->i + 1;
  tc_span right = row_behind(text, site->i, TC_P_LATIN);
  if (right.start == next || tc_is_empty(right) || tc_at(text, right.end) != TC_PERIOD) {
    return false; /* nearly always */
  }
  tc_span left = {tc_latin_start(text, site->i), site->i};
  uint32_t kinds = kinds_of_closed(text, left, '.', right);
  uint8_t before = tc_before(text, tc_skip_back(text, left.start, TC_P_BLANK));
  uint8_t first = tc_at(text, left.start), second = tc_at(text, right.start);
  bool small = tc_is(first, TC_P_LC) && tc_is(second, TC_P_LC);
  bool capital = left.end - left.start == 1 && tc_is(first, TC_P_UC) && /* or the stop is usual */
                 tc_is(second, TC_P_UC);
  bool listed = small ? (kinds & TC_W_TITLE) || ((kinds & TC_W_ABBREV) && tc_is(before, TC_P_NUM))
                      : capital && (kinds & TC_W_COMPOUND);
  bool name = is_initial(text, tc_skip(text, right.end + 1, TC_P_BLANK)) || before == TC_PERIOD;
  return listed && (small || !name) && !tc_is(before, TC_P_DASH) &&
         tc_replace(edit, next, right.start, "");
}

/* ---- Names --------------------------------------------------------------------------------- */

/* `Xi 'an`, `Tian' anmen`: places whose apostrophe parts two syllables. First what is before it
 * goes, then what is behind it. */
bool tc_rule_split_name(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t next = tc_next(text, site->i);
  tc_span left = row_before(text, site->i, TC_P_LATIN);
  tc_span right = row_behind(text, site->i, TC_P_LATIN);
  bool is_name = tc_is(tc_at(text, left.start), TC_P_UC) &&
                 tc_is(tc_at(text, right.start), TC_P_LC) &&
                 (kinds_of_closed(text, left, '\'', right) & TC_W_COMPOUND);
  if (is_name && left.end < site->i) {
    return tc_replace(edit, left.end, site->i, "");
  }
  return is_name && right.start > next && tc_replace(edit, next, right.start, "");
}
