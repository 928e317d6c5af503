/* runs_mixed.c - the languages of units with Han and Latin: R2 and R3 of runs.h. */
#include "runs_pieces.h"

#define NAME_WORDS 3u    /* words of a name */
#define SHOUTED_LEAST 2u /* function words that show that all is in capitals */
#define MUCH_LATIN 3u    /* R2: more Latin than so many times the Han is English */

static bool is_gloss(const tc_text *text, const tc_piece *p)
{
  uint8_t before = tc_before(text, p->at.start), after = tc_at(text, p->at.end);
  return tc_is(before, TC_P_OPEN | TC_P_QUOTE) && tc_is(after, TC_P_CLOSE | TC_P_QUOTE);
}

/* Han before or behind a piece: with nothing between but the given characters. */
static bool has_han_left(const tc_text *text, const tc_piece *p, uint32_t between)
{
  return tc_is(tc_before(text, tc_skip_back(text, p->at.start, between)), TC_P_HANZI);
}

static bool has_han_right(const tc_text *text, const tc_piece *p, uint32_t between)
{
  return tc_is(tc_at(text, tc_skip(text, p->at.end, between)), TC_P_HANZI);
}

static bool is_listed(const tc_text *text, const tc_piece *p)
{
  return tc_before(text, p->at.start) == TC_IDEO_COMMA || tc_at(text, p->at.end) == TC_IDEO_COMMA;
}

/* Whether a Latin piece hangs on Han. In a paragraph that is mostly Chinese, Han
 * beside it is enough; in an English one it must touch, or stand on both sides. */
static bool is_linked(const tc_text *text, const tc_piece *p, bool english)
{
  const uint32_t attached = TC_P_NUM | TC_P_DASH | TC_P_BRACKET | TC_P_QUOTE;
  bool left = has_han_left(text, p, attached | TC_P_BLANK);
  bool right = has_han_right(text, p, attached | TC_P_BLANK);
  if (!english) {
    return left || right || is_listed(text, p);
  }
  return (left && right) || has_han_left(text, p, TC_P_NUM | TC_P_DASH) ||
         has_han_right(text, p, TC_P_NUM | TC_P_DASH) || is_listed(text, p);
}

/* `Now, 他`: words that begin a sentence, and an English comma. */
static bool begins_in_english(const tc_text *text, const tc_piece *p)
{
  uint8_t before = tc_before(text, tc_skip_back(text, p->at.start, TC_P_WHITE));
  return tc_at(text, p->at.end) == TC_COMMA && tc_is(tc_at(text, p->at.end + 1), TC_P_BLANK) &&
         tc_is(p->cls, TC_P_UC) && (before == TC_EDGE || tc_is(before, TC_P_STOP));
}

/* `As he claims, 他`: some words of English and a comma before Han. */
static bool leads_in(const tc_text *text, const tc_piece *p)
{
  uint8_t mark = tc_at(text, p->at.end);
  bool comma = mark == TC_COMMA || mark == TC_WIDE_COMMA;
  return comma && tc_has_small(p->words) && (p->words.all >= 3 || begins_in_english(text, p));
}

/* R2 and R3 for one Latin piece. */
static bool is_name_in_chinese(const tc_text *text, const tc_piece *p, bool clause, bool english)
{
  if (p->clause || leads_in(text, p)) {
    return false;
  }
  if (!clause && !english) {
    return true;
  }
  return !tc_has_small(p->words) && !tc_has_small_edge(p->words) && is_linked(text, p, english);
}

/* Whether a Latin piece has a Chinese comma or stop behind it: it stands in Chinese. */
static bool has_chinese_mark(const tc_text *text, const tc_piece *begin, const tc_piece *end)
{
  for (const tc_piece *p = begin; p < end; p++) {
    uint8_t mark = tc_at(text, p->at.end);
    if (p->script == TC_F_LATIN && tc_is(mark, TC_P_CJK) && tc_is(mark, TC_P_CLAUSE | TC_P_STOP)) {
      return true;
    }
  }
  return false;
}

/* `新款水泵为 River Mill S2。` in an English paragraph: a unit that begins in Han, holds no
 * clause and ends in a Chinese mark is a Chinese one, and its Latin are names. */
static bool is_chinese_unit(const tc_text *text, const tc_piece *begin, const tc_piece *end)
{
  for (const tc_piece *p = begin; p < end; p++) {
    if (p->script == TC_F_LATIN && (tc_has_small_edge(p->words) || p->words.small > 0)) {
      return false; /* no name */
    }
  }
  uint32_t after = tc_skip(text, end[-1].at.end, TC_P_CLOSE | TC_P_QUOTE | TC_P_NUM);
  uint8_t mark = tc_at(text, after);
  return begin->script == TC_F_CJ && !begin->gloss && tc_is(mark, TC_P_CJK) &&
         tc_is(mark, TC_P_STOP);
}

/* R2 and R3 for the pieces of one unit that has both Han and Latin. */
static void settle_mixed(const tc_piece_finder *f, tc_piece *begin, tc_piece *end, bool english)
{
  const tc_text *text = f->text;
  uint32_t latin = 0, han = 0;
  bool clause = false;
  for (tc_piece *p = begin; p < end; p++) {
    p->gloss = p->script == TC_F_CJ && is_gloss(text, p);
    if (p->script == TC_F_LATIN) {
      latin += p->weight;
      clause = clause || p->clause;
    } else if (p->script == TC_F_CJ && !p->gloss) {
      han += p->weight;
    }
  }
  if (!clause && (han == 0 || (!f->mostly_han && latin > MUCH_LATIN * han &&
                               !has_chinese_mark(text, begin, end)))) {
    return; /* R2, its exceptions */
  }
  english = english && (clause || !is_chinese_unit(text, begin, end));
  for (tc_piece *p = begin; p < end; p++) {
    if (p->script == TC_F_LATIN && is_name_in_chinese(text, p, clause, english)) {
      p->lang = TEXTCLEAN_ZH;
    }
  }
}

/* In a paragraph of English all in capitals they tell no names: its words count as small,
 * but for the few in a row that may still be one, or an acronym. */
static void hear_shouting(tc_piece_finder *f, uint32_t *edges, bool *clause)
{
  uint32_t small = 0, function = 0;
  for (uint32_t i = 0; i < f->row.count; i++) {
    tc_words count = f->row.at[i].words;
    small += count.small + count.capitals;
    function += count.shouted_function;
  }
  if (small > 0 || function < SHOUTED_LEAST) {
    return;
  }
  for (uint32_t i = 0; i < f->row.count; i++) {
    tc_piece *p = &f->row.at[i];
    if (p->script == TC_F_LATIN && (p->words.shouted_function > 0 || p->words.all > NAME_WORDS)) {
      p->words.small = p->words.shouted;
      p->words.function = p->words.shouted_function;
      p->words.first_small = true;
      p->clause = tc_is_clause(p->words);
      *clause = *clause || p->clause;
      ++*edges;
    }
  }
}

static bool is_mostly_han(const tc_piece_finder *f)
{
  uint32_t latin = 0, han = 0;
  for (uint32_t i = 0; i < f->row.count; i++) {
    *(f->row.at[i].script == TC_F_LATIN ? &latin : &han) += f->row.at[i].weight;
  }
  return han >= latin;
}

/* Counts the words of the Latin pieces of a unit. Returns whether one is a clause; behind it is
 * asked no more than which pieces are names, as only those beside Han may be. */
static bool read_unit(const tc_text *text, tc_piece *begin, tc_piece *end)
{
  bool clause = false;
  for (tc_piece *p = begin; p < end; p++) {
    if (p->script == TC_F_LATIN && (!clause || is_linked(text, p, false))) {
      p->words = tc_count_words(text, p->at, clause);
      p->clause = tc_is_clause(p->words);
      clause = clause || p->clause;
    }
  }
  return clause;
}

/* Without a clause, pieces of one that Han words stand in: `He likes 担担面 and 酸辣粉.` */
static bool is_broken_english(tc_piece_finder *f)
{
  uint32_t edges = 0, latin = 0;
  bool clause = false;
  for (uint32_t i = 0; i < f->row.count; i++) {
    edges += tc_has_small_edge(f->row.at[i].words);
    latin += f->row.at[i].script == TC_F_LATIN;
  }
  hear_shouting(f, &edges, &clause);
  return clause || (edges >= 2 && edges * 2 > latin);
}

/* Reads all units as far as they may tell something. *english: the paragraph is English with some
 * Han in it, that is more Latin, and a clause. False: units taken whole must be read to tell. */
static bool read_units(tc_piece_finder *f, bool *english)
{
  bool clause = false, whole = false;
  for (uint32_t i = 0, end; i < f->row.count; i = end) {
    tc_piece *p = &f->row.at[i];
    end = i + p->count;
    whole = whole || (p->whole && p->script == TC_F_LATIN);
    if (!p->whole && (p->mixed || !(f->mostly_han || clause))) {
      clause = read_unit(f->text, p, f->row.at + end) || clause;
    }
  }
  bool told = f->mostly_han || clause || !whole;
  *english = !f->mostly_han && told && (clause || is_broken_english(f));
  return told;
}

bool tc_settle_mixed(tc_piece_finder *f)
{
  bool english;
  if (!f->mixed) {
    return true;
  }
  if (!f->by_unit) {
    f->mostly_han = is_mostly_han(f);
  }
  if (!read_units(f, &english)) {
    return false;
  }
  for (uint32_t i = 0, end; i < f->row.count; i = end) {
    end = i + f->row.at[i].count;
    if (f->row.at[i].mixed) {
      settle_mixed(f, f->row.at + i, f->row.at + end, english);
    }
  }
  return true;
}
