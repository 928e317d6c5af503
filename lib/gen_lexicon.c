/* gen_lexicon.c - makes lexicon_slots.inc: where in a hash table each word of the
 * lexicon stands, what begins one, and how long those are. Run by the build, with the
 * name of the file to write. */
#include <stdio.h>  /* fopen, fprintf */
#include <string.h> /* strlen */

#include "lexicon_hash.h"

static const char *const words[] = {
#define WORD(word, kinds) word,
#include "lexicon_en.inc"
#include "lexicon_zh.inc"
#undef WORD
};

static const char *const kinds_of[] = {
/* as they are written there */
#define WORD(word, kinds) #kinds,
#include "lexicon_en.inc"
#include "lexicon_zh.inc"
#undef WORD
};

#define COUNT (sizeof words / sizeof *words)

_Static_assert(COUNT * 3 < TC_LEXICON_SLOTS, "the table is too full: double TC_LEXICON_SLOTS");

static void print_array(FILE *out, const char *name, const unsigned *values, unsigned count)
{
  fprintf(out, "static const %s = {\n", name);
  for (unsigned i = 0; i < count; i++) {
    fprintf(out, "%u,%s", values[i], i % 16 == 15 ? "\n" : " ");
  }
  fprintf(out, "};\n");
}

static unsigned size_bit(const char *word)
{
  return 1u << (TC_WORD_MAX - strlen(word));
}

/* A word of less than three bytes ends where a word of the text does, so that it need not be
 * looked for where three letters stand. */
static void print_heads(FILE *out)
{
  fprintf(out, "static const tc_head heads[TC_LEXICON_HEADS] = {\n");
  for (uint32_t head = 0; head < TC_LEXICON_HEADS; head++) {
    unsigned sizes = 0;
    fprintf(out, "{0");
    for (unsigned i = 0; i < COUNT; i++) {
      if (strlen(words[i]) >= 3 && tc_head_hash(words[i]) == head) {
        fprintf(out, " | %s", kinds_of[i]);
        sizes |= size_bit(words[i]);
      }
    }
    fprintf(out, ", %u},%s", sizes, head % 8 == 7 ? "\n" : " ");
  }
  fprintf(out, "};\n");
}

static int is_letter(char c)
{
  unsigned char small = tc_small_letter(c);
  return small >= 'a' && small <= 'z';
}

static int is_continuation(char c)
{
  return ((unsigned char)c & 0xC0) == 0x80;
}

static int has_head(const char *word)
{
  return strlen(word) >= 3 && ((is_letter(word[0]) && is_letter(word[1]) && is_letter(word[2])) ||
                               (is_continuation(word[1]) && is_continuation(word[2])));
}

/* The sizes of the words that are told by no head, by their first byte. */
static void print_odd_sizes(FILE *out)
{
  unsigned sizes[256] = {0};
  for (unsigned i = 0; i < COUNT; i++) {
    sizes[(unsigned char)words[i][0]] |= has_head(words[i]) ? 0 : size_bit(words[i]);
  }
  print_array(out, "uint32_t odd_sizes[256]", sizes, 256);
}

static void fill(unsigned slots[TC_LEXICON_SLOTS])
{
  for (unsigned i = 0; i < COUNT; i++) {
    uint32_t size = (uint32_t)strlen(words[i]);
    uint32_t slot = tc_word_hash(tc_word_key_of(words[i], size), size) % TC_LEXICON_SLOTS;
    while (slots[slot]) {
      slot = (slot + 1) % TC_LEXICON_SLOTS;
    }
    slots[slot] = i + 1;
  }
}

int main(int argc, char **argv)
{
  static unsigned slots[TC_LEXICON_SLOTS];
  fill(slots);
  FILE *out = argc == 2 ? fopen(argv[1], "w") : NULL;
  if (!out) {
    fprintf(stderr, "gen_lexicon: can not write %s\n", argc == 2 ? argv[1] : "without a file name");
    return 1;
  }
  fprintf(out, "/* Made by gen_lexicon.c: the number of the word in each slot, 0 for none. */\n");
  print_array(out, "uint16_t slots[TC_LEXICON_SLOTS]", slots, TC_LEXICON_SLOTS);
  print_heads(out);
  print_odd_sizes(out);
  int failed = ferror(out);
  if (fclose(out) != 0 || failed) {
    fprintf(stderr, "gen_lexicon: can not write %s\n", argv[1]);
    return 1;
  }
  return 0;
}
