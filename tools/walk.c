/* walk.c - see walk.h.
 *
 * The directories that lead to the one at hand are kept on a stack of our own. Of each
 * the names are read at once, to be sorted: memory is bounded by them. */
#include "walk.h"

#include <dirent.h>   /* opendir, readdir */
#include <errno.h>    /* errno, ENOMEM, ELOOP */
#include <fnmatch.h>  /* fnmatch */
#include <stdlib.h>   /* malloc, realloc, free, qsort */
#include <string.h>   /* strcmp, strlen, strchr */
#include <sys/stat.h> /* stat, lstat */

static bool refuse(fault *f, int error)
{
  return fault_set(f, PROBLEM_CANNOT_OPEN, error, strerror(error));
}

/* ---- Directories -------------------------------------------------------------------- */

static bool read_names(walk_level *level, const char *path, fault *f)
{
  DIR *directory = opendir(path);
  if (!directory) {
    return refuse(f, errno);
  }
  struct dirent *entry;
  while ((void)(errno = 0), (entry = readdir(directory)) != NULL) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
      buffer_add(&level->names, entry->d_name, strlen(entry->d_name) + 1);
      level->count++;
    }
  }
  int error = errno;
  closedir(directory); /* it was only read: nothing can be lost */
  return error == 0 ? true : fault_of_system(f, error);
}

static int compare(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool sort_names(walk_level *level, fault *f)
{
  level->sorted = malloc((level->count + 1) * sizeof *level->sorted);
  if (!level->sorted || level->names.failed) {
    return fault_of_system(f, ENOMEM);
  }
  const char *name = level->names.bytes;
  for (size_t i = 0; i < level->count; i++) {
    level->sorted[i] = name;
    name += strlen(name) + 1;
  }
  qsort(level->sorted, level->count, sizeof *level->sorted, compare);
  return true;
}

static void free_level(walk_level *level)
{
  buffer_free(&level->names);
  free(level->sorted);
}

/* Goes into the directory at the path. */
static bool push(walk *w, const struct stat *info, fault *f)
{
  for (size_t i = 0; i < w->depth; i++) {
    if (w->levels[i].device == info->st_dev && w->levels[i].inode == info->st_ino) {
      return fault_set(f, PROBLEM_CANNOT_OPEN, ELOOP, "it leads back to a directory above it");
    }
  }
  if (w->depth == w->capacity) {
    size_t capacity = w->capacity ? 2 * w->capacity : 16;
    walk_level *levels = realloc(w->levels, capacity * sizeof *levels);
    if (!levels) {
      return fault_of_system(f, ENOMEM);
    }
    w->levels = levels;
    w->capacity = capacity;
  }
  walk_level level = {.device = info->st_dev, .inode = info->st_ino};
  if (!read_names(&level, w->path.bytes, f) || !sort_names(&level, f)) {
    free_level(&level);
    return false;
  }
  w->path.size--; /* its NUL */
  if (w->path.size > 0 && w->path.bytes[w->path.size - 1] != '/') {
    buffer_add_char(&w->path, '/');
  }
  level.path_size = w->path.size;
  w->levels[w->depth++] = level;
  return true;
}

/* ---- Which files are wanted --------------------------------------------------------- */

/* A pattern with a slash is compared with the path below the directory that the walk
 * began at, any other with the name alone. */
static bool matches(const walk *w, const char *const *globs, size_t count, const char *name)
{
  const char *below = w->path.bytes + w->root_size;
  for (size_t i = 0; i < count; i++) {
    if (fnmatch(globs[i], strchr(globs[i], '/') ? below : name, 0) == 0) {
      return true;
    }
  }
  return false;
}

static bool is_wanted(const walk *w, const char *name)
{
  const options *o = w->options;
  return o->include_count == 0 || matches(w, o->includes, o->include_count, name);
}

/* Whether output.c made it. */
static bool is_temporary(const char *name)
{
  return fnmatch("*.textclean-??????", name, 0) == 0;
}

static bool is_output(const walk *w, const struct stat *info)
{
  return w->has_output && w->output_device == info->st_dev && w->output_inode == info->st_ino;
}

/* What stands at the path. WALK_END: nothing to give. */
static walk_result visit(walk *w, const char *name, fault *f)
{
  const options *o = w->options;
  struct stat info;
  if (is_temporary(name) || matches(w, o->excludes, o->exclude_count, name)) {
    return WALK_END;
  }
  if ((o->dereference ? stat : lstat)(w->path.bytes, &info) != 0) {
    refuse(f, errno);
    return WALK_TROUBLE;
  }
  if (is_output(w, &info)) {
    return WALK_END;
  }
  if (S_ISDIR(info.st_mode)) {
    return push(w, &info, f) ? WALK_END : WALK_TROUBLE;
  }
  return S_ISREG(info.st_mode) && is_wanted(w, name) ? WALK_FILE : WALK_END;
}

/* ---- The walk ------------------------------------------------------------------------ */

bool walk_begin(walk *w, const options *o, const char *directory, fault *f)
{
  struct stat info;
  *w = (walk){.options = o};
  buffer_add(&w->path, directory, strlen(directory) + 1);
  if (w->path.failed) {
    return fault_of_system(f, ENOMEM);
  }
  if (stat(directory, &info) != 0) {
    return refuse(f, errno);
  }
  struct stat target;
  if (o->output && stat(o->output, &target) == 0 && S_ISDIR(target.st_mode)) {
    w->has_output = true;
    w->output_device = target.st_dev;
    w->output_inode = target.st_ino;
  }
  if (!push(w, &info, f)) {
    return false;
  }
  w->root_size = w->path.size;
  return true;
}

void walk_end(walk *w)
{
  while (w->depth > 0) {
    free_level(&w->levels[--w->depth]);
  }
  free(w->levels);
  buffer_free(&w->path);
  *w = (walk){0};
}

walk_result walk_next(walk *w, const char **path, fault *f)
{
  while (w->depth > 0) {
    walk_level *level = &w->levels[w->depth - 1];
    if (level->next == level->count) {
      free_level(level);
      w->depth--;
      continue;
    }
    const char *name = level->sorted[level->next++];
    w->path.size = level->path_size;
    buffer_add(&w->path, name, strlen(name) + 1);
    *path = w->path.bytes;
    if (w->path.failed) {
      fault_of_system(f, ENOMEM);
      return WALK_TROUBLE;
    }
    walk_result result = visit(w, name, f);
    if (result != WALK_END) {
      *path = w->path.bytes;
      return result;
    }
  }
  return WALK_END;
}
