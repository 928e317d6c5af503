/* bench_work.c - see bench_work.h. */
#define _POSIX_C_SOURCE 200809L

#include "bench_work.h"

#include <stdlib.h> /* qsort */
#include <time.h>   /* clock_gettime */

#define RUN_SECONDS 0.02 /* at least, for one run of one work */

double bench_seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static bool pass(const bench_text *text, const bench_work *work)
{
  size_t start = 0;
  bool ok = true;
  for (size_t i = 0; i < text->count; i++) {
    ok = work->one(work->state, text->bytes + start, text->ends[i] - start) && ok;
    start = text->ends[i];
  }
  return ok;
}

/* 10^6 bytes a second; 0 if the work failed. */
static double run(const bench_text *text, const bench_work *work)
{
  double start = bench_seconds(), spent = 0, bytes = 0;
  do {
    if (!pass(text, work)) {
      return 0;
    }
    bytes += (double)text->ends[text->count - 1];
    spent = bench_seconds() - start;
  } while (spent < RUN_SECONDS);
  return bytes / spent / 1e6;
}

static int compare(const void *left, const void *right)
{
  const double *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

static double median(const double *values, size_t count, double *least, double *most)
{
  double sorted[BENCH_RUNS_MOST];
  for (size_t i = 0; i < count; i++) {
    sorted[i] = values[i];
  }
  qsort(sorted, count, sizeof *sorted, compare);
  *least = sorted[0];
  *most = sorted[count - 1];
  return sorted[count / 2];
}

bool bench_measure(const bench_text *text, const bench_work *works, size_t count, size_t runs,
                   bench_speed *speeds)
{
  double rates[BENCH_WORKS_MOST][BENCH_RUNS_MOST], ratios[BENCH_RUNS_MOST], least, most;
  for (size_t w = 0; w < count; w++) {
    if (!pass(text, &works[w])) { /* warms caches, and grows documents to their size */
      return false;
    }
  }
  for (size_t r = 0; r < runs; r++) {
    for (size_t w = 0; w < count; w++) {
      rates[w][r] = run(text, &works[w]);
      if (rates[w][r] <= 0) {
        return false;
      }
    }
  }
  for (size_t w = 0; w < count; w++) {
    speeds[w].median = median(rates[w], runs, &speeds[w].least, &speeds[w].most);
    for (size_t r = 0; r < runs; r++) {
      ratios[r] = rates[w][r] / rates[0][r];
    }
    speeds[w].ratio = median(ratios, runs, &least, &most);
  }
  return true;
}
