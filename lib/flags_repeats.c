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
  uint32_t start = (uint32_t)(tc_small_before(text->cls + i) - text->cls), end = i + 1;
  while (start > 0 && i - start < WORD_MOST && tc_is(tc_before(text, start), TC_P_LATIN)) {
    start = tc_prev(text, start);
  }
  uint32_t size = i - start;
  if (size < 2 || size >= WORD_MOST || end + size > text->size ||
      tc_is(text->cls[end + size], TC_P_WORD) || !same_letters(text, start, end, size)) {
    return false; /* most often the word behind is longer */
  }
  end += size;
  bool words = tc_is(tc_before(text, end), TC_P_LC) && tc_is(tc_at(text, i + 1), TC_P_LC) &&
               !tc_is(tc_at(text, end), TC_P_DASH) && tc_at(text, end) != TC_APOSTROPHE &&
               tc_at(text, end) != TC_RSQUOTE &&
               !tc_is(tc_before(text, start), TC_P_WORD | TC_P_DASH | TC_P_SYMBOL) &&
               tc_before(text, start) != TC_APOSTROPHE && tc_before(text, start) != TC_RSQUOTE &&
               tc_before(text, start) != TC_PERIOD;
  return words && !(tc_lexicon_span(text, (tc_span){start, i}) & TC_W_TWICE);
}

void tc_flag_word_twice(const tc_findings *f, tc_arena *arena, tc_flags *flags, uint32_t i)
{
  if (f->text->bytes[i] != ' ' || !is_repeated(f->text, i)) {
    return;
  }
  uint32_t start = tc_latin_start(f->text, i);
  tc_span at = {start, i + 1 + (i - start)};
  tc_add_flag(flags, arena, (tc_flag){at, TEXTCLEAN_REPEATED_WORD, TEXTCLEAN_EN, 0.9f, "twice"});
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

void tc_flag_han_twice(const tc_findings *f, tc_arena *arena, tc_flags *flags, uint32_t i,
                       uint32_t *done)
{
  if (i < *done || !is_twice(f->text, i) || !is_mistake(f->text, i)) {
    return;
  }
  *done = i + 2 * TC_AGAIN;
  tc_add_flag(flags, arena,
              (tc_flag){{i, *done}, TEXTCLEAN_REPEATED_WORD, TEXTCLEAN_ZH, 0.7f, "twice"});
}

/* ---- Sentences ---------------------------------------------------------------------- */

enum { WORD = 8 }; /* bytes that are hashed at once; no sentence is shorter than three */

static uint64_t mixed(uint64_t hash, const char *word)
{
  uint64_t bytes;
  memcpy(&bytes, word, sizeof bytes);
  hash = (hash ^ bytes) * 0x9E3779B97F4A7C15u; /* 2^64 over the golden ratio */
  return hash ^ (hash >> 32);
}

/* Of the size, the two ends and the middle: nearly always this tells two sentences apart. */
static uint32_t hash_of_ends(const char *bytes, uint32_t size)
{
  uint64_t hash = mixed(mixed(size, bytes), bytes + size - WORD);
  return (uint32_t)mixed(hash, bytes + size / 2);
}

static uint32_t hash_of_all(const char *bytes, uint32_t size)
{
  uint64_t hash = mixed(size, bytes + size - WORD);
  for (uint32_t i = 0; size - i >= WORD; i += WORD) {
    hash = mixed(hash, bytes + i);
  }
  return (uint32_t)hash;
}

/* Whether two sentences are equally long, and begin with the same `size` bytes. */
static bool begin_alike(const char *text, tc_span a, tc_span b, uint32_t size)
{
  return a.end - a.start == b.end - b.start && memcmp(text + a.start, text + b.start, size) == 0;
}

typedef struct known { /* an open hash table of sentences, by their number and one */
  const char *text;
  const tc_sentence *sentences;
  uint32_t *slots, room; /* a power of two */
} known;

/* The slot from `hash` on that is free, or whose sentence begins as the one `at` does. NULL if
 * it takes too long: chains are cut short, so that hostile sentences of one hash cost no more
 * than others. */
static uint32_t *slot_for(const known *k, tc_span at, uint32_t hash, uint32_t size)
{
  enum { TRIES = 16 };
  for (uint32_t n = 0; n < TRIES; n++) {
    uint32_t *slot = &k->slots[(hash + n) & (k->room - 1)];
    if (*slot == 0 || begin_alike(k->text, k->sentences[*slot - 1].at, at, size)) {
      return slot;
    }
  }
  return NULL;
}

/* Whether the sentence stands in the table; from now on it does. One that is like another at
 * its ends is looked up again, by all its bytes. */
static bool is_known(known *k, uint32_t number)
{
  tc_span at = k->sentences[number].at;
  uint32_t size = at.end - at.start;
  const char *bytes = k->text + at.start;
  uint32_t *slot = slot_for(k, at, hash_of_ends(bytes, size), WORD);
  if (slot && *slot && !begin_alike(k->text, k->sentences[*slot - 1].at, at, size)) {
    slot = slot_for(k, at, hash_of_all(bytes, size), size);
  }
  if (slot && *slot == 0) {
    *slot = number + 1;
    return false;
  }
  return slot != NULL;
}

/* Of most articles the table is on the stack, and nearly empty: whether the slot of a sentence is
 * taken by another one could not be guessed, so it hardly ever should be. */
void tc_flag_repeated_sentences(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  enum { FEW = 64, ROOMY = 8, DENSE = 2 }; /* sentences; slots for each */
  const tc_sentences *s = f->sentences;
  uint32_t slots[FEW * ROOMY];
  known k = {f->text->bytes, s->at, slots, 2 * ROOMY};
  bool few = s->count <= FEW;
  while (k.room < s->count * (few ? ROOMY : DENSE)) {
    k.room *= 2;
  }
  k.slots = few ? slots : tc_arena_take(arena, k.room * sizeof *k.slots);
  if (!k.slots || s->count < 2) {
    return;
  }
  memset(k.slots, 0, k.room * sizeof *k.slots);
  for (uint32_t i = 0; i < s->count; i++) {
    tc_span at = s->at[i].at;
    if (at.end - at.start >= SENTENCE_LEAST && is_known(&k, i)) {
      tc_add_flag(flags, arena,
                  (tc_flag){at, TEXTCLEAN_REPEATED_SENTENCE, s->at[i].lang, 1.0f, "again"});
    }
  }
}
