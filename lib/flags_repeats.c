/* flags_repeats.c - a word twice in a row, a sentence twice in the article. */
#include <string.h> /* memcmp, memcpy, memset */

#include "flags.h"
#include "lexicon.h"

#define SENTENCE_LEAST 24u /* bytes: shorter sentences are refrains and answers */
#define WORD_MOST 48u      /* bytes of a word */

/* ---- Words ----------------------------------------------------------------------- */

/* The case bit is the same in ASCII and in the second byte of the letters of Latin-1. */
static bool same_letters(const tc_text *text, uint32_t a, uint32_t b, uint32_t size)
{
  const unsigned char case_bit = 'a' ^ 'A';
  for (uint32_t i = 0; i < size; i++) {
    unsigned char x = (unsigned char)text->bytes[a + i], y = (unsigned char)text->bytes[b + i];
    uint8_t lead = text->cls[a + i - (text->cls[a + i] == TC_CONT)];
    bool ascii = text->cls[a + i] != TC_CONT && text->cls[a + i + 1] != TC_CONT;
    bool has_case = ascii || lead == TC_LATIN1_LOWER || lead == TC_LATIN1_UPPER;
    if (has_case ? (x | case_bit) != (y | case_bit) : x != y) {
      return false;
    }
  }
  return true;
}

/* The blank at `i` has the same word on both sides: a small one on the right, so
 * that Bora Bora is a name and `The the` a mistake. */
static bool is_repeated(const tc_text *text, uint32_t i)
{
  uint32_t start = i, end = i + 1;
  while (start > 0 && i - start < WORD_MOST && tc_is(tc_before(text, start), TC_P_LATIN)) {
    start = tc_prev(text, start);
  }
  uint32_t size = i - start;
  if (size < 2 || size >= WORD_MOST || end + size > text->size ||
      !same_letters(text, start, end, size)) {
    return false;
  }
  end += size;
  bool words = tc_is(tc_before(text, end), TC_P_LC) && tc_is(tc_at(text, i + 1), TC_P_LC) &&
               !tc_is(tc_at(text, end), TC_P_WORD | TC_P_DASH) &&
               tc_at(text, end) != TC_APOSTROPHE && tc_at(text, end) != TC_RSQUOTE &&
               !tc_is(tc_before(text, start), TC_P_WORD | TC_P_DASH | TC_P_SYMBOL) &&
               tc_before(text, start) != TC_APOSTROPHE && tc_before(text, start) != TC_RSQUOTE &&
               tc_before(text, start) != TC_PERIOD;
  return words && !(tc_lexicon_span(text, (tc_span){start, i}) & TC_W_TWICE);
}

static void flag_word(const tc_findings *f, tc_arena *arena, tc_flags *flags, uint32_t i)
{
  if (f->text->bytes[i] != ' ' || !is_repeated(f->text, i)) {
    return;
  }
  uint32_t start = tc_skip_back(f->text, i, TC_P_LATIN);
  tc_span at = {start, i + 1 + (i - start)};
  tc_add_flag(flags, arena, (tc_flag){at, TEXTCLEAN_REPEATED_WORD, TEXTCLEAN_EN, 0.9f, "twice"});
}

/* The first two bytes of a word, capitals as small letters. */
static uint32_t head_of(const char *word)
{
  const uint32_t case_bits = ('a' ^ 'A') * 257; /* of both bytes */
  uint16_t head;
  memcpy(&head, word, sizeof head);
  return head | case_bits;
}

/* Looks at white space only: a word that is repeated begins as the one before it does, which is
 * seen from the bytes behind each of two blanks. */
void tc_flag_repeated_words(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  enum { LEAST = 2 }; /* bytes of a word */
  const tc_text *text = f->text;
  uint32_t end = text->size > LEAST ? text->size - LEAST : 0;
  uint32_t head = end ? head_of(text->bytes) : 0; /* of the word before the blank at hand */
  for (uint32_t block = 0; block < end; block += TC_STRETCH) {
    const char *behind = text->bytes + block + 1;
    uint64_t mask = tc_bytes_white(text, block);
    mask &= end - block < TC_STRETCH ? ((uint64_t)1 << (end - block)) - 1 : UINT64_MAX;
    for (; mask; mask &= mask - 1) {
      uint32_t bit = tc_lowest_bit(mask), next = head_of(behind + bit);
      if (next == head) {
        flag_word(f, arena, flags, block + bit);
      }
      head = next;
    }
  }
}

/* ---- Chinese words ------------------------------------------------------------------- */

/* Two ideographs and the same two again, and one behind them. All four have three bytes, and
 * the first two are the same bytes as the others. */
static bool is_twice(const tc_text *text, uint32_t i)
{
  const uint8_t *cls = text->cls + i;
  return cls[0] == TC_HAN && cls[3] == TC_HAN && cls[6] == TC_HAN && cls[12] == TC_HAN;
}

/* Not a verb said twice (研究研究再说), an adverb or measure word twice, one
 * character four times, a foreign name. What is repeated by mistake has its object
 * behind it. */
static bool is_mistake(const tc_text *text, uint32_t i)
{
  tc_span first = {i, i + 3}, second = {i + 3, i + 6}, next = {i + 12, tc_next(text, i + 12)};
  bool same = memcmp(text->bytes + first.start, text->bytes + second.start, 3) == 0;
  uint32_t a = tc_lexicon_span(text, first), b = tc_lexicon_span(text, second);
  uint32_t word = tc_lexicon_span(text, (tc_span){first.start, second.end});
  return !same && tc_is(tc_at(text, next.start), TC_P_HANZI) &&
         !(tc_lexicon_span(text, next) & TC_W_AGAIN) && !((a | b | word) & TC_W_TWICE) &&
         !(a & b & TC_W_SOUND);
}

/* Where the bytes of two ideographs are those that stand as many bytes behind them. */
void tc_flag_repeated_han(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  enum { WORD = 6, AGAIN = TC_STRETCH - WORD + 1 }; /* bytes: of a word, from look to look */
  const tc_text *text = f->text;
  uint32_t done = 0;
  for (uint32_t block = 0; block < text->size; block += AGAIN) {
    uint64_t mask = tc_bytes_again(text, block, WORD);
    mask &= mask >> 1; /* two in a row, */
    mask &= mask >> 2; /* four, */
    mask &= mask >> 2; /* six */
    for (; mask; mask &= mask - 1) {
      uint32_t i = block + tc_lowest_bit(mask);
      if (i >= done && is_twice(text, i) && is_mistake(text, i)) {
        done = i + 2 * WORD;
        tc_add_flag(flags, arena,
                    (tc_flag){{i, done}, TEXTCLEAN_REPEATED_WORD, TEXTCLEAN_ZH, 0.7f, "twice"});
      }
    }
  }
}

/* ---- Sentences ---------------------------------------------------------------------- */

static uint64_t mixed(uint64_t hash, uint64_t word)
{
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u; /* 2^64 over the golden ratio */
  return hash ^ (hash >> 32);
}

/* Four rows of words of eight bytes, so that no multiplication waits for the last one. */
static uint32_t hash_of(const char *bytes, uint32_t size)
{
  enum { ROWS = 4, WORD = 8 };
  uint64_t hash[ROWS] = {size, 1, 2, 3}, word[ROWS] = {0};
  uint32_t i = 0;
  for (; size - i >= sizeof word; i += (uint32_t)sizeof word) {
    memcpy(word, bytes + i, sizeof word);
    for (int row = 0; row < ROWS; row++) {
      hash[row] = mixed(hash[row], word[row]);
    }
  }
  for (; size - i >= WORD; i += WORD) {
    memcpy(word, bytes + i, WORD);
    hash[0] = mixed(hash[0], word[0]);
  }
  memcpy(word, bytes + size - WORD, WORD); /* no sentence is shorter than SENTENCE_LEAST */
  hash[1] = mixed(hash[1], word[0]);
  return (uint32_t)(mixed(hash[0], hash[1]) ^ mixed(hash[2], hash[3]));
}

static bool is_same(const tc_text *text, tc_span a, tc_span b)
{
  return a.end - a.start == b.end - b.start &&
         memcmp(text->bytes + a.start, text->bytes + b.start, a.end - a.start) == 0;
}

/* An open hash table of sentences; one that stands in it already is flagged. Chains
 * are cut short, so that hostile sentences of one hash cost no more than others. */
void tc_flag_repeated_sentences(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  const tc_sentences *s = f->sentences;
  uint32_t room = 16;
  while (room < s->count * 2) {
    room *= 2;
  }
  uint32_t *table = s->count > 1 ? tc_arena_take(arena, room * sizeof *table) : NULL;
  if (!table) {
    return;
  }
  memset(table, 0, room * sizeof *table);
  for (uint32_t i = 0; i < s->count; i++) {
    tc_span at = s->at[i].at;
    if (at.end - at.start < SENTENCE_LEAST) {
      continue;
    }
    uint32_t slot = hash_of(f->text->bytes + at.start, at.end - at.start) & (room - 1);
    for (int tries = 0; tries < 16; tries++, slot = (slot + 1) & (room - 1)) {
      if (table[slot] == 0) {
        table[slot] = i + 1;
        break;
      }
      if (is_same(f->text, s->at[table[slot] - 1].at, at)) {
        tc_add_flag(flags, arena,
                    (tc_flag){at, TEXTCLEAN_REPEATED_SENTENCE, s->at[i].lang, 1.0f, "again"});
        break;
      }
    }
  }
}
