/* gen_review_page.c - makes review_page.inc, the page of --format html around its articles. Runs
 * in the build.
 *
 *   gen_review_page review_page.html review_page.css review_page.js
 *
 * prints the first one as lines of C, with the others put in, byte for byte, where it says @STYLE@
 * and @SCRIPT@, and with the hashes by which the page allows these two and nothing else. `parts`
 * below has all such words. What comes before the line @ARTICLES@ is page_head, the rest is
 * page_tail. */
#include <stdbool.h> /* bool */
#include <stdio.h>   /* fopen, fread, fwrite */
#include <string.h>  /* strlen, strncmp, memchr, strstr */

#include <textclean.h>

#include "buffer.h"
#include "html_text.h"
#include "review_tsv.h"
#include "sha256.h"

typedef struct page {
  buffer template, style, script;
  buffer out;
} page;

static bool read_file(buffer *text, const char *name)
{
  char bytes[4096];
  size_t size;
  FILE *file = fopen(name, "rb");
  if (!file) {
    fprintf(stderr, "gen_review_page: %s cannot be read\n", name);
    return false;
  }
  while ((size = fread(bytes, 1, sizeof bytes, file)) > 0) {
    buffer_add(text, bytes, size);
  }
  bool good = !ferror(file) && !text->failed && text->size > 0;
  (void)fclose(file);
  buffer_add_char(text, 0);
  text->size -= !text->failed;
  return good && !text->failed;
}

/* What stands in an element must not end it, nor begin a comment there. */
static bool fits(const buffer *text, const char *name)
{
  static const char *const ends[] = {"</", "<!--"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    if (strlen(text->bytes) != text->size || strstr(text->bytes, ends[i])) {
      fprintf(stderr, "gen_review_page: %s must not contain '%s' or a NUL\n", name, ends[i]);
      return false;
    }
  }
  return true;
}

/* ---- Parts ------------------------------------------------------------------------ */

/* As a policy names a text: sha256- and its hash in base 64. */
static void add_hash(buffer *out, const buffer *text)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint8_t hash[SHA256_SIZE + 1] = {0}; /* 32 bytes and one more: 11 groups of three */
  sha256(text->bytes, text->size, hash);
  buffer_add_string(out, "sha256-");
  for (size_t i = 0; i < SHA256_SIZE; i += 3) {
    uint32_t three = (uint32_t)hash[i] << 16 | (uint32_t)hash[i + 1] << 8 | hash[i + 2];
    for (unsigned shift = 24; shift > 0;) {
      shift -= 6;
      buffer_add_char(out, digits[three >> shift & 63]);
    }
  }
  out->bytes[out->size - 1] = '='; /* the last group has two bytes only */
}

static void add_style(buffer *out, const page *p)
{
  buffer_add(out, p->style.bytes, p->style.size);
}

static void add_script(buffer *out, const page *p)
{
  buffer_add(out, p->script.bytes, p->script.size);
}

static void add_style_hash(buffer *out, const page *p)
{
  add_hash(out, &p->style);
}

static void add_script_hash(buffer *out, const page *p)
{
  add_hash(out, &p->script);
}

static void add_version(buffer *out, const page *p)
{
  (void)p;
  buffer_add_string(out, textclean_version());
}

static void add_columns(buffer *out, const page *p)
{
  (void)p;
  buffer_add_string(out, REVIEW_TSV_COLUMNS);
}

static const struct flag_words {
  textclean_kind kind;
  const char *family, *sign, *words;
} flag_words[] = {
#define FLAG_WORDS(kind, family, sign, words) {TEXTCLEAN_##kind, family, sign, words},
#include "flag_words.def"
#undef FLAG_WORDS
};

/* A row for each kind of flag. */
static void add_kinds(buffer *out, const page *p)
{
  (void)p;
  for (size_t i = 0; i < sizeof flag_words / sizeof *flag_words; i++) {
    const struct flag_words *row = &flag_words[i];
    buffer_format(out, "<div data-kind=\"%s\">\n<dt class=\"%s\"><mark class=\"%s sure3\">",
                  textclean_kind_name(row->kind), row->family, row->family);
    html_add(out, row->sign, strlen(row->sign));
    buffer_add_string(out, "</mark> ");
    for (const char *name = textclean_kind_name(row->kind); *name; name++) {
      buffer_add_char(out, *name == '-' ? ' ' : *name);
    }
    buffer_add_string(out, "</dt>\n<dd>");
    html_add(out, row->words, strlen(row->words));
    buffer_add_string(out, "</dd>\n</div>\n");
  }
}

static const struct part {
  const char *name;
  void (*add)(buffer *out, const page *p);
} parts[] = {
    {"@STYLE@", add_style},           {"@SCRIPT@", add_script},
    {"@STYLE_HASH@", add_style_hash}, {"@SCRIPT_HASH@", add_script_hash},
    {"@VERSION@", add_version},       {"@COLUMNS@", add_columns},
    {"@KINDS@", add_kinds},
};

/* The template with its parts. */
static void fill(page *p)
{
  const char *from = p->template.bytes;
  while (*from) {
    const struct part *found = NULL;
    for (size_t i = 0; *from == '@' && i < sizeof parts / sizeof *parts; i++) {
      if (strncmp(from, parts[i].name, strlen(parts[i].name)) == 0) {
        found = &parts[i];
      }
    }
    if (found) {
      found->add(&p->out, p);
      from += strlen(found->name);
    } else {
      buffer_add_char(&p->out, *from++);
    }
  }
}

/* ---- C ---------------------------------------------------------------------------- */

static void print_line(const char *line, size_t size)
{
  printf("    \"");
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)line[i];
    if (c == '"' || c == '\\') {
      printf("\\%c", c);
    } else if (c >= ' ' && c < 127 && c != '?') { /* two of which may begin a trigraph */
      putchar(c);
    } else {
      printf("\\%03o", c);
    }
  }
  printf("\",\n");
}

/* Prints the lines as an array. */
static void print_array(const char *name, const char *text, const char *end)
{
  printf("static const char *const %s[] = {\n", name);
  while (text < end) {
    const char *lf = memchr(text, '\n', (size_t)(end - text));
    const char *next = lf ? lf + 1 : end;
    print_line(text, (size_t)(next - text));
    text = next;
  }
  printf("};\n");
}

static bool print(const page *p)
{
  static const char border[] = "\n@ARTICLES@\n";
  const char *middle = p->out.failed ? NULL : strstr(p->out.bytes, border);
  if (!middle) {
    fprintf(stderr, "gen_review_page: the template has no line @ARTICLES@\n");
    return false;
  }
  printf("/* Made by gen_review_page.c of review_page.html, .css and .js: do not edit. */\n");
  print_array("page_head", p->out.bytes, middle + 1);
  print_array("page_tail", middle + sizeof border - 1, p->out.bytes + p->out.size);
  return fflush(stdout) == 0;
}

int main(int argc, char **argv)
{
  page p = {0};
  if (argc != 4) {
    fprintf(stderr, "Usage: gen_review_page TEMPLATE STYLE SCRIPT\n");
    return 2;
  }
  bool good = read_file(&p.template, argv[1]) && read_file(&p.style, argv[2]) &&
              read_file(&p.script, argv[3]) && fits(&p.style, argv[2]) && fits(&p.script, argv[3]);
  if (good) {
    fill(&p);
    buffer_add_char(&p.out, 0);
    p.out.size -= !p.out.failed;
    good = print(&p);
  }
  buffer_free(&p.template);
  buffer_free(&p.style);
  buffer_free(&p.script);
  buffer_free(&p.out);
  return good ? 0 : 1;
}
