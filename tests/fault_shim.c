/* fault_shim.c - makes calls of one function fail; to be preloaded by run_faults.py.
 *
 *   FAULT=NAME:N:ERRNO    the N-th call of NAME fails with this errno; N 0: none does
 *   FAULT=NAME:N:ERRNO:+  so do all behind it
 *   FAULT=odd:0:0         nothing fails, but reading and writing gives a few bytes at a time,
 *                         after having been interrupted
 *   FAULT_SEEN=FILE       at the end the number of calls is written there
 *
 * Only calls that the command and its libraries make through their tables of names are seen,
 * not those inside of the C library. Standard and system headers only. */
#include <dirent.h>    /* DIR */
#include <dlfcn.h>     /* dlsym */
#include <errno.h>     /* errno, EINTR */
#include <fcntl.h>     /* open64, O_CREAT */
#include <pthread.h>   /* pthread_create */
#include <stdarg.h>    /* va_arg */
#include <stdatomic.h> /* atomic_size_t */
#include <stdio.h>     /* FILE, sscanf, snprintf */
#include <stdlib.h>    /* getenv */
#include <string.h>    /* strcmp, strlen */
#include <sys/stat.h>  /* mode_t */
#include <unistd.h>    /* ssize_t */

static struct {
  char name[32];
  size_t at;
  int error;
  int goes_on, is_odd, is_ready;
  atomic_size_t calls;
  atomic_uint flip;
} plan;

static void *next(const char *name)
{
  return dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void begin(void)
{
  const char *text = getenv("FAULT");
  char more = 0;
  if (text && sscanf(text, "%31[^:]:%zu:%d:%c", plan.name, &plan.at, &plan.error, &more) >= 3) {
    plan.goes_on = more == '+';
    plan.is_odd = strcmp(plan.name, "odd") == 0;
    plan.is_ready = 1;
  }
}

__attribute__((destructor)) static void end(void)
{
  char text[32];
  const char *name = getenv("FAULT_SEEN");
  int (*open_file)(const char *, int, ...) = (int (*)(const char *, int, ...))next("open");
  ssize_t (*write_file)(int, const void *, size_t) =
      (ssize_t(*)(int, const void *, size_t))next("write");
  int fd = name && plan.is_ready ? open_file(name, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
  if (fd >= 0) {
    (void)!write_file(fd, text, (size_t)snprintf(text, sizeof text, "%zu", plan.calls));
  }
}

/* Whether this call is to fail; errno is then set. */
static int fails(const char *name)
{
  if (!plan.is_ready || strcmp(plan.name, name) != 0) {
    return 0;
  }
  size_t call = atomic_fetch_add(&plan.calls, 1) + 1;
  if (plan.at == 0 || (plan.goes_on ? call < plan.at : call != plan.at)) {
    return 0;
  }
  errno = plan.error;
  return 1;
}

/* Every other call is interrupted, the others get few bytes. */
static int is_interrupted(size_t *size)
{
  unsigned flip = plan.is_odd ? atomic_fetch_add(&plan.flip, 1) : 1;
  if (flip % 2 == 0) {
    errno = EINTR;
    return 1;
  }
  if (plan.is_odd && *size > 1) {
    *size = 1 + flip * 7919 % (*size < 5000 ? *size : 5000);
  }
  return 0;
}

ssize_t read(int fd, void *bytes, size_t size)
{
  ssize_t (*real)(int, void *, size_t) = (ssize_t(*)(int, void *, size_t))next("read");
  return fails("read") || is_interrupted(&size) ? -1 : real(fd, bytes, size);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
  ssize_t (*real)(int, const void *, size_t) = (ssize_t(*)(int, const void *, size_t))next("write");
  return fails("write") || is_interrupted(&size) ? -1 : real(fd, bytes, size);
}

ssize_t pread64(int fd, void *bytes, size_t size, off64_t at)
{
  ssize_t (*real)(int, void *, size_t, off64_t) =
      (ssize_t(*)(int, void *, size_t, off64_t))next("pread64");
  return fails("pread") || is_interrupted(&size) ? -1 : real(fd, bytes, size, at);
}

int open64(const char *name, int flags, ...)
{
  int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))next("open64");
  va_list more;
  va_start(more, flags);
  mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
  va_end(more);
  return fails("open") ? -1 : real(name, flags, mode);
}

FILE *fopen64(const char *name, const char *mode)
{
  FILE *(*real)(const char *, const char *) =
      (FILE * (*)(const char *, const char *)) next("fopen64");
  return fails("fopen") ? NULL : real(name, mode);
}

int mkstemp64(char *name)
{
  int (*real)(char *) = (int (*)(char *))next("mkstemp64");
  return fails("mkstemp") ? -1 : real(name);
}

char *realpath(const char *name, char *room)
{
  char *(*real)(const char *, char *) = (char *(*)(const char *, char *))next("realpath");
  return fails("realpath") ? NULL : real(name, room);
}

DIR *opendir(const char *name)
{
  DIR *(*real)(const char *) = (DIR * (*)(const char *)) next("opendir");
  return fails("opendir") ? NULL : real(name);
}

struct dirent64 *readdir64(DIR *directory)
{
  struct dirent64 *(*real)(DIR *) = (struct dirent64 * (*)(DIR *)) next("readdir64");
  return fails("readdir") ? NULL : real(directory);
}

/* It is closed all the same, as Linux does. */
int close(int fd)
{
  int (*real)(int) = (int (*)(int))next("close");
  int bad = fails("close"), error = errno, status = real(fd);
  errno = bad ? error : errno;
  return bad ? -1 : status;
}

/* Functions whose arguments are passed on as they are. */
#define PASS(ret, bad, name, word, parameters, arguments)                                          \
  ret name parameters                                                                              \
  {                                                                                                \
    ret(*real) parameters = (ret(*) parameters)next(#name);                                        \
    return fails(word) ? (bad) : real arguments;                                                   \
  }

PASS(int, -1, rename, "rename", (const char *from, const char *to), (from, to))
PASS(int, -1, link, "link", (const char *from, const char *to), (from, to))
PASS(int, -1, unlink, "unlink", (const char *name), (name))
PASS(int, -1, fsync, "fsync", (int fd), (fd))
PASS(int, -1, fchmod, "fchmod", (int fd, mode_t mode), (fd, mode))
PASS(int, -1, mkdir, "mkdir", (const char *name, mode_t mode), (name, mode))
PASS(int, -1, fstat64, "fstat", (int fd, struct stat64 *info), (fd, info))
PASS(int, -1, stat64, "stat", (const char *name, struct stat64 *info), (name, info))
PASS(int, -1, lstat64, "lstat", (const char *name, struct stat64 *info), (name, info))
PASS(off64_t, -1, lseek64, "lseek", (int fd, off64_t at, int whence), (fd, at, whence))
PASS(void *, NULL, dlopen, "dlopen", (const char *name, int flags), (name, flags))
PASS(int, plan.error, pthread_create, "thread",
     (pthread_t * thread, const pthread_attr_t *how, void *(*work)(void *), void *context),
     (thread, how, work, context))

/* ---- Memory: dlsym() asks for some itself, so the library's own names are taken. ---------- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
  return fails("malloc") ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
  return fails("malloc") ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
  return fails("malloc") ? NULL : __libc_realloc(old, size);
}
