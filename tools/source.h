/* source.h - reading texts: by lines, with memory bounded by the largest line, or as
 * a whole. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint64_t */

#include "intake.h"

typedef struct source {
  const char *name;     /* of the text at hand: FILE as given, or FILE:ENTRY; "-" is standard
                         * input. It lives until the next text. */
  const char *encoding; /* of the text at hand, static; NULL: UTF-8 */
  int error;            /* an errno, if opening or reading failed; `intake.fault` tells all */
  size_t limit;         /* the largest line or text, in bytes */
  bool in_large;        /* more parts of the same line follow */
  intake intake;
  /* inner */
  bool at_end;
  uint64_t left; /* bytes that may still be read */
  char *bytes;
  size_t capacity, start, end, searched, line_number;
  void (*before_wait)(void *context);
  void *context;
} source;

/* `before_wait` is called before reading may have to wait, so that who writes line by line
 * into a pipe gets each result at once. */
void source_init(source *s, size_t limit, const intake_options *options,
                 void (*before_wait)(void *context), void *context);
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

/* The line from `start` to `end`, parted from the line end that it has. */
input_line source_cut(const char *start, const char *end, size_t number);

/* Begins anew, with the bytes from `start` to `end` of a file for which intake_file() has
 * one, before which there are `lines` lines. False: `error` tells why. */
bool source_restrict(source *s, uint64_t start, uint64_t end, size_t lines);

source_result source_line(source *s, input_line *line);

/* The whole file: SOURCE_LINE; SOURCE_PART: it is larger than the limit. */
source_result source_whole(source *s, input_line *whole);

/* Behind a SOURCE_PART of source_whole(), the rest of the text: SOURCE_PART for each
 * piece, the one that was seen first. */
source_result source_piece(source *s, input_line *piece);

/* The first line, or as much of it as the limit lets; nothing is consumed. */
source_result source_peek(source *s, input_line *first);

#endif
