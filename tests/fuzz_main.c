/* fuzz_main.c - see fuzz.h. */
#include "fuzz.h"

#include <stdio.h>  /* printf, fopen */
#include <stdlib.h> /* malloc, strtoull, abort */
#include <string.h> /* memcpy, strcmp, strlen */

uint32_t fuzz_random(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

void fuzz_add(fuzz_input *out, const char *piece)
{
  size_t size = strlen(piece);
  if (size <= sizeof out->bytes - out->size) {
    memcpy(out->bytes + out->size, piece, size);
    out->size += size;
  }
}

void fuzz_add_byte(fuzz_input *out, uint32_t byte)
{
  if (out->size < sizeof out->bytes) {
    out->bytes[out->size++] = (uint8_t)byte;
  }
}

#ifdef FUZZ
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const char *broken = fuzz_try(data, size);
  if (broken) {
    fprintf(stderr, "broken: %s\n", broken);
    abort();
  }
  return 0;
}
#else

#define SHOWN 10 /* inputs that are made small and shown */

/* In memory of its exact size. */
static const char *try_copy(const uint8_t *data, size_t size)
{
  uint8_t *copy = malloc(size ? size : 1);
  if (!copy) {
    return "no memory";
  }
  memcpy(copy, data, size);
  const char *broken = fuzz_try(copy, size);
  free(copy);
  return broken;
}

/* Takes parts away for as long as something stays broken. */
static void minimize(fuzz_input *in)
{
  for (size_t length = in->size / 2; length > 0; length /= 2) {
    for (size_t at = 0; at + length <= in->size;) {
      fuzz_input less = {.size = in->size - length};
      memcpy(less.bytes, in->bytes, at);
      memcpy(less.bytes + at, in->bytes + at + length, less.size - at);
      if (try_copy(less.bytes, less.size)) {
        *in = less;
      } else {
        at++;
      }
    }
  }
}

static void show(const fuzz_input *in)
{
  printf("broken: %s\n  \"", try_copy(in->bytes, in->size));
  for (size_t i = 0; i < in->size; i++) {
    uint8_t byte = in->bytes[i];
    if (byte < 0x20 || byte == 0x7F || byte == '"' || byte == '\\') {
      printf("\\%03o", byte);
    } else {
      putchar(byte);
    }
  }
  printf("\"\n");
}

static int try_mixtures(unsigned long count, uint64_t seed)
{
  unsigned long failed = 0;
  for (unsigned long i = 0; i < count; i++) {
    fuzz_input in = {.size = 0};
    fuzz_mix(&seed, &in);
    if (try_copy(in.bytes, in.size) && failed++ < SHOWN) {
      minimize(&in);
      show(&in);
    }
  }
  printf("%lu mixtures, %lu failed\n", count, failed);
  return failed ? 1 : 0;
}

static int try_file(const char *name)
{
  static uint8_t data[1 << 20];
  FILE *file = fopen(name, "rb");
  if (!file) {
    fprintf(stderr, "%s: cannot be opened\n", name);
    return 2;
  }
  size_t size = fread(data, 1, sizeof data, file);
  fclose(file);
  const char *broken = try_copy(data, size);
  if (broken) {
    printf("%s: broken: %s\n", name, broken);
  }
  return broken ? 1 : 0;
}

int main(int argc, char **argv)
{
  if (argc >= 3 && strcmp(argv[1], "--mixtures") == 0) {
    return try_mixtures(strtoul(argv[2], NULL, 10), argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
  }
  int worst = 0;
  for (int i = 1; i < argc; i++) {
    int status = try_file(argv[i]);
    worst = status > worst ? status : worst;
  }
  return worst;
}
#endif
