/* fault.c - see fault.h. */
#include "fault.h"

#include <errno.h>  /* EIO */
#include <string.h> /* strerror */

void fault_clear(fault *f)
{
  *f = (fault){.id = PROBLEM_NONE};
}

bool fault_set(fault *f, problem_id id, int error, const char *detail)
{
  size_t i = 0;
  f->id = id;
  f->error = error ? error : EIO;
  for (; detail && detail[i] && i + 1 < sizeof f->detail; i++) {
    f->detail[i] = detail[i] >= ' ' && detail[i] <= '~' ? detail[i] : '?';
  }
  f->detail[i] = 0;
  return false;
}

bool fault_of_system(fault *f, int error)
{
  return fault_set(f, PROBLEM_CANNOT_READ, error, strerror(error));
}
