/* canonicalize.c - walks the unusual events and tries the rules that start there. Between two
 * events are ideographs, or ASCII: there nothing but mojibake can be wrong, and only where a
 * rare ideograph stands. */
#include "canonicalize.h"

typedef struct walk {
  const tc_terms *terms;
  const tc_rule_set *rules;
  tc_edits *edits;
  const uint32_t *rare; /* the next rare ideograph */
  uint32_t done;        /* the rows before it were seen */
} walk;

static bool add(const walk *w, const tc_site *site, const tc_edit *edit)
{
  return !tc_cuts_term(w->terms, edit->at) &&
         tc_edits_add(w->edits, site->arena, site->text->bytes, edit);
}

static void try_rules(const walk *w, const tc_site *site)
{
  const uint8_t *ids = w->rules->lists + w->rules->canonicalize[tc_at(site->text, site->i)];
  for (; *ids; ids++) {
    tc_edit edit = {{0, 0}, NULL, 0, *ids - 1u};
    if (tc_rules[edit.rule].function(site, &edit)) {
      add(w, site, &edit);
    }
  }
}

static uint32_t end_of(const tc_edits *edits)
{
  return edits->count ? edits->at[edits->count - 1].at.end : 0;
}

/* Looks for mojibake in the ideographs of the row of a rare one. Returns where the row ends. */
static uint32_t try_row(walk *w, const tc_site *row_site, uint32_t rare)
{
  tc_site site = *row_site;
  tc_span han = {0, 0};
  uint32_t number = tc_event_from(site.text, rare + 1);
  tc_next_row(site.text, &number, &han);
  tc_span row = tc_gbk_row(site.text, han, tc_max(w->done, end_of(w->edits)));
  for (site.i = row.start; site.i < row.end;) {
    tc_edit edit = {{0, 0}, NULL, 0, TC_RULE_MOJIBAKE_GBK};
    bool mended = tc_rule_mojibake_gbk(&site, &edit) && add(w, &site, &edit);
    site.i = mended ? edit.at.end : tc_next(site.text, site.i);
  }
  w->done = tc_is_empty(row) ? w->done : row.end;
  return han.end;
}

/* Does so for the rows of rare ones before `end`. */
static void try_rows(walk *w, const tc_site *site, uint32_t end)
{
  while (*w->rare < end) {
    uint32_t row_end = try_row(w, site, *w->rare);
    while (*w->rare < row_end) {
      w->rare++;
    }
  }
}

void tc_canonicalize(const tc_text *text, const tc_terms *terms, const tc_rule_set *rules,
                     tc_arena *arena, tc_edits *edits)
{
  const uint32_t no_rare = text->size;
  walk w = {.terms = terms, .rules = rules, .edits = edits};
  w.rare = rules->on[TC_RULE_MOJIBAKE_GBK] ? text->rare : &no_rare;
  tc_site site = {.text = text, .arena = arena};
  uint32_t kept[TC_SIFTED];
  if (text->rare_count == 0 && !tc_has_props(text, TC_P_CANON)) {
    return;
  }
  for (uint32_t u = 0; u < text->unusual_count; u += TC_SIFTED) {
    uint32_t places = tc_min(text->unusual_count - u, TC_SIFTED);
    uint32_t count = tc_sift(text, text->unusual + u, places, TC_P_CANON, kept);
    for (uint32_t k = 0; k < count; k++) {
      try_rows(&w, &site, kept[k]);
      site.i = kept[k];
      if (site.i >= end_of(edits)) {
        try_rules(&w, &site);
      }
    }
  }
  try_rows(&w, &site, text->size);
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
