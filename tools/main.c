/* main.c - the command textclean. */
#include <errno.h>  /* EBADF */
#include <fcntl.h>  /* open, fcntl */
#include <unistd.h> /* STDIN_FILENO */

#include "command_line.h"
#include "help.h"
#include "inputs.h"
#include "message.h"
#include "reader.h"
#include "run.h"

/* A standard stream that is closed would lend its number to the next file that is
 * opened, and messages would go into it. In its place stands a file that refuses to be
 * used: standard input cannot be read, the others cannot be written. */
static void fill_closed_streams(void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
    if (fcntl(fd, F_GETFD) < 0 && errno == EBADF) {
      /* The lowest free number is taken, which is this one. Without /dev/null nothing
       * can be done, and nothing is worse than before. */
      open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

/* Prints what an option asks for in place of cleaning. */
static exit_status tell(const options *o)
{
  output out;
  buffer text = {0};
  output_open(&out, NULL);
  if (o->action == ACTION_HELP) {
    help_add_usage(&text);
  } else if (o->action == ACTION_VERSION) {
    help_add_version(&text);
  } else if (o->format == FORMAT_JSON) {
    help_add_rules_json(&text);
  } else {
    help_add_rules(&text);
  }
  output_add(&out, &text);
  buffer_free(&text);
  if (!output_close(&out, true)) {
    message_unwritten(out.name, out.error);
    return EXIT_TROUBLE;
  }
  return EXIT_DONE;
}

static exit_status clean(const options *o)
{
  session s;
  bool good = run_begin(&s, o);
  inputs files;
  inputs_result result;
  inputs_begin(&files, o);
  while (good && !s.stopped && (result = inputs_next(&files)) != INPUTS_END) {
    if (result == INPUTS_FILE) {
      reader_take(&s, files.name);
    } else if (result == INPUTS_EMPTY) {
      reader_note(&s, files.name, "there are no files to read in this directory");
    } else {
      reader_refuse(&s, files.name, &files.fault);
    }
  }
  inputs_end(&files);
  return run_end(&s);
}

int main(int argc, char **argv)
{
  options o;
  exit_status status = EXIT_TROUBLE;
  fill_closed_streams();
  if (options_read(&o, argc, argv)) {
    status = o.action == ACTION_CLEAN ? clean(&o) : tell(&o);
  }
  options_free(&o);
  return (int)status;
}
