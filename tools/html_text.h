/* html_text.h - text put into HTML. Nothing of it is ever markup, and nothing of it can steer
 * what is shown: a character that is not safe (unsafe.def) is shown by its name or number. */
#ifndef HTML_TEXT_H
#define HTML_TEXT_H

#include <stddef.h> /* size_t */

#include "buffer.h"

/* For content: line feeds and tabs stay; ill-formed bytes are U+FFFD. */
void html_add(buffer *out, const char *text, size_t size);

/* For content that shows an edit: what nobody would see is shown too, and so are line feeds and
 * tabs. */
void html_add_seen(buffer *out, const char *text, size_t size);

/* For the value of an attribute. The text is well-formed and has no controls but tabs: cells of a
 * table, or words of our own. */
void html_add_value(buffer *out, const char *text, size_t size);

#endif
