/* roles.c - see roles.h. Each paragraph is looked at once and described by its
 * traits; the roles follow from the traits and from the order of paragraphs. What
 * takes a walk over a line is asked only of the few lines that may be bylines. */
#include "roles.h"

#include "lexicon.h"

enum {
  SHORT = 240,        /* bytes: bylines, headings and notices' first words lie within */
  NAME_LINE = 64,     /* bytes: a line of nothing but names */
  REAL_TEXT = 150,    /* bytes: a paragraph of an article, not of a list of links */
  HAN_NOTICE = 12,    /* bytes of a notice inside a paragraph */
  NOTICE_PHRASE = 14, /* likewise in English: two words */
  HEAD = 6,           /* paragraphs: bylines above the text stand within */
  SOURCE = 21,        /* bytes of Han: the name of a paper, alone on its line */
  BOXES = 8,          /* how often it is looked ahead, */
  AHEAD = 16          /* and how many paragraphs */
};

enum { /* traits */
       ENDS_SENTENCE = 1 << 0,
       END_MARK = 1 << 1,
       RULER = 1 << 2, /* nothing but dashes */
       RELATED_HEADING = 1 << 3,
       NOTICE = 1 << 4,
       LABEL = 1 << 5, /* begins with a label and its mark */
       ASIDE = 1 << 6, /* an advertisement's place: no heading of links */
       LINE = 1 << 7,  /* short, and no sentence: may be one of the next */
       KNOWN = 1 << 8,
       HOLDS_NOTICE = 1 << 9, /* somewhere in it, */
       HOLDS_NONE = 1 << 10   /* or nowhere; neither: it was not asked */
};

typedef enum line_kind {
  PEOPLE, /* names a reporter, or a date beside names */
  NAMES,  /* a short line of capitalized words only */
  FACTS,  /* nothing but a date, a time, counts and their labels */
  CRUMBS  /* Home > News > Hexi */
} line_kind;

static tc_span inner(const tc_text *text, tc_span at)
{
  uint32_t marks = TC_P_PUNCT | TC_P_SYMBOL | TC_P_BLANK;
  uint32_t start = tc_min(tc_skip(text, at.start, marks), at.end);
  uint32_t end = start < at.end ? tc_skip_back(text, at.end, marks) : start;
  return (tc_span){start, end};
}

static bool ends_sentence(const tc_text *text, tc_span at)
{
  uint32_t end = tc_skip_back(text, at.end, TC_P_CLOSE | TC_P_QUOTE | TC_P_BLANK);
  return end > at.start && tc_is(tc_before(text, end), TC_P_STOP);
}

/* A stop that is no row of dots, which end teasers, too. */
static bool ends_in_stop(const tc_text *text, tc_span at)
{
  uint32_t end = tc_skip_back(text, at.end, TC_P_CLOSE | TC_P_QUOTE | TC_P_BLANK);
  bool dots =
      tc_before(text, end) == TC_PERIOD && end - at.start >= 2 && text->cls[end - 2] == TC_PERIOD;
  return ends_sentence(text, at) && !dots;
}

static bool is_ruler(const tc_text *text, tc_span at)
{
  uint8_t first = tc_at(text, at.start);
  if (first == TC_NUMBER_SIGN || first == TC_ASTERISK || tc_is(first, TC_P_SYMBOL)) {
    return tc_skip(text, at.start, TC_P_SYMBOL | TC_P_BLANK) >= at.end;
  }
  return at.end - at.start >= 3 && tc_skip(text, at.start, TC_P_DASH | TC_P_BLANK) >= at.end;
}

static bool is_colon(uint8_t cls)
{
  return cls == TC_COLON || cls == TC_WIDE_COLON;
}

/* The longest entry that a paragraph begins with. */
typedef struct opening {
  tc_span at;
  uint32_t kinds;
} opening;

static opening find_opening(const tc_text *text, tc_span body, uint32_t kinds)
{
  opening first = {{body.start, body.start}, 0};
  first.kinds = tc_lexicon_prefix_of(text, body, kinds, &first.at.end);
  return first;
}

static bool begins_with_label(const tc_text *text, const opening *first, bool ends)
{
  if (first->kinds & TC_W_BY) { /* but `By the spring, the dam was mended.` */
    return first->at.end - first->at.start > 2 || !ends;
  }
  if (!(first->kinds & (TC_W_LABEL | TC_W_REPORTER))) {
    return false;
  }
  uint8_t mark = tc_at(text, tc_skip(text, first->at.end, TC_P_BLANK));
  return is_colon(mark) || mark == TC_BAR || mark == TC_WIDE_BAR || mark == TC_SLASH;
}

/* Ends in a full stop: a headline may ask, but does not tell. */
static bool tells(const tc_text *text, tc_span at)
{
  uint32_t end = tc_skip_back(text, at.end, TC_P_CLOSE | TC_P_QUOTE | TC_P_BLANK);
  uint8_t last = tc_before(text, end);
  return last == TC_IDEO_STOP || (last == TC_PERIOD && ends_in_stop(text, at));
}

/* `Next: the title of another article`, `More from Hexi`. */
static bool heads_related(const tc_text *text, tc_span at, const opening *first)
{
  if (!(first->kinds & TC_W_RELATED)) {
    return false;
  }
  bool has_phrase = false; /* of two words: `more from` */
  for (uint32_t i = first->at.start; i < first->at.end; i++) {
    has_phrase |= text->cls[i] == TC_SPACE;
  }
  bool named = is_colon(tc_at(text, tc_skip(text, first->at.end, TC_P_BLANK))) && !tells(text, at);
  return named || (has_phrase && at.end - at.start <= NAME_LINE && !ends_sentence(text, at));
}

/* How many digits of a date end at i; the first one behind a slash is part of an address. */
static uint32_t digits_before(const tc_text *text, uint32_t least, uint32_t i)
{
  uint32_t start = i;
  while (start > least && text->cls[start - 1] == TC_DIGIT) {
    start--;
  }
  return i - start - (start < i && tc_before(text, start) == TC_SLASH);
}

/* Four digits and then a mark of dates, two digits: 2022.07, 2022-07, 2022年7. */
static bool has_date(const tc_text *text, tc_span at)
{
  for (uint32_t e = tc_event_from(text, at.start); text->events[e] < at.end; e++) {
    uint32_t i = text->events[e];
    uint8_t cls = text->cls[i];
    bool mark = cls == TC_PERIOD || cls == TC_HYPHEN || cls == TC_SLASH || cls == TC_HAN;
    if (mark && tc_at(text, tc_next(text, i)) == TC_DIGIT &&
        digits_before(text, at.start, i) == 4) {
      return true;
    }
  }
  return false;
}

/* A word of the kind REPORTER, in Chinese only with a blank or a mark behind it:
 * names are set apart there, and the word also occurs in headlines. */
static bool names_reporter(const tc_text *text, tc_span at)
{
  for (uint32_t i = at.start; i < at.end; i = tc_next(text, i)) {
    uint8_t cls = tc_at(text, i);
    bool word_start =
        cls == TC_HAN || (tc_is(cls, TC_P_LATIN) && !tc_is(tc_before(text, i), TC_P_LATIN));
    uint32_t end = 0;
    if (word_start && tc_lexicon_prefix_of(text, (tc_span){i, at.end}, TC_W_REPORTER, &end)) {
      uint8_t next = tc_at(text, end);
      if (cls != TC_HAN || tc_is(next, TC_P_BLANK) || is_colon(next) || next == TC_SLASH) {
        return true;
      }
    }
  }
  return false;
}

static bool has_bar(const tc_text *text, tc_span at)
{
  uint32_t i = tc_has(text, TC_BAR) || tc_has(text, TC_WIDE_BAR) ? at.start : at.end;
  while (i < at.end && text->cls[i] != TC_BAR && text->cls[i] != TC_WIDE_BAR) {
    i++;
  }
  return i < at.end;
}

/* Only capitalized Latin words, numbers and commas, at least two: names, a date. */
static bool is_names(const tc_text *text, tc_span at)
{
  uint32_t words = 0;
  for (uint32_t i = at.start; i < at.end; i = tc_next(text, i)) {
    uint8_t cls = tc_at(text, i), before = tc_before(text, i);
    if (!tc_is(cls, TC_P_LATIN | TC_P_BLANK | TC_P_NUM) && cls != TC_APOSTROPHE &&
        cls != TC_HYPHEN && cls != TC_COMMA) {
      return false;
    }
    if (cls == TC_HYPHEN && tc_is(before, TC_P_NUM)) {
      return false; /* Hexi 3-2 Alder */
    }
    if (tc_is(cls, TC_P_LATIN) && !tc_is(before, TC_P_LATIN) && before != TC_HYPHEN) {
      words++;
      if (!tc_is(cls, TC_P_UC)) {
        return false;
      }
    }
  }
  return words >= 2;
}

/* The end of a word that stands beside the facts of an article, or i: `July`, `views`, the
 * 月 behind a number. */
static uint32_t fact_end(const tc_text *text, tc_span at, uint32_t i)
{
  const uint32_t kinds = TC_W_LABEL | TC_W_MONTH | TC_W_UNIT | TC_W_BY;
  uint32_t end = i;
  if (tc_lexicon_prefix_of(text, (tc_span){i, at.end}, kinds, &end)) {
    return end;
  }
  bool of_number = tc_is(tc_before(text, i), TC_P_NUM) && tc_at(text, i) == TC_HAN;
  return of_number ? tc_next(text, i) : i;
}

/* `July 14, 2022`, `3 min read`, `阅读 1024 评论 12`; but no item of a list. */
static bool is_facts(const tc_text *text, tc_span at)
{
  uint32_t numbers = 0, words = 0, i = at.start;
  while (i < at.end) {
    uint8_t cls = tc_at(text, i);
    if (tc_is(cls, TC_P_NUM)) {
      i = tc_skip(text, i, TC_P_NUM);
      if (numbers++ == 0 && words == 0 && tc_is_item_number(text, at.start, i) &&
          !tc_is(tc_at(text, i), TC_P_BLANK | TC_P_WORD)) {
        return false;
      }
    } else if (tc_is(cls, TC_P_LETTER)) {
      uint32_t end = fact_end(text, at, i);
      if (end == i) {
        return false;
      }
      words++;
      i = end;
    } else if (tc_is(cls, TC_P_STOP | TC_P_QUOTE)) {
      return false;
    } else {
      i = tc_next(text, i);
    }
  }
  return numbers > 0 && words > 0;
}

static bool is_crumbs(const tc_text *text, tc_span at)
{
  uint32_t marks = 0;
  for (uint32_t i = at.start + 1; i + 1 < at.end; i++) {
    marks += text->bytes[i] == '>' && text->bytes[i - 1] == ' ' && text->bytes[i + 1] == ' ';
  }
  return marks >= 2;
}

/* `（记者何秋白 摄影方远）`: all in brackets, and a reporter first. */
static bool is_credit(const tc_text *text, tc_span at)
{
  const uint32_t bracket = TC_P_BRACKET;
  uint32_t end = at.end;
  bool whole = tc_is(tc_at(text, at.start), bracket) && tc_is(tc_before(text, at.end), bracket);
  tc_span inside = {tc_next(text, at.start), tc_prev(text, at.end)};
  return whole && at.end - at.start <= 2 * NAME_LINE &&
         tc_lexicon_prefix_of(text, inside, TC_W_REPORTER, &end) &&
         tc_skip(text, end, TC_P_HANZI | TC_P_LATIN | TC_P_BLANK | TC_P_CLAUSE) >= inside.end;
}

/* `不得转载` behind a comma, `The views expressed here are ...` behind a stop: a notice of some
 * characters, or words, behind the mark at i. */
static bool has_notice_behind(const tc_text *text, tc_span at, uint32_t i)
{
  bool chinese = tc_is(tc_at(text, i), TC_P_CLAUSE);
  uint32_t start = tc_skip(text, tc_next(text, i), TC_P_BLANK), end = start;
  return start < at.end && tc_may_begin(text, start, TC_W_NOTICE) && /* rarely */
         tc_is(tc_at(text, start), chinese ? TC_P_HANZI : TC_P_UC) &&
         tc_lexicon_prefix_of(text, (tc_span){start, at.end}, TC_W_NOTICE, &end) &&
         end - start >= (chinese ? HAN_NOTICE : NOTICE_PHRASE);
}

/* Whether it is somewhere in a line. */
static bool holds_notice(const tc_text *text, tc_span at)
{
  uint32_t marks[TC_SIFTED], event = tc_event_from(text, at.start), end = event;
  tc_next_from(text->events, text->event_count, &end, tc_min(at.end, at.start + SHORT));
  for (uint32_t n; event < end; event += n) {
    n = tc_min(end - event, TC_SIFTED);
    uint32_t count = tc_sift(text, text->events + event, n, TC_P_CLAUSE | TC_P_STOP, marks);
    for (uint32_t k = 0; k < count; k++) {
      if (has_notice_behind(text, at, marks[k])) {
        return true;
      }
    }
  }
  return false;
}

/* A stop with more text of the line behind it: no byline has that. A title may, if it is
 * a question with its answer. */
static bool has_inner_sentence(const tc_text *text, const tc_paragraphs *all, tc_span at,
                               bool may_ask)
{
  for (uint32_t t = tc_turn_from(all, at.start); all->turns[t] < at.end; t++) {
    uint32_t i = all->turns[t];
    uint8_t cls = tc_at(text, i);
    bool asks = cls == TC_QUESTION || cls == TC_WIDE_QUESTION;
    if (tc_is(cls, TC_P_STOP) && !(may_ask && asks) &&
        tc_is(tc_before(text, i), TC_P_LC | TC_P_HANZI)) {
      uint32_t next = tc_next(text, i);
      if (tc_is(cls, TC_P_CJK) ? next < at.end : tc_is(tc_at(text, next), TC_P_BLANK)) {
        return true;
      }
    }
  }
  return false;
}

static uint32_t find_traits(const tc_text *text, const tc_paragraphs *all, tc_span at)
{
  uint32_t traits = ends_sentence(text, at) ? ENDS_SENTENCE : 0;
  uint32_t size = at.end - at.start;
  tc_span body = inner(text, at);
  if (text->own && (tc_lexicon_span(text, at) & TC_W_END)) {
    return END_MARK; /* of a house: it may be nothing but marks */
  }
  if (is_ruler(text, at)) {
    return RULER;
  }
  const uint32_t openings = TC_W_NOTICE | TC_W_RELATED | TC_W_BY | TC_W_LABEL | TC_W_REPORTER;
  opening first = find_opening(text, body, size > SHORT ? TC_W_NOTICE : openings);
  if (tc_at(text, at.start) == TC_COPYRIGHT || (first.kinds & TC_W_NOTICE)) {
    traits |= NOTICE;
  }
  if (size > SHORT) {
    return traits;
  }
  uint32_t whole = tc_lexicon_of(text, body, TC_W_END | TC_W_RELATED | TC_W_ASIDE);
  traits |= (whole & TC_W_END) ? END_MARK : 0;
  traits |= (whole & TC_W_RELATED) || heads_related(text, at, &first) ? RELATED_HEADING : 0;
  traits |= (whole & TC_W_ASIDE) ? ASIDE : 0;
  bool is_sentence = (traits & ENDS_SENTENCE) != 0;
  if (begins_with_label(text, &first, is_sentence) && !has_inner_sentence(text, all, at, false)) {
    traits |= LABEL;
  }
  return traits | (is_sentence ? 0 : LINE);
}

/* Fills in the traits of the paragraphs that are not known from an earlier look; returns which
 * traits there are. */
static uint32_t note_traits(const tc_text *text, tc_paragraphs *all)
{
  uint32_t found = 0;
  for (uint32_t i = 0; i < all->count; i++) {
    if (all->at[i].traits == 0) {
      all->at[i].traits = find_traits(text, all, all->at[i].at) | KNOWN;
    }
    found |= all->at[i].traits;
  }
  return found;
}

static bool names_people(const tc_text *text, tc_span at)
{
  bool short_line = at.end - at.start <= NAME_LINE;
  return has_date(text, at) || (short_line && has_bar(text, at)) || names_reporter(text, at) ||
         is_credit(text, at);
}

static bool is_line(const tc_text *text, const tc_paragraphs *all, uint32_t i, line_kind kind)
{
  tc_span at = all->at[i].at;
  if (!(all->at[i].traits & LINE) || has_inner_sentence(text, all, at, false)) {
    return false;
  }
  switch (kind) {
  case PEOPLE:
    return names_people(text, at);
  case NAMES:
    return at.end - at.start <= NAME_LINE && is_names(text, at);
  case FACTS:
    return at.end - at.start <= NAME_LINE && is_facts(text, at);
  case CRUMBS:
    return is_crumbs(text, at);
  }
  return false;
}

static bool is_dated(const tc_text *text, const tc_paragraphs *all, uint32_t i)
{
  return is_line(text, all, i, PEOPLE) || is_line(text, all, i, FACTS);
}

static bool is_byline(const tc_text *text, const tc_paragraphs *all, uint32_t i)
{
  return (all->at[i].traits & LABEL) || is_dated(text, all, i);
}

/* Where the article goes on behind a heading of links, so that these are a box in it; 0 if
 * it does not. Long paragraphs follow the links, or sentences rather than lines. A heading
 * that names its one article itself, `Read more: …`, needs only one. */
static uint32_t box_end(const tc_text *text, const tc_paragraphs *all, uint32_t i, bool is_one)
{
  uint32_t long_ones = 0, sentences = 0, lines = 0, links = 0, bytes = 0, end = i + 1;
  for (uint32_t k = i + 1; k < tc_min(all->count, i + 1 + AHEAD); k++) {
    tc_span at = all->at[k].at;
    uint32_t traits = all->at[k].traits;
    bool another = (traits & RELATED_HEADING) != 0, found = sentences + lines + links > 0;
    if (traits & ASIDE) {
      continue;
    }
    if ((traits & (END_MARK | RULER)) || (another && found)) {
      break;
    }
    if (another || (traits & (NOTICE | LABEL)) || is_line(text, all, k, PEOPLE)) {
      continue;
    }
    bool ends = ends_in_stop(text, at), is_link = !ends && !is_one && sentences == 0;
    end = ends && sentences == 0 && links > 0 ? k : end;
    bytes += ends ? at.end - at.start : 0;
    long_ones += ends && at.end - at.start >= REAL_TEXT;
    sentences += ends;
    links += is_link;
    lines += !ends && !is_link;
  }
  bool real = sentences >= 2 && sentences > 2 * lines && (links == 0 || bytes >= REAL_TEXT);
  return long_ones >= 2 || (is_one ? sentences > lines : real) ? end : 0;
}

/* Whether a ruler closes the article: all behind it are lines, no sentences. */
static bool only_lines_follow(const tc_text *text, const tc_paragraphs *all, uint32_t i)
{
  for (uint32_t k = i + 1; k < tc_min(all->count, i + 1 + AHEAD); k++) {
    tc_span at = all->at[k].at;
    uint32_t traits = all->at[k].traits;
    if ((traits & RULER) || (ends_in_stop(text, at) && !(traits & NOTICE))) {
      return false;
    }
  }
  return i > 0;
}

/* `Read more: the title of another article`: more stands behind the colon. */
static bool names_one(const tc_text *text, tc_span at)
{
  uint32_t end = 0;
  tc_span body = inner(text, at);
  tc_lexicon_prefix(text, body, &end);
  return end > body.start && end < body.end;
}

/* Marks what closes the article and what follows; returns how many paragraphs
 * stand before that. */
static uint32_t find_close(const tc_text *text, tc_paragraphs *all)
{
  uint32_t related_boxes = 0; /* bounds the looking ahead */
  for (uint32_t i = 0; i < all->count; i++) {
    uint32_t traits = all->at[i].traits;
    bool ends = (traits & END_MARK) ||
                ((traits & RULER) && related_boxes++ < BOXES && only_lines_follow(text, all, i));
    bool related = i > 0 && (traits & RELATED_HEADING);
    uint32_t box = traits & ASIDE ? i + 1 : 0;
    if (box == 0 && related && related_boxes++ < BOXES) {
      box = box_end(text, all, i, names_one(text, all->at[i].at));
    }
    for (uint32_t k = i; k < box; k++) {
      all->at[k].role = TEXTCLEAN_RELATED;
      related = false;
    }
    i = box > i ? box - 1 : i;
    if (!ends && !related) {
      continue;
    }
    all->at[i].role = ends ? TEXTCLEAN_END : TEXTCLEAN_RELATED;
    for (uint32_t k = i + 1; k < all->count; k++) {
      uint32_t behind = all->at[k].traits;
      all->at[k].role = behind & NOTICE  ? TEXTCLEAN_END
                        : behind & LABEL ? TEXTCLEAN_BYLINE
                                         : TEXTCLEAN_RELATED;
    }
    return i;
  }
  return all->count;
}

/* A headline ends no sentence, but may ask or exclaim. */
static bool is_title(const tc_text *text, const tc_paragraphs *all, tc_span at, uint32_t traits)
{
  uint8_t last = tc_before(text, tc_skip_back(text, at.end, TC_P_CLOSE | TC_P_QUOTE));
  bool asks = last == TC_QUESTION || last == TC_WIDE_QUESTION || last == TC_EXCLAMATION ||
              last == TC_WIDE_EXCLAMATION;
  bool is_long = at.end - at.start > SHORT;
  return !(traits & LABEL) && !is_colon(last) &&
         (!(traits & ENDS_SENTENCE) || (asks && !is_long)) &&
         !has_inner_sentence(text, all, at, !(traits & ENDS_SENTENCE));
}

/* The name of a paper above the line that tells the date. */
static bool is_source(const tc_text *text, const tc_paragraphs *all, uint32_t i)
{
  tc_span at = all->at[i].at;
  return at.end - at.start <= SOURCE && tc_skip(text, at.start, TC_P_HANZI) >= at.end &&
         i + 1 < all->count && is_dated(text, all, i + 1);
}

/* A byline, or what stands beside it: the way to the article, and behind the title names. */
static bool is_above_text(const tc_text *text, const tc_paragraphs *all, uint32_t i,
                          bool behind_title)
{
  return (i > 0 ? is_byline(text, all, i) : (all->at[i].traits & LABEL) != 0) ||
         (tc_has(text, TC_GREATER) && is_line(text, all, i, CRUMBS)) ||
         (behind_title && (is_line(text, all, i, NAMES) || is_source(text, all, i)));
}

/* Title, bylines above the text; returns how many paragraphs these are. */
static uint32_t find_head(const tc_text *text, tc_paragraphs *all, uint32_t count)
{
  uint32_t last = 0;
  bool titled = false;
  for (uint32_t i = 0; i < count && i < HEAD; i++) {
    uint32_t traits = all->at[i].traits;
    if (is_above_text(text, all, i, titled && i + 1 < count)) {
      all->at[i].role = TEXTCLEAN_BYLINE;
      last = i + 1;
    } else if (!titled && last == i && i + 1 < count &&
               is_title(text, all, all->at[i].at, traits)) {
      all->at[i].role = TEXTCLEAN_TITLE;
      titled = true;
      last = i + 1;
    } else if (traits & ENDS_SENTENCE) {
      break;
    }
  }
  return last;
}

/* Whether it is a notice, or holds one: which is noted, for the text behind the next edits. */
static bool is_notice(const tc_text *text, tc_paragraph *p)
{
  if (!(p->traits & (NOTICE | HOLDS_NOTICE | HOLDS_NONE))) {
    p->traits |= holds_notice(text, p->at) ? HOLDS_NOTICE : HOLDS_NONE;
  }
  return (p->traits & (NOTICE | HOLDS_NOTICE)) != 0;
}

/* Bylines and notices below the text. */
static void find_foot(const tc_text *text, tc_paragraphs *all, uint32_t head, uint32_t count)
{
  while (count > head) {
    if (is_notice(text, &all->at[count - 1])) {
      all->at[count - 1].role = TEXTCLEAN_END;
    } else if (is_byline(text, all, count - 1) ||
               (count < all->count && is_source(text, all, count - 1))) {
      all->at[count - 1].role = TEXTCLEAN_BYLINE; /* or the office before the date of a notice */
    } else {
      break;
    }
    count--;
  }
}

void tc_find_roles(const tc_text *text, tc_paragraphs *paragraphs)
{
  const uint32_t closing = END_MARK | RULER | RELATED_HEADING | ASIDE;
  bool may_close = (note_traits(text, paragraphs) & closing) != 0;
  uint32_t count = may_close ? find_close(text, paragraphs) : paragraphs->count;
  uint32_t head = find_head(text, paragraphs, count);
  find_foot(text, paragraphs, head, count);
}
