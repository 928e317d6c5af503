/* arena.h - all memory of a document. Layer 1.
 *
 * Memory is taken from chunks and given back all at once. After the first few
 * articles of a size one chunk holds a whole article, and nothing is allocated.
 *
 * An arena that failed stays failed until its reset. tc_push() then hands out a
 * slot that nobody reads, so that a stage needs no check per item: the pipeline
 * asks tc_arena_failed() once after each stage. tc_arena_take() gives NULL. */
#ifndef TC_ARENA_H
#define TC_ARENA_H

#include "base.h"

#define TC_SLOT_SIZE 64 /* the largest item of a list */
#define TC_ALIGN 16u

typedef struct tc_chunk tc_chunk;

typedef struct tc_arena {
  textclean_alloc alloc;
  tc_chunk *chunk; /* the newest; older ones behind it */
  char *next;      /* what is free in the newest begins there, */
  size_t left;     /* so many bytes, aligned, too; none after a failure */
  size_t older;    /* bytes taken from older chunks since the reset */
  size_t peak;     /* the most that was taken since then, before some of it was given back */
  bool failed;
  _Alignas(TC_ALIGN) char slot[TC_SLOT_SIZE]; /* what tc_push() hands out after a failure */
} tc_arena;

static inline size_t tc_aligned(size_t size)
{
  return (size + (TC_ALIGN - 1)) & ~(size_t)(TC_ALIGN - 1);
}

void tc_arena_init(tc_arena *arena, const textclean_alloc *alloc);
void tc_arena_free(tc_arena *arena);

/* Forgets all that was taken; keeps memory for as much again. */
void tc_arena_reset(tc_arena *arena);

/* For an arena of which nothing is taken: `size` bytes are going to be. May fail as a take does. */
void tc_arena_expect(tc_arena *arena, size_t size);

void *tc_arena_take_slowly(tc_arena *arena, size_t size);

/* Memory for `size` bytes, aligned to TC_ALIGN, not cleared. NULL on failure. */
static inline void *tc_arena_take(tc_arena *arena, size_t size)
{
  if (size - 1 >= arena->left) { /* none at all, too */
    return tc_arena_take_slowly(arena, size);
  }
  void *p = arena->next;
  size = tc_aligned(size);
  arena->next += size;
  arena->left -= size;
  return p;
}

/* Gives back the end of the newest piece, of which only `size` bytes are kept. */
void tc_arena_trim(tc_arena *arena, void *newest, size_t size);

/* Bytes that were taken since the reset and not given back. */
size_t tc_arena_taken(const tc_arena *arena);

static inline bool tc_arena_failed(const tc_arena *arena)
{
  return arena->failed;
}

/* A growing list lives in one arena. Start from all zero. */
#define TC_LIST(type)                                                                              \
  struct {                                                                                         \
    type *at;                                                                                      \
    uint32_t count, room;                                                                          \
  }

/* Room for more items than `count`: the items, moved if need be; NULL on failure. */
void *tc_arena_more(tc_arena *arena, void *items, uint32_t count, uint32_t *room, size_t item_size);

/* A void pointer to a new item at the end of `list`; what it holds is not defined. */
#define tc_push(arena, list)                                                                       \
  ((list)->count < (list)->room ||                                                                 \
           ((list)->at = tc_arena_more((arena), (list)->at, (list)->count, &(list)->room,          \
                                       sizeof *(list)->at)) != NULL                                \
       ? (void *)&(list)->at[(list)->count++]                                                      \
       : tc_push_failed((arena), &(list)->count, &(list)->room))

void *tc_push_failed(tc_arena *arena, uint32_t *count, uint32_t *room);

#endif
