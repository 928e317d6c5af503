/* xz_window.c - see xz_window.h.
 *
 *   stream: header (block)* index footer, then zeros or another stream
 *   block:  header (chunk)* 00 filling check
 *   chunk:  01|02 size size bytes | 80..FF unpacked unpacked size size [properties] bytes */
#include "xz_window.h"

#include <string.h> /* memcmp, memcpy */

#define LZMA2 0x21u
#define LARGEST_CODE 40u /* of a window */

/* The next part, for which this many bytes are to be collected. */
static void expect(xz_window *x, xz_part part, size_t wanted)
{
  x->part = part;
  x->size = 0;
  x->wanted = wanted;
}

static size_t filling(const xz_window *x)
{
  return (size_t)(-x->counted & 3u);
}

/* ---- Headers ------------------------------------------------------------------------ */

static void take_stream_header(xz_window *x)
{
  static const unsigned char magic[] = {0xFD, '7', 'z', 'X', 'Z', 0, 0};
  static const unsigned char check_sizes[] = {0,  4,  4,  4,  8,  8,  8,  16,
                                              16, 16, 32, 32, 32, 64, 64, 64};
  if (memcmp(x->bytes, magic, sizeof magic) != 0 || x->bytes[7] > 15) {
    x->part = XZ_LOST;
    return;
  }
  x->check_size = check_sizes[x->bytes[7]];
  expect(x, XZ_PART, 1);
}

/* A number of 7 bits a byte. False: it goes on behind `end`. */
static bool read_number(const unsigned char **p, const unsigned char *end, uint64_t *number)
{
  *number = 0;
  for (unsigned shift = 0; *p < end && shift < 63; shift += 7) {
    unsigned char byte = *(*p)++;
    *number |= (uint64_t)(byte & 0x7Fu) << shift;
    if (byte < 0x80) {
      return true;
    }
  }
  return false;
}

static void take_window(xz_window *x, unsigned code)
{
  uint64_t window =
      code >= LARGEST_CODE ? UINT32_MAX : (uint64_t)(2 | (code & 1)) << (code / 2 + 11);
  x->largest = window > x->largest ? window : x->largest;
}

/* Reads the filters. False: it is no header. */
static bool read_block_header(xz_window *x)
{
  const unsigned char *p = x->bytes + 1, *end = x->bytes + x->size - 4; /* its sum */
  uint64_t number, id, size;
  unsigned flags = x->bytes[0], filters = (flags & 3u) + 1;
  if (((flags & 0x40u) && !read_number(&p, end, &number)) ||
      ((flags & 0x80u) && !read_number(&p, end, &number))) {
    return false;
  }
  for (unsigned i = 0; i < filters; i++) {
    if (!read_number(&p, end, &id) || !read_number(&p, end, &size) || size > (uint64_t)(end - p)) {
      return false;
    }
    if (id == LZMA2 && size > 0) {
      take_window(x, p[0] & 0x3Fu);
    }
    p += size;
  }
  return true;
}

/* ---- What follows --------------------------------------------------------------------- */

static void take_part(xz_window *x)
{
  if (x->bytes[0] == 0) {
    x->counted = 1;
    x->number = 0;
    x->shift = 0;
    expect(x, XZ_INDEX_COUNT, 1);
  } else {
    expect(x, XZ_BLOCK_HEADER, ((size_t)x->bytes[0] + 1) * 4 - 1);
  }
}

static void take_block_header(xz_window *x)
{
  x->counted = 0;
  if (read_block_header(x)) {
    expect(x, XZ_CHUNK, 1);
  } else {
    x->part = XZ_LOST;
  }
}

static void take_chunk(xz_window *x)
{
  unsigned control = x->bytes[0];
  x->counted++;
  if (control == 0) {
    x->skip = filling(x) + x->check_size;
    expect(x, XZ_PART, 1);
  } else if (control <= 2) {
    expect(x, XZ_CHUNK_SIZES, 2);
  } else if (control >= 0x80) {
    expect(x, XZ_CHUNK_SIZES, control >= 0xC0 ? 5 : 4);
  } else {
    x->part = XZ_LOST;
  }
}

static void take_chunk_sizes(xz_window *x)
{
  const unsigned char *size = x->bytes + (x->wanted > 2 ? 2 : 0);
  x->skip = ((uint64_t)size[0] << 8 | size[1]) + 1;
  x->counted += x->wanted + x->skip;
  expect(x, XZ_CHUNK, 1);
}

/* One byte of the numbers in the index: their count, then two for each block. */
static void take_index(xz_window *x)
{
  x->counted++;
  if (x->shift < 63) {
    x->number |= (uint64_t)(x->bytes[0] & 0x7Fu) << x->shift;
  }
  x->shift += 7;
  if (x->bytes[0] < 0x80) {
    x->numbers = x->part == XZ_INDEX_COUNT ? 2 * x->number : x->numbers - 1;
    x->number = 0;
    x->shift = 0;
    x->part = XZ_INDEX_RECORDS;
  }
  expect(x, x->part, 1);
  if (x->part == XZ_INDEX_RECORDS && x->numbers == 0) {
    enum { SUM = 4, FOOTER = 12 };
    x->skip = filling(x) + SUM + FOOTER;
    expect(x, XZ_PADDING, 4);
  }
}

static void take_padding(xz_window *x)
{
  static const unsigned char zeros[4];
  if (memcmp(x->bytes, zeros, sizeof zeros) == 0) {
    expect(x, XZ_PADDING, 4);
  } else {
    x->part = XZ_STREAM_HEADER; /* whose first bytes these are */
    x->wanted = 12;
  }
}

static void take(xz_window *x)
{
  static void (*const takers[])(xz_window *) = {
      [XZ_STREAM_HEADER] = take_stream_header, [XZ_PART] = take_part,
      [XZ_BLOCK_HEADER] = take_block_header,   [XZ_CHUNK] = take_chunk,
      [XZ_CHUNK_SIZES] = take_chunk_sizes,     [XZ_INDEX_COUNT] = take_index,
      [XZ_INDEX_RECORDS] = take_index,         [XZ_PADDING] = take_padding};
  takers[x->part](x);
}

void xz_window_follow(xz_window *x, const char *bytes, size_t size)
{
  const char *end = bytes + size;
  x->wanted = x->wanted > 0 ? x->wanted : 12; /* at the start: the header of the stream */
  while (bytes < end && x->part != XZ_LOST) {
    size_t left = (size_t)(end - bytes);
    if (x->skip > 0) {
      size_t passed = x->skip < left ? (size_t)x->skip : left;
      x->skip -= passed;
      bytes += passed;
      continue;
    }
    size_t missing = x->wanted - x->size, part = missing < left ? missing : left;
    memcpy(x->bytes + x->size, bytes, part);
    x->size += part;
    bytes += part;
    if (x->size == x->wanted) {
      take(x);
    }
  }
}
