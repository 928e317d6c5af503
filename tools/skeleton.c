/* skeleton.c - see skeleton.h. */
#include "skeleton.h"

#include <string.h> /* memmem */

#include <utf8proc.h> /* utf8proc_category */

#include "utf8.h"

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
  s->cursor = s->scans = 0;
  add(&s->letters, &s->places, text, size);
}

void skeleton_free(skeleton *s)
{
  buffer_free(&s->letters);
  buffer_free(&s->places);
}

static const char *find_from(skeleton *s, size_t from, const char *letters, size_t size)
{
  return memmem(s->letters.bytes + from, s->letters.size - from, letters, size);
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

bool skeleton_find(skeleton *s, const passage *p, bool alone, textclean_span *span)
{
  size_t size = p->before + p->inside + p->after;
  if (size == 0 || size > s->letters.size || s->letters.failed || s->places.failed ||
      s->scans >= SKELETON_SCANS) {
    return false;
  }
  const char *found = NULL;
  if (!alone) {
    size_t back = s->cursor > p->before ? s->cursor - p->before : 0;
    found = find_from(s, back, p->letters, size);
  }
  if (!found) {
    s->scans++;
    found = find_from(s, 0, p->letters, size);
    size_t next = found ? (size_t)(found - s->letters.bytes) + 1 : 0;
    if (!found || (alone && find_from(s, next, p->letters, size))) {
      return false;
    }
  }
  size_t at = (size_t)(found - s->letters.bytes);
  s->cursor = at + p->before + p->inside;
  *span = span_of(s, p, at);
  return true;
}
