/* xml_text.c - see xml_text.h. */
#include "xml_text.h"

#include <stdbool.h> /* bool */
#include <stdint.h>  /* uint32_t */

#include "utf8.h"

/* The production Char of XML 1.0. */
static bool is_allowed(uint32_t c)
{
  return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

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
  case '\r':
    return "&#13;";
  default:
    return NULL;
  }
}

static void add(buffer *out, const char *text, size_t size, size_t *number)
{
  for (size_t i = 0; i < size;) {
    uint32_t c;
    size_t length = utf8_read(text + i, size - i, &c);
    const char *reference = reference_of(c);
    if (c == UTF8_BAD) {
      buffer_add_string(out, UTF8_REPLACEMENT);
    } else if (reference) {
      buffer_add_string(out, reference);
    } else if (is_allowed(c)) {
      buffer_add(out, text + i, length);
    } else if (number) {
      buffer_format(out, "<x id=\"c%zu\" ctype=\"x-textclean-u%04X\"/>", ++*number, (unsigned)c);
    } else {
      buffer_format(out, "&lt;U+%04X&gt;", (unsigned)c);
    }
    i += length;
  }
}

void xml_add(buffer *out, const char *text, size_t size)
{
  add(out, text, size, NULL);
}

void xml_add_content(buffer *out, const char *text, size_t size, size_t *number)
{
  add(out, text, size, number);
}
