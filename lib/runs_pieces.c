/* runs_pieces.c - see runs_pieces.h. */
#include "runs_pieces.h"

#include "lexicon.h"

/* ---- Pieces ------------------------------------------------------------------ */

static tc_family family_of(uint8_t cls)
{
  if (tc_is(cls, TC_P_LATIN)) {
    return TC_F_LATIN;
  }
  if (tc_is(cls, TC_P_HANZI | TC_P_KANA) || cls == TC_BOPOMOFO) {
    return TC_F_CJ;
  }
  return tc_is(cls, TC_P_HANGUL) ? TC_F_HANGUL : TC_F_OTHER;
}

static bool same_script(const tc_piece *p, uint8_t cls)
{
  tc_family script = family_of(cls);
  bool cased_pair = tc_is(cls, TC_P_LC | TC_P_UC) && tc_is(p->cls, TC_P_LC | TC_P_UC);
  return p->script == script && (script != TC_F_OTHER || p->cls == cls || cased_pair);
}

static tc_piece *begin_piece(tc_piece_finder *f, uint32_t start, uint8_t cls)
{
  tc_piece *fresh = tc_push(f->arena, &f->row);
  *fresh = (tc_piece){.at = {start, start}, .script = family_of(cls), .cls = cls, .unit = f->unit};
  f->part = (tc_span){start, start};
  return fresh;
}

/* Han and Kana meet: what stands before the mark that parts them is a piece of its own.
 * 这是日语：東京の */
static tc_piece *part_japanese(tc_piece_finder *f, tc_piece *last, uint8_t cls)
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
static void add_letters(tc_piece_finder *f, uint32_t start, uint32_t end, uint8_t cls)
{
  tc_piece *last = f->row.count ? &f->row.at[f->row.count - 1] : NULL;
  bool parted = last && ((f->comma & tc_is(cls, TC_P_LATIN)) | (f->mark & (last->kana > 0)));
  uint32_t size = end - start;
  if (!last || last->unit != f->unit || parted || !same_script(last, cls)) {
    last = begin_piece(f, start, cls);
  } else if (f->kana && f->mark) {
    f->part = (tc_span){start, last->at.end};
    f->before = last->weight;
  }
  last = f->kana ? part_japanese(f, last, cls) : last;
  f->comma = f->mark = false;
  last->at.end = end;
  last->weight += tc_is(cls, TC_P_HANZI | TC_P_KANA) ? (size + 2) / 3 * 2 : size;
  last->kana += tc_is(cls, TC_P_KANA) ? (size + 2) / 3 * 2 : 0;
}

/* A row of Han: mostly it goes on with a piece of Han, and no more is to be looked at. */
static void add_han(tc_piece_finder *f, uint32_t start, uint32_t end)
{
  tc_piece *last = f->row.count ? &f->row.at[f->row.count - 1] : NULL;
  if (!last || last->unit != f->unit || last->script != TC_F_CJ || last->kana > 0) {
    add_letters(f, start, end, TC_HAN);
    return;
  }
  if (f->kana && f->mark) {
    f->part = (tc_span){start, last->at.end};
    f->before = last->weight;
  }
  f->comma = f->mark = false;
  last->at.end = end;
  last->weight += (end - start + 2) / 3 * 2;
}

/* The dull characters between two events: at most one script. */
static void add_dull(tc_piece_finder *f, uint32_t start, uint32_t end)
{
  if (f->text->cls[start] == TC_HAN) {
    add_han(f, start, end);
    return;
  }
  const uint32_t neutral = TC_P_BLANK | TC_P_NUM;
  const uint8_t *cls = f->text->cls; /* dull neutral characters have one byte */
  start += cls[start] == TC_SPACE;   /* as one often is, and often none */
  while (start < end && tc_is(cls[start], neutral)) {
    start++;
  }
  end -= (start < end) & (cls[end - 1] == TC_SPACE);
  while (end > start && tc_is(cls[end - 1], neutral)) {
    end--;
  }
  if (start < end) {
    add_letters(f, start, end, cls[start]);
  }
}

/* The word that ends at i and its first class. */
static tc_span word_before(const tc_text *text, uint32_t i)
{
  return (tc_span){tc_latin_start(text, i), i};
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

static void add_event(tc_piece_finder *f, uint32_t i, uint32_t next)
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
static void add_dull_unprotected(tc_piece_finder *f, uint32_t start, uint32_t end)
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
static bool has_protected(tc_piece_finder *f, tc_span at)
{
  tc_is_inside(f->protect, &f->cursor, at.start); /* moves the cursor */
  return f->cursor < f->protect->count && f->protect->at[f->cursor].start < at.end;
}

/* Gathers the pieces of a unit. */
static void gather(tc_piece_finder *f, tc_span at)
{
  const uint32_t any = TC_P_LETTER | TC_P_CLAUSE | TC_P_OPEN | TC_P_CLOSE | TC_P_QUOTE;
  const tc_text *text = f->text;
  bool open = !has_protected(f, at);
  uint32_t event = f->event;
  event += text->events[event] < at.start; /* most often the stop before the unit, */
  if (text->events[event] < at.start) {    /* or others were taken whole between */
    event = tc_next_from(text->events, text->event_count, &event, at.start);
  }
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
  f->event = event;
}

/* ---- R1: the language of a script ------------------------------------------------- */

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

textclean_lang tc_own_lang(const tc_piece *p)
{
  switch (p->script) {
  case TC_F_LATIN:
    return TEXTCLEAN_EN;
  case TC_F_CJ:
    return p->kana > 0 && p->kana * 5 >= p->weight ? TEXTCLEAN_JA : TEXTCLEAN_ZH;
  case TC_F_HANGUL:
    return TEXTCLEAN_KO;
  default:
    return other_lang(p->cls);
  }
}

/* R1: Han between two Japanese pieces are Japanese, too: 「東京」 */
static void settle_japanese(tc_piece *begin, tc_piece *end)
{
  for (tc_piece *p = begin + 1; p + 1 < end; p++) {
    if (p->script == TC_F_CJ && p[-1].lang == TEXTCLEAN_JA && p[1].script == TC_F_CJ &&
        tc_own_lang(&p[1]) == TEXTCLEAN_JA) {
      p->lang = TEXTCLEAN_JA;
    }
  }
}

/* R1 for a unit, and whether it has both Han and Latin. */
static void settle_scripts(tc_piece_finder *f, tc_piece *begin, tc_piece *end)
{
  bool han = false, latin = false, japanese = false;
  for (tc_piece *p = begin; p < end; p++) {
    p->lang = tc_own_lang(p);
    han = han || p->lang == TEXTCLEAN_ZH;
    latin = latin || p->script == TC_F_LATIN;
    japanese = japanese || p->lang == TEXTCLEAN_JA;
  }
  if (japanese) {
    settle_japanese(begin, end);
  }
  begin->count = (uint32_t)(end - begin);
  begin->mixed = han && latin;
  f->mixed = f->mixed || begin->mixed;
}

/* ---- Units --------------------------------------------------------------------- */

/* The next Latin letter of the paragraph from i on, or the end. */
static uint32_t find_latin(const tc_piece_finder *f, uint32_t i)
{
  _Static_assert(TC_UPPER == TC_LOWER + 1 && TC_LATIN1_LOWER == TC_UPPER + 1 &&
                     TC_WIDE_UPPER == TC_LATIN1_LOWER + 5,
                 "all classes from LOWER to WIDE_UPPER are Latin");
  return f->text->blocks->find(f->text->cls, i, f->end, TC_LOWER, TC_WIDE_UPPER);
}

static uint32_t find_han(const tc_piece_finder *f, uint32_t i)
{
  const tc_text *text = f->text;
  return text->han ? text->blocks->find(text->cls, i, f->end, TC_HAN, TC_HAN) : f->end;
}

/* Whether there is as much Han as Latin, but for marks and digits. False: these matter. */
static bool weigh(tc_piece_finder *f, tc_span at)
{
  uint32_t size = at.end - at.start;
  tc_letters letters = f->text->blocks->count(f->text->cls + at.start, size);
  f->mostly_han = letters.han * 2 >= size - letters.han * 3; /* which is the most of Latin */
  return f->mostly_han || letters.han * 4 < letters.latin;   /* which is the most of Han */
}

tc_piece_finder tc_begin_pieces(const tc_text *text, const tc_spans *protect, tc_arena *arena)
{
  return (tc_piece_finder){.text = text,
                           .protect = protect,
                           .arena = arena,
                           .kana = tc_has(text, TC_KANA),
                           .other_letters = tc_has_any(text, TC_HAN_COMPAT, TC_NFC_LETTER)};
}

tc_family tc_begin_paragraph(tc_piece_finder *f, tc_span at)
{
  static const tc_family of[] = {TC_F_NONE, TC_F_LATIN, TC_F_CJ, TC_F_BOTH};
  const tc_text *text = f->text;
  bool others = f->other_letters && text->blocks->find(text->cls, at.start, at.end, TC_HAN_COMPAT,
                                                       TC_NFC_LETTER) < at.end;
  f->end = at.end;
  f->turn = f->passed;
  f->latin = find_latin(f, at.start);
  f->han = find_han(f, at.start);
  tc_family families =
      others || has_protected(f, at) ? TC_F_MANY : of[(f->latin < at.end) + (f->han < at.end) * 2];
  f->by_unit = families == TC_F_BOTH && weigh(f, at);
  return families;
}

/* Whether the next letters stand behind brackets: they may be a gloss. */
static bool are_in_brackets(const tc_piece_finder *f)
{
  uint32_t i = tc_skip_back(f->text, tc_min(f->latin, f->han), TC_P_BLANK | TC_P_NUM);
  return tc_is(tc_before(f->text, i), TC_P_BRACKET);
}

/* A piece for all letters of [start, end), where a letter begins, and units end or begin. */
static void add_whole(tc_piece_finder *f, uint32_t start, uint32_t end)
{
  const tc_text *text = f->text;
  tc_piece *last = f->row.count ? &f->row.at[f->row.count - 1] : NULL;
  if (!last || !last->whole || !same_script(last, text->cls[start])) {
    last = begin_piece(f, start, text->cls[start]);
    last->whole = true;
    last->count = 1;
    last->lang = tc_own_lang(last);
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
 * unit begins; *turn is the number of its first turn. */
static uint32_t take_units(tc_piece_finder *f, uint32_t start, uint32_t *turn)
{
  const tc_text *text = f->text;
  f->latin = f->latin < start ? find_latin(f, start) : f->latin;
  f->han = f->han < start ? find_han(f, start) : f->han;
  uint32_t first = tc_min(f->latin, f->han), end = tc_max(f->latin, f->han), t = *turn;
  if (are_in_brackets(f)) {
    return start;
  }
  if (end < f->end) { /* back to the start of that unit */
    while (text->turns[t] < end) {
      t++;
    }
    while (t > *turn && !is_hard_stop(text, text->turns[t - 1])) {
      t--;
    }
    end = t > *turn ? tc_next(text, text->turns[t - 1]) : start;
    *turn = t;
  }
  if (first < end) {
    add_whole(f, first, end);
  }
  return end;
}

/* Whether a unit with Latin, in a paragraph that is mostly Chinese, begins with Han, and no word
 * of it reads as part of a clause: they are names. */
static bool is_chinese_with_names(tc_piece_finder *f, tc_span at)
{
  const tc_text *text = f->text;
  tc_words count = {0};
  if (!f->mostly_han || f->latin < f->han || are_in_brackets(f) ||
      tc_is(tc_before(text, f->han), TC_P_OPEN | TC_P_QUOTE)) {
    return false;
  }
  while (f->latin < at.end && !tc_has_small(count)) {
    f->latin = find_latin(f, tc_count_word(text, f->latin, &count));
  }
  return !tc_has_small(count);
}

/* Whether the unit of a Latin word surely has Han that is no gloss: some is left of the word, with
 * no mark behind it that could end a gloss, or right of it, with none before it that could begin
 * one. Of a Latin word before this one the same was told. */
static bool has_han_beside(const tc_text *text, tc_span word)
{
  const uint32_t soft =
      TC_P_BLANK | TC_P_NUM | TC_P_CLAUSE | TC_P_OPEN | TC_P_CLOSE | TC_P_QUOTE | TC_P_DASH;
  uint32_t left = tc_skip_back(text, word.start, soft);
  uint8_t before = tc_before(text, left);
  if (tc_is(before, TC_P_HANZI | TC_P_LATIN)) {
    return tc_is(before, TC_P_LATIN) || !tc_is(tc_at(text, left), TC_P_CLOSE | TC_P_QUOTE);
  }
  uint32_t right = tc_skip(text, word.end, soft);
  return tc_is(tc_at(text, right), TC_P_HANZI) &&
         !tc_is(tc_before(text, right), TC_P_OPEN | TC_P_QUOTE);
}

/* Whether the paragraph is Chinese and all its Latin are names. */
static bool is_chinese_but_names(const tc_piece_finder *f)
{
  tc_words count = {0};
  if (!f->by_unit || !f->mostly_han) {
    return false;
  }
  for (uint32_t i = f->latin, end; i < f->end; i = find_latin(f, end)) {
    end = tc_count_word(f->text, i, &count);
    if (tc_has_small(count) || !has_han_beside(f->text, (tc_span){i, end})) {
      return false;
    }
  }
  return true;
}

static void add_unit(tc_piece_finder *f, tc_span at)
{
  uint32_t row = f->row.count;
  if (f->by_unit && is_chinese_with_names(f, at)) {
    add_whole(f, f->han, at.end);
    return;
  }
  gather(f, at);
  if (row < f->row.count) {
    settle_scripts(f, f->row.at + row, f->row.at + f->row.count);
  }
  f->unit++;
}

void tc_find_pieces(tc_piece_finder *f, tc_span at)
{
  const tc_text *text = f->text;
  f->row.count = 0;
  f->mixed = false;
  if (is_chinese_but_names(f)) {
    add_whole(f, f->han, at.end);
    return;
  }
  uint32_t turn = tc_next_from(text->turns, text->turn_count, &f->turn, at.start);
  if (f->event > 0 && text->events[f->event - 1] >= at.start) { /* it is found anew */
    f->event = 0;
  }
  for (uint32_t start = at.start, end; start < at.end; start = end) {
    end = f->by_unit ? take_units(f, start, &turn) : start;
    if (end == start) {
      while (text->turns[turn] < at.end && !is_hard_stop(text, text->turns[turn])) {
        turn++;
      }
      end = tc_min(text->turns[turn], at.end);
      add_unit(f, (tc_span){start, end});
      if (end < at.end) {
        end = tc_next(text, end);
        turn++;
      }
    }
  }
  f->passed = turn;
}
