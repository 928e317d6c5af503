/* roles.h - what each paragraph is: title, byline, body, end, related. Layer 3.
 *
 * The rules, in order; what none of them takes is body:
 *  1. An end mark is a paragraph of its own that holds nothing but a word of the
 *     kind END between marks. All behind it is related, but for bylines and
 *     notices.
 *  2. A heading of the kind RELATED, and all behind it, is related; but the heading
 *     and its lines alone if the article goes on: two long paragraphs follow, or
 *     sentences rather than lines. `Read more: Title` is a heading, too, unless it
 *     ends in a full stop. The place of an advertisement is related, and nothing
 *     behind it.
 *  3. A notice begins with a word of the kind NOTICE, or has one behind a comma or a
 *     stop, and stands behind the body: end.
 *  4. A byline is short and ends no sentence; and it has a label with its mark, a word
 *     of the kind REPORTER, or a date; or it holds nothing but a date, a time, counts
 *     and their labels; in front of the body, or behind it. Breadcrumbs are one in
 *     front, and so is the name of a paper, or of the office behind a notice, before
 *     one of these.
 *  5. The first paragraph that is no byline is the title if others follow, it ends no
 *     sentence (it may ask, and answer), and it ends in no colon.
 * A ruler is a paragraph of nothing but symbols or dashes; it is an end mark if only
 * lines follow. */
#ifndef TC_ROLES_H
#define TC_ROLES_H

#include "paragraphs.h"

void tc_find_roles(const tc_text *text, tc_paragraphs *paragraphs);

#endif
