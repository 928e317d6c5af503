/* pool.h - batches go round: filled by the one who reads, cleaned by workers, taken in
 * their order by a writer.
 *
 *      ┌──────────────────────────── free ◀────────────────────────────┐
 *      └▶ pool_batch ─ pool_give ─▶ filled ─ work() ─▶ done ─ take() ──┘
 *
 * The batches stand in a ring, so that at most as many are under way as it has places,
 * and the order needs no numbers. With one job there are no threads: pool_give() does
 * the work and the taking. */
#ifndef POOL_H
#define POOL_H

#include <pthread.h> /* pthread_t, pthread_mutex_t, pthread_cond_t */
#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "batch.h"
#include "worker.h"

typedef struct pool_plan {
  worker *workers; /* one for each job */
  size_t jobs;
  void (*take)(void *context, batch *b); /* in order, all by one thread */
  void (*rest)(void *context);           /* by it too: before it waits */
  void *context;
} pool_plan;

typedef struct pool {
  pool_plan plan;
  batch *batches;
  bool *done; /* of a batch: its worker is ready */
  size_t slots;
  /* Counts of batches so far: written <= taken <= given <= written + slots. */
  size_t given, taken, written;
  size_t bytes; /* of the texts under way */
  bool ends;
  size_t next_worker, thread_count; /* thread_count 0: no threads */
  pthread_t *threads, writer;
  pthread_mutex_t lock; /* of all of this but the batches themselves */
  pthread_cond_t filled, ready, freed;
} pool;

/* False: no memory. If the system gives fewer threads than jobs, those must do. */
bool pool_begin(pool *p, const pool_plan *plan);

/* Waits until all is taken, and frees all. */
void pool_end(pool *p);

/* A free batch, cleared; waits for it. The last one must have been given. */
batch *pool_batch(pool *p);

/* Hands on the batch that pool_batch() gave. Waits while there is too much under way, so
 * that memory is bounded also when texts are large. */
void pool_give(pool *p, batch *b);

#endif
