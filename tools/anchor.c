/* anchor.c - see anchor.h. */
#include "anchor.h"

#include <string.h> /* memcpy, memcmp, strlen */

/* How many of the records begin at the byte or before it. In the library's arrays each begins
 * with its place. */
static size_t count_before(const void *records, size_t stride, size_t count, uint32_t offset)
{
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const textclean_place *at =
        (const textclean_place *)(const void *)((const char *)records + middle * stride);
    if (at->span.start <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

anchor anchor_of(const textclean_doc *doc, const article *a, const char *article_hash,
                 textclean_place at)
{
  anchor an = {.start = at.source.start, .end = at.source.end};
  size_t paragraph_count, sentence_count;
  const textclean_paragraph *paragraphs = textclean_paragraphs(doc, &paragraph_count);
  const textclean_sentence *sentences = textclean_sentences(doc, &sentence_count);
  memcpy(an.article, article_hash, sizeof an.article);
  anchor_hash(a->source + an.start, an.end - an.start, an.slice);
  an.paragraph = count_before(paragraphs, sizeof *paragraphs, paragraph_count, at.span.start);
  if (an.paragraph > 0) {
    uint32_t begins = paragraphs[an.paragraph - 1].at.span.start;
    size_t before =
        begins > 0 ? count_before(sentences, sizeof *sentences, sentence_count, begins - 1) : 0;
    an.sentence =
        count_before(sentences, sizeof *sentences, sentence_count, at.span.start) - before;
  }
  return an;
}

void anchor_add(buffer *out, const anchor *an)
{
  buffer_format(out, "a%s.p%zu.s%zu.b%zu-%zu.%s", an->article, an->paragraph, an->sentence,
                an->start, an->end, an->slice);
}

/* ---- Reading ---------------------------------------------------------------------- */

typedef struct reader {
  const char *p, *end;
} reader;

static bool take(reader *r, const char *word)
{
  size_t size = strlen(word);
  if ((size_t)(r->end - r->p) < size || memcmp(r->p, word, size) != 0) {
    return false;
  }
  r->p += size;
  return true;
}

static bool take_number(reader *r, size_t *number)
{
  const char *start = r->p;
  *number = 0;
  while (r->p < r->end && *r->p >= '0' && *r->p <= '9' && *number <= TEXTCLEAN_MAX_SIZE) {
    *number = *number * 10 + (size_t)(*r->p++ - '0');
  }
  return r->p > start && *number <= TEXTCLEAN_MAX_SIZE;
}

static bool take_hash(reader *r, char hash[ANCHOR_HASH + 1])
{
  if ((size_t)(r->end - r->p) < ANCHOR_HASH) {
    return false;
  }
  for (size_t i = 0; i < ANCHOR_HASH; i++) {
    hash[i] = *r->p++;
    if (!(hash[i] >= '0' && hash[i] <= '9') && !(hash[i] >= 'a' && hash[i] <= 'f')) {
      return false;
    }
  }
  hash[ANCHOR_HASH] = 0;
  return true;
}

bool anchor_read(anchor *an, const char *text, size_t size)
{
  if (size == 0) { /* a field that is not there has no bytes to point to */
    return false;
  }
  reader r = {text, text + size};
  return take(&r, "a") && take_hash(&r, an->article) && take(&r, ".p") &&
         take_number(&r, &an->paragraph) && take(&r, ".s") && take_number(&r, &an->sentence) &&
         take(&r, ".b") && take_number(&r, &an->start) && take(&r, "-") &&
         take_number(&r, &an->end) && take(&r, ".") && take_hash(&r, an->slice) && r.p == r.end &&
         an->start <= an->end;
}

bool anchor_holds(const anchor *an, const char *text, size_t size)
{
  char hash[ANCHOR_HASH + 1];
  if (an->end > size) {
    return false;
  }
  anchor_hash(text + an->start, an->end - an->start, hash);
  return memcmp(hash, an->slice, sizeof hash) == 0;
}

void anchor_add_label(buffer *out, const article *a)
{
  buffer_add_string(out, a->file);
  if (a->line > 0) {
    buffer_format(out, ":%zu", a->line);
  }
  if (a->field) {
    buffer_format(out, "#%s", a->field);
  }
}
