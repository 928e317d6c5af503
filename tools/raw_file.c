/* raw_file.c - see raw_file.h. */
#include "raw_file.h"

#include <errno.h>    /* errno */
#include <fcntl.h>    /* open */
#include <string.h>   /* memcpy, strcmp */
#include <sys/stat.h> /* fstat */
#include <unistd.h>   /* read, close, lseek */

static bool refuse(raw_file *r, int error)
{
  raw_close(r);
  return fault_of_system(&r->fault, error);
}

bool raw_open(raw_file *r, const char *name)
{
  struct stat info;
  bool is_standard = strcmp(name, "-") == 0;
  *r = (raw_file){.fd = -1};
  fault_clear(&r->fault);
  r->fd = is_standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
  if (r->fd < 0 || fstat(r->fd, &info) != 0) {
    return refuse(r, errno);
  }
  if (S_ISDIR(info.st_mode)) {
    return refuse(r, EISDIR);
  }
  r->waits = !S_ISREG(info.st_mode);
  r->can_seek = !r->waits && !is_standard;
  r->size = r->waits ? 0 : (uint64_t)info.st_size;
  return true;
}

void raw_close(raw_file *r)
{
  if (r->fd >= 0 && r->fd != STDIN_FILENO) {
    close(r->fd); /* it was only read: nothing can be lost */
  }
  r->fd = -1;
}

static ptrdiff_t read_file(raw_file *r, char *bytes, size_t size)
{
  ssize_t got;
  if (r->fault.error || r->at_end) {
    return r->fault.error ? -1 : 0;
  }
  do {
    got = read(r->fd, bytes, size);
  } while (got < 0 && errno == EINTR);
  if (got < 0) {
    fault_of_system(&r->fault, errno);
    return -1;
  }
  r->at_end = got == 0;
  r->taken += (uint64_t)got;
  return got;
}

bool raw_look_on(raw_file *r)
{
  ptrdiff_t got = 0;
  if (r->head_end < sizeof r->head) {
    got = read_file(r, r->head + r->head_end, sizeof r->head - r->head_end);
  }
  r->head_end += got > 0 ? (size_t)got : 0;
  return got > 0;
}

ptrdiff_t raw_read(raw_file *r, char *bytes, size_t size)
{
  size_t left = r->head_end - r->head_start;
  if (left == 0) {
    return read_file(r, bytes, size);
  }
  size_t part = size < left ? size : left;
  memcpy(bytes, r->head + r->head_start, part);
  r->head_start += part;
  return (ptrdiff_t)part;
}

int64_t raw_seek(raw_file *r, int64_t offset, int whence)
{
  if (whence == SEEK_CUR) {
    offset -= (int64_t)(r->head_end - r->head_start);
  }
  off_t place = lseek(r->fd, (off_t)offset, whence);
  if (place < 0) {
    fault_of_system(&r->fault, errno);
    return -1;
  }
  r->head_start = r->head_end = 0;
  r->at_end = false;
  return (int64_t)place;
}
