/* markup_markdown.c - see markup_markdown.h. CommonMark in spirit, with the tables, footnotes and
 * strikethrough of GitHub, and front matter.
 *
 *   line ─ containers (> and list marks) ─ what kind of line is the rest? ─▶ break or paragraph
 *
 * Lines of a paragraph wait in `text` until it ends; all other lines are markup as a whole. HTML
 * between other lines is read as text with tags. */
#include "markup_markdown.h"

#include <string.h>  /* memchr, memcmp, strlen */
#include <strings.h> /* strncasecmp */

#include "markdown_inline.h"
#include "markup_html.h"

#define MOST_CONTAINERS 32u /* deeper marks are text */
#define TAB 4u              /* columns */
#define CODE_INDENT 4u      /* columns */
#define MOST_NUMBER 9u      /* digits of a list mark */

typedef enum block { BLOCK_NONE, BLOCK_FENCE, BLOCK_HTML, BLOCK_TABLE } block;

typedef struct reader {
  markup_map *map;
  inline_reader text;
  const char *p;
  size_t size;
  size_t widths[MOST_CONTAINERS]; /* of a list item, its columns; of a quote 0 */
  size_t depth;
  block block;        /* that the lines are in; */
  size_t block_depth; /* the containers around it */
  char fence;
  size_t fence_size;
  const char *html_end; /* what its last line has */
} reader;

typedef struct line {
  size_t start, end, next; /* text without its end; the next line */
  size_t i;                /* where the rest is that is not read yet */
  size_t column;
} line;

/* ---- Bytes ---------------------------------------------------------------------- */

static line line_at(const reader *r, size_t start)
{
  line l = {.start = start, .end = start, .i = start};
  while (l.end < r->size && r->p[l.end] != '\n' && r->p[l.end] != '\r') {
    l.end++;
  }
  l.next = l.end < r->size ? l.end + 1 : l.end;
  l.next += l.next < r->size && r->p[l.end] == '\r' && r->p[l.next] == '\n';
  return l;
}

static bool is_blank_byte(char c)
{
  return c == ' ' || c == '\t';
}

/* Goes over blanks, over at most so many columns; a tab goes as a whole. */
static size_t skip_columns(const reader *r, line *l, size_t most)
{
  size_t from = l->column;
  while (l->i < l->end && is_blank_byte(r->p[l->i]) && l->column - from < most) {
    l->column += r->p[l->i] == '\t' ? TAB - l->column % TAB : 1;
    l->i++;
  }
  return l->column - from;
}

static size_t indent_of(const reader *r, line l)
{
  return skip_columns(r, &l, SIZE_MAX);
}

static bool is_empty(const reader *r, line l)
{
  skip_columns(r, &l, SIZE_MAX);
  return l.i == l.end;
}

static size_t row_size(const reader *r, const line *l, size_t i)
{
  size_t size = 0;
  while (i + size < l->end && r->p[i + size] == r->p[i]) {
    size++;
  }
  return size;
}

/* Whether the rest is at least so many of one mark, with blanks between if they are allowed. */
static bool is_row_of(const reader *r, const line *l, char mark, size_t least, bool has_blanks)
{
  size_t count = 0, i = l->i;
  for (; i < l->end && (r->p[i] == mark || (has_blanks && is_blank_byte(r->p[i]))); i++) {
    count += r->p[i] == mark;
  }
  while (i < l->end && is_blank_byte(r->p[i])) {
    i++;
  }
  return i == l->end && count >= least;
}

/* ---- What a line is, from its first byte on ------------------------------------- */

static bool is_ruler(const reader *r, const line *l)
{
  char c = l->i < l->end ? r->p[l->i] : 0;
  return (c == '*' || c == '-' || c == '_') && is_row_of(r, l, c, 3, true);
}

static bool is_heading(const reader *r, const line *l)
{
  size_t size = l->i < l->end && r->p[l->i] == '#' ? row_size(r, l, l->i) : 0;
  return size > 0 && size <= 6 && (l->i + size == l->end || is_blank_byte(r->p[l->i + size]));
}

static size_t fence_at(const reader *r, const line *l)
{
  char c = l->i < l->end ? r->p[l->i] : 0;
  size_t size = c == '`' || c == '~' ? row_size(r, l, l->i) : 0;
  bool has_accent = c == '`' && memchr(r->p + l->i + size, '`', l->end - l->i - size);
  return size >= 3 && !has_accent ? size : 0;
}

static bool begins_with(const reader *r, const line *l, const char *word)
{
  size_t size = strlen(word);
  return l->end - l->i >= size && strncasecmp(r->p + l->i, word, size) == 0;
}

/* What ends the block of HTML whose content is no text and that begins here; NULL: none does. */
static const char *html_end_of(const reader *r, const line *l)
{
  static const char *const ends[][2] = {{"<script", "</script>"}, {"<pre", "</pre>"},
                                        {"<style", "</style>"},   {"<textarea", "</textarea>"},
                                        {"<!--", "-->"},          {"<?", "?>"},
                                        {"<![CDATA[", "]]>"},     {"<!", ">"}};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    size_t behind = l->i + strlen(ends[i][0]);
    if (begins_with(r, l, ends[i][0]) &&
        (ends[i][0][1] == '!' || ends[i][0][1] == '?' || behind == l->end ||
         html_is_space(r->p[behind]) || r->p[behind] == '>')) {
      return ends[i][1];
    }
  }
  return NULL;
}

static bool has_word(const reader *r, size_t start, size_t end, const char *word)
{
  size_t size = strlen(word);
  for (size_t i = start; i + size <= end; i++) {
    if (r->p[i] == word[0] && strncasecmp(r->p + i, word, size) == 0) {
      return true;
    }
  }
  return false;
}

/* `[label]:` at the rest; returns what is behind, 0: it is none. */
static size_t definition_at(const reader *r, const line *l)
{
  if (l->i >= l->end || r->p[l->i] != '[') {
    return 0;
  }
  for (size_t i = l->i + 1; i + 1 < l->end && r->p[i] != '['; i++) {
    if (r->p[i] == ']') {
      return i > l->i + 1 && r->p[i + 1] == ':' ? i + 2 : 0;
    }
    i += r->p[i] == '\\';
  }
  return 0;
}

/* The line under the head of a table: |---|:-:| */
static bool is_table_ruler(const reader *r, line l)
{
  bool has_dash = false, has_bar = false;
  while (l.i < l.end && (is_blank_byte(r->p[l.i]) || r->p[l.i] == '>')) {
    l.i++;
  }
  for (; l.i < l.end && strchr("|:- \t", r->p[l.i]) && r->p[l.i]; l.i++) {
    has_dash = has_dash || r->p[l.i] == '-';
    has_bar = has_bar || r->p[l.i] == '|';
  }
  return l.i == l.end && has_dash && has_bar;
}

static bool is_table_head(const reader *r, const line *l)
{
  return memchr(r->p + l->i, '|', l->end - l->i) && l->next < r->size &&
         is_table_ruler(r, line_at(r, l->next));
}

/* ---- Containers ----------------------------------------------------------------- */

/* Goes over the marks of the containers that go on in this line; returns how many do. */
static size_t match_containers(const reader *r, line *l)
{
  size_t depth = 0;
  for (; depth < r->depth; depth++) {
    line before = *l;
    if (r->widths[depth] > 0) {
      if (!is_empty(r, *l) && skip_columns(r, l, r->widths[depth]) < r->widths[depth]) {
        *l = before;
        break;
      }
    } else if (skip_columns(r, l, CODE_INDENT - 1), l->i < l->end && r->p[l->i] == '>') {
      l->i++;
      l->column++;
      skip_columns(r, l, 1);
    } else {
      *l = before;
      break;
    }
  }
  return depth;
}

/* The bytes of a list mark at the rest, 0: there is none. In a paragraph only an item with text
 * that is the first of its list can begin. */
static size_t list_mark(const reader *r, const line *l, bool in_paragraph)
{
  size_t i = l->i;
  if (i >= l->end || is_ruler(r, l)) {
    return 0;
  }
  if (strchr("-+*", r->p[i]) && r->p[i]) {
    i++;
  } else {
    while (i < l->end && r->p[i] >= '0' && r->p[i] <= '9' && i - l->i < MOST_NUMBER) {
      i++;
    }
    if (i == l->i || i == l->end || (r->p[i] != '.' && r->p[i] != ')') ||
        (in_paragraph && (i - l->i > 1 || r->p[l->i] != '1'))) {
      return 0;
    }
    i++;
  }
  line rest = *l;
  rest.i = i;
  if (in_paragraph && is_empty(r, rest)) {
    return 0;
  }
  return i == l->end || is_blank_byte(r->p[i]) ? i - l->i : 0;
}

/* A list mark with the blanks behind it, and the box of a task. */
static void open_item(reader *r, line *l, size_t indent, size_t size)
{
  l->i += size;
  l->column += size;
  size_t blanks = indent_of(r, *l);
  bool is_code = blanks > CODE_INDENT || is_empty(r, *l);
  skip_columns(r, l, is_code ? 1 : CODE_INDENT);
  r->widths[r->depth++] = indent + size + (is_code ? 1 : blanks);
  if (l->end - l->i > 3 && r->p[l->i] == '[' && strchr(" xX", r->p[l->i + 1]) &&
      r->p[l->i + 2] == ']' && is_blank_byte(r->p[l->i + 3])) {
    l->i += 4;
    l->column += 4;
    skip_columns(r, l, SIZE_MAX);
  }
}

/* Containers that begin in this line. Whether there are any. */
static bool open_containers(reader *r, line *l, size_t matched)
{
  bool in_paragraph = inline_has_lines(&r->text) && matched == r->depth, is_new = false;
  while (r->depth < MOST_CONTAINERS) {
    line before = *l;
    size_t indent = skip_columns(r, l, CODE_INDENT - 1), size;
    bool is_quote = l->i < l->end && r->p[l->i] == '>';
    size = is_quote ? 1 : list_mark(r, l, in_paragraph && !is_new);
    if (size == 0 || (l->i < l->end && is_blank_byte(r->p[l->i]))) {
      *l = before;
      return is_new;
    }
    if (!is_new) {
      inline_flush(&r->text);
      r->depth = matched;
      is_new = true;
    }
    if (is_quote) {
      l->i++;
      l->column++;
      skip_columns(r, l, 1);
      r->widths[r->depth++] = 0;
    } else {
      open_item(r, l, indent, size);
    }
  }
  return is_new;
}

/* ---- Lines that are markup ------------------------------------------------------ */

/* The whole line, or up to `end`, is a break between paragraphs. */
static void take_break(reader *r, size_t end)
{
  inline_flush(&r->text);
  map_break(r->map, end, 2);
}

static void take_heading(reader *r, line *l)
{
  size_t end = l->end;
  inline_flush(&r->text);
  l->i += row_size(r, l, l->i);
  skip_columns(r, l, SIZE_MAX);
  while (end > l->i && is_blank_byte(r->p[end - 1])) {
    end--;
  }
  size_t marks = end;
  while (marks > l->i && r->p[marks - 1] == '#') {
    marks--;
  }
  if (marks < end && (marks == l->i || is_blank_byte(r->p[marks - 1]))) {
    end = marks;
  }
  inline_add_line(&r->text, l->i, end);
  inline_flush(&r->text);
}

/* The cells of a row, each by itself. */
static void take_row(reader *r, const line *l)
{
  size_t start = l->i;
  for (size_t i = l->i; i <= l->end; i++) {
    if (i < l->end && r->p[i] == '\\') {
      i++;
    } else if (i == l->end || r->p[i] == '|') {
      while (start < i && is_blank_byte(r->p[start])) {
        start++;
      }
      if (start < i) {
        inline_add_line(&r->text, start, i);
        inline_flush(&r->text);
      }
      start = i + 1;
    }
  }
}

static void take_table_row(reader *r, line *l)
{
  if (is_empty(r, *l)) {
    r->block = BLOCK_NONE;
    take_break(r, l->next);
  } else if (is_table_ruler(r, *l)) {
    take_break(r, l->next);
  } else {
    take_row(r, l);
  }
}

/* A line inside of a block that a line like `end` closes. */
static void take_block_line(reader *r, line *l)
{
  if (r->block == BLOCK_FENCE) {
    line rest = *l;
    bool may_close = skip_columns(r, &rest, CODE_INDENT) < CODE_INDENT && rest.i < rest.end &&
                     r->p[rest.i] == r->fence;
    if (may_close && is_row_of(r, &rest, r->fence, r->fence_size, false)) {
      r->block = BLOCK_NONE;
    }
  } else if (has_word(r, l->i, l->end, r->html_end)) {
    r->block = BLOCK_NONE;
  }
  take_break(r, l->next);
}

static void open_block(reader *r, block kind)
{
  inline_flush(&r->text);
  r->block = kind;
  r->block_depth = r->depth;
}

/* ---- Lines ---------------------------------------------------------------------- */

/* A line that defines a link, which is no text, or a footnote, which is. False: neither. */
static bool take_definition(reader *r, line *l)
{
  size_t behind = definition_at(r, l);
  bool is_note = behind > 0 && r->p[l->i + 1] == '^';
  if (behind == 0 || (inline_has_lines(&r->text) && !is_note)) {
    return false;
  }
  if (is_note) {
    inline_flush(&r->text);
    l->i = behind;
    skip_columns(r, l, SIZE_MAX);
    inline_add_line(&r->text, l->i, l->end);
  } else {
    take_break(r, l->next);
  }
  return true;
}

/* A line that begins a block of its own. False: it is text. */
static bool take_leaf(reader *r, line *l)
{
  size_t fence = fence_at(r, l);
  const char *html_end = html_end_of(r, l);
  bool has_lines = inline_has_lines(&r->text);
  if (fence > 0) {
    open_block(r, BLOCK_FENCE);
    r->fence = r->p[l->i];
    r->fence_size = fence;
    take_break(r, l->next);
  } else if (html_end) {
    open_block(r, BLOCK_HTML);
    r->html_end = html_end;
    size_t behind = l->i + 2; /* so that <!> does not end itself */
    r->block =
        has_word(r, behind < l->end ? behind : l->end, l->end, html_end) ? BLOCK_NONE : BLOCK_HTML;
    take_break(r, l->next);
  } else if (is_heading(r, l)) {
    take_heading(r, l);
  } else if (has_lines && (is_row_of(r, l, '=', 1, false) || is_row_of(r, l, '-', 1, false))) {
    take_break(r, l->next);
  } else if (is_ruler(r, l)) {
    take_break(r, l->next);
  } else if (!has_lines && is_table_head(r, l)) {
    open_block(r, BLOCK_TABLE);
    take_row(r, l);
  } else {
    return take_definition(r, l);
  }
  return true;
}

static void take_rest(reader *r, line *l)
{
  bool has_lines = inline_has_lines(&r->text);
  if (is_empty(r, *l)) {
    take_break(r, l->next);
    return;
  }
  size_t indent = indent_of(r, *l);
  if (indent >= CODE_INDENT && !has_lines) {
    take_break(r, l->next); /* code */
    return;
  }
  skip_columns(r, l, SIZE_MAX);
  if (indent < CODE_INDENT && take_leaf(r, l)) {
    return;
  }
  inline_add_line(&r->text, l->i, l->end);
}

/* Whether a line that left containers goes on with their paragraph all the same. */
static bool is_lazy(const reader *r, line l)
{
  size_t indent = skip_columns(r, &l, SIZE_MAX);
  return inline_has_lines(&r->text) && l.i < l.end &&
         (indent >= CODE_INDENT ||
          !(is_ruler(r, &l) || is_heading(r, &l) || fence_at(r, &l) > 0 || html_end_of(r, &l)));
}

static void take_line(reader *r, line l)
{
  size_t matched = match_containers(r, &l);
  if (r->block != BLOCK_NONE && matched < r->block_depth) {
    r->block = BLOCK_NONE;
  }
  if (r->block == BLOCK_TABLE) {
    take_table_row(r, &l);
    return;
  }
  if (r->block != BLOCK_NONE) {
    take_block_line(r, &l);
    return;
  }
  bool is_new = open_containers(r, &l, matched);
  if (!is_new && matched < r->depth && !is_lazy(r, l)) {
    inline_flush(&r->text);
    r->depth = matched;
  }
  take_rest(r, &l);
}

/* The head of a file between two lines of --- (YAML) or +++ (TOML); 0: there is none. */
static size_t front_matter_end(const reader *r, size_t start)
{
  line l = line_at(r, start);
  char mark = l.i < l.end ? r->p[l.i] : 0;
  if ((mark != '-' && mark != '+') || row_size(r, &l, l.i) != 3 ||
      !is_row_of(r, &l, mark, 3, false)) {
    return 0;
  }
  while (l.next < r->size) {
    l = line_at(r, l.next);
    bool has_dots = mark == '-' && l.end - l.i == 3 && memcmp(r->p + l.i, "...", 3) == 0;
    if (has_dots || (l.end - l.i == 3 && r->p[l.i] == mark && row_size(r, &l, l.i) == 3)) {
      return l.next;
    }
  }
  return 0;
}

void markup_read_markdown(markup_map *m)
{
  static const char mark[] = "\xEF\xBB\xBF"; /* a byte order mark */
  reader r = {.map = m, .p = m->source, .size = m->size};
  r.text.map = m;
  size_t at = m->size >= 3 && memcmp(m->source, mark, 3) == 0 ? 3 : 0;
  size_t matter = front_matter_end(&r, at);
  if (matter > 0) {
    take_break(&r, matter);
    at = matter;
  }
  while (at < r.size) {
    line l = line_at(&r, at);
    take_line(&r, l);
    at = l.next;
  }
  inline_flush(&r.text);
  inline_free(&r.text);
}
