/* example_alloc.c - memory from the caller's own allocator, which has a limit: a server
 * keeps each article from taking more than its share. */
#include <stdio.h>     /* printf */
#include <stdlib.h>    /* free, realloc */
#include <textclean.h> /* the library */

typedef struct budget {
  size_t held, most, limit;
} budget;

/* ptr NULL allocates, size 0 frees. old_size is what was asked for before. */
static void *resize(void *ctx, void *ptr, size_t old_size, size_t size)
{
  budget *b = ctx;
  if (size == 0) {
    b->held -= ptr ? old_size : 0;
    free(ptr);
    return NULL;
  }
  size_t others = b->held - (ptr ? old_size : 0);
  if (size > b->limit - others) {
    return NULL; /* textclean_apply() gives TEXTCLEAN_ENOMEM, and goes on with the next */
  }
  void *moved = realloc(ptr, size);
  if (moved) {
    b->held = others + size;
    b->most = b->held > b->most ? b->held : b->most;
  }
  return moved;
}

int main(void)
{
  static char large[1 << 20]; /* a megabyte of nothing is an article, too */
  static const char small[] = "The  mill.";
  budget b = {.limit = 1 << 20};
  textclean_alloc alloc = {resize, &b};
  textclean_options options = {.struct_size = sizeof options, .alloc = &alloc};
  textclean *tc = NULL;
  textclean_doc *doc = NULL;
  if (textclean_new(&options, &tc) != TEXTCLEAN_OK || textclean_doc_new(tc, &doc) != TEXTCLEAN_OK) {
    return 1;
  }
  textclean_status status = textclean_apply(doc, TEXTCLEAN_NONE, large, sizeof large);
  printf("a large article: %s\n", textclean_strerror(status));
  status = textclean_apply(doc, TEXTCLEAN_NONE, small, sizeof small - 1);
  printf("a small one: %s\n", textclean_strerror(status));
  textclean_doc_free(doc);
  textclean_free(tc);
  printf("within the limit: %s; held at the end: %zu\n", b.most <= b.limit ? "yes" : "no", b.held);
  return 0;
}

/* Prints:
 * a large article: out of memory
 * a small one: no error
 * within the limit: yes; held at the end: 0 */
