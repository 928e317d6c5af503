/* magic.h - compressed files and archives, told by their first bytes. */
#ifndef MAGIC_H
#define MAGIC_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#define MAGIC_SIZE ((size_t)512) /* bytes that are always enough: the head of a tar file */

typedef enum magic_answer { MAGIC_NO, MAGIC_YES, MAGIC_MORE } magic_answer;

/* What a file that begins with these bytes is. MAGIC_MORE, never if `at_end`: more of
 * them are needed; a text that has a line end is never asked for more. */
magic_answer magic_look(const char *bytes, size_t size, bool at_end);

/* How much of a name is left without .gz, .zst, .xz or .bz2. */
size_t magic_stem(const char *name);

#endif
