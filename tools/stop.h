/* stop.h - what happens when a signal ends the command: records are whole, a file that is
 * not finished goes away, and the signal ends the process, so that a shell sees 128 + n.
 *
 * The signals are for the thread that writes. It says when it has nothing in its hands;
 * then a signal ends the process at once, else at the next stop_check(). A second signal
 * does not wait. */
#ifndef STOP_H
#define STOP_H

#include <stdbool.h> /* bool */

/* Takes SIGHUP, SIGINT, SIGTERM and SIGPIPE, unless they are ignored. */
void stop_begin(void);

/* The file that must not stay; NULL: none. */
void stop_guard(char *temporary);

/* Whether all that was printed is out. */
void stop_idle(bool is_idle);

bool stop_is_wanted(void);

/* Ends the process if a signal came. */
void stop_check(void);

#endif
