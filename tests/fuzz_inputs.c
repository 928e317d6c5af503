/* fuzz_inputs.c - what reads files, archives and encodings, on anything.
 *
 *   with clang and -Dfuzz=true: a libFuzzer target
 *   else:                       fuzz_inputs FILE...                replays files
 *                               fuzz_inputs --mixtures N [SEED]    packs texts, harms them
 *
 * The first byte of an input chooses the encoding, the rest is a file. What must hold:
 *  1. Reading ends, and gives no more than the limit (and the piece that passed it).
 *  2. A plain file in UTF-8 comes out byte for byte.
 *  3. Lines of another encoding are well-formed UTF-8.
 *  4. (mixtures) Of a packed file that was cut off comes a beginning of what was packed, and
 *     of one that was not, all of it.
 *  5. (mixtures) A cell of a line with tabs is written so that it is read back. */
#include <stdio.h>    /* printf, snprintf */
#include <stdlib.h>   /* abort, strtoull */
#include <string.h>   /* memcmp, strcmp */
#include <sys/mman.h> /* memfd_create */
#include <unistd.h>   /* ftruncate, pwrite, close */

#ifdef HAVE_ARCHIVE
#include <archive.h>       /* archive_write_... */
#include <archive_entry.h> /* archive_entry_... */
#endif

#include "cells.h"
#include "source.h"
#include "utf8.h"

#define LIMIT ((uint64_t)1 << 20) /* --max-unpacked */
#define RECORD ((size_t)1 << 12)  /* --max-record */
#define PIECE ((uint64_t)1 << 17) /* more than what may pass the limit at once */
#define PACKED ((size_t)1 << 20)  /* room for a packed file */

static const char *const encodings[] = {NULL,        "auto",         "GB18030",    "GBK",
                                        "Big5",      "UTF-16",       "UTF-16LE",   "UTF-32",
                                        "Shift_JIS", "windows-1252", "HZ-GB-2312", "ISO-2022-CN"};
#define ENCODINGS (sizeof encodings / sizeof *encodings)

typedef struct reading { /* of a file, to its end */
  source source;
  buffer all;  /* the lines of all its texts */
  bool failed; /* one of them, or the file */
  bool packed;
  bool decoded; /* one of them was in another encoding */
} reading;

/* ---- Reading -------------------------------------------------------------------- */

static const char *read_lines(reading *r)
{
  input_line line;
  source_result result;
  while ((result = source_line(&r->source, &line)) == SOURCE_LINE || result == SOURCE_PART) {
    if (result == SOURCE_LINE && r->source.encoding && !utf8_is_valid(line.bytes, line.size)) {
      return "3: a line is not UTF-8";
    }
    buffer_add(&r->all, line.bytes, line.size + line.end_size);
    if (r->packed && r->all.size > 4 * LIMIT + PIECE) { /* UTF-8 takes more than other bytes */
      return "1: more than the limit";
    }
  }
  r->failed = r->failed || result == SOURCE_FAILED;
  r->decoded = r->decoded || r->source.encoding;
  return result == SOURCE_FAILED && !r->source.error ? "1: it failed without an error" : NULL;
}

static const char *read_file(reading *r, const char *name)
{
  const char *broken = NULL;
  if (!source_open(&r->source, name)) {
    return "1: it cannot be opened";
  }
  while (!broken && source_next(&r->source)) {
    r->packed = r->source.intake.unpacker != NULL;
    broken = read_lines(r);
  }
  r->failed = r->failed || r->source.error;
  r->packed = r->source.intake.unpacker != NULL; /* also if there is nothing in it */
  source_close(&r->source);
  return broken;
}

static void ignore_wait(void *context)
{
  (void)context;
}

/* What is broken; NULL: nothing. */
static const char *read_bytes(reading *r, const char *encoding, const void *data, size_t size)
{
  intake_options options = {encoding, {LIMIT, 1000}};
  char name[64];
  int fd = memfd_create("inputs", MFD_CLOEXEC);
  if (fd < 0 || pwrite(fd, data, size, 0) != (ssize_t)size) {
    abort();
  }
  (void)snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  *r = (reading){0};
  source_init(&r->source, RECORD, &options, ignore_wait, NULL);
  const char *broken = read_file(r, name);
  source_free(&r->source);
  close(fd);
  if (!broken && !r->packed && !encoding && !r->failed && !r->decoded &&
      (r->all.size != size || (size > 0 && memcmp(r->all.bytes, data, size) != 0))) {
    return "2: a plain file was changed";
  }
  return broken;
}

static const char *try_input(const uint8_t *data, size_t size)
{
  reading r;
  if (size == 0) {
    return NULL;
  }
  const char *broken = read_bytes(&r, encodings[data[0] % ENCODINGS], data + 1, size - 1);
  buffer_free(&r.all);
  return broken;
}

#ifdef FUZZ
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const char *broken = try_input(data, size);
  if (broken) {
    fprintf(stderr, "broken %s\n", broken);
    abort();
  }
  return 0;
}
#else

/* ---- Mixtures -------------------------------------------------------------------- */

static uint32_t next_random(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

static void add_text(uint64_t *state, buffer *out)
{
  static const char *const pieces[] = {"The mill burned.",
                                       "河西镇的大坝",
                                       "\n",
                                       "\r\n",
                                       "\t",
                                       "\\",
                                       "\\n",
                                       "\\t",
                                       "t",
                                       "n",
                                       "r",
                                       "{\"text\":\"News.\"}\n",
                                       " ",
                                       "\xC4\xA5\xB7\xBB",
                                       "\xFF",
                                       "\xFF\xFE",
                                       "\xEF\xBB\xBF",
                                       "\x1B$)A",
                                       "~{",
                                       "\x81",
                                       "\x1F\x8B\x08",
                                       "PK\x03\x04",
                                       "\x28\xB5\x2F\xFD",
                                       "李桐\n"};
  size_t count = next_random(state) % 60;
  for (size_t i = 0; i < count; i++) {
    buffer_add_string(out, pieces[next_random(state) % (sizeof pieces / sizeof *pieces)]);
  }
  for (size_t i = next_random(state) % 8 == 0 ? next_random(state) % 60000 : 0; i > 0; i--) {
    buffer_add_char(out, (char)(i % 70 == 0 ? '\n' : 'a' + (int)(next_random(state) % 26)));
  }
}

static const char *try_cells(uint64_t *state)
{
  buffer text = {0}, coded = {0}, again = {0};
  add_text(state, &text);
  cell_encode(&coded, text.bytes ? text.bytes : "", text.size);
  buffer_room(&coded, 1);
  cell_decode(&again, coded.bytes, coded.size);
  bool is_same = again.size == text.size &&
                 (text.size == 0 || memcmp(again.bytes, text.bytes, text.size) == 0);
  bool is_cell = true;
  for (size_t i = 0; i < coded.size; i++) {
    is_cell = is_cell && !(coded.bytes[i] && strchr("\t\n\r", coded.bytes[i]));
  }
  buffer_free(&text);
  buffer_free(&coded);
  buffer_free(&again);
  return is_same && is_cell ? NULL : "5: a cell is not read back";
}

#ifdef HAVE_ARCHIVE
static bool add_entry(struct archive *a, size_t number, const buffer *text, size_t from)
{
  char name[40];
  struct archive_entry *entry = archive_entry_new();
  (void)snprintf(name, sizeof name, "2022/%zu-河西.txt", number);
  archive_entry_set_pathname(entry, name);
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_size(entry, (la_int64_t)(text->size - from));
  bool good =
      archive_write_header(a, entry) >= ARCHIVE_WARN &&
      (text->size == from || archive_write_data(a, text->bytes + from, text->size - from) >= 0);
  archive_entry_free(entry);
  return good;
}

/* Packs texts in a random way. False: this system's libarchive cannot write that. */
static bool pack(uint64_t *state, char *packed, size_t *size, buffer *texts)
{
  struct archive *a = archive_write_new();
  uint32_t filter = next_random(state) % 5, format = next_random(state) % 3;
  bool good = true;
  static int (*const filters[])(struct archive *) = {
      archive_write_add_filter_none, archive_write_add_filter_gzip, archive_write_add_filter_zstd,
      archive_write_add_filter_xz, archive_write_add_filter_bzip2};
  static int (*const formats[])(struct archive *) = {archive_write_set_format_raw,
                                                     archive_write_set_format_pax_restricted,
                                                     archive_write_set_format_zip};
  filter = format == 0 && filter == 0 ? 1 : format == 2 ? 0 : filter;
  good = filters[filter](a) == ARCHIVE_OK && formats[format](a) == ARCHIVE_OK &&
         archive_write_set_bytes_in_last_block(a, 1) == ARCHIVE_OK &&
         archive_write_open_memory(a, packed, PACKED, size) == ARCHIVE_OK;
  size_t count = format == 0 ? 1 : next_random(state) % 4 + 1;
  for (size_t i = 0; good && i < count; i++) {
    size_t from = texts->size;
    buffer_add_string(texts, "河 "); /* so that it looks like nothing packed */
    add_text(state, texts);
    good = add_entry(a, i, texts, from);
  }
  good = archive_write_close(a) == ARCHIVE_OK && good;
  archive_write_free(a);
  return good;
}

/* Packs, cuts or harms, reads. */
static const char *try_packed(uint64_t *state)
{
  static char packed[PACKED];
  buffer texts = {0};
  reading r = {0};
  size_t size = 0;
  const char *broken = NULL;
  if (pack(state, packed, &size, &texts) && size > 0) {
    uint32_t way = next_random(state) % 3;
    size_t cut = way == 1 ? next_random(state) % size : size;
    for (uint32_t i = way == 2 ? next_random(state) % 8 + 1 : 0; i > 0; i--) {
      packed[next_random(state) % size] ^= (char)(1u << next_random(state) % 8);
    }
    const char *encoding = way == 2 ? encodings[next_random(state) % ENCODINGS] : NULL;
    broken = read_bytes(&r, encoding, packed, cut);
    bool is_beginning = r.all.size <= texts.size &&
                        (r.all.size == 0 || memcmp(r.all.bytes, texts.bytes, r.all.size) == 0);
    if (!broken && way == 0 && (r.failed || !is_beginning || r.all.size != texts.size)) {
      broken = "4: not all of what was packed came out";
    } else if (!broken && way == 1 && r.packed && !is_beginning) {
      broken = "4: something else than a beginning came out";
    }
  }
  buffer_free(&r.all);
  buffer_free(&texts);
  return broken;
}
#else
static const char *try_packed(uint64_t *state)
{
  (void)state;
  return NULL;
}
#endif

static const char *try_plain(uint64_t *state)
{
  buffer text = {0};
  buffer_add_char(&text, (char)next_random(state));
  add_text(state, &text);
  const char *broken = try_input((const uint8_t *)text.bytes, text.size);
  buffer_free(&text);
  return broken;
}

static int try_mixtures(unsigned long count, uint64_t seed)
{
  unsigned long failed = 0;
  for (unsigned long i = 0; i < count; i++) {
    uint64_t state = seed + i;
    next_random(&state);
    const char *broken = i % 3 == 0   ? try_cells(&state)
                         : i % 3 == 1 ? try_plain(&state)
                                      : try_packed(&state);
    if (broken && failed++ < 10) {
      printf("mixture %lu of seed %llu: broken %s\n", i, (unsigned long long)seed, broken);
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
    fprintf(stderr, "fuzz_inputs: cannot open %s\n", name);
    return 2;
  }
  size_t size = fread(data, 1, sizeof data, file);
  fclose(file);
  const char *broken = try_input(data, size);
  if (broken) {
    printf("%s: broken %s\n", name, broken);
  }
  return broken ? 1 : 0;
}

int main(int argc, char **argv)
{
  int status = 0;
  if (argc >= 3 && strcmp(argv[1], "--mixtures") == 0) {
    return try_mixtures(strtoul(argv[2], NULL, 10), argc > 3 ? strtoull(argv[3], NULL, 10) : 1);
  }
  for (int i = 1; i < argc; i++) {
    int one = try_file(argv[i]);
    status = one > status ? one : status;
  }
  return status;
}
#endif
