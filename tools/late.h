/* late.h - libraries that are loaded by the first who needs them.
 *
 * Few runs unpack archives, guess an encoding or write pinyin, but the libraries for it, and
 * what these need in turn, took the loader nearly half of the start of every run. So their
 * functions are called by a struct of addresses:
 *
 *   #define CALLS(X, calls) X(calls, archive_read_new) X(calls, archive_read_free)
 *   typedef struct archive_calls { CALLS(LATE_MEMBER, archive_calls) } archive_calls;
 *   static const late_call rows[] = {CALLS(LATE_ROW, archive_calls)};
 *
 * A build without LATE_LOADING (-Dlate_loading=false: for systems whose libraries have other
 * names, and for what is linked statically) has the linker fill the rows. */
#ifndef LATE_H
#define LATE_H

#include <stddef.h> /* offsetof, size_t */

#include <unicode/uvernum.h> /* U_ICU_VERSION_SHORT */

#include "fault.h"

#define LATE_ICU "libicui18n.so." U_ICU_VERSION_SHORT

typedef struct late_call {
  const char *name;
  size_t place;         /* of its address in the struct */
  void (*linked)(void); /* its address, or NULL: it is to be looked for */
} late_call;

#define LATE_TEXT(name) #name
#define LATE_NAME(name) LATE_TEXT(name) /* behind macros: ICU's names end in its version */

#define LATE_MEMBER(calls, name) __typeof__(name) *name;
#ifdef LATE_LOADING
#define LATE_ROW(calls, name) {LATE_NAME(name), offsetof(calls, name), NULL},
#else
#define LATE_ROW(calls, name) {LATE_NAME(name), offsetof(calls, name), (void (*)(void))name},
#endif

/* Fills the struct `calls`. The library is loaded once and stays; any thread may ask. False: *f
 * tells that it, or one of the functions, is not there. */
bool late_fill(void *calls, const late_call *rows, size_t count, const char *library, fault *f);

#endif
