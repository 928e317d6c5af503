/* fuzz_style.c - anything as a style, and the invariants of textclean.h under it.
 *
 * An input is a style, a byte 0, and an article. A style that is refused must be refused
 * with a place inside it. */
#include <stdbool.h> /* bool */
#include <string.h>  /* memchr, strcmp */

#include "fuzz.h"
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

const char *fuzz_try(const uint8_t *input, size_t size)
{
  const char *data = (const char *)input, *zero = size ? memchr(data, 0, size) : NULL;
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

/* A few lines, mostly good; then text of the same words, so that its terms occur. */
void fuzz_mix(uint64_t *state, fuzz_input *out)
{
  for (uint32_t lines = fuzz_random(state) % 6; lines > 0; lines--) {
    uint32_t bad = fuzz_random(state) % 16 == 0 ? 0 : 4;
    const char *head = heads[fuzz_random(state) % (sizeof heads / sizeof *heads - bad)];
    bool is_list = strcmp(head, "rules: ") == 0;
    fuzz_add(out, head);
    for (uint32_t n = fuzz_random(state) % 3 + 1; n > 0; n--) {
      fuzz_add(out, is_list ? FUZZ_PICK(lists, state) : FUZZ_PICK(words, state));
      fuzz_add(out, is_list ? "," : "");
    }
    fuzz_add(out, "\n");
  }
  fuzz_add_byte(out, 0);
  for (uint32_t n = fuzz_random(state) % 24; n > 0; n--) {
    fuzz_add(out, fuzz_random(state) % 8 == 0 ? "\n" : FUZZ_PICK(words, state));
    fuzz_add(out, fuzz_random(state) % 3 == 0 ? " " : "");
  }
}
