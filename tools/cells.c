/* cells.c - see cells.h. */
#include "cells.h"

#include <string.h> /* memchr, memcmp, strchr, strlen */

static const char letters[] = "tnr\\", meanings[] = "\t\n\r\\";

bool cell_find(const char *line, size_t size, size_t number, cell *found, size_t *count)
{
  size_t start = 0;
  for (*count = 1;; ++*count) {
    const char *tab = memchr(line + start, '\t', size - start);
    size_t end = tab ? (size_t)(tab - line) : size;
    if (*count == number + 1) {
      *found = (cell){start, end};
      return true;
    }
    if (!tab) {
      return false;
    }
    start = end + 1;
  }
}

bool cell_named(const char *line, size_t size, const char *name, size_t *number)
{
  size_t length = strlen(name), start = 0;
  for (*number = 0;; ++*number) {
    const char *tab = memchr(line + start, '\t', size - start);
    size_t end = tab ? (size_t)(tab - line) : size;
    if (end - start == length && memcmp(line + start, name, length) == 0) {
      return true;
    }
    if (!tab) {
      return false;
    }
    start = end + 1;
  }
}

/* What a backslash and this letter stand for; 0: nothing. */
static char meaning_of(char letter)
{
  const char *found = letter ? strchr(letters, letter) : NULL;
  return found ? meanings[found - letters] : 0;
}

void cell_decode(buffer *out, const char *bytes, size_t size)
{
  size_t plain = 0;
  for (size_t i = 0; i + 1 < size; i++) {
    char meaning = bytes[i] == '\\' ? meaning_of(bytes[i + 1]) : 0;
    if (meaning) {
      buffer_add(out, bytes + plain, i - plain);
      buffer_add_char(out, meaning);
      plain = ++i + 1;
    }
  }
  buffer_add(out, bytes + plain, size - plain);
}

/* Whether a backslash in front of this text would be read with what follows: with a
 * letter of an escape, or with a backslash that the encoding of what follows begins with. */
static bool is_taken(const char *next, size_t size)
{
  return size > 0 && next[0] && (strchr(letters, next[0]) || strchr(meanings, next[0]));
}

void cell_encode(buffer *out, const char *text, size_t size)
{
  size_t plain = 0;
  for (size_t i = 0; i < size; i++) {
    const char *found = text[i] ? strchr(meanings, text[i]) : NULL;
    bool is_itself = found && *found == '\\' && !is_taken(text + i + 1, size - i - 1);
    if (found && !is_itself) {
      buffer_add(out, text + plain, i - plain);
      buffer_add_char(out, '\\');
      buffer_add_char(out, letters[found - meanings]);
      plain = i + 1;
    }
  }
  buffer_add(out, text + plain, size - plain);
}

void cell_flatten(buffer *out, const char *text, size_t size)
{
  char *room = buffer_room(out, size);
  for (size_t i = 0; room && i < size; i++) {
    char c = text[i];
    room[i] = c;
    if (c == '\t' || c == '\n' || c == '\r') {
      room[i] = ' ';
    }
  }
  out->size += room ? size : 0;
}
