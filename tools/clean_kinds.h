/* clean_kinds.h - the kinds of input, each in a file of its own: clean_lines.c and so on. */
#ifndef CLEAN_KINDS_H
#define CLEAN_KINDS_H

#include "worker.h"

/* Of those by lines each takes one line; false: the batch ends here. */
bool clean_line(worker *w, const input_line *line);
bool clean_record(worker *w, const input_line *line);
bool clean_row(worker *w, const input_line *line);
void clean_text(worker *w);
void clean_json(worker *w);

/* What clean_record() needs. False: a message tells why. */
bool records_begin(worker *w);
void records_end(worker *w);

#endif
