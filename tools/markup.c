/* markup.c - see markup.h. */
#include "markup.h"

#include <stdlib.h> /* calloc, free */
#include <string.h> /* memcmp */

#include "markup_html.h"
#include "markup_markdown.h"

#define MOST_TRIES 8

static void free_own(markup *m)
{
  map_free(&m->map);
  map_free(&m->result);
  graft_free(&m->graft);
}

void markup_free(markup *m)
{
  free_own(m);
  textclean_doc_free(m->again_in);
  if (m->again) {
    free_own(m->again); /* which has none of its own */
  }
  free(m->again);
  *m = (markup){0};
}

bool markup_read(markup_map *map, markup_kind kind, const char *source, size_t size)
{
  map_begin(map, source, size);
  if (kind == MARKUP_HTML) {
    markup_read_html(map);
  } else {
    markup_read_markdown(map);
  }
  return map_end(map);
}

/* Where two texts begin to differ. False: they are the same. */
static bool find_difference(const buffer *a, const buffer *b, size_t *at)
{
  size_t least = a->size < b->size ? a->size : b->size;
  *at = 0;
  if (a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0) {
    return false;
  }
  while (*at < least && a->bytes[*at] == b->bytes[*at]) {
    ++*at;
  }
  return true;
}

/* Where an edit would change what is markup, as the blank that parts `<` from a letter, those
 * around the first difference are refused, and if there are too many of these, all are. */
static bool settle(markup *m, markup_kind kind, const textclean_doc *doc)
{
  size_t at;
  graft *g = &m->graft;
  if (!graft_make(g, &m->map, kind, doc)) {
    return false;
  }
  for (int tries = 0; g->made > 0; tries++) {
    if (!markup_read(&m->result, kind, g->text.bytes, g->text.size)) {
      return false;
    }
    if (!find_difference(&g->expected, &m->result.plain, &at)) {
      return true;
    }
    if (tries < MOST_TRIES) {
      graft_refuse_at(g, at);
    } else {
      graft_refuse_all(g);
    }
    if (!graft_make(g, &m->map, kind, doc)) {
      return false;
    }
  }
  return true;
}

/* Whether the rules read character references: only then one may be put in. */
static textclean_status probe(markup *m, textclean_doc *doc)
{
  static const char probe[] = "a &amp; b";
  size_t size;
  if (m->references != REFERENCES_UNKNOWN) {
    return TEXTCLEAN_OK;
  }
  textclean_status status = textclean_apply(doc, TEXTCLEAN_EN, probe, sizeof probe - 1);
  textclean_text(doc, &size);
  m->references = size < sizeof probe - 1 ? REFERENCES_READ : REFERENCES_KEPT;
  m->graft.escapes = m->references == REFERENCES_READ;
  return status;
}

static textclean_status clean_once(markup *m, markup_kind kind, textclean_doc *doc,
                                   textclean_lang target, const char *source, size_t size)
{
  if (size > TEXTCLEAN_MAX_SIZE) {
    return TEXTCLEAN_ETOOBIG;
  }
  textclean_status status = probe(m, doc);
  if (status == TEXTCLEAN_OK && !markup_read(&m->map, kind, source, size)) {
    status = TEXTCLEAN_ENOMEM;
  }
  if (status == TEXTCLEAN_OK) {
    status = textclean_apply(doc, target, m->map.plain.bytes, m->map.plain.size);
  }
  if (status != TEXTCLEAN_OK) {
    return status;
  }
  graft_choose(&m->graft, &m->map, doc);
  return settle(m, kind, doc) ? TEXTCLEAN_OK : TEXTCLEAN_ENOMEM;
}

/* An edit that was refused may leave the half of a pair, with which the rules would do something
 * else the next time. Then all are refused. */
static textclean_status settle_again(markup *m, markup_kind kind, const textclean *tc,
                                     textclean_doc *doc)
{
  const graft *g = &m->graft;
  textclean_status status = TEXTCLEAN_OK;
  if (!m->again) {
    m->again = calloc(1, sizeof *m->again);
  }
  if (!m->again_in) {
    status = textclean_doc_new(tc, &m->again_in);
  }
  if (!m->again || status != TEXTCLEAN_OK) {
    return TEXTCLEAN_ENOMEM;
  }
  status =
      clean_once(m->again, kind, m->again_in, textclean_target(doc), g->text.bytes, g->text.size);
  if (status == TEXTCLEAN_OK && m->again->graft.edits.size > 0) {
    graft_refuse_all(&m->graft);
    status = graft_make(&m->graft, &m->map, kind, doc) ? TEXTCLEAN_OK : TEXTCLEAN_ENOMEM;
  }
  return status;
}

textclean_status markup_clean(markup *m, markup_kind kind, const textclean *tc, textclean_doc *doc,
                              textclean_lang target, const char *source, size_t size)
{
  textclean_status status = clean_once(m, kind, doc, target, source, size);
  bool is_doubtful = m->graft.made > 0 && m->graft.refused > 0;
  return status == TEXTCLEAN_OK && is_doubtful ? settle_again(m, kind, tc, doc) : status;
}

const char *markup_text(const markup *m, size_t *size)
{
  *size = m->graft.text.size;
  return m->graft.text.bytes;
}

const textclean_edit *markup_edits(const markup *m, size_t *count)
{
  *count = m->graft.edits.size / sizeof(textclean_edit);
  return (const textclean_edit *)(const void *)m->graft.edits.bytes;
}

textclean_place markup_place(const markup *m, textclean_place at)
{
  return (textclean_place){stretches_map(&m->graft.stretches, at.span),
                           stretches_map(&m->map.stretches, at.source)};
}
