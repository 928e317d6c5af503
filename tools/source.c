/* source.c - see source.h.
 *
 *   bytes:  [consumed | start ... searched ... end | free]
 *
 * Between start and searched there is no line end. When a line does not fit, the
 * consumed part is dropped and then the capacity doubled, so that the work stays
 * linear in the size of the file. */
#include "source.h"

#include <assert.h> /* assert */
#include <errno.h>  /* ENOMEM */
#include <stdlib.h> /* realloc, free */
#include <string.h> /* memchr, memmove */

#define FIRST_CAPACITY ((size_t)256 * 1024)
#define END_SIZE 2u /* of CR LF */

void source_init(source *s, size_t limit, const intake_options *options,
                 void (*before_wait)(void *context), void *context)
{
  *s = (source){.limit = limit, .before_wait = before_wait, .context = context};
  intake_init(&s->intake, options);
}

void source_free(source *s)
{
  intake_free(&s->intake);
  free(s->bytes);
  s->bytes = NULL;
  s->capacity = 0;
}

static bool fail(source *s, int error)
{
  s->error = error;
  return false;
}

static bool no_memory(source *s)
{
  fault_of_system(&s->intake.fault, ENOMEM);
  return fail(s, ENOMEM);
}

bool source_open(source *s, const char *name)
{
  s->name = name;
  s->error = 0;
  if (!intake_open(&s->intake, name)) {
    return fail(s, s->intake.fault.error);
  }
  return true;
}

void source_close(source *s)
{
  intake_close(&s->intake);
}

static void before_wait(const source *s)
{
  if (s->intake.raw.waits) {
    s->before_wait(s->context);
  }
}

bool source_next(source *s)
{
  s->left = UINT64_MAX;
  s->at_end = s->in_large = false;
  s->start = s->end = s->searched = s->line_number = 0;
  before_wait(s);
  bool is_there = intake_next(&s->intake);
  s->error = is_there ? 0 : s->intake.fault.error; /* of a text, reading will tell */
  s->name = s->intake.label;
  s->encoding = s->intake.encoding;
  return is_there;
}

/* Makes room behind `end`. Never more than the limit asks for. */
static bool make_room(source *s)
{
  if (s->start > 0) {
    assert(s->bytes);
    memmove(s->bytes, s->bytes + s->start, s->end - s->start);
    s->end -= s->start;
    s->searched -= s->start;
    s->start = 0;
  }
  if (s->end < s->capacity) {
    return true;
  }
  size_t most = s->limit + END_SIZE + 1, capacity = s->capacity ? s->capacity * 2 : FIRST_CAPACITY;
  if (capacity > most && most > FIRST_CAPACITY) {
    capacity = most;
  }
  char *bytes = realloc(s->bytes, capacity);
  if (!bytes) {
    return no_memory(s);
  }
  s->bytes = bytes;
  s->capacity = capacity;
  return true;
}

/* Reads more behind `end`. False: at the end of the file, or it failed. */
static bool fill(source *s)
{
  if (s->at_end || s->error || (s->end == s->capacity && !make_room(s))) {
    return false;
  }
  before_wait(s);
  size_t room = s->capacity - s->end;
  room = room < s->left ? room : (size_t)s->left;
  ptrdiff_t size = room > 0 ? intake_read(&s->intake, s->bytes + s->end, room) : 0;
  s->encoding = s->intake.encoding; /* a guess may come late */
  if (size < 0) {
    return fail(s, s->intake.fault.error);
  }
  s->at_end = size == 0;
  s->end += (size_t)size;
  s->left -= (uint64_t)size;
  return size > 0;
}

/* Looks for a line end from `searched` on; reads until there is one, or the line is
 * too large, or the file ends. Returns the LF, or NULL. */
static const char *find_end(source *s)
{
  for (;;) {
    const char *lf = s->bytes ? memchr(s->bytes + s->searched, '\n', s->end - s->searched) : NULL;
    if (lf) {
      return lf;
    }
    s->searched = s->end;
    if (s->end - s->start > s->limit + END_SIZE || !fill(s)) {
      return NULL;
    }
  }
}

input_line source_cut(const char *start, const char *end, size_t number)
{
  input_line line = {.bytes = start, .size = (size_t)(end - start), .number = number};
  if (line.size > 0 && start[line.size - 1] == '\n') {
    line.end_size = line.size > 1 && start[line.size - 2] == '\r' ? 2 : 1;
    line.size -= line.end_size;
  }
  return line;
}

bool source_restrict(source *s, uint64_t start, uint64_t end, size_t lines)
{
  if (!intake_seek(&s->intake, start)) {
    return fail(s, s->intake.fault.error);
  }
  s->at_end = s->in_large = false;
  s->start = s->end = s->searched = 0;
  s->line_number = lines;
  s->left = end - start;
  return true;
}

source_result source_line(source *s, input_line *line)
{
  const char *lf = find_end(s);
  if (!lf && s->error) {
    return SOURCE_FAILED;
  }
  if (s->start == s->end && s->at_end) {
    return SOURCE_END;
  }
  s->line_number += !s->in_large;
  const char *end = lf ? lf + 1 : s->bytes + s->end;
  *line = source_cut(s->bytes + s->start, end, s->line_number);
  bool is_large = s->in_large || line->size > s->limit;
  s->in_large = is_large && !lf && !s->at_end;
  s->start = s->searched = (size_t)(end - s->bytes);
  return is_large ? SOURCE_PART : SOURCE_LINE;
}

source_result source_whole(source *s, input_line *whole)
{
  while (s->end - s->start <= s->limit && fill(s)) {
  }
  if (s->error) {
    return SOURCE_FAILED;
  }
  *whole = (input_line){.bytes = s->bytes + s->start, .size = s->end - s->start};
  return whole->size > s->limit ? SOURCE_PART : SOURCE_LINE;
}

source_result source_piece(source *s, input_line *piece)
{
  if (s->start == s->end) {
    s->start = s->end = s->searched = 0;
    if (!fill(s)) {
      return s->error ? SOURCE_FAILED : SOURCE_END;
    }
  }
  *piece = (input_line){.bytes = s->bytes + s->start, .size = s->end - s->start};
  s->start = s->searched = s->end;
  return SOURCE_PART;
}

source_result source_peek(source *s, input_line *first)
{
  const char *lf = find_end(s);
  if (s->error) {
    return SOURCE_FAILED;
  }
  if (s->end == 0) {
    return SOURCE_END;
  }
  const char *end = lf ? lf + 1 : s->bytes + s->end;
  *first = source_cut(s->bytes + s->start, end, s->line_number);
  return SOURCE_LINE;
}
