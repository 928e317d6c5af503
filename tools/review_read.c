/* review_read.c - see review_read.h. */
#include "review_read.h"

#include <string.h> /* memcmp, memchr, strerror */

#include <textclean.h>

#include "message.h"
#include "tsv_read.h"
#include "utf8.h"
#include "whole_file.h"
#include "xliff_read.h"

/* Spreadsheets write "Unicode text" in UTF-16, with a mark in front. Half of a pair becomes
 * U+FFFD. */
static void from_utf16(buffer *text, bool is_big)
{
  buffer out = {0};
  const unsigned char *p = (const unsigned char *)text->bytes + 2;
  const unsigned char *end = p + (text->size - 2) / 2 * 2;
  uint32_t high = 0; /* the first half of a pair */
  while (p < end) {
    uint32_t unit = is_big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
    bool is_low = unit >= 0xDC00 && unit < 0xE000;
    char bytes[4];
    p += 2;
    if (high && !is_low) {
      buffer_add_string(&out, UTF8_REPLACEMENT);
    }
    if (unit >= 0xD800 && unit < 0xDC00) {
      high = unit;
      continue;
    }
    uint32_t c =
        is_low ? (high ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD) : unit;
    high = 0;
    buffer_add(&out, bytes, utf8_write(bytes, c));
  }
  buffer_free(text);
  *text = out;
}

static bool begins_with(const buffer *text, const char *bytes, size_t size)
{
  return text->size >= size && memcmp(text->bytes, bytes, size) == 0;
}

/* Whether its first character is the beginning of a tag, in UTF-8 or UTF-16. */
static bool is_xml(const buffer *text)
{
  for (size_t i = 0; i < text->size; i++) {
    if (!memchr("\xEF\xBB\xBF\xFE\xFF \t\r\n\0", text->bytes[i], 10)) {
      return text->bytes[i] == '<';
    }
  }
  return false;
}

static bool read_table(corrections *c, buffer *text)
{
  bool is_big = begins_with(text, "\xFE\xFF", 2);
  if (is_big || begins_with(text, "\xFF\xFE", 2)) {
    from_utf16(text, is_big);
  }
  if (text->failed) {
    return false;
  }
  size_t mark = begins_with(text, "\xEF\xBB\xBF", 3) ? 3 : 0;
  if (text->size > mark && !utf8_is_valid(text->bytes + mark, text->size - mark)) {
    message("%s: is neither UTF-8 nor UTF-16; export it from the spreadsheet in UTF-8", c->name);
    return false;
  }
  return tsv_read(c, text->size > mark ? text->bytes + mark : "", text->size - mark);
}

bool review_read_text(corrections *c, buffer *text)
{
  bool good = !text->failed;
  if (good && text->size == 0) {
    message("%s: is empty; it should be what --format tsv, xliff or html gave, reviewed", c->name);
    return false;
  }
  good = good && (is_xml(text) ? xliff_read(c, text->bytes, text->size) : read_table(c, text));
  if (text->failed || c->text.failed || (good && !corrections_finish(c))) {
    message("%s", textclean_strerror(TEXTCLEAN_ENOMEM));
    return false;
  }
  return good;
}

bool review_read(corrections *c, const char *name)
{
  int error;
  buffer text = {0};
  corrections_begin(c, name);
  bool good = whole_file_read(&text, name, TEXTCLEAN_MAX_SIZE, &error);
  if (!good) {
    message("%s: cannot be read: %s", name, strerror(error));
  }
  good = good && review_read_text(c, &text);
  buffer_free(&text);
  return good;
}
