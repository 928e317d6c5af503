/* invariants.h - what textclean.h promises of every document, as assertions. */
#ifndef INVARIANTS_H
#define INVARIANTS_H

#include <textclean.h>

/* Cleans `source` with `doc` and checks invariants 1 to 7 of textclean.h; `again`
 * is another document of the same cleaner. NULL if all hold, else which failed. */
const char *broken_invariant(textclean_doc *doc, textclean_doc *again, textclean_lang target,
                             const char *source, size_t size);

#endif
