/* rules.h - the rules as the walkers see them. Layer 4.
 *
 * A rule looks at one place and says what to edit there; it never touches the
 * text and knows nothing of other rules. rules.def lists them; each function
 * stands in the file of its group, rules_unicode.c and so on. */
#ifndef TC_RULES_H
#define TC_RULES_H

#include "edits.h"
#include "quotes.h"
#include "runs.h"
#include "text.h"

typedef enum tc_rule_id {
#define RULE(id, name, group, langs, on, starts, function, doc, before, after, spares, keep)       \
  TC_RULE_##id,
#include "rules.def"
#undef RULE
  TC_RULE_COUNT
} tc_rule_id;

enum { TC_GROUP_UNICODE, TC_GROUP_SPACE, TC_GROUP_PUNCT, TC_GROUP_NEWS };
enum { TC_LANGS_ANY, TC_LANGS_EN, TC_LANGS_ZH };

typedef struct tc_site { /* where a rule looks */
  const tc_text *text;
  tc_arena *arena;     /* for a replacement that is not static */
  uint32_t i;          /* the place: the start of a character, or the end of the text */
  textclean_lang lang; /* of its run; TEXTCLEAN_NONE in the unicode group */
  textclean_role role; /* of its paragraph */
  tc_span paragraph;
  const tc_quotes *quotes; /* NULL in the unicode group */
  const tc_quote *quote;   /* the mark at i, or NULL */
  const tc_runs *runs;     /* NULL in the unicode group */
} tc_site;

/* Fills edit->at, ->to and ->to_size. False: nothing to do here. */
typedef bool tc_rule_fn(const tc_site *site, tc_edit *edit);

typedef struct tc_rule {
  uint8_t group, langs;
  uint32_t props;     /* it starts at classes with one of them, */
  uint8_t classes[8]; /* or at these; TC_CONT ends the list */
  tc_rule_fn *function;
} tc_rule;

extern const tc_rule tc_rules[TC_RULE_COUNT];

/* A rule can find something only if the character before has one of the properties, or the
 * one behind. Nearly all places of good text are told by this alone. */
typedef struct tc_need {
  uint32_t before, after;
} tc_need;

#define TC_P_ALWAYS (1u << 31) /* in a need: whatever stands there, the edge too */
#define TC_STARTS 60           /* all rules together have 52; fewer rules, no more */

/* What a rule needs at all of its places but those of one class. */
typedef struct tc_need_row {
  bool listed;    /* or else it looks at all of its places */
  uint8_t always; /* at this class it looks likewise; TC_CONT: none */
  tc_need need;
} tc_need_row;

extern const tc_need_row tc_need_rows[TC_RULE_COUNT];

static inline tc_need tc_need_of(unsigned rule, uint8_t cls)
{
  const tc_need_row *row = &tc_need_rows[rule];
  return row->listed && row->always != cls ? row->need : (tc_need){TC_P_ALWAYS, 0};
}

/* Whether it finds what it needs, or one of several rules may: `beside` are the properties of
 * the characters there, ALWAYS before. */
static inline bool tc_need_is_met(tc_need need, tc_need beside)
{
  return ((beside.before & need.before) | (beside.after & need.after)) != 0;
}

/* The rules that start at a class in a language, */
typedef struct tc_start {
  tc_need need;  /* what they need together, */
  uint32_t list; /* and where in `lists` they stand */
} tc_start;

/* Which rules are in use, made once by a cleaner. Most classes have no rule, or the same ones as
 * many others: lists and starts stand once, and for each class there is the number of its own. */
typedef struct tc_rule_set {
  bool on[TC_RULE_COUNT];
  bool sees_usual;                      /* one of them also finds something at usual events */
  uint8_t lists[UINT8_MAX];             /* of rules + 1, in order; 0 ends each, and is the first */
  uint8_t canonicalize[TC_CLASS_COUNT]; /* where in `lists` those of the class begin */
  uint8_t normalize[3][TC_CLASS_COUNT]; /* by TC_LANGS_, the number of the start */
  tc_start starts[TC_STARTS];           /* the first one is of no rule */
} tc_rule_set;

/* What lists of rules say so far. `since` is the number of the word that switched a rule
 * on. */
typedef struct tc_rule_reading {
  bool on[TC_RULE_COUNT];
  uint32_t since[TC_RULE_COUNT];
  uint32_t words;
} tc_rule_reading;

/* Begins with the default set; takes a list as textclean_rules_check() says, which goes on
 * from what was read before, unless it begins with a plain name; and makes the set. False:
 * *bad is wrong in the list. */
void tc_rules_begin(tc_rule_reading *r);
bool tc_rules_take(tc_rule_reading *r, const char *list, size_t size, tc_span *bad);
void tc_rules_finish(tc_rule_reading *r, tc_rule_set *set);

/* The same for one list, or the default set for NULL. */
bool tc_rule_set_read(tc_rule_set *set, const char *list, tc_span *bad);

/* The row of characters that may be UTF-8 read as GBK, around the first suspect of a
 * row of ideographs; empty if there is none. It reaches back to `least`. */
tc_span tc_gbk_row(const tc_text *text, tc_span han, uint32_t least);

/* The index into `normalize`: TC_LANGS_ANY for neither English nor Chinese. Without a branch: in
 * mixed text no one could guess it. */
static inline uint32_t tc_langs_of(textclean_lang lang)
{
  _Static_assert(TC_LANGS_ANY == 0, "is what is left");
  return (lang == TEXTCLEAN_EN) * (uint32_t)TC_LANGS_EN +
         (lang == TEXTCLEAN_ZH) * (uint32_t)TC_LANGS_ZH;
}

/* For rules: fills the edit; `to` is a static string. Always true. */
bool tc_replace(tc_edit *edit, uint32_t start, uint32_t end, const char *to);

#define RULE(id, name, group, langs, on, starts, function, doc, before, after, spares, keep)       \
  tc_rule_fn function;
#include "rules.def"
#undef RULE

#endif
