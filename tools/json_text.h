/* json_text.h - strings of JSON: reading, comparing, writing, splicing in. */
#ifndef JSON_TEXT_H
#define JSON_TEXT_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "buffer.h"

/* `string` is always what stands between the quotes, as json_scan() let it pass.
 * Decoding never makes it longer: `out` needs `size` bytes. A lone surrogate
 * becomes U+FFFD. Returns the size of the text. */
size_t json_decode(const char *string, size_t size, char *out);

/* Where the string goes on behind what decodes to `size` bytes, whole characters. */
const char *json_skip(const char *p, const char *end, size_t size);

/* Whether it decodes to `text`. */
bool json_equals(const char *string, size_t size, const char *text, size_t text_size);

/* Adds `text`, well-formed UTF-8, with quotes. Escapes what RFC 8259 wants escaped
 * and nothing else. */
void json_encode(buffer *out, const char *text, size_t size);

/* The same for a name of the system, which may be ill-formed: U+FFFD takes the
 * place of what is. */
void json_encode_name(buffer *out, const char *name);

typedef struct json_patch {
  size_t start, end; /* bytes of the line to leave out */
  size_t from, to;   /* bytes of the replacements to put there */
} json_patch;

/* Adds the line with its patches made; they are in order and disjoint. */
void json_splice(buffer *out, const char *line, size_t size, const json_patch *patches,
                 size_t count, const char *replacements);

#endif
