/* shard.c - see shard.h. */
#include "shard.h"

#include <errno.h>  /* errno, EINTR */
#include <string.h> /* memchr */
#include <unistd.h> /* pread */

#define PIECE ((size_t)64 * 1024)

uint64_t shard_cut(uint64_t size, uint64_t parts, uint64_t count)
{
  /* size * parts / count, without overflow for any file and less than 2^32 parts */
  return size / count * parts + size % count * parts / count;
}

/* As pread, but for interrupts. */
static ssize_t read_at(int fd, char *bytes, size_t size, uint64_t at)
{
  ssize_t got;
  do {
    got = pread(fd, bytes, size, (off_t)at);
  } while (got < 0 && errno == EINTR);
  return got;
}

/* The first start of a line at `cut` or behind it; at most `size`. */
static bool snap(int fd, uint64_t size, uint64_t cut, uint64_t *start)
{
  char bytes[PIECE];
  *start = cut;
  if (cut == 0 || cut >= size) {
    return true;
  }
  for (uint64_t at = cut - 1; at < size;) {
    ssize_t got = read_at(fd, bytes, sizeof bytes, at);
    if (got <= 0) { /* 0: the file became shorter, and ends here */
      *start = size;
      return got == 0;
    }
    const char *lf = memchr(bytes, '\n', (size_t)got);
    if (lf) {
      *start = at + (uint64_t)(lf - bytes) + 1;
      return true;
    }
    at += (uint64_t)got;
  }
  *start = size;
  return true;
}

bool shard_range(int fd, uint64_t size, size_t number, size_t count, uint64_t *start, uint64_t *end)
{
  return snap(fd, size, shard_cut(size, number - 1, count), start) &&
         snap(fd, size, shard_cut(size, number, count), end);
}

bool shard_lines_before(int fd, uint64_t end, size_t *lines)
{
  char bytes[PIECE];
  *lines = 0;
  for (uint64_t at = 0; at < end;) {
    size_t wanted = end - at < sizeof bytes ? (size_t)(end - at) : sizeof bytes;
    ssize_t got = read_at(fd, bytes, wanted, at);
    if (got <= 0) {
      return got == 0;
    }
    const char *p = bytes, *stop = bytes + got;
    while ((p = memchr(p, '\n', (size_t)(stop - p))) != NULL) {
      ++*lines;
      p++;
    }
    at += (uint64_t)got;
  }
  return true;
}

bool shard_has_file(size_t index, size_t number, size_t count)
{
  return index % count == number - 1;
}
