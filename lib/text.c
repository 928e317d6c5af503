/* text.c - see text.h.
 *
 * Reading takes two passes. classify() writes the class of every character into
 * `cls`: blocks of ASCII and blocks of Han 16 bytes at a time, every other
 * character through the trie. find_events() then looks at `cls` alone, also 16
 * bytes at a time.
 *
 * What is done by blocks stands in three functions (ascii_block, han_block,
 * events_in_block), and these exist twice: with SSE2, and in plain C. */
#include "text.h"

#include <string.h> /* memset */

#include <unicode/ucptrie.h> /* UCPTRIE_FAST_U8_NEXT */

#if defined(__SSE2__) && !defined(TC_NO_SIMD)
#define TC_SSE2 1
#include <emmintrin.h> /* __m128i and what works on it */
#endif

#define BLOCK 16u     /* bytes */
#define HAN_BLOCK 15u /* bytes of it in whole characters of three */
#define STRETCH TC_STRETCH
#define TOP_BIT ((uint64_t)1 << 63)

/* ---- Blocks ---------------------------------------------------------------------
 *
 * ascii_block  classifies the ASCII characters at the start of a block.
 * han_block    classifies the ideographs U+4E00 to U+9FFF at the start of a block,
 *              five at most.
 * Both return how many bytes they have done, from 0 to 16, read no more than 16
 * bytes, and may leave anything in the rest of the 16 bytes of cls.
 *
 * events_in_block  gives a bit for each byte of a block where text.h wants an
 *                  event, the first byte in the lowest bit. It reads one byte on
 *                  either side of the block too.
 * equal_in_block   gives a bit for each byte of a block that is `byte`;
 * again_in_block   for each one that is equal to its counterpart in another block;
 * white_in_block   for each one up to ' '.
 * weigh_block      gives the weight of a block's letters: two for HAN, one for LOWER and UPPER. */

/* The bytes of U+4E00 to U+9FFF: E4 B8..BF, or E5..E9 80..BF, then 80..BF. */
enum {
  HAN_LEAD_FIRST = 0xE5,
  HAN_LEAD_LAST = 0xE9,
  HAN_LEAD_PARTIAL = 0xE4,
  HAN_PARTIAL_SECOND = 0xB8
};

#define DELETE 0x7F /* the control among the graphic half of ASCII */

_Static_assert(TC_CONT == 0 && TC_HAN == 1 && TC_SPACE == 2 && TC_FIRST_EVENT == 6,
               "the blocks and is_event() compare by order");

/* W of text.h: SPACE, DIGIT, LOWER, UPPER. */
static bool is_w(uint8_t cls)
{
  return cls >= TC_SPACE && cls < TC_FIRST_EVENT;
}

/* By the definition in text.h, number by number. */
static bool is_event(const uint8_t *cls)
{
  return cls[0] >= TC_FIRST_EVENT                                       /* 1 */
         || (is_w(cls[0]) && (cls[-1] == TC_CONT || cls[1] == TC_CONT)) /* 2 */
         || (cls[0] == TC_HAN && is_w(cls[-1]))                         /* 3 */
         || (cls[0] == TC_SPACE && cls[-1] == TC_SPACE);                /* 4 */
}

#ifdef TC_SSE2

static __m128i load(const uint8_t *p)
{
  return _mm_loadu_si128((const __m128i *)p);
}

static void store(uint8_t *p, __m128i v)
{
  _mm_storeu_si128((__m128i *)p, v);
}

static __m128i all(int byte)
{
  return _mm_set1_epi8((char)byte);
}

/* Bytes from first to last, compared without sign. */
static __m128i in_range(__m128i v, int first, int last)
{
  __m128i from_first = _mm_sub_epi8(v, all(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(from_first, all(last - first)), from_first);
}

static __m128i at_least(__m128i v, int first)
{
  return _mm_cmpeq_epi8(_mm_max_epu8(v, all(first)), v);
}

static uint32_t bits(__m128i mask)
{
  return (uint32_t)_mm_movemask_epi8(mask);
}

/* The marks of ASCII follow each other in classes.def as they do in ASCII, so that
 * their classes come from a sum. */
#define MARK_OF(first, byte) (TC_EXCLAMATION + ((byte) - '!') - (first))
_Static_assert(TC_SLASH == MARK_OF(0, '/') && TC_COLON == MARK_OF(10, ':') &&
                   TC_AT == MARK_OF(10, '@') && TC_LSQUARE == MARK_OF(36, '[') &&
                   TC_GRAVE == MARK_OF(36, '`') && TC_LBRACE == MARK_OF(62, '{') &&
                   TC_TILDE == MARK_OF(62, '~'),
               "10 digits, 26 capitals and 26 small letters lie between the marks");

static __m128i choose(__m128i mask, __m128i yes, __m128i no)
{
  return _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no));
}

static uint32_t ascii_block(const uint8_t *bytes, uint8_t *cls, const uint8_t ascii[128])
{
  __m128i v = load(bytes);
  uint32_t beyond = bits(v);
  uint32_t n = beyond ? tc_lowest_bit(beyond) : BLOCK;
  /* ASCII is below 0x80, so that a comparison with sign will do */
  __m128i from_colon = _mm_cmpgt_epi8(v, all('9'));
  __m128i from_lsquare = _mm_cmpgt_epi8(v, all('Z'));
  __m128i from_lbrace = _mm_cmpgt_epi8(v, all('z'));
  __m128i c = _mm_add_epi8(v, all(TC_EXCLAMATION - '!'));
  c = _mm_sub_epi8(c, _mm_and_si128(from_colon, all(10)));
  c = _mm_sub_epi8(c, _mm_and_si128(from_lsquare, all(26)));
  c = _mm_sub_epi8(c, _mm_and_si128(from_lbrace, all(26)));
  __m128i digit = _mm_andnot_si128(from_colon, _mm_cmpgt_epi8(v, all('/')));
  __m128i upper = _mm_andnot_si128(from_lsquare, _mm_cmpgt_epi8(v, all('@')));
  __m128i lower = _mm_andnot_si128(from_lbrace, _mm_cmpgt_epi8(v, all('`')));
  c = choose(digit, all(TC_DIGIT), c);
  c = choose(upper, all(TC_UPPER), c);
  c = choose(lower, all(TC_LOWER), c);
  c = choose(_mm_cmpeq_epi8(v, all(' ')), all(TC_SPACE), c);
  store(cls, c);
  __m128i control = _mm_or_si128(_mm_cmplt_epi8(v, all(' ')), _mm_cmpeq_epi8(v, all(DELETE)));
  for (uint32_t left = bits(control) & ((1u << n) - 1); left; left &= left - 1) {
    uint32_t i = tc_lowest_bit(left);
    cls[i] = ascii[bytes[i]];
  }
  return n;
}

static uint32_t han_block(const uint8_t *bytes, uint8_t *cls)
{
  enum { LEADS = 0x1249, CONTS = 0x6DB6 }; /* of five characters of three bytes */
  __m128i v = load(bytes), second = _mm_srli_si128(v, 1);
  __m128i full = in_range(v, HAN_LEAD_FIRST, HAN_LEAD_LAST);
  __m128i partial =
      _mm_and_si128(_mm_cmpeq_epi8(v, all(HAN_LEAD_PARTIAL)), at_least(second, HAN_PARTIAL_SECOND));
  uint32_t leads = bits(_mm_or_si128(full, partial)) & LEADS;
  uint32_t conts = bits(in_range(v, 0x80, 0xBF)) & CONTS;
  uint32_t wrong = (leads | conts) ^ (LEADS | CONTS);
  store(cls,
        _mm_setr_epi8(TC_HAN, 0, 0, TC_HAN, 0, 0, TC_HAN, 0, 0, TC_HAN, 0, 0, TC_HAN, 0, 0, 0));
  return wrong ? tc_lowest_bit(wrong) / 3 * 3 : HAN_BLOCK;
}

static uint32_t events_in_block(const uint8_t *cls)
{
  __m128i here = load(cls), before = load(cls - 1), behind = load(cls + 1);
  __m128i cont = _mm_setzero_si128();
  __m128i beside_cont = _mm_or_si128(_mm_cmpeq_epi8(before, cont), _mm_cmpeq_epi8(behind, cont));
  /* `here` above W is an event anyway, so that "in W" is "at least SPACE" */
  __m128i e2 = _mm_and_si128(at_least(here, TC_SPACE), beside_cont);
  __m128i e3 = _mm_and_si128(_mm_cmpeq_epi8(here, all(TC_HAN)),
                             in_range(before, TC_SPACE, TC_FIRST_EVENT - 1));
  __m128i e4 =
      _mm_and_si128(_mm_cmpeq_epi8(here, all(TC_SPACE)), _mm_cmpeq_epi8(before, all(TC_SPACE)));
  __m128i e1 = at_least(here, TC_FIRST_EVENT);
  return bits(_mm_or_si128(_mm_or_si128(e1, e2), _mm_or_si128(e3, e4)));
}

static uint32_t equal_in_block(const uint8_t *bytes, char byte)
{
  return bits(_mm_cmpeq_epi8(load(bytes), all(byte)));
}

static uint32_t again_in_block(const uint8_t *bytes, const uint8_t *other)
{
  return bits(_mm_cmpeq_epi8(load(bytes), load(other)));
}

static uint32_t white_in_block(const uint8_t *bytes)
{
  return bits(in_range(load(bytes), 0, ' '));
}

static uint32_t weigh_block(const uint8_t *cls)
{
  __m128i v = load(cls);
  __m128i han = _mm_and_si128(_mm_cmpeq_epi8(v, all(TC_HAN)), all(2));
  __m128i latin = _mm_or_si128(_mm_cmpeq_epi8(v, all(TC_LOWER)), _mm_cmpeq_epi8(v, all(TC_UPPER)));
  __m128i weights = _mm_or_si128(han, _mm_and_si128(latin, all(1)));
  __m128i sums = _mm_sad_epu8(weights, _mm_setzero_si128()); /* of the halves */
  return (uint32_t)_mm_cvtsi128_si32(_mm_add_epi32(sums, _mm_srli_si128(sums, 8)));
}

#else /* the plain twins */

static uint32_t ascii_block(const uint8_t *bytes, uint8_t *cls, const uint8_t ascii[128])
{
  uint32_t n = 0;
  while (n < BLOCK && bytes[n] < 0x80) {
    cls[n] = ascii[bytes[n]];
    n++;
  }
  return n;
}

static bool is_continuation(uint8_t byte)
{
  return (byte & 0xC0) == 0x80;
}

static bool is_han(const uint8_t *bytes)
{
  bool full = bytes[0] >= HAN_LEAD_FIRST && bytes[0] <= HAN_LEAD_LAST;
  bool partial = bytes[0] == HAN_LEAD_PARTIAL && bytes[1] >= HAN_PARTIAL_SECOND;
  return (full || partial) && is_continuation(bytes[1]) && is_continuation(bytes[2]);
}

static uint32_t han_block(const uint8_t *bytes, uint8_t *cls)
{
  uint32_t n = 0;
  while (n < HAN_BLOCK && is_han(bytes + n)) {
    cls[n] = TC_HAN;
    cls[n + 1] = cls[n + 2] = TC_CONT;
    n += 3;
  }
  return n;
}

static uint32_t events_in_block(const uint8_t *cls)
{
  uint32_t mask = 0;
  for (uint32_t i = 0; i < BLOCK; i++) {
    mask |= (uint32_t)is_event(cls + i) << i;
  }
  return mask;
}

static uint32_t equal_in_block(const uint8_t *bytes, char byte)
{
  uint32_t mask = 0;
  for (uint32_t i = 0; i < BLOCK; i++) {
    mask |= (uint32_t)(bytes[i] == (uint8_t)byte) << i;
  }
  return mask;
}

static uint32_t again_in_block(const uint8_t *bytes, const uint8_t *other)
{
  uint32_t mask = 0;
  for (uint32_t i = 0; i < BLOCK; i++) {
    mask |= (uint32_t)(bytes[i] == other[i]) << i;
  }
  return mask;
}

static uint32_t white_in_block(const uint8_t *bytes)
{
  uint32_t mask = 0;
  for (uint32_t i = 0; i < BLOCK; i++) {
    mask |= (uint32_t)(bytes[i] <= ' ') << i;
  }
  return mask;
}

static uint32_t weigh_block(const uint8_t *cls)
{
  uint32_t sum = 0;
  for (uint32_t i = 0; i < BLOCK; i++) {
    sum += cls[i] == TC_HAN ? 2 : cls[i] == TC_LOWER || cls[i] == TC_UPPER;
  }
  return sum;
}

#endif

/* ---- Reading -------------------------------------------------------------------- */

/* Memory for the classes of a text and for the edges on both sides. */
static uint8_t *take_cls(tc_arena *arena, uint32_t size)
{
  uint8_t *p = tc_arena_take(arena, BLOCK + (size_t)size + BLOCK);
  return p ? p + BLOCK : NULL;
}

static void set_edges(uint8_t *cls, uint32_t size)
{
  memset(cls - BLOCK, TC_EDGE, BLOCK);
  memset(cls + size, TC_EDGE, BLOCK);
}

/* Writes the class of each character, and perhaps something in the 16 bytes behind.
 * Returns whether the text is well-formed. */
static bool classify(const tc_classes *classes, const uint8_t *bytes, uint32_t size, uint8_t *cls)
{
  const UCPTrie *trie = classes->trie;
  const uint8_t *p = bytes, *end = bytes + size;
  bool well_formed = true;
  while (p < end) {
    uint8_t *out = cls + (p - bytes);
    if ((size_t)(end - p) >= BLOCK) {
      if (*p < 0x80) {
        p += ascii_block(p, out, classes->ascii);
        continue;
      }
      uint32_t n = han_block(p, out);
      p += n;
      if (n == HAN_BLOCK || *p < 0x80) {
        continue;
      }
      out += n;
    }
    UCPTRIE_FAST_U8_NEXT(trie, UCPTRIE_8, p, end, *out);
    well_formed &= *out != TC_BAD;
    memset(out + 1, TC_CONT, 3); /* no character is longer; what is too much is written over */
  }
  return well_formed;
}

/* The events of four blocks, or of what is left of the text from i on. */
static uint64_t events_in_stretch(const tc_text *text, uint32_t i)
{
  uint64_t mask = 0;
  uint32_t left = text->size - i;
  for (uint32_t at = 0; at < tc_min(left, STRETCH); at += BLOCK) {
    mask |= (uint64_t)events_in_block(text->cls + i + at) << at;
  }
  return left < STRETCH ? mask & (((uint64_t)1 << left) - 1) : mask;
}

uint64_t tc_bytes_equal(const tc_text *text, uint32_t i, char byte)
{
  const uint8_t *bytes = (const uint8_t *)text->bytes + i;
  uint32_t left = text->size - i, at = 0;
  uint64_t mask = 0;
  if (left >= STRETCH) {
    return (uint64_t)equal_in_block(bytes, byte) |
           (uint64_t)equal_in_block(bytes + BLOCK, byte) << BLOCK |
           (uint64_t)equal_in_block(bytes + 2 * BLOCK, byte) << 2 * BLOCK |
           (uint64_t)equal_in_block(bytes + 3 * BLOCK, byte) << 3 * BLOCK;
  }
  for (; at + BLOCK <= left; at += BLOCK) {
    mask |= (uint64_t)equal_in_block(bytes + at, byte) << at;
  }
  for (; at < left; at++) { /* nothing may be read behind the text */
    mask |= (uint64_t)(bytes[at] == (uint8_t)byte) << at;
  }
  return mask;
}

uint64_t tc_bytes_again(const tc_text *text, uint32_t i, uint32_t step)
{
  const uint8_t *bytes = (const uint8_t *)text->bytes + i, *other = bytes + step;
  uint32_t left = text->size - i > step ? text->size - i - step : 0, at = 0;
  uint64_t mask = 0;
  if (left >= STRETCH) {
    return (uint64_t)again_in_block(bytes, other) |
           (uint64_t)again_in_block(bytes + BLOCK, other + BLOCK) << BLOCK |
           (uint64_t)again_in_block(bytes + 2 * BLOCK, other + 2 * BLOCK) << 2 * BLOCK |
           (uint64_t)again_in_block(bytes + 3 * BLOCK, other + 3 * BLOCK) << 3 * BLOCK;
  }
  for (; at < left; at++) { /* nothing may be read behind the text */
    mask |= (uint64_t)(bytes[at] == other[at]) << at;
  }
  return mask;
}

uint64_t tc_bytes_white(const tc_text *text, uint32_t i)
{
  const uint8_t *bytes = (const uint8_t *)text->bytes + i;
  uint32_t left = text->size - i;
  uint64_t mask = 0;
  if (left >= STRETCH) {
    return (uint64_t)white_in_block(bytes) | (uint64_t)white_in_block(bytes + BLOCK) << BLOCK |
           (uint64_t)white_in_block(bytes + 2 * BLOCK) << 2 * BLOCK |
           (uint64_t)white_in_block(bytes + 3 * BLOCK) << 3 * BLOCK;
  }
  for (uint32_t at = 0; at < left; at++) { /* nothing may be read behind the text */
    mask |= (uint64_t)(bytes[at] <= ' ') << at;
  }
  return mask;
}

uint32_t tc_weigh(const tc_text *text, tc_span span)
{
  uint32_t sum = 0, i = span.start;
  for (; span.end - i >= BLOCK; i += BLOCK) {
    sum += weigh_block(text->cls + i);
  }
  for (; i < span.end; i++) {
    uint8_t cls = text->cls[i];
    sum += cls == TC_HAN ? 2 : cls == TC_LOWER || cls == TC_UPPER;
  }
  return sum;
}

/* Appends i + the place of each bit of the mask. Four steps without a branch, since
 * how many events a stretch has cannot be predicted; few have more. */
static uint32_t append(uint32_t *events, uint32_t count, uint32_t i, uint64_t mask)
{
  for (int step = 0; step < 4; step++) {
    events[count] = i + tc_lowest_bit(mask | TOP_BIT);
    count += mask != 0;
    mask &= mask - 1;
  }
  for (; mask; mask &= mask - 1) {
    events[count++] = i + tc_lowest_bit(mask);
  }
  return count;
}

/* Fills in the events of a text whose classes are known. The list starts with room
 * for one event in 16 bytes, which is twice what clean text has. */
static bool find_events(tc_text *text, tc_arena *arena)
{
  uint32_t count = 0, room = text->size / 16 + 2 * STRETCH;
  uint32_t *events = tc_arena_take(arena, room * sizeof *events);
  for (uint32_t i = 0; events && i < text->size; i += STRETCH) {
    if (room - count <= STRETCH) { /* all events there can be, and the one at the end */
      events = tc_arena_more(arena, events, count, &room, sizeof *events);
      if (!events) {
        break;
      }
    }
    count = append(events, count, i, events_in_stretch(text, i));
  }
  if (!events) {
    return false;
  }
  events[count] = text->size;
  tc_arena_trim(arena, events, (count + 1) * sizeof *events);
  text->events = events;
  text->event_count = count;
  return true;
}

/* A list of places that grows. */
typedef struct places {
  uint32_t *at, count, room;
} places;

/* Adds the rare ideographs of a row of them. False: no memory. */
static bool add_rare(const tc_text *text, tc_span row, tc_arena *arena, places *out)
{
  const uint8_t *bytes = (const uint8_t *)text->bytes;
  while (row.start < row.end) {
    uint32_t end = tc_min(row.end, row.start + STRETCH);
    while (text->cls[end] == TC_CONT) {
      end++;
    }
    if (out->room - out->count < STRETCH) {
      out->at = tc_arena_more(arena, out->at, out->count, &out->room, sizeof *out->at);
      if (!out->at) {
        return false;
      }
    }
    out->count += tc_rare_places(bytes, row.start, end, out->at + out->count);
    row.start = end;
  }
  return true;
}

/* Fills in which classes the events have, and the rare ideographs: each row of ideographs
 * begins at an event or behind it, or where the text does. */
static bool look_at_events(tc_text *text, tc_arena *arena)
{
  places rare = {tc_arena_take(arena, 2 * STRETCH * sizeof *rare.at), 0, 2 * STRETCH};
  const uint32_t *events = text->events;
  uint32_t start = 0;
  for (uint32_t e = 0; rare.at && e <= text->event_count; e++) {
    if (text->cls[start] != TC_HAN && start < events[e]) {
      start = tc_next(text, start);
    }
    if (text->cls[start] == TC_HAN && start < events[e] &&
        !add_rare(text, (tc_span){start, events[e]}, arena, &rare)) {
      return false;
    }
    start = events[e];
    text->seen[text->cls[start]] = true;
  }
  if (!rare.at) {
    return false;
  }
  rare.at[rare.count] = text->size;
  tc_arena_trim(arena, rare.at, (rare.count + 1) * sizeof *rare.at);
  text->rare = rare.at;
  text->rare_count = rare.count;
  return true;
}

bool tc_text_read(tc_text *text, const tc_classes *classes, tc_arena *arena, const char *bytes,
                  uint32_t size)
{
  uint8_t *cls = take_cls(arena, size);
  if (!cls) {
    return false;
  }
  *text = (tc_text){.bytes = bytes, .size = size, .cls = cls};
  text->well_formed = classify(classes, (const uint8_t *)bytes, size, cls);
  set_edges(cls, size);
  return find_events(text, arena) && look_at_events(text, arena);
}

/* ---- Reading again what was edited ------------------------------------------------ */

typedef struct rereading {
  tc_text *text;
  const tc_text *old;
  const tc_classes *classes;
  places events, rare;
  uint32_t old_event, old_rare; /* cursors */
} rereading;

/* The places [cursor, ...) of a list of the old text before `end`, moved to the new text;
 * `end` is no place itself or the list ends there. */
static void move_places(const uint32_t *from, uint32_t *cursor, uint32_t end, uint32_t shift,
                        places *to)
{
  uint32_t i = *cursor, count = to->count;
  for (; from[i] < end; i++) {
    to->at[count++] = from[i] + shift; /* modulo 2^32, so that it may move left, too */
  }
  to->count = count;
  *cursor = i;
}

/* Looks at the characters [start, end) of the new text, of which only the classes are known. */
static void look_at(rereading *r, uint32_t start, uint32_t end)
{
  const uint8_t *cls = r->text->cls;
  for (uint32_t i = start; i < end; i++) {
    if (is_event(cls + i)) {
      r->events.at[r->events.count++] = i;
      r->text->seen[cls[i]] = true;
    }
    if (cls[i] == TC_HAN && tc_han_form_of(tc_code_point(r->text, i)) == TC_HAN_RARE) {
      r->rare.at[r->rare.count++] = i;
    }
  }
}

/* What stands from the end of one change in both texts to the start of the next in the old
 * one. Only the first character has another one before it than it had. */
static void copy_unchanged(rereading *r, uint8_t *cls, uint32_t old_from, uint32_t old_to,
                           uint32_t from)
{
  const tc_text *old = r->old;
  if (old_from == old_to) {
    return;
  }
  uint32_t first = tc_next(old, old_from) - old_from;
  memcpy(cls + from, old->cls + old_from, old_to - old_from);
  cls[from + (old_to - old_from)] = TC_EDGE; /* no CONT behind the last character */
  look_at(r, from, from + first);
  while (old->events[r->old_event] < old_from + first) {
    r->old_event++;
  }
  while (old->rare[r->old_rare] < old_from + first) {
    r->old_rare++;
  }
  move_places(old->events, &r->old_event, old_to, from - old_from, &r->events);
  move_places(old->rare, &r->old_rare, old_to, from - old_from, &r->rare);
}

/* Room for all places that there can be. */
static bool take_places(rereading *r, tc_arena *arena, const textclean_edit *changes,
                        uint32_t count)
{
  size_t fresh = count + 2; /* a character behind each change, and the end */
  for (uint32_t i = 0; i < count; i++) {
    fresh += changes[i].at.span.end - changes[i].at.span.start;
  }
  r->events.at = tc_arena_take(arena, (r->old->event_count + fresh) * sizeof *r->events.at);
  r->rare.at = tc_arena_take(arena, (r->old->rare_count + fresh) * sizeof *r->rare.at);
  return r->events.at && r->rare.at;
}

bool tc_text_reread(tc_text *text, const tc_text *old, const tc_classes *classes,
                    const textclean_edit *changes, uint32_t count, tc_arena *arena,
                    const char *bytes, uint32_t size)
{
  tc_text was = *old; /* `text` may be the same */
  uint8_t *cls = take_cls(arena, size);
  *text = (tc_text){.bytes = bytes, .size = size, .cls = cls, .well_formed = true};
  rereading r = {.text = text, .old = &was, .classes = classes};
  if (!cls || !take_places(&r, arena, changes, count)) {
    return false;
  }
  memcpy(text->seen, was.seen, sizeof text->seen);
  set_edges(cls, 0); /* the one on the left; the other is written over, and set again */
  uint32_t old_from = 0, from = 0;
  for (uint32_t i = 0; i < count; i++) {
    tc_span source = changes[i].at.source, span = changes[i].at.span;
    copy_unchanged(&r, cls, old_from, source.start, from);
    text->well_formed &= classify(classes, (const uint8_t *)bytes + span.start,
                                  span.end - span.start, cls + span.start);
    cls[span.end] = TC_EDGE;
    look_at(&r, span.start, span.end);
    old_from = source.end;
    from = span.end;
  }
  copy_unchanged(&r, cls, old_from, was.size, from);
  set_edges(cls, size);
  r.events.at[r.events.count] = r.rare.at[r.rare.count] = size;
  text->events = r.events.at;
  text->event_count = r.events.count;
  text->rare = r.rare.at;
  text->rare_count = r.rare.count;
  return true;
}

bool tc_has_props(const tc_text *text, uint32_t props)
{
  for (unsigned cls = 0; cls < TC_CLASS_COUNT; cls++) {
    if (text->seen[cls] && (tc_props[cls] & props)) {
      return true;
    }
  }
  return false;
}

/* The code point at the start of `bytes`, of which `size` may be read, or -1 for an
 * ill-formed part; and how many bytes it is long. After the table of well-formed
 * byte sequences in the Unicode Standard (3.9): only the second byte has limits of
 * its own. */
static uint32_t decode(const uint8_t *bytes, uint32_t size, int32_t *code_point)
{
  uint8_t lead = bytes[0];
  uint32_t more = lead >= 0xC2 && lead <= 0xDF   ? 1
                  : lead >= 0xE0 && lead <= 0xEF ? 2
                  : lead >= 0xF0 && lead <= 0xF4 ? 3
                                                 : 0;
  uint8_t first = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t last = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  int32_t c = lead & (0x3F >> more);
  for (uint32_t i = 1; i <= more; i++) {
    if (i == size || bytes[i] < first || bytes[i] > last) {
      *code_point = -1;
      return i;
    }
    c = c << 6 | (bytes[i] & 0x3F);
    first = 0x80;
    last = 0xBF;
  }
  *code_point = lead < 0x80 ? lead : more ? c : -1;
  return 1 + more;
}

bool tc_text_read_plain(tc_text *text, const tc_classes *classes, tc_arena *arena,
                        const char *bytes, uint32_t size)
{
  uint8_t *cls = take_cls(arena, size);
  uint32_t *events = tc_arena_take(arena, ((size_t)size + 1) * sizeof *events);
  uint32_t *rare = tc_arena_take(arena, ((size_t)size + 1) * sizeof *rare);
  if (!cls || !events || !rare) {
    return false;
  }
  *text = (tc_text){.bytes = bytes, .size = size, .cls = cls, .events = events, .rare = rare};
  text->well_formed = true;
  memset(cls, TC_CONT, size);
  for (uint32_t i = 0; i < size;) {
    int32_t c;
    uint32_t length = decode((const uint8_t *)bytes + i, size - i, &c);
    cls[i] = c < 0 ? TC_BAD : tc_class_of(classes, (uint32_t)c);
    text->well_formed &= c >= 0;
    if (cls[i] == TC_HAN && tc_han_form_of((uint32_t)c) == TC_HAN_RARE) {
      rare[text->rare_count++] = i;
    }
    i += length;
  }
  set_edges(cls, size);
  for (uint32_t i = 0; i < size; i++) {
    if (is_event(cls + i)) {
      events[text->event_count++] = i;
    }
  }
  events[text->event_count] = size;
  rare[text->rare_count] = size;
  for (uint32_t e = 0; e <= text->event_count; e++) {
    text->seen[cls[events[e]]] = true;
  }
  return true;
}

uint32_t tc_decode(const tc_text *text, uint32_t i)
{
  const uint8_t *bytes = (const uint8_t *)text->bytes + i;
  int32_t c;
  decode(bytes, text->size - i, &c);
  if (c < 0) {
    decode((const uint8_t *)tc_utf8[TC_REPLACEMENT], 3, &c);
  }
  return (uint32_t)c;
}
