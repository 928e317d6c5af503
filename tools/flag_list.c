/* flag_list.c - see flag_list.h. */
#include "flag_list.h"

#include <stdlib.h> /* realloc, free, qsort */

textclean_role role_at(const textclean_doc *doc, uint32_t offset)
{
  size_t low = 0, high;
  const textclean_paragraph *paragraphs = textclean_paragraphs(doc, &high);
  while (low < high) { /* paragraphs before `low` start at the offset or before it */
    size_t middle = low + (high - low) / 2;
    if (paragraphs[middle].at.span.start <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low > 0 ? paragraphs[low - 1].role : TEXTCLEAN_BODY;
}

bool is_body(textclean_role role)
{
  return role == TEXTCLEAN_TITLE || role == TEXTCLEAN_BODY;
}

static bool is_wanted(const textclean_flag *flag, const textclean_doc *doc, const options *o)
{
  return (o->kinds >> flag->kind & 1) &&
         (flag->kind != TEXTCLEAN_UNTRANSLATED || flag->score >= (float)o->min_score) &&
         (!o->body || is_body(role_at(doc, flag->at.span.start)));
}

/* By place in the source; of two at one place the shorter first, then by kind. */
static int compare(const void *a, const void *b)
{
  const textclean_flag *x = *(const textclean_flag *const *)a;
  const textclean_flag *y = *(const textclean_flag *const *)b;
  if (x->at.source.start != y->at.source.start) {
    return x->at.source.start < y->at.source.start ? -1 : 1;
  }
  if (x->at.source.end != y->at.source.end) {
    return x->at.source.end < y->at.source.end ? -1 : 1;
  }
  return (x->kind > y->kind) - (x->kind < y->kind);
}

static bool make_room(flag_list *list, size_t count)
{
  if (count <= list->capacity) {
    return true;
  }
  textclean_flag *all = realloc(list->all, count * sizeof *all);
  list->all = all ? all : list->all;
  const textclean_flag **flags = realloc(list->flags, count * sizeof *flags);
  list->flags = flags ? flags : list->flags;
  if (!all || !flags) {
    return false;
  }
  list->capacity = count;
  return true;
}

bool flag_list_pick(flag_list *list, const textclean_doc *doc, const options *o,
                    const accepted_list *accepted, original *first)
{
  size_t count, size;
  const textclean_flag *flags = textclean_flags(doc, &count);
  const char *text = textclean_text(doc, &size);
  list->count = list->all_count = 0;
  if (!make_room(list, count)) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    if (accepted && accepted_has(accepted, flags[i].kind, text, size, flags[i].at.span)) {
      continue;
    }
    textclean_flag *flag = &list->all[list->all_count++];
    *flag = flags[i];
    if (first && original_has(first, text + flag->at.span.start,
                              flag->at.span.end - flag->at.span.start, flag->kind)) {
      flag->score = 1;
      flag->reason = ORIGINAL_REASON;
    }
    if (is_wanted(flag, doc, o)) {
      list->flags[list->count++] = flag;
    }
  }
  if (list->count > 1) {
    qsort(list->flags, list->count, sizeof *list->flags, compare);
  }
  return true;
}

void flag_list_free(flag_list *list)
{
  free(list->all);
  free(list->flags);
  *list = (flag_list){0};
}
