/* test_text.c - classes and events of a text.
 *
 * Each text is read three ways: by tc_text_read() with its blocks, by
 * tc_text_read_plain(), and by walk() below, which takes the bounds of characters
 * from ICU's UText and the events from the words of text.h. All must agree. The bytes
 * are copied to memory of their exact size, so that a sanitizer sees each read too far. */
#include <setjmp.h> /* cmocka.h needs it */
#include <stdarg.h> /* cmocka.h needs it */
#include <stddef.h> /* cmocka.h needs it */
#include <stdint.h> /* cmocka.h needs it */
#include <stdio.h>  /* snprintf */
#include <stdlib.h> /* malloc, realloc, free */
#include <string.h> /* memchr, memcpy, memcmp, strlen */

#include <cmocka.h> /* assert_true, cmocka_unit_test, ... */

#include <unicode/utext.h> /* utext_openUTF8, utext_next32 */

#include "text.h"

#define ROOM 4096 /* bytes of the longest text that walk() takes */

static tc_classes classes;
static tc_arena arena;
static int allocations_left = -1; /* -1: any number */

static void *resize(void *ctx, void *ptr, size_t old_size, size_t size)
{
  (void)ctx;
  (void)old_size;
  if (size == 0) {
    free(ptr);
    return NULL;
  }
  if (allocations_left == 0) {
    return NULL;
  }
  allocations_left -= allocations_left > 0;
  return realloc(ptr, size);
}

static const textclean_alloc counted = {resize, NULL};

static int open_classes(void **state)
{
  (void)state;
  tc_arena_init(&arena, &counted);
  return tc_classes_open(&classes) == TEXTCLEAN_OK ? 0 : -1;
}

static int close_classes(void **state)
{
  (void)state;
  tc_arena_free(&arena);
  tc_classes_close(&classes);
  return 0;
}

/* ---- The definition ------------------------------------------------------------- */

typedef struct walked {
  uint8_t cls[ROOM];
  uint32_t events[ROOM];
  uint32_t event_count;
  uint32_t rare[ROOM];
  uint32_t rare_count;
  bool simplified, traditional;
  bool well_formed;
} walked;

static void walk_classes(walked *w, const char *bytes, uint32_t size)
{
  UErrorCode status = U_ZERO_ERROR;
  UText *u = utext_openUTF8(NULL, bytes, size, &status);
  assert_true(U_SUCCESS(status));
  memset(w->cls, TC_CONT, size);
  w->well_formed = true;
  w->rare_count = 0;
  w->simplified = w->traditional = false;
  for (;;) {
    int64_t start = utext_getNativeIndex(u);
    UChar32 c = utext_next32(u);
    if (c == U_SENTINEL) {
      break;
    }
    bool replaced = c == 0xFFFD && (size - start < 3 || memcmp(bytes + start, "\uFFFD", 3) != 0);
    w->cls[start] = replaced ? TC_BAD : tc_class_of(&classes, (uint32_t)c);
    w->well_formed &= !replaced;
    tc_han_form form = w->cls[start] == TC_HAN ? tc_han_form_of((uint32_t)c) : TC_HAN_BOTH;
    w->simplified |= form == TC_HAN_SIMPLIFIED;
    w->traditional |= form == TC_HAN_TRADITIONAL;
    if (form == TC_HAN_RARE) {
      w->rare[w->rare_count++] = (uint32_t)start;
    }
  }
  utext_close(u);
}

static bool in_w(uint8_t cls)
{
  return cls == TC_SPACE || cls == TC_DIGIT || cls == TC_LOWER || cls == TC_UPPER;
}

static void walk(walked *w, const char *bytes, uint32_t size)
{
  assert_true(size <= ROOM);
  walk_classes(w, bytes, size);
  w->event_count = 0;
  for (uint32_t i = 0; i < size; i++) {
    uint8_t here = w->cls[i];
    uint8_t before = i > 0 ? w->cls[i - 1] : TC_EDGE;
    uint8_t behind = i + 1 < size ? w->cls[i + 1] : TC_EDGE;
    bool event = false;
    if (here == TC_CONT) {
      continue;
    }
    event |= here >= TC_FIRST_EVENT;
    event |= in_w(here) && (before == TC_CONT || behind == TC_CONT);
    event |= here == TC_HAN && in_w(before);
    event |= here == TC_SPACE && before == TC_SPACE;
    if (event) {
      w->events[w->event_count++] = i;
    }
  }
}

/* ---- Comparing ------------------------------------------------------------------- */

static void assert_edges(const tc_text *text)
{
  assert_int_equal(text->cls[-1], TC_EDGE);
  for (uint32_t i = 0; i < 16; i++) {
    assert_int_equal(text->cls[text->size + i], TC_EDGE);
  }
  assert_int_equal(text->events[text->event_count], text->size);
  assert_int_equal(text->turns[text->turn_count], text->size);
  assert_int_equal(text->rare[text->rare_count], text->size);
}

static void assert_same(const tc_text *text, const walked *want, const char *bytes, uint32_t size)
{
  assert_ptr_equal(text->bytes, bytes);
  assert_int_equal(text->size, size);
  assert_int_equal(text->well_formed, want->well_formed);
  assert_true(text->han || !memchr(want->cls, TC_HAN, size));
  assert_true(text->simplified >= want->simplified && text->traditional >= want->traditional);
  assert_memory_equal(text->cls, want->cls, size);
  assert_int_equal(text->event_count, want->event_count);
  assert_memory_equal(text->events, want->events, want->event_count * sizeof *want->events);
  assert_int_equal(text->rare_count, want->rare_count);
  assert_memory_equal(text->rare, want->rare, want->rare_count * sizeof *want->rare);
  uint32_t unusual = 0, turns = 0;
  for (uint32_t e = 0; e < want->event_count; e++) {
    if (!tc_is_usual(text->cls + want->events[e], tc_usual_in_text(text))) {
      assert_int_equal(text->unusual[unusual++], want->events[e]);
    }
    if (tc_is(text->cls[want->events[e]], TC_P_TURN)) {
      assert_int_equal(text->turns[turns++], want->events[e]);
    }
    assert_true(text->seen[text->cls[want->events[e]]]);
    assert_int_equal(tc_event_from(text, want->events[e]), e);
  }
  assert_int_equal(text->unusual_count, unusual);
  assert_int_equal(text->unusual[unusual], size);
  assert_int_equal(text->turn_count, turns);
  assert_edges(text);
}

/* Reads an exact copy in the three ways, the first with all blocks that this processor can. */
static void check(const char *bytes, uint32_t size)
{
  static walked want;
  tc_text text, plain;
  char *copy = malloc(size ? size : 1);
  assert_non_null(copy);
  if (size) {
    memcpy(copy, bytes, size);
  }
  walk(&want, copy, size);
  for (size_t i = 0; tc_blocks_all[i]; i++) {
    if (tc_blocks_can(tc_blocks_all[i])) {
      classes.blocks = tc_blocks_all[i];
      tc_arena_reset(&arena);
      assert_true(tc_text_read(&text, &classes, &arena, copy, size));
      assert_same(&text, &want, copy, size);
      assert_int_equal(text.han, memchr(want.cls, TC_HAN, size) != NULL);
      if (want.well_formed) { /* else it may have been a lead at the end of a stretch */
        assert_int_equal(text.simplified, want.simplified);
        assert_int_equal(text.traditional, want.traditional);
      }
    }
  }
  assert_ptr_equal(classes.blocks, tc_blocks_best());
  tc_arena_reset(&arena);
  assert_true(tc_text_read_plain(&plain, &classes, &arena, copy, size));
  assert_same(&plain, &want, copy, size);
  free(copy);
}

/* ---- Fixed cases ------------------------------------------------------------------ */

static const char *const fixed[] = {
    "",
    " ",
    "a",
    "国",
    "The quick brown fox jumps over 12 lazy dogs, and then some more: yes!",
    "习近平在北京会见了来访的外国客人并发表了重要讲话",
    "在GDP中，A股 5G iPhone 15 的 价格…… “好”。",
    "N\u01DA\u5973 and B\u011Bij\u012Bng\u5E02, \u0103\u4E2D",
    "  two  blanks   three ",
    "caf\u00E9 \u00C5ngstr\u00F6m e\u0301 \u212B \uFB01",
    "tabs\tand\r\nlines\n\n\x01\x1F\x7F controls\x0B\x0C",
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCXYZ[\\]^_`abcxyz{|}~",
    "\u4DFF\u4E00\u4DBF\u9FFF\uA000\u4E00\u4DC0\u4E8C\u8FDE\uFFFD\u4E09\u56DB\u4E94\u516D",
    "\U0001F600\U0001F1E8\U0001F1F3\U00020000\U0010FFFF\uFEFF\u200B",
    "abc\xE4\xB8 def\xE5\xE5\xE5\xE5\xE5 ghi\xF0\x9F\x98 jkl\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80",
    "一二三\xE4\xB8四五六七\xE9\xBF八九十\x80\xBF零一二三四五六\xE5\xE5\xE4\xB7",
};

static void fixed_texts_are_read_alike(void **state)
{
  (void)state;
  for (size_t i = 0; i < TC_COUNT(fixed); i++) {
    check(fixed[i], (uint32_t)strlen(fixed[i]));
  }
}

/* Every piece of every fixed text: each alignment, each truncated sequence. */
static void pieces_of_fixed_texts_are_read_alike(void **state)
{
  (void)state;
  for (size_t i = 0; i < TC_COUNT(fixed); i++) {
    uint32_t size = (uint32_t)strlen(fixed[i]);
    for (uint32_t start = 0; start < size; start++) {
      for (uint32_t end = start; end <= size; end++) {
        check(fixed[i] + start, end - start);
      }
    }
  }
}

static void all_ascii_is_read_alike(void **state)
{
  char text[128];
  (void)state;
  for (int i = 0; i < 128; i++) {
    text[i] = (char)i;
  }
  check(text, sizeof text);
}

/* Four bytes of each kind that UTF-8 tells apart, before a block of ASCII and before
 * a block of Han. */
static void all_sequences_of_telling_bytes_are_read_alike(void **state)
{
  static const unsigned char telling[] = {0x00, 'a',  0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                          0xB7, 0xB8, 0xBF, 0xC1, 0xC2, 0xE0, 0xE4,
                                          0xE5, 0xED, 0xEF, 0xF0, 0xF4, 0xF5};
  const uint32_t n = TC_COUNT(telling);
  char text[4 + 18];
  (void)state;
  for (uint32_t i = 0; i < n * n * n * n; i++) {
    text[0] = (char)telling[i % n];
    text[1] = (char)telling[i / n % n];
    text[2] = (char)telling[i / n / n % n];
    text[3] = (char)telling[i / n / n / n];
    memcpy(text + 4, i % 2 ? "one block of ASCII" : "六个汉字在此", 18);
    check(text, sizeof text);
  }
}

/* ---- Random mixtures ----------------------------------------------------------------- */

static uint32_t next_random(uint64_t *seed)
{
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*seed >> 33);
}

static const char *const parts[] = {
    "word",
    "A",
    "in the ",
    "GDP",
    "2024",
    "3.14",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    ", ",
    ". ",
    "\"",
    "(",
    "\x01",
    "国",
    "中文",
    "经济社会发展取得",
    "，",
    "。",
    "“",
    "”",
    "……",
    "——",
    "　",
    "１",
    "Ａ",
    "\u00E9",
    "\u00D7",
    "\u0101",
    "\u01DA",
    "e\u0301",
    "\u00AD",
    "\u200B",
    "\uFEFF",
    "\u3007",
    "\u3400",
    "\u4DC0",
    "\u9FFF",
    "\uAC00",
    "\u30AB",
    "\u0416",
    "\u212B",
    "\U0001F600",
    "\U00020000",
    "\x80",
    "\xBF",
    "\xE4",
    "\xE4\xB8",
    "\xE5",
    "\xED\xA0",
    "\xF0\x9F",
    "\xFF",
};

static uint32_t fill(char *text, uint32_t size, uint64_t *seed)
{
  uint32_t used = 0, kinds = 1 + next_random(seed) % TC_COUNT(parts);
  uint32_t first = next_random(seed) % TC_COUNT(parts);
  while (used < size) {
    const char *part = parts[(first + next_random(seed) % kinds) % TC_COUNT(parts)];
    uint32_t length = tc_min((uint32_t)strlen(part), size - used);
    memcpy(text + used, part, length);
    used += length;
  }
  return used;
}

static void random_mixtures_are_read_alike(void **state)
{
  uint64_t seed = 2;
  char text[ROOM];
  (void)state;
  for (uint32_t round = 0; round < 40200; round++) {
    check(text, fill(text, round % 201, &seed));
  }
  for (uint32_t round = 0; round < 300; round++) {
    check(text, fill(text, next_random(&seed) % ROOM, &seed));
  }
}

static void random_bytes_are_read_alike(void **state)
{
  uint64_t seed = 3;
  char text[200];
  (void)state;
  for (uint32_t round = 0; round < 5000; round++) {
    uint32_t size = next_random(&seed) % sizeof text;
    for (uint32_t i = 0; i < size; i++) {
      text[i] = (char)next_random(&seed);
    }
    check(text, size);
  }
}

/* ---- Edited texts ------------------------------------------------------------------------ */

enum { EDITS = 12 };

/* Makes changes of whole characters of a text, and what comes of it. */
static uint32_t edit(const char *from, uint32_t size, char *to, textclean_edit *changes,
                     uint32_t *count, uint64_t *seed)
{
  uint32_t i = 0, k = 0;
  *count = 0;
  while (i < size) {
    uint32_t next = i + 1;
    while (next < size && ((unsigned char)from[next] & 0xC0u) == 0x80) {
      next++;
    }
    if (*count == EDITS || next_random(seed) % 6 > 0) {
      memcpy(to + k, from + i, next - i);
      k += next - i;
    } else {
      const char *part = parts[next_random(seed) % TC_COUNT(parts)];
      bool drop = next_random(seed) % 3 == 0, insert = next_random(seed) % 3 == 0;
      static walked alone;
      walk(&alone, part, (uint32_t)strlen(part));
      drop = drop || !alone.well_formed; /* changes are to well-formed text */
      uint32_t length = drop ? 0 : (uint32_t)strlen(part);
      memcpy(to + k, part, length);
      next = insert ? i : next;
      changes[*count] = (textclean_edit){{{k, k + length}, {i, next}}, 0};
      *count += length > 0 || next > i;
      k += length;
      if (insert) { /* and the character behind it stays */
        do {
          to[k++] = from[i++];
        } while (i < size && ((unsigned char)from[i] & 0xC0u) == 0x80);
        continue;
      }
    }
    i = next;
  }
  return k;
}

/* Reads an edited text again, and as a whole. */
static void edited_texts_are_read_alike(void **state)
{
  static char from[ROOM], to[2 * ROOM];
  static walked want;
  uint64_t seed = 4;
  (void)state;
  for (uint32_t round = 0; round < 20000; round++) {
    uint32_t size = fill(from, round % 120, &seed), count;
    textclean_edit changes[EDITS + 1];
    tc_text old, text;
    tc_arena_reset(&arena);
    assert_true(tc_text_read(&old, &classes, &arena, from, size));
    if (!old.well_formed) {
      continue;
    }
    uint32_t edited = edit(from, size, to, changes, &count, &seed);
    walk(&want, to, edited);
    if (!want.well_formed) {
      continue;
    }
    char *copy = malloc(edited ? edited : 1);
    assert_non_null(copy);
    memcpy(copy, to, edited);
    assert_true(tc_text_reread(&text, &old, &classes, changes, count, &arena, copy, edited));
    assert_same(&text, &want, copy, edited);
    free(copy);
  }
}

/* ---- Counting ---------------------------------------------------------------------------- */

/* What blocks tell of the stretches of `bytes`, which has room for more: at once, and one by one.
 */
static void assert_told(const tc_blocks *blocks, const char *bytes, uint32_t count)
{
  static tc_byte_masks masks[ROOM / TC_STRETCH];
  uint32_t size = count * TC_STRETCH, row = 0;
  tc_seen last = {0, 0, 0, 0, 0};
  uint32_t first = count / 3;
  blocks->look((const uint8_t *)bytes, first, true, &last, masks);
  blocks->look((const uint8_t *)bytes + first * TC_STRETCH, count - first, true, &last,
               masks + first);
  for (uint32_t i = 0; i < size; i++) {
    const tc_byte_masks *m = &masks[i / TC_STRETCH];
    const char *here = bytes + i;
    uint32_t bit = i % TC_STRETCH;
    bool behind_white = i >= 2 && (unsigned char)here[-2] <= ' ';
    bool split = behind_white && ((here[-1] == 'f' && *here == 'f') || (i >= 4 && here[-4] == 'f'));
    row = *here == here[TC_AGAIN] ? row + 1 : 0;
    assert_int_equal(m->white >> bit & 1, (unsigned char)*here <= ' ');
    assert_int_equal(m->split >> bit & 1, split);
    assert_int_equal(m->sixes >> bit & 1, row >= TC_AGAIN);
  }
}

static void assert_small(const tc_blocks *blocks, const tc_text *text, uint32_t start)
{
  const uint8_t *cls = text->cls;
  uint32_t want = start;
  while (want < text->size &&
         !(cls[want] == TC_LOWER && cls[want + 1] == TC_LOWER && cls[want + 2] == TC_LOWER)) {
    want++;
  }
  assert_int_equal(blocks->find_small(cls, start, text->size), want);
  assert_int_equal(blocks->find_small(cls, start, want), want);
}

/* For the classes of the character at `start` and of one behind it, whichever of them is first. */
static void assert_found(const tc_blocks *blocks, const tc_text *text, uint32_t start)
{
  uint32_t end = text->size, want = start;
  uint8_t a = text->cls[start], b = text->cls[start + (end - start) / 2];
  uint8_t first = a < b ? a : b, last = a < b ? b : a;
  for (; want < end; start = ++want) {
    while (want < end && (text->cls[want] < first || text->cls[want] > last)) {
      want++;
    }
    assert_int_equal(blocks->find(text->cls, start, end, first, last), want);
    assert_int_equal(blocks->find(text->cls, start, want, first, last), want);
  }
}

static void assert_counts(const tc_blocks *blocks, const tc_text *text, uint32_t start)
{
  uint32_t han = 0, latin = 0;
  for (uint32_t i = start; i < text->size; i++) {
    han += text->cls[i] == TC_HAN;
    latin += text->cls[i] == TC_LOWER || text->cls[i] == TC_UPPER;
  }
  tc_letters letters = blocks->count(text->cls + start, text->size - start);
  assert_int_equal(letters.han, han);
  assert_int_equal(letters.latin, latin);
}

static void assert_shape(const tc_blocks *blocks, uint64_t *seed)
{
  uint8_t bytes[TC_STRETCH];
  uint32_t least = next_random(seed) % 256; /* often all are beyond ASCII, or much the same */
  for (uint32_t i = 0; i < TC_STRETCH; i++) {
    bytes[i] = (uint8_t)(least + next_random(seed) % (256 - least));
  }
  tc_shape shape = blocks->shape(bytes);
  for (uint32_t i = 0; i < TC_STRETCH; i++) {
    uint8_t byte = bytes[i];
    bool odd = byte == 0xC0 || byte == 0xC1 || byte == 0xE0 || byte == 0xED || byte >= 0xF0;
    assert_int_equal(shape.cont >> i & 1, byte >= 0x80 && byte <= 0xBF);
    assert_int_equal(shape.leads >> i & 1, byte >= 0xC0);
    assert_int_equal(shape.threes >> i & 1, byte >= 0xE0);
    assert_int_equal(shape.odd >> i & 1, odd);
  }
}

/* In texts of few letters and many blanks, where pairs behind blanks are often the same. */
static void assert_twice(const tc_blocks *blocks, uint64_t *seed)
{
  char bytes[TC_BATCH * TC_STRETCH + TC_STRETCH_READS];
  tc_byte_masks masks[TC_BATCH];
  uint32_t count = next_random(seed) % (TC_BATCH + 1), kinds = 2 + next_random(seed) % 7;
  const char *last = "aB";
  uint16_t head;
  for (size_t i = 0; i < sizeof bytes; i++) {
    bytes[i] = " aA\nbB 0b"[next_random(seed) % kinds];
  }
  memcpy(&head, last, sizeof head);
  blocks->look((const uint8_t *)bytes, count, false, &(tc_seen){0}, masks);
  head = blocks->find_twice((const uint8_t *)bytes, count, masks, head);
  for (uint32_t i = 0; i < count * TC_STRETCH; i++) {
    assert_int_equal(masks[i / TC_STRETCH].sixes, 0); /* not asked for */
    const char *here = bytes + i + 1;
    bool same = (here[0] | ' ') == (last[0] | ' ') && (here[1] | ' ') == (last[1] | ' ');
    bool white = (unsigned char)bytes[i] <= ' ';
    assert_int_equal(masks[i / TC_STRETCH].twice >> i % TC_STRETCH & 1, white && same);
    last = white ? here : last;
  }
  assert_memory_equal(&head, last, sizeof head);
}

/* A mask of few places, of many, or of all. */
static void assert_listed(const tc_blocks *blocks, uint64_t *seed)
{
  uint32_t places[TC_STRETCH], from = next_random(seed), want = 0;
  uint64_t mask = (uint64_t)next_random(seed) << 32 | next_random(seed);
  mask = next_random(seed) % 8 ? mask & (mask >> 7) & (mask << 11) : mask | ~mask << 1;
  uint32_t count = blocks->list(mask, from, places);
  for (uint32_t i = 0; i < TC_STRETCH; i++) {
    if (mask >> i & 1) {
      assert_true(want < count);
      assert_int_equal(places[want], from + i);
      want++;
    }
  }
  assert_int_equal(count, want);
}

/* Some of ascending places, to the left or to the right; nothing else is written. */
static void assert_moved(const tc_blocks *blocks, uint64_t *seed)
{
  enum { MOST = 100 };
  uint32_t places[MOST], count = next_random(seed) % (MOST - 1) + 1, all = 0;
  uint32_t to[MOST + 1], shift = next_random(seed), want = 0;
  for (uint32_t i = 0; i < count; i++) {
    all += 1 + next_random(seed) % 5;
    places[i] = all;
  }
  tc_span from = {next_random(seed) % all, 0};
  from.end = from.start + next_random(seed) % (all + 1 - from.start);
  memset(to, 0xA5, sizeof to);
  tc_moved moved = blocks->move(places, count, from, shift, to);
  for (uint32_t i = 0; i < moved.passed; i++) {
    assert_true(places[i] < from.end);
    if (places[i] >= from.start) {
      assert_int_equal(to[want++], places[i] + shift);
    }
  }
  assert_true(places[moved.passed] >= from.end);
  assert_int_equal(moved.count, want);
  assert_int_equal(to[want], 0xA5A5A5A5);
}

static void blocks_tell_what_single_bytes_do(void **state)
{
  static char bytes[ROOM + TC_STRETCH_READS];
  uint64_t seed = 5;
  (void)state;
  for (uint32_t round = 0; round < 2000; round++) {
    uint32_t size = fill(bytes, round % 5 ? round % 200 : ROOM, &seed);
    uint32_t start = size ? next_random(&seed) % size : 0;
    tc_text text;
    tc_arena_reset(&arena);
    assert_true(tc_text_read(&text, &classes, &arena, bytes, size));
    for (size_t i = 0; tc_blocks_all[i]; i++) {
      if (tc_blocks_can(tc_blocks_all[i])) {
        assert_told(tc_blocks_all[i], bytes, size / TC_STRETCH);
        assert_found(tc_blocks_all[i], &text, start);
        assert_counts(tc_blocks_all[i], &text, start);
        assert_small(tc_blocks_all[i], &text, start);
        assert_twice(tc_blocks_all[i], &seed);
        assert_shape(tc_blocks_all[i], &seed);
        assert_listed(tc_blocks_all[i], &seed);
        assert_moved(tc_blocks_all[i], &seed);
      }
    }
  }
}

/* ---- Events ----------------------------------------------------------------------------- */

/* A caret under each event, an exclamation mark under an unusual one, a dot under each other byte.
 */
static void assert_events(const char *bytes, const char *marks)
{
  tc_text text;
  uint32_t next = 0, unusual = 0;
  tc_arena_reset(&arena);
  assert_true(tc_text_read(&text, &classes, &arena, bytes, (uint32_t)strlen(bytes)));
  for (uint32_t i = 0; marks[i]; i++) {
    if (marks[i] != '.') {
      assert_int_equal(text.events[next++], i);
    }
    if (marks[i] == '!') {
      assert_int_equal(text.unusual[unusual++], i);
    }
  }
  assert_int_equal(text.event_count, next);
  assert_int_equal(text.unusual_count, unusual);
}

static void events_are_where_text_h_says(void **state)
{
  (void)state;
  assert_events("Plain words without marks 12", "............................");
  assert_events("没有标点", "............");
  assert_events("one, two", "...^....");
  assert_events("a  b", "..!.");
  assert_events("A国b", ".^..^");
  assert_events("国 国", "...!^..");
  assert_events("国，国", "...^.....");
  assert_events("n\u01DA\u5973", ".^....");
  assert_events("caf\u00E9 a", "...!.!.");
}

static void usual_events_are_what_usual_h_says(void **state)
{
  (void)state;
  assert_events("国\nA, b; C: d", "...^.^..^..^.."); /* U2 */
  assert_events("国\na,b c,  d 1, e f, 2", "...^.!...!.!...!....!..");
  assert_events("国\na. B? C! D", "...^.^..!..!.."); /* U3 */
  assert_events("国\na. b.B c.  D 1. E", "...^.!..!...!.!...!..");
  assert_events("x-Ray o'clock 19-c", ".^.....^........^."); /* U4 */
  assert_events("-a b- c- '1'a", "!...!..!.!.!.");
  assert_events("国，国、1国；“国。", "...^.....^..^^..^..!.....^.."); /* U5 */
  assert_events("国。。1，", "...!..!..^!..");
  assert_events("a\nb\n\n国。\n", ".^.^^...^..^"); /* U6 */
  assert_events("a\n b \nc\n\n\nd\n\r", ".!...!.!^^.!!");
  assert_events("A1, b: 'c, \"d; 5", "..^..!.!.^.!.^.."); /* U7 */
  assert_events("a,1 ,b 1, 2", ".!..!...!..");
  assert_events("\uF9D1\n1, b", "!..^.!..");
  assert_events("A1. B? \"C!\n", "..^..^.!.^^"); /* U8 */
  assert_events("a. B. C", ".^..!..");
  assert_events("a.\t1.b \". c", ".!!.!..!!..");
  assert_events("A,\" b.\u201D\n1!\u2019 a:\u201Dc", ".!!..^!..^.^!..^.!!..^");
  assert_events("\u201CA\u201D b\u201D. c", "!..^!..^.!..!..");   /* U9 */
  assert_events("it\u2019s \u2019A 2\u2019", "..^..^.!..^..!.."); /* U10 */
  assert_events("\u2018it\u2019s", "!..^.!..^");
}

static void a_lead_at_the_end_of_a_stretch_is_no_ideograph(void **state)
{
  char bytes[TC_STRETCH * 2];
  tc_text text;
  (void)state;
  memset(bytes, 'a', sizeof bytes);
  bytes[TC_STRETCH - 1] = '\xE7';
  for (uint32_t size = TC_STRETCH; size <= sizeof bytes; size += TC_STRETCH) {
    tc_arena_reset(&arena);
    assert_true(tc_text_read(&text, &classes, &arena, bytes, size));
    assert_false(text.well_formed);
    assert_false(text.han);
  }
}

static void a_text_of_events_alone_makes_the_list_grow(void **state)
{
  enum { SIZE = 100000 };
  char *bytes = malloc(SIZE);
  tc_text text;
  (void)state;
  assert_non_null(bytes);
  memset(bytes, ',', SIZE);
  tc_arena_reset(&arena);
  assert_true(tc_text_read(&text, &classes, &arena, bytes, SIZE));
  assert_int_equal(text.event_count, SIZE);
  for (uint32_t i = 0; i <= SIZE; i++) {
    assert_int_equal(text.events[i], i);
  }
  assert_edges(&text);
  free(bytes);
}

/* ---- Navigation --------------------------------------------------------------------------- */

static void neighbours_are_characters(void **state)
{
  static const char bytes[] = "a\u00E9国\xE4\xB8!\U0001F600";
  static const uint32_t starts[] = {0, 1, 3, 6, 8, 9, 13};
  static const uint32_t code_points[] = {'a', 0xE9, 0x56FD, 0xFFFD, '!', 0x1F600};
  tc_text text;
  (void)state;
  tc_arena_reset(&arena);
  assert_true(tc_text_read(&text, &classes, &arena, bytes, sizeof bytes - 1));
  assert_false(text.well_formed);
  for (uint32_t i = 0; i + 1 < TC_COUNT(starts); i++) {
    assert_int_equal(tc_next(&text, starts[i]), starts[i + 1]);
    assert_int_equal(tc_prev(&text, starts[i + 1]), starts[i]);
    assert_int_equal(tc_code_point(&text, starts[i]), code_points[i]);
    assert_int_equal(tc_before(&text, starts[i + 1]), tc_at(&text, starts[i]));
  }
  assert_int_equal(tc_before(&text, 0), TC_EDGE);
  assert_int_equal(tc_at(&text, text.size), TC_EDGE);
  assert_int_equal(tc_at(&text, 6), TC_BAD);
  assert_int_equal(tc_before(&text, 6), TC_HAN);
}

/* Of lists of each size, with places asked for before, at, between and behind all. */
static void places_are_searched_and_sifted(void **state)
{
  enum { MOST = TC_SIFTED };
  static char bytes[2 * MOST + 2];
  uint32_t places[MOST], kept[MOST];
  tc_text text;
  (void)state;
  for (uint32_t k = 0; k < MOST; k++) {
    places[k] = 2 * k + 1;
    bytes[2 * k] = 'a';
    bytes[2 * k + 1] = k % 3 == 0 ? '\n' : ',';
  }
  tc_arena_reset(&arena);
  assert_true(tc_text_read(&text, &classes, &arena, bytes, sizeof bytes - 2));
  for (uint32_t count = 0; count <= MOST; count++) {
    for (uint32_t i = 0; i <= 2 * count + 1; i++) {
      assert_int_equal(tc_first_from(places, count, i), tc_min(i / 2, count));
    }
    uint32_t lines = tc_sift(&text, places, count, TC_P_LINE, kept);
    assert_int_equal(lines, (count + 2) / 3);
    for (uint32_t k = 0; k < lines; k++) {
      assert_int_equal(kept[k], places[3 * k]);
    }
    assert_int_equal(tc_sift(&text, places, count, TC_P_DASH, kept), 0);
    assert_int_equal(tc_sift(&text, places, count, TC_P_LINE | TC_P_CLAUSE, kept), count);
  }
}

static void skipping_stops_at_the_edges(void **state)
{
  static const char bytes[] = "国a \u3000b";
  tc_text text;
  (void)state;
  tc_arena_reset(&arena);
  assert_true(tc_text_read(&text, &classes, &arena, bytes, sizeof bytes - 1));
  assert_int_equal(tc_skip(&text, 0, TC_P_LETTER), 4);
  assert_int_equal(tc_skip(&text, 4, TC_P_BLANK), 8);
  assert_int_equal(tc_skip(&text, 8, TC_P_LETTER), 9);
  assert_int_equal(tc_skip(&text, 9, TC_P_LETTER), 9);
  assert_int_equal(tc_skip(&text, 0, TC_P_BLANK), 0);
  assert_int_equal(tc_skip_back(&text, 8, TC_P_BLANK), 4);
  assert_int_equal(tc_skip_back(&text, 4, TC_P_LETTER), 0);
  assert_int_equal(tc_skip_back(&text, 4, TC_P_BLANK), 4);
  assert_int_equal(tc_skip_back(&text, 0, TC_P_LETTER), 0);
}

/* Words of all sizes, at the edges too, with letters of one to four bytes in them. */
static void latin_letters_are_skipped_as_others_are(void **state)
{
  static const char *const words[] = {"Mill", "\u00E9t\u00E9", "\uFF21x", "e\u0301", "\U0001DF00y"};
  enum { MOST = 20 };
  (void)state;
  for (size_t w = 0; w < TC_COUNT(words); w++) {
    for (int before = 0; before <= MOST; before++) {
      char bytes[100];
      tc_text text;
      snprintf(bytes, sizeof bytes, "%.*s%s%.*s,国%s", before, "abcdefghijklmnopqrst", words[w],
               MOST - before, "ABCDEFGHIJKLMNOPQRST", words[w]);
      tc_arena_reset(&arena);
      assert_true(tc_text_read(&text, &classes, &arena, bytes, (uint32_t)strlen(bytes)));
      for (uint32_t i = 0; i <= text.size; i++) {
        if (text.cls[i] != TC_CONT) {
          assert_int_equal(tc_latin_end(&text, i), tc_skip(&text, i, TC_P_LATIN));
          assert_int_equal(tc_latin_start(&text, i), tc_skip_back(&text, i, TC_P_LATIN));
        }
      }
    }
  }
}

/* ---- Memory ---------------------------------------------------------------------------------- */

static void each_failed_allocation_is_reported(void **state)
{
  enum { SIZE = 200000 };
  char *bytes = malloc(SIZE);
  int needed = 0;
  (void)state;
  assert_non_null(bytes);
  memset(bytes, ',', SIZE);
  for (bool done = false; !done; needed++) {
    tc_arena small;
    tc_text text;
    tc_arena_init(&small, &counted);
    allocations_left = needed;
    done = tc_text_read(&text, &classes, &small, bytes, SIZE);
    allocations_left = -1;
    assert_int_equal(tc_arena_failed(&small), !done);
    tc_arena_free(&small);
    assert_true(needed < 20);
  }
  assert_true(needed > 2);
  free(bytes);
}

static void clean_text_takes_little_memory(void **state)
{
  enum { SIZE = 1000000 };
  static const char sentence[] = "The quick brown fox jumps over the lazy dog and runs away. ";
  char *bytes = malloc(SIZE);
  tc_text text;
  (void)state;
  assert_non_null(bytes);
  for (size_t i = 0; i < SIZE; i++) {
    bytes[i] = sentence[i % (sizeof sentence - 1)];
  }
  tc_arena_reset(&arena);
  assert_true(tc_text_read(&text, &classes, &arena, bytes, SIZE));
  assert_true(tc_arena_taken(&arena) < SIZE + SIZE / 7); /* an event that is a turn in 59 bytes */
  free(bytes);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fixed_texts_are_read_alike),
      cmocka_unit_test(pieces_of_fixed_texts_are_read_alike),
      cmocka_unit_test(all_ascii_is_read_alike),
      cmocka_unit_test(all_sequences_of_telling_bytes_are_read_alike),
      cmocka_unit_test(random_mixtures_are_read_alike),
      cmocka_unit_test(random_bytes_are_read_alike),
      cmocka_unit_test(edited_texts_are_read_alike),
      cmocka_unit_test(blocks_tell_what_single_bytes_do),
      cmocka_unit_test(events_are_where_text_h_says),
      cmocka_unit_test(usual_events_are_what_usual_h_says),
      cmocka_unit_test(a_lead_at_the_end_of_a_stretch_is_no_ideograph),
      cmocka_unit_test(a_text_of_events_alone_makes_the_list_grow),
      cmocka_unit_test(neighbours_are_characters),
      cmocka_unit_test(places_are_searched_and_sifted),
      cmocka_unit_test(skipping_stops_at_the_edges),
      cmocka_unit_test(latin_letters_are_skipped_as_others_are),
      cmocka_unit_test(each_failed_allocation_is_reported),
      cmocka_unit_test(clean_text_takes_little_memory),
  };
  return cmocka_run_group_tests_name("text", tests, open_classes, close_classes);
}
