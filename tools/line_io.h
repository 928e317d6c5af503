/* line_io.h - what both kinds of input by lines do with a line that cannot be
 * cleaned. */
#ifndef LINE_IO_H
#define LINE_IO_H

#include "article.h"
#include "worker.h"

/* Sets `id` to the JSON string "FILE:LINE", or "FILE" if the number is 0. */
void line_id(buffer *id, const char *file, size_t number);

/* Notes the problem, whose line is filled in here, and puts out what the format wants in
 * place of the article; its id is that of `a`. False: reading must end here. */
bool line_refuse(worker *w, const input_line *line, trouble *problem, const article *a);

/* The same for the batch at hand, the first part of a line that is larger than the limit. */
void line_pass_large(worker *w);

/* Whether a record that cannot be cleaned goes out as it came. */
bool line_passes(const worker *w);

#endif
