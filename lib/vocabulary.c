/* vocabulary.c - the names of languages, scripts, roles and kinds of flags. Layer 0. */
#include "base.h"

#define NAME_OF(names, value) ((size_t)(value) < TC_COUNT(names) ? (names)[value] : NULL)

const char *textclean_lang_name(textclean_lang lang)
{
  static const char *const names[] = {"und", "en", "zh", "ja", "ko", "ru",
                                      "el",  "ar", "he", "th", "hi", "other"};
  return NAME_OF(names, lang);
}

const char *textclean_script_name(textclean_script script)
{
  static const char *const names[] = {"Zyyy", "Latn", "Hani", "Hans", "Hant", "Jpan", "Kore",
                                      "Cyrl", "Grek", "Arab", "Hebr", "Thai", "Deva", "Zzzz"};
  return NAME_OF(names, script);
}

const char *textclean_role_name(textclean_role role)
{
  static const char *const names[] = {"body", "title", "byline", "end", "related"};
  return NAME_OF(names, role);
}

const char *textclean_kind_name(textclean_kind kind)
{
  static const char *const names[TEXTCLEAN_KIND_COUNT] = {
      [TEXTCLEAN_UNTRANSLATED] = "untranslated",
      [TEXTCLEAN_UNBALANCED_QUOTE] = "unbalanced-quote",
      [TEXTCLEAN_EMPTY_QUOTE] = "empty-quote",
      [TEXTCLEAN_REPEATED_WORD] = "repeated-word",
      [TEXTCLEAN_REPEATED_SENTENCE] = "repeated-sentence",
      [TEXTCLEAN_FRAGMENT] = "fragment",
      [TEXTCLEAN_TRUNCATED] = "truncated",
      [TEXTCLEAN_MOJIBAKE] = "mojibake",
      [TEXTCLEAN_REPLACEMENT_CHARACTER] = "replacement-character",
      [TEXTCLEAN_ILL_FORMED] = "ill-formed",
      [TEXTCLEAN_BIDI_CONTROL] = "bidi-control",
      [TEXTCLEAN_MIXED_SCRIPT_WORD] = "mixed-script-word",
      [TEXTCLEAN_MARKUP_RESIDUE] = "markup-residue",
      [TEXTCLEAN_SPLIT_WORD] = "split-word",
      [TEXTCLEAN_LOST_CHARACTER] = "lost-character",
      [TEXTCLEAN_UNSETTLED] = "unsettled",
  };
  return NAME_OF(names, kind);
}
