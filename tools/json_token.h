/* json_token.h - the words of JSON: blanks, strings, numbers, literals. Used by
 * json_scan.c, which knows how they are put together. */
#ifndef JSON_TOKEN_H
#define JSON_TOKEN_H

#include <stdbool.h> /* bool */

#include "json_error.h"

typedef struct json_cursor {
  const char *p, *end; /* what is still to be read; at an error, where it stands */
  json_error error;
} json_cursor;

typedef struct json_string {
  const char *start, *end; /* between the quotes */
  bool escaped, lone;      /* it has a backslash; a lone surrogate, so it is no text */
} json_string;

/* Always false, for `return`. At the end of the text every error is JSON_ERROR_END. */
bool json_fail(json_cursor *c, json_error error);

void json_skip_blanks(json_cursor *c);

/* Whether `byte` is the next one. */
static inline bool json_is_next(const json_cursor *c, char byte)
{
  return c->p < c->end && *c->p == byte;
}

/* Each reads what begins at p and moves behind it. */
bool json_read_string(json_cursor *c, json_string *string);
bool json_read_number(json_cursor *c);
bool json_read_literal(json_cursor *c, const char *word);

#endif
