/* session.c - see session.h. */
#include "session.h"

#include <fcntl.h>  /* open */
#include <unistd.h> /* close */

#include "frame.h"
#include "message.h"
#include "shard.h"

void session_fail(session *s)
{
  s->status = EXIT_TROUBLE;
}

void session_no_memory(session *s)
{
  message("%s", textclean_strerror(TEXTCLEAN_ENOMEM));
  session_fail(s);
  atomic_store(&s->stopped, true);
}

void session_print(session *s, const char *bytes, size_t size)
{
  output_write(&s->out, bytes, size);
  s->bytes_out += size;
}

static void print_frame(session *s, buffer *text)
{
  output_add(&s->out, text);
  s->bytes_out += text->size;
  buffer_free(text);
}

void session_head(session *s)
{
  buffer text = {0};
  frame_add_head(&text, s->options);
  print_frame(s, &text);
  s->has_body = false;
}

void session_tail(session *s)
{
  buffer text = {0};
  frame_add_tail(&text, s->options, !s->has_body);
  print_frame(s, &text);
}

bool session_cannot_write(session *s, const output *out)
{
  message_unwritten(out->name, out->error);
  session_fail(s);
  atomic_store(&s->stopped, true);
  return false;
}

bool session_goes_on(session *s)
{
  if (!s->stopped && !s->place.is_each && s->out.error) {
    session_cannot_write(s, &s->out);
  }
  if (!s->stopped && s->problems.file && s->errors.error) {
    session_cannot_write(s, &s->errors);
  }
  return !s->stopped;
}

void session_count_lines(const session *s, size_t *lines)
{
  *lines = 0;
  int fd = open(s->options->operands[0], O_RDONLY | O_CLOEXEC);
  if (fd >= 0) {
    if (!shard_lines_before(fd, s->shard.start, lines)) {
      *lines = 0;
    }
    close(fd);
  }
}
