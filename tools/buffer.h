/* buffer.h - bytes that grow.
 *
 * A failed allocation is remembered in `failed`, and all that is added after it
 * is dropped: a maker of a long result checks once, at its end. */
#ifndef BUFFER_H
#define BUFFER_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint64_t */
#include <string.h>  /* memcpy, strlen */

typedef struct buffer { /* all zero: empty */
  char *bytes;
  size_t size, capacity;
  bool failed;
} buffer;

void buffer_free(buffer *b);

/* Empties it and keeps its memory. */
void buffer_clear(buffer *b);

/* Where `more` bytes can be written behind the last one; the caller then adds to
 * `size`. NULL: no memory. */
char *buffer_room(buffer *b, size_t more);

void buffer_add(buffer *b, const char *bytes, size_t size);

static inline void buffer_add_char(buffer *b, char c)
{
  if (!b->failed && b->size < b->capacity) {
    b->bytes[b->size++] = c;
  } else {
    buffer_add(b, &c, 1);
  }
}

static inline void buffer_add_string(buffer *b, const char *string)
{
  size_t size = strlen(string); /* known to the compiler, most often */
  if (!b->failed && size <= b->capacity - b->size && size > 0) {
    memcpy(b->bytes + b->size, string, size);
    b->size += size;
  } else {
    buffer_add(b, string, size);
  }
}

#define BUFFER_NUMBER 21u /* bytes of room for a number, one of them to write over */

/* Writes a number where there is room for it; returns its end. */
char *buffer_write_number(char *to, uint64_t number);

void buffer_add_number(buffer *b, uint64_t number);

/* As printf. */
__attribute__((format(printf, 2, 3))) void buffer_format(buffer *b, const char *format, ...);

#endif
