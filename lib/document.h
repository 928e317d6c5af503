/* document.h - one article: its arrays, and the cleaning as a whole. Layer 6. */
#ifndef TC_DOCUMENT_H
#define TC_DOCUMENT_H

#include "arena.h"
#include "flags.h"
#include "rules.h"
#include "style.h"

typedef struct tc_result { /* what the accessors hand out */
  const char *text;
  uint32_t size, source_size;
  textclean_lang target;
  const textclean_paragraph *paragraphs;
  const textclean_run *runs;
  const textclean_sentence *sentences;
  const textclean_flag *flags;
  uint32_t paragraph_count, run_count, sentence_count, flag_count;
  tc_changes changes;
  tc_text view; /* of the cleaned text, for textclean_summarize() */
} tc_result;

typedef struct tc_document {
  tc_arena arenas[2]; /* each step of the cleaning works in the one that the last did not */
  tc_result result;
} tc_document;

void tc_document_init(tc_document *document, const textclean_alloc *alloc);
void tc_document_free(tc_document *document);

/* Cleans `source`; `style` is NULL if a house has nothing of its own. On failure the result is
 * empty. */
textclean_status tc_document_clean(tc_document *document, const tc_classes *classes,
                                   const tc_rule_set *rules, const tc_style *style,
                                   textclean_lang target, const char *source, uint32_t size);

#endif
