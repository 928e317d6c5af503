/* html_token.c - see html_token.h. The states of the standard's tokenizer are named where they
 * are. */
#include "html_token.h"

#include <string.h> /* memchr, strcmp, strlen */

#define LONGEST_NAME 10u /* bytes of a name of html_tags.def */

const html_row *html_rows(size_t *count)
{
  static const html_row rows[] = {
#define TAG(name, seen, content) {name, HTML_##seen, HTML_##content},
#include "html_tags.def"
#undef TAG
  };
  *count = sizeof rows / sizeof *rows;
  return rows;
}

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool ends_name(char c)
{
  return html_is_space(c) || c == '/' || c == '>';
}

static const html_row *find_row(const char *name, size_t size)
{
  char word[LONGEST_NAME + 1];
  size_t low = 0, high;
  const html_row *rows = html_rows(&high);
  if (size > LONGEST_NAME) {
    return NULL;
  }
  for (size_t i = 0; i < size; i++) {
    word[i] = lower(name[i]);
  }
  word[size] = 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(word, rows[middle].name);
    if (order == 0) {
      return &rows[middle];
    }
    if (order > 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return NULL;
}

/* "Tag open state": what a `<` needs behind it. */
bool html_begins(const char *p, const char *end)
{
  if (end - p < 2) {
    return false;
  }
  return is_letter(p[1]) || p[1] == '!' || p[1] == '?' || (p[1] == '/' && end - p > 2);
}

/* ---- Comments ------------------------------------------------------------------- */

static html_token other(const char *end, bool is_closed)
{
  return (html_token){.kind = HTML_OTHER, .end = end, .is_closed = is_closed};
}

/* "Bogus comment state", and a DOCTYPE, whose quotes do not hide a `>` either. */
static html_token read_to_greater(const char *p, const char *end)
{
  const char *greater = memchr(p, '>', (size_t)(end - p));
  return greater ? other(greater + 1, true) : other(end, false);
}

/* "Comment state": p is behind `<!--`. It ends with `-->` or `--!>`, and is empty before `>` and
 * `->`. */
static html_token read_comment(const char *p, const char *end)
{
  const char *at = p, *greater;
  while ((greater = memchr(at, '>', (size_t)(end - at)))) {
    size_t size = (size_t)(greater - p);
    bool is_empty = size == 0 || (size == 1 && p[0] == '-');
    bool has_dashes = size >= 2 && greater[-1] == '-' && greater[-2] == '-';
    bool has_mark = size >= 3 && greater[-1] == '!' && greater[-2] == '-' && greater[-3] == '-';
    if (is_empty || has_dashes || has_mark) {
      return other(greater + 1, true);
    }
    at = greater + 1;
  }
  return other(end, false);
}

/* ---- Tags ----------------------------------------------------------------------- */

static const char *skip_space(const char *p, const char *end)
{
  while (p < end && html_is_space(*p)) {
    p++;
  }
  return p;
}

/* "Before attribute value state": p is behind the `=`. */
static const char *skip_value(const char *p, const char *end)
{
  p = skip_space(p, end);
  if (p < end && (*p == '"' || *p == '\'')) {
    const char *quote = memchr(p + 1, *p, (size_t)(end - p - 1));
    return quote ? quote + 1 : end;
  }
  while (p < end && !html_is_space(*p) && *p != '>') {
    p++;
  }
  return p;
}

/* "Attribute name state", and what may follow it. */
static const char *skip_attribute(const char *p, const char *end)
{
  p++; /* an equals sign at the start is part of the name */
  while (p < end && !ends_name(*p) && *p != '=') {
    p++;
  }
  const char *behind = skip_space(p, end);
  return behind < end && *behind == '=' ? skip_value(behind + 1, end) : p;
}

/* "Tag name state" and on: p is at the first letter. */
static html_token read_tag(const char *p, const char *end, html_kind kind)
{
  html_token t = {.kind = kind, .end = end};
  const char *name = p;
  while (p < end && !ends_name(*p)) {
    p++;
  }
  t.row = find_row(name, (size_t)(p - name));
  while (p < end && *p != '>') {
    t.closes_itself = *p == '/';
    p = html_is_space(*p) || *p == '/' ? p + 1 : skip_attribute(p, end);
  }
  if (p < end) {
    t.end = p + 1;
    t.is_closed = true;
  }
  return t;
}

html_token html_read(const char *p, const char *end)
{
  if (is_letter(p[1])) {
    return read_tag(p + 1, end, HTML_START);
  }
  if (p[1] == '/' && is_letter(p[2])) {
    return read_tag(p + 2, end, HTML_END);
  }
  if (end - p >= 4 && memcmp(p, "<!--", 4) == 0) {
    return read_comment(p + 4, end);
  }
  return read_to_greater(p + 2, end);
}

/* ---- Raw text ------------------------------------------------------------------- */

/* Whether this is the name, in any case, and ends here. */
static bool is_name(const char *p, const char *end, const char *name)
{
  size_t size = strlen(name);
  if ((size_t)(end - p) <= size || !ends_name(p[size])) {
    return false;
  }
  for (size_t i = 0; i < size; i++) {
    if (lower(p[i]) != name[i]) {
      return false;
    }
  }
  return true;
}

/* "Script data escaped" and "double escaped state": behind `<!--`, a `<script` takes the next
 * `</script` for itself. */
typedef struct script {
  bool is_escaped, is_double;
} script;

/* Looks at a `<` or a `-` of a script. Whether it is the `<` of the end tag. */
static bool step_script(script *s, const char *p, const char *start, const char *end)
{
  if (*p == '-') {
    s->is_escaped =
        s->is_escaped && !(p - start >= 1 && p[-1] == '-' && p + 1 < end && p[1] == '>');
    s->is_double = s->is_double && s->is_escaped;
    return false;
  }
  if (end - p >= 4 && memcmp(p, "<!--", 4) == 0) {
    s->is_escaped = true;
  } else if (p + 1 < end && p[1] == '/' && is_name(p + 2, end, "script")) {
    if (!s->is_double) {
      return true;
    }
    s->is_double = false;
  } else if (s->is_escaped && is_name(p + 1, end, "script")) {
    s->is_double = true;
  }
  return false;
}

static const char *find_script_end(const char *start, const char *end)
{
  script s = {false, false};
  for (const char *p = start; p < end; p++) {
    if ((*p == '<' || *p == '-') && step_script(&s, p, start, end)) {
      return p;
    }
  }
  return end;
}

static const char *find_raw_end(const char *name, const char *p, const char *end)
{
  while ((p = memchr(p, '<', (size_t)(end - p)))) {
    if (end - p > 2 && p[1] == '/' && is_name(p + 2, end, name)) {
      return p;
    }
    p++;
  }
  return end;
}

const char *html_end_tag(const html_row *row, const char *p, const char *end)
{
  if (strcmp(row->name, "plaintext") == 0) { /* nothing ends it */
    return end;
  }
  return strcmp(row->name, "script") == 0 ? find_script_end(p, end)
                                          : find_raw_end(row->name, p, end);
}
