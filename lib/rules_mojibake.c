/* rules_mojibake.c - UTF-8 that was read as Windows-1252. Layer 4.
 *
 * Each character of such text stands for one byte. From a character that stands for
 * the first byte of a UTF-8 sequence, the characters behind it must stand for the
 * rest; then all of them become the one character that was meant. */
#include <string.h> /* memcmp */

#include <utf8proc.h> /* utf8proc_iterate */

#include "rules.h"

#define MOST 256u /* bytes put right in one edit */

typedef struct meaning {
  const char *text; /* the character, */
  uint8_t byte;     /* and what it stands for */
} meaning;

static const meaning meanings[] = {
#define ENTITY(name, to)
#define CP1252(number, to) {to, number},
#include "entities.inc"
#undef ENTITY
#undef CP1252
};

/* The byte that the character at i stands for; 0 if for none above ASCII. */
static uint8_t byte_of(const tc_text *text, uint32_t i)
{
  uint32_t size = tc_next(text, i) - i;
  const char *at = text->bytes + i;
  if (size == 2 && tc_code_point(text, i) <= UINT8_MAX) {
    return (uint8_t)tc_code_point(text, i);
  }
  for (size_t k = 0; size > 1 && k < TC_COUNT(meanings); k++) {
    if (strlen(meanings[k].text) == size && memcmp(meanings[k].text, at, size) == 0) {
      return meanings[k].byte;
    }
  }
  return 0;
}

/* The bytes that the characters from i on stand for, if they are one character of
 * UTF-8; returns how many, 0 if they are none. */
static uint32_t sequence_at(const tc_text *text, uint32_t i, uint8_t bytes[4], uint32_t *end)
{
  for (uint32_t n = 0; n < 4 && i < text->size; n++) {
    bytes[n] = byte_of(text, i);
    i = tc_next(text, i);
    utf8proc_int32_t code;
    if (bytes[n] == 0) {
      return 0;
    }
    if (n > 0 &&
        utf8proc_iterate(bytes, (utf8proc_ssize_t)n + 1, &code) == (utf8proc_ssize_t)n + 1) {
      *end = i;
      return n + 1;
    }
  }
  return 0;
}

/* A sequence whose tail could stand there by itself, quotes, dashes or dots behind a
 * letter (`cliché…”`), proves nothing. */
static bool may_be_meant(const tc_text *text, uint32_t i, uint32_t end)
{
  for (i = tc_next(text, i); i < end; i = tc_next(text, i)) {
    if (!tc_is(tc_at(text, i), TC_P_QUOTE | TC_P_DASH | TC_P_DOTS)) {
      return false;
    }
  }
  return true;
}

/* One sequence alone is a proof if it is long, or gives a character of Latin-1: its
 * first character, a capital A with tilde or circumflex, is hardly ever followed by
 * a sign. What gives an ideograph that nobody writes was something else. */
static uint32_t proof(const tc_text *text, uint32_t i, uint32_t end, const uint8_t *bytes,
                      uint32_t n)
{
  utf8proc_int32_t code = 0;
  utf8proc_iterate(bytes, (utf8proc_ssize_t)n, &code);
  if (may_be_meant(text, i, end) || tc_han_form_of((uint32_t)code) == TC_HAN_RARE) {
    return 0;
  }
  return n > 2 || code <= UINT8_MAX ? 2 : 1;
}

bool tc_rule_mojibake(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  char *to = NULL;
  uint32_t end = site->i, start = end, size = 0, proofs = 0, n;
  uint8_t bytes[4];
  while (size + 4 < MOST && (n = sequence_at(text, start, bytes, &end)) > 0) {
    to = to ? to : tc_arena_take(site->arena, MOST);
    if (!to) {
      return false;
    }
    memcpy(to + size, bytes, n);
    size += n;
    proofs += proof(text, start, end, bytes, n);
    start = end;
  }
  if (proofs < 2) {
    return false;
  }
  *edit = (tc_edit){{site->i, end}, to, size, edit->rule};
  return true;
}
