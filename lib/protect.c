/* protect.c - see protect.h. From a mark that only addresses have, look left and
 * right as far as the address reaches. */
#include "protect.h"

#include "lexicon.h"

#define REFERENCE 12u /* bytes: no character reference is longer */
#define REACH 2048u   /* bytes: no address is longer, and looking further would not be linear */

static bool is_ascii_word(uint8_t cls, char byte)
{
  return tc_is(cls, TC_P_LETTER | TC_P_NUM) && ((unsigned char)byte & 0x80u) == 0;
}

static bool is_host(const tc_text *text, uint32_t i)
{
  uint8_t cls = text->cls[i];
  return is_ascii_word(cls, text->bytes[i]) || cls == TC_PERIOD || cls == TC_HYPHEN;
}

static bool is_local(const tc_text *text, uint32_t i)
{
  uint8_t cls = text->cls[i];
  return is_host(text, i) || cls == TC_UNDERSCORE || cls == TC_PLUS || cls == TC_PERCENT;
}

/* What a URL may hold behind its host. */
static bool is_path(const tc_text *text, uint32_t i)
{
  uint8_t cls = text->cls[i];
  return tc_is(cls, TC_P_LETTER | TC_P_NUM | TC_P_PUNCT | TC_P_SYMBOL) &&
         ((unsigned char)text->bytes[i] & 0x80u) == 0 && cls != TC_QUOTE && cls != TC_LESS &&
         cls != TC_GREATER && cls != TC_GRAVE;
}

typedef bool test(const tc_text *text, uint32_t i);

static uint32_t left_over(const tc_text *text, uint32_t i, uint32_t least, test *is_part)
{
  least = tc_max(least, i > REACH ? i - REACH : 0);
  while (i > least && is_part(text, i - 1)) {
    i--;
  }
  return i;
}

static uint32_t right_over(const tc_text *text, uint32_t i, test *is_part)
{
  uint32_t most = tc_min(text->size, i + REACH);
  while (i < most && is_part(text, i)) {
    i++;
  }
  return i;
}

/* Marks at the end belong to the sentence, not to the address. */
static uint32_t trimmed(const tc_text *text, uint32_t start, uint32_t end)
{
  while (end > start && tc_is(text->cls[end - 1], TC_P_PUNCT) && text->cls[end - 1] != TC_HYPHEN) {
    end--;
  }
  return end;
}

static bool has_known_ending(const tc_text *text, uint32_t start, uint32_t end)
{
  uint32_t label = end;
  while (label > start && text->cls[label - 1] != TC_PERIOD) {
    label--;
  }
  return (label > start + 1 || label == start) &&
         (tc_lexicon_span(text, (tc_span){label, end}) & TC_W_TLD);
}

/* `localhost:80`, `mailto:a@b.c`, `C:\\dir`: a word that has a colon without a blank. */
static tc_span name_at_colon(const tc_text *text, uint32_t i, uint32_t least)
{
  uint32_t start = left_over(text, i, least, is_host);
  bool drive = i - start == 1 && text->cls[i + 1] == TC_BACKSLASH;
  bool known = i > start && has_known_ending(text, start, i) && is_path(text, i + 1);
  uint32_t end = drive || known ? trimmed(text, i + 1, right_over(text, i + 1, is_path)) : i;
  return end > i + 1 ? (tc_span){start, end} : (tc_span){i, i};
}

static tc_span url_at_colon(const tc_text *text, uint32_t i, uint32_t least)
{
  tc_span none = {i, i};
  if (text->size - i < 4 || text->cls[i + 1] != TC_SLASH || text->cls[i + 2] != TC_SLASH) {
    return i + 1 < text->size ? name_at_colon(text, i, least) : none;
  }
  uint32_t start = left_over(text, i, least, is_host);
  if (start == i) {
    return none;
  }
  uint32_t end = trimmed(text, i + 3, right_over(text, i + 3, is_path));
  return end > i + 3 ? (tc_span){start, end} : none;
}

/* An address of mail, or a handle: @name. */
static tc_span address_at_sign(const tc_text *text, uint32_t i, uint32_t least)
{
  uint32_t start = left_over(text, i, least, is_local);
  uint32_t end = trimmed(text, i + 1, right_over(text, i + 1, is_local));
  return end > i + 1 ? (tc_span){start, end} : (tc_span){i, i};
}

/* *tried is the end of the last row of host characters that was no host. */
static tc_span host_at_period(const tc_text *text, uint32_t i, uint32_t least, uint32_t *tried)
{
  tc_span none = {i, i};
  if (i < *tried) {
    return none;
  }
  if (i == least || !is_ascii_word(text->cls[i - 1], text->bytes[i - 1]) || i + 1 >= text->size ||
      !is_ascii_word(text->cls[i + 1], text->bytes[i + 1])) {
    return none;
  }
  uint32_t start = left_over(text, i, least, is_host);
  uint32_t end = trimmed(text, i, right_over(text, i, is_host));
  if (!has_known_ending(text, start, end) || end <= i) {
    *tried = end;
    return none;
  }
  while (start > least && text->cls[start - 1] == TC_SLASH) { /* /var/log/mill.log */
    start = left_over(text, start - 1, least, is_local);
  }
  if (end < text->size && (text->cls[end] == TC_SLASH || text->cls[end] == TC_COLON)) {
    end = trimmed(text, end, right_over(text, end, is_path));
  }
  return (tc_span){start, end};
}

/* Code reaches from a grave accent to the next of its line. */
static tc_span code_at_grave(const tc_text *text, uint32_t start)
{
  for (uint32_t e = tc_event_from(text, start + 1);
       e < text->event_count && text->events[e] - start < REACH; e++) {
    uint32_t i = text->events[e];
    if (text->cls[i] == TC_GRAVE) {
      return (tc_span){start, i + 1};
    }
    if (tc_is(text->cls[i], TC_P_LINE)) {
      break;
    }
  }
  return (tc_span){start, start};
}

/* The end of a reference's name or number with its semicolon, from i on; i if there is
 * none. */
static uint32_t reference_end(const tc_text *text, uint32_t i)
{
  uint32_t most = tc_min(text->size, i + REFERENCE);
  bool number = tc_at(text, i) == TC_NUMBER_SIGN;
  uint32_t end = number ? i + 1 : i;
  while (end < most && is_ascii_word(text->cls[end], text->bytes[end]) &&
         (number || text->cls[end] == TC_LOWER)) {
    end++;
  }
  return end > i + 1 && tc_at(text, end) == TC_SEMICOLON ? end + 1 : i;
}

/* A character reference that stays, as one that means no character does, also if others
 * are inside it: &amp;amp;. */
static tc_span reference_at(const tc_text *text, uint32_t i)
{
  uint32_t start = i + 1, end = reference_end(text, start);
  for (uint32_t more = end; more > start; more = reference_end(text, start)) {
    end = start = more;
  }
  return (tc_span){i, end > i + 1 ? end : i};
}

static tc_span span_at(const tc_text *text, uint32_t i, uint32_t least, uint32_t *tried)
{
  switch (text->cls[i]) {
  case TC_COLON:
    return url_at_colon(text, i, least);
  case TC_AT:
    return address_at_sign(text, i, least);
  case TC_PERIOD:
    return host_at_period(text, i, least, tried);
  case TC_AMPERSAND:
    return reference_at(text, i);
  case TC_GRAVE:
    return code_at_grave(text, i);
  default:
    return (tc_span){i, i};
  }
}

/* Keeps those of some places, at most TC_SIFTED, where span_at() may find something: it knows the
 * mark, and what it needs stands behind. Without a branch, as tc_sift(). */
static uint32_t sift(const tc_text *text, const uint32_t *places, uint32_t count, uint32_t *kept)
{
  enum { GRAPHIC = TC_P_LETTER | TC_P_NUM | TC_P_PUNCT | TC_P_SYMBOL };
  static const uint32_t needs[256] = {[TC_COLON] = GRAPHIC,
                                      [TC_AT] = GRAPHIC,
                                      [TC_PERIOD] = TC_P_LETTER | TC_P_NUM,
                                      [TC_AMPERSAND] = GRAPHIC,
                                      [TC_GRAVE] = UINT32_MAX};
  uint32_t n = 0;
  TC_SIFT(kept, n, places, count, i, tc_is(text->cls[i + 1], needs[text->cls[i]]))
  return n;
}

static bool may_protect(const tc_text *text)
{
  return tc_has(text, TC_COLON) || tc_has(text, TC_AT) || tc_has(text, TC_PERIOD) ||
         tc_has(text, TC_AMPERSAND) || tc_has(text, TC_GRAVE);
}

void tc_protect(const tc_text *text, tc_arena *arena, tc_spans *spans)
{
  uint32_t kept[TC_SIFTED], least = 0, tried = 0; /* see span_at() */
  uint32_t places = may_protect(text) ? text->unusual_count : 0;
  for (uint32_t p = 0; p < places; p += TC_SIFTED) {
    uint32_t count = sift(text, text->unusual + p, tc_min(places - p, TC_SIFTED), kept);
    for (uint32_t k = 0; k < count; k++) {
      uint32_t i = kept[k];
      tc_span found = i < least ? (tc_span){i, i} : span_at(text, i, least, &tried);
      if (!tc_is_empty(found)) {
        tc_span *slot = tc_push(arena, spans);
        *slot = found;
        least = found.end;
      }
    }
  }
}
