/* rules_mojibake.c - UTF-8 that was read as Windows-1252. Layer 4.
 *
 * Each character of such text stands for one byte. From a character that stands for
 * the first byte of a UTF-8 sequence, the characters behind it must stand for the
 * rest; then all of them become the one character that was meant. */
#include <string.h> /* memcmp */

#include <utf8proc.h> /* utf8proc_iterate, utf8proc_utf8class */

#include "rules.h"

#define MOST 256u /* bytes put right in one edit */

typedef struct meaning {
  const char *text; /* the character, */
  uint8_t size;     /* its bytes, */
  uint8_t byte;     /* and what it stands for */
} meaning;

static const meaning meanings[] = {
#define ENTITY(name, to)
#define CP1252(number, to) {to, sizeof(to) - 1, number},
#include "entities.inc"
#undef ENTITY
#undef CP1252
};

/* The byte that the character of Latin-1 at i stands for; 0 if it is none, or ASCII. */
static uint8_t latin1_at(const tc_text *text, uint32_t i)
{
  bool two = i < text->size && tc_next(text, i) - i == 2;
  uint32_t code_point = two ? tc_of_two((const uint8_t *)text->bytes + i) : 0;
  return code_point <= UINT8_MAX ? (uint8_t)code_point : 0;
}

/* The same of a character of Windows-1252. */
static uint8_t byte_of(const tc_text *text, uint32_t i)
{
  uint32_t size = i < text->size ? tc_next(text, i) - i : 0;
  uint8_t byte = latin1_at(text, i);
  for (size_t k = 0; size > 1 && byte == 0 && k < TC_COUNT(meanings); k++) {
    if (meanings[k].size == size && memcmp(meanings[k].text, text->bytes + i, size) == 0) {
      byte = meanings[k].byte;
    }
  }
  return byte;
}

/* The bytes that the characters from i on stand for, if they are one character of
 * UTF-8; returns how many, 0 if they are none. All first bytes of such are in Latin-1. */
static uint32_t sequence_at(const tc_text *text, uint32_t i, uint8_t bytes[4], uint32_t *end)
{
  bytes[0] = latin1_at(text, i);
  uint32_t size = (uint32_t)utf8proc_utf8class[bytes[0]];
  if (size < 2) {
    return 0;
  }
  for (uint32_t n = 1; n < size; n++) {
    i = tc_next(text, i);
    bytes[n] = byte_of(text, i);
    if (bytes[n] >> 6 != 2) {
      return 0; /* no continuation */
    }
  }
  utf8proc_int32_t code;
  *end = tc_next(text, i);
  return utf8proc_iterate(bytes, (utf8proc_ssize_t)size, &code) > 0 ? size : 0;
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
