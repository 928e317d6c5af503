/* corrections_tell.c - see corrections_tell.h. */
#include "corrections_tell.h"

#include "message.h"

#define MOST_TOLD 10u /* corrections whose article did not come */

static void add_count(buffer *out, size_t count, const char *what)
{
  if (count > 0) {
    buffer_format(out, "%s%zu %s", out->size > 0 ? ", " : "", count, what);
  }
}

static void tell_waiting(const corrections *c)
{
  size_t told = 0;
  for (size_t i = 0; i < c->count && told < MOST_TOLD; i++) {
    const correction *one = &c->list[i];
    if (one->is_edit && atomic_load(&one->outcome) == OUTCOME_WAITS) {
      told++;
      message("%s:%zu: no article fits: '%.*s' did not come, or has changed all over", c->name,
              one->line, (int)(one->label.size < 200 ? one->label.size : 200),
              corrections_text(c, one->label));
    }
  }
}

void corrections_tell(const corrections *c, bool is_quiet)
{
  buffer out = {0};
  tell_waiting(c);
  add_count(&out, corrections_count(c, OUTCOME_DONE), "applied");
  add_count(&out, corrections_count(c, OUTCOME_THERE), "there already");
  add_count(&out, corrections_count(c, OUTCOME_CONFLICT), "in conflict");
  add_count(&out, corrections_count(c, OUTCOME_HELD),
            "held back, since another one of the article is in conflict (see --partial)");
  add_count(&out, corrections_count(c, OUTCOME_WAITS), "without their article");
  buffer_add_char(&out, 0);
  if (!is_quiet && !out.failed) {
    message("%s: corrections: %s", c->name, out.size > 1 ? out.bytes : "none");
  }
  buffer_free(&out);
}

void corrections_tell_verdicts(const corrections *c)
{
  size_t count = 0;
  for (size_t i = 0; i < c->count; i++) {
    count += c->list[i].verdict == VERDICT_RIGHT || c->list[i].verdict == VERDICT_TERM;
  }
  if (count > 0) {
    message("%s: %zu span%s called no error; --accepted FILE keeps them from being flagged again",
            c->name, count, count == 1 ? " is" : "s are");
  }
}
