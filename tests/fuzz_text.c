/* fuzz_text.c - bytes read, and their offsets counted: by blocks, and byte by byte.
 *
 * The first byte of an input chooses where offsets stand, the rest is a text.
 *  1. tc_text_read() gives what its plain twin gives: classes, events, which of
 *     them are unusual or turns, rare ideographs.
 *  2. textclean_convert() counts what a plain decoder counts, each maximal ill-formed part (as in
 *     the WHATWG Encoding Standard) as one. */
#include <string.h> /* memcmp */

#include "fuzz.h"
#include "libc_alloc.h"
#include "text.h"

#define LONGEST 2048u /* bytes of a text */

/* ---- 1 ---------------------------------------------------------------------------- */

static const char *check_reading(const char *bytes, uint32_t size)
{
  static const textclean_alloc alloc = {libc_resize, NULL};
  static tc_arena arena;
  static tc_classes classes;
  tc_text text, plain;
  if (!arena.alloc.resize) {
    tc_arena_init(&arena, &alloc);
    if (tc_classes_open(&classes) != TEXTCLEAN_OK) {
      return "the classes cannot be opened";
    }
  }
  tc_arena_reset(&arena);
  if (!tc_text_read(&text, &classes, &arena, bytes, size) ||
      !tc_text_read_plain(&plain, &classes, &arena, bytes, size)) {
    return "no memory";
  }
  if (memcmp(text.cls - 1, plain.cls - 1, size + 2) != 0) {
    return "1: another class";
  }
  if (text.event_count != plain.event_count ||
      memcmp(text.events, plain.events, (text.event_count + 1) * sizeof *text.events) != 0) {
    return "1: another event";
  }
  if (text.unusual_count != plain.unusual_count ||
      memcmp(text.unusual, plain.unusual, (text.unusual_count + 1) * sizeof *text.unusual) != 0) {
    return "1: another unusual event";
  }
  if (text.turn_count != plain.turn_count ||
      memcmp(text.turns, plain.turns, (text.turn_count + 1) * sizeof *text.turns) != 0) {
    return "1: another turn";
  }
  if (text.rare_count != plain.rare_count ||
      memcmp(text.rare, plain.rare, text.rare_count * sizeof *text.rare) != 0) {
    return "1: another rare ideograph";
  }
  return text.well_formed == plain.well_formed ? NULL : "1: well-formed for one only";
}

/* ---- 2 ---------------------------------------------------------------------------- */

/* The UTF-8 decoder of the WHATWG Encoding Standard, step by step: the size of the character or
 * ill-formed part at `bytes`, and its code point. */
static size_t decode(const uint8_t *bytes, size_t size, uint32_t *code)
{
  uint8_t lead = bytes[0], lower = 0x80, upper = 0xBF;
  size_t needed = 0;
  *code = lead;
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    needed = 1;
    *code = lead & 0x1Fu;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    needed = 2;
    lower = lead == 0xE0 ? 0xA0 : lower;
    upper = lead == 0xED ? 0x9F : upper;
    *code = lead & 0xFu;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    needed = 3;
    lower = lead == 0xF0 ? 0x90 : lower;
    upper = lead == 0xF4 ? 0x8F : upper;
    *code = lead & 0x7u;
  }
  for (size_t seen = 1; seen <= needed; seen++) {
    if (seen == size || bytes[seen] < lower || bytes[seen] > upper) {
      *code = 0xFFFD;
      return seen;
    }
    lower = 0x80;
    upper = 0xBF;
    *code = *code << 6 | (bytes[seen] & 0x3Fu);
  }
  *code = needed ? *code : 0xFFFD;
  return needed + 1;
}

/* Units before each byte of the text, and behind it; a byte inside a character counts as its
 * start. */
static void count_units(const uint8_t *bytes, size_t size, textclean_unit unit, uint32_t *units)
{
  uint32_t count = 0;
  for (size_t i = 0; i < size;) {
    uint32_t code;
    size_t length = decode(bytes + i, size - i, &code);
    for (size_t k = 0; k < length; k++) {
      units[i + k] = unit == TEXTCLEAN_BYTES ? (uint32_t)(i + k) : count;
    }
    count += unit == TEXTCLEAN_UTF16 && code > 0xFFFF ? 2 : 1;
    i += length;
  }
  units[size] = unit == TEXTCLEAN_BYTES ? (uint32_t)size : count;
}

static const char *check_offsets(const uint8_t *bytes, size_t size, textclean_unit unit,
                                 uint32_t stride)
{
  static uint32_t want[LONGEST + 1], got[LONGEST + 2];
  size_t count = 0;
  count_units(bytes, size, unit, want);
  for (uint32_t at = 0; at <= size; at += stride) {
    got[count++] = at;
  }
  got[count++] = UINT32_MAX; /* as the end */
  if (textclean_convert((const char *)bytes, size, unit, got, count) != TEXTCLEAN_OK) {
    return "2: offsets are refused";
  }
  for (size_t k = 0; k + 1 < count; k++) {
    if (got[k] != want[k * stride]) {
      return "2: an offset is counted otherwise";
    }
  }
  return got[count - 1] == want[size] ? NULL : "2: the end is counted otherwise";
}

const char *fuzz_try(const uint8_t *data, size_t size)
{
  if (size < 1 || size > LONGEST) {
    return NULL;
  }
  textclean_unit unit = (textclean_unit)(data[0] % 3);
  const char *broken = check_reading((const char *)data + 1, (uint32_t)size - 1);
  return broken ? broken : check_offsets(data + 1, size - 1, unit, data[0] / 3 % 8 + 1u);
}

/* clang-format off */
static const char *const pieces[] = {
    "a", "A", "5", " ", "the mill stands ", "0123456789abcdef", ".", "\n", "\r\n", "&", "-",
    "磨坊", "河西镇的大坝今天开始蓄水", "，", "。", "“", "\xC3\xA9", "\xCC\x81", "\xE2\x80\x8B",
    "\xF0\x9F\x98\x80", "\xF0\xA0\xAE\xB7", "\xEF\xBF\xBD", "\xE4\xB8", "\xE9\xBF", "\xE4\xB7\xBF",
    ",", ":", "?", "'", "\"", "‘", "’", "”", "、", "；", "？", "\t", "\xC2\xA0", "\xE3\x80\x80",
    "\xEA\x80\x80", "\xFF", "\x80", "\xC0\x80", "\xED\xA0\x80", "\xE0\x80\xAF", "\xF4\x90\x80\x80",
    "\xF0\x9F", "\xC2", "한", "か", "Ж", "\x01", "\x7F", "鈥", "銆", "\xEE\x80\x80",
};
/* clang-format on */

void fuzz_mix(uint64_t *state, fuzz_input *out)
{
  fuzz_add_byte(out, fuzz_random(state));
  FUZZ_ADD_SOME(out, pieces, 30u, state)
  if (fuzz_random(state) % 4 == 0 && out->size > 1) {
    out->bytes[1 + fuzz_random(state) % (out->size - 1)] = (uint8_t)fuzz_random(state);
  }
}
