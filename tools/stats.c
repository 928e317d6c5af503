/* stats.c - see stats.h. */
#include "stats.h"

#include <inttypes.h> /* PRIu64, PRIx64 */
#include <string.h> /* strcmp */

#include "message.h"

/* "name":count, for the counts that are not zero; returns what is to stand before the next. */
static const char *add_count(buffer *out, const char *before, const char *name, size_t count)
{
  if (count == 0) {
    return before;
  }
  buffer_format(out, "%s\"%s\":%zu", before, name, count);
  return ",";
}

static void add_rules(buffer *out, const tally *t)
{
  size_t count;
  const textclean_rule *rules = textclean_rules(&count);
  const char *before = "";
  buffer_format(out, ",\n \"edits\":%zu,\"edits_by_rule\":{", t->edits);
  for (size_t i = 0; i < t->rule_count; i++) {
    before = add_count(out, before, rules[i].name, t->by_rule[i]);
  }
  buffer_add_char(out, '}');
}

static void add_kinds(buffer *out, const tally *t)
{
  const char *before = "";
  buffer_format(out, ",\n \"flags\":%zu,\"flags_by_kind\":{", t->flags);
  for (int i = 0; i < TEXTCLEAN_KIND_COUNT; i++) {
    before = add_count(out, before, textclean_kind_name((textclean_kind)i), t->by_kind[i]);
  }
  buffer_add_char(out, '}');
}

/* Two problems may have one code. */
static void add_errors(buffer *out, const problems *p)
{
  const char *before = "";
  buffer_format(out, ",\n \"errors\":%zu,\"errors_by_code\":{", p->total);
  for (size_t i = 0; i < PROBLEM_COUNT; i++) {
    size_t count = 0, first = PROBLEM_COUNT;
    for (size_t k = 0; k < PROBLEM_COUNT; k++) {
      if (strcmp(problem_code((problem_id)k), problem_code((problem_id)i)) == 0) {
        first = k < first ? k : first;
        count += p->counts[k];
      }
    }
    before = first == i ? add_count(out, before, problem_code((problem_id)i), count) : before;
  }
  buffer_add_char(out, '}');
}

static void add_all(buffer *out, const session *s)
{
  const tally *t = &s->total;
  buffer_format(out, "{\"version\":\"%s\",\"rules\":\"%016" PRIx64 "\"", textclean_version(),
                textclean_rules_hash(s->cleaner));
  buffer_format(out, ",\n \"inputs\":%zu,\"failed_inputs\":%zu,\"records\":%zu,\"articles\":%zu",
                s->input_count, s->problems.inputs, t->records, t->articles);
  buffer_format(out, ",\n \"bytes_in\":%" PRIu64 ",\"bytes_out\":%" PRIu64, s->bytes_in,
                s->bytes_out);
  add_rules(out, t);
  add_kinds(out, t);
  add_errors(out, &s->problems);
  buffer_format(out, ",\n \"seconds\":%.3f}\n", progress_now() - s->progress.began);
}

bool stats_write(const session *s)
{
  output out;
  buffer text = {0};
  const char *name = s->options->stats;
  bool good = strcmp(name, "-") == 0 ? output_open_plain(&out, name) : output_open(&out, name);
  if (good) {
    add_all(&text, s);
    output_add(&out, &text);
    good = output_close(&out, true);
  } else {
    int error = out.error;
    output_close(&out, false);
    out.error = error;
  }
  if (!good) {
    message_unwritten(name, out.error);
  }
  buffer_free(&text);
  return good;
}
