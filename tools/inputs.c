/* inputs.c - see inputs.h. */
#include "inputs.h"

#include <errno.h>    /* errno, ENOMEM, ENAMETOOLONG */
#include <string.h>   /* strcmp, strerror */
#include <sys/stat.h> /* stat */

#define LONGEST_NAME ((size_t)64 * 1024) /* more than any system takes */

void inputs_begin(inputs *in, const options *o)
{
  *in = (inputs){.options = o};
  fault_clear(&in->fault);
}

void inputs_end(inputs *in)
{
  walk_end(&in->walk);
  buffer_free(&in->listed);
  if (in->list && in->list != stdin) {
    (void)fclose(in->list); /* it was only read: nothing can be lost */
  }
  in->list = NULL;
}

/* ---- The list of --files-from -------------------------------------------------------- */

static inputs_result end_list(inputs *in, problem_id id, int error)
{
  in->list_ended = true;
  in->name = in->options->files_from;
  fault_set(&in->fault, id, error, strerror(error));
  return INPUTS_TROUBLE;
}

static inputs_result open_list(inputs *in)
{
  const char *name = in->options->files_from;
  in->list = strcmp(name, "-") == 0 ? stdin : fopen(name, "re");
  return in->list ? INPUTS_FILE : end_list(in, PROBLEM_CANNOT_OPEN, errno);
}

/* Reads a name; empty ones are passed over. */
static inputs_result read_name(inputs *in)
{
  int c, end = in->options->null ? 0 : '\n';
  buffer_clear(&in->listed);
  errno = 0;
  while ((c = getc_unlocked(in->list)) != EOF && (c != end || in->listed.size == 0)) {
    if (c != end) {
      buffer_add_char(&in->listed, (char)c);
    }
    if (in->listed.failed) {
      break;
    }
    if (in->listed.size > LONGEST_NAME) {
      return end_list(in, PROBLEM_CANNOT_READ, ENAMETOOLONG);
    }
  }
  if (ferror(in->list)) {
    return end_list(in, PROBLEM_CANNOT_READ, errno);
  }
  if (in->listed.size == 0 && !in->listed.failed) { /* without memory it is empty too */
    in->list_ended = true;
    return INPUTS_END;
  }
  buffer_add_char(&in->listed, 0);
  in->name = in->listed.bytes;
  return in->listed.failed ? end_list(in, PROBLEM_CANNOT_READ, ENOMEM) : INPUTS_FILE;
}

static inputs_result next_listed(inputs *in)
{
  if (!in->options->files_from || in->list_ended) {
    return INPUTS_END;
  }
  inputs_result result = in->list ? INPUTS_FILE : open_list(in);
  return result == INPUTS_FILE ? read_name(in) : result;
}

/* ---- Directories ---------------------------------------------------------------------- */

static bool is_directory(const char *name)
{
  struct stat info; /* what cannot be asked is told when it is opened */
  return strcmp(name, "-") != 0 && stat(name, &info) == 0 && S_ISDIR(info.st_mode);
}

static inputs_result begin_walk(inputs *in)
{
  in->directory = in->name;
  in->found = 0;
  in->walks = walk_begin(&in->walk, in->options, in->name, &in->fault);
  if (!in->walks) {
    walk_end(&in->walk);
    return INPUTS_TROUBLE;
  }
  return INPUTS_END;
}

/* INPUTS_END: the walk is over. */
static inputs_result walk_on(inputs *in)
{
  walk_result result = walk_next(&in->walk, &in->name, &in->fault);
  if (result == WALK_END) {
    walk_end(&in->walk);
    in->walks = false;
    in->name = in->directory;
    return in->found == 0 ? INPUTS_EMPTY : INPUTS_END;
  }
  in->found++;
  return result == WALK_FILE ? INPUTS_FILE : INPUTS_TROUBLE;
}

inputs_result inputs_next(inputs *in)
{
  for (;;) {
    inputs_result result = INPUTS_FILE;
    fault_clear(&in->fault);
    if (in->walks) {
      result = walk_on(in);
      if (result == INPUTS_END) {
        continue;
      }
      return result;
    }
    if (in->next_operand < in->options->operand_count) {
      in->name = in->options->operands[in->next_operand++];
    } else {
      result = next_listed(in);
    }
    if (result != INPUTS_FILE || !is_directory(in->name)) {
      return result;
    }
    result = begin_walk(in);
    if (result == INPUTS_TROUBLE) {
      return result;
    }
  }
}
