/* example.c - the example of the README: cleans one article and tells what it found. */
#include <stdio.h>     /* printf */
#include <textclean.h> /* the library */

int main(void)
{
  static const char article[] =
      "The city deepened its 举措,包括课程建设,教师培训 in every high -quality school.";
  textclean *tc = NULL;      /* what never changes: for all threads */
  textclean_doc *doc = NULL; /* one article at a time: for one thread */
  size_t size = 0, count = 0;
  if (textclean_new(NULL, &tc) == TEXTCLEAN_OK && textclean_doc_new(tc, &doc) == TEXTCLEAN_OK &&
      textclean_apply(doc, TEXTCLEAN_NONE, article, sizeof article - 1) == TEXTCLEAN_OK) {
    const char *text = textclean_text(doc, &size);
    printf("%.*s\n", (int)size, text);
    for (const textclean_flag *f = textclean_flags(doc, &count); count--; f++) {
      printf("%s: %.*s\n", textclean_kind_name(f->kind),
             (int)(f->at.span.end - f->at.span.start), text + f->at.span.start);
    }
  }
  textclean_doc_free(doc);
  textclean_free(tc);
  return size == 0; /* nothing came out: one of the three calls failed */
}

/* Prints:
 * The city deepened its 举措，包括课程建设，教师培训 in every high-quality school.
 * untranslated: 举措，包括课程建设，教师培训 */
