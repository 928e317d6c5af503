/* runs.c - see runs.h. A paragraph at a time: runs_pieces.c gathers its letters into pieces, by
 * units, runs_mixed.c gives the pieces of mixed units their languages, and between two languages
 * the neutral characters are shared out here.
 *
 * Nearly all units have letters of one script only, and are taken whole. If what is known of the
 * others does not tell how to read them, the paragraph is looked into: all its pieces are gathered.
 */
#include "runs.h"

#include "lexicon.h"
#include "runs_pieces.h"

#define SAMPLE 256u    /* Han characters that decide between simplified and traditional */
#define DECIDED 8      /* or as soon as one form leads by so many, where there are both */
#define HAN 3u         /* bytes of one */
#define NAME_MOST 12u  /* bytes: a Chinese name */
#define WORD_MOST 18u  /* bytes: a Chinese word, no clause */
#define GLOSS_MOST 48u /* bytes: an English term in brackets */
#define FEW 48u        /* pieces: nearly all paragraphs have no more */

typedef struct finder {
  tc_piece_finder pieces;
  tc_runs *runs;
  uint32_t earlier; /* a cursor in the runs of the text before */
} finder;

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
    last->at.end = f->pieces.text->size;
    return;
  }
  if (last && last->lang == lang) {
    last->at.end = f->pieces.text->size;
    return;
  }
  if (last) {
    last->at.end = position;
  }
  tc_run *slot = tc_push(f->pieces.arena, runs);
  assert(slot);
  *slot = (tc_run){{position, f->pieces.text->size}, lang};
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
  if (!tc_is(open, TC_P_OPEN | TC_P_QUOTE) || tc_is(open, TC_P_CLOSE)) {
    return false; /* nearly always */
  }
  *close = tc_skip(text, at.end, TC_P_STOP | TC_P_DOTS | TC_P_CLAUSE | TC_P_BLANK | TC_P_NUM);
  uint8_t after = tc_at(text, *close);
  return tc_is(after, TC_P_CLOSE | TC_P_QUOTE) && !tc_is(after, TC_P_OPEN);
}

/* `is called 担担面, or`, `the mill (磨坊, built`: a Chinese word in the middle of an English
 * clause. The mark behind it ends the English clause. */
static bool is_word_in_english(const tc_text *text, const tc_piece *before, const tc_piece *p,
                               tc_span at, uint32_t *close)
{
  bool follows = before->lang == TEXTCLEAN_EN && p->lang == TEXTCLEAN_ZH &&
                 p->unit == before->unit &&
                 tc_skip(text, before->at.end, TC_P_BLANK | TC_P_OPEN) == at.start;
  *close = at.end;
  return follows && !tc_is(tc_at(text, at.end), TC_P_CJK) && at.end - at.start <= WORD_MOST &&
         tc_skip(text, at.start, TC_P_HANZI) == at.end;
}

/* `何秋白, 方远 and 李桐`: short Chinese words in an English list. */
static bool is_list_in_english(const tc_text *text, tc_span at, const tc_piece *behind)
{
  if (behind->lang != TEXTCLEAN_EN || tc_skip(text, at.end, TC_P_BLANK) != behind->at.start) {
    return false;
  }
  tc_span word = {behind->at.start, tc_latin_end(text, behind->at.start)};
  if (!tc_lexicon_of(text, word, TC_W_JOINS)) {
    return false; /* nearly always */
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
  const tc_text *text = f->pieces.text;
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
  const tc_piece *row = f->pieces.row.at;
  uint32_t count = f->pieces.row.count;
  uint32_t i = first + 1;
  bool alone = is_gloss_and_more(f->pieces.text, row[first].at, row[first].lang);
  while (!alone && i < count && row[i].lang == row[first].lang &&
         !(row[i - 1].gloss && row[i].unit != row[i - 1].unit)) {
    i++;
  }
  *last = i;
  return (tc_span){row[first].at.start, row[i - 1].at.end};
}

/* Marks around a stretch are of the text around it: on the left, or else the right. */
static void add_runs(finder *f, tc_span paragraph)
{
  const tc_text *text = f->pieces.text;
  const tc_piece *row = f->pieces.row.at;
  uint32_t count = f->pieces.row.count;
  uint32_t from = paragraph.start; /* where the next run begins */
  for (uint32_t i = 0, last; i < count; i = last) {
    tc_span at = stretch(f, i, &last);
    bool alone = i == 0 && last == count;
    uint32_t close = at.end;
    bool part = (i > 0 && row[i - 1].unit == row[i].unit) || /* of a sentence around it */
                (last < count && row[last].unit == row[last - 1].unit);
    if (last < count && is_list_in_english(text, at, &row[last])) {
      begin_run(f, from, TEXTCLEAN_ZH);
      add_list(f, at);
      from = at.end;
      continue;
    }
    bool enclosed = !alone && part && is_enclosed(text, at, row[i].lang, &close);
    if (!alone && !enclosed && i > 0) {
      enclosed = is_word_in_english(text, &row[i - 1], &row[i], at, &close);
    }
    textclean_lang around = i > 0 ? row[i - 1].lang : last < count ? row[last].lang : row[i].lang;
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
    if (last < count && (!enclosed || row[last].lang != around)) {
      from = border(text, tc_max(at.end, from), row[last].at.start, row[last].lang);
    }
  }
}

/* The runs of the paragraphs [first, end), which are the same as earlier ones. Mute ones add none:
 * the first that is not begins a run. */
static void repeat(finder *f, tc_paragraphs *paragraphs, uint32_t first, uint32_t end,
                   const tc_earlier_runs *earlier)
{
  const tc_runs *runs = earlier->runs;
  uint32_t loud = end;
  for (uint32_t k = end; k-- > first;) {
    tc_paragraph *p = &paragraphs->at[k];
    p->mute = earlier->paragraphs->at[p->same - 1].mute;
    loud = p->mute ? loud : k;
  }
  if (loud == end) {
    return;
  }
  tc_same_row row = tc_same_row_of(paragraphs, earlier->paragraphs, loud, end);
  uint32_t i = tc_run_from(runs, &f->earlier, row.was.start);
  for (; i < runs->count && runs->at[i].at.start < row.was.end; i++) {
    uint32_t start = tc_max(runs->at[i].at.start, row.was.start);
    begin_run(f, start - row.was.start + row.now.start, runs->at[i].lang);
  }
}

/* All pieces, and their languages. */
static void look_into(finder *f, tc_span at)
{
  f->pieces.by_unit = false;
  tc_find_pieces(&f->pieces, at);
  tc_settle_mixed(&f->pieces);
}

#ifndef NDEBUG
/* For assertions: the runs are those that there would be if no unit was taken whole. */
static bool is_as_looked_into(const finder *f, tc_span at)
{
  tc_runs quick = {0}, thorough = {0};
  finder a = *f, b = *f;
  a.runs = &quick;
  b.runs = &thorough;
  b.pieces.row = (tc_pieces){0};
  add_runs(&a, at);
  look_into(&b, at);
  add_runs(&b, at);
  bool same = quick.count == thorough.count;
  for (uint32_t i = 0; same && i < quick.count; i++) {
    same =
        quick.at[i].at.start == thorough.at[i].at.start && quick.at[i].lang == thorough.at[i].lang;
  }
  return same || tc_arena_failed(f->pieces.arena);
}
#endif

/* False: there are no letters. */
static bool look_at(finder *f, const tc_paragraph *p)
{
  tc_span at = p->at;
  tc_family families = tc_begin_paragraph(&f->pieces, at);
  if (families == TC_F_LATIN || families == TC_F_CJ) { /* R1 */
    begin_run(f, at.start, families == TC_F_LATIN ? TEXTCLEAN_EN : TEXTCLEAN_ZH);
    return true;
  }
  tc_find_pieces(&f->pieces, at);
  if (!tc_settle_mixed(&f->pieces)) {
    look_into(f, at);
  }
  assert(!f->pieces.by_unit || is_as_looked_into(f, at));
  add_runs(f, at);
  return f->pieces.row.count > 0;
}

void tc_find_runs(const tc_text *text, tc_paragraphs *paragraphs, const tc_spans *protect,
                  const tc_earlier_runs *earlier, tc_arena *arena, tc_runs *runs)
{
  tc_piece few[FEW];
  finder f = {.pieces = tc_begin_pieces(text, protect, arena), .runs = runs};
  f.pieces.row = (tc_pieces){few, 0, FEW};
  if (text->size) {
    begin_run(&f, 0, TEXTCLEAN_NONE);
  }
  for (uint32_t i = 0, end; i < paragraphs->count; i = end) {
    tc_paragraph *p = &paragraphs->at[i];
    if (earlier && p->same) {
      end = tc_end_of_same(paragraphs, i);
      repeat(&f, paragraphs, i, end, earlier);
    } else {
      end = i + 1;
      p->mute = !look_at(&f, p);
    }
  }
}

/* Whether there are more simplified or more traditional ones among the first Han characters of
 * a span. Ends where one form leads by `decided`: a text keeps to one. What stands between them
 * cannot be guessed, so a step takes no branch: it has three bytes where two CONT follow. */
static textclean_script form_of_han(const tc_text *text, tc_span span, int32_t decided)
{
  _Static_assert(TC_HAN_SIMPLIFIED == 1 && TC_HAN_TRADITIONAL == 2 && TC_HAN_RARE == 3,
                 "the bits of a form are counted for and against");
  _Static_assert(TC_CONT == 0, "two are 0 as one number");
  const uint8_t *bytes = (const uint8_t *)text->bytes;
  uint32_t left = SAMPLE, last = span.end - tc_min(span.end, HAN - 1);
  int32_t lead = 0;
  for (uint32_t i = span.start; i < last && left > 0;) {
    uint32_t han = text->cls[i] == TC_HAN;
    uint32_t code_point = tc_of_three(bytes + i); /* of four there is none of one form only */
    uint32_t form = tc_han_form_of(code_point) & (0 - han);
    lead += (int32_t)(form & 1) - (int32_t)(form >> 1);
    if (lead <= -decided || lead >= decided) {
      break;
    }
    left -= han;
    i += 1 + (tc_bytes_of(text->cls + i + 1, HAN - 1) == TC_CONT) * (HAN - 1);
  }
  return lead > 0 ? TEXTCLEAN_HANS : lead < 0 ? TEXTCLEAN_HANT : TEXTCLEAN_HANI;
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
  bool both = text->simplified && text->traditional; /* else the first of its form decides */
  textclean_script script = form_of_han(text, span, both ? DECIDED : 1);
  assert(script == form_of_han(text, span, DECIDED));
  return script;
}
