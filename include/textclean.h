/* textclean.h - clean Chinese and English news text, and find its sentences.
 *
 *     textclean     *tc;
 *     textclean_doc *doc;
 *     textclean_new(NULL, &tc);                               once; shared
 *     textclean_doc_new(tc, &doc);                            one per thread
 *     textclean_apply(doc, TEXTCLEAN_NONE, article, size);    per article
 *     text = textclean_text(doc, &size);
 *     for (s = textclean_sentences(doc, &n); n--; s++) ...
 *     textclean_doc_free(doc);
 *     textclean_free(tc);
 *
 * Units.     Text is UTF-8 with a size in bytes; no NUL is needed or special.
 *            Offsets are bytes, spans half open: [start, end). Two texts have
 *            offsets: the `source`, as it was given to textclean_apply(), and
 *            the cleaned `text`. textclean_convert() turns byte offsets into
 *            code points or UTF-16 units.
 * Ill-formed bytes are no error: each maximal ill-formed part (as in the WHATWG
 *            Encoding Standard) becomes one U+FFFD, with an edit and a flag.
 * Lifetimes. The source is read during textclean_apply() only; the caller keeps
 *            it. All that a document hands out is const, owned by the document,
 *            and lives until its next apply or its free. A cleaner must outlive
 *            its documents. Names and rule texts are static.
 * Threads.   A `textclean` never changes after textclean_new(): any number of
 *            threads share it. A `textclean_doc` is used by one thread at a time.
 * Errors.    Only the cases of textclean_status can fail. Nothing aborts, prints,
 *            sets errno, or keeps global state. free(NULL) does nothing.
 * Cost.      textclean_apply() takes time and memory linear in the size of the
 *            source, whatever the source is. All accessors are O(1) unless they
 *            say otherwise.
 *
 * What holds after every successful textclean_apply():
 *  1. Replaying the edits on the source gives the text, byte for byte: copy the
 *     source up to edit.at.source.start, then text[edit.at.span], and go on at
 *     edit.at.source.end.
 *  2. Edits are sorted and disjoint, and each changes something.
 *  3. Runs are not empty, touch each other and cover the text. Paragraphs and
 *     sentences are sorted and disjoint; every character of a paragraph that is
 *     no white space lies in exactly one sentence; a sentence has no outer white
 *     space and lies in one paragraph.
 *  4. The text is well-formed UTF-8.
 *  5. The map between the two texts never decreases and is exact on unedited
 *     bytes; in textclean_to_source() what was inserted belongs to what stands left
 *     of it.
 *  6. Cleaning the text again, with the same options and target, gives no edit.
 *  7. The same source, options and target give the same result, on any thread
 *     and after any earlier article. */
#ifndef TEXTCLEAN_H
#define TEXTCLEAN_H

#include <stddef.h> /* size_t */
#include <stdint.h> /* uint32_t */

#ifndef TEXTCLEAN_API /* the build hides all else */
#if defined(__GNUC__)
#define TEXTCLEAN_API __attribute__((visibility("default")))
#else
#define TEXTCLEAN_API
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Version and status ------------------------------------------------- */

TEXTCLEAN_API const char *textclean_version(void);         /* of the library: "0.1.0" */
TEXTCLEAN_API const char *textclean_unicode_version(void); /* of its tables: "15.0" */

typedef enum textclean_status {
  TEXTCLEAN_OK = 0,
  TEXTCLEAN_ENOMEM,  /* the allocator said no; the document is empty again */
  TEXTCLEAN_EINVAL,  /* an argument or an option is not one that exists */
  TEXTCLEAN_ETOOBIG, /* the source, or what it would become, exceeds TEXTCLEAN_MAX_SIZE */
  TEXTCLEAN_EICU     /* ICU or utf8proc refused its tables: a broken build */
} textclean_status;

/* One English sentence without a final stop; never NULL. */
TEXTCLEAN_API const char *textclean_strerror(textclean_status status);

#define TEXTCLEAN_MAX_SIZE ((size_t)1 << 28) /* bytes of an article; keeps offsets in 32 bits */

/* ---- Words for what is found -------------------------------------------- */

typedef enum textclean_lang { /* from the script, so LATIN letters count as English */
  TEXTCLEAN_NONE = 0,         /* no letters at all; as a target: find it */
  TEXTCLEAN_EN,
  TEXTCLEAN_ZH,
  TEXTCLEAN_JA,
  TEXTCLEAN_KO,
  TEXTCLEAN_RU, /* Cyrillic */
  TEXTCLEAN_EL, /* Greek */
  TEXTCLEAN_AR, /* Arabic script */
  TEXTCLEAN_HE,
  TEXTCLEAN_TH,
  TEXTCLEAN_HI,   /* Devanagari */
  TEXTCLEAN_OTHER /* any other script */
} textclean_lang;

typedef enum textclean_script { /* ISO 15924, as in UAX #24 */
  TEXTCLEAN_ZYYY = 0,           /* common: no letters */
  TEXTCLEAN_LATN,
  TEXTCLEAN_HANI, /* Han, and the text does not tell simplified from traditional */
  TEXTCLEAN_HANS,
  TEXTCLEAN_HANT,
  TEXTCLEAN_JPAN,
  TEXTCLEAN_KORE,
  TEXTCLEAN_CYRL,
  TEXTCLEAN_GREK,
  TEXTCLEAN_ARAB,
  TEXTCLEAN_HEBR,
  TEXTCLEAN_THAI,
  TEXTCLEAN_DEVA,
  TEXTCLEAN_ZZZZ /* any other */
} textclean_script;

typedef enum textclean_role {
  TEXTCLEAN_BODY = 0,
  TEXTCLEAN_TITLE,  /* the headline */
  TEXTCLEAN_BYLINE, /* who, when, from where */
  TEXTCLEAN_END,    /* closes the article: end mark, disclaimer, copyright */
  TEXTCLEAN_RELATED /* no part of the article: teasers, links to others */
} textclean_role;

typedef enum textclean_kind {
  TEXTCLEAN_UNTRANSLATED = 0,
  TEXTCLEAN_UNBALANCED_QUOTE,
  TEXTCLEAN_EMPTY_QUOTE,
  TEXTCLEAN_REPEATED_WORD,
  TEXTCLEAN_REPEATED_SENTENCE,
  TEXTCLEAN_FRAGMENT,
  TEXTCLEAN_TRUNCATED,
  TEXTCLEAN_MOJIBAKE,
  TEXTCLEAN_REPLACEMENT_CHARACTER,
  TEXTCLEAN_ILL_FORMED,
  TEXTCLEAN_BIDI_CONTROL,
  TEXTCLEAN_MIXED_SCRIPT_WORD,
  TEXTCLEAN_MARKUP_RESIDUE,
  TEXTCLEAN_SPLIT_WORD,
  TEXTCLEAN_LOST_CHARACTER,
  TEXTCLEAN_UNSETTLED, /* cleaning would not come to rest, so the source stayed as it was */
  TEXTCLEAN_KIND_COUNT
} textclean_kind;

/* Static names: "zh", "Hans", "byline", "unbalanced-quote". A value that does
 * not exist gives NULL. */
TEXTCLEAN_API const char *textclean_lang_name(textclean_lang lang);
TEXTCLEAN_API const char *textclean_script_name(textclean_script script);
TEXTCLEAN_API const char *textclean_role_name(textclean_role role);
TEXTCLEAN_API const char *textclean_kind_name(textclean_kind kind);

/* ---- Rules: the one list behind options, edits, --list-rules and tests --- */

typedef struct textclean_rule {
  const char *name;  /* stable, kebab-case: "hyphen-blank" */
  const char *group; /* "unicode", "space", "punct" or "news" */
  const char *langs; /* which text it touches: "en", "zh", or "*" for any */
  const char *doc;   /* one sentence */
  const char *before, *after; /* an example that the tests run */
  const char *spares;         /* what it must not touch: a phrase without a stop */
  const char *keep;           /* an example of that: the default rules and this one keep it */
  int on;                     /* 1 if in the default set */
} textclean_rule;

/* All rules; textclean_edit.rule is an index into them. Static. */
TEXTCLEAN_API const textclean_rule *textclean_rules(size_t *count);

typedef struct textclean_span {
  uint32_t start, end;
} textclean_span;

/* Checks a list of rules: names of rules and groups, or `default`, `all`,
 * `none`, parted by commas and blanks and read from left to right. A `-` in
 * front takes away, a `+` or nothing adds. A list that begins with a plain name
 * starts from none, any other from the default set.
 * "-fold-width,+straight-quotes" or "punct,space".
 * Some rules undo each other: space-han-latin and close-han-latin, bracket-to-full and
 * bracket-to-half, corner-quotes and corner-to-curly, straight-quotes and both
 * curly-quotes and mixed-pair. Of two such rules the one that was switched on later is in
 * use; where one word switched on both, as `all` does, the one named first here, and of
 * the quotes the curly ones.
 * EINVAL: a name is unknown, and *bad (if not NULL) is its place in the list. */
TEXTCLEAN_API textclean_status textclean_rules_check(const char *list, textclean_span *bad);

/* ---- House style: what a house adds to rules and words ------------------- */

/* A style is UTF-8 text, one thing a line; blank lines, and lines that begin with #, say
 * nothing. Capitals count in terms only.
 *
 *   rules: -dash, +space-han-latin   a list as textclean_rules_check(); further lists, and
 *                                    textclean_options.rules, go on from it
 *   term: Hexi Mill & Sons           never edited; no flag of what lies in it
 *   term zh: 磨坊                    the same; `untranslated` flags only of this language,
 *                                    without one of any; a flag that holds other letters
 *                                    than those of terms stays, whole
 *   abbreviation: Hx.                its stop may end a sentence or not, as that of `Inc.`
 *   honorific: Bldr.                 a name follows, so its stop ends none, as that of `Dr.`
 *   label: 采编                      begins a byline, before a colon
 *   end: * * *                       a paragraph that closes the article
 *   related: More from Hexi          heads what is no part of the article
 *   notice: Printed with leave       begins a closing notice */
#define TEXTCLEAN_MAX_STYLE ((size_t)1 << 20) /* bytes */

typedef struct textclean_style_error {
  uint32_t line;      /* from 1; 0: the style as a whole */
  uint32_t byte;      /* in the line, from 1 */
  textclean_span bad; /* in the style */
  const char *reason; /* static, English, without a final stop */
} textclean_style_error;

/* Checks a style. EINVAL: *error (if not NULL) tells the first thing that is wrong. */
TEXTCLEAN_API textclean_status textclean_style_check(const char *style, size_t size,
                                                     textclean_style_error *error);

/* ---- The cleaner: immutable, shareable ---------------------------------- */

typedef struct textclean textclean;

/* One function as realloc: ptr NULL allocates, size 0 frees and its result is
 * not read. It may be called from every thread that uses a document. ICU takes some
 * 50 bytes for each cleaner by itself. */
typedef struct textclean_alloc {
  void *(*resize)(void *ctx, void *ptr, size_t old_size, size_t size);
  void *ctx;
} textclean_alloc;

typedef struct textclean_options { /* start from {sizeof(textclean_options)}, the rest zero */
  size_t struct_size;              /* sizeof(textclean_options): lets later versions add */
  const char *rules;               /* as textclean_rules_check(); NULL: the default set */
  const textclean_alloc *alloc;    /* copied; NULL: malloc, realloc, free */
  const char *style;               /* as textclean_style_check(); copied; NULL: none */
  size_t style_size;
} textclean_options;

/* NULL options are the defaults. On failure *tc is NULL.
 * ENOMEM, EINVAL (struct_size, rules or style), EICU. */
TEXTCLEAN_API textclean_status textclean_new(const textclean_options *options, textclean **tc);
TEXTCLEAN_API void textclean_free(textclean *tc);

/* A number that changes with the version, the set of rules in use and the words of the
 * style. */
TEXTCLEAN_API uint64_t textclean_rules_hash(const textclean *tc);

/* ---- The document: one article at a time, memory kept between articles -- */

typedef struct textclean_doc textclean_doc;

/* On failure *doc is NULL. ENOMEM. */
TEXTCLEAN_API textclean_status textclean_doc_new(const textclean *tc, textclean_doc **doc);
TEXTCLEAN_API void textclean_doc_free(textclean_doc *doc);

/* Cleans one article. `target` is the language that the article should be in:
 * TEXTCLEAN_EN, TEXTCLEAN_ZH, or TEXTCLEAN_NONE to take the one that most letters
 * are in, by their runs (a Han character weighs two letters, addresses nothing;
 * English if there are none).
 * ENOMEM, EINVAL (target), ETOOBIG: the document is then empty. */
TEXTCLEAN_API textclean_status textclean_apply(textclean_doc *doc, textclean_lang target,
                                               const char *src, size_t size);

/* ---- Results: plain records, in text order ------------------------------ */

typedef struct textclean_place {
  textclean_span span;   /* in the cleaned text */
  textclean_span source; /* in the source */
} textclean_place;

typedef struct textclean_paragraph {
  textclean_place at; /* without outer white space */
  textclean_role role;
} textclean_paragraph;

typedef struct textclean_run { /* a stretch of one main language; foreign names stay inside */
  textclean_place at;
  textclean_lang lang;
  textclean_script script;
} textclean_run;

typedef struct textclean_sentence {
  textclean_place at; /* without outer white space */
  textclean_lang lang; /* of its main run */
} textclean_sentence;

typedef struct textclean_edit { /* source[at.source] became text[at.span] */
  textclean_place at;
  uint32_t rule; /* index into textclean_rules() */
} textclean_edit;

typedef struct textclean_flag {
  textclean_place at;
  textclean_kind kind;
  textclean_lang lang;     /* of the span */
  textclean_script script; /* of the span */
  float score; /* 0 to 1: how sure; of `untranslated` flags about that share proved right on
                * the development data, the other kinds have one score each */
  const char *reason;      /* static, kebab-case: "clause"; never NULL */
} textclean_flag;

typedef struct textclean_summary {
  uint32_t letters;              /* code points that are letters */
  uint32_t untranslated_letters; /* of them, inside `untranslated` flags */
} textclean_summary;

/* Before the first apply, and after a failed one, a document is empty: all
 * counts and sizes are 0, the target is TEXTCLEAN_NONE. Pointers are never NULL.
 * `count` and `size` must not be NULL. */
TEXTCLEAN_API textclean_lang textclean_target(const textclean_doc *doc); /* the one taken */
TEXTCLEAN_API const char *textclean_text(const textclean_doc *doc, size_t *size);
TEXTCLEAN_API const textclean_paragraph *textclean_paragraphs(const textclean_doc *doc,
                                                              size_t *count);
TEXTCLEAN_API const textclean_run *textclean_runs(const textclean_doc *doc, size_t *count);
TEXTCLEAN_API const textclean_sentence *textclean_sentences(const textclean_doc *doc,
                                                            size_t *count);
TEXTCLEAN_API const textclean_edit *textclean_edits(const textclean_doc *doc, size_t *count);
TEXTCLEAN_API const textclean_flag *textclean_flags(const textclean_doc *doc, size_t *count);
TEXTCLEAN_API textclean_summary textclean_summarize(const textclean_doc *doc); /* O(size) */

/* ---- Positions ----------------------------------------------------------- */

/* The same place in the other text. A start inside an edit snaps to the start of
 * the edit, an end to its end. Spans beyond the text are cut. O(log edits). */
TEXTCLEAN_API textclean_span textclean_to_source(const textclean_doc *doc, textclean_span span);
TEXTCLEAN_API textclean_span textclean_from_source(const textclean_doc *doc, textclean_span source);

typedef enum textclean_unit {
  TEXTCLEAN_BYTES = 0,
  TEXTCLEAN_CODEPOINTS, /* an ill-formed part counts as one, as its U+FFFD would */
  TEXTCLEAN_UTF16
} textclean_unit;

/* Turns byte offsets into another unit, in place and in one pass over `text`
 * (the source or the cleaned text). `offsets` must not decrease; in code points and
 * UTF-16 units an offset inside a character counts as the character's start; one
 * beyond `size` counts as size.
 * EINVAL: they decrease, or the unit does not exist; some may be converted. */
TEXTCLEAN_API textclean_status textclean_convert(const char *text, size_t size,
                                                 textclean_unit unit, uint32_t *offsets,
                                                 size_t count);

#ifdef __cplusplus
}
#endif
#endif
