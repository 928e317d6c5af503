/* shard.h - which part of the work is ours: --shard I/N. */
#ifndef SHARD_H
#define SHARD_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */
#include <stdint.h>  /* uint64_t */

/* The byte at which the part behind the first `parts` of `count` begins, before it is moved
 * to the start of a line: all of them are of one size, but for a byte. */
uint64_t shard_cut(uint64_t size, uint64_t parts, uint64_t count);

/* The bytes of part `number` (from 1) of `count`: whole lines, each in one part. A part may
 * be empty. False: reading failed, errno tells why. */
bool shard_range(int fd, uint64_t size, size_t number, size_t count, uint64_t *start,
                 uint64_t *end);

/* Counts the line feeds before `end`. False: reading failed. */
bool shard_lines_before(int fd, uint64_t end, size_t *lines);

/* Whether the file at `index` (from 0) of a list is in part `number`. */
bool shard_has_file(size_t index, size_t number, size_t count);

#endif
