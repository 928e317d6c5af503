/* tally.c - see tally.h. */
#include "tally.h"

#include <stdlib.h> /* calloc, free */
#include <string.h> /* memset */

bool tally_begin(tally *t)
{
  *t = (tally){0};
  (void)textclean_rules(&t->rule_count);
  t->by_rule = calloc(t->rule_count, sizeof *t->by_rule);
  return t->by_rule != NULL;
}

void tally_end(tally *t)
{
  free(t->by_rule);
  *t = (tally){0};
}

void tally_clear(tally *t)
{
  tally empty = {.by_rule = t->by_rule, .rule_count = t->rule_count};
  memset(t->by_rule, 0, t->rule_count * sizeof *t->by_rule);
  *t = empty;
}

void tally_add(tally *to, const tally *from)
{
  to->records += from->records;
  to->articles += from->articles;
  to->edits += from->edits;
  to->flags += from->flags;
  for (size_t i = 0; i < TEXTCLEAN_KIND_COUNT; i++) {
    to->by_kind[i] += from->by_kind[i];
  }
  for (size_t i = 0; i < to->rule_count; i++) {
    to->by_rule[i] += from->by_rule[i];
  }
}
