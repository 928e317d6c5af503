/* xz_window.h - how much memory an .xz file asks for, told while its bytes go by.
 *
 * Each block names the size of the window that its unpacker keeps, up to 4 GiB, and
 * libarchive sets no limit. So the structure of the file is followed here: headers are read,
 * packed bytes passed over by the sizes that stand before them. What is no such structure
 * ends the following, as it ends the unpacking. */
#ifndef XZ_WINDOW_H
#define XZ_WINDOW_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint64_t */

#define XZ_LONGEST_HEADER 1024u

typedef enum xz_part { /* what comes next */
                       XZ_STREAM_HEADER,
                       XZ_PART,         /* a block, or the index */
                       XZ_BLOCK_HEADER, /* but for its first byte */
                       XZ_CHUNK,        /* its first byte */
                       XZ_CHUNK_SIZES,
                       XZ_INDEX_COUNT,
                       XZ_INDEX_RECORDS,
                       XZ_PADDING, /* zeros, or another stream */
                       XZ_LOST     /* it is no .xz file */
} xz_part;

typedef struct xz_window { /* start from all zero */
  xz_part part;
  uint64_t skip;    /* bytes that say nothing */
  uint64_t counted; /* of the block or index at hand, for what fills up to 4 bytes */
  uint64_t numbers, number;
  unsigned shift;
  size_t check_size, size, wanted; /* bytes in `bytes` */
  unsigned char bytes[XZ_LONGEST_HEADER];
  uint64_t largest; /* window so far */
} xz_window;

/* Follows the next bytes of the file. */
void xz_window_follow(xz_window *x, const char *bytes, size_t size);

#endif
