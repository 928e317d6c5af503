/* output.c - see output.h. */
#include "output.h"

#include <errno.h>    /* errno */
#include <fcntl.h>    /* open */
#include <stdio.h>    /* rename */
#include <stdlib.h>   /* realpath, mkstemp, malloc, free */
#include <string.h>   /* strcmp, memcpy */
#include <sys/stat.h> /* stat, fchmod, umask */
#include <unistd.h>   /* write, fsync, isatty, unlink */

#include "escape.h"
#include "stop.h"

#define PIECE ((size_t)256 * 1024)

static bool fail(output *out)
{
  out->error = errno ? errno : EIO;
  return false;
}

/* The mode that a new file would have. */
static mode_t mode_of_new(void)
{
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

static bool open_temporary(output *out, mode_t mode)
{
  static const char suffix[] = ".textclean-XXXXXX";
  size_t size = strlen(out->path);
  char *name = malloc(size + sizeof suffix);
  if (!name) {
    return fail(out);
  }
  memcpy(name, out->path, size);
  memcpy(name + size, suffix, sizeof suffix);
  out->fd = mkstemp(name);
  if (out->fd < 0) {
    fail(out);
    free(name);
    return false;
  }
  out->temporary = name;
  stop_guard(name);
  return fchmod(out->fd, mode) == 0 || fail(out);
}

static bool open_directly(output *out, const char *name)
{
  out->fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  out->is_terminal = out->fd >= 0 && isatty(out->fd);
  return out->fd >= 0 || fail(out);
}

bool output_open(output *out, const char *name)
{
  struct stat info;
  *out = (output){.fd = STDOUT_FILENO, .name = name};
  if (!name || strcmp(name, "-") == 0) {
    out->name = "standard output";
    out->is_terminal = isatty(STDOUT_FILENO);
    return true;
  }
  bool exists = stat(name, &info) == 0;
  if (exists && S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    return fail(out);
  }
  if (exists && !S_ISREG(info.st_mode)) {
    return open_directly(out, name);
  }
  out->path = exists ? realpath(name, NULL) : strdup(name); /* behind a link, its target */
  if (!out->path) {
    return fail(out);
  }
  if (!open_temporary(out, exists ? info.st_mode & 07777 : mode_of_new())) {
    return false;
  }
  if (exists && (info.st_uid != geteuid() || info.st_gid != getegid()) &&
      fchown(out->fd, info.st_uid, info.st_gid) == 0) {
    /* A new owner takes away the bits of the mode that lend rights. */
    return fchmod(out->fd, info.st_mode & 07777) == 0 || fail(out);
  }
  return true;
}

bool output_open_plain(output *out, const char *name)
{
  *out = (output){.fd = STDERR_FILENO, .name = name};
  if (strcmp(name, "-") == 0) {
    out->name = "standard error";
    out->is_terminal = isatty(STDERR_FILENO);
    return true;
  }
  return open_directly(out, name);
}

static void write_all(output *out, const char *bytes, size_t size)
{
  while (size > 0 && !out->error) {
    ssize_t written = write(out->fd, bytes, size);
    if (written >= 0) {
      bytes += written;
      size -= (size_t)written;
    } else if (errno != EINTR) {
      fail(out);
    }
  }
}

void output_flush(output *out)
{
  if (out->bytes.failed) {
    out->error = ENOMEM;
  }
  write_all(out, out->bytes.bytes, out->bytes.size);
  buffer_clear(&out->bytes);
}

static void add(output *out, const char *bytes, size_t size, bool escapes)
{
  if (out->error || size == 0) {
    return;
  }
  out->last = bytes[size - 1];
  if (escapes) {
    escape_add(&out->bytes, bytes, size, ESCAPE_SCREEN);
  } else if (size >= PIECE) {
    output_flush(out);
    write_all(out, bytes, size);
  } else {
    buffer_add(&out->bytes, bytes, size);
  }
  if (out->bytes.size >= PIECE || out->bytes.failed) {
    output_flush(out);
  }
}

void output_write(output *out, const char *bytes, size_t size)
{
  add(out, bytes, size, out->is_terminal);
}

static void add_buffer(output *out, const buffer *bytes, bool escapes)
{
  if (bytes->failed && !out->error) {
    out->error = ENOMEM;
  }
  add(out, bytes->bytes, bytes->size, escapes);
}

void output_add(output *out, const buffer *bytes)
{
  add_buffer(out, bytes, out->is_terminal);
}

void output_add_shown(output *out, const buffer *bytes)
{
  add_buffer(out, bytes, false);
}

/* Makes the new name last. Where directories cannot be synced nothing is lost but that. */
static void sync_directory(char *path)
{
  char *slash = strrchr(path, '/');
  if (slash && slash > path) {
    *slash = 0;
  }
  int fd = open(!slash ? "." : slash == path ? "/" : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (slash && slash > path) {
    *slash = '/';
  }
  if (fd >= 0) {
    (void)fsync(fd);
    close(fd);
  }
}

/* Puts the finished file in its place. */
static void put_in_place(output *out)
{
  if (fsync(out->fd) != 0 || close(out->fd) != 0) {
    fail(out);
  } else if (rename(out->temporary, out->path) != 0) {
    fail(out);
  } else {
    sync_directory(out->path);
  }
}

bool output_close(output *out, bool keep)
{
  output_flush(out);
  keep = keep && !out->error;
  if (!out->temporary) {
    if (out->fd != STDERR_FILENO && close(out->fd) != 0 && !out->error) {
      fail(out);
    }
  } else if (keep) {
    put_in_place(out);
  } else {
    close(out->fd);
  }
  if (out->temporary && (!keep || out->error)) {
    unlink(out->temporary);
  }
  stop_guard(NULL);
  free(out->temporary);
  free(out->path);
  buffer_free(&out->bytes);
  out->temporary = out->path = NULL;
  return !out->error;
}
