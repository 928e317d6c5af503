/* raw_file.h - the bytes of a file as they stand on the disk or come from a pipe. Its
 * first bytes can be looked at before they are read. */
#ifndef RAW_FILE_H
#define RAW_FILE_H

#include <stddef.h> /* ptrdiff_t */
#include <stdint.h> /* int64_t, uint64_t */

#include "fault.h"
#include "magic.h"

typedef struct raw_file {
  int fd;        /* -1: none is open */
  bool waits;    /* reading may have to wait: it is no regular file */
  bool can_seek; /* a regular file, opened by us */
  bool at_end;
  uint64_t size;  /* of a regular file; else 0 */
  uint64_t taken; /* bytes read */
  fault fault;
  /* inner */
  char head[MAGIC_SIZE]; /* looked at and not read yet */
  size_t head_start, head_end;
} raw_file;

/* "-" is standard input. False: `fault` tells why; its error is EISDIR for a directory. */
bool raw_open(raw_file *r, const char *name);
void raw_close(raw_file *r);

/* Reads more of the head. False: there is no more, or it failed. */
bool raw_look_on(raw_file *r);

/* How many bytes were read; 0 at the end, -1 if it failed. */
ptrdiff_t raw_read(raw_file *r, char *bytes, size_t size);

/* As lseek(), of a file that can. */
int64_t raw_seek(raw_file *r, int64_t offset, int whence);

#endif
