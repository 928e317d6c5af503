/* batch.c - see batch.h. */
#include "batch.h"

#define USUAL_CAPACITY ((size_t)1 << 20)

bool batch_begin(batch *b)
{
  *b = (batch){.failure = {.id = PROBLEM_NONE}};
  return tally_begin(&b->tally);
}

void batch_end(batch *b)
{
  buffer *all[] = {&b->file, &b->in, &b->detail, &b->out, &b->troubles, &b->words};
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
  b->failure = (trouble){.id = PROBLEM_NONE};
}
