/* corrections.h - what a reviewed file says, as `apply` uses it.
 *
 * They are found by the name of the article (anchor_add_label()) or by its hash, so that a file
 * that was renamed, and a record that moved, are found too. The list is made by one thread; then
 * it is read by all, and the worker that has the article sets the outcomes. */
#ifndef CORRECTIONS_H
#define CORRECTIONS_H

#include <stdatomic.h> /* atomic_int */

#include "anchor.h"

typedef enum verdict { VERDICT_NONE, VERDICT_RIGHT, VERDICT_TERM, VERDICT_DELETE } verdict;

typedef enum outcome {
  OUTCOME_WAITS, /* its article did not come yet */
  OUTCOME_DONE,
  OUTCOME_THERE, /* it was in the article already */
  OUTCOME_CONFLICT,
  OUTCOME_HELD /* good by itself, but another of the article is not */
} outcome;

typedef struct piece { /* of corrections.text */
  size_t start, size;
} piece;

typedef struct correction {
  anchor at;
  piece label;
  piece shown;         /* what the reviewer saw, cleaned */
  piece replacement;   /* what is to stand there */
  piece before, after; /* what stood around it; empty: not known */
  int kind;            /* a textclean_kind; -1: not known */
  verdict verdict;
  bool is_edit;     /* the text is to change */
  bool is_unit;     /* a whole sentence, most of which may be as before */
  const char *flaw; /* why it cannot be applied, whatever the article; NULL: nothing. Static */
  size_t line;      /* in the reviewed file, from 1 */
  atomic_int outcome;
} correction;

typedef struct correction_group { /* those of one article, in its order */
  size_t first, count;
} correction_group;

typedef struct corrections { /* start from corrections_begin() */
  const char *name;          /* of the reviewed file */
  correction *list;
  size_t count, capacity;
  buffer text;
  correction_group *groups; /* by label, then by hash */
  size_t *by_hash;          /* places in `groups` */
  size_t *by_base;          /* places in `groups`, by the last part of the path */
  size_t group_count;
  piece file; /* the only one that there are articles of; empty: there are more */
} corrections;

void corrections_begin(corrections *c, const char *name);
void corrections_free(corrections *c);

/* A new one, all zero but for its kind. NULL: no memory. */
correction *corrections_add(corrections *c);

piece corrections_keep(corrections *c, const char *bytes, size_t size);
const char *corrections_text(const corrections *c, piece p);

/* Sorts them when all are there. False: no memory. */
bool corrections_finish(corrections *c);

typedef enum match {
  MATCH_NONE,
  MATCH_HASH, /* it is the article that was reviewed */
  MATCH_LABEL /* it has the name, but has changed */
} match;

/* Those of an article, whose label begins with the name of its file. Where neither hash nor label
 * fit, the file may have got another name: then that of the same base, or the only one of the
 * review, is meant. An article that is in the review under its own name takes no corrections
 * of another that was equal to it. */
match corrections_find(corrections *c, const char *label, size_t size, size_t file_size,
                       const char *hash, correction_group *group);

/* Counts the edits with an outcome. */
size_t corrections_count(const corrections *c, outcome o);

#endif
