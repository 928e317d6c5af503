/* bench_text.h - articles for benchmarks: invented, with words, sentences and paragraphs as long
 * as those of news, always the same ones for the same arguments. */
#ifndef BENCH_TEXT_H
#define BENCH_TEXT_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint64_t */

typedef enum bench_kind {
  BENCH_ENGLISH,
  BENCH_CHINESE,
  BENCH_MIXED,
  BENCH_HOSTILE, /* an article repeats one of some patterns that no stage likes */
  BENCH_KIND_COUNT
} bench_kind;

extern const char *const bench_kind_name[BENCH_KIND_COUNT];

typedef struct bench_order {
  bench_kind kind;
  size_t articles;
  size_t article_size;   /* bytes; an article is as long, or one paragraph longer */
  uint32_t defect_every; /* characters from one defect to the next, on average; 0: none */
  uint64_t seed;
} bench_order;

typedef struct bench_text { /* article i is bytes[ends[i - 1]] to bytes[ends[i]] */
  char *bytes;
  size_t *ends;
  size_t count;
} bench_text;

/* False: no memory; the text is then empty. */
bool bench_text_make(bench_text *text, const bench_order *order);

/* One article, as it is in a file. False: it cannot be read. */
bool bench_text_read(bench_text *text, const char *path);

void bench_text_free(bench_text *text);

#endif
