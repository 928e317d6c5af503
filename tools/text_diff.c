/* text_diff.c - see text_diff.h.
 *
 *   lines ─ equal ones at both ends taken away ─ Myers' O(ND) walk, with D bounded ─▶ a mark for
 *   each line that is not in the other text ─▶ hunks with three lines around
 *
 * In the walk `furthest[k]` is the furthest line of the first text that is reached on diagonal k;
 * a copy for each step is kept to find the way back. */
#include "text_diff.h"

#include <stdbool.h> /* bool */
#include <stdint.h>  /* int32_t */
#include <stdlib.h>  /* malloc, calloc, free */
#include <string.h>  /* memchr, memcmp */

#include "escape.h"

#define AROUND 3u      /* lines shown before and behind a difference */
#define MOST_STEPS 600 /* differences that are looked for */

typedef struct text_lines {
  const char *text;
  size_t *starts; /* owned; one more than there are lines */
  bool *marks;    /* owned: the line is not in the other text */
  size_t count;
} text_lines;

static bool cut(text_lines *l, const char *text, size_t size)
{
  size_t count = 0;
  for (const char *p = text, *end = text + size; p < end; count++) {
    const char *lf = memchr(p, '\n', (size_t)(end - p));
    p = lf ? lf + 1 : end;
  }
  *l = (text_lines){.text = text, .count = count};
  l->starts = malloc((count + 1) * sizeof *l->starts);
  l->marks = calloc(count + 1, sizeof *l->marks);
  if (!l->starts || !l->marks) {
    return false;
  }
  const char *p = text;
  for (size_t i = 0; i < count; i++) {
    const char *lf = memchr(p, '\n', (size_t)(text + size - p));
    l->starts[i] = (size_t)(p - text);
    p = lf ? lf + 1 : text + size;
  }
  l->starts[count] = size;
  return true;
}

static bool same(const text_lines *a, size_t i, const text_lines *b, size_t k)
{
  size_t size = a->starts[i + 1] - a->starts[i];
  return size == b->starts[k + 1] - b->starts[k] &&
         memcmp(a->text + a->starts[i], b->text + b->starts[k], size) == 0;
}

/* ---- Myers ------------------------------------------------------------------------ */

typedef struct walk {
  text_lines *a, *b;
  size_t from;                /* lines at the beginning that are equal */
  int32_t a_count, b_count;   /* lines between those at the beginning and those at the end */
  int32_t *steps[MOST_STEPS]; /* owned: `furthest` before each step, from -d to d */
} walk;

static bool same_at(const walk *w, int32_t x, int32_t y)
{
  return same(w->a, w->from + (size_t)x, w->b, w->from + (size_t)y);
}

/* Where step d arrives on diagonal k, from the one before: down takes a line of b, right one of
 * a. */
static bool goes_down(const int32_t *furthest, int32_t d, int32_t k)
{
  return k == -d || (k != d && furthest[k - 1] < furthest[k + 1]);
}

static int32_t advance(const walk *w, const int32_t *furthest, int32_t d, int32_t k)
{
  int32_t x = d == 0 ? 0 : goes_down(furthest, d, k) ? furthest[k + 1] : furthest[k - 1] + 1;
  while (x < w->a_count && x - k < w->b_count && same_at(w, x, x - k)) {
    x++;
  }
  return x;
}

/* Returns the number of steps, or -1: more than MOST_STEPS, or no memory. */
static int32_t find_steps(walk *w)
{
  int32_t *memory = calloc(2 * MOST_STEPS + 3, sizeof *memory);
  int32_t *furthest = memory ? memory + MOST_STEPS + 1 : NULL, found = -1;
  for (int32_t d = 0; memory && d < MOST_STEPS && found < 0; d++) {
    size_t width = 2 * (size_t)d + 3;
    w->steps[d] = malloc(width * sizeof *furthest);
    if (!w->steps[d]) {
      break;
    }
    memcpy(w->steps[d], furthest - d - 1, width * sizeof *furthest);
    for (int32_t k = -d; k <= d && found < 0; k += 2) {
      furthest[k] = advance(w, furthest, d, k);
      if (furthest[k] >= w->a_count && furthest[k] - k >= w->b_count) {
        found = d;
      }
    }
  }
  free(memory);
  return found;
}

/* Goes back over the steps and marks the lines that were taken. */
static void mark_steps(walk *w, int32_t steps)
{
  int32_t x = w->a_count, y = w->b_count;
  for (int32_t d = steps; d > 0; d--) {
    const int32_t *furthest = w->steps[d] + d + 1;
    int32_t k = x - y;
    bool down = goes_down(furthest, d, k);
    int32_t from = furthest[down ? k + 1 : k - 1], from_k = down ? k + 1 : k - 1;
    if (down) {
      w->b->marks[w->from + (size_t)(from - from_k)] = true;
    } else {
      w->a->marks[w->from + (size_t)from] = true;
    }
    x = from;
    y = from - from_k;
  }
}

static void mark_all(walk *w)
{
  memset(w->a->marks + w->from, true, (size_t)w->a_count);
  memset(w->b->marks + w->from, true, (size_t)w->b_count);
}

static void compare(text_lines *a, text_lines *b)
{
  walk w = {.a = a, .b = b};
  size_t least = a->count < b->count ? a->count : b->count, behind = 0;
  while (w.from < least && same(a, w.from, b, w.from)) {
    w.from++;
  }
  while (behind < least - w.from && same(a, a->count - 1 - behind, b, b->count - 1 - behind)) {
    behind++;
  }
  w.a_count = (int32_t)(a->count - w.from - behind);
  w.b_count = (int32_t)(b->count - w.from - behind);
  int32_t steps = find_steps(&w);
  if (steps >= 0) {
    mark_steps(&w, steps);
  } else {
    mark_all(&w);
  }
  for (size_t i = 0; i < MOST_STEPS; i++) {
    free(w.steps[i]);
  }
}

/* ---- Showing ---------------------------------------------------------------------- */

static void add_line(buffer *out, char sign, const text_lines *l, size_t i)
{
  size_t size = l->starts[i + 1] - l->starts[i];
  buffer_add_char(out, sign);
  buffer_add(out, l->text + l->starts[i], size);
  if (l->text[l->starts[i + 1] - 1] != '\n') {
    buffer_add_string(out, "\n\\ No newline at end of file\n");
  }
}

static void add_range(buffer *out, char sign, size_t start, size_t count)
{
  buffer_format(out, "%c%zu,%zu ", sign, count > 0 ? start + 1 : start, count);
}

/* Moves on to where the next difference begins; equal lines go by twos. */
static void skip_equal(const text_lines *a, const text_lines *b, size_t *i, size_t *k)
{
  while (*i < a->count && *k < b->count && !a->marks[*i] && !b->marks[*k]) {
    (*i)++;
    (*k)++;
  }
}

static void skip_marked(const text_lines *l, size_t *i)
{
  while (*i < l->count && l->marks[*i]) {
    (*i)++;
  }
}

/* The hunk whose first difference is at *i and *k. They are moved behind it. */
static void add_hunk(buffer *out, const text_lines *a, const text_lines *b, size_t *i, size_t *k)
{
  size_t lead = *i < AROUND ? *i : AROUND, i_start = *i - lead, k_start = *k - lead;
  size_t i_end = *i, k_end = *k;
  for (size_t i_next = *i, k_next = *k; i_next < a->count || k_next < b->count;) {
    skip_marked(a, &i_next);
    skip_marked(b, &k_next);
    i_end = i_next;
    k_end = k_next;
    skip_equal(a, b, &i_next, &k_next);
    if (i_next - i_end > 2 * AROUND) {
      break;
    }
  }
  size_t tail = a->count - i_end < AROUND ? a->count - i_end : AROUND;
  buffer_add_string(out, "@@ ");
  add_range(out, '-', i_start, i_end + tail - i_start);
  add_range(out, '+', k_start, k_end + tail - k_start);
  buffer_add_string(out, "@@\n");
  for (*i = i_start, *k = k_start; *i < i_end || *k < k_end;) {
    while (*i < i_end && a->marks[*i]) {
      add_line(out, '-', a, (*i)++);
    }
    while (*k < k_end && b->marks[*k]) {
      add_line(out, '+', b, (*k)++);
    }
    while (*i < i_end && *k < k_end && !a->marks[*i] && !b->marks[*k]) {
      add_line(out, ' ', a, *i);
      (*i)++;
      (*k)++;
    }
  }
  for (size_t n = 0; n < tail; n++) {
    add_line(out, ' ', a, i_end + n);
  }
}

static void show(buffer *out, const text_lines *a, const text_lines *b)
{
  for (size_t i = 0, k = 0;;) {
    skip_equal(a, b, &i, &k);
    if (i == a->count && k == b->count) {
      return;
    }
    add_hunk(out, a, b, &i, &k);
  }
}

void text_diff_add(buffer *out, const char *name, size_t name_size, const char *before,
                   size_t before_size, const char *after, size_t after_size)
{
  text_lines a = {0}, b = {0};
  if (before_size == after_size && (after_size == 0 || memcmp(before, after, after_size) == 0)) {
    return;
  }
  if (cut(&a, before, before_size) && cut(&b, after, after_size)) {
    compare(&a, &b);
    buffer_add_string(out, "--- ");
    escape_add(out, name, name_size, ESCAPE_LINE);
    buffer_add_string(out, "\n+++ ");
    escape_add(out, name, name_size, ESCAPE_LINE);
    buffer_add_char(out, '\n');
    show(out, &a, &b);
  } else {
    out->failed = true;
  }
  free(a.starts);
  free(a.marks);
  free(b.starts);
  free(b.marks);
}
