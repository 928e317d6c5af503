/* excerpt.h - a line of the source with a marker under a place in it, for a terminal:
 *
 *    …opened on Monday, and 学校举办了开学典礼 Parents came too.
 *                           ^~~~~~~~~~~~~~~~~~
 */
#ifndef EXCERPT_H
#define EXCERPT_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include <textclean.h>

#include "buffer.h"

/* Adds both lines, safe to show and at most `width` columns wide. Of a span over several lines
 * the first is shown. */
void excerpt_add(buffer *out, const char *text, size_t size, textclean_span span, size_t width,
                 bool colors);

#endif
