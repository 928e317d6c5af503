/* option_values.c - see option_values.h. */
#include "option_values.h"

#include <stdlib.h> /* strtod */
#include <string.h> /* strcspn, strspn, strncmp, strlen, memcmp */

bool value_word(const char *text, const char *words, int *place)
{
  size_t size = strlen(text);
  for (int i = 0; *words; i++) {
    size_t length = strcspn(words, " ");
    if (length == size && memcmp(words, text, size) == 0) {
      *place = i;
      return true;
    }
    words += length + (words[length] == ' ');
  }
  return false;
}

size_t value_distance(const char *word, size_t size, const char *name)
{
  size_t row[32], length = strlen(name); /* row[k]: to the first k letters of the name */
  if (length >= sizeof row / sizeof *row || size > 2 * length) {
    return SIZE_MAX;
  }
  for (size_t k = 0; k <= length; k++) {
    row[k] = k;
  }
  for (size_t i = 1; i <= size; i++) {
    size_t corner = row[0]; /* of the row before */
    row[0] = i;
    for (size_t k = 1; k <= length; k++) {
      size_t above = row[k], best = corner + (word[i - 1] != name[k - 1]);
      best = above + 1 < best ? above + 1 : best;
      row[k] = row[k - 1] + 1 < best ? row[k - 1] + 1 : best;
      corner = above;
    }
  }
  return row[length];
}

bool value_size(const char *text, uint64_t *size)
{
  uint64_t value = 0;
  size_t i = 0;
  for (; text[i] >= '0' && text[i] <= '9'; i++) {
    if (value > UINT64_MAX / 16) {
      return false;
    }
    value = value * 10 + (uint64_t)(text[i] - '0');
  }
  static const char units[] = "KMGT";
  const char *unit = text[i] ? strchr(units, text[i]) : NULL;
  for (const char *u = units; unit && u <= unit; u++) {
    if (value > UINT64_MAX / 1024) {
      return false;
    }
    value *= 1024;
  }
  *size = value;
  return i > 0 && value > 0 && text[i + (unit != NULL)] == 0;
}

/* Reads digits; returns what stands behind them, or NULL if there are none or too many. */
static const char *read_number(const char *text, size_t *number)
{
  const char *p = text;
  for (*number = 0; *p >= '0' && *p <= '9'; p++) {
    size_t digit = (size_t)(*p - '0');
    if (*number > (SIZE_MAX - digit) / 10) {
      return NULL;
    }
    *number = *number * 10 + digit;
  }
  return p > text ? p : NULL;
}

bool value_number(const char *text, size_t least, size_t most, size_t *number)
{
  const char *end = read_number(text, number);
  return end && *end == 0 && *number >= least && *number <= most;
}

bool value_shard(const char *text, size_t *number, size_t *count)
{
  const char *end = read_number(text, number);
  return end && *end == '/' && value_number(end + 1, 1, INT32_MAX, count) && *number >= 1 &&
         *number <= *count;
}

bool value_share(const char *text, double *share)
{
  char *end;
  if (text[0] == 0 || strspn(text, "0123456789.") != strlen(text)) {
    return false; /* strtod would take blanks, signs, nan and more */
  }
  *share = strtod(text, &end);
  return *end == 0 && *share >= 0 && *share <= 1;
}

static bool add_kind(const char *name, size_t size, uint32_t *kinds)
{
  if (size == 3 && memcmp(name, "all", 3) == 0) {
    *kinds = ALL_KINDS;
    return true;
  }
  for (int kind = 0; kind < TEXTCLEAN_KIND_COUNT; kind++) {
    const char *known = textclean_kind_name((textclean_kind)kind);
    if (strlen(known) == size && memcmp(known, name, size) == 0) {
      *kinds |= (uint32_t)1 << kind;
      return true;
    }
  }
  return false;
}

const char *value_kinds(const char *text, uint32_t *kinds)
{
  *kinds = 0;
  for (;;) {
    size_t size = strcspn(text, ",");
    if (!add_kind(text, size, kinds)) {
      return text;
    }
    if (text[size] == 0) {
      return NULL;
    }
    text += size + 1;
  }
}

bool value_target(const char *name, size_t size, textclean_lang *target)
{
  static const struct {
    const char *name;
    textclean_lang lang;
  } known[] = {{"en", TEXTCLEAN_EN}, {"zh", TEXTCLEAN_ZH}, {"auto", TEXTCLEAN_NONE}};
  size_t length = 0; /* of the language in "zh-CN" or "zh_Hans" */
  while (length < size && name[length] != '-' && name[length] != '_') {
    length++;
  }
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strlen(known[i].name) == length && strncasecmp(known[i].name, name, length) == 0) {
      *target = known[i].lang;
      return true;
    }
  }
  return false;
}
