/* canonicalize.c - walks the unusual events and tries the rules that start there. Between two
 * events are ideographs, or ASCII: there nothing but mojibake can be wrong, and only where a
 * rare ideograph stands. */
#include "canonicalize.h"

typedef struct walk {
  const tc_terms *terms;
  const tc_rule_set *rules;
  tc_edits *edits;
  const uint32_t *rare; /* the next rare ideograph, */
  uint32_t event;       /* and a cursor: of an event before it */
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
  uint32_t number = tc_next_from(site.text->events, site.text->event_count, &w->event, rare + 1);
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

/* Tries the rules at places that ascend. */
static void try_places(walk *w, tc_site *site, const uint32_t *places, uint32_t count)
{
  uint32_t kept[TC_SIFTED];
  for (uint32_t n; count > 0; count -= n, places += n) {
    n = tc_min(count, TC_SIFTED);
    uint32_t found = tc_sift(site->text, places, n, TC_P_CANON, kept);
    for (uint32_t k = 0; k < found; k++) {
      try_rows(w, site, kept[k]);
      site->i = kept[k];
      if (site->i >= end_of(w->edits)) {
        try_rules(w, site);
      }
    }
  }
}

/* Whether nothing in the text can be wrong. */
static bool is_surely_canonical(const tc_text *text)
{
  return text->rare_count == 0 && !tc_has_props(text, TC_P_CANON);
}

static const uint32_t *rare_of(const tc_text *text, const tc_rule_set *rules)
{
  return rules->on[TC_RULE_MOJIBAKE_GBK] ? text->rare : text->rare + text->rare_count;
}

void tc_canonicalize(const tc_text *text, const tc_terms *terms, const tc_rule_set *rules,
                     tc_arena *arena, tc_edits *edits)
{
  walk w = {.terms = terms, .rules = rules, .edits = edits, .rare = rare_of(text, rules)};
  tc_site site = {.text = text, .arena = arena};
  if (!is_surely_canonical(text)) {
    try_places(&w, &site, text->unusual, text->unusual_count);
    try_rows(&w, &site, text->size);
  }
}

/* The lines of a text that a change touches, with the line ends before and behind them. *turn is a
 * cursor: behind the turns of the lines before. */
static tc_span lines_of(const tc_text *text, tc_span change, uint32_t *turn)
{
  const uint32_t *first = text->turns + *turn, *last = text->turns + text->turn_count;
  const uint32_t *at =
      text->turns + tc_next_from(text->turns, text->turn_count, turn, change.start);
  const uint32_t *end = at;
  while (at > first && text->cls[at[-1]] != TC_LF) {
    at--;
  }
  while (end < last && (*end < change.end || text->cls[*end] != TC_LF)) {
    end++;
  }
  tc_span lines = {at > text->turns ? at[-1] : 0, end < last ? *end + 1 : text->size};
  *turn = (uint32_t)(end - text->turns) + (end < last);
  return lines;
}

#ifndef NDEBUG
/* For assertions: what was found is what would be found in all of the text. */
static bool is_as_found(const tc_text *text, const tc_rule_set *rules, tc_arena *arena,
                        const tc_edits *edits)
{
  const tc_terms no_terms = {0};
  tc_edits all = {0};
  tc_canonicalize(text, &no_terms, rules, arena, &all);
  bool same = all.count == edits->count;
  for (uint32_t i = 0; same && i < all.count; i++) {
    const tc_edit *a = &all.at[i], *b = &edits->at[i];
    same = a->at.start == b->at.start && a->at.end == b->at.end && a->rule == b->rule;
  }
  return same || tc_arena_failed(arena);
}
#endif

/* Tries the rules in the lines that changed. */
static void try_lines(walk *w, tc_site *site, const tc_changes *changes)
{
  const tc_text *text = site->text;
  const uint32_t *place = text->unusual, *last = place + text->unusual_count;
  for (uint32_t c = 0, end = 0, turn = 0; c < changes->count; c++) {
    tc_span change = changes->at[c].at.span;
    if (end > 0 && change.end < end) {
      continue; /* these lines were looked at */
    }
    tc_span lines = lines_of(text, change, &turn);
    place += tc_first_from(place, (uint32_t)(last - place), lines.start);
    uint32_t count = tc_first_from(place, (uint32_t)(last - place), lines.end);
    while (*w->rare < lines.start) {
      w->rare++;
    }
    try_places(w, site, place, count);
    try_rows(w, site, lines.end);
    place += count;
    end = lines.end;
  }
}

void tc_canonicalize_again(const tc_text *text, const tc_changes *changes, const tc_rule_set *rules,
                           tc_arena *arena, tc_edits *edits)
{
  const tc_terms no_terms = {0};
  walk w = {.terms = &no_terms, .rules = rules, .edits = edits, .rare = rare_of(text, rules)};
  tc_site site = {.text = text, .arena = arena};
  if (is_surely_canonical(text)) {
    return;
  }
  if (changes->count < text->unusual_count / TC_SIFTED) {
    try_lines(&w, &site, changes);
    assert(is_as_found(text, rules, arena, edits));
  } else { /* so many places are sifted as quickly as lines are found */
    tc_canonicalize(text, &no_terms, rules, arena, edits);
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
