/* batch.c - see batch.h. */
#include "batch.h"

#include <string.h> /* strlen */

#define USUAL_CAPACITY ((size_t)1 << 20)

/* A trouble whose detail is a place in `details`, which may move as it grows. */
typedef struct noted {
  trouble problem;
  size_t detail;
} noted;

void batch_add_trouble(batch *b, const trouble *problem)
{
  noted n = {.problem = *problem, .detail = b->details.size};
  if (problem->detail) {
    buffer_add(&b->details, problem->detail, strlen(problem->detail) + 1);
  }
  buffer_add(&b->troubles, (const char *)&n, sizeof n);
  b->troubles.failed = b->troubles.failed || b->details.failed;
}

size_t batch_trouble_count(const batch *b)
{
  return b->troubles.size / sizeof(noted);
}

trouble batch_trouble(const batch *b, size_t i)
{
  const noted *n = (const noted *)(const void *)b->troubles.bytes + i;
  trouble problem = n->problem;
  problem.file = b->file.bytes;
  problem.detail = problem.detail ? b->details.bytes + n->detail : NULL;
  return problem;
}

bool batch_begin(batch *b)
{
  *b = (batch){.failure = {.id = PROBLEM_NONE}};
  return tally_begin(&b->tally);
}

void batch_end(batch *b)
{
  buffer *all[] = {&b->file, &b->in, &b->detail, &b->out, &b->troubles, &b->details, &b->words};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    buffer_free(all[i]);
  }
  tally_end(&b->tally);
}

static void reuse(buffer *b)
{
  if (b->capacity > USUAL_CAPACITY) {
    buffer_free(b);
  }
  buffer_clear(b);
}

void batch_clear_results(batch *b)
{
  reuse(&b->out);
  reuse(&b->troubles);
  reuse(&b->details);
  reuse(&b->words);
  tally_clear(&b->tally);
  b->field = NULL;
  b->has_article = b->is_changed = b->ended = b->no_memory = false;
}

void batch_clear(batch *b)
{
  batch_clear_results(b);
  reuse(&b->file);
  reuse(&b->in);
  reuse(&b->detail);
  b->part = PART_NONE;
  b->begins = b->ends = false;
  b->size = b->first_line = b->line_count = 0;
  b->table = (table){0};
  b->encoding = b->guess = b->notice = NULL;
  b->bad = b->first_bad = 0;
  b->failure = (trouble){.id = PROBLEM_NONE};
}
