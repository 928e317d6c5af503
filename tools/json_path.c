/* json_path.c - the paths of json_scan.h. */
#include <stdlib.h> /* malloc, free */
#include <string.h> /* strlen */

#include "json_scan.h"

static bool add_step(json_path *path, const char *step)
{
  if (path->count == JSON_MAX_STEPS) {
    return false;
  }
  path->step[path->count++] = step;
  return true;
}

/* In a pointer, "/" parts the steps, "~1" stands for "/" and "~0" for "~". */
static bool read_pointer(json_path *path, const char *text)
{
  char *out = path->memory;
  for (; *text; text++) {
    if (*text == '/') {
      if (path->count > 0) {
        path->length[path->count - 1] = (size_t)(out - path->step[path->count - 1]);
      }
      if (!add_step(path, out)) {
        return false;
      }
    } else if (*text == '~' && (text[1] == '0' || text[1] == '1')) {
      text++;
      *out++ = *text == '0' ? '~' : '/';
    } else {
      *out++ = *text;
    }
  }
  path->length[path->count - 1] = (size_t)(out - path->step[path->count - 1]);
  return true;
}

bool json_path_read(json_path *path, const char *text)
{
  size_t size = strlen(text);
  *path = (json_path){0};
  path->memory = malloc(size + 1);
  if (!path->memory) {
    return false;
  }
  if (text[0] == '/') {
    return read_pointer(path, text);
  }
  memcpy(path->memory, text, size);
  path->length[0] = size;
  return add_step(path, path->memory);
}

void json_path_free(json_path *path)
{
  free(path->memory);
  *path = (json_path){0};
}
