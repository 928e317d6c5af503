/* canonicalize.c - walks the events and tries the rules that start there. Between two
 * events are ideographs, or ASCII: there nothing but mojibake can be wrong. */
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

/* Looks for mojibake in the ideographs of a row; what lies before *done was seen. */
static void try_row(const tc_site *row_site, tc_span han, tc_edits *edits, uint32_t *done)
{
  tc_site site = *row_site;
  tc_span row = tc_gbk_row(site.text, han, tc_max(*done, end_of(edits)));
  for (site.i = row.start; site.i < row.end;) {
    tc_edit edit = {{0, 0}, NULL, 0, TC_RULE_MOJIBAKE_GBK};
    bool mended = tc_rule_mojibake_gbk(&site, &edit) &&
                  tc_edits_add(edits, site.arena, site.text->bytes, &edit);
    site.i = mended ? edit.at.end : tc_next(site.text, site.i);
  }
  *done = tc_is_empty(row) ? *done : row.end;
}

void tc_canonicalize(const tc_text *text, const tc_rule_set *rules, tc_arena *arena,
                     tc_edits *edits)
{
  tc_site site = {.text = text, .arena = arena};
  const uint32_t *rare = text->rare, *rares = rare + text->rare_count;
  uint32_t done = 0;
  tc_span between;
  if (text->rare_count == 0 && !tc_has_props(text, TC_P_CANON)) {
    return;
  }
  for (uint32_t row = 0; tc_next_row(text, &row, &between);) {
    site.i = row > 1 ? text->events[row - 2] : 0; /* the event before the row */
    if (row > 1 && tc_is(text->cls[site.i], TC_P_CANON) && site.i >= end_of(edits)) {
      try_rules(rules, &site, edits);
    }
    if (rules->on[TC_RULE_MOJIBAKE_GBK] && *rare < between.end) {
      try_row(&site, between, edits, &done); /* the only rows that it looks at */
    }
    while (rare < rares && *rare < between.end) {
      rare++;
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
