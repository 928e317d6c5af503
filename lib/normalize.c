/* normalize.c - walks the unusual events, or all if a rule or the text asks for it, and tries
 * the rules that start there, with what the earlier stages know of the place. Rules of one
 * place are tried in the order of rules.def: left of the mark, the mark, right of it. What
 * overlaps an edit is left to the next pass (see document.c). */
#include "normalize.h"

typedef struct walk {
  tc_site site;
  const tc_spans *protect;
  const tc_terms *terms;
  const tc_rule_set *rules;
  tc_edits *edits;
  const uint32_t *place;             /* the next one to look at */
  uint32_t event;                    /* for assertions, the next one */
  uint32_t protected_at, run, quote; /* cursors */
} walk;

static void enter(walk *w, const tc_paragraph *paragraph)
{
  w->site.paragraph = paragraph->at;
  w->site.role = paragraph->role;
}

/* Moves to i, in the paragraph that was entered or beside it. */
static void move_to(walk *w, uint32_t i)
{
  tc_site *site = &w->site;
  site->i = i;
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

/* Tries those of the rules that find beside the place what they need. Builds with assertions try
 * the others, too. */
static void try_rules(walk *w, const tc_start *start, uint8_t cls, tc_need beside)
{
  for (const uint8_t *ids = w->rules->lists + start->list; *ids; ids++) {
    unsigned id = *ids - 1u;
    if (tc_need_is_met(tc_need_of(id, cls), beside)) {
      try_rule(w, id);
    } else {
      assert(!try_rule(w, id));
    }
  }
}

/* The numbers of starts in a language, by class. */
static const uint8_t *starts_of(const walk *w, textclean_lang lang)
{
  return w->rules->normalize[tc_langs_of(lang)];
}

/* Whether white space stands at the edge, but for the line end that closes a text. */
static bool has_white_edge(const tc_text *text, uint32_t i)
{
  uint8_t last = tc_before(text, text->size);
  return i == 0 ? tc_is(tc_at(text, 0), TC_P_WHITE)
                : tc_is(last, TC_P_BLANK) ||
                      (tc_is(last, TC_P_LINE) &&
                       tc_is(tc_before(text, tc_prev(text, text->size)), TC_P_WHITE));
}

/* Tries the rules that start at the edge of the text, at i: all are about white space. */
static void try_edge(walk *w, uint32_t i)
{
  const tc_need anything = {UINT32_MAX, UINT32_MAX}, nothing = {0, 0};
  move_to(w, i);
  try_rules(w, &w->rules->starts[starts_of(w, w->site.lang)[TC_EDGE]], TC_EDGE,
            has_white_edge(w->site.text, i) ? anything : nothing);
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
    uint8_t cls = w->site.text->cls[i];
    try_rules(w, &w->rules->starts[starts_of(w, w->site.lang)[cls]], cls, beside(w->site.text, i));
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
  return calm;
}
#endif

/* Tries the rules at the places before `end`. */
static void look(walk *w, uint32_t end)
{
  const tc_text *text = w->site.text;
  const uint8_t *starts = NULL; /* of the language up to `same` */
  uint32_t same = 0;
  for (uint32_t i; (i = *w->place) < end; w->place++) {
    assert(are_calm(w, i) && text->events[w->event++] == i);
    if (i >= same) {
      starts = starts_of(w, tc_lang_from(w->site.runs, &w->run, i));
      same = w->site.runs->at[w->run].at.end;
    }
    uint8_t cls = text->cls[i];
    tc_need here = beside(text, i);
    const tc_start *start = &w->rules->starts[starts[cls]];
    bool may = tc_need_is_met(start->need, here);
    assert(may || is_calm(w, i));
    if (may && !tc_is_inside(w->protect, &w->protected_at, i)) {
      move_to(w, i);
      try_rules(w, start, cls, here);
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
            .protect = protect,
            .terms = terms,
            .rules = rules,
            .edits = edits,
            .place = sees_all ? text->events : text->unusual};
  if (text->size == 0) {
    return;
  }
  if (paragraphs->count) {
    enter(&w, &paragraphs->at[0]);
  }
  try_edge(&w, 0);
  for (uint32_t k = 0; k < paragraphs->count; k++) {
    const tc_paragraph *p = &paragraphs->at[k];
    enter(&w, p);
    if (p->calm) {
      look(&w, p->at.start);
      skip(&w, p->at.end);
    } else {
      look(&w, p->at.end);
    }
  }
  look(&w, text->size);
  try_edge(&w, text->size);
}
