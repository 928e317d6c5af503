/* rules_unicode.c - the rules that make the canonical text. Layer 4. */
#include <string.h> /* memcpy, strlen */

#include <unicode/utf.h> /* U_IS_UNICODE_NONCHAR */
#include <utf8proc.h>    /* utf8proc_decompose, utf8proc_reencode */

#include "rules.h"

#define ENTITY_MAX 12u   /* bytes of a reference between & and ; */
#define SEGMENT_MAX 256u /* bytes that NFC looks at together; more is no text of people */
#define TAGS_MAX 7u      /* of an emoji: a region and a subdivision, and the end */

/* ---- Dropping and replacing one character --------------------------------------- */

bool tc_rule_ill_formed(const tc_site *site, tc_edit *edit)
{
  return tc_replace(edit, site->i, tc_next(site->text, site->i), tc_utf8[TC_REPLACEMENT]);
}

bool tc_rule_drop(const tc_site *site, tc_edit *edit)
{
  return tc_replace(edit, site->i, tc_next(site->text, site->i), "");
}

static bool joins_visibly(uint8_t cls)
{
  return tc_is(cls, TC_P_PICTO) || cls == TC_VARIATION || cls == TC_ARABIC ||
         cls == TC_DEVANAGARI || cls == TC_OTHER_LETTER || cls == TC_COMBINING;
}

/* A syllable, or a part of one. */
static bool is_korean(uint8_t cls)
{
  return tc_is(cls, TC_P_HANGUL) || cls == TC_NFC_LETTER;
}

/* Whether a filler, or two of them, stand for parts of a Korean syllable. */
static bool fills_syllable(const tc_text *text, uint32_t i)
{
  uint32_t next = tc_next(text, i);
  uint8_t before = tc_before(text, i), after = tc_at(text, next);
  before = before == TC_FILLER ? tc_before(text, tc_prev(text, i)) : before;
  after = after == TC_FILLER ? tc_at(text, tc_next(text, next)) : after;
  return is_korean(before) || is_korean(after);
}

/* A digit, a bracket, or a letter by itself: what is between two of them may be a formula. */
static bool is_operand(const tc_text *text, uint32_t i, uint8_t beside)
{
  uint8_t cls = tc_at(text, i);
  return tc_is(cls, TC_P_NUM | TC_P_BRACKET) ||
         (tc_is(cls, TC_P_LETTER) && !tc_is(beside, TC_P_LETTER));
}

/* Invisible times and the like; joiners of marks, separators of vowels and other signs that are
 * of a script. In a word of Latin letters, and in Chinese, none is. */
static bool has_meaning(const tc_text *text, uint32_t i)
{
  uint32_t next = tc_next(text, i);
  uint8_t before = tc_before(text, i), after = tc_at(text, next);
  if (joins_visibly(before) || joins_visibly(after)) {
    return true;
  }
  if (!tc_is(before, TC_P_WORD | TC_P_BRACKET) || tc_is(before, TC_P_HANZI) ||
      !tc_is(after, TC_P_WORD | TC_P_BRACKET) || tc_is(after, TC_P_HANZI)) {
    return false;
  }
  uint32_t last = tc_prev(text, i);
  return is_operand(text, last, tc_before(text, last)) ||
         is_operand(text, next, tc_at(text, tc_next(text, next)));
}

/* Flags of regions are an emoji and tags; anywhere else tags are text that nobody sees. */
static bool tags_emoji(const tc_text *text, uint32_t i)
{
  for (uint32_t n = 0; n < TAGS_MAX && tc_before(text, i) == TC_TAG; n++) {
    i = tc_prev(text, i);
  }
  return tc_is(tc_before(text, i), TC_P_PICTO);
}

bool tc_rule_zero_width(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint8_t cls = tc_at(text, site->i);
  if (cls == TC_TAG && tags_emoji(text, site->i)) {
    return false;
  }
  if (cls == TC_IGNORABLE && has_meaning(text, site->i)) {
    return false;
  }
  bool joiner = cls == TC_ZWJ || cls == TC_ZWNJ;
  if (joiner && joins_visibly(tc_before(text, site->i)) &&
      joins_visibly(tc_at(text, tc_next(text, site->i)))) {
    return false;
  }
  return tc_rule_drop(site, edit);
}

static bool is_right_to_left(uint8_t cls)
{
  return cls == TC_ARABIC || cls == TC_HEBREW || cls == TC_BIDI;
}

bool tc_rule_direction_mark(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  if (is_right_to_left(tc_before(text, site->i)) ||
      is_right_to_left(tc_at(text, tc_next(text, site->i)))) {
    return false;
  }
  return tc_rule_drop(site, edit);
}

bool tc_rule_line_end(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t next = tc_next(text, site->i);
  if (tc_at(text, site->i) == TC_CR && tc_at(text, next) == TC_LF) {
    return tc_replace(edit, site->i, next, "");
  }
  return tc_replace(edit, site->i, next, tc_utf8[TC_LF]);
}

bool tc_rule_odd_space(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t next = tc_next(text, site->i);
  if (tc_at(text, site->i) == TC_FILLER && fills_syllable(text, site->i)) {
    return false;
  }
  return tc_replace(edit, site->i, next, " ");
}

/* ---- Character references ---------------------------------------------------------- */

typedef struct entity {
  const char *name, *to;
} entity;

static const entity entities[] = {
#define ENTITY(name, to) {name, to},
#define CP1252(number, to)
#include "entities.inc"
#undef ENTITY
#undef CP1252
};

static const char *of_name(const char *name, uint32_t size)
{
  size_t low = 0, high = TC_COUNT(entities);
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strncmp(name, entities[middle].name, size);
    if (order == 0 && entities[middle].name[size] == '\0') {
      return entities[middle].to;
    }
    if (order > 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return NULL;
}

static const char *of_windows_number(uint32_t number)
{
  switch (number) {
#define ENTITY(name, to)
#define CP1252(code, to)                                                                           \
  case code:                                                                                       \
    return to;
#include "entities.inc"
#undef ENTITY
#undef CP1252
  default:
    return NULL;
  }
}

static int digit_of(char c, bool hex)
{
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (hex && c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return hex && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* A control other than a tab or a line feed, a noncharacter, or no code point at all
 * is no text: then the reference stays. */
static bool is_text(uint32_t number)
{
  utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)number);
  return utf8proc_codepoint_valid((utf8proc_int32_t)number) && !U_IS_UNICODE_NONCHAR(number) &&
         (category != UTF8PROC_CATEGORY_CC || number == '\t' || number == '\n');
}

/* `#8217` or `#x2019`: its character, in the arena. */
static const char *of_number(tc_arena *arena, const char *digits, uint32_t size)
{
  bool hex = size > 1 && (digits[1] == 'x' || digits[1] == 'X');
  uint32_t i = hex ? 2 : 1, number = 0;
  if (i == size || size - i > 7) {
    return NULL;
  }
  for (; i < size; i++) {
    int digit = digit_of(digits[i], hex);
    if (digit < 0) {
      return NULL;
    }
    number = number * (hex ? 16 : 10) + (uint32_t)digit;
  }
  const char *windows = of_windows_number(number);
  if (windows || !is_text(number)) {
    return windows;
  }
  char *to = tc_arena_take(arena, 8);
  if (to) {
    to[utf8proc_encode_char((utf8proc_int32_t)number, (utf8proc_uint8_t *)to)] = '\0';
  }
  return to;
}

bool tc_rule_entity(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t start = site->i + 1, end = start;
  const char *name = text->bytes + start;
  if (end < text->size && tc_at(text, end) == TC_NUMBER_SIGN) {
    end++;
  }
  while (end < text->size && end - start < ENTITY_MAX &&
         tc_is(text->cls[end], TC_P_LETTER | TC_P_NUM) &&
         ((unsigned char)text->bytes[end] & 0x80u) == 0) {
    end++;
  }
  bool closed = end < text->size && tc_at(text, end) == TC_SEMICOLON;
  if (!closed) { /* only the blank is certain without its semicolon */
    bool blank = text->size - start >= 4 && memcmp(name, "nbsp", 4) == 0;
    return blank && tc_replace(edit, site->i, start + 4, " ");
  }
  const char *to = NULL;
  if (end > start) {
    to = *name == '#' ? of_number(site->arena, name, end - start) : of_name(name, end - start);
  }
  return to && tc_replace(edit, site->i, end + 1, to);
}

/* ---- Normalization forms, by utf8proc ------------------------------------------------ */

/* Replaces [start, end) by its normalization form. */
static bool normalize(const tc_site *site, tc_edit *edit, uint32_t start, uint32_t end,
                      utf8proc_option_t form)
{
  const utf8proc_uint8_t *from = (const utf8proc_uint8_t *)site->text->bytes + start;
  utf8proc_option_t options = form | UTF8PROC_STABLE;
  if (end - start > SEGMENT_MAX) {
    return false;
  }
  utf8proc_ssize_t size = (utf8proc_ssize_t)(end - start);
  utf8proc_ssize_t count = utf8proc_decompose(from, size, NULL, 0, options);
  if (count <= 0) {
    return false;
  }
  utf8proc_int32_t *buffer = tc_arena_take(site->arena, ((size_t)count + 1) * sizeof *buffer);
  if (!buffer || utf8proc_decompose(from, size, buffer, count, options) != count) {
    return false;
  }
  utf8proc_ssize_t bytes = utf8proc_reencode(buffer, count, options);
  if (bytes < 0) {
    return false;
  }
  edit->at = (tc_span){start, end};
  edit->to = (const char *)buffer;
  edit->to_size = (uint32_t)bytes;
  return true;
}

static bool is_wide_alphanumeric(uint8_t cls)
{
  return cls == TC_WIDE_LOWER || cls == TC_WIDE_UPPER || cls == TC_WIDE_DIGIT;
}

/* A stop between digits is a decimal point; between full-width letters, one of U.S. */
static bool is_wide_point(const tc_text *text, uint32_t i)
{
  if (tc_at(text, i) != TC_WIDE_PERIOD) {
    return false;
  }
  uint8_t before = tc_before(text, i), after = tc_at(text, tc_next(text, i));
  return (tc_is(before, TC_P_NUM) && tc_is(after, TC_P_NUM)) ||
         (is_wide_alphanumeric(before) && is_wide_alphanumeric(after));
}

bool tc_rule_fold_width(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t end = tc_next(text, site->i);
  if (tc_at(text, site->i) == TC_WIDE_PERIOD && !is_wide_point(text, site->i)) {
    return false;
  }
  while (end - site->i < SEGMENT_MAX - 8 &&
         (is_wide_alphanumeric(tc_at(text, end)) || is_wide_point(text, end))) {
    end = tc_next(text, end);
  }
  return normalize(site, edit, site->i, end, UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

bool tc_rule_ligature(const tc_site *site, tc_edit *edit)
{
  return normalize(site, edit, site->i, tc_next(site->text, site->i),
                   UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

static bool may_change(uint8_t cls)
{
  return cls == TC_COMBINING || cls == TC_NFC_LETTER || cls == TC_NFC_SYMBOL ||
         cls == TC_HAN_COMPAT;
}

/* Looks once at each row of characters that may change, with the one before it. */
bool tc_rule_nfc(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t start = site->i, end = site->i;
  if (may_change(tc_before(text, start))) {
    return false;
  }
  if (start > 0 &&
      tc_is(tc_before(text, start), TC_P_LETTER | TC_P_SYMBOL | TC_P_PUNCT | TC_P_NUM)) {
    start = tc_prev(text, start);
  }
  while (end < text->size && may_change(tc_at(text, end))) {
    end = tc_next(text, end);
  }
  return normalize(site, edit, start, end, UTF8PROC_COMPOSE);
}
