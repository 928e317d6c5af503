/* source.h - reading files: by lines, with memory bounded by the largest line, or as
 * a whole. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "output.h"

typedef struct source {
  const char *name; /* as given; "-" is standard input */
  int error;        /* an errno, if opening or reading failed */
  size_t limit;     /* the largest line or text, in bytes */
  bool in_large;    /* more parts of the same line follow */
  /* inner */
  int fd;
  bool at_end, waits;
  char *bytes;
  size_t capacity, start, end, searched, line_number;
  output *out;
} source;

/* `out` is flushed before reading may have to wait, so that who writes line by line
 * into a pipe gets each result at once. */
void source_init(source *s, size_t limit, output *out);
void source_free(source *s);

bool source_open(source *s, const char *name); /* False: `error` tells why */
void source_close(source *s);                  /* its memory serves the next file */

typedef struct input_line {
  const char *bytes; /* until the next call */
  size_t size;       /* without its end */
  size_t end_size;   /* of LF or CR LF behind it; 0 at the end of the file */
  size_t number;     /* from 1 */
} input_line;

typedef enum source_result {
  SOURCE_LINE,
  SOURCE_PART, /* of a line that is larger than the limit; see in_large */
  SOURCE_END,
  SOURCE_FAILED /* `error` tells why */
} source_result;

source_result source_line(source *s, input_line *line);

/* The whole file: SOURCE_LINE; SOURCE_PART: it is larger than the limit. */
source_result source_whole(source *s, input_line *whole);

/* The first line, or as much of it as the limit lets; nothing is consumed. */
source_result source_peek(source *s, input_line *first);

#endif
