/* unpack.h - compressed files and archives, entry by entry. Nothing is written to the
 * disk: the bytes of an entry are handed out as they come, and its name is a label.
 *
 * unpack.c does it with libarchive; unpack_none.c stands in where the build has none. */
#ifndef UNPACK_H
#define UNPACK_H

#include "raw_file.h"

typedef struct unpack_limits { /* against files that unpack to more than anyone wants */
  uint64_t unpacked;           /* bytes that one file may become */
  uint64_t ratio;              /* how many times its size; counts from UNPACK_FREE on */
} unpack_limits;

#define UNPACK_WINDOW ((uint64_t)128 << 20) /* bytes that an unpacker may keep: what zstd allows   \
                                             */
#define UNPACK_FREE ((uint64_t)64 << 20)    /* bytes for which the ratio is not asked */

typedef struct unpacker unpacker;

typedef enum unpack_result {
  UNPACK_ENTRY,
  UNPACK_END,
  UNPACK_SKIPPED, /* an entry that cannot be read; the next one may be */
  UNPACK_BROKEN   /* nothing more can be read */
} unpack_result;

/* Of a file that magic_look() knows, of which nothing was read. NULL: *f tells why. */
unpacker *unpack_open(raw_file *raw, const unpack_limits *limits, fault *f);
void unpack_close(unpacker *u); /* may be NULL */

/* The next regular file in it. *name is NULL if the whole is one compressed file, else
 * it lives until the next call. SKIPPED, BROKEN: *f tells why. */
unpack_result unpack_next(unpacker *u, const char **name, fault *f);

/* As raw_read(), of the entry at hand. -1: *f tells why. */
ptrdiff_t unpack_read(unpacker *u, char *bytes, size_t size, fault *f);

#endif
