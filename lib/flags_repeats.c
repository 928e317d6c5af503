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
  if (!is_repeated(f->text, i)) {
    return;
  }
  uint32_t start = tc_skip_back(f->text, i, TC_P_LATIN);
  tc_span at = {start, i + 1 + (i - start)};
  tc_add_flag(flags, arena, (tc_flag){at, TEXTCLEAN_REPEATED_WORD, TEXTCLEAN_EN, 0.9f, "twice"});
}

/* Looks at blanks only: a word that is repeated begins as the one before it does,
 * which is seen from one byte behind each of two blanks. */
void tc_flag_repeated_words(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  const tc_text *text = f->text;
  const unsigned char case_bit = 'a' ^ 'A';
  unsigned char first = 0; /* of the word before the blank at hand; 0: at the start */
  for (uint32_t block = 0; block < text->size; block += TC_STRETCH) {
    for (uint64_t mask = tc_bytes_equal(text, block, ' '); mask; mask &= mask - 1) {
      uint32_t i = block + tc_lowest_bit(mask);
      unsigned char next = i + 1 < text->size ? (unsigned char)text->bytes[i + 1] | case_bit : 0;
      if (next == first || first == 0) {
        flag_word(f, arena, flags, i);
      }
      first = next;
    }
  }
}

/* ---- Chinese words ------------------------------------------------------------------- */

/* Two ideographs and the same two again; fourteen bytes can be read. */
static bool is_twice(const tc_text *text, uint32_t i)
{
  uint64_t here, behind;
  memcpy(&here, text->bytes + i, sizeof here);
  memcpy(&behind, text->bytes + i + 6, sizeof behind);
  const uint64_t both = UINT64_MAX >> 16; /* six bytes of eight */
  uint64_t differ = (here ^ behind) & both;
  return differ == 0 && text->cls[i + 3] == TC_HAN && text->cls[i + 6] == TC_HAN &&
         text->cls[i + 9] == TC_HAN;
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

void tc_flag_repeated_han(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  const tc_text *text = f->text;
  tc_span row;
  for (uint32_t r = 0; tc_next_row(text, &r, &row);) {
    uint32_t end = tc_min(row.end, text->size - 1); /* some of the next word is read, too */
    for (uint32_t i = row.start; i + 12 < end && text->cls[i] == TC_HAN; i += 3) {
      if (is_twice(text, i) && is_mistake(text, i)) {
        tc_flag flag = {{i, i + 12}, TEXTCLEAN_REPEATED_WORD, TEXTCLEAN_ZH, 0.7f, "twice"};
        tc_add_flag(flags, arena, flag);
        i += 9;
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

/* Eight bytes at a time. */
static uint32_t hash_of(const char *bytes, uint32_t size)
{
  uint64_t hash = size, word = 0;
  uint32_t i = 0;
  for (; i + sizeof word <= size; i += (uint32_t)sizeof word) {
    memcpy(&word, bytes + i, sizeof word);
    hash = mixed(hash, word);
  }
  word = 0;
  memcpy(&word, bytes + i, size - i);
  return (uint32_t)mixed(hash, word);
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
