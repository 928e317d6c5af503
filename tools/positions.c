/* positions.c - see positions.h. */
#include "positions.h"

#include <stdlib.h> /* malloc, free */
#include <string.h> /* memchr, memcpy */

#define LONGEST_CHARACTER 4u /* bytes */

/* An offset, and below it where it came from. */
typedef uint64_t place;

static bool ascends(const uint32_t *offsets, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    if (offsets[i] < offsets[i - 1]) {
      return false;
    }
  }
  return true;
}

/* The end of the row of places from i on that ascend. */
static size_t row_end(const place *places, size_t i, size_t count)
{
  while (++i < count && places[i - 1] <= places[i]) {
  }
  return i < count ? i : count;
}

/* Merges [a, middle) and [middle, end) into `to`. Which is the lesser can not be guessed, so there
 * is no branch on it. */
static void merge(const place *from, size_t a, size_t middle, size_t end, place *to)
{
  size_t b = middle;
  while (a < middle && b < end) {
    place left = from[a], right = from[b], is_left = left < right;
    *to++ = right ^ ((left ^ right) & (0 - is_left));
    a += is_left;
    b += !is_left;
  }
  memcpy(to, from + a, (middle - a) * sizeof *to);
  memcpy(to + (middle - a), from + b, (end - b) * sizeof *to);
}

/* Merges the rows of `from` by twos into `to`. Returns how many there are then. */
static size_t merge_rows(const place *from, place *to, size_t count)
{
  size_t rows = 0;
  for (size_t start = 0, end; start < count; start = end, rows++) {
    size_t middle = row_end(from, start, count);
    end = middle < count ? row_end(from, middle, count) : count;
    merge(from, start, middle, end, to + start);
  }
  return rows;
}

/* Sorts, converts, and puts each back to where it came from. Offsets come from a few lists,
 * each of which ascends, so that there are few rows to merge. */
static bool convert_sorted(const char *text, size_t size, textclean_unit unit, uint32_t *offsets,
                           size_t count)
{
  place *places = malloc(count * sizeof *places), *merged = malloc(count * sizeof *merged);
  uint32_t *sorted = malloc(count * sizeof *sorted);
  bool good = places && merged && sorted;
  for (size_t i = 0; good && i < count; i++) {
    places[i] = (place)offsets[i] << 32 | i;
  }
  while (good && merge_rows(places, merged, count) > 1) {
    place *fewer_rows = merged;
    merged = places;
    places = fewer_rows;
  }
  for (size_t i = 0; good && i < count; i++) {
    sorted[i] = (uint32_t)(merged[i] >> 32);
  }
  good = good && textclean_convert(text, size, unit, sorted, count) == TEXTCLEAN_OK;
  for (size_t i = 0; good && i < count; i++) {
    offsets[(uint32_t)merged[i]] = sorted[i];
  }
  free(places);
  free(merged);
  free(sorted);
  return good;
}

bool positions_convert(const char *text, size_t size, textclean_unit unit, uint32_t *offsets,
                       size_t count)
{
  if (unit == TEXTCLEAN_BYTES || count == 0) {
    return true;
  }
  if (ascends(offsets, count)) {
    return textclean_convert(text, size, unit, offsets, count) == TEXTCLEAN_OK;
  }
  return convert_sorted(text, size, unit, offsets, count);
}

cursor cursor_begin(const char *text, size_t size, bool has_lines)
{
  return (cursor){.text = text, .size = size, .has_lines = has_lines, .line = 1, .column = 1};
}

void cursor_move(cursor *c, size_t offset)
{
  const char *from = c->text + c->offset, *to = c->text + (offset < c->size ? offset : c->size);
  const char *lf;
  while (c->has_lines && from < to && (lf = memchr(from, '\n', (size_t)(to - from)))) {
    from = lf + 1;
    c->line++;
    c->column = 1;
  }
  if (from < to) {
    uint32_t columns = (uint32_t)(to - from);
    size_t seen = (size_t)(c->text + c->size - from); /* a character may begin before `to` */
    if (seen > columns + LONGEST_CHARACTER) {
      seen = columns + LONGEST_CHARACTER;
    }
    /* It cannot fail with one offset in a unit that exists. */
    textclean_convert(from, seen, TEXTCLEAN_CODEPOINTS, &columns, 1);
    c->column += columns;
  }
  c->offset = (size_t)(to - c->text);
}
