/* unpack.c - see unpack.h.
 *
 * Limits are checked after each piece that was unpacked, and an entry that nobody reads
 * to its end is read here and thrown away piece by piece if the stream is compressed:
 * libarchive would unpack all of it in one call.
 *
 * Names in UTF-8 get lost in libarchive unless the locale is one of UTF-8, so this thread
 * takes one on while a header is read. */
#include "unpack.h"

#include <errno.h>  /* ENOMEM, EBADMSG, EFBIG */
#include <locale.h> /* newlocale, uselocale */
#include <stdlib.h> /* malloc, free */
#include <string.h> /* strstr */

#include <archive.h>       /* archive_read_... */
#include <archive_entry.h> /* archive_entry_... */

#include "late.h"
#include "xz_window.h"

#define PIECE ((size_t)64 * 1024)

/* All of libarchive 3 has this name. */
_Static_assert(ARCHIVE_VERSION_NUMBER / 1000000 == 3, "its libraries are named by their version");
#define LIBARCHIVE "libarchive.so.13"

#define ARCHIVE_CALLS(X, calls)                                                                    \
  X(calls, archive_read_new)                                                                       \
  X(calls, archive_read_free)                                                                      \
  X(calls, archive_read_support_filter_gzip)                                                       \
  X(calls, archive_read_support_filter_bzip2)                                                      \
  X(calls, archive_read_support_filter_xz)                                                         \
  X(calls, archive_read_support_filter_zstd)                                                       \
  X(calls, archive_read_support_format_empty)                                                      \
  X(calls, archive_read_support_format_raw)                                                        \
  X(calls, archive_read_support_format_tar)                                                        \
  X(calls, archive_read_support_format_zip)                                                        \
  X(calls, archive_read_set_read_callback)                                                         \
  X(calls, archive_read_set_seek_callback)                                                         \
  X(calls, archive_read_set_callback_data)                                                         \
  X(calls, archive_read_open1)                                                                     \
  X(calls, archive_read_next_header)                                                               \
  X(calls, archive_read_data)                                                                      \
  X(calls, archive_filter_count)                                                                   \
  X(calls, archive_format)                                                                         \
  X(calls, archive_format_name)                                                                    \
  X(calls, archive_errno)                                                                          \
  X(calls, archive_error_string)                                                                   \
  X(calls, archive_set_error)                                                                      \
  X(calls, archive_entry_pathname)                                                                 \
  X(calls, archive_entry_pathname_utf8)                                                            \
  X(calls, archive_entry_filetype)                                                                 \
  X(calls, archive_entry_hardlink)                                                                 \
  X(calls, archive_entry_is_encrypted)

typedef struct archive_calls {
  ARCHIVE_CALLS(LATE_MEMBER, archive_calls)
} archive_calls;

struct unpacker {
  archive_calls la;
  struct archive *archive;
  raw_file *raw;
  unpack_limits limits;
  uint64_t unpacked; /* bytes handed out or thrown away */
  bool has_entry;    /* and it was not read to its end */
  bool is_broken;
  bool wants_entry; /* it is a zip file that begins with one, and none was seen */
  locale_t locale;  /* 0: the system has none of UTF-8 */
  bool is_xz;
  xz_window window;
  char piece[PIECE]; /* what libarchive reads */
};

/* ---- What libarchive asks for --------------------------------------------------- */

static la_ssize_t on_read(struct archive *a, void *context, const void **bytes)
{
  unpacker *u = context;
  ptrdiff_t size = raw_read(u->raw, u->piece, sizeof u->piece);
  *bytes = u->piece;
  if (size < 0) {
    u->la.archive_set_error(a, u->raw->fault.error, "%s", u->raw->fault.detail);
  } else if (u->is_xz) {
    xz_window_follow(&u->window, u->piece, (size_t)size);
    if (u->window.largest > UNPACK_WINDOW) { /* before the unpacker sees what asks for it */
      fault_set(&u->raw->fault, PROBLEM_NEEDS_MEMORY, EFBIG, NULL);
      u->la.archive_set_error(a, EFBIG, "the window is too large");
      return ARCHIVE_FATAL;
    }
  }
  return size;
}

static la_int64_t on_seek(struct archive *a, void *context, la_int64_t offset, int whence)
{
  unpacker *u = context;
  int64_t place = raw_seek(u->raw, offset, whence);
  if (place < 0) {
    u->la.archive_set_error(a, u->raw->fault.error, "%s", u->raw->fault.detail);
    return ARCHIVE_FATAL;
  }
  return place;
}

/* Each of these fails for want of memory only; WARN: a helper program would do it. */
static bool support_all(const archive_calls *la, struct archive *a)
{
  return la->archive_read_support_filter_gzip(a) == ARCHIVE_OK &&
         la->archive_read_support_filter_bzip2(a) == ARCHIVE_OK &&
         la->archive_read_support_filter_xz(a) == ARCHIVE_OK &&
         la->archive_read_support_filter_zstd(a) == ARCHIVE_OK &&
         la->archive_read_support_format_empty(a) == ARCHIVE_OK &&
         la->archive_read_support_format_raw(a) == ARCHIVE_OK &&
         la->archive_read_support_format_tar(a) == ARCHIVE_OK &&
         la->archive_read_support_format_zip(a) == ARCHIVE_OK;
}

/* ---- Faults --------------------------------------------------------------------- */

/* libzstd has the limit by itself, and tells it in these words. */
static bool needs_memory(const unpacker *u)
{
  const char *words = u->la.archive_error_string(u->archive);
  return words && strstr(words, "too much memory");
}

/* What libarchive says, or what the file said to it. */
static void take_fault(unpacker *u, fault *f)
{
  int error = u->la.archive_errno(u->archive);
  if (u->raw->fault.error) {
    *f = u->raw->fault;
  } else if (needs_memory(u)) {
    fault_set(f, PROBLEM_NEEDS_MEMORY, EFBIG, NULL);
  } else if (error == ENOMEM) {
    fault_of_system(f, ENOMEM);
  } else {
    fault_set(f, PROBLEM_DAMAGED, EBADMSG, u->la.archive_error_string(u->archive));
  }
}

static unpack_result give_up(unpacker *u, fault *f)
{
  u->is_broken = true;
  take_fault(u, f);
  return UNPACK_BROKEN;
}

/* False: it became more than the limits allow. What was read of a regular file counts
 * once, although entries may share their bytes. */
static bool within_limits(unpacker *u, fault *f)
{
  uint64_t packed = u->raw->taken;
  if (u->raw->size > 0 && packed > u->raw->size) {
    packed = u->raw->size;
  }
  problem_id id = PROBLEM_NONE;
  if (u->unpacked > u->limits.unpacked) {
    id = PROBLEM_UNPACKED_TOO_LARGE;
  } else if (u->unpacked > UNPACK_FREE && u->unpacked / u->limits.ratio >= packed) {
    id = PROBLEM_RATIO_TOO_LARGE;
  }
  u->is_broken = id != PROBLEM_NONE;
  return id == PROBLEM_NONE || fault_set(f, id, EFBIG, NULL);
}

/* ---- Entries -------------------------------------------------------------------- */

unpacker *unpack_open(raw_file *raw, const unpack_limits *limits, fault *f)
{
  static const late_call rows[] = {ARCHIVE_CALLS(LATE_ROW, archive_calls)};
  unpacker *u = malloc(sizeof *u);
  if (!u) {
    fault_of_system(f, ENOMEM);
    return NULL;
  }
  if (!late_fill(&u->la, rows, sizeof rows / sizeof *rows, LIBARCHIVE, f)) {
    free(u);
    return NULL;
  }
  struct archive *a = u->la.archive_read_new();
  if (!a || !support_all(&u->la, a)) {
    u->la.archive_read_free(a);
    free(u);
    fault_of_system(f, ENOMEM);
    return NULL;
  }
  u->archive = a;
  u->raw = raw;
  u->limits = *limits;
  u->unpacked = 0;
  u->has_entry = u->is_broken = false;
  u->is_xz = (unsigned char)raw->head[0] == 0xFD;
  u->window = (xz_window){.part = XZ_STREAM_HEADER};
  u->wants_entry = raw->head[0] == 'P' && raw->head[2] == 3;
  u->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  u->la.archive_read_set_read_callback(a, on_read);
  u->la.archive_read_set_callback_data(a, u);
  if (raw->can_seek) { /* zip is then read by its list of entries, which stands at its end */
    u->la.archive_read_set_seek_callback(a, on_seek);
  }
  if (u->la.archive_read_open1(a) != ARCHIVE_OK) {
    take_fault(u, f);
    unpack_close(u);
    return NULL;
  }
  return u;
}

void unpack_close(unpacker *u)
{
  if (u) {
    u->la.archive_read_free(u->archive);
    if (u->locale) {
      freelocale(u->locale);
    }
    free(u);
  }
}

/* Filters behind the one that reads the file. */
static int filters(const unpacker *u)
{
  return u->la.archive_filter_count(u->archive) - 1;
}

/* Throws away the rest of an entry in a compressed stream. False: no more can be read. */
static bool skip_rest(unpacker *u, fault *f)
{
  char waste[4096];
  while (u->has_entry && !u->is_broken && filters(u) > 0) {
    if (unpack_read(u, waste, sizeof waste, f) < 0) {
      break;
    }
  }
  u->has_entry = false;
  return !u->is_broken;
}

static int read_header(unpacker *u, struct archive_entry **entry)
{
  locale_t old = u->locale ? uselocale(u->locale) : (locale_t)0;
  int status = u->la.archive_read_next_header(u->archive, entry);
  if (u->locale) {
    uselocale(old);
  }
  return status;
}

/* A zip file is read by the list at its end; if that is damaged, it seems to be empty. */
static unpack_result end_entries(unpacker *u, fault *f)
{
  if (u->wants_entry) {
    u->is_broken = true;
    fault_set(f, PROBLEM_DAMAGED, EBADMSG, "the list of its entries is not there");
    return UNPACK_BROKEN;
  }
  return UNPACK_END;
}

/* A name in UTF-8 if the archive has one, else its bytes as they are. */
static const char *name_of(const unpacker *u, struct archive_entry *entry)
{
  const char *name = u->la.archive_entry_pathname_utf8(entry);
  name = name ? name : u->la.archive_entry_pathname(entry);
  return name ? name : "?";
}

/* Whether an entry of a zip file is packed in one of the rare ways that have no limit. */
static bool is_odd_zip(const unpacker *u)
{
  static const char *const ways[] = {"lzma", "xz", "ppmd"};
  const char *name = u->la.archive_format_name(u->archive);
  for (size_t i = 0; name && i < sizeof ways / sizeof *ways; i++) {
    if (strstr(name, ways[i])) {
      return true;
    }
  }
  return false;
}

static unpack_result begin_entry(unpacker *u, struct archive_entry *entry, const char **name,
                                 fault *f)
{
  int format = u->la.archive_format(u->archive) & ARCHIVE_FORMAT_BASE_MASK;
  *name = format == ARCHIVE_FORMAT_RAW ? NULL : name_of(u, entry);
  if (filters(u) > 1) {
    u->is_broken = true;
    fault_set(f, PROBLEM_NESTED, EBADMSG, NULL);
    return UNPACK_BROKEN;
  }
  if (!*name && filters(u) == 0) { /* too short for libarchive to know what it is */
    u->is_broken = true;
    fault_set(f, PROBLEM_DAMAGED, EBADMSG, "it ends in its header");
    return UNPACK_BROKEN;
  }
  if (format == ARCHIVE_FORMAT_ZIP && is_odd_zip(u)) {
    u->has_entry = false;
    fault_set(f, PROBLEM_NEEDS_MEMORY, EFBIG, NULL);
    return UNPACK_SKIPPED;
  }
  if (u->la.archive_entry_is_encrypted(entry)) {
    u->has_entry = false;
    fault_set(f, PROBLEM_ENCRYPTED, EBADMSG, NULL);
    return UNPACK_SKIPPED;
  }
  return UNPACK_ENTRY;
}

unpack_result unpack_next(unpacker *u, const char **name, fault *f)
{
  struct archive_entry *entry;
  *name = NULL;
  if (u->is_broken) {
    return UNPACK_END; /* why was told before */
  }
  for (;;) {
    if (!skip_rest(u, f)) {
      return UNPACK_BROKEN;
    }
    fault_clear(f); /* what was wrong with a part that nobody wants */
    int status = read_header(u, &entry);
    if (status == ARCHIVE_EOF) {
      return end_entries(u, f);
    }
    if (status == ARCHIVE_FATAL || status == ARCHIVE_FAILED) {
      return give_up(u, f);
    }
    if (status != ARCHIVE_RETRY) {
      u->has_entry = true;
      u->wants_entry = false;
      if (u->la.archive_entry_filetype(entry) == AE_IFREG && !u->la.archive_entry_hardlink(entry)) {
        return begin_entry(u, entry, name, f);
      }
    }
  }
}

ptrdiff_t unpack_read(unpacker *u, char *bytes, size_t size, fault *f)
{
  la_ssize_t got;
  size_t piece = size < PIECE ? size : PIECE;
  do {
    got = u->la.archive_read_data(u->archive, bytes, piece);
  } while (got == ARCHIVE_RETRY);
  if (got <= 0) {
    u->has_entry = false;
  }
  if (got < 0) {
    u->is_broken = got == ARCHIVE_FATAL;
    take_fault(u, f);
    return -1;
  }
  u->unpacked += (uint64_t)got;
  return within_limits(u, f) ? got : -1;
}
