/* magic.c - see magic.h. */
#include "magic.h"

#include <string.h> /* memcmp, memchr, strlen */

typedef struct signature {
  const char *bytes;
  size_t size;
} signature;

#define SIGNATURE(literal)                                                                         \
  {                                                                                                \
    literal, sizeof literal - 1                                                                    \
  }

static const signature table[] = {
    SIGNATURE("\x1F\x8B\x08"),     /* gzip, deflated */
    SIGNATURE("\x28\xB5\x2F\xFD"), /* zstd */
    SIGNATURE("\xFD\x37zXZ\x00"),  /* xz */
    SIGNATURE("PK\x03\x04"),       /* zip */
    SIGNATURE("PK\x05\x06"),       /* zip without entries */
    SIGNATURE("PK\x07\x08"),       /* zip in parts, of which this is the only one */
};

/* Where its bytes differ from the signature; `size` if nowhere. */
static size_t agreement(const char *bytes, size_t size, const signature *s)
{
  size_t i = 0;
  while (i < size && i < s->size && bytes[i] == s->bytes[i]) {
    i++;
  }
  return i;
}

static magic_answer compare(const char *bytes, size_t size, const signature *s)
{
  size_t same = agreement(bytes, size, s);
  return same == s->size ? MAGIC_YES : same == size ? MAGIC_MORE : MAGIC_NO;
}

/* A frame that zstd skips: the first byte may be any from 0x50 to 0x5F. */
static magic_answer look_skippable(const char *bytes, size_t size)
{
  static const signature rest = SIGNATURE("\x2A\x4D\x18");
  if (size > 0 && ((unsigned char)bytes[0] & 0xF0u) != 0x50) {
    return MAGIC_NO;
  }
  return size == 0 ? MAGIC_MORE : compare(bytes + 1, size - 1, &rest);
}

/* "BZh", the size of a block, and the mark of the first block or of the end. */
static magic_answer look_bzip2(const char *bytes, size_t size)
{
  static const signature begin = SIGNATURE("BZh");
  static const signature block = SIGNATURE("1AY&SY"), end = SIGNATURE("\x17\x72\x45\x38\x50\x90");
  magic_answer answer = compare(bytes, size, &begin);
  if (answer != MAGIC_YES || size == begin.size) {
    return answer == MAGIC_NO ? MAGIC_NO : MAGIC_MORE;
  }
  if (bytes[3] < '1' || bytes[3] > '9') {
    return MAGIC_NO;
  }
  answer = compare(bytes + 4, size - 4, &block);
  return answer == MAGIC_NO ? compare(bytes + 4, size - 4, &end) : answer;
}

/* A header of tar is known by its checksum: the sum of its bytes, where those of the
 * checksum itself count as blanks. It begins with a name, so with no line end. */
static magic_answer look_tar(const char *bytes, size_t size)
{
  enum { NAME = 100, SUM = 148, SUM_END = 156 };
  size_t name = size < NAME ? size : NAME, sum = 0, told = 0;
  if (size > 0 && (bytes[0] == 0 || memchr(bytes, '\n', name))) {
    return MAGIC_NO;
  }
  if (size < MAGIC_SIZE) {
    return MAGIC_MORE;
  }
  for (size_t i = 0; i < MAGIC_SIZE; i++) {
    sum += i >= SUM && i < SUM_END ? ' ' : (unsigned char)bytes[i];
  }
  size_t i = SUM, digits = 0;
  while (i < SUM_END && bytes[i] == ' ') {
    i++;
  }
  for (; i < SUM_END && bytes[i] >= '0' && bytes[i] <= '7'; i++, digits++) {
    told = told * 8 + (size_t)(bytes[i] - '0');
  }
  return digits > 0 && told == sum ? MAGIC_YES : MAGIC_NO;
}

magic_answer magic_look(const char *bytes, size_t size, bool at_end)
{
  magic_answer answers[sizeof table / sizeof *table + 3];
  size_t count = 0;
  bool more = false;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    answers[count++] = compare(bytes, size, &table[i]);
  }
  answers[count++] = look_skippable(bytes, size);
  answers[count++] = look_bzip2(bytes, size);
  answers[count++] = look_tar(bytes, size);
  for (size_t i = 0; i < count; i++) {
    if (answers[i] == MAGIC_YES) {
      return MAGIC_YES;
    }
    more = more || answers[i] == MAGIC_MORE;
  }
  return more && !at_end ? MAGIC_MORE : MAGIC_NO;
}

size_t magic_stem(const char *name)
{
  static const char *const endings[] = {".gz", ".zst", ".xz", ".bz2"};
  size_t size = strlen(name);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t length = strlen(endings[i]);
    if (size > length && memcmp(name + size - length, endings[i], length) == 0) {
      return size - length;
    }
  }
  return size;
}
