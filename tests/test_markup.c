/* test_markup.c - what of HTML and Markdown is text; hostile markup takes no longer than other. */
#include <setjmp.h> /* jmp_buf, which cmocka.h wants */
#include <stdarg.h> /* va_list, which cmocka.h wants */
#include <stddef.h> /* size_t */
#include <stdint.h> /* uint32_t */

#include <cmocka.h> /* assert_true, cmocka_run_group_tests */
#include <stdio.h>  /* print_error */
#include <stdlib.h> /* malloc, free */
#include <string.h> /* memcmp, strlen */
#include <unistd.h> /* alarm */

#include "html_token.h"
#include "markup.h"

enum {
  LARGE = 1 << 20, /* bytes that are read, and */
  SMALL = 1 << 17, /* that are cleaned; what is not linear takes hours for them */
  PATIENCE = 60    /* seconds */
};

typedef struct example {
  const char *source, *plain;
} example;

static const example html[] = {
    {"", ""},
    {"a", "a"},
    {" a  b\n c ", "a b c"},
    {"<p>a</p>\n<p>b", "a\n\nb"},
    {"<p> a <b> b</b> <i> c</i> </p> d", "a b c\n\nd"},
    {"a<br>b<br/>\n c<br><br><br>d", "a\nb\nc\n\nd"},
    {"<b>a</b>b<span title='>'>c</span>", "abc"},
    {"a<script>b</script>c<style>d</style>e<!-- f -->g", "aceg"},
    {"a<script>'</scrip>' <!-- <script> </script> --></script>b", "ab"},
    {"<title>a</title>b<textarea><b></textarea>c", "bc"},
    {"<pre>a <pre>b</pre> c</pre>d<svg>e<svg>f</svg></svg>g<svg/>h", "dgh"},
    {"a <code>b  <i>c`</i></code>, d", "a `b c'`, d"},
    {"a < b <3 << </ > c</", "a < b <3 << c</"},
    {"a<b c=\"d>e\" f='>' g=h/i>j</b k=l>m", "ajm"},
    {"a<b c", "a"},
    {"a<!-->b<!--->c<!-- d --!>e<!-- f", "abce"},
    {"a<?b?>c<!d>e</ f>g<![CDATA[h]]>i", "acegi"},
    {"a<P>b</P >c<LI>d", "a\n\nb\n\nc\n\nd"},
    {"<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\nb"},
    {"<p>&nbsp;</p><p>a", "a"},
    {"a&amp;b&lt;", "a&amp;b&lt;"},
    {"河西\n镇 a\n西", "河西镇 a 西"},
    {"河西，\n“镇”\n한\n국", "河西，“镇” 한 국"},
    {"a<plaintext>b</plaintext>c", "a"},
    {"<table><tr><td>a<td>b<tr><td>c</table>", "a\n\nb\n\nc"},
};

static const example markdown[] = {
    {"", ""},
    {"a\nb  \nc\\\nd", "a b\nc\nd"},
    {"# a #\n## b\n####### c\n#d", "a\n\nb\n\n####### c #d"},
    {"a\n===\nb\n---\n* * *\nc", "a\n\nb\n\nc"},
    {"> a\n> b\nc\n\n> d", "a b c\n\nd"},
    {"- a\n  b\n- [ ] c\n   - d\n\n  e", "a b\n\nc\n\nd\n\ne"},
    {"1. a\n2) b\nc\n5. d\n\n9. e", "a\n\nb c\n\nd\n\ne"},
    {"a\n    b\n\n    c\n\n\td\n\ne", "a b\n\ne"},
    {"```x\na\n``\n```\nb\n~~~\nc", "b"},
    {"> ```\n> a\nb", "b"},
    {"a `b  c` ``d`e`` f`", "a `b c` `d'e` f`"},
    {"*a* **b** ***c*** _d_ e_f_g 2 * 3 *h", "a b c d e_f_g 2 * 3 *h"},
    {"~~a~~ ~b~ ~~~c~~~ ~~d", "a b ~~~c~~~ ~~d"},
    {"**「a」**b", "「a」b"},
    {"[a](b) [c](<d e> \"f\") [g](h(i)) [j](k l", "a c g [j](k l"},
    {"[a][b] [c][] [d] ![e](f) ![g][h]i", "a c [d] i"},
    {"[a](b \"c\nd\") [![e](f)](g)h", "a h"},
    {"[a]: /b 'c'\n[^d]: e[^f]\ng", "e g"},
    {"<http://a.b> <c@d.e> <b>f</b> <br>g <1>", "http://a.b c@d.e f\ng <1>"},
    {"\\*a\\* \\b \\\\", "*a* \\b \\"},
    {"|a|b|\n|-|-|\n|c\\|d|`e`|\n\nf|g", "a\n\nb\n\nc|d\n\n`e`\n\nf|g"},
    {"---\na: b\n---\nc", "c"},
    {"---\na", "a"},
    {"<div>\na *b*\n</div>\n<script>\nc\n</script>\nd\n<!-- e\n\nf -->\ng", "a b\n\nd\n\ng"},
    {"a\r\nb\r\rc", "a b\n\nc"},
};

static void check(markup_kind kind, const example *e)
{
  markup_map map = {0};
  assert_true(markup_read(&map, kind, e->source, strlen(e->source)));
  if (map.plain.size != strlen(e->plain) ||
      memcmp(map.plain.bytes, e->plain, map.plain.size) != 0) {
    print_error("source: %s\nplain:  %.*s\nwanted: %s\n", e->source, (int)map.plain.size,
                map.plain.bytes, e->plain);
    fail();
  }
  map_free(&map);
}

static void reads_html(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof html / sizeof *html; i++) {
    check(MARKUP_HTML, &html[i]);
  }
}

static void reads_markdown(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof markdown / sizeof *markdown; i++) {
    check(MARKUP_MARKDOWN, &markdown[i]);
  }
}

static void has_tags_in_order(void **state)
{
  size_t count;
  const html_row *rows = html_rows(&count);
  (void)state;
  for (size_t i = 1; i < count; i++) {
    assert_true(strcmp(rows[i - 1].name, rows[i].name) < 0);
  }
}

/* ---- Hostile markup --------------------------------------------------------------- */

static const char *const hostile[] = {
    "<",
    "</",
    "<a",
    "<a ",
    "<a b=\"",
    "<a b='<c d=\"",
    "<!--",
    "<!--a--!>",
    "<!--->",
    "<!",
    "<?",
    "<b>",
    "</b>",
    "<p>",
    "<br>",
    "<b></b>",
    "<p> ",
    "a <b> ",
    "a\n",
    "河\n",
    "<code>",
    "<code></code>",
    "a<code>`",
    "<pre>",
    "<svg>",
    "<svg/>",
    "<script>",
    "<script><!--",
    "</script>",
    "<textarea>",
    "<img> ",
    "<img> ,",
    "&nbsp;",
    "<p>&nbsp;",
    "a &amp; ,",
    "a ,<b>",
    "<b> ,",
    "*",
    "*a",
    "a*",
    "*a ",
    "**a_",
    "*_~",
    "_a",
    "~~a",
    "`",
    "`a``",
    "[",
    "]",
    "[a](",
    "[a](<",
    "[a](b \"",
    "[a](b (",
    "[a](b 'c",
    "![",
    "![a",
    "[^",
    "[a][",
    "[]",
    "\\",
    "<a@",
    "<http:",
    "> ",
    ">\n",
    "- ",
    "- a\n",
    "1. ",
    "    a\n",
    "```\n",
    "~~~\n\n",
    "# \n",
    "|",
    "|-|\n",
    "a|b\n-|-\n",
    "a\n===\n",
    "---\n",
    "[a]: b\n",
    "[a]:",
    "a  \n",
    "<script>\n",
    "<!--\n",
    "<div>\n",
    "a\\\n",
    "[[a](b)",
    "<\xE2\x80\x8B",
    "1 . a\n\n",
    "]（",
    "\xE4\xB8<b>",
};

static char *repeat(const char *piece, size_t size)
{
  char *text = malloc(size);
  size_t length = strlen(piece);
  assert_non_null(text);
  for (size_t i = 0; i < size; i++) {
    text[i] = piece[i % length];
  }
  return text;
}

static void try_hostile(markup_kind kind, const char *piece, const textclean *tc,
                        textclean_doc *doc)
{
  markup_map map = {0};
  markup m = {0};
  char *text = repeat(piece, LARGE);
  alarm(PATIENCE); /* which ends the test */
  assert_true(markup_read(&map, kind, text, LARGE));
  assert_int_equal(markup_clean(&m, kind, tc, doc, TEXTCLEAN_NONE, text, SMALL), TEXTCLEAN_OK);
  alarm(0);
  markup_free(&m);
  map_free(&map);
  free(text);
}

static void is_linear(void **state)
{
  textclean *tc;
  textclean_doc *doc;
  (void)state;
  assert_int_equal(textclean_new(NULL, &tc), TEXTCLEAN_OK);
  assert_int_equal(textclean_doc_new(tc, &doc), TEXTCLEAN_OK);
  for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
    try_hostile(MARKUP_HTML, hostile[i], tc, doc);
    try_hostile(MARKUP_MARKDOWN, hostile[i], tc, doc);
  }
  textclean_doc_free(doc);
  textclean_free(tc);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_html),
      cmocka_unit_test(reads_markdown),
      cmocka_unit_test(has_tags_in_order),
      cmocka_unit_test(is_linear),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
