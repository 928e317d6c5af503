/* fuzz_style.c - anything as a style, and the invariants of textclean.h under it.
 *
 *   with clang and -Dfuzz=true: a libFuzzer target
 *   else:                       fuzz_style --mixtures N [SEED]    random mixtures
 *
 * An input is a style, a byte 0, and an article. A style that is refused must be refused
 * with a place inside it. */
#include <stdio.h>  /* fprintf */
#include <stdlib.h> /* strtoul */
#include <string.h> /* memchr, memcpy, strlen */

#include "invariants.h"

static const char *clean(const char *style, size_t style_size, const char *text, size_t size)
{
  textclean *tc = NULL;
  textclean_doc *doc = NULL, *again = NULL;
  textclean_options options = {
      .struct_size = sizeof options, .style = style, .style_size = style_size};
  const char *broken = "a good style makes no cleaner";
  if (textclean_new(&options, &tc) == TEXTCLEAN_OK && textclean_doc_new(tc, &doc) == TEXTCLEAN_OK &&
      textclean_doc_new(tc, &again) == TEXTCLEAN_OK) {
    broken = broken_invariant(doc, again, (textclean_lang)(style_size % 3), text, size);
  }
  textclean_doc_free(again);
  textclean_doc_free(doc);
  textclean_free(tc);
  return broken;
}

static const char *try_input(const char *data, size_t size)
{
  const char *zero = size ? memchr(data, 0, size) : NULL;
  size_t style_size = zero ? (size_t)(zero - data) : size;
  textclean_style_error error = {0};
  if (textclean_style_check(data, style_size, &error) == TEXTCLEAN_OK) {
    return clean(data, style_size, zero ? zero + 1 : "", zero ? size - style_size - 1 : 0);
  }
  if (!error.reason || error.bad.start > error.bad.end || error.bad.end > style_size ||
      error.line == 0 || error.byte == 0 || error.byte > error.bad.start + 1) {
    return "the error of a style has no place";
  }
  return NULL;
}

#ifdef FUZZ
int LLVMFuzzerTestOneInput(const char *data, size_t size);

int LLVMFuzzerTestOneInput(const char *data, size_t size)
{
  const char *broken = try_input(data, size);
  if (broken) {
    fprintf(stderr, "invariant %s\n", broken);
    abort();
  }
  return 0;
}
#else

/* clang-format off */
static const char *const heads[] = {
    "term: ", "term en: ", "term zh:", "abbreviation: ", "honorific: ", "label: ", "end: ",
    "related: ", "notice: ", "rules: ", "# ", "trem: ", "term xx: ", "",
};
static const char *const words[] = {
    "mill", "Mill", " -", "high", "quality", "磨坊", "水坝", "何秋白", "，", ",", " ", "  ", ".",
    "...", "“", "”", "\"", "(", "（", "）", ")", "&", "amp;", "Hx", "Dr", "A", "5", "GDP", "采编",
    "：", ":", "* * *", "ﬁ", "Ａ", "e\xCC\x81", "\xE2\x80\x8B", "http://a.b/c", "x@y.com", "!",
    "？", "的", "'", "-", "--", "——", "鈥檛", "\xEF\xBC\x8E", "@",
};
static const char *const lists[] = {
    "all", "none", "-space", "+space-han-latin", "+close-han-latin", "+dash", "punct",
    "+straight-quotes",
};
/* clang-format on */

#define PICK(list, state) ((list)[next_random(state) % (sizeof(list) / sizeof *(list))])

static uint32_t next_random(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

typedef struct mixture {
  char bytes[4096];
  size_t size;
} mixture;

static void add(mixture *m, const char *piece)
{
  size_t size = strlen(piece);
  if (size <= sizeof m->bytes - m->size) {
    memcpy(m->bytes + m->size, piece, size);
    m->size += size;
  }
}

/* A few lines, mostly good; then text of the same words, so that its terms occur. */
static void mix(uint64_t *state, mixture *m)
{
  m->size = 0;
  for (uint32_t lines = next_random(state) % 6; lines > 0; lines--) {
    uint32_t bad = next_random(state) % 16 == 0 ? 0 : 4;
    const char *head = heads[next_random(state) % (sizeof heads / sizeof *heads - bad)];
    add(m, head);
    for (uint32_t n = next_random(state) % 3 + 1; n > 0; n--) {
      add(m, strcmp(head, "rules: ") == 0 ? PICK(lists, state) : PICK(words, state));
      if (strcmp(head, "rules: ") == 0) {
        add(m, ",");
      }
    }
    add(m, "\n");
  }
  m->bytes[m->size++] = 0;
  for (uint32_t n = next_random(state) % 24; n > 0; n--) {
    add(m, next_random(state) % 8 == 0 ? "\n" : PICK(words, state));
    add(m, next_random(state) % 3 == 0 ? " " : "");
  }
}

int main(int argc, char **argv)
{
  static mixture m;
  uint64_t state = argc > 3 ? strtoul(argv[3], NULL, 10) : 1;
  unsigned long count =
      argc > 2 && strcmp(argv[1], "--mixtures") == 0 ? strtoul(argv[2], NULL, 10) : 0;
  if (count == 0) {
    fprintf(stderr, "Usage: %s --mixtures N [SEED]\n", argv[0]);
    return 2;
  }
  for (unsigned long i = 0; i < count; i++) {
    mix(&state, &m);
    char *copy = malloc(m.size); /* of its exact size, for the sanitizers */
    if (!copy) {
      return 2;
    }
    memcpy(copy, m.bytes, m.size);
    const char *broken = try_input(copy, m.size);
    free(copy);
    if (broken) {
      fprintf(stderr, "invariant %s\nstyle: %s\narticle: %.*s\n", broken, m.bytes,
              (int)(m.size - strlen(m.bytes) - 1), m.bytes + strlen(m.bytes) + 1);
      return 1;
    }
  }
  return 0;
}
#endif
