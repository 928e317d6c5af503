/* option_take.c - see option_take.h. */
#include "option_take.h"

#include <string.h>  /* strlen, strcspn, strspn, strchr */
#include <strings.h> /* strncasecmp */

#include "encoding.h"
#include "message.h"
#include "option_values.h"

const char *option_name(option_id id)
{
  static const char *const names[] = {
#define GROUP(title)
#define OPTION(id, letter, name, argument, help) name,
#include "options.def"
#undef GROUP
#undef OPTION
  };
  return names[id - BEHIND_LETTERS];
}

/* The name of a rule, a group or a set of rules that `word` was meant to be; NULL: none
 * is near. */
static const char *nearest_rule(const char *word, size_t size)
{
  static const char *const sets[] = {"all", "default", "none"};
  const char *nearest = NULL;
  size_t count, least = size / 2 + 1; /* changes: of half of its letters at most */
  const textclean_rule *rules = textclean_rules(&count);
  for (size_t i = 0; i < 2 * count + 3; i++) {
    const char *name = i < count       ? rules[i].name
                       : i < 2 * count ? rules[i - count].group
                                       : sets[i - 2 * count];
    size_t changes = value_distance(word, size, name);
    if (changes < least) {
      least = changes;
      nearest = name;
    }
  }
  return nearest;
}

static bool read_rules(options *o, const char *list)
{
  textclean_span bad;
  o->rules = list;
  if (textclean_rules_check(list, &bad) == TEXTCLEAN_OK) {
    return true;
  }
  const char *word = list + bad.start;
  int size = (int)(bad.end - bad.start), sign = *word == '+' || *word == '-';
  const char *nearest = nearest_rule(word + sign, (size_t)(size - sign));
  if (nearest) {
    message("--rules: there is no rule '%.*s'; did you mean '%.*s%s'?", size, word, sign, word,
            nearest);
  } else {
    message("--rules: there is no rule '%.*s'; --list-rules shows all", size, word);
  }
  return false;
}

static bool add_field(options *o, const char *key)
{
  if (o->field_count == MAX_FIELDS) {
    message("--field: more than %zu fields", MAX_FIELDS);
    return false;
  }
  o->fields[o->field_count++] = key;
  return true;
}

static bool read_encoding(options *o, const char *name)
{
  o->encoding = encoding_find(name);
  if (o->encoding) {
    return true;
  }
  const char *nearest = encoding_nearest(name);
  if (nearest) {
    message("--encoding: there is no encoding '%s'; did you mean '%s'?", name, nearest);
  } else {
    message("--encoding: there is no encoding '%s'; there are UTF-8, UTF-16, GB18030, GBK, Big5, "
            "windows-1252 and all others of ICU, and auto",
            name);
  }
  return false;
}

static bool read_column(options *o, const char *text)
{
  if (o->column) {
    message("--column: only one can be cleaned at a time");
    return false;
  }
  if (text[0] == 0 || (text[0] == '0' && strspn(text, "0123456789") == strlen(text))) {
    message("--column: '%s' is no name, and numbers begin at 1", text);
    return false;
  }
  if (strspn(text, "0123456789") == strlen(text) && strlen(text) > 9) {
    message("--column: there is no line with %s columns", text);
    return false;
  }
  o->column = text;
  return true;
}

const char *option_words(option_id id)
{
  switch (id) {
  case OPTION_INPUT:
    return "auto text lines jsonl json tsv";
  case OPTION_FORMAT:
    return "text jsonl sentences flags tsv xliff html json";
  case OPTION_MARKUP:
    return "none html markdown";
  case OPTION_OFFSETS:
    return "bytes codepoints utf16";
  case OPTION_ON_ERROR:
    return "pass drop fail";
  case OPTION_SUMMARY:
  case OPTION_COLOR:
    return "auto always never";
  default:
    return NULL;
  }
}

/* Takes one of these words; they stand in the order of their enum. */
static bool take_word(options *o, option_id id, const char *text, const char *words)
{
  int word;
  if (!value_word(text, words, &word)) {
    message("--%s: '%s' is none of: %s", option_name(id), text, words);
    return false;
  }
  switch (id) {
  case OPTION_INPUT:
    o->input = (input_kind)word;
    return true;
  case OPTION_FORMAT:
    o->format = (out_format)word;
    o->has_format = true;
    return true;
  case OPTION_MARKUP:
    o->markup = (markup_kind)word;
    return true;
  case OPTION_OFFSETS:
    o->unit = (textclean_unit)word;
    return true;
  case OPTION_ON_ERROR:
    o->on_error = (error_way)word;
    return true;
  case OPTION_SUMMARY:
    o->summary = (when_to)word;
    return true;
  default:
    o->color = (when_to)word;
    return true;
  }
}

static bool read_check(options *o, const char *text)
{
  const char *bad =
      value_kinds(text ? text : textclean_kind_name(TEXTCLEAN_UNTRANSLATED), &o->kinds);
  o->check = true;
  if (!bad) {
    return true;
  }
  buffer all = {0};
  for (int kind = 0; kind < TEXTCLEAN_KIND_COUNT; kind++) {
    buffer_format(&all, " %s", textclean_kind_name((textclean_kind)kind));
  }
  buffer_add_char(&all, 0);
  message("--check: there is no kind of flag '%.*s'; there are: all%s", (int)strcspn(bad, ","), bad,
          all.failed ? "" : all.bytes);
  buffer_free(&all);
  return false;
}

/* Takes a value that is checked in a way of its own. */
static bool take_value(options *o, option_id id, const char *text)
{
  const char *wanted;
  uint64_t size = 0;
  bool good;
  switch (id) {
  case OPTION_TARGET:
    wanted = "en, zh or auto";
    good = value_target(text, strlen(text), &o->target);
    break;
  case OPTION_MAX_RECORD:
    wanted = "a size up to 256M";
    good = value_size(text, &size) && size <= TEXTCLEAN_MAX_SIZE;
    o->max_record = (size_t)size;
    break;
  case OPTION_MAX_UNPACKED:
    wanted = "a size, as 500M or 2T";
    good = value_size(text, &o->max_unpacked);
    break;
  case OPTION_MAX_RATIO:
    wanted = "a number from 1";
    good = value_size(text, &o->max_ratio);
    break;
  case OPTION_JOBS:
    wanted = "a number from 1 to 1024";
    good = value_number(text, 1, MAX_JOBS, &o->jobs);
    break;
  case OPTION_MAX_ERRORS:
    wanted = "a number";
    good = value_number(text, 0, SIZE_MAX - 1, &o->max_errors);
    break;
  case OPTION_SHARD:
    wanted = "I/N with I from 1 to N, as 3/16";
    good = value_shard(text, &o->shard_number, &o->shard_count);
    break;
  case OPTION_IN_PLACE:
    wanted = "the end of a name, as .old";
    o->in_place = true;
    o->suffix = text;
    good = !text || (text[0] && !strchr(text, '/'));
    break;
  default: /* OPTION_MIN_SCORE */
    wanted = "a number from 0 to 1";
    good = value_share(text, &o->min_score);
    break;
  }
  if (!good) {
    message("--%s: '%s' is not %s", option_name(id), text, wanted);
  }
  return good;
}

bool option_take(options *o, option_id id, const char *text)
{
  switch (id) {
  case OPTION_FIELD:
    return add_field(o, text);
  case OPTION_RULES:
    return read_rules(o, text);
  case OPTION_CHECK:
    return read_check(o, text);
  case OPTION_ENCODING:
    return read_encoding(o, text);
  case OPTION_COLUMN:
    return read_column(o, text);
  case OPTION_RAW_CELLS:
    o->raw_cells = true;
    return true;
  case OPTION_INCLUDE:
    o->includes[o->include_count++] = text;
    return true;
  case OPTION_EXCLUDE:
    o->excludes[o->exclude_count++] = text;
    return true;
  case OPTION_DEREFERENCE:
    o->dereference = true;
    return true;
  case OPTION_FILES_FROM:
    o->files_from = text;
    return true;
  case OPTION_NULL:
    o->null = true;
    return true;
  case OPTION_TARGET_FIELD:
    o->target_field = text;
    return true;
  case OPTION_ID_FIELD:
    o->id_field = text;
    return true;
  case OPTION_STYLE:
    o->style = text;
    return true;
  case OPTION_INTO:
    o->into = text;
    return true;
  case OPTION_OUTPUT:
    o->output = text;
    return true;
  case OPTION_ERRORS:
    o->errors = text;
    return true;
  case OPTION_STATS:
    o->stats = text;
    return true;
  case OPTION_ACCEPTED:
    o->accepted = text;
    return true;
  case OPTION_ORIGINAL:
    o->original = text;
    return true;
  case OPTION_RAW:
    o->raw = true;
    return true;
  case OPTION_PARTIAL:
    o->partial = true;
    return true;
  case OPTION_DIFF:
    o->diff = true;
    return true;
  case OPTION_BODY:
    o->body = true;
    return true;
  case OPTION_QUIET:
    o->quiet = true;
    return true;
  case OPTION_HELP:
    o->action = ACTION_HELP;
    return true;
  case OPTION_VERSION:
    o->action = ACTION_VERSION;
    return true;
  case OPTION_LIST_RULES:
    o->action = ACTION_LIST_RULES;
    return true;
  default:
    return option_words(id) ? take_word(o, id, text, option_words(id)) : take_value(o, id, text);
  }
}
