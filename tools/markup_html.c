/* markup_html.c - see markup_html.h.
 *
 * What is seen, as far as text goes:
 *   white space      one blank between two words, nothing beside the border of a block
 *   inline tags, comments, scripts          nothing
 *   <br>, block tags                        one line end, or two
 *   <code>                                  its text between two grave accents, never edited
 *   <pre>, <svg>, <template>, ...           nothing of their content
 * Character references stay as they are: the library reads them. */
#include "markup_html.h"

#include "utf8.h"

#define MOST_CODE                                                                                  \
  1000u /* bytes of one <code> that are shown: the library's reach for code is 2048 */

typedef struct reader {
  markup_map *map;
  const char *start, *end;
  const html_row *inside; /* the HIDDEN or CODE element that the text is in; NULL: none */
  size_t depth;           /* how many of that name are open */
  size_t shown;           /* bytes of the code */
} reader;

/* ---- Code ----------------------------------------------------------------------- */

/* Code must be one line, and have no grave accent of its own. */
void markup_add_code(markup_map *m, size_t end)
{
  const char *p = m->source;
  while (m->at < end) {
    size_t i = m->at, length = 1;
    if (p[i] == '`') {
      map_shown(m, i + 1, "'", 1);
    } else if (html_is_space(p[i])) {
      while (i < end && html_is_space(p[i])) {
        i++;
      }
      map_shown(m, i, " ", 1);
    } else {
      while (i < end && p[i] != '`' && !html_is_space(p[i]) &&
             (length = utf8_length(p + i, end - i)) > 0) {
        i += length;
      }
      map_code(m, i);
      if (length == 0) {
        uint32_t bad;
        i += utf8_read(p + i, end - i, &bad);
        map_shown(m, i, UTF8_REPLACEMENT, sizeof UTF8_REPLACEMENT - 1);
      }
    }
  }
}

static void add_code_text(reader *r, size_t end)
{
  size_t size = end - r->map->at;
  if (r->shown + size > MOST_CODE) { /* then the rest of the element is not shown */
    r->shown = MOST_CODE;
    map_markup(r->map, end, STRETCH_OPEN);
  } else {
    r->shown += size;
    markup_add_code(r->map, end);
  }
}

/* ---- Tags ----------------------------------------------------------------------- */

void markup_add_tag(markup_map *m, const html_token *t)
{
  size_t end = (size_t)(t->end - m->source);
  switch (t->row ? t->row->seen : HTML_INLINE) {
  case HTML_LINE:
    map_break(m, end, 1);
    break;
  case HTML_BLOCK:
    map_break(m, end, 2);
    break;
  case HTML_OBJECT:
    map_markup(m, end, STRETCH_OBJECT);
    break;
  default:
    map_markup(m, end, t->kind == HTML_END ? STRETCH_CLOSE : STRETCH_OPEN);
    break;
  }
}

/* A tag inside of an element whose content is no text. */
static void take_inner_tag(reader *r, const html_token *t)
{
  bool is_same = t->row == r->inside;
  size_t end = (size_t)(t->end - r->start);
  r->depth += is_same && t->kind == HTML_START && !t->closes_itself;
  r->depth -= is_same && t->kind == HTML_END;
  if (r->depth > 0) {
    map_markup(r->map, end, STRETCH_OPEN);
    return;
  }
  bool is_code = r->inside->content == HTML_CODE;
  r->inside = NULL;
  if (is_code) {
    map_shown(r->map, end, "`", 1);
  } else {
    markup_add_tag(r->map, t);
  }
}

/* Behind the end tag of an element that was opened and has neither text nor tags. */
static const char *behind_raw(const reader *r, const html_token *t)
{
  const char *tag = html_end_tag(t->row, t->end, r->end);
  return tag < r->end ? html_read(tag, r->end).end : tag;
}

static void take_tag(reader *r, const html_token *t)
{
  bool is_start = t->kind == HTML_START && t->row;
  html_content content = is_start ? t->row->content : HTML_MARKUP;
  html_token all = *t;
  if (content == HTML_RAW) {
    all.end = behind_raw(r, t);
  }
  if (content == HTML_CODE) {
    map_shown(r->map, (size_t)(t->end - r->start), "`", 1);
  } else {
    markup_add_tag(r->map, &all);
  }
  bool is_foreign = is_start && t->row->seen == HTML_OBJECT; /* <svg/> has no content */
  if (content == HTML_CODE || (content == HTML_HIDDEN && !(is_foreign && t->closes_itself))) {
    r->inside = t->row;
    r->depth = 1;
    r->shown = 0;
  }
}

static void take_markup(reader *r)
{
  html_token t = html_read(r->start + r->map->at, r->end);
  if (r->inside && t.row && t.kind == HTML_START && t.row->content == HTML_RAW) {
    t.end = behind_raw(r, &t);
    map_markup(r->map, (size_t)(t.end - r->start), STRETCH_OPEN);
  } else if (r->inside) {
    take_inner_tag(r, &t);
  } else {
    take_tag(r, &t);
  }
}

/* ---- Text ----------------------------------------------------------------------- */

/* Where the text at p ends: at markup, or at white space that is more than one blank between two
 * words. */
static const char *text_end(const char *p, const char *end)
{
  for (; p < end; p++) {
    if (*p == '<') {
      if (html_begins(p, end)) {
        return p;
      }
    } else if (html_is_space(*p) &&
               (*p != ' ' || end - p < 2 || html_is_space(p[1]) || p[1] == '<')) {
      return p;
    }
  }
  return end;
}

static const char *space_end(const char *p, const char *end)
{
  while (p < end && html_is_space(*p)) {
    p++;
  }
  return p;
}

static void take_text(reader *r, bool is_space)
{
  const char *p = r->start + r->map->at;
  size_t end = (size_t)((is_space ? space_end(p, r->end) : text_end(p, r->end)) - r->start);
  if (r->inside && r->inside->content == HTML_CODE) {
    add_code_text(r, end);
  } else if (r->inside) {
    map_markup(r->map, end, STRETCH_OPEN);
  } else if (is_space) {
    map_space(r->map, end);
  } else {
    map_text(r->map, end);
  }
}

void markup_read_html(markup_map *m)
{
  reader r = {.map = m, .start = m->source, .end = m->source + m->size};
  while (m->at < m->size) {
    const char *p = r.start + m->at;
    if (*p == '<' && html_begins(p, r.end)) {
      take_markup(&r);
    } else {
      take_text(&r, html_is_space(*p));
    }
  }
}
