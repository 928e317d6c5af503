/* message.c - see message.h. */
#include "message.h"

#include <errno.h>     /* EINTR, ENOSPC, EDQUOT */
#include <stdarg.h>    /* va_list */
#include <stdatomic.h> /* atomic_bool */
#include <stdio.h>     /* vsnprintf */
#include <string.h>    /* strerror, strlen */
#include <unistd.h>    /* write */

#include "escape.h"

/* A message that cannot be written is lost: there is no other place to say so. */
static void write_all(const char *bytes, size_t size)
{
  while (size > 0) {
    ssize_t written = write(STDERR_FILENO, bytes, size);
    if (written < 0 && errno != EINTR) {
      return;
    }
    if (written > 0) {
      bytes += written;
      size -= (size_t)written;
    }
  }
}

/* Whether a status stands on the line of the cursor: it gives way to any other words. */
static atomic_bool has_status;

static void clear_status(void)
{
  static const char clear[] = "\r\033[K";
  if (atomic_exchange(&has_status, false)) {
    write_all(clear, strlen(clear));
  }
}

static void print(const char *bytes, size_t size)
{
  clear_status();
  write_all(bytes, size);
}

void message_status(const buffer *line)
{
  clear_status();
  if (line && !line->failed) {
    write_all(line->bytes, line->size);
    atomic_store(&has_status, true);
  }
}

void message(const char *format, ...)
{
  buffer raw = {0}, shown = {0};
  va_list list, again;
  va_start(list, format);
  va_copy(again, list);
  int size = vsnprintf(NULL, 0, format, list);
  char *room = size < 0 ? NULL : buffer_room(&raw, (size_t)size + 1);
  if (room) {
    (void)vsnprintf(room, (size_t)size + 1, format, again);
    raw.size = (size_t)size;
  }
  va_end(again);
  va_end(list);

  buffer_add_string(&shown, "textclean: ");
  escape_add(&shown, raw.bytes, raw.size, ESCAPE_LINE);
  buffer_add_char(&shown, '\n');
  if (room && !shown.failed) {
    print(shown.bytes, shown.size);
  } else {
    static const char last[] = "textclean: out of memory\n";
    print(last, strlen(last));
  }
  buffer_free(&raw);
  buffer_free(&shown);
}

void message_unwritten(const char *name, int error)
{
  bool is_full = error == ENOSPC || error == EDQUOT;
  message("%s: cannot be written: %s%s", name, strerror(error),
          is_full ? "; make room there, or write elsewhere" : "");
}

void message_hint(const char *line)
{
  print(line, strlen(line));
  print("\n", 1);
}

void message_lines(const buffer *lines)
{
  if (!lines->failed) {
    print(lines->bytes, lines->size);
  }
}
