/* runs.c - see runs.h. A paragraph at a time: letters are gathered into pieces,
 * the pieces of a unit get their languages, and between two languages the neutral
 * characters are shared out.
 *
 * Nearly all units have letters of one script only, and are one piece as they stand. If what is
 * known of the others does not tell how to read them, all pieces of the paragraph are gathered. */
#include "runs.h"

#include <string.h> /* memchr */

#include "lexicon.h"

#define SAMPLE 256u    /* Han characters that decide between simplified and traditional */
#define DECIDED 8      /* or as soon as one form leads by so many */
#define SMALL_LEAST 4u /* bytes: shorter small words may be broken names */
#define FUNCTION_LEAST 3u
#define NAME_MOST 12u    /* bytes: a Chinese name */
#define WORD_MOST 18u    /* bytes: a Chinese word, no clause */
#define GLOSS_MOST 48u   /* bytes: an English term in brackets */
#define NAME_WORDS 3u    /* words of a name */
#define SHOUTED_LEAST 2u /* function words that show that all is in capitals */
#define FEW 16u          /* pieces: most paragraphs have no more */
#define MUCH_LATIN 3u    /* R2: more Latin than so many times the Han is English */

typedef enum family {
  LATIN,
  CJ, /* Han, Kana, Bopomofo */
  HANGUL,
  OTHER,
  NONE, /* of begin_paragraph(): no letters */
  BOTH, /* Latin and Han */
  MANY  /* others, too, or addresses */
} family;

typedef struct words { /* of the first bytes of a piece */
  uint8_t all;
  uint8_t small;    /* in small letters, long enough, no unit, no part of names */
  uint8_t function; /* of the kind FUNCTION, no part of names */
  uint8_t capitals; /* function words with a capital */
  uint8_t shouted;  /* all in capitals, as long as small ones, or of the kind FUNCTION */
  uint8_t shouted_function;
  bool small_edge; /* the first or the last word is in small letters */
} words;

typedef struct piece {
  tc_span at; /* from its first letter to its last */
  family script;
  uint8_t cls; /* of its first letter: tells which OTHER script */
  bool gloss;  /* Han between marks that belong to the text around it */
  bool mixed;  /* of the first of a unit: it has Latin and Han */
  bool whole;  /* stands for all pieces of its units; has no weight, and no words */
  uint32_t unit;
  uint32_t weight; /* letters, a Han counting two */
  uint32_t kana;   /* Kana of it */
  words words;     /* of Latin in a paragraph with Han */
  bool clause;     /* likewise: it reads as one */
  textclean_lang lang;
} piece;

typedef TC_LIST(piece) pieces;

typedef struct finder {
  const tc_text *text;
  const tc_spans *protect;
  tc_arena *arena;
  tc_runs *runs;
  bool kana;          /* the text may have some */
  bool other_letters; /* likewise, such as are neither Latin nor HAN */
  bool by_unit;       /* units of one script are taken whole */
  uint32_t event;     /* see first_event() */
  pieces row;         /* of the paragraph at hand; few need no memory of the arena */
  uint32_t unit;
  bool comma;          /* since the last letter */
  bool mark;           /* likewise, any that may part Japanese from Chinese */
  tc_span part;        /* of Han behind such a mark: its start and the end before the mark */
  uint32_t before;     /* the weight of the piece before that part */
  bool mostly_han;     /* the paragraph at hand */
  bool mixed;          /* likewise: some unit is */
  uint32_t latin, han; /* the next letters of the paragraph, which ends at: */
  uint32_t end;
  uint32_t cursor;  /* in protect */
  uint32_t earlier; /* likewise, in the runs of the text before */
} finder;

/* ---- Pieces ------------------------------------------------------------------ */

static family family_of(uint8_t cls)
{
  if (tc_is(cls, TC_P_LATIN)) {
    return LATIN;
  }
  if (tc_is(cls, TC_P_HANZI | TC_P_KANA) || cls == TC_BOPOMOFO) {
    return CJ;
  }
  return tc_is(cls, TC_P_HANGUL) ? HANGUL : OTHER;
}

static bool same_script(const piece *p, uint8_t cls)
{
  family script = family_of(cls);
  bool cased_pair = tc_is(cls, TC_P_LC | TC_P_UC) && tc_is(p->cls, TC_P_LC | TC_P_UC);
  return p->script == script && (script != OTHER || p->cls == cls || cased_pair);
}

static piece *begin_piece(finder *f, uint32_t start, uint8_t cls)
{
  piece *fresh = tc_push(f->arena, &f->row);
  *fresh = (piece){.at = {start, start}, .script = family_of(cls), .cls = cls, .unit = f->unit};
  f->part = (tc_span){start, start};
  return fresh;
}

/* Han and Kana meet: what stands before the mark that parts them is a piece of its own.
 * 这是日语：東京の */
static piece *part_japanese(finder *f, piece *last, uint8_t cls)
{
  if (!tc_is(cls, TC_P_KANA) || last->kana > 0 || f->part.start <= last->at.start) {
    return last;
  }
  uint32_t start = f->part.start, end = last->at.end, weight = last->weight - f->before;
  last->at.end = f->part.end;
  last->weight = f->before;
  last = begin_piece(f, start, cls);
  last->at.end = end;
  last->weight = weight;
  return last;
}

/* Letters of one script: [start, end) begins and ends with one. */
static void add_letters(finder *f, uint32_t start, uint32_t end, uint8_t cls)
{
  piece *last = f->row.count ? &f->row.at[f->row.count - 1] : NULL;
  bool parted = last && ((f->comma && family_of(cls) == LATIN) || (f->mark && last->kana > 0));
  uint32_t size = end - start;
  if (!last || last->unit != f->unit || parted || !same_script(last, cls)) {
    last = begin_piece(f, start, cls);
  } else if (f->mark) {
    f->part = (tc_span){start, last->at.end};
    f->before = last->weight;
  }
  last = part_japanese(f, last, cls);
  f->comma = f->mark = false;
  last->at.end = end;
  last->weight += tc_is(cls, TC_P_HANZI | TC_P_KANA) ? (size + 2) / 3 * 2 : size;
  last->kana += tc_is(cls, TC_P_KANA) ? (size + 2) / 3 * 2 : 0;
}

/* A row of Han: mostly it goes on with a piece of Han, and no more is to be looked at. */
static void add_han(finder *f, uint32_t start, uint32_t end)
{
  piece *last = f->row.count ? &f->row.at[f->row.count - 1] : NULL;
  if (!last || last->unit != f->unit || last->script != CJ || last->kana > 0) {
    add_letters(f, start, end, TC_HAN);
    return;
  }
  if (f->mark && f->kana) {
    f->part = (tc_span){start, last->at.end};
    f->before = last->weight;
  }
  f->comma = f->mark = false;
  last->at.end = end;
  last->weight += (end - start + 2) / 3 * 2;
}

/* The dull characters between two events: at most one script. */
static void add_dull(finder *f, uint32_t start, uint32_t end)
{
  if (f->text->cls[start] == TC_HAN) {
    add_han(f, start, end);
    return;
  }
  const uint32_t neutral = TC_P_BLANK | TC_P_NUM;
  while (start < end && tc_is(f->text->cls[start], neutral)) {
    start++; /* dull neutral characters have one byte */
  }
  while (end > start && tc_is(f->text->cls[end - 1], neutral)) {
    end--;
  }
  if (start < end) {
    add_letters(f, start, end, f->text->cls[start]);
  }
}

/* The word that ends at i and its first class. */
static tc_span word_before(const tc_text *text, uint32_t i)
{
  return (tc_span){tc_skip_back(text, i, TC_P_LATIN), i};
}

/* `Mr. Wen`, `a.m. on`, `Yahoo!公司`: stops that end no unit. */
static bool is_soft_stop(const tc_text *text, uint32_t i, uint32_t next)
{
  tc_span word = word_before(text, i);
  uint8_t after = tc_at(text, tc_skip(text, next, TC_P_BLANK));
  if (tc_is(tc_at(text, next), TC_P_HANZI)) {
    return !tc_is_empty(word) && tc_is(tc_at(text, word.start), TC_P_UC);
  }
  return (tc_is(after, TC_P_LATIN) && tc_is(after, TC_P_LC)) ||
         (tc_abbreviation(text, word) & (TC_W_TITLE | TC_W_ABBREV)) != 0;
}

bool tc_ends_unit(const tc_text *text, uint32_t i, uint8_t cls)
{
  if (!tc_is(cls, TC_P_STOP)) {
    return false;
  }
  if (tc_is(cls, TC_P_CJK)) {
    return true;
  }
  uint32_t next = tc_skip(text, tc_next(text, i), TC_P_CLOSE | TC_P_QUOTE);
  if (tc_is(tc_at(text, next), TC_P_STOP)) {
    return false; /* the last of a row decides */
  }
  bool glued = cls == TC_PERIOD && next == tc_next(text, i) &&
               tc_is(tc_at(text, next), TC_P_UC | TC_P_NUM) &&
               tc_is(tc_before(text, i), TC_P_LATIN) && tc_is(tc_before(text, i), TC_P_LC);
  return glued ||
         (tc_is(tc_at(text, next), TC_P_BLANK | TC_P_HANZI) && !is_soft_stop(text, i, next));
}

static void add_event(finder *f, uint32_t i, uint32_t next)
{
  uint8_t cls = f->text->cls[i];
  bool has_script = tc_is(cls, TC_P_LETTER) && cls != TC_COMMON_LETTER;
  if (has_script && !tc_is_inside(f->protect, &f->cursor, i)) {
    add_letters(f, i, next, cls);
  } else if (tc_is(cls, TC_P_CLAUSE)) {
    f->comma = true;
    f->mark = f->mark || cls != TC_IDEO_COMMA;
  } else if (tc_is(cls, TC_P_OPEN | TC_P_CLOSE | TC_P_QUOTE)) {
    f->mark = true;
  }
}

/* Addresses are neutral: letters inside them count for no language. */
static void add_dull_unprotected(finder *f, uint32_t start, uint32_t end)
{
  while (start < end) {
    if (tc_is_inside(f->protect, &f->cursor, start)) {
      start = tc_min(end, f->protect->at[f->cursor].end);
    } else {
      uint32_t stop = f->cursor < f->protect->count ? f->protect->at[f->cursor].start : end;
      stop = tc_min(stop, end);
      add_dull(f, start, stop);
      start = stop;
    }
  }
}

/* Whether an address lies in a span, or begins or ends there. */
static bool has_protected(finder *f, tc_span at)
{
  tc_is_inside(f->protect, &f->cursor, at.start); /* moves the cursor */
  return f->cursor < f->protect->count && f->protect->at[f->cursor].start < at.end;
}

/* Gathers the pieces of a unit; `event` is the first event at or behind its start. */
static void gather(finder *f, tc_span at, uint32_t event)
{
  const uint32_t any = TC_P_LETTER | TC_P_CLAUSE | TC_P_OPEN | TC_P_CLOSE | TC_P_QUOTE;
  const tc_text *text = f->text;
  bool open = !has_protected(f, at);
  for (uint32_t i = at.start; i < at.end; event++) {
    uint32_t stop = tc_min(text->events[event], at.end);
    if (i < stop && open) {
      add_dull(f, i, stop);
    } else if (i < stop) {
      add_dull_unprotected(f, i, stop);
    }
    i = stop;
    if (i < at.end) {
      uint32_t next = tc_next(text, i);
      if (tc_is(text->cls[i], any)) {
        add_event(f, i, next);
      }
      i = next;
    }
  }
}

/* ---- Words ----------------------------------------------------------------------- */

/* The end of the word at i, whether it has no capital, and whether it is all in them. */
static uint32_t word_end(const tc_text *text, uint32_t i, bool *small, bool *shouted)
{
  uint32_t all = 0;
  for (;; i++) {
    uint8_t cls = text->cls[i];
    if (cls != TC_LOWER && cls != TC_CONT) { /* nearly all bytes are */
      if (!tc_is(cls, TC_P_LATIN | TC_P_COMBINE)) {
        break;
      }
      all |= tc_props[cls];
    }
  }
  *small = (all & TC_P_UC) == 0;
  *shouted = (all & TC_P_LC) == 0;
  return i;
}

/* Returns whether it is a word in small letters, of names or not, but no particle, which is
 * small in names only: `van`, `da`. */
static bool count_word(const tc_text *text, tc_span word, bool small, bool shouted, words *count)
{
  const uint32_t sorts = TC_W_UNIT | TC_W_NAME_PART | TC_W_FUNCTION;
  uint32_t size = word.end - word.start, kinds = tc_lexicon_of(text, word, sorts);
  bool particle = (kinds & (TC_W_NAME_PART | TC_W_FUNCTION)) == TC_W_NAME_PART;
  small = small && size > 1 && !(kinds & TC_W_UNIT);
  count->all++;
  if (size >= FUNCTION_LEAST && !(kinds & (TC_W_NAME_PART | TC_W_UNIT))) {
    bool function = (kinds & TC_W_FUNCTION) != 0;
    bool acronym = tc_is(text->cls[word.end - 1], TC_P_UC); /* WHO */
    bool is_function = function && !acronym;
    count->shouted = (uint8_t)(count->shouted + (shouted && (function || size >= SMALL_LEAST)));
    count->shouted_function = (uint8_t)(count->shouted_function + (shouted && function));
    count->small = (uint8_t)(count->small + (small && (is_function || size >= SMALL_LEAST)));
    count->function = (uint8_t)(count->function + is_function);
    count->capitals = (uint8_t)(count->capitals + (is_function && !small));
  }
  return small && !particle;
}

static bool is_clause(words count)
{
  uint32_t sum = count.small + count.capitals;
  return sum >= 3 || (count.function >= 1 && sum >= 2) || (count.small >= 2 && count.all >= 4);
}

/* Whether some word is in small letters, or a function word: they are no name. */
static bool has_small(words count)
{
  return count.small + count.capitals > 0;
}

/* Counts the words in the first bytes of a span, until they are a clause, which they stay; or,
 * if it is only asked whether they are a name, until they are none. */
static words count_words(const tc_text *text, tc_span span, bool name)
{
  words count = {0};
  uint32_t end = tc_min(span.end, span.start + TC_CLAUSE_LOOK);
  bool last_small = false;
  for (uint32_t i = span.start; i < end;) {
    if (!tc_is(text->cls[i], TC_P_LATIN)) {
      i++;
      continue;
    }
    bool small, shouted;
    tc_span word = {i, word_end(text, i, &small, &shouted)};
    last_small = count_word(text, word, small, shouted, &count);
    count.small_edge = count.small_edge || (count.all == 1 && last_small);
    if (is_clause(count) || (name && (has_small(count) || count.small_edge))) {
      break;
    }
    i = word.end;
  }
  count.small_edge = count.small_edge || last_small;
  return count;
}

bool tc_reads_as_clause(const tc_text *text, tc_span span)
{
  return is_clause(count_words(text, span, false));
}

/* ---- R1: the language of a script --------------------------------------------- */

static textclean_lang other_lang(uint8_t cls)
{
  switch (cls) {
  case TC_GREEK_LOWER:
  case TC_GREEK_UPPER:
    return TEXTCLEAN_EL;
  case TC_CYRILLIC_LOWER:
  case TC_CYRILLIC_UPPER:
    return TEXTCLEAN_RU;
  case TC_ARABIC:
    return TEXTCLEAN_AR;
  case TC_HEBREW:
    return TEXTCLEAN_HE;
  case TC_THAI:
    return TEXTCLEAN_TH;
  case TC_DEVANAGARI:
    return TEXTCLEAN_HI;
  default:
    return TEXTCLEAN_OTHER;
  }
}

/* What a piece is by its script alone. */
static textclean_lang own_lang(const piece *p)
{
  switch (p->script) {
  case LATIN:
    return TEXTCLEAN_EN;
  case CJ:
    return p->kana > 0 && p->kana * 5 >= p->weight ? TEXTCLEAN_JA : TEXTCLEAN_ZH;
  case HANGUL:
    return TEXTCLEAN_KO;
  default:
    return other_lang(p->cls);
  }
}

/* R1: Han between two Japanese pieces are Japanese, too: 「東京」 */
static void settle_japanese(piece *begin, piece *end)
{
  for (piece *p = begin + 1; p + 1 < end; p++) {
    if (p->script == CJ && p[-1].lang == TEXTCLEAN_JA && p[1].script == CJ &&
        own_lang(&p[1]) == TEXTCLEAN_JA) {
      p->lang = TEXTCLEAN_JA;
    }
  }
}

/* R1 */
static void settle_scripts(finder *f, piece *begin, piece *end)
{
  bool han = false, latin = false, japanese = false;
  for (piece *p = begin; p < end; p++) {
    p->lang = own_lang(p);
    han = han || p->lang == TEXTCLEAN_ZH;
    latin = latin || p->script == LATIN;
    japanese = japanese || p->lang == TEXTCLEAN_JA;
  }
  if (japanese) {
    settle_japanese(begin, end);
  }
  begin->mixed = han && latin;
  f->mixed = f->mixed || begin->mixed;
}

/* ---- Units --------------------------------------------------------------------- */

/* The next Latin letter of the paragraph from i on, or the end. */
static uint32_t find_latin(const finder *f, uint32_t i)
{
  _Static_assert(TC_UPPER == TC_LOWER + 1 && TC_LATIN1_LOWER == TC_UPPER + 1 &&
                     TC_WIDE_UPPER == TC_LATIN1_LOWER + 5,
                 "all classes from LOWER to WIDE_UPPER are Latin");
  return f->text->blocks->find(f->text->cls, i, f->end, TC_LOWER, TC_WIDE_UPPER);
}

static uint32_t find_han(const finder *f, uint32_t i)
{
  const uint8_t *cls = f->text->cls;
  const uint8_t *han = f->text->han ? memchr(cls + i, TC_HAN, f->end - i) : NULL;
  return han ? (uint32_t)(han - cls) : f->end;
}

/* Whose letters the paragraph has; begins to look for them. */
static family begin_paragraph(finder *f, tc_span at)
{
  static const family of[] = {NONE, LATIN, CJ, BOTH};
  const tc_text *text = f->text;
  bool others = f->other_letters && text->blocks->find(text->cls, at.start, at.end, TC_HAN_COMPAT,
                                                       TC_NFC_LETTER) < at.end;
  f->end = at.end;
  f->latin = find_latin(f, at.start);
  f->han = find_han(f, at.start);
  return others || has_protected(f, at) ? MANY : of[(f->latin < at.end) + (f->han < at.end) * 2];
}

/* Whether the next letters stand behind brackets: they may be a gloss. */
static bool are_in_brackets(const finder *f)
{
  uint32_t i = tc_skip_back(f->text, tc_min(f->latin, f->han), TC_P_BLANK | TC_P_NUM);
  return tc_is(tc_before(f->text, i), TC_P_BRACKET);
}

/* A piece for all letters of [start, end), where a letter begins, and units end or begin. */
static void add_whole(finder *f, uint32_t start, uint32_t end)
{
  const tc_text *text = f->text;
  piece *last = f->row.count ? &f->row.at[f->row.count - 1] : NULL;
  if (!last || !last->whole || !same_script(last, text->cls[start])) {
    last = begin_piece(f, start, text->cls[start]);
    last->whole = true;
    last->lang = own_lang(last);
  }
  while (!tc_is(tc_before(text, end), TC_P_LETTER)) {
    end = tc_prev(text, end);
  }
  last->at.end = end;
  last->unit = f->unit++;
}

static bool is_hard_stop(const tc_text *text, uint32_t i)
{
  return tc_is(text->cls[i], TC_P_STOP) && tc_ends_unit(text, i, text->cls[i]);
}

/* Takes the units that begin at `start` and have letters of one script only. Returns where the next
 * unit begins; *event is the number of its first event. */
static uint32_t take_units(finder *f, uint32_t start, uint32_t *event)
{
  const tc_text *text = f->text;
  f->latin = f->latin < start ? find_latin(f, start) : f->latin;
  f->han = f->han < start ? find_han(f, start) : f->han;
  uint32_t first = tc_min(f->latin, f->han), end = tc_max(f->latin, f->han), e = *event;
  if (are_in_brackets(f)) {
    return start;
  }
  if (end < f->end) { /* back to the start of that unit */
    while (text->events[e] < end) {
      e++;
    }
    while (e > *event && !is_hard_stop(text, text->events[e - 1])) {
      e--;
    }
    end = e > *event ? tc_next(text, text->events[e - 1]) : start;
    *event = e;
  }
  if (first < end) {
    add_whole(f, first, end);
  }
  return end;
}

/* Whether a unit with Latin, in a paragraph that is mostly Chinese, begins with Han, and no word
 * of it reads as part of a clause: they are names. */
static bool is_chinese_with_names(finder *f, tc_span at)
{
  const tc_text *text = f->text;
  words count = {0};
  if (!f->mostly_han || f->latin < f->han || are_in_brackets(f) ||
      tc_is(tc_before(text, f->han), TC_P_OPEN | TC_P_QUOTE)) {
    return false;
  }
  while (f->latin < at.end && !has_small(count)) {
    bool small, shouted;
    tc_span word = {f->latin, word_end(text, f->latin, &small, &shouted)};
    count_word(text, word, small, shouted, &count);
    f->latin = find_latin(f, word.end);
  }
  return !has_small(count);
}

static void add_unit(finder *f, tc_span at, uint32_t event)
{
  uint32_t row = f->row.count;
  if (f->by_unit && is_chinese_with_names(f, at)) {
    add_whole(f, f->han, at.end);
    return;
  }
  gather(f, at, event);
  if (row < f->row.count) {
    settle_scripts(f, f->row.at + row, f->row.at + f->row.count);
  }
  f->unit++;
}

/* Gathers the pieces of a paragraph. */
static void find_pieces(finder *f, tc_span at, uint32_t event)
{
  const tc_text *text = f->text;
  f->row.count = 0;
  f->mixed = false;
  for (uint32_t start = at.start, end; start < at.end; start = end) {
    end = f->by_unit ? take_units(f, start, &event) : start;
    if (end == start) {
      uint32_t first = event;
      while (text->events[event] < at.end && !is_hard_stop(text, text->events[event])) {
        event++;
      }
      end = tc_min(text->events[event], at.end);
      add_unit(f, (tc_span){start, end}, first);
      end = end < at.end ? tc_next(text, end) : end;
      event++;
    }
  }
}

/* ---- R2 and R3: Han and Latin -----------------------------------------------------------------
 */

static bool is_gloss(const tc_text *text, const piece *p)
{
  uint8_t before = tc_before(text, p->at.start), after = tc_at(text, p->at.end);
  return tc_is(before, TC_P_OPEN | TC_P_QUOTE) && tc_is(after, TC_P_CLOSE | TC_P_QUOTE);
}

/* Han before or behind a piece: with nothing between but the given characters. */
static bool has_han_left(const tc_text *text, const piece *p, uint32_t between)
{
  return tc_is(tc_before(text, tc_skip_back(text, p->at.start, between)), TC_P_HANZI);
}

static bool has_han_right(const tc_text *text, const piece *p, uint32_t between)
{
  return tc_is(tc_at(text, tc_skip(text, p->at.end, between)), TC_P_HANZI);
}

static bool is_listed(const tc_text *text, const piece *p)
{
  return tc_before(text, p->at.start) == TC_IDEO_COMMA || tc_at(text, p->at.end) == TC_IDEO_COMMA;
}

/* Whether a Latin piece hangs on Han. In a paragraph that is mostly Chinese, Han
 * beside it is enough; in an English one it must touch, or stand on both sides. */
static bool is_linked(const tc_text *text, const piece *p, bool english)
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
static bool begins_in_english(const tc_text *text, const piece *p)
{
  uint8_t before = tc_before(text, tc_skip_back(text, p->at.start, TC_P_WHITE));
  return tc_at(text, p->at.end) == TC_COMMA && tc_is(tc_at(text, p->at.end + 1), TC_P_BLANK) &&
         tc_is(p->cls, TC_P_UC) && (before == TC_EDGE || tc_is(before, TC_P_STOP));
}

/* `As he claims, 他`: some words of English and a comma before Han. */
static bool leads_in(const tc_text *text, const piece *p)
{
  uint8_t mark = tc_at(text, p->at.end);
  bool comma = mark == TC_COMMA || mark == TC_WIDE_COMMA;
  return comma && has_small(p->words) && (p->words.all >= 3 || begins_in_english(text, p));
}

/* R2 and R3 for one Latin piece. */
static bool is_name_in_chinese(const tc_text *text, const piece *p, bool clause, bool english)
{
  if (p->clause || leads_in(text, p)) {
    return false;
  }
  if (!clause && !english) {
    return true;
  }
  return !has_small(p->words) && !p->words.small_edge && is_linked(text, p, english);
}

/* Whether a Latin piece has a Chinese comma or stop behind it: it stands in Chinese. */
static bool has_chinese_mark(const tc_text *text, const piece *begin, const piece *end)
{
  for (const piece *p = begin; p < end; p++) {
    uint8_t mark = tc_at(text, p->at.end);
    if (p->script == LATIN && tc_is(mark, TC_P_CJK) && tc_is(mark, TC_P_CLAUSE | TC_P_STOP)) {
      return true;
    }
  }
  return false;
}

/* `新款水泵为 River Mill S2。` in an English paragraph: a unit that begins in Han, holds no
 * clause and ends in a Chinese mark is a Chinese one, and its Latin are names. */
static bool is_chinese_unit(const tc_text *text, const piece *begin, const piece *end)
{
  for (const piece *p = begin; p < end; p++) {
    if (p->script == LATIN && (p->words.small_edge || p->words.small > 0)) {
      return false; /* no name */
    }
  }
  uint32_t after = tc_skip(text, end[-1].at.end, TC_P_CLOSE | TC_P_QUOTE | TC_P_NUM);
  uint8_t mark = tc_at(text, after);
  return begin->script == CJ && !begin->gloss && tc_is(mark, TC_P_CJK) && tc_is(mark, TC_P_STOP);
}

/* R2 and R3 for the pieces of one unit that has both Han and Latin. */
static void settle_mixed(const finder *f, piece *begin, piece *end, bool english)
{
  const tc_text *text = f->text;
  uint32_t latin = 0, han = 0;
  bool clause = false;
  for (piece *p = begin; p < end; p++) {
    p->gloss = p->script == CJ && is_gloss(text, p);
    if (p->script == LATIN) {
      latin += p->weight;
      clause = clause || p->clause;
    } else if (p->script == CJ && !p->gloss) {
      han += p->weight;
    }
  }
  if (!clause && (han == 0 || (!f->mostly_han && latin > MUCH_LATIN * han &&
                               !has_chinese_mark(text, begin, end)))) {
    return; /* R2, its exceptions */
  }
  english = english && (clause || !is_chinese_unit(text, begin, end));
  for (piece *p = begin; p < end; p++) {
    if (p->script == LATIN && is_name_in_chinese(text, p, clause, english)) {
      p->lang = TEXTCLEAN_ZH;
    }
  }
}

/* In a paragraph of English all in capitals they tell no names: its words count as small,
 * but for the few in a row that may still be one, or an acronym. */
static void hear_shouting(finder *f, uint32_t *edges, bool *clause)
{
  uint32_t small = 0, function = 0;
  for (uint32_t i = 0; i < f->row.count; i++) {
    words count = f->row.at[i].words;
    small += count.small + count.capitals;
    function += count.shouted_function;
  }
  if (small > 0 || function < SHOUTED_LEAST) {
    return;
  }
  for (uint32_t i = 0; i < f->row.count; i++) {
    piece *p = &f->row.at[i];
    if (p->script == LATIN && (p->words.shouted_function > 0 || p->words.all > NAME_WORDS)) {
      p->words.small = p->words.shouted;
      p->words.function = p->words.shouted_function;
      p->words.small_edge = true;
      p->clause = is_clause(p->words);
      *clause = *clause || p->clause;
      ++*edges;
    }
  }
}

static bool is_mostly_han(const finder *f)
{
  uint32_t latin = 0, han = 0;
  for (uint32_t i = 0; i < f->row.count; i++) {
    *(f->row.at[i].script == LATIN ? &latin : &han) += f->row.at[i].weight;
  }
  return han >= latin;
}

static uint32_t unit_end(const finder *f, uint32_t i)
{
  uint32_t unit = f->row.at[i].unit;
  while (i < f->row.count && f->row.at[i].unit == unit) {
    i++;
  }
  return i;
}

/* Counts the words of the Latin pieces of a unit. Returns whether one is a clause; behind it is
 * asked no more than which pieces are names, as only those beside Han may be. */
static bool read_unit(const tc_text *text, piece *begin, piece *end)
{
  bool clause = false;
  for (piece *p = begin; p < end; p++) {
    if (p->script == LATIN && (!clause || is_linked(text, p, false))) {
      p->words = count_words(text, p->at, clause);
      p->clause = is_clause(p->words);
      clause = clause || p->clause;
    }
  }
  return clause;
}

/* Without a clause, pieces of one that Han words stand in: `He likes 担担面 and 酸辣粉.` */
static bool is_broken_english(finder *f)
{
  uint32_t edges = 0, latin = 0;
  bool clause = false;
  for (uint32_t i = 0; i < f->row.count; i++) {
    edges += f->row.at[i].words.small_edge;
    latin += f->row.at[i].script == LATIN;
  }
  hear_shouting(f, &edges, &clause);
  return clause || (edges >= 2 && edges * 2 > latin);
}

/* Reads all units as far as they may tell something. *english: the paragraph is English with some
 * Han in it, that is more Latin, and a clause. False: units taken whole must be read to tell. */
static bool read_units(finder *f, bool *english)
{
  bool clause = false, whole = false;
  for (uint32_t i = 0, end; i < f->row.count; i = end) {
    piece *p = &f->row.at[i];
    end = unit_end(f, i);
    whole = whole || (p->whole && p->script == LATIN);
    if (!p->whole && (p->mixed || !(f->mostly_han || clause))) {
      clause = read_unit(f->text, p, f->row.at + end) || clause;
    }
  }
  bool told = f->mostly_han || clause || !whole;
  *english = !f->mostly_han && told && (clause || is_broken_english(f));
  return told;
}

/* The languages of mixed units. False: units taken whole must be looked into. */
static bool settle(finder *f)
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
    end = unit_end(f, i);
    if (f->row.at[i].mixed) {
      settle_mixed(f, f->row.at + i, f->row.at + end, english);
    }
  }
  return true;
}

/* ---- Neutral characters ----------------------------------------------------------- */

static bool opens(const tc_text *text, uint32_t i)
{
  uint8_t cls = tc_at(text, i), before = tc_before(text, i);
  if (tc_is(cls, TC_P_OPEN)) {
    return true;
  }
  bool is_neutral = tc_is(cls, TC_P_QUOTE) && !tc_is(cls, TC_P_CLOSE);
  bool blank_after = tc_is(tc_at(text, tc_next(text, i)), TC_P_WHITE | TC_P_CLAUSE | TC_P_STOP);
  return is_neutral && !blank_after && (tc_is(before, TC_P_WHITE | TC_P_OPEN) || before == TC_EDGE);
}

static uint32_t number_end(const tc_text *text, uint32_t i)
{
  while (tc_is(tc_at(text, i), TC_P_NUM)) {
    i = tc_skip(text, i, TC_P_NUM);
    uint8_t cls = tc_at(text, i);
    bool inner = cls == TC_PERIOD || cls == TC_COMMA || cls == TC_COLON || cls == TC_HYPHEN ||
                 cls == TC_SLASH;
    if (inner && tc_is(tc_at(text, i + 1), TC_P_NUM)) {
      i++;
    }
  }
  return i;
}

static bool is_prefix_sign(uint8_t cls)
{
  return cls == TC_DOLLAR || cls == TC_YEN || cls == TC_WIDE_YEN || cls == TC_CURRENCY ||
         cls == TC_NUMBER_SIGN || cls == TC_AT;
}

/* Whether the number [i, end) belongs to the right side, which starts at `right`. */
static bool number_goes_right(const tc_text *text, uint32_t left, uint32_t i, uint32_t end,
                              uint32_t right)
{
  bool touches_left = i == left;
  bool touches_right = end == right || (end < right && tc_is(tc_at(text, end), TC_P_SYMBOL));
  return touches_right && !touches_left;
}

/* Where between `left` (the end of a piece) and `right` (the start of the next,
 * of another language) the languages meet. */
static uint32_t border(const tc_text *text, uint32_t left, uint32_t right,
                       textclean_lang right_lang)
{
  uint32_t i = left;
  while (i < right) {
    uint8_t cls = tc_at(text, i);
    if (opens(text, i) ||
        (is_prefix_sign(cls) && !tc_is(tc_at(text, tc_next(text, i)), TC_P_WHITE))) {
      break;
    }
    if (tc_is(cls, TC_P_NUM)) {
      uint32_t end = tc_min(number_end(text, i), right);
      if (number_goes_right(text, left, i, end, right)) {
        break;
      }
      i = end;
      continue;
    }
    bool dash = cls == TC_EM_DASH && right_lang == TEXTCLEAN_ZH && i > left;
    if (dash) {
      break;
    }
    i = tc_next(text, i);
  }
  return i;
}

/* ---- Runs -------------------------------------------------------------------------- */

/* `(磨坊, 1902)`, `（gross domestic product，GDP）`: behind a short gloss that begins in
 * brackets a mark of the text around it. A name in Chinese is no gloss. */
static bool is_gloss_and_more(const tc_text *text, tc_span at, textclean_lang lang)
{
  uint8_t mark = tc_at(text, at.end);
  if (!tc_is(mark, TC_P_CLAUSE) || at.end - at.start > GLOSS_MOST) {
    return false; /* nearly always */
  }
  uint8_t open = tc_before(text, tc_skip_back(text, at.start, TC_P_BLANK | TC_P_NUM));
  bool chinese = tc_is(tc_at(text, at.start), TC_P_HANZI), name = !chinese && lang == TEXTCLEAN_ZH;
  bool whole = !chinese || tc_skip(text, at.start, TC_P_HANZI) == at.end;
  return tc_is(open, TC_P_BRACKET) && whole && !name && tc_is(open, TC_P_CJK) != chinese &&
         tc_is(mark, TC_P_CJK) != chinese &&
         at.end - at.start <= (chinese ? WORD_MOST : GLOSS_MOST);
}

/* The last run ends at `position`, and one of `lang` begins. One that would be
 * empty gives way; neighbours of one language are one run. */
static void begin_run(finder *f, uint32_t position, textclean_lang lang)
{
  tc_runs *runs = f->runs;
  tc_run *last = runs->count ? &runs->at[runs->count - 1] : NULL;
  if (last && last->at.start == position) {
    runs->count--;
    last = runs->count ? last - 1 : NULL;
  }
  if (last && last->lang == TEXTCLEAN_NONE) {
    last->lang = lang; /* what stood before the first letter */
    last->at.end = f->text->size;
    return;
  }
  if (last && last->lang == lang) {
    last->at.end = f->text->size;
    return;
  }
  if (last) {
    last->at.end = position;
  }
  tc_run *slot = tc_push(f->arena, runs);
  assert(slot);
  *slot = (tc_run){{position, f->text->size}, lang};
}

/* Whether marks enclose [start, end) as a whole: *close is where the closing ones
 * begin. Own stops may stand before them. */
static bool is_enclosed(const tc_text *text, tc_span at, textclean_lang lang, uint32_t *close)
{
  uint8_t open = tc_before(text, tc_skip_back(text, at.start, TC_P_BLANK | TC_P_NUM));
  if (is_gloss_and_more(text, at, lang)) {
    *close = at.end;
    return true;
  }
  *close = tc_skip(text, at.end, TC_P_STOP | TC_P_DOTS | TC_P_CLAUSE | TC_P_BLANK | TC_P_NUM);
  uint8_t after = tc_at(text, *close);
  return tc_is(open, TC_P_OPEN | TC_P_QUOTE) && !tc_is(open, TC_P_CLOSE) &&
         tc_is(after, TC_P_CLOSE | TC_P_QUOTE) && !tc_is(after, TC_P_OPEN);
}

/* `is called 担担面, or`, `the mill (磨坊, built`: a Chinese word in the middle of an English
 * clause. The mark behind it ends the English clause. */
static bool is_word_in_english(const tc_text *text, const piece *before, const piece *p, tc_span at,
                               uint32_t *close)
{
  bool follows = before->lang == TEXTCLEAN_EN && p->lang == TEXTCLEAN_ZH &&
                 p->unit == before->unit &&
                 tc_skip(text, before->at.end, TC_P_BLANK | TC_P_OPEN) == at.start;
  *close = at.end;
  return follows && !tc_is(tc_at(text, at.end), TC_P_CJK) && at.end - at.start <= WORD_MOST &&
         tc_skip(text, at.start, TC_P_HANZI) == at.end;
}

/* `何秋白, 方远 and 李桐`: short Chinese words in an English list. */
static bool is_list_in_english(const tc_text *text, tc_span at, const piece *behind)
{
  tc_span word = {behind->at.start, tc_skip(text, behind->at.start, TC_P_LATIN)};
  bool joins = (tc_lexicon_span(text, word) & TC_W_JOINS) != 0;
  if (behind->lang != TEXTCLEAN_EN || !joins ||
      tc_skip(text, at.end, TC_P_BLANK) != behind->at.start) {
    return false;
  }
  uint32_t i = at.start, end = tc_skip(text, i, TC_P_HANZI);
  while (end < at.end && end - i <= NAME_MOST && tc_at(text, end) == TC_COMMA &&
         tc_is(tc_at(text, end + 1), TC_P_BLANK)) {
    i = tc_skip(text, end + 1, TC_P_BLANK);
    end = tc_skip(text, i, TC_P_HANZI);
  }
  return end == at.end && i > at.start && i < end && end - i <= NAME_MOST;
}

/* The commas of such a list are English. */
static void add_list(finder *f, tc_span at)
{
  const tc_text *text = f->text;
  for (uint32_t i = at.start; i < at.end;) {
    uint32_t end = tc_skip(text, i, TC_P_HANZI);
    if (i > at.start) {
      begin_run(f, i, TEXTCLEAN_ZH);
    }
    begin_run(f, end, TEXTCLEAN_EN);
    i = end < at.end ? tc_skip(text, end + 1, TC_P_BLANK) : end;
  }
}

/* The pieces from `first` on that have its language: their span; *last is the end. A
 * gloss at the end of its unit has nothing to do with the next: `Li (李桐). 大坝`. Nor has
 * one with more behind it in its brackets. */
static tc_span stretch(const finder *f, uint32_t first, uint32_t *last)
{
  const piece *row = f->row.at;
  uint32_t i = first + 1;
  bool alone = is_gloss_and_more(f->text, row[first].at, row[first].lang);
  while (!alone && i < f->row.count && row[i].lang == row[first].lang &&
         !(row[i - 1].gloss && row[i].unit != row[i - 1].unit)) {
    i++;
  }
  *last = i;
  return (tc_span){f->row.at[first].at.start, f->row.at[i - 1].at.end};
}

/* Marks around a stretch are of the text around it: on the left, or else the right. */
static void add_runs(finder *f, tc_span paragraph)
{
  const tc_text *text = f->text;
  const piece *row = f->row.at;
  uint32_t from = paragraph.start; /* where the next run begins */
  for (uint32_t i = 0, last; i < f->row.count; i = last) {
    tc_span at = stretch(f, i, &last);
    bool alone = i == 0 && last == f->row.count;
    uint32_t close = at.end;
    bool part = (i > 0 && row[i - 1].unit == row[i].unit) || /* of a sentence around it */
                (last < f->row.count && row[last].unit == row[last - 1].unit);
    if (last < f->row.count && is_list_in_english(text, at, &row[last])) {
      begin_run(f, from, TEXTCLEAN_ZH);
      add_list(f, at);
      from = at.end;
      continue;
    }
    bool enclosed = !alone && part && is_enclosed(text, at, row[i].lang, &close);
    if (!alone && !enclosed && i > 0) {
      enclosed = is_word_in_english(text, &row[i - 1], &row[i], at, &close);
    }
    textclean_lang around = i > 0                 ? row[i - 1].lang
                            : last < f->row.count ? row[last].lang
                                                  : row[i].lang;
    if (enclosed && i == 0) {
      begin_run(f, from, around);
    }
    begin_run(f, enclosed ? tc_max(from, tc_skip_back(text, at.start, TC_P_NUM)) : from,
              row[i].lang);
    if (enclosed) {
      if (close < paragraph.end) {
        begin_run(f, close, around);
      }
      from = close;
    }
    if (last < f->row.count && (!enclosed || row[last].lang != around)) {
      from = border(text, tc_max(at.end, from), row[last].at.start, row[last].lang);
    }
  }
}

/* The runs of a paragraph that is the same as an earlier one. */
static void repeat(finder *f, const tc_paragraph *now, const tc_earlier_runs *earlier)
{
  const tc_runs *runs = earlier->runs;
  tc_span was = earlier->paragraphs->at[now->same - 1].at;
  uint32_t i = tc_run_from(runs, &f->earlier, was.start);
  for (; i < runs->count && runs->at[i].at.start < was.end; i++) {
    uint32_t start = tc_max(runs->at[i].at.start, was.start);
    begin_run(f, start - was.start + now->at.start, runs->at[i].lang);
  }
}

/* Whether there is as much Han as Latin, but for marks and digits. False: these matter. */
static bool weigh(finder *f, tc_span at)
{
  uint32_t size = at.end - at.start;
  tc_letters letters = f->text->blocks->count(f->text->cls + at.start, size);
  f->mostly_han = letters.han * 2 >= size - letters.han * 3; /* which is the most of Latin */
  return f->mostly_han || letters.han * 4 < letters.latin;   /* which is the most of Han */
}

/* All pieces, and their languages. */
static void look_into(finder *f, tc_span at, uint32_t event)
{
  f->by_unit = false;
  find_pieces(f, at, event);
  settle(f);
}

#ifndef NDEBUG
/* For assertions: the runs are those that there would be if no unit was taken whole. */
static bool is_as_looked_into(const finder *f, tc_span at, uint32_t event)
{
  tc_runs quick = {0}, thorough = {0};
  finder a = *f, b = *f;
  a.runs = &quick;
  b.runs = &thorough;
  b.row = (pieces){0};
  add_runs(&a, at);
  look_into(&b, at, event);
  add_runs(&b, at);
  bool same = quick.count == thorough.count;
  for (uint32_t i = 0; same && i < quick.count; i++) {
    same =
        quick.at[i].at.start == thorough.at[i].at.start && quick.at[i].lang == thorough.at[i].lang;
  }
  return same || tc_arena_failed(f->arena);
}
#endif

/* The first event of a paragraph behind all that were looked into. */
static uint32_t first_event(finder *f, tc_span at)
{
  while (f->text->events[f->event] < at.start) {
    f->event++;
  }
  return f->event;
}

/* False: there are no letters. */
static bool look_at(finder *f, const tc_paragraph *p)
{
  tc_span at = p->at;
  family families = begin_paragraph(f, at);
  if (families == LATIN || families == CJ) { /* R1 */
    begin_run(f, at.start, families == LATIN ? TEXTCLEAN_EN : TEXTCLEAN_ZH);
    return true;
  }
  uint32_t event = first_event(f, at);
  f->by_unit = families == BOTH && weigh(f, at);
  find_pieces(f, at, event);
  if (!settle(f)) {
    look_into(f, at, event);
  }
  assert(!f->by_unit || is_as_looked_into(f, at, event));
  add_runs(f, at);
  return f->row.count > 0;
}

void tc_find_runs(const tc_text *text, tc_paragraphs *paragraphs, const tc_spans *protect,
                  const tc_earlier_runs *earlier, tc_arena *arena, tc_runs *runs)
{
  piece few[FEW];
  finder f = {.text = text,
              .protect = protect,
              .arena = arena,
              .runs = runs,
              .kana = tc_has(text, TC_KANA),
              .other_letters = tc_has_any(text, TC_HAN_COMPAT, TC_NFC_LETTER),
              .row = {few, 0, FEW}};
  if (text->size) {
    begin_run(&f, 0, TEXTCLEAN_NONE);
  }
  for (uint32_t i = 0; i < paragraphs->count; i++) {
    tc_paragraph *p = &paragraphs->at[i];
    if (!earlier || !p->same) {
      p->mute = !look_at(&f, p);
    } else {
      p->mute = earlier->paragraphs->at[p->same - 1].mute;
      if (!p->mute) {
        repeat(&f, p, earlier);
      }
    }
  }
}

/* By how many there are more simplified than traditional among the first Han characters of
 * a span. Ends where one form leads by DECIDED: a text keeps to one. */
static int32_t han_lead(const tc_text *text, tc_span span)
{
  _Static_assert(TC_HAN_SIMPLIFIED == 1 && TC_HAN_TRADITIONAL == 2 && TC_HAN_RARE == 3,
                 "the bits of a form are counted for and against");
  int32_t lead = 0;
  uint32_t left = SAMPLE;
  for (uint32_t i = span.start; i < span.end && left > 0; i++) {
    if (text->cls[i] == TC_HAN) {
      uint32_t form = tc_han_form_of(tc_code_point(text, i));
      lead += (int32_t)(form & 1) - (int32_t)(form >> 1);
      if (lead >= DECIDED || -lead >= DECIDED) {
        break;
      }
      left--;
      i += 2; /* CONT, of which a fourth byte is looked over */
    }
  }
  return lead;
}

textclean_script tc_script_of(const tc_text *text, tc_span span, textclean_lang lang)
{
  static const textclean_script scripts[] = {
      [TEXTCLEAN_NONE] = TEXTCLEAN_ZYYY, [TEXTCLEAN_EN] = TEXTCLEAN_LATN,
      [TEXTCLEAN_ZH] = TEXTCLEAN_HANI,   [TEXTCLEAN_JA] = TEXTCLEAN_JPAN,
      [TEXTCLEAN_KO] = TEXTCLEAN_KORE,   [TEXTCLEAN_RU] = TEXTCLEAN_CYRL,
      [TEXTCLEAN_EL] = TEXTCLEAN_GREK,   [TEXTCLEAN_AR] = TEXTCLEAN_ARAB,
      [TEXTCLEAN_HE] = TEXTCLEAN_HEBR,   [TEXTCLEAN_TH] = TEXTCLEAN_THAI,
      [TEXTCLEAN_HI] = TEXTCLEAN_DEVA,   [TEXTCLEAN_OTHER] = TEXTCLEAN_ZZZZ,
  };
  if (lang != TEXTCLEAN_ZH) {
    return scripts[lang];
  }
  int32_t lead = han_lead(text, span);
  return lead > 0 ? TEXTCLEAN_HANS : lead < 0 ? TEXTCLEAN_HANT : TEXTCLEAN_HANI;
}
