/* tsv_read.c - see tsv_read.h. */
#include "tsv_read.h"

#include <string.h>  /* memchr, memcmp, strlen */
#include <strings.h> /* strncasecmp */

#include "sheet_cell.h"
#include "message.h"

#define MOST_COLUMNS 64u

typedef enum column {
  COLUMN_FILE,
  COLUMN_ID,
  COLUMN_KIND,
  COLUMN_BEFORE,
  COLUMN_TEXT,
  COLUMN_AFTER,
  COLUMN_CORRECTION,
  COLUMN_VERDICT,
  COLUMN_COUNT /* any other, which is not read */
} column;

static const char *const names[COLUMN_COUNT] = {"file", "id",    "kind",       "before",
                                                "text", "after", "correction", "verdict"};

typedef struct sheet {
  corrections *corrections;
  const char *p, *end;
  size_t line;  /* of the row at hand */
  size_t lines; /* that were read */
  column columns[MOST_COLUMNS];
  size_t column_count;
  buffer cells[COLUMN_COUNT]; /* of the row at hand */
} sheet;

static void count_lines(sheet *t, const char *from)
{
  while ((from = memchr(from, '\n', (size_t)(t->p - from)))) {
    from++;
    t->lines++;
  }
}

/* Reads a row: cell by cell into `cells`, or with is_head into the columns. False: it has more
 * cells than there can be. */
static bool read_row(sheet *t, bool is_head)
{
  buffer skipped = {0};
  const char *start = t->p;
  size_t i = 0;
  for (column k = 0; k < COLUMN_COUNT; k++) {
    buffer_clear(&t->cells[k]);
  }
  t->line = t->lines + 1;
  for (;; i++) {
    column k = !is_head && i < t->column_count ? t->columns[i] : COLUMN_COUNT;
    buffer_clear(&skipped);
    cell_read(k < COLUMN_COUNT ? &t->cells[k] : &skipped, &t->p, t->end);
    if (is_head && i < MOST_COLUMNS) {
      t->columns[i] = COLUMN_COUNT;
      for (column name = 0; name < COLUMN_COUNT; name++) {
        if (skipped.size > 0 && strlen(names[name]) == skipped.size &&
            strncasecmp(names[name], skipped.bytes, skipped.size) == 0) {
          t->columns[i] = name;
        }
      }
      t->column_count = i + 1;
    }
    if (t->p == t->end || *t->p != '\t') {
      break;
    }
    t->p++;
  }
  buffer_free(&skipped);
  t->p += t->p < t->end && *t->p == '\r';
  t->p += t->p < t->end && *t->p == '\n';
  count_lines(t, start);
  return i < MOST_COLUMNS;
}

static bool has_column(const sheet *t, column k)
{
  for (size_t i = 0; i < t->column_count; i++) {
    if (t->columns[i] == k) {
      return true;
    }
  }
  return false;
}

static bool read_head(sheet *t)
{
  const char *name = t->corrections->name;
  if (!read_row(t, true)) {
    message("%s:1: more than %u columns", name, MOST_COLUMNS);
    return false;
  }
  if (t->column_count == 1 && !has_column(t, COLUMN_ID)) {
    message("%s:1: neither XLIFF nor a table with tabs; export it from the spreadsheet as text "
            "with tabs between the cells, in UTF-8",
            name);
    return false;
  }
  if (!has_column(t, COLUMN_ID) ||
      (!has_column(t, COLUMN_CORRECTION) && !has_column(t, COLUMN_VERDICT))) {
    message("%s:1: the first line must name the columns, as --format tsv wrote them: 'id', and "
            "'correction' or 'verdict'",
            name);
    return false;
  }
  return true;
}

/* Without the white space around it, which a cell gets easily. */
static piece keep_trimmed(sheet *t, column k)
{
  const char *p = t->cells[k].bytes;
  size_t size = t->cells[k].size;
  while (size > 0 && memchr(" \t\r\n", p[0], 4)) {
    p++;
    size--;
  }
  while (size > 0 && memchr(" \t\r\n", p[size - 1], 4)) {
    size--;
  }
  return corrections_keep(t->corrections, p, size);
}

static piece keep(sheet *t, column k)
{
  return corrections_keep(t->corrections, t->cells[k].bytes, t->cells[k].size);
}

static bool read_verdict(sheet *t, verdict *v)
{
  static const struct {
    const char *word;
    verdict verdict;
  } known[] = {{"", VERDICT_NONE},          {"not-an-error", VERDICT_RIGHT},
               {"ok", VERDICT_RIGHT},       {"not an error", VERDICT_RIGHT},
               {"no error", VERDICT_RIGHT}, {"term", VERDICT_TERM},
               {"delete", VERDICT_DELETE}};
  piece p = keep_trimmed(t, COLUMN_VERDICT);
  const char *word = corrections_text(t->corrections, p);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strlen(known[i].word) == p.size && strncasecmp(known[i].word, word, p.size) == 0) {
      *v = known[i].verdict;
      return true;
    }
  }
  message("%s:%zu: the verdict '%.*s' is none of: not-an-error, term, delete", t->corrections->name,
          t->line, (int)(p.size < 60 ? p.size : 60), word);
  return false;
}

static int kind_of(const buffer *cell)
{
  for (int kind = 0; kind < TEXTCLEAN_KIND_COUNT; kind++) {
    const char *name = textclean_kind_name((textclean_kind)kind);
    if (strlen(name) == cell->size && memcmp(name, cell->bytes, cell->size) == 0) {
      return kind;
    }
  }
  return -1;
}

static bool take_row(sheet *t)
{
  corrections *c = t->corrections;
  verdict given = VERDICT_NONE;
  anchor at;
  bool is_blank = true;
  for (column k = 0; k < COLUMN_COUNT; k++) {
    is_blank = is_blank && t->cells[k].size == 0;
    c->text.failed = c->text.failed || t->cells[k].failed; /* the next row clears them */
  }
  if (c->text.failed) {
    return false;
  }
  if (is_blank) {
    return true;
  }
  if (!anchor_read(&at, t->cells[COLUMN_ID].bytes, t->cells[COLUMN_ID].size)) {
    message("%s:%zu: the cell of column 'id' is not as --format tsv wrote it", c->name, t->line);
    return false;
  }
  if (!read_verdict(t, &given)) {
    return false;
  }
  correction *one = corrections_add(c);
  if (!one) {
    c->text.failed = true;
    return false;
  }
  one->at = at;
  one->line = t->line;
  one->verdict = given;
  one->kind = kind_of(&t->cells[COLUMN_KIND]);
  one->label = keep(t, COLUMN_FILE);
  one->replacement = keep_trimmed(t, COLUMN_CORRECTION);
  if (one->replacement.size > 0 && given != VERDICT_NONE) {
    message("%s:%zu: has both a correction and a verdict; leave one of them empty", c->name,
            t->line);
    return false;
  }
  one->is_edit = one->replacement.size > 0 || given == VERDICT_DELETE;
  one->shown = keep(t, COLUMN_TEXT);
  if (one->is_edit || given != VERDICT_NONE) {
    one->before = keep(t, COLUMN_BEFORE);
    one->after = keep(t, COLUMN_AFTER);
  }
  return true;
}

bool tsv_read(corrections *c, const char *text, size_t size)
{
  sheet t = {.corrections = c, .p = text, .end = text + size};
  bool good = read_head(&t);
  while (good && t.p < t.end) {
    good = read_row(&t, false) && take_row(&t);
  }
  for (column k = 0; k < COLUMN_COUNT; k++) {
    c->text.failed = c->text.failed || t.cells[k].failed;
    buffer_free(&t.cells[k]);
  }
  return good;
}
