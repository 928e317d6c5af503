/* frame.h - what stands around the articles of an output, where the format wants something. */
#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h> /* bool */

#include "buffer.h"
#include "options.h"

void frame_add_head(buffer *out, const options *o);

/* `is_empty`: no article was put out between head and tail. */
void frame_add_tail(buffer *out, const options *o, bool is_empty);

#endif
