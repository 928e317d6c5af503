/* sentences.c - see sentences.h; the branches carry the numbers of its rules. */
#include "sentences.h"

#include <string.h> /* memcpy */

#include "lexicon.h"

#define LONG_BRACKET 600u /* bytes: what is longer is no aside of one sentence */
#define SAYS_REACH 48     /* characters: `”` to the verb of saying */
#define SAYS_MOST 3       /* characters of such a verb */
#define CALL 30u          /* bytes of a short call or question */
#define SMALL_LEAST 3u    /* letters of a word that is surely no abbreviation */
#define QUOTED_ROW 4      /* quotations in a row, looked over for what goes on */
#define QUOTED_WORD 60u   /* bytes of words that are quoted inside a clause */
#define WORD_REACH 24u    /* bytes of a word with inner stops: Ph.D, U.S.S.R */
#define NAMES_MOST 4      /* capitalized words before a verb of saying */
#define PART_MOST 4u      /* letters between its stops */
#define CASE_REACH 400u   /* bytes: letters of both cases stand in so many */
#define CASE_LEAST 20u    /* letters that show it */

typedef struct splitter {
  const tc_text *text;
  const tc_paragraphs *paragraphs;
  const tc_quotes *quotes;
  const tc_spans *protect;
  const tc_runs *runs;
  tc_arena *arena;
  tc_sentences *out;
  tc_span paragraph;
  uint32_t start;        /* of the sentence at hand */
  tc_span bracket;       /* the outermost one that is open */
  uint32_t protected_at; /* cursors */
  uint32_t run;
  uint32_t turn;             /* the one at hand; */
  uint32_t quote;            /* no mark of those before it is at or behind that */
  bool case_known, one_case; /* of the paragraph, found when it is asked for */
} splitter;

/* ---- Closing marks ---------------------------------------------------------------- */

/* The mark at i, which is not before the turn at hand. */
static const tc_quote *quote_at(const splitter *s, uint32_t i)
{
  return tc_quote_at_from(s->quotes, s->quote, i);
}

/* Whether the mark at i closes something, as far as the pairs tell. */
static bool closes(const splitter *s, uint32_t i)
{
  uint8_t cls = tc_at(s->text, i);
  if (!tc_is(cls, TC_P_CLOSE | TC_P_QUOTE) || tc_is(cls, TC_P_OPEN)) {
    return false;
  }
  const tc_quote *q = quote_at(s, i);
  if (q && q->partner != TC_NO_PARTNER) {
    return !q->opens;
  }
  return tc_is(cls, TC_P_CLOSE) || !tc_is(tc_at(s->text, tc_next(s->text, i)), TC_P_WORD);
}

/* The end of a footnote's mark behind a stop, `[6]` or a number that ends the
 * paragraph; i itself if there is none. */
static uint32_t footnote_end(const splitter *s, uint32_t i)
{
  const tc_text *text = s->text;
  uint32_t start = tc_skip(text, i, TC_P_BLANK);
  if (tc_at(text, start) == TC_LSQUARE) {
    uint32_t end = tc_skip(text, start + 1, TC_P_NUM);
    return end > start + 1 && tc_at(text, end) == TC_RSQUARE ? end + 1 : i;
  }
  uint32_t end = tc_skip(text, start, TC_P_NUM);
  return start > i && end > start && end == s->paragraph.end ? end : i;
}

/* The end of emoji or a smiley behind a stop, `🎉` or `:-)`; i itself if there are none. */
static uint32_t ornament_end(const splitter *s, uint32_t i)
{
  const tc_text *text = s->text;
  uint32_t start = tc_skip(text, i, TC_P_BLANK);
  uint8_t eyes = tc_at(text, start);
  if (tc_is(eyes, TC_P_PICTO)) {
    return tc_skip(text, start, TC_P_PICTO | TC_P_IGNORE);
  }
  if (eyes != TC_COLON && eyes != TC_SEMICOLON) {
    return i;
  }
  uint32_t mouth = tc_at(text, start + 1) == TC_HYPHEN ? start + 2 : start + 1;
  uint8_t cls = tc_at(text, mouth);
  bool is_face =
      (cls == TC_RPAREN || cls == TC_LPAREN) && !tc_is(tc_at(text, mouth + 1), TC_P_WORD);
  return is_face ? mouth + 1 : i;
}

/* The end of the group that begins at i: stops, closing marks, a closing quotation
 * mark behind a stray blank, and what hangs on it: a footnote's mark, emoji. */
static uint32_t group_end(const splitter *s, uint32_t i, bool *quoted)
{
  const tc_text *text = s->text;
  uint32_t end = i;
  *quoted = false;
  while (end < s->paragraph.end) {
    uint8_t cls = tc_at(text, end);
    if (tc_is(cls, TC_P_STOP | TC_P_DOTS)) {
      end = tc_next(text, end);
    } else if (closes(s, end)) {
      *quoted = *quoted || tc_is(cls, TC_P_QUOTE);
      end = tc_next(text, end);
    } else {
      uint32_t mark = tc_skip(text, end, TC_P_BLANK);
      bool may = mark > end && tc_is(tc_at(text, mark), TC_P_QUOTE | TC_P_BRACKET);
      const tc_quote *q = may && mark < s->paragraph.end ? quote_at(s, mark) : NULL;
      if (!q || q->opens || q->partner == TC_NO_PARTNER || q->at < s->start) {
        break;
      }
      end = mark;
    }
  }
  for (uint32_t more = footnote_end(s, end); more > end; more = footnote_end(s, end)) {
    end = more;
  }
  return tc_min(ornament_end(s, end), s->paragraph.end);
}

/* ---- Chinese ------------------------------------------------------------------------- */

/* `在“河西论坛”上`: the end of a word in quotation marks at i inside a clause; or i. */
static uint32_t quoted_word_end(const splitter *s, uint32_t i)
{
  bool may = tc_is(tc_at(s->text, i), TC_P_QUOTE) && tc_is(tc_before(s->text, i), TC_P_HANZI);
  const tc_quote *q = may ? quote_at(s, i) : NULL;
  if (!q || !q->opens || q->partner == TC_NO_PARTNER) {
    return i;
  }
  uint32_t end = tc_next(s->text, s->quotes->at[q->partner].at);
  return end - i <= QUOTED_WORD && tc_is(tc_at(s->text, end), TC_P_HANZI) ? end : i;
}

/* Marks that a verb of saying is not looked for behind. */
#define BARS (TC_P_CLAUSE | TC_P_STOP | TC_P_DOTS | TC_P_BRACKET | TC_P_QUOTE | TC_P_LINE)

/* False: surely is_said() says no. A quick look at the words before the next stop, if nothing
 * is quoted up to there. */
static bool may_be_said(const splitter *s, uint32_t i)
{
  const tc_text *text = s->text;
  const uint32_t *turn = s->paragraphs->turns + s->turn;
  while (*turn < i || (*turn < text->size && !tc_is(text->cls[*turn], BARS))) {
    turn++;
  }
  uint32_t stop = *turn, word = stop, quote = tc_quote_from(s->quotes, s->quote, i);
  if (text->own || (quote < s->quotes->count && s->quotes->at[quote].at < stop)) {
    return true;
  }
  if (!tc_is(text->cls[stop], TC_P_STOP) && text->cls[stop] != TC_WIDE_SEMICOLON) {
    return false;
  }
  for (int n = 0; n < SAYS_MOST && word > i; n++) {
    word = tc_prev(text, word);
    if (text->cls[word] != TC_HAN || tc_lexicon_of(text, (tc_span){word, stop}, TC_W_SAYS)) {
      return true;
    }
  }
  return false;
}

/* Z1: a verb of saying, and then a stop or semicolon: so it has no object but the
 * quotation. Words such as 小说 are looked over whole, and so are commas and words in
 * quotation marks: `”在“河西论坛”上，镇长说。` */
static bool is_said(const splitter *s, uint32_t i)
{
  const tc_text *text = s->text;
  for (int n = 0; n < SAYS_REACH && i < text->size; n++) {
    uint32_t word = quoted_word_end(s, i), end = word;
    if (word == i && tc_is(tc_at(text, i), BARS) && tc_at(text, i) != TC_WIDE_COMMA) {
      return false;
    }
    tc_span rest = {i, text->size};
    uint32_t kinds =
        word > i ? TC_W_WHOLE : tc_lexicon_prefix_of(text, rest, TC_W_SAYS | TC_W_WHOLE, &end);
    uint8_t behind = tc_at(text, end);
    if ((kinds & TC_W_SAYS) && (tc_is(behind, TC_P_STOP) || behind == TC_WIDE_SEMICOLON)) {
      return true;
    }
    i = (kinds & TC_W_WHOLE) ? end : tc_next(text, i);
  }
  return false;
}

/* The number of an item: 1. 2、 (3) （四） 五、 */
static bool begins_item(const tc_text *text, uint32_t i)
{
  bool bracket = tc_at(text, i) == TC_LPAREN || tc_at(text, i) == TC_WIDE_LPAREN;
  i = bracket ? tc_next(text, i) : i;
  uint32_t end = tc_skip(text, i, TC_P_NUM), han = i;
  if (end == i && tc_lexicon_prefix_of(text, (tc_span){i, text->size}, TC_W_NUMERAL, &han)) {
    end = han;
  }
  uint8_t mark = tc_at(text, end);
  if (end == i || mark == TC_RPAREN || mark == TC_WIDE_RPAREN) {
    return end > i;
  }
  bool point = mark == TC_PERIOD || mark == TC_WIDE_PERIOD;
  return !bracket &&
         (mark == TC_IDEO_COMMA || (point && !tc_is(tc_at(text, tc_next(text, end)), TC_P_NUM)));
}

/* Z4: the end of what ends a sentence without a stop, the mark at i with it; or i. */
static uint32_t end_without_stop(const splitter *s, uint32_t i)
{
  const tc_text *text = s->text;
  uint32_t next = tc_next(text, i);
  if (text->cls[i] == TC_WIDE_SEMICOLON || text->cls[i] == TC_SEMICOLON) {
    uint32_t item = tc_skip(text, next, TC_P_BLANK);
    return begins_item(text, s->start) && begins_item(text, item) ? next : i;
  }
  const tc_quote *q = text->cls[i] == TC_WIDE_RPAREN ? quote_at(s, i) : NULL;
  bool whole = q && !q->opens && q->partner != TC_NO_PARTNER && s->start > s->paragraph.start &&
               s->quotes->at[q->partner].at == s->start;
  if (!whole || !tc_is(tc_at(text, tc_skip(text, next, TC_P_BLANK)), TC_P_WORD)) {
    return i;
  }
  uint32_t label = i;
  tc_span inside = {tc_next(text, s->start), i};
  return tc_lexicon_prefix_of(text, inside, TC_W_LABEL | TC_W_REPORTER, &label) ? next : i;
}

/* A verb of saying of one or two characters before i. */
static bool follows_verb_of_saying(const tc_text *text, uint32_t i)
{
  uint32_t one = i > 0 ? tc_prev(text, i) : 0, two = one > 0 ? tc_prev(text, one) : 0;
  return ((tc_lexicon_span(text, (tc_span){one, i}) | tc_lexicon_span(text, (tc_span){two, i})) &
          TC_W_SAYS) != 0;
}

/* Z1: `唱起“失火！”这首歌`: a short call or question, quoted as a name is; the group of
 * its stop ends at `end`. */
static bool is_quoted_name(const splitter *s, uint32_t i, uint32_t end)
{
  const tc_text *text = s->text;
  const tc_quote *q = quote_at(s, tc_prev(text, end));
  bool call = text->cls[i] == TC_WIDE_QUESTION || text->cls[i] == TC_WIDE_EXCLAMATION;
  if (!call || !q || q->opens || q->partner == TC_NO_PARTNER) {
    return false;
  }
  uint32_t open = s->quotes->at[q->partner].at;
  return i - open <= CALL && tc_is(tc_before(text, open), TC_P_HANZI) &&
         tc_is(tc_at(text, end), TC_P_HANZI) && !follows_verb_of_saying(text, open);
}

/* Z1: behind the quotation, and more of them in a row, `“修！”“建！”等标语`, a word that goes
 * on with the sentence. */
static bool goes_on(const splitter *s, uint32_t next)
{
  const tc_text *text = s->text;
  const tc_quote *q = tc_is(tc_at(text, next), TC_P_QUOTE) ? quote_at(s, next) : NULL;
  for (int n = 0; n < QUOTED_ROW && q && q->opens && q->partner != TC_NO_PARTNER; n++) {
    uint32_t close = s->quotes->at[q->partner].at;
    if (close - next > CALL) {
      return false;
    }
    next = tc_next(text, close);
    q = quote_at(s, next);
  }
  uint32_t end = next;
  return tc_lexicon_prefix_of(text, (tc_span){next, text->size}, TC_W_TAIL, &end) != 0;
}

/* The group from i, and its last stop at `last`. */
static bool ends_chinese(const splitter *s, uint32_t i, uint32_t last, uint32_t end, uint32_t next,
                         bool quoted)
{
  assert(!quoted || may_be_said(s, next) || !is_said(s, next));
  if (quoted && (goes_on(s, next) || (may_be_said(s, next) && is_said(s, next)) ||
                 is_quoted_name(s, i, end))) {
    return false; /* Z1 */
  }
  bool dots = tc_is(tc_at(s->text, i), TC_P_DOTS) && tc_is(tc_at(s->text, last), TC_P_DOTS);
  return !dots || quoted; /* Z2, Z3 */
}

/* ---- English --------------------------------------------------------------------------- */

/* The word before the period at i, with its inner periods. */
static tc_span word_before(const tc_text *text, uint32_t i)
{
  uint32_t start = i, least = i > WORD_REACH ? i - WORD_REACH : 0;
  while (start > least) {
    uint8_t before = tc_before(text, start);
    bool inner = before == TC_PERIOD && start < i && tc_is(tc_at(text, start), TC_P_LATIN);
    if (!inner && !tc_is(before, TC_P_LATIN)) {
      break;
    }
    start = tc_prev(text, start);
  }
  return (tc_span){start, i};
}

static uint32_t word_after(const tc_text *text, uint32_t i)
{
  return tc_skip(text, i, TC_P_OPEN | TC_P_QUOTE | TC_P_BLANK | TC_P_DASH);
}

static uint32_t kinds_after(const tc_text *text, uint32_t i)
{
  uint32_t start = word_after(text, i), end = tc_latin_end(text, start);
  return tc_lexicon_span(text, (tc_span){start, end});
}

/* A small letter, but for `iPhone` and addresses. */
static bool begins_small(splitter *s, uint32_t i)
{
  const tc_text *text = s->text;
  uint8_t cls = tc_at(text, i);
  uint32_t cursor = s->protected_at;
  return tc_is(cls, TC_P_LETTER) && tc_is(cls, TC_P_LC) &&
         !tc_is(tc_at(text, tc_next(text, i)), TC_P_UC) && !tc_is_inside(s->protect, &cursor, i);
}

/* The paragraph is all in small letters, or all in capitals: then they tell nothing. */
static bool has_one_case(splitter *s)
{
  if (!s->case_known) {
    uint32_t small = 0, capital = 0, i = s->paragraph.start;
    for (; i < tc_min(s->paragraph.end, s->paragraph.start + CASE_REACH); i++) {
      small += tc_is(s->text->cls[i], TC_P_LATIN) && tc_is(s->text->cls[i], TC_P_LC);
      capital += tc_is(s->text->cls[i], TC_P_UC);
      if (small > 0 && capital > 0) {
        break;
      }
    }
    s->one_case = small + capital >= CASE_LEAST && (small == 0 || capital == 0);
    s->case_known = true;
  }
  return s->one_case;
}

/* `U.S`, `Ph.D`: stops inside, and short parts; `mill.log` is a name. */
static bool has_inner_period(const tc_text *text, tc_span word)
{
  uint32_t part = word.start, shortest = PART_MOST, longest = 0;
  for (uint32_t i = word.start; i <= word.end; i++) {
    if (i == word.end || text->cls[i] == TC_PERIOD) {
      shortest = tc_min(shortest, i - part);
      longest = tc_max(longest, i - part);
      part = i + 1;
    }
  }
  return longest < word.end - word.start && longest <= PART_MOST && shortest < PART_MOST / 2 + 1;
}

/* One letter, no part of `doesn't`, `1980s`, `3D` and `20 °C`. */
static bool is_letter(const tc_text *text, tc_span word)
{
  uint8_t before = tc_before(text, word.start);
  return word.end > word.start && tc_next(text, word.start) == word.end &&
         !tc_is(before, TC_P_NUM) && before != TC_APOSTROPHE && before != TC_RSQUOTE &&
         before != TC_DEGREE;
}

/* One capital letter; `I` only behind a name. */
static bool is_initial(const tc_text *text, tc_span word)
{
  if (!is_letter(text, word) || !tc_is(tc_at(text, word.start), TC_P_UC)) {
    return false;
  }
  if (text->bytes[word.start] != 'I') {
    return true;
  }
  uint32_t end = tc_skip_back(text, word.start, TC_P_BLANK), start = tc_latin_start(text, end);
  return start < end && tc_is(tc_at(text, start), TC_P_UC) &&
         !(tc_lexicon_span(text, (tc_span){start, end}) & TC_W_FUNCTION);
}

/* `Q. Who? A. Nobody.`: a capital that would be a sentence of its own. */
static bool is_item_letter(const splitter *s, uint32_t i)
{
  return i == tc_next(s->text, s->start) && tc_is(tc_at(s->text, s->start), TC_P_UC);
}

/* `9 p.m. EST`, `9 p.m. Monday`: little else goes on with a capital behind an hour. */
static bool ends_hour(const tc_text *text, tc_span word, uint32_t next)
{
  bool hour = word.end - word.start == 3 && text->cls[word.start + 1] == TC_PERIOD &&
              (text->bytes[word.start + 2] | 0x20) == 'm';
  tc_span after = {next, tc_latin_end(text, next)};
  uint32_t second = tc_skip(text, after.end, TC_P_BLANK);
  tc_span zone = {second, tc_latin_end(text, second)}; /* Beijing time */
  bool acronym = after.end > after.start + 1 && tc_is(tc_before(text, after.end), TC_P_UC);
  return hour && !acronym && !tc_is_empty(after) &&
         !(tc_lexicon_span(text, after) & (TC_W_GOES_ON | TC_W_MONTH | TC_W_LABEL)) &&
         !(tc_lexicon_span(text, zone) & TC_W_LABEL);
}

/* `Inc.`, and other abbreviations that may end a sentence or not. */
static bool is_firm(const tc_text *text, uint32_t i)
{
  tc_span word = {i, tc_latin_end(text, i)};
  return tc_at(text, word.end) == TC_PERIOD && (tc_abbreviation(text, word) & TC_W_ABBREV);
}

/* `of Hale Corp. Alder sales fell`: a capital behind a firm or a state begins a sentence;
 * but not `Corp. Chairman Li`, `Co. Ltd.`, `Corp. Monday said`, `Mich. Gov. Wu`. */
static bool ends_firm(const tc_text *text, uint32_t kinds, uint32_t next)
{
  tc_span after = {next, tc_latin_end(text, next)};
  bool name = tc_is(tc_at(text, next), TC_P_UC) && tc_next(text, next) < after.end;
  bool abbreviated = tc_at(text, after.end) == TC_PERIOD && tc_abbreviation(text, after);
  return (kinds & TC_W_FIRM) && name && !abbreviated &&
         !(tc_lexicon_span(text, after) & TC_W_GOES_ON);
}

/* An abbreviation of any kind, an initial, a word with inner stops. */
static bool is_abbreviation(const tc_text *text, tc_span word)
{
  return tc_abbreviation(text, word) || is_initial(text, word) || has_inner_period(text, word);
}

/* E3: a whole word in small letters stands before the stop. */
static bool follows_small_word(const tc_text *text, uint32_t i)
{
  uint32_t start = i;
  while (start > 0 && tc_is(tc_before(text, start), TC_P_LATIN) &&
         tc_is(tc_before(text, start), TC_P_LC)) {
    start = tc_prev(text, start);
  }
  tc_span word = {start, i};
  return i - start >= SMALL_LEAST && !tc_is(tc_before(text, start), TC_P_WORD) &&
         !is_abbreviation(text, word);
}

static bool ends_at_period(splitter *s, uint32_t i, uint32_t next)
{
  const tc_text *text = s->text;
  bool number = tc_is(tc_at(text, word_after(text, next)), TC_P_NUM);
  if (tc_at(text, i + 1) == TC_PERIOD) {
    return !number; /* E5 */
  }
  if (tc_is_item_number(text, s->start, i) || is_item_letter(s, i)) {
    return false; /* E6 */
  }
  if (s->protected_at > 0 && s->protect->at[s->protected_at - 1].end == i) {
    return true; /* an address is no abbreviation */
  }
  tc_span word = word_before(text, i);
  uint32_t kinds = tc_abbreviation(text, word);
  if (kinds & TC_W_TITLE) {
    return false; /* E7 */
  }
  if (number && (kinds & (TC_W_BEFORE_NUMBER | TC_W_MONTH))) {
    return false; /* E8 */
  }
  if ((kinds & (TC_W_ABBREV | TC_W_MONTH)) || is_initial(text, word) ||
      has_inner_period(text, word)) {
    uint32_t begins = has_one_case(s) ? TC_W_SUBJECT : TC_W_STARTER;
    return (kinds_after(text, next) & begins) ||
           (!has_one_case(s) && (ends_hour(text, word, next) ||
                                 ends_firm(text, tc_lexicon_span(text, word), next))); /* E9 */
  }
  return true; /* E10 */
}

/* E11: as E4 to E10, but dots, and questions that are quoted, go on. */
static bool ends_without_capitals(splitter *s, uint32_t i, uint32_t next, bool quoted)
{
  const tc_text *text = s->text;
  if (tc_at(text, i) != TC_PERIOD) {
    return !quoted;
  }
  tc_span word = word_before(text, i);
  bool letter = is_letter(text, word) && text->bytes[word.start] != 'i';
  if (letter || tc_at(text, i + 1) == TC_PERIOD) {
    return false;
  }
  return ends_at_period(s, i, next);
}

/* `A. B. P. 等`: an initial behind another. */
static bool is_listed_initial(const tc_text *text, tc_span word)
{
  uint32_t stop = tc_skip_back(text, word.start, TC_P_BLANK);
  return is_initial(text, word) && tc_before(text, stop) == TC_PERIOD &&
         is_initial(text, word_before(text, stop - 1));
}

/* `M?¤n`: a letter was lost, and no question was asked. */
static bool is_lost_letter(const tc_text *text, uint32_t i)
{
  uint32_t symbol = tc_next(text, i);
  return tc_at(text, i) == TC_QUESTION && tc_is(tc_before(text, i), TC_P_LATIN) &&
         tc_is(tc_at(text, symbol), TC_P_SYMBOL) &&
         tc_is(tc_at(text, tc_next(text, symbol)), TC_P_LATIN);
}

/* E1 and E2: what follows is Chinese, or touches the stop. */
static bool touches(const splitter *s, uint32_t i, uint32_t end, uint32_t next, bool *ends)
{
  const tc_text *text = s->text;
  uint8_t after = tc_at(text, next);
  if (tc_is(after, TC_P_HANZI | TC_P_KANA | TC_P_HANGUL)) {
    bool chinese = tc_lang_at(s->runs, i) == TEXTCLEAN_ZH;
    tc_span word = word_before(text, i);
    bool title = (tc_abbreviation(text, word) & TC_W_TITLE) != 0;
    bool name = chinese && tc_at(text, i) == TC_EXCLAMATION && end == next && !tc_is_empty(word) &&
                tc_is(tc_at(text, word.start), TC_P_UC);
    *ends = !((chinese || is_listed_initial(text, word)) && is_abbreviation(text, word)) &&
            !title && !name && !tc_is_item_number(text, s->start, i);
    return true;
  }
  if (is_lost_letter(text, i)) {
    *ends = false;
    return true;
  }
  if (end == next && tc_is(after, TC_P_LATIN | TC_P_NUM)) {
    uint8_t before = tc_before(text, i); /* 20%.7月: no decimal point */
    bool number = tc_is(after, TC_P_NUM) && (tc_is(before, TC_P_HANZI) || before == TC_PERCENT);
    *ends = tc_lang_at(s->runs, i) == TEXTCLEAN_ZH
                ? number && !tc_is_item_number(text, s->start, i)
                : tc_lang_at(s->runs, next) == TEXTCLEAN_ZH && follows_small_word(text, i);
    return true;
  }
  return false;
}

/* `“Is it safe?” Mayor Li asked.`: a few capitalized words and a verb of saying that ends
 * its clause. */
static bool is_said_by(const tc_text *text, uint32_t i)
{
  if (kinds_after(text, i) & TC_W_STARTER) {
    return false;
  }
  for (int n = 0; n < NAMES_MOST && tc_is(tc_at(text, i), TC_P_UC); n++) {
    uint32_t end = tc_skip(text, i, TC_P_LATIN | TC_P_DASH);
    end = tc_at(text, end) == TC_PERIOD ? end + 1 : end;
    i = tc_skip(text, end, TC_P_BLANK);
  }
  tc_span verb = {i, tc_latin_end(text, i)};
  uint8_t behind = tc_at(text, verb.end);
  return (tc_lexicon_span(text, verb) & TC_W_SAYS) &&
         (behind == TC_PERIOD || tc_is(behind, TC_P_CLAUSE));
}

static bool ends_english(splitter *s, uint32_t i, uint32_t end, uint32_t next, bool quoted)
{
  const tc_text *text = s->text;
  bool ends;
  if (touches(s, i, end, next, &ends)) {
    return ends; /* E1, E2 */
  }
  bool small = begins_small(s, word_after(text, next));
  if (small && has_one_case(s)) {
    return ends_without_capitals(s, i, next, quoted); /* E11 */
  }
  if (small) {
    bool single = tc_at(text, tc_next(text, i)) != TC_PERIOD;
    return single && !quoted && word_after(text, next) == next &&
           follows_small_word(text, i); /* E3 */
  }
  if (tc_at(text, i) != TC_PERIOD) {
    return quoted ? !is_said_by(text, next) : !is_firm(text, next); /* E4 */
  }
  return ends_at_period(s, i, next);
}

/* ---- Sentences ----------------------------------------------------------------------------- */

static bool is_blocked(splitter *s, uint32_t i)
{
  if (tc_is_inside(s->protect, &s->protected_at, i)) {
    return true;
  }
  bool inside = i > s->bracket.start && i < s->bracket.end;
  bool title = inside && tc_is(tc_at(s->text, s->bracket.start), TC_P_CJK) &&
               tc_at(s->text, s->bracket.start) != TC_WIDE_LPAREN;
  return title || (inside && s->bracket.start > s->start);
}

/* The last stop of the group [i, end) if nothing but closing marks is behind it, or i. */
static uint32_t last_stop(const splitter *s, uint32_t i, uint32_t end)
{
  uint32_t behind = tc_skip_back(s->text, end, TC_P_CLOSE | TC_P_QUOTE | TC_P_BLANK);
  return behind > i && tc_is(tc_before(s->text, behind), TC_P_STOP) ? tc_prev(s->text, behind) : i;
}

static bool is_end(splitter *s, uint32_t i, uint32_t end, bool quoted)
{
  uint32_t last = last_stop(s, i, end);
  if (is_blocked(s, i) && last > i) {
    i = last; /* `《为什么？》。`: the stop behind the bracket decides */
    group_end(s, i, &quoted);
  }
  if (is_blocked(s, i) || tc_is_lost_dot(s->text, i)) {
    return false; /* A1 */
  }
  uint32_t next = tc_skip(s->text, end, TC_P_WHITE);
  uint8_t after = tc_at(s->text, next);
  bool closing = tc_is(after, TC_P_CLOSE) && end == next;
  bool dots = tc_is(tc_at(s->text, i), TC_P_DOTS) && tc_is(after, TC_P_DOTS);
  if (tc_is(after, TC_P_CLAUSE | TC_P_STOP) || closing || dots) {
    return false; /* A2 */
  }
  if (tc_at(s->text, i) == TC_WIDE_PERIOD && tc_is_item_number(s->text, s->start, i)) {
    return false; /* A3 */
  }
  bool chinese = tc_is(tc_at(s->text, i), TC_P_CJK) ||
                 (tc_is(tc_at(s->text, i), TC_P_DOTS) && tc_is(tc_before(s->text, i), TC_P_HANZI));
  return chinese ? ends_chinese(s, i, last, end, next, quoted)
                 : ends_english(s, i, end, next, quoted);
}

/* E10: a word in small letters, or with a capital first, stands before the stop, behind a
 * blank and in the same sentence, and is no abbreviation. */
static bool follows_plain_word(const splitter *s, uint32_t i)
{
  const tc_text *text = s->text;
  const uint8_t *end = text->cls + i, *start = tc_small_before(end);
  start -= start[-1] == TC_UPPER;
  uint32_t size = (uint32_t)(end - start);
  return size > 1 && start[-1] == TC_SPACE && size <= i - s->start && !text->own &&
         (size > TC_ABBREVIATION_MAX || !tc_abbreviation(text, (tc_span){i - size, i}));
}

/* Most sentences end at a stop like those that these tell at once: a Chinese stop before Han
 * (Z3), a period behind a plain word, and one blank and a capital behind it, or behind a quotation
 * mark that closes (E10). The end of the group that begins at i, which is nothing but these marks;
 * or i: ask rule by rule. */
static uint32_t usual_end(splitter *s, uint32_t i)
{
  const uint8_t *cls = s->text->cls + i;
  bool chinese = tc_is(cls[0], TC_P_CJK) && cls[0] != TC_WIDE_PERIOD && cls[3] == TC_HAN;
  bool quoted = !chinese && cls[1] == TC_RDQUOTE;
  uint32_t size = chinese ? 3 : quoted ? 4 : 1;
  bool english = cls[0] == TC_PERIOD && cls[size] == TC_SPACE && cls[size + 1] == TC_UPPER;
  if (!chinese && !(english && (!quoted || closes(s, i + 1)) && follows_plain_word(s, i))) {
    return i;
  }
  return i + size < s->paragraph.end && !is_blocked(s, i) ? i + size : i;
}

#ifndef NDEBUG
/* For assertions: the rules say the same of the end. */
static bool is_usual(splitter *s, uint32_t i, uint32_t end)
{
  bool quoted;
  return group_end(s, i, &quoted) == end && is_end(s, i, end, quoted);
}
#endif

static textclean_lang main_lang(splitter *s, tc_span at)
{
  textclean_lang best = TEXTCLEAN_NONE;
  uint32_t most = 0;
  tc_run_from(s->runs, &s->run, at.start);
  if (s->run < s->runs->count && at.end <= s->runs->at[s->run].at.end) {
    return s->runs->at[s->run].lang; /* as most do, it lies in one run */
  }
  for (uint32_t r = s->run; r < s->runs->count && s->runs->at[r].at.start < at.end; r++) {
    const tc_run *run = &s->runs->at[r];
    uint32_t size = tc_min(run->at.end, at.end) - tc_max(run->at.start, at.start);
    uint32_t weight = run->lang == TEXTCLEAN_ZH ? size - size / 3 : size;
    if (weight > most) {
      most = weight;
      best = run->lang;
    }
  }
  return best;
}

static void push_sentence(splitter *s, tc_span at)
{
  tc_sentence *slot = tc_push(s->arena, s->out);
  *slot = (tc_sentence){at, main_lang(s, at)};
}

static void add_sentence(splitter *s, uint32_t end)
{
  uint32_t last = tc_skip_back(s->text, end, TC_P_WHITE);
  if (last > s->start) {
    push_sentence(s, (tc_span){s->start, last});
  }
  s->start = tc_min(tc_skip(s->text, end, TC_P_WHITE), s->paragraph.end);
}

static void note_bracket(splitter *s, uint32_t i)
{
  const tc_quote *q = i >= s->bracket.end ? quote_at(s, i) : NULL;
  if (q && q->opens && q->partner != TC_NO_PARTNER) {
    uint32_t close = s->quotes->at[q->partner].at;
    if (close - i <= LONG_BRACKET) {
      s->bracket = (tc_span){i, close};
    }
  }
}

/* Adds the sentence that ends at the stop at i, if one does. Returns where its group ends. */
static uint32_t add_at_stop(splitter *s, uint32_t i)
{
  if (tc_next(s->text, i) == s->paragraph.end) {
    return s->paragraph.end; /* the end of the last sentence needs no stop */
  }
  bool quoted;
  uint32_t end = usual_end(s, i);
  if (end > i) {
    assert(is_usual(s, i, end));
    push_sentence(s, (tc_span){s->start, end});
    s->start = end + (s->text->cls[end] == TC_SPACE); /* and no more of them */
    return end;
  }
  end = group_end(s, i, &quoted);
  if (end < s->paragraph.end && is_end(s, i, end, quoted)) {
    add_sentence(s, end);
  }
  return end;
}

static void split_paragraph(splitter *s)
{
  const tc_text *text = s->text;
  const tc_paragraphs *all = s->paragraphs;
  uint32_t done = s->paragraph.start; /* the end of the last group */
  s->start = s->paragraph.start;
  s->case_known = false;
  s->bracket = (tc_span){0, 0};
  for (uint32_t i; (i = all->turns[s->turn]) < s->paragraph.end; s->turn++) {
    uint8_t cls = text->cls[i];
    if (i < done) {
      continue;
    }
    while (s->quote < s->quotes->count && s->quotes->at[s->quote].at < i) {
      s->quote++;
    }
    uint32_t end = tc_is(cls, TC_P_CLAUSE | TC_P_CLOSE) ? end_without_stop(s, i) : i;
    if (end > i) {
      add_sentence(s, end);
    } else if (tc_is(cls, TC_P_BRACKET) && tc_is(cls, TC_P_OPEN)) {
      note_bracket(s, i);
    } else if (tc_is(cls, TC_P_STOP | TC_P_DOTS)) {
      done = add_at_stop(s, i);
    }
  }
  if (s->start < s->paragraph.end) { /* which has no white space at its end */
    push_sentence(s, (tc_span){s->start, s->paragraph.end});
  }
}

void tc_find_sentences(const tc_text *text, const tc_paragraphs *paragraphs, const tc_runs *runs,
                       const tc_quotes *quotes, const tc_spans *protect, tc_arena *arena,
                       tc_sentences *sentences)
{
  splitter s = {.text = text,
                .paragraphs = paragraphs,
                .quotes = quotes,
                .protect = protect,
                .runs = runs,
                .arena = arena,
                .out = sentences};
  for (uint32_t i = 0; i < paragraphs->count; i++) {
    s.paragraph = paragraphs->at[i].at;
    split_paragraph(&s);
  }
}
