/* lexicon_own.c - see lexicon_own.h. */
#include "lexicon_own.h"

#include <string.h> /* memcmp, memset */

#include "lexicon_hash.h"

#define HASH_BEGIN 2166136261u /* FNV-1a */
#define HASH_FACTOR 16777619u

static unsigned char letter_of(const tc_own_words *own, char c)
{
  return own->exact ? (unsigned char)c : tc_small_letter(c);
}

static uint32_t hash_on(const tc_own_words *own, uint32_t hash, char c)
{
  return (hash ^ letter_of(own, c)) * HASH_FACTOR;
}

/* A table of many slots uses the low bits of a hash, which the last letter fills alone. */
static uint32_t mixed(uint32_t hash)
{
  return hash ^ (hash >> 15);
}

static uint32_t hash_of(const tc_own_words *own, const char *word, uint32_t size)
{
  uint32_t hash = HASH_BEGIN;
  for (uint32_t i = 0; i < size; i++) {
    hash = hash_on(own, hash, word[i]);
  }
  return mixed(hash);
}

static bool is_same(const tc_own_words *own, const char *a, const char *b, uint32_t size)
{
  for (uint32_t i = 0; i < size; i++) {
    if (letter_of(own, a[i]) != letter_of(own, b[i])) {
      return false;
    }
  }
  return true;
}

/* The slot of a word: its own, or the free one where it would stand. */
static tc_own_word *slot_of(const tc_own_words *own, const char *word, uint32_t size, uint32_t hash)
{
  uint32_t i = hash % own->slot_count;
  for (; own->slots[i].size; i = (i + 1) % own->slot_count) {
    tc_own_word *w = &own->slots[i];
    if (w->hash == hash && w->size == size && is_same(own, w->bytes, word, size)) {
      break;
    }
  }
  return &own->slots[i];
}

static uint32_t head_of(unsigned char first, unsigned char second)
{
  return ((uint32_t)first << 5 ^ second) % TC_OWN_HEADS;
}

static void note_head(tc_own_words *own, const char *bytes, uint32_t size)
{
  unsigned char first = letter_of(own, bytes[0]);
  unsigned least = size > 1 ? letter_of(own, bytes[1]) : 0, most = size > 1 ? least : 255;
  for (unsigned second = least; second <= most; second++) {
    uint32_t head = head_of(first, (unsigned char)second);
    own->heads[head / 8] |= (uint8_t)(1u << head % 8);
  }
}

void tc_own_init(tc_own_words *own, tc_own_word *slots, uint32_t slot_count, bool exact)
{
  memset(own, 0, sizeof *own);
  own->slots = slots;
  own->slot_count = slot_count;
  own->exact = exact;
}

void tc_own_add(tc_own_words *own, const char *bytes, uint32_t size, uint32_t kinds)
{
  assert(size > 0 && size <= TC_OWN_MAX && own->count < own->slot_count / 2);
  uint32_t hash = hash_of(own, bytes, size);
  tc_own_word *slot = slot_of(own, bytes, size, hash);
  if (slot->size) {
    slot->kinds |= kinds;
    return;
  }
  *slot = (tc_own_word){bytes, size, hash, kinds};
  own->count++;
  own->sizes[size] = true;
  own->largest = tc_max(own->largest, size);
  note_head(own, bytes, size);
}

uint32_t tc_own_find(const tc_own_words *own, const char *word, uint32_t size)
{
  if (size > own->largest || !own->sizes[size]) {
    return 0;
  }
  return slot_of(own, word, size, hash_of(own, word, size))->kinds;
}

/* Whether a word would begin or end in the middle of one, at i. */
static bool parts_word(const tc_text *text, uint32_t i)
{
  const uint32_t unparted = TC_P_HANZI | TC_P_KANA | TC_P_HANGUL;
  uint8_t left = tc_before(text, i), right = tc_at(text, i);
  if (tc_is(right, TC_P_COMBINE)) {
    return true;
  }
  return tc_is(left, TC_P_WORD) && tc_is(right, TC_P_WORD) && !tc_is(left, unparted) &&
         !tc_is(right, unparted);
}

static bool may_begin(const tc_own_words *own, const tc_text *text, uint32_t i)
{
  unsigned char second = i + 1 < text->size ? letter_of(own, text->bytes[i + 1]) : 0;
  uint32_t head = head_of(letter_of(own, text->bytes[i]), second);
  return (own->heads[head / 8] >> head % 8 & 1) != 0 && !parts_word(text, i);
}

uint32_t tc_own_next(const tc_own_words *own, const tc_text *text, uint32_t i)
{
  assert(own->exact);
  for (; i + 1 < text->size; i++) {
    uint32_t head = head_of((unsigned char)text->bytes[i], (unsigned char)text->bytes[i + 1]);
    if ((own->heads[head / 8] >> head % 8 & 1) != 0 && text->cls[i] != TC_CONT) {
      return i;
    }
  }
  return i < text->size && text->cls[i] != TC_CONT ? i : text->size;
}

uint32_t tc_own_prefix(const tc_own_words *own, const tc_text *text, tc_span span,
                       uint32_t *word_end)
{
  uint32_t kinds = 0, hash = HASH_BEGIN, last = tc_min(span.end, span.start + own->largest);
  if (span.start >= last || !may_begin(own, text, span.start)) {
    return 0;
  }
  for (uint32_t i = span.start; i < last; i++) {
    uint32_t size = i + 1 - span.start;
    hash = hash_on(own, hash, text->bytes[i]);
    if (!own->sizes[size] || text->cls[i + 1] == TC_CONT || parts_word(text, i + 1)) {
      continue;
    }
    uint32_t found = slot_of(own, text->bytes + span.start, size, mixed(hash))->kinds;
    if (found) {
      kinds = found;
      *word_end = i + 1;
    }
  }
  return kinds;
}
