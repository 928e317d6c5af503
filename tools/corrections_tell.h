/* corrections_tell.h - words for the user, when `apply` is through. */
#ifndef CORRECTIONS_TELL_H
#define CORRECTIONS_TELL_H

#include <stdbool.h> /* bool */

#include "corrections.h"

/* Tells what became of all corrections, and those whose article did not come. */
void corrections_tell(const corrections *c, bool is_quiet);

/* Tells that verdicts are lost without --accepted. */
void corrections_tell_verdicts(const corrections *c);

#endif
