/* gen_docs.c - writes the manual page and the completion of bash from the tables of options
 * and rules. Runs in the build.
 *
 *   gen_docs TEMPLATE    prints the template with its lines @OPTIONS@, @RULES@ and so on
 *                        filled in (the list of them is `parts` below) */
#include <stdio.h>  /* fopen, fgets, fwrite */
#include <string.h> /* strchr, strcmp, strcspn, strlen */

#include <textclean.h>

#include "escape.h"
#include "option_take.h"

typedef struct option_row {
  option_id id;
  char letter;
  const char *group; /* of the first option of a group its title, else NULL */
  const char *name, *argument, *help;
} option_row;

static const option_row rows[] = {
#define GROUP(title) {OPTION_BEFORE_FIRST, 0, title, NULL, NULL, NULL},
#define OPTION(id, letter, name, argument, help) {OPTION_##id, letter, NULL, name, argument, help},
#include "options.def"
#undef GROUP
#undef OPTION
};

#define ROW_COUNT (sizeof rows / sizeof *rows)

/* ---- scdoc ------------------------------------------------------------------------- */

/* What scdoc reads as emphasis or breaks is taken as it is. */
static void add_plain(buffer *out, const char *text, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    if (strchr("*_\\#+~`<>", text[i])) {
      buffer_add_char(out, '\\');
    }
    buffer_add_char(out, text[i]);
  }
}

static void add_shown(buffer *out, const char *text)
{
  buffer shown = {0};
  escape_add(&shown, text, strlen(text), ESCAPE_UNSEEN);
  add_plain(out, shown.bytes, shown.size);
  out->failed = out->failed || shown.failed;
  buffer_free(&shown);
}

/* Lines as they are, each broken where the help of the command breaks it. */
static void add_lines(buffer *out, const char *lines)
{
  buffer_add_char(out, '\t'); /* once: behind a break the text goes on at its indent */
  while (*lines) {
    size_t size = strcspn(lines, "\n");
    add_plain(out, lines, size);
    lines += size + (lines[size] == '\n');
    buffer_add_string(out, *lines ? "++\n" : "\n");
  }
}

static void add_option(buffer *out, const option_row *row)
{
  if (row->group) {
    buffer_format(out, "## %s\n\n", row->group);
    return;
  }
  if (row->letter) {
    buffer_format(out, "*-%c*, ", row->letter);
  }
  buffer_format(out, "*--%s*", row->name);
  if (row->argument) {
    bool may_miss = row->argument[0] == '[';
    const char *name = row->argument + (may_miss ? strlen("[=") : 0);
    buffer_format(out, "%s_%.*s_%s", may_miss ? "[=" : "=", (int)strcspn(name, "]"), name,
                  may_miss ? "]" : "");
  }
  buffer_add_char(out, '\n');
  add_lines(out, row->help);
  buffer_add_char(out, '\n');
}

static void add_example(buffer *out, const char *before, const char *behind)
{
  buffer_add_string(out, "\"");
  add_shown(out, before);
  if (behind) {
    buffer_add_string(out, "\" → \"");
    add_shown(out, behind);
  }
  buffer_add_string(out, "\"");
}

static void add_rules(buffer *out)
{
  size_t count;
  const textclean_rule *rules = textclean_rules(&count);
  for (size_t i = 0; i < count; i++) {
    const textclean_rule *rule = &rules[i];
    buffer_format(out, "*%s*, of %s, %s, %s\n\t", rule->name, rule->group,
                  strcmp(rule->langs, "*") == 0 ? "any text" : rule->langs,
                  rule->on ? "on" : "off");
    add_plain(out, rule->doc, strlen(rule->doc));
    buffer_add_string(out, "++\n");
    add_example(out, rule->before, rule->after);
    buffer_add_string(out, "++\nSpares ");
    add_plain(out, rule->spares, strlen(rule->spares));
    buffer_add_string(out, ": ");
    add_example(out, rule->keep, NULL);
    buffer_add_string(out, "\n\n");
  }
}

static void add_kinds(buffer *out)
{
  for (int kind = 0; kind < TEXTCLEAN_KIND_COUNT; kind++) {
    buffer_format(out, "%s%s", kind ? ", " : "", textclean_kind_name((textclean_kind)kind));
  }
  buffer_add_string(out, ".\n");
}

/* ---- bash --------------------------------------------------------------------------- */

static void add_option_names(buffer *out)
{
  for (size_t i = 0; i < ROW_COUNT; i++) {
    if (!rows[i].group) {
      bool has_argument = rows[i].argument && rows[i].argument[0] != '[';
      buffer_format(out, "  --%s%s\n", rows[i].name, has_argument ? "=" : "");
    }
  }
}

/* A branch of a `case` for each option that takes words. */
static void add_words(buffer *out)
{
  for (size_t i = 0; i < ROW_COUNT; i++) {
    const char *words = rows[i].group ? NULL : option_words(rows[i].id);
    if (words) {
      buffer_add_string(out, "  ");
      if (rows[i].letter) {
        buffer_format(out, "-%c | ", rows[i].letter);
      }
      buffer_format(out, "--%s) words='%s' ;;\n", rows[i].name, words);
    }
  }
}

static void add_rule_names(buffer *out)
{
  size_t count;
  const textclean_rule *rules = textclean_rules(&count);
  buffer_add_string(out, "  all default none\n");
  for (size_t i = 0; i < count; i++) {
    if (i == 0 || strcmp(rules[i].group, rules[i - 1].group) != 0) {
      buffer_format(out, "  %s\n", rules[i].group);
    }
    buffer_format(out, "  %s\n", rules[i].name);
  }
}

static void add_kind_names(buffer *out)
{
  buffer_add_string(out, "  all\n");
  for (int kind = 0; kind < TEXTCLEAN_KIND_COUNT; kind++) {
    buffer_format(out, "  %s\n", textclean_kind_name((textclean_kind)kind));
  }
}

/* ---- Templates ----------------------------------------------------------------------- */

static void add_options(buffer *out)
{
  for (size_t i = 0; i < ROW_COUNT; i++) {
    add_option(out, &rows[i]);
  }
}

static void add_version(buffer *out)
{
  buffer_format(out, "textclean(1) \"textclean %s\"\n", textclean_version());
}

static const struct part {
  const char *name;
  void (*add)(buffer *out);
} parts[] = {
    {"@TITLE@\n", add_version},
    {"@OPTIONS@\n", add_options},
    {"@RULES@\n", add_rules},
    {"@KINDS@\n", add_kinds},
    {"@OPTION_NAMES@\n", add_option_names},
    {"@WORDS@\n", add_words},
    {"@RULE_NAMES@\n", add_rule_names},
    {"@KIND_NAMES@\n", add_kind_names},
};

static void add_line(buffer *out, const char *line)
{
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (strcmp(line, parts[i].name) == 0) {
      parts[i].add(out);
      return;
    }
  }
  buffer_add_string(out, line);
}

int main(int argc, char **argv)
{
  char line[1024];
  buffer out = {0};
  FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
  if (!file) {
    fprintf(stderr, "Usage: gen_docs TEMPLATE\n");
    return 2;
  }
  while (fgets(line, sizeof line, file)) {
    add_line(&out, line);
  }
  bool good = !ferror(file) && !out.failed && fwrite(out.bytes, 1, out.size, stdout) == out.size &&
              fflush(stdout) == 0;
  (void)fclose(file);
  buffer_free(&out);
  return good ? 0 : 2;
}
