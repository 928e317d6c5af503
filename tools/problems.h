/* problems.h - inputs and records that could not be cleaned: told, counted, and
 * written to the file of --errors. */
#ifndef PROBLEMS_H
#define PROBLEMS_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "output.h"

typedef enum problem_id {
#define PROBLEM(id, code, what, advice) PROBLEM_##id,
#include "problems.def"
#undef PROBLEM
  PROBLEM_COUNT,
  PROBLEM_NONE = PROBLEM_COUNT
} problem_id;

typedef struct trouble {
  problem_id id;
  const char *file;
  size_t line, byte;  /* from 1; line 0: the file as a whole */
  const char *detail; /* NULL: none */
} trouble;

typedef struct problems {
  output *file;        /* of --errors; NULL: none */
  const char *outcome; /* of a record: what becomes of it */
  bool quiet;
  size_t counts[PROBLEM_COUNT]; /* of records */
  size_t total;                 /* of them */
  size_t inputs;
  size_t told;
} problems;

/* A record. It is told unless that was done often or the user wants quiet. */
void problems_add(problems *p, const trouble *problem);

/* A record that ends the reading: always told. */
void problems_add_last(problems *p, const trouble *problem);

/* An input as a whole: always told. */
void problems_add_input(problems *p, const trouble *problem);

/* The same for one that is no failure: it is not told if the user wants quiet. */
void problems_note_input(problems *p, const trouble *problem);

const char *problem_code(problem_id id); /* static */

/* Tells how many records there were. */
void problems_count(const problems *p);

/* Adds the message as a JSON object with the keys code, line, byte and message, and
 * file in front if wanted. */
void problem_encode(buffer *out, const trouble *problem, bool with_file);

#endif
