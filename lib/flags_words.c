/* flags_words.c - one walk over the bytes for the kinds that look at each: words twice in a
 * row, Latin ones and Chinese ones, and words that fell apart at a ligature.
 *
 * classes_blocks.c tells of stretches of 64 bytes where something may be; flags_repeats.c and
 * flags_splits.c look there. */
#include <string.h> /* memcpy */

#include "classes_blocks.h"
#include "flags.h"

#define HEAD ((uint32_t)sizeof(uint16_t)) /* bytes that a word is first told by */

typedef struct walk {
  const tc_findings *f;
  tc_arena *arena;
  const uint8_t *bytes; /* of the stretches at hand: the text's, or a copy */
  uint32_t at, count;   /* where they begin in the text, and how many they are */
  tc_byte_masks *masks; /* of these */
  uint16_t head;        /* of the word before the first blank at hand */
  tc_seen last;
  uint32_t cursor, done;            /* of split words, of Chinese words */
  tc_flags twice, twice_han, split; /* each sorted by start */
} walk;

/* ---- What is looked for in a stretch ------------------------------------------------- */

/* A word that is repeated begins as the one before it does. */
static void look_for_words(walk *w, uint32_t at, uint64_t twice)
{
  for (; twice; twice &= twice - 1) {
    tc_flag_word_twice(w->f, w->arena, &w->twice, at + tc_lowest_bit(twice));
  }
}

static void look_for_splits(walk *w, uint32_t at, uint64_t splits)
{
  for (; splits; splits &= splits - 1) {
    uint32_t i = at + tc_lowest_bit(splits) - 2; /* may be in the stretch before */
    tc_flag_split_at(w->f, w->arena, &w->split, i, &w->cursor);
  }
}

static void look_for_han(walk *w, uint32_t at, uint64_t sixes)
{
  for (; sixes; sixes &= sixes - 1) {
    uint32_t start = at + tc_lowest_bit(sixes) + 1 - TC_AGAIN;
    tc_flag_han_twice(w->f, w->arena, &w->twice_han, start, &w->done);
  }
}

static void look_over(walk *w)
{
  for (uint32_t k = 0; k < w->count; k++) {
    const tc_byte_masks *m = &w->masks[k];
    uint32_t at = w->at + k * TC_STRETCH;
    if (m->twice | m->split | m->sixes) {
      look_for_words(w, at, m->twice);
      look_for_splits(w, at, m->split);
      look_for_han(w, at, m->sixes);
    }
  }
}

/* ---- The walk ----------------------------------------------------------------------------- */

/* A bit for each byte of the stretch at `at` that has `more` bytes of the text behind it. */
static uint64_t bits_inside(const tc_text *text, uint32_t at, uint32_t more)
{
  uint32_t end = text->size > more ? text->size - more : 0;
  return end > at ? tc_low_bits(tc_min(end - at, TC_STRETCH)) : 0;
}

/* The stretches from `at` on are too near the end of the text to look at them there. */
static void look_at_end(walk *w, uint32_t at)
{
  const tc_text *text = w->f->text;
  uint8_t copy[TC_STRETCH + TC_STRETCH_READS] = {0};
  memcpy(copy, text->bytes + at, text->size - at);
  w->bytes = copy;
  w->at = at;
  w->count = (text->size - at) / TC_STRETCH + 1;
  w->f->text->blocks->look(copy, w->count, text->han, &w->last, w->masks);
  w->f->text->blocks->find_twice(copy, w->count, w->masks, w->head);
  for (uint32_t k = 0; k < w->count; k++) {
    w->masks[k].white &= bits_inside(text, at + k * TC_STRETCH, HEAD);
    w->masks[k].twice &= w->masks[k].white;
    w->masks[k].sixes &= bits_inside(text, at + k * TC_STRETCH, TC_AGAIN);
  }
  look_over(w);
}

static void append(tc_flags *flags, tc_arena *arena, const tc_flags *more)
{
  for (uint32_t i = 0; i < more->count; i++) {
    tc_add_flag(flags, arena, more->at[i]);
  }
}

void tc_flag_words(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  const tc_text *text = f->text;
  const uint32_t more = TC_STRETCH_READS - TC_STRETCH;
  tc_byte_masks masks[TC_BATCH];
  walk w = {.f = f, .arena = arena, .masks = masks};
  uint32_t stretches = text->size > more ? (text->size - more) / TC_STRETCH : 0;
  if (text->size <= HEAD) {
    return;
  }
  memcpy(&w.head, text->bytes, HEAD);
  for (uint32_t k = 0; k < stretches; k += w.count) {
    w.at = k * TC_STRETCH;
    w.bytes = (const uint8_t *)text->bytes + w.at;
    w.count = tc_min(stretches - k, TC_BATCH);
    f->text->blocks->look(w.bytes, w.count, text->han, &w.last, w.masks);
    w.head = f->text->blocks->find_twice(w.bytes, w.count, w.masks, w.head);
    look_over(&w);
  }
  look_at_end(&w, stretches * TC_STRETCH);
  append(flags, arena, &w.twice);
  append(flags, arena, &w.twice_han);
  append(flags, arena, &w.split);
}
