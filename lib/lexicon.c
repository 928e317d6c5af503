/* lexicon.c - see lexicon.h. Words are found by hash; the longest word at a place by looking up
 * each size that a word may have there, the largest first: few places may begin a word at all,
 * and hardly any two sizes. */
#include "lexicon.h"

#include "lexicon_hash.h"
#include "lexicon_own.h"

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
#define ASIDE TC_W_ASIDE
#define CITES TC_W_CITES
#define FIRM TC_W_FIRM
#define GOES_ON TC_W_GOES_ON
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
#define MOJIBAKE TC_W_MOJIBAKE
#define AGAIN TC_W_AGAIN
#define TAG TC_W_TAG
#define SLOT TC_W_SLOT
#define SUBJECT TC_W_SUBJECT
#define NUMERAL TC_W_NUMERAL
#define WHOLE TC_W_WHOLE
#define JOINS TC_W_JOINS
#define LOOK_ALIKE TC_W_LOOK_ALIKE
#define SOUND TC_W_SOUND
#define SPLIT TC_W_SPLIT
#define COMPOUND TC_W_COMPOUND
#define SCALE TC_W_SCALE
#define PLACE TC_W_PLACE
#define DATELINE TC_W_DATELINE
#define CREDIT TC_W_CREDIT
#define WORD(word, kinds) {word, sizeof(word) - 1, kinds},

static const entry words[] = {
#include "lexicon_en.inc"
#include "lexicon_zh.inc"
};

#undef WORD

#include "lexicon_slots.inc"

static bool is_ascii_letter(char c)
{
  unsigned char small = tc_small_letter(c);
  return small >= 'a' && small <= 'z';
}

/* What is known of the words that may begin at i, but for those of a house. */
static tc_head head_at(const tc_text *text, uint32_t i)
{
  const char *word = text->bytes + i;
  bool told = text->size - i >= 3 &&
              ((text->cls[i + 1] == TC_CONT && text->cls[i + 2] == TC_CONT) || /* of three bytes */
               (is_ascii_letter(word[0]) && is_ascii_letter(word[1]) && is_ascii_letter(word[2])));
  if (told) {
    return heads[tc_head_hash(word)];
  }
  return (tc_head){UINT32_MAX, odd_sizes[tc_small_letter(word[0])]};
}

bool tc_may_begin(const tc_text *text, uint32_t i, uint32_t kinds)
{
  return text->own || (head_at(text, i).kinds & kinds) != 0;
}

/* `key` is of the word, with small letters. */
static bool is_same(const entry *e, const char *word, uint32_t size, tc_word_key key)
{
  tc_word_key listed = tc_word_key_of(e->word, size);
  bool same = (e->size == size) & (listed.head == key.head) & (listed.tail == key.tail);
  for (uint32_t i = 0; size > TC_KEY_BYTES && same && i < size; i++) {
    same = (unsigned char)e->word[i] == tc_small_letter(word[i]);
  }
  return same;
}

uint32_t tc_lexicon(const char *word, uint32_t size)
{
  if (size == 0 || size >= TC_WORD_MAX) {
    return 0;
  }
  tc_word_key key = tc_word_key_of(word, size);
  uint32_t slot = tc_word_hash(key, size) % TC_LEXICON_SLOTS;
  if (!slots[slot]) {
    return 0; /* as for most of those that are none */
  }
  key = (tc_word_key){tc_small_letters(key.head), tc_small_letters(key.tail)};
  for (; slots[slot]; slot = (slot + 1) % TC_LEXICON_SLOTS) {
    const entry *e = &words[slots[slot] - 1];
    if (is_same(e, word, size, key)) {
      return e->kinds;
    }
  }
  return 0;
}

uint32_t tc_lexicon_span(const tc_text *text, tc_span span)
{
  const char *word = text->bytes + span.start;
  uint32_t size = span.end - span.start;
  return tc_lexicon(word, size) | (text->own ? tc_own_find(text->own, word, size) : 0);
}

/* False: no word of three bytes and more has one of the kinds, begins so and is as long. */
static bool may_be_listed(const char *word, uint32_t size, uint32_t kinds)
{
  tc_head head = heads[tc_head_hash(word)];
  uint32_t sizes = size < TC_WORD_MAX ? head.sizes >> (TC_WORD_MAX - size) : 0;
  return ((head.kinds & kinds) != 0) & sizes;
}

uint32_t tc_lexicon_of(const tc_text *text, tc_span span, uint32_t kinds)
{
  const char *word = text->bytes + span.start;
  uint32_t size = span.end - span.start;
  if (!text->own && size >= 3 && !may_be_listed(word, size, kinds)) {
    return 0;
  }
  return tc_lexicon_span(text, span) & kinds;
}

uint32_t tc_abbreviation(const tc_text *text, tc_span word)
{
  const uint32_t sorts = TC_W_TITLE | TC_W_ABBREV | TC_W_BEFORE_NUMBER | TC_W_MONTH;
  bool long_word = word.end - word.start > TC_ABBREVIATION_MAX && !text->own;
  return long_word ? 0 : tc_lexicon_of(text, word, sorts);
}

/* Whether an entry may end at i: not inside a character or an English word. */
static bool may_end(const tc_text *text, uint32_t i)
{
  return text->cls[i] != TC_CONT &&
         !(tc_is(text->cls[i], TC_P_LATIN) && tc_is(tc_before(text, i), TC_P_LATIN));
}

static uint32_t listed_prefix(const tc_text *text, tc_span span, uint32_t *word_end)
{
  if (tc_is_empty(span)) {
    return 0;
  }
  uint32_t room = tc_min(span.end - span.start, TC_WORD_MAX);
  uint64_t sizes = head_at(text, span.start).sizes & ~tc_low_bits(TC_WORD_MAX - room);
  for (; sizes; sizes &= sizes - 1) {
    uint32_t size = TC_WORD_MAX - tc_lowest_bit(sizes), end = span.start + size;
    uint32_t kinds = may_end(text, end) ? tc_lexicon(text->bytes + span.start, size) : 0;
    if (kinds) {
      *word_end = end;
      return kinds;
    }
  }
  return 0;
}

uint32_t tc_lexicon_prefix(const tc_text *text, tc_span span, uint32_t *word_end)
{
  uint32_t own_end = 0, own = text->own ? tc_own_prefix(text->own, text, span, &own_end) : 0;
  uint32_t kinds = listed_prefix(text, span, word_end);
  if (!own || (kinds && *word_end > own_end)) {
    return kinds;
  }
  kinds = kinds && *word_end == own_end ? kinds | own : own;
  *word_end = own_end;
  return kinds;
}

/* How many characters that write sounds stand in a row from i on, up to `most`. */
static uint32_t sounds(const tc_text *text, uint32_t i, uint32_t most, bool left, uint32_t *end)
{
  uint32_t count = 0;
  for (; count < most; count++) {
    if (!tc_is(left ? tc_before(text, i) : tc_at(text, i), TC_P_HANZI)) {
      break;
    }
    uint32_t next = left ? tc_prev(text, i) : tc_next(text, i);
    tc_span one = {tc_min(i, next), tc_max(i, next)};
    if (!(tc_lexicon_span(text, one) & TC_W_SOUND)) {
      break;
    }
    i = next;
  }
  *end = i;
  return count;
}

bool tc_is_lost_dot(const tc_text *text, uint32_t i)
{
  enum { EACH = 2, BOTH = 5, MOST = 6 }; /* characters: shorter names prove too little */
  uint32_t start, end;
  if (tc_at(text, i) != TC_QUESTION) {
    return false;
  }
  uint32_t left = sounds(text, i, MOST, true, &start);
  uint32_t right = left < EACH ? 0 : sounds(text, tc_next(text, i), MOST, false, &end);
  if (right < EACH || left + right < BOTH) {
    return false;
  }
  uint8_t behind = tc_at(text, end); /* a second question: which of two names? */
  return behind == TC_QUESTION ? sounds(text, tc_next(text, end), 1, false, &end) > 0
                               : behind != TC_WIDE_QUESTION;
}
