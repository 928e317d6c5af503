/* gen_lexicon.c - makes lexicon_slots.inc: where in a hash table each word of the
 * lexicon stands, what begins one, and where in the list the words with each first byte
 * are. Run by the build, with the name of the file to write. */
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

/* A word of less than three bytes ends where a word of the text does, so that it need not be
 * looked for where three letters stand. */
static void print_heads(FILE *out)
{
  fprintf(out, "static const uint32_t heads[TC_LEXICON_HEADS] = {\n");
  for (uint32_t head = 0; head < TC_LEXICON_HEADS; head++) {
    fprintf(out, "0");
    for (unsigned i = 0; i < COUNT; i++) {
      if (strlen(words[i]) >= 3 && tc_head_hash(words[i]) == head) {
        fprintf(out, " | %s", kinds_of[i]);
      }
    }
    fprintf(out, head % 16 == 15 ? ",\n" : ", ");
  }
  fprintf(out, "};\n");
}

/* Where in the list the words begin that begin with each byte, or with a later one. False: the
 * list is not sorted by their first bytes. */
static int print_starts(FILE *out)
{
  unsigned i = 0;
  unsigned starts[256 + 1];
  for (unsigned byte = 0; byte <= 256; byte++) {
    starts[byte] = i;
    while (i < COUNT && (unsigned char)words[i][0] == byte) {
      i++;
    }
  }
  print_array(out, "uint16_t starts[256 + 1]", starts, 256 + 1);
  return i == COUNT;
}

int main(int argc, char **argv)
{
  static unsigned slots[TC_LEXICON_SLOTS];
  FILE *out = argc == 2 ? fopen(argv[1], "w") : NULL;
  if (!out) {
    fprintf(stderr, "gen_lexicon: can not write %s\n", argc == 2 ? argv[1] : "without a file name");
    return 1;
  }
  for (unsigned i = 0; i < COUNT; i++) {
    uint32_t slot = tc_word_hash(words[i], (uint32_t)strlen(words[i])) % TC_LEXICON_SLOTS;
    while (slots[slot]) {
      slot = (slot + 1) % TC_LEXICON_SLOTS;
    }
    slots[slot] = i + 1;
  }
  fprintf(out, "/* Made by gen_lexicon.c: the number of the word in each slot, 0 for none. */\n");
  print_array(out, "uint16_t slots[TC_LEXICON_SLOTS]", slots, TC_LEXICON_SLOTS);
  print_heads(out);
  if (!print_starts(out)) {
    fprintf(stderr, "gen_lexicon: the words are not sorted\n");
    return 1;
  }
  int failed = ferror(out);
  if (fclose(out) != 0 || failed) {
    fprintf(stderr, "gen_lexicon: can not write %s\n", argv[1]);
    return 1;
  }
  return 0;
}
