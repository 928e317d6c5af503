/* markup_graft.c - see markup_graft.h. */
#include "markup_graft.h"

#include <string.h> /* memchr, memcmp, strcmp */

#include "utf8.h"

void graft_free(graft *s)
{
  buffer *all[] = {&s->wanted, &s->text, &s->stretches, &s->edits, &s->expected};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    buffer_free(all[i]);
  }
}

static graft_edit *wanted_of(graft *s, size_t *count)
{
  *count = s->wanted.size / sizeof(graft_edit);
  return (graft_edit *)(void *)s->wanted.bytes;
}

static bool is_inside(char byte)
{
  return ((unsigned char)byte & 0xC0) == 0x80;
}

/* ---- Choosing ------------------------------------------------------------------- */

typedef struct chooser {
  const markup_map *map;
  const stretch *stretches;
  size_t count;
  const char *cleaned;
  const textclean_rule *rules;
  size_t refused;
} chooser;

/* Leaves out of an edit what is the same at both ends, so that it reaches over no markup without
 * need. */
static void trim(graft_edit *e, const char *plain, const char *cleaned)
{
  const char *a = plain + e->plain.start, *c = cleaned + e->cleaned.start;
  uint32_t before = 0, behind = 0, size = e->plain.end - e->plain.start;
  uint32_t to_size = e->cleaned.end - e->cleaned.start, least = size < to_size ? size : to_size;
  while (before < least && a[before] == c[before]) {
    before++;
  }
  while (before > 0 &&
         ((before < size && is_inside(a[before])) || (before < to_size && is_inside(c[before])))) {
    before--;
  }
  while (behind < least - before && a[size - 1 - behind] == c[to_size - 1 - behind]) {
    behind++;
  }
  while (behind > 0 && is_inside(a[size - behind])) {
    behind--;
  }
  e->plain = (textclean_span){e->plain.start + before, e->plain.end - behind};
  e->cleaned = (textclean_span){e->cleaned.start + before, e->cleaned.end - behind};
}

/* Whether it is one character reference and nothing else. */
static bool is_reference(const char *p, uint32_t size)
{
  if (size < 3 || p[0] != '&' || p[size - 1] != ';') {
    return false;
  }
  return !memchr(p + 1, '&', size - 1) && !memchr(p, ';', size - 1);
}

static bool is_blank(const char *text, textclean_span at)
{
  while (at.start < at.end && text[at.start] == ' ') {
    at.start++;
  }
  return at.start == at.end;
}

/* Whether a stretch that is never edited lies in the edit, or it is about a blank beside an
 * object. */
static bool meets_markup(const chooser *c, const graft_edit *e)
{
  const stretch *p = c->stretches;
  textclean_span at = e->plain;
  bool is_of_blanks = is_blank(c->map->plain.bytes, at) && is_blank(c->cleaned, e->cleaned);
  size_t i = at.start > 0 ? stretches_at(p, c->count, at.start - 1) : 0;
  for (; i < c->count && p[i].plain <= at.end; i++) {
    bool overlaps = at.start == at.end ? p[i].plain < at.start && at.start < p[i + 1].plain
                                       : p[i].plain < at.end && at.start < p[i + 1].plain;
    bool is_fixed = p[i].kind == STRETCH_SHOWN || p[i].kind == STRETCH_CODE;
    if ((p[i].kind == STRETCH_OBJECT && is_of_blanks) || (is_fixed && overlaps)) {
      return true;
    }
  }
  return false;
}

static bool is_in_one_stretch(const chooser *c, textclean_span at)
{
  const stretch *p =
      c->stretches + (c->count > 0 ? stretches_at(c->stretches, c->count, at.start) : 0);
  return c->count > 0 && p->kind == STRETCH_TEXT && p->plain < at.start && at.end < p[1].plain;
}

/* Behind a letter with an accent a no-break space may be read as the rest of mojibake, which the
 * plain blank that it stands for is not: whether it is, cleaning again tells. */
static bool is_doubtful(const chooser *c, const graft_edit *e)
{
  uint32_t at = e->cleaned.start;
  return at >= 2 && c->cleaned[e->cleaned.start] == ' ' &&
         ((unsigned char)c->cleaned[at - 2] & 0xE0) == 0xC0;
}

static void choose(chooser *c, graft_edit *e)
{
  const char *plain = c->map->plain.bytes;
  if (e->cleaned.start < e->cleaned.end &&
      is_reference(plain + e->plain.start, e->plain.end - e->plain.start) &&
      strcmp(c->rules[e->rule].group, "unicode") == 0) {
    e->is_refused = true;
    c->refused += is_doubtful(c, e);
  } else if (!is_in_one_stretch(c, e->plain)) {
    trim(e, plain, c->cleaned);
    e->is_refused = meets_markup(c, e);
    c->refused += e->is_refused;
  }
}

void graft_choose(graft *s, const markup_map *map, const textclean_doc *doc)
{
  size_t count, size, rule_count;
  const textclean_edit *edits = textclean_edits(doc, &count);
  chooser c = {.map = map};
  c.stretches = map_stretches(&map->stretches, &c.count);
  c.cleaned = textclean_text(doc, &size);
  c.rules = textclean_rules(&rule_count);
  buffer_clear(&s->wanted);
  for (size_t i = 0; i < count; i++) {
    graft_edit e = {
        .plain = edits[i].at.source, .cleaned = edits[i].at.span, .rule = edits[i].rule};
    choose(&c, &e);
    buffer_add(&s->wanted, (const char *)&e, sizeof e);
  }
  s->refused = c.refused;
}

/* ---- Making --------------------------------------------------------------------- */

typedef struct maker {
  graft *s;
  const markup_map *map;
  markup_kind kind;
  const stretch *stretches;
  size_t count, i;     /* the stretch at hand */
  bool refuses;        /* the edit at hand */
  bool has_begun;      /* it is no text, and was copied when its first byte was taken */
  uint32_t plain;      /* where it is in the plain text, */
  uint32_t cleaned;    /* and in the cleaned one */
  const char *text;    /* the cleaned text */
  uint32_t ill_formed; /* the rule */
  size_t first_edit;   /* of s->edits: the first of the edit at hand */
} maker;

static uint32_t rule_named(const char *name)
{
  size_t count;
  const textclean_rule *rules = textclean_rules(&count);
  uint32_t i = 0;
  while (i + 1 < count && strcmp(rules[i].name, name) != 0) {
    i++;
  }
  return i;
}

/* What comes next stands for the cleaned text from here on. */
static void add_knot(maker *m, uint32_t cleaned, stretch_kind kind)
{
  stretch knot = {cleaned, (uint32_t)m->s->text.size, kind};
  buffer_add(&m->s->stretches, (const char *)&knot, sizeof knot);
}

static void make_last_knot_uneven(maker *m)
{
  buffer *knots = &m->s->stretches;
  if (!knots->failed) {
    stretch *last = (stretch *)(void *)(knots->bytes + knots->size) - 1;
    last->kind = STRETCH_SHOWN;
  }
}

/* source[start, end) became what was added to the text since `from`. */
static void add_edit(maker *m, uint32_t start, uint32_t end, size_t from, uint32_t rule)
{
  buffer *edits = &m->s->edits;
  size_t count = edits->size / sizeof(textclean_edit), to = m->s->text.size;
  if (count > m->first_edit && !edits->failed) {
    textclean_edit *last = (textclean_edit *)(void *)edits->bytes + count - 1;
    if (last->at.source.end == start && last->at.span.end == from) {
      last->at.source.end = end;
      last->at.span.end = (uint32_t)to;
      return;
    }
  }
  textclean_edit e = {{{(uint32_t)from, (uint32_t)to}, {start, end}}, rule};
  buffer_add(edits, (const char *)&e, sizeof e);
}

/* Copies bytes that stay, but for ill-formed ones. */
static void copy(maker *m, buffer *plain, uint32_t start, uint32_t end)
{
  const char *source = m->map->source;
  buffer *text = &m->s->text;
  if (utf8_is_valid(source + start, end - start)) {
    buffer_add(text, source + start, end - start);
    buffer_add(plain, source + start, end - start);
    return;
  }
  m->first_edit = m->s->edits.size / sizeof(textclean_edit);
  for (uint32_t i = start; i < end;) {
    uint32_t c;
    size_t from = text->size, size = utf8_read(source + i, end - i, &c);
    const char *to = c == UTF8_BAD ? UTF8_REPLACEMENT : source + i;
    size_t to_size = c == UTF8_BAD ? sizeof UTF8_REPLACEMENT - 1 : size;
    buffer_add(text, to, to_size);
    buffer_add(plain, to, to_size);
    if (c == UTF8_BAD) {
      add_edit(m, i, i + (uint32_t)size, from, m->ill_formed);
      m->first_edit++;
    }
    i += (uint32_t)size;
  }
}

/* Takes the stretch at hand up to `to` in the plain text. */
static void take(maker *m, uint32_t to, uint32_t cleaned)
{
  const stretch *p = &m->stretches[m->i];
  buffer *expected = &m->s->expected, unused = {.failed = true};
  stretch_kind kind = m->refuses ? STRETCH_SHOWN : (stretch_kind)p->kind;
  if (p->kind == STRETCH_TEXT) {
    add_knot(m, cleaned, kind);
    copy(m, expected, p->source + (m->plain - p->plain), p->source + (to - p->plain));
  } else {
    if (!m->has_begun) {
      add_knot(m, cleaned, kind);
      copy(m, &unused, p->source, p[1].source);
    } else if (m->refuses) {
      make_last_knot_uneven(m);
    }
    m->has_begun = true;
    buffer_add(expected, m->map->plain.bytes + m->plain, to - m->plain);
  }
  m->plain = to;
  if (to == p[1].plain) {
    m->i++;
    m->has_begun = false;
  }
}

static uint32_t lesser(uint32_t a, uint32_t b)
{
  return a < b ? a : b;
}

/* Takes all up to `to`; of the stretches without text that stand there, none. */
static void take_up_to(maker *m, uint32_t to)
{
  while (m->i < m->count && m->plain < to) {
    uint32_t end = lesser(to, m->stretches[m->i + 1].plain), cleaned = m->cleaned;
    m->cleaned += end - m->plain;
    take(m, end, cleaned);
  }
}

static bool is_unseen(const maker *m)
{
  return m->i < m->count && m->stretches[m->i].plain == m->stretches[m->i + 1].plain;
}

/* An edit that is not made. */
static void take_refused(maker *m, const graft_edit *e)
{
  uint32_t cleaned = e->cleaned.start;
  if (e->plain.start == e->plain.end) {
    add_knot(m, cleaned, STRETCH_SHOWN);
  }
  m->refuses = true;
  while (m->i < m->count && m->plain < e->plain.end) {
    take(m, lesser(e->plain.end, m->stretches[m->i + 1].plain), cleaned);
    cleaned = m->plain > e->plain.start ? e->cleaned.end : cleaned;
  }
  m->refuses = false;
  m->cleaned = e->cleaned.end;
}

/* ---- What is put in -------------------------------------------------------------- */

typedef struct escape { /* of a character that means something in markup */
  const char *from, *to, *shown;
  enum { IN_ANY, IN_MARKDOWN, BEHIND_BRACKET } where; /* the last: in Markdown, behind a `]` */
} escape;

static const escape *escape_at(const maker *m, const char *p, size_t size)
{
  static const escape rows[] = {{"&", "&amp;", "&amp;", IN_ANY},
                                {"<", "&lt;", "&lt;", IN_ANY},
                                {">", "&gt;", "&gt;", IN_ANY},
                                {"\n", "&#10;", "&#10;", IN_ANY},
                                {"\xC2\xA0", "&nbsp;", "&nbsp;", IN_ANY},
                                {"\\", "\\\\", "\\", IN_MARKDOWN},
                                {"`", "\\`", "`", IN_MARKDOWN},
                                {"*", "\\*", "*", IN_MARKDOWN},
                                {"_", "\\_", "_", IN_MARKDOWN},
                                {"[", "\\[", "[", IN_MARKDOWN},
                                {"]", "\\]", "]", IN_MARKDOWN},
                                {"~", "\\~", "~", IN_MARKDOWN},
                                {"|", "\\|", "|", IN_MARKDOWN},
                                {"#", "\\#", "#", IN_MARKDOWN},
                                {"(", "\\(", "(", BEHIND_BRACKET},
                                {":", "\\:", ":", BEHIND_BRACKET}};
  const buffer *text = &m->s->text;
  bool is_behind = text->size > 0 && text->bytes[text->size - 1] == ']';
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    size_t length = strlen(rows[i].from);
    if (length <= size && memcmp(p, rows[i].from, length) == 0) {
      bool is_meant = rows[i].where == IN_ANY ? m->s->escapes
                                              : m->kind == MARKUP_MARKDOWN &&
                                                    (rows[i].where == IN_MARKDOWN || is_behind);
      return is_meant ? &rows[i] : NULL;
    }
  }
  return NULL;
}

/* Puts in what the edit says, at this place of the source. */
static void put(maker *m, const graft_edit *e, uint32_t source)
{
  graft *s = m->s;
  size_t from = s->text.size;
  bool was_escaped = true;
  for (uint32_t i = e->cleaned.start; i < e->cleaned.end;) {
    const escape *row = escape_at(m, m->text + i, e->cleaned.end - i);
    if (row || was_escaped) {
      add_knot(m, i, row ? STRETCH_SHOWN : STRETCH_TEXT);
    }
    if (row) {
      buffer_add_string(&s->text, row->to);
      buffer_add_string(&s->expected, row->shown);
      i += (uint32_t)strlen(row->from);
    } else {
      buffer_add_char(&s->text, m->text[i]);
      buffer_add_char(&s->expected, m->text[i]);
      i++;
    }
    was_escaped = row != NULL;
  }
  if (s->text.size > from) {
    add_edit(m, source, source, from, e->rule);
  }
}

/* Takes away what the stretch at hand has before `to` in the plain text. */
static void take_away(maker *m, uint32_t to, uint32_t rule)
{
  const stretch *p = &m->stretches[m->i];
  bool is_text = p->kind == STRETCH_TEXT;
  uint32_t start = is_text ? p->source + (m->plain - p->plain) : p->source;
  uint32_t end = is_text ? p->source + (to - p->plain) : p[1].source;
  add_edit(m, start, end, m->s->text.size, rule);
  m->plain = to;
  m->i += to == p[1].plain;
}

/* The other blanks of the row whose first one was taken away. */
static void take_blanks_away(maker *m, const graft_edit *e)
{
  size_t behind = m->i;
  for (size_t i = m->i; i < m->count && m->stretches[i].plain == m->stretches[i + 1].plain; i++) {
    behind = m->stretches[i].kind == STRETCH_BLANK ? i + 1 : behind;
  }
  while (m->i < behind) {
    if (m->stretches[m->i].kind == STRETCH_BLANK) {
      take_away(m, m->plain, e->rule);
    } else {
      take(m, m->plain, e->cleaned.end);
    }
  }
}

/* An edit that only puts in: behind the end tags that are there, but at the start of a line behind
 * all. */
static void insert(maker *m, const graft_edit *e)
{
  bool starts_line = m->plain == 0 || m->map->plain.bytes[m->plain - 1] == '\n';
  while (is_unseen(m) && (starts_line || m->stretches[m->i].kind == STRETCH_CLOSE)) {
    take(m, m->plain, e->cleaned.start);
  }
  const stretch *p = &m->stretches[m->i];
  bool is_within = m->i < m->count && p->kind == STRETCH_TEXT;
  put(m, e, is_within ? p->source + (m->plain - p->plain) : p->source);
}

static void replace(maker *m, const graft_edit *e)
{
  bool is_put = false, is_blank = false;
  while (m->i < m->count && m->plain < e->plain.end) {
    const stretch *p = &m->stretches[m->i];
    if (is_unseen(m)) {
      take(m, m->plain, is_put ? e->cleaned.end : e->cleaned.start);
      continue;
    }
    if (!is_put) {
      put(m, e, p->source + (p->kind == STRETCH_TEXT ? m->plain - p->plain : 0));
      is_put = true;
    }
    is_blank = p->kind == STRETCH_BLANK;
    take_away(m, lesser(e->plain.end, p[1].plain), e->rule);
  }
  if (is_blank) {
    take_blanks_away(m, e);
  }
}

static void make_edit(maker *m, graft_edit *e)
{
  take_up_to(m, e->plain.start);
  e->expected.start = (uint32_t)m->s->expected.size;
  m->first_edit = m->s->edits.size / sizeof(textclean_edit);
  if (e->is_refused) {
    take_refused(m, e);
  } else {
    if (e->plain.start == e->plain.end) {
      insert(m, e);
    } else {
      replace(m, e);
    }
    m->cleaned = e->cleaned.end;
    m->s->made++;
  }
  e->expected.end = (uint32_t)m->s->expected.size;
}

bool graft_make(graft *s, const markup_map *map, markup_kind kind, const textclean_doc *doc)
{
  size_t count, size;
  graft_edit *wanted = wanted_of(s, &count);
  maker m = {.s = s, .map = map, .kind = kind, .ill_formed = rule_named("ill-formed")};
  m.stretches = map_stretches(&map->stretches, &m.count);
  m.text = textclean_text(doc, &size);
  buffer *all[] = {&s->text, &s->stretches, &s->edits, &s->expected};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    buffer_clear(all[i]);
  }
  buffer_room(&s->text, 1); /* so that they are no NULL */
  buffer_room(&s->expected, 1);
  s->made = 0;
  if (s->wanted.failed) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    make_edit(&m, &wanted[i]);
  }
  take_up_to(&m, (uint32_t)map->plain.size);
  while (m.i < m.count) {
    take(&m, m.plain, m.cleaned);
  }
  add_knot(&m, (uint32_t)size, STRETCH_SHOWN);
  return !s->text.failed && !s->stretches.failed && !s->edits.failed && !s->expected.failed;
}

/* What is ill-formed cannot stay. */
static bool may_be_refused(const graft_edit *e, uint32_t ill_formed)
{
  return !e->is_refused && e->rule != ill_formed;
}

static void refuse(graft *s, graft_edit *e)
{
  e->is_refused = true;
  s->refused++;
}

void graft_refuse_at(graft *s, size_t at)
{
  size_t count;
  uint32_t ill_formed = rule_named("ill-formed");
  graft_edit *wanted = wanted_of(s, &count), *before = NULL;
  for (size_t i = 0; i < count; i++) {
    if (may_be_refused(&wanted[i], ill_formed) && wanted[i].expected.start <= at) {
      before = &wanted[i];
    } else if (may_be_refused(&wanted[i], ill_formed)) {
      refuse(s, &wanted[i]);
      break;
    }
  }
  if (before) {
    refuse(s, before);
  }
}

void graft_refuse_all(graft *s)
{
  size_t count;
  uint32_t ill_formed = rule_named("ill-formed");
  graft_edit *wanted = wanted_of(s, &count);
  for (size_t i = 0; i < count; i++) {
    if (may_be_refused(&wanted[i], ill_formed)) {
      refuse(s, &wanted[i]);
    }
  }
}
