/* style_file.h - the file that --style names. */
#ifndef STYLE_FILE_H
#define STYLE_FILE_H

#include "buffer.h"

/* Reads the style of a house and checks it. False: a message tells what is wrong. */
bool style_read(buffer *style, const char *name);

#endif
