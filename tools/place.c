/* place.c - see place.h. */
#include "place.h"

#include <errno.h>  /* errno, EEXIST, ENOENT */
#include <stdio.h>  /* rename */
#include <string.h> /* strlen, strcmp, strcspn, strchr */
#include <unistd.h> /* link, unlink */

void place_begin(place *p, const options *o)
{
  struct stat info;
  const char *name = o->output;
  *p = (place){.options = o, .is_each = o->in_place};
  if (name && name[0]) {
    p->is_each = name[strlen(name) - 1] == '/' || (stat(name, &info) == 0 && S_ISDIR(info.st_mode));
  }
}

void place_end(place *p)
{
  buffer_free(&p->path);
  names_free(&p->taken);
}

/* The first step of a name, without the slashes and single dots in front of it. */
static const char *next_step(const char *name, size_t *size)
{
  for (;;) {
    name += strspn(name, "/");
    *size = strcspn(name, "/");
    if (*size != 1 || name[0] != '.') {
      return name;
    }
    name++;
  }
}

static bool leads_out(const char *name)
{
  size_t size, steps = 0;
  for (name = next_step(name, &size); size > 0; name = next_step(name + size, &size)) {
    if (size == 2 && name[0] == '.' && name[1] == '.') {
      return true;
    }
    steps++;
  }
  return steps == 0;
}

problem_id place_refuses(const place *p, const char *file)
{
  struct stat info;
  if (!p->is_each) {
    return PROBLEM_NONE;
  }
  if (!p->options->in_place) {
    return strcmp(file, "-") == 0 || leads_out(file) ? PROBLEM_NO_PLACE : PROBLEM_NONE;
  }
  if (strcmp(file, "-") == 0 || (lstat(file, &info) == 0 && !S_ISREG(info.st_mode))) {
    return PROBLEM_NOT_REGULAR;
  }
  return PROBLEM_NONE; /* what does not exist is told when it is opened */
}

/* Makes the directories that the path goes through. Below the one that the user named, in its
 * first `named` bytes, a symbolic link is none: it could lead anywhere. */
static bool make_directories(char *path, size_t named)
{
  struct stat info;
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    int error = mkdir(path, 0777) == 0 ? 0 : errno;
    bool is_below = (size_t)(slash - path) > named;
    int status = error == 0 ? 0 : is_below ? lstat(path, &info) : stat(path, &info);
    bool is_there = error == 0 || (status == 0 && S_ISDIR(info.st_mode));
    *slash = '/';
    if (!is_there) {
      errno = error == EEXIST ? ENOTDIR : error;
      return false;
    }
  }
  return true;
}

/* Adds the name, which next_step() goes through, to the directory. */
static void add_steps(buffer *path, const char *file)
{
  size_t size;
  for (const char *step = next_step(file, &size); size > 0; step = next_step(step + size, &size)) {
    if (path->size > 0 && path->bytes[path->size - 1] != '/') {
      buffer_add_char(path, '/');
    }
    buffer_add(path, step, size);
  }
}

static bool fail(output *out, int error)
{
  out->error = error ? error : EIO;
  return false;
}

/* Whether it is the first output of this name; in place a file may be cleaned twice. */
static bool is_free(place *p, output *out)
{
  names_answer answer = p->options->in_place ? NAMES_NEW : names_add(&p->taken, p->path.bytes);
  if (answer == NAMES_NEW) {
    return true;
  }
  out->name = p->path.bytes;
  return fail(out, answer == NAMES_KNOWN ? EEXIST : ENOMEM);
}

/* Makes the way to a file in the directory of the outputs, and looks whether it is free. */
static bool make_way(place *p, output *out)
{
  struct stat info;
  out->name = p->path.bytes;
  if (!make_directories(p->path.bytes, strlen(p->options->output))) {
    return fail(out, errno);
  }
  bool is_link = lstat(p->path.bytes, &info) == 0 && S_ISLNK(info.st_mode);
  return !is_link || fail(out, ELOOP);
}

/* What a review is opened with is told by the end of its name, not by that of the article. */
static const char *ending_of(out_format format)
{
  switch (format) {
  case FORMAT_HTML:
    return ".html";
  case FORMAT_TSV:
    return ".tsv";
  case FORMAT_XLIFF:
    return ".xlf";
  default:
    return "";
  }
}

bool place_open(place *p, output *out, const char *file)
{
  struct stat info;
  bool exists = lstat(file, &p->before) == 0;
  *out = (output){.fd = -1, .name = file};
  buffer_clear(&p->path);
  if (p->options->in_place) {
    buffer_add_string(&p->path, file);
  } else {
    buffer_add_string(&p->path, p->options->output);
    add_steps(&p->path, file);
    buffer_add_string(&p->path, ending_of(p->options->format));
  }
  buffer_add_char(&p->path, 0);
  if (p->path.failed) {
    return fail(out, ENOMEM);
  }
  if (!is_free(p, out)) {
    return false;
  }
  if (!p->options->in_place && !make_way(p, out)) {
    return false;
  }
  if (!output_open(out, p->path.bytes)) {
    return false;
  }
  /* A copy is as open to others as what it was made of. */
  if (!p->options->in_place && exists && stat(file, &info) == 0 && S_ISREG(info.st_mode) &&
      out->temporary && fchmod(out->fd, info.st_mode & 0777) != 0) {
    return fail(out, errno);
  }
  return true;
}

/* Gives the old file a second name. The name that is there already gives way at once, so
 * that at no time there is none. */
static bool back_up(place *p)
{
  buffer backup = {0}, step = {0};
  buffer_add_string(&backup, p->path.bytes);
  buffer_add_string(&backup, p->options->suffix);
  buffer_add_char(&backup, 0);
  buffer_add_string(&step, backup.bytes ? backup.bytes : "");
  buffer_add(&step, ".textclean-new", sizeof ".textclean-new");
  bool good = !backup.failed && !step.failed;
  errno = ENOMEM;
  good = good && (unlink(step.bytes) == 0 || errno == ENOENT) &&
         link(p->path.bytes, step.bytes) == 0 && rename(step.bytes, backup.bytes) == 0;
  int error = errno;
  if (step.bytes) {
    unlink(step.bytes); /* it stays where both were names of one file already, or one failed */
  }
  buffer_free(&backup);
  buffer_free(&step);
  errno = error;
  return good;
}

/* Whether the file is still the one that was read. */
static bool is_same_file(const place *p)
{
  struct stat now;
  const struct stat *old = &p->before;
  return lstat(p->path.bytes, &now) == 0 && now.st_dev == old->st_dev &&
         now.st_ino == old->st_ino && now.st_size == old->st_size &&
         now.st_mtim.tv_sec == old->st_mtim.tv_sec && now.st_mtim.tv_nsec == old->st_mtim.tv_nsec;
}

bool place_close(place *p, output *out, bool keep, bool is_changed)
{
  int error = 0;
  output_flush(out);
  keep = keep && !out->error; /* a backup gives way to the next only if there is one */
  if (p->options->in_place && keep) {
    keep = is_changed;
    if (keep && !is_same_file(p)) {
      error = EBUSY; /* somebody else wrote it meanwhile, and that must not be lost */
    } else if (keep && p->options->suffix && !back_up(p)) {
      error = errno;
    }
  }
  bool good = output_close(out, keep && error == 0);
  return error ? fail(out, error) : good;
}
