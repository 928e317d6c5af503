/* paragraphs.h - the paragraphs of a text and what each is. Layer 3.
 *
 * A paragraph is a line, without its outer white space. Only here is decided
 * whether lines are one paragraph that was wrapped: within a block (lines without
 * a blank line between them), line A goes on in line B if
 *  1. B begins with a small letter or a mark that can begin nothing, and A does
 *     not end a sentence; or
 *  2. the article parts its paragraphs by blank lines, and all lines of the block
 *     but the last are long and end in a letter or a comma, and the last ends a
 *     sentence; or
 *  3. the article is a page: its lines are as full as the width of the widest allows,
 *     more often than not, and most of them stop in mid-sentence; and A is full. */
#ifndef TC_PARAGRAPHS_H
#define TC_PARAGRAPHS_H

#include "edits.h"
#include "text.h"

typedef struct tc_paragraph {
  tc_span at;
  textclean_role role;
  uint32_t traits; /* for roles.c, which looks at each paragraph once; 0: not yet */
  uint32_t same;   /* see tc_find_paragraphs_again(); 0: none */
  bool mute;       /* for runs.c: it has no letters */
  bool calm;       /* no rule of normalize.c finds anything in it, as document.c knows */
} tc_paragraph;

typedef struct tc_paragraphs { /* a TC_LIST, and more */
  tc_paragraph *at;
  uint32_t count, room;
  const uint32_t *turns; /* of the text */
  uint32_t turn_count;
  bool apart; /* each is one line, between blank lines */
} tc_paragraphs;

/* Turns are the events where more than a clause may begin or end: line ends, stops, dots,
 * semicolons, brackets, and symbols, which markup is made of. One event in three; the stages
 * behind walk them, and see no commas, quotes and digits. */
void tc_find_paragraphs(const tc_text *text, tc_arena *arena, tc_paragraphs *paragraphs);

/* The number of the first turn at or behind i. O(log turns). */
static inline uint32_t tc_turn_from(const tc_paragraphs *paragraphs, uint32_t i)
{
  return tc_first_from(paragraphs->turns, paragraphs->turn_count, i);
}

/* As tc_find_paragraphs(), of a text to which `changes` led from the one that `before` is of: most
 * often these lie inside of its lines, and it is enough to move it. Where an edit has not touched a
 * paragraph, nor what parts it from its neighbours, its number there, and one, becomes `same` of
 * the paragraph that it is now; what roles.c and runs.c found there holds here. */
void tc_find_paragraphs_again(const tc_text *text, const tc_paragraphs *before,
                              const tc_changes *changes, tc_arena *arena,
                              tc_paragraphs *paragraphs);

/* Where the row of paragraphs ends that begins with number i, which are the same as earlier ones,
 * and these stood in a row, too. No edit touched what is between them: so what is known of all of
 * them moves by one addition. */
static inline uint32_t tc_end_of_same(const tc_paragraphs *all, uint32_t i)
{
  assert(all->at[i].same);
  do {
    i++;
  } while (i < all->count && all->at[i].same == all->at[i - 1].same + 1);
  return i;
}

/* The row of paragraphs [first, end) of the text at hand, and of the earlier one. */
typedef struct tc_same_row {
  tc_span now, was;
} tc_same_row;

static inline tc_same_row tc_same_row_of(const tc_paragraphs *all, const tc_paragraphs *earlier,
                                         uint32_t first, uint32_t end)
{
  const tc_paragraph *a = &all->at[first], *b = &all->at[end - 1];
  tc_same_row row = {{a->at.start, b->at.end},
                     {earlier->at[a->same - 1].at.start, earlier->at[b->same - 1].at.end}};
  assert(row.now.end - row.now.start == row.was.end - row.was.start);
  return row;
}

/* Whether a number that counts an item ends at i, such as 1 or a Chinese numeral: it
 * begins at `start` (of a paragraph or sentence), or behind a mark or a blank. */
bool tc_is_item_number(const tc_text *text, uint32_t start, uint32_t i);

#endif
