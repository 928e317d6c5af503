/* textclean.c - the public calls. Layer 7. */
#include <stdlib.h> /* free, malloc, realloc */
#include <string.h> /* memcpy, memset, strlen */

#include <unicode/uchar.h> /* U_UNICODE_VERSION */

#include "document.h"

struct textclean {
  textclean_alloc alloc;
  tc_classes classes;
  tc_rule_set rules;
  tc_style *style; /* NULL: none, or only rules */
  uint64_t hash;
};

struct textclean_doc {
  const textclean *tc;
  tc_document document;
};

/* ---- Version and status ------------------------------------------------------------ */

const char *textclean_version(void)
{
  return TEXTCLEAN_VERSION_STRING;
}

const char *textclean_unicode_version(void)
{
  return U_UNICODE_VERSION;
}

const char *textclean_strerror(textclean_status status)
{
  switch (status) {
  case TEXTCLEAN_OK:
    return "no error";
  case TEXTCLEAN_ENOMEM:
    return "out of memory";
  case TEXTCLEAN_EINVAL:
    return "an argument or an option is not valid";
  case TEXTCLEAN_ETOOBIG:
    return "the text is larger than 256 MiB";
  case TEXTCLEAN_EICU:
    return "ICU refused the character tables, the library is not built right";
  }
  return "unknown error";
}

/* ---- The cleaner ------------------------------------------------------------------ */

static void *libc_resize(void *ctx, void *ptr, size_t old_size, size_t size)
{
  (void)ctx;
  (void)old_size;
  if (size == 0) {
    free(ptr);
    return NULL;
  }
  return realloc(ptr, size);
}

/* The fields of this version, from a caller of another one: what it does not know is
 * zero, and what it knows more of must be. */
static bool read_options(const textclean_options *from, textclean_options *to)
{
  memset(to, 0, sizeof *to);
  if (!from) {
    return true;
  }
  if (from->struct_size < offsetof(textclean_options, style)) { /* of 0.1.0 */
    return false;
  }
  const unsigned char *bytes = (const unsigned char *)from;
  for (size_t i = sizeof *to; i < from->struct_size; i++) {
    if (bytes[i] != 0) {
      return false;
    }
  }
  size_t known = from->struct_size < sizeof *to ? from->struct_size : sizeof *to;
  memcpy(to, from, known);
  return true;
}

static uint64_t hash_of_rules(const tc_rule_set *rules)
{
  size_t count;
  const textclean_rule *all = textclean_rules(&count);
  const char *p = TEXTCLEAN_VERSION_STRING;
  uint64_t hash = 14695981039346656037u; /* FNV-1a */
  for (size_t i = 0; i <= count; i++) {
    for (; *p; p++) {
      hash = (hash ^ (unsigned char)*p) * 1099511628211u;
    }
    p = i < count && rules->on[i] ? all[i].name : "-";
  }
  return hash;
}

/* The rules of the style, then those of the options, then the words of the style. */
static textclean_status use_options(textclean *tc, const textclean_options *o)
{
  tc_rule_reading rules;
  textclean_style_error error;
  tc_span bad;
  tc_rules_begin(&rules);
  tc->style = NULL;
  if ((o->style && tc_style_check(o->style, o->style_size, &rules, &error) != TEXTCLEAN_OK) ||
      !tc_rules_take(&rules, o->rules, o->rules ? strlen(o->rules) : 0, &bad)) {
    return TEXTCLEAN_EINVAL;
  }
  tc_rules_finish(&rules, &tc->rules);
  tc->hash = hash_of_rules(&tc->rules);
  textclean_status status = TEXTCLEAN_OK;
  if (o->style) {
    status = tc_style_make(o->style, o->style_size, &tc->alloc, &tc->style);
  }
  if (status == TEXTCLEAN_OK) {
    tc->hash = tc_style_hash(tc->style, tc->hash);
    status = tc_classes_open(&tc->classes);
  }
  if (status != TEXTCLEAN_OK) {
    tc_style_free(tc->style, &tc->alloc);
  }
  return status;
}

textclean_status textclean_style_check(const char *style, size_t size, textclean_style_error *error)
{
  tc_rule_reading rules;
  textclean_style_error found;
  tc_rules_begin(&rules);
  return tc_style_check(style, size, &rules, error ? error : &found);
}

textclean_status textclean_new(const textclean_options *options, textclean **tc)
{
  textclean_options o;
  *tc = NULL;
  if (!read_options(options, &o)) {
    return TEXTCLEAN_EINVAL;
  }
  textclean_alloc alloc = {libc_resize, NULL};
  if (o.alloc) {
    alloc = *o.alloc;
  }
  textclean *made = alloc.resize(alloc.ctx, NULL, 0, sizeof *made);
  if (!made) {
    return TEXTCLEAN_ENOMEM;
  }
  made->alloc = alloc;
  textclean_status status = use_options(made, &o);
  if (status != TEXTCLEAN_OK) {
    alloc.resize(alloc.ctx, made, sizeof *made, 0);
    return status;
  }
  *tc = made;
  return TEXTCLEAN_OK;
}

void textclean_free(textclean *tc)
{
  if (tc) {
    tc_classes_close(&tc->classes);
    tc_style_free(tc->style, &tc->alloc);
    tc->alloc.resize(tc->alloc.ctx, tc, sizeof *tc, 0);
  }
}

uint64_t textclean_rules_hash(const textclean *tc)
{
  return tc->hash;
}

/* ---- The document -------------------------------------------------------------------- */

textclean_status textclean_doc_new(const textclean *tc, textclean_doc **doc)
{
  *doc = tc->alloc.resize(tc->alloc.ctx, NULL, 0, sizeof **doc);
  if (!*doc) {
    return TEXTCLEAN_ENOMEM;
  }
  (*doc)->tc = tc;
  tc_document_init(&(*doc)->document, &tc->alloc);
  return TEXTCLEAN_OK;
}

void textclean_doc_free(textclean_doc *doc)
{
  if (doc) {
    const textclean_alloc *alloc = &doc->tc->alloc;
    tc_document_free(&doc->document);
    alloc->resize(alloc->ctx, doc, sizeof *doc, 0);
  }
}

textclean_status textclean_apply(textclean_doc *doc, textclean_lang target, const char *src,
                                 size_t size)
{
  bool known = target == TEXTCLEAN_NONE || target == TEXTCLEAN_EN || target == TEXTCLEAN_ZH;
  if (!known || size > TEXTCLEAN_MAX_SIZE) {
    memset(&doc->document.result, 0, sizeof doc->document.result);
    return known ? TEXTCLEAN_ETOOBIG : TEXTCLEAN_EINVAL;
  }
  const textclean *tc = doc->tc;
  return tc_document_clean(&doc->document, &tc->classes, &tc->rules, tc->style, target,
                           size ? src : "", (uint32_t)size);
}

/* ---- Results ---------------------------------------------------------------------------- */

textclean_lang textclean_target(const textclean_doc *doc)
{
  return doc->document.result.target;
}

const char *textclean_text(const textclean_doc *doc, size_t *size)
{
  *size = doc->document.result.size;
  return *size ? doc->document.result.text : "";
}

/* An accessor hands out its array, or, as the pointer is never NULL, an empty one. */
#define ACCESSOR(type, plural, array, number)                                                      \
  const type *plural(const textclean_doc *doc, size_t *count)                                      \
  {                                                                                                \
    static const type none;                                                                        \
    *count = doc->document.result.number;                                                          \
    return *count ? doc->document.result.array : &none;                                            \
  }

ACCESSOR(textclean_paragraph, textclean_paragraphs, paragraphs, paragraph_count)
ACCESSOR(textclean_run, textclean_runs, runs, run_count)
ACCESSOR(textclean_sentence, textclean_sentences, sentences, sentence_count)
ACCESSOR(textclean_edit, textclean_edits, changes.at, changes.count)
ACCESSOR(textclean_flag, textclean_flags, flags, flag_count)

/* How many of at most 255 bytes begin a dull letter; written so that compilers make vectors. */
static uint32_t dull_letters(const uint8_t *cls, uint32_t size)
{
  uint8_t count = 0;
  assert(size <= UINT8_MAX);
  for (uint32_t i = 0; i < size; i++) {
    count = (uint8_t)(count + (cls[i] == TC_HAN || cls[i] == TC_LOWER || cls[i] == TC_UPPER));
  }
  return count;
}

static uint32_t letters_in(const tc_text *text, tc_span span)
{
  uint32_t count = 0;
  for (uint32_t i = span.start; i < span.end; i += UINT8_MAX) {
    count += dull_letters(text->cls + i, tc_min(span.end - i, UINT8_MAX));
  }
  uint32_t e = tc_event_from(text, span.start); /* an empty result has no list at all */
  for (; e < text->event_count && text->events[e] < span.end; e++) {
    uint8_t cls = text->cls[text->events[e]];
    count += cls >= TC_FIRST_EVENT && tc_is(cls, TC_P_LETTER);
  }
  return count;
}

textclean_summary textclean_summarize(const textclean_doc *doc)
{
  const tc_result *r = &doc->document.result;
  textclean_summary sum = {letters_in(&r->view, (tc_span){0, r->size}), 0};
  for (uint32_t i = 0; i < r->flag_count; i++) {
    if (r->flags[i].kind == TEXTCLEAN_UNTRANSLATED) {
      sum.untranslated_letters += letters_in(&r->view, r->flags[i].at.span);
    }
  }
  return sum;
}

/* ---- Positions --------------------------------------------------------------------------- */

static tc_span cut(tc_span span, uint32_t size)
{
  span.end = tc_min(span.end, size);
  span.start = tc_min(span.start, span.end);
  return span;
}

textclean_span textclean_to_source(const textclean_doc *doc, textclean_span span)
{
  const tc_result *r = &doc->document.result;
  return tc_changes_backward(&r->changes, cut(span, r->size));
}

textclean_span textclean_from_source(const textclean_doc *doc, textclean_span source)
{
  const tc_result *r = &doc->document.result;
  return tc_changes_forward(&r->changes, cut(source, r->source_size));
}
