/* place.h - an output for each input: --in-place, and --output with a directory. Each file
 * appears, or is replaced, when it is complete. */
#ifndef PLACE_H
#define PLACE_H

#include <stdbool.h>  /* bool */
#include <sys/stat.h> /* struct stat */

#include "buffer.h"
#include "names.h"
#include "options.h"
#include "output.h"
#include "problems.h"

typedef struct place {
  const options *options;
  bool is_each; /* there is one for each input */
  buffer path;  /* of the output at hand */
  struct stat before;
  names taken; /* outputs of this run */
} place;

/* Finds out whether --output is a directory, that is, one that exists or a name with a
 * slash at its end. */
void place_begin(place *p, const options *o);
void place_end(place *p);

/* What keeps an input from having a place; PROBLEM_NONE: nothing. Its name must not lead out
 * of the directory, and only a regular file is replaced. */
problem_id place_refuses(const place *p, const char *file);

/* Opens the output of an input. False: out->error tells why; EEXIST: an input before it had
 * the same place. */
bool place_open(place *p, output *out, const char *file);

/* Ends it. The file of --in-place stays untouched if nothing changed. False: out->error tells
 * why, and the file is as it was. */
bool place_close(place *p, output *out, bool keep, bool is_changed);

#endif
