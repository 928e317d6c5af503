/* tsv_read.h - a reviewed table read into corrections; see review_tsv.h for its columns. */
#ifndef TSV_READ_H
#define TSV_READ_H

#include "corrections.h"

/* False: a message tells what is wrong in which line. */
bool tsv_read(corrections *c, const char *text, size_t size);

#endif
