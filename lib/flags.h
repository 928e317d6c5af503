/* flags.h - spans that a person should look at. Layer 3.
 *
 * Each kind is defined in tests/spec/flags-FAMILY.txt and found by one function,
 * in the file that is named after its family, flags_FAMILY.c. Kinds are found
 * on the cleaned text; what an edit took away is flagged through its change. */
#ifndef TC_FLAGS_H
#define TC_FLAGS_H

#include "edits.h"
#include "paragraphs.h"
#include "protect.h"
#include "quotes.h"
#include "runs.h"
#include "sentences.h"
#include "terms.h"

typedef struct tc_flag {
  tc_span at;
  textclean_kind kind;
  textclean_lang lang;
  float score;
  const char *reason;
} tc_flag;

typedef TC_LIST(tc_flag) tc_flags;

typedef struct tc_findings { /* all that is known of a cleaned text */
  const tc_text *text;
  const tc_paragraphs *paragraphs;
  const tc_spans *protect;
  const tc_runs *runs;
  const tc_quotes *quotes;
  const tc_sentences *sentences;
  const tc_changes *changes; /* from the source */
  uint32_t ill_formed_rule;  /* the rule of those that replaced ill-formed bytes, */
  uint32_t mojibake_rule;    /* and of those that put mojibake right, */
  uint32_t gbk_rule;         /* of Windows-1252 and of GBK */
  textclean_lang target;
  const tc_terms *terms;
} tc_findings;

/* Appends the flags of all kinds, sorted by start. */
void tc_find_flags(const tc_findings *f, tc_arena *arena, tc_flags *flags);

/* The families. Each appends its flags in few rows that are sorted by start. */
void tc_flag_untranslated(const tc_findings *f, tc_arena *arena, tc_flags *flags);
void tc_flag_quotes(const tc_findings *f, tc_arena *arena, tc_flags *flags);
void tc_flag_repeated_sentences(const tc_findings *f, tc_arena *arena, tc_flags *flags);
void tc_flag_fragments(const tc_findings *f, tc_arena *arena, tc_flags *flags);
void tc_flag_truncated(const tc_findings *f, tc_arena *arena, tc_flags *flags);
void tc_flag_mojibake(const tc_findings *f, tc_arena *arena, tc_flags *flags);
void tc_flag_mended(const tc_findings *f, tc_arena *arena, tc_flags *flags);
void tc_flag_markup(const tc_findings *f, tc_arena *arena, tc_flags *flags);
void tc_flag_characters(const tc_findings *f, tc_arena *arena, tc_flags *flags);

/* Repeated words, Chinese ones too, and split words: all by one walk over the bytes, */
void tc_flag_words(const tc_findings *f, tc_arena *arena, tc_flags *flags);

/* which asks these three. White space is at i, and behind it the word may begin that is before
 * it; there two ideographs may be the next two; there a ligature may be before or behind it. */
void tc_flag_word_twice(const tc_findings *f, tc_arena *arena, tc_flags *flags, uint32_t i);
void tc_flag_han_twice(const tc_findings *f, tc_arena *arena, tc_flags *flags, uint32_t i,
                       uint32_t *done);
void tc_flag_split_at(const tc_findings *f, tc_arena *arena, tc_flags *flags, uint32_t i,
                      uint32_t *cursor);

/* Takes away the flags that lie in a term, and the untranslated ones all letters of which
 * are of terms of that language. */
void tc_drop_flags_of_terms(const tc_findings *f, tc_flags *flags);

/* For the families: appends one flag. */
void tc_add_flag(tc_flags *flags, tc_arena *arena, tc_flag flag);

#endif
