/* command_line.h - the command line, read and checked. */
#ifndef COMMAND_LINE_H
#define COMMAND_LINE_H

#include "options.h"

/* False: the command line is wrong, and a message says how. */
bool options_read(options *o, int argc, char **argv);
void options_free(options *o);

#endif
