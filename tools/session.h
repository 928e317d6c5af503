/* session.h - what one run of the command holds. */
#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include <textclean.h>

#include "flag_list.h"
#include "options.h"
#include "output.h"
#include "problems.h"
#include "source.h"

typedef enum exit_status { EXIT_DONE = 0, EXIT_FOUND = 1, EXIT_TROUBLE = 2 } exit_status;

typedef struct tally { /* of one input */
  size_t articles, edits, flags;
  size_t by_kind[TEXTCLEAN_KIND_COUNT];
} tally;

typedef struct session {
  const options *options;
  textclean *cleaner;
  textclean_doc *doc;
  output out, errors;
  problems problems;
  source source;
  flag_list flags; /* of the article at hand, as the user wants them */
  buffer scratch;  /* for one result at a time */
  tally tally;
  bool shows_summary, colors_out, colors_summary;
  const char *told_encoding; /* the last guess that was told */
  bool told_field;    /* that a usual name of the text field was taken */
  bool has_article;   /* one was printed, so the next needs a line between */
  exit_status status; /* the worst so far */
  bool stopped;       /* no memory, or nowhere to write: nothing more is done */
} session;

/* False: a message tells why; session_end() is still to be called. */
bool session_begin(session *s, const options *o);

/* Closes and frees all, and returns the exit status. */
exit_status session_end(session *s);

/* Reads one operand and cleans what is in it. */
void session_read(session *s, const char *name);

/* Tells of something that is with an input as a whole, which fails. */
void session_input_problem(session *s, const trouble *problem);

/* Tells once from which usual field or column the text is taken, if it is not the first
 * of them, and so no surprise. */
void session_tell_field(session *s, const char *name, bool is_surprise, const char *option);

void session_fail(session *s);      /* the status becomes trouble */
void session_no_memory(session *s); /* tells it and stops */

/* Tells of a record that cannot be cleaned. False: reading must end here. */
bool session_problem(session *s, const trouble *problem);

/* Stops if the output has failed. */
bool session_goes_on(session *s);

/* The kinds of input. Each reads s->source to its end. */
void clean_text(session *s);
void clean_lines(session *s);
void clean_records(session *s);
void clean_json(session *s);
void clean_tsv(session *s);

#endif
