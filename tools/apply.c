/* apply.c - see apply.h. */
#include "apply.h"

#include <stdio.h>  /* snprintf */
#include <stdlib.h> /* malloc, free, qsort_r */
#include <string.h> /* memcmp, memcpy, memmem, strlen */

#include "accepted.h"
#include "applier.h"
#include "apply_find.h"
#include "escape.h"
#include "utf8.h"

/* ---- The article at hand ---------------------------------------------------------- */

typedef struct task {
  applier *p;
  worker *worker;
  const article *article;
  const char *text; /* the cleaned one */
  size_t size;
  correction *list;
  size_t count;
  size_t done, there, conflicts;
} task;

static void set(correction *c, outcome o)
{
  atomic_store(&c->outcome, (int)o);
}

/* ARTICLE: paragraph P, sentence S: what (REVIEW:LINE). */
static void tell(task *t, const correction *c, const char *what)
{
  buffer *out = &t->worker->batch->words, label = {0};
  anchor_add_label(&label, t->article);
  buffer_add_string(out, "textclean: ");
  escape_add(out, label.bytes, label.size, ESCAPE_LINE);
  buffer_format(out, ": paragraph %zu, sentence %zu: %s (", c->at.paragraph, c->at.sentence, what);
  escape_add(out, t->p->corrections->name, strlen(t->p->corrections->name), ESCAPE_LINE);
  buffer_format(out, ":%zu)\n", c->line);
  out->failed = out->failed || label.failed;
  buffer_free(&label);
}

static void refuse(task *t, correction *c, const char *why)
{
  set(c, OUTCOME_CONFLICT);
  t->conflicts++;
  tell(t, c, why);
}

/* A control or bidi character that the reviewer did not see there; 0: none. */
static uint32_t new_control(const corrections *c, const correction *one)
{
  const char *text = corrections_text(c, one->replacement);
  for (size_t i = 0; i < one->replacement.size;) {
    uint32_t point;
    size_t length = utf8_read(text + i, one->replacement.size - i, &point);
    bool is_line = point == '\n' || point == '\t' || point == '\r';
    if (!is_line && escape_is_unsafe(point) &&
        !memmem(corrections_text(c, one->shown), one->shown.size, text + i, length)) {
      return point;
    }
    i += length;
  }
  return 0;
}

/* What the reviewer left as it was at both ends of a sentence is no part of the hunk. */
static void narrow(hunk *h, const char *text)
{
  size_t before = 0, behind = 0, size = h->end - h->start;
  size_t least = size < h->size ? size : h->size;
  while (before < least && text[h->start + before] == h->bytes[before]) {
    before++;
  }
  while (before > 0 && before < h->size && ((unsigned char)h->bytes[before] & 0xC0) == 0x80) {
    before--;
  }
  while (before > 0 && before < size && ((unsigned char)text[h->start + before] & 0xC0) == 0x80) {
    before--;
  }
  while (behind < least - before && text[h->end - 1 - behind] == h->bytes[h->size - 1 - behind]) {
    behind++;
  }
  while (behind > 0 && ((unsigned char)h->bytes[h->size - behind] & 0xC0) == 0x80) {
    behind--;
  }
  h->mends_left = h->mends_left && before == 0;
  h->mends_right = h->mends_right && behind == 0;
  h->start += before;
  h->end -= behind;
  h->bytes += before;
  h->size -= before + behind;
}

static void add_hunk(task *t, correction *c, textclean_span span)
{
  applier *p = t->p;
  hunk h = {.start = span.start,
            .end = span.end,
            .bytes = corrections_text(p->corrections, c->replacement),
            .size = c->replacement.size,
            .mends_left = true,
            .mends_right = true};
  size_t owner = (size_t)(c - t->list);
  if (c->is_unit && apply_is_shown(p, t->worker, c, span)) {
    narrow(&h, t->text);
  }
  buffer_add(&p->hunks, (const char *)&h, sizeof h);
  buffer_add(&p->owners, (const char *)&owner, sizeof owner);
}

/* Whether an earlier correction of the same place says the same; a different one is a
 * conflict. */
static bool repeats(task *t, correction *c)
{
  for (correction *other = c; other > t->list;) {
    other--;
    if (other->at.start != c->at.start || other->at.end != c->at.end) {
      return false;
    }
    if (other->is_edit) {
      const corrections *all = t->p->corrections;
      bool same = other->replacement.size == c->replacement.size &&
                  memcmp(corrections_text(all, other->replacement),
                         corrections_text(all, c->replacement), c->replacement.size) == 0;
      if (same) {
        set(c, OUTCOME_THERE);
      } else {
        refuse(t, c, "another correction of the same place says something else");
      }
      return true;
    }
  }
  return false;
}

static void find_one(task *t, correction *c)
{
  textclean_span span;
  if (repeats(t, c)) {
    return;
  }
  if (c->flaw) {
    refuse(t, c, c->flaw);
    return;
  }
  uint32_t control = new_control(t->p->corrections, c);
  if (control) {
    char why[96];
    snprintf(why, sizeof why, "the correction has the character U+%04X, which was not there",
             (unsigned)control);
    refuse(t, c, why);
    return;
  }
  switch (apply_find(t->p, t->worker, t->article, c, &span)) {
  case FOUND:
    add_hunk(t, c, span);
    set(c, OUTCOME_DONE);
    t->done++;
    break;
  case FOUND_CORRECT:
    set(c, OUTCOME_THERE);
    t->there++;
    break;
  case FOUND_NOT:
    refuse(t, c,
           "the text has changed since the review; neither what was reviewed nor the correction "
           "is found, or not only once");
    break;
  default:
    worker_no_memory(t->worker);
    break;
  }
}

/* ---- Hunks ------------------------------------------------------------------------ */

static int compare_hunks(const void *a, const void *b, void *context)
{
  const hunk *hunks = context;
  const hunk *x = &hunks[*(const size_t *)a], *y = &hunks[*(const size_t *)b];
  if (x->start != y->start) {
    return x->start < y->start ? -1 : 1;
  }
  return (x->end > y->end) - (x->end < y->end);
}

/* Sorts the hunks and leaves out those that overlap the one before. */
static bool sort_hunks(task *t)
{
  applier *p = t->p;
  size_t count = p->hunks.size / sizeof(hunk), kept = 0;
  buffer_clear(&p->order);
  for (size_t i = 0; i < count; i++) {
    buffer_add(&p->order, (const char *)&i, sizeof i);
  }
  hunk *sorted = malloc((count + 1) * sizeof *sorted);
  if (!sorted || p->hunks.failed || p->owners.failed || p->order.failed) {
    free(sorted);
    return false;
  }
  hunk *hunks = (hunk *)(void *)p->hunks.bytes;
  size_t *order = (size_t *)(void *)p->order.bytes;
  const size_t *owners = (const size_t *)(const void *)p->owners.bytes;
  if (count > 1) {
    qsort_r(order, count, sizeof *order, compare_hunks, hunks);
  }
  for (size_t i = 0; i < count; i++) {
    const hunk *h = &hunks[order[i]];
    if (kept > 0 && h->start < sorted[kept - 1].end) {
      t->done--;
      refuse(t, &t->list[owners[order[i]]], "it overlaps another correction");
    } else {
      sorted[kept++] = *h;
    }
  }
  if (kept > 0) {
    memcpy(hunks, sorted, kept * sizeof *sorted);
  }
  p->hunks.size = kept * sizeof *sorted;
  free(sorted);
  return true;
}

/* Moves the hunks to the article as it came. Where an edit reaches over the end of a hunk, what
 * it put beside the hunk goes with it. */
static bool move_to_source(task *t, buffer *bytes)
{
  hunk *hunks = (hunk *)(void *)t->p->hunks.bytes;
  size_t count = t->p->hunks.size / sizeof *hunks;
  for (size_t i = 0; i < count; i++) {
    hunk *h = &hunks[i];
    textclean_span span = {(uint32_t)h->start, (uint32_t)h->end};
    textclean_span there = textclean_to_source(t->worker->doc, span);
    textclean_span back = textclean_from_source(t->worker->doc, there);
    size_t from = bytes->size;
    if (back.start < span.start) {
      buffer_add(bytes, t->text + back.start, span.start - back.start);
    }
    buffer_add(bytes, h->bytes, h->size);
    if (back.end > span.end) {
      buffer_add(bytes, t->text + span.end, back.end - span.end);
    }
    h->start = there.start;
    h->end = there.end;
    h->bytes = NULL; /* set when `bytes` does not move any more */
    h->size = bytes->size - from;
  }
  for (size_t i = 0, from = 0; i < count && !bytes->failed; i++) {
    hunks[i].bytes = bytes->bytes + from;
    from += hunks[i].size;
    if (i > 0 && hunks[i].start < hunks[i - 1].end) { /* of one edit: the first has it */
      hunks[i].start = hunks[i - 1].end;
      hunks[i].end = hunks[i].end > hunks[i].start ? hunks[i].end : hunks[i].start;
    }
  }
  return !bytes->failed;
}

/* ---- Verdicts --------------------------------------------------------------------- */

/* A span that is no error is noted as it stands, and as it stands with the corrections beside
 * it. */
static void note_verdicts(task *t, bool is_changed)
{
  size_t result_size = 0;
  buffer result = {0};
  if (is_changed && !t->worker->options->raw) {
    seams_add(&t->p->seams, &result, t->text, t->size);
    result_size = result.size;
  }
  for (size_t i = 0; i < t->count; i++) {
    correction *c = &t->list[i];
    textclean_span span;
    bool is_right = c->verdict == VERDICT_RIGHT || c->verdict == VERDICT_TERM;
    if (!is_right || c->kind < 0 || apply_find(t->p, t->worker, t->article, c, &span) != FOUND) {
      continue;
    }
    bool is_term = c->verdict == VERDICT_TERM;
    accepted_add_line(&t->p->accepted, (textclean_kind)c->kind, is_term, t->text, t->size, span);
    if (result_size > 0 && !is_term) {
      size_t start = seams_moved(&t->p->seams, span.start);
      size_t end = start + (span.end - span.start);
      if (end <= result_size &&
          memcmp(result.bytes + start, t->text + span.start, end - start) == 0) {
        accepted_add_line(&t->p->accepted, (textclean_kind)c->kind, false, result.bytes,
                          result_size, (textclean_span){(uint32_t)start, (uint32_t)end});
      }
    }
  }
  buffer_free(&result);
}

/* ---- All together ----------------------------------------------------------------- */

static void hold_back(task *t)
{
  for (size_t i = 0; i < t->count; i++) {
    if (t->list[i].is_edit && atomic_load(&t->list[i].outcome) == OUTCOME_DONE) {
      set(&t->list[i], OUTCOME_HELD);
    }
  }
  buffer_clear(&t->p->hunks);
}

/* The name is that of the article, but nothing of the review fits: it is another article, and
 * the one that is meant may come yet. */
static void forget(task *t, size_t words)
{
  for (size_t i = 0; i < t->count; i++) {
    set(&t->list[i], OUTCOME_WAITS);
  }
  t->worker->batch->words.size = words;
  t->conflicts = 0;
}

static void put_in(task *t, buffer *out)
{
  applier *p = t->p;
  const options *o = t->worker->options;
  buffer bytes = {0};
  const char *base = o->raw ? t->article->source : t->text;
  size_t size = o->raw ? t->article->size : t->size;
  bool good =
      (!o->raw || move_to_source(t, &bytes)) &&
      seams_make(&p->seams, t->worker->cleaner, textclean_target(t->worker->doc), base, size,
                 (const hunk *)(const void *)p->hunks.bytes, p->hunks.size / sizeof(hunk), o->raw);
  buffer_free(&bytes);
  if (!good) {
    worker_no_memory(t->worker);
    return;
  }
  seams_add(&p->seams, out, base, size);
  p->is_changed = true;
}

/* Who writes a correction over what was flagged, in place of beside it, is told that it is lost. A
 * spreadsheet may change blanks and marks, but no letters. */
static void look_for_overwritten(task *t)
{
  for (size_t i = 0; i < t->count; i++) {
    const correction *c = &t->list[i];
    if (c->is_edit || c->verdict != VERDICT_NONE || c->shown.size == 0 ||
        c->at.end > t->article->size) {
      continue;
    }
    buffer is = {0}, was = {0};
    textclean_span span = {(uint32_t)c->at.start, (uint32_t)c->at.end};
    span = textclean_from_source(t->worker->doc, span);
    skeleton_add(&was, t->text + span.start, span.end - span.start);
    skeleton_add(&is, corrections_text(t->p->corrections, c->shown), c->shown.size);
    bool same = is.size == was.size && (is.size == 0 || memcmp(is.bytes, was.bytes, is.size) == 0);
    if (is.failed || was.failed) {
      worker_no_memory(t->worker);
    } else if (!same) {
      tell(t, c, "the cell of column 'text' was changed, but corrections go into 'correction'");
    }
    buffer_free(&is);
    buffer_free(&was);
  }
}

static void find_all(task *t, match how)
{
  size_t words = t->worker->batch->words.size;
  for (size_t i = 0; i < t->count && !t->worker->stopped; i++) {
    if (t->list[i].is_edit) {
      find_one(t, &t->list[i]);
    }
  }
  if (how == MATCH_HASH) {
    look_for_overwritten(t);
  }
  if (how == MATCH_LABEL && t->done + t->there == 0) {
    forget(t, words);
  } else if (!t->worker->stopped && !sort_hunks(t)) {
    worker_no_memory(t->worker);
  }
  if (t->conflicts > 0 && !t->worker->options->partial) {
    hold_back(t);
  }
}

static bool take_corrections(task *t, match *how)
{
  char hash[ANCHOR_HASH + 1];
  correction_group group;
  buffer label = {0};
  anchor_hash(t->article->source, t->article->size, hash);
  anchor_add_label(&label, t->article);
  *how = label.failed ? MATCH_NONE
                      : corrections_find(t->p->corrections, label.bytes, label.size,
                                         strlen(t->article->file), hash, &group);
  if (label.failed) {
    worker_no_memory(t->worker);
  }
  buffer_free(&label);
  if (*how == MATCH_NONE) {
    return false;
  }
  t->p->is_reviewed = *how == MATCH_HASH;
  t->list = t->p->corrections->list + group.first;
  t->count = group.count;
  return true;
}

void apply_text(buffer *out, worker *w, const article *a)
{
  task t = {.p = w->applier, .worker = w, .article = a};
  match how;
  t.text = textclean_text(w->doc, &t.size);
  t.p->has_skeleton = t.p->is_changed = false;
  buffer_clear(&t.p->hunks);
  buffer_clear(&t.p->owners);
  if (take_corrections(&t, &how)) {
    find_all(&t, how);
  }
  if (w->stopped) {
    return;
  }
  if (t.p->hunks.size > 0) {
    put_in(&t, out);
  } else if (w->options->raw || (t.conflicts > 0 && !w->options->partial)) {
    buffer_add(out, a->source, a->size);
  } else {
    buffer_add(out, t.text, t.size);
  }
  if (w->options->accepted && !w->stopped) {
    note_verdicts(&t, t.p->is_changed);
  }
  out->failed = out->failed || t.p->accepted.failed;
}
