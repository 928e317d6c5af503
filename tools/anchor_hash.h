/* anchor_hash.h - the short hashes of anchors. */
#ifndef ANCHOR_HASH_H
#define ANCHOR_HASH_H

#include <stddef.h> /* size_t */

#define ANCHOR_HASH 12u /* hex digits of a SHA-256 */

/* The hash of these bytes, with a NUL behind it. */
void anchor_hash(const char *bytes, size_t size, char hash[ANCHOR_HASH + 1]);

#endif
