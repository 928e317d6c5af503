/* text.c - see text.h.
 *
 * Reading takes one pass over stretches of 64 bytes. classes_blocks.c tells the classes of
 * ASCII and of ideographs, and masks of where they are; from the masks come the events and
 * the proof that the stretch is well-formed. Every other character, one in twenty bytes or
 * so, goes through the trie. A stretch that is ill-formed is read again, a character at a
 * time. */
#include "text.h"

#include <string.h> /* memchr, memcpy, memset */

#include <unicode/ucptrie.h> /* UCPTRIE_FAST_U8_NEXT */

#define BLOCK 16u /* bytes of the edges */
#define STRETCH TC_STRETCH
#define LONGEST 4 /* bytes of a character */

_Static_assert(TC_CONT == 0 && TC_HAN == 1 && TC_SPACE == 2 && TC_FIRST_EVENT == 6,
               "is_w() compares by order");

/* W of text.h: SPACE, DIGIT, LOWER, UPPER. */
static bool is_w(uint8_t cls)
{
  return cls >= TC_SPACE && cls < TC_FIRST_EVENT;
}

/* By the definition in text.h, number by number: a byte of the class `here`. */
static bool is_event(uint8_t before, uint8_t here, uint8_t behind)
{
  return here >= TC_FIRST_EVENT                                      /* 1 */
         || (is_w(here) && (before == TC_CONT || behind == TC_CONT)) /* 2 */
         || (here == TC_HAN && is_w(before))                         /* 3 */
         || (here == TC_SPACE && before == TC_SPACE);                /* 4 */
}

/* Notes that an event has the class. */
static void see(tc_text *text, uint8_t cls)
{
  text->seen[cls] = true;
  text->seen_props |= tc_props[cls];
}

/* ---- Reading -------------------------------------------------------------------- */

/* Memory for the classes of a text, for the edge before it, and for a stretch behind it, where
 * an edge and what is too much of the last stretch stand. */
static uint8_t *take_cls(tc_arena *arena, uint32_t size)
{
  uint8_t *p = tc_arena_take(arena, BLOCK + (size_t)size + STRETCH);
  return p ? p + BLOCK : NULL;
}

static void set_edges(uint8_t *cls, uint32_t size)
{
  memset(cls - BLOCK, TC_EDGE, BLOCK);
  memset(cls + size, TC_EDGE, BLOCK);
}

/* A list of places that grows. */
typedef struct places {
  uint32_t *at, count, room;
} places;

typedef struct reading {
  tc_text *text;
  const tc_classes *classes;
  tc_arena *arena;
  uint8_t *cls;
  places events, rare;
  uint64_t conts; /* the bytes of the next stretch that must be continuations, of its character */
  tc_forms forms; /* of the ideographs of one form only */
} reading;

/* Room for all the places that a stretch can have, and for the one at the end. False: no memory. */
static bool make_room(places *out, tc_arena *arena)
{
  while (out->room - out->count <= STRETCH) {
    out->at = tc_arena_more(arena, out->at, out->count, &out->room, sizeof *out->at);
    if (!out->at) {
      return false;
    }
  }
  return true;
}

/* Adds i + the place of each bit of the mask. False: no memory. */
static inline bool add_places(places *out, const reading *r, uint32_t i, uint64_t mask)
{
  if (out->room - out->count <= STRETCH && !make_room(out, r->arena)) {
    return false;
  }
  out->count += r->text->blocks->list(mask, i, out->at + out->count);
  return true;
}

static void drop_places(places *list, uint32_t from)
{
  while (list->count && list->at[list->count - 1] >= from) {
    list->count--;
  }
}

/* Notes an ideograph. Returns whether it is RARE. */
static bool see_han(tc_text *text, uint32_t code_point)
{
  tc_han_form form = tc_han_form_of(code_point);
  text->han = true;
  text->simplified |= form == TC_HAN_SIMPLIFIED;
  text->traditional |= form == TC_HAN_TRADITIONAL;
  return form == TC_HAN_RARE;
}

/* Writes the class of the character at i; returns where the next one is. */
static uint32_t read_character(tc_text *text, const tc_classes *classes, uint8_t *cls, uint32_t i)
{
  const UCPTrie *trie = classes->trie;
  const uint8_t *bytes = (const uint8_t *)text->bytes;
  const uint8_t *p = bytes + i, *end = bytes + text->size;
  UCPTRIE_FAST_U8_NEXT(trie, UCPTRIE_8, p, end, cls[i]);
  text->well_formed &= cls[i] != TC_BAD;
  uint32_t next = (uint32_t)(p - bytes);
  for (uint32_t k = i + 1; k < next; k++) {
    cls[k] = TC_CONT;
  }
  return next;
}

/* Reads the stretch at i again, whatever it holds, from the start of the character that reaches
 * into it. False: no memory. */
static bool read_slowly(reading *r, uint32_t i)
{
  const uint8_t *cls = r->cls;
  uint32_t at = i, end = tc_min(r->text->size, i + STRETCH);
  while (r->conts && (at == i || cls[at] == TC_CONT)) {
    at--;
  }
  drop_places(&r->events, at);
  drop_places(&r->rare, at);
  while (at < end) {
    uint32_t next = read_character(r->text, r->classes, r->cls, at);
    uint8_t behind = next > at + 1 ? TC_CONT : TC_EDGE;
    bool rare = cls[at] == TC_HAN && see_han(r->text, tc_decode(r->text, at));
    if (!add_places(&r->events, r, at, is_event(cls[(int64_t)at - 1], cls[at], behind)) ||
        (rare && !add_places(&r->rare, r, at, 1))) {
      return false;
    }
    at = next;
  }
  r->conts = tc_low_bits(at - tc_min(at, i + STRETCH));
  return true;
}

/* The bytes that must be continuations: of this stretch, and of the next one. */
typedef struct demand {
  uint64_t here, next;
} demand;

/* Two of them behind each lead. */
static void demand_two(demand *conts, uint64_t leads)
{
  conts->here |= leads << 1 | leads << 2;
  conts->next |= leads >> (STRETCH - 1) | leads >> (STRETCH - 2);
}

/* Leads E1 to EF but ED: whichever two continuations follow, the three are well-formed. */
static bool leads_three(uint8_t lead)
{
  return (uint8_t)(lead - 0xE1) < 0x0F && lead != 0xED;
}

/* Reads the characters at the bits of `others`. False if one is ill-formed. Most of them are
 * Chinese marks. */
static bool read_others(const tc_classes *classes, const uint8_t *bytes, uint8_t *cls,
                        uint64_t others, tc_masks *m, demand *conts)
{
  const UCPTrie *trie = classes->trie;
  uint64_t threes = 0;
  for (; others; others &= others - 1) {
    uint32_t i = tc_lowest_bit(others);
    const uint8_t *p = bytes + i, *end = p + LONGEST;
    if (leads_three(*p)) {
      cls[i] = UCPTRIE_FAST_BMP_GET(trie, UCPTRIE_8, tc_of_three(p));
      threes |= others & -others;
    } else {
      UCPTRIE_FAST_U8_NEXT(trie, UCPTRIE_8, p, end, cls[i]);
      if (cls[i] == TC_BAD) {
        return false;
      }
      uint64_t mine = ((uint64_t)1 << ((size_t)(p - bytes) - i - 1)) - 1;
      conts->here |= mine << 1 << i;
      conts->next |= mine >> (STRETCH - 1 - i);
    }
    if (cls[i] == TC_HAN) { /* one of an extension */
      m->han |= others & -others;
    }
  }
  demand_two(conts, threes);
  return true;
}

/* The events of a stretch by the definition in text.h; `before` is the class before it. */
static uint64_t events_of(const tc_masks *m, uint8_t before)
{
  uint64_t behind_cont = m->cont << 1 | (before == TC_CONT);
  uint64_t behind_w = m->w << 1 | is_w(before);
  uint64_t behind_space = m->space << 1 | (before == TC_SPACE);
  return ~(m->cont | m->han | m->w)   /* 1, and 2 if a continuation is behind */
         | (m->w & behind_cont)       /* 2 */
         | (m->han & behind_w)        /* 3 */
         | (m->space & behind_space); /* 4 */
}

/* Reads the stretch at i, whose bytes are at `bytes`, too. False: no memory. */
static bool read_stretch(reading *r, const uint8_t *bytes, uint32_t i, tc_masks *m)
{
  uint64_t here = tc_low_bits(tc_min(r->text->size - i, STRETCH)), han = m->han;
  demand conts = {r->conts, 0};
  demand_two(&conts, han | m->mark);
  if (!read_others(r->classes, bytes, r->cls + i, m->other & here, m, &conts) ||
      conts.here != m->cont) {
    return read_slowly(r, i);
  }
  r->conts = conts.next;
  r->text->han |= m->han != 0;
  uint64_t events = events_of(m, r->cls[(int64_t)i - 1]) & here;
  tc_forms forms = han ? r->text->blocks->forms(bytes, han) : (tc_forms){0, 0};
  uint64_t rare = forms.simplified & forms.traditional;
  r->forms.simplified |= forms.simplified ^ rare;
  r->forms.traditional |= forms.traditional ^ rare;
  return add_places(&r->events, r, i, events) && (rare == 0 || add_places(&r->rare, r, i, rare));
}

/* Reads `count` stretches from i on, whose bytes are at `bytes`, too. False: no memory. */
static bool read_stretches(reading *r, const uint8_t *bytes, uint32_t i, uint32_t count)
{
  tc_masks masks[16];
  for (uint32_t n; count > 0; count -= n) {
    n = tc_min(count, TC_COUNT(masks));
    r->text->blocks->classify(bytes, r->cls + i, n, masks);
    for (uint32_t k = 0; k < n; k++) {
      if (!read_stretch(r, bytes, i, &masks[k])) {
        return false;
      }
      bytes += STRETCH;
      i += STRETCH;
    }
  }
  return true;
}

/* The list of events starts with room for one in 16 bytes, which is twice what clean text has. */
static bool begin(reading *r, tc_arena *arena, uint32_t size)
{
  r->arena = arena;
  r->cls = take_cls(arena, size);
  r->events.room = size / 16 + 2 * STRETCH;
  r->events.at = tc_arena_take(arena, r->events.room * sizeof *r->events.at);
  if (!r->cls || !r->events.at) {
    return false;
  }
  set_edges(r->cls, 0); /* the one on the left; the other is written over, and set again */
  return true;
}

/* Makes the list of the turns, and fills in which classes the events have. */
static bool list_turns(tc_text *text, tc_arena *arena)
{
  uint32_t *turns = tc_arena_take(arena, ((size_t)text->event_count + 1) * sizeof *turns);
  uint32_t count = 0;
  if (!turns) {
    return false;
  }
  const uint8_t *cls = text->cls; /* what is written may be anything, to a compiler */
  const uint32_t *events = text->events, *end = events + text->event_count;
  uint32_t props = 0;
  for (; events < end; events++) { /* without a branch: no one could guess it */
    uint32_t i = *events;
    uint8_t here = cls[i];
    turns[count] = i;
    text->seen[here] = true;
    props |= tc_props[here];
    count += tc_is(here, TC_P_TURN);
  }
  text->seen_props = props;
  see(text, TC_EDGE);
  turns[count] = text->size;
  tc_arena_trim(arena, turns, ((size_t)count + 1) * sizeof *turns);
  text->turns = turns;
  text->turn_count = count;
  return true;
}

/* Makes the list of the unusual events. */
static bool list_unusual(tc_text *text, tc_arena *arena)
{
  uint32_t *unusual = tc_arena_take(arena, ((size_t)text->event_count + 1) * sizeof *unusual);
  if (!unusual) {
    return false;
  }
  text->unusual_count =
      tc_keep_unusual(text->cls, tc_usual_in_text(text), text->events, text->event_count, unusual);
  unusual[text->unusual_count] = text->size;
  tc_arena_trim(arena, unusual, ((size_t)text->unusual_count + 1) * sizeof *unusual);
  text->unusual = unusual;
  return true;
}

/* Ends the lists, and makes those of some of the events. */
static bool finish(reading *r)
{
  tc_text *text = r->text;
  set_edges(r->cls, text->size);
  if (!text->well_formed && text->han) { /* it may have been a lead at the end of a stretch */
    text->han = memchr(text->cls, TC_HAN, text->size) != NULL;
  }
  text->simplified |= r->forms.simplified != 0;
  text->traditional |= r->forms.traditional != 0;
  r->events.at[r->events.count] = text->size;
  text->events = r->events.at;
  text->event_count = r->events.count;
  text->rare_count = r->rare.count;
  /* In most texts there never was a rare one, not even one that was dropped: then the events are
   * the newest piece, and their end is an empty list. */
  if (r->rare.at) {
    r->rare.at[r->rare.count] = text->size;
    text->rare = r->rare.at;
  } else {
    tc_arena_trim(r->arena, r->events.at, (r->events.count + 1) * sizeof *r->events.at);
    text->rare = text->events + text->event_count;
  }
  return list_turns(text, r->arena) && list_unusual(text, r->arena);
}

bool tc_text_read(tc_text *text, const tc_classes *classes, tc_arena *arena, const char *bytes,
                  uint32_t size)
{
  const uint8_t *from = (const uint8_t *)bytes;
  uint8_t end[STRETCH + TC_STRETCH_READS] = {0}; /* a copy of what is too near the end */
  uint32_t all = size / STRETCH + 1; /* stretches; the last one has no whole 64 bytes, or none */
  uint32_t most = size < TC_STRETCH_READS ? 0 : (size - (TC_STRETCH_READS - STRETCH)) / STRETCH;
  uint32_t start = most * STRETCH;
  reading r = {.text = text, .classes = classes};
  *text = (tc_text){.bytes = bytes, .size = size, .well_formed = true, .blocks = classes->blocks};
  if (!begin(&r, arena, size)) {
    return false;
  }
  text->cls = r.cls;
  if (size > start) {
    memcpy(end, from + start, size - start);
  }
  return read_stretches(&r, from, 0, most) && read_stretches(&r, end, start, all - most) &&
         finish(&r);
}

/* ---- Reading again what was edited ------------------------------------------------ */

/* A list of places of the old text, and what it becomes. */
typedef struct moving {
  const uint32_t *from; /* the first that is not moved yet, */
  uint32_t left;        /* and how many these are, with the one at the end */
  uint32_t *to;
  uint32_t count;
} moving;

typedef struct rereading {
  tc_text *text;
  const tc_text *old;
  moving events, unusual, turns, rare;
  uint32_t judged; /* how many of the events are listed as unusual if they are */
} rereading;

/* Passes by the places before `start`, and moves those before `end`. */
static void move_places(const rereading *r, moving *list, uint32_t start, uint32_t end,
                        uint32_t shift)
{
  tc_moved moved = r->text->blocks->move(list->from, list->left, (tc_span){start, end}, shift,
                                         list->to + list->count);
  list->from += moved.passed;
  list->left -= moved.passed;
  list->count += moved.count;
}

static void add_place(moving *list, uint32_t i)
{
  list->to[list->count++] = i;
}

/* Looks at the characters [start, end) of the new text. */
static void look_at(rereading *r, uint32_t start, uint32_t end)
{
  const uint8_t *cls = r->text->cls;
  for (uint32_t i = start; i < end; i++) {
    if (is_event(cls[(int64_t)i - 1], cls[i], cls[i + 1])) {
      add_place(&r->events, i);
      see(r->text, cls[i]);
    }
    if (tc_is(cls[i], TC_P_TURN)) {
      add_place(&r->turns, i);
    }
    if (cls[i] == TC_HAN && see_han(r->text, tc_code_point(r->text, i))) {
      add_place(&r->rare, i);
    }
  }
}

/* Lists the unusual ones of the events that were not judged yet. */
static void judge(rereading *r)
{
  moving *unusual = &r->unusual;
  unusual->count +=
      tc_keep_unusual(r->text->cls, tc_usual_in_text(r->old), r->events.to + r->judged,
                      r->events.count - r->judged, unusual->to + unusual->count);
  r->judged = r->events.count;
}

/* The classes: of what stayed they are copied, and what is new is read. All are written before one
 * is looked at, since loads wait long for what narrower stores have just written. */
static void write_classes(const rereading *r, const tc_classes *classes, uint8_t *cls,
                          const textclean_edit *changes, uint32_t count)
{
  const tc_text *old = r->old;
  uint32_t old_from = 0, from = 0;
  set_edges(cls, 0);
  for (uint32_t i = 0; i < count; i++) {
    tc_span source = changes[i].at.source, span = changes[i].at.span;
    memcpy(cls + from, old->cls + old_from, source.start - old_from);
    for (uint32_t at = span.start; at < span.end;) {
      at = read_character(r->text, classes, cls, at);
    }
    old_from = source.end;
    from = span.end;
  }
  memcpy(cls + from, old->cls + old_from, old->size - old_from);
  set_edges(cls, r->text->size);
}

/* The events so far are judged, but for those at or behind i, which are few. */
static void set_judged(rereading *r, uint32_t i)
{
  r->judged = r->events.count;
  while (r->judged > 0 && r->events.to[r->judged - 1] >= i) {
    r->judged--;
  }
}

/* What stands from the end of one change in both texts to the start of the next in the old
 * one. Only the first character has another one before it than it had; and only for the last ones
 * something else may stand behind them, as far as an event is judged by it. */
static void move_unchanged(rereading *r, uint32_t old_from, uint32_t old_to, uint32_t from)
{
  uint32_t shift = from - old_from, size = old_to - old_from; /* modulo 2^32: to the left, too */
  if (size == 0) {
    return;
  }
  uint32_t second = tc_next(r->old, old_from), last = old_to - tc_min(size, TC_USUAL_READS);
  look_at(r, from, second + shift);
  if (second < last) {
    judge(r);
    move_places(r, &r->unusual, second, last, shift);
  }
  move_places(r, &r->turns, second, old_to, shift);
  move_places(r, &r->events, second, old_to, shift);
  if (r->old->rare_count) {
    move_places(r, &r->rare, second, old_to, shift);
  }
  if (second < last) {
    set_judged(r, last + shift);
  }
}

/* The lists of places. */
static void move_lists(rereading *r, const textclean_edit *changes, uint32_t count)
{
  uint32_t old_from = 0, from = 0;
  for (uint32_t i = 0; i < count; i++) {
    tc_span source = changes[i].at.source, span = changes[i].at.span;
    move_unchanged(r, old_from, source.start, from);
    look_at(r, span.start, span.end);
    old_from = source.end;
    from = span.end;
  }
  move_unchanged(r, old_from, r->old->size, from);
  judge(r);
}

/* A list with room for `fresh` places more. */
static moving begin_list(tc_arena *arena, const uint32_t *from, uint32_t count, size_t fresh)
{
  return (moving){from, count + 1, tc_arena_take(arena, (count + fresh) * sizeof *from), 0};
}

/* Room for all places that there can be. */
static bool begin_lists(rereading *r, tc_arena *arena, const textclean_edit *changes,
                        uint32_t count)
{
  const tc_text *old = r->old;
  size_t fresh = count + 2; /* a character behind each change, and the end */
  for (uint32_t i = 0; i < count; i++) {
    fresh += changes[i].at.span.end - changes[i].at.span.start;
  }
  r->events = begin_list(arena, old->events, old->event_count, fresh);
  r->turns = begin_list(arena, old->turns, old->turn_count, fresh);
  r->rare = begin_list(arena, old->rare, old->rare_count, fresh);
  fresh += (count + 1) * 2 * TC_USUAL_READS; /* characters that are judged again */
  r->unusual = begin_list(arena, old->unusual, old->unusual_count, fresh);
  return r->events.to && r->turns.to && r->rare.to && r->unusual.to;
}

/* Ends a list of a text of `size` bytes. */
static const uint32_t *end_list(moving *list, uint32_t size, uint32_t *count)
{
  list->to[list->count] = size;
  *count = list->count;
  return list->to;
}

bool tc_text_reread(tc_text *text, const tc_text *old, const tc_classes *classes,
                    const textclean_edit *changes, uint32_t count, tc_arena *arena,
                    const char *bytes, uint32_t size)
{
  tc_text was = *old; /* `text` may be the same */
  uint8_t *cls = take_cls(arena, size);
  *text = (tc_text){
      .bytes = bytes, .size = size, .cls = cls, .well_formed = true, .blocks = classes->blocks};
  rereading r = {.text = text, .old = &was};
  if (!cls || !begin_lists(&r, arena, changes, count)) {
    return false;
  }
  memcpy(text->seen, was.seen, sizeof text->seen);
  text->han = was.han;
  text->simplified = was.simplified;
  text->traditional = was.traditional;
  text->seen_props = was.seen_props;
  write_classes(&r, classes, cls, changes, count);
  move_lists(&r, changes, count);
  text->events = end_list(&r.events, size, &text->event_count);
  text->turns = end_list(&r.turns, size, &text->turn_count);
  text->rare = end_list(&r.rare, size, &text->rare_count);
  text->unusual = end_list(&r.unusual, size, &text->unusual_count);
  tc_arena_trim(arena, r.unusual.to, (r.unusual.count + 1) * sizeof *r.unusual.to);
  return tc_usual_in_text(text) == tc_usual_in_text(&was) || list_unusual(text, arena);
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
  uint32_t *unusual = tc_arena_take(arena, ((size_t)size + 1) * sizeof *unusual);
  if (!cls || !events || !rare || !unusual) {
    return false;
  }
  *text = (tc_text){.bytes = bytes, .size = size, .cls = cls, .events = events, .rare = rare};
  text->unusual = unusual;
  text->blocks = classes->blocks;
  text->well_formed = true;
  memset(cls, TC_CONT, size);
  for (uint32_t i = 0; i < size;) {
    int32_t c;
    uint32_t length = decode((const uint8_t *)bytes + i, size - i, &c);
    cls[i] = c < 0 ? TC_BAD : tc_class_of(classes, (uint32_t)c);
    text->well_formed &= c >= 0;
    if (cls[i] == TC_HAN && see_han(text, (uint32_t)c)) {
      rare[text->rare_count++] = i;
    }
    i += length;
  }
  set_edges(cls, size);
  for (uint32_t i = 0; i < size; i++) {
    if (is_event(cls[(int64_t)i - 1], cls[i], cls[i + 1])) {
      events[text->event_count++] = i;
    }
  }
  events[text->event_count] = rare[text->rare_count] = size;
  if (!list_turns(text, arena)) {
    return false;
  }
  for (uint32_t e = 0; e < text->event_count; e++) {
    if (!tc_is_usual(cls + events[e], tc_usual_in_text(text))) {
      unusual[text->unusual_count++] = events[e];
    }
  }
  unusual[text->unusual_count] = size;
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
