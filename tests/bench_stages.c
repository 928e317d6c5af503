/* bench_stages.c - what each stage of the cleaning costs, on text that is clean already.
 *
 *     bench_stages [-s BYTES] [-r RUNS]
 *
 * A stage is done again and again on the same articles, with the results of those before it at
 * hand; so caches are warmer than in earnest, and the sum is a little less than the whole. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>  /* printf */
#include <stdlib.h> /* malloc */
#include <string.h> /* memcpy, memset */
#include <unistd.h> /* getopt */

#include "bench_work.h"
#include "canonicalize.h"
#include "document.h"
#include "libc_alloc.h"
#include "normalize.h"
#include "roles.h"

static const tc_terms no_terms;

typedef struct article { /* all that is known of one */
  tc_text text;
  tc_spans protect;
  tc_paragraphs paragraphs;
  tc_quotes quotes;
  tc_runs runs;
  tc_sentences sentences;
  tc_changes changes;
} article;

typedef struct bench {
  tc_classes classes;
  tc_rule_set rules;
  tc_arena kept, scratch;
  article *articles;
  size_t count, at; /* the next article to be measured */
  tc_document document;
} bench;

/* The works are done on all articles in order; each begins with the first again. */
static article *next(bench *b)
{
  article *a = &b->articles[b->at++ % b->count];
  tc_arena_reset(&b->scratch);
  return a;
}

static tc_findings findings(const article *a)
{
  return (tc_findings){&a->text,
                       &a->paragraphs,
                       &a->protect,
                       &a->runs,
                       &a->quotes,
                       &a->sentences,
                       &a->changes,
                       TC_RULE_ILL_FORMED,
                       TC_RULE_MOJIBAKE,
                       TC_RULE_MOJIBAKE_GBK,
                       a->runs.count ? a->runs.at[0].lang : TEXTCLEAN_EN,
                       &no_terms};
}

static bool do_whole(void *state, const char *bytes, size_t size)
{
  bench *b = state;
  return tc_document_clean(&b->document, &b->classes, &b->rules, NULL, TEXTCLEAN_NONE, bytes,
                           (uint32_t)size) == TEXTCLEAN_OK;
}

static bool do_read(void *state, const char *bytes, size_t size)
{
  bench *b = state;
  tc_text text;
  next(b);
  return tc_text_read(&text, &b->classes, &b->scratch, bytes, (uint32_t)size);
}

/* The plain way, a character at a time: what any program pays that looks at all of them. */
static bool do_read_plain(void *state, const char *bytes, size_t size)
{
  bench *b = state;
  tc_text text;
  next(b);
  return tc_text_read_plain(&text, &b->classes, &b->scratch, bytes, (uint32_t)size);
}

/* The frame of a stage that appends to a list. */
#define STAGE(name, list, call)                                                                    \
  static bool name(void *state, const char *bytes, size_t size)                                    \
  {                                                                                                \
    bench *b = state;                                                                              \
    article *a = next(b);                                                                          \
    list out = {0};                                                                                \
    (void)bytes, (void)size;                                                                       \
    call;                                                                                          \
    return !tc_arena_failed(&b->scratch);                                                          \
  }

STAGE(do_canonicalize, tc_edits, tc_canonicalize(&a->text, &no_terms, &b->rules, &b->scratch, &out))
STAGE(do_protect, tc_spans, tc_protect(&a->text, &b->scratch, &out))
STAGE(do_paragraphs, tc_paragraphs, tc_find_paragraphs(&a->text, &b->scratch, &out))

STAGE(do_quotes, tc_quotes,
      tc_find_quotes(&a->text, &a->paragraphs, &a->protect, &b->scratch, &out))
STAGE(do_runs, tc_runs,
      tc_find_runs(&a->text, &a->paragraphs, &a->protect, NULL, &b->scratch, &out))
STAGE(do_normalize, tc_edits,
      tc_normalize(&a->text, &a->paragraphs, &a->runs, &a->quotes, &a->protect, &no_terms,
                   &b->rules, &b->scratch, &out))
STAGE(do_sentences, tc_sentences,
      tc_find_sentences(&a->text, &a->paragraphs, &a->runs, &a->quotes, &a->protect, &b->scratch,
                        &out))

#define FLAG_STAGE(name, family)                                                                   \
  static bool name(void *state, const char *bytes, size_t size)                                    \
  {                                                                                                \
    bench *b = state;                                                                              \
    tc_findings found = findings(next(b));                                                         \
    tc_flags out = {0};                                                                            \
    (void)bytes, (void)size;                                                                       \
    family(&found, &b->scratch, &out);                                                             \
    return !tc_arena_failed(&b->scratch);                                                          \
  }

FLAG_STAGE(do_flags, tc_find_flags)
FLAG_STAGE(do_untranslated, tc_flag_untranslated)
FLAG_STAGE(do_flag_quotes, tc_flag_quotes)
FLAG_STAGE(do_words, tc_flag_words)
FLAG_STAGE(do_repeated_sentences, tc_flag_repeated_sentences)
FLAG_STAGE(do_fragments, tc_flag_fragments)
FLAG_STAGE(do_truncated, tc_flag_truncated)
FLAG_STAGE(do_characters, tc_flag_characters)
FLAG_STAGE(do_mojibake, tc_flag_mojibake)
FLAG_STAGE(do_mended, tc_flag_mended)
FLAG_STAGE(do_markup, tc_flag_markup)

static bool do_roles(void *state, const char *bytes, size_t size)
{
  article *a = next(state);
  (void)bytes, (void)size;
  for (uint32_t i = 0; i < a->paragraphs.count; i++) {
    a->paragraphs.at[i].role = TEXTCLEAN_BODY;
    a->paragraphs.at[i].traits = 0;
  }
  tc_find_roles(&a->text, &a->paragraphs);
  return true;
}

/* ---- The articles, settled ------------------------------------------------------ */

static bool settle(bench *b, bench_text *text)
{
  char *bytes = malloc(text->ends[text->count - 1] * 2);
  size_t start = 0, size = 0;
  for (size_t i = 0; bytes != NULL && i < text->count; i++) {
    if (!do_whole(b, text->bytes + start, text->ends[i] - start)) {
      break;
    }
    memcpy(bytes + size, b->document.result.text, b->document.result.size);
    size += b->document.result.size;
    start = text->ends[i];
    text->ends[i] = size;
  }
  free(text->bytes);
  text->bytes = bytes;
  return bytes != NULL;
}

static bool analyze(bench *b, article *a, const char *bytes, size_t size)
{
  *a = (article){0};
  if (!tc_text_read(&a->text, &b->classes, &b->kept, bytes, (uint32_t)size)) {
    return false;
  }
  tc_protect(&a->text, &b->kept, &a->protect);
  tc_find_paragraphs(&a->text, &b->kept, &a->paragraphs);
  tc_find_roles(&a->text, &a->paragraphs);
  tc_find_quotes(&a->text, &a->paragraphs, &a->protect, &b->kept, &a->quotes);
  tc_find_runs(&a->text, &a->paragraphs, &a->protect, NULL, &b->kept, &a->runs);
  tc_find_sentences(&a->text, &a->paragraphs, &a->runs, &a->quotes, &a->protect, &b->kept,
                    &a->sentences);
  return !tc_arena_failed(&b->kept);
}

static bool open_bench(bench *b, bench_text *text)
{
  const textclean_alloc alloc = {libc_resize, NULL};
  tc_span bad;
  size_t start = 0;
  memset(b, 0, sizeof *b);
  tc_arena_init(&b->kept, &alloc);
  tc_arena_init(&b->scratch, &alloc);
  tc_document_init(&b->document, &alloc);
  b->count = text->count;
  b->articles = malloc(b->count * sizeof *b->articles);
  bool ok = b->articles != NULL && tc_classes_open(&b->classes) == TEXTCLEAN_OK &&
            tc_rule_set_read(&b->rules, NULL, &bad) && settle(b, text);
  for (size_t i = 0; ok && i < text->count; i++) {
    ok = analyze(b, &b->articles[i], text->bytes + start, text->ends[i] - start);
    start = text->ends[i];
  }
  return ok;
}

static void close_bench(bench *b)
{
  tc_document_free(&b->document);
  tc_arena_free(&b->kept);
  tc_arena_free(&b->scratch);
  tc_classes_close(&b->classes);
  free(b->articles);
}

/* ---- The table ------------------------------------------------------------------ */

static bool print_table(const char *name, bench_text *text, size_t runs)
{
  bench b;
  bool ok = open_bench(&b, text);
  const bench_work works[] = {
      {"the whole", do_whole, &b},
      {"read: classes, events", do_read, &b},
      {"  a character at a time", do_read_plain, &b},
      {"canonicalize", do_canonicalize, &b},
      {"protect", do_protect, &b},
      {"paragraphs", do_paragraphs, &b},
      {"roles", do_roles, &b},
      {"quotes", do_quotes, &b},
      {"runs", do_runs, &b},
      {"normalize", do_normalize, &b},
      {"sentences", do_sentences, &b},
      {"flags", do_flags, &b},
      {"  untranslated", do_untranslated, &b},
      {"  quotes", do_flag_quotes, &b},
      {"  repeated and split words", do_words, &b},
      {"  repeated sentences", do_repeated_sentences, &b},
      {"  fragments", do_fragments, &b},
      {"  truncated", do_truncated, &b},
      {"  characters", do_characters, &b},
      {"  mojibake", do_mojibake, &b},
      {"  mended", do_mended, &b},
      {"  markup", do_markup, &b},
  };
  enum { COUNT = sizeof works / sizeof *works };
  bench_speed speeds[COUNT];
  ok = ok && bench_measure(text, works, COUNT, runs, speeds);
  for (size_t w = 0; ok && w < COUNT; w++) {
    if (w == 0) {
      printf("%-24s %9s %8s %17s\n", name, "ns/byte", "share", "from-to");
    }
    printf("%-24s %9.3f %7.1f%% %9.3f-%.3f\n", works[w].name, 1e3 / speeds[w].median,
           100 / speeds[w].ratio, 1e3 / speeds[w].most, 1e3 / speeds[w].least);
  }
  close_bench(&b);
  return ok;
}

int main(int argc, char **argv)
{
  size_t size = 4096, runs = 9;
  for (int letter; (letter = getopt(argc, argv, "s:r:")) != -1;) {
    unsigned long n = letter == '?' ? 0 : strtoul(optarg, NULL, 10);
    if (n == 0 || (letter == 'r' && n > BENCH_RUNS_MOST)) {
      fprintf(stderr, "usage: %s [-s BYTES] [-r RUNS]\n", argv[0]);
      return 2;
    }
    *(letter == 's' ? &size : &runs) = n;
  }
  bool ok = true;
  for (int kind = 0; ok && kind < BENCH_KIND_COUNT; kind++) {
    bench_text text;
    bench_order order = {(bench_kind)kind, 500000 / size + 1, size, 600, 2026};
    ok = bench_text_make(&text, &order) && print_table(bench_kind_name[kind], &text, runs);
    bench_text_free(&text);
    printf("\n");
  }
  if (!ok) {
    fprintf(stderr, "bench_stages: out of memory\n");
  }
  return ok ? 0 : 1;
}
