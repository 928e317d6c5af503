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
  const uint32_t *place, *end;                  /* the places that were not sifted yet */
  uint32_t event;                               /* for assertions, the next one */
  uint32_t sifted_run, sifted_paragraph;        /* cursors: of sift() and pass_calm(), */
  uint32_t protected_at, run, paragraph, quote; /* and of look() */
  bool calm;                                    /* the paragraph that the site lies in */
} walk;

/* The paragraph that i lies in, or before it; *cursor is the number of the last one. */
static const tc_paragraph *paragraph_from(const tc_paragraphs *all, uint32_t *cursor, uint32_t i)
{
  uint32_t first = *cursor;
  TC_BISECT_NEAR(first, all->count - 1 - first, k, all->at[k].at.end <= i)
  *cursor = first;
  return &all->at[first];
}

/* The mark at i, or NULL; likewise. */
static const tc_quote *quote_from(const tc_quotes *all, uint32_t *cursor, uint32_t i)
{
  *cursor = tc_quote_from(all, *cursor, i);
  return tc_quote_at_from(all, *cursor, i);
}

static void move_to(walk *w, uint32_t i)
{
  tc_site *site = &w->site;
  site->i = i;
  site->lang = i < site->text->size ? tc_lang_from(site->runs, &w->run, i) : TEXTCLEAN_NONE;
  bool may_be_one = tc_is(site->text->cls[i], TC_P_QUOTE | TC_P_BRACKET);
  site->quote = may_be_one ? quote_from(site->quotes, &w->quote, i) : NULL;
  if (w->paragraphs->count) {
    const tc_paragraph *p = paragraph_from(w->paragraphs, &w->paragraph, i);
    site->paragraph = p->at;
    site->role = p->role;
    w->calm = p->calm && p->at.start <= i && i < p->at.end;
  }
}

/* Tries one rule at the place; returns whether it brought an edit. */
static bool try_rule(walk *w, unsigned id)
{
  tc_edit edit = {{0, 0}, NULL, 0, id};
  return tc_rules[id].function(&w->site, &edit) && !tc_cuts_term(w->terms, edit.at) &&
         tc_edits_add(w->edits, w->site.arena, w->site.text->bytes, &edit);
}

/* Tries those of the rules that find beside the place what they need, which are told first, without
 * a branch. Builds with assertions try the others, too. */
static void try_rules(walk *w, const tc_start *start, uint8_t cls, tc_need beside)
{
  uint8_t may[TC_RULE_COUNT];
  uint32_t count = 0;
  for (const uint8_t *ids = w->rules->lists + start->list; *ids; ids++) {
    uint8_t id = may[count] = (uint8_t)(*ids - 1);
    bool met = tc_need_is_met(tc_need_of(id, cls), beside);
    assert(met || !try_rule(w, id));
    count += met;
  }
  for (uint32_t k = 0; k < count; k++) {
    try_rule(w, may[k]);
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

/* Tries the rules that start at the edge of the text, at i, and find beside it what they need. */
static void try_edge_rules(walk *w, uint32_t i, tc_need beside)
{
  move_to(w, i);
  try_rules(w, &w->rules->starts[starts_of(w, w->site.lang)[TC_EDGE]], TC_EDGE, beside);
}

#ifndef NDEBUG
/* For assertions: no rule finds anything at the edge. */
static bool is_calm_edge(walk *w, uint32_t i)
{
  uint32_t before = w->edits->count;
  try_edge_rules(w, i, (tc_need){0, 0});
  return w->edits->count == before;
}
#endif

/* Tries the rules of the edge at i: all are about white space. */
static void try_edge(walk *w, uint32_t i)
{
  if (has_white_edge(w->site.text, i)) {
    try_edge_rules(w, i, (tc_need){UINT32_MAX, UINT32_MAX});
  } else {
    assert(is_calm_edge(w, i));
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

/* Passes by the next places if they lie in a row of calm paragraphs, which stood in a row before,
 * so that the line ends between them are calm, too. Few places are sifted as quickly. */
static void pass_calm(walk *w)
{
  const tc_paragraphs *all = w->paragraphs;
  if ((uint32_t)(w->end - w->place) <= TC_SIFTED || all->count == 0) {
    return;
  }
  const tc_paragraph *p = paragraph_from(all, &w->sifted_paragraph, *w->place);
  if (!p->calm || *w->place < p->at.start || *w->place >= p->at.end) {
    return;
  }
  const tc_paragraph *last = &all->at[all->count - 1];
  while (p < last && p[1].calm && p[1].same == p->same + 1) {
    p++;
  }
  w->place += tc_first_from(w->place, (uint32_t)(w->end - w->place), p->at.end);
}

/* Picks those of the next places where some rule may find what it needs, to `kept`. All are few,
 * and nothing tells which: so this comes first, and takes no branch. Returns how many they are. */
static uint32_t sift(walk *w, uint32_t *kept)
{
  const tc_text *text = w->site.text;
  const uint32_t *end = w->place + tc_min((uint32_t)(w->end - w->place), TC_SIFTED);
  uint32_t count = 0;
  for (; w->place < end; w->place++) {
    uint32_t i = kept[count] = *w->place;
    const uint8_t *starts = starts_of(w, tc_lang_from(w->site.runs, &w->sifted_run, i));
    count += tc_need_is_met(w->rules->starts[starts[text->cls[i]]].need, beside(text, i));
  }
  return count;
}

/* Tries the rules at a place. */
static void look(walk *w, uint32_t i)
{
  const tc_text *text = w->site.text;
  uint8_t cls = text->cls[i];
  assert(are_calm(w, i) && text->events[w->event++] == i);
  if (tc_is_inside(w->protect, &w->protected_at, i)) {
    return;
  }
  move_to(w, i);
  if (w->calm) {
    assert(is_calm(w, i));
  } else {
    try_rules(w, &w->rules->starts[starts_of(w, w->site.lang)[cls]], cls, beside(text, i));
  }
}

void tc_normalize(const tc_text *text, const tc_paragraphs *paragraphs, const tc_runs *runs,
                  const tc_quotes *quotes, const tc_spans *protect, const tc_terms *terms,
                  const tc_rule_set *rules, tc_arena *arena, tc_edits *edits)
{
  /* A Chinese mark behind Japanese may belong to the English behind it. */
  bool sees_all = rules->sees_usual || tc_has(text, TC_KANA);
  const uint32_t *places = sees_all ? text->events : text->unusual;
  uint32_t kept[TC_SIFTED];
  walk w = {.site = {.text = text, .arena = arena, .quotes = quotes, .runs = runs},
            .paragraphs = paragraphs,
            .protect = protect,
            .terms = terms,
            .rules = rules,
            .edits = edits,
            .place = places,
            .end = places + (sees_all ? text->event_count : text->unusual_count)};
  if (text->size == 0) {
    return;
  }
  try_edge(&w, 0);
  while (w.place < w.end) {
    pass_calm(&w);
    uint32_t count = sift(&w, kept);
    for (uint32_t k = 0; k < count; k++) {
      look(&w, kept[k]);
    }
  }
  assert(are_calm(&w, text->size));
  try_edge(&w, text->size);
}
