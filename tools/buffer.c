/* buffer.c - see buffer.h. */
#include "buffer.h"

#include <stdarg.h> /* va_list */
#include <stdio.h>  /* vsnprintf */
#include <stdlib.h> /* realloc, free */
#include <string.h> /* memcpy */

#define FIRST_CAPACITY 256u

void buffer_free(buffer *b)
{
  free(b->bytes);
  *b = (buffer){0};
}

void buffer_clear(buffer *b)
{
  b->size = 0;
  b->failed = false;
}

static bool grow(buffer *b, size_t more)
{
  if (more > SIZE_MAX / 4 - b->size) {
    return false;
  }
  size_t capacity = b->capacity ? b->capacity * 2 : FIRST_CAPACITY;
  if (capacity < b->size + more) {
    capacity = b->size + more;
  }
  char *bytes = realloc(b->bytes, capacity);
  if (!bytes) {
    return false;
  }
  b->bytes = bytes;
  b->capacity = capacity;
  return true;
}

char *buffer_room(buffer *b, size_t more)
{
  if (b->failed) {
    return NULL;
  }
  if ((!b->bytes || more > b->capacity - b->size) && !grow(b, more)) {
    b->failed = true;
    return NULL;
  }
  return b->bytes + b->size;
}

void buffer_add(buffer *b, const char *bytes, size_t size)
{
  char *room = buffer_room(b, size);
  if (room && size > 0) {
    memcpy(room, bytes, size);
    b->size += size;
  }
}

static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

/* One digit or two; a second one that is not wanted is written over. */
static char *write_head(char *to, uint64_t number)
{
  bool is_digit = number < 10;
  memcpy(to, pairs + number * 2 + is_digit, 2);
  return to + 2 - is_digit;
}

static char *write_pair(char *to, uint64_t number)
{
  memcpy(to, pairs + number * 2, 2);
  return to + 2;
}

/* From the end, two digits at a time. */
static char *write_large(char *to, uint64_t number)
{
  char digits[BUFFER_NUMBER];
  size_t i = sizeof digits;
  for (; number >= 100; number /= 100) {
    i -= 2;
    write_pair(digits + i, number % 100);
  }
  to = write_head(to, number);
  memcpy(to, digits + i, sizeof digits - i);
  return to + (sizeof digits - i);
}

char *buffer_write_number(char *to, uint64_t number)
{
  if (number < 100) {
    return write_head(to, number);
  }
  if (number < 10000) { /* as most offsets are */
    return write_pair(write_head(to, number / 100), number % 100);
  }
  return write_large(to, number);
}

void buffer_add_number(buffer *b, uint64_t number)
{
  char *room = buffer_room(b, BUFFER_NUMBER);
  if (room) {
    b->size += (size_t)(buffer_write_number(room, number) - room);
  }
}

void buffer_format(buffer *b, const char *format, ...)
{
  va_list list, again;
  va_start(list, format);
  va_copy(again, list);
  int size = vsnprintf(NULL, 0, format, list);
  char *room = size < 0 ? NULL : buffer_room(b, (size_t)size + 1);
  if (room) {
    (void)vsnprintf(room, (size_t)size + 1, format, again);
    b->size += (size_t)size;
  } else {
    b->failed = true;
  }
  va_end(again);
  va_end(list);
}
