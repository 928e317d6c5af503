/* flags_characters.c - characters that show damage or deceit. */
#include "flags.h"
#include "lexicon.h"

/* A row of U+FFFD is one flag. */
static uint32_t replacement_end(const tc_text *text, uint32_t i)
{
  if (tc_before(text, i) == TC_REPLACEMENT) {
    return i;
  }
  while (tc_at(text, i) == TC_REPLACEMENT) {
    i = tc_next(text, i);
  }
  return i;
}

/* A word with Latin letters and look-alikes of another script. Greek letters stand
 * before Latin ones in science, so there only those behind a Latin letter count. */
static tc_span mixed_word(const tc_text *text, uint32_t i)
{
  uint8_t cls = tc_at(text, i), before = tc_before(text, i), after = tc_at(text, tc_next(text, i));
  bool greek = cls == TC_GREEK_LOWER || cls == TC_GREEK_UPPER;
  bool looks_latin = (tc_lexicon_span(text, (tc_span){i, tc_next(text, i)}) & TC_W_LOOK_ALIKE) != 0;
  if (greek && !looks_latin) {
    return (tc_span){i, i};
  }
  bool mixed = tc_is(before, TC_P_LATIN) || (!greek && tc_is(after, TC_P_LATIN));
  uint32_t start = mixed ? tc_skip_back(text, i, TC_P_LC | TC_P_UC) : i;
  return (tc_span){start, mixed ? tc_skip(text, i, TC_P_LC | TC_P_UC) : start};
}

static bool is_look_alike(uint8_t cls)
{
  return cls == TC_GREEK_LOWER || cls == TC_GREEK_UPPER || cls == TC_CYRILLIC_LOWER ||
         cls == TC_CYRILLIC_UPPER;
}

/* Whether U+FFFD at i stands for ill-formed bytes of the source. */
static bool was_ill_formed(const tc_findings *f, uint32_t i, uint32_t *cursor)
{
  const tc_changes *changes = f->changes;
  while (*cursor < changes->count && changes->at[*cursor].at.span.end <= i) {
    ++*cursor;
  }
  return *cursor < changes->count && changes->at[*cursor].at.span.start <= i &&
         changes->at[*cursor].rule == f->ill_formed_rule;
}

typedef struct cursors {
  uint32_t done, change, run;
} cursors;

static void flag_at(const tc_findings *f, tc_arena *arena, tc_flags *flags, uint32_t i, cursors *c)
{
  const tc_text *text = f->text;
  uint8_t cls = text->cls[i];
  textclean_lang lang = tc_lang_from(f->runs, &c->run, i);
  tc_flag flag = {{i, i}, TEXTCLEAN_REPLACEMENT_CHARACTER, lang, 1.0f, "lost-text"};
  if (cls == TC_REPLACEMENT) {
    flag.at.end = replacement_end(text, i);
    if (was_ill_formed(f, i, &c->change)) {
      flag.kind = TEXTCLEAN_ILL_FORMED;
      flag.reason = "ill-formed-bytes";
    }
  } else if (cls == TC_BIDI) {
    flag.at.end = tc_next(text, i);
    flag.kind = TEXTCLEAN_BIDI_CONTROL;
    flag.reason = "reorders-text";
  } else if (is_look_alike(cls) && i >= c->done) {
    flag.at = mixed_word(text, i);
    flag.kind = TEXTCLEAN_MIXED_SCRIPT_WORD;
    flag.score = 0.9f;
    flag.reason = "look-alikes";
    c->done = flag.at.end;
  } else if (tc_is_lost_dot(text, i)) {
    flag.at.end = tc_next(text, i);
    flag.kind = TEXTCLEAN_LOST_CHARACTER;
    flag.score = 0.8f;
    flag.reason = "middle-dot";
  }
  if (!tc_is_empty(flag.at)) {
    tc_add_flag(flags, arena, flag);
  }
}

void tc_flag_characters(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  cursors c = {0, 0, 0};
  const tc_text *text = f->text;
  for (uint32_t u = 0; u < text->unusual_count; u++) {
    uint32_t i = text->unusual[u];
    uint8_t cls = text->cls[i];
    if (cls == TC_REPLACEMENT || cls == TC_BIDI || cls == TC_QUESTION || is_look_alike(cls)) {
      flag_at(f, arena, flags, i, &c);
    }
  }
}
