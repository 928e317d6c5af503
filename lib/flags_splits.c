/* flags_splits.c - words that fell apart at a ligature: where a page has one glyph
 * for fi, fl, ff, ffi or ffl, a reader of pages puts a blank beside it.
 *
 *  S1  `fl owers`, `e ffort`: what no word can be, or begin with, stands before or
 *      behind the blank;
 *  S2  `offi cial`, `refl ect`: no word in small letters ends so;
 *  S3  `fi nance`: a word, but only behind wi, sci, hi (and capitals);
 *  S4  `signifi cant`, `eff ort`: a word that has the ending, but is in the list. */
#include <string.h> /* memchr, memcmp */

#include "flags.h"
#include "lexicon.h"

enum {
  HEAD_MOST = 12, /* bytes of what stands before the blank */
  TAIL_MOST = 16,
  LIGATURE = 2,  /* bytes of fi, fl, ff */
  HEAD_LEAST = 6 /* letters of a head that ends in fi and is no word: benefi */
};

typedef struct split {
  const tc_text *text;
  tc_span head, tail; /* words in small letters around the blank */
} split;

/* Small ASCII letters only: a word with any other is a name, or foreign. */
static uint32_t small_left(const tc_text *text, uint32_t i)
{
  uint32_t start = i;
  while (start > 0 && i - start <= HEAD_MOST && text->cls[start - 1] == TC_LOWER) {
    start--;
  }
  return start;
}

static uint32_t small_right(const tc_text *text, uint32_t i)
{
  uint32_t end = i;
  while (end - i <= TAIL_MOST && text->cls[end] == TC_LOWER && text->cls[end + 1] != TC_CONT) {
    end++;
  }
  return end;
}

static bool is_whole(const tc_text *text, tc_span word)
{
  const uint32_t behind = TC_P_WORD | TC_P_SYMBOL | TC_P_COMBINE;
  uint8_t before = tc_before(text, word.start), after = tc_at(text, word.end);
  return word.end > word.start && !tc_is(before, behind | TC_P_DASH) && before != TC_PERIOD &&
         before != TC_APOSTROPHE && before != TC_RSQUOTE && !tc_is(after, behind);
}

static bool ends_in(const split *s, const char *end, uint32_t size)
{
  return s->head.end - s->head.start >= size &&
         memcmp(s->text->bytes + s->head.end - size, end, size) == 0;
}

static bool is_head(const split *s, const char *word, uint32_t size)
{
  return s->head.end - s->head.start == size && ends_in(s, word, size);
}

/* S1 behind the blank: `ff` and a vowel, l or r; not ffmpeg. */
static bool tail_is_none(const split *s)
{
  const char *tail = s->text->bytes + s->tail.start;
  return s->tail.end - s->tail.start > LIGATURE && tail[0] == 'f' && tail[1] == 'f' &&
         memchr("aeiloury", tail[LIGATURE], 8) != NULL;
}

/* The word or number before the head. */
static tc_span word_before(const split *s)
{
  uint32_t end = tc_skip_back(s->text, s->head.start, TC_P_BLANK);
  return (tc_span){tc_skip_back(s->text, end, TC_P_LATIN | TC_P_NUM), end};
}

/* S3: not `Wi fi`, `sci fi`. */
static bool is_lone_fi(const split *s)
{
  return is_head(s, "fi", LIGATURE) && !tc_lexicon_of(s->text, word_before(s), TC_W_SPLIT);
}

/* S1 before the blank: `12 fl oz` is a measure; pages are `23 ff`. */
static bool head_is_none(const split *s)
{
  bool ff = is_head(s, "ff", 2);
  if (!ff && !is_head(s, "fl", 2) && !is_head(s, "ffi", 3) && !is_head(s, "ffl", 3)) {
    return false; /* nearly always */
  }
  tc_span before = word_before(s);
  bool number = before.end > before.start && tc_is(tc_before(s->text, before.end), TC_P_NUM);
  bool ounces =
      s->tail.end - s->tail.start == 2 && memcmp(s->text->bytes + s->tail.start, "oz", 2) == 0;
  bool page = ff && (tc_is_empty(before) || tc_lexicon_of(s->text, before, TC_W_FUNCTION));
  return !number && !ounces && !page;
}

static bool is_split(const split *s)
{
  uint32_t size = s->head.end - s->head.start;
  if (tail_is_none(s) || head_is_none(s) || is_lone_fi(s)) {
    return true; /* S1, S3 */
  }
  if (tc_lexicon_of(s->text, s->tail, TC_W_FUNCTION)) {
    return false;
  }
  if (size > LIGATURE && (ends_in(s, "ffi", 3) || ends_in(s, "fl", 2) || ends_in(s, "ffl", 3))) {
    return true; /* S2 */
  }
  return tc_lexicon_of(s->text, s->head, TC_W_SPLIT) ||
         (size >= HEAD_LEAST && ends_in(s, "fi", 2)); /* S4 */
}

/* Whether the blank at i stands where a ligature may have: `ff` behind it, or fi, fl, ff
 * before it. */
static bool is_beside_ligature(const tc_text *text, uint32_t i)
{
  const char *blank = text->bytes + i;
  if (i < LIGATURE || i + LIGATURE >= text->size || *blank != ' ') {
    return false;
  }
  bool behind = blank[1] == 'f' && blank[2] == 'f';
  return behind || (blank[-2] == 'f' && (blank[-1] == 'i' || blank[-1] == 'l' || blank[-1] == 'f'));
}

void tc_flag_split_at(const tc_findings *f, tc_arena *arena, tc_flags *flags, uint32_t i,
                      uint32_t *cursor)
{
  const tc_text *text = f->text;
  if (!is_beside_ligature(text, i) || tc_is_inside(f->protect, cursor, i)) {
    return;
  }
  split s = {text, {small_left(text, i), i}, {i + 1, small_right(text, i + 1)}};
  if (is_whole(text, s.head) && is_whole(text, s.tail) && is_split(&s)) {
    tc_span at = {s.head.start, s.tail.end};
    tc_add_flag(flags, arena, (tc_flag){at, TEXTCLEAN_SPLIT_WORD, TEXTCLEAN_EN, 0.8f, "ligature"});
  }
}
