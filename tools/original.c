/* original.c - see original.h. */
#include "original.h"

#include <stdlib.h> /* malloc, free */
#include <string.h> /* memmem, memcpy, memset, memchr, memrchr */

#define PIECE 4u /* bytes; the least that is searched for */
#define FILTER_BITS 18u

static uint32_t slot_of(const char *piece)
{
  uint32_t value;
  memcpy(&value, piece, sizeof value);
  return value * 2654435761u >> (32 - FILTER_BITS);
}

bool original_set(original *o, const char *text, size_t size)
{
  if (!o->filter) {
    o->filter = malloc(((size_t)1 << FILTER_BITS) / 8);
  }
  if (!o->filter) {
    return false;
  }
  o->text = text;
  o->size = size;
  o->searches = 0;
  o->has_lines = false;
  memset(o->filter, 0, ((size_t)1 << FILTER_BITS) / 8);
  for (size_t i = 0; i + PIECE <= size; i++) {
    uint32_t slot = slot_of(text + i);
    o->filter[slot / 8] = (uint8_t)(o->filter[slot / 8] | 1u << slot % 8);
  }
  return true;
}

void original_free(original *o)
{
  free(o->filter);
  buffer_free(&o->lines);
  *o = (original){0};
}

static const char *find(original *o, const char *bytes, size_t size)
{
  if (!o->text || size < PIECE || size > o->size) {
    return NULL;
  }
  for (size_t i = 0; i + PIECE <= size; i++) {
    uint32_t slot = slot_of(bytes + i);
    if (!(o->filter[slot / 8] >> slot % 8 & 1)) {
      return NULL;
    }
  }
  return o->searches++ < ORIGINAL_SEARCHES ? memmem(o->text, o->size, bytes, size) : NULL;
}

bool original_has(original *o, const char *bytes, size_t size, textclean_kind kind)
{
  return kind == TEXTCLEAN_UNTRANSLATED && find(o, bytes, size) != NULL;
}

static textclean_span line_at(const original *o, const char *at)
{
  const char *before = memrchr(o->text, '\n', (size_t)(at - o->text));
  const char *start = before ? before + 1 : o->text;
  const char *lf = memchr(at, '\n', (size_t)(o->text + o->size - at));
  const char *end = lf ? lf : o->text + o->size;
  end -= end > start && end[-1] == '\r';
  return (textclean_span){(uint32_t)(start - o->text), (uint32_t)(end - o->text)};
}

static bool is_blank(const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\t' || *p == '\r')) {
    p++;
  }
  return p == end;
}

/* Notes where the lines that are not blank begin. */
static void find_lines(original *o)
{
  const char *end = o->text + o->size;
  buffer_clear(&o->lines);
  for (const char *p = o->text; p < end;) {
    const char *lf = memchr(p, '\n', (size_t)(end - p)), *next = lf ? lf : end;
    uint32_t start = (uint32_t)(p - o->text);
    if (!is_blank(p, next)) {
      buffer_add(&o->lines, (const char *)&start, sizeof start);
    }
    p = next + (lf != NULL);
  }
  o->has_lines = true;
}

textclean_span original_line(original *o, const char *bytes, size_t size, size_t paragraph,
                             size_t count)
{
  const char *found = find(o, bytes, size);
  if (found) {
    return line_at(o, found);
  }
  if (!o->has_lines) {
    find_lines(o);
  }
  const uint32_t *starts = (const uint32_t *)(const void *)o->lines.bytes;
  bool fits = !o->lines.failed && o->lines.size == count * sizeof *starts && paragraph > 0 &&
              paragraph <= count;
  return fits ? line_at(o, o->text + starts[paragraph - 1]) : (textclean_span){0, 0};
}
