/* bench_work.c - see bench_work.h. */
#define _POSIX_C_SOURCE 200809L

#ifdef __linux__
#define _GNU_SOURCE /* syscall */
#endif

#include "bench_work.h"

#include <stdlib.h> /* qsort */
#include <time.h>   /* clock_gettime */

#ifdef __linux__
#include <linux/perf_event.h> /* perf_event_attr */
#include <sys/syscall.h>      /* SYS_perf_event_open */
#include <unistd.h>           /* syscall, read, close */
#endif

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

/* Instructions that this process has done, of its own and not of the kernel, since the counter
 * was opened; 0 if there is none: systems that share a processor seldom let it be counted. */
static uint64_t counted(int counter)
{
  uint64_t count = 0;
#ifdef __linux__
  if (counter < 0 || read(counter, &count, sizeof count) != sizeof count) {
    return 0;
  }
#endif
  return count;
}

static int open_counter(void)
{
#ifdef __linux__
  struct perf_event_attr what = {.type = PERF_TYPE_HARDWARE,
                                 .size = sizeof what,
                                 .config = PERF_COUNT_HW_INSTRUCTIONS,
                                 .exclude_kernel = 1,
                                 .exclude_hv = 1};
  return (int)syscall(SYS_perf_event_open, &what, 0, -1, -1, 0);
#else
  return -1;
#endif
}

static void close_counter(int counter)
{
#ifdef __linux__
  if (counter >= 0) {
    close(counter);
  }
#endif
  (void)counter;
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
  int counter = open_counter();
  bool good = true;
  for (size_t w = 0; w < count && good; w++) {
    good = pass(text, &works[w]); /* warms caches, and grows documents to their size */
    uint64_t before = counted(counter);
    good = good && pass(text, &works[w]);
    speeds[w].instructions =
        (double)(counted(counter) - before) / (double)text->ends[text->count - 1];
  }
  close_counter(counter);
  if (!good) {
    return false;
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
