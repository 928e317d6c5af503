/* test_linear.c - hostile articles cost no more than their size.
 *
 * As a test it counts memory, which is the same each time. With an argument it takes
 * times instead:
 *
 *   test_linear --time [BYTES]    each pattern at BYTES (64 KiB) and at eight times that
 *   test_linear --double [BYTES]  every fifth one at BYTES (1 MB), and at 2, 4 and 8 times that
 *
 * and marks what grows more than twelvefold, or is ten times slower than plain text. */
#include "unit.h"

#include <signal.h> /* signal, SIGALRM */
#include <stdio.h>  /* printf */
#include <time.h>   /* clock */
#include <unistd.h> /* alarm, write, _exit */

enum {
  SMALL = 64 << 10,
  LARGE = 8 * SMALL,
  MOST = 400, /* bytes of memory a byte of text; each byte an event and an edit is 290 */
  CALLS = 64, /* of the allocator for one article: chunks double */
  FIXED = 1 << 20,
  PATIENCE = 30 /* seconds for one article: without end is longer than that */
};

typedef struct pattern { /* half of the text is `first` again and again, half `second` */
  const char *name, *first, *second; /* NULL: all is `first`; no `first`: made by chance */
  const char *rules;                 /* with a colon in it: the style of a house */
} pattern;

#define TEN_HAN "国国国国国国国国国国"
#define DASHES "- - - - - - - - "

static const pattern patterns[] = {
    {"plain English", NULL, "e", NULL},
    {"plain Chinese", NULL, "z", NULL},
    {"a mixture of all", NULL, NULL, NULL},
    {"a mixture of all, all rules", NULL, NULL, "all"},
    {"opening quotes", "“", NULL, NULL},
    {"opening quotes and words", "“word ", NULL, NULL},
    {"closing quotes", "”", NULL, NULL},
    {"straight quotes", "\"", NULL, NULL},
    {"straight quotes and words", " \"word", NULL, NULL},
    {"apostrophes", "'", NULL, NULL},
    {"brackets", "(", NULL, NULL},
    {"brackets, closed again", "(", ")", NULL},
    {"brackets and blanks", "( ", ") ", NULL},
    {"all kinds of brackets", "([{（【「", "」】）}])", NULL},
    {"title marks", "《", NULL, NULL},
    {"title marks, closed again", "《", "》", NULL},
    {"title marks with text", "《国", "》国", NULL},
    {"periods", ".", NULL, NULL},
    {"periods and blanks", ". ", NULL, NULL},
    {"periods and brackets", ".)", NULL, NULL},
    {"periods behind Chinese", "国.", NULL, NULL},
    {"exclamation marks", "!", NULL, NULL},
    {"question marks behind a word", "a???????????", NULL, NULL},
    {"stops, then blanks, no rules", ".", " ", "none"},
    {"Chinese stops", "。", NULL, NULL},
    {"Chinese stops and quotes", "。”", NULL, NULL},
    {"groups of dots", "... ", NULL, NULL},
    {"dots behind words", "word...", NULL, NULL},
    {"ellipses", "…", NULL, NULL},
    {"blanks", " ", NULL, NULL},
    {"blanks behind Chinese", "国", " ", NULL},
    {"blanks, no rules", "国", " ", "none"},
    {"blanks and words, no rules", "国 a ", "      ", "none"},
    {"blanks before commas", "   ,", NULL, NULL},
    {"ideographic blanks", "\u3000", NULL, NULL},
    {"tabs", "\t", NULL, NULL},
    {"line feeds", "\n", NULL, NULL},
    {"line feeds, no rules", "\n", NULL, "none"},
    {"line feeds and blanks", "\n ", NULL, NULL},
    {"carriage returns", "\r\n", NULL, NULL},
    {"short lines", "a\n", NULL, NULL},
    {"short paragraphs", "a b\n\n", NULL, NULL},
    {"bylines", "Author: Li\n\n", NULL, NULL},
    {"headings of links", "Read more\n\n", NULL, NULL},
    {"rulers", "-----\n\n", NULL, NULL},
    {"end marks", "- END -\n", NULL, NULL},
    {"commas", ",", NULL, NULL},
    {"commas and words", "a,", NULL, NULL},
    {"Chinese commas", "，", NULL, NULL},
    {"commas behind Chinese", "国,", NULL, NULL},
    {"colons", ":", NULL, NULL},
    {"ampersands", "&", NULL, NULL},
    {"entities", "&amp;", NULL, NULL},
    {"an entity of entities", "&amp;amp;", NULL, NULL},
    {"open entities", "&amp", NULL, NULL},
    {"starts of addresses", "://", NULL, NULL},
    {"schemes", "a://", NULL, NULL},
    {"addresses", "http://a.example/b ", NULL, NULL},
    {"labels of hosts", "a.", NULL, NULL},
    {"known labels of hosts", "com.", NULL, NULL},
    {"parts of paths", "a/", NULL, NULL},
    {"at signs", "@", NULL, NULL},
    {"words at words", "a@", NULL, NULL},
    {"percent signs and at signs", "%%%%%%%%%%%%%%%%@ ", NULL, NULL},
    {"grave accents", "`", NULL, NULL},
    {"grave accents and commas", "` ,,,,,,", ",", NULL},
    {"one word", "a", NULL, NULL},
    {"one word of capitals", "A", NULL, NULL},
    {"one word in Chinese", "国", "a", NULL},
    {"one number", "1", NULL, NULL},
    {"digits and commas", "1,", NULL, NULL},
    {"digits and periods", "1.", NULL, NULL},
    {"circled numbers behind Chinese", "国", "①", NULL},
    {"full-width digits", "１", NULL, NULL},
    {"full-width digits and points", "１．", NULL, NULL},
    {"Chinese and Latin in turn", "国a", NULL, NULL},
    {"Chinese and Latin, blanks between", "国 a ", NULL, NULL},
    {"Chinese and digits in turn", "国1", NULL, NULL},
    {"Chinese and English clauses", "国 and then of the ", NULL, NULL},
    {"Chinese in brackets in English", "of the (国) and ", NULL, NULL},
    {"Kana and Hangul in turn", "か한", NULL, NULL},
    {"Cyrillic and Latin in turn", "Жa", NULL, NULL},
    {"Greek and Latin in turn", "αa", NULL, NULL},
    {"Cyrillic", "Ж", NULL, NULL},
    {"Arabic", "م", NULL, NULL},
    {"combining marks", "\u0301", NULL, NULL},
    {"letters and combining marks", "e\u0301", NULL, NULL},
    {"many combining marks on a letter", "e", "\u0301\u0323", NULL},
    {"conjoining Jamo", "\u1100\u1161\u11A8", NULL, NULL},
    {"zero-width spaces", "\u200B", NULL, NULL},
    {"joiners", "\u200D", NULL, NULL},
    {"joined pictures", "\U0001F468\u200D", NULL, NULL},
    {"direction marks", "\u200E", NULL, NULL},
    {"bidi controls", "\u202E", NULL, NULL},
    {"soft hyphens in words", "a\u00AD", NULL, NULL},
    {"controls", "\x01", NULL, NULL},
    {"replacement characters", "\uFFFD", NULL, NULL},
    {"ill-formed bytes", "\xFF", NULL, NULL},
    {"cut characters", "\xE4\xB8", NULL, NULL},
    {"ill-formed bytes in words", "a\x80", NULL, NULL},
    {"hyphens", "-", NULL, NULL},
    {"hyphens behind blanks", "a -", NULL, NULL},
    {"hyphens between blanks", " - ", NULL, NULL},
    {"dashes", "—", NULL, NULL},
    {"an abbreviation", "Mr. ", NULL, NULL},
    {"initials", "A. ", NULL, NULL},
    {"the same word", "word ", NULL, NULL},
    {"the same sentence", "This is the same sentence as before. ", NULL, NULL},
    {"the same Chinese sentence", "这是和前面一样的一个句子。", NULL, NULL},
    {"the same paragraph", "This is the same paragraph as before.\n\n", NULL, NULL},
    {"marks, then Chinese in English", DASHES, "国 and then of the ", NULL},
    {"marks, then English in Chinese", DASHES, "国国国国国国 wonderful 国", NULL},
    {"fragments", "in the group. strength. ", NULL, NULL},
    {"Chinese reporters", "记者", NULL, NULL},
    {"sayings", "“好。”他说", NULL, NULL},
    {"footnotes", "end.[1]", NULL, NULL},
    {"labels", "Author:Time:Source:", NULL, NULL},
    {"mojibake", "\u00E2\u20AC\u2122", NULL, NULL},
    {"mojibake of mojibake", "\u00C3\u00A2\u00E2\u201A\u00AC", NULL, NULL},
    {"UTF-8 read as GBK", "鈥檚 ", NULL, NULL},
    {"Chinese read as GBK", "娌宠タ闀囩殑", NULL, NULL},
    {"a row that proves nothing", "涓浜鍜屽", NULL, NULL},
    {"GBK read as Latin-1", "Ä¥·»Ê§»ðÁË", NULL, NULL},
    {"pairs of letters", "ÄÅ", NULL, NULL},
    {"pairs of letters and digits", "Äê7", NULL, NULL},
    {"lost bytes among letters", "éé\uFFFD", NULL, NULL},
    {"fill bytes", "锟斤拷", NULL, NULL},
    {"rare Han", "\u9FC3", NULL, NULL},
    {"rare Han now and then", "国国国国国\u9FC3", NULL, NULL},
    {"tags", "<b>", NULL, NULL},
    {"open tags", "<b ", NULL, NULL},
    {"an open tag and commas", "<b ,,,,,,,,", NULL, NULL},
    {"number signs", "#", NULL, NULL},
    {"numbers for numbers", "#NUMBER ", NULL, NULL},
    {"nearly a term", "国", NULL,
     "term: " TEN_HAN "好\nterm: " TEN_HAN TEN_HAN TEN_HAN "国国国国国国国国国好\n"},
    {"terms", TEN_HAN "好", NULL, "term: 好\nterm: 国国\nterm: " TEN_HAN "\n"},
    {"terms that would be edited", "Mill -h ", NULL, "term: Mill -h\n"},
    {"labels of a house", "采编：", NULL, "label: 采编\nend: 采编采编\nnotice: 编\n"},
    {"letters beyond ASCII", "\u00E9", NULL, NULL},
};

/* ---- Texts ------------------------------------------------------------------- */

static const char *const english[] = {"the ",     "school ", "of ",    "council ",
                                      "new ",     "in ",     "river ", "says. ",
                                      "Norvale ", "to ",     "plan, ", "and "};
static const char *const chinese[] = {"学校", "的",   "发展，", "在", "城市", "人们",
                                      "昨天", "道路", "开放。", "新", "计划", "和"};

static const char *chosen(const pattern *p, uint64_t *random)
{
  uint32_t n = next_random(random);
  if (p->second) {
    return p->second[0] == 'e' ? english[n % TC_COUNT(english)] : chinese[n % TC_COUNT(chinese)];
  }
  return patterns[4 + n % (TC_COUNT(patterns) - 4)].first;
}

/* Adds a piece if it fits; what is cut would be ill-formed. */
static bool append(char *text, size_t *size, size_t most, const char *piece)
{
  size_t length = strlen(piece);
  if (length > most - *size) {
    return false;
  }
  memcpy(text + *size, piece, length);
  *size += length;
  return true;
}

/* A text of at most *size bytes. What stands between blanks is text: so `first` ends it. */
static char *make(const pattern *p, size_t *size)
{
  char *text = malloc(*size);
  uint64_t random = 5;
  size_t at = 0, most = p->first ? *size - strlen(p->first) : *size;
  assert_non_null(text);
  for (bool more = true; more;) {
    bool second = p->second && at >= *size / 2;
    const char *piece = !p->first ? chosen(p, &random) : second ? p->second : p->first;
    more = append(text, &at, most, piece);
  }
  if (p->first) {
    append(text, &at, *size, p->first);
  }
  *size = at;
  return text;
}

/* ---- Memory ------------------------------------------------------------------ */

static const char *now_at; /* for the alarm */

/* Tells which pattern takes so long; only what is safe in a signal handler. */
static void give_up(int signal_number)
{
  static const char head[] = "# not linear: ";
  (void)signal_number;
  ssize_t written = write(STDERR_FILENO, head, sizeof head - 1);
  written += write(STDERR_FILENO, now_at, strlen(now_at));
  written += write(STDERR_FILENO, "\n", 1);
  _exit(written > 0 ? 1 : 2);
}

static textclean_options options_of(const pattern *p)
{
  textclean_options options = {.struct_size = sizeof options};
  bool is_style = p->rules && strchr(p->rules, ':');
  options.rules = is_style ? NULL : p->rules;
  options.style = is_style ? p->rules : NULL;
  options.style_size = is_style ? strlen(p->rules) : 0;
  return options;
}

static void check_memory(const pattern *p, size_t size)
{
  heap h = {0};
  textclean_alloc alloc = {heap_resize, &h};
  textclean_options options = options_of(p);
  textclean *tc;
  textclean_doc *doc;
  char *text = make(p, &size);
  options.alloc = &alloc;
  assert_int_equal(textclean_new(&options, &tc), TEXTCLEAN_OK);
  assert_int_equal(textclean_doc_new(tc, &doc), TEXTCLEAN_OK);
  assert_int_equal(textclean_apply(doc, TEXTCLEAN_NONE, text, size), TEXTCLEAN_OK);
  if (h.most > MOST * size + FIXED || h.calls > CALLS) {
    fprintf(stderr, "# %s: %zu bytes in %zu calls\n", p->name, h.most, h.calls);
  }
  assert_true(h.most <= MOST * size + FIXED);
  assert_true(h.calls <= CALLS);
  textclean_doc_free(doc);
  textclean_free(tc);
  free(text);
  assert_int_equal(h.held, 0);
}

static void hostile_articles_take_linear_memory(void **state)
{
  (void)state;
  signal(SIGALRM, give_up);
  for (size_t i = 0; i < TC_COUNT(patterns); i++) {
    now_at = patterns[i].name;
    alarm(PATIENCE);
    check_memory(&patterns[i], SMALL);
    check_memory(&patterns[i], LARGE);
  }
  alarm(0);
}

/* ---- Time -------------------------------------------------------------------- */

static double seconds(const pattern *p, size_t size)
{
  textclean_options options = options_of(p);
  textclean *tc;
  textclean_doc *doc;
  char *text = make(p, &size);
  double best = 1e9;
  if (textclean_new(&options, &tc) != TEXTCLEAN_OK || textclean_doc_new(tc, &doc) != TEXTCLEAN_OK) {
    return best;
  }
  for (int i = 0; i < 3; i++) {
    clock_t start = clock();
    textclean_status status = textclean_apply(doc, TEXTCLEAN_NONE, text, size);
    double took = (double)(clock() - start) / CLOCKS_PER_SEC;
    best = status == TEXTCLEAN_OK && took < best ? took : best;
    if (took > 5) {
      break; /* slow enough to be sure; a size that is measured once looks slower than its half */
    }
  }
  textclean_doc_free(doc);
  textclean_free(tc);
  free(text);
  return best;
}

static int take_times(size_t size)
{
  double plain = 0;
  int slow = 0;
  printf("%-36s %9s %9s %6s\n", "pattern", "MB/s", "at 8x", "ratio");
  for (size_t i = 0; i < TC_COUNT(patterns); i++) {
    const pattern *p = &patterns[i];
    double one = seconds(p, size), eight = seconds(p, 8 * size);
    for (int again = 0; again < 3 && eight > 12 * one && eight < 2; again++) { /* chance? */
      one = seconds(p, size);
      eight = seconds(p, 8 * size);
    }
    double speed = 8 * (double)size / eight / 1e6;
    plain = i < 2 && (i == 0 || speed < plain) ? speed : plain; /* the slower of both */
    const char *mark = eight > 12 * one && eight > 0.02 ? "  NOT LINEAR"
                       : speed < plain / 10             ? "  slow"
                                                        : "";
    slow += *mark != '\0';
    printf("%-36s %9.1f %9.1f %6.1f%s\n", p->name, (double)size / one / 1e6, speed, eight / one,
           mark);
    fflush(stdout);
  }
  return slow ? 1 : 0;
}

/* The table of the benchmark: what one doubling costs at most. */
static int double_sizes(size_t size)
{
  enum { DOUBLINGS = 3, EACH = 5 };
  int bad = 0;
  printf("%-36s %9s %9s %9s %9s %8s\n", "pattern", "MB/s", "at 2x", "at 4x", "at 8x", "doubling");
  for (size_t i = 0; i < TC_COUNT(patterns); i += i < 3 ? 1 : EACH) {
    double last = seconds(&patterns[i], size), worst = 0;
    printf("%-36s %9.1f", patterns[i].name, (double)size / last / 1e6);
    for (int k = 1; k <= DOUBLINGS; k++) {
      double took = seconds(&patterns[i], size << k);
      worst = took / last > worst ? took / last : worst;
      printf(" %9.1f", (double)(size << k) / took / 1e6);
      last = took;
    }
    printf(" %8.2f\n", worst);
    fflush(stdout);
    bad += worst > 4; /* 2 is linear, 4 square; a loaded machine is in between */
  }
  return bad ? 1 : 0;
}

int main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(hostile_articles_take_linear_memory)};
  if (argc > 1 && strcmp(argv[1], "--time") == 0) {
    return take_times(argc > 2 ? strtoul(argv[2], NULL, 10) : SMALL);
  }
  if (argc > 1 && strcmp(argv[1], "--double") == 0) {
    return double_sizes(argc > 2 ? strtoul(argv[2], NULL, 10) : 1000000);
  }
  return cmocka_run_group_tests_name("linear", tests, NULL, NULL);
}
