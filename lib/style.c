/* style.c - see style.h. */
#include "style.h"

#include <string.h> /* memchr, memcmp, memcpy, memset, strlen */

#include <unicode/uchar.h> /* u_charType, u_getIntPropertyValue */
#include <unicode/utf8.h>  /* U8_NEXT, U8_PREV */

#include "lexicon.h"

#define ABBREVIATION_MAX 24u /* bytes: sentences.c looks no further back */

/* What a line may begin with. */
typedef enum sort { RULES, TERM, WORD, ABBREVIATION, SORT_NONE } sort;

typedef struct keyword {
  const char *name;
  sort sort;
  uint32_t kinds;
} keyword;

static const keyword keywords[] = {
    {"rules", RULES, 0},
    {"term", TERM, 0},
    {"abbreviation", ABBREVIATION, TC_W_ABBREV},
    {"honorific", ABBREVIATION, TC_W_TITLE},
    {"label", WORD, TC_W_LABEL},
    {"end", WORD, TC_W_END},
    {"related", WORD, TC_W_RELATED},
    {"notice", WORD, TC_W_NOTICE},
};
#define KEYWORDS "rules, term, abbreviation, honorific, label, end, related, notice"

/* One line that says something; spans are in the style. */
typedef struct entry {
  sort sort;
  uint32_t kinds; /* of a word, or languages of a term */
  tc_span value;
} entry;

typedef struct reader {
  const char *bytes;
  uint32_t size, next; /* the next line begins there */
  uint32_t line, line_start;
  textclean_style_error *error; /* the first one; NULL: the style is known to be good */
  bool failed;
} reader;

static bool fail(reader *r, tc_span bad, const char *reason)
{
  r->failed = true;
  if (r->error) {
    *r->error = (textclean_style_error){r->line, bad.start - r->line_start + 1, bad, reason};
  }
  return false;
}

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

static tc_span trim(const reader *r, tc_span at)
{
  while (at.start < at.end && is_blank(r->bytes[at.start])) {
    at.start++;
  }
  while (at.end > at.start && is_blank(r->bytes[at.end - 1])) {
    at.end--;
  }
  return at;
}

/* The next line, without its end; false: no more. */
static bool next_line(reader *r, tc_span *at)
{
  if (r->next >= r->size) {
    return false;
  }
  const char *end = memchr(r->bytes + r->next, '\n', r->size - r->next);
  uint32_t stop = end ? (uint32_t)(end - r->bytes) : r->size;
  *at = (tc_span){r->next, stop};
  r->line++;
  r->line_start = r->line == 1 ? 0 : r->next; /* a byte order mark counts */
  r->next = end ? stop + 1 : stop;
  if (at->end > at->start && r->bytes[at->end - 1] == '\r') {
    at->end--;
  }
  return true;
}

/* Well-formed, and without controls but tabs. */
static bool is_text(reader *r, tc_span at)
{
  const uint8_t *bytes = (const uint8_t *)r->bytes;
  for (uint32_t i = at.start; i < at.end;) {
    uint32_t start = i;
    UChar32 c;
    U8_NEXT(bytes, i, at.end, c);
    if (c < 0) {
      return fail(r, (tc_span){start, i}, "this is not UTF-8");
    }
    if (u_charType(c) == U_CONTROL_CHAR && c != '\t') {
      return fail(r, (tc_span){start, i}, "a control character");
    }
  }
  return true;
}

/* Over a byte order mark. */
static uint32_t text_start(const char *style, uint32_t size)
{
  const uint8_t *bytes = (const uint8_t *)style;
  uint32_t i = 0;
  UChar32 c = 0;
  if (size > 0) {
    U8_NEXT(bytes, i, size, c);
  }
  return c > 0 && u_charType(c) == U_FORMAT_CHAR ? i : 0;
}

static bool is_name(const reader *r, tc_span at, const char *name)
{
  size_t size = strlen(name);
  return at.end - at.start == size && memcmp(r->bytes + at.start, name, size) == 0;
}

/* The language of a term, as a bit; without one, all of them. */
static bool read_lang(reader *r, tc_span name, entry *e)
{
  e->kinds = UINT32_MAX;
  if (tc_is_empty(name)) {
    return true;
  }
  for (int lang = TEXTCLEAN_EN; lang <= TEXTCLEAN_OTHER; lang++) {
    if (is_name(r, name, textclean_lang_name((textclean_lang)lang))) {
      e->kinds = 1u << lang;
      return true;
    }
  }
  return fail(r, name,
              "there is no language of this name; there are en, zh, ja, ko, ru, el, ar, "
              "he, th, hi, other");
}

/* What stands before the colon: a keyword, and of a term its language. */
static bool read_head(reader *r, tc_span head, entry *e)
{
  tc_span name = head;
  while (name.end > name.start && memchr(r->bytes + name.start, ' ', name.end - name.start)) {
    name.end--;
  }
  tc_span lang = trim(r, (tc_span){name.end, head.end});
  name = trim(r, name);
  for (size_t i = 0; i < TC_COUNT(keywords); i++) {
    if (is_name(r, name, keywords[i].name)) {
      e->sort = keywords[i].sort;
      e->kinds = keywords[i].kinds;
      if (e->sort == TERM) {
        return read_lang(r, lang, e);
      }
      return tc_is_empty(lang) || fail(r, lang, "only a term has a language");
    }
  }
  return fail(r, name, "there is no such keyword; there are " KEYWORDS);
}

/* The start of a colon, or another full-width mark, that ends a value; its end if there is
 * none. */
static uint32_t before_colon(const reader *r, tc_span value)
{
  const uint8_t *bytes = (const uint8_t *)r->bytes + value.start;
  int32_t i = (int32_t)(value.end - value.start);
  UChar32 c;
  U8_PREV(bytes, 0, i, c);
  bool wide = c > 0 && u_charType(c) == U_OTHER_PUNCTUATION &&
              u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH) == U_EA_FULLWIDTH;
  return c == ':' || wide ? value.start + (uint32_t)i : value.end;
}

/* An abbreviation without its final stop, a label without its colon. */
static tc_span without_mark(const reader *r, const entry *e)
{
  tc_span value = e->value;
  if (value.end - value.start > 1 && e->sort == ABBREVIATION) {
    value.end -= r->bytes[value.end - 1] == '.';
  } else if (value.end - value.start > 1 && (e->kinds & TC_W_LABEL)) {
    value.end = before_colon(r, value);
  }
  return trim(r, value);
}

static bool check_value(reader *r, const entry *e)
{
  const char *bytes = r->bytes + e->value.start;
  uint32_t size = e->value.end - e->value.start;
  if (size == 0) {
    return fail(r, e->value, "nothing stands behind the colon");
  }
  if (e->sort == RULES) {
    return true;
  }
  if (size > TC_OWN_MAX) {
    return fail(r, e->value, "this is longer than 120 bytes");
  }
  if (e->sort == ABBREVIATION &&
      (size > ABBREVIATION_MAX || memchr(bytes, ' ', size) || memchr(bytes, '\t', size))) {
    return fail(r, e->value, "an abbreviation is one word of at most 24 bytes");
  }
  return true;
}

static bool read_line(reader *r, tc_span at, entry *e)
{
  const char *colon = memchr(r->bytes + at.start, ':', at.end - at.start);
  if (!colon) {
    return fail(r, at, "a line is a comment (# ...) or KEYWORD: VALUE; this has no colon :");
  }
  uint32_t i = (uint32_t)(colon - r->bytes);
  if (!read_head(r, trim(r, (tc_span){at.start, i}), e)) {
    return false;
  }
  e->value = trim(r, (tc_span){i + 1, at.end});
  if (e->sort == WORD || e->sort == ABBREVIATION) {
    e->value = without_mark(r, e);
  }
  return check_value(r, e);
}

/* The next line that says something; false: no more, or r->failed. */
static bool next_entry(reader *r, entry *e)
{
  tc_span at;
  while (next_line(r, &at)) {
    if (r->error && !is_text(r, at)) {
      return false;
    }
    at = trim(r, at);
    if (!tc_is_empty(at) && r->bytes[at.start] != '#') {
      return read_line(r, at, e);
    }
  }
  return false;
}

static reader begin(const char *bytes, size_t size, textclean_style_error *error)
{
  uint32_t start = text_start(bytes, (uint32_t)size);
  return (reader){.bytes = bytes, .size = (uint32_t)size, .next = start, .error = error};
}

textclean_status tc_style_check(const char *bytes, size_t size, tc_rule_reading *rules,
                                textclean_style_error *error)
{
  entry e;
  tc_span bad;
  if (size > TEXTCLEAN_MAX_STYLE) {
    *error = (textclean_style_error){0, 0, {0, 0}, "a style is no larger than 1 MiB"};
    return TEXTCLEAN_EINVAL;
  }
  reader r = begin(bytes, size, error);
  while (next_entry(&r, &e)) {
    uint32_t start = e.value.start;
    if (e.sort == RULES && !tc_rules_take(rules, bytes + start, e.value.end - start, &bad)) {
      fail(&r, (tc_span){start + bad.start, start + bad.end}, "there is no rule of this name");
      break;
    }
  }
  return r.failed ? TEXTCLEAN_EINVAL : TEXTCLEAN_OK;
}

/* ---- Tables ----------------------------------------------------------------------- */

typedef struct counts {
  uint32_t words, terms;
  size_t bytes; /* of them all */
} counts;

static counts count_entries(const char *bytes, size_t size)
{
  entry e;
  counts n = {0, 0, 0};
  reader r = begin(bytes, size, NULL);
  while (next_entry(&r, &e)) {
    if (e.sort != RULES) {
      n.terms += e.sort == TERM;
      n.words += e.sort != TERM;
      n.bytes += e.value.end - e.value.start;
    }
  }
  return n;
}

static uint32_t slots_for(uint32_t count)
{
  uint32_t slots = 2;
  while (slots < 2 * count + 2) {
    slots *= 2;
  }
  return slots;
}

static void fill(tc_style *style, const char *bytes, size_t size, char *copy)
{
  entry e;
  reader r = begin(bytes, size, NULL);
  while (next_entry(&r, &e)) {
    uint32_t length = e.value.end - e.value.start;
    if (e.sort != RULES) {
      memcpy(copy, bytes + e.value.start, length);
      tc_own_add(e.sort == TERM ? &style->terms : &style->words, copy, length, e.kinds);
      copy += length;
    }
  }
}

textclean_status tc_style_make(const char *bytes, size_t size, const textclean_alloc *alloc,
                               tc_style **style)
{
  counts n = count_entries(bytes, size);
  uint32_t words = slots_for(n.words), terms = slots_for(n.terms);
  size_t slots_size = ((size_t)words + terms) * sizeof(tc_own_word);
  size_t whole = sizeof **style + slots_size + n.bytes;
  *style = NULL;
  if (n.words + n.terms == 0) {
    return TEXTCLEAN_OK;
  }
  *style = alloc->resize(alloc->ctx, NULL, 0, whole);
  if (!*style) {
    return TEXTCLEAN_ENOMEM;
  }
  tc_own_word *slots = (*style)->slots;
  (*style)->size = whole;
  memset(slots, 0, slots_size);
  tc_own_init(&(*style)->words, slots, words, false);
  tc_own_init(&(*style)->terms, slots + words, terms, true);
  fill(*style, bytes, size, (char *)(slots + words + terms));
  return TEXTCLEAN_OK;
}

void tc_style_free(tc_style *style, const textclean_alloc *alloc)
{
  if (style) {
    alloc->resize(alloc->ctx, style, style->size, 0);
  }
}

/* The sum does not hang on the order of the lines. */
static uint64_t sum_of(const tc_own_words *own)
{
  uint64_t sum = 0;
  for (uint32_t i = 0; i < own->slot_count; i++) {
    const tc_own_word *w = &own->slots[i];
    uint64_t hash = 14695981039346656037u ^ w->kinds; /* FNV-1a */
    for (uint32_t k = 0; k < w->size; k++) {
      hash = (hash ^ (unsigned char)w->bytes[k]) * 1099511628211u;
    }
    sum += w->size ? hash : 0;
  }
  return sum;
}

uint64_t tc_style_hash(const tc_style *style, uint64_t hash)
{
  const uint64_t factor = 1099511628211u;
  if (!style) {
    return hash;
  }
  hash = (hash ^ sum_of(&style->words)) * factor;
  return (hash ^ sum_of(&style->terms)) * factor;
}
