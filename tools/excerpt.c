/* excerpt.c - see excerpt.h. */
#include "excerpt.h"

#include <utf8proc.h> /* utf8proc_charwidth */

#include "escape.h"
#include "utf8.h"

#define INDENT 3u               /* columns */
#define LEAST 20u               /* columns for the text, whatever the terminal says */
#define ELLIPSIS "\xE2\x80\xA6" /* U+2026 */
#define MOST_BYTES 16u          /* a column: some characters have no width */
#define GREEN "\033[1;32m"
#define PLAIN "\033[0m"

/* The columns of the character at `p`; *size is its length. */
static size_t columns_of(const char *p, size_t left, size_t *size)
{
  uint32_t c;
  *size = utf8_read(p, left, &c);
  if (c == UTF8_BAD) {
    return 1;
  }
  if (escape_is_unsafe(c)) {
    return c > 0xFFFF ? sizeof "<U+10000>" - 1 : sizeof "<U+0000>" - 1;
  }
  int width = utf8proc_charwidth((utf8proc_int32_t)c);
  return width > 0 ? (size_t)width : 0;
}

/* The start of the character before `at`. */
static size_t step_back(const char *text, size_t at)
{
  size_t start = at - 1;
  while (start > 0 && at - start < 4 && ((unsigned char)text[start] & 0xC0) == 0x80) {
    start--;
  }
  return start;
}

/* Goes back from `at`, within its line, over at most `most` columns. */
static size_t go_back(const char *text, size_t at, size_t most, size_t *columns)
{
  const size_t first = at;
  *columns = 0;
  while (at > 0 && text[at - 1] != '\n') {
    size_t start = step_back(text, at), size;
    size_t width = columns_of(text + start, at - start, &size);
    if (*columns + width > most || first - start > most * MOST_BYTES) {
      break;
    }
    *columns += width;
    at = start;
  }
  return at;
}

/* Goes on from `at` up to `end`, within the line, over at most `most` columns. */
static size_t go_on(const char *text, size_t at, size_t end, size_t most, size_t *columns)
{
  const size_t first = at;
  *columns = 0;
  while (at < end && text[at] != '\n' && text[at] != '\r') {
    size_t size, width = columns_of(text + at, end - at, &size);
    if (*columns + width > most || at - first > most * MOST_BYTES) {
      break;
    }
    *columns += width;
    at += size;
  }
  return at;
}

static void add_many(buffer *out, char c, size_t count)
{
  while (count-- > 0) {
    buffer_add_char(out, c);
  }
}

void excerpt_add(buffer *out, const char *text, size_t size, textclean_span span, size_t width,
                 bool colors)
{
  size_t room = width > INDENT + LEAST + 2 ? width - INDENT - 2 : LEAST; /* 2: ellipses */
  size_t before, inside, behind;
  size_t start = go_back(text, span.start, room / 3, &before);
  size_t end = go_on(text, span.start, span.end, room - before, &inside);
  size_t stop = end;
  behind = 0;
  if (end == span.end) {
    stop = go_on(text, end, size, room - before - inside, &behind);
  }
  bool cut_left = start > 0 && text[start - 1] != '\n';
  bool cut_right = stop < size && text[stop] != '\n' && text[stop] != '\r';
  add_many(out, ' ', INDENT);
  buffer_add_string(out, cut_left ? ELLIPSIS : "");
  escape_add(out, text + start, stop - start, ESCAPE_LINE);
  buffer_add_string(out, cut_right ? ELLIPSIS : "");
  buffer_add_char(out, '\n');
  add_many(out, ' ', INDENT + cut_left + before);
  buffer_add_string(out, colors ? GREEN : "");
  buffer_add_char(out, '^');
  add_many(out, '~', inside > 1 ? inside - 1 : 0);
  buffer_add_string(out, colors ? PLAIN : "");
  buffer_add_char(out, '\n');
}
