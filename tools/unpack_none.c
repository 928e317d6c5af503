/* unpack_none.c - see unpack.h: a build without libarchive refuses what is packed. */
#include <errno.h> /* ENOTSUP */

#include "unpack.h"

unpacker *unpack_open(raw_file *raw, const unpack_limits *limits, fault *f)
{
  (void)raw;
  (void)limits;
  fault_set(f, PROBLEM_NO_LIBARCHIVE, ENOTSUP, NULL);
  return NULL;
}

void unpack_close(unpacker *u)
{
  (void)u;
}

unpack_result unpack_next(unpacker *u, const char **name, fault *f)
{
  (void)u;
  (void)name;
  (void)f;
  return UNPACK_END;
}

ptrdiff_t unpack_read(unpacker *u, char *bytes, size_t size, fault *f)
{
  (void)u;
  (void)bytes;
  (void)size;
  (void)f;
  return 0;
}
