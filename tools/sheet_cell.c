/* sheet_cell.c - see sheet_cell.h. */
#include "sheet_cell.h"

#include <string.h> /* memchr, memcmp, strlen */

#include "escape.h"
#include "utf8.h"

static bool needs_guard(const char *text, size_t size)
{
  static const char *const firsts[] = {"=",
                                       "+",
                                       "-",
                                       "@",
                                       "\"",
                                       "'",
                                       "\xEF\xBC\x9D",  /* U+FF1D, = */
                                       "\xEF\xBC\x8B",  /* U+FF0B, + */
                                       "\xEF\xBC\x8D",  /* U+FF0D, - */
                                       "\xEF\xBC\xA0"}; /* U+FF20, @ */
  for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
    size_t length = strlen(firsts[i]);
    if (size >= length && memcmp(text, firsts[i], length) == 0) {
      return true;
    }
  }
  return false;
}

static void add_escape(buffer *out, uint32_t c)
{
  static const char letters[] = "\t\n\r\\", names[] = "tnr\\";
  const char *found = c > 0 && c < 0x80 ? strchr(letters, (int)c) : NULL;
  if (found) {
    buffer_add(out, (char[]){'\\', names[found - letters]}, 2);
  } else {
    buffer_format(out, "\\u{%04X}", (unsigned)c);
  }
}

void cell_add(buffer *out, const char *text, size_t size)
{
  if (needs_guard(text, size)) {
    buffer_add_char(out, '\'');
  }
  for (size_t i = 0; i < size;) {
    uint32_t c;
    size_t length = utf8_read(text + i, size - i, &c);
    if (c == UTF8_BAD) {
      buffer_add_string(out, UTF8_REPLACEMENT);
    } else if (c == '\\' || escape_is_unsafe(c)) {
      add_escape(out, c);
    } else {
      buffer_add(out, text + i, length);
    }
    i += length;
  }
}

/* ---- Reading ---------------------------------------------------------------------- */

static bool ends_cell(const char *p, const char *end)
{
  return p == end || *p == '\t' || *p == '\n' || (*p == '\r' && (p + 1 == end || p[1] == '\n'));
}

/* Behind the closing quote of the cell that begins at `p`; NULL: it has none. */
static const char *end_of_quoted(const char *p, const char *end)
{
  for (p++; (p = memchr(p, '"', (size_t)(end - p))); p++) {
    if (p + 1 < end && p[1] == '"') {
      p++;
    } else {
      return ends_cell(p + 1, end) ? p + 1 : NULL;
    }
  }
  return NULL;
}

/* What \u{...} stands for; *p stands behind the `u` and is moved behind it all. */
static bool read_code(const char **p, const char *end, uint32_t *c)
{
  const char *q = *p;
  size_t digits = 0;
  if (q == end || *q++ != '{') {
    return false;
  }
  for (*c = 0; q < end && digits < 6; q++, digits++) {
    const char *place = memchr("0123456789ABCDEFabcdef", *q, 22);
    if (!place) {
      break;
    }
    *c = *c * 16 + (uint32_t)(*q <= '9' ? *q - '0' : (*q | 0x20) - 'a' + 10);
  }
  if (digits == 0 || q == end || *q != '}' || *c > 0x10FFFF || (*c >= 0xD800 && *c < 0xE000)) {
    return false;
  }
  *p = q + 1;
  return true;
}

/* Undoes one escape; *p stands at the backslash and is moved behind it. */
static void read_escape(buffer *out, const char **p, const char *end)
{
  static const char letters[] = "\t\n\r\\", names[] = "tnr\\";
  const char *q = *p + 1;
  const char *name = q < end && *q ? strchr(names, *q) : NULL;
  uint32_t c;
  if (name) {
    buffer_add_char(out, letters[name - names]);
    *p = q + 1;
  } else if (q < end && *q == 'u' && (q++, read_code(&q, end, &c))) {
    char bytes[4];
    buffer_add(out, bytes, utf8_write(bytes, c));
    *p = q;
  } else {
    buffer_add_char(out, '\\');
    (*p)++;
  }
}

static void read_text(buffer *out, const char *p, const char *end, bool is_quoted)
{
  if (p < end && *p == '\'' && needs_guard(p + 1, (size_t)(end - p - 1))) {
    p++;
  }
  while (p < end) {
    if (*p == '\\') {
      read_escape(out, &p, end);
    } else {
      p += is_quoted && *p == '"'; /* two stand for one */
      if (p < end) {
        buffer_add_char(out, *p++);
      }
    }
  }
}

void cell_read(buffer *out, const char **p, const char *end)
{
  const char *start = *p, *quoted = start < end && *start == '"' ? end_of_quoted(start, end) : NULL;
  if (quoted) {
    read_text(out, start + 1, quoted - 1, true);
    *p = quoted;
    return;
  }
  while (!ends_cell(*p, end)) {
    (*p)++;
  }
  read_text(out, start, *p, false);
}
