/* text.h - a text with the class of every character and an index of events. Layer 2.
 *
 * `cls` is as long as the text: the class stands at the first byte of each
 * character, TC_CONT on its other bytes. An ill-formed part (a maximal subpart,
 * as in the WHATWG Encoding Standard) is TC_BAD, then TC_CONT. Before the first
 * byte and behind the last one stands TC_EDGE, so that looking one character
 * left or right needs no test.
 *
 * An event is a position that can matter to a stage. Stages walk the events and
 * look left and right from them; no stage walks every byte. With W for the
 * classes SPACE, DIGIT, LOWER, UPPER, there is an event at the first byte i of a
 * character if one of these holds:
 *  1. its class is TC_FIRST_EVENT or above: a mark, a symbol, a line end, ...
 *  2. its class is in W, and the byte before or the byte behind is CONT: a change
 *     of script, or a Latin letter beyond ASCII;
 *  3. its class is HAN, and the byte before is in W;
 *  4. it is SPACE, and the byte before is SPACE. */
#ifndef TC_TEXT_H
#define TC_TEXT_H

#include <string.h> /* memchr, memcpy */

#include "arena.h"
#include "base.h"
#include "classes_blocks.h"
#include "usual.h"

struct tc_own_words; /* lexicon_own.h */

typedef struct tc_text {
  const char *bytes;
  uint32_t size;
  const uint8_t *cls;      /* [-1] and [size] to [size + 15] are TC_EDGE */
  const uint32_t *events;  /* positions, ascending; [event_count] is `size` */
  const uint32_t *unusual; /* those of the events that are no usual ones (usual.h), likewise */
  const uint32_t *turns;   /* those whose class is a TURN (paragraphs.h), likewise */
  const uint32_t *rare;    /* where ideographs of the form RARE stand, likewise */
  uint32_t event_count, unusual_count, turn_count, rare_count;
  bool seen[TC_CLASS_COUNT];    /* whether an event has the class, or had it before an edit */
  uint32_t seen_props;          /* of these classes together */
  bool han;                     /* whether there is, or was, a HAN, */
  bool simplified, traditional; /* and one that has this form only */
  bool well_formed;
  const tc_blocks *blocks;        /* how this processor looks at many classes */
  const struct tc_own_words *own; /* what a house adds to the lexicon; NULL: nothing */
} tc_text;

/* Reads `bytes`, which must live as long as the text. False: no memory. */
bool tc_text_read(tc_text *text, const tc_classes *classes, tc_arena *arena, const char *bytes,
                  uint32_t size);

/* What `old`, which is well-formed, becomes by changes of whole characters to well-formed
 * text: `bytes` is the result. As tc_text_read() of it, but looks at what changed only, and
 * copies what is known of the rest. */
bool tc_text_reread(tc_text *text, const tc_text *old, const tc_classes *classes,
                    const textclean_edit *changes, uint32_t count, tc_arena *arena,
                    const char *bytes, uint32_t size);

/* As tc_text_read() by one character at a time, in the plainest way. For tests. */
bool tc_text_read_plain(tc_text *text, const tc_classes *classes, tc_arena *arena,
                        const char *bytes, uint32_t size);

/* Whether the text may have a character of the class, which is TC_FIRST_EVENT or above. */
static inline bool tc_has(const tc_text *text, uint8_t cls)
{
  assert(cls >= TC_FIRST_EVENT);
  return text->seen[cls];
}

/* What of the text tells which events are usual. */
static inline tc_usual_in tc_usual_in_text(const tc_text *text)
{
  bool han = text->han || tc_has(text, TC_HAN_COMPAT); /* which stays, if the rules say so */
  return (han ? TC_USUAL_HAN : 0) | (tc_has(text, TC_LSQUOTE) ? TC_USUAL_LSQUOTE : 0);
}

/* Whether the text may have an event whose class has one of the properties. */
static inline bool tc_has_props(const tc_text *text, uint32_t props)
{
  return (text->seen_props & props) != 0;
}

/* Whether the text may have one of the classes [first, last], which are TC_FIRST_EVENT or above. */
static inline bool tc_has_any(const tc_text *text, uint8_t first, uint8_t last)
{
  assert(first >= TC_FIRST_EVENT);
  return memchr(text->seen + first, 1, last + 1u - first) != NULL;
}

/* How many classes from *cls on are CONT, or how many right before it: three at most. Without a
 * branch, for how long the next character is cannot be guessed. */
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
static inline uint32_t tc_conts_from(const uint8_t *cls)
{
  uint32_t four;
  memcpy(&four, cls, sizeof four);
  return (uint32_t)__builtin_ctz(four) / 8;
}

static inline uint32_t tc_conts_before(const uint8_t *cls)
{
  uint32_t four;
  memcpy(&four, cls - sizeof four, sizeof four);
  return (uint32_t)__builtin_clz(four) / 8;
}
#else
static inline uint32_t tc_conts_from(const uint8_t *cls)
{
  uint32_t n = 0;
  while (cls[n] == TC_CONT) {
    n++;
  }
  return n;
}

static inline uint32_t tc_conts_before(const uint8_t *cls)
{
  uint32_t n = 0;
  while (*(cls - n - 1) == TC_CONT) {
    n++;
  }
  return n;
}
#endif

/* The start of the character behind the one at i. */
static inline uint32_t tc_next(const tc_text *text, uint32_t i)
{
  assert(i < text->size);
  return i + 1 + tc_conts_from(text->cls + i + 1);
}

/* The start of the character before i. */
static inline uint32_t tc_prev(const tc_text *text, uint32_t i)
{
  assert(i > 0 && i <= text->size);
  return i - 1 - tc_conts_before(text->cls + i);
}

/* The class of the character before i; TC_EDGE if there is none. */
static inline uint8_t tc_before(const tc_text *text, uint32_t i)
{
  const uint8_t *cls = text->cls + i;
  return *(cls - tc_conts_before(cls) - 1);
}

/* The class of the character that starts at i; TC_EDGE at the end. */
static inline uint8_t tc_at(const tc_text *text, uint32_t i)
{
  assert(i <= text->size && text->cls[i] != TC_CONT);
  return text->cls[i];
}

/* From i to the right over characters that have one of the properties. */
static inline uint32_t tc_skip(const tc_text *text, uint32_t i, uint32_t props)
{
  assert(i <= text->size && text->cls[i] != TC_CONT);
  const uint8_t *cls = text->cls; /* EDGE stands behind the text, and has no property */
  while (tc_is(cls[i], props)) {
    do {
      i++;
    } while (cls[i] == TC_CONT);
  }
  return i;
}

/* From i to the left over characters that have one of the properties. */
static inline uint32_t tc_skip_back(const tc_text *text, uint32_t i, uint32_t props)
{
  const uint8_t *cls = text->cls; /* EDGE stands before the text, and has no property */
  for (;;) {
    uint32_t second = i - tc_conts_before(cls + i); /* byte of the character before */
    if (!tc_is(cls[(int64_t)second - 1], props)) {
      return i;
    }
    i = second - 1;
  }
}

/* Which of eight classes are neither LOWER nor UPPER: these bytes are not 0. */
static inline uint64_t tc_not_plain(const uint8_t *cls)
{
  const uint64_t ones = UINT64_MAX / UINT8_MAX; /* the lowest bit of each byte */
  uint64_t eight;
  _Static_assert((TC_LOWER & 1) == 0 && TC_UPPER == TC_LOWER + 1, "they differ in the lowest bit");
  memcpy(&eight, cls, sizeof eight);
  return (eight ^ TC_LOWER * ones) & ~ones;
}

/* The end of the Latin letters from i on. Plain ones eight at once, since how long a word is cannot
 * be guessed. */
static inline uint32_t tc_latin_end(const tc_text *text, uint32_t i)
{
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  uint64_t others = tc_not_plain(text->cls + i); /* EDGE stands behind the text */
  for (; !others; others = tc_not_plain(text->cls + i)) {
    i += 8;
  }
  i += tc_lowest_bit(others) / 8;
  i += tc_conts_from(text->cls + i);
#endif
  return tc_skip(text, i, TC_P_LATIN);
}

/* The start of those that end before i. */
static inline uint32_t tc_latin_start(const tc_text *text, uint32_t i)
{
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  uint64_t others = tc_not_plain(text->cls + i - 8); /* EDGE stands before the text */
  i -= others ? (uint32_t)__builtin_clzll(others) / 8 : 8;
#endif
  return tc_skip_back(text, i, TC_P_LATIN);
}

/* Where the small letters (LOWER) begin that end before `end`. Eight at once, since how long a word
 * is cannot be guessed. */
static inline const uint8_t *tc_small_before(const uint8_t *end)
{
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  uint64_t eight; /* EDGE stands before the text */
  memcpy(&eight, end - sizeof eight, sizeof eight);
  eight ^= UINT64_MAX / UINT8_MAX * TC_LOWER;
  if (eight) {
    return end - __builtin_clzll(eight) / 8;
  }
  end -= sizeof eight;
#endif
  while (end[-1] == TC_LOWER) {
    end--;
  }
  return end;
}

/* The next row of dull characters, of which *row is the number: from one event to
 * the next, the first row from the start of the text. Dull characters that are an
 * event belong to the row that they begin. False: no more. */
static inline bool tc_next_row(const tc_text *text, uint32_t *row, tc_span *at)
{
  if (*row > text->event_count || text->size == 0) {
    return false;
  }
  uint32_t start = *row ? text->events[*row - 1] : 0;
  bool dull = *row == 0 || text->cls[start] < TC_FIRST_EVENT;
  *at = (tc_span){dull ? start : tc_next(text, start), text->events[*row]};
  ++*row;
  return true;
}

/* The number of the first of some places, which ascend, at or behind i. O(log count). */
static inline uint32_t tc_first_from(const uint32_t *places, uint32_t count, uint32_t i)
{
  uint32_t first = 0;
  TC_BISECT(first, count, k, places[k] < i)
  return first;
}

/* The same, from *cursor on, which is not behind it, and becomes its number: it is mostly near. */
static inline uint32_t tc_next_from(const uint32_t *places, uint32_t count, uint32_t *cursor,
                                    uint32_t i)
{
  uint32_t first = *cursor;
  TC_BISECT_NEAR(first, count - first, k, places[k] < i)
  return *cursor = first;
}

/* How many places are sifted at a time: there is room for as many that are kept. */
#define TC_SIFTED 64u

/* Writes those of `count` places to `kept` for which `holds` of place i, and adds to n how many. */
#define TC_SIFT(kept, n, places, count, i, holds)                                                  \
  for (uint32_t k_ = 0; k_ < (count); k_++) {                                                      \
    uint32_t i = (places)[k_];                                                                     \
    (kept)[n] = i;                                                                                 \
    (n) += (holds);                                                                                \
  }

/* Keeps those of some places, at most TC_SIFTED, whose class has one of the properties. Returns how
 * many. Which these are cannot be guessed, so it takes no branch for a place: a stage that walks
 * many places, and has much to do at few of them, sifts them first. */
static inline uint32_t tc_sift(const tc_text *text, const uint32_t *places, uint32_t count,
                               uint32_t props, uint32_t *kept)
{
  uint32_t n = 0;
  assert(count <= TC_SIFTED);
  TC_SIFT(kept, n, places, count, i, tc_is(text->cls[i], props))
  return n;
}

/* The number of the first event at or behind i. O(log events). */
static inline uint32_t tc_event_from(const tc_text *text, uint32_t i)
{
  return tc_first_from(text->events, text->event_count, i);
}

/* As tc_code_point(), of any character. */
uint32_t tc_decode(const tc_text *text, uint32_t i);

/* The code point of two bytes that are one character, */
static inline uint32_t tc_of_two(const uint8_t *bytes)
{
  return (bytes[0] & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
}

/* and of three. */
static inline uint32_t tc_of_three(const uint8_t *bytes)
{
  return (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
}

/* The code point of the character that starts at i; U+FFFD if it is ill-formed. */
static inline uint32_t tc_code_point(const tc_text *text, uint32_t i)
{
  assert(i < text->size && text->cls[i] != TC_CONT);
  if (text->cls[i] == TC_HAN && text->cls[i + 3] != TC_CONT) { /* well-formed */
    return tc_of_three((const uint8_t *)text->bytes + i);
  }
  return tc_decode(text, i);
}

#endif
