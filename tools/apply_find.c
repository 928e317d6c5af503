/* apply_find.c - see apply_find.h.
 *
 *  1. The bytes at the anchor have its hash: that is the place.
 *  2. The correction stands there already, between what stood around the span: nothing is to do.
 *  3. What the reviewer saw stands there, between what stood around it: it has moved.
 *  4. The same two without what stood around, if it is long and stands there once.
 * Passages are compared by their letters (skeleton.h), since blanks and marks at a seam may have
 * been mended. */
#include "apply_find.h"

#include <string.h> /* memcmp, memmem */

#define AROUND 24u /* bytes of letters on each side of a passage */
#define ALONE 16u  /* bytes of letters from which a passage may stand for itself */
#define SLACK 16u  /* bytes by which a place may be off at an edit */

static bool same_lines(const char *a, size_t a_size, const char *b, size_t b_size)
{
  size_t i = 0, k = 0;
  while (i < a_size && k < b_size) {
    i += a[i] == '\r' && i + 1 < a_size && a[i + 1] == '\n';
    k += b[k] == '\r' && k + 1 < b_size && b[k + 1] == '\n';
    char x = a[i] == '\r' ? '\n' : a[i], y = b[k] == '\r' ? '\n' : b[k];
    if (x != y) {
      return false;
    }
    i++;
    k++;
  }
  return i == a_size && k == b_size;
}

bool apply_is_shown(const applier *p, const worker *w, const correction *c, textclean_span span)
{
  size_t size;
  const char *text = textclean_text(w->doc, &size);
  return same_lines(text + span.start, span.end - span.start,
                    corrections_text(p->corrections, c->shown), c->shown.size);
}

/* The span itself if it is what the reviewer saw; else what the reviewer saw, close to it. */
static bool find_near(const applier *p, const worker *w, const correction *c, textclean_span *span)
{
  size_t size;
  const char *text = textclean_text(w->doc, &size);
  if (apply_is_shown(p, w, c, *span)) {
    return true;
  }
  size_t from = span->start > SLACK ? span->start - SLACK : 0;
  size_t to = size - span->end > SLACK ? span->end + SLACK : size;
  const char *found = c->shown.size > 0
                          ? memmem(text + from, to - from,
                                   corrections_text(p->corrections, c->shown), c->shown.size)
                          : NULL;
  if (found) {
    span->start = (uint32_t)(found - text);
    span->end = span->start + (uint32_t)c->shown.size;
  }
  return found != NULL;
}

/* Puts the letters of a passage together: the last ones before, those inside, the first ones
 * behind. */
static passage make_passage(applier *p, const correction *c, const char *inside, size_t size,
                            bool alone)
{
  buffer *out = &p->needle, side = {0};
  passage made = {0};
  buffer_clear(out);
  if (!alone) {
    skeleton_add(&side, corrections_text(p->corrections, c->before), c->before.size);
    size_t start = side.size > AROUND ? side.size - AROUND : 0;
    buffer_add(out, side.bytes + start, side.size - start);
    made.before = out->size;
  }
  skeleton_add(out, inside, size);
  made.inside = out->size - made.before;
  if (!alone) {
    buffer_clear(&side);
    skeleton_add(&side, corrections_text(p->corrections, c->after), c->after.size);
    buffer_add(out, side.bytes, side.size < AROUND ? side.size : AROUND);
    made.after = out->size - made.before - made.inside;
  }
  out->failed = out->failed || side.failed;
  made.letters = out->bytes;
  buffer_free(&side);
  return made;
}

static bool has_sides(const passage *q)
{
  return q->before + q->after >= AROUND / 2;
}

/* Finds a passage with its sides, or alone. */
static bool find_passage(applier *p, const correction *c, const char *inside, size_t size, where w,
                         textclean_span *span)
{
  bool alone = w == WHERE_ONCE;
  passage q = make_passage(p, c, inside, size, alone);
  bool fits = alone ? q.inside >= (c->is_unit ? 1 : ALONE) : has_sides(&q);
  return fits && skeleton_find(&p->skeleton, &q, w, span);
}

/* Whether the text of the span is the replacement, but for blanks: where both old and new are
 * marks only, the letters tell nothing. */
static bool has_replacement(const applier *p, const worker *w, const correction *c,
                            textclean_span span)
{
  size_t size, i = span.start, k = 0;
  const char *text = textclean_text(w->doc, &size);
  const char *wanted = corrections_text(p->corrections, c->replacement);
  while (i < span.end && k < c->replacement.size) {
    if (text[i] == ' ') {
      i++;
    } else if (wanted[k] == ' ') {
      k++;
    } else if (text[i++] != wanted[k++]) {
      return false;
    }
  }
  return k == c->replacement.size;
}

static bool same_letters(applier *p, const correction *c)
{
  buffer a = {0}, b = {0};
  skeleton_add(&a, corrections_text(p->corrections, c->shown), c->shown.size);
  skeleton_add(&b, corrections_text(p->corrections, c->replacement), c->replacement.size);
  bool same = a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
  buffer_free(&a);
  buffer_free(&b);
  return same;
}

static finding search(applier *p, const worker *w, const correction *c, where from,
                      textclean_span *span)
{
  const char *shown = corrections_text(p->corrections, c->shown);
  const char *wanted = corrections_text(p->corrections, c->replacement);
  bool is_marks = same_letters(p, c);
  if (find_passage(p, c, wanted, c->replacement.size, from, span) &&
      (!is_marks || (has_replacement(p, w, c, *span) && !find_near(p, w, c, span)))) {
    return FOUND_CORRECT;
  }
  if (find_passage(p, c, shown, c->shown.size, from, span) && find_near(p, w, c, span)) {
    return FOUND;
  }
  return FOUND_NOT;
}

finding apply_find(applier *p, const worker *w, const article *a, const correction *c,
                   textclean_span *span)
{
  size_t size;
  const char *text = textclean_text(w->doc, &size);
  if (anchor_holds(&c->at, a->source, a->size)) {
    *span =
        textclean_from_source(w->doc, (textclean_span){(uint32_t)c->at.start, (uint32_t)c->at.end});
    (void)find_near(p, w, c, span);
    return FOUND;
  }
  if (!p->has_skeleton) {
    skeleton_set(&p->skeleton, text, size);
    p->has_skeleton = true;
  }
  finding found = FOUND_NOT;
  for (int from = WHERE_NEAR; from <= WHERE_ONCE && found == FOUND_NOT; from++) {
    found = search(p, w, c, (where)from, span);
  }
  bool failed = p->needle.failed || p->skeleton.letters.failed || p->skeleton.places.failed;
  return failed ? FOUND_NO_MEMORY : found;
}
