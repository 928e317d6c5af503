/* normalize.c - walks the unusual events, or all if a rule or the text asks for it, and tries
 * the rules that start there, with what the earlier stages know of the place. Rules of one
 * place are tried in the order of rules.def: left of the mark, the mark, right of it. What
 * overlaps an edit is left to the next pass (see document.c). */
#include "normalize.h"

typedef struct walk {
  tc_site site;
  const tc_paragraphs *paragraphs;
  const tc_spans *protect;
  const tc_terms *terms;
  const tc_rule_set *rules;
  tc_edits *edits;
  const uint32_t *place;                        /* the next one to look at */
  uint32_t event;                               /* for assertions, the next one */
  uint32_t paragraph, protected_at, run, quote; /* cursors */
} walk;

static void move_to(walk *w, uint32_t i)
{
  tc_site *site = &w->site;
  site->i = i;
  while (w->paragraph + 1 < w->paragraphs->count && w->paragraphs->at[w->paragraph].at.end <= i) {
    w->paragraph++;
  }
  if (w->paragraphs->count) {
    const tc_paragraph *p = &w->paragraphs->at[w->paragraph];
    site->paragraph = p->at;
    site->role = p->role;
  }
  site->lang = tc_lang_from(site->runs, &w->run, i);
  const tc_quotes *quotes = site->quotes;
  while (w->quote < quotes->count && quotes->at[w->quote].at < i) {
    w->quote++;
  }
  bool is_one = w->quote < quotes->count && quotes->at[w->quote].at == i;
  site->quote = is_one ? &quotes->at[w->quote] : NULL;
}

/* Tries one rule at the place; returns whether it brought an edit. */
static bool try_rule(walk *w, unsigned id)
{
  tc_edit edit = {{0, 0}, NULL, 0, id};
  return tc_rules[id].function(&w->site, &edit) && !tc_cuts_term(w->terms, edit.at) &&
         tc_edits_add(w->edits, w->site.arena, w->site.text->bytes, &edit);
}

/* Tries the rules of a class that find beside the place what they need. Builds with assertions
 * try the others, too. */
static void try_rules(walk *w, uint8_t cls, tc_need beside)
{
  unsigned langs = tc_langs_of(w->site.lang);
  for (const uint8_t *ids = w->rules->lists + w->rules->normalize[cls]; *ids; ids++) {
    unsigned id = *ids - 1u;
    if (tc_rules[id].langs != TC_LANGS_ANY && tc_rules[id].langs != langs) {
      continue;
    }
    if (tc_need_is_met(tc_need_of(id, cls), beside)) {
      try_rule(w, id);
    } else {
      assert(!try_rule(w, id));
    }
  }
}

/* What stands beside i. */
static tc_need beside(const tc_text *text, uint32_t i)
{
  return (tc_need){tc_props[tc_before(text, i)] | TC_P_ALWAYS,
                   tc_props[tc_at(text, tc_next(text, i))]};
}

#ifndef NDEBUG
/* For assertions: no rule finds anything at i, or may touch it. */
static bool is_calm(walk *w, uint32_t i)
{
  uint32_t before = w->edits->count;
  if (!tc_is_inside(w->protect, &w->protected_at, i)) {
    move_to(w, i);
    try_rules(w, w->site.text->cls[i], beside(w->site.text, i));
  }
  return w->edits->count == before;
}

/* For assertions: so it is at all events from the last place that was looked at to `end`. */
static bool are_calm(walk *w, uint32_t end)
{
  const tc_text *text = w->site.text;
  bool calm = true;
  for (; text->events[w->event] < end; w->event++) {
    calm = calm && is_calm(w, text->events[w->event]);
  }
  w->event += end < text->size && text->events[w->event] == end;
  return calm;
}
#endif

/* Tries the rules at the places before `end`. */
static void look(walk *w, uint32_t end)
{
  const tc_text *text = w->site.text;
  const tc_need *needs = w->rules->needs;
  const uint8_t *need = NULL; /* their numbers, of the language up to `same`, by class */
  uint32_t same = 0;
  for (uint32_t i; (i = *w->place) < end; w->place++) {
    assert(are_calm(w, i));
    if (i >= same) {
      need = w->rules->need[tc_langs_of(tc_lang_from(w->site.runs, &w->run, i))];
      same = w->site.runs->at[w->run].at.end;
    }
    uint8_t cls = text->cls[i];
    tc_need here = beside(text, i);
    bool may = tc_need_is_met(needs[need[cls]], here);
    assert(may || is_calm(w, i));
    if (may && !tc_is_inside(w->protect, &w->protected_at, i)) {
      move_to(w, i);
      try_rules(w, cls, here);
    }
  }
  assert(are_calm(w, end));
}

/* Moves over the places of a calm paragraph. */
static void skip(walk *w, uint32_t end)
{
#ifndef NDEBUG
  uint32_t before = w->edits->count;
  look(w, end);
  assert(w->edits->count == before);
#endif
  while (*w->place < end) {
    w->place++;
  }
}

void tc_normalize(const tc_text *text, const tc_paragraphs *paragraphs, const tc_runs *runs,
                  const tc_quotes *quotes, const tc_spans *protect, const tc_terms *terms,
                  const tc_rule_set *rules, tc_arena *arena, tc_edits *edits)
{
  /* A Chinese mark behind Japanese may belong to the English behind it. */
  bool sees_all = rules->sees_usual || tc_has(text, TC_KANA);
  walk w = {.site = {.text = text, .arena = arena, .quotes = quotes, .runs = runs},
            .paragraphs = paragraphs,
            .protect = protect,
            .terms = terms,
            .rules = rules,
            .edits = edits,
            .place = sees_all ? text->events : text->unusual};
  const tc_need anything = {UINT32_MAX, UINT32_MAX};
  if (text->size == 0) {
    return;
  }
  move_to(&w, 0);
  try_rules(&w, TC_EDGE, anything);
  for (uint32_t k = 0; k < paragraphs->count; k++) {
    if (paragraphs->at[k].calm) {
      look(&w, paragraphs->at[k].at.start);
      skip(&w, paragraphs->at[k].at.end);
    }
  }
  look(&w, text->size);
  move_to(&w, text->size);
  try_rules(&w, TC_EDGE, anything);
}
