/* apply_find.c - see apply_find.h.
 *
 *  1. The bytes at the anchor have its hash: that is the place.
 *  2. Between what stood around the span stands the correction, so nothing is to do, or what the
 *     reviewer saw, so it has moved.
 *  3. The same with what stood before it, behind it, or neither, if that is long enough and
 *     stands there once.
 * Passages are compared by their letters (skeleton.h), since blanks and marks at a seam may have
 * been mended. */
#include "apply_find.h"

#include <string.h> /* memcmp, memmem */

#define AROUND 24u /* bytes of letters on each side of a passage */
#define ALONE 16u  /* bytes of letters from which a passage may stand for itself */
#define FEW 6u     /* and with both sides, in a short article */
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

typedef struct look { /* one way to look for a passage */
  where from;
  bool left, right; /* with the letters on these sides */
  size_t least;     /* bytes of letters on the sides, or without sides in the passage */
} look;

static const look ways[] = {
    {WHERE_NEAR, true, true, AROUND / 2},  {WHERE_ANY, true, true, AROUND / 2},
    {WHERE_ONCE, true, true, 1},           {WHERE_ONCE, true, false, AROUND / 2},
    {WHERE_ONCE, false, true, AROUND / 2}, {WHERE_ONCE, false, false, ALONE}};

static void add_side(applier *p, piece side, bool is_left, size_t *size)
{
  buffer letters = {0};
  skeleton_add(&letters, corrections_text(p->corrections, side), side.size);
  *size = letters.size < AROUND ? letters.size : AROUND;
  buffer_add(&p->needle, letters.bytes + (is_left ? letters.size - *size : 0), *size);
  p->needle.failed = p->needle.failed || letters.failed;
  buffer_free(&letters);
}

/* Puts the letters of a passage together: the last ones before, those inside, the first ones
 * behind. */
static passage make_passage(applier *p, const correction *c, piece inside, const look *way)
{
  passage made = {0};
  buffer_clear(&p->needle);
  if (way->left) {
    add_side(p, c->before, true, &made.before);
  }
  skeleton_add(&p->needle, corrections_text(p->corrections, inside), inside.size);
  made.inside = p->needle.size - made.before;
  if (way->right) {
    add_side(p, c->after, false, &made.after);
  }
  made.letters = p->needle.bytes;
  return made;
}

static bool find_passage(applier *p, const correction *c, piece inside, const look *way,
                         textclean_span *span)
{
  passage q = make_passage(p, c, inside, way);
  size_t sides = q.before + q.after;
  bool fits = way->left || way->right ? sides >= way->least && sides + q.inside >= FEW
                                      : q.inside >= (c->is_unit ? 1 : way->least);
  return fits && skeleton_find(&p->skeleton, &q, way->from, span);
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

/* Looks for both. Where both are found, one holds the other, and the longer one is what stands
 * there; where both are only marks, the marks tell. */
static finding search(applier *p, const worker *w, const correction *c, const look *way,
                      textclean_span *span)
{
  textclean_span new_span = {0, 0}, old_span = {0, 0};
  bool has_new = find_passage(p, c, c->replacement, way, &new_span);
  if (has_new && same_letters(p, c)) {
    *span = new_span;
    bool is_old = find_near(p, w, c, span);
    has_new = !is_old && has_replacement(p, w, c, new_span);
    return is_old ? FOUND : has_new ? FOUND_CORRECT : FOUND_NOT;
  }
  bool has_old = find_passage(p, c, c->shown, way, &old_span) && find_near(p, w, c, &old_span);
  *span = old_span;
  if (has_new && has_old) {
    return new_span.end - new_span.start > old_span.end - old_span.start ? FOUND_CORRECT : FOUND;
  }
  return has_new ? FOUND_CORRECT : has_old ? FOUND : FOUND_NOT;
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
  for (size_t i = 0; i < sizeof ways / sizeof *ways && found == FOUND_NOT; i++) {
    found = search(p, w, c, &ways[i], span);
  }
  bool failed = p->needle.failed || p->skeleton.letters.failed || p->skeleton.places.failed;
  return failed ? FOUND_NO_MEMORY : found;
}
