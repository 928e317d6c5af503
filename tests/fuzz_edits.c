/* fuzz_edits.c - edits of edits, composed: against a text that remembers for each byte where
 * it came from.
 *
 * An input is the source (its size, then letters) and some steps. A step is a number of edits,
 * each with the gap before it, its length and its replacement; or it undoes some of the changes
 * made so far, since what cancels out is the hard part. What must hold behind each step:
 *  1. The changes are sorted and disjoint, change something, and give the text when replayed.
 *  2. A byte that no edit touched stands between them, and is mapped exactly, both ways.
 *  3. Every span is mapped as the definition in textclean.h says, change by change. */
#include <string.h> /* memcmp, memcpy */

#include "edits.h"
#include "fuzz.h"
#include "libc_alloc.h"

#define LETTERS 3u  /* few, so that much is the same */
#define LONGEST 32u /* source */
#define STEPS 4u    /* edits of edits */
#define EDITS 8u    /* in a step */
#define REPLACED 7u /* bytes, at most */
#define ROOM (LONGEST + STEPS * EDITS * (REPLACED + 1) + LONGEST)
#define NOWHERE UINT32_MAX

typedef struct model {
  char bytes[ROOM];
  uint32_t from[ROOM]; /* where in the source; NOWHERE: an edit made it */
  uint32_t size;
} model;

/* ---- Steps ---------------------------------------------------------------------- */

static void read_edits(fuzz_reader *r, tc_arena *arena, const model *m, tc_edits *edits)
{
  uint32_t count = fuzz_take(r) % (EDITS + 1), at = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint8_t shape = fuzz_take(r), to_size = fuzz_take(r) % (REPLACED + 1);
    char *to = tc_arena_take(arena, REPLACED);
    at += shape % 8;
    if (!to || at > m->size) {
      return;
    }
    for (uint32_t k = 0; k < to_size; k++) {
      to[k] = (char)('a' + fuzz_take(r) % LETTERS);
    }
    tc_edit edit = {{at, tc_min(m->size, at + shape / 8 % 8)}, to, to_size, i};
    tc_edits_add(edits, arena, m->bytes, &edit);
    at = edit.at.end;
  }
}

/* Those of the changes whose bit is set go back to what stood in the source. */
static void read_undoing(fuzz_reader *r, tc_arena *arena, const model *source, const model *m,
                         const tc_changes *changes, tc_edits *edits)
{
  uint32_t which = fuzz_take(r) | (uint32_t)fuzz_take(r) << 8, cut = fuzz_take(r) & 1;
  for (uint32_t i = 0; i < changes->count; i++) {
    textclean_place at = changes->at[i].at;
    if ((which >> i % 16 & 1) != 0) {
      tc_span span = {tc_min(at.span.start + cut, at.span.end), at.span.end};
      tc_edit edit = {span, source->bytes + at.source.start, at.source.end - at.source.start, i};
      tc_edits_add(edits, arena, m->bytes, &edit);
    }
  }
}

/* False: the model has no room for it. */
static bool apply_to_model(const model *m, const tc_edits *edits, model *out)
{
  uint32_t from = 0;
  out->size = 0;
  for (uint32_t i = 0; i <= edits->count; i++) {
    const tc_edit *edit = i < edits->count ? &edits->at[i] : NULL;
    uint32_t stop = edit ? edit->at.start : m->size, more = edit ? edit->to_size : 0;
    if (out->size + (stop - from) + more > ROOM) {
      return false;
    }
    for (; from < stop; from++) {
      out->from[out->size] = m->from[from];
      out->bytes[out->size++] = m->bytes[from];
    }
    for (uint32_t k = 0; k < more; k++) {
      out->from[out->size] = NOWHERE;
      out->bytes[out->size++] = edit->to[k];
    }
    from = edit ? edit->at.end : from;
  }
  return true;
}

/* ---- What must hold --------------------------------------------------------------- */

static const char *check_changes(const tc_changes *changes, const model *source, const model *text)
{
  uint32_t from = 0, to = 0;
  for (uint32_t i = 0; i < changes->count; i++) {
    tc_span s = changes->at[i].at.source, t = changes->at[i].at.span;
    if (s.start < from || s.end < s.start || s.end > source->size || t.start < to ||
        t.end < t.start || t.end > text->size) {
      return "1: changes are not in order";
    }
    if (s.start - from != t.start - to ||
        memcmp(source->bytes + from, text->bytes + to, s.start - from) != 0) {
      return "1: text between changes differs";
    }
    if (s.end - s.start == t.end - t.start &&
        memcmp(source->bytes + s.start, text->bytes + t.start, s.end - s.start) == 0) {
      return "1: a change changes nothing";
    }
    from = s.end;
    to = t.end;
  }
  bool good = source->size - from == text->size - to &&
              memcmp(source->bytes + from, text->bytes + to, source->size - from) == 0;
  return good ? NULL : "1: text behind the last change differs";
}

static bool is_span(tc_span got, uint32_t start, uint32_t end)
{
  return got.start == start && got.end == end;
}

static const char *check_exact(const tc_changes *changes, const model *text)
{
  for (uint32_t i = 0, k = 0; i < text->size; i++) {
    uint32_t from = text->from[i];
    while (k < changes->count && changes->at[k].at.span.end <= i) {
      k++;
    }
    if (from == NOWHERE) {
      continue;
    }
    if (k < changes->count && changes->at[k].at.span.start <= i) {
      return "2: a byte that no edit touched lies in a change";
    }
    if (!is_span(tc_changes_backward(changes, (tc_span){i, i + 1}), from, from + 1) ||
        !is_span(tc_changes_forward(changes, (tc_span){from, from + 1}), i, i + 1)) {
      return "2: a byte that no edit touched is not mapped exactly";
    }
  }
  return NULL;
}

/* The definition of the map, change by change from the left. */
static tc_span mapped(const tc_changes *changes, tc_span span, bool forward)
{
  tc_span out = span;
  for (uint32_t i = 0; i < changes->count; i++) {
    textclean_place at = changes->at[i].at;
    tc_span near = forward ? at.source : at.span, far = forward ? at.span : at.source;
    if (near.end <= span.start) {
      out.start = far.end + (span.start - near.end);
    } else if (near.start < span.start) {
      out.start = far.start;
    }
    if (near.start < span.end) {
      out.end = near.end > span.end ? far.end : far.end + (span.end - near.end);
    }
  }
  out.end = tc_max(out.start, out.end);
  return out;
}

static const char *check_map(const tc_changes *changes, uint32_t size, uint32_t length,
                             bool forward)
{
  for (uint32_t i = 0; i <= size; i++) {
    tc_span here = {i, tc_min(size, i + length)}, want = mapped(changes, here, forward);
    tc_span got = forward ? tc_changes_forward(changes, here) : tc_changes_backward(changes, here);
    if (!is_span(got, want.start, want.end)) {
      return "3: a span is mapped to another place";
    }
  }
  return NULL;
}

static const char *check_all(const tc_changes *all, const model *source, const model *text,
                             uint32_t length)
{
  const char *broken = check_changes(all, source, text);
  broken = broken ? broken : check_exact(all, text);
  broken = broken ? broken : check_map(all, source->size, length, true);
  return broken ? broken : check_map(all, text->size, length, false);
}

/* Applies edits to *m, which becomes the next text, and composes. The rest of the input is left
 * out when the model is full. */
static const char *make_step(tc_arena *arena, const model *source, model *m, const tc_edits *edits,
                             tc_changes *all)
{
  static model next;
  tc_changes made, sum;
  uint32_t size;
  if (!apply_to_model(m, edits, &next)) {
    return NULL;
  }
  const char *text = tc_edits_apply(edits, arena, m->bytes, m->size, &size, &made);
  if (!text || size != next.size || memcmp(text, next.bytes, size) != 0) {
    return "the edited text is not as the model says";
  }
  tc_changes_compose(all, &made, source->bytes, next.bytes, arena, &sum);
  *all = sum;
  *m = next;
  return NULL;
}

static void read_source(fuzz_reader *r, model *source)
{
  source->size = fuzz_take(r) % (LONGEST + 1);
  for (uint32_t i = 0; i < source->size; i++) {
    source->bytes[i] = (char)('a' + fuzz_take(r) % LETTERS);
    source->from[i] = i;
  }
}

const char *fuzz_try(const uint8_t *data, size_t size)
{
  static const textclean_alloc alloc = {libc_resize, NULL};
  static tc_arena arena;
  static model source, text;
  fuzz_reader r = {data, data + size};
  tc_changes all = {0};
  if (!arena.alloc.resize) {
    tc_arena_init(&arena, &alloc);
  }
  tc_arena_reset(&arena);
  read_source(&r, &source);
  text = source;
  for (uint32_t step = 0; step < STEPS && r.p < r.end; step++) {
    tc_edits edits = {0};
    uint8_t way = fuzz_take(&r);
    if (way % 2 == 1) {
      read_undoing(&r, &arena, &source, &text, &all, &edits);
    } else {
      read_edits(&r, &arena, &text, &edits);
    }
    const char *broken = make_step(&arena, &source, &text, &edits, &all);
    broken = broken ? broken : check_all(&all, &source, &text, way / 2 % 8);
    if (broken) {
      return broken;
    }
  }
  return tc_arena_failed(&arena) ? "no memory" : NULL;
}

void fuzz_mix(uint64_t *state, fuzz_input *out)
{
  for (uint32_t n = fuzz_random(state) % 120; n > 0; n--) {
    fuzz_add_byte(out, fuzz_random(state));
  }
}
