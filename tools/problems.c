/* problems.c - see problems.h. */
#include "problems.h"

#include <string.h> /* strlen */

#include "json_text.h"
#include "message.h"

#define MOST_TOLD 10u /* records; the rest is counted only */

typedef struct problem_row {
  const char *code, *what, *advice;
} problem_row;

static const problem_row rows[] = {
#define PROBLEM(id, code, what, advice) {code, what, advice},
#include "problems.def"
#undef PROBLEM
};

static void add_words(buffer *out, const trouble *problem)
{
  const problem_row *row = &rows[problem->id];
  buffer_add_string(out, row->what);
  if (problem->detail) {
    buffer_format(out, ": %s", problem->detail);
  }
  if (row->advice[0]) {
    buffer_format(out, "; %s", row->advice);
  }
}

static void add_place(buffer *out, const char *key, size_t place)
{
  buffer_format(out, ",\"%s\":", key);
  if (place > 0) {
    buffer_add_number(out, place);
  } else {
    buffer_add_string(out, "null");
  }
}

void problem_encode(buffer *out, const trouble *problem, bool with_file)
{
  buffer words = {0};
  add_words(&words, problem);
  buffer_add_char(out, '{');
  if (with_file) {
    buffer_add_string(out, "\"file\":");
    json_encode_name(out, problem->file);
    buffer_add_char(out, ',');
  }
  buffer_format(out, "\"code\":\"%s\"", rows[problem->id].code);
  add_place(out, "line", problem->line);
  add_place(out, "byte", problem->byte);
  buffer_add_string(out, ",\"message\":");
  json_encode(out, words.bytes, words.size);
  buffer_add_char(out, '}');
  out->failed = out->failed || words.failed;
  buffer_free(&words);
}

/* `outcome` is NULL for an input as a whole. */
static void tell(const trouble *problem, const char *outcome)
{
  buffer words = {0};
  add_words(&words, problem);
  buffer_add_char(&words, 0);
  const char *shown = words.failed ? rows[problem->id].what : words.bytes;
  if (!outcome) {
    message("%s: %s", problem->file, shown);
  } else {
    message("%s:%zu:%zu: %s (%s)", problem->file, problem->line, problem->byte, shown, outcome);
  }
  buffer_free(&words);
}

static void write_down(problems *p, const trouble *problem)
{
  if (p->file) {
    buffer record = {0};
    problem_encode(&record, problem, true);
    buffer_add_char(&record, '\n');
    output_add(p->file, &record);
    buffer_free(&record);
  }
}

static void note(problems *p, const trouble *problem)
{
  p->counts[problem->id]++;
  p->total++;
  write_down(p, problem);
}

void problems_add(problems *p, const trouble *problem)
{
  note(p, problem);
  if (!p->quiet && p->told < MOST_TOLD) {
    tell(problem, p->outcome);
    if (++p->told == MOST_TOLD) {
      message("further records that cannot be cleaned are only counted; --errors FILE has all");
    }
  }
}

void problems_add_last(problems *p, const trouble *problem)
{
  note(p, problem);
  tell(problem, "reading ends here");
}

void problems_add_input(problems *p, const trouble *problem)
{
  p->inputs++;
  write_down(p, problem);
  tell(problem, NULL);
}

void problems_note_input(problems *p, const trouble *problem)
{
  write_down(p, problem);
  if (!p->quiet) {
    tell(problem, NULL);
  }
}

const char *problem_code(problem_id id)
{
  return rows[id].code;
}

void problems_count(const problems *p)
{
  size_t total = 0;
  buffer kinds = {0};
  for (size_t i = 0; i < PROBLEM_COUNT; i++) {
    if (p->counts[i] > 0) {
      buffer_format(&kinds, "%s%zu %s", total ? ", " : "", p->counts[i], rows[i].code);
      total += p->counts[i];
    }
  }
  buffer_add_char(&kinds, 0);
  if (total > 0 && !kinds.failed) {
    message("%zu record%s not cleaned, %s: %s", total, total == 1 ? " was" : "s were", p->outcome,
            kinds.bytes);
  }
  buffer_free(&kinds);
}
