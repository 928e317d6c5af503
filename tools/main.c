/* main.c - the command textclean. */
#include <string.h> /* strerror */

#include "help.h"
#include "message.h"
#include "session.h"

/* Prints what an option asks for in place of cleaning. */
static exit_status tell(run_action action)
{
  output out;
  buffer text = {0};
  output_open(&out, NULL);
  if (action == ACTION_HELP) {
    help_add_usage(&text);
  } else if (action == ACTION_VERSION) {
    help_add_version(&text);
  } else {
    help_add_rules(&text);
  }
  output_add(&out, &text);
  buffer_free(&text);
  if (!output_close(&out, true)) {
    message("%s: cannot be written: %s", out.name, strerror(out.error));
    return EXIT_TROUBLE;
  }
  return EXIT_DONE;
}

static exit_status clean(const options *o)
{
  session s;
  bool good = session_begin(&s, o);
  for (size_t i = 0; good && i < o->operand_count && !s.stopped; i++) {
    session_read(&s, o->operands[i]);
  }
  return session_end(&s);
}

int main(int argc, char **argv)
{
  options o;
  exit_status status = EXIT_TROUBLE;
  if (options_read(&o, argc, argv)) {
    status = o.action == ACTION_CLEAN ? clean(&o) : tell(o.action);
  }
  options_free(&o);
  return (int)status;
}
