/* fuzz_options.c - any command line. The words of an input end with a byte 0.
 *
 *  1. What is taken is within its limits, and goes together.
 *  2. A list of rules is refused by the library with a place inside it, or taken.
 *  3. The same words give the same options again. */
#include <getopt.h>  /* optind */
#include <stdbool.h> /* bool */
#include <string.h>  /* memcpy, strlen, strcmp */

#include <textclean.h>

#include "fuzz.h"
#include "message.h"
#include "command_line.h"
#include "option_values.h"

#define WORDS 24u

/* What is said of a bad option is of no interest here. */
void message(const char *format, ...)
{
  (void)format;
}

void message_hint(const char *line)
{
  (void)line;
}

typedef struct words {
  char text[1024];
  char *at[WORDS + 2]; /* the name of the command, then up to a NULL */
  int count;
} words;

static void split(words *w, const uint8_t *data, size_t size)
{
  static char command[] = "textclean";
  size = size < sizeof w->text - 1 ? size : sizeof w->text - 1;
  memcpy(w->text, data, size);
  w->text[size] = 0;
  w->at[0] = command;
  w->count = 1;
  for (char *p = w->text; p < w->text + size && w->count <= (int)WORDS; p += strlen(p) + 1) {
    w->at[w->count++] = p;
  }
  w->at[w->count] = NULL;
}

static bool read_words(options *o, words *w)
{
  optind = 0; /* from the first word on */
  return options_read(o, w->count, w->at);
}

static const char *check_limits(const options *o)
{
  if (o->action != ACTION_CLEAN) {
    return NULL;
  }
  if (o->operand_count == 0 && !o->files_from) {
    return "1: nothing to read";
  }
  if (o->max_record > TEXTCLEAN_MAX_SIZE || o->max_record == 0 || o->max_ratio == 0 ||
      o->jobs > MAX_JOBS || o->field_count > MAX_FIELDS ||
      !(o->min_score >= 0 && o->min_score <= 1)) {
    return "1: a number beyond its limits";
  }
  if (o->shard_count > 0 && (o->shard_number < 1 || o->shard_number > o->shard_count)) {
    return "1: a shard that there is not";
  }
  if ((o->kinds & ~ALL_KINDS) != 0 || (o->check && o->kinds == 0)) {
    return "1: a kind of flag that there is not";
  }
  if ((o->in_place && o->output) || (o->applies && (!o->review || o->check || o->into))) {
    return "1: options that do not go together";
  }
  return NULL;
}

static const char *check_rules(const char *list)
{
  textclean_span bad = {0, 0};
  textclean_status status = textclean_rules_check(list, &bad);
  if (status == TEXTCLEAN_OK) {
    return NULL;
  }
  return status == TEXTCLEAN_EINVAL && bad.start <= bad.end && bad.end <= strlen(list)
             ? NULL
             : "2: the error of a list has no place";
}

static const char *check_again(const options *a, words *w)
{
  options b;
  bool good = read_words(&b, w) && a->action == b.action && a->operand_count == b.operand_count &&
              a->format == b.format && a->input == b.input && a->jobs == b.jobs &&
              a->max_record == b.max_record && a->kinds == b.kinds &&
              a->field_count == b.field_count;
  options_free(&b);
  return good ? NULL : "3: other options from the same words";
}

const char *fuzz_try(const uint8_t *data, size_t size)
{
  static words w, again;
  const char *broken = NULL;
  options o;
  split(&w, data, size);
  split(&again, data, size); /* getopt_long() may change their order */
  for (int i = 1; i < w.count && !broken; i++) {
    broken = check_rules(w.at[i]);
  }
  if (!broken && read_words(&o, &w)) {
    broken = check_limits(&o);
    broken = broken ? broken : check_again(&o, &again);
  }
  options_free(&o);
  return broken;
}

/* clang-format off */
static const char *const long_names[] = {
#define GROUP(title)
#define OPTION(id, letter, name, argument, help) "--" name,
#include "options.def"
#undef GROUP
#undef OPTION
};
static const char *const values[] = {
    "text", "jsonl", "sentences", "flags", "tsv", "xliff", "json", "lines", "auto", "en", "zh-CN",
    "bytes", "utf16", "pass", "fail", "0", "1", "64M", "1T", "512M", "3/16", "0/1", "2/1", "0.5",
    "nan", "1e-3", "-1", "18446744073709551616", "untranslated,fragment", "all", "all,typo",
    "a.txt",
    "-", "apply", "/a/b", "text/x", ".old", "", "GBK", "gb-18030", "UTF8", "-fold-width,+dash",
    "+close-han-latin", "none,news", "always", "--", "*.txt", "-z", "-", "title",
};
/* clang-format on */

void fuzz_mix(uint64_t *state, fuzz_input *out)
{
  for (uint32_t n = fuzz_random(state) % 6; n > 0; n--) {
    if (fuzz_random(state) % 3 > 0) {
      fuzz_add(out, FUZZ_PICK(long_names, state));
      fuzz_add_byte(out, fuzz_random(state) % 2 == 0 ? '=' : 0);
    }
    fuzz_add(out, FUZZ_PICK(values, state));
    fuzz_add_byte(out, 0);
  }
}
