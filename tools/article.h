/* article.h - one article on its way through the library and into the output. */
#ifndef ARTICLE_H
#define ARTICLE_H

#include <stddef.h> /* size_t */

#include <textclean.h>

typedef struct article {
  const char *file;
  size_t line;       /* of the input, from 1; 0: it has lines of its own */
  const char *field; /* told in flags; NULL: there is only one */
  const char *id;    /* a JSON value */
  size_t id_size;
  const char *source; /* as it came in */
  size_t size;
  const char *original; /* what it was translated from; NULL: not known */
  size_t original_size;
  textclean_lang target;
  const char *encoding; /* that the input had; NULL: UTF-8 */
} article;

#endif
