/* flags_untranslated.c - spans in a language that the article should not be in.
 *
 * Whole runs of another language, and in Chinese runs, small Latin words, which no
 * name begins with. Left out: a gloss, that is brackets with nothing else in them
 * or more behind a comma, behind what they explain; a term with its explanation in
 * brackets behind it; names, acronyms, addresses (Han in them, too), units. */
#include "flags.h"
#include "lexicon.h"

enum {
  TERM = 48,      /* bytes: a term that is explained behind it, or a gloss, is no longer */
  CLAUSE = 12,    /* bytes of Han from which on a run is more than a word */
  HAN = 3,        /* bytes of one */
  WORD_LEAST = 3, /* letters of a small Latin word: shorter ones are symbols */
  WORD_SURE = 6   /* letters: a shorter small word may still be one, or a unit */
};

/* How sure, in hundredths: about the share of such flags that proved right, as
 * tests/reliability.py counts them, and less where few were counted. */
enum {
  SURE_CLAUSE = 98,
  SURE_WORDS = 95,
  SURE_SHORT_CLAUSE = 94,
  SURE_WORD = 93,
  SURE_BEHIND_NAME = 92,
  SURE_SHORT_WORD = 91,
  SURE_ONE_HAN = 90,
  MORE_IF_ALL = 1, /* nothing else is in the sentence */
  LESS_IF_CITED = 3
};

typedef struct flagger {
  const tc_findings *f;
  const tc_text *text;
  tc_arena *arena;
  tc_flags *flags;
  uint32_t sentence; /* cursors */
  uint32_t address, row_address, event;
  tc_span letters; /* of that sentence, from its first to its last */
} flagger;

/* From the first letter to the last. */
static tc_span letters_of(const tc_text *text, tc_span at)
{
  uint32_t start = at.start, end = at.end;
  while (start < end && !tc_is(tc_at(text, start), TC_P_LETTER)) {
    start = tc_next(text, start);
  }
  while (end > start && !tc_is(tc_before(text, end), TC_P_LETTER)) {
    end = tc_prev(text, end);
  }
  return (tc_span){start, end};
}

/* A word with small letters that ends at the span's edge, on the left or on the right:
 * the edge without it, or as it is. */
static uint32_t inside_latin_word(const tc_text *text, tc_span at, bool left)
{
  uint32_t edge = left ? tc_latin_end(text, at.start) : tc_latin_start(text, at.end);
  tc_span word =
      left ? (tc_span){at.start, tc_min(edge, at.end)} : (tc_span){tc_max(edge, at.start), at.end};
  for (uint32_t i = word.start; i < word.end; i = tc_next(text, i)) {
    if (tc_is(tc_at(text, i), TC_P_LC)) {
      return left ? word.end : word.start;
    }
  }
  return left ? at.start : at.end;
}

/* In English, what is left of a Chinese span without the English words at its edges:
 * `囧 Mom` is half translated. GDP and A股 stay whole. */
static tc_span without_latin_words(const tc_text *text, tc_span at)
{
  tc_span inner = {inside_latin_word(text, at, true), inside_latin_word(text, at, false)};
  if (inner.start == at.start && inner.end == at.end) {
    return at; /* nearly always */
  }
  if (inner.start < inner.end) {
    inner = letters_of(text, inner);
  }
  return inner.start < inner.end ? inner : at;
}

/* Digits that touch the first letter belong to it: 14日. */
static tc_span with_digits(const tc_text *text, tc_span at, uint32_t least)
{
  uint32_t start = tc_skip_back(text, at.start, TC_P_NUM);
  return (tc_span){tc_max(start, least), at.end};
}

static bool is_round_open(uint8_t cls)
{
  return cls == TC_LPAREN || cls == TC_WIDE_LPAREN || cls == TC_LSQUARE;
}

static bool is_round_close(uint8_t cls)
{
  return cls == TC_RPAREN || cls == TC_WIDE_RPAREN || cls == TC_RSQUARE;
}

/* Over blanks, quotation marks and title marks, to the left or to the right. */
static uint32_t out_of_title(const tc_text *text, uint32_t i, bool left)
{
  const uint32_t inner = TC_P_QUOTE | TC_P_BLANK | TC_P_NUM;
  i = left ? tc_skip_back(text, i, inner) : tc_skip(text, i, inner);
  uint8_t mark = left ? tc_before(text, i) : tc_at(text, i);
  if (mark == TC_LTITLE || mark == TC_RTITLE) {
    i = left ? tc_prev(text, i) : tc_next(text, i);
    i = left ? tc_skip_back(text, i, inner) : tc_skip(text, i, inner);
  }
  return i;
}

/* Behind some word, brackets that hold the span alone, or begin with it: (磨坊, built in
 * 1902). */
static bool is_gloss(const tc_text *text, tc_span at)
{
  uint32_t left = out_of_title(text, at.start, true);
  uint8_t open = tc_before(text, left);
  if (!is_round_open(open)) {
    return false; /* nearly always */
  }
  uint8_t behind = tc_at(text, out_of_title(text, at.end, false));
  bool begins = tc_is(behind, TC_P_CLAUSE) && tc_is(behind, TC_P_CJK) == tc_is(open, TC_P_CJK) &&
                at.end - at.start <= TERM / 2;
  if (!is_round_close(behind) && !begins) {
    return false;
  }
  uint32_t outside = tc_skip_back(text, tc_prev(text, left), TC_P_BLANK | TC_P_CLOSE | TC_P_QUOTE);
  return tc_is(tc_before(text, outside), TC_P_WORD);
}

/* A bracket with words of the target behind the span: a term and its explanation. */
static bool is_explained(const tc_text *text, tc_span at, uint32_t target_letter)
{
  uint32_t open = tc_skip(text, at.end, TC_P_CLOSE | TC_P_QUOTE | TC_P_BLANK);
  if (!is_round_open(tc_at(text, open))) {
    return false;
  }
  uint32_t word = tc_skip(text, tc_next(text, open), TC_P_OPEN | TC_P_QUOTE | TC_P_BLANK);
  return tc_is(tc_at(text, word), target_letter);
}

/* `The character 河 means “river”`: English words beside the span speak of it. */
static bool is_spoken_of(const tc_text *text, tc_span at)
{
  const uint32_t marks = TC_P_BLANK | TC_P_QUOTE;
  uint32_t left = tc_skip_back(text, at.start, marks), right = tc_skip(text, at.end, marks);
  tc_span before = {tc_latin_start(text, left), left};
  tc_span behind = {right, tc_latin_end(text, right)};
  return (tc_lexicon_of(text, before, TC_W_CITES) | tc_lexicon_of(text, behind, TC_W_CITES)) != 0;
}

/* The letters of the sentence that the span begins in; found once for each sentence. */
static tc_span sentence_at(flagger *g, tc_span at)
{
  const tc_sentences *s = g->f->sentences;
  bool moved = tc_is_empty(g->letters);
  while (g->sentence + 1 < s->count && s->at[g->sentence].at.end <= at.start) {
    g->sentence++;
    moved = true;
  }
  if (moved && s->count) {
    g->letters = letters_of(g->text, s->at[g->sentence].at);
  }
  return s->count ? g->letters : at;
}

static const char *reason_of(flagger *g, tc_span at)
{
  tc_span sentence = sentence_at(g, at);
  if (at.start <= sentence.start && at.end >= sentence.end) {
    return "sentence";
  }
  return at.end - at.start > CLAUSE ? "clause" : "word";
}

/* Between quotation marks or title marks: it may be cited as it is. */
static bool is_cited(const tc_text *text, tc_span at)
{
  uint8_t before = tc_before(text, at.start), behind = tc_at(text, at.end);
  return (tc_is(before, TC_P_QUOTE) || before == TC_LTITLE) &&
         (tc_is(behind, TC_P_QUOTE) || behind == TC_RTITLE);
}

/* `sure` is for a span that stands among other words and is not cited. */
static void add(flagger *g, tc_span at, textclean_lang lang, int sure)
{
  const char *reason = reason_of(g, at);
  if (sure < SURE_CLAUSE && is_cited(g->text, at)) {
    sure -= LESS_IF_CITED;
  } else if (at.start <= g->letters.start && at.end >= g->letters.end) {
    sure += MORE_IF_ALL;
  }
  float score = (float)sure / 100.0f;
  tc_add_flag(g->flags, g->arena, (tc_flag){at, TEXTCLEAN_UNTRANSLATED, lang, score, reason});
}

/* Two words of more than a letter, which is a symbol: `Ω, γ`. */
static bool has_many_words(const tc_text *text, tc_span at)
{
  uint32_t words = 0;
  for (uint32_t i = at.start; i < at.end && words < 2; i = tc_next(text, i)) {
    words += tc_is(tc_at(text, i), TC_P_LETTER) && !tc_is(tc_before(text, i), TC_P_WORD) &&
             tc_is(tc_at(text, tc_next(text, i)), TC_P_WORD);
  }
  return words >= 2;
}

/* Behind the part of an address that is not ASCII: `@何秋白`, `#河西`, `mill.example/磨坊`. */
static uint32_t out_of_address(flagger *g, tc_span at)
{
  const tc_text *text = g->text;
  uint8_t before = tc_before(text, at.start);
  while (g->address < g->f->protect->count && g->f->protect->at[g->address].end < at.start) {
    g->address++;
  }
  bool path = g->address < g->f->protect->count && g->f->protect->at[g->address].end == at.start &&
              (before == TC_SLASH || before == TC_EQUALS || before == TC_NUMBER_SIGN);
  if (!path && before != TC_AT && before != TC_WIDE_AT && before != TC_NUMBER_SIGN) {
    return at.start;
  }
  return tc_min(tc_skip(text, at.start, TC_P_WORD), at.end);
}

/* `磨坊.com`: the name of a host that is not ASCII. */
static bool is_host(const tc_text *text, tc_span at)
{
  if (tc_at(text, at.end) != TC_PERIOD) {
    return false;
  }
  tc_span ending = {at.end + 1, tc_latin_end(text, at.end + 1)};
  return (tc_lexicon_span(text, ending) & TC_W_TLD) && tc_skip(text, at.start, TC_P_WORD) == at.end;
}

/* Whether a span stands in another language with reason. None that is longer than a term does. */
static bool is_in_place(const flagger *g, tc_span at)
{
  bool english = g->f->target == TEXTCLEAN_EN;
  uint32_t own = g->f->target == TEXTCLEAN_ZH ? TC_P_HANZI : TC_P_LATIN;
  return at.end - at.start <= TERM &&
         ((english && is_spoken_of(g->text, at)) || is_host(g->text, at) || is_gloss(g->text, at) ||
          is_explained(g->text, at, own));
}

/* A run of another language, as far as it lies in one paragraph. True of English that
 * reads as no clause: it is left to flag_small_words(). */
static bool flag_run(flagger *g, tc_span at, textclean_lang lang)
{
  uint32_t least = at.start;
  at = letters_of(g->text, at);
  uint32_t start = tc_is_empty(at) ? at.start : out_of_address(g, at);
  if (start > at.start) {
    at = letters_of(g->text, (tc_span){start, at.end});
  }
  bool clause = lang == TEXTCLEAN_EN && tc_reads_as_clause(g->text, at);
  if (tc_is_empty(at) || is_in_place(g, at)) {
    return lang == TEXTCLEAN_EN && !clause;
  }
  if (lang == TEXTCLEAN_ZH || lang == TEXTCLEAN_JA || lang == TEXTCLEAN_KO) {
    at = g->f->target == TEXTCLEAN_EN ? without_latin_words(g->text, at) : at;
    uint32_t size = at.end - at.start;
    add(g, with_digits(g->text, at, least), lang,
        size > CLAUSE ? SURE_CLAUSE
        : size > HAN  ? SURE_WORDS
                      : SURE_ONE_HAN);
  } else if (lang == TEXTCLEAN_EN ? clause : has_many_words(g->text, at)) {
    bool is_long = at.end - at.start > TERM;
    int sure = lang == TEXTCLEAN_EN ? SURE_SHORT_CLAUSE : SURE_SHORT_WORD;
    add(g, at, lang, is_long ? SURE_CLAUSE : sure);
  }
  return lang == TEXTCLEAN_EN && !clause;
}

/* ---- Small words in Chinese ---------------------------------------------------------- */

/* A Latin word in small letters that is no unit, no loan, and long enough. All ASCII:
 * jiǒng is pinyin. */
static bool is_small_word(const tc_text *text, tc_span word)
{
  const uint32_t known = TC_W_UNIT | TC_W_NAME_PART | TC_W_TLD | TC_W_LOAN;
  if (word.end - word.start < WORD_LEAST || tc_lexicon_of(text, word, known) ||
      tc_is(tc_at(text, word.end), TC_P_NUM | TC_P_DASH) ||
      tc_is(tc_before(text, word.start), TC_P_DASH) || tc_at(text, word.end) == TC_UNDERSCORE ||
      tc_before(text, word.start) == TC_UNDERSCORE) {
    return false;
  }
  for (uint32_t i = word.start; i < word.end; i = tc_next(text, i)) {
    if (text->cls[i] != TC_LOWER || tc_next(text, i) > i + 1) {
      return false;
    }
  }
  return true;
}

static bool joins_words(uint8_t cls)
{
  return cls == TC_SPACE || cls == TC_HYPHEN || cls == TC_APOSTROPHE || cls == TC_RSQUOTE;
}

/* From the first word of a row to the last: Latin words with only blanks, hyphens
 * and apostrophes between them. */
static tc_span row_at(const tc_text *text, uint32_t start, uint32_t most)
{
  uint32_t end = start, i = start;
  while (i < most) {
    if (tc_is(text->cls[i], TC_P_LATIN)) {
      i = end = tc_skip(text, i, TC_P_LATIN | TC_P_COMBINE);
    } else if (joins_words(text->cls[i])) {
      i = tc_next(text, i);
    } else {
      break;
    }
  }
  return (tc_span){start, end};
}

/* In a row the words between the first small word and the last; words behind a
 * capital belong to a name, but not in a row that ends small and begins small or
 * with a function word. */
static tc_span small_part(const tc_text *text, tc_span row)
{
  tc_span part = {row.start, row.start}, last = {tc_latin_start(text, row.end), row.end};
  tc_span first = {row.start, tc_latin_end(text, row.start)};
  bool clause = (tc_lexicon_span(text, first) & (TC_W_FUNCTION | TC_W_NAME_PART)) == TC_W_FUNCTION;
  if ((clause || tc_is(tc_at(text, row.start), TC_P_LC)) && last.start > row.start &&
      is_small_word(text, last) && !tc_is(tc_at(text, tc_next(text, row.start)), TC_P_UC)) {
    return row;
  }
  bool found = false, behind_name = false;
  for (uint32_t i = row.start; i < row.end;) {
    if (!tc_is(text->cls[i], TC_P_LATIN)) {
      i = tc_next(text, i);
      continue;
    }
    tc_span word = {i, tc_skip(text, i, TC_P_LATIN | TC_P_COMBINE)};
    bool small = is_small_word(text, word) && !behind_name;
    if (small) {
      part = (tc_span){found ? part.start : word.start, word.end};
      found = true;
    }
    behind_name = !found && (behind_name || tc_is(tc_at(text, word.start), TC_P_UC));
    i = word.end;
  }
  return part;
}

static bool has_capital(const tc_text *text, tc_span word)
{
  for (uint32_t i = word.start; i < word.end; i = tc_next(text, i)) {
    if (tc_is(text->cls[i], TC_P_UC)) {
      return true;
    }
  }
  return false;
}

/* `vivo、OPPO`: a word in a list with a name is one. */
static bool is_listed_name(const tc_text *text, tc_span row)
{
  bool left = tc_before(text, row.start) == TC_IDEO_COMMA;
  bool right = tc_at(text, row.end) == TC_IDEO_COMMA;
  uint32_t end = left ? tc_prev(text, row.start) : row.start;
  uint32_t start = right ? tc_next(text, row.end) : row.end;
  return (left && has_capital(text, (tc_span){tc_latin_start(text, end), end})) ||
         (right && has_capital(text, (tc_span){start, tc_latin_end(text, start)}));
}

static void flag_row(flagger *g, tc_span row)
{
  tc_span at = small_part(g->text, row);
  if (tc_is_empty(at) || is_gloss(g->text, row) || is_explained(g->text, row, TC_P_HANZI) ||
      is_listed_name(g->text, row)) {
    return;
  }
  bool is_word = tc_latin_end(g->text, at.start) >= at.end;
  int sure = at.end - at.start < WORD_SURE ? SURE_SHORT_WORD
             : at.start > row.start        ? SURE_BEHIND_NAME
             : is_word                     ? SURE_WORD
                                           : SURE_WORDS;
  add(g, at, TEXTCLEAN_EN, sure);
}

/* A row of Latin words begins at an event, behind a blank or a digit that follows
 * one, or at the start of the run. Flags the one that begins so in the stretch of `event`, behind
 * `done`. Returns its end, or `done`. */
static uint32_t flag_row_at(flagger *g, tc_span at, uint32_t event, uint32_t done)
{
  const tc_text *text = g->text;
  uint32_t i = tc_max(text->events[event], done), stop = tc_min(text->events[event + 1], at.end);
  if (i < stop && !tc_is(tc_at(text, i), TC_P_WORD)) {
    i = tc_next(text, i);
  }
  while (i < stop && tc_is(tc_at(text, i), TC_P_BLANK | TC_P_NUM)) {
    i = tc_next(text, i); /* not beyond the next event, which has its own turn */
  }
  if (i >= stop || !tc_is(tc_at(text, i), TC_P_LATIN)) {
    return done;
  }
  tc_span row = row_at(text, i, at.end);
  uint8_t before = tc_before(text, row.start); /* look-alikes, placeholders, lost letters */
  bool whole = !tc_is(before, TC_P_LC | TC_P_UC) && before != TC_LBRACE && before != TC_CURRENCY;
  if (whole && !tc_is_inside(g->f->protect, &g->row_address, row.start)) {
    flag_row(g, row);
  }
  return row.end;
}

/* The event in whose stretch the row begins that three small letters at i lie in, or an earlier
 * one, but none before `least`. */
static uint32_t event_of_row(const tc_text *text, uint32_t least, uint32_t i)
{
  uint32_t event = least;
  tc_next_from(text->events, text->event_count, &event, i + 1);
  while (event > least) {
    uint8_t cls = text->cls[text->events[--event]];
    if (!tc_is(cls, TC_P_LATIN | TC_P_COMBINE) && !joins_words(cls)) {
      break;
    }
  }
  return event;
}

/* Looks at rows that have three small letters in a row only: less is no small word. */
static void flag_small_words(flagger *g, tc_span at)
{
  const tc_text *text = g->text;
  const tc_blocks *blocks = text->blocks;
  uint32_t i = blocks->find_small(text->cls, at.start, at.end), done = at.start;
  if (i == at.end) {
    return;
  }
  uint32_t event = tc_next_from(text->events, text->event_count, &g->event, at.start);
  if (event > 0 && tc_is(tc_at(text, at.start), TC_P_LATIN)) {
    event--; /* the run begins between two events */
  }
  for (; i < at.end; i = blocks->find_small(text->cls, tc_max(i + 1, done), at.end)) {
    for (event = event_of_row(text, event, i); text->events[event] <= i; event++) {
      done = flag_row_at(g, at, event, done);
    }
  }
}

/* A run as far as it lies in one paragraph. */
static void look_at(flagger *g, tc_span at, textclean_lang lang)
{
  textclean_lang target = g->f->target;
  bool small_words = lang == target || flag_run(g, at, lang);
  if (target == TEXTCLEAN_ZH && small_words) {
    flag_small_words(g, at);
  }
}

void tc_flag_untranslated(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  flagger g = {.f = f, .text = f->text, .arena = arena, .flags = flags};
  const tc_paragraphs *all = f->paragraphs;
  uint32_t first = 0; /* paragraph of the run */
  for (uint32_t r = 0; r < f->runs->count; r++) {
    const tc_run *run = &f->runs->at[r];
    bool sound = run->lang == f->target && run->lang != TEXTCLEAN_ZH; /* nothing is foreign in it */
    if (sound || run->lang == TEXTCLEAN_NONE) {
      continue;
    }
    while (first < all->count && all->at[first].at.end <= run->at.start) {
      first++;
    }
    for (uint32_t p = first; p < all->count && all->at[p].at.start < run->at.end; p++) {
      tc_span whole = all->at[p].at;
      tc_span at = {tc_max(run->at.start, whole.start), tc_min(run->at.end, whole.end)};
      look_at(&g, at, run->lang);
    }
  }
}
