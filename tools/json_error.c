/* json_error.c - see json_error.h. */
#include "json_error.h"

const char *json_error_text(json_error error)
{
  static const char *const texts[] = {
#define JSON_ERROR(id, what) what,
#include "json_error.def"
#undef JSON_ERROR
  };
  return texts[error];
}
