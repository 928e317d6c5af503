/* rules.c - the table of rules, and the reading of rule lists. */
#include "rules.h"

#include <string.h> /* memcmp, memcpy, memset, strcmp, strlen */

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
#define PROPS_AND(props, ...)                                                                      \
  (uint32_t)(props),                                                                               \
  {                                                                                                \
    __VA_ARGS__                                                                                    \
  }
#define PROPS(props) PROPS_AND(props, TC_CONT)

const tc_rule tc_rules[TC_RULE_COUNT] = {
#define RULE(id, name, group, langs, on, starts, function, doc, before, after, spares, keep)       \
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
#define RULE(id, name, group, langs, on, starts, function, doc, before, after, spares, keep)       \
  {name, group, langs, doc, before, after, spares, keep, on},
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

static void switch_rule(tc_rule_reading *r, size_t rule, bool on)
{
  r->on[rule] = on;
  r->since[rule] = r->words;
}

/* Switches all that a word names; false if it names nothing. */
static bool switch_word(tc_rule_reading *r, const char *word, size_t size, bool on)
{
  bool all = is_word(word, size, "all"), defaults = is_word(word, size, "default");
  bool found = all || defaults;
  r->words++;
  if (is_word(word, size, "none")) {
    memset(r->on, 0, sizeof r->on);
    return on;
  }
  for (size_t i = 0; i < TC_RULE_COUNT; i++) {
    const textclean_rule *rule = &public_rules[i];
    if (all || (defaults && rule->on) || is_word(word, size, rule->name) ||
        is_word(word, size, rule->group)) {
      switch_rule(r, i, on);
      found = true;
    }
  }
  return found;
}

static void switch_defaults(tc_rule_reading *r)
{
  for (size_t i = 0; i < TC_RULE_COUNT; i++) {
    switch_rule(r, i, public_rules[i].on != 0);
  }
}

/* Of two rules that undo each other the later one stays, or else the first. */
static void part_rivals(tc_rule_reading *r)
{
  static const uint8_t rivals[][2] = {
#define RULE(id, name, group, langs, on, starts, function, doc, before, after, spares, keep)
#define RIVALS(a, b) {TC_RULE_##a, TC_RULE_##b},
#include "rules.def"
#undef RULE
#undef RIVALS
  };
  for (size_t i = 0; i < TC_COUNT(rivals); i++) {
    uint8_t a = rivals[i][0], b = rivals[i][1];
    if (r->on[a] && r->on[b]) {
      r->on[r->since[b] > r->since[a] ? a : b] = false;
    }
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

const tc_need_row tc_need_rows[TC_RULE_COUNT] = {
    [TC_RULE_BLANK_LINES] = {true, TC_CONT, {0, TC_P_WHITE}},
    [TC_RULE_TRAILING_BLANK] = {true, TC_CONT, {TC_P_BLANK, 0}},
    [TC_RULE_INDENTATION] = {true, TC_CONT, {0, TC_P_BLANK}},
    [TC_RULE_BLANK_RUN] = {true, TC_TAB, {TC_P_BLANK, TC_P_BLANK}},
    [TC_RULE_LINE_BEFORE_MARK] = {true, TC_CONT, {TC_P_WHITE, 0}},
    [TC_RULE_SPACE_IN_HAN] = {true, TC_CONT, {TC_P_HANZI | TC_P_CJK | TC_P_CLOSE, 0}},
    [TC_RULE_HYPHEN_BLANK] = {true, TC_CONT, {TC_P_BLANK, 0}},
    [TC_RULE_COMPOUND] = {true, TC_CONT, {0, TC_P_BLANK}},
    [TC_RULE_CONTRACTION] = {true, TC_LSQUOTE, {TC_P_BLANK, TC_P_BLANK}},
    [TC_RULE_SPLIT_NUMBER] = {true, TC_CONT, {TC_P_BLANK | TC_P_NUM, 0}},
    [TC_RULE_SPLIT_DATE] = {true, TC_CONT, {TC_P_BLANK, TC_P_BLANK}},
    [TC_RULE_SPLIT_ADDRESS] = {true, TC_CONT, {TC_P_BLANK, TC_P_BLANK}},
    [TC_RULE_SPLIT_ABBREVIATION] = {true, TC_CONT, {0, TC_P_BLANK}},
    [TC_RULE_SPLIT_NAME] = {true, TC_CONT, {TC_P_BLANK, TC_P_BLANK}},
    [TC_RULE_BLANK_BEFORE_MARK] = {true, TC_CONT, {TC_P_BLANK, 0}},
    [TC_RULE_BLANK_BEFORE_BRACKET] = {true,
                                      TC_CONT,
                                      {TC_P_LATIN | TC_P_NUM | TC_P_SYMBOL | TC_P_QUOTE, 0}},
    [TC_RULE_BLANK_BEFORE_QUOTE] = {true, TC_CONT, {TC_P_LATIN, 0}},
    [TC_RULE_BLANK_INSIDE] = {true, TC_CONT, {TC_P_BLANK, 0}},
    [TC_RULE_ELLIPSIS] = {true, TC_ELLIPSIS, {0, TC_P_STOP | TC_P_BLANK}},
    [TC_RULE_DOUBLED_MARK] = {true, TC_CONT, {TC_P_CLAUSE, 0}},
    [TC_RULE_BLANK_INSIDE_START] = {true, TC_CONT, {0, TC_P_BLANK}},
    [TC_RULE_LABEL_COLON] = {true, TC_CONT, {0, TC_P_LETTER | TC_P_NUM}},
    [TC_RULE_BLANK_AFTER_MARK] = {true, TC_CONT, {0, TC_P_WORD | TC_P_QUOTE | TC_P_OPEN}},
    [TC_RULE_BLANK_AFTER_QUOTE] = {true, TC_CONT, {0, TC_P_LATIN | TC_P_QUOTE | TC_P_OPEN}},
    [TC_RULE_BLANK_AFTER_BRACKET] = {true, TC_CONT, {0, TC_P_LATIN}},
    [TC_RULE_TITLE_DASH] = {true, TC_CONT, {TC_P_BLANK, 0}},
};

/* What the rules of a list need, each as it is at the class. */
static tc_need need_of_list(const uint8_t *list, uint8_t cls)
{
  tc_need sum = {0, 0};
  for (; *list; list++) {
    tc_need need = tc_need_of(*list - 1u, cls);
    sum.before |= need.before;
    sum.after |= need.after;
  }
  return sum;
}

/* The rules of a language that start at a class, as a list with its 0; returns its size. */
static size_t list_rules(const tc_rule_set *set, uint8_t cls, bool unicode, unsigned langs,
                         uint8_t *list)
{
  size_t size = 0;
  for (unsigned i = 0; i < TC_RULE_COUNT; i++) {
    const tc_rule *rule = &tc_rules[i];
    bool is_spoken = rule->langs == TC_LANGS_ANY || rule->langs == langs;
    if (set->on[i] && is_spoken && (rule->group == TC_GROUP_UNICODE) == unicode &&
        starts_at(rule, cls)) {
      list[size++] = (uint8_t)(i + 1);
    }
  }
  list[size++] = 0;
  return size;
}

/* Where the list stands among those before `*end`, or is put. */
static uint8_t place_of_list(tc_rule_set *set, const char *list, size_t size, size_t *end)
{
  char *lists = (char *)set->lists;
  size_t at = 0;
  while (at < *end && strcmp(lists + at, list) != 0) {
    at += strlen(lists + at) + 1;
  }
  if (at == *end) {
    assert(size <= sizeof set->lists - *end);
    memcpy(lists + at, list, size);
    *end += size;
  }
  return (uint8_t)at;
}

/* The number of a start, which is added if it is new. */
static uint8_t number_of_start(tc_rule_set *set, tc_need need, uint8_t list)
{
  uint8_t n = 0;
  for (;; n++) {
    assert(n < TC_STARTS);
    tc_start *known = &set->starts[n];
    if (n > 0 && known->list == 0) { /* free */
      *known = (tc_start){need, list};
    }
    if (known->list == list && known->need.before == need.before &&
        known->need.after == need.after) {
      return n;
    }
  }
}

static void fill_starts(tc_rule_set *set)
{
  uint8_t list[TC_RULE_COUNT + 1];
  size_t end = 1; /* behind the empty list */
  memset(set->lists, 0, sizeof set->lists);
  memset(set->starts, 0, sizeof set->starts);
  for (unsigned c = 0; c < TC_CLASS_COUNT; c++) {
    uint8_t cls = (uint8_t)c;
    size_t size = list_rules(set, cls, true, TC_LANGS_ANY, list);
    set->canonicalize[cls] = place_of_list(set, (const char *)list, size, &end);
    for (unsigned langs = 0; langs < TC_COUNT(set->normalize); langs++) {
      size = list_rules(set, cls, false, langs, list);
      uint8_t at = place_of_list(set, (const char *)list, size, &end);
      set->normalize[langs][cls] = number_of_start(set, need_of_list(list, cls), at);
    }
  }
}

void tc_rules_begin(tc_rule_reading *r)
{
  memset(r, 0, sizeof *r);
  switch_defaults(r);
}

static bool parts_names(char c)
{
  return c == ',' || c == ' ' || c == '\t' || c == '\n';
}

bool tc_rules_take(tc_rule_reading *r, const char *list, size_t size, tc_span *bad)
{
  bool is_first = true;
  for (size_t i = 0; i < size;) {
    if (parts_names(list[i])) {
      i++;
      continue;
    }
    size_t end = i;
    while (end < size && !parts_names(list[end])) {
      end++;
    }
    bool signs = list[i] == '+' || list[i] == '-', on = list[i] != '-';
    if (is_first && !signs) {
      memset(r->on, 0, sizeof r->on);
    }
    if (!switch_word(r, list + i + signs, end - i - signs, on)) {
      *bad = (tc_span){(uint32_t)i, (uint32_t)end};
      return false;
    }
    is_first = false;
    i = end;
  }
  return true;
}

void tc_rules_finish(tc_rule_reading *r, tc_rule_set *set)
{
  part_rivals(r);
  memcpy(set->on, r->on, sizeof set->on);
  set->on[TC_RULE_ILL_FORMED] = true; /* the text must be well-formed */
  set->sees_usual = set->on[TC_RULE_SPACE_HAN_LATIN] || set->on[TC_RULE_CLOSE_HAN_LATIN] ||
                    set->on[TC_RULE_CURLY_QUOTES] || set->on[TC_RULE_STRAIGHT_QUOTES];
  fill_starts(set);
}

bool tc_rule_set_read(tc_rule_set *set, const char *list, tc_span *bad)
{
  tc_rule_reading r;
  tc_rules_begin(&r);
  bool good = tc_rules_take(&r, list, list ? strlen(list) : 0, bad);
  if (good) {
    tc_rules_finish(&r, set);
  }
  return good;
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
