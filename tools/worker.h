/* worker.h - what cleans batches: one for each thread. */
#ifndef WORKER_H
#define WORKER_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include <textclean.h>

#include "batch.h"
#include "flag_list.h"
#include "markup.h"
#include "options.h"
#include "original.h"
#include "pinyin.h"
#include "reviews.h"
#include "source.h"

struct applier;
struct job;

typedef struct looks { /* of what is shown to people */
  bool has_summary, colors_out, colors_summary;
  size_t width; /* columns of the terminal that flags are shown on; 0: on none */
} looks;

typedef struct worker {
  const options *options;
  const textclean *cleaner; /* shared */
  const looks *look;        /* shared */
  textclean_doc *doc;
  struct job *job;      /* of clean_records.c */
  flag_list flags;      /* of the article at hand, as the user wants them */
  original original;    /* of the article at hand */
  markup markup;        /* of the article at hand, with --markup */
  pinyin pinyin;
  const reviews *reviews;  /* shared */
  struct applier *applier; /* NULL: it cleans */
  buffer original_file;    /* memory of `original`, of a file */
  buffer scratch, id;   /* for one result at a time */
  buffer cell, row;     /* the same, for clean_tsv.c */
  size_t most_troubles; /* one more in a batch ends it */
  bool stopped;         /* no memory: nothing more is done */
  /* ---- Of the batch at hand. */
  batch *batch;
  const char *file; /* its name */
  buffer *out;      /* its output */
} worker;

/* False: a message tells why; worker_end() is still to be called. See also clean_batch.h. */
bool worker_begin(worker *w, const options *o, const textclean *cleaner, const looks *look,
                  const reviews *said);
void worker_end(worker *w);

/* Adds to the output of the batch. */
void worker_print(worker *w, const buffer *bytes);

void worker_no_memory(worker *w); /* stops; the writer tells it */

/* Notes a record that cannot be cleaned. False: reading must end here. */
bool worker_trouble(worker *w, const trouble *problem);

#endif
