/* xliff_read.c - see xliff_read.h. */
#include "xliff_read.h"

#include <stdlib.h> /* strtoul */
#include <string.h> /* strcmp, strncmp, strrchr, strlen, memcmp */

#include <expat.h> /* XML_Parser */

#include "message.h"
#include "utf8.h"

#define PART 0x100000u /* bytes that expat is given at once */
#define NAMESPACE "urn:oasis:names:tc:xliff:document:1."
#define AROUND ((size_t)240) /* bytes beside a unit that tell where it stands */
#define BETWEEN '\n'         /* stands between a namespace and a name */

typedef enum field { FIELD_NONE, FIELD_SOURCE, FIELD_TARGET, FIELD_COUNT } field;

typedef struct reader {
  XML_Parser parser;
  corrections *corrections;
  const char *refusal; /* NULL: none. Static */
  size_t depth;
  size_t skips; /* the depth of the element that is not read; 0: none */
  size_t unit;  /* the depth of the unit that is read; 0: none */
  field field;
  size_t field_depth;
  bool is_locked, has_target;
  size_t line;                      /* of the unit */
  piece label;                      /* of the file */
  buffer id, texts[FIELD_COUNT];    /* of the unit */
  buffer placeholders[FIELD_COUNT]; /* their characters, which are in the texts too */
  buffer last;                      /* the source of the unit before, in this file */
  bool was_edit;                    /* that is the last correction */
  size_t strangers, stranger_line;  /* changed units with other ids, and the first of them */
} reader;

static void refuse(reader *r, const char *why)
{
  if (!r->refusal) {
    r->refusal = why;
    XML_StopParser(r->parser, XML_FALSE);
  }
}

static const char *local_name(const char *name)
{
  const char *found = strrchr(name, BETWEEN);
  return found ? found + 1 : name;
}

static const char *find_attribute(const char **attributes, const char *name)
{
  for (; *attributes; attributes += 2) {
    if (strcmp(attributes[0], name) == 0) {
      return attributes[1];
    }
  }
  return NULL;
}

/* The character of <x ctype="x-textclean-u0001"/>. */
static void take_placeholder(reader *r, const char *ctype)
{
  static const char begins[] = "x-textclean-u";
  char bytes[4], *end;
  if (!ctype || strncmp(ctype, begins, sizeof begins - 1) != 0) {
    return;
  }
  unsigned long c = strtoul(ctype + sizeof begins - 1, &end, 16);
  if (*end == 0 && c <= 0x10FFFF && !(c >= 0xD800 && c < 0xE000)) {
    size_t size = utf8_write(bytes, (uint32_t)c);
    buffer_add(&r->texts[r->field], bytes, size);
    buffer_add(&r->placeholders[r->field], bytes, size);
  }
}

static void begin_unit(reader *r, const char **attributes)
{
  const char *id = find_attribute(attributes, "id");
  const char *translate = find_attribute(attributes, "translate");
  r->unit = r->depth;
  r->is_locked = translate && strcmp(translate, "no") == 0;
  r->has_target = false;
  r->line = XML_GetCurrentLineNumber(r->parser);
  buffer_clear(&r->id);
  buffer_add_string(&r->id, id ? id : "");
  for (field f = FIELD_SOURCE; f < FIELD_COUNT; f++) {
    buffer_clear(&r->texts[f]);
    buffer_clear(&r->placeholders[f]);
  }
}

/* An element inside <source> or <target>: what stands in these is code, not text. */
static void begin_inline(reader *r, const char *name, const char **attributes)
{
  static const char *const codes[] = {"bpt", "ept", "ph", "it"};
  if (strcmp(name, "x") == 0) {
    take_placeholder(r, find_attribute(attributes, "ctype"));
  }
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
    if (strcmp(name, codes[i]) == 0) {
      r->skips = r->depth;
    }
  }
}

static void begin_element(void *context, const char *full_name, const char **attributes)
{
  reader *r = context;
  const char *name = local_name(full_name);
  if (++r->depth > XLIFF_MAX_DEPTH) {
    refuse(r, "its elements are nested too deep");
  } else if (r->depth == 1) {
    if (strcmp(name, "xliff") != 0) {
      refuse(r, "is XML, but no XLIFF");
    } else if (name != full_name && strncmp(full_name, NAMESPACE, strlen(NAMESPACE)) != 0) {
      refuse(r, "is XLIFF of another version than 1.2, which is the one that is read");
    }
  } else if (r->skips) {
    return;
  } else if (r->field) {
    begin_inline(r, name, attributes);
  } else if (strcmp(name, "file") == 0 && !r->unit) {
    const char *name_of = find_attribute(attributes, "original");
    r->label =
        corrections_keep(r->corrections, name_of ? name_of : "", name_of ? strlen(name_of) : 0);
    buffer_clear(&r->last);
    r->was_edit = false;
  } else if (strcmp(name, "trans-unit") == 0 && !r->unit) {
    begin_unit(r, attributes);
  } else if (r->unit && r->depth == r->unit + 1 &&
             (strcmp(name, "source") == 0 || strcmp(name, "target") == 0)) {
    r->field = name[0] == 's' ? FIELD_SOURCE : FIELD_TARGET;
    r->field_depth = r->depth;
    r->has_target = r->has_target || r->field == FIELD_TARGET;
  } else if (r->unit) {
    r->skips = r->depth; /* notes, other translations, segments of the source */
  }
}

/* ---- Units ------------------------------------------------------------------------ */

/* CR LF and CR become LF: parsers of XML do so, and tools write what they read. */
static void fold_line_ends(buffer *b)
{
  size_t size = 0;
  for (size_t i = 0; i < b->size; i++) {
    if (b->bytes[i] != '\r') {
      b->bytes[size++] = b->bytes[i];
    } else if (i + 1 == b->size || b->bytes[i + 1] != '\n') {
      b->bytes[size++] = '\n';
    }
  }
  b->size = size;
}

static bool same(const buffer *a, const buffer *b)
{
  return a->size == b->size && (a->size == 0 || memcmp(a->bytes, b->bytes, a->size) == 0);
}

/* Takes out the placeholders, which stand in the text in their order. */
static void add_without(buffer *out, const buffer *text, const buffer *placeholders)
{
  size_t at = 0;
  for (size_t i = 0; i < text->size;) {
    uint32_t c;
    size_t length = utf8_read(text->bytes + i, text->size - i, &c);
    if (placeholders->size - at >= length &&
        memcmp(text->bytes + i, placeholders->bytes + at, length) == 0) {
      at += length;
    } else {
      buffer_add(out, text->bytes + i, length);
    }
    i += length;
  }
}

/* Whether a person changed the target. Tools that drop placeholders do not count. */
static bool is_changed(reader *r)
{
  buffer shown = {0}, target = {0};
  if (same(&r->texts[FIELD_SOURCE], &r->texts[FIELD_TARGET])) {
    return false;
  }
  add_without(&shown, &r->texts[FIELD_SOURCE], &r->placeholders[FIELD_SOURCE]);
  add_without(&target, &r->texts[FIELD_TARGET], &r->placeholders[FIELD_TARGET]);
  bool changed = !same(&shown, &target);
  r->corrections->text.failed = r->corrections->text.failed || shown.failed || target.failed;
  buffer_free(&shown);
  buffer_free(&target);
  return changed;
}

/* Whether the memory for a unit was there; the next unit clears what would tell. */
static bool is_whole(const reader *r)
{
  bool failed = r->id.failed;
  for (field f = FIELD_SOURCE; f < FIELD_COUNT; f++) {
    failed = failed || r->texts[f].failed || r->placeholders[f].failed;
  }
  return !failed;
}

/* Units stand in the order of the article, so that the source of one is what stood beside the
 * others. */
static void keep_context(reader *r, correction *one)
{
  corrections *c = r->corrections;
  const buffer *text = &r->texts[FIELD_SOURCE];
  if (r->was_edit) {
    c->list[c->count - 2].after =
        corrections_keep(c, text->bytes, text->size < AROUND ? text->size : AROUND);
  }
  if (one->is_edit && r->last.size > 0) {
    size_t size = r->last.size < AROUND ? r->last.size : AROUND;
    one->before = corrections_keep(c, r->last.bytes + (r->last.size - size), size);
  }
  r->was_edit = one->is_edit;
  buffer_clear(&r->last);
  buffer_add(&r->last, text->bytes, text->size);
  c->text.failed = c->text.failed || r->last.failed; /* the next unit clears it */
}

/* A unit of somebody else's, or one whose id was changed. */
static void pass_stranger(reader *r)
{
  if (r->has_target && r->texts[FIELD_TARGET].size > 0 && is_changed(r) && r->strangers++ == 0) {
    r->stranger_line = r->line;
  }
}

static void tell_strangers(const reader *r)
{
  if (r->strangers > 0) {
    message("%s:%zu: the target of a unit was changed, but its id is none that --format xliff "
            "wrote, so it is left out%s",
            r->corrections->name, r->stranger_line,
            r->strangers > 1 ? "; and so are others behind it" : "");
  }
}

static void end_unit(reader *r)
{
  corrections *c = r->corrections;
  anchor at;
  r->unit = 0;
  if (!is_whole(r)) {
    refuse(r, "is too large for the memory there is");
    return;
  }
  for (field f = FIELD_SOURCE; f < FIELD_COUNT; f++) {
    fold_line_ends(&r->texts[f]);
  }
  if (!anchor_read(&at, r->id.bytes, r->id.size)) {
    pass_stranger(r);
    return;
  }
  correction *one = corrections_add(c);
  if (!one) {
    refuse(r, "is too large for the memory there is");
    return;
  }
  one->at = at;
  one->line = r->line;
  one->label = r->label;
  one->is_unit = true;
  one->is_edit = r->has_target && r->texts[FIELD_TARGET].size > 0 && is_changed(r);
  if (one->is_edit) {
    one->shown = corrections_keep(c, r->texts[FIELD_SOURCE].bytes, r->texts[FIELD_SOURCE].size);
    one->replacement =
        corrections_keep(c, r->texts[FIELD_TARGET].bytes, r->texts[FIELD_TARGET].size);
    if (r->is_locked) {
      one->flaw = "the unit is locked (translate=\"no\"), but was changed";
    } else if (!same(&r->placeholders[FIELD_SOURCE], &r->placeholders[FIELD_TARGET])) {
      one->flaw = "a placeholder of its source (<x/>) was lost or added";
    }
  }
  keep_context(r, one);
}

static void end_element(void *context, const char *name)
{
  reader *r = context;
  (void)name;
  if (r->skips == r->depth) {
    r->skips = 0;
  } else if (!r->skips && r->field && r->field_depth == r->depth) {
    r->field = FIELD_NONE;
  } else if (!r->skips && r->unit == r->depth) {
    end_unit(r);
  }
  r->depth--;
}

static void take_text(void *context, const char *text, int size)
{
  reader *r = context;
  if (r->field && !r->skips) {
    buffer_add(&r->texts[r->field], text, (size_t)size);
  }
}

static void begin_doctype(void *context, const char *name, const char *system, const char *public,
                          int has_subset)
{
  (void)name;
  (void)system;
  (void)public;
  (void)has_subset;
  refuse(context, "has a DOCTYPE, which XLIFF needs not and which is refused");
}

/* ---- The file --------------------------------------------------------------------- */

static bool parse(reader *r, const char *text, size_t size)
{
  XML_SetUserData(r->parser, r);
  XML_SetElementHandler(r->parser, begin_element, end_element);
  XML_SetCharacterDataHandler(r->parser, take_text);
  XML_SetStartDoctypeDeclHandler(r->parser, begin_doctype);
  enum XML_Status status = XML_STATUS_OK;
  for (size_t at = 0; at < size && status == XML_STATUS_OK; at += PART) {
    size_t part = size - at < PART ? size - at : PART;
    status = XML_Parse(r->parser, text + at, (int)part, at + part == size);
  }
  if (status == XML_STATUS_OK) {
    return true;
  }
  message("%s:%lu:%lu: %s%s", r->corrections->name,
          (unsigned long)XML_GetCurrentLineNumber(r->parser),
          (unsigned long)XML_GetCurrentColumnNumber(r->parser) + 1,
          r->refusal ? "" : "is no well-formed XML: ",
          r->refusal ? r->refusal : XML_ErrorString(XML_GetErrorCode(r->parser)));
  return false;
}

bool xliff_read(corrections *c, const char *text, size_t size)
{
  reader r = {.corrections = c, .parser = XML_ParserCreateNS(NULL, BETWEEN)};
  if (!r.parser) {
    c->text.failed = true;
    return false;
  }
  bool good = parse(&r, text, size);
  if (good) {
    tell_strangers(&r);
  }
  buffer *all[] = {&r.id,
                   &r.last,
                   &r.texts[FIELD_SOURCE],
                   &r.texts[FIELD_TARGET],
                   &r.placeholders[FIELD_SOURCE],
                   &r.placeholders[FIELD_TARGET]};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    c->text.failed = c->text.failed || all[i]->failed;
    buffer_free(all[i]);
  }
  XML_ParserFree(r.parser);
  return good;
}
