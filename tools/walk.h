/* walk.h - the files below a directory, in byte order of their names. */
#ifndef WALK_H
#define WALK_H

#include <stdbool.h>   /* bool */
#include <stddef.h>    /* size_t */
#include <sys/types.h> /* dev_t, ino_t */

#include "buffer.h"
#include "fault.h"
#include "options.h"

typedef struct walk_level { /* a directory that is being gone through */
  buffer names;             /* with a NUL each */
  const char **sorted;
  size_t count, next;
  size_t path_size; /* of the path up to it */
  dev_t device;
  ino_t inode;
} walk_level;

typedef struct walk { /* start from all zero */
  const options *options;
  buffer path;      /* of what is at hand, with a NUL */
  size_t root_size; /* of the path that it began with, with its slash */
  bool has_output;  /* the directory of --output, which is passed over */
  dev_t output_device;
  ino_t output_inode;
  walk_level *levels;
  size_t depth, capacity;
} walk;

typedef enum walk_result {
  WALK_FILE,
  WALK_TROUBLE, /* what stands at the path cannot be gone through: the fault tells why */
  WALK_END
} walk_result;

/* False: *f tells why; it is still to be ended. */
bool walk_begin(walk *w, const options *o, const char *directory, fault *f);
void walk_end(walk *w);

/* The path lives until the next call. Passed over are the directory of --output, and what
 * this command may have left unfinished: names that end in .textclean- and six letters. Only
 * regular files are given, and with
 * --dereference what symbolic links lead to. */
walk_result walk_next(walk *w, const char **path, fault *f);

#endif
