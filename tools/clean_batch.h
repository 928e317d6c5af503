/* clean_batch.h - a worker at work: a batch is cleaned by the kind of its input. */
#ifndef CLEAN_BATCH_H
#define CLEAN_BATCH_H

#include "worker.h"

/* A worker with all that it needs. False: a message tells why; clean_end() is still to come. */
bool clean_begin(worker *w, const options *o, const textclean *cleaner, const looks *look,
                 const reviews *said);
void clean_end(worker *w);

/* Cleans what is in the batch. */
void clean_batch(worker *w, batch *b);

#endif
