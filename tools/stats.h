/* stats.h - the figures of a whole run, as JSON: --stats. */
#ifndef STATS_H
#define STATS_H

#include "session.h"

/* Writes them to the file that the user named; "-" is standard error. False: a message tells
 * why. */
bool stats_write(const session *s);

#endif
