/* reader.h - reads the files and hands on what is in them; the caller's thread. */
#ifndef READER_H
#define READER_H

#include "session.h"

/* Reads one file, with all texts that it has. */
void reader_take(session *s, const char *name);

/* Tells words about something that is no input; they must be static. */
void reader_note(session *s, const char *name, const char *words);

/* Notes one that is not to be read. */
void reader_refuse(session *s, const char *name, const fault *why);

#endif
