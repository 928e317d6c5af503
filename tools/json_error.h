/* json_error.h - what can be wrong with a JSON text. */
#ifndef JSON_ERROR_H
#define JSON_ERROR_H

typedef enum json_error {
#define JSON_ERROR(id, what) JSON_ERROR_##id,
#include "json_error.def"
#undef JSON_ERROR
} json_error;

const char *json_error_text(json_error error); /* static */

#endif
