/* review_read.h - a reviewed file, in whichever format it is. */
#ifndef REVIEW_READ_H
#define REVIEW_READ_H

#include "corrections.h"

/* Reads the file, "-" for standard input. False: a message tells why; corrections_free() is
 * still to be called. */
bool review_read(corrections *c, const char *name);

/* The same of what a file holds; it may be changed. */
bool review_read_text(corrections *c, buffer *text);

#endif
