/* flags_repeats.c - a word twice in a row, a sentence twice in the article. */
#include <string.h> /* memchr, memcmp, memset */

#include "flags.h"
#include "lexicon.h"

#define SENTENCE_LEAST 24u /* bytes: shorter sentences are refrains and answers */
#define WORD_MOST 48u      /* bytes of a word */

/* ---- Words ----------------------------------------------------------------------- */

static bool same_letters(const char *a, const char *b, uint32_t size)
{
  const unsigned char case_bit = 'a' ^ 'A';
  for (uint32_t i = 0; i < size; i++) {
    unsigned char x = (unsigned char)a[i], y = (unsigned char)b[i];
    if ((x | case_bit) != (y | case_bit)) {
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
  while (start > 0 && i - start < WORD_MOST && tc_is(text->cls[start - 1], TC_P_LATIN)) {
    start--;
  }
  uint32_t size = i - start;
  if (size < 2 || size >= WORD_MOST || end + size > text->size ||
      !same_letters(text->bytes + start, text->bytes + end, size)) {
    return false;
  }
  end += size;
  bool words = text->cls[end - 1] == TC_LOWER && text->cls[i + 1] == TC_LOWER &&
               !tc_is(tc_at(text, end), TC_P_WORD | TC_P_DASH) && tc_at(text, end) != TC_APOSTROPHE &&
               tc_at(text, end) != TC_RSQUOTE &&
               !tc_is(tc_before(text, start), TC_P_WORD | TC_P_DASH | TC_P_SYMBOL) &&
               tc_before(text, start) != TC_APOSTROPHE && tc_before(text, start) != TC_RSQUOTE &&
               tc_before(text, start) != TC_PERIOD;
  return words && !(tc_lexicon_span(text, (tc_span){start, i}) & TC_W_TWICE);
}

/* Looks at blanks only: the bytes before and behind one are compared at once. */
void tc_flag_repeated_words(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  const tc_text *text = f->text;
  const char *p = text->bytes, *end = text->bytes + text->size;
  while (p < end && (p = memchr(p, ' ', (size_t)(end - p))) != NULL) {
    uint32_t i = (uint32_t)(p - text->bytes);
    p++;
    if (i < 2 || i + 2 >= text->size || !is_repeated(text, i)) {
      continue;
    }
    uint32_t start = tc_skip_back(text, i, TC_P_LATIN);
    tc_span at = {start, i + 1 + (i - start)};
    tc_add_flag(flags, arena, (tc_flag){at, TEXTCLEAN_REPEATED_WORD, TEXTCLEAN_EN, 0.9f, "twice"});
  }
}

/* ---- Sentences ---------------------------------------------------------------------- */

static uint32_t hash_of(const char *bytes, uint32_t size)
{
  uint32_t hash = 2166136261u; /* FNV-1a */
  for (uint32_t i = 0; i < size; i++) {
    hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
  }
  return hash;
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
