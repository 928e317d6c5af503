/* runs.h - the language of every stretch of a text. Layer 3.
 *
 * A piece is a row of letters of one script with only neutral characters (marks,
 * digits, blanks) between them, Latin ones parted by commas, too; a unit is what
 * stands between hard stops. Within a unit:
 *  R1  one script: all pieces have its language;
 *  R2  Han and Latin, and no Latin piece reads as a clause: the Latin letters are
 *      names or acronyms in Chinese, so all is Chinese, unless the Han is only a
 *      gloss, (in brackets), or there is much more Latin than Han;
 *  R3  Han and Latin, and some Latin piece reads as a clause: Latin pieces are
 *      English, but for those that are names directly beside Han.
 * Han is always Chinese, or Japanese if there is enough Kana in its piece.
 * A piece reads as a clause if it has enough small words that are no part of
 * names: three, or two if one of them is a function word. In a paragraph of English
 * all in capitals all words count so, but for a few in a row.
 *
 * Neutral characters between two languages: closing marks, stops and commas end
 * what stands left of them; an opening mark begins what stands right of it;
 * digits go where they touch letters; the rest, and blanks, stay left. Brackets
 * and quotation marks around a gloss belong to the text around it. */
#ifndef TC_RUNS_H
#define TC_RUNS_H

#include "paragraphs.h"
#include "protect.h"

typedef struct tc_run {
  tc_span at;
  textclean_lang lang;
} tc_run;

typedef TC_LIST(tc_run) tc_runs;

/* What was found on the text before its last edits. */
typedef struct tc_earlier_runs {
  const tc_paragraphs *paragraphs;
  const tc_runs *runs;
} tc_earlier_runs;

/* Runs that cover the text. A text without letters is one run, of no language. Looks only at
 * paragraphs that are not the same as an earlier one; `earlier` may be NULL. */
void tc_find_runs(const tc_text *text, tc_paragraphs *paragraphs, const tc_spans *protect,
                  const tc_earlier_runs *earlier, tc_arena *arena, tc_runs *runs);

#define TC_CLAUSE_LOOK 160u /* bytes of a piece that decide whether it is a clause */

/* Whether the Latin words of a span read as a clause. Looks at its first bytes only. */
bool tc_reads_as_clause(const tc_text *text, tc_span span);

/* Whether a stop of the class `cls` would be a hard one at the place of the mark at i. */
bool tc_ends_unit(const tc_text *text, uint32_t i, uint8_t cls);

/* The script of a stretch of a language; looks at its first characters only. */
textclean_script tc_script_of(const tc_text *text, tc_span span, textclean_lang lang);

/* The number of the run that `position` lies in, or of none: their count. O(log runs). */
static inline uint32_t tc_run_at(const tc_runs *runs, uint32_t position)
{
  uint32_t first = 0;
  TC_BISECT(first, runs->count, k, runs->at[k].at.end <= position)
  return first;
}

/* Its language. */
static inline textclean_lang tc_lang_at(const tc_runs *runs, uint32_t position)
{
  uint32_t run = tc_run_at(runs, position);
  return run < runs->count ? runs->at[run].lang : TEXTCLEAN_NONE;
}

/* The same for positions that never decrease: *run is the number of the last one's run. Whether it
 * is this one or the next cannot be guessed, and takes no branch. */
static inline uint32_t tc_run_from(const tc_runs *runs, uint32_t *run, uint32_t position)
{
  if (*run + 1 < runs->count) {
    *run += runs->at[*run].at.end <= position;
  }
  while (*run + 1 < runs->count && runs->at[*run].at.end <= position) {
    ++*run;
  }
  return *run;
}

static inline textclean_lang tc_lang_from(const tc_runs *runs, uint32_t *run, uint32_t position)
{
  uint32_t at = tc_run_from(runs, run, position);
  return runs->count ? runs->at[at].lang : TEXTCLEAN_NONE;
}

#endif
