/* style_file.c - see style_file.h. */
#include "style_file.h"

#include <errno.h>  /* errno, EINTR */
#include <fcntl.h>  /* open */
#include <string.h> /* strerror, strcmp */
#include <unistd.h> /* read, close */

#include <textclean.h>

#include "message.h"

#define PART ((size_t)1 << 16) /* bytes that are read at once */
#define SHOWN 60u              /* bytes of what is wrong that a message shows */

/* Reads to the end, or to one byte more than a style may have. False: errno tells why. */
static bool read_all(buffer *style, int fd)
{
  while (style->size <= TEXTCLEAN_MAX_STYLE) {
    char *room = buffer_room(style, PART);
    if (!room) {
      errno = ENOMEM;
      return false;
    }
    ssize_t size = read(fd, room, PART);
    if (size == 0) {
      return true;
    }
    if (size > 0) {
      style->size += (size_t)size;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

static bool fill(buffer *style, const char *name)
{
  bool is_input = strcmp(name, "-") == 0;
  int fd = is_input ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    message("--style: %s: cannot be opened: %s", name, strerror(errno));
    return false;
  }
  bool good = read_all(style, fd);
  int error = errno;
  if (!is_input) {
    close(fd);
  }
  if (!good) {
    message("--style: %s: cannot be read: %s", name, strerror(error));
  }
  return good;
}

static void complain(const buffer *style, const char *name, const textclean_style_error *e)
{
  size_t size = e->bad.end - e->bad.start;
  const char *more = size > SHOWN ? "..." : "";
  if (e->line == 0) {
    message("--style: %s: %s", name, e->reason);
  } else if (size == 0) {
    message("%s:%u:%u: %s", name, e->line, e->byte, e->reason);
  } else {
    message("%s:%u:%u: '%.*s%s': %s", name, e->line, e->byte, (int)(size > SHOWN ? SHOWN : size),
            style->bytes + e->bad.start, more, e->reason);
  }
}

bool style_read(buffer *style, const char *name)
{
  textclean_style_error error;
  if (!fill(style, name)) {
    return false;
  }
  if (textclean_style_check(style->bytes, style->size, &error) != TEXTCLEAN_OK) {
    complain(style, name, &error);
    return false;
  }
  return true;
}
