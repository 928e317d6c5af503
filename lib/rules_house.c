/* rules_house.c - house styles: marks that are right either way. Off by default. Layer 4.
 *
 * A mark of a pair is changed with its partner or not at all, so both decide alike,
 * from what is told of the pair and not of the one mark. */
#include "rules.h"

#define WORD_LEAST 2u   /* letters beside a closed dash, fewer are code: i--j */
#define SINGLE_LEAST 4u /* bytes from a single quote to its partner: not 'n' */

static const tc_quote *partner_of(const tc_site *site)
{
  const tc_quote *q = site->quote;
  return q && q->partner != TC_NO_PARTNER ? &site->quotes->at[q->partner] : NULL;
}

/* Whether the mark's partner is of the same kind and stands in the same language. */
static bool is_pair(const tc_site *site)
{
  const tc_quote *partner = partner_of(site);
  if (!partner || tc_lang_at(site->runs, partner->at) != site->lang) {
    return false;
  }
  uint8_t here = tc_at(site->text, site->i), there = tc_at(site->text, partner->at);
  return tc_pair[here] == there || (here == TC_QUOTE && there == TC_QUOTE);
}

static bool put(const tc_site *site, tc_edit *edit, uint8_t cls)
{
  return tc_replace(edit, site->i, tc_next(site->text, site->i), tc_utf8[cls]);
}

/* ---- English quotes ------------------------------------------------------------------ */

static bool touches_han(const tc_text *text, uint32_t i)
{
  return tc_is(tc_before(text, i), TC_P_HANZI | TC_P_CJK) ||
         tc_is(tc_at(text, tc_next(text, i)), TC_P_HANZI | TC_P_CJK);
}

/* Both marks of an English pair, with nothing Chinese about them: a neutral mark
 * there could be of either language, and a rule of each would change it in turn. */
static bool is_english_pair(const tc_site *site)
{
  return is_pair(site) && !touches_han(site->text, site->i) &&
         !touches_han(site->text, partner_of(site)->at);
}

/* A quotation that runs over paragraphs opens each. */
static bool opens_paragraph(const tc_site *site)
{
  return site->quote && site->quote->partner == TC_NO_PARTNER && site->i == site->paragraph.start &&
         tc_is(tc_at(site->text, tc_next(site->text, site->i)), TC_P_LATIN);
}

static bool is_inside_word(const tc_text *text, uint32_t i)
{
  return tc_is(tc_before(text, i), TC_P_LATIN | TC_P_NUM) &&
         tc_is(tc_at(text, tc_next(text, i)), TC_P_LATIN);
}

/* '90s */
static bool is_short_year(const tc_text *text, uint32_t i)
{
  uint8_t before = tc_before(text, i);
  uint32_t end = tc_skip(text, i + 1, TC_P_NUM);
  return (tc_is(before, TC_P_WHITE | TC_P_OPEN) || before == TC_EDGE) && end == i + 3 &&
         !tc_is(tc_at(text, end), TC_P_QUOTE);
}

static bool opens_single(const tc_text *text, uint32_t i)
{
  uint8_t before = tc_before(text, i);
  return (tc_is(before, TC_P_WHITE | TC_P_OPEN) || before == TC_EDGE) &&
         tc_is(tc_at(text, i + 1), TC_P_LATIN | TC_P_NUM);
}

/* Behind an s it may be the apostrophe of a plural. */
static bool closes_single(const tc_text *text, uint32_t i)
{
  uint8_t before = tc_before(text, i), after = tc_at(text, i + 1);
  bool end = tc_is(after, TC_P_WHITE | TC_P_CLOSE | TC_P_STOP | TC_P_CLAUSE) || after == TC_EDGE;
  return end && !tc_is(before, TC_P_WHITE | TC_P_OPEN) && i > 0 && text->bytes[i - 1] != 's';
}

/* The next single straight quote that is no apostrophe inside a word; paragraph.end
 * if there is none. Each looks as far as the next one, so all together are linear. */
static uint32_t single_after(const tc_site *site, uint32_t i)
{
  const tc_text *text = site->text;
  for (i++; i < site->paragraph.end; i = tc_next(text, i)) {
    if (tc_at(text, i) == TC_APOSTROPHE && !is_inside_word(text, i)) {
      return i;
    }
  }
  return site->paragraph.end;
}

/* The one before it; paragraph.end if there is none. */
static uint32_t single_before(const tc_site *site, uint32_t i)
{
  const tc_text *text = site->text;
  while (i > site->paragraph.start) {
    i = tc_prev(text, i);
    if (tc_at(text, i) == TC_APOSTROPHE && !is_inside_word(text, i)) {
      return i;
    }
  }
  return site->paragraph.end;
}

/* One that opens, then one that closes, and none beside them that could be either's. */
static bool is_single_pair(const tc_site *site, uint32_t open, uint32_t close)
{
  const tc_text *text = site->text;
  uint32_t none = site->paragraph.end;
  if (open == none || close == none || close - open < SINGLE_LEAST || !opens_single(text, open) ||
      !closes_single(text, close)) {
    return false;
  }
  uint32_t left = single_before(site, open), right = single_after(site, close);
  return (left == none || !opens_single(text, left)) &&
         (right == none || opens_single(text, right)) &&
         tc_lang_at(site->runs, open) == TEXTCLEAN_EN &&
         tc_lang_at(site->runs, close) == TEXTCLEAN_EN;
}

static bool curl_single(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  if (is_inside_word(text, site->i) || is_short_year(text, site->i)) {
    return put(site, edit, TC_RSQUOTE);
  }
  if (is_single_pair(site, site->i, single_after(site, site->i))) {
    return put(site, edit, TC_LSQUOTE);
  }
  return is_single_pair(site, single_before(site, site->i), site->i) && put(site, edit, TC_RSQUOTE);
}

bool tc_rule_curly_quotes(const tc_site *site, tc_edit *edit)
{
  if (tc_at(site->text, site->i) == TC_APOSTROPHE) {
    return curl_single(site, edit);
  }
  return (is_english_pair(site) || opens_paragraph(site)) &&
         put(site, edit, site->quote->opens ? TC_LDQUOTE : TC_RDQUOTE);
}

bool tc_rule_straight_quotes(const tc_site *site, tc_edit *edit)
{
  uint8_t cls = tc_at(site->text, site->i);
  if (cls == TC_LSQUOTE || cls == TC_RSQUOTE) {
    bool apostrophe = !site->quote && tc_is(tc_before(site->text, site->i), TC_P_LATIN | TC_P_NUM);
    bool year = !site->quote && tc_is(tc_at(site->text, tc_next(site->text, site->i)), TC_P_NUM);
    return (apostrophe || year || is_english_pair(site)) && put(site, edit, TC_APOSTROPHE);
  }
  const tc_quote *partner = partner_of(site);
  bool mixed = partner && tc_at(site->text, partner->at) == TC_QUOTE &&
               tc_lang_at(site->runs, partner->at) == site->lang;
  return (mixed || is_english_pair(site) || opens_paragraph(site)) && put(site, edit, TC_QUOTE);
}

/* ---- Chinese marks --------------------------------------------------------------------- */

bool tc_rule_bracket_to_half(const tc_site *site, tc_edit *edit)
{
  return is_pair(site) && put(site, edit, tc_narrow[tc_at(site->text, site->i)]);
}

bool tc_rule_corner_quotes(const tc_site *site, tc_edit *edit)
{
  static const uint8_t corners[][2] = {{TC_LDQUOTE, TC_LCORNER},
                                       {TC_RDQUOTE, TC_RCORNER},
                                       {TC_LSQUOTE, TC_LCORNER2},
                                       {TC_RSQUOTE, TC_RCORNER2}};
  for (size_t k = 0; k < TC_COUNT(corners); k++) {
    if (corners[k][0] == tc_at(site->text, site->i)) {
      return is_pair(site) && put(site, edit, corners[k][1]);
    }
  }
  return false;
}

bool tc_rule_corner_to_curly(const tc_site *site, tc_edit *edit)
{
  static const uint8_t curly[][2] = {{TC_LCORNER, TC_LDQUOTE},
                                     {TC_RCORNER, TC_RDQUOTE},
                                     {TC_LCORNER2, TC_LSQUOTE},
                                     {TC_RCORNER2, TC_RSQUOTE}};
  for (size_t k = 0; k < TC_COUNT(curly); k++) {
    if (curly[k][0] == tc_at(site->text, site->i)) {
      return is_pair(site) && put(site, edit, curly[k][1]);
    }
  }
  return false;
}

/* ---- Dashes ------------------------------------------------------------------------------ */

/* `words -- words` or `words--words`; an option of a command is neither. */
static bool is_english_dash(const tc_text *text, uint32_t start, uint32_t end)
{
  uint32_t left = tc_skip_back(text, start, TC_P_BLANK), right = tc_skip(text, end, TC_P_BLANK);
  if (left < start && right > end) {
    return tc_is(tc_before(text, left), TC_P_WORD | TC_P_CLOSE | TC_P_QUOTE | TC_P_CLAUSE) &&
           tc_is(tc_at(text, right), TC_P_WORD | TC_P_OPEN | TC_P_QUOTE);
  }
  uint32_t word = tc_latin_start(text, start), next = tc_latin_end(text, end);
  return left == start && right == end && start - word >= WORD_LEAST && next - end >= WORD_LEAST;
}

/* Two hyphens, or an em dash by itself. */
bool tc_rule_dash(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, site->i);
  uint32_t end = tc_next(text, site->i);
  bool hyphens = cls == TC_HYPHEN && tc_at(text, end) == TC_HYPHEN;
  end += hyphens;
  if (tc_before(text, site->i) == cls || tc_at(text, end) == cls ||
      (cls == TC_HYPHEN && !hyphens)) {
    return false;
  }
  if (site->lang == TEXTCLEAN_EN) {
    return hyphens && is_english_dash(text, site->i, end) &&
           tc_replace(edit, site->i, end, tc_utf8[TC_EM_DASH]);
  }
  uint32_t left = tc_skip_back(text, site->i, TC_P_BLANK), right = tc_skip(text, end, TC_P_BLANK);
  bool han = tc_is(tc_before(text, left), TC_P_HANZI) && tc_is(tc_at(text, right), TC_P_HANZI);
  return site->lang == TEXTCLEAN_ZH && han && tc_replace(edit, left, right, TC_CHINESE_DASH);
}
