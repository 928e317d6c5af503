/* feed.c - see feed.h. */
#include "feed.h"

#include <string.h> /* strlen */

#define BATCH_LINES 4096u /* bounds what is kept for each line */

void feed_input(feed *f, const char *file)
{
  f->file = file;
  f->input_number++;
  f->begun = true;
  f->kind = INPUT_TEXT;
  f->table = (table){0};
  f->encoding = NULL;
  f->in_large = false;
}

void feed_begin(feed *f, input_kind kind)
{
  f->kind = kind;
  f->begun = false;
}

static batch *at_hand(feed *f)
{
  if (!f->filling) {
    batch *b = pool_batch(f->pool);
    buffer_add(&b->file, f->file, strlen(f->file) + 1);
    b->kind = f->kind;
    b->table = f->table;
    b->encoding = f->encoding;
    b->input_number = f->input_number;
    b->begins = !f->begun;
    f->begun = true;
    f->filling = b;
  }
  return f->filling;
}

static void give(feed *f)
{
  batch *b = f->filling;
  b->size = b->in.size;
  b->position = f->position;
  f->filling = NULL;
  pool_give(f->pool, b);
}

void feed_flush(feed *f)
{
  if (f->filling && f->filling->in.size > 0) {
    give(f);
  }
}

static void fill(feed *f, batch_part part, const input_line *text)
{
  batch *b = at_hand(f);
  b->part = part;
  buffer_add(&b->in, text->bytes, text->size + text->end_size);
  if (b->line_count++ == 0) {
    b->first_line = text->number;
  }
}

void feed_line(feed *f, const input_line *line)
{
  if (f->filling &&
      (f->filling->in.size + line->size > FEED_BATCH || f->filling->encoding != f->encoding)) {
    feed_flush(f);
  }
  fill(f, PART_LINES, line);
  if (f->filling->in.size >= FEED_BATCH || f->filling->line_count == BATCH_LINES) {
    give(f);
  }
}

void feed_part(feed *f, const input_line *part, bool has_more)
{
  feed_flush(f);
  fill(f, f->in_large ? PART_MORE : PART_LARGE, part);
  f->in_large = has_more;
  give(f);
}

void feed_whole(feed *f, const input_line *whole)
{
  fill(f, PART_WHOLE, whole);
}

void feed_fail(feed *f, problem_id id, const char *detail)
{
  batch *b = at_hand(f);
  b->failure = (trouble){.id = id};
  if (detail) {
    buffer_add(&b->detail, detail, strlen(detail) + 1);
    b->failure.detail = b->detail.failed ? NULL : b->detail.bytes;
  }
}

void feed_notice(feed *f, const char *words)
{
  at_hand(f)->notice = words;
}

void feed_decoded(feed *f, const char *guess, uint64_t bad, uint64_t first_bad)
{
  if (f->filling && f->filling->encoding != f->encoding) {
    feed_flush(f);
  }
  batch *b = at_hand(f);
  b->encoding = f->encoding;
  b->guess = guess;
  b->bad = bad;
  b->first_bad = first_bad;
}

void feed_end(feed *f)
{
  at_hand(f)->ends = true;
  give(f);
}
