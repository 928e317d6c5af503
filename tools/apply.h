/* apply.h - the corrections of a review put into the article they were made for.
 *
 *   corrections of the article ─ apply_find.c ─▶ places ─ seams.c ─▶ the article with them
 *
 * A place is found by its anchor; where the article has changed since, by the text around it. If
 * one correction of an article cannot be put in, none is (but with --partial), and words on
 * standard error tell which and why. */
#ifndef APPLY_H
#define APPLY_H

#include "article.h"
#include "corrections.h"
#include "seams.h"
#include "skeleton.h"

typedef struct applier {    /* of one worker */
  corrections *corrections; /* shared */
  seams seams;
  skeleton skeleton;
  bool has_skeleton;    /* of the article at hand */
  bool is_changed;      /* the article at hand got corrections */
  bool is_reviewed;     /* it is the very article that was reviewed, not only one of its name */
  bool no_memory;       /* for the letters that apply_find() looks for */
  buffer hunks;         /* hunk */
  buffer owners;        /* size_t: the correction of each */
  buffer order, needle; /* for one thing at a time */
  buffer accepted;      /* lines of --accepted */
} applier;

/* NULL: no memory. */
applier *applier_new(corrections *c);
void applier_free(applier *p);

/* Adds what is to be written in place of the article in w->doc. */
void apply_text(buffer *out, worker *w, const article *a);

/* After apply_text() with --raw: how many changes of a->source it made; seams_change() tells
 * each. */
size_t apply_change_count(const applier *p);

/* Tells what became of all corrections, and those whose article did not come. */
void apply_tell(const corrections *c, bool is_quiet);

/* Tells that verdicts are lost without --accepted. */
void apply_tell_verdicts(const corrections *c);

#endif
