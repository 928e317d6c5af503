/* example_style.c - the style of a house, from memory; an error in one, as a user is told. */
#include <stdio.h>     /* printf */
#include <string.h>    /* strlen */
#include <textclean.h> /* the library */

static const char house[] = "# Hexi Daily\n"
                            "rules: +space-han-latin\n"
                            "term zh: 河西\n"
                            "abbreviation: Hx.\n";
static const char wrong[] = "rules: +space-han-latn\n";

static const char article[] = "The mill of 河西 in Hx. County has a high -quality wheel.";

static void complain(const char *style)
{
  textclean_style_error e;
  if (textclean_style_check(style, strlen(style), &e) != TEXTCLEAN_OK) {
    printf("line %u, byte %u: '%.*s': %s\n", (unsigned)e.line, (unsigned)e.byte,
           (int)(e.bad.end - e.bad.start), style + e.bad.start, e.reason);
  }
}

int main(void)
{
  textclean_options options = {
      .struct_size = sizeof options, .style = house, .style_size = sizeof house - 1};
  textclean *tc = NULL;
  textclean_doc *doc = NULL;
  size_t size = 0, flags = 0, sentences = 0;
  complain(wrong);
  complain(house);
  if (textclean_new(&options, &tc) == TEXTCLEAN_OK && textclean_doc_new(tc, &doc) == TEXTCLEAN_OK &&
      textclean_apply(doc, TEXTCLEAN_EN, article, sizeof article - 1) == TEXTCLEAN_OK) {
    const char *text = textclean_text(doc, &size);
    textclean_flags(doc, &flags);
    textclean_sentences(doc, &sentences);
    printf("%.*s\n%zu flags, %zu sentences\n", (int)size, text, flags, sentences);
  }
  textclean_doc_free(doc);
  textclean_free(tc);
  return size == 0;
}

/* Prints:
 * line 1, byte 8: '+space-han-latn': there is no rule of this name
 * The mill of 河西 in Hx. County has a high-quality wheel.
 * 0 flags, 1 sentences */
