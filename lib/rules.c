/* rules.c - the table of rules, and the reading of rule lists. */
#include "rules.h"

#include <string.h> /* memcmp, memset, strchr, strlen */

#define UNICODE TC_GROUP_UNICODE
#define SPACE TC_GROUP_SPACE
#define PUNCT TC_GROUP_PUNCT
#define NEWS TC_GROUP_NEWS
#define ANY TC_LANGS_ANY
#define EN TC_LANGS_EN
#define ZH TC_LANGS_ZH
#define CLASSES(...)                                                                               \
  0,                                                                                               \
  {                                                                                                \
    __VA_ARGS__                                                                                    \
  }
#define PROPS(props)                                                                               \
  (uint32_t)(props),                                                                               \
  {                                                                                                \
    0                                                                                              \
  }

const tc_rule tc_rules[TC_RULE_COUNT] = {
#define RULE(id, name, group, langs, on, starts, function, doc, before, after)                     \
  {group, langs, starts, function},
#include "rules.def"
#undef RULE
};

#undef UNICODE
#undef SPACE
#undef PUNCT
#undef NEWS
#undef ANY
#undef EN
#undef ZH
#define UNICODE "unicode"
#define SPACE "space"
#define PUNCT "punct"
#define NEWS "news"
#define ANY "*"
#define EN "en"
#define ZH "zh"

static const textclean_rule public_rules[TC_RULE_COUNT] = {
#define RULE(id, name, group, langs, on, starts, function, doc, before, after)                     \
  {name, group, langs, doc, before, after, on},
#include "rules.def"
#undef RULE
};

const textclean_rule *textclean_rules(size_t *count)
{
  *count = TC_RULE_COUNT;
  return public_rules;
}

/* ---- Lists of rules ---------------------------------------------------------- */

static bool is_word(const char *word, size_t size, const char *name)
{
  return size == strlen(name) && memcmp(word, name, size) == 0;
}

/* Switches all that a word names; false if it names nothing. */
static bool switch_word(tc_rule_set *set, const char *word, size_t size, bool on)
{
  bool all = is_word(word, size, "all"), defaults = is_word(word, size, "default");
  bool found = all || defaults;
  if (is_word(word, size, "none")) {
    memset(set->on, 0, sizeof set->on);
    return on;
  }
  for (size_t i = 0; i < TC_RULE_COUNT; i++) {
    const textclean_rule *rule = &public_rules[i];
    if (all || (defaults && rule->on) || is_word(word, size, rule->name) ||
        is_word(word, size, rule->group)) {
      set->on[i] = on;
      found = true;
    }
  }
  return found;
}

static void switch_defaults(tc_rule_set *set)
{
  for (size_t i = 0; i < TC_RULE_COUNT; i++) {
    set->on[i] = public_rules[i].on != 0;
  }
}

static bool starts_at(const tc_rule *rule, uint8_t cls)
{
  if (tc_props[cls] & rule->props) {
    return true;
  }
  for (size_t i = 0; i < TC_COUNT(rule->classes) && rule->classes[i] != TC_CONT; i++) {
    if (rule->classes[i] == cls) {
      return true;
    }
  }
  return false;
}

static void fill_starts(tc_rule_set *set)
{
  memset(set->canonicalize, 0, sizeof set->canonicalize);
  memset(set->normalize, 0, sizeof set->normalize);
  for (unsigned cls = 0; cls < TC_CLASS_COUNT; cls++) {
    size_t n = 0, m = 0;
    for (unsigned i = 0; i < TC_RULE_COUNT; i++) {
      if (!set->on[i] || !starts_at(&tc_rules[i], (uint8_t)cls)) {
        continue;
      }
      bool unicode = tc_rules[i].group == TC_GROUP_UNICODE;
      uint8_t *slot = unicode ? &set->canonicalize[cls][n++] : &set->normalize[cls][m++];
      *slot = (uint8_t)(i + 1);
      assert(n < 8 && m < 8);
    }
  }
}

bool tc_rule_set_read(tc_rule_set *set, const char *list, tc_span *bad)
{
  static const char parting[] = ", \t\n";
  switch_defaults(set);
  const char *p = list ? list : "";
  bool first = true;
  for (p += strspn(p, parting); *p; p += strspn(p, parting)) {
    size_t size = strcspn(p, parting);
    bool signs = *p == '+' || *p == '-', on = *p != '-';
    if (first && !signs) {
      memset(set->on, 0, sizeof set->on);
    }
    first = false;
    if (!switch_word(set, p + signs, size - signs, on)) {
      *bad = (tc_span){(uint32_t)(p - list), (uint32_t)(p - list + (ptrdiff_t)size)};
      return false;
    }
    p += size;
  }
  set->on[TC_RULE_ILL_FORMED] = true; /* the text must be well-formed */
  fill_starts(set);
  return true;
}

textclean_status textclean_rules_check(const char *list, textclean_span *bad)
{
  tc_rule_set set;
  tc_span where;
  if (tc_rule_set_read(&set, list, &where)) {
    return TEXTCLEAN_OK;
  }
  if (bad) {
    *bad = where;
  }
  return TEXTCLEAN_EINVAL;
}

bool tc_replace(tc_edit *edit, uint32_t start, uint32_t end, const char *to)
{
  edit->at = (tc_span){start, end};
  edit->to = to;
  edit->to_size = (uint32_t)strlen(to);
  return true;
}
