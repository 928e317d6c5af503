/* run.h - a run of the command, from opening to closing. */
#ifndef RUN_H
#define RUN_H

#include "session.h"

/* False: a message tells why; run_end() is still to be called. */
bool run_begin(session *s, const options *o);

/* Closes and frees all, and returns the exit status. */
exit_status run_end(session *s);

#endif
