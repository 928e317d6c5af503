/* lexicon.c - see lexicon.h. */
#include "lexicon.h"

typedef struct entry {
  char word[TC_WORD_MAX]; /* in place, for the cache */
  uint8_t size;
  uint32_t kinds;
} entry;

/* Short names for the kinds, in the two tables only. */
#define TITLE TC_W_TITLE
#define ABBREV TC_W_ABBREV
#define BEFORE_NUMBER TC_W_BEFORE_NUMBER
#define MONTH TC_W_MONTH
#define FUNCTION TC_W_FUNCTION
#define STARTER TC_W_STARTER
#define PREFIX TC_W_PREFIX
#define TLD TC_W_TLD
#define UNIT TC_W_UNIT
#define NAME_PART TC_W_NAME_PART
#define LABEL TC_W_LABEL
#define END TC_W_END
#define RELATED TC_W_RELATED
#define NOTICE TC_W_NOTICE
#define REPORTER TC_W_REPORTER
#define BY TC_W_BY
#define SAYS TC_W_SAYS
#define TWICE TC_W_TWICE
#define LOAN TC_W_LOAN
#define TAIL TC_W_TAIL
#define DANGLING TC_W_DANGLING
#define WORD(word, kinds) {word, sizeof(word) - 1, kinds},

static const entry english[] = {
#include "lexicon_en.inc"
};

static const entry chinese[] = {
#include "lexicon_zh.inc"
};

#undef WORD

/* The entries [low, high) of a table. */
typedef struct range {
  const entry *table;
  uint32_t low, high;
} range;

static unsigned char small(char c)
{
  return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static range table_for(char first)
{
  bool is_ascii = ((unsigned char)first & 0x80u) == 0;
  return is_ascii ? (range){english, 0, TC_COUNT(english)} : (range){chinese, 0, TC_COUNT(chinese)};
}

/* The first entry of a range whose byte k is `least` or more. */
static uint32_t bound(const range *r, uint32_t k, unsigned least)
{
  uint32_t low = r->low, high = r->high;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if ((unsigned char)r->table[middle].word[k] < least) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* Leaves the entries whose byte k is c; those of the range agree in all before. */
static bool narrow(range *r, uint32_t k, unsigned char c)
{
  r->low = bound(r, k, c);
  r->high = bound(r, k, c + 1u);
  return r->low < r->high;
}

/* The kinds of the entry of the range that has `size` bytes: the first, if any. */
static uint32_t whole(const range *r, uint32_t size)
{
  const entry *first = &r->table[r->low];
  return first->size == size ? first->kinds : 0;
}

uint32_t tc_lexicon(const char *word, uint32_t size)
{
  if (size == 0 || size > TC_WORD_MAX) {
    return 0;
  }
  range r = table_for(word[0]);
  for (uint32_t k = 0; k < size; k++) {
    if (!narrow(&r, k, small(word[k]))) {
      return 0;
    }
  }
  return whole(&r, size);
}

uint32_t tc_lexicon_span(const tc_text *text, tc_span span)
{
  return tc_lexicon(text->bytes + span.start, span.end - span.start);
}

uint32_t tc_abbreviation(const tc_text *text, tc_span word)
{
  const uint32_t sorts = TC_W_TITLE | TC_W_ABBREV | TC_W_BEFORE_NUMBER | TC_W_MONTH;
  bool long_word = word.end - word.start > TC_ABBREVIATION_MAX;
  return long_word ? 0 : tc_lexicon_span(text, word) & sorts;
}

uint32_t tc_lexicon_prefix(const tc_text *text, tc_span span, uint32_t *word_end)
{
  uint32_t kinds = 0, last = tc_min(span.end, span.start + TC_WORD_MAX);
  if (span.start >= last) {
    return 0;
  }
  range r = table_for(text->bytes[span.start]);
  for (uint32_t i = span.start; i < last; i++) {
    if (!narrow(&r, i - span.start, small(text->bytes[i]))) {
      break;
    }
    uint32_t end = i + 1;
    if (text->cls[end] == TC_CONT) {
      continue;
    }
    bool inside_word =
        tc_is(tc_before(text, end), TC_P_LATIN) && tc_is(tc_at(text, end), TC_P_LATIN);
    uint32_t found = inside_word ? 0 : whole(&r, end - span.start);
    if (found) {
      kinds = found;
      *word_end = end;
    }
  }
  return kinds;
}
