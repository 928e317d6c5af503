/* markdown_inline.c - see markdown_inline.h. */
#include "markdown_inline.h"

#include <string.h> /* memchr, memset, strchr */

#include <unicode/uchar.h> /* u_isUWhiteSpace, u_charType */

#include "markup_html.h"
#include "utf8.h"

#define MOST_TICKS 32u   /* grave accents in a row around code */
#define MOST_FAILURES 16 /* of a paragraph: tags and elements that do not end */
#define MOST_NESTED 32   /* brackets in an address */

typedef enum mark_kind {
  MARK_OPEN,
  MARK_CLOSE,
  MARK_OBJECT,
  MARK_CODE,  /* its content is shown */
  MARK_SHOWN, /* an address that is shown as it is */
  MARK_LINE,
  MARK_BLOCK
} mark_kind;

typedef struct mark { /* scratch[start, end) is no text; if it is empty, it is none */
  size_t start, end;
  mark_kind kind;
  size_t left, right; /* of code: what stands around it */
} mark;

typedef struct delimiter { /* a row of * or _ or ~ that may open */
  size_t start, size;      /* what is left of it */
  size_t mark;             /* which it gets when it does */
  size_t before;           /* the one of the same character before it, + 1 */
  size_t total;
  bool is_both; /* it could have closed, too */
} delimiter;

typedef struct bracket {
  size_t mark, start, delimiters;
  bool is_image;
} bracket;

enum { STARS, UNDERSCORES, TILDES, ROW_KINDS };

typedef struct finder {
  inline_reader *r;
  const char *p; /* the scratch text */
  size_t size, i;
  size_t last[ROW_KINDS];    /* delimiters that may open: the last of each, + 1 */
  bool no_ticks[MOST_TICKS]; /* no such row closes from here on */
  int failures;
} finder;

void inline_free(inline_reader *r)
{
  buffer *all[] = {&r->scratch, &r->lines, &r->marks, &r->delimiters, &r->brackets};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    buffer_free(all[i]);
  }
}

/* ---- Lines ---------------------------------------------------------------------- */

void inline_add_line(inline_reader *r, size_t start, size_t end)
{
  const char *source = r->map->source;
  size_t size = end - start;
  while (size > 0 && (source[start + size - 1] == ' ' || source[start + size - 1] == '\t')) {
    size--;
  }
  if (inline_has_lines(r)) {
    buffer_add_char(&r->scratch, '\n');
  }
  inline_line line = {r->scratch.size, start, size, end - start >= size + 2};
  buffer_add(&r->lines, (const char *)&line, sizeof line);
  buffer_add(&r->scratch, source + start, size);
}

/* ---- Marks ---------------------------------------------------------------------- */

static mark *mark_at(finder *f, size_t i)
{
  return (mark *)(void *)f->r->marks.bytes + i;
}

/* Adds a mark; what it is can be told later by its number. */
static size_t add_mark(finder *f, size_t start, size_t end, mark_kind kind)
{
  mark m = {start, end, kind, 0, 0};
  buffer_add(&f->r->marks, (const char *)&m, sizeof m);
  return f->r->marks.size / sizeof m - 1;
}

static bool has_failed(const finder *f)
{
  return f->r->marks.failed || f->r->delimiters.failed || f->r->brackets.failed;
}

static bool is_punct(char c)
{
  return c > ' ' && c < 127 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') &&
         !(c >= 'A' && c <= 'Z');
}

static size_t row_size(const finder *f, size_t i)
{
  size_t size = 1;
  while (i + size < f->size && f->p[i + size] == f->p[i]) {
    size++;
  }
  return size;
}

/* ---- Code ----------------------------------------------------------------------- */

/* Where the row of `ticks` accents is that closes; f->size: nowhere. */
static size_t find_ticks(const finder *f, size_t i, size_t ticks)
{
  const char *next;
  while (i < f->size && (next = memchr(f->p + i, '`', f->size - i))) {
    i = (size_t)(next - f->p);
    size_t size = row_size(f, i);
    if (size == ticks) {
      return i;
    }
    i += size;
  }
  return f->size;
}

static void add_code(finder *f, size_t end, size_t left, size_t right)
{
  mark *m = mark_at(f, add_mark(f, f->i, end, MARK_CODE));
  if (!has_failed(f)) {
    m->left = left;
    m->right = right;
  }
  f->i = end;
}

static void take_ticks(finder *f)
{
  size_t ticks = row_size(f, f->i), end = f->size;
  if (ticks < MOST_TICKS && !f->no_ticks[ticks]) {
    end = find_ticks(f, f->i + ticks, ticks);
    f->no_ticks[ticks] = end == f->size;
  }
  if (end < f->size) {
    add_code(f, end + ticks, ticks, ticks);
  } else {
    f->i += ticks;
  }
}

/* ---- Tags and addresses in angle brackets --------------------------------------- */

/* The length of <scheme:...> or <name@host>; 0: it is none. */
static size_t autolink_size(const char *p, size_t size)
{
  bool has_mark = false;
  for (size_t i = 1; i < size; i++) {
    if (p[i] == '>') {
      return has_mark ? i + 1 : 0;
    }
    if ((unsigned char)p[i] <= ' ' || p[i] == '<' || (!has_mark && strchr("\"'=/`*", p[i]))) {
      return 0;
    }
    has_mark = has_mark || ((p[i] == ':' || p[i] == '@') && i > 1);
  }
  return 0;
}

static mark_kind kind_of_tag(const html_token *t)
{
  switch (t->row ? t->row->seen : HTML_INLINE) {
  case HTML_LINE:
    return MARK_LINE;
  case HTML_BLOCK:
    return MARK_BLOCK;
  case HTML_OBJECT:
    return MARK_OBJECT;
  default:
    return t->kind == HTML_END ? MARK_CLOSE : MARK_OPEN;
  }
}

/* An element whose content is no text. False: its end is not in this paragraph. */
static bool take_element(finder *f, const html_token *t)
{
  const char *end = f->p + f->size, *tag = html_end_tag(t->row, t->end, end);
  if (tag == end) {
    f->failures++;
    return false;
  }
  const char *behind = html_read(tag, end).end;
  if (t->row->content == HTML_CODE) {
    add_code(f, (size_t)(behind - f->p), (size_t)(t->end - f->p) - f->i, (size_t)(behind - tag));
  } else {
    add_mark(f, f->i, (size_t)(behind - f->p), kind_of_tag(t));
    f->i = (size_t)(behind - f->p);
  }
  return true;
}

static void take_angle(finder *f)
{
  const char *p = f->p + f->i, *end = f->p + f->size;
  size_t size = autolink_size(p, f->size - f->i);
  if (size > 0) {
    size_t start = f->i;
    add_mark(f, start, start + 1, MARK_OPEN);
    add_mark(f, start + 1, start + size - 1, MARK_SHOWN);
    add_mark(f, start + size - 1, start + size, MARK_CLOSE);
    f->i += size;
    return;
  }
  if (!html_begins(p, end) || f->failures >= MOST_FAILURES) {
    f->i++;
    return;
  }
  html_token t = html_read(p, end);
  if (!t.is_closed) {
    f->failures++;
    f->i++;
    return;
  }
  bool has_content = t.kind == HTML_START && t.row && t.row->content != HTML_MARKUP;
  if (!has_content || !take_element(f, &t)) {
    add_mark(f, f->i, (size_t)(t.end - f->p), kind_of_tag(&t));
    f->i = (size_t)(t.end - f->p);
  }
}

/* ---- Emphasis ------------------------------------------------------------------- */

typedef enum side { SIDE_BLANK, SIDE_PUNCT, SIDE_WORD } side;

static side side_of(uint32_t c)
{
  if (c == UTF8_BAD) {
    return SIDE_PUNCT; /* as U+FFFD, which it becomes */
  }
  if (u_isUWhiteSpace((UChar32)c)) {
    return SIDE_BLANK;
  }
  return (U_GET_GC_MASK((UChar32)c) & (U_GC_P_MASK | U_GC_S_MASK)) ? SIDE_PUNCT : SIDE_WORD;
}

static side side_behind(const finder *f, size_t i)
{
  uint32_t c = ' ';
  if (i < f->size) {
    utf8_read(f->p + i, f->size - i, &c);
  }
  return side_of(c);
}

static delimiter *delimiter_at(finder *f, size_t i)
{
  return (delimiter *)(void *)f->r->delimiters.bytes + i;
}

/* Those from the number on can open no more. */
static void drop_delimiters(finder *f, size_t number)
{
  for (int kind = 0; kind < ROW_KINDS; kind++) {
    while (f->last[kind] > number) {
      f->last[kind] = delimiter_at(f, f->last[kind] - 1)->before;
    }
  }
  f->r->delimiters.size = number * sizeof(delimiter);
}

/* CommonMark's rule of three. */
static bool fits(const delimiter *open, size_t total, bool is_both)
{
  return !(open->is_both || is_both) || (open->total + total) % 3 != 0 ||
         (open->total % 3 == 0 && total % 3 == 0);
}

/* Closes what is open; *start and *size are what is left of the row. */
static void close_row(finder *f, int kind, size_t *start, size_t *size, size_t total, bool is_both)
{
  size_t closing = add_mark(f, *start, *start, MARK_CLOSE);
  while (*size > 0 && f->last[kind] > 0 && !has_failed(f)) {
    delimiter *open = delimiter_at(f, f->last[kind] - 1);
    if (!fits(open, total, is_both) || (kind == TILDES && open->size != *size)) {
      return;
    }
    size_t used = open->size >= 2 && *size >= 2 ? 2 : 1;
    mark *opening = mark_at(f, open->mark);
    opening->start -= used;
    open->size -= used;
    *start += used;
    *size -= used;
    mark_at(f, closing)->end = *start;
    drop_delimiters(f, open->size > 0 ? f->last[kind] : f->last[kind] - 1);
  }
}

static void open_row(finder *f, int kind, size_t start, size_t size, size_t total, bool is_both)
{
  delimiter d = {.start = start,
                 .size = size,
                 .mark = add_mark(f, start + size, start + size, MARK_OPEN),
                 .before = f->last[kind],
                 .total = total,
                 .is_both = is_both};
  buffer_add(&f->r->delimiters, (const char *)&d, sizeof d);
  f->last[kind] = f->r->delimiters.size / sizeof d;
}

/* Marks beside the row do not count, as in CommonMark they do: there **「这里」**那里 has no
 * emphasis, which nobody who writes Chinese means. */
static void take_row(finder *f)
{
  char c = f->p[f->i];
  int kind = c == '*' ? STARS : c == '_' ? UNDERSCORES : TILDES;
  size_t start = f->i, total = row_size(f, start), size = total;
  side before = side_of(start > 0 ? utf8_before(f->p, start) : ' '),
       behind = side_behind(f, start + total);
  bool opens = behind != SIDE_BLANK, closes = before != SIDE_BLANK;
  if (c == '_') { /* not within a word */
    opens = opens && before != SIDE_WORD;
    closes = closes && behind != SIDE_WORD;
  }
  f->i += total;
  if (kind == TILDES && total > 2) {
    return;
  }
  if (closes) {
    close_row(f, kind, &start, &size, total, opens);
  }
  if (opens && size > 0) {
    open_row(f, kind, start, size, total, closes);
  }
}

/* ---- Links ---------------------------------------------------------------------- */

static size_t skip_blanks(const finder *f, size_t i)
{
  while (i < f->size && html_is_space(f->p[i])) {
    i++;
  }
  return i;
}

/* Behind the address that begins at i; 0: it is none. */
static size_t skip_address(const finder *f, size_t i)
{
  int depth = 0;
  if (i < f->size && f->p[i] == '<') {
    for (i++; i < f->size && f->p[i] != '\n' && f->p[i] != '<'; i++) {
      if (f->p[i] == '>') {
        return i + 1;
      }
      i += f->p[i] == '\\' && i + 1 < f->size;
    }
    return 0;
  }
  for (; i < f->size && (unsigned char)f->p[i] > ' '; i++) {
    if (f->p[i] == '\\' && i + 1 < f->size && is_punct(f->p[i + 1])) {
      i++;
    } else if (f->p[i] == '(' && ++depth > MOST_NESTED) {
      return 0;
    } else if (f->p[i] == ')' && --depth < 0) {
      break;
    }
  }
  return depth > 0 ? 0 : i;
}

/* Behind the title that begins at i; i: there is none; 0: it does not end. */
static size_t skip_title(const finder *f, size_t i)
{
  char open = i < f->size ? f->p[i] : 0, close = open == '(' ? ')' : open;
  if (open != '"' && open != '\'' && open != '(') {
    return i;
  }
  for (i++; i < f->size && (open != '(' || f->p[i] != '('); i++) {
    if (f->p[i] == close) {
      return i + 1;
    }
    i += f->p[i] == '\\' && i + 1 < f->size;
  }
  return 0;
}

/* `(address "title")` at i; returns what is behind, 0: it is none. */
static size_t skip_target(const finder *f, size_t i)
{
  size_t start = skip_blanks(f, i + 1), end = skip_address(f, start);
  if (end == 0) {
    return 0;
  }
  size_t title = skip_blanks(f, end);
  end = title > end ? skip_title(f, title) : end;
  end = end > 0 ? skip_blanks(f, end) : 0;
  return end > 0 && end < f->size && f->p[end] == ')' ? end + 1 : 0;
}

/* `[label]` at i. */
static size_t skip_label(const finder *f, size_t i)
{
  for (i++; i < f->size && f->p[i] != '['; i++) {
    if (f->p[i] == ']') {
      return i + 1;
    }
    i += f->p[i] == '\\' && i + 1 < f->size;
  }
  return 0;
}

static void take_open_bracket(finder *f, bool is_image)
{
  size_t start = f->i, size = is_image ? 2 : 1;
  if (!is_image && start + 2 < f->size && f->p[start + 1] == '^') { /* a footnote */
    size_t end = skip_label(f, start);
    if (end > start + 3 && !memchr(f->p + start, ' ', end - start)) {
      add_mark(f, start, end, MARK_CLOSE);
      f->i = end;
      return;
    }
  }
  bracket b = {.mark = add_mark(f, start, start, MARK_OPEN),
               .start = start,
               .delimiters = f->r->delimiters.size / sizeof(delimiter),
               .is_image = is_image};
  buffer_add(&f->r->brackets, (const char *)&b, sizeof b);
  f->i += size;
}

static void take_close_bracket(finder *f)
{
  buffer *brackets = &f->r->brackets;
  size_t end = 0, next = ++f->i;
  if (brackets->size == 0 || has_failed(f)) {
    return;
  }
  brackets->size -= sizeof(bracket);
  bracket b = *(const bracket *)(const void *)(brackets->bytes + brackets->size);
  if (next < f->size && f->p[next] == '(') {
    end = skip_target(f, next);
  } else if (next < f->size && f->p[next] == '[') {
    end = skip_label(f, next);
  }
  if (end == 0) {
    return;
  }
  f->i = end;
  if (b.is_image) {
    drop_delimiters(f, b.delimiters);
    f->r->marks.size = (b.mark + 1) * sizeof(mark);
    *mark_at(f, b.mark) = (mark){b.start, end, MARK_OBJECT, 0, 0};
  } else {
    mark_at(f, b.mark)->end = b.start + 1;
    add_mark(f, next - 1, end, MARK_CLOSE);
  }
}

/* ---- All ------------------------------------------------------------------------ */

static void take_backslash(finder *f)
{
  if (f->i + 1 < f->size && f->p[f->i + 1] == '\n') {
    add_mark(f, f->i, f->i + 1, MARK_LINE);
    f->i++;
  } else if (f->i + 1 < f->size && is_punct(f->p[f->i + 1])) {
    add_mark(f, f->i, f->i + 1, MARK_OPEN);
    f->i += 2;
  } else {
    f->i++;
  }
}

static void take(finder *f)
{
  switch (f->p[f->i]) {
  case '\\':
    take_backslash(f);
    break;
  case '`':
    take_ticks(f);
    break;
  case '<':
    take_angle(f);
    break;
  case '*':
  case '_':
  case '~':
    take_row(f);
    break;
  case '!':
    if (f->i + 1 < f->size && f->p[f->i + 1] == '[') {
      take_open_bracket(f, true);
    } else {
      f->i++;
    }
    break;
  case '[':
    take_open_bracket(f, false);
    break;
  case ']':
    take_close_bracket(f);
    break;
  default:
    f->i++;
    break;
  }
}

/* ---- Into the map --------------------------------------------------------------- */

typedef struct emitter {
  markup_map *map;
  const inline_line *lines;
  size_t line, count; /* the line at hand */
} emitter;

/* Where a place of the scratch text that is not before the line at hand stands in the source. */
static size_t source_of(emitter *e, size_t scratch)
{
  while (e->line + 1 < e->count && e->lines[e->line + 1].scratch <= scratch) {
    e->line++;
  }
  const inline_line *l = &e->lines[e->line];
  return l->source + (scratch - l->scratch);
}

/* Text within a line; blanks at its ends are white space beside marks. */
static void emit_words(emitter *e, const char *p, size_t start, size_t end)
{
  size_t stop = end;
  while (start < end && (p[start] == ' ' || p[start] == '\t')) {
    start++;
  }
  map_space(e->map, source_of(e, start));
  while (stop > start && (p[stop - 1] == ' ' || p[stop - 1] == '\t')) {
    stop--;
  }
  map_text(e->map, source_of(e, stop));
  map_space(e->map, source_of(e, end));
}

/* The text up to `end`, with the line ends in it. */
static void emit_text(emitter *e, const char *p, size_t start, size_t end)
{
  while (start < end) {
    const char *lf = memchr(p + start, '\n', end - start);
    size_t stop = lf ? (size_t)(lf - p) : end;
    emit_words(e, p, start, stop);
    if (lf) {
      bool is_hard = e->lines[e->line].is_hard;
      size_t next = source_of(e, stop + 1);
      if (is_hard || map_at_line_start(e->map)) {
        map_break(e->map, next, is_hard);
      } else {
        map_space(e->map, next);
      }
    }
    start = stop + (lf != NULL);
  }
}

static void emit_mark(emitter *e, const mark *m)
{
  size_t start = source_of(e, m->start), end = source_of(e, m->end);
  switch (m->kind) {
  case MARK_CODE:
    map_shown(e->map, start + m->left, "`", 1);
    markup_add_code(e->map, end - m->right);
    map_shown(e->map, end, "`", 1);
    break;
  case MARK_SHOWN:
    markup_add_code(e->map, end);
    break;
  case MARK_LINE:
    map_break(e->map, end, 1);
    break;
  case MARK_BLOCK:
    map_break(e->map, end, 2);
    break;
  default:
    map_markup(e->map, end,
               m->kind == MARK_OPEN    ? STRETCH_OPEN
               : m->kind == MARK_CLOSE ? STRETCH_CLOSE
                                       : STRETCH_OBJECT);
    break;
  }
}

static void emit(inline_reader *r)
{
  emitter e = {r->map, (const inline_line *)(const void *)r->lines.bytes, 0,
               r->lines.size / sizeof(inline_line)};
  const mark *marks = (const mark *)(const void *)r->marks.bytes;
  size_t count = r->marks.size / sizeof *marks, at = 0;
  map_break(r->map, e.lines[0].source, 2);
  for (size_t i = 0; i < count; i++) {
    if (marks[i].start < marks[i].end) {
      emit_text(&e, r->scratch.bytes, at, marks[i].start);
      emit_mark(&e, &marks[i]);
      at = marks[i].end;
    }
  }
  emit_text(&e, r->scratch.bytes, at, r->scratch.size);
}

void inline_flush(inline_reader *r)
{
  finder f = {.r = r, .p = r->scratch.bytes, .size = r->scratch.size};
  if (!inline_has_lines(r)) {
    return;
  }
  while (f.i < f.size && !has_failed(&f)) {
    take(&f);
  }
  bool good = !has_failed(&f) && !r->scratch.failed && !r->lines.failed;
  if (good && r->scratch.size > 0) {
    emit(r);
  }
  r->map->plain.failed = r->map->plain.failed || !good;
  buffer *all[] = {&r->scratch, &r->lines, &r->marks, &r->delimiters, &r->brackets};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    buffer_clear(all[i]);
  }
}
