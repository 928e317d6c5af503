/* skeleton.h - the letters and digits of a text without what stands between them, to find a
 * passage again whose blanks and marks were mended meanwhile. */
#ifndef SKELETON_H
#define SKELETON_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include <textclean.h>

#include "buffer.h"

typedef struct skeleton { /* start from all zero; its memory serves text after text */
  buffer letters;
  buffer places; /* a uint32_t for each byte of them: where it stands in the text */
  size_t size;   /* of the text */
  size_t cursor; /* behind what was found last */
  size_t budget; /* bytes that may still be searched; then nothing is found any more, so that
                  * time is bounded */
} skeleton;

void skeleton_set(skeleton *s, const char *text, size_t size);
void skeleton_free(skeleton *s);

/* Adds the letters of a text. */
void skeleton_add(buffer *out, const char *text, size_t size);

/* A passage, and what stands around it: letters only. */
typedef struct passage {
  const char *letters;
  size_t before, inside; /* of `letters`: their sizes */
  size_t after;
} passage;

/* How many letters, in bytes, stand before a place of the text. */
size_t skeleton_before(const skeleton *s, size_t place);

/* A span with all that is no letter on both sides of it. */
textclean_span skeleton_widen(const skeleton *s, textclean_span span);

typedef enum where {
  WHERE_NEAR, /* at the last one that was found, or not far behind */
  WHERE_ANY,  /* the first of all */
  WHERE_ONCE  /* if there is only one */
} where;

/* Finds the passage. *span is then what stands between the letters before it and those behind
 * it. */
bool skeleton_find(skeleton *s, const passage *p, where w, textclean_span *span);

#endif
