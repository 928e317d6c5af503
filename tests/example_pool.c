/* example_pool.c - many articles, cleaned by a few threads that share one cleaner. */
#include <pthread.h>   /* pthread_create, pthread_join, mutexes */
#include <stdio.h>     /* printf */
#include <string.h>    /* strlen */
#include <textclean.h> /* the library */

#define THREADS 2

static const char *const articles[] = {
    "The  mill stands by the dam.",
    "水坝昨天修好了,镇上的人都很高兴.",
    "A high -quality school, 举措 and all.",
    "The town of Hexi  has a new bridge.",
};
#define ARTICLES (sizeof articles / sizeof *articles)

typedef struct work { /* shared; `next` by lock, `edits` by article */
  const textclean *tc;
  pthread_mutex_t lock;
  size_t next;
  size_t edits[ARTICLES];
  int failed;
} work;

static size_t take(work *w)
{
  pthread_mutex_lock(&w->lock);
  size_t i = w->next < ARTICLES ? w->next++ : ARTICLES;
  pthread_mutex_unlock(&w->lock);
  return i;
}

static void *clean(void *shared)
{
  work *w = shared;
  textclean_doc *doc = NULL; /* this thread's own; its memory serves all its articles */
  if (textclean_doc_new(w->tc, &doc) != TEXTCLEAN_OK) {
    return NULL; /* the other threads do its work */
  }
  for (size_t i; (i = take(w)) < ARTICLES;) {
    if (textclean_apply(doc, TEXTCLEAN_NONE, articles[i], strlen(articles[i])) == TEXTCLEAN_OK) {
      textclean_edits(doc, &w->edits[i]);
    }
  }
  textclean_doc_free(doc);
  return NULL;
}

int main(void)
{
  textclean *tc = NULL;
  pthread_t threads[THREADS];
  if (textclean_new(NULL, &tc) != TEXTCLEAN_OK) {
    return 1;
  }
  work w = {.tc = tc, .lock = PTHREAD_MUTEX_INITIALIZER};
  size_t started = 0;
  while (started < THREADS && pthread_create(&threads[started], NULL, clean, &w) == 0) {
    started++;
  }
  for (size_t i = 0; i < started; i++) {
    pthread_join(threads[i], NULL);
  }
  for (size_t i = 0; i < ARTICLES; i++) {
    printf("%zu edits: %s\n", w.edits[i], articles[i]);
  }
  textclean_free(tc); /* behind all its documents */
  return started == 0 || w.next < ARTICLES;
}

/* Prints:
 * 1 edits: The  mill stands by the dam.
 * 2 edits: 水坝昨天修好了,镇上的人都很高兴.
 * 1 edits: A high -quality school, 举措 and all.
 * 1 edits: The town of Hexi  has a new bridge. */
