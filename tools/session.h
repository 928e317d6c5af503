/* session.h - what one run of the command holds.
 *
 * The caller's thread reads; the writer may be another (see pool.h). What they share is
 * atomic, or set before the first batch is handed on. */
#ifndef SESSION_H
#define SESSION_H

#include <stdatomic.h> /* atomic_bool, atomic_size_t */
#include <stdbool.h>   /* bool */
#include <stddef.h>    /* size_t */
#include <sys/types.h> /* dev_t, ino_t */

#include <textclean.h>

#include "feed.h"
#include "options.h"
#include "output.h"
#include "place.h"
#include "pool.h"
#include "problems.h"
#include "progress.h"
#include "source.h"
#include "worker.h"

typedef enum exit_status { EXIT_DONE = 0, EXIT_FOUND = 1, EXIT_TROUBLE = 2 } exit_status;

typedef struct session {
  const options *options;
  textclean *cleaner;
  looks look;
  reviews reviews;
  worker *workers;
  size_t worker_count;
  bool has_begun; /* all of the workers are at work */
  pool pool;
  atomic_bool stopped;         /* no memory, or nowhere to write: nothing more is done */
  atomic_size_t skipped_input; /* the number of one whose rest is not wanted */
  /* ---- The reader's. */
  source source;
  feed feed;
  size_t file_count;    /* that --shard counted */
  uint64_t read_before; /* bytes of the files before the one at hand */
  struct file_id {
    dev_t device;
    ino_t inode;
  } written[2]; /* files that all results, and errors, go to directly */
  size_t written_count;
  bool parts_file; /* --shard parts the only file, if it has lines */
  struct {         /* of a file that is parted; set before its first batch */
    uint64_t start;
    bool has_lines; /* the writer counts them, if the reader did not need to */
    size_t lines;   /* before `start` */
  } shard;
  /* ---- The writer's. */
  output out, errors;
  place place;
  problems problems;
  progress progress;
  struct {
    tally tally;
    bool is_open; /* it has an output of its own */
    bool is_good, is_changed;
    bool skips; /* its rest is not wanted */
  } input;      /* the one at hand */
  tally total;
  size_t input_count;
  uint64_t bytes_in, bytes_out;
  const char *told_guess; /* the last guess of an encoding that was told */
  bool told_field;        /* that a usual name of the text field was taken */
  input_kind last_kind;   /* of the input before */
  bool has_body;          /* the output has more than the head of its format */
  bool has_article;       /* one was printed, so the next needs a line between */
  exit_status status;     /* the worst so far */
} session;

void session_fail(session *s);      /* the status becomes trouble */
void session_no_memory(session *s); /* tells it and stops */
void session_print(session *s, const char *bytes, size_t size);

/* What the format wants before and behind the articles of an output. */
void session_head(session *s);
void session_tail(session *s);

/* Tells that it cannot be written, and stops. Always false. */
bool session_cannot_write(session *s, const output *out);

/* Stops if the output has failed. */
bool session_goes_on(session *s);

/* Counts the lines before the shard; 0 if the file cannot be read any more. */
void session_count_lines(const session *s, size_t *lines);

#endif
