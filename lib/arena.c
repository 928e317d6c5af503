/* arena.c - see arena.h.
 *
 * Chunks form a list from the newest to the oldest:
 *
 *   arena.chunk ─▶ [head|taken...|free] ─▶ [head|taken...] ─▶ NULL
 *
 * A new chunk is at least a sixteenth as large as all before it, so an article costs a
 * logarithmic number of calls to the allocator; the second one is half of that, for an
 * article that just does not fit into the memory of the last one. A reset
 * keeps the newest chunk if everything fitted into it, and replaces all by one
 * that is large enough if not.
 *
 * A list that is the newest piece grows where it is, by half; one that must move, leaving
 * its old items behind, grows to twice its room. */
#include "arena.h"

#include <string.h> /* memcpy */

#define FIRST_CHUNK 4096u
#define FIRST_LIST 128u /* bytes: room for the first items of a list */

struct tc_chunk {
  _Alignas(TC_ALIGN) tc_chunk *older;
  size_t size; /* of the whole chunk, its head too */
};

void tc_arena_init(tc_arena *arena, const textclean_alloc *alloc)
{
  memset(arena, 0, sizeof *arena);
  arena->alloc = *alloc;
}

static void free_chunks(tc_arena *arena, tc_chunk *chunk)
{
  while (chunk) {
    tc_chunk *older = chunk->older;
    arena->alloc.resize(arena->alloc.ctx, chunk, chunk->size, 0);
    chunk = older;
  }
}

void tc_arena_free(tc_arena *arena)
{
  free_chunks(arena, arena->chunk);
  arena->chunk = NULL;
  arena->next = NULL;
  arena->left = 0;
}

/* What is taken of the newest chunk. */
static size_t taken_of_newest(const tc_arena *arena)
{
  return arena->chunk ? arena->chunk->size - sizeof(tc_chunk) - arena->left : 0;
}

size_t tc_arena_taken(const tc_arena *arena)
{
  return arena->older + taken_of_newest(arena);
}

static void note_peak(tc_arena *arena)
{
  size_t taken = tc_arena_taken(arena);
  arena->peak = taken > arena->peak ? taken : arena->peak;
}

/* All of the newest chunk is free. */
static void begin_chunk(tc_arena *arena)
{
  arena->next = (char *)(arena->chunk + 1);
  arena->left = arena->chunk->size - sizeof(tc_chunk);
}

static size_t size_of_all(const tc_arena *arena)
{
  size_t size = 0;
  for (const tc_chunk *chunk = arena->chunk; chunk; chunk = chunk->older) {
    size += chunk->size;
  }
  return size;
}

/* A chunk for `room` bytes. False: no memory. */
static bool add_chunk(tc_arena *arena, size_t room)
{
  size_t size = tc_aligned(room + sizeof(tc_chunk));
  tc_chunk *chunk = arena->alloc.resize(arena->alloc.ctx, NULL, 0, size);
  if (!chunk) {
    return false;
  }
  chunk->older = arena->chunk;
  chunk->size = size;
  arena->older += taken_of_newest(arena);
  arena->chunk = chunk;
  begin_chunk(arena);
  return true;
}

/* A chunk for `least` bytes, and for what may follow. */
static bool grow(tc_arena *arena, size_t least)
{
  size_t part = arena->chunk && arena->chunk->older ? 16 : 32;
  size_t room = arena->chunk ? size_of_all(arena) / part : FIRST_CHUNK;
  return add_chunk(arena, room < least ? least : room);
}

void tc_arena_expect(tc_arena *arena, size_t size)
{
  assert(tc_arena_taken(arena) == 0);
  if (!arena->chunk || arena->chunk->size - sizeof(tc_chunk) < size) {
    tc_arena_free(arena);
    arena->failed = !add_chunk(arena, size);
  }
}

void tc_arena_reset(tc_arena *arena)
{
  note_peak(arena);
  size_t want = arena->peak;
  arena->older = arena->peak = 0;
  arena->failed = false;
  if (arena->chunk && arena->chunk->older) { /* it did not fit: one chunk for all of it next time */
    tc_arena_free(arena);
    (void)add_chunk(arena, want); /* a failure shows at the next take */
  } else if (arena->chunk) {
    begin_chunk(arena);
  }
}

void *tc_arena_take_slowly(tc_arena *arena, size_t size)
{
  size = size ? size : 1;
  if (arena->failed || size > SIZE_MAX / 4 ||
      (size > arena->left && !grow(arena, tc_aligned(size)))) {
    arena->failed = true;
    arena->left = 0;
    return NULL;
  }
  return tc_arena_take(arena, size);
}

void tc_arena_trim(tc_arena *arena, void *newest, size_t size)
{
  char *end = (char *)newest + tc_aligned(size);
  assert(end <= arena->next && !arena->failed);
  note_peak(arena);
  arena->left += (size_t)(arena->next - end);
  arena->next = end;
}

/* Whether a list can grow where it is: it is the newest piece, and there is room. */
static bool can_stay(const tc_arena *arena, const void *items, size_t size, size_t more)
{
  return items && (const char *)items + size == arena->next && more <= arena->left;
}

void *tc_arena_more(tc_arena *arena, void *items, uint32_t count, uint32_t *room, size_t item_size)
{
  assert(item_size <= TC_SLOT_SIZE && 2 * TC_SLOT_SIZE <= FIRST_LIST);
  size_t old_size = tc_aligned((size_t)*room * item_size);
  uint32_t a_half = *room + *room / 2;
  size_t more = tc_aligned(a_half * item_size) - old_size;
  if (can_stay(arena, items, old_size, more)) {
    arena->next += more;
    arena->left -= more;
    *room = a_half;
    return items;
  }
  uint32_t new_room = *room ? *room * 2 : (uint32_t)(FIRST_LIST / item_size);
  void *moved = tc_arena_take(arena, new_room * item_size);
  if (moved) {
    if (items) {
      memcpy(moved, items, count * item_size);
    }
    *room = new_room;
  }
  return moved;
}

void *tc_push_failed(tc_arena *arena, uint32_t *count, uint32_t *room)
{
  *count = *room = 0;
  return arena->slot;
}
