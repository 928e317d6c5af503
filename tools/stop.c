/* stop.c - see stop.h.
 *
 * A handler takes no argument, so what it needs lives outside of all structures. */
#include "stop.h"

#include <signal.h> /* sigaction, raise */
#include <stddef.h> /* NULL */
#include <unistd.h> /* unlink */

static char *volatile unfinished;
static volatile sig_atomic_t idle = 1, wanted; /* wanted: the signal that came */

/* The default action, which ends the process: in a handler, when it returns. */
static void end(int signal_number)
{
  if (unfinished) {
    unlink(unfinished);
  }
  (void)signal(signal_number, SIG_DFL);
  (void)raise(signal_number);
}

static void take_signal(int signal_number)
{
  if (idle || wanted || signal_number == SIGPIPE) {
    end(signal_number);
  }
  wanted = signal_number;
}

void stop_begin(void)
{
  static const int signals[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE};
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
    struct sigaction old;
    if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL) {
      struct sigaction new = {.sa_handler = take_signal};
      sigaction(signals[i], &new, NULL);
    }
  }
}

void stop_guard(char *temporary)
{
  unfinished = temporary;
}

void stop_idle(bool is_idle)
{
  idle = is_idle;
  if (is_idle) {
    stop_check();
  }
}

bool stop_is_wanted(void)
{
  return wanted != 0;
}

void stop_check(void)
{
  if (wanted) {
    end(wanted);
  }
}
