/* example_dump.c - an article a line in, a sentence a line out, with its language and its
 * place in code points: a dump of any size, with one document. */
#include <stdio.h>     /* printf */
#include <stdlib.h>    /* free, malloc */
#include <string.h>    /* strchr */
#include <textclean.h> /* the library */

/* Prints the sentences of the article that the document holds. False: no memory. */
static int print_sentences(const textclean_doc *doc, size_t number)
{
  size_t size, count;
  const char *text = textclean_text(doc, &size);
  const textclean_sentence *s = textclean_sentences(doc, &count);
  uint32_t *places = malloc((2 * count + 1) * sizeof *places);
  if (!places) {
    return 0;
  }
  for (size_t i = 0; i < count; i++) { /* sentences are sorted, so these do not decrease */
    places[2 * i] = s[i].at.span.start;
    places[2 * i + 1] = s[i].at.span.end;
  }
  if (textclean_convert(text, size, TEXTCLEAN_CODEPOINTS, places, 2 * count) == TEXTCLEAN_OK) {
    for (size_t i = 0; i < count; i++) {
      printf("%zu %u-%u %s: %.*s\n", number, (unsigned)places[2 * i], (unsigned)places[2 * i + 1],
             textclean_lang_name(s[i].lang), (int)(s[i].at.span.end - s[i].at.span.start),
             text + s[i].at.span.start);
    }
  }
  free(places);
  return 1;
}

/* The dump: a real program would read it by getline(). */
static const char dump[] = "The mill stood still.  It rained.\n"
                           "\n"
                           "水坝修好了。Everybody was glad.\n";

int main(void)
{
  textclean *tc = NULL;
  textclean_doc *doc = NULL;
  size_t number = 0;
  int good =
      textclean_new(NULL, &tc) == TEXTCLEAN_OK && textclean_doc_new(tc, &doc) == TEXTCLEAN_OK;
  for (const char *line = dump; good && *line; line = strchr(line, '\n') + 1) {
    size_t size = (size_t)(strchr(line, '\n') - line);
    number++;
    good = textclean_apply(doc, TEXTCLEAN_NONE, line, size) == TEXTCLEAN_OK &&
           print_sentences(doc, number);
  }
  textclean_doc_free(doc);
  textclean_free(tc);
  return !good;
}

/* Prints:
 * 1 0-21 en: The mill stood still.
 * 1 22-32 en: It rained.
 * 3 0-6 zh: 水坝修好了。
 * 3 6-25 en: Everybody was glad. */
