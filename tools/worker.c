/* worker.c - see worker.h. */
#include "worker.h"

#include "applier.h"
#include "message.h"

bool worker_begin(worker *w, const options *o, const textclean *cleaner, const looks *look,
                  const reviews *said)
{
  *w = (worker){.options = o, .cleaner = cleaner, .look = look, .reviews = said};
  w->most_troubles = o->on_error == ON_ERROR_FAIL ? 0 : SIZE_MAX;
  textclean_status status = textclean_doc_new(cleaner, &w->doc);
  if (said->corrections && status == TEXTCLEAN_OK) {
    w->applier = applier_new(said->corrections);
    status = w->applier ? TEXTCLEAN_OK : TEXTCLEAN_ENOMEM;
  }
  if (status != TEXTCLEAN_OK) {
    message("%s", textclean_strerror(status));
    return false;
  }
  return true;
}

void worker_end(worker *w)
{
  flag_list_free(&w->flags);
  markup_free(&w->markup);
  applier_free(w->applier);
  buffer_free(&w->original_file);
  original_free(&w->original);
  pinyin_free(&w->pinyin);
  buffer_free(&w->scratch);
  buffer_free(&w->id);
  buffer_free(&w->cell);
  buffer_free(&w->row);
  textclean_doc_free(w->doc);
}

void worker_print(worker *w, const buffer *bytes)
{
  buffer_add(w->out, bytes->bytes, bytes->size);
  w->out->failed = w->out->failed || bytes->failed;
}

void worker_no_memory(worker *w)
{
  w->stopped = true;
}

bool worker_trouble(worker *w, const trouble *problem)
{
  batch *b = w->batch;
  batch_add_trouble(b, problem);
  b->ended = batch_trouble_count(b) > w->most_troubles;
  return !b->ended;
}
