/* usual_field.c - see usual_field.h. */
#include "usual_field.h"

const char *const usual_fields[USUAL_FIELDS] = {"text", "maintext", "content", "body"};
