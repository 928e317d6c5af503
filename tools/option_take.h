/* option_take.h - one option put into the options. */
#ifndef OPTION_TAKE_H
#define OPTION_TAKE_H

#include "options.h"

#define BEHIND_LETTERS 256 /* options are numbered from here, in the order of the .def */

typedef enum option_id {
  OPTION_BEFORE_FIRST = BEHIND_LETTERS - 1,
#define GROUP(title)
#define OPTION(id, letter, name, argument, help) OPTION_##id,
#include "options.def"
#undef GROUP
#undef OPTION
} option_id;

/* The long name. */
const char *option_name(option_id id);

/* The words that it takes, parted by blanks; NULL: something else. */
const char *option_words(option_id id);

/* `text` is its argument, NULL if it has none. False: a message tells what is wrong. */
bool option_take(options *o, option_id id, const char *text);

#endif
