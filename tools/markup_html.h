/* markup_html.h - what of HTML is text. */
#ifndef MARKUP_HTML_H
#define MARKUP_HTML_H

#include "html_token.h"
#include "markup_map.h"

/* Reads m->source, from m->at on. */
void markup_read_html(markup_map *m);

/* How a tag is seen among text, where nothing is said of what it contains. */
void markup_add_tag(markup_map *m, const html_token *t);

/* Adds code in a line, as `code`: the library knows it by its grave accents, and leaves it. */
void markup_add_code(markup_map *m, size_t end);

#endif
