/* writer.h - what is done with batches when they are clean, in their order: results are
 * written, problems told, figures added up. All of it is one thread's. */
#ifndef WRITER_H
#define WRITER_H

#include "session.h"

void writer_take(void *session, batch *b);

/* Puts out what is still in memory: there will be nothing more for a while. */
void writer_rest(void *session);

#endif
