/* bench.c - how fast textclean_apply() is, beside ICU's sentence iterator and memcpy.
 *
 *     bench [-d CHARACTERS] [-s BYTES] [-r RUNS] [FILE]
 *
 * The texts are those of bench_text.h: -d says how far apart the defects are (0: none; by
 * default 600 characters), -s how long an article is (4096 bytes). With FILE, that one article.
 * Figures are 10^6 bytes a second of processor time: the median of RUNS runs (7), then the
 * slowest and the fastest one. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>           /* printf */
#include <stdlib.h>          /* malloc, qsort, strtoul */
#include <string.h>          /* memcpy */
#include <textclean.h>       /* what is measured */
#include <time.h>            /* clock_gettime */
#include <unicode/ubrk.h>    /* UBreakIterator */
#include <unicode/ustring.h> /* u_strFromUTF8 */
#include <unistd.h>          /* getopt */

#include "bench_text.h"

#define MAX_RUNS 99
#define RUN_SECONDS 0.25 /* at least, for one run */

typedef struct bench { /* one at work on one text */
  const bench_text *text;
  size_t size; /* of all articles together */
  textclean_doc *doc;
  UBreakIterator *sentences;
  UChar *utf16;
  char *copy;
  size_t capacity;                 /* of utf16 and copy, in units */
  size_t edits, flags, boundaries; /* in one pass over the text */
  bool failed;
} bench;

typedef struct speed { /* MB/s */
  double median, least, most;
} speed;

/* ---- What is measured: one article ------------------------------------------ */

static void do_textclean(bench *b, const char *article, size_t size)
{
  size_t count = 0;
  b->failed |= textclean_apply(b->doc, TEXTCLEAN_NONE, article, size) != TEXTCLEAN_OK;
  textclean_edits(b->doc, &count);
  b->edits += count;
  textclean_flags(b->doc, &count);
  b->flags += count;
}

static void do_icu(bench *b, const char *article, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = 0;
  u_strFromUTF8(b->utf16, (int32_t)b->capacity, &length, article, (int32_t)size, &error);
  ubrk_setText(b->sentences, b->utf16, length, &error);
  while (ubrk_next(b->sentences) != UBRK_DONE) {
    b->boundaries++;
  }
  b->failed |= U_FAILURE(error);
}

static void do_memcpy(bench *b, const char *article, size_t size)
{
  memcpy(b->copy, article, size);
  /* The copy must look as if somebody read it, or the compiler drops it. */
  b->boundaries += *(volatile char *)(b->copy + size / 2) == '\0';
}

typedef void work(bench *b, const char *article, size_t size);

/* ---- Measuring ---------------------------------------------------------------- */

static double seconds(void)
{
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void pass(bench *b, work *one)
{
  size_t start = 0;
  b->edits = b->flags = b->boundaries = 0;
  for (size_t i = 0; i < b->text->count; i++) {
    one(b, b->text->bytes + start, b->text->ends[i] - start);
    start = b->text->ends[i];
  }
}

static int compare(const void *left, const void *right)
{
  const double *a = left, *b = right;
  return (*a > *b) - (*a < *b);
}

static speed measure(bench *b, work *one, size_t runs)
{
  double rates[MAX_RUNS];
  pass(b, one); /* warms caches, and grows the document to its size */
  for (size_t run = 0; run < runs; run++) {
    double start = seconds(), spent = 0;
    size_t bytes = 0;
    do {
      pass(b, one);
      bytes += b->size;
      spent = seconds() - start;
    } while (spent < RUN_SECONDS);
    rates[run] = (double)bytes / spent / 1e6;
  }
  qsort(rates, runs, sizeof *rates, compare);
  return (speed){rates[runs / 2], rates[0], rates[runs - 1]};
}

/* ---- The table ------------------------------------------------------------------ */

static bool open_bench(bench *b, const bench_text *text, const textclean *tc, const char *locale)
{
  UErrorCode error = U_ZERO_ERROR;
  size_t start = 0;
  *b = (bench){.text = text, .size = text->ends[text->count - 1]};
  for (size_t i = 0; i < text->count; i++) {
    size_t size = text->ends[i] - start;
    b->capacity = size > b->capacity ? size : b->capacity;
    start = text->ends[i];
  }
  b->utf16 = malloc(b->capacity * sizeof *b->utf16);
  b->copy = malloc(b->capacity);
  b->sentences = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &error);
  return textclean_doc_new(tc, &b->doc) == TEXTCLEAN_OK && b->utf16 != NULL && b->copy != NULL &&
         U_SUCCESS(error);
}

static void close_bench(bench *b)
{
  textclean_doc_free(b->doc);
  ubrk_close(b->sentences);
  free(b->utf16);
  free(b->copy);
}

static void print_head(void)
{
  printf("%-9s %9s | %9s %-15s | %9s %-15s | %6s | %8s | %s\n", "text", "bytes", "textclean",
         "(least-most)", "ICU", "(least-most)", "ratio", "memcpy", "in 100 kB: edits flags");
}

static bool print_row(const char *name, const bench_text *text, const textclean *tc, size_t runs)
{
  bench b;
  bool ok = open_bench(&b, text, tc, name[0] == 'C' ? "zh" : "en");
  if (ok) {
    speed own = measure(&b, do_textclean, runs);
    double per_100_kb = 1e5 / (double)b.size;
    double edits = (double)b.edits * per_100_kb, flags = (double)b.flags * per_100_kb;
    speed icu = measure(&b, do_icu, runs);
    speed copy = measure(&b, do_memcpy, runs);
    printf("%-9s %9zu | %9.1f (%5.1f-%5.1f)   |", name, b.size, own.median, own.least, own.most);
    printf(" %9.1f (%5.1f-%5.1f)   |", icu.median, icu.least, icu.most);
    printf(" %5.2fx | %8.0f | %9.1f %7.1f\n", own.median / icu.median, copy.median, edits, flags);
    ok = !b.failed;
  }
  close_bench(&b);
  return ok;
}

typedef struct settings {
  uint32_t defect_every;
  uint32_t article_size;
  uint32_t runs;
  const char *path; /* or NULL */
} settings;

static bool number(const char *text, uint32_t least, uint32_t most, uint32_t *value)
{
  char *end = NULL;
  unsigned long n = strtoul(text, &end, 10);
  if (*text < '0' || *text > '9' || *end != '\0' || n < least || n > most) {
    fprintf(stderr, "bench: %s is no number from %u to %u\n", text, (unsigned)least,
            (unsigned)most);
    return false;
  }
  *value = (uint32_t)n;
  return true;
}

static bool read_settings(settings *s, int argc, char **argv)
{
  bool ok = true;
  for (int letter; ok && (letter = getopt(argc, argv, "d:s:r:")) != -1;) {
    switch (letter) {
    case 'd': ok = number(optarg, 0, 1000000, &s->defect_every); break;
    case 's': ok = number(optarg, 1, 100000000, &s->article_size); break;
    case 'r': ok = number(optarg, 1, MAX_RUNS, &s->runs); break;
    default: ok = false;
    }
  }
  s->path = ok ? argv[optind] : NULL;
  if (!ok) {
    fprintf(stderr, "usage: %s [-d CHARACTERS] [-s BYTES] [-r RUNS] [FILE]\n", argv[0]);
  }
  return ok;
}

static bool print_made(const settings *s, const textclean *tc)
{
  static const char *const names[BENCH_KIND_COUNT] = {"English", "Chinese", "mixed"};
  bool ok = true;
  for (int kind = 0; ok && kind < BENCH_KIND_COUNT; kind++) {
    bench_text text;
    bench_order order = {.kind = (bench_kind)kind,
                         .articles = 1000000 / s->article_size + 1,
                         .article_size = s->article_size,
                         .defect_every = s->defect_every,
                         .seed = 2026};
    ok = bench_text_make(&text, &order) && print_row(names[kind], &text, tc, s->runs);
    bench_text_free(&text);
  }
  return ok;
}

static bool print_file(const settings *s, const textclean *tc)
{
  bench_text text;
  bool ok = bench_text_read(&text, s->path) && print_row("the file", &text, tc, s->runs);
  bench_text_free(&text);
  return ok;
}

int main(int argc, char **argv)
{
  settings s = {.defect_every = 600, .article_size = 4096, .runs = 7};
  textclean *tc = NULL;
  if (!read_settings(&s, argc, argv)) {
    return 2;
  }
  bool ok = textclean_new(NULL, &tc) == TEXTCLEAN_OK;
  print_head();
  ok = ok && (s.path != NULL ? print_file(&s, tc) : print_made(&s, tc));
  textclean_free(tc);
  if (!ok) {
    fprintf(stderr, "bench: out of memory, unreadable file, or a library refused\n");
  }
  return ok ? 0 : 1;
}
