/* anchor.h - where a piece of an article stands, so that a correction finds its way back.
 *
 *   a1f3e5d7c9b0a.p3.s2.b120-188.7ce27ddf8659
 *    │            │  │  │        └ SHA-256 of these bytes, its first 12 hex digits
 *    │            │  │  └ bytes of the article as it came, half open
 *    │            │  └ sentence of the paragraph, from 1
 *    │            └ paragraph, from 1
 *    └ SHA-256 of the article as it came, its first 12 hex digits
 *
 * All of it is one name (an NMTOKEN of XML), since ids survive every tool, and what stands
 * beside them may not. Two flags of one place have one anchor. */
#ifndef ANCHOR_H
#define ANCHOR_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

#include "anchor_hash.h"
#include "article.h"
#include "buffer.h"

typedef struct anchor {
  char article[ANCHOR_HASH + 1], slice[ANCHOR_HASH + 1]; /* hashes */
  size_t paragraph, sentence;                            /* from 1; 0: in none */
  size_t start, end;                                     /* bytes of the article as it came */
} anchor;

/* The anchor of a place in the article that is in the document. `article_hash` is that of its
 * source. */
anchor anchor_of(const textclean_doc *doc, const article *a, const char *article_hash,
                 textclean_place at);

void anchor_add(buffer *out, const anchor *an);

/* Reads what anchor_add() wrote. False: it is no anchor. */
bool anchor_read(anchor *an, const char *text, size_t size);

/* Whether the article as it came still has these bytes there. */
bool anchor_holds(const anchor *an, const char *text, size_t size);

/* The name of an article in reviews: FILE, FILE:LINE of lines, and #FIELD if there are
 * several. */
void anchor_add_label(buffer *out, const article *a);

#endif
