/* clean_text.c - a file that is one article. */
#include <string.h>   /* strrchr */
#include <sys/stat.h> /* stat */

#include "article_clean.h"
#include "article_print.h"
#include "clean_kinds.h"
#include "json_text.h"
#include "views.h"
#include "whole_file.h"

/* The cleaned text; between two articles stands one empty line. */
static void print_text(worker *w, const article *a)
{
  buffer *out = &w->scratch;
  buffer_clear(out);
  article_text(out, w, a);
  if (out->size > 0) {
    article_part(w);
  }
  worker_print(w, out);
}

static void print(worker *w, const article *a)
{
  if (w->options->format == FORMAT_TEXT) {
    print_text(w, a);
  } else {
    article_print(w, a);
  }
  if (w->look->has_summary) {
    view_summary(w, a);
  }
}

/* Reads the file of --original; of a directory that of the same name. */
static bool load_original(worker *w, article *a)
{
  buffer name = {0};
  struct stat info;
  int error;
  const char *given = w->options->original, *slash = strrchr(a->file, '/');
  if (!given || w->applier) {
    return true;
  }
  buffer_add_string(&name, given);
  if (stat(given, &info) == 0 && S_ISDIR(info.st_mode)) {
    buffer_format(&name, "/%s", slash ? slash + 1 : a->file);
  }
  buffer_add_char(&name, 0);
  buffer_clear(&w->original_file);
  bool good = !name.failed &&
              whole_file_read(&w->original_file, name.bytes, w->options->max_record, &error);
  buffer_free(&name);
  a->original = good ? w->original_file.bytes : NULL;
  a->original_size = good ? w->original_file.size : 0;
  return good;
}

void clean_text(worker *w)
{
  const buffer *in = &w->batch->in;
  buffer_clear(&w->id);
  json_encode_name(&w->id, w->file);
  if (w->id.failed) {
    worker_no_memory(w);
    return;
  }
  article a = {.file = w->file,
               .id = w->id.bytes,
               .id_size = w->id.size,
               .source = in->bytes ? in->bytes : "",
               .size = in->size,
               .target = w->options->target,
               .encoding = w->batch->encoding};
  problem_id problem = load_original(w, &a) ? article_clean(w, &a) : PROBLEM_NO_ORIGINAL;
  if (problem != PROBLEM_NONE) {
    w->batch->failure = (trouble){.id = problem};
  } else if (!w->stopped) {
    print(w, &a);
  }
}
