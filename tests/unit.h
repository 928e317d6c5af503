/* unit.h - what the unit tests share: cmocka, an allocator that counts and fails at
 * will, a small random generator, and a text with all that the stages find in it.
 *
 * Bytes are copied to memory of their exact size before they are read, so that a
 * sanitizer sees each look too far. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h> /* cmocka.h needs it */
#include <stdarg.h> /* cmocka.h needs it */
#include <stddef.h> /* cmocka.h needs it */
#include <stdint.h> /* cmocka.h needs it */
#include <stdlib.h> /* malloc, free */
#include <string.h> /* memcpy, memset, strlen */

#include <cmocka.h> /* assert_true, cmocka_unit_test, ... */

#include "document.h"
#include "roles.h"

/* ---- Memory ------------------------------------------------------------------ */

typedef struct heap {
  size_t held, most;  /* bytes, now and at most */
  size_t calls;       /* that asked for memory */
  size_t fail_at;     /* the call that fails, counted from 1; 0: none */
  bool fail_on;       /* all calls behind it fail, too */
  size_t wrong_sizes; /* calls with another old_size than the block has */
} heap;

#define HEAP_HEAD 16u /* bytes before a block, which hold its size */

static inline void heap_release(heap *h, char *block, size_t old_size)
{
  size_t size;
  memcpy(&size, block - HEAP_HEAD, sizeof size);
  h->wrong_sizes += size != old_size;
  h->held -= size;
  memset(block, 0x5A, size); /* who reads it now shall see it */
  free(block - HEAP_HEAD);
}

static inline void *heap_resize(void *ctx, void *ptr, size_t old_size, size_t size)
{
  heap *h = ctx;
  if (size == 0) {
    if (ptr) {
      heap_release(h, ptr, old_size);
    }
    return NULL;
  }
  h->calls++;
  if (h->fail_at && (h->calls == h->fail_at || (h->fail_on && h->calls > h->fail_at))) {
    return NULL;
  }
  char *base = malloc(size + HEAP_HEAD);
  assert_non_null(base);
  memcpy(base, &size, sizeof size);
  memset(base + HEAP_HEAD, 0xA5, size); /* nothing may count on zeros */
  h->held += size;
  h->most = h->held > h->most ? h->held : h->most;
  if (ptr) {
    memcpy(base + HEAP_HEAD, ptr, old_size < size ? old_size : size);
    heap_release(h, ptr, old_size);
  }
  return base + HEAP_HEAD;
}

/* ---- Chance ------------------------------------------------------------------ */

static inline uint32_t next_random(uint64_t *seed)
{
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*seed >> 33);
}

/* 0 to most, both in. */
static inline uint32_t up_to(uint64_t *seed, uint32_t most)
{
  return next_random(seed) % (most + 1);
}

/* ---- A text and what is known of it ------------------------------------------ */

typedef struct bench { /* where texts are laid out; one at a time */
  heap memory;
  textclean_alloc alloc;
  tc_classes classes;
  tc_arena arena;
  char *copy;
  tc_text text;
  tc_spans protect;
  tc_paragraphs paragraphs;
  tc_quotes quotes;
  tc_runs runs;
  tc_sentences sentences;
  tc_flags flags;
} bench;

static inline void open_bench(bench *b)
{
  memset(b, 0, sizeof *b);
  b->alloc = (textclean_alloc){heap_resize, &b->memory};
  tc_arena_init(&b->arena, &b->alloc);
  assert_int_equal(tc_classes_open(&b->classes), TEXTCLEAN_OK);
}

static inline void close_bench(bench *b)
{
  tc_arena_free(&b->arena);
  tc_classes_close(&b->classes);
  free(b->copy);
  assert_int_equal(b->memory.held, 0);
  assert_int_equal(b->memory.wrong_sizes, 0);
}

/* Reads a text; its analysis is still empty. */
static inline void lay_bytes(bench *b, const char *bytes, size_t size)
{
  free(b->copy);
  b->copy = malloc(size ? size : 1);
  assert_non_null(b->copy);
  if (size) {
    memcpy(b->copy, bytes, size);
  }
  tc_arena_reset(&b->arena);
  b->protect = (tc_spans){0};
  b->paragraphs = (tc_paragraphs){0};
  b->quotes = (tc_quotes){0};
  b->runs = (tc_runs){0};
  b->sentences = (tc_sentences){0};
  b->flags = (tc_flags){0};
  assert_true(tc_text_read(&b->text, &b->classes, &b->arena, b->copy, (uint32_t)size));
}

static inline void lay(bench *b, const char *text)
{
  lay_bytes(b, text, strlen(text));
}

/* The stages behind canonicalizing, in their order, without edits. */
static inline void analyze_bytes(bench *b, const char *bytes, size_t size)
{
  lay_bytes(b, bytes, size);
  tc_protect(&b->text, &b->arena, &b->protect);
  tc_find_paragraphs(&b->text, &b->arena, &b->paragraphs);
  tc_find_roles(&b->text, &b->paragraphs);
  tc_find_quotes(&b->text, &b->paragraphs, &b->protect, &b->arena, &b->quotes);
  tc_find_runs(&b->text, &b->paragraphs, &b->protect, NULL, &b->arena, &b->runs);
  tc_find_sentences(&b->text, &b->paragraphs, &b->runs, &b->quotes, &b->protect, &b->arena,
                    &b->sentences);
  assert_false(tc_arena_failed(&b->arena));
}

static inline void analyze(bench *b, const char *text)
{
  analyze_bytes(b, text, strlen(text));
}

/* The flags of an analyzed text that should be in `target`. */
static inline void flag(bench *b, textclean_lang target)
{
  static const tc_changes none;
  tc_findings found = {.text = &b->text,
                       .paragraphs = &b->paragraphs,
                       .protect = &b->protect,
                       .runs = &b->runs,
                       .quotes = &b->quotes,
                       .sentences = &b->sentences,
                       .changes = &none,
                       .ill_formed_rule = TC_RULE_ILL_FORMED,
                       .mojibake_rule = TC_RULE_MOJIBAKE,
                       .gbk_rule = TC_RULE_MOJIBAKE_GBK,
                       .target = target};
  tc_find_flags(&found, &b->arena, &b->flags);
  assert_false(tc_arena_failed(&b->arena));
}

/* ---- What was found, as one string: `en:The first.|zh:第二。` -- */

typedef struct row {
  char text[4096];
  size_t size;
} row;

static inline void add_to_row(row *r, const char *label, const bench *b, tc_span at)
{
  size_t length = at.end - at.start, label_size = strlen(label);
  assert_true(at.start <= at.end && at.end <= b->text.size);
  assert_true(r->size + length + label_size + 3 < sizeof r->text);
  if (r->size) {
    r->text[r->size++] = '|';
  }
  memcpy(r->text + r->size, label, label_size);
  r->size += label_size;
  if (label_size) {
    r->text[r->size++] = ':';
  }
  memcpy(r->text + r->size, b->copy + at.start, length);
  r->size += length;
  r->text[r->size] = '\0';
}

#endif
