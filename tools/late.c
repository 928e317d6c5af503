/* late.c - see late.h. */
#include "late.h"

#include <dlfcn.h>  /* dlopen, dlsym, dlerror, dlclose */
#include <errno.h>  /* ENOTSUP */
#include <string.h> /* memcpy */

_Static_assert(sizeof(void *) == sizeof(void (*)(void)), "dlsym() tells functions, as in POSIX");

static bool fail(fault *f)
{
  return fault_set(f, PROBLEM_NO_LIBRARY, ENOTSUP, dlerror());
}

/* The address of a function; NULL: the library has none of this name. */
static void *address_of(const late_call *row, void *library)
{
  void *address = NULL;
  if (!row->linked) {
    return dlsym(library, row->name);
  }
  memcpy(&address, &row->linked, sizeof address);
  return address;
}

bool late_fill(void *calls, const late_call *rows, size_t count, const char *library, fault *f)
{
  bool good = true;
  void *handle = NULL;
  if (count > 0 && !rows[0].linked) {
    handle = dlopen(library, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!handle) {
      return fail(f);
    }
  }
  for (size_t i = 0; good && i < count; i++) {
    void *address = address_of(&rows[i], handle);
    good = address || fail(f);
    memcpy((char *)calls + rows[i].place, &address, sizeof address);
  }
  if (handle) {
    dlclose(handle); /* which leaves it where it is */
  }
  return good;
}
