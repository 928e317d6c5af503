/* command_line.c - see command_line.h. */
#include "command_line.h"

#include <assert.h> /* assert */
#include <getopt.h> /* getopt_long */
#include <stdlib.h> /* calloc, free */
#include <string.h> /* strcmp, strlen, strncmp */

#include "encoding.h"
#include "message.h"
#include "option_take.h"
#include "option_values.h"

#define DEFAULT_MAX_RECORD ((size_t)64 << 20)
#define DEFAULT_MAX_UNPACKED ((uint64_t)1 << 40)
#define DEFAULT_MAX_RATIO 1000u /* what text never reaches, and zeros do */

typedef struct option_row {
  option_id id;
  char letter;
  const char *name, *argument;
} option_row;

static const option_row rows[] = {
#define GROUP(title)
#define OPTION(id, letter, name, argument, help) {OPTION_##id, letter, name, argument},
#include "options.def"
#undef GROUP
#undef OPTION
};

#define ROW_COUNT (sizeof rows / sizeof *rows)

static int argument_kind(const option_row *row)
{
  if (!row->argument) {
    return no_argument;
  }
  return row->argument[0] == '[' ? optional_argument : required_argument;
}

/* What getopt_long() wants. "-" in front: operands come in their order as options
 * numbered 1, whatever the environment says; ":": no messages of its own. */
static void make_tables(struct option *table, char *letters)
{
  *letters++ = '-';
  *letters++ = ':';
  for (size_t i = 0; i < ROW_COUNT; i++) {
    int kind = argument_kind(&rows[i]);
    table[i] = (struct option){rows[i].name, kind, NULL, (int)rows[i].id};
    if (rows[i].letter) {
      *letters++ = rows[i].letter;
      for (int colons = 0; colons < kind; colons++) {
        *letters++ = ':';
      }
    }
  }
  table[ROW_COUNT] = (struct option){0};
  *letters = 0;
}

static option_id id_of(int code)
{
  for (size_t i = 0; i < ROW_COUNT; i++) {
    if (code == rows[i].letter || code == (int)rows[i].id) {
      return rows[i].id;
    }
  }
  return OPTION_BEFORE_FIRST;
}

/* What is wrong with options that are right one by one, of those of `apply`; NULL: nothing. */
static const char *find_apply_conflict(const options *o)
{
  if (!o->applies) {
    return o->raw || o->partial || o->diff ? "--raw, --partial and --diff go with apply only"
                                           : NULL;
  }
  if (o->operand_count < 2) {
    return "apply needs the articles, and behind them the reviewed file";
  }
  for (size_t i = 0; i + 1 < o->operand_count; i++) {
    assert(o->operands[i]);
    if (strcmp(o->operands[i], "-") == 0 && strcmp(o->operands[o->operand_count - 1], "-") == 0) {
      return "apply: only one of the articles and the review can be standard input";
    }
  }
  if (o->has_format || o->check || o->into || o->body) {
    return "apply writes articles: not with --format, --check, --into and --body";
  }
  if (o->shard_count > 0) {
    return "apply does not go with --shard: all articles of the review must come";
  }
  return NULL;
}

/* The same of --markup: reviews have plain text, and their corrections its places; and what is left
 * of a page without some of its paragraphs is no page. */
static const char *find_markup_conflict(const options *o)
{
  if (!o->markup) {
    return NULL;
  }
  if (o->applies || o->format == FORMAT_TSV || o->format == FORMAT_XLIFF ||
      o->format == FORMAT_HTML) {
    return "--markup does not go with apply and the formats of reviews, which know plain text only";
  }
  if (o->body && o->format == FORMAT_TEXT) {
    return "--markup: --body goes with --format sentences or flags only";
  }
  return NULL;
}

/* The same of all. */
static const char *find_conflict(const options *o)
{
  const char *of_apply = find_apply_conflict(o);
  if (of_apply) {
    return of_apply;
  }
  const char *of_markup = find_markup_conflict(o);
  if (of_markup) {
    return of_markup;
  }
  if (o->original && (o->input == INPUT_LINES || o->input == INPUT_TSV)) {
    return "--original goes with texts and JSON lines only";
  }
  if (o->action == ACTION_LIST_RULES) {
    bool fits = o->format == FORMAT_TEXT || o->format == FORMAT_JSON;
    return fits ? NULL : "--list-rules goes with --format text or json only";
  }
  if (o->format == FORMAT_JSON) {
    return "--format json goes with --list-rules only; jsonl gives records";
  }
  if (o->into && o->has_format && o->format != FORMAT_JSONL) {
    return "--into goes with --format jsonl only";
  }
  if (o->into && o->input != INPUT_AUTO && o->input != INPUT_JSONL && o->input != INPUT_JSON) {
    return "--into needs records: --input jsonl or json";
  }
  if (o->column && o->input != INPUT_AUTO && o->input != INPUT_TSV) {
    return "--column goes with --input tsv only";
  }
  if (o->null && !o->files_from) {
    return "--null needs --files-from, whose names it parts";
  }
  if (o->into && o->into[0] == '/') {
    return "--into: KEY must not begin with a slash";
  }
  if (o->in_place && o->output) {
    return "--in-place does not go with --output";
  }
  if (o->in_place && (o->check || (o->format != FORMAT_TEXT && !o->into))) {
    return "--in-place goes with --format text or --into only, and not with --check";
  }
  if (o->in_place && o->encoding && !encoding_is_utf8(o->encoding)) {
    return "--in-place goes with files in UTF-8 only, and so not with --encoding";
  }
  if (o->in_place && o->operand_count == 0 && !o->files_from) {
    return "--in-place needs the names of files";
  }
  if (o->body && (o->format == FORMAT_JSONL)) {
    return "--body does not go with --format jsonl and --into, whose records stay whole";
  }
  for (size_t i = 0; o->into && i < o->field_count; i++) {
    assert(o->fields[i]);
    const char *field = o->fields[i] + (o->fields[i][0] == '/');
    size_t size = strlen(o->into);
    if (strncmp(field, o->into, size) == 0 && (field[size] == 0 || field[size] == '/')) {
      return "--into: KEY is a field that --field reads";
    }
  }
  return NULL;
}

/* Defaults that hang on other options. */
static bool finish(options *o)
{
  if (o->into && !o->has_format && o->action == ACTION_CLEAN) {
    o->format = FORMAT_JSONL;
    o->has_format = true;
  }
  if (o->check && !o->has_format && o->action == ACTION_CLEAN) {
    o->format = FORMAT_FLAGS;
  }
  const char *conflict = find_conflict(o);
  if (conflict) {
    message("%s", conflict);
    return false;
  }
  if (o->applies) {
    o->review = o->operands[--o->operand_count];
    o->format = o->diff ? FORMAT_DIFF : FORMAT_TEXT;
    o->in_place = o->in_place && !o->diff;
  }
  if (o->operand_count == 0 && !o->files_from) {
    o->operands[o->operand_count++] = "-";
  }
  return true;
}

/* Why getopt_long() refused an option. */
static void complain(int code, char **argv)
{
  const char *given = argv[optind - 1];
  if (code == ':') {
    message("option '%s' needs an argument", given);
  } else if (optopt >= BEHIND_LETTERS) {
    message("option '--%s' takes no argument", option_name((option_id)optopt));
  } else if (optopt != 0) {
    message("unknown option '-%c'", optopt);
  } else {
    message("unknown option '%s', or the beginning of several", given);
  }
}

static bool read_all(options *o, int argc, char **argv)
{
  struct option table[ROW_COUNT + 1];
  char letters[3 * ROW_COUNT + 3];
  make_tables(table, letters);
  int code;
  while ((code = getopt_long(argc, argv, letters, table, NULL)) != -1) {
    if (code == 1 && o->operand_count == 0 && strcmp(optarg, "apply") == 0) {
      o->applies = true; /* a file of that name is ./apply */
    } else if (code == 1) {
      o->operands[o->operand_count++] = optarg;
    } else if (code == '?' || code == ':') {
      complain(code, argv);
      return false;
    } else if (!option_take(o, id_of(code), optarg)) {
      return false;
    } else if (o->action == ACTION_HELP || o->action == ACTION_VERSION) {
      return true;
    }
  }
  while (optind < argc) { /* behind "--" */
    o->operands[o->operand_count++] = argv[optind++];
  }
  return finish(o);
}

bool options_read(options *o, int argc, char **argv)
{
  *o = (options){.id_field = "id",
                 .unit = TEXTCLEAN_CODEPOINTS,
                 .kinds = ALL_KINDS,
                 .max_record = DEFAULT_MAX_RECORD,
                 .max_unpacked = DEFAULT_MAX_UNPACKED,
                 .max_ratio = DEFAULT_MAX_RATIO,
                 .max_errors = SIZE_MAX};
  o->fields = calloc(MAX_FIELDS, sizeof *o->fields);
  o->operands = calloc((size_t)argc + 1, sizeof *o->operands);
  o->includes = calloc((size_t)argc + 1, sizeof *o->includes);
  o->excludes = calloc((size_t)argc + 1, sizeof *o->excludes);
  if (!o->fields || !o->operands || !o->includes || !o->excludes) {
    message("%s", textclean_strerror(TEXTCLEAN_ENOMEM));
    return false;
  }
  if (!read_all(o, argc, argv)) {
    message_hint("Try 'textclean --help'.");
    return false;
  }
  return true;
}

void options_free(options *o)
{
  free(o->fields);
  free(o->operands);
  free(o->includes);
  free(o->excludes);
}
