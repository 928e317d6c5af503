/* html_text.c - see html_text.h. */
#include "html_text.h"

#include <stdint.h> /* uint32_t */

#include "escape.h"
#include "utf8.h"

/* The C0 controls by the names that Unicode's pictures of them have. */
static const char *const controls[' '] = {"NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL",
                                          "BS",  "TAB", "LF",  "VT",  "FF",  "CR",  "SO",  "SI",
                                          "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB",
                                          "CAN", "EM",  "SUB", "ESC", "FS",  "GS",  "RS",  "US"};

static const char *reference_of(uint32_t c)
{
  switch (c) {
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '&':
    return "&amp;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    return NULL;
  }
}

/* A character as its name or number, set off from the text by a class of the page. */
static void add_sign(buffer *out, uint32_t c)
{
  if (c < ' ') {
    buffer_format(out, "<span class=\"sign\">%s</span>", controls[c]);
  } else {
    buffer_format(out, "<span class=\"sign\">U+%04X</span>", (unsigned)c);
  }
}

static void add(buffer *out, const char *text, size_t size, bool (*is_sign)(uint32_t c))
{
  for (size_t i = 0; i < size;) {
    uint32_t c;
    size_t length = utf8_read(text + i, size - i, &c);
    const char *reference = reference_of(c);
    if (c == UTF8_BAD) {
      buffer_add_string(out, UTF8_REPLACEMENT);
    } else if (reference) {
      buffer_add_string(out, reference);
    } else if (is_sign(c)) {
      add_sign(out, c);
    } else {
      buffer_add(out, text + i, length);
    }
    i += length;
  }
}

static bool is_sign_in_text(uint32_t c)
{
  return c != '\n' && c != '\t' && escape_is_unsafe(c);
}

static bool never(uint32_t c)
{
  (void)c;
  return false;
}

void html_add(buffer *out, const char *text, size_t size)
{
  add(out, text, size, is_sign_in_text);
}

void html_add_seen(buffer *out, const char *text, size_t size)
{
  add(out, text, size, escape_is_unseen);
}

void html_add_value(buffer *out, const char *text, size_t size)
{
  add(out, text, size, never);
}
