/* flags_fragments.c - debris that is no sentence, and paragraphs that were cut off. */
#include "flags.h"
#include "lexicon.h"

enum {
  FRAGMENT = 60,  /* bytes: a longer rest is a sentence that lost its capital */
  WORD_LEAST = 3, /* letters before the stop: fewer may be an abbreviation */
  HAN_FRAGMENT = 36,
  STOP_SIZE = 3,   /* bytes of a Chinese one */
  CUT_LEAST = 45,  /* bytes: shorter lines without a final mark are headings */
  FEED_MARK = 24,  /* bytes of a mark that a feed put there */
  COMMA_LEAST = 36 /* bytes: shorter lines with a comma are verse, or a salutation */
};

/* ---- Fragments ------------------------------------------------------------------------- */

/* The length of the word in small letters that ends at i. */
static uint32_t small_word(const tc_text *text, uint32_t i)
{
  uint32_t start = i;
  while (start > 0 && tc_is(tc_before(text, start), TC_P_LATIN) &&
         tc_is(tc_before(text, start), TC_P_LC)) {
    start = tc_prev(text, start);
  }
  bool whole = !tc_is(tc_before(text, start), TC_P_WORD) && tc_before(text, start) != TC_PERIOD;
  return whole && !tc_abbreviation(text, (tc_span){start, i}) ? i - start : 0;
}

/* A whole word in small letters, not iPhone or macOS, and no part of x-ray or a.m.,
 * no footnote `a - Net.`, no subject of a sentence that lost only its capital. */
static bool begins_small(const tc_text *text, uint32_t i)
{
  uint32_t end = i;
  while (tc_is(tc_at(text, end), TC_P_LATIN)) {
    if (!tc_is(tc_at(text, end), TC_P_LC)) {
      return false;
    }
    end = tc_next(text, end);
  }
  bool initial = tc_at(text, end) == TC_PERIOD && end - i < WORD_LEAST;
  bool note = end - i == 1 && tc_is(tc_at(text, tc_skip(text, end, TC_P_BLANK)), TC_P_DASH);
  bool subject = (tc_lexicon_span(text, (tc_span){i, end}) & TC_W_SUBJECT) != 0;
  return end > i && tc_at(text, end) != TC_HYPHEN && !initial && !note && !subject;
}

/* Whether the paragraph begins without a capital: who writes so, writes all so. */
static bool writes_small(const tc_text *text, uint32_t begin)
{
  return tc_is(tc_at(text, tc_skip(text, begin, TC_P_OPEN | TC_P_QUOTE)), TC_P_LC);
}

/* Behind a sentence's stop, a few words without a capital, with a stop of their
 * own: `in the group. strength.` */
static tc_span english_fragment(const tc_text *text, uint32_t begin, uint32_t stop, uint32_t end)
{
  tc_span none = {stop, stop};
  uint32_t start = tc_skip(text, stop + 1, TC_P_BLANK);
  if (start == stop + 1 || start >= end || !tc_is(tc_at(text, start), TC_P_LC) ||
      small_word(text, stop) < WORD_LEAST || !begins_small(text, start)) {
    return none;
  }
  uint32_t i = tc_skip(text, start, TC_P_WORD | TC_P_BLANK | TC_P_DASH);
  if (i > end || i - start > FRAGMENT || tc_at(text, i) != TC_PERIOD ||
      tc_is(tc_at(text, i + 1), TC_P_WORD | TC_P_STOP) || writes_small(text, begin)) {
    return none;
  }
  return (tc_span){start, i + 1};
}

/* A short sentence that begins with a particle: `。的重要意义。` */
static tc_span chinese_fragment(const tc_text *text, uint32_t stop, uint32_t end)
{
  tc_span none = {stop, stop};
  uint32_t start = tc_skip(text, tc_next(text, stop), TC_P_BLANK), word = start;
  uint32_t kinds = 0; /* 等 closes a list, or begins a sentence: wait */
  if (start < end) {
    kinds = tc_lexicon_prefix_of(text, (tc_span){start, end}, TC_W_TAIL | TC_W_JOINS, &word);
  }
  if (kinds != TC_W_TAIL) {
    return none;
  }
  uint32_t i = start;
  while (i < end && i - start <= HAN_FRAGMENT && tc_is(tc_at(text, i), TC_P_WORD)) {
    i = tc_next(text, i);
  }
  bool stops = i <= end && i - start <= HAN_FRAGMENT && tc_at(text, i) == TC_IDEO_STOP;
  return stops ? (tc_span){start, tc_next(text, i)} : none;
}

/* False: the turn at i is no Chinese stop, or the one behind it, at `next`, is none, or stands too
 * far away for a fragment between them. A quick look, without a branch. */
static inline bool may_be_near_stops(const tc_text *text, uint32_t i, uint32_t next)
{
  const uint8_t *cls = text->cls;
  bool near = (next - i <= STOP_SIZE + HAN_FRAGMENT) | tc_is(cls[i + STOP_SIZE], TC_P_BLANK);
  return near & (cls[i] == TC_IDEO_STOP) & (cls[next] == TC_IDEO_STOP);
}

/* The paragraph of i; *paragraph is a cursor. */
static tc_span paragraph_of(const tc_paragraphs *all, uint32_t *paragraph, uint32_t i)
{
  while (*paragraph + 1 < all->count && all->at[*paragraph].at.end <= i) {
    ++*paragraph;
  }
  return all->at[*paragraph].at;
}

static void add_fragment(tc_flags *flags, tc_arena *arena, tc_span at, textclean_lang lang)
{
  if (!tc_is_empty(at)) {
    tc_add_flag(flags, arena, (tc_flag){at, TEXTCLEAN_FRAGMENT, lang, 0.8f, "no-beginning"});
  }
}

/* A period before a small letter is unusual. */
static void flag_english_fragments(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  const tc_text *text = f->text;
  uint32_t paragraph = 0, cursor = 0;
  for (uint32_t u = 0; u < text->unusual_count; u++) {
    uint32_t i = text->unusual[u];
    if (text->cls[i] == TC_PERIOD && tc_is(text->cls[i + 1], TC_P_BLANK) &&
        !tc_is_inside(f->protect, &cursor, i)) {
      tc_span in = paragraph_of(f->paragraphs, &paragraph, i);
      add_fragment(flags, arena, english_fragment(text, in.start, i, in.end), TEXTCLEAN_EN);
    }
  }
}

/* Which stops are near each other cannot be guessed: they are sifted first, as tc_sift() does. */
static void flag_chinese_fragments(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  const uint32_t *turns = f->paragraphs->turns, *end = turns + f->paragraphs->turn_count;
  uint32_t paragraph = 0, cursor = 0;
  for (uint32_t n; turns < end; turns += n) {
    uint32_t near[TC_SIFTED], count = 0;
    n = tc_min((uint32_t)(end - turns), TC_SIFTED);
    for (uint32_t t = 0; t < n; t++) {
      near[count] = turns[t];
      count += may_be_near_stops(f->text, turns[t], turns[t + 1]);
    }
    for (uint32_t k = 0; k < count; k++) {
      if (!tc_is_inside(f->protect, &cursor, near[k])) {
        uint32_t stop = paragraph_of(f->paragraphs, &paragraph, near[k]).end;
        add_fragment(flags, arena, chinese_fragment(f->text, near[k], stop), TEXTCLEAN_ZH);
      }
    }
  }
}

void tc_flag_fragments(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  if (tc_has(f->text, TC_PERIOD)) {
    flag_english_fragments(f, arena, flags);
  }
  if (tc_has(f->text, TC_IDEO_STOP)) {
    flag_chinese_fragments(f, arena, flags);
  }
}

/* ---- Truncated ---------------------------------------------------------------------------- */

/* `[…]`, `[+1250 chars]`: what feeds put in place of the rest; where it begins, or i. */
static uint32_t before_feed_mark(const tc_text *text, uint32_t start, uint32_t i)
{
  uint32_t open = i, least = i - start > FEED_MARK ? i - FEED_MARK : start;
  if (tc_before(text, i) != TC_RSQUARE) {
    return i;
  }
  while (open > least && text->cls[open] != TC_LSQUARE) {
    open--;
  }
  if (text->cls[open] != TC_LSQUARE) {
    return i;
  }
  uint8_t first = tc_at(text, open + 1); /* not of [6] */
  bool is_mark = first == TC_PLUS || first == TC_PERIOD || tc_is(first, TC_P_DOTS);
  return is_mark ? tc_skip_back(text, open, TC_P_BLANK) : i;
}

/* `... Read more`: where the words of a link behind dots begin, or i. */
static uint32_t before_link(const tc_text *text, uint32_t start, uint32_t i)
{
  uint32_t word = tc_skip_back(text, i, TC_P_WORD | TC_P_BLANK);
  word = tc_skip(text, tc_max(word, start), TC_P_BLANK);
  bool behind_dots = word > start && word < i && i - word < TC_WORD_MAX;
  return behind_dots && tc_lexicon_of(text, (tc_span){word, i}, TC_W_RELATED)
             ? tc_skip_back(text, word, TC_P_BLANK)
             : i;
}

static bool ends_in_dots(const tc_text *text, tc_span at)
{
  uint32_t end = before_feed_mark(text, at.start, at.end);
  if (end < at.end && end > at.start && tc_is(tc_before(text, end), TC_P_WORD)) {
    return true;
  }
  at.end = end < at.end ? end : before_link(text, at.start, at.end);
  uint8_t last = tc_before(text, at.end);
  bool periods = last == TC_PERIOD && at.end - at.start > 4 && text->cls[at.end - 2] == TC_PERIOD &&
                 text->cls[at.end - 3] == TC_PERIOD && text->cls[at.end - 4] != TC_PERIOD;
  return (periods || last == TC_ELLIPSIS) &&
         tc_is(tc_before(text, tc_skip_back(text, at.end, TC_P_PUNCT | TC_P_BLANK)), TC_P_WORD);
}

/* The word that ends at `end`, in small letters. */
static uint32_t last_word(const tc_text *text, uint32_t end)
{
  return tc_latin_start(text, end);
}

static bool has_comma(const tc_text *text, tc_span at)
{
  for (uint32_t i = at.start; i < at.end; i++) {
    if (tc_is(text->cls[i], TC_P_CLAUSE)) {
      return true;
    }
  }
  return false;
}

/* `and`, `that`: a clause begins behind it. */
static bool is_joint(const tc_text *text, tc_span word)
{
  uint32_t kinds = tc_lexicon_span(text, word);
  bool and =
      (kinds & TC_W_NAME_PART) && word.end - word.start == 3 && text->bytes[word.start] == 'a';
  bool that = (kinds & TC_W_TWICE) && word.end - word.start == 4;
  return (kinds & TC_W_FUNCTION) && (and || that || (kinds & TC_W_SUBJECT));
}

/* A long paragraph that ends behind `the`, or in the word behind `and the`. */
static bool is_cut_english(const tc_text *text, tc_span at)
{
  uint32_t start = last_word(text, at.end);
  if (start == at.end || start <= at.start || !tc_is(tc_at(text, start), TC_P_LC)) {
    return false;
  }
  uint32_t before = tc_skip_back(text, start, TC_P_BLANK);
  tc_span last = {start, at.end}, second = {last_word(text, before), before};
  const uint32_t article = TC_W_FUNCTION | TC_W_NAME_PART;
  uint32_t third = tc_skip_back(text, second.start, TC_P_BLANK);
  bool joined = is_joint(text, (tc_span){last_word(text, third), third});
  bool behind_the = (tc_lexicon_span(text, second) & article) == article &&
                    !(tc_lexicon_span(text, last) & TC_W_FUNCTION) &&
                    second.end - second.start == 3 && has_comma(text, at) && joined;
  return (tc_lexicon_span(text, last) & TC_W_NAME_PART) || behind_the;
}

static bool is_cut_chinese(const tc_text *text, tc_span at)
{
  uint32_t last = tc_prev(text, at.end);
  return (tc_lexicon_span(text, (tc_span){last, at.end}) & TC_W_DANGLING) != 0;
}

static bool is_cut(const tc_text *text, const tc_paragraph *p)
{
  tc_span at = p->at;
  if ((p->role != TEXTCLEAN_BODY && p->role != TEXTCLEAN_RELATED) ||
      at.end - at.start < CUT_LEAST) {
    return false;
  }
  uint8_t last = tc_before(text, at.end);
  if (tc_is(last, TC_P_HANZI)) {
    return is_cut_chinese(text, at) && has_comma(text, at);
  }
  bool hyphen = last == TC_HYPHEN && tc_is(tc_before(text, at.end - 1), TC_P_LATIN);
  return hyphen || (tc_is(last, TC_P_LATIN) && is_cut_english(text, at));
}

/* Whether the line before the one that starts at i is blank. */
static bool has_blank_line_before(const tc_text *text, uint32_t i)
{
  uint32_t lines = 0;
  while (i > 0 && tc_is(tc_before(text, i), TC_P_WHITE)) {
    i = tc_prev(text, i);
    lines += tc_is(tc_at(text, i), TC_P_LINE);
  }
  return lines > 1;
}

static bool has_comma_end(const tc_text *text, tc_span at)
{
  uint8_t last = tc_before(text, at.end);
  return last == TC_COMMA || last == TC_WIDE_COMMA || last == TC_IDEO_COMMA;
}

/* A long paragraph that ends in a comma. Not: a quotation that follows, a letter's
 * salutation, a line that goes on in the next one, verse. */
static bool ends_in_comma(const tc_findings *f, uint32_t i)
{
  const tc_paragraph *all = f->paragraphs->at, *p = &all[i];
  if ((p->role != TEXTCLEAN_BODY && p->role != TEXTCLEAN_RELATED) ||
      !has_comma_end(f->text, p->at) || p->at.end - p->at.start < COMMA_LEAST) {
    return false;
  }
  bool last = i + 1 == f->paragraphs->count;
  uint32_t next = last ? f->text->size : all[i + 1].at.start;
  bool quotation = !last && tc_is(tc_at(f->text, next), TC_P_QUOTE | TC_P_OPEN | TC_P_DASH);
  bool verse = (i > 0 && has_comma_end(f->text, all[i - 1].at)) ||
               (!last && has_comma_end(f->text, all[i + 1].at));
  return !quotation && !verse && (last || has_blank_line_before(f->text, next));
}

/* Whether the paragraph ends as most do that are whole: in one stop, or closing marks that no feed
 * puts there. Then it ends in no dots, comma or word. */
static bool is_whole(const tc_text *text, tc_span at)
{
  uint8_t last = tc_before(text, at.end);
  if (last == TC_PERIOD) {
    return tc_before(text, at.end - 1) != TC_PERIOD;
  }
  return last != TC_RSQUARE && tc_is(last, TC_P_STOP | TC_P_CLOSE | TC_P_QUOTE);
}

void tc_flag_truncated(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  bool any_dots = tc_has(f->text, TC_PERIOD) || tc_has(f->text, TC_ELLIPSIS) ||
                  tc_has(f->text, TC_RSQUARE); /* of a feed's mark */
  for (uint32_t i = 0; i < f->paragraphs->count; i++) {
    const tc_paragraph *p = &f->paragraphs->at[i];
    if (is_whole(f->text, p->at)) {
      continue;
    }
    bool dots = any_dots && p->role != TEXTCLEAN_TITLE && ends_in_dots(f->text, p->at);
    const char *reason = dots                  ? "ends-in-dots"
                         : ends_in_comma(f, i) ? "ends-in-comma"
                         : is_cut(f->text, p)  ? "cut-sentence"
                                               : NULL;
    if (reason) {
      textclean_lang lang = tc_lang_at(f->runs, p->at.end - 1);
      tc_add_flag(flags, arena,
                  (tc_flag){p->at, TEXTCLEAN_TRUNCATED, lang, dots ? 0.9f : 0.7f, reason});
    }
  }
}
