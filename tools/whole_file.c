/* whole_file.c - see whole_file.h. */
#include "whole_file.h"

#include <errno.h>  /* errno, EFBIG, EINTR, ENOMEM */
#include <fcntl.h>  /* open */
#include <string.h> /* strcmp */
#include <unistd.h> /* read, close */

#define PIECE ((size_t)64 * 1024)

static bool read_all(buffer *out, int fd, size_t limit)
{
  for (;;) {
    char *room = buffer_room(out, PIECE);
    if (!room) {
      errno = ENOMEM;
      return false;
    }
    ssize_t count = read(fd, room, PIECE);
    if (count == 0) {
      return true;
    }
    if (count < 0 && errno != EINTR) {
      return false;
    }
    out->size += count > 0 ? (size_t)count : 0;
    if (out->size > limit) {
      errno = EFBIG;
      return false;
    }
  }
}

bool whole_file_read(buffer *out, const char *name, size_t limit, int *error)
{
  bool is_standard = strcmp(name, "-") == 0;
  int fd = is_standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
  bool good = fd >= 0 && read_all(out, fd, limit);
  *error = good ? 0 : errno;
  if (fd >= 0 && !is_standard) {
    close(fd);
  }
  return good;
}
