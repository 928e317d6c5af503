/* flag_list.h - the flags of an article that the user wants to see, in the order of
 * the source. */
#ifndef FLAG_LIST_H
#define FLAG_LIST_H

#include "options.h"

typedef struct flag_list { /* start from all zero; its memory serves article after article */
  const textclean_flag **flags;
  size_t count, capacity;
} flag_list;

/* Picks by --check, --min-score and --body. False: no memory. */
bool flag_list_pick(flag_list *list, const textclean_doc *doc, const options *o);
void flag_list_free(flag_list *list);

/* The role of the paragraph that a byte of the text is in, or stands behind. */
textclean_role role_at(const textclean_doc *doc, uint32_t offset);

/* Whether --body shows it. */
bool is_body(textclean_role role);

#endif
