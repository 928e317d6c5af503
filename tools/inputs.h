/* inputs.h - the files to read, one after another: those of the command line, then
 * those of --files-from; for a directory, what is in it. */
#ifndef INPUTS_H
#define INPUTS_H

#include <stdio.h> /* FILE */

#include "walk.h"

typedef struct inputs {
  const char *name; /* the file, or what the fault is with; until the next call */
  fault fault;
  /* inner */
  const options *options;
  size_t next_operand;
  FILE *list;
  bool list_ended;
  buffer listed; /* the name that was read from the list */
  bool walks;
  walk walk;
  const char *directory; /* that the walk began at */
  size_t found;          /* in it */
} inputs;

typedef enum inputs_result {
  INPUTS_FILE,    /* of this name; "-" is standard input */
  INPUTS_EMPTY,   /* a directory without a file to read */
  INPUTS_TROUBLE, /* it cannot be read; there may be more */
  INPUTS_END
} inputs_result;

void inputs_begin(inputs *in, const options *o);
void inputs_end(inputs *in);

inputs_result inputs_next(inputs *in);

#endif
