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

/* The end of the row of flags in order that begins at i. */
static uint32_t row_end(const tc_flag *at, uint32_t i, uint32_t count)
{
  do {
    i++;
  } while (i < count && in_order(&at[i - 1], &at[i]));
  return i;
}

/* Merges the sorted rows [start, middle) and [middle, end) of `from` into `to`. */
static void merge(const tc_flag *from, uint32_t start, uint32_t middle, uint32_t end, tc_flag *to)
{
  uint32_t a = start, b = middle;
  for (uint32_t i = start; i < end; i++) {
    bool take_a = b == end || (a < middle && in_order(&from[a], &from[b]));
    to[i] = from[take_a ? a++ : b++];
  }
}

/* Merges each two sorted rows of `from` into one of `to`. Returns how many are left. */
static uint32_t merge_rows(const tc_flag *from, uint32_t count, tc_flag *to)
{
  uint32_t rows = 0;
  for (uint32_t start = 0, end; start < count; start = end, rows++) {
    uint32_t middle = row_end(from, start, count);
    end = middle < count ? row_end(from, middle, count) : count;
    merge(from, start, middle, end, to);
  }
  return rows;
}

/* Each family finds its flags in text order, so there are few rows to merge. */
static void sort(tc_flags *flags, tc_arena *arena)
{
  if (flags->count == 0 || row_end(flags->at, 0, flags->count) == flags->count) {
    return;
  }
  size_t size = flags->count * sizeof *flags->at;
  tc_flag *from = tc_arena_take(arena, size), *to = flags->at;
  if (!from) {
    return;
  }
  do {
    tc_flag *merged = to;
    to = from;
    from = merged;
  } while (merge_rows(from, flags->count, to) > 1);
  if (to != flags->at) {
    memcpy(flags->at, to, size);
  }
}

void tc_find_flags(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  static void (*const families[])(const tc_findings *, tc_arena *, tc_flags *) = {
      tc_flag_untranslated, tc_flag_quotes,    tc_flag_words,      tc_flag_repeated_sentences,
      tc_flag_fragments,    tc_flag_truncated, tc_flag_characters, tc_flag_mojibake,
      tc_flag_mended,       tc_flag_markup,
  };
  for (size_t i = 0; i < TC_COUNT(families) && !tc_arena_failed(arena); i++) {
    families[i](f, arena, flags);
  }
  if (!tc_arena_failed(arena)) {
    sort(flags, arena);
  }
}
