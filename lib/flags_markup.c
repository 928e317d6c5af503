/* flags_markup.c - tags and placeholders that were left in the text. */
#include "flags.h"
#include "lexicon.h"

enum {
  TAG = 200, /* bytes of a tag */
  NAME = 24  /* bytes of a placeholder's name */
};

static tc_span none_at(uint32_t i)
{
  return (tc_span){i, i};
}

/* `</p>`, `<br />`, `<a href="#">`. A bare `<p>` between blanks may be spoken of. */
static tc_span tag_at(const tc_text *text, const tc_paragraphs *all, uint32_t turn)
{
  uint32_t i = all->turns[turn], name = i + 1;
  bool closing = tc_at(text, name) == TC_SLASH;
  name += closing;
  uint32_t name_end = tc_skip(text, name, TC_P_LATIN | TC_P_NUM);
  if (!(tc_lexicon_span(text, (tc_span){name, name_end}) & TC_W_TAG)) {
    return none_at(i);
  }
  bool filled = closing; /* it has attributes, or a slash */
  for (uint32_t t = turn + 1; t < all->turn_count && all->turns[t] - i < TAG; t++) {
    uint32_t end = all->turns[t] + 1;
    uint8_t cls = text->cls[all->turns[t]];
    if (cls == TC_LESS || tc_is(cls, TC_P_LINE)) {
      break;
    }
    filled |= cls == TC_EQUALS || cls == TC_SLASH;
    if (cls == TC_GREATER) {
      if (end > name_end + 1 && !filled) {
        break; /* <Li Tong> */
      }
      bool bare = !closing && end == name_end + 1 && tc_is(tc_before(text, i), TC_P_BLANK) &&
                  !tc_is(tc_at(text, end), TC_P_LETTER);
      return bare ? none_at(i) : (tc_span){i, end};
    }
  }
  return none_at(i);
}

static bool is_name(const tc_text *text, uint32_t i)
{
  uint8_t cls = tc_at(text, i);
  return tc_is(cls, TC_P_LATIN | TC_P_NUM) || cls == TC_UNDERSCORE;
}

/* `#NAME#`, `#NUMBER #`. */
static tc_span hash_at(const tc_text *text, uint32_t i)
{
  uint32_t name = i + 1, end = name;
  while (tc_at(text, end) == TC_UPPER && end - name < NAME) {
    end = tc_next(text, end);
  }
  uint32_t close = tc_skip(text, end, TC_P_BLANK);
  bool found = end - name >= 3 && close - end <= 1 && tc_at(text, close) == TC_NUMBER_SIGN;
  return found ? (tc_span){i, close + 1} : none_at(i);
}

/* `/kloc-0`: where a translation system kept a number, and lost it. */
static tc_span slash_at(const tc_text *text, uint32_t i)
{
  if (tc_is(tc_before(text, i), TC_P_LATIN | TC_P_SYMBOL)) {
    return none_at(i);
  }
  uint32_t name = i + 1, end = tc_latin_end(text, name);
  bool found = (tc_lexicon_span(text, (tc_span){name, end}) & TC_W_SLOT) &&
               tc_at(text, end) == TC_HYPHEN && tc_at(text, end + 1) == TC_DIGIT;
  if (!found) {
    return none_at(i);
  }
  end = tc_skip(text, end + 1, TC_P_NUM);
  return (tc_span){i, tc_at(text, end) == TC_SLASH ? end + 1 : end};
}

/* `<unk>`, `[UNK]`: a word that a translation system did not know. */
static tc_span token_at(const tc_text *text, uint32_t i, uint8_t close)
{
  uint32_t name = i + 1, end = tc_latin_end(text, name);
  bool capitals = tc_is(tc_at(text, name), TC_P_UC);
  bool found = (tc_lexicon_span(text, (tc_span){name, end}) & TC_W_SLOT) &&
               tc_at(text, end) == close && (capitals || close == TC_GREATER);
  return found ? (tc_span){i, end + 1} : none_at(i);
}

/* `[gallery ids="1,2"]`, `[/caption]`: a shortcode, with attributes or closing. */
static tc_span shortcode_at(const tc_text *text, const tc_paragraphs *all, uint32_t turn)
{
  uint32_t i = all->turns[turn], name = i + 1;
  bool filled = tc_at(text, name) == TC_SLASH;
  name += filled;
  uint32_t end = name;
  while (tc_at(text, end) == TC_LOWER || tc_at(text, end) == TC_UNDERSCORE) {
    end = tc_next(text, end);
  }
  if (end < name + 2 || (filled && tc_at(text, end) != TC_RSQUARE)) {
    return none_at(i);
  }
  for (uint32_t t = turn + 1; t < all->turn_count && all->turns[t] - i < TAG; t++) {
    uint8_t cls = text->cls[all->turns[t]];
    if (cls == TC_LSQUARE || tc_is(cls, TC_P_LINE)) {
      break;
    }
    filled |= cls == TC_EQUALS && tc_is(tc_at(text, all->turns[t] + 1), TC_P_QUOTE | TC_P_NUM);
    if (cls == TC_RSQUARE) {
      return filled ? (tc_span){i, all->turns[t] + 1} : none_at(i);
    }
  }
  return none_at(i);
}

/* `%s`, `%d`, `%1$s`: what a program was to fill in; not 5%s. */
static tc_span percent_at(const tc_text *text, uint32_t i)
{
  if (tc_is(tc_before(text, i), TC_P_WORD | TC_P_SYMBOL)) {
    return none_at(i);
  }
  uint32_t digits = tc_skip(text, i + 1, TC_P_NUM);
  uint32_t letter = digits > i + 1 && tc_at(text, digits) == TC_DOLLAR ? digits + 1 : i + 1;
  bool found = (text->cls[letter] == TC_LOWER) &&
               (text->bytes[letter] == 's' || text->bytes[letter] == 'd') &&
               !tc_is(tc_at(text, letter + 1), TC_P_LATIN | TC_P_NUM);
  return found ? (tc_span){i, letter + 1} : none_at(i);
}

/* `{0}`, `{{name}}`, `${name}`. */
static tc_span brace_at(const tc_text *text, uint32_t i)
{
  uint32_t open = i;
  bool dollar = tc_at(text, open) == TC_DOLLAR;
  open += dollar;
  bool twice = tc_at(text, open) == TC_LBRACE && tc_at(text, open + 1) == TC_LBRACE;
  uint32_t name = open + 1 + twice;
  if (tc_at(text, open) != TC_LBRACE) {
    return none_at(i);
  }
  uint32_t digits = tc_skip(text, name, TC_P_NUM), end = tc_skip(text, name, TC_P_BLANK);
  bool number = digits > name && digits - name <= 2;
  while (end - name < NAME && is_name(text, end)) {
    end = tc_next(text, end);
  }
  end = number ? digits : tc_skip(text, end, TC_P_BLANK);
  bool closed =
      end > name && tc_at(text, end) == TC_RBRACE && (!twice || tc_at(text, end + 1) == TC_RBRACE);
  return closed && (number || twice || dollar) ? (tc_span){i, end + 1 + twice} : none_at(i);
}

/* `__NAME__`; not a line to write on. */
static tc_span underscore_at(const tc_text *text, uint32_t i)
{
  uint32_t name = i + 2, end = name;
  if (tc_at(text, i + 1) != TC_UNDERSCORE || tc_at(text, name) != TC_UPPER) {
    return none_at(i);
  }
  while (end - name < NAME && is_name(text, end)) {
    end = tc_next(text, end);
  }
  bool closed = end - name > 4 && tc_before(text, end) == TC_UNDERSCORE &&
                tc_before(text, end - 1) == TC_UNDERSCORE;
  return closed ? (tc_span){i, end} : none_at(i);
}

/* `htmlOn the morning`, `brThe`: the rest of a tag where a sentence begins. Before
 * a word that begins sentences any tag, else one that is no word itself. */
static tc_span glued_at(const tc_text *text, uint32_t i)
{
  uint32_t end = i;
  while (tc_at(text, end) == TC_LOWER && end - i < NAME) {
    end = tc_next(text, end);
  }
  if (end - i < 2 || tc_at(text, end) != TC_UPPER) {
    return none_at(i); /* nearly always */
  }
  uint32_t kinds = tc_lexicon_span(text, (tc_span){i, end});
  tc_span behind = {end, tc_latin_end(text, end)};
  bool word = tc_is(tc_at(text, tc_next(text, end)), TC_P_LC);
  bool starts = word && (tc_lexicon_span(text, behind) & TC_W_STARTER);
  bool tag = (kinds & TC_W_TAG) != 0;
  return tag && word && (starts || (kinds & TC_W_LOAN)) ? (tc_span){i, end} : none_at(i);
}

/* ---- All of them ----------------------------------------------------------------------- */

typedef struct residue {
  tc_span at;
  const char *reason;
} residue;

static residue residue_at(const tc_text *text, const tc_paragraphs *all, uint32_t i)
{
  const char *placeholder = "placeholder";
  switch (text->cls[i]) {
  case TC_LESS: {
    tc_span token = token_at(text, i, TC_GREATER);
    return tc_is_empty(token) ? (residue){tag_at(text, all, tc_turn_from(all, i)), "tag"}
                              : (residue){token, placeholder};
  }
  case TC_NUMBER_SIGN:
    return (residue){hash_at(text, i), placeholder};
  case TC_SLASH:
    return (residue){slash_at(text, i), placeholder};
  case TC_LSQUARE: {
    tc_span token = token_at(text, i, TC_RSQUARE);
    return tc_is_empty(token)
               ? (residue){shortcode_at(text, all, tc_turn_from(all, i)), "shortcode"}
               : (residue){token, placeholder};
  }
  case TC_PERCENT:
    return (residue){percent_at(text, i), placeholder};
  case TC_LBRACE:
  case TC_DOLLAR:
    return (residue){brace_at(text, i), placeholder};
  case TC_UNDERSCORE:
    return (residue){underscore_at(text, i), placeholder};
  case TC_PERIOD:
    return (residue){glued_at(text, tc_skip(text, i + 1, TC_P_BLANK)), "glued-tag"};
  default:
    return (residue){none_at(i), placeholder};
  }
}

/* Whether residue_at() knows the class; but most periods have no small letter behind them. Without
 * a branch, for sifting. */
static bool may_be_residue(const uint8_t *cls)
{
  static const bool known[256] = {
      [TC_LESS] = true,    [TC_NUMBER_SIGN] = true, [TC_SLASH] = true,
      [TC_LSQUARE] = true, [TC_PERCENT] = true,     [TC_LBRACE] = true,
      [TC_DOLLAR] = true,  [TC_UNDERSCORE] = true,  [TC_PERIOD] = true,
  };
  return known[cls[0]] & ((cls[0] != TC_PERIOD) | (cls[1] == TC_LOWER) | tc_is(cls[1], TC_P_BLANK));
}

typedef struct walk {
  const tc_findings *f;
  tc_arena *arena;
  tc_flags *flags;
  uint32_t paragraph, cursor; /* the next one that begins; in protect */
  uint32_t done;              /* the end of what was found last */
} walk;

static void flag_residue(walk *w, residue found)
{
  if (!tc_is_empty(found.at)) {
    textclean_lang lang = tc_lang_at(w->f->runs, found.at.start);
    tc_add_flag(w->flags, w->arena,
                (tc_flag){found.at, TEXTCLEAN_MARKUP_RESIDUE, lang, 0.9f, found.reason});
  }
  w->done = tc_max(w->done, found.at.end);
}

/* Tags that are glued to the starts of paragraphs, up to i. */
static void flag_starts(walk *w, uint32_t i)
{
  const tc_paragraphs *all = w->f->paragraphs;
  for (; w->paragraph < all->count && all->at[w->paragraph].at.start <= i; w->paragraph++) {
    uint32_t start = all->at[w->paragraph].at.start;
    if (w->f->text->cls[start] == TC_LOWER) {
      flag_residue(w, (residue){glued_at(w->f->text, start), "glued-tag"});
    }
  }
}

/* Marks that residue begins with, which are unusual, and starts of paragraphs. */
void tc_flag_markup(const tc_findings *f, tc_arena *arena, tc_flags *flags)
{
  const tc_text *text = f->text;
  const uint32_t *places = text->unusual, *end = places + text->unusual_count;
  walk w = {.f = f, .arena = arena, .flags = flags};
  for (uint32_t n; places < end; places += n) {
    uint32_t kept[TC_SIFTED], count = 0;
    n = tc_min((uint32_t)(end - places), TC_SIFTED);
    TC_SIFT(kept, count, places, n, i, may_be_residue(text->cls + i))
    for (uint32_t k = 0; k < count; k++) {
      flag_starts(&w, kept[k]);
      if (kept[k] >= w.done && !tc_is_inside(f->protect, &w.cursor, kept[k])) {
        flag_residue(&w, residue_at(text, f->paragraphs, kept[k]));
      }
    }
  }
  flag_starts(&w, text->size);
}
