/* json_scan.h - one walk over one JSON text (RFC 8259, strict), which notes where
 * the wanted values stand. Nothing is copied or built, so that a new value can be
 * spliced in and every other byte stays as it is.
 *
 * Strings are checked to be UTF-8. A lone surrogate escape is allowed, as the RFC
 * does, and noted. Keys may come twice: each place is a match. */
#ifndef JSON_SCAN_H
#define JSON_SCAN_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint32_t */

#include "json_error.h"

#define JSON_MAX_DEPTH 512
#define JSON_MAX_PATHS 64 /* a set of them is the bits of one number */
#define JSON_MAX_STEPS 16 /* of a path */

typedef enum json_kind {
  JSON_KIND_NULL,
  JSON_KIND_TRUE,
  JSON_KIND_FALSE,
  JSON_KIND_NUMBER,
  JSON_KIND_STRING,
  JSON_KIND_ARRAY,
  JSON_KIND_OBJECT
} json_kind;

/* Where a value stands: the keys, or places in arrays, that lead to it. */
typedef struct json_path {
  const char *step[JSON_MAX_STEPS]; /* into `memory` */
  size_t length[JSON_MAX_STEPS];
  size_t count;
  char *memory; /* owned */
} json_path;

/* Reads a key of the outermost object, or a JSON pointer (RFC 6901) if it begins
 * with a slash. False: no memory, or more than JSON_MAX_STEPS steps. */
bool json_path_read(json_path *path, const char *text);
void json_path_free(json_path *path);

typedef struct json_match {
  size_t start, end; /* the value, a string with its quotes */
  uint32_t path;     /* index of the path that it matches */
  json_kind type;
  bool escaped; /* string: has a backslash */
  bool lone;    /* string: has a lone surrogate, so it is no text */
} json_match;

typedef struct json_record { /* start from all zero; its memory serves text after text */
  json_match *matches;       /* in the order of the text */
  size_t match_count, match_capacity;
  json_kind type;     /* of the whole */
  bool has_members;   /* the whole is an object or array that is not empty */
  size_t members_end; /* behind its last member, or behind its opening bracket */
  size_t error_at;    /* the byte at which the error stands */
} json_record;

json_error json_scan(json_record *record, const json_path *paths, size_t path_count,
                     const char *text, size_t size);
void json_record_free(json_record *record);

#endif
