/* edits.h - rules never touch the text: they append edits to a list. Layer 3.
 *
 * A list of edits says what is to become of one text: sorted, disjoint, each with
 * its replacement and its rule. tc_edits_apply() makes the next text from it, in
 * one allocation and one copy, and turns it into changes: pairs of spans in the
 * text before and the text after. Changes of two steps are composed into changes
 * from the first text to the last; they are the map of offsets, too. */
#ifndef TC_EDITS_H
#define TC_EDITS_H

#include "arena.h"
#include "base.h"

typedef struct tc_edit {
  tc_span at;     /* in the text that is edited */
  const char *to; /* the replacement; static, or in the arena of the text */
  uint32_t to_size;
  uint32_t rule;
} tc_edit;

typedef TC_LIST(tc_edit) tc_edits;
typedef TC_LIST(textclean_edit) tc_changes;

/* Appends an edit of `bytes`. Nothing is appended, and the answer is false, if it
 * overlaps the last edit, or if it would change nothing. Two insertions at one
 * place overlap. */
bool tc_edits_add(tc_edits *edits, tc_arena *arena, const char *bytes, const tc_edit *edit);

/* The edited text, and what changed; *out_size its size. NULL: no memory, or
 * larger than TEXTCLEAN_MAX_SIZE. */
const char *tc_edits_apply(const tc_edits *edits, tc_arena *arena, const char *bytes, uint32_t size,
                           uint32_t *out_size, tc_changes *changes);

/* The changes `first` (from a text to a middle one), then `second` (from there to
 * the last one), as changes from the first to the last. Overlapping ones become
 * one, with the rule of the second. What cancels out is dropped, for which both texts
 * are needed; without them, if these are NULL, it stays. Linear in the sizes of the lists and of
 * the merged spans. */
void tc_changes_compose(const tc_changes *first, const tc_changes *second, const char *source,
                        const char *text, tc_arena *arena, tc_changes *out);

/* The same place in the text after (or before) the changes. See
 * textclean_from_source() (textclean_to_source()). */
tc_span tc_changes_forward(const tc_changes *changes, tc_span source);
tc_span tc_changes_backward(const tc_changes *changes, tc_span span);

/* Asks tc_changes_backward() for spans whose starts never decrease. */
typedef struct tc_way_back {
  const tc_changes *changes;
  uint32_t before; /* how many changes end before the last span, or where it starts */
  uint32_t until;  /* where the next one starts, and */
  uint32_t shift;  /* what is to be added before that, modulo 2^32 */
} tc_way_back;

static inline tc_way_back tc_begin_back(const tc_changes *changes)
{
  return (tc_way_back){changes, 0, changes->count ? changes->at[0].at.span.start : UINT32_MAX, 0};
}

tc_span tc_go_back_slowly(tc_way_back *way, tc_span span);

/* Most spans lie between the same two changes as the one before. */
static inline tc_span tc_go_back(tc_way_back *way, tc_span span)
{
  return span.start < span.end && span.end <= way->until
             ? (tc_span){span.start + way->shift, span.end + way->shift}
             : tc_go_back_slowly(way, span);
}

#endif
