/* review_tsv.c - see review_tsv.h. */
#include "review_tsv.h"

#include "anchor.h"
#include "sheet_cell.h"
#include "escape.h"

#define CONTEXT 60u /* code points */

void review_tsv_head(buffer *out)
{
  buffer_add_string(out, REVIEW_TSV_COLUMNS "\n");
}

static bool is_inside(char byte)
{
  return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The paragraph that a place is in; all of the text if it is in none. */
static textclean_span paragraph_of(const textclean_doc *doc, uint32_t offset, size_t size)
{
  size_t low = 0, high;
  const textclean_paragraph *paragraphs = textclean_paragraphs(doc, &high);
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (paragraphs[middle].at.span.end < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  textclean_paragraphs(doc, &high);
  if (low < high && paragraphs[low].at.span.start <= offset) {
    return paragraphs[low].at.span;
  }
  return (textclean_span){0, (uint32_t)size};
}

textclean_span review_context(const textclean_doc *doc, textclean_span span)
{
  size_t size;
  const char *text = textclean_text(doc, &size);
  textclean_span within = paragraph_of(doc, span.start, size), around = span;
  for (size_t i = 0; i < CONTEXT && around.start > within.start; i++) {
    do {
      around.start--;
    } while (around.start > within.start && is_inside(text[around.start]));
  }
  if (around.end < within.end) {
    around.end += (uint32_t)escape_cut(text + around.end, within.end - around.end, CONTEXT);
  }
  return around;
}

void review_tsv_add_row(buffer *out, const worker *w, const article *a, const char *hash,
                        const buffer *label, const textclean_flag *flag)
{
  size_t size;
  const char *text = textclean_text(w->doc, &size);
  textclean_span span = flag->at.span, around = review_context(w->doc, span);
  anchor an = anchor_of(w->doc, a, hash, flag->at);
  cell_add(out, label->bytes, label->size);
  buffer_add_char(out, '\t');
  anchor_add(out, &an);
  buffer_format(out, "\t%s\t%s\t%.2f\t", textclean_lang_name(flag->lang),
                textclean_kind_name(flag->kind), (double)flag->score);
  cell_add(out, text + around.start, span.start - around.start);
  buffer_add_char(out, '\t');
  cell_add(out, text + span.start, span.end - span.start);
  buffer_add_char(out, '\t');
  cell_add(out, text + span.end, around.end - span.end);
  buffer_add_string(out, "\t\t\t");
  buffer_add_string(out, flag->reason);
}

void review_tsv_add(buffer *out, const worker *w, const article *a)
{
  char hash[ANCHOR_HASH + 1];
  buffer label = {0};
  if (w->flags.count == 0) {
    return;
  }
  anchor_hash(a->source, a->size, hash);
  anchor_add_label(&label, a);
  for (size_t i = 0; i < w->flags.count; i++) {
    review_tsv_add_row(out, w, a, hash, &label, w->flags.flags[i]);
    buffer_add_char(out, '\n');
  }
  out->failed = out->failed || label.failed;
  buffer_free(&label);
}
