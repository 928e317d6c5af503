/* pool.c - see pool.h. */
#include "pool.h"

#include <signal.h> /* pthread_sigmask, sigaddset */
#include <stdlib.h> /* calloc, free */

#include "clean_batch.h"

#define SLOTS_PER_JOB 3u /* one at work, one waiting for work, one waiting for its turn */
#define BYTES_PER_JOB ((size_t)1 << 20) /* under way; one batch alone may be larger */

/* ---- Threads -------------------------------------------------------------------- */

static void *work(void *argument)
{
  pool *p = argument;
  pthread_mutex_lock(&p->lock);
  worker *own = &p->plan.workers[p->next_worker++];
  for (;;) {
    while (p->taken == p->given && !p->ends) {
      pthread_cond_wait(&p->filled, &p->lock);
    }
    if (p->taken == p->given) {
      break;
    }
    size_t place = p->taken++ % p->slots;
    pthread_mutex_unlock(&p->lock);
    clean_batch(own, &p->batches[place]);
    pthread_mutex_lock(&p->lock);
    p->done[place] = true;
    if (place == p->written % p->slots) {
      pthread_cond_signal(&p->ready);
    }
  }
  pthread_mutex_unlock(&p->lock);
  return NULL;
}

/* Signals that end the command are for the writer, which knows when all is whole. The others
 * do not get them: threads begin with the mask of the caller, and the writer lifts it. */
static void mask_signals(int how)
{
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGHUP);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(how, &set, NULL);
}

static bool is_next_ready(const pool *p)
{
  return p->written < p->given && p->done[p->written % p->slots];
}

/* Waits for the next batch in order. False: there is none any more. */
static bool await_next(pool *p)
{
  if (!is_next_ready(p)) {
    pthread_mutex_unlock(&p->lock);
    p->plan.rest(p->plan.context);
    pthread_mutex_lock(&p->lock);
  }
  while (!is_next_ready(p) && !(p->ends && p->written == p->given)) {
    pthread_cond_wait(&p->ready, &p->lock);
  }
  return is_next_ready(p);
}

static void *write_in_order(void *argument)
{
  pool *p = argument;
  mask_signals(SIG_UNBLOCK);
  pthread_mutex_lock(&p->lock);
  while (await_next(p)) {
    size_t place = p->written % p->slots;
    batch *b = &p->batches[place];
    size_t size = b->size;
    pthread_mutex_unlock(&p->lock);
    p->plan.take(p->plan.context, b);
    batch_clear(b);
    pthread_mutex_lock(&p->lock);
    p->done[place] = false;
    p->bytes -= size;
    p->written++;
    pthread_cond_signal(&p->freed);
  }
  pthread_mutex_unlock(&p->lock);
  return NULL;
}

/* ---- Begin and end --------------------------------------------------------------- */

static void start_threads(pool *p)
{
  mask_signals(SIG_BLOCK);
  if (pthread_create(&p->writer, NULL, write_in_order, p) != 0) {
    mask_signals(SIG_UNBLOCK);
    return;
  }
  while (p->thread_count < p->plan.jobs &&
         pthread_create(&p->threads[p->thread_count], NULL, work, p) == 0) {
    p->thread_count++;
  }
  if (p->thread_count == 0) { /* without workers the writer has nothing to do */
    pthread_mutex_lock(&p->lock);
    p->ends = true;
    pthread_cond_signal(&p->ready);
    pthread_mutex_unlock(&p->lock);
    pthread_join(p->writer, NULL);
    mask_signals(SIG_UNBLOCK);
  }
}

bool pool_begin(pool *p, const pool_plan *plan)
{
  *p = (pool){.plan = *plan, .slots = plan->jobs > 1 ? SLOTS_PER_JOB * plan->jobs : 1};
  pthread_mutex_init(&p->lock, NULL);
  pthread_cond_init(&p->filled, NULL);
  pthread_cond_init(&p->ready, NULL);
  pthread_cond_init(&p->freed, NULL);
  p->threads = calloc(plan->jobs, sizeof *p->threads);
  p->done = calloc(p->slots, sizeof *p->done);
  p->batches = calloc(p->slots, sizeof *p->batches);
  bool good = p->threads && p->done && p->batches;
  for (size_t i = 0; good && i < p->slots; i++) {
    good = batch_begin(&p->batches[i]);
  }
  if (good && plan->jobs > 1) {
    start_threads(p);
  }
  return good;
}

static void join_threads(pool *p)
{
  pthread_mutex_lock(&p->lock);
  p->ends = true;
  pthread_cond_broadcast(&p->filled);
  pthread_cond_signal(&p->ready);
  pthread_mutex_unlock(&p->lock);
  for (size_t i = 0; i < p->thread_count; i++) {
    pthread_join(p->threads[i], NULL);
  }
  pthread_join(p->writer, NULL);
  mask_signals(SIG_UNBLOCK);
}

void pool_end(pool *p)
{
  if (p->slots == 0) {
    return; /* it was never begun */
  }
  if (p->thread_count > 0) {
    join_threads(p);
  }
  for (size_t i = 0; p->batches && i < p->slots; i++) {
    batch_end(&p->batches[i]);
  }
  pthread_mutex_destroy(&p->lock);
  pthread_cond_destroy(&p->filled);
  pthread_cond_destroy(&p->ready);
  pthread_cond_destroy(&p->freed);
  free(p->batches);
  free(p->done);
  free(p->threads);
}

/* ---- The reader's side ------------------------------------------------------------ */

batch *pool_batch(pool *p)
{
  if (p->thread_count == 0) {
    return &p->batches[0];
  }
  pthread_mutex_lock(&p->lock);
  while (p->given - p->written == p->slots) {
    pthread_cond_wait(&p->freed, &p->lock);
  }
  batch *b = &p->batches[p->given % p->slots];
  pthread_mutex_unlock(&p->lock);
  return b;
}

void pool_give(pool *p, batch *b)
{
  if (p->thread_count == 0) {
    clean_batch(&p->plan.workers[0], b);
    p->plan.take(p->plan.context, b);
    batch_clear(b);
    return;
  }
  pthread_mutex_lock(&p->lock);
  while (p->bytes > 0 && p->bytes + b->size > BYTES_PER_JOB * p->plan.jobs) {
    pthread_cond_wait(&p->freed, &p->lock);
  }
  p->bytes += b->size;
  p->given++;
  pthread_cond_signal(&p->filled);
  pthread_mutex_unlock(&p->lock);
}
