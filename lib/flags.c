/* flags.c - calls the families and sorts what they found. */
#include "flags.h"

#include <string.h> /* memcpy */

void tc_add_flag(tc_flags *flags, tc_arena *arena, tc_flag flag)
{
  tc_flag *slot = tc_push(arena, flags);
  *slot = flag;
}

static bool in_order(const tc_flag *a, const tc_flag *b)
{
  return a->at.start != b->at.start ? a->at.start < b->at.start : a->kind <= b->kind;
}

/* Merges the sorted rows [0, middle) and [middle, count) of `from` into `to`. */
static void merge(const tc_flag *from, uint32_t middle, uint32_t count, tc_flag *to)
{
  uint32_t a = 0, b = middle;
  for (uint32_t i = 0; i < count; i++) {
    bool take_a = b == count || (a < middle && in_order(&from[a], &from[b]));
    to[i] = from[take_a ? a++ : b++];
  }
}

/* Each family finds its flags in text order, so there are few rows to merge. */
void tc_find_flags(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  static void (*const families[])(const tc_findings *, tc_arena *, tc_flags *) = {
      tc_flag_untranslated, tc_flag_quotes,    tc_flag_repeated_words, tc_flag_repeated_sentences,
      tc_flag_fragments,    tc_flag_truncated, tc_flag_characters,     tc_flag_repeated_han,
      tc_flag_mojibake,     tc_flag_mended,    tc_flag_markup,         tc_flag_splits,
  };
  for (size_t i = 0; i < TC_COUNT(families); i++) {
    uint32_t before = flags->count;
    families[i](f, arena, flags);
    if (before == 0 || before == flags->count || tc_arena_failed(arena)) {
      continue;
    }
    tc_flag *copy = tc_arena_take(arena, flags->count * sizeof *copy);
    if (!copy) {
      return;
    }
    memcpy(copy, flags->at, flags->count * sizeof *copy);
    merge(copy, before, flags->count, flags->at);
  }
}
