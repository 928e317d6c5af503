/* xliff_read.h - reviewed XLIFF 1.2 read into corrections.
 *
 * A unit is a correction if its target is another text than its source; states are not read,
 * since some tools never set them and others always do. Tags inside are dropped, but what
 * xml_add_content() wrote becomes its character again. A DOCTYPE is refused, and so is what is
 * nested deeper than XLIFF_MAX_DEPTH. */
#ifndef XLIFF_READ_H
#define XLIFF_READ_H

#include "corrections.h"

#define XLIFF_MAX_DEPTH 256u

/* False: a message tells what is wrong in which line. */
bool xliff_read(corrections *c, const char *text, size_t size);

#endif
