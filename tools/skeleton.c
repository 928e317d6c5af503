/* skeleton.c - see skeleton.h. */
#include "skeleton.h"

#include <string.h> /* memmem */

#include <utf8proc.h> /* utf8proc_category */

#include "utf8.h"

#define FAR 16384u                       /* letters, in bytes */
#define SCANS 64u                        /* of all letters */
#define LEAST_BUDGET ((size_t)256 << 20) /* for a short text: many more scans */

static bool is_letter(uint32_t c)
{
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  }
  utf8proc_category_t category =
      c == UTF8_BAD ? UTF8PROC_CATEGORY_CN : utf8proc_category((utf8proc_int32_t)c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

static void add(buffer *out, buffer *places, const char *text, size_t size)
{
  for (size_t i = 0; i < size;) {
    uint32_t c;
    size_t length = utf8_read(text + i, size - i, &c);
    if (is_letter(c)) {
      buffer_add(out, text + i, length);
      for (size_t k = 0; places && k < length; k++) {
        uint32_t place = (uint32_t)(i + k);
        buffer_add(places, (const char *)&place, sizeof place);
      }
    }
    i += length;
  }
}

void skeleton_add(buffer *out, const char *text, size_t size)
{
  add(out, NULL, text, size);
}

void skeleton_set(skeleton *s, const char *text, size_t size)
{
  buffer_clear(&s->letters);
  buffer_clear(&s->places);
  s->size = size;
  s->cursor = 0;
  add(&s->letters, &s->places, text, size);
  s->budget = SCANS * s->letters.size + LEAST_BUDGET;
}

void skeleton_free(skeleton *s)
{
  buffer_free(&s->letters);
  buffer_free(&s->places);
}

size_t skeleton_before(const skeleton *s, size_t place)
{
  const uint32_t *places = (const uint32_t *)(const void *)s->places.bytes;
  size_t low = 0, high = s->letters.size;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (places[middle] < place) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

textclean_span skeleton_widen(const skeleton *s, textclean_span span)
{
  const uint32_t *places = (const uint32_t *)(const void *)s->places.bytes;
  size_t start = skeleton_before(s, span.start), end = skeleton_before(s, span.end);
  return (textclean_span){start > 0 ? places[start - 1] + 1 : 0,
                          end < s->letters.size ? places[end] : (uint32_t)s->size};
}

static const char *find_in(skeleton *s, size_t from, size_t to, const passage *p)
{
  size_t size = p->before + p->inside + p->after;
  if (to - from > s->budget || to - from < size) {
    return NULL;
  }
  const char *start = s->letters.bytes + from, *found = memmem(start, to - from, p->letters, size);
  s->budget -= found ? (size_t)(found - start) : to - from;
  return found;
}

static textclean_span span_of(const skeleton *s, const passage *p, size_t at)
{
  const uint32_t *places = (const uint32_t *)(const void *)s->places.bytes;
  size_t start = at + p->before, end = start + p->inside;
  uint32_t from =
      start > 0 && (p->before > 0 || p->inside == 0) ? places[start - 1] + 1 : places[start];
  uint32_t to = p->after > 0 || end == 0 ? places[end] : places[end - 1] + 1;
  return (textclean_span){from, to};
}

bool skeleton_find(skeleton *s, const passage *p, where w, textclean_span *span)
{
  size_t size = p->before + p->inside + p->after, all = s->letters.size;
  if (size == 0 || size > all || s->letters.failed || s->places.failed) {
    return false;
  }
  size_t from = 0, to = all;
  if (w == WHERE_NEAR) {
    from = s->cursor > p->before ? s->cursor - p->before : 0;
    to = all - from > size + FAR ? from + size + FAR : all;
  }
  const char *found = find_in(s, from, to, p);
  if (!found) {
    return false;
  }
  size_t at = (size_t)(found - s->letters.bytes);
  if (w == WHERE_ONCE && find_in(s, at + 1, all, p)) {
    return false;
  }
  s->cursor = at + p->before + p->inside;
  *span = span_of(s, p, at);
  return true;
}
