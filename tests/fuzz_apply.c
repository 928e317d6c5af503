/* fuzz_apply.c - corrections on their way back into the article they were made of, through a table
 * or XLIFF as the command writes them.
 *
 * An input is the way (a bit each: see WAY_...), where the article changes after the review (a
 * byte), the article, what is put in there, and corrections, parted by NUL. A correction is three
 * bytes, which choose a place (a sentence, a flag or any span) and what is to happen there, and the
 * text that is to stand there. What must hold:
 *
 *  1. Each correction has one outcome. With a conflict, and without --partial, none is put in and
 *     the article is as it came.
 *  2. Changes are in order; each has a correction, and each correction that was put in has one.
 *     Outside of them no byte is another one.
 *  3. In the article that was reviewed each correction that touches no other is put in.
 *  4. The order of the rows of a table means nothing.
 *  5. What was put in is not put in again, there or elsewhere, where letters tell. */
#include <stdbool.h> /* bool */
#include <stdlib.h>  /* abort */
#include <string.h>  /* memchr, memcmp, memmem */

#include <textclean.h>

#include "accepted.h"
#include "applier.h"
#include "apply.h"
#include "escape.h"
#include "fuzz.h"
#include "message.h"
#include "review_read.h"
#include "sheet_cell.h"
#include "utf8.h"
#include "xml_text.h"

#define MOST_ROWS 8u
#define AROUND ((size_t)60) /* bytes beside a span, as --format tsv shows them */

enum { WAY_RAW = 1, WAY_PARTIAL = 2, WAY_XLIFF = 4, WAY_ACCEPTED = 8, WAY_NO_CONTEXT = 16 };

/* ---- What the command has, without the command ------------------------------------ */

void message(const char *format, ...)
{
  (void)format;
}

void worker_no_memory(worker *w)
{
  w->stopped = true;
}

/* What --accepted would note is a span of the text. */
void accepted_add_line(buffer *out, textclean_kind kind, bool is_term, const char *text,
                       size_t size, textclean_span span)
{
  (void)kind;
  (void)is_term;
  if (span.start > span.end || span.end > size) {
    abort();
  }
  buffer_add(out, text + span.start, span.end - span.start);
}

typedef struct piece_of { /* of the input */
  const char *bytes;
  size_t size;
} piece_of;

typedef struct row {
  textclean_span span; /* of the reviewed article, cleaned */
  anchor at;
  bool is_verdict, is_delete;
  piece_of replacement;
} row;

typedef struct trial {
  const textclean *tc;
  textclean_doc *doc; /* the reviewed article */
  unsigned way;
  piece_of reviewed;
  row rows[MOST_ROWS];
  size_t count;
} trial;

typedef struct result { /* start from all zero */
  buffer text;
  size_t outcomes[OUTCOME_HELD + 1];
  const char *broken;
} result;

static piece_of take_piece(fuzz_reader *r)
{
  const uint8_t *end = r->p < r->end ? memchr(r->p, 0, (size_t)(r->end - r->p)) : NULL;
  piece_of p = {(const char *)r->p, (size_t)((end ? end : r->end) - r->p)};
  r->p = end ? end + 1 : r->end;
  return p;
}

static article article_of(piece_of text)
{
  return (article){.file = "a", .source = text.bytes, .size = text.size, .target = TEXTCLEAN_EN};
}

/* ---- The review ------------------------------------------------------------------- */

static bool is_start(const char *text, size_t size, size_t at)
{
  return at >= size || ((unsigned char)text[at] & 0xC0) != 0x80;
}

static textclean_span any_span(const char *text, size_t size, unsigned start, unsigned length)
{
  size_t from = size * start / 256, to;
  while (!is_start(text, size, from)) {
    from++;
  }
  to = from + 1 + length;
  to = to < size ? to : size;
  while (!is_start(text, size, to)) {
    to++;
  }
  return (textclean_span){(uint32_t)from, (uint32_t)to};
}

/* False: there is no such place. */
static bool choose_span(const trial *t, unsigned sort, unsigned start, unsigned length,
                        textclean_span *span)
{
  size_t size, count, flag_count;
  const char *text = textclean_text(t->doc, &size);
  const textclean_sentence *sentences = textclean_sentences(t->doc, &count);
  const textclean_flag *flags = textclean_flags(t->doc, &flag_count);
  if (sort == 0 || t->way & WAY_XLIFF) {
    *span = count ? sentences[start % count].at.span : (textclean_span){0, 0};
  } else if (sort == 1) {
    *span = flag_count ? flags[start % flag_count].at.span : (textclean_span){0, 0};
  } else {
    *span = any_span(text, size, start, length);
  }
  return span->start < span->end;
}

static void take_rows(trial *t, fuzz_reader *r)
{
  char hash[ANCHOR_HASH + 1];
  article a = article_of(t->reviewed);
  anchor_hash(a.source, a.size, hash);
  while (r->p < r->end && t->count < MOST_ROWS) {
    unsigned sort = fuzz_take(r), start = fuzz_take(r), length = fuzz_take(r);
    row *one = &t->rows[t->count];
    *one = (row){
        .replacement = take_piece(r), .is_verdict = sort % 16 == 15, .is_delete = sort % 16 == 14};
    if (!choose_span(t, sort % 16 % 3, start, length % 32, &one->span)) {
      continue;
    }
    textclean_place at = {one->span, textclean_to_source(t->doc, one->span)};
    one->at = anchor_of(t->doc, &a, hash, at);
    t->count++;
  }
}

static void add_table_row(const trial *t, buffer *out, const row *one)
{
  size_t size, start = one->span.start, end = one->span.end;
  const char *text = textclean_text(t->doc, &size);
  size_t from = start > AROUND ? start - AROUND : 0, to = size - end > AROUND ? end + AROUND : size;
  bool with_context = !(t->way & WAY_NO_CONTEXT);
  buffer_add_string(out, "a\t");
  anchor_add(out, &one->at);
  buffer_add_string(out, "\tfragment\t");
  cell_add(out, text + from, with_context ? start - from : 0);
  buffer_add_char(out, '\t');
  cell_add(out, text + start, end - start);
  buffer_add_char(out, '\t');
  cell_add(out, text + end, with_context ? to - end : 0);
  buffer_add_char(out, '\t');
  if (!one->is_verdict && !one->is_delete) {
    cell_add(out, one->replacement.bytes, one->replacement.size);
  }
  buffer_add_string(out, one->is_verdict  ? "\tnot-an-error\n"
                         : one->is_delete ? "\tdelete\n"
                                          : "\t\n");
}

static const row *row_of(const trial *t, textclean_span span)
{
  for (size_t i = 0; i < t->count; i++) {
    if (t->rows[i].span.start == span.start && t->rows[i].span.end == span.end) {
      return &t->rows[i];
    }
  }
  return NULL;
}

/* All sentences are units, as the command writes them. */
static void add_units(const trial *t, buffer *out)
{
  size_t size, count;
  char hash[ANCHOR_HASH + 1];
  article a = article_of(t->reviewed);
  const char *text = textclean_text(t->doc, &size);
  const textclean_sentence *sentences = textclean_sentences(t->doc, &count);
  anchor_hash(a.source, a.size, hash);
  for (size_t i = 0; i < count; i++) {
    textclean_span span = sentences[i].at.span;
    const row *one = row_of(t, span);
    anchor at = anchor_of(t->doc, &a, hash, sentences[i].at);
    size_t number = 0;
    buffer_add_string(out, "<trans-unit id=\"");
    anchor_add(out, &at);
    buffer_add_string(out, "\"><source>");
    xml_add_content(out, text + span.start, span.end - span.start, &number);
    buffer_add_string(out, "</source><target>");
    number = 0;
    xml_add_content(out, one ? one->replacement.bytes : text + span.start,
                    one ? one->replacement.size : span.end - span.start, &number);
    buffer_add_string(out, "</target></trans-unit>");
  }
}

/* The reviewed file, its rows from the first or from the last. */
static void add_review(const trial *t, buffer *out, bool is_backward)
{
  if (t->way & WAY_XLIFF) {
    buffer_add_string(out, "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">"
                           "<file original=\"a\"><body>");
    add_units(t, out);
    buffer_add_string(out, "</body></file></xliff>");
    return;
  }
  buffer_add_string(out, "file\tid\tkind\tbefore\ttext\tafter\tcorrection\tverdict\n");
  for (size_t i = 0; i < t->count; i++) {
    add_table_row(t, out, &t->rows[is_backward ? t->count - 1 - i : i]);
  }
}

/* ---- What must hold --------------------------------------------------------------- */

/* 1 */
static const char *check_outcomes(const trial *t, const result *r, piece_of came)
{
  bool held = r->outcomes[OUTCOME_CONFLICT] > 0 && !(t->way & WAY_PARTIAL);
  if (r->outcomes[OUTCOME_HELD] > 0 && !held) {
    return "1: held back without a conflict";
  }
  if (!held) {
    return NULL;
  }
  bool same = r->text.size == came.size &&
              (came.size == 0 || memcmp(r->text.bytes, came.bytes, came.size) == 0);
  return r->outcomes[OUTCOME_DONE] > 0 ? "1: put in beside a conflict"
         : !same                       ? "1: an article with a conflict is not as it came"
                                       : NULL;
}

/* Passes the hunks inside of a change. False: it has none, or one reaches over its beginning. */
static bool pass_hunks(const hunk **next, const hunk *end, const change *c)
{
  const hunk *first = *next;
  while (*next < end && (*next)->start <= c->end && (*next)->end <= c->end) {
    if ((*next)->start < c->start) {
      return false;
    }
    (*next)++;
  }
  return *next > first;
}

/* 2: the text is the base with the changes, and they are about the hunks. */
static const char *check_changes(const applier *p, const result *r, const char *base, size_t size)
{
  const hunk *next = (const hunk *)(const void *)p->hunks.bytes;
  const hunk *end = next + p->hunks.size / sizeof *next;
  size_t at = 0, out = 0;
  for (size_t i = 0; i < seams_count(&p->seams); i++) {
    change c = seams_change(&p->seams, i);
    if (c.start < at || c.end < c.start || c.end > size || c.to < c.from) {
      return "2: changes are not in order";
    }
    size_t kept = c.start - at, made = c.to - c.from;
    if (out + kept + made > r->text.size || memcmp(r->text.bytes + out, base + at, kept) != 0) {
      return "2: something else was changed";
    }
    if (!pass_hunks(&next, end, &c)) {
      return "2: a change without its correction";
    }
    out += kept + made;
    at = c.end;
  }
  bool same = r->text.size - out == size - at &&
              (size == at || memcmp(r->text.bytes + out, base + at, size - at) == 0);
  return next != end ? "2: a correction is in no change"
         : !same     ? "2: something else was changed behind the last change"
                     : NULL;
}

/* 1 and 2 */
static const char *check_run(const trial *t, const worker *w, piece_of came, const result *r)
{
  size_t size;
  const char *cleaned = textclean_text(w->doc, &size);
  const char *broken = check_outcomes(t, r, came);
  if (w->stopped || r->text.failed) {
    return "0: no memory";
  }
  if (broken || !w->applier->is_changed) {
    return broken                          ? broken
           : r->outcomes[OUTCOME_DONE] > 0 ? "2: put in, but nothing has changed"
                                           : NULL;
  }
  return t->way & WAY_RAW ? check_changes(w->applier, r, came.bytes, came.size)
                          : check_changes(w->applier, r, cleaned, size);
}

static const char *apply_to(const trial *t, worker *w, corrections *c, piece_of text, result *r)
{
  article a = article_of(text);
  w->applier = applier_new(c);
  if (!w->applier || textclean_apply(w->doc, a.target, a.source, a.size) != TEXTCLEAN_OK) {
    return "0: no memory";
  }
  apply_text(&r->text, w, &a);
  for (outcome what = OUTCOME_WAITS; what <= OUTCOME_HELD; what++) {
    r->outcomes[what] = corrections_count(c, what);
  }
  return check_run(t, w, text, r);
}

/* One run of apply on the article. */
static void run(const trial *t, textclean_doc *doc, piece_of text, bool is_backward, result *r)
{
  static batch words; /* its memory serves them all */
  options o = {.raw = t->way & WAY_RAW,
               .partial = t->way & WAY_PARTIAL,
               .accepted = t->way & WAY_ACCEPTED ? "accepted" : NULL};
  worker w = {.options = &o, .cleaner = t->tc, .doc = doc, .batch = &words};
  corrections c;
  buffer file = {0};
  buffer_clear(&r->text);
  buffer_clear(&words.words);
  add_review(t, &file, is_backward);
  corrections_begin(&c, "review");
  r->broken =
      review_read_text(&c, &file) ? apply_to(t, &w, &c, text, r) : "0: a review of ours is refused";
  applier_free(w.applier);
  corrections_free(&c);
  buffer_free(&file);
}

/* A character that a correction must not bring in, or that XML cannot hold: <x/> in a unit. */
static bool has_control(piece_of text)
{
  for (size_t i = 0; i < text.size;) {
    uint32_t point;
    i += utf8_read(text.bytes + i, text.size - i, &point);
    if (escape_is_unsafe(point) || point == 0xFFFE || point == 0xFFFF) {
      return true;
    }
  }
  return false;
}

/* Whether all corrections are good by themselves and apart from each other. */
static bool are_apart(const trial *t)
{
  for (size_t i = 0; i < t->count; i++) {
    const row *one = &t->rows[i];
    textclean_span span = textclean_from_source(
        t->doc, (textclean_span){(uint32_t)one->at.start, (uint32_t)one->at.end});
    bool is_lost = t->way & WAY_XLIFF && has_control(t->reviewed);
    if (is_lost || has_control(one->replacement) || span.start != one->span.start ||
        span.end != one->span.end) {
      return false;
    }
    for (size_t k = 0; k < i; k++) {
      const row *other = &t->rows[k];
      if (one->span.start < other->span.end && other->span.start < one->span.end) {
        return false;
      }
    }
  }
  return true;
}

/* 3 */
static const char *check_all_done(const trial *t, const result *r)
{
  bool lost = r->outcomes[OUTCOME_CONFLICT] + r->outcomes[OUTCOME_WAITS] +
                  r->outcomes[OUTCOME_HELD] + r->outcomes[OUTCOME_THERE] >
              0;
  return lost && are_apart(t) ? "3: a correction by itself is not put in" : NULL;
}

static bool have_own_places(const trial *t)
{
  for (size_t i = 0; i < t->count; i++) {
    for (size_t k = 0; k < i; k++) {
      if (t->rows[i].at.start == t->rows[k].at.start && t->rows[i].at.end == t->rows[k].at.end) {
        return false;
      }
    }
  }
  return true;
}

static bool same_result(const result *a, const result *b)
{
  return a->text.size == b->text.size &&
         (a->text.size == 0 || memcmp(a->text.bytes, b->text.bytes, a->text.size) == 0) &&
         memcmp(a->outcomes, b->outcomes, sizeof a->outcomes) == 0;
}

static bool is_clean(textclean_doc *doc, piece_of text)
{
  size_t size;
  textclean_status status = textclean_apply(doc, TEXTCLEAN_EN, text.bytes, text.size);
  const char *cleaned = textclean_text(doc, &size);
  return status == TEXTCLEAN_OK && size == text.size &&
         (size == 0 || memcmp(cleaned, text.bytes, size) == 0);
}

/* The letters of what stands there, and of what is to stand there. */
static void add_letters(const trial *t, const row *one, buffer *old, buffer *new)
{
  size_t size;
  const char *text = textclean_text(t->doc, &size);
  buffer_clear(old);
  buffer_clear(new);
  skeleton_add(old, text + one->span.start, one->span.end - one->span.start);
  skeleton_add(new, one->replacement.bytes, one->is_delete ? 0 : one->replacement.size);
}

/* Whether letters tell the correction from what it replaces, and no other one brings that in. */
static bool is_told_apart(const trial *t, const row *one)
{
  buffer old = {0}, new = {0}, other = {0};
  add_letters(t, one, &old, &new);
  bool good = old.size > 0 && (new.size > 0 || one->is_delete) &&
              (old.size != new.size || memcmp(old.bytes, new.bytes, old.size) != 0);
  for (const row *r = t->rows; good && r < t->rows + t->count; r++) {
    add_letters(t, r, &other, &new);
    good = r == one || new.size == 0 || !memmem(new.bytes, new.size, old.bytes, old.size);
  }
  buffer_free(&old);
  buffer_free(&new);
  buffer_free(&other);
  return good;
}

/* Whether something stands beside it that tells it from an equal passage. */
static bool has_context(const trial *t, const row *one)
{
  size_t size;
  (void)textclean_text(t->doc, &size);
  return (!(t->way & WAY_NO_CONTEXT) || t->way & WAY_XLIFF) &&
         (one->span.start > 0 || one->span.end < size);
}

/* Whether that holds for all, what stands around them is known, and no rule changes them: else
 * marks beside a correction, or an equal passage, may be taken for it. */
static bool are_told_apart(const trial *t, textclean_doc *doc)
{
  bool good = utf8_is_valid(t->reviewed.bytes, t->reviewed.size) &&
              (t->way & WAY_RAW || is_clean(doc, t->reviewed));
  for (size_t i = 0; good && i < t->count; i++) {
    good = has_context(t, &t->rows[i]) && is_told_apart(t, &t->rows[i]) &&
           is_clean(doc, t->rows[i].replacement);
  }
  return good;
}

/* 4 and 5, of what came out of the article. */
static const char *check_again(const trial *t, textclean_doc *doc, piece_of text, bool is_reviewed,
                               const result *once)
{
  result again = {0};
  const char *broken = NULL;
  if (have_own_places(t) && !(t->way & WAY_XLIFF)) {
    run(t, doc, text, true, &again);
    broken = again.broken                 ? again.broken
             : !same_result(once, &again) ? "4: the order of the rows counts"
                                          : NULL;
  }
  if (!broken && is_reviewed && once->outcomes[OUTCOME_DONE] > 0 &&
      once->outcomes[OUTCOME_CONFLICT] == 0 && are_told_apart(t, doc)) {
    run(t, doc, (piece_of){once->text.bytes, once->text.size}, false, &again);
    bool same = again.text.size == once->text.size &&
                memcmp(again.text.bytes, once->text.bytes, once->text.size) == 0;
    /* without --raw the rest is cleaned by the next run, which may find more to do */
    broken = again.broken                                ? again.broken
             : t->way & WAY_RAW                          ? (same ? NULL : "5: put in again")
             : again.outcomes[OUTCOME_DONE] > 0 && !same ? "5: put in again, cleaned"
                                                         : NULL;
  }
  buffer_free(&again.text);
  return broken;
}

static const char *try_article(const trial *t, textclean_doc *doc, piece_of text, bool is_reviewed)
{
  result once = {0};
  run(t, doc, text, false, &once);
  const char *broken = once.broken;
  if (!broken && is_reviewed) {
    broken = check_all_done(t, &once);
  }
  if (!broken) {
    broken = check_again(t, doc, text, is_reviewed, &once);
  }
  buffer_free(&once.text);
  return broken;
}

/* ---- Input ------------------------------------------------------------------------ */

static textclean_doc *doc_of(const textclean *tc)
{
  textclean_doc *doc;
  if (textclean_doc_new(tc, &doc) != TEXTCLEAN_OK) {
    abort();
  }
  return doc;
}

const char *fuzz_try(const uint8_t *data, size_t size)
{
  static textclean *tc;
  static textclean_doc *reviewed, *doc;
  fuzz_reader r = {data, data + size};
  if (!tc) {
    if (textclean_new(NULL, &tc) != TEXTCLEAN_OK) {
      abort();
    }
    reviewed = doc_of(tc);
    doc = doc_of(tc);
  }
  trial t = {.tc = tc, .doc = reviewed, .way = fuzz_take(&r)};
  unsigned at = fuzz_take(&r);
  t.reviewed = take_piece(&r);
  piece_of more = take_piece(&r);
  if (textclean_apply(reviewed, TEXTCLEAN_EN, t.reviewed.bytes, t.reviewed.size) != TEXTCLEAN_OK) {
    return "0: no memory";
  }
  take_rows(&t, &r);
  if (more.size == 0) {
    return try_article(&t, doc, t.reviewed, true);
  }
  buffer changed = {0};
  size_t before = t.reviewed.size * at / 256;
  buffer_add(&changed, t.reviewed.bytes, before);
  buffer_add(&changed, more.bytes, more.size);
  buffer_add(&changed, t.reviewed.bytes + before, t.reviewed.size - before);
  const char *broken = try_article(&t, doc, (piece_of){changed.bytes, changed.size}, false);
  buffer_free(&changed);
  return broken;
}

/* clang-format off */
static const char *const pieces[] = {
    "The mill burned", "the group.", "strength.", "work work", "They share", " ", " ", ".", ",",
    "，", "。", "磨坊", "昨天失火了", "\n", "\n\n", "\r\n", " ,", "high -quality", "\"", "“",
    "”", "(", "）", "&amp;", "\xFF", "a", "A.", "5", "  ", "\xE2\x80\x8B", "\xE2\x80\xAE", "\x01",
    "=",
    "\t", "\\", "!", "...", "大坝", "Dr. Li said", "锟斤拷", "é", "e\xCC\x81"};
/* clang-format on */

void fuzz_mix(uint64_t *state, fuzz_input *out)
{
  fuzz_add_byte(out, fuzz_random(state));
  fuzz_add_byte(out, fuzz_random(state));
  FUZZ_ADD_SOME(out, pieces, 19u, state)
  fuzz_add_byte(out, 0);
  if (fuzz_random(state) % 2) {
    FUZZ_ADD_SOME(out, pieces, 4u, state)
  }
  fuzz_add_byte(out, 0);
  for (uint32_t n = fuzz_random(state) % 5; n > 0; n--) {
    for (int i = 0; i < 3; i++) {
      fuzz_add_byte(out, fuzz_random(state));
    }
    FUZZ_ADD_SOME(out, pieces, 4u, state)
    fuzz_add_byte(out, 0);
  }
}
