/* option_values.h - the arguments of options, word by word. Where not told
 * otherwise, false: the text is no such value. */
#ifndef OPTION_VALUES_H
#define OPTION_VALUES_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint32_t */

#include <textclean.h>

#define ALL_KINDS (((uint32_t)1 << TEXTCLEAN_KIND_COUNT) - 1)

/* Where `text` stands among the words parted by blanks. */
bool value_word(const char *text, const char *words, int *place);

/* How many letters must be changed, added or left out to make `name` of a word. Names
 * of at most 31 letters; a longer word is SIZE_MAX away. */
size_t value_distance(const char *word, size_t size, const char *name);

/* 4096, 64K, 64M, 1G, 2T. */
bool value_size(const char *text, uint64_t *size);

/* A number of these; only digits. */
bool value_number(const char *text, size_t least, size_t most, size_t *number);

/* I/N with 1 <= I <= N < 2^31. */
bool value_shard(const char *text, size_t *number, size_t *count);

/* A number from 0 to 1. */
bool value_share(const char *text, double *share);

/* Names of kinds of flags parted by commas, or `all`. NULL: they are good; else the
 * first that does not exist, up to a comma or the end. */
const char *value_kinds(const char *text, uint32_t *kinds);

/* "en", "zh-CN", "auto" to a target.  */
bool value_target(const char *name, size_t size, textclean_lang *target);

#endif
