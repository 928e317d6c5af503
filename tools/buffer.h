/* buffer.h - bytes that grow.
 *
 * A failed allocation is remembered in `failed`, and all that is added after it
 * is dropped: a maker of a long result checks once, at its end. */
#ifndef BUFFER_H
#define BUFFER_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint64_t */

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
void buffer_add_char(buffer *b, char c);
void buffer_add_string(buffer *b, const char *string);
void buffer_add_number(buffer *b, uint64_t number);

/* As printf. */
__attribute__((format(printf, 2, 3))) void buffer_format(buffer *b, const char *format, ...);

#endif
