/* document.c - one article from bytes to flags.
 *
 * Cleaning is a fixed point by construction. A step finds a list of edits on the
 * text at hand, applies it, and composes it with the steps before:
 *
 *   source ─▶ well-formed ─┬─▶ canonicalize ─▶ any edits? step, and again
 *                          └─▶ then normalize ─▶ any edits? step, and again
 *                              no edits at all: settled
 *
 * So the text that is handed out is one on which no rule has anything to do, and
 * cleaning it again does nothing. On clean text the loop runs once and the source
 * itself is the text. Text that does not settle within STEPS_MAX, which needs
 * rules that feed each other that many times, stays as it came (but well-formed),
 * and is flagged: it will not settle the next time either. */
#include "document.h"

#include <string.h> /* memchr, memcpy, memset */

#include "canonicalize.h"
#include "normalize.h"
#include "roles.h"

#define STEPS_MAX 12

typedef struct cleaning {
  tc_document *document;
  const tc_classes *classes;
  const tc_rule_set *rules;
  const tc_style *style; /* NULL: none */
  const char *source;
  uint32_t source_size;
  tc_arena *arena; /* of the text at hand and what is known of it; at last of what is found in it */
  tc_text text;
  tc_changes changes; /* from the source to the text at hand */
  tc_terms terms;
  tc_spans protect;
  tc_spans guarded; /* protected, or a term */
  tc_paragraphs paragraphs;
  tc_quotes quotes;
  tc_runs runs;
  tc_changes made;  /* by the last step */
  tc_changes since; /* all of them since the text that was analyzed */
  bool analyzed;    /* the text at hand; */
  bool was;         /* an earlier one: what was found then is still there */
  tc_sentences sentences;
  tc_flags flags;
  textclean_lang target;
  bool settled;
} cleaning;

void tc_document_init(tc_document *document, const textclean_alloc *alloc)
{
  memset(document, 0, sizeof *document);
  tc_arena_init(&document->arenas[0], alloc);
  tc_arena_init(&document->arenas[1], alloc);
}

void tc_document_free(tc_document *document)
{
  tc_arena_free(&document->arenas[0]);
  tc_arena_free(&document->arenas[1]);
}

/* ---- Memory ----------------------------------------------------------------------- */

/* What an article takes, as measured: a part that grows with it, and lists that begin with room
 * for some. A guess that is too small costs a call to the allocator, and one that is too large
 * is memory. */
enum {
  LISTS = 1536,   /* bytes */
  OF_SOURCE = 11, /* eighths of the size: classes, events, and what is known of the paragraphs */
  OF_EDITED = 19, /* the text as well */
  OF_RESULT = 12  /* the text, and sentences */
};

static tc_arena *other_arena(const cleaning *c)
{
  return &c->document->arenas[c->arena == &c->document->arenas[0]];
}

/* Empties an arena for a text of `size` bytes. */
static void empty(tc_arena *arena, uint32_t size, uint32_t eighths)
{
  tc_arena_reset(arena);
  tc_arena_expect(arena, (size_t)size * eighths / 8 + LISTS);
}

/* ---- Steps ------------------------------------------------------------------------ */

/* Finds the terms of the house in the text that was read. */
static bool add_own(cleaning *c, tc_arena *arena)
{
  memset(&c->terms, 0, sizeof c->terms);
  if (c->style) {
    c->text.own = c->style->words.count ? &c->style->words : NULL;
    tc_find_terms(&c->text, &c->style->terms, arena, &c->terms);
  }
  return !tc_arena_failed(arena);
}

static textclean_status begin(cleaning *c)
{
  c->arena = &c->document->arenas[0];
  empty(c->arena, c->source_size, OF_SOURCE);
  memset(&c->changes, 0, sizeof c->changes);
  c->analyzed = c->was = false;
  bool read = tc_text_read(&c->text, c->classes, c->arena, c->source, c->source_size);
  return read && add_own(c, c->arena) ? TEXTCLEAN_OK : TEXTCLEAN_ENOMEM;
}

static void *copied(tc_arena *arena, const void *items, size_t size)
{
  void *copy = tc_arena_take(arena, size);
  return copy && size ? memcpy(copy, items, size) : copy;
}

/* What was found in a text before the one at hand moves to the arena of this one: the other is
 * going to be emptied. */
static void keep_found(cleaning *c)
{
  tc_paragraphs *p = &c->paragraphs;
  tc_runs *r = &c->runs;
  p->at = copied(c->arena, p->at, p->count * sizeof *p->at);
  r->at = copied(c->arena, r->at, r->count * sizeof *r->at);
}

/* Applies the edits of the text at hand; what comes of it is then at hand. */
static textclean_status step(cleaning *c, const tc_edits *edits)
{
  tc_arena *arena = other_arena(c);
  tc_changes made, all, since;
  uint32_t size;
  bool was_earlier = c->was && !c->analyzed;
  if (was_earlier) {
    keep_found(c);
  }
  if (tc_arena_failed(c->arena)) {
    return TEXTCLEAN_ENOMEM;
  }
  empty(arena, c->text.size, OF_EDITED);
  const char *bytes = tc_edits_apply(edits, arena, c->text.bytes, c->text.size, &size, &made);
  if (!bytes) {
    return tc_arena_failed(arena) ? TEXTCLEAN_ENOMEM : TEXTCLEAN_ETOOBIG;
  }
  tc_changes_compose(&c->changes, &made, c->source, bytes, arena, &all);
  if (was_earlier) {
    tc_changes_compose(&c->since, &made, NULL, NULL, arena, &since);
  } else {
    since = made;
  }
  if (tc_arena_failed(arena)) {
    return TEXTCLEAN_ENOMEM;
  }
  bool read = c->text.well_formed ? tc_text_reread(&c->text, &c->text, c->classes, made.at,
                                                   made.count, arena, bytes, size)
                                  : tc_text_read(&c->text, c->classes, arena, bytes, size);
  if (!read || !add_own(c, arena)) {
    return TEXTCLEAN_ENOMEM;
  }
  c->changes = all;
  c->arena = arena;
  c->made = made;
  c->since = since;
  c->was = c->analyzed || was_earlier;
  c->analyzed = false;
  return TEXTCLEAN_OK;
}

/* A paragraph is calm if it is the same as one before the last edits and what rules know of it
 * besides is the same, too: they found nothing in it then. If it has letters, these tell its
 * languages; if not, it has that of what stands before it. */
static void find_calm(cleaning *c, const tc_paragraphs *paragraphs, const tc_runs *runs)
{
  for (uint32_t i = 0; i < c->paragraphs.count; i++) {
    tc_paragraph *p = &c->paragraphs.at[i];
    if (p->same) {
      const tc_paragraph *was = &paragraphs->at[p->same - 1];
      p->calm = p->role == was->role &&
                (!p->mute || tc_lang_at(&c->runs, p->at.start) == tc_lang_at(runs, was->at.start));
    }
  }
}

#ifndef NDEBUG
/* For assertions: the runs are those that would have been found anew. */
static bool are_as_found_anew(cleaning *c)
{
  tc_runs runs = {0};
  tc_find_runs(&c->text, &c->paragraphs, &c->protect, NULL, c->arena, &runs);
  bool same = runs.count == c->runs.count;
  for (uint32_t i = 0; same && i < runs.count; i++) {
    same = runs.at[i].at.start == c->runs.at[i].at.start && runs.at[i].lang == c->runs.at[i].lang;
  }
  return same || tc_arena_failed(c->arena);
}
#endif

/* What the rules of style, and all later stages, need to know of the text at hand. What took long
 * to find in paragraphs that the last edits left alone is taken over. */
static void analyze(cleaning *c)
{
  tc_paragraphs paragraphs = c->paragraphs;
  tc_runs runs = c->runs;
  const tc_earlier_runs earlier = {&paragraphs, &runs};
  memset(&c->protect, 0, sizeof c->protect);
  memset(&c->paragraphs, 0, sizeof c->paragraphs);
  memset(&c->quotes, 0, sizeof c->quotes);
  memset(&c->runs, 0, sizeof c->runs);
  if (c->was) {
    tc_find_paragraphs_again(&c->text, &paragraphs, &c->since, c->arena, &c->paragraphs);
  } else {
    tc_find_paragraphs(&c->text, c->arena, &c->paragraphs);
  }
  tc_protect(&c->text, c->arena, &c->protect);
  c->guarded = c->protect;
  if (c->terms.count) {
    memset(&c->guarded, 0, sizeof c->guarded);
    tc_guard(&c->protect, &c->terms, c->arena, &c->guarded);
  }
  if (tc_arena_failed(c->arena)) {
    return;
  }
  tc_find_roles(&c->text, &c->paragraphs);
  tc_find_quotes(&c->text, &c->paragraphs, &c->guarded, c->arena, &c->quotes);
  if (!tc_arena_failed(c->arena)) {
    tc_find_runs(&c->text, &c->paragraphs, &c->protect, c->was ? &earlier : NULL, c->arena,
                 &c->runs);
  }
  c->analyzed = !tc_arena_failed(c->arena);
  if (c->analyzed && c->was && !c->style) { /* a term may reach into the next paragraph */
    assert(are_as_found_anew(c));
    find_calm(c, &paragraphs, &runs);
  }
}

static textclean_status make_well_formed(cleaning *c)
{
  tc_edits edits = {0};
  if (c->text.well_formed) {
    return TEXTCLEAN_OK;
  }
  tc_make_well_formed(&c->text, c->arena, &edits);
  return step(c, &edits);
}

/* The next edits: canonicalizing first; only canonical text is analyzed. `again`: so was the text
 * before the last step, but for the edits of this. A term of a house may be one no longer where
 * nothing was edited. */
static void find_edits(cleaning *c, bool again, tc_edits *edits)
{
  if (again && !c->style) {
    tc_canonicalize_again(&c->text, &c->made, c->rules, c->arena, edits);
  } else {
    tc_canonicalize(&c->text, &c->terms, c->rules, c->arena, edits);
  }
  if (edits->count || tc_arena_failed(c->arena)) {
    return;
  }
  analyze(c);
  if (!tc_arena_failed(c->arena)) {
    tc_normalize(&c->text, &c->paragraphs, &c->runs, &c->quotes, &c->protect, &c->terms, c->rules,
                 c->arena, edits);
  }
}

static textclean_status settle(cleaning *c)
{
  for (int steps = 0; steps < STEPS_MAX; steps++) {
    tc_edits edits = {0};
    find_edits(c, steps > 0, &edits);
    if (tc_arena_failed(c->arena)) {
      return TEXTCLEAN_ENOMEM;
    }
    if (edits.count == 0) {
      c->settled = true;
      return TEXTCLEAN_OK;
    }
    textclean_status status = step(c, &edits);
    if (status != TEXTCLEAN_OK) {
      return status;
    }
  }
  textclean_status status = begin(c); /* back to the source */
  if (status == TEXTCLEAN_OK) {
    status = make_well_formed(c);
  }
  if (status == TEXTCLEAN_OK) {
    analyze(c);
    status = tc_arena_failed(c->arena) ? TEXTCLEAN_ENOMEM : TEXTCLEAN_OK;
  }
  return status;
}

/* ---- Findings ------------------------------------------------------------------------ */

static bool has_lang(const tc_runs *runs, textclean_lang lang)
{
  uint32_t i = 0;
  while (i < runs->count && runs->at[i].lang != lang) {
    i++;
  }
  return i < runs->count;
}

/* A Han counts two. */
static uint32_t weigh(const cleaning *c, tc_span at)
{
  tc_letters letters = c->text.blocks->count(c->text.cls + at.start, at.end - at.start);
  return letters.han * 2 + letters.latin;
}

/* The language of most letters, by runs: names in Chinese weigh for Chinese. Letters
 * of addresses weigh for none. */
static textclean_lang main_language(const cleaning *c)
{
  uint64_t chinese = 0, others = 0;
  if (!has_lang(&c->runs, TEXTCLEAN_ZH)) {
    return TEXTCLEAN_EN;
  }
  if (!has_lang(&c->runs, TEXTCLEAN_EN)) {
    return TEXTCLEAN_ZH;
  }
  for (uint32_t i = 0; i < c->runs.count; i++) {
    const tc_run *run = &c->runs.at[i];
    if (run->lang != TEXTCLEAN_EN) {
      *(run->lang == TEXTCLEAN_ZH ? &chinese : &others) += weigh(c, run->at);
    }
  }
  uint64_t english = weigh(c, (tc_span){0, c->text.size}) - chinese - others; /* all the rest */
  for (uint32_t i = 0; i < c->protect.count; i++) {
    tc_span at = c->protect.at[i];
    uint64_t *mine = tc_lang_at(&c->runs, at.start) == TEXTCLEAN_ZH ? &chinese : &english;
    uint64_t weight = weigh(c, at);
    *mine -= weight < *mine ? weight : *mine;
  }
  return chinese > english ? TEXTCLEAN_ZH : TEXTCLEAN_EN;
}

/* What is found from now on stands in the place of the text before the last edits, which no one
 * needs any more; and so does a copy of the text if it is still the source, which is the
 * caller's. False: no memory. */
static bool keep_text(cleaning *c)
{
  bool is_source = c->text.bytes == c->source;
  c->arena = other_arena(c);
  empty(c->arena, c->text.size, is_source ? OF_RESULT : 0);
  if (is_source) {
    char *copy = tc_arena_take(c->arena, c->text.size);
    c->text.bytes = copy ? memcpy(copy, c->source, c->text.size) : c->source;
  }
  return !tc_arena_failed(c->arena);
}

static void find_sentences_and_flags(cleaning *c)
{
  tc_find_sentences(&c->text, &c->paragraphs, &c->runs, &c->quotes, &c->guarded, c->arena,
                    &c->sentences);
  if (tc_arena_failed(c->arena)) {
    return;
  }
  tc_findings found = {&c->text,         &c->paragraphs,       &c->protect, &c->runs,
                       &c->quotes,       &c->sentences,        &c->changes, TC_RULE_ILL_FORMED,
                       TC_RULE_MOJIBAKE, TC_RULE_MOJIBAKE_GBK, c->target,   &c->terms};
  if (!c->settled) {
    tc_span all = {0, c->text.size};
    tc_add_flag(&c->flags, c->arena,
                (tc_flag){all, TEXTCLEAN_UNSETTLED, TEXTCLEAN_NONE, 1.0f, "limit"});
  }
  tc_find_flags(&found, c->arena, &c->flags);
  if (c->terms.count && !tc_arena_failed(c->arena)) {
    tc_drop_flags_of_terms(&found, &c->flags);
  }
}

/* ---- The result: spans paired with their place in the source --------------------------- */

static textclean_place place(tc_way_back *way, tc_span span)
{
  return (textclean_place){span, tc_go_back(way, span)};
}

static bool pair_structure(const cleaning *c, tc_result *r)
{
  textclean_paragraph *p = tc_arena_take(c->arena, c->paragraphs.count * sizeof *p);
  textclean_run *u = tc_arena_take(c->arena, c->runs.count * sizeof *u);
  textclean_sentence *s = tc_arena_take(c->arena, c->sentences.count * sizeof *s);
  if (!p || !u || !s) {
    return false;
  }
  tc_way_back way = tc_begin_back(&c->changes);
  for (uint32_t i = 0; i < c->paragraphs.count; i++) {
    const tc_paragraph *paragraph = &c->paragraphs.at[i];
    p[i] = (textclean_paragraph){place(&way, paragraph->at), paragraph->role};
  }
  way = tc_begin_back(&c->changes);
  for (uint32_t i = 0; i < c->runs.count; i++) {
    const tc_run *run = &c->runs.at[i];
    u[i] = (textclean_run){place(&way, run->at), run->lang,
                           tc_script_of(&c->text, run->at, run->lang)};
  }
  way = tc_begin_back(&c->changes);
  for (uint32_t i = 0; i < c->sentences.count; i++) {
    const tc_sentence *sentence = &c->sentences.at[i];
    s[i] = (textclean_sentence){place(&way, sentence->at), sentence->lang};
  }
  r->paragraphs = p;
  r->paragraph_count = c->paragraphs.count;
  r->runs = u;
  r->run_count = c->runs.count;
  r->sentences = s;
  r->sentence_count = c->sentences.count;
  return true;
}

/* Whether Han stands there, or may: of a long span nothing is looked at, so that many flags
 * in a run cost no more than they have bytes. */
static bool may_have_han(const tc_text *text, uint32_t start, uint32_t end)
{
  enum { LEAST = 3, MOST = 64 }; /* bytes: of one Han, for mostly there is but a mark */
  return end >= start + LEAST &&
         (end - start > MOST || memchr(text->cls + start, TC_HAN, end - start));
}

/* A flag that has all Han of its run has its script, too. *run is a cursor. */
static textclean_script script_of_flag(const cleaning *c, const tc_result *r, const tc_flag *f,
                                       uint32_t *run)
{
  const tc_runs *runs = &c->runs;
  tc_run_from(runs, run, f->at.start);
  tc_span in = *run < runs->count ? runs->at[*run].at : (tc_span){0, 0};
  bool whole = runs->count && in.start <= f->at.start && f->at.end <= in.end &&
               runs->at[*run].lang == f->lang && !may_have_han(&c->text, in.start, f->at.start) &&
               !may_have_han(&c->text, f->at.end, in.end);
  return whole ? r->runs[*run].script : tc_script_of(&c->text, f->at, f->lang);
}

static bool pair_flags(const cleaning *c, tc_result *r)
{
  textclean_flag *out = tc_arena_take(c->arena, c->flags.count * sizeof *out);
  if (!out) {
    return false;
  }
  tc_way_back way = tc_begin_back(&c->changes);
  for (uint32_t i = 0, run = 0; i < c->flags.count; i++) {
    const tc_flag *f = &c->flags.at[i];
    out[i] = (textclean_flag){place(&way, f->at), f->kind,  f->lang, script_of_flag(c, r, f, &run),
                              f->score,           f->reason};
  }
  r->flags = out;
  r->flag_count = c->flags.count;
  return true;
}

static textclean_status make_result(const cleaning *c, tc_result *r)
{
  if (tc_arena_failed(c->arena) || !pair_structure(c, r) || !pair_flags(c, r)) {
    return TEXTCLEAN_ENOMEM;
  }
  r->size = c->text.size;
  r->source_size = c->source_size;
  r->target = c->target;
  r->changes = c->changes;
  r->view = c->text;
  r->text = c->text.bytes;
  return TEXTCLEAN_OK;
}

textclean_status tc_document_clean(tc_document *document, const tc_classes *classes,
                                   const tc_rule_set *rules, const tc_style *style,
                                   textclean_lang target, const char *source, uint32_t size)
{
  cleaning c = {.document = document,
                .classes = classes,
                .rules = rules,
                .style = style,
                .source = source,
                .source_size = size};
  memset(&document->result, 0, sizeof document->result);
  textclean_status status = begin(&c);
  if (status == TEXTCLEAN_OK) {
    status = make_well_formed(&c);
  }
  if (status == TEXTCLEAN_OK) {
    status = settle(&c);
  }
  if (status == TEXTCLEAN_OK) {
    c.target = target != TEXTCLEAN_NONE ? target : main_language(&c);
    status = keep_text(&c) ? TEXTCLEAN_OK : TEXTCLEAN_ENOMEM;
  }
  if (status == TEXTCLEAN_OK) {
    find_sentences_and_flags(&c);
    status = make_result(&c, &document->result);
  }
  if (status != TEXTCLEAN_OK) {
    memset(&document->result, 0, sizeof document->result);
  }
  return status;
}
