/* help.c - see help.h. */
#include "help.h"

#include <string.h> /* strlen, strcspn */

#include <textclean.h>

#include "escape.h"
#include "json_text.h"
#include "utf8.h"

#define HELP_COLUMN 25u /* where the help of an option begins */
#define DOC_COLUMN 4u   /* and that of a rule */

static void add_blanks(buffer *out, size_t count)
{
  while (count-- > 0) {
    buffer_add_char(out, ' ');
  }
}

static void add_option(buffer *out, char letter, const char *name, const char *argument,
                       const char *help)
{
  size_t start = out->size;
  if (letter) {
    buffer_format(out, "  -%c, --%s", letter, name);
  } else {
    buffer_format(out, "      --%s", name);
  }
  if (argument) {
    buffer_format(out, "%s%s", argument[0] == '[' ? "" : "=", argument);
  }
  size_t width = out->size - start;
  if (width + 2 > HELP_COLUMN) {
    buffer_add_char(out, '\n');
    width = 0;
  }
  while (*help) {
    size_t size = strcspn(help, "\n");
    add_blanks(out, HELP_COLUMN - width);
    buffer_add(out, help, size);
    buffer_add_char(out, '\n');
    help += size + (help[size] == '\n');
    width = 0;
  }
}

void help_add_usage(buffer *out)
{
  buffer_add_string(
      out, "Usage: textclean [OPTION]... [FILE|DIRECTORY|-]...\n"
           "Cleans Chinese and English news text, splits it into sentences, and finds what\n"
           "was left untranslated. Without FILE, or where it is -, reads standard input; of\n"
           "a DIRECTORY all files below it, in byte order of their names. A FILE may be\n"
           "packed (gzip, zstd, xz, bzip2) or an archive (tar, zip), whose entries are read\n"
           "like files.\n");
#define GROUP(title) buffer_add_string(out, "\n" title ":\n");
#define OPTION(id, letter, name, argument, help) add_option(out, letter, name, argument, help);
#include "options.def"
#undef GROUP
#undef OPTION
  buffer_add_string(out, "\nExit status: 0 all is done, also if spans were flagged or records "
                         "passed on;\n1 --check found something; 2 trouble.\n");
}

void help_add_version(buffer *out)
{
  buffer_format(out, "textclean %s\nUnicode %s\nLicense: MIT\n", textclean_version(),
                textclean_unicode_version());
}

static void add_cell(buffer *out, const char *text, size_t width)
{
  size_t size = strlen(text);
  buffer_add(out, text, size);
  add_blanks(out, size < width ? width - size : 0);
  buffer_add_string(out, "  ");
}

static void add_example(buffer *out, const textclean_rule *rule)
{
  add_blanks(out, DOC_COLUMN);
  buffer_add_char(out, '"');
  escape_add(out, rule->before, strlen(rule->before), ESCAPE_UNSEEN);
  buffer_add_string(out, "\" -> \"");
  escape_add(out, rule->after, strlen(rule->after), ESCAPE_UNSEEN);
  buffer_add_string(out, "\"\n");
  add_blanks(out, DOC_COLUMN);
  buffer_format(out, "Spares %s: \"", rule->spares);
  escape_add(out, rule->keep, strlen(rule->keep), ESCAPE_UNSEEN);
  buffer_add_string(out, "\"\n");
}

void help_add_rules(buffer *out)
{
  size_t count, name = strlen("NAME"), group = strlen("GROUP"), langs = strlen("LANGS");
  const textclean_rule *rules = textclean_rules(&count);
  for (size_t i = 0; i < count; i++) {
    name = strlen(rules[i].name) > name ? strlen(rules[i].name) : name;
    group = strlen(rules[i].group) > group ? strlen(rules[i].group) : group;
  }
  add_cell(out, "NAME", name);
  add_cell(out, "GROUP", group);
  add_cell(out, "LANGS", langs);
  buffer_add_string(out, "DEFAULT\n");
  for (size_t i = 0; i < count; i++) {
    add_cell(out, rules[i].name, name);
    add_cell(out, rules[i].group, group);
    add_cell(out, rules[i].langs, langs);
    buffer_add_string(out, rules[i].on ? "on\n" : "off\n");
    add_blanks(out, DOC_COLUMN);
    buffer_add_string(out, rules[i].doc);
    buffer_add_char(out, '\n');
    add_example(out, &rules[i]);
  }
}

static void add_member(buffer *out, const char *key, const char *text)
{
  size_t size = strlen(text);
  if (utf8_is_valid(text, size)) {
    buffer_format(out, ",\"%s\":", key);
    json_encode(out, text, size);
    return;
  }
  buffer_format(out, ",\"%s_hex\":\"", key);
  for (size_t i = 0; i < size; i++) {
    buffer_format(out, "%02x", (unsigned)(unsigned char)text[i]);
  }
  buffer_add_char(out, '"');
}

void help_add_rules_json(buffer *out)
{
  size_t count;
  const textclean_rule *rules = textclean_rules(&count);
  for (size_t i = 0; i < count; i++) {
    buffer_add_string(out, i ? ",\n {\"id\":" : "[{\"id\":");
    json_encode(out, rules[i].name, strlen(rules[i].name));
    add_member(out, "group", rules[i].group);
    add_member(out, "languages", rules[i].langs);
    buffer_format(out, ",\"default\":%s", rules[i].on ? "true" : "false");
    add_member(out, "doc", rules[i].doc);
    add_member(out, "before", rules[i].before);
    add_member(out, "after", rules[i].after);
    add_member(out, "spares", rules[i].spares);
    add_member(out, "keep", rules[i].keep);
    buffer_add_char(out, '}');
  }
  buffer_add_string(out, "]\n");
}
