/* flags_markup.c - tags and placeholders that were left in the text. */
#include "flags.h"
#include "lexicon.h"

enum {
  TAG = 200, /* bytes of a tag */
  NAME = 24  /* bytes of a placeholder's name */
};

static tc_span none_at(uint32_t i)
{
  return (tc_span){i, i};
}

/* `</p>`, `<br />`, `<a href="#">`. A bare `<p>` between blanks may be spoken of. */
static tc_span tag_at(const tc_text *text, uint32_t event)
{
  uint32_t i = text->events[event], name = i + 1;
  bool closing = tc_at(text, name) == TC_SLASH;
  name += closing;
  uint32_t name_end = tc_skip(text, name, TC_P_LATIN | TC_P_NUM);
  if (!(tc_lexicon_span(text, (tc_span){name, name_end}) & TC_W_TAG)) {
    return none_at(i);
  }
  bool filled = closing; /* it has attributes, or a slash */
  for (uint32_t e = event + 1; e < text->event_count && text->events[e] - i < TAG; e++) {
    uint32_t end = text->events[e] + 1;
    uint8_t cls = text->cls[text->events[e]];
    if (cls == TC_LESS || tc_is(cls, TC_P_LINE)) {
      break;
    }
    filled |= cls == TC_EQUALS || cls == TC_SLASH;
    if (cls == TC_GREATER) {
      if (end > name_end + 1 && !filled) {
        break; /* <Li Tong> */
      }
      bool bare = !closing && end == name_end + 1 && tc_is(tc_before(text, i), TC_P_BLANK) &&
                  !tc_is(tc_at(text, end), TC_P_LETTER);
      return bare ? none_at(i) : (tc_span){i, end};
    }
  }
  return none_at(i);
}

/* `#NAME#`, `#NUMBER #`. */
static tc_span hash_at(const tc_text *text, uint32_t i)
{
  uint32_t name = i + 1, end = name;
  while (tc_at(text, end) == TC_UPPER && end - name < NAME) {
    end = tc_next(text, end);
  }
  uint32_t close = tc_skip(text, end, TC_P_BLANK);
  bool found = end - name >= 3 && close - end <= 1 && tc_at(text, close) == TC_NUMBER_SIGN;
  return found ? (tc_span){i, close + 1} : none_at(i);
}

/* `/kloc-0`: where a translation system kept a number, and lost it. */
static tc_span slot_at(const tc_text *text, uint32_t i)
{
  uint32_t name = i + 1, end = tc_skip(text, name, TC_P_LATIN);
  bool found = (tc_lexicon_span(text, (tc_span){name, end}) & TC_W_SLOT) &&
               tc_at(text, end) == TC_HYPHEN && tc_at(text, end + 1) == TC_DIGIT;
  if (!found) {
    return none_at(i);
  }
  end = tc_skip(text, end + 1, TC_P_NUM);
  return (tc_span){i, tc_at(text, end) == TC_SLASH ? end + 1 : end};
}

/* `htmlOn the morning`: the rest of a tag at the head of a paragraph. */
static tc_span glued_at(const tc_text *text, uint32_t i)
{
  uint32_t end = i;
  while (tc_at(text, end) == TC_LOWER && end - i < NAME) {
    end = tc_next(text, end);
  }
  bool tag = end - i >= 4 && (tc_lexicon_span(text, (tc_span){i, end}) & TC_W_TAG);
  bool word = tc_at(text, end) == TC_UPPER && tc_is(tc_at(text, tc_next(text, end)), TC_P_LC);
  return tag && word ? (tc_span){i, end} : none_at(i);
}

static tc_span residue_at(const tc_text *text, uint32_t event)
{
  uint32_t i = text->events[event];
  switch (text->cls[i]) {
  case TC_LESS:
    return tag_at(text, event);
  case TC_NUMBER_SIGN:
    return hash_at(text, i);
  case TC_SLASH:
    return slot_at(text, i);
  default:
    return none_at(i);
  }
}

static void flag_residue(const tc_findings *f, tc_arena *arena, tc_flags *flags, tc_span at)
{
  if (!tc_is_empty(at)) {
    tc_add_flag(
        flags, arena,
        (tc_flag){at, TEXTCLEAN_MARKUP_RESIDUE, tc_lang_at(f->runs, at.start), 0.9f, "left-over"});
  }
}

void tc_flag_markup(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  const tc_text *text = f->text;
  uint32_t paragraph = 0, cursor = 0, done = 0;
  for (uint32_t e = 0; e < text->event_count; e++) {
    uint32_t i = text->events[e];
    for (; paragraph < f->paragraphs->count && f->paragraphs->at[paragraph].at.start <= i;
         paragraph++) {
      flag_residue(f, arena, flags, glued_at(text, f->paragraphs->at[paragraph].at.start));
    }
    if (i < done || tc_is_inside(f->protect, &cursor, i)) {
      continue;
    }
    tc_span at = residue_at(text, e);
    flag_residue(f, arena, flags, at);
    done = at.end;
  }
  for (; paragraph < f->paragraphs->count; paragraph++) {
    flag_residue(f, arena, flags, glued_at(text, f->paragraphs->at[paragraph].at.start));
  }
}
