/* rules_mojibake_gbk.c - UTF-8 that was read as GBK, and GBK that was read as
 * Latin-1 or Windows-1252. Layer 4.
 *
 * UTF-8 as GBK. Two bytes became one ideograph, most often one that nobody writes:
 * `don’t` is shown as `don` U+9225 U+6A9B. From a place on, the characters give their
 * bytes back; as long as these are UTF-8, what was meant comes out. Characters of the
 * two sides end together only now and then: there an edit may end. A last letter of
 * ASCII may have become the second byte of a pair.
 *
 * GBK as Latin-1. Each byte became a letter with an accent or a sign. A row of them in
 * which each pair is a character of GB 2312, most of daily use, is put right. No
 * language has such rows; what remains are tables of characters, which ascend. */
#include <string.h> /* memcpy */

#include <utf8proc.h> /* utf8proc_encode_char, utf8proc_iterate */

#include "gbk.h"
#include "lexicon.h"
#include "rules.h"

#define MOST 1024u /* bytes put right in one edit */

/* ---- UTF-8 as GBK ------------------------------------------------------------------ */

typedef struct reading {
  const tc_text *text;
  char *to;
  uint32_t i, size;       /* how far it is read, and the bytes of `to` */
  uint32_t end, end_size; /* where both sides last ended together */
  uint8_t bytes[8];       /* given back, but no character yet */
  uint32_t count;         /* of these */
  uint32_t all, rare;     /* characters read, and those of them that nobody writes */
  uint32_t meant, known;  /* characters that come out, and those that GBK texts have */
  uint32_t proofs;        /* rare characters that are needed */
  bool proven;            /* at `end` */
} reading;

static bool is_rare(uint32_t code_point)
{
  return tc_han_form_of(code_point) == TC_HAN_RARE ||
         utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_CO;
}

/* Bytes of the character of UTF-8 that the byte begins; 0: none. */
static uint32_t length_of(uint8_t lead)
{
  return (uint32_t)utf8proc_utf8class[lead];
}

/* Known is what a Chinese text has, marks and signs too, and emoji. */
static bool is_known(uint32_t code_point)
{
  return (tc_gbk_of(code_point) && !is_rare(code_point)) ||
         utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_SO;
}

/* Takes the whole characters of the bytes given back. False: they are none. */
static bool take_meant(reading *r)
{
  uint32_t length;
  while (r->count > 0 && (length = length_of(r->bytes[0])) <= r->count) {
    utf8proc_int32_t code;
    if (length == 0 || utf8proc_iterate(r->bytes, (utf8proc_ssize_t)length, &code) < 0) {
      return false;
    }
    if (memcmp(r->bytes, tc_utf8[TC_REPLACEMENT], 3) == 0) {
      return false; /* the text was lost before it was read so */
    }
    memcpy(r->to + r->size, r->bytes, length);
    r->size += length;
    r->meant += length > 1;
    r->known += length > 1 && is_known((uint32_t)code);
    r->count -= length;
    memmove(r->bytes, r->bytes + length, r->count);
  }
  return true;
}

/* One character that nobody writes may be a name, if it does not begin a mark. What comes out of a
 * good text by chance is hardly ever what such texts have. */
static bool is_proven(const reading *r)
{
  return r->rare >= r->proofs && r->rare * 3 >= r->all && r->meant > 0 &&
         r->known * 4 >= r->meant * 3;
}

/* Reads the character at r->i. False: it ends the row of mojibake. */
static bool take_character(reading *r)
{
  uint32_t code_point = tc_code_point(r->text, r->i);
  uint16_t bytes = tc_gbk_of(code_point);
  if (bytes == 0 ||
      (r->count == 0 && !is_rare(code_point) && length_of((uint8_t)(bytes >> 8)) == 2)) {
    return false; /* by itself a common character may be meant */
  }
  if (bytes > UINT8_MAX) {
    r->bytes[r->count++] = (uint8_t)(bytes >> 8);
  }
  r->bytes[r->count++] = (uint8_t)bytes;
  r->i = tc_next(r->text, r->i);
  r->all++;
  r->rare += is_rare(code_point);
  if (!take_meant(r)) {
    return false;
  }
  if (r->count == 0) {
    r->end = r->i;
    r->end_size = r->size;
    r->proven = is_proven(r);
  }
  return true;
}

static bool utf8_read_as_gbk(const tc_site *site, tc_edit *edit)
{
  reading r = {.text = site->text, .i = site->i, .end = site->i};
  if (length_of((uint8_t)(tc_gbk_of(tc_code_point(r.text, r.i)) >> 8)) < 3) {
    return false;
  }
  r.proofs = tc_lexicon_span(r.text, (tc_span){r.i, tc_next(r.text, r.i)}) & TC_W_MOJIBAKE ? 1 : 2;
  r.to = tc_arena_take(site->arena, MOST);
  if (!r.to) {
    return false;
  }
  while (r.i < r.text->size && r.size + sizeof r.bytes < MOST && take_character(&r)) {
  }
  tc_arena_trim(site->arena, r.to, r.proven ? r.end_size : 0);
  *edit = (tc_edit){{site->i, r.end}, r.to, r.end_size, edit->rule};
  return r.proven;
}

/* ---- GBK as Latin-1 ------------------------------------------------------------------ */

enum {
  LEAST = 4,     /* pairs of a row; fewer are flagged nowhere, for words look like that */
  PARTS_MAX = 16 /* of a row, so that parts that prove nothing are not read again and again */
};

typedef struct tally {
  uint32_t pairs, daily;
  uint32_t signs; /* of its characters those that are no letters */
  uint32_t falls; /* characters that stand before their predecessor in the code */
} tally;

/* The byte that the character at i stands for, if GB 2312 has such bytes; else 0. */
static uint8_t byte_at(const tc_text *text, uint32_t i)
{
  if (i >= text->size || tc_next(text, i) - i != 2) {
    return 0;
  }
  uint32_t code_point = tc_of_two((const uint8_t *)text->bytes + i);
  return code_point >= TC_GB2312_FIRST && code_point < UINT8_MAX ? (uint8_t)code_point : 0;
}

static bool is_trigger(uint8_t cls)
{
  return cls == TC_LATIN1_LOWER || cls == TC_LATIN1_UPPER || cls == TC_SOFT_HYPHEN;
}

/* The start of the row around i; false if the rule has looked at the row before. */
static bool find_start(const tc_text *text, uint32_t i, uint32_t *start)
{
  for (; i > 0; i = tc_prev(text, i)) {
    if (is_trigger(tc_before(text, i))) {
      return false;
    }
    if (!byte_at(text, tc_prev(text, i))) {
      break;
    }
  }
  *start = i;
  return true;
}

/* Adds the pairs from i on to the row; where they end, 0 if one is no pair. */
static uint32_t read_part(const tc_text *text, uint32_t i, tally *row)
{
  uint8_t lead, before = 0;
  while ((lead = byte_at(text, i)) != 0) {
    uint32_t second = tc_next(text, i);
    uint8_t trail = byte_at(text, second);
    uint32_t meant = tc_gb2312_read(lead, trail);
    if (meant == 0) {
      return 0;
    }
    row->pairs++;
    row->daily += tc_gb2312_is_daily(meant);
    row->signs += tc_is(tc_at(text, i), TC_P_LETTER) ? 0 : 1;
    row->signs += tc_is(tc_at(text, second), TC_P_LETTER) ? 0 : 1;
    row->falls += lead < before ? 1 : 0;
    row->falls += trail < lead ? 1 : 0;
    before = trail;
    i = tc_next(text, second);
  }
  return i;
}

/* Digits, blanks and marks of ASCII may stand between the parts of a row; letters
 * end it. */
static uint32_t skip_between(const tc_text *text, uint32_t i)
{
  while (tc_is(tc_at(text, i), TC_P_ASCII) && !tc_is(tc_at(text, i), TC_P_LETTER | TC_P_LINE)) {
    i = tc_next(text, i);
  }
  return i;
}

static bool is_chinese(const tally *row)
{
  return row->pairs >= LEAST && row->daily * 4 >= row->pairs * 3 && row->signs > 0 &&
         row->signs < row->pairs + row->pairs / 2 && row->falls * 3 >= row->pairs;
}

/* Where the row that starts at i ends; `i` if it proves nothing. */
static uint32_t end_of_row(const tc_text *text, uint32_t i)
{
  tally all = {0};
  uint32_t end = i, proven = i;
  for (uint32_t part = 0; part < PARTS_MAX && byte_at(text, i); part++) {
    end = read_part(text, i, &all);
    if (end == 0) {
      break;
    }
    proven = is_chinese(&all) ? end : proven;
    i = skip_between(text, end);
  }
  return proven;
}

static bool gbk_read_as_latin1(const tc_site *site, tc_edit *edit)
{
  const tc_text *text = site->text;
  uint32_t start, end, size = 0;
  if (!find_start(text, site->i, &start) || (end = end_of_row(text, start)) == start) {
    return false;
  }
  char *to = tc_arena_take(site->arena, end - start); /* what comes out is shorter */
  if (!to) {
    return false;
  }
  for (uint32_t i = start; i < end; i = tc_next(text, i)) {
    uint8_t lead = byte_at(text, i);
    if (lead == 0) {
      to[size++] = text->bytes[i];
      continue;
    }
    i = tc_next(text, i);
    utf8proc_int32_t meant = (utf8proc_int32_t)tc_gb2312_read(lead, byte_at(text, i));
    size += (uint32_t)utf8proc_encode_char(meant, (utf8proc_uint8_t *)to + size);
  }
  *edit = (tc_edit){{start, end}, to, size, edit->rule};
  return true;
}

bool tc_rule_mojibake_gbk(const tc_site *site, tc_edit *edit)
{
  bool letter = is_trigger(tc_at(site->text, site->i));
  return letter ? gbk_read_as_latin1(site, edit) : utf8_read_as_gbk(site, edit);
}

/* ---- Where to look -------------------------------------------------------------------- */

/* Ideographs are many and make no events, and mojibake is dense: a look at one in
 * three, and at the last, is enough. */
enum { STEP = 9 };

static bool is_rare_at(const tc_text *text, uint32_t i)
{
  return tc_han_form_of(tc_code_point(text, i)) == TC_HAN_RARE;
}

static bool may_be_mojibake(const tc_text *text, uint32_t i)
{
  return !tc_is(tc_at(text, i), TC_P_ASCII) && tc_gbk_of(tc_code_point(text, i)) != 0;
}

tc_span tc_gbk_row(const tc_text *text, tc_span han, uint32_t least)
{
  uint32_t i = tc_max(han.start, least);
  if (i >= han.end || text->cls[i] != TC_HAN) {
    return (tc_span){i, i};
  }
  uint32_t last = tc_prev(text, han.end);
  while (i < last && !is_rare_at(text, i)) {
    i += STEP;
    while (i < last && text->cls[i] == TC_CONT) {
      i++;
    }
  }
  i = tc_min(i, last);
  tc_span row = {i, i};
  if (!is_rare_at(text, i)) {
    return row;
  }
  while (row.start > least && !tc_is(tc_before(text, row.start), TC_P_CANON) &&
         may_be_mojibake(text, tc_prev(text, row.start))) {
    row.start = tc_prev(text, row.start);
  }
  while (row.end < text->size && may_be_mojibake(text, row.end)) {
    row.end = tc_next(text, row.end);
  }
  return row;
}
