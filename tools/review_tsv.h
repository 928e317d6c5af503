/* review_tsv.h - flags as a table for a spreadsheet, which `apply` reads again.
 *
 * The first line has the names of the columns; then comes a row for each flag, with LF at its
 * end. Cells are parted by tabs and written as sheet_cell.h says. `apply` finds columns by their
 * names: it needs `id`, and `correction` or `verdict`.
 *
 *   file        the article as anchor_add_label() calls it: FILE, FILE:LINE or FILE:LINE#FIELD
 *   id          the anchor of the flag, see anchor.h
 *   lang        language of the span, "und" where it has no letters
 *   kind        as --format flags tells it: "untranslated"
 *   score       0.00 to 1.00
 *   before      cleaned text that stands before the span in its paragraph, its last 60
 *               characters
 *   text        the span itself, cleaned
 *   after       what follows it, the first 60 characters
 *   correction  empty: the reviewer writes here what is to stand in place of `text`
 *   verdict     empty, or the reviewer's word, in small or capital letters:
 *               not-an-error (or ok)  it is right as it stands here
 *               term                  it is right in every article
 *               delete                it is to go
 *   note        for the reviewer: the reason, pinyin, the original; not read again
 *
 * A row in which both `correction` and `verdict` are empty changes nothing. A span with a
 * correction must not have a verdict. */
#ifndef REVIEW_TSV_H
#define REVIEW_TSV_H

#include "article.h"
#include "worker.h"

/* The columns, parted by tabs, without a line end. */
#define REVIEW_TSV_COLUMNS                                                                         \
  "file\tid\tlang\tkind\tscore\tbefore\ttext\tafter\tcorrection\tverdict\tnote"

/* Adds the line of names. */
void review_tsv_head(buffer *out);

/* Adds a row for each flag that the user wants of the article in w->doc. */
void review_tsv_add(buffer *out, const worker *w, const article *a);

/* Adds the row of one of these flags, without a line end. `hash` is that of the article's source,
 * `label` what anchor_add_label() calls the article. */
void review_tsv_add_row(buffer *out, const worker *w, const article *a, const char *hash,
                        const buffer *label, const textclean_flag *flag);

/* The cleaned text around a span, within its paragraph: at most 60 characters on each side. */
textclean_span review_context(const textclean_doc *doc, textclean_span span);

#endif
