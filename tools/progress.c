/* progress.c - see progress.h. */
#include "progress.h"

#include <inttypes.h> /* PRIu64 */
#include <time.h>     /* clock_gettime */

#include "buffer.h"
#include "message.h"

#define INTERVAL 1.0 /* seconds between two lines */

double progress_now(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_begin(progress *p, bool is_shown, uint64_t size)
{
  double now = progress_now();
  *p = (progress){.is_shown = is_shown, .size = size, .began = now, .last = now};
}

/* h:mm:ss, or m:ss. */
static void add_time(buffer *out, double seconds)
{
  uint64_t s = (uint64_t)(seconds + 0.5);
  if (s >= 3600) {
    buffer_format(out, "%" PRIu64 ":%02" PRIu64 ":%02" PRIu64, s / 3600, s / 60 % 60, s % 60);
  } else {
    buffer_format(out, "%" PRIu64 ":%02" PRIu64, s / 60, s % 60);
  }
}

void progress_show(progress *p, uint64_t bytes, uint64_t records, uint64_t errors)
{
  double now = p->is_shown ? progress_now() : 0;
  if (!p->is_shown || now - p->last < INTERVAL) {
    return;
  }
  buffer out = {0};
  double seconds = now - p->began;
  p->last = now;
  buffer_format(&out, "textclean: %.1f", (double)bytes / 1e6);
  if (p->size > 0) {
    buffer_format(&out, " of %.1f", (double)p->size / 1e6);
  }
  buffer_format(&out, " MB, %.0f records/s, %" PRIu64 " error%s", (double)records / seconds, errors,
                errors == 1 ? "" : "s");
  if (p->size >= bytes && bytes > 0) {
    buffer_add_string(&out, ", ");
    add_time(&out, (double)(p->size - bytes) / ((double)bytes / seconds));
    buffer_add_string(&out, " left");
  }
  message_status(&out);
  buffer_free(&out);
}

void progress_end(progress *p)
{
  if (p->is_shown) {
    message_status(NULL);
  }
}
