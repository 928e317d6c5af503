/* roles.h - what each paragraph is: title, byline, body, end, related. Layer 3.
 *
 * The rules, in order; what none of them takes is body:
 *  1. An end mark is a paragraph of its own that holds nothing but a word of the
 *     kind END between marks. All behind it is related, but for bylines and
 *     notices.
 *  2. A heading of the kind RELATED, and all behind it, is related.
 *  3. A notice begins with a word of the kind NOTICE and stands behind the body: end.
 *  4. A byline is short, ends no sentence, and has a label with its mark, a word
 *     of the kind REPORTER, or a date; in front of the body, or behind it.
 *  5. The first paragraph is the title if others follow, it ends no sentence, and
 *     it is no byline. */
#ifndef TC_ROLES_H
#define TC_ROLES_H

#include "paragraphs.h"

void tc_find_roles(const tc_text *text, tc_paragraphs *paragraphs);

#endif
