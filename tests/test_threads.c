/* test_threads.c - one cleaner shared by many threads, a document each: the same results as
 * on one thread, whatever articles came before. tools/test.sh tsan runs it under TSan. */
#include "unit.h"

#include <pthread.h> /* pthread_create, pthread_join */

#include "invariants.c" /* same_result */

#define THREADS 8
#define ROUNDS 20

static const char *const articles[] = {
    "",
    "A high -quality  word ,and &am&#112;; more( in here )\u3002\u56FD,\u597D  \u7684...",
    "\u6CB3\u897F7\u670826\u65E5\u7535 \u5927\u575D\u4ECA\u5929\u5F00\u59CB\u84C4\u6C34,he said.",
    "e\u0301\u200B\uFF11\uFF12 It\u00E2\u20AC\u2122s late \xFF today.\r\n\r\n\r\nwork work",
    "The mill stands by the river.\n\n\u78E8\u574A\u5728\u6CB3\u8FB9\u3002",
};

#define ARTICLES TC_COUNT(articles)

static textclean *tc;
static textclean_doc *wanted[ARTICLES]; /* cleaned on the main thread; only read by the others */

static textclean_status clean(textclean_doc *d, size_t article)
{
  const char *text = articles[article];
  return textclean_apply(d, (textclean_lang)(article % 3), text, strlen(text));
}

/* Each thread begins at another article. NULL if a result differs. */
static void *clean_many(void *arg)
{
  size_t first = *(const size_t *)arg;
  textclean_doc *d;
  if (textclean_doc_new(tc, &d) != TEXTCLEAN_OK) {
    return NULL;
  }
  void *done = arg;
  for (size_t i = first; i < first + ROUNDS * ARTICLES; i++) {
    if (clean(d, i % ARTICLES) != TEXTCLEAN_OK || !same_result(d, wanted[i % ARTICLES])) {
      done = NULL;
    }
  }
  textclean_doc_free(d);
  return done;
}

static void threads_share_a_cleaner(void **state)
{
  pthread_t threads[THREADS];
  size_t first[THREADS];
  (void)state;
  assert_int_equal(textclean_new(NULL, &tc), TEXTCLEAN_OK);
  for (size_t i = 0; i < ARTICLES; i++) {
    assert_int_equal(textclean_doc_new(tc, &wanted[i]), TEXTCLEAN_OK);
    assert_int_equal(clean(wanted[i], i), TEXTCLEAN_OK);
  }
  for (size_t i = 0; i < THREADS; i++) {
    first[i] = i;
    assert_int_equal(pthread_create(&threads[i], NULL, clean_many, &first[i]), 0);
  }
  for (size_t i = 0; i < THREADS; i++) {
    void *done;
    assert_int_equal(pthread_join(threads[i], &done), 0);
    assert_ptr_equal(done, &first[i]);
  }
  for (size_t i = 0; i < ARTICLES; i++) {
    textclean_doc_free(wanted[i]);
  }
  textclean_free(tc);
}

/* Cleaners are made and freed while others are in use: nothing is global. */
static void *make_and_free(void *arg)
{
  for (int i = 0; i < ROUNDS; i++) {
    textclean_options options = {.struct_size = sizeof options, .rules = i % 2 ? "all" : "none"};
    textclean *made;
    textclean_doc *d;
    if (textclean_new(&options, &made) != TEXTCLEAN_OK) {
      return NULL;
    }
    textclean_status status = textclean_doc_new(made, &d);
    if (status == TEXTCLEAN_OK) {
      status = clean(d, (size_t)i % ARTICLES);
      textclean_doc_free(d);
    }
    textclean_free(made);
    if (status != TEXTCLEAN_OK) {
      return NULL;
    }
  }
  return arg;
}

static void threads_make_their_own_cleaners(void **state)
{
  pthread_t threads[THREADS];
  int token = 0;
  (void)state;
  for (size_t i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_create(&threads[i], NULL, make_and_free, &token), 0);
  }
  for (size_t i = 0; i < THREADS; i++) {
    void *done;
    assert_int_equal(pthread_join(threads[i], &done), 0);
    assert_ptr_equal(done, &token);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(threads_share_a_cleaner),
      cmocka_unit_test(threads_make_their_own_cleaners),
  };
  return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
