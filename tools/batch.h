/* batch.h - a piece of an input on its way through the command.
 *
 *   feed.c (reads) ─ in ─▶ clean_batch.c (cleans) ─ out ─▶ writer.c (writes, in order)
 *
 * Many small records travel together, so that handing them on costs little each. A
 * batch is one thread's at a time; pool.c says whose. */
#ifndef BATCH_H
#define BATCH_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint64_t */

#include "buffer.h"
#include "options.h"
#include "problems.h"
#include "table.h"
#include "tally.h"

typedef enum batch_part {
  PART_NONE,  /* no text: it only begins or ends an input, or tells that it failed */
  PART_LINES, /* whole lines with their ends */
  PART_LARGE, /* the beginning of a line that is larger than the limit */
  PART_MORE,  /* the rest of it, piece by piece */
  PART_WHOLE  /* a file that is one article */
} batch_part;

typedef struct batch { /* its memory serves batch after batch */
  /* ---- Set by the reader. */
  buffer file;         /* name of the input, with its NUL */
  size_t input_number; /* from 1 */
  input_kind kind;
  table table;          /* of INPUT_TSV */
  const char *encoding; /* that the input had, static; NULL: UTF-8 */
  batch_part part;
  bool begins, ends; /* the input does so here */
  buffer in;
  size_t size;       /* of `in` when it was filled */
  size_t first_line; /* number of its first line */
  size_t line_count;
  uint64_t position;       /* in all inputs, behind it; for the progress line */
  trouble failure;         /* of the input as a whole; PROBLEM_NONE: none */
  buffer detail;           /* memory of the detail of `failure` */
  const char *guess;       /* the encoding that its bytes told, to be told in turn; NULL: none */
  uint64_t bad, first_bad; /* parts of it that became U+FFFD; where the first stands */
  const char *notice;      /* static words about the input; NULL: none */
  /* ---- Set by a worker; all of it before what the reader found to fail. */
  buffer out;
  buffer troubles; /* of records: batch_trouble() gives each */
  buffer details;  /* their details, with a NUL each */
  buffer words;    /* --summary, safe to show */
  tally tally;
  const char *field; /* a usual field that was taken and is to be told; NULL: none */
  bool has_article;  /* `out` begins with an article that is parted from the last one */
  bool is_changed;   /* `out` is not `in` */
  bool ended;        /* the last trouble ends the reading */
  bool no_memory;
} batch;

void batch_add_trouble(batch *b, const trouble *problem); /* its detail is copied */
size_t batch_trouble_count(const batch *b);
trouble batch_trouble(const batch *b, size_t i);

bool batch_begin(batch *b); /* False: no memory. */
void batch_end(batch *b);

/* For another piece. Memory beyond the usual is given back. */
void batch_clear(batch *b);

/* Forgets what a worker set. */
void batch_clear_results(batch *b);

#endif
