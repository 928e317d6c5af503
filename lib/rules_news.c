/* rules_news.c - what machine-translated news has of its own. Layer 4. */
#include "lexicon.h"
#include "rules.h"

#define LABEL_WORDS 4 /* of the longest label that is looked for */

static uint32_t word_start(const tc_text *text, uint32_t end)
{
  return tc_skip_back(text, end, TC_P_LATIN);
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

/* ` -x` is a compound; before a capital or a digit only behind a listed prefix. */
bool tc_rule_hyphen_blank(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  tc_span blanks = blanks_before(site);
  uint8_t after = tc_at(text, site->i + 1);
  if (tc_is_empty(blanks)) {
    return false;
  }
  uint32_t word = site->i + 1, word_end = tc_skip(text, word, TC_P_LATIN);
  bool subject = (tc_lexicon_span(text, (tc_span){word, word_end}) & TC_W_SUBJECT) != 0;
  bool small = tc_is(after, TC_P_LATIN) && tc_is(after, TC_P_LC) &&
               word_end > tc_next(text, word) && !subject;
  bool prefixed = tc_is(after, TC_P_LATIN | TC_P_NUM) && has_prefix(text, blanks.start);
  return (small || prefixed) && tc_replace(edit, blanks.start, blanks.end, "");
}

bool tc_rule_title_dash(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  tc_span blanks = blanks_before(site);
  uint8_t after = tc_at(text, site->i + 1);
  bool phrase = tc_is(after, TC_P_UC | TC_P_HANZI);
  return site->role == TEXTCLEAN_TITLE && !tc_is_empty(blanks) && phrase &&
         !has_prefix(text, blanks.start) && tc_replace(edit, site->i + 1, site->i + 1, " ");
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
