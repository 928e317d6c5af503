/* anchor_hash.c - see anchor_hash.h. */
#include "anchor_hash.h"

#include "sha256.h"

void anchor_hash(const char *bytes, size_t size, char hash[ANCHOR_HASH + 1])
{
  static const char digits[] = "0123456789abcdef";
  uint8_t whole[SHA256_SIZE];
  sha256(bytes, size, whole);
  for (size_t i = 0; i < ANCHOR_HASH; i++) {
    hash[i] = digits[whole[i / 2] >> (i % 2 ? 0 : 4) & 15];
  }
  hash[ANCHOR_HASH] = 0;
}
