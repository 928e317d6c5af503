/* apply_find.c - see apply_find.h.
 *
 *  1. The bytes at the anchor have its hash: that is the place, if the article is the one that was
 *     reviewed, or what stood on both sides of them still does. If the correction stands there (it
 *     may begin with what it replaces), nothing is to do.
 *  2. Between what stood around the span stands the correction, so nothing is to do, or what the
 *     reviewer saw, so it has moved.
 *  3. The same with what stood before it, behind it, or neither, if that is long enough and
 *     stands there once.
 *  4. The bytes at the anchor all the same, where nothing that is known speaks against it: a short
 *     passage may have got there with another correction.
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

/* Looks for what the reviewer saw in text[from, to). */
static bool find_shown(const applier *p, const worker *w, const correction *c, size_t from,
                       size_t to, textclean_span *span)
{
  size_t size;
  const char *text = textclean_text(w->doc, &size);
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

/* The span itself if it is what the reviewer saw; else what the reviewer saw, in it or close to
 * it. */
static void find_near(const applier *p, const worker *w, const correction *c, textclean_span *span)
{
  size_t size;
  (void)textclean_text(w->doc, &size);
  size_t from = span->start > SLACK ? span->start - SLACK : 0;
  size_t to = size - span->end > SLACK ? span->end + SLACK : size;
  if (!apply_is_shown(p, w, c, *span) && !find_shown(p, w, c, span->start, span->end, span)) {
    (void)find_shown(p, w, c, from, to, span);
  }
}

/* What the reviewer saw at the letters of the span, with the marks around them. */
static bool find_here(const applier *p, const worker *w, const correction *c, textclean_span *span)
{
  textclean_span wide = skeleton_widen(&p->skeleton, *span);
  return apply_is_shown(p, w, c, *span) || find_shown(p, w, c, wide.start, wide.end, span);
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
  if (*size > 0) {
    buffer_add(&p->needle, letters.bytes + (is_left ? letters.size - *size : 0), *size);
  }
  p->no_memory = p->no_memory || letters.failed;
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
  p->no_memory = p->no_memory || p->needle.failed; /* the next passage clears it */
  return made;
}

static bool find_passage(applier *p, const correction *c, piece inside, const look *way,
                         textclean_span *span)
{
  passage q = make_passage(p, c, inside, way);
  size_t sides = q.before + q.after;
  bool fits = way->left || way->right ? sides >= way->least && sides + q.inside >= FEW
                                      : q.inside >= way->least;
  return fits && !p->no_memory && skeleton_find(&p->skeleton, &q, way->from, span);
}

/* Where the beginning of the piece, at most `most` bytes of it, ends in the text, if it stands
 * there but for blanks. SIZE_MAX: it does not. */
static size_t skip_piece(const applier *p, piece wanted, size_t most, const char *text, size_t size,
                         size_t at)
{
  const char *bytes = corrections_text(p->corrections, wanted);
  size_t count = wanted.size < most ? wanted.size : most;
  for (size_t k = 0; k < count;) {
    if (at < size && text[at] == ' ') {
      at++;
    } else if (bytes[k] == ' ') {
      k++;
    } else if (at == size || text[at++] != bytes[k++]) {
      return SIZE_MAX;
    }
  }
  return at;
}

static bool same_letters(applier *p, piece x, piece y)
{
  buffer a = {0}, b = {0};
  skeleton_add(&a, corrections_text(p->corrections, x), x.size);
  skeleton_add(&b, corrections_text(p->corrections, y), y.size);
  bool same = a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
  p->no_memory = p->no_memory || a.failed || b.failed;
  buffer_free(&a);
  buffer_free(&b);
  return same;
}

/* Looks for both. Where both are found, one holds the other, and the longer one is what stands
 * there; where both are only marks, the marks tell. */
static finding search(applier *p, const worker *w, const correction *c, const look *way,
                      textclean_span *span)
{
  size_t size;
  const char *text = textclean_text(w->doc, &size);
  textclean_span new_span = {0, 0}, old_span = {0, 0};
  bool has_new = find_passage(p, c, c->replacement, way, &new_span);
  if (has_new && same_letters(p, c->shown, c->replacement)) {
    *span = new_span;
    bool is_old = find_here(p, w, c, span);
    has_new = !is_old && skip_piece(p, c->replacement, SIZE_MAX, text, new_span.end,
                                    new_span.start) != SIZE_MAX;
    return is_old ? FOUND : has_new ? FOUND_CORRECT : FOUND_NOT;
  }
  bool has_old = find_passage(p, c, c->shown, way, &old_span) && find_here(p, w, c, &old_span);
  *span = old_span;
  if (has_new && has_old) {
    return new_span.end - new_span.start > old_span.end - old_span.start ? FOUND_CORRECT : FOUND;
  }
  return has_new ? FOUND_CORRECT : has_old ? FOUND : FOUND_NOT;
}

/* Whether the letters of the text are those of the passage, from the place on where its inside
 * begins: `at` letters stand before that. */
static bool has_passage(const applier *p, const passage *q, size_t at)
{
  const buffer *all = &p->skeleton.letters;
  size_t behind = q->inside + q->after, size = q->before + behind;
  return !p->no_memory && at >= q->before && all->size - at >= behind &&
         (size == 0 || memcmp(all->bytes + (at - q->before), q->letters, size) == 0);
}

/* Whether the text from a place on is `wanted`, and then what stands at the beginning of `behind`:
 * their letters, or with `by_marks` all of them but blanks. */
static bool stands(applier *p, const worker *w, size_t place, piece wanted, piece behind,
                   bool by_marks)
{
  static const look forward = {WHERE_NEAR, false, true, 0};
  const correction c = {.after = behind};
  size_t size;
  const char *text = textclean_text(w->doc, &size);
  if (by_marks) {
    size_t end = skip_piece(p, wanted, SIZE_MAX, text, size, place);
    return end != SIZE_MAX && skip_piece(p, behind, AROUND, text, size, end) != SIZE_MAX;
  }
  passage q = make_passage(p, &c, wanted, &forward);
  return q.inside + q.after > 0 && has_passage(p, &q, skeleton_before(&p->skeleton, place));
}

/* What stands at the anchor, whose bytes are those that were reviewed: the correction may begin
 * with them, or they got there from elsewhere. What stood behind them tells, where it is known and
 * did not get a correction itself; where both fit, the longer one is what stands there. */
static finding look_at_anchor(applier *p, const worker *w, const correction *c, size_t place)
{
  const piece nothing = {0, 0};
  bool is_longer = c->replacement.size > c->shown.size;
  bool by_marks = same_letters(p, c->shown, c->replacement);
  bool knows = c->after.size > 0 && (by_marks || !same_letters(p, c->after, nothing));
  bool was = knows && stands(p, w, place, c->shown, c->after, by_marks);
  bool is = knows && stands(p, w, place, c->replacement, c->after, by_marks);
  if (is && was) {
    return is_longer ? FOUND_CORRECT : FOUND;
  }
  is = is || (is_longer && !was && stands(p, w, place, c->replacement, nothing, by_marks));
  return is ? FOUND_CORRECT : was ? FOUND : FOUND_NOT;
}

/* Whether the letters before the place are those that the reviewer saw there; where only those
 * behind it are known, the text began with it. */
static bool follows(applier *p, const correction *c, size_t place)
{
  static const look back = {WHERE_ANY, true, false, 0};
  passage q = make_passage(p, c, (piece){0, 0}, &back);
  size_t at = skeleton_before(&p->skeleton, place);
  if (c->before.size == 0) {
    return c->after.size == 0 || at == 0;
  }
  return has_passage(p, &q, at);
}

static finding search_all(applier *p, const worker *w, const correction *c, textclean_span *span)
{
  finding found = FOUND_NOT;
  for (size_t i = 0; i < sizeof ways / sizeof *ways && found == FOUND_NOT; i++) {
    found = search(p, w, c, &ways[i], span);
  }
  return found;
}

/* In an article that has changed since the review. `holds`: the bytes at the anchor, which is
 * *span, are those that were reviewed. */
static finding find_changed(applier *p, const worker *w, const correction *c, bool holds,
                            textclean_span *span)
{
  size_t size;
  const char *text = textclean_text(w->doc, &size);
  textclean_span moved = *span;
  if (!p->has_skeleton) {
    skeleton_set(&p->skeleton, text, size);
    p->has_skeleton = true;
  }
  p->no_memory = p->skeleton.letters.failed || p->skeleton.places.failed;
  finding here = holds ? look_at_anchor(p, w, c, span->start) : FOUND_NOT;
  bool is_sure = here == FOUND_CORRECT || (here == FOUND && follows(p, c, span->start));
  finding found = is_sure ? here : search_all(p, w, c, &moved);
  if (found == FOUND && is_sure) {
    find_near(p, w, c, span);
  } else if (found == FOUND) {
    *span = moved;
  }
  return p->no_memory ? FOUND_NO_MEMORY : found;
}

/* Whether the letters around the place, in an article that has changed, are others than those that
 * the reviewer saw there. Where only one side is known, the text ended at the other. */
static bool is_elsewhere(applier *p, const correction *c, textclean_span place)
{
  static const look both = {WHERE_ANY, true, true, 0};
  if (c->before.size + c->after.size == 0) {
    return false;
  }
  passage q = make_passage(p, c, c->shown, &both);
  size_t start = skeleton_before(&p->skeleton, place.start);
  size_t end = skeleton_before(&p->skeleton, place.end), all = p->skeleton.letters.size;
  bool ends_here = (c->before.size > 0 || start == 0) && (c->after.size > 0 || end == all);
  return q.inside < ALONE && !(ends_here && has_passage(p, &q, start));
}

finding apply_find(applier *p, const worker *w, const article *a, const correction *c,
                   textclean_span *span)
{
  finding found = FOUND_NOT;
  bool holds = anchor_holds(&c->at, a->source, a->size);
  *span = holds ? textclean_from_source(
                      w->doc, (textclean_span){(uint32_t)c->at.start, (uint32_t)c->at.end})
                : (textclean_span){0, 0};
  if (!holds || !p->is_reviewed) {
    found = find_changed(p, w, c, holds, span);
  }
  if (holds && found == FOUND_NOT && (p->is_reviewed || !is_elsewhere(p, c, *span))) {
    find_near(p, w, c, span);
    found = FOUND;
  }
  return p->no_memory ? FOUND_NO_MEMORY : found;
}
