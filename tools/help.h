/* help.h - what the command tells about itself. */
#ifndef HELP_H
#define HELP_H

#include "buffer.h"

void help_add_usage(buffer *out);   /* --help */
void help_add_version(buffer *out); /* --version */
void help_add_rules(buffer *out);   /* --list-rules */

/* --list-rules --format json: an array, one rule a line. Text that is ill-formed is
 * given in hex, as in the record: `before_hex`. */
void help_add_rules_json(buffer *out);

#endif
