/* feed.h - what the reader reads, cut into batches and handed to the pool. */
#ifndef FEED_H
#define FEED_H

#include <stdint.h> /* uint64_t */

#include "pool.h"
#include "source.h"

#define FEED_BATCH 65536u /* bytes of lines that are handed on at once */

typedef struct feed {
  pool *pool;
  batch *filling; /* NULL: none is at hand */
  const char *file;
  size_t input_number;
  input_kind kind;
  table table;          /* of INPUT_TSV; set behind feed_begin() */
  const char *encoding; /* of what comes next, static; NULL: UTF-8 */
  bool begun;           /* its beginning was handed on */
  bool in_large;        /* the next part belongs to the same line */
  uint64_t position;    /* in all inputs; set before each call */
} feed;

/* One input after another: its name, then what is in it, then its end. */
void feed_input(feed *f, const char *file);
void feed_begin(feed *f, input_kind kind); /* It could be opened. */
void feed_line(feed *f, const input_line *line);
void feed_part(feed *f, const input_line *part, bool has_more); /* of a line that is too large */
void feed_whole(feed *f, const input_line *whole);
void feed_fail(feed *f, problem_id id, const char *detail); /* It ends with a failure. */
void feed_end(feed *f);

/* Words about the input, which must be static. */
void feed_notice(feed *f, const char *words);

/* What became of the encoding of the input: the guess, if it was one, and the parts that
 * became U+FFFD. */
void feed_decoded(feed *f, const char *guess, uint64_t bad, uint64_t first_bad);

/* Hands on what is there: there will be nothing more for a while. */
void feed_flush(feed *f);

#endif
