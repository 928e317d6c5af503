/* progress.h - a line on the terminal that tells how far the work is. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h> /* bool */
#include <stdint.h>  /* uint64_t */

typedef struct progress {
  bool is_shown;
  uint64_t size;      /* of all inputs; 0: not known */
  double began, last; /* seconds */
} progress;

double progress_now(void); /* seconds of a clock that only goes forward */

void progress_begin(progress *p, bool is_shown, uint64_t size);

/* Shows the line, at most once a second. */
void progress_show(progress *p, uint64_t bytes, uint64_t records, uint64_t errors);

void progress_end(progress *p);

#endif
