/* line_io.h - what both kinds of input by lines do with a line that cannot be
 * cleaned. Each returns false if reading must end here. */
#ifndef LINE_IO_H
#define LINE_IO_H

#include "article.h"

/* Sets `id` to the JSON string "FILE:LINE", or "FILE" if the number is 0. */
void line_id(buffer *id, const char *file, size_t number);

/* Tells the problem, whose file and line are filled in here, and puts out what the
 * format wants in place of the article; its id is that of `a`. */
bool line_refuse(session *s, const input_line *line, trouble *problem, const article *a);

/* Takes all parts of a line that is larger than the limit, of which this is the first. */
bool line_pass_large(session *s, const input_line *first);

/* Whether a record that cannot be cleaned goes out as it came. */
bool line_passes(const session *s);

#endif
