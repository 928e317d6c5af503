/* rules_news.c - what machine-translated news has of its own. Layer 4. */
#include <string.h> /* memcmp */

#include "lexicon.h"
#include "rules.h"

#define LABEL_WORDS 4 /* of the longest label that is looked for */

static uint32_t word_start(const tc_text *text, uint32_t end)
{
  return tc_latin_start(text, end);
}

/* The blanks before a hyphen that has a word or number before them; empty if none. */
static tc_span blanks_before(const tc_site *site)
{
  uint32_t start = tc_skip_back(site->text, site->i, TC_P_BLANK);
  bool word = tc_is(tc_before(site->text, start), TC_P_LATIN | TC_P_NUM);
  return (tc_span){word ? start : site->i, site->i};
}

static bool has_prefix(const tc_text *text, uint32_t end)
{
  tc_span word = {word_start(text, end), end};
  return (tc_lexicon_span(text, word) & TC_W_PREFIX) != 0;
}

/* `China -Laos`, `East -West`: two names that are listed, as a dash hardly parts them. */
static bool are_places(const tc_text *text, tc_span left, tc_span right)
{
  return tc_is(tc_at(text, left.start), TC_P_UC) && tc_is(tc_at(text, right.start), TC_P_UC) &&
         tc_lexicon_of(text, left, TC_W_PLACE) && tc_lexicon_of(text, right, TC_W_PLACE);
}

/* Whether a word that ends at `end` and what begins at `next`, a capital or a digit, are a
 * compound. */
static bool is_compound_name(const tc_text *text, uint32_t end, uint32_t next)
{
  tc_span left = {word_start(text, end), end}, right = {next, tc_latin_end(text, next)};
  return has_prefix(text, end) || are_places(text, left, right);
}

/* ` -x` is a compound; before a capital or a digit only behind a listed prefix, or a place before
 * another. */
bool tc_rule_hyphen_blank(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  tc_span blanks = blanks_before(site);
  uint8_t after = tc_at(text, site->i + 1);
  if (tc_is_empty(blanks)) {
    return false;
  }
  uint32_t word = site->i + 1, word_end = tc_latin_end(text, word);
  bool subject = (tc_lexicon_span(text, (tc_span){word, word_end}) & TC_W_SUBJECT) != 0;
  bool small = tc_is(after, TC_P_LATIN) && tc_is(after, TC_P_LC) &&
               word_end > tc_next(text, word) && !subject;
  bool name = tc_is(after, TC_P_LATIN | TC_P_NUM) && is_compound_name(text, blanks.start, word);
  return (small || name) && tc_replace(edit, blanks.start, blanks.end, "");
}

/* What stands beside a hyphen, and may be parts of a compound. */
typedef struct parts {
  tc_span left, right;
} parts;

static parts parts_at(const tc_text *text, uint32_t i)
{
  uint32_t end = tc_skip_back(text, i, TC_P_BLANK), start = tc_skip(text, i + 1, TC_P_BLANK);
  return (parts){{tc_skip_back(text, end, TC_P_LATIN | TC_P_NUM), end},
                 {start, tc_skip(text, start, TC_P_LATIN | TC_P_NUM)}};
}

/* Whether the parts are listed: two words, or one word behind or before a number. */
static bool is_listed(const tc_text *text, const parts *p)
{
  static const char hyphen[] = " - ";
  char joined[TC_WORD_MAX];
  bool left = !tc_is(tc_before(text, p->left.end), TC_P_NUM);
  bool right = !tc_is(tc_at(text, p->right.start), TC_P_NUM);
  uint32_t left_size = left ? p->left.end - p->left.start : 0;
  uint32_t right_size = right ? p->right.end - p->right.start : 0;
  uint32_t from = left ? 0 : 1, size = (uint32_t)sizeof hyphen - 1 - from - (right ? 0 : 1);
  if (left_size + size + right_size >= sizeof joined) {
    return false;
  }
  memcpy(joined, text->bytes + p->left.start, left_size);
  memcpy(joined + left_size, hyphen + from, size);
  memcpy(joined + left_size + size, text->bytes + p->right.start, right_size);
  return (tc_lexicon(joined, left_size + size + right_size) & TC_W_COMPOUND) != 0;
}

static bool is_same_word(const tc_text *text, tc_span a, tc_span b)
{
  uint32_t size = a.end - a.start;
  return size > 1 && size == b.end - b.start &&
         memcmp(text->bytes + a.start, text->bytes + b.start, size) == 0;
}

static bool is_function_word(const tc_text *text, tc_span word)
{
  return (tc_lexicon_of(text, word, TC_W_FUNCTION) & TC_W_FUNCTION) != 0;
}

/* `year - on - year`, from either hyphen. */
static bool repeats_a_word(const tc_text *text, const parts *p)
{
  uint32_t before = tc_skip_back(text, p->left.start, TC_P_BLANK);
  uint32_t behind = tc_skip(text, p->right.end, TC_P_BLANK);
  if (tc_at(text, behind) == TC_HYPHEN && is_function_word(text, p->right)) {
    parts next = parts_at(text, behind);
    return is_same_word(text, p->left, next.right);
  }
  if (tc_before(text, before) == TC_HYPHEN && is_function_word(text, p->left)) {
    parts last = parts_at(text, before - 1);
    return is_same_word(text, last.left, p->right);
  }
  return false;
}

/* `non - Chinese`: some prefixes never stand alone, so that no dash follows one. But the hyphen of
 * `pre- and post-war` hangs. */
static bool is_bound(const tc_text *text, const parts *p, uint32_t i)
{
  static const char hyphen[] = " -";
  char word[TC_WORD_MAX];
  uint32_t size = p->left.end - p->left.start;
  bool hangs = tc_is(tc_at(text, p->right.start), TC_P_LC) && is_function_word(text, p->right);
  if (size + sizeof hyphen > sizeof word || p->left.end == i || hangs) {
    return false;
  }
  memcpy(word, text->bytes + p->left.start, size);
  memcpy(word + size, hyphen, sizeof hyphen - 1);
  return (tc_lexicon(word, size + (uint32_t)sizeof hyphen - 1) & TC_W_PREFIX) != 0;
}

/* With a blank before the hyphen alone it is what tc_rule_hyphen_blank() looks at. */
bool tc_rule_compound(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  parts p = parts_at(text, site->i);
  bool apart = p.right.start > site->i + 1;
  if (!apart || tc_is_empty(p.left) || tc_is_empty(p.right)) {
    return false;
  }
  return (is_listed(text, &p) || is_bound(text, &p, site->i) || repeats_a_word(text, &p)) &&
         tc_replace(edit, p.left.end, p.right.start, "-");
}

bool tc_rule_title_dash(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  tc_span blanks = blanks_before(site);
  uint8_t after = tc_at(text, site->i + 1);
  bool phrase = tc_is(after, TC_P_UC | TC_P_HANZI);
  return site->role == TEXTCLEAN_TITLE && !tc_is_empty(blanks) && phrase &&
         !is_compound_name(text, blanks.start, site->i + 1) &&
         tc_replace(edit, site->i + 1, site->i + 1, " ");
}

/* The start of the label that ends at `end`; `end` if there is none. */
static uint32_t label_start(const tc_text *text, uint32_t end)
{
  uint32_t start = end;
  for (int words = 0; words < LABEL_WORDS; words++) {
    uint32_t word = word_start(text, start);
    if (word == start) {
      break;
    }
    if (tc_lexicon_span(text, (tc_span){word, end}) & TC_W_LABEL) {
      return word;
    }
    start = tc_skip_back(text, word, TC_P_BLANK);
  }
  return end;
}

bool tc_rule_label_colon(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t next = tc_next(text, site->i), start = label_start(text, site->i);
  if (start == site->i || !tc_is(tc_at(text, next), TC_P_LETTER | TC_P_NUM)) {
    return false;
  }
  bool leads = start == site->paragraph.start || site->role == TEXTCLEAN_BYLINE;
  bool name = tc_is(tc_at(text, next), TC_P_UC);
  return (leads || name) && tc_replace(edit, next, next, " ");
}

/* Whether what stands at i ends a contraction, behind its apostrophe. */
static bool ends_contraction(const tc_text *text, uint32_t i, uint8_t before)
{
  static const char endings[][3] = {"s", "t", "d", "m", "ll", "re", "ve"};
  uint32_t end = tc_latin_end(text, i), size = end - i;
  uint8_t after = tc_at(text, end);
  bool closes = after == TC_QUOTE || (tc_is(after, TC_P_CLOSE) && after != TC_RSQUOTE);
  bool alone = after == TC_EDGE || tc_is(after, TC_P_WHITE | TC_P_STOP | TC_P_CLAUSE) || closes;
  if (size == 0 || size > 2 || !alone) {
    return false;
  }
  uint32_t n = 0;
  while (n < TC_COUNT(endings) &&
         (memcmp(endings[n], text->bytes + i, size) != 0 || endings[n][size] != '\0')) {
    n++;
  }
  bool is_s = n == 0; /* the 1990 's */
  return n < TC_COUNT(endings) && (tc_is(before, TC_P_LATIN) || (is_s && tc_is(before, TC_P_NUM)));
}

/* `the mill 's`, `don' t`: first what is before the apostrophe goes, then what is behind it.
 * `the mill‘s` has the wrong mark: between letters none opens a quotation. */
bool tc_rule_contraction(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t i = site->i, next = tc_next(text, i);
  uint32_t left = tc_skip_back(text, i, TC_P_BLANK), right = tc_skip(text, next, TC_P_BLANK);
  if (!ends_contraction(text, right, tc_before(text, left))) {
    return false;
  }
  if (left < i) {
    return tc_replace(edit, left, i, "");
  }
  if (right > next) {
    return tc_replace(edit, next, right, "");
  }
  return tc_at(text, i) == TC_LSQUOTE && tc_replace(edit, i, next, tc_utf8[TC_RSQUOTE]);
}
