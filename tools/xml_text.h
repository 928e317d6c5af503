/* xml_text.h - text put into XML. */
#ifndef XML_TEXT_H
#define XML_TEXT_H

#include <stddef.h> /* size_t */

#include "buffer.h"

/* Adds text with < > & and quotes as references, CR as &#13; so that it comes back. What XML
 * cannot hold is shown as <U+0001>; ill-formed bytes as U+FFFD. Good for attributes too. */
void xml_add(buffer *out, const char *text, size_t size);

/* The same for the text of a unit: what XML cannot hold is <x id="c1" ctype="x-textclean-u0001"/>.
 * `number` counts them. */
void xml_add_content(buffer *out, const char *text, size_t size, size_t *number);

#endif
