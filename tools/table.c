/* table.c - see table.h. */
#include "table.h"

#include <stdlib.h> /* strtoull */
#include <string.h> /* memcmp, strlen, strspn */

#include "cells.h"
#include "source.h"
#include "usual_field.h"

size_t table_mark(const input_line *line)
{
  static const char mark[] = "\xEF\xBB\xBF";
  return line->number <= 1 && line->size >= 3 && memcmp(line->bytes, mark, 3) == 0 ? 3 : 0;
}

bool table_is_number(const char *wanted)
{
  return strspn(wanted, "0123456789") == strlen(wanted);
}

static bool find_usual(table *t, const char *header, size_t size)
{
  for (size_t i = 0; i < USUAL_FIELDS; i++) {
    if (cell_named(header, size, usual_fields[i], &t->column)) {
      t->field = i > 0 ? usual_fields[i] : NULL;
      return true;
    }
  }
  return false;
}

bool table_find(table *t, const char *wanted, const input_line *first, const char **why)
{
  *t = (table){0};
  *why = NULL;
  if (wanted && table_is_number(wanted)) {
    t->column = (size_t)(strtoull(wanted, NULL, 10) - 1);
    return true;
  }
  size_t mark = table_mark(first);
  const char *header = first->bytes + mark;
  t->has_header = true;
  if (wanted ? cell_named(header, first->size - mark, wanted, &t->column)
             : find_usual(t, header, first->size - mark)) {
    return true;
  }
  *why = wanted ? "the first line does not have the name of --column"
                : "the first line has no usual name; --column N or --column NAME tells which it is";
  return false;
}
