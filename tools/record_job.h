/* record_job.h - one line of JSON lines: what was found in it, and what is wrong.
 *
 * The paths that are looked for: the fields of the text first, then one for each of
 * id, target and into. */
#ifndef RECORD_JOB_H
#define RECORD_JOB_H

#include "json_scan.h"
#include "worker.h"

#define NO_PATH UINT32_MAX

typedef struct paths {
  json_path path[MAX_FIELDS + 4];
  const char *names[MAX_FIELDS]; /* of fields, as given */
  size_t count, field_count;
  uint32_t id, target, into, original; /* places in `path`; NO_PATH: not wanted */
} paths;

typedef struct job { /* the line at hand, and memory for the next */
  worker *worker;
  paths paths;
  input_line line;  /* without a byte order mark in front */
  size_t mark_size; /* of that mark */
  json_record record;
  uint32_t first_field, end_field; /* paths of the fields that count for this record */
  textclean_lang target;
  buffer id;            /* made of file and line, if the record has none */
  const char *id_bytes; /* the one to use */
  size_t id_size;
  const json_match *original;   /* what the text was translated from; NULL: none */
  buffer original_text;         /* decoded */
  buffer decoded, replacements; /* the source; what is to be spliced in */
  buffer patches;               /* json_patch */
  buffer result;                /* the line to put out */
} job;

/* False: a message tells which path is wrong; job_end() is still to be called. */
bool job_begin(job *j, worker *w);
void job_end(job *j);

/* Sets the line at hand and forgets what was found in the one before. */
void job_take_line(job *j, const input_line *line);

/* Scans the line, and finds id, target and texts. PROBLEM_NONE: it can be cleaned. A
 * failure of memory stops the worker. */
trouble job_examine(job *j);

/* The text of a string: decoded into `memory` if it has escapes. NULL: no memory. */
const char *job_decode(const job *j, const json_match *m, buffer *memory, size_t *size);

/* Whether a match is a text to be cleaned. */
bool job_is_text(const job *j, const json_match *m);

/* The number of the line in which a byte of the text at hand stands. */
size_t job_line_of(const job *j, size_t offset);

/* The last text of a field, which is the one that readers of JSON see; NULL: none. */
const json_match *job_last_text(const job *j, uint32_t path);

#endif
