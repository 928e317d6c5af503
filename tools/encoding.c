/* encoding.c - see encoding.h. */
#include "encoding.h"

#include <errno.h>   /* ENOMEM */
#include <stdlib.h>  /* malloc, free */
#include <string.h>  /* memcmp, memchr, strspn, strlen */
#include <strings.h> /* strcasecmp */

#include <unicode/ucnv.h>    /* ucnv_open, ucnv_convertEx */
#include <unicode/ucnv_cb.h> /* ucnv_cbToUWriteUChars */
#include <unicode/ucsdet.h>  /* ucsdet_detectAll */

#include "late.h"
#include "option_values.h"
#include "utf8.h"

#define LONGEST_NAME 60u
#define PIVOT 1024u /* UTF-16 units between the two converters */
#define SURE 50     /* a confidence of the detector, of 100, that needs no second look */
#define NEARLY 30   /* of two guesses that are this near, one without errors is better */

/* ---- Names ---------------------------------------------------------------------- */

static const char *const usual[] = {
    "UTF-8",     "UTF-16",       "UTF-16LE",     "UTF-16BE",     "UTF-32",     "GB18030",
    "GBK",       "GB2312",       "Big5",         "Big5-HKSCS",   "EUC-TW",     "HZ-GB-2312",
    "Shift_JIS", "EUC-JP",       "EUC-KR",       "ISO-2022-CN",  "ISO-8859-1", "ISO-8859-15",
    "US-ASCII",  "windows-1250", "windows-1251", "windows-1252", "KOI8-R",
};

/* The registered name of a converter's. */
static const char *standard_name(const char *inner)
{
  UErrorCode error = U_ZERO_ERROR;
  const char *name = ucnv_getStandardName(inner, "MIME", &error);
  if (!name || U_FAILURE(error)) {
    error = U_ZERO_ERROR;
    name = ucnv_getStandardName(inner, "IANA", &error);
  }
  if (!name || U_FAILURE(error)) {
    error = U_ZERO_ERROR;
    name = ucnv_getAlias(inner, 0, &error);
  }
  return name && strcasecmp(name, "gb18030") == 0 ? "GB18030" : name;
}

/* Whether ICU has an encoding of that name, or cannot look: then it lacks memory if it cannot open
 * it, though it says that a file is missing. */
static bool is_known(const char *name)
{
  UErrorCode error = U_ZERO_ERROR;
  return ucnv_countAliases(name, &error) > 0 || U_FAILURE(error);
}

/* Tells "no memory" (*failed) from "there is none". */
static const char *find(const char *name, bool *failed)
{
  static const char letters[] = "0123456789-_.:+()"
                                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  UErrorCode error = U_ZERO_ERROR;
  size_t size = strlen(name);
  if (strcmp(name, ENCODING_AUTO) == 0) {
    return ENCODING_AUTO;
  }
  if (size == 0 || size > LONGEST_NAME || strspn(name, letters) != size) {
    return NULL; /* ICU would take it for the name of a file, or for options */
  }
  if (strcasecmp(name, "gb2312") == 0) {
    name = "GBK"; /* as in browsers: what calls itself so is often larger */
  }
  UConverter *converter = ucnv_open(name, &error);
  if (U_FAILURE(error)) {
    *failed = *failed || error == U_MEMORY_ALLOCATION_ERROR || is_known(name);
    return NULL;
  }
  const char *found = standard_name(ucnv_getName(converter, &error));
  ucnv_close(converter);
  return found && encoding_is_utf8(found) ? ENCODING_UTF8 : found;
}

const char *encoding_find(const char *name)
{
  bool failed = false;
  return find(name, &failed);
}

const char *encoding_nearest(const char *name)
{
  const char *nearest = NULL;
  size_t size = strlen(name), least = size / 2 + 1;
  char given[LONGEST_NAME], known[LONGEST_NAME];
  if (size >= sizeof given) {
    return NULL;
  }
  for (size_t i = 0; i <= size; i++) {
    given[i] = (char)(name[i] >= 'a' && name[i] <= 'z' ? name[i] - 'a' + 'A' : name[i]);
  }
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
    size_t k = 0;
    for (; usual[i][k]; k++) {
      char c = usual[i][k];
      known[k] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    known[k] = 0;
    size_t changes = value_distance(given, size, known);
    if (changes < least) {
      least = changes;
      nearest = usual[i];
    }
  }
  return nearest;
}

bool encoding_is_utf8(const char *found)
{
  return strcmp(found, ENCODING_UTF8) == 0;
}

/* ---- Telling an encoding by its bytes ---------------------------------------------- */

const char *encoding_of_mark(const char *bytes, size_t count, bool at_end, size_t *size, bool *more)
{
  static const struct {
    const char *name, *mark;
    size_t size;
  } marks[] = {{ENCODING_UTF8, "\xEF\xBB\xBF", 3},
               {"UTF-32LE", "\xFF\xFE\0\0", 4}, /* before UTF-16LE, whose mark it begins with */
               {"UTF-32BE", "\0\0\xFE\xFF", 4},
               {"UTF-16LE", "\xFF\xFE", 2},
               {"UTF-16BE", "\xFE\xFF", 2}};
  *more = false;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    bool is_part = count < marks[i].size;
    if (memcmp(bytes, marks[i].mark, is_part ? count : marks[i].size) == 0 &&
        !(is_part && at_end)) {
      *more = is_part;
      *size = marks[i].size;
      return is_part ? NULL : marks[i].name;
    }
  }
  return NULL;
}

bool encoding_is_open(const char *bytes, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)bytes[i];
    if (c == 0 || c == 0x1B || c >= 0x80) {
      return false;
    }
  }
  return true;
}

/* Whether it is UTF-8, but for a character that is cut off at the end. */
static bool seems_utf8(const char *bytes, size_t size)
{
  enum { LONGEST_CUT = 3 };
  for (size_t cut = 0; cut <= LONGEST_CUT && cut <= size; cut++) {
    if (utf8_is_valid(bytes, size - cut)) {
      return !memchr(bytes, 0, size);
    }
  }
  return false;
}

/* Whether nearly all of it, read as UTF-16, are characters of Chinese or English text. */
static bool seems_utf16(const char *bytes, size_t size, size_t high)
{
  size_t known = 0, all = size / 2;
  for (size_t i = 0; i + 1 < size; i += 2) {
    unsigned h = (unsigned char)bytes[i + high], l = (unsigned char)bytes[i + 1 - high];
    bool is_plain = h == 0 && (l == '\n' || l == '\r' || l == '\t' || (l >= ' ' && l <= '~'));
    bool is_wide = h == 0x30 || h == 0xFF || h == 0x20;
    known += is_plain || is_wide || (h >= 0x4E && h <= 0x9F);
  }
  return all > 0 && known >= all - all / 10;
}

/* Whether it has no errors in that encoding. False with *failed: no memory to see. */
static bool decodes(const char *name, const char *bytes, size_t size, bool *failed)
{
  char out[4096];
  uint64_t first;
  decoder *d = decoder_open(name);
  decoder_step step = {.in = bytes, .in_end = bytes + size};
  bool good = d != NULL;
  *failed = *failed || !d;
  while (good && step.in < step.in_end) {
    step.out = out;
    step.out_end = out + sizeof out;
    good = decoder_run(d, &step) && decoder_bad(d, &first) == 0;
  }
  decoder_close(d);
  return good;
}

#define DETECTOR_CALLS(X, calls)                                                                   \
  X(calls, ucsdet_open)                                                                            \
  X(calls, ucsdet_close)                                                                           \
  X(calls, ucsdet_setText)                                                                         \
  X(calls, ucsdet_detectAll)                                                                       \
  X(calls, ucsdet_getConfidence)                                                                   \
  X(calls, ucsdet_getName)

typedef struct detector_calls {
  DETECTOR_CALLS(LATE_MEMBER, detector_calls)
} detector_calls;

/* The name of a guess of ICU that is nearly as sure as the best one and has no errors. */
static const char *fitting_guess(const detector_calls *icu, const UCharsetMatch *match,
                                 int32_t best, const char *bytes, size_t size, bool *failed)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t sure = icu->ucsdet_getConfidence(match, &error);
  const char *name = icu->ucsdet_getName(match, &error);
  name = U_SUCCESS(error) && sure + NEARLY >= best && name ? find(name, failed) : NULL;
  return name && decodes(name, bytes, size, failed) ? name : NULL;
}

/* Of the guesses of ICU that fit the first that is Chinese, else the first: the detector
 * takes short or mixed Chinese text for Korean. If none fits, the best of all. NULL: there
 * is none, or with *failed no memory to find it. */
static const char *best_guess(const detector_calls *icu, UCharsetDetector *detector,
                              const char *bytes, size_t size, int32_t *confidence, bool *failed)
{
  UErrorCode error = U_ZERO_ERROR;
  int32_t count = 0;
  const char *fitting = NULL, *best = NULL;
  icu->ucsdet_setText(detector, bytes, (int32_t)size, &error);
  const UCharsetMatch **matches = icu->ucsdet_detectAll(detector, &count, &error);
  *failed = U_FAILURE(error);
  if (*failed || count == 0) {
    return NULL;
  }
  *confidence = icu->ucsdet_getConfidence(matches[0], &error);
  best = icu->ucsdet_getName(matches[0], &error);
  for (int32_t i = 0; i < count; i++) {
    const char *name = fitting_guess(icu, matches[i], *confidence, bytes, size, failed);
    if (*failed) {
      return NULL;
    }
    if (name && (strcmp(name, "GB18030") == 0 || strcmp(name, "Big5") == 0)) {
      return name;
    }
    fitting = fitting ? fitting : name;
  }
  return fitting ? fitting : best ? find(best, failed) : NULL;
}

const char *encoding_guess(const char *bytes, size_t size, fault *f)
{
  static const late_call rows[] = {DETECTOR_CALLS(LATE_ROW, detector_calls)};
  UErrorCode error = U_ZERO_ERROR;
  int32_t confidence = 0;
  detector_calls icu;
  if (seems_utf8(bytes, size)) {
    return ENCODING_UTF8;
  }
  if (!late_fill(&icu, rows, sizeof rows / sizeof *rows, LATE_ICU, f)) {
    return NULL;
  }
  UCharsetDetector *detector = icu.ucsdet_open(&error);
  bool failed = U_FAILURE(error);
  const char *name = failed ? NULL : best_guess(&icu, detector, bytes, size, &confidence, &failed);
  icu.ucsdet_close(detector);
  if (failed) {
    fault_of_system(f, ENOMEM);
    return NULL;
  }
  if (confidence < SURE && seems_utf16(bytes, size, 1)) {
    return "UTF-16LE";
  }
  if (confidence < SURE && seems_utf16(bytes, size, 0)) {
    return "UTF-16BE";
  }
  if (!name) {
    return ENCODING_UTF8;
  }
  /* as in browsers: the same but for controls that no text has */
  return strcmp(name, "ISO-8859-1") == 0 ? "windows-1252" : name;
}

/* ---- Conversion --------------------------------------------------------------------- */

struct decoder {
  UConverter *from, *to;
  UChar pivot[PIVOT], *pivot_source, *pivot_target;
  uint64_t bad, first_bad, done; /* done: bytes of earlier steps */
  const char *start;             /* of the step at work */
  bool began;
};

/* ICU calls it for each part that it cannot read; RESET and the like need nothing. */
static void U_CALLCONV on_bad(const void *context, UConverterToUnicodeArgs *args, const char *units,
                              int32_t length, UConverterCallbackReason reason, UErrorCode *error)
{
  static const UChar replacement[] = {0xFFFD};
  /* NOLINTNEXTLINE(performance-no-int-to-ptr): ICU hands it back as const */
  decoder *d = (decoder *)(uintptr_t)context;
  (void)units;
  if (reason > UCNV_IRREGULAR) {
    return;
  }
  if (d->bad++ == 0) {
    uint64_t behind = d->done + (uint64_t)(args->source - d->start);
    d->first_bad = behind >= (uint64_t)length ? behind - (uint64_t)length : 0;
  }
  *error = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, replacement, 1, 0, error);
}

decoder *decoder_open(const char *found)
{
  UErrorCode error = U_ZERO_ERROR;
  decoder *d = calloc(1, sizeof *d);
  if (!d) {
    return NULL;
  }
  d->from = ucnv_open(found, &error);
  d->to = ucnv_open(ENCODING_UTF8, &error);
  if (U_SUCCESS(error)) {
    ucnv_setToUCallBack(d->from, on_bad, d, NULL, NULL, &error);
  }
  if (U_FAILURE(error)) {
    decoder_close(d);
    return NULL;
  }
  d->pivot_source = d->pivot_target = d->pivot;
  return d;
}

void decoder_close(decoder *d)
{
  if (d) {
    ucnv_close(d->from);
    ucnv_close(d->to);
    free(d);
  }
}

bool decoder_run(decoder *d, decoder_step *step)
{
  UErrorCode error = U_ZERO_ERROR;
  d->start = step->in;
  ucnv_convertEx(d->to, d->from, &step->out, step->out_end, &step->in, step->in_end, d->pivot,
                 &d->pivot_source, &d->pivot_target, d->pivot + PIVOT, !d->began, step->is_last,
                 &error);
  d->began = true;
  d->done += (uint64_t)(step->in - d->start);
  return U_SUCCESS(error) || error == U_BUFFER_OVERFLOW_ERROR;
}

uint64_t decoder_bad(const decoder *d, uint64_t *first)
{
  *first = d->first_bad;
  return d->bad;
}
