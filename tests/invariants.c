/* invariants.c - see invariants.h. Each check is written from the header, not from
 * the library. */
#include "invariants.h"

#include <stdbool.h> /* bool */
#include <stdint.h>  /* uint32_t */
#include <string.h>  /* memcmp */

#include <unicode/uchar.h> /* u_isUWhiteSpace */
#include <utf8proc.h>      /* utf8proc_iterate */

typedef struct cleaned {
  const textclean_doc *doc;
  const char *source, *text;
  size_t source_size, size;
} cleaned;

/* The code point at *i, which moves behind it; below 0 if it is ill-formed. */
static int32_t next_code_point(const cleaned *c, size_t *i)
{
  utf8proc_int32_t code;
  utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)c->text + *i,
                                           (utf8proc_ssize_t)(c->size - *i), &code);
  *i += size > 0 ? (size_t)size : 1;
  return size > 0 ? code : -1;
}

static bool in_text(textclean_span s, size_t size)
{
  return s.start <= s.end && s.end <= size;
}

/* 1 and 2. */
static const char *check_edits(const cleaned *c)
{
  size_t count, from = 0, to = 0;
  const textclean_edit *e = textclean_edits(c->doc, &count);
  for (size_t i = 0; i < count; i++) {
    textclean_span s = e[i].at.source, t = e[i].at.span;
    if (!in_text(s, c->source_size) || !in_text(t, c->size) || s.start < from || t.start < to) {
      return "2: edits are not sorted and disjoint";
    }
    if (s.start - from != t.start - to ||
        memcmp(c->source + from, c->text + to, s.start - from) != 0) {
      return "1: text between edits differs";
    }
    if (s.end - s.start == t.end - t.start &&
        memcmp(c->source + s.start, c->text + t.start, s.end - s.start) == 0) {
      return "2: an edit changes nothing";
    }
    from = s.end;
    to = t.end;
  }
  bool same = c->source_size - from == c->size - to &&
              memcmp(c->source + from, c->text + to, c->size - to) == 0;
  return same ? NULL : "1: text behind the last edit differs";
}

static const char *check_runs(const cleaned *c)
{
  size_t count, end = 0;
  const textclean_run *r = textclean_runs(c->doc, &count);
  for (size_t i = 0; i < count; i++) {
    if (r[i].at.span.start != end || r[i].at.span.end <= end) {
      return "3: runs are empty or do not touch";
    }
    end = r[i].at.span.end;
  }
  return end == c->size ? NULL : "3: runs do not cover the text";
}

static bool is_white(const cleaned *c, size_t i)
{
  int32_t code = next_code_point(c, &i);
  return code >= 0 && u_isUWhiteSpace(code);
}

/* From one sentence's end to the next one's start, or a paragraph's: only white space. */
static bool only_white(const cleaned *c, size_t from, size_t to)
{
  for (size_t i = from; i < to; next_code_point(c, &i)) {
    if (!is_white(c, i)) {
      return false;
    }
  }
  return true;
}

static bool is_trimmed(const cleaned *c, textclean_span s)
{
  size_t last = s.end;
  if (s.start >= s.end || s.end > c->size) {
    return false;
  }
  do {
    last--;
  } while (((unsigned char)c->text[last] & 0xC0u) == 0x80u);
  return !is_white(c, s.start) && !is_white(c, last);
}

static const char *check_sentences(const cleaned *c)
{
  size_t paragraphs, sentences, k = 0, end = 0;
  const textclean_paragraph *p = textclean_paragraphs(c->doc, &paragraphs);
  const textclean_sentence *s = textclean_sentences(c->doc, &sentences);
  for (size_t i = 0; i < paragraphs; i++) {
    textclean_span at = p[i].at.span;
    if (!is_trimmed(c, at) || at.start < end || !only_white(c, end, at.start)) {
      return "3: paragraphs overlap, leave text out, or have outer white space";
    }
    size_t inside = at.start;
    for (; k < sentences && s[k].at.span.start < at.end; k++) {
      textclean_span in = s[k].at.span;
      if (!is_trimmed(c, in) || in.start < inside || in.end > at.end ||
          !only_white(c, inside, in.start)) {
        return "3: sentences overlap, leave text out, cross a paragraph, or have outer white space";
      }
      inside = in.end;
    }
    if (!only_white(c, inside, at.end)) {
      return "3: the end of a paragraph lies in no sentence";
    }
    end = at.end;
  }
  return k == sentences && only_white(c, end, c->size) ? NULL : "3: text outside of paragraphs";
}

static const char *check_flags(const cleaned *c)
{
  size_t count;
  uint32_t start = 0;
  const textclean_flag *f = textclean_flags(c->doc, &count);
  for (size_t i = 0; i < count; i++) {
    bool right = in_text(f[i].at.span, c->size) && in_text(f[i].at.source, c->source_size) &&
                 f[i].at.span.start >= start && f[i].score >= 0 && f[i].score <= 1 && f[i].reason;
    if (!right) {
      return "flags are not sorted, or not in the text";
    }
    start = f[i].at.span.start;
  }
  return NULL;
}

static const char *check_well_formed(const cleaned *c)
{
  for (size_t i = 0; i < c->size;) {
    if (next_code_point(c, &i) < 0) {
      return "4: the text is ill-formed";
    }
  }
  return NULL;
}

/* ---- The map, and what is told of each record ---------------------------------- */

static bool same_bytes(const void *a, size_t a_count, const void *b, size_t b_count, size_t item)
{
  return a_count == b_count && memcmp(a, b, a_count * item) == 0;
}

#define SAME(plural, a, b)                                                                         \
  (one = plural((a), &m), two = plural((b), &n), same_bytes(one, m, two, n, item_of_##plural))

enum { /* no record has padding, so they can be compared as bytes */
       item_of_textclean_text = 1,
       item_of_textclean_paragraphs = sizeof(textclean_paragraph),
       item_of_textclean_runs = sizeof(textclean_run),
       item_of_textclean_sentences = sizeof(textclean_sentence),
       item_of_textclean_edits = sizeof(textclean_edit),
       item_of_textclean_flags = sizeof(textclean_flag)
};

static bool same_result(const textclean_doc *a, const textclean_doc *b)
{
  const void *one, *two;
  size_t m, n;
  return textclean_target(a) == textclean_target(b) && SAME(textclean_text, a, b) &&
         SAME(textclean_paragraphs, a, b) && SAME(textclean_runs, a, b) &&
         SAME(textclean_sentences, a, b) && SAME(textclean_edits, a, b) &&
         SAME(textclean_flags, a, b);
}

static bool is_span(textclean_span got, uint32_t start, uint32_t end)
{
  return got.start == start && got.end == end;
}

/* 5: each unedited byte is mapped exactly, both ways. */
static const char *check_each_byte(const textclean_doc *d, size_t source_size)
{
  size_t count, size;
  const textclean_edit *e = textclean_edits(d, &count);
  uint32_t from = 0, to = 0;
  textclean_text(d, &size);
  for (size_t i = 0; i <= count; i++) {
    uint32_t stop = i < count ? e[i].at.span.start : (uint32_t)size;
    for (; to < stop; to++, from++) {
      textclean_span here = {to, to + 1}, there = {from, from + 1};
      if (!is_span(textclean_to_source(d, here), from, from + 1) ||
          !is_span(textclean_from_source(d, there), to, to + 1)) {
        return "5: an unedited byte is not mapped exactly";
      }
    }
    from = i < count ? e[i].at.source.end : from;
    to = i < count ? e[i].at.span.end : to;
  }
  return from == source_size ? NULL : "5: the map does not end with the source";
}

static const char *check_direction(const textclean_doc *d, size_t near, size_t far, bool forward)
{
  textclean_span last = {0, 0};
  for (uint32_t i = 0; i <= near; i++) {
    textclean_span here = {i, i + 3 < near ? i + 3 : (uint32_t)near};
    textclean_span there = forward ? textclean_from_source(d, here) : textclean_to_source(d, here);
    if (there.start < last.start || there.end < last.end || there.end > far ||
        there.start > there.end) {
      return "5: the map decreases";
    }
    last = there;
  }
  return NULL;
}

#define CHECK_SOURCES(type, plural)                                                                \
  {                                                                                                \
    const type *items = plural(d, &count);                                                         \
    for (size_t i = 0; i < count; i++) {                                                           \
      textclean_span want = textclean_to_source(d, items[i].at.span);                              \
      if (!is_span(items[i].at.source, want.start, want.end)) {                                    \
        return "5: a place in the source is not where the map says";                               \
      }                                                                                            \
    }                                                                                              \
  }

static const char *check_places(const textclean_doc *d)
{
  size_t count;
  CHECK_SOURCES(textclean_paragraph, textclean_paragraphs)
  CHECK_SOURCES(textclean_run, textclean_runs)
  CHECK_SOURCES(textclean_sentence, textclean_sentences)
  CHECK_SOURCES(textclean_flag, textclean_flags)
  return NULL;
}

static const char *check_names(const textclean_doc *d)
{
  size_t count, rules;
  textclean_rules(&rules);
  const textclean_edit *e = textclean_edits(d, &count);
  for (size_t i = 0; i < count; i++) {
    if (e[i].rule >= rules) {
      return "an edit has no rule";
    }
  }
  const textclean_flag *f = textclean_flags(d, &count);
  for (size_t i = 0; i < count; i++) {
    if (!textclean_kind_name(f[i].kind) || !textclean_lang_name(f[i].lang) ||
        !textclean_script_name(f[i].script) || !f[i].reason[0]) {
      return "a flag has a value without a name";
    }
  }
  textclean_summary sum = textclean_summarize(d);
  return sum.untranslated_letters <= sum.letters ? NULL : "more letters are flagged than there are";
}

/* 5, both ways and for all records. */
static const char *check_map(const cleaned *c)
{
  const char *broken = check_each_byte(c->doc, c->source_size);
  broken = broken ? broken : check_direction(c->doc, c->size, c->source_size, false);
  broken = broken ? broken : check_direction(c->doc, c->source_size, c->size, true);
  broken = broken ? broken : check_places(c->doc);
  return broken ? broken : check_names(c->doc);
}

/* 7, in a document that has had another article: the cleaned text. */
static const char *check_same(const cleaned *c, textclean_doc *again, textclean_lang target)
{
  bool same = textclean_apply(again, target, c->source, c->source_size) == TEXTCLEAN_OK &&
              same_result(c->doc, again);
  return same ? NULL : "7: another result in another document";
}

static const char *check_again(const cleaned *c, textclean_doc *again)
{
  size_t count, size;
  if (textclean_apply(again, textclean_target(c->doc), c->text, c->size) != TEXTCLEAN_OK) {
    return "6: cleaning again fails";
  }
  textclean_edits(again, &count);
  const char *text = textclean_text(again, &size);
  bool same = size == c->size && memcmp(text, c->text, size) == 0;
  return count == 0 && same ? NULL : "6: cleaning again edits";
}

const char *broken_invariant(textclean_doc *doc, textclean_doc *again, textclean_lang target,
                             const char *source, size_t size)
{
  static const char *(*const checks[])(const cleaned *) = {
      check_edits, check_runs, check_sentences, check_flags, check_well_formed, check_map,
  };
  textclean_status status = textclean_apply(doc, target, source, size);
  if (status != TEXTCLEAN_OK) {
    return status == TEXTCLEAN_ETOOBIG ? NULL : "cleaning fails";
  }
  cleaned c = {doc, source, NULL, size, 0};
  c.text = textclean_text(doc, &c.size);
  for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
    const char *broken = checks[i](&c);
    if (broken) {
      return broken;
    }
  }
  const char *broken = check_again(&c, again);
  return broken ? broken : check_same(&c, again, target);
}
