/* json_scan.c - see json_scan.h.
 *
 * The walk is a loop over steps, with its own stack of open containers:
 *
 *   step          the cursor stands   what is read                       next step
 *   BEFORE_VALUE  before a value      a scalar                           AFTER_VALUE
 *                                     an empty container                 AFTER_VALUE
 *                                     an opening bracket, and the key    BEFORE_VALUE
 *                                     of the first member of an object
 *   AFTER_VALUE   behind a value      a comma, in an object a key too    BEFORE_VALUE
 *                                     a closing bracket                  AFTER_VALUE
 *                                     outside of all: blanks to the end  FINISHED
 *
 * Paths are followed by sets of bits, one bit a path: `hits` has those that end at
 * the value to come, `through` those that lead on into it. In a container that no
 * path leads through, keys cost nothing but the check. */
#include "json_scan.h"

#include <stdint.h> /* uint64_t */
#include <stdio.h>  /* snprintf */
#include <stdlib.h> /* realloc, free */

#include "json_text.h"
#include "json_token.h"

typedef enum step { BEFORE_VALUE, AFTER_VALUE, FINISHED, FAILED } step;

typedef struct level { /* an open container */
  uint64_t inside;     /* paths that lead through it */
  size_t index;        /* array: of the item to come */
  size_t first, count; /* the matches that it is itself */
  bool is_object;
} level;

typedef struct scanner {
  json_cursor at;
  const char *start;
  const json_path *paths;
  json_record *record;
  uint64_t through, hits;
  size_t depth;
  level levels[JSON_MAX_DEPTH]; /* those from `depth` on are not set */
} scanner;

static json_match *new_match(json_record *r)
{
  if (r->match_count == r->match_capacity) {
    size_t capacity = r->match_capacity ? r->match_capacity * 2 : JSON_MAX_PATHS;
    json_match *matches = realloc(r->matches, capacity * sizeof *matches);
    if (!matches) {
      return NULL;
    }
    r->matches = matches;
    r->match_capacity = capacity;
  }
  return &r->matches[r->match_count++];
}

/* Notes that the value at the cursor is where the paths of `hits` end. */
static bool begin_matches(scanner *s, json_kind type)
{
  uint64_t hits = s->hits;
  for (uint32_t path = 0; hits; path++, hits >>= 1) {
    if (hits & 1) {
      json_match *m = new_match(s->record);
      if (!m) {
        return json_fail(&s->at, JSON_ERROR_MEMORY);
      }
      *m = (json_match){.start = (size_t)(s->at.p - s->start), .path = path, .type = type};
    }
  }
  return true;
}

/* Notes where the value of some matches ends; `string` is NULL if it is none. */
static void end_matches(scanner *s, size_t first, size_t count, const json_string *string)
{
  for (size_t i = first; i < first + count; i++) {
    json_match *m = &s->record->matches[i];
    m->end = (size_t)(s->at.p - s->start);
    m->escaped = string && string->escaped;
    m->lone = string && string->lone;
  }
}

/* Of the paths that lead through the innermost container, finds those whose next
 * step is this key. */
static void follow(scanner *s, const char *key, size_t size)
{
  size_t nth = s->depth - 1;
  uint64_t inside = s->levels[nth].inside;
  for (uint32_t i = 0; inside; i++, inside >>= 1) {
    const json_path *path = &s->paths[i];
    if ((inside & 1) && json_equals(key, size, path->step[nth], path->length[nth])) {
      *(path->count == s->depth ? &s->hits : &s->through) |= (uint64_t)1 << i;
    }
  }
}

static void follow_item(scanner *s, level *l)
{
  char place[24];
  int size = snprintf(place, sizeof place, "%zu", l->index++);
  follow(s, place, (size_t)size);
}

/* Reads what stands before a value in the innermost container: a key, or nothing. */
static bool begin_member(scanner *s)
{
  level *l = &s->levels[s->depth - 1];
  s->through = s->hits = 0;
  if (!l->is_object) {
    if (l->inside) {
      follow_item(s, l);
    }
    return true;
  }
  json_skip_blanks(&s->at);
  json_string key;
  if (!json_is_next(&s->at, '"')) {
    return json_fail(&s->at, JSON_ERROR_KEY);
  }
  if (!json_read_string(&s->at, &key)) {
    return false;
  }
  if (l->inside) {
    follow(s, key.start, (size_t)(key.end - key.start));
  }
  json_skip_blanks(&s->at);
  if (!json_is_next(&s->at, ':')) {
    return json_fail(&s->at, JSON_ERROR_COLON);
  }
  s->at.p++;
  return true;
}

static step close_container(scanner *s)
{
  level *l = &s->levels[--s->depth];
  s->at.p++;
  end_matches(s, l->first, l->count, NULL);
  return AFTER_VALUE;
}

static step open_container(scanner *s, bool is_object)
{
  if (s->depth == JSON_MAX_DEPTH) {
    json_fail(&s->at, JSON_ERROR_DEPTH);
    return FAILED;
  }
  size_t first = s->record->match_count;
  if (!begin_matches(s, is_object ? JSON_KIND_OBJECT : JSON_KIND_ARRAY)) {
    return FAILED;
  }
  s->levels[s->depth++] = (level){.inside = s->through,
                                  .first = first,
                                  .count = s->record->match_count - first,
                                  .is_object = is_object};
  s->at.p++;
  if (s->depth == 1) {
    s->record->members_end = (size_t)(s->at.p - s->start);
  }
  json_skip_blanks(&s->at);
  if (json_is_next(&s->at, is_object ? '}' : ']')) {
    return close_container(s);
  }
  return begin_member(s) ? BEFORE_VALUE : FAILED;
}

static bool read_scalar(scanner *s, json_kind type, json_string *string)
{
  switch (type) {
  case JSON_KIND_STRING:
    return json_read_string(&s->at, string);
  case JSON_KIND_NULL:
    return json_read_literal(&s->at, "null");
  case JSON_KIND_TRUE:
    return json_read_literal(&s->at, "true");
  case JSON_KIND_FALSE:
    return json_read_literal(&s->at, "false");
  default:
    return json_read_number(&s->at);
  }
}

static bool type_of(char byte, json_kind *type)
{
  static const char firsts[] = "{[\"ntf-0123456789";
  static const json_kind types[] = {JSON_KIND_OBJECT, JSON_KIND_ARRAY, JSON_KIND_STRING,
                                    JSON_KIND_NULL,   JSON_KIND_TRUE,  JSON_KIND_FALSE};
  for (size_t i = 0; firsts[i]; i++) {
    if (firsts[i] == byte) {
      *type = i < sizeof types / sizeof *types ? types[i] : JSON_KIND_NUMBER;
      return true;
    }
  }
  return false;
}

static step read_value(scanner *s)
{
  json_kind type;
  json_skip_blanks(&s->at);
  if (s->at.p == s->at.end || !type_of(*s->at.p, &type)) {
    json_fail(&s->at, JSON_ERROR_VALUE);
    return FAILED;
  }
  if (s->depth == 0) {
    s->record->type = type;
  }
  if (type == JSON_KIND_OBJECT || type == JSON_KIND_ARRAY) {
    return open_container(s, type == JSON_KIND_OBJECT);
  }
  json_string string = {0};
  size_t first = s->record->match_count;
  if (!begin_matches(s, type) || !read_scalar(s, type, &string)) {
    return FAILED;
  }
  end_matches(s, first, s->record->match_count - first, &string);
  return AFTER_VALUE;
}

static step after_value(scanner *s)
{
  if (s->depth == 1) {
    s->record->has_members = true;
    s->record->members_end = (size_t)(s->at.p - s->start);
  }
  json_skip_blanks(&s->at);
  if (s->depth == 0) {
    if (s->at.p == s->at.end) {
      return FINISHED;
    }
    json_fail(&s->at, JSON_ERROR_TRAILING);
    return FAILED;
  }
  if (json_is_next(&s->at, s->levels[s->depth - 1].is_object ? '}' : ']')) {
    return close_container(s);
  }
  if (!json_is_next(&s->at, ',')) {
    json_fail(&s->at, JSON_ERROR_NEXT);
    return FAILED;
  }
  s->at.p++;
  return begin_member(s) ? BEFORE_VALUE : FAILED;
}

json_error json_scan(json_record *record, const json_path *paths, size_t path_count,
                     const char *text, size_t size)
{
  scanner s;
  s.at = (json_cursor){.p = text, .end = text + size, .error = JSON_ERROR_NONE};
  s.start = text;
  s.paths = paths;
  s.record = record;
  s.hits = 0;
  s.through = path_count == 0 ? 0 : UINT64_MAX >> (JSON_MAX_PATHS - path_count);
  s.depth = 0;
  record->match_count = 0;
  record->has_members = false;
  record->members_end = 0;

  step next = BEFORE_VALUE;
  while (next == BEFORE_VALUE || next == AFTER_VALUE) {
    next = next == BEFORE_VALUE ? read_value(&s) : after_value(&s);
  }
  record->error_at = (size_t)(s.at.p - text);
  return next == FINISHED ? JSON_ERROR_NONE : s.at.error;
}

void json_record_free(json_record *record)
{
  free(record->matches);
  *record = (json_record){0};
}
