/* test_rules.c - the table of rules: each row's example by itself, and lists of rules. */
#include "unit.h"

#include "rules.h"

static const textclean_rule *rules;
static size_t rule_count;

static int open_all(void **state)
{
  (void)state;
  rules = textclean_rules(&rule_count);
  return rules && rule_count == TC_RULE_COUNT ? 0 : -1;
}

/* ---- The rows ---------------------------------------------------------------- */

static bool is_kebab(const char *name)
{
  size_t size = strlen(name);
  bool whole = strspn(name, "abcdefghijklmnopqrstuvwxyz-") == size;
  return size > 0 && whole && name[0] != '-' && name[size - 1] != '-' && !strstr(name, "--");
}

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    if (strcmp(word, words[i]) == 0) {
      return true;
    }
  }
  return false;
}

static void each_row_is_complete(void **state)
{
  static const char *const groups[] = {"unicode", "space", "punct", "news"};
  static const char *const langs[] = {"en", "zh", "*"};
  (void)state;
  for (size_t i = 0; i < rule_count; i++) {
    const textclean_rule *r = &rules[i];
    size_t size = strlen(r->doc);
    assert_true(is_kebab(r->name));
    assert_true(is_one_of(r->group, groups, TC_COUNT(groups)));
    assert_true(is_one_of(r->langs, langs, TC_COUNT(langs)));
    assert_true(size > 10 && r->doc[size - 1] == '.' && r->doc[0] >= 'A' && r->doc[0] <= 'Z');
    assert_string_not_equal(r->before, r->after);
    assert_true(strlen(r->spares) > 3 && strlen(r->keep) > 3);
    assert_true(r->on == 0 || r->on == 1);
    assert_false(is_one_of(r->name, groups, TC_COUNT(groups)));
    for (size_t k = 0; k < i; k++) {
      assert_string_not_equal(r->name, rules[k].name);
    }
  }
}

static textclean *cleaner_of(const char *list)
{
  textclean_options options = {.struct_size = sizeof options, .rules = list};
  textclean *tc;
  assert_int_equal(textclean_new(&options, &tc), TEXTCLEAN_OK);
  return tc;
}

/* Whether a list of rules makes `to` of `from`; of one rule, by edits of that rule only. */
static bool cleans(const char *list, const textclean_rule *rule, const char *from, const char *to)
{
  textclean *tc = cleaner_of(list);
  textclean_doc *doc;
  size_t size, count;
  textclean_lang target = strcmp(rule->langs, "zh") == 0 ? TEXTCLEAN_ZH : TEXTCLEAN_EN;
  assert_int_equal(textclean_doc_new(tc, &doc), TEXTCLEAN_OK);
  assert_int_equal(textclean_apply(doc, target, from, strlen(from)), TEXTCLEAN_OK);
  const char *text = textclean_text(doc, &size);
  const textclean_edit *edits = textclean_edits(doc, &count);
  bool right = size == strlen(to) && memcmp(text, to, size) == 0;
  right = right && (count > 0) == (strcmp(from, to) != 0);
  for (size_t i = 0; i < count && strcmp(list, rule->name) == 0; i++) {
    right = right && &rules[edits[i].rule] == rule;
  }
  if (!right) {
    print_message("# %s, rules %s: \"%.*s\"\n", rule->name, list, (int)size, text);
  }
  textclean_doc_free(doc);
  textclean_free(tc);
  return right;
}

static void each_example_works_with_its_rule_alone(void **state)
{
  size_t wrong = 0;
  (void)state;
  for (size_t i = 0; i < rule_count; i++) {
    wrong += !cleans(rules[i].name, &rules[i], rules[i].before, rules[i].after);
    wrong += !cleans(rules[i].name, &rules[i], rules[i].after, rules[i].after);
  }
  assert_int_equal(wrong, 0);
}

static bool names_class(const tc_rule *rule, unsigned cls)
{
  bool found = (tc_props[cls] & rule->props) != 0;
  for (size_t i = 0; i < TC_COUNT(rule->classes) && rule->classes[i] != TC_CONT; i++) {
    found = found || rule->classes[i] == cls;
  }
  return found;
}

/* A near miss is one only if the rule looks at it: it has a character where it starts.
 * Of the unicode group this cannot be asked: most of its rules take all of a class. */
static bool is_near(const tc_rule *rule, const char *text)
{
  bench b;
  bool near = rule->group == TC_GROUP_UNICODE || names_class(rule, TC_EDGE);
  open_bench(&b);
  lay(&b, text);
  for (uint32_t i = 0; i < b.text.size; i = tc_next(&b.text, i)) {
    near = near || names_class(rule, tc_at(&b.text, i));
  }
  close_bench(&b);
  return near;
}

static void each_near_miss_stays(void **state)
{
  size_t wrong = 0;
  (void)state;
  for (size_t i = 0; i < rule_count; i++) {
    const textclean_rule *r = &rules[i];
    char list[64] = "+";
    strncat(list, r->name, sizeof list - 2);
    wrong += !cleans(r->name, r, r->keep, r->keep);
    wrong += !cleans(list, r, r->keep, r->keep);
    if (!is_near(&tc_rules[i], r->keep)) {
      print_message("# %s never looks at \"%s\"\n", r->name, r->keep);
      wrong++;
    }
  }
  assert_int_equal(wrong, 0);
}

static void each_example_stays_without_rules(void **state)
{
  size_t wrong = 0;
  (void)state;
  for (size_t i = 0; i < rule_count; i++) {
    const textclean_rule *r = &rules[i];
    wrong += !cleans("none", r, r->before, i == TC_RULE_ILL_FORMED ? r->after : r->before);
  }
  assert_int_equal(wrong, 0);
}

static void each_example_works_in_the_default_set(void **state)
{
  size_t wrong = 0;
  (void)state;
  for (size_t i = 0; i < rule_count; i++) {
    wrong += rules[i].on && !cleans("default", &rules[i], rules[i].before, rules[i].after);
  }
  assert_int_equal(wrong, 0);
}

/* ---- Lists ------------------------------------------------------------------- */

static void assert_set(const char *list, bool (*want)(size_t rule))
{
  tc_rule_set set;
  tc_span bad = {77, 77};
  assert_true(tc_rule_set_read(&set, list, &bad));
  for (size_t i = 0; i < TC_RULE_COUNT; i++) {
    assert_int_equal(set.on[i], i == TC_RULE_ILL_FORMED || want(i));
  }
  assert_int_equal(textclean_rules_check(list, NULL), TEXTCLEAN_OK);
}

static bool by_default(size_t rule)
{
  return rules[rule].on;
}

/* Each rule but those that undo an earlier one. */
static bool all_but_rivals(size_t rule)
{
  static const tc_rule_id second[] = {
#define RULE(id, name, group, langs, on, starts, function, doc, before, after, spares, keep)
#define RIVALS(a, b) TC_RULE_##b,
#include "rules.def"
#undef RULE
#undef RIVALS
  };
  for (size_t i = 0; i < TC_COUNT(second); i++) {
    if (second[i] == rule) {
      return false;
    }
  }
  return true;
}

static bool none(size_t rule)
{
  return rule > TC_RULE_COUNT;
}

static bool entity_alone(size_t rule)
{
  return rule == TC_RULE_ENTITY;
}

static bool entity_and_house_style(size_t rule)
{
  return rule == TC_RULE_ENTITY || rule == TC_RULE_SPACE_HAN_LATIN;
}

static bool default_but_entity(size_t rule)
{
  return rules[rule].on && rule != TC_RULE_ENTITY;
}

static bool default_and_house_style(size_t rule)
{
  return rules[rule].on || rule == TC_RULE_SPACE_HAN_LATIN;
}

static bool punct(size_t rule)
{
  return tc_rules[rule].group == TC_GROUP_PUNCT && all_but_rivals(rule);
}

static bool punct_and_news(size_t rule)
{
  return punct(rule) || tc_rules[rule].group == TC_GROUP_NEWS;
}

static bool default_but_punct(size_t rule)
{
  return rules[rule].on && tc_rules[rule].group != TC_GROUP_PUNCT;
}

static bool all_but_unicode(size_t rule)
{
  return tc_rules[rule].group != TC_GROUP_UNICODE && all_but_rivals(rule);
}

static void a_list_that_begins_with_a_name_starts_from_none(void **state)
{
  (void)state;
  assert_set("entity", entity_alone);
  assert_set("entity,space-han-latin", entity_and_house_style);
  assert_set("entity +space-han-latin", entity_and_house_style);
  assert_set("punct", punct);
  assert_set("punct, news", punct_and_news);
  assert_set("none", none);
  assert_set("all", all_but_rivals);
  assert_set("default", by_default);
}

static void a_list_that_begins_with_a_sign_starts_from_the_default(void **state)
{
  (void)state;
  assert_set("-entity", default_but_entity);
  assert_set("+space-han-latin", default_and_house_style);
  assert_set("-punct", default_but_punct);
  assert_set("-all", none);
  assert_set("-all,entity", entity_alone);
  assert_set("-all +punct", punct);
  assert_set("+all", all_but_rivals);
}

static bool not_default(size_t rule)
{
  return !rules[rule].on && rule != TC_RULE_CLOSE_HAN_LATIN && rule != TC_RULE_STRAIGHT_QUOTES &&
         rule != TC_RULE_CORNER_TO_CURLY;
}

static void a_list_is_read_from_left_to_right(void **state)
{
  (void)state;
  assert_set("all,-unicode", all_but_unicode);
  assert_set("entity,none", none);
  assert_set("all,none,entity", entity_alone);
  assert_set("-entity,+entity", by_default);
  assert_set("+entity,-entity", default_but_entity);
  assert_set("none,default", by_default);
  assert_set("all -default", not_default);
}

static bool default_but_two(size_t rule)
{
  return rules[rule].on && rule != TC_RULE_ENTITY && rule != TC_RULE_NFC;
}

static void names_are_parted_by_commas_and_blanks(void **state)
{
  (void)state;
  assert_set(NULL, by_default);
  assert_set("", by_default);
  assert_set(" ,\t,\n", by_default);
  assert_set(" ,-entity,, \t-nfc\n,", default_but_two);
  assert_set("  entity", entity_alone);
}

static void ill_formed_can_not_be_switched_off(void **state)
{
  (void)state;
  assert_set("-ill-formed", by_default);
}

static void assert_bad(const char *list, uint32_t start, uint32_t end)
{
  textclean_span bad = {77, 77};
  assert_int_equal(textclean_rules_check(list, &bad), TEXTCLEAN_EINVAL);
  assert_int_equal(bad.start, start);
  assert_int_equal(bad.end, end);
}

static void an_unknown_name_is_told_with_its_place(void **state)
{
  (void)state;
  assert_bad("nonsense", 0, 8);
  assert_bad("entity,x", 7, 8);
  assert_bad("entity, +x,punct", 8, 10);
  assert_bad("-entitY", 0, 7);
  assert_bad("entit", 0, 5);
  assert_bad("entity-", 0, 7);
  assert_bad("+", 0, 1);
  assert_bad("entity -", 7, 8);
  assert_bad("+-entity", 0, 8);
  assert_bad("entity;nfc", 0, 10);
}

static bool is_on(const char *list, tc_rule_id rule)
{
  tc_rule_set set;
  tc_span bad;
  assert_true(tc_rule_set_read(&set, list, &bad));
  return set.on[rule];
}

static void of_rules_that_undo_each_other_the_later_is_on(void **state)
{
  (void)state;
  assert_true(is_on("+bracket-to-half", TC_RULE_BRACKET_TO_HALF));
  assert_false(is_on("+bracket-to-half", TC_RULE_BRACKET_TO_FULL));
  assert_true(is_on("+bracket-to-half,-bracket-to-half", TC_RULE_BRACKET_TO_FULL));
  assert_false(is_on("+bracket-to-half,default", TC_RULE_BRACKET_TO_HALF));
  assert_true(is_on("space-han-latin close-han-latin", TC_RULE_CLOSE_HAN_LATIN));
  assert_false(is_on("close-han-latin space-han-latin", TC_RULE_CLOSE_HAN_LATIN));
  assert_true(is_on("all,+straight-quotes", TC_RULE_STRAIGHT_QUOTES));
  assert_false(is_on("all,+straight-quotes", TC_RULE_CURLY_QUOTES));
  assert_false(is_on("+straight-quotes", TC_RULE_MIXED_PAIR));
  assert_true(is_on("+straight-quotes,+curly-quotes", TC_RULE_MIXED_PAIR));
  assert_false(is_on("+straight-quotes,all", TC_RULE_STRAIGHT_QUOTES));
  assert_true(is_on("corner-to-curly", TC_RULE_CORNER_TO_CURLY));
  assert_false(is_on("punct", TC_RULE_BRACKET_TO_HALF));
}

/* ---- Where rules start ------------------------------------------------------- */

static void each_rule_is_tried_where_its_row_says(void **state)
{
  tc_rule_set set;
  tc_span bad;
  (void)state;
  assert_true(tc_rule_set_read(&set, "all", &bad));
  for (unsigned n = 0; n < 3 * TC_CLASS_COUNT; n++) {
    unsigned cls = n / 3, langs = n % 3;
    const uint8_t *canonicalize = set.lists + set.canonicalize[cls];
    const uint8_t *normalize = set.lists + set.starts[set.normalize[langs][cls]].list;
    for (unsigned i = 0; i < TC_RULE_COUNT; i++) {
      const tc_rule *rule = &tc_rules[i];
      if (!set.on[i] || !names_class(rule, cls)) {
        continue;
      }
      if (rule->group == TC_GROUP_UNICODE) {
        assert_int_equal(*canonicalize++, i + 1);
      } else if (rule->langs == TC_LANGS_ANY || rule->langs == langs) {
        assert_int_equal(*normalize++, i + 1);
      }
    }
    assert_int_equal(*canonicalize, 0);
    assert_int_equal(*normalize, 0);
  }
}

/* The walk sees no other classes, so a rule that starts at one would never be tried. */
static void rules_of_the_unicode_group_start_at_classes_of_canon(void **state)
{
  (void)state;
  for (unsigned i = 0; i < TC_RULE_COUNT; i++) {
    for (unsigned cls = 0; cls < TC_CLASS_COUNT; cls++) {
      if (tc_rules[i].group == TC_GROUP_UNICODE && names_class(&tc_rules[i], cls)) {
        assert_true(tc_is((uint8_t)cls, TC_P_CANON));
        assert_true(cls >= TC_FIRST_EVENT);
      }
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_row_is_complete),
      cmocka_unit_test(each_example_works_with_its_rule_alone),
      cmocka_unit_test(each_near_miss_stays),
      cmocka_unit_test(each_example_stays_without_rules),
      cmocka_unit_test(each_example_works_in_the_default_set),
      cmocka_unit_test(a_list_that_begins_with_a_name_starts_from_none),
      cmocka_unit_test(a_list_that_begins_with_a_sign_starts_from_the_default),
      cmocka_unit_test(a_list_is_read_from_left_to_right),
      cmocka_unit_test(of_rules_that_undo_each_other_the_later_is_on),
      cmocka_unit_test(names_are_parted_by_commas_and_blanks),
      cmocka_unit_test(ill_formed_can_not_be_switched_off),
      cmocka_unit_test(an_unknown_name_is_told_with_its_place),
      cmocka_unit_test(each_rule_is_tried_where_its_row_says),
      cmocka_unit_test(rules_of_the_unicode_group_start_at_classes_of_canon),
  };
  return cmocka_run_group_tests_name("rules", tests, open_all, NULL);
}
