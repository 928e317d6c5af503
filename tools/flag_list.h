/* flag_list.h - the flags of an article that the user wants to see, in the order of
 * the source. */
#ifndef FLAG_LIST_H
#define FLAG_LIST_H

#include "accepted.h"
#include "options.h"
#include "original.h"

typedef struct flag_list {      /* start from all zero; its memory serves article after article */
  textclean_flag *all;          /* those that nobody accepted, in the order of the library */
  const textclean_flag **flags; /* of them the wanted ones; strings are static */
  size_t all_count, count, capacity;
} flag_list;

/* Takes the flags of the document but those that are in `accepted`, raises the score of those
 * whose text stands in the original, and picks by --check, --min-score and --body. `accepted`
 * and `first` may be NULL. False: no memory. */
bool flag_list_pick(flag_list *list, const textclean_doc *doc, const options *o,
                    const accepted_list *accepted, original *first);
void flag_list_free(flag_list *list);

/* The role of the paragraph that a byte of the text is in, or stands behind. */
textclean_role role_at(const textclean_doc *doc, uint32_t offset);

/* Whether --body shows it. */
bool is_body(textclean_role role);

#endif
