/* names.c - see names.h. */
#include "names.h"

#include <stdlib.h> /* calloc, free */

/* FNV-1a, and never 0. */
static uint64_t hash_of(const char *name)
{
  uint64_t hash = 0xCBF29CE484222325u;
  for (; *name; name++) {
    hash = (hash ^ (unsigned char)*name) * 0x100000001B3u;
  }
  return hash ? hash : 1;
}

/* Its place in the table, or the free one where it belongs. */
static size_t place_of(const uint64_t *hashes, size_t capacity, uint64_t hash)
{
  size_t i = (size_t)(hash ^ hash >> 32) & (capacity - 1);
  while (hashes[i] && hashes[i] != hash) {
    i = (i + 1) & (capacity - 1);
  }
  return i;
}

/* Keeps half of the table free. */
static bool grow(names *n)
{
  size_t capacity = n->capacity ? 2 * n->capacity : 64;
  if (2 * (n->count + 1) <= n->capacity) {
    return true;
  }
  uint64_t *hashes = calloc(capacity, sizeof *hashes);
  if (!hashes) {
    return false;
  }
  for (size_t i = 0; i < n->capacity; i++) {
    if (n->hashes[i]) {
      hashes[place_of(hashes, capacity, n->hashes[i])] = n->hashes[i];
    }
  }
  free(n->hashes);
  n->hashes = hashes;
  n->capacity = capacity;
  return true;
}

names_answer names_add(names *n, const char *name)
{
  if (!grow(n)) {
    return NAMES_NO_MEMORY;
  }
  uint64_t hash = hash_of(name);
  size_t i = place_of(n->hashes, n->capacity, hash);
  if (n->hashes[i]) {
    return NAMES_KNOWN;
  }
  n->hashes[i] = hash;
  n->count++;
  return NAMES_NEW;
}

void names_free(names *n)
{
  free(n->hashes);
  *n = (names){0};
}
