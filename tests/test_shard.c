/* test_shard.c - the arithmetic of --shard: any number of parts, any cut, every line once. */
#include <setjmp.h> /* jmp_buf, which cmocka.h wants */
#include <stdarg.h> /* va_list, which cmocka.h wants */
#include <stddef.h> /* size_t */
#include <stdint.h> /* uint32_t, INT64_MAX */

#include <cmocka.h> /* assert_true, cmocka_run_group_tests */
#include <stdlib.h> /* mkstemp */
#include <string.h> /* memset, strlen */
#include <unistd.h> /* write, ftruncate, unlink */

#include "shard.h"

#define LARGEST ((size_t)300 * 1024)

static uint32_t next_random(uint32_t *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 16;
}

/* A file that is gone when it is closed. */
static int make_file(const char *bytes, size_t size)
{
  char name[] = "/tmp/test_shard-XXXXXX";
  int fd = mkstemp(name);
  assert_true(fd >= 0);
  unlink(name);
  assert_int_equal(write(fd, bytes, size), size);
  return fd;
}

/* The parts touch each other, cover the file, and begin where lines begin. */
static void check_parts(const char *bytes, size_t size, size_t count)
{
  int fd = make_file(bytes, size);
  uint64_t start, end, last = 0;
  for (size_t number = 1; number <= count; number++) {
    size_t lines = 0, wanted = 0;
    assert_true(shard_range(fd, size, number, count, &start, &end));
    assert_int_equal(start, last);
    assert_true(start <= end && end <= size);
    assert_true(start == 0 || start == size || bytes[start - 1] == '\n');
    if (number % 7 == 1) { /* counting takes time */
      for (size_t i = 0; i < start; i++) {
        wanted += bytes[i] == '\n';
      }
      assert_true(shard_lines_before(fd, start, &lines));
      assert_int_equal(lines, wanted);
    }
    last = end;
  }
  assert_int_equal(last, size);
  close(fd);
}

static void test_small_files(void **state)
{
  static const char *const texts[] = {"",       "a",        "\n",        "a\n",         "a\nb",
                                      "\n\n\n", "a\n\nb\n", "abcdef\ng", "a\nbcdefgh\n"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    for (size_t count = 1; count <= 2 * strlen(texts[i]) + 3; count++) {
      check_parts(texts[i], strlen(texts[i]), count);
    }
  }
}

/* All files of up to 12 bytes of letters and line feeds, parted in up to 5. */
static void test_all_cuts(void **state)
{
  char bytes[12];
  (void)state;
  for (size_t size = 1; size <= sizeof bytes; size += size > 6 ? 2 : 1) {
    for (uint32_t bits = 0; bits < (uint32_t)1 << size; bits += size > 6 ? 7 : 1) {
      for (size_t i = 0; i < size; i++) {
        bytes[i] = bits >> i & 1 ? '\n' : 'a';
      }
      check_parts(bytes, size, 2);
      check_parts(bytes, size, 5);
    }
  }
}

static void test_random_files(void **state)
{
  static char bytes[LARGEST];
  uint32_t random = 5;
  (void)state;
  for (uint32_t round = 0; round < 60; round++) {
    size_t size = next_random(&random) * 5 % LARGEST;
    uint32_t rare = 1 + next_random(&random) % (round % 2 ? 100000 : 50);
    for (size_t i = 0; i < size; i++) {
      bytes[i] = next_random(&random) % rare == 0 ? '\n' : 'x';
    }
    check_parts(bytes, size, 1 + next_random(&random) % 40);
  }
}

static void test_no_line_ends(void **state)
{
  static char bytes[LARGEST];
  (void)state;
  memset(bytes, 'x', sizeof bytes);
  check_parts(bytes, sizeof bytes, 3);
}

/* Parts of huge files are of one size, but for a byte, and nothing overflows. */
static void test_cuts(void **state)
{
  static const uint64_t sizes[] = {
      0, 1, 99, 4096, (uint64_t)1 << 40, ((uint64_t)1 << 62) + 12345, INT64_MAX};
  static const uint64_t counts[] = {1, 2, 3, 7, 1000, INT32_MAX};
  (void)state;
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
      uint64_t size = sizes[i], count = counts[k], share = size / count;
      assert_int_equal(shard_cut(size, 0, count), 0);
      assert_int_equal(shard_cut(size, count, count), size);
      for (uint64_t part = 0; part < count; part += 1 + count / 50) {
        uint64_t length = shard_cut(size, part + 1, count) - shard_cut(size, part, count);
        assert_true(length == share || length == share + 1);
      }
    }
  }
}

/* The file became shorter than it was: there is an end, and no error. */
static void test_shorter_file(void **state)
{
  uint64_t start, end;
  int fd = make_file("aaaa\nbbbb\n", 10);
  (void)state;
  assert_int_equal(ftruncate(fd, 3), 0);
  assert_true(shard_range(fd, 10, 2, 2, &start, &end));
  assert_true(start <= end);
  assert_false(shard_range(-1, 10, 2, 2, &start, &end));
  close(fd);
}

static void test_lists(void **state)
{
  (void)state;
  for (size_t count = 1; count < 20; count++) {
    for (size_t index = 0; index < 100; index++) {
      size_t owners = 0;
      for (size_t number = 1; number <= count; number++) {
        owners += shard_has_file(index, number, count);
      }
      assert_int_equal(owners, 1);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_small_files),  cmocka_unit_test(test_all_cuts),
      cmocka_unit_test(test_random_files), cmocka_unit_test(test_no_line_ends),
      cmocka_unit_test(test_cuts),         cmocka_unit_test(test_shorter_file),
      cmocka_unit_test(test_lists)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
