/* intake.h - the texts in a file, one after another, as UTF-8.
 *
 *   raw_file ─▶ [unpack] ─▶ [decoder] ─▶ bytes
 *
 * A plain or compressed file is one text, an archive one for each file in it. */
#ifndef INTAKE_H
#define INTAKE_H

#include "buffer.h"
#include "encoding.h"
#include "raw_file.h"
#include "unpack.h"

typedef struct intake_options {
  const char *encoding; /* as found by encoding_find(); NULL: UTF-8 */
  unpack_limits limits;
} intake_options;

typedef enum intake_way {               /* how the bytes of the text at hand go */
                          INTAKE_AS_IS, /* UTF-8 */
                          INTAKE_OPEN,  /* ASCII until now: its encoding is still to be guessed */
                          INTAKE_DECODE
} intake_way;

typedef struct intake {
  intake_options options;
  const char *label;    /* of the text at hand: FILE, or FILE:ENTRY; until the next text */
  const char *encoding; /* of the text at hand, static; NULL: UTF-8 */
  bool is_guess;        /* the bytes told it */
  fault fault;          /* why the last call failed */
  raw_file raw;
  /* inner */
  const char *name;
  buffer label_bytes;
  unpacker *unpacker; /* NULL: the file is plain */
  bool began, at_end; /* of the file; of the text, all its bytes are in `bytes` */
  bool has_text;
  intake_way way;
  decoder *decoder;
  uint64_t mark_size;
  char *bytes; /* INTAKE_SIZE; read, and not handed out yet */
  size_t start, end;
  size_t looked_at; /* INTAKE_OPEN: they are ASCII up to here */
} intake;

void intake_init(intake *in, const intake_options *options);
void intake_free(intake *in);

bool intake_open(intake *in, const char *name); /* False: `fault` tells why */
void intake_close(intake *in);                  /* its memory serves the next file */

/* The next text. False: there is none; if `fault` is set the reading of the file ended
 * there, else at its end. True with a fault: this one cannot be read. */
bool intake_next(intake *in);

/* Bytes of the text; 0 at its end, -1 if reading failed. */
ptrdiff_t intake_read(intake *in, char *bytes, size_t size);

/* The open file if its bytes are those of the text, so that a part of it can be read by
 * itself; -1: it is packed, or not in UTF-8, or no regular file. */
int intake_file(const intake *in);

/* Goes on at this byte of such a file. False: `fault` tells why. */
bool intake_seek(intake *in, uint64_t offset);

/* Whether the bytes of the text are not those of the file. */
bool intake_is_changed(const intake *in);

/* How many parts of the text became U+FFFD, and the byte of the first, from 0. */
uint64_t intake_bad(const intake *in, uint64_t *first);

#endif
