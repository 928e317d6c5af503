/* text_diff.h - two texts compared line by line, shown as `diff -u` does. */
#ifndef TEXT_DIFF_H
#define TEXT_DIFF_H

#include <stddef.h> /* size_t */

#include "buffer.h"

/* Adds the differences of two texts of this name; nothing if they are equal. Texts that differ in
 * more than some hundred lines may be shown as one large difference. */
void text_diff_add(buffer *out, const char *name, size_t name_size, const char *before,
                   size_t before_size, const char *after, size_t after_size);

#endif
