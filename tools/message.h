/* message.h - words for the user, on standard error. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "buffer.h"

/* Prints "textclean: ", the message and a line end. All of it is made safe to show,
 * so names of files and words of the user may be put in as they are. */
__attribute__((format(printf, 1, 2))) void message(const char *format, ...);

/* Tells that a file cannot be written, with an error of errno.h, and what helps if there is no room
 * for it. */
void message_unwritten(const char *name, int error);

/* Prints one line as it is. */
void message_hint(const char *line);

/* Prints lines that are safe already. */
void message_lines(const buffer *lines);

/* Shows a line on the terminal that stays until the next words, or the next status; NULL:
 * none. */
void message_status(const buffer *line);

#endif
