/* sha256.h - SHA-256 (FIPS 180-4), for anchors: what has the same hash is the same text. */
#ifndef SHA256_H
#define SHA256_H

#include <stddef.h> /* size_t */
#include <stdint.h> /* uint8_t */

#define SHA256_SIZE 32u /* bytes */

void sha256(const char *bytes, size_t size, uint8_t hash[SHA256_SIZE]);

#endif
