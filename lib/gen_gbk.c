/* gen_gbk.c - makes gbk.inc, which gbk.c includes.
 *
 *   gen_gbk FILE
 *
 * It asks ICU's converter what every pair of bytes means, and writes that down both
 * ways. Exit status 1, with a message: ICU failed, or knows another GBK. */
#include <stdio.h>  /* fprintf, remove */
#include <stdlib.h> /* exit */

#include <unicode/uchar.h>    /* u_charType */
#include <unicode/ucnv.h>     /* ucnv_toUChars */
#include <unicode/uversion.h> /* U_ICU_VERSION */

#include "gbk.h"

enum {
  LEAD_FIRST = 0x81,
  LEAD_LAST = 0xFE,
  TRAIL_FIRST = 0x40,
  TRAIL_LAST = 0xFE,
  HAN_FIRST = 0x4E00,
  HAN_LAST = 0x9FA5,
  EURO = 0x80 /* the one byte above ASCII that is a character by itself */
};

static uint16_t bytes_of[0x10000];

static void fail(const char *what, const char *detail)
{
  fprintf(stderr, "gen_gbk: %s: %s\n", what, detail);
  exit(1);
}

static UConverter *open_converter(void)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open("windows-936-2000", &status);
  if (U_SUCCESS(status)) {
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  }
  if (U_FAILURE(status)) {
    fail("windows-936-2000", u_errorName(status));
  }
  return converter;
}

/* The character that the bytes mean; 0 if none. */
static UChar read(UConverter *converter, const char *bytes, int32_t size)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[4];
  int32_t length = ucnv_toUChars(converter, text, 4, bytes, size, &status);
  return U_SUCCESS(status) && length == 1 ? text[0] : 0;
}

static void fill(UConverter *converter)
{
  static const char euro[] = {(char)EURO};
  for (int lead = LEAD_FIRST; lead <= LEAD_LAST; lead++) {
    for (int trail = TRAIL_FIRST; trail <= TRAIL_LAST; trail++) {
      const char bytes[] = {(char)lead, (char)trail};
      UChar c = read(converter, bytes, 2);
      if (c && !bytes_of[c]) {
        bytes_of[c] = (uint16_t)(lead << 8 | trail);
      }
    }
  }
  bytes_of[read(converter, euro, 1)] = EURO;
}

static void write_han(FILE *out)
{
  fprintf(out, "\nenum { HAN_FIRST = 0x%X, HAN_LAST = 0x%X };\n", HAN_FIRST, HAN_LAST);
  fprintf(out, "\nstatic const uint16_t of_han[] = {");
  for (int c = HAN_FIRST; c <= HAN_LAST; c++) {
    if (!bytes_of[c]) {
      fail("windows-936-2000", "lacks an ideograph");
    }
    fprintf(out, "%s%u,", (c - HAN_FIRST) % 16 == 0 ? "\n" : "", (unsigned)bytes_of[c]);
  }
  fprintf(out, "\n};\n");
}

static void write_others(FILE *out)
{
  unsigned count = 0;
  fprintf(out, "\nstatic const pair of_others[] = {");
  for (int c = 1; c <= UINT16_MAX; c++) {
    if (bytes_of[c] && (c < HAN_FIRST || c > HAN_LAST)) {
      fprintf(out, "%s{%d, %u},", count++ % 8 == 0 ? "\n" : "", c, (unsigned)bytes_of[c]);
    }
  }
  fprintf(out, "\n};\n");
}

/* Private characters fill the holes of the square in Windows-936: they are left out. */
static void write_gb2312(FILE *out, UConverter *converter)
{
  fprintf(out, "\nstatic const uint16_t gb2312[] = {");
  for (int lead = TC_GB2312_FIRST; lead <= TC_GB2312_LAST; lead++) {
    fprintf(out, "\n");
    for (int trail = TC_GB2312_FIRST; trail <= TRAIL_LAST; trail++) {
      const char bytes[] = {(char)lead, (char)trail};
      UChar c = read(converter, bytes, 2);
      fprintf(out, "%d,", u_charType(c) == U_PRIVATE_USE_CHAR ? 0 : c);
    }
  }
  fprintf(out, "\n};\n");
}

int main(int argc, char **argv)
{
  if (argc != 2) {
    fail("usage", "gen_gbk FILE");
  }
  FILE *out = fopen(argv[1], "w");
  if (!out) {
    fail("cannot write", argv[1]);
  }
  UConverter *converter = open_converter();
  fprintf(out, "/* Made by gen_gbk.c from ICU %s. Do not edit. */\n", U_ICU_VERSION);
  fill(converter);
  write_han(out);
  write_others(out);
  write_gb2312(out, converter);
  ucnv_close(converter);
  bool bad = ferror(out) != 0;
  if (fclose(out) != 0 || bad) {
    remove(argv[1]);
    fail("cannot write", argv[1]);
  }
  return 0;
}
