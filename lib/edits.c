/* edits.c - see edits.h. */
#include "edits.h"

#include <string.h> /* memcmp, memcpy */

bool tc_edits_add(tc_edits *edits, tc_arena *arena, const char *bytes, const tc_edit *edit)
{
  assert(edit->at.start <= edit->at.end);
  uint32_t size = edit->at.end - edit->at.start;
  if (size == edit->to_size && memcmp(bytes + edit->at.start, edit->to, size) == 0) {
    return false;
  }
  if (edits->count > 0) {
    tc_span last = edits->at[edits->count - 1].at;
    bool twin = tc_is_empty(last) && tc_is_empty(edit->at) && last.start == edit->at.start;
    if (edit->at.start < last.end || twin) {
      return false;
    }
  }
  tc_edit *slot = tc_push(arena, edits);
  *slot = *edit;
  return true;
}

static size_t size_after(const tc_edits *edits, uint32_t size)
{
  size_t sum = size;
  for (uint32_t i = 0; i < edits->count; i++) {
    const tc_edit *e = &edits->at[i];
    sum += e->to_size;
    sum -= e->at.end - e->at.start;
  }
  return sum;
}

const char *tc_edits_apply(const tc_edits *edits, tc_arena *arena, const char *bytes, uint32_t size,
                           uint32_t *out_size, tc_changes *changes)
{
  size_t total = size_after(edits, size);
  if (total > TEXTCLEAN_MAX_SIZE) {
    return NULL;
  }
  char *text = tc_arena_take(arena, total);
  textclean_edit *change = tc_arena_take(arena, edits->count * sizeof *change);
  if (!text || !change) {
    return NULL;
  }
  uint32_t from = 0, to = 0;
  for (uint32_t i = 0; i < edits->count; i++) {
    const tc_edit *e = &edits->at[i];
    memcpy(text + to, bytes + from, e->at.start - from);
    to += e->at.start - from;
    if (e->to_size) {
      memcpy(text + to, e->to, e->to_size);
    }
    change[i] = (textclean_edit){{{to, to + e->to_size}, e->at}, e->rule};
    to += e->to_size;
    from = e->at.end;
  }
  if (size > from) {
    memcpy(text + to, bytes + from, size - from);
  }
  assert(to + (size - from) == total);
  *out_size = (uint32_t)total;
  changes->at = change;
  changes->count = changes->room = edits->count;
  return text;
}

/* ---- Composition -----------------------------------------------------------
 *
 *   source ──first──▶ middle ──second──▶ text
 *
 * Both lists are walked together by their spans in the middle text. A cluster is
 * a set of changes that must become one: those that overlap there, and those that
 * touch so that their order could not be told apart afterwards. */

typedef struct cluster {
  tc_span middle;
  uint32_t first_from, first_to;   /* its changes of the first list */
  uint32_t second_from, second_to; /* and of the second */
} cluster;

typedef struct composer {
  const tc_changes *first, *second;
  uint32_t i, j;        /* the next change of each list */
  int64_t first_shift;  /* source - middle, behind the last of the first list */
  int64_t second_shift; /* text - middle, behind the last of the second list */
} composer;

static tc_span middle_of_first(const composer *c)
{
  return c->first->at[c->i].at.span;
}

static tc_span middle_of_second(const composer *c)
{
  return c->second->at[c->j].at.source;
}

/* Whether the next change, at `next` in the middle, belongs into the cluster.
 * `inserted`: one side of the touching place has no width in its outer text. */
static bool joins(const cluster *k, tc_span next, bool other_list, bool inserted)
{
  if (next.start < k->middle.end) {
    return true;
  }
  if (next.start > k->middle.end || !other_list) {
    return false;
  }
  if (tc_is_empty(k->middle) && tc_is_empty(next)) {
    return true; /* a deletion and an insertion at the same place */
  }
  return inserted;
}

static bool is_insertion(const textclean_edit *e)
{
  return tc_is_empty(e->at.source);
}

/* Adds the next change of the first list, or of the second, if it joins. */
static bool grow(composer *c, cluster *k)
{
  if (c->i < c->first->count) {
    bool second_inserts = k->second_to > k->second_from && tc_is_empty(k->middle);
    if (joins(k, middle_of_first(c), k->second_to > k->second_from,
              second_inserts && is_insertion(&c->first->at[c->i]))) {
      k->middle.end = tc_max(k->middle.end, middle_of_first(c).end);
      k->first_to = ++c->i;
      return true;
    }
  }
  if (c->j < c->second->count) {
    bool first_inserts =
        k->first_to > k->first_from && is_insertion(&c->first->at[k->first_to - 1]);
    if (joins(k, middle_of_second(c), k->first_to > k->first_from,
              first_inserts && tc_is_empty(middle_of_second(c)))) {
      k->middle.end = tc_max(k->middle.end, middle_of_second(c).end);
      k->second_to = ++c->j;
      return true;
    }
  }
  return false;
}

/* Which list has the next change in the middle; at one place the empty one is first. */
static bool first_is_next(const composer *c)
{
  if (c->i == c->first->count || c->j == c->second->count) {
    return c->j == c->second->count;
  }
  tc_span a = middle_of_first(c), b = middle_of_second(c);
  if (a.start != b.start) {
    return a.start < b.start;
  }
  return tc_is_empty(a) || !tc_is_empty(b);
}

static cluster next_cluster(composer *c)
{
  cluster k = {{0, 0}, c->i, c->i, c->j, c->j};
  if (first_is_next(c)) {
    k.middle = middle_of_first(c);
    k.first_to = ++c->i;
  } else {
    k.middle = middle_of_second(c);
    k.second_to = ++c->j;
  }
  while (grow(c, &k)) {
  }
  return k;
}

static uint32_t shifted(uint32_t position, int64_t shift)
{
  return (uint32_t)((int64_t)position + shift);
}

static textclean_edit merged(composer *c, const cluster *k)
{
  textclean_edit e = {{{0, 0}, {0, 0}}, 0};
  e.at.source.start = shifted(k->middle.start, c->first_shift);
  e.at.span.start = shifted(k->middle.start, c->second_shift);
  if (k->first_to > k->first_from) {
    const textclean_edit *head = &c->first->at[k->first_from],
                         *tail = &c->first->at[k->first_to - 1];
    if (head->at.span.start == k->middle.start) {
      e.at.source.start = head->at.source.start;
    }
    c->first_shift = (int64_t)tail->at.source.end - tail->at.span.end;
    e.rule = head->rule;
  }
  if (k->second_to > k->second_from) {
    const textclean_edit *head = &c->second->at[k->second_from],
                         *tail = &c->second->at[k->second_to - 1];
    if (head->at.source.start == k->middle.start) {
      e.at.span.start = head->at.span.start;
    }
    c->second_shift = (int64_t)tail->at.span.end - tail->at.source.end;
    e.rule = head->rule;
  }
  e.at.source.end = shifted(k->middle.end, c->first_shift);
  e.at.span.end = shifted(k->middle.end, c->second_shift);
  return e;
}

static bool changes_nothing(const textclean_edit *e, const char *source, const char *text)
{
  uint32_t size = e->at.span.end - e->at.span.start;
  return size == e->at.source.end - e->at.source.start &&
         (size == 0 || memcmp(source + e->at.source.start, text + e->at.span.start, size) == 0);
}

/* Copies the next changes of the first list that lie before all that are left of the second: what
 * they change stays the same. Returns how many. */
static uint32_t keep_first(composer *c, textclean_edit *out)
{
  const textclean_edit *all = c->first->at;
  uint32_t before = c->j < c->second->count ? middle_of_second(c).start : UINT32_MAX;
  uint32_t from = c->i, shift = (uint32_t)c->second_shift; /* modulo 2^32 */
  for (; c->i < c->first->count && all[c->i].at.span.end < before; c->i++, out++) {
    *out = all[c->i];
    out->at.span.start += shift;
    out->at.span.end += shift;
    c->first_shift = (int64_t)all[c->i].at.source.end - all[c->i].at.span.end;
  }
  return c->i - from;
}

void tc_changes_compose(const tc_changes *first, const tc_changes *second, const char *source,
                        const char *text, tc_arena *arena, tc_changes *out)
{
  composer c = {first, second, 0, 0, 0, 0};
  if (first->count == 0) { /* the first step of most texts */
    *out = *second;
    return;
  }
  memset(out, 0, sizeof *out);
  out->at = tc_arena_take(arena, ((size_t)first->count + second->count) * sizeof *out->at);
  if (!out->at) {
    return;
  }
  while (c.i < first->count || c.j < second->count) {
    uint32_t kept = keep_first(&c, &out->at[out->count]);
    out->count += kept;
    if (kept == 0) {
      cluster k = next_cluster(&c);
      textclean_edit e = merged(&c, &k);
      if (!source || !changes_nothing(&e, source, text)) {
        out->at[out->count++] = e;
      }
    }
  }
  tc_arena_trim(arena, out->at, (size_t)out->count * sizeof *out->at);
}

/* ---- Positions --------------------------------------------------------------- */

/* The two sides of a change, seen in one direction. */
static tc_span near_side(const textclean_edit *e, bool forward)
{
  return forward ? e->at.source : e->at.span;
}

static tc_span far_side(const textclean_edit *e, bool forward)
{
  return forward ? e->at.span : e->at.source;
}

static bool is_before(tc_span near, uint32_t position, bool is_start)
{
  return is_start ? near.end <= position : near.start < position;
}

/* How many changes lie before `position`: for a start those that end there or
 * before, for an end those that start before it. They are `least` or more. */
static uint32_t count_before(const tc_changes *changes, uint32_t least, uint32_t position,
                             bool is_start, bool forward)
{
  uint32_t count = least;
  TC_BISECT_NEAR(count, changes->count - least, k,
                 is_before(near_side(&changes->at[k], forward), position, is_start))
  return count;
}

static uint32_t behind(const tc_changes *changes, uint32_t count, uint32_t position, bool forward)
{
  if (count == 0) {
    return position;
  }
  const textclean_edit *last = &changes->at[count - 1];
  return far_side(last, forward).end + (position - near_side(last, forward).end);
}

/* `n` changes lie before the start. */
static tc_span map_span(const tc_changes *changes, uint32_t n, tc_span span, bool forward)
{
  tc_span out;
  if (n < changes->count && near_side(&changes->at[n], forward).start < span.start) {
    out.start = far_side(&changes->at[n], forward).start;
  } else {
    out.start = behind(changes, n, span.start, forward);
  }
  n = count_before(changes, tc_is_empty(span) ? 0 : n, span.end, false, forward);
  if (n > 0 && near_side(&changes->at[n - 1], forward).end > span.end) {
    out.end = far_side(&changes->at[n - 1], forward).end;
  } else {
    out.end = behind(changes, n, span.end, forward);
  }
  out.end = tc_max(out.start, out.end); /* an empty span at an edit */
  return out;
}

tc_span tc_changes_forward(const tc_changes *changes, tc_span source)
{
  return map_span(changes, count_before(changes, 0, source.start, true, true), source, true);
}

tc_span tc_changes_backward(const tc_changes *changes, tc_span span)
{
  return map_span(changes, count_before(changes, 0, span.start, true, false), span, false);
}

tc_span tc_go_back_slowly(tc_way_back *way, tc_span span)
{
  const tc_changes *changes = way->changes;
  const textclean_edit *at = changes->at;
  while (way->before < changes->count && at[way->before].at.span.end <= span.start) {
    way->shift = at[way->before].at.source.end - at[way->before].at.span.end;
    way->before++;
  }
  uint32_t left = changes->count - way->before;
  const textclean_edit *next = at + way->before;
  way->until = left ? next->at.span.start : UINT32_MAX;
  if (!tc_is_empty(span) && way->until >= span.end) {
    return (tc_span){span.start + way->shift, span.end + way->shift}; /* no change touches it */
  }
  if (!tc_is_empty(span) && way->until >= span.start && next->at.span.end <= span.end &&
      (left == 1 || next[1].at.span.start >= span.end)) {
    uint32_t shift = next->at.source.end - next->at.span.end; /* one change lies in it */
    return (tc_span){span.start + way->shift, span.end + shift};
  }
  return map_span(changes, way->before, span, false);
}
