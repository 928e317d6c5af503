/* applier.h - what a worker needs to put corrections in, article after article. */
#ifndef APPLIER_H
#define APPLIER_H

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

/* After apply_text() with --raw: how many changes of a->source it made; seams_change() tells
 * each. */
size_t applier_change_count(const applier *p);

#endif
