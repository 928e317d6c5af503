/* whole_file.h - a file read into memory as it stands: what is not an article. */
#ifndef WHOLE_FILE_H
#define WHOLE_FILE_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "buffer.h"

/* Adds its bytes; "-" is standard input. False: *error is an errno, EFBIG if there are more than
 * `limit`. */
bool whole_file_read(buffer *out, const char *name, size_t limit, int *error);

#endif
