// header_cxx.cc - the public header from C++: it compiles, and the library links.
#include <textclean.h> // the header on trial; first, so that it must stand by itself

#include <cstring> // std::strcmp

int main()
{
  textclean *tc = nullptr;
  textclean_doc *doc = nullptr;
  if (textclean_new(nullptr, &tc) != TEXTCLEAN_OK ||
      textclean_doc_new(tc, &doc) != TEXTCLEAN_OK ||
      textclean_apply(doc, TEXTCLEAN_EN, "A b.", 4) != TEXTCLEAN_OK) {
    return 1;
  }
  std::size_t sentences = 0;
  textclean_sentences(doc, &sentences);
  textclean_doc_free(doc);
  textclean_free(tc);
  return sentences == 1 && std::strcmp(textclean_lang_name(TEXTCLEAN_ZH), "zh") == 0 ? 0 : 1;
}
