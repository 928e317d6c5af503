/* fuzz_cells.c - lines parted by tabs. The first byte of an input chooses a column, the rest is
 * a line or a text.
 *
 *  1. The cells of a line lie between its tabs, and all of them make the line.
 *  2. A text is written as a cell without tabs and line ends, and read back as it was.
 *  3. A cell that is read and written keeps its meaning.
 *  4. A text made flat has no tabs and line ends, and is as long as it was.
 *  5. The cell of a spreadsheet is no formula, and is read back as it was, if it is UTF-8. */
#include <stdbool.h> /* bool */
#include <string.h>  /* memcmp, memchr */

#include "cells.h"
#include "fuzz.h"
#include "sheet_cell.h"
#include "utf8.h"

static bool same(const buffer *b, const char *text, size_t size)
{
  return b->size == size && (size == 0 || memcmp(b->bytes, text, size) == 0);
}

static bool is_flat(const buffer *b)
{
  return b->size == 0 || (!memchr(b->bytes, '\t', b->size) && !memchr(b->bytes, '\n', b->size) &&
                          !memchr(b->bytes, '\r', b->size));
}

/* 1 */
static const char *check_line(const char *line, size_t size, size_t number)
{
  cell found;
  size_t end = 0, count = 0, i = 0;
  for (; cell_find(line, size, i, &found, &count); i++) {
    if (found.start != end + (i > 0) || found.end < found.start || found.end > size ||
        memchr(line + found.start, '\t', found.end - found.start) ||
        (found.end < size && line[found.end] != '\t')) {
      return "1: a cell does not lie between tabs";
    }
    end = found.end;
  }
  if (end != size || count != i) {
    return "1: the cells are not the line";
  }
  return cell_find(line, size, number, &found, &count) == (number < i)
             ? NULL
             : "1: a cell is found, and not found";
}

/* 2, 4 */
static const char *check_text(const char *text, size_t size)
{
  buffer coded = {0}, back = {0}, flat = {0};
  cell_encode(&coded, text, size);
  cell_decode(&back, coded.bytes ? coded.bytes : "", coded.size);
  cell_flatten(&flat, text, size);
  const char *broken = !is_flat(&coded)           ? "2: a cell has a tab or a line end"
                       : !same(&back, text, size) ? "2: a text is not read back"
                       : !is_flat(&flat)          ? "4: a flat text has a tab or a line end"
                       : flat.size != size        ? "4: a flat text has another size"
                                                  : NULL;
  buffer_free(&coded);
  buffer_free(&back);
  buffer_free(&flat);
  return broken;
}

/* 3 */
static const char *check_meaning(const char *bytes, size_t size)
{
  buffer text = {0}, coded = {0}, again = {0};
  cell_decode(&text, bytes, size);
  cell_encode(&coded, text.bytes ? text.bytes : "", text.size);
  cell_decode(&again, coded.bytes ? coded.bytes : "", coded.size);
  bool good = text.size <= size && same(&again, text.bytes, text.size);
  buffer_free(&text);
  buffer_free(&coded);
  buffer_free(&again);
  return good ? NULL : "3: a cell gets another meaning";
}

/* 5 */
static const char *check_sheet(const char *text, size_t size)
{
  static const char starters[] = "=+-@\t\r";
  buffer out = {0}, back = {0};
  if (!utf8_is_valid(text, size)) {
    return NULL;
  }
  cell_add(&out, text, size);
  bool is_formula = out.size > 0 && memchr(starters, out.bytes[out.bytes[0] == '"' && out.size > 1],
                                           sizeof starters - 1);
  buffer_add_char(&out, '\t');
  const char *p = out.bytes, *end = out.bytes + out.size;
  cell_read(&back, &p, end);
  const char *broken = is_formula                 ? "5: a cell is a formula"
                       : p != end - 1             ? "5: a cell ends where it should not"
                       : !same(&back, text, size) ? "5: a cell of a spreadsheet is not read back"
                                                  : NULL;
  buffer_free(&out);
  buffer_free(&back);
  return broken;
}

const char *fuzz_try(const uint8_t *data, size_t size)
{
  const char *text = (const char *)data + 1;
  if (size < 1) {
    return NULL;
  }
  const char *broken = check_line(text, size - 1, data[0] % 8);
  broken = broken ? broken : check_text(text, size - 1);
  broken = broken ? broken : check_meaning(text, size - 1);
  return broken ? broken : check_sheet(text, size - 1);
}

static const char *const pieces[] = {
    "\t",
    "\n",
    "\r",
    "\\",
    "\\t",
    "\\n",
    "\\r",
    "\\\\",
    "t",
    "n",
    "a",
    "=",
    "+1",
    "-",
    "@x",
    "'",
    "\"",
    "\"\"",
    " ",
    "\xEF\xBC\x9D",
    "\xE7\xA3\xA8",
    "\\u{202E}",
    "\xE2\x80\xAE",
    "\xFF",
    "\x01",
};

void fuzz_mix(uint64_t *state, fuzz_input *out)
{
  fuzz_add_byte(out, fuzz_random(state));
  FUZZ_ADD_SOME(out, pieces, 24u, state)
}
