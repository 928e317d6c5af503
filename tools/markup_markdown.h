/* markup_markdown.h - what of Markdown is text. */
#ifndef MARKUP_MARKDOWN_H
#define MARKUP_MARKDOWN_H

#include "markup_map.h"

/* Reads m->source, from m->at on. */
void markup_read_markdown(markup_map *m);

#endif
