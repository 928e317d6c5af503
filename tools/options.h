/* options.h - what the user asks for, as command_line.c reads it. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint32_t */

#include <textclean.h>

typedef enum input_kind {
  INPUT_AUTO,
  INPUT_TEXT,
  INPUT_LINES,
  INPUT_JSONL,
  INPUT_JSON,
  INPUT_TSV
} input_kind;
typedef enum out_format {
  FORMAT_TEXT,
  FORMAT_JSONL,
  FORMAT_SENTENCES,
  FORMAT_FLAGS,
  FORMAT_TSV,
  FORMAT_XLIFF,
  FORMAT_HTML,
  FORMAT_JSON, /* of --list-rules only */
  FORMAT_DIFF  /* of `apply --diff` only */
} out_format;
typedef enum error_way { ON_ERROR_PASS, ON_ERROR_DROP, ON_ERROR_FAIL } error_way;
typedef enum markup_kind { MARKUP_NONE, MARKUP_HTML, MARKUP_MARKDOWN } markup_kind;
typedef enum when_to { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER } when_to;
typedef enum run_action { ACTION_CLEAN, ACTION_HELP, ACTION_VERSION, ACTION_LIST_RULES } run_action;

#define MAX_FIELDS ((size_t)32)
#define MAX_JOBS 1024

typedef struct options { /* strings point into argv */
  run_action action;
  input_kind input;
  out_format format;
  bool has_format;
  markup_kind markup;
  textclean_lang target;
  const char *target_field; /* NULL: none */
  const char *id_field;
  const char *into;    /* NULL: none */
  const char **fields; /* owned */
  size_t field_count;  /* 0: the usual names */
  const char *rules;   /* NULL: the default set */
  const char *style;   /* NULL: none */
  textclean_unit unit;
  bool body, check, quiet;
  uint32_t kinds; /* a bit for each textclean_kind to show */
  double min_score;
  error_way on_error;
  size_t max_record;
  const char *encoding; /* as found by encoding_find(); NULL: UTF-8 */
  const char *column;   /* of tsv: number or name; NULL: none */
  bool raw_cells;
  const char **includes, **excludes; /* owned; of directories */
  size_t include_count, exclude_count;
  bool dereference;
  const char *files_from; /* NULL: none */
  bool null;
  uint64_t max_unpacked, max_ratio;
  const char *output; /* NULL: standard output */
  const char *errors; /* NULL: none */
  when_to summary, color;
  size_t jobs; /* 0: one for each processor, as far as they have work */
  size_t max_errors;
  size_t shard_number, shard_count; /* from 1; count 0: all is ours */
  const char *stats;                /* NULL: none */
  bool in_place;
  const char *review;   /* the reviewed file of `apply`; NULL: it cleans */
  const char *accepted; /* NULL: none */
  const char *original; /* a field of records, else a file or directory; NULL: none */
  bool applies, raw, partial, diff;
  const char *suffix;    /* of the file that --in-place keeps; NULL: none */
  const char **operands; /* owned; "-" alone if no input was given */
  size_t operand_count;
} options;

#endif
