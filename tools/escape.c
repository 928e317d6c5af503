/* escape.c - see escape.h. */
#include "escape.h"

#include "utf8.h"

typedef struct hidden { /* characters shown by their number */
  uint32_t first, last;
  bool always; /* or only where a reader must see which one it is */
} hidden;

static const hidden table[] = {
#define UNSAFE(first, last, what) {first, last, true},
#define UNSEEN(first, last, what) {first, last, false},
#include "unsafe.def"
#undef UNSAFE
#undef UNSEEN
};

static bool must_hide(uint32_t c, escape_mode mode, bool before_lf)
{
  if (c >= ' ' && c <= '~') {
    return false;
  }
  if (mode == ESCAPE_SCREEN && (c == '\n' || c == '\t' || (c == '\r' && before_lf))) {
    return false;
  }
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    if (c >= table[i].first && c <= table[i].last) {
      return table[i].always || mode == ESCAPE_UNSEEN;
    }
  }
  return false;
}

bool escape_is_unsafe(uint32_t c)
{
  return must_hide(c, ESCAPE_LINE, false);
}

bool escape_is_unseen(uint32_t c)
{
  return must_hide(c, ESCAPE_UNSEEN, false);
}

static void add_bad(buffer *out, const char *part, size_t size, escape_mode mode)
{
  if (mode != ESCAPE_UNSEEN) {
    buffer_add_string(out, UTF8_REPLACEMENT);
    return;
  }
  for (size_t i = 0; i < size; i++) {
    buffer_format(out, "<%02X>", (unsigned char)part[i]);
  }
}

void escape_add(buffer *out, const char *text, size_t size, escape_mode mode)
{
  size_t plain = 0; /* where the part that needs no escape begins */
  for (size_t i = 0; i < size;) {
    uint32_t c;
    size_t next = i + utf8_read(text + i, size - i, &c);
    bool bad = c == UTF8_BAD;
    if (bad || must_hide(c, mode, next < size && text[next] == '\n')) {
      buffer_add(out, text + plain, i - plain);
      if (bad) {
        add_bad(out, text + i, next - i, mode);
      } else {
        buffer_format(out, "<U+%04X>", (unsigned)c);
      }
      plain = next;
    }
    i = next;
  }
  buffer_add(out, text + plain, size - plain);
}

static const char *cell_escape(char c)
{
  switch (c) {
  case '\t':
    return "\\t";
  case '\n':
    return "\\n";
  case '\r':
    return "\\r";
  case '\\':
    return "\\\\";
  default:
    return NULL;
  }
}

void escape_add_cell(buffer *out, const char *text, size_t size)
{
  size_t plain = 0;
  for (size_t i = 0; i < size; i++) {
    const char *escape = cell_escape(text[i]);
    if (escape) {
      buffer_add(out, text + plain, i - plain);
      buffer_add_string(out, escape);
      plain = i + 1;
    }
  }
  buffer_add(out, text + plain, size - plain);
}

size_t escape_cut(const char *text, size_t size, size_t code_points)
{
  size_t i = 0;
  while (i < size && code_points > 0) {
    uint32_t c;
    i += utf8_read(text + i, size - i, &c);
    code_points--;
  }
  return i;
}
