/* output.h - where results go: standard output, or a file that appears when it is
 * complete.
 *
 * Bytes are collected and written in large pieces. The first failure is remembered
 * in `error` (an errno), and nothing is written after it. On a terminal all is shown
 * by escape.h, so that no text can steer it. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "buffer.h"

typedef struct output {
  int fd;
  int error;        /* 0: all is well */
  bool is_terminal; /* text is made safe to show */
  char last;        /* the last byte that it was given; 0 before the first */
  const char *name; /* for messages */
  char *path;       /* owned; the file to replace; NULL: written directly */
  char *temporary;  /* owned; the file that is to replace it */
  buffer bytes;     /* not written yet */
} output;

/* NULL or "-" is standard output. A regular file, or one that does not exist yet, is
 * written beside its place and renamed by output_close(); anything else directly.
 * False: it cannot be opened; `error` tells why. */
bool output_open(output *out, const char *name);

/* Opens a file that is written directly; "-" is standard error. */
bool output_open_plain(output *out, const char *name);

void output_write(output *out, const char *bytes, size_t size);
void output_add(output *out, const buffer *bytes);       /* its failure is one of the output */
void output_add_shown(output *out, const buffer *bytes); /* safe to show already */
void output_flush(output *out);

/* Ends it: all is written, and if `keep` a file takes its place. False: `error` tells
 * why, and the file that stood there is as it was. */
bool output_close(output *out, bool keep);

#endif
