/* fault.h - why reading failed: which problem, and words for it. */
#ifndef FAULT_H
#define FAULT_H

#include "problems.h"

typedef struct fault { /* set by fault_set() and fault_of_system() */
  problem_id id;       /* PROBLEM_NONE: all is well */
  int error;           /* an errno where there is one; never 0 if something is wrong */
  char detail[160];    /* "": none */
} fault;

void fault_clear(fault *f);

/* `detail` may be NULL; of it only what is ASCII is kept. Always false, for `return`. */
bool fault_set(fault *f, problem_id id, int error, const char *detail);

/* PROBLEM_CANNOT_READ, in the words of the system. */
bool fault_of_system(fault *f, int error);

#endif
