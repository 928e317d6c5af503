/* accepted.c - see accepted.h. */
#include "accepted.h"

#include <errno.h>  /* ENOENT */
#include <stdlib.h> /* malloc, realloc, free, qsort, bsearch */
#include <string.h> /* memcmp, memchr, strlen, strerror */

#include "anchor_hash.h"
#include "sheet_cell.h"
#include "escape.h"
#include "message.h"
#include "output.h"
#include "source.h"
#include "whole_file.h"

#define AROUND 16u     /* code points on each side that belong to the hash of a span */
#define MOST_SHOWN 60u /* code points of the text for people */

typedef struct accepted_entry {
  int kind;
  bool is_term;
  char hash[ANCHOR_HASH];
} accepted_entry;

static int compare(const void *a, const void *b)
{
  const accepted_entry *x = a, *y = b;
  if (x->kind != y->kind) {
    return x->kind < y->kind ? -1 : 1;
  }
  if (x->is_term != y->is_term) {
    return x->is_term ? 1 : -1;
  }
  return memcmp(x->hash, y->hash, sizeof x->hash);
}

/* ---- Hashes ----------------------------------------------------------------------- */

static bool is_inside(char byte)
{
  return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The span with what stands around it on its line. */
static textclean_span widen(const char *text, size_t size, textclean_span span)
{
  for (size_t i = 0; i < AROUND && span.start > 0 && text[span.start - 1] != '\n'; i++) {
    do {
      span.start--;
    } while (span.start > 0 && is_inside(text[span.start]));
  }
  for (size_t i = 0; i < AROUND && span.end < size && text[span.end] != '\n'; i++) {
    do {
      span.end++;
    } while (span.end < size && is_inside(text[span.end]));
  }
  return span;
}

static accepted_entry entry_of(textclean_kind kind, bool is_term, const char *text, size_t size,
                               textclean_span span)
{
  accepted_entry e = {.kind = (int)kind, .is_term = is_term};
  char hash[ANCHOR_HASH + 1];
  textclean_span hashed = is_term ? span : widen(text, size, span);
  anchor_hash(text + hashed.start, hashed.end - hashed.start, hash);
  memcpy(e.hash, hash, sizeof e.hash);
  return e;
}

static bool has_entry(const accepted_list *a, const accepted_entry *e)
{
  return a->count > 0 && bsearch(e, a->entries, a->count, sizeof *e, compare);
}

bool accepted_has(const accepted_list *a, textclean_kind kind, const char *text, size_t size,
                  textclean_span span)
{
  if (a->count == 0) {
    return false;
  }
  accepted_entry here = entry_of(kind, false, text, size, span);
  accepted_entry term = entry_of(kind, true, text, size, span);
  return has_entry(a, &here) || has_entry(a, &term);
}

/* ---- The file --------------------------------------------------------------------- */

/* Takes a word and the blank behind it. */
static size_t take_word(const char **p, const char *end, const char **word)
{
  *word = *p;
  while (*p < end && **p != ' ') {
    (*p)++;
  }
  size_t size = (size_t)(*p - *word);
  *p += *p < end;
  return size;
}

static int kind_of(const char *word, size_t size)
{
  for (int kind = 0; kind < TEXTCLEAN_KIND_COUNT; kind++) {
    const char *name = textclean_kind_name((textclean_kind)kind);
    if (strlen(name) == size && memcmp(name, word, size) == 0) {
      return kind;
    }
  }
  return -1;
}

static bool read_line(accepted_entry *e, const char *p, const char *end)
{
  const char *kind, *sort, *hash;
  size_t kind_size = take_word(&p, end, &kind), sort_size = take_word(&p, end, &sort);
  size_t hash_size = take_word(&p, end, &hash);
  bool is_term = sort_size == 4 && memcmp(sort, "term", 4) == 0;
  bool is_span = sort_size == 4 && memcmp(sort, "span", 4) == 0;
  *e = (accepted_entry){.kind = kind_of(kind, kind_size), .is_term = is_term};
  if (e->kind < 0 || (!is_term && !is_span) || hash_size != ANCHOR_HASH) {
    return false;
  }
  memcpy(e->hash, hash, ANCHOR_HASH);
  return true;
}

static bool read_lines(accepted_list *a, const char *name)
{
  const char *p = a->text.bytes, *end = p + a->text.size;
  size_t capacity = 0;
  for (size_t number = 1; p < end; number++) {
    const char *lf = memchr(p, '\n', (size_t)(end - p)), *next = lf ? lf + 1 : end;
    input_line line = source_cut(p, next, number);
    p = next;
    if (line.size == 0 || line.bytes[0] == '#') {
      continue;
    }
    if (a->count == capacity) {
      capacity = capacity ? 2 * capacity : 64;
      accepted_entry *grown = realloc(a->entries, capacity * sizeof *grown);
      if (!grown) {
        message("%s", textclean_strerror(TEXTCLEAN_ENOMEM));
        return false;
      }
      a->entries = grown;
    }
    if (!read_line(&a->entries[a->count++], line.bytes, line.bytes + line.size)) {
      message("%s:%zu: is no line of --accepted, which are as: untranslated span 0123456789ab",
              name, number);
      return false;
    }
  }
  if (a->count > 1) {
    qsort(a->entries, a->count, sizeof *a->entries, compare);
  }
  return true;
}

bool accepted_read(accepted_list *a, const char *name, bool may_miss)
{
  int error;
  *a = (accepted_list){0};
  if (!whole_file_read(&a->text, name, TEXTCLEAN_MAX_SIZE, &error)) {
    if (error == ENOENT && may_miss) {
      return true;
    }
    message("%s: cannot be read: %s", name, strerror(error));
    return false;
  }
  return read_lines(a, name);
}

void accepted_free(accepted_list *a)
{
  free(a->entries);
  buffer_free(&a->text);
  *a = (accepted_list){0};
}

void accepted_add_line(buffer *out, textclean_kind kind, bool is_term, const char *text,
                       size_t size, textclean_span span)
{
  accepted_entry e = entry_of(kind, is_term, text, size, span);
  buffer_format(out, "%s %s ", textclean_kind_name(kind), is_term ? "term" : "span");
  buffer_add(out, e.hash, sizeof e.hash);
  buffer_add_char(out, ' ');
  cell_add(out, text + span.start,
           escape_cut(text + span.start, span.end - span.start, MOST_SHOWN));
  buffer_add_char(out, '\n');
}

static int compare_lines(const void *a, const void *b)
{
  const input_line *x = a, *y = b;
  size_t size = x->size < y->size ? x->size : y->size;
  int order = memcmp(x->bytes, y->bytes, size);
  return order ? order : (x->size > y->size) - (x->size < y->size);
}

/* The lines sorted, so that they do not hang on which thread found them. NULL: no memory. */
static input_line *sort_lines(const buffer *lines, size_t *count)
{
  size_t capacity = 1;
  for (size_t i = 0; i < lines->size; i++) {
    capacity += lines->bytes[i] == '\n';
  }
  input_line *list = malloc(capacity * sizeof *list);
  *count = 0;
  for (const char *p = lines->bytes, *end = p + lines->size; list && p < end;) {
    const char *next = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
    list[*count] = source_cut(p, next, *count + 1);
    (*count)++;
    p = next;
  }
  if (list && *count > 1) {
    qsort(list, *count, sizeof *list, compare_lines);
  }
  return list;
}

static void add_new(output *out, const accepted_list *a, const input_line *list, size_t count)
{
  accepted_entry e;
  for (size_t i = 0; i < count; i++) {
    bool is_new = i == 0 || compare_lines(&list[i - 1], &list[i]) != 0;
    if (is_new && read_line(&e, list[i].bytes, list[i].bytes + list[i].size) && !has_entry(a, &e)) {
      output_write(out, list[i].bytes, list[i].size + list[i].end_size);
    }
  }
}

bool accepted_write(const accepted_list *a, const char *name, const buffer *lines)
{
  output out;
  size_t count;
  input_line *list = lines->failed ? NULL : sort_lines(lines, &count);
  bool good = output_open(&out, name);
  if (good && list) {
    output_add(&out, &a->text);
    if (out.last && out.last != '\n') {
      output_write(&out, "\n", 1);
    }
    add_new(&out, a, list, count);
  }
  if (good) {
    out.error = list || out.error ? out.error : ENOMEM;
    good = output_close(&out, true);
  }
  if (!good) {
    message_unwritten(name, out.error);
  }
  free(list);
  return good;
}
