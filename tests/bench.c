/* bench.c - how fast textclean_apply() is, beside what else could be done with the text.
 *
 *     bench [-d CHARACTERS] [-s BYTES] [-r RUNS] [FILE]
 *
 * The texts are those of bench_text.h: -d says how far apart the defects are (0: none; by
 * default 600 characters), -s how long an article is (4096 bytes). With FILE, that one article.
 * Figures are 10^6 bytes a second of processor time: the median of RUNS runs (15), the slowest
 * and the fastest one, the ratio to ICU's sentence iterator (UTF-8 to UTF-16, then all
 * boundaries), which ran just before, and instructions a byte where the system counts them.
 * BENCHMARK.md tells how to read them. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>           /* printf */
#include <stdlib.h>          /* malloc, realloc, strtoul */
#include <string.h>          /* memcpy */
#include <textclean.h>       /* what is measured */
#include <unicode/ubrk.h>    /* UBreakIterator */
#include <unicode/uchar.h>   /* u_charType */
#include <unicode/uscript.h> /* uscript_getScript */
#include <unicode/ustring.h> /* u_strFromUTF8 */
#include <unicode/utf16.h>   /* U16_IS_LEAD, U16_GET_SUPPLEMENTARY */
#include <unicode/utf8.h>    /* U8_NEXT */
#include <unistd.h>          /* getopt */

#include "bench_work.h"

typedef struct heap { /* what the library holds, in bytes */
  size_t held, most, calls;
} heap;

typedef struct bench { /* all that the works need */
  textclean_doc *doc;
  UBreakIterator *sentences;
  UChar *utf16;
  char *copy;
  size_t capacity;      /* of utf16 and copy, in units */
  size_t edits, flags;  /* that textclean found, since they were set to 0 */
  volatile size_t sink; /* so that no compiler drops what is measured */
} bench;

static void *heap_resize(void *ctx, void *ptr, size_t old_size, size_t size)
{
  heap *h = ctx;
  void *p = NULL;
  if (size == 0) {
    free(ptr);
  } else if ((p = realloc(ptr, size)) == NULL) {
    return NULL;
  }
  h->calls += size != 0;
  h->held += size - old_size;
  h->most = h->held > h->most ? h->held : h->most;
  return p;
}

/* ---- What is measured: one article ------------------------------------------ */

static bool do_textclean(void *state, const char *article, size_t size)
{
  bench *b = state;
  size_t edits = 0, flags = 0;
  textclean_status status = textclean_apply(b->doc, TEXTCLEAN_NONE, article, size);
  textclean_edits(b->doc, &edits);
  textclean_flags(b->doc, &flags);
  b->edits += edits;
  b->flags += flags;
  return status == TEXTCLEAN_OK;
}

static int32_t to_utf16(bench *b, const char *article, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = 0;
  u_strFromUTF8(b->utf16, (int32_t)b->capacity, &length, article, (int32_t)size, &error);
  return U_SUCCESS(error) ? length : -1;
}

static bool do_icu(void *state, const char *article, size_t size)
{
  bench *b = state;
  UErrorCode error = U_ZERO_ERROR;
  int32_t length = to_utf16(b, article, size);
  size_t boundaries = 0;
  ubrk_setText(b->sentences, b->utf16, length, &error);
  while (ubrk_next(b->sentences) != UBRK_DONE) {
    boundaries++;
  }
  b->sink += boundaries;
  return length >= 0 && U_SUCCESS(error);
}

/* Runs of one script; what is common or inherited stays in the run around it. */
static bool do_scripts(void *state, const char *article, size_t size)
{
  bench *b = state;
  int32_t length = to_utf16(b, article, size);
  UScriptCode last = USCRIPT_COMMON;
  size_t runs = 0;
  for (int32_t i = 0; i < length;) {
    UErrorCode error = U_ZERO_ERROR;
    UChar32 c = b->utf16[i++];
    if (U16_IS_LEAD(b->utf16[i - 1]) && i < length) {
      c = (UChar32)U16_GET_SUPPLEMENTARY(b->utf16[i - 1], b->utf16[i]);
      i++;
    }
    UScriptCode script = uscript_getScript(c, &error);
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED && script != last) {
      last = script;
      runs++;
    }
  }
  b->sink += runs;
  return length >= 0;
}

/* What any program pays that asks of each character what it is. */
static bool do_class_walk(void *state, const char *article, size_t size)
{
  bench *b = state;
  const uint8_t *bytes = (const uint8_t *)article;
  int32_t c = 0;
  size_t letters = 0;
  for (int32_t i = 0; i < (int32_t)size;) {
    U8_NEXT(bytes, i, (int32_t)size, c);
    letters += c >= 0 && u_charType(c) == U_OTHER_LETTER;
  }
  b->sink += letters;
  return true;
}

static bool do_memcpy(void *state, const char *article, size_t size)
{
  bench *b = state;
  memcpy(b->copy, article, size);
  b->sink += *(volatile char *)(b->copy + size / 2) == '\0';
  return true;
}

/* ---- The table ------------------------------------------------------------------ */

static bool open_bench(bench *b, const bench_text *text, const textclean *tc, const char *locale)
{
  UErrorCode error = U_ZERO_ERROR;
  size_t start = 0;
  *b = (bench){0};
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

/* What one pass over the text finds, and holds. */
static void print_facts(bench *b, const bench_text *text, const heap *h, size_t runs)
{
  size_t size = text->ends[text->count - 1], start = 0, longest = 1;
  double per_100_kb = 1e5 / (double)size;
  size_t calls = h->calls;
  b->edits = b->flags = 0;
  for (size_t i = 0; i < text->count; i++) {
    do_textclean(b, text->bytes + start, text->ends[i] - start);
    longest = text->ends[i] - start > longest ? text->ends[i] - start : longest;
    start = text->ends[i];
  }
  printf("  in 100 kB: %.1f edits, %.1f flags; at most %.1f bytes of memory a byte of the longest"
         " article; %zu allocations in a pass; %zu runs\n\n",
         (double)b->edits * per_100_kb, (double)b->flags * per_100_kb,
         (double)h->most / (double)longest, h->calls - calls, runs);
}

static void print_instructions(const bench_speed *speed)
{
  if (speed->instructions > 0) {
    printf("%.1f instructions a byte\n", speed->instructions);
  } else {
    printf("-\n");
  }
}

static bool print_rows(const char *name, const bench_text *text, size_t runs)
{
  heap h = {0};
  textclean_alloc alloc = {heap_resize, &h};
  textclean_options options = {.struct_size = sizeof options, .alloc = &alloc};
  textclean *tc = NULL;
  bench b;
  if (textclean_new(&options, &tc) != TEXTCLEAN_OK) {
    return false;
  }
  bool ok = open_bench(&b, text, tc, name[0] == 'C' ? "zh" : "en");
  const bench_work works[] = {{"ICU sentences", do_icu, &b},
                              {"textclean", do_textclean, &b},
                              {"ICU script runs", do_scripts, &b},
                              {"ICU class walk", do_class_walk, &b},
                              {"memcpy", do_memcpy, &b}};
  enum { COUNT = sizeof works / sizeof *works };
  bench_speed speeds[COUNT];
  ok = ok && bench_measure(text, works, COUNT, runs, speeds);
  if (ok) {
    printf("%s, %zu articles, %zu bytes\n", name, text->count, text->ends[text->count - 1]);
    for (size_t w = 0; w < COUNT; w++) {
      printf("  %-20s %9.1f MB/s (%.1f-%.1f) %8.2fx  ", works[w].name, speeds[w].median,
             speeds[w].least, speeds[w].most, speeds[w].ratio);
      print_instructions(&speeds[w]);
    }
    print_facts(&b, text, &h, runs);
  }
  close_bench(&b);
  textclean_free(tc);
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
    case 'd':
      ok = number(optarg, 0, 1000000, &s->defect_every);
      break;
    case 's':
      ok = number(optarg, 1, 100000000, &s->article_size);
      break;
    case 'r':
      ok = number(optarg, 1, BENCH_RUNS_MOST, &s->runs);
      break;
    default:
      ok = false;
    }
  }
  s->path = ok ? argv[optind] : NULL;
  if (!ok) {
    fprintf(stderr, "usage: %s [-d CHARACTERS] [-s BYTES] [-r RUNS] [FILE]\n", argv[0]);
  }
  return ok;
}

static bool print_made(const settings *s)
{
  bool ok = true;
  for (int kind = 0; ok && kind < BENCH_KIND_COUNT; kind++) {
    bench_text text;
    bench_order order = {.kind = (bench_kind)kind,
                         .articles = 1000000 / s->article_size + 1,
                         .article_size = s->article_size,
                         .defect_every = s->defect_every,
                         .seed = 2026};
    ok = bench_text_make(&text, &order) && print_rows(bench_kind_name[kind], &text, s->runs);
    bench_text_free(&text);
  }
  return ok;
}

static bool print_file(const settings *s)
{
  bench_text text;
  bool ok = bench_text_read(&text, s->path) && print_rows("the file", &text, s->runs);
  bench_text_free(&text);
  return ok;
}

int main(int argc, char **argv)
{
  settings s = {.defect_every = 600, .article_size = 4096, .runs = 15};
  if (!read_settings(&s, argc, argv)) {
    return 2;
  }
  bool ok = s.path != NULL ? print_file(&s) : print_made(&s);
  if (!ok) {
    fprintf(stderr, "bench: out of memory, unreadable file, or a library refused\n");
  }
  return ok ? 0 : 1;
}
