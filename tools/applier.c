/* applier.c - see applier.h. */
#include "applier.h"

#include <stdlib.h> /* calloc, free */

applier *applier_new(corrections *c)
{
  applier *p = calloc(1, sizeof *p);
  if (p) {
    p->corrections = c;
  }
  return p;
}

void applier_free(applier *p)
{
  if (p) {
    seams_free(&p->seams);
    skeleton_free(&p->skeleton);
    buffer *all[] = {&p->hunks, &p->owners, &p->order, &p->needle, &p->accepted};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
      buffer_free(all[i]);
    }
    free(p);
  }
}

size_t applier_change_count(const applier *p)
{
  return p->is_changed ? seams_count(&p->seams) : 0;
}
