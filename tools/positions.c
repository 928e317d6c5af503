/* positions.c - see positions.h. */
#include "positions.h"

#include <stdlib.h> /* malloc, free, qsort */
#include <string.h> /* memchr */

#define LONGEST_CHARACTER 4u /* bytes */

typedef struct place {
  uint32_t offset;
  size_t index; /* where it came from */
} place;

static bool ascends(const uint32_t *offsets, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    if (offsets[i] < offsets[i - 1]) {
      return false;
    }
  }
  return true;
}

static int compare(const void *a, const void *b)
{
  uint32_t x = ((const place *)a)->offset, y = ((const place *)b)->offset;
  return (x > y) - (x < y);
}

/* Sorts, converts, and puts each back to where it came from. */
static bool convert_sorted(const char *text, size_t size, textclean_unit unit, uint32_t *offsets,
                           size_t count)
{
  place *places = malloc(count * sizeof *places);
  uint32_t *sorted = malloc(count * sizeof *sorted);
  bool good = places && sorted;
  if (good) {
    for (size_t i = 0; i < count; i++) {
      places[i] = (place){offsets[i], i};
    }
    qsort(places, count, sizeof *places, compare);
    for (size_t i = 0; i < count; i++) {
      sorted[i] = places[i].offset;
    }
    good = textclean_convert(text, size, unit, sorted, count) == TEXTCLEAN_OK;
    for (size_t i = 0; i < count; i++) {
      offsets[places[i].index] = sorted[i];
    }
  }
  free(places);
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
