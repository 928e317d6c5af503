/* corrections.c - see corrections.h. */
#include "corrections.h"

#include <stdlib.h> /* realloc, malloc, free, qsort_r */
#include <string.h> /* memcmp, memrchr, strcmp */

void corrections_begin(corrections *c, const char *name)
{
  *c = (corrections){.name = name};
}

void corrections_free(corrections *c)
{
  free(c->list);
  free(c->groups);
  free(c->by_hash);
  free(c->by_base);
  buffer_free(&c->text);
  *c = (corrections){0};
}

correction *corrections_add(corrections *c)
{
  if (c->count == c->capacity) {
    size_t capacity = c->capacity ? 2 * c->capacity : 64;
    correction *list = realloc(c->list, capacity * sizeof *list);
    if (!list) {
      return NULL;
    }
    c->list = list;
    c->capacity = capacity;
  }
  correction *added = &c->list[c->count++];
  *added = (correction){.kind = -1};
  return added;
}

piece corrections_keep(corrections *c, const char *bytes, size_t size)
{
  piece p = {c->text.size, size};
  buffer_add(&c->text, bytes, size);
  return p;
}

const char *corrections_text(const corrections *c, piece p)
{
  return c->text.bytes ? c->text.bytes + p.start : "";
}

/* ---- Groups ----------------------------------------------------------------------- */

static int compare_texts(const char *a, size_t a_size, const char *b, size_t b_size)
{
  size_t size = a_size < b_size ? a_size : b_size;
  int order = size > 0 ? memcmp(a, b, size) : 0;
  return order ? order : (a_size > b_size) - (a_size < b_size);
}

static int compare_articles(const corrections *c, const correction *x, const correction *y)
{
  int order = compare_texts(corrections_text(c, x->label), x->label.size,
                            corrections_text(c, y->label), y->label.size);
  return order ? order : strcmp(x->at.article, y->at.article);
}

static int compare(const void *a, const void *b, void *context)
{
  const correction *x = a, *y = b;
  int order = compare_articles(context, x, y);
  if (order) {
    return order;
  }
  if (x->at.start != y->at.start) {
    return x->at.start < y->at.start ? -1 : 1;
  }
  if (x->at.end != y->at.end) {
    return x->at.end < y->at.end ? -1 : 1;
  }
  return (x->line > y->line) - (x->line < y->line);
}

static int compare_hashes(const void *a, const void *b, void *context)
{
  const corrections *c = context;
  size_t x = *(const size_t *)a, y = *(const size_t *)b;
  int order =
      strcmp(c->list[c->groups[x].first].at.article, c->list[c->groups[y].first].at.article);
  return order ? order : (x > y) - (x < y);
}

/* The last part of a path. */
static piece base_of(const corrections *c, piece label)
{
  const char *text = corrections_text(c, label);
  const char *slash = memrchr(text, '/', label.size);
  size_t skip = slash ? (size_t)(slash + 1 - text) : 0;
  return (piece){label.start + skip, label.size - skip};
}

static int compare_bases(const void *a, const void *b, void *context)
{
  const corrections *c = context;
  size_t x = *(const size_t *)a, y = *(const size_t *)b;
  piece p = base_of(c, c->list[c->groups[x].first].label);
  piece q = base_of(c, c->list[c->groups[y].first].label);
  int order = compare_texts(corrections_text(c, p), p.size, corrections_text(c, q), q.size);
  return order ? order : (x > y) - (x < y);
}

/* The file of FILE:LINE or FILE:LINE#FIELD; a label of another form is a file itself. */
static piece file_of(const corrections *c, piece label)
{
  const char *text = corrections_text(c, label);
  for (const char *colon = memrchr(text, ':', label.size); colon;
       colon = memrchr(text, ':', (size_t)(colon - text))) {
    size_t at = (size_t)(colon - text), digits = at + 1;
    while (digits < label.size && text[digits] >= '0' && text[digits] <= '9') {
      digits++;
    }
    if (digits > at + 1 && (digits == label.size || text[digits] == '#')) {
      return (piece){label.start, at};
    }
  }
  return label;
}

static void find_file(corrections *c)
{
  for (size_t i = 0; i < c->group_count; i++) {
    /* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.ArraySubscript): all that count are set */
    piece one = file_of(c, c->list[c->groups[i].first].label);
    if (i > 0 && compare_texts(corrections_text(c, one), one.size, corrections_text(c, c->file),
                               c->file.size) != 0) {
      c->file = (piece){0, 0};
      return;
    }
    c->file = one;
  }
}

bool corrections_finish(corrections *c)
{
  if (c->text.failed) {
    return false;
  }
  if (c->count > 1) {
    qsort_r(c->list, c->count, sizeof *c->list, compare, c);
  }
  c->groups = malloc((c->count + 1) * sizeof *c->groups);
  c->by_hash = malloc((c->count + 1) * sizeof *c->by_hash);
  c->by_base = malloc((c->count + 1) * sizeof *c->by_base);
  if (!c->groups || !c->by_hash || !c->by_base) {
    return false;
  }
  for (size_t i = 0; i < c->count; i++) {
    if (i == 0 || compare_articles(c, &c->list[i - 1], &c->list[i]) != 0) {
      c->by_hash[c->group_count] = c->by_base[c->group_count] = c->group_count;
      c->groups[c->group_count++] = (correction_group){.first = i};
    }
    c->groups[c->group_count - 1].count++;
  }
  if (c->group_count > 1) {
    qsort_r(c->by_hash, c->group_count, sizeof *c->by_hash, compare_hashes, c);
    qsort_r(c->by_base, c->group_count, sizeof *c->by_base, compare_bases, c);
  }
  find_file(c);
  return true;
}

/* The first group whose article does not come before this one. With a NULL hash the first of the
 * label. */
static size_t lower_bound(const corrections *c, const char *label, size_t size, const char *hash)
{
  size_t low = 0, high = c->group_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const correction *x = &c->list[c->groups[middle].first];
    int order = compare_texts(corrections_text(c, x->label), x->label.size, label, size);
    if (order == 0 && hash) {
      order = strcmp(x->at.article, hash);
    }
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static bool has_label(const corrections *c, size_t group, const char *label, size_t size)
{
  if (group == c->group_count) {
    return false;
  }
  piece own = c->list[c->groups[group].first].label;
  return compare_texts(corrections_text(c, own), own.size, label, size) == 0;
}

static const correction_group *find_hash(const corrections *c, const char *hash)
{
  size_t low = 0, high = c->group_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(c->list[c->groups[c->by_hash[middle]].first].at.article, hash) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const correction_group *found = low < c->group_count ? &c->groups[c->by_hash[low]] : NULL;
  return found && strcmp(c->list[found->first].at.article, hash) == 0 ? found : NULL;
}

/* A group of the same base; NULL: none. */
static const correction_group *find_base(const corrections *c, const char *label, size_t size)
{
  const char *slash = memrchr(label, '/', size), *base = slash ? slash + 1 : label;
  size_t base_size = (size_t)(label + size - base), low = 0, high = c->group_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    piece own = base_of(c, c->list[c->groups[c->by_base[middle]].first].label);
    if (compare_texts(corrections_text(c, own), own.size, base, base_size) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == c->group_count) {
    return NULL;
  }
  const correction_group *found = &c->groups[c->by_base[low]];
  piece own = base_of(c, c->list[found->first].label);
  bool same = compare_texts(corrections_text(c, own), own.size, base, base_size) == 0;
  return same ? found : NULL;
}

/* The group that has the only file of the review in place of this one; NULL: none. */
static const correction_group *find_only(const corrections *c, const char *label, size_t size,
                                         size_t file_size)
{
  buffer other = {0};
  buffer_add(&other, corrections_text(c, c->file), c->file.size);
  buffer_add(&other, label + file_size, size - file_size);
  size_t found = c->group_count;
  if (c->file.size > 0 && !other.failed) {
    found = lower_bound(c, other.bytes, other.size, NULL);
    found = has_label(c, found, other.bytes, other.size) ? found : c->group_count;
  }
  buffer_free(&other);
  return found < c->group_count ? &c->groups[found] : NULL;
}

match corrections_find(corrections *c, const char *label, size_t size, size_t file_size,
                       const char *hash, correction_group *group)
{
  size_t exact = lower_bound(c, label, size, hash), named = lower_bound(c, label, size, NULL);
  const correction_group *found = find_hash(c, hash);
  if (has_label(c, exact, label, size) &&
      strcmp(c->list[c->groups[exact].first].at.article, hash) == 0) {
    *group = c->groups[exact];
    return MATCH_HASH;
  }
  if (found) {
    *group = *found;
    return MATCH_HASH;
  }
  found = has_label(c, named, label, size) ? &c->groups[named] : NULL;
  found = found ? found : find_base(c, label, size);
  found = found ? found : find_only(c, label, size, file_size);
  if (!found) {
    return MATCH_NONE;
  }
  *group = *found;
  return MATCH_LABEL;
}

size_t corrections_count(const corrections *c, outcome o)
{
  size_t count = 0;
  for (size_t i = 0; i < c->count; i++) {
    count += c->list[i].is_edit && atomic_load(&c->list[i].outcome) == (int)o;
  }
  return count;
}
