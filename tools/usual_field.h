/* usual_field.h - the usual names of the field, or the column, that has the text. */
#ifndef USUAL_FIELD_H
#define USUAL_FIELD_H

#include <stddef.h> /* size_t */

#define USUAL_FIELDS 4

/* The first one counts most. */
extern const char *const usual_fields[USUAL_FIELDS];

#endif
