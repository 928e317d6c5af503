/* record.h - all that was found in an article, as one JSON object. */
#ifndef RECORD_H
#define RECORD_H

#include "article.h"
#include "worker.h"

/* Adds the record of the article in w->doc, without a line end. */
void record_add(buffer *out, const worker *w, const article *a);

#endif
