/* bench_work.h - measures several pieces of work on one text so that they can be compared.
 *
 * A shared machine is now fast, now slow. So the works take turns, a few milliseconds of
 * processor time each; a ratio is that of neighbours, and the median of all is given. */
#ifndef BENCH_WORK_H
#define BENCH_WORK_H

#include "bench_text.h"

enum { BENCH_WORKS_MOST = 40, BENCH_RUNS_MOST = 99 };

/* One article. What it makes goes to `state`; false: it failed. */
typedef bool bench_do(void *state, const char *article, size_t size);

typedef struct bench_work {
  const char *name;
  bench_do *one;
  void *state;
} bench_work;

typedef struct bench_speed { /* 10^6 bytes a second of processor time */
  double median, least, most;
  double ratio;        /* to the first work: the median of what neighbouring runs gave */
  double instructions; /* a byte; 0 where the system does not let them be counted */
} bench_speed;

/* Measures the works. False: one failed. */
bool bench_measure(const bench_text *text, const bench_work *works, size_t count, size_t runs,
                   bench_speed *speeds);

/* Processor time of this process. */
double bench_seconds(void);

#endif
