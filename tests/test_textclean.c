/* test_textclean.c - the public calls: what textclean.h promises, on the seed article,
 * on all its beginnings, on random mixtures, and without memory. */
#include "unit.h"

#include <stdio.h>   /* fopen, fread, fprintf */

#include "invariants.c" /* broken_invariant */

#define SEED SOURCE_ROOT "/seeds/000_d83f9b1acea4ef81.txt"

static char seed[16384];
static size_t seed_size;
static textclean *tc; /* of the default options */
static textclean_doc *doc, *other;

static int open_all(void **state)
{
  (void)state;
  FILE *file = fopen(SEED, "rb");
  if (!file) {
    return -1;
  }
  seed_size = fread(seed, 1, sizeof seed, file);
  fclose(file);
  bool made = textclean_new(NULL, &tc) == TEXTCLEAN_OK &&
              textclean_doc_new(tc, &doc) == TEXTCLEAN_OK &&
              textclean_doc_new(tc, &other) == TEXTCLEAN_OK;
  return made && seed_size > 5000 && seed_size < sizeof seed ? 0 : -1;
}

static int close_all(void **state)
{
  (void)state;
  textclean_doc_free(doc);
  textclean_doc_free(other);
  textclean_free(tc);
  return 0;
}

static void apply(textclean_doc *d, textclean_lang target, const char *text)
{
  assert_int_equal(textclean_apply(d, target, text, strlen(text)), TEXTCLEAN_OK);
}

static void assert_text(const textclean_doc *d, const char *want)
{
  size_t size;
  const char *text = textclean_text(d, &size);
  assert_int_equal(size, strlen(want));
  assert_memory_equal(text, want, size);
}

/* Where a needle stands in the cleaned text; it must be there just `times` times. */
static uint32_t find(const textclean_doc *d, const char *needle, uint32_t times)
{
  size_t size, length = strlen(needle);
  const char *text = textclean_text(d, &size);
  uint32_t found = 0, at = 0;
  for (size_t i = 0; i + length <= size; i++) {
    if (memcmp(text + i, needle, length) == 0) {
      at = found++ == 0 ? (uint32_t)i : at;
    }
  }
  assert_int_equal(found, times);
  return at;
}

static bool is_piece(const textclean_doc *d, textclean_span at, const char *want)
{
  size_t size;
  const char *text = textclean_text(d, &size);
  return at.end - at.start == strlen(want) && memcmp(text + at.start, want, strlen(want)) == 0;
}

/* ---- The seed article -------------------------------------------------------- */

static void seed_hyphens_and_labels_are_mended(void **state)
{
  static const char *const once[] = {
      "In-depth",  "inter-school",     "vice-level",
      "full-time", "area - Zhengdong", "\nAuthor: Mengye News Time: 2022.07.14\n"};
  (void)state;
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_NONE, seed, seed_size), TEXTCLEAN_OK);
  for (size_t i = 0; i < TC_COUNT(once); i++) {
    find(doc, once[i], 1);
  }
  find(doc, "high-quality", 8);
  find(doc, "school-based", 2);
  find(doc, "group-based", 2);
  size_t size;
  const char *text = textclean_text(doc, &size);
  for (size_t i = 0; i + 3 < size; i++) { /* no ` -x` is left */
    assert_false(text[i] == ' ' && text[i + 1] == '-' && text[i + 2] >= 'a' && text[i + 2] <= 'z');
  }
}

static void seed_chinese_span_is_one_run_with_its_marks(void **state)
{
  size_t count;
  uint32_t chinese = 0;
  (void)state;
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_NONE, seed, seed_size), TEXTCLEAN_OK);
  const textclean_run *runs = textclean_runs(doc, &count);
  for (size_t i = 0; i < count; i++) {
    if (runs[i].lang == TEXTCLEAN_ZH) {
      chinese++;
      assert_int_equal(runs[i].script, TEXTCLEAN_HANS);
      assert_int_equal(runs[i].at.span.start, find(doc, "举措，", 1));
      assert_true(runs[i].at.span.end >= find(doc, "课程建设、", 1) + strlen("课程建设、"));
      assert_true(runs[i].at.span.end <= find(doc, "In-depth", 1));
    }
  }
  assert_int_equal(chinese, 1);
  find(doc, "，", 4); /* and none of them in English */
  find(doc, "实践探索，打造“紧密融合型”“合作发展型”办学模式，构建", 1);
  find(doc, "brand display; 举措，紧紧", 1);
  find(doc, "；", 0);
  find(doc, "。", 0);
  find(doc, "：", 0);
  find(doc, "（", 0);
}

static const textclean_flag *nth_flag(const textclean_doc *d, textclean_kind kind, uint32_t n)
{
  size_t count;
  const textclean_flag *flags = textclean_flags(d, &count);
  for (size_t i = 0; i < count; i++) {
    if (flags[i].kind == kind && n-- == 0) {
      return &flags[i];
    }
  }
  return NULL;
}

static void seed_chinese_span_is_flagged_once(void **state)
{
  (void)state;
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_NONE, seed, seed_size), TEXTCLEAN_OK);
  assert_int_equal(textclean_target(doc), TEXTCLEAN_EN);
  const textclean_flag *f = nth_flag(doc, TEXTCLEAN_UNTRANSLATED, 0);
  assert_non_null(f);
  assert_null(nth_flag(doc, TEXTCLEAN_UNTRANSLATED, 1));
  uint32_t end = find(doc, "课程建设、", 1) + (uint32_t)strlen("课程建设");
  assert_int_equal(f->at.span.start, find(doc, "举措，", 1));
  assert_in_range(f->at.span.end, end, end + strlen("、"));
  assert_true(f->score >= 0.9f);
  assert_int_equal(f->lang, TEXTCLEAN_ZH);
  assert_int_equal(f->script, TEXTCLEAN_HANS);
  assert_memory_equal(seed + f->at.source.start, "举措,", strlen("举措,"));
  assert_memory_equal(seed + f->at.source.end, "、 In", strlen("、 In"));
  textclean_summary sum = textclean_summarize(doc);
  assert_int_equal(sum.untranslated_letters, 68);
  assert_in_range(sum.letters, 4000, 6000);
}

static void seed_other_damage_is_flagged(void **state)
{
  (void)state;
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_NONE, seed, seed_size), TEXTCLEAN_OK);
  const textclean_flag *empty = nth_flag(doc, TEXTCLEAN_EMPTY_QUOTE, 0);
  const textclean_flag *word = nth_flag(doc, TEXTCLEAN_REPEATED_WORD, 0);
  const textclean_flag *debris = nth_flag(doc, TEXTCLEAN_FRAGMENT, 0);
  assert_true(empty && is_piece(doc, empty->at.span, "\"\""));
  assert_non_null(nth_flag(doc, TEXTCLEAN_UNBALANCED_QUOTE, 0));
  assert_true(word && is_piece(doc, word->at.span, "work work"));
  assert_true(debris && is_piece(doc, debris->at.span, "strength."));
  assert_null(nth_flag(doc, TEXTCLEAN_FRAGMENT, 1));
  for (uint32_t i = 0; i < 2; i++) {
    const textclean_flag *teaser = nth_flag(doc, TEXTCLEAN_TRUNCATED, i);
    size_t size;
    const char *text = textclean_text(doc, &size);
    assert_non_null(teaser);
    assert_memory_equal(text + teaser->at.span.end - 3, "...", 3);
  }
  assert_null(nth_flag(doc, TEXTCLEAN_TRUNCATED, 2));
  find(doc, "realm and \"\" without having to be in me \".", 1); /* not guessed at */
}

static void seed_paragraphs_have_their_roles(void **state)
{
  size_t count;
  (void)state;
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_NONE, seed, seed_size), TEXTCLEAN_OK);
  const textclean_paragraph *p = textclean_paragraphs(doc, &count);
  assert_int_equal(count, 14);
  for (size_t i = 0; i < count; i++) {
    textclean_role want = i == 0   ? TEXTCLEAN_TITLE
                          : i <= 2 ? TEXTCLEAN_BYLINE
                          : i <= 8 ? TEXTCLEAN_BODY
                          : i == 9 ? TEXTCLEAN_END
                                   : TEXTCLEAN_RELATED;
    assert_int_equal(p[i].role, want);
  }
  assert_true(is_piece(doc, p[9].at.span, "- END -"));
}

static void seed_is_clean_after_one_run(void **state)
{
  (void)state;
  for (textclean_lang target = TEXTCLEAN_NONE; target <= TEXTCLEAN_ZH; target++) {
    const char *broken = broken_invariant(doc, other, target, seed, seed_size);
    assert_null(broken);
  }
}

/* ---- What holds for every article -------------------------------------------- */

/* All of invariants 1 to 7 for one article; `again` has had other articles before. */
static const char *check_article(textclean_doc *d, textclean_doc *again, textclean_lang target,
                                 const char *bytes, size_t bytes_size)
{
  char *copy = malloc(bytes_size ? bytes_size : 1); /* of its exact size, for sanitizers */
  assert_non_null(copy);
  memcpy(copy, bytes, bytes_size);
  const char *broken = broken_invariant(d, again, target, copy, bytes_size);
  free(copy);
  return broken;
}

static void show(const char *broken, textclean_lang target, const char *bytes, size_t size)
{
  fprintf(stderr, "# %s, target %d: \"", broken, (int)target);
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)bytes[i];
    if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\') {
      fprintf(stderr, "\\%03o", c);
    } else {
      fputc(c, stderr);
    }
  }
  fprintf(stderr, "\"\n");
}

static void the_seed_cut_at_every_byte_keeps_the_invariants(void **state)
{
  (void)state;
  for (size_t size = 0; size < seed_size; size++) {
    textclean_lang target = (textclean_lang)(size % 3);
    const char *broken = check_article(doc, other, target, seed, size);
    if (broken) {
      show(broken, target, seed, size);
    }
    assert_null(broken);
  }
}

static void the_seed_begun_at_every_byte_keeps_the_invariants(void **state)
{
  (void)state;
  for (size_t start = 1; start < seed_size; start += 3) {
    textclean_lang target = (textclean_lang)(start % 3);
    const char *broken = check_article(doc, other, target, seed + start, seed_size - start);
    if (broken) {
      show(broken, target, seed + start, seed_size - start);
    }
    assert_null(broken);
  }
}

/* ---- Random mixtures --------------------------------------------------------- */

/* clang-format off */
static const char *const pieces[] = {
    "school", "The ", "of the ", "a", "Zhengdong", "Mr. Lin", "Dr.", "U.N.", "p.m.", "iPad",
    "e.g.", "mid", " -", "-", "- ", "anti -War", "high -speed", "3,000", "2.5", "10:30", "9",
    "2021.03.05", "举措", "学校", "的", "他说", "记者", "编辑", "國語", "〇", "、", "，", "。",
    "；", "：", "？", "！", "（", "）", "《", "》", "“", "”", "‘", "’", "「", "」", "【", "】",
    "……", "…", "——", "·", "～", ",", ".", ";", ":", "?", "!", "(", ")", "[", "]", "\"", "'",
    "\"\"", "...", ",,", "``", "`", " ", " ", " ", "  ", "\t", "\n", "\n", "\n\n", "\n\n\n",
    "\r\n", "\r", "\v", "\f", "\u2028", "\u00A0", "\u3000", "\u2009", "\xC2\x85", "&amp;",
    "&#44;", "&#x4e2d;", "&nbsp;", "&nbsp", "&am&#112;;", "&lt;p&gt;", "&#0;", "&#x301;",
    "&#8203;", "&quot;", "&", "#", "amp;", "&#10;", "\u200B", "\u200C", "\u200D", "\uFEFF",
    "\u00AD", "\u200E", "\u202E", "\u2069", "\u0301", "\u0323", "\u3099", "か", "カナ", "한국",
    "Ж", "word\u0430", "α", "مر", "ह\u093F", "ไท", "\u1100", "\u1161", "\u11A8", "\uFB01",
    "\u212B", "\uF900", "１２", "．", "Ａ", "ｂ", "①", "\U0001F600", "\U0001F468\u200D\U0001F469",
    "\uFE0F", "\U00020BB7", "\uFFFD", "\uE000", "\x01", "\x7F", "\x80", "\xBF", "\xC3",
    "\xE4\xB8", "\xF0\x9F\x98", "\xED\xA0\x80", "\xFF", "\xF4\x90", "http://a.example/b",
    "me@b.example", "c.com", "@user", "://", "@", "/", "%", "$5", "#1", "- END -", "Author:",
    "Read more", "Copyright 2021", "work work", "the end.\n",
};
/* clang-format on */

static size_t mix(char *out, size_t room, uint64_t *random)
{
  uint32_t kinds = 2 + up_to(random, TC_COUNT(pieces) - 2), first = next_random(random);
  uint32_t count = 1 + up_to(random, up_to(random, 3) == 0 ? 60 : 12);
  size_t size = 0;
  for (uint32_t i = 0; i < count; i++) {
    bool near = up_to(random, 3) > 0; /* in part what stands together in the list */
    uint32_t which = near ? first + next_random(random) % kinds : next_random(random);
    const char *piece = pieces[which % TC_COUNT(pieces)];
    size_t length = strlen(piece);
    if (size + length > room) {
      break;
    }
    memcpy(out + size, piece, length);
    size += length;
  }
  return size;
}

/* What is left when no byte can be taken away without mending it. */
static size_t minimize(textclean_doc *d, textclean_doc *again, textclean_lang target, char *bytes,
                       size_t size)
{
  char fewer[1024];
  for (size_t length = size / 2; length > 0; length /= 2) {
    for (size_t at = 0; at + length <= size;) {
      memcpy(fewer, bytes, at);
      memcpy(fewer + at, bytes + at + length, size - at - length);
      if (check_article(d, again, target, fewer, size - length)) {
        size -= length;
        memcpy(bytes, fewer, size);
      } else {
        at++;
      }
    }
  }
  return size;
}

static uint32_t check_mixtures(const char *rules, uint32_t count, uint64_t random)
{
  textclean_options options = {.struct_size = sizeof options, .rules = rules};
  textclean *cleaner;
  textclean_doc *d, *again;
  uint32_t failed = 0;
  char bytes[1024];
  assert_int_equal(textclean_new(&options, &cleaner), TEXTCLEAN_OK);
  assert_int_equal(textclean_doc_new(cleaner, &d), TEXTCLEAN_OK);
  assert_int_equal(textclean_doc_new(cleaner, &again), TEXTCLEAN_OK);
  for (uint32_t i = 0; i < count; i++) {
    textclean_lang target = (textclean_lang)(i % 3);
    size_t size = mix(bytes, sizeof bytes, &random);
    if (check_article(d, again, target, bytes, size) && failed++ < 5) {
      size = minimize(d, again, target, bytes, size);
      show(check_article(d, again, target, bytes, size), target, bytes, size);
    }
  }
  textclean_doc_free(d);
  textclean_doc_free(again);
  textclean_free(cleaner);
  return failed;
}

static void random_mixtures_keep_the_invariants(void **state)
{
  (void)state;
  assert_int_equal(check_mixtures(NULL, 12000, 31), 0);
}

static void random_mixtures_keep_the_invariants_under_other_rules(void **state)
{
  static const char *const lists[] = {"all",    "none",  "-unicode",   "-space",
                                      "-punct", "-news", "punct,news", "+bidi-control,-nfc"};
  (void)state;
  for (uint32_t i = 0; i < TC_COUNT(lists); i++) {
    assert_int_equal(check_mixtures(lists[i], 1500, 32 + i), 0);
  }
}

/* ---- Options, targets, limits ------------------------------------------------ */

static textclean_status new_with(const textclean_options *options)
{
  textclean *made = tc;
  textclean_status status = textclean_new(options, &made);
  assert_int_equal(status == TEXTCLEAN_OK, made != NULL);
  textclean_free(made);
  return status;
}

static void options_are_checked(void **state)
{
  struct {
    textclean_options known;
    char more[24];
  } later = {{.struct_size = sizeof later}, {0}};
  textclean_options options = {.struct_size = sizeof options};
  (void)state;
  assert_int_equal(new_with(NULL), TEXTCLEAN_OK);
  assert_int_equal(new_with(&options), TEXTCLEAN_OK);
  options.rules = "";
  assert_int_equal(new_with(&options), TEXTCLEAN_OK);
  options.rules = "no-such-rule";
  assert_int_equal(new_with(&options), TEXTCLEAN_EINVAL);
  options = (textclean_options){.struct_size = 0};
  assert_int_equal(new_with(&options), TEXTCLEAN_EINVAL);
  options.struct_size = offsetof(textclean_options, style) - 1;
  assert_int_equal(new_with(&options), TEXTCLEAN_EINVAL);
  options.struct_size = offsetof(textclean_options, style); /* of 0.1.0: the rest is not read */
  options.style = "no such keyword";
  options.style_size = 4;
  assert_int_equal(new_with(&options), TEXTCLEAN_OK);
  assert_int_equal(new_with(&later.known), TEXTCLEAN_OK); /* a later version, its news unused */
  later.more[23] = 1;
  assert_int_equal(new_with(&later.known), TEXTCLEAN_EINVAL);
}

/* New options come behind the old ones; abidiff does not tell those in the middle. */
static void options_keep_their_places(void **state)
{
  const size_t word = sizeof(void *);
  (void)state;
  assert_int_equal(offsetof(textclean_options, rules), word);
  assert_int_equal(offsetof(textclean_options, alloc), 2 * word);
  assert_int_equal(offsetof(textclean_options, style), 3 * word);
  assert_int_equal(offsetof(textclean_options, style_size), 4 * word);
}

static void the_hash_tells_sets_of_rules_apart(void **state)
{
  static const char *const lists[] = {"", "none", "all", "-entity", "-nfc", "space", "punct"};
  uint64_t hashes[TC_COUNT(lists)];
  (void)state;
  for (size_t i = 0; i < TC_COUNT(lists); i++) {
    textclean_options options = {.struct_size = sizeof options, .rules = lists[i]};
    textclean *made;
    assert_int_equal(textclean_new(&options, &made), TEXTCLEAN_OK);
    hashes[i] = textclean_rules_hash(made);
    textclean_free(made);
    for (size_t k = 0; k < i; k++) {
      assert_true(hashes[k] != hashes[i]);
    }
  }
  assert_true(hashes[0] == textclean_rules_hash(tc));
}

static void assert_empty(const textclean_doc *d)
{
  size_t n = 1;
  textclean_span far = {3, 9};
  assert_true(textclean_text(d, &n) && n == 0);
  assert_true(textclean_paragraphs(d, &n) && n == 0);
  assert_true(textclean_runs(d, &n) && n == 0);
  assert_true(textclean_sentences(d, &n) && n == 0);
  assert_true(textclean_edits(d, &n) && n == 0);
  assert_true(textclean_flags(d, &n) && n == 0);
  assert_int_equal(textclean_target(d), TEXTCLEAN_NONE);
  assert_int_equal(textclean_summarize(d).letters, 0);
  assert_int_equal(textclean_summarize(d).untranslated_letters, 0);
  assert_true(is_span(textclean_to_source(d, far), 0, 0));
  assert_true(is_span(textclean_from_source(d, far), 0, 0));
}

static void a_document_is_empty_before_the_first_apply(void **state)
{
  textclean_doc *fresh;
  (void)state;
  assert_int_equal(textclean_doc_new(tc, &fresh), TEXTCLEAN_OK);
  assert_empty(fresh);
  textclean_doc_free(fresh);
}

static void other_targets_are_refused(void **state)
{
  static const int bad[] = {TEXTCLEAN_JA, TEXTCLEAN_KO, TEXTCLEAN_OTHER, 99, -1};
  (void)state;
  for (size_t i = 0; i < TC_COUNT(bad); i++) {
    apply(doc, TEXTCLEAN_NONE, "Some 国 text.");
    assert_int_equal(textclean_apply(doc, (textclean_lang)bad[i], "a", 1), TEXTCLEAN_EINVAL);
    assert_empty(doc);
  }
}

static void the_target_is_what_the_text_is_mostly_in(void **state)
{
  (void)state;
  apply(doc, TEXTCLEAN_NONE, "学校 abc");
  assert_int_equal(textclean_target(doc), TEXTCLEAN_ZH);
  apply(doc, TEXTCLEAN_NONE, "They built it well in 学校 abc."); /* a Han weighs two letters */
  assert_int_equal(textclean_target(doc), TEXTCLEAN_EN);
  apply(doc, TEXTCLEAN_NONE, "河西镇（Hexi Town）位于Alder County的北部。"); /* names in Chinese */
  assert_int_equal(textclean_target(doc), TEXTCLEAN_ZH);
  apply(doc, TEXTCLEAN_NONE, "1234");
  assert_int_equal(textclean_target(doc), TEXTCLEAN_EN);
  apply(doc, TEXTCLEAN_ZH, "Only English.");
  assert_int_equal(textclean_target(doc), TEXTCLEAN_ZH);
  apply(doc, TEXTCLEAN_NONE, "");
  assert_int_equal(textclean_target(doc), TEXTCLEAN_EN);
}

static void a_source_beyond_the_limit_is_refused(void **state)
{
  (void)state;
  apply(doc, TEXTCLEAN_NONE, "Some 国 text.");
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_NONE, "unread", TEXTCLEAN_MAX_SIZE + 1),
                   TEXTCLEAN_ETOOBIG);
  assert_empty(doc);
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_NONE, "unread", SIZE_MAX), TEXTCLEAN_ETOOBIG);
  assert_empty(doc);
}

static void nothing_and_blanks_are_articles(void **state)
{
  static const char *const texts[] = {"", " ", "\n", " \n\t\n ", "\u3000\u3000", "\uFEFF"};
  (void)state;
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_EN, NULL, 0), TEXTCLEAN_OK);
  for (size_t i = 0; i < TC_COUNT(texts); i++) {
    size_t count;
    assert_null(check_article(doc, other, TEXTCLEAN_NONE, texts[i], strlen(texts[i])));
    textclean_paragraphs(doc, &count);
    assert_int_equal(count, 0);
    textclean_sentences(doc, &count);
    assert_int_equal(count, 0);
  }
}

static void what_an_edit_took_away_is_flagged_through_it(void **state)
{
  (void)state;
  apply(doc, TEXTCLEAN_NONE, "It\u00E2\u20AC\u2122s late \xFF today.");
  assert_text(doc, "It\u2019s late \uFFFD today.");
  const textclean_flag *mended = nth_flag(doc, TEXTCLEAN_MOJIBAKE, 0);
  const textclean_flag *bad = nth_flag(doc, TEXTCLEAN_ILL_FORMED, 0);
  assert_true(mended && is_piece(doc, mended->at.span, "\u2019"));
  assert_true(is_span(mended->at.source, 2, 10));
  assert_true(bad && is_piece(doc, bad->at.span, "\uFFFD"));
  assert_true(is_span(bad->at.source, 17, 18));
  assert_null(nth_flag(doc, TEXTCLEAN_REPLACEMENT_CHARACTER, 0));
}

static void a_nul_is_a_byte_like_others(void **state)
{
  size_t size;
  (void)state;
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_EN, "One\0 two.", 9), TEXTCLEAN_OK);
  assert_memory_equal(textclean_text(doc, &size), "One two.", 8);
  assert_int_equal(size, 8);
}

static void the_source_is_not_needed_after_apply(void **state)
{
  char *source = malloc(20);
  (void)state;
  assert_non_null(source);
  memcpy(source, "A clean text, here.", 20);
  apply(doc, TEXTCLEAN_NONE, source);
  memset(source, 'X', 20);
  free(source);
  assert_text(doc, "A clean text, here.");
  assert_int_equal(textclean_summarize(doc).letters, 14);
}

static void null_is_freed_as_nothing(void **state)
{
  (void)state;
  textclean_free(NULL);
  textclean_doc_free(NULL);
  assert_int_equal(textclean_rules_check(NULL, NULL), TEXTCLEAN_OK);
  assert_int_equal(textclean_rules_check("x", NULL), TEXTCLEAN_EINVAL);
}

static void spans_beyond_the_text_are_cut(void **state)
{
  (void)state;
  apply(doc, TEXTCLEAN_EN, "one  two");
  assert_true(is_span(textclean_to_source(doc, (textclean_span){4, 99}), 5, 8));
  assert_true(is_span(textclean_to_source(doc, (textclean_span){99, 99}), 8, 8));
  assert_true(is_span(textclean_from_source(doc, (textclean_span){0, UINT32_MAX}), 0, 7));
  assert_true(is_span(textclean_from_source(doc, (textclean_span){5, 8}), 4, 7));
}

static void every_value_has_a_name_and_no_other(void **state)
{
  (void)state;
  assert_string_equal(textclean_lang_name(TEXTCLEAN_ZH), "zh");
  assert_string_equal(textclean_script_name(TEXTCLEAN_HANS), "Hans");
  assert_string_equal(textclean_role_name(TEXTCLEAN_BYLINE), "byline");
  assert_string_equal(textclean_kind_name(TEXTCLEAN_UNBALANCED_QUOTE), "unbalanced-quote");
  for (int i = -2; i < 40; i++) {
    assert_int_equal(textclean_lang_name((textclean_lang)i) != NULL,
                     i >= 0 && i <= TEXTCLEAN_OTHER);
    assert_int_equal(textclean_script_name((textclean_script)i) != NULL,
                     i >= 0 && i <= TEXTCLEAN_ZZZZ);
    assert_int_equal(textclean_role_name((textclean_role)i) != NULL,
                     i >= 0 && i <= TEXTCLEAN_RELATED);
    assert_int_equal(textclean_kind_name((textclean_kind)i) != NULL,
                     i >= 0 && i < TEXTCLEAN_KIND_COUNT);
    assert_non_null(textclean_strerror((textclean_status)i));
  }
  assert_true(textclean_version()[0] && textclean_unicode_version()[0]);
}

/* ---- Memory ------------------------------------------------------------------ */

/* A text in which nearly every word is edited, in both lists and in several steps. */
#define DAMAGE                                                                                     \
  "A high -quality  word ,and &am&#112;; more( in here )。国,好  的...“ 他 ”\n\n\n"       \
  "  e\u0301\u200B１２．５\xE4\xB8 the\u00A0end!He left.学校,老师;\r\n"
#define DAMAGE_4 DAMAGE DAMAGE DAMAGE DAMAGE

static const char many_edits[] = DAMAGE_4 DAMAGE_4 DAMAGE_4 DAMAGE_4;

static void each_failed_call_of_new_is_told(void **state)
{
  (void)state;
  for (size_t n = 1;; n++) {
    heap h = {.fail_at = n};
    textclean_alloc alloc = {heap_resize, &h};
    textclean_options options = {.struct_size = sizeof options, .alloc = &alloc};
    textclean *made = tc;
    textclean_doc *d = doc;
    textclean_status status = textclean_new(&options, &made);
    bool failed = status != TEXTCLEAN_OK;
    assert_true(failed ? status == TEXTCLEAN_ENOMEM && !made : made != NULL);
    if (!failed) {
      status = textclean_doc_new(made, &d);
      assert_true(status == TEXTCLEAN_OK ? d != NULL : status == TEXTCLEAN_ENOMEM && !d);
      failed = status != TEXTCLEAN_OK;
      textclean_doc_free(d);
    }
    textclean_free(made);
    assert_int_equal(h.held, 0);
    assert_int_equal(h.wrong_sizes, 0);
    if (!failed) {
      assert_int_equal(n, 3); /* a call for each of the two handles */
      break;
    }
  }
}

/* The n-th call from here on fails, in a document that has had `before`. Whether that
 * call came at all. */
static bool fail_once(size_t n, bool fail_on, const char *before, const char *text)
{
  heap h = {0};
  textclean_alloc alloc = {heap_resize, &h};
  textclean_options options = {.struct_size = sizeof options, .rules = "all", .alloc = &alloc};
  textclean *made;
  textclean_doc *d, *fresh;
  assert_int_equal(textclean_new(&options, &made), TEXTCLEAN_OK);
  assert_int_equal(textclean_doc_new(made, &d), TEXTCLEAN_OK);
  assert_int_equal(textclean_doc_new(made, &fresh), TEXTCLEAN_OK);
  apply(fresh, TEXTCLEAN_NONE, text);
  if (before) {
    apply(d, TEXTCLEAN_NONE, before);
  }
  h.fail_at = h.calls + n;
  h.fail_on = fail_on;
  textclean_status status = textclean_apply(d, TEXTCLEAN_NONE, text, strlen(text));
  bool reached = h.calls >= h.fail_at;
  h.fail_at = 0;
  if (status == TEXTCLEAN_OK) {
    assert_true(!fail_on || !reached);
  } else {
    assert_int_equal(status, TEXTCLEAN_ENOMEM);
    assert_empty(d);
    apply(d, TEXTCLEAN_NONE, text);
  }
  size_t calls = h.calls;
  assert_true(same_result(d, fresh));
  assert_int_equal(h.calls, calls); /* nothing but these three calls allocates */
  textclean_doc_free(d);
  textclean_doc_free(fresh);
  textclean_free(made);
  assert_int_equal(h.held, 0);
  assert_int_equal(h.wrong_sizes, 0);
  return reached;
}

static void each_failed_call_of_apply_is_told(void **state)
{
  const char *const texts[] = {"", "One clean sentence.", "国,好", seed, many_edits};
  (void)state;
  for (size_t i = 0; i < TC_COUNT(texts); i++) {
    for (int mode = 0; mode < 4; mode++) {
      const char *before = mode >= 2 ? "Something short." : NULL;
      size_t n = 1;
      while (fail_once(n, mode % 2 == 1, before, texts[i])) {
        n++;
      }
      assert_true(n > 1 || before);
      assert_true(n < 100);
    }
  }
}

/* Articles over and over in one document: at last the allocator is not called. */
static void assert_settles(const char *text, size_t size)
{
  heap h = {0};
  textclean_alloc alloc = {heap_resize, &h};
  textclean_options options = {.struct_size = sizeof options, .alloc = &alloc};
  textclean *made;
  textclean_doc *d;
  assert_int_equal(textclean_new(&options, &made), TEXTCLEAN_OK);
  assert_int_equal(textclean_doc_new(made, &d), TEXTCLEAN_OK);
  for (int i = 0; i < 4; i++) {
    assert_int_equal(textclean_apply(d, TEXTCLEAN_NONE, text, size), TEXTCLEAN_OK);
  }
  size_t calls = h.calls, held = h.held;
  for (int i = 0; i < 4; i++) {
    assert_int_equal(textclean_apply(d, TEXTCLEAN_NONE, text, size), TEXTCLEAN_OK);
  }
  if (h.calls != calls) {
    fprintf(stderr, "# %zu calls for four more articles like \"%.40s\"\n", h.calls - calls, text);
  }
  assert_int_equal(h.calls, calls);
  assert_int_equal(h.held, held);
  textclean_doc_free(d);
  textclean_free(made);
}

static void after_a_few_articles_nothing_is_allocated(void **state)
{
  enum { SIZE = 100000 };
  static const char *const fills[] = {"Plain words of a clean text. ",
                                      "干净的文章没有错误。",
                                      "国 a ",
                                      ",",
                                      "\n",
                                      "\u200B",
                                      "\xFF",
                                      "“a” ",
                                      "a.B "};
  char *text = malloc(SIZE);
  (void)state;
  assert_non_null(text);
  assert_settles(seed, seed_size);
  assert_settles(many_edits, strlen(many_edits));
  for (size_t i = 0; i < TC_COUNT(fills); i++) {
    for (size_t k = 0; k < SIZE; k++) {
      text[k] = fills[i][k % strlen(fills[i])];
    }
    assert_settles(text, SIZE);
    assert_settles(text, SIZE / 50);
  }
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(seed_hyphens_and_labels_are_mended),
      cmocka_unit_test(seed_chinese_span_is_one_run_with_its_marks),
      cmocka_unit_test(seed_chinese_span_is_flagged_once),
      cmocka_unit_test(seed_other_damage_is_flagged),
      cmocka_unit_test(seed_paragraphs_have_their_roles),
      cmocka_unit_test(seed_is_clean_after_one_run),
      cmocka_unit_test(the_seed_cut_at_every_byte_keeps_the_invariants),
      cmocka_unit_test(the_seed_begun_at_every_byte_keeps_the_invariants),
      cmocka_unit_test(random_mixtures_keep_the_invariants),
      cmocka_unit_test(random_mixtures_keep_the_invariants_under_other_rules),
      cmocka_unit_test(options_are_checked),
      cmocka_unit_test(options_keep_their_places),
      cmocka_unit_test(the_hash_tells_sets_of_rules_apart),
      cmocka_unit_test(a_document_is_empty_before_the_first_apply),
      cmocka_unit_test(other_targets_are_refused),
      cmocka_unit_test(the_target_is_what_the_text_is_mostly_in),
      cmocka_unit_test(a_source_beyond_the_limit_is_refused),
      cmocka_unit_test(nothing_and_blanks_are_articles),
      cmocka_unit_test(what_an_edit_took_away_is_flagged_through_it),
      cmocka_unit_test(a_nul_is_a_byte_like_others),
      cmocka_unit_test(the_source_is_not_needed_after_apply),
      cmocka_unit_test(null_is_freed_as_nothing),
      cmocka_unit_test(spans_beyond_the_text_are_cut),
      cmocka_unit_test(every_value_has_a_name_and_no_other),
      cmocka_unit_test(each_failed_call_of_new_is_told),
      cmocka_unit_test(each_failed_call_of_apply_is_told),
      cmocka_unit_test(after_a_few_articles_nothing_is_allocated),
  };
  return cmocka_run_group_tests_name("textclean", tests, open_all, close_all);
}
