/* lexicon.c - see lexicon.h. */
#include "lexicon.h"

#include <string.h> /* memcmp */

typedef struct entry {
  const char *word;
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

static int compare(const char *word, uint32_t size, const entry *e)
{
  int order = memcmp(word, e->word, tc_min(size, e->size));
  return order ? order : (int)size - (int)e->size;
}

static uint32_t find(const entry *table, size_t count, const char *word, uint32_t size)
{
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = compare(word, size, &table[middle]);
    if (order == 0) {
      return table[middle].kinds;
    }
    if (order > 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return 0;
}

uint32_t tc_lexicon(const char *word, uint32_t size)
{
  char small[TC_WORD_MAX];
  if (size == 0 || size > TC_WORD_MAX) {
    return 0;
  }
  for (uint32_t i = 0; i < size; i++) {
    bool capital = word[i] >= 'A' && word[i] <= 'Z';
    small[i] = capital ? (char)(word[i] - 'A' + 'a') : word[i];
  }
  bool is_ascii = ((unsigned char)word[0] & 0x80u) == 0;
  return is_ascii ? find(english, TC_COUNT(english), small, size)
                  : find(chinese, TC_COUNT(chinese), small, size);
}

uint32_t tc_lexicon_span(const tc_text *text, tc_span span)
{
  return tc_lexicon(text->bytes + span.start, span.end - span.start);
}

uint32_t tc_lexicon_prefix(const tc_text *text, tc_span span, uint32_t *word_end)
{
  uint32_t kinds = 0;
  uint32_t last = tc_min(span.end, span.start + TC_WORD_MAX);
  uint32_t end = span.start;
  while (end < last) {
    end = tc_next(text, end);
    bool inside_word = tc_is(tc_before(text, end), TC_P_LATIN) && tc_is(tc_at(text, end), TC_P_LATIN);
    uint32_t found = inside_word ? 0 : tc_lexicon_span(text, (tc_span){span.start, end});
    if (found) {
      kinds = found;
      *word_end = end;
    }
  }
  return kinds;
}
