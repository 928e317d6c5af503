/* source.h - reading texts: by lines, with memory bounded by the largest line, or as
 * a whole. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "intake.h"
#include "output.h"

typedef struct source {
  const char *name;     /* of the text at hand: FILE as given, or FILE:ENTRY; "-" is standard
                         * input. It lives until the next text. */
  const char *encoding; /* of the text at hand, static; NULL: UTF-8 */
  int error;            /* an errno, if opening or reading failed; `intake.fault` tells all */
  size_t limit;         /* the largest line or text, in bytes */
  bool in_large;        /* more parts of the same line follow */
  intake intake;
  /* inner */
  bool at_end, waits;
  char *bytes;
  size_t capacity, start, end, searched, line_number;
  output *out;
} source;

/* `out` is flushed before reading may have to wait, so that who writes line by line
 * into a pipe gets each result at once. */
void source_init(source *s, size_t limit, output *out, const intake_options *options);
void source_free(source *s);

bool source_open(source *s, const char *name); /* False: `error` tells why */
void source_close(source *s);                  /* its memory serves the next file */

/* The next text in the file: a plain or compressed file has one, an archive one for each
 * file in it. False: there is no more; `error` is set if the file cannot be read on.
 * One that is there and cannot be read fails when it is read. */
bool source_next(source *s);

typedef struct input_line {
  const char *bytes; /* until the next call */
  size_t size;       /* without its end */
  size_t end_size;   /* of LF or CR LF behind it; 0 at the end of the file */
  size_t number;     /* from 1; 0: it is a whole text */
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

/* Behind a SOURCE_PART of source_whole(), the rest of the text: SOURCE_PART for each
 * piece, the one that was seen first. */
source_result source_piece(source *s, input_line *piece);

/* The first line, or as much of it as the limit lets; nothing is consumed. */
source_result source_peek(source *s, input_line *first);

#endif
