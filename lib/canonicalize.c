/* canonicalize.c - walks the events and tries the rules that start there. */
#include "canonicalize.h"

static void try_rules(const tc_rule_set *rules, const tc_site *site, tc_edits *edits)
{
  const uint8_t *ids = rules->canonicalize[tc_at(site->text, site->i)];
  for (; *ids; ids++) {
    tc_edit edit = {{0, 0}, NULL, 0, *ids - 1u};
    if (tc_rules[edit.rule].function(site, &edit)) {
      tc_edits_add(edits, site->arena, site->text->bytes, &edit);
    }
  }
}

static uint32_t end_of(const tc_edits *edits)
{
  return edits->count ? edits->at[edits->count - 1].at.end : 0;
}

void tc_canonicalize(const tc_text *text, const tc_rule_set *rules, tc_arena *arena,
                     tc_edits *edits)
{
  tc_site site = {.text = text, .arena = arena};
  for (uint32_t e = 0; e < text->event_count; e++) {
    site.i = text->events[e];
    if (tc_is(text->cls[site.i], TC_P_CANON) && site.i >= end_of(edits)) {
      try_rules(rules, &site, edits);
    }
  }
}

void tc_make_well_formed(const tc_text *text, tc_arena *arena, tc_edits *edits)
{
  tc_site site = {.text = text, .arena = arena};
  for (uint32_t e = 0; e < text->event_count; e++) {
    site.i = text->events[e];
    if (text->cls[site.i] == TC_BAD) {
      tc_edit edit = {{0, 0}, NULL, 0, TC_RULE_ILL_FORMED};
      tc_rule_ill_formed(&site, &edit);
      tc_edits_add(edits, arena, text->bytes, &edit);
    }
  }
}
