/* pinyin.c - see pinyin.h. */
#include "pinyin.h"

#include <unicode/ustring.h> /* u_strFromUTF8, u_strToUTF8 */

#define LONGEST 1024 /* UTF-16 units of a text */
#define ROOM 16384   /* and of its pinyin */

static bool open_once(pinyin *p)
{
  static const late_call rows[] = {PINYIN_CALLS(LATE_ROW, pinyin_calls)};
  static const UChar id[] = u"Han-Latin";
  fault f;
  if (!p->tried) {
    UErrorCode error = U_ZERO_ERROR;
    p->tried = true;
    if (late_fill(&p->icu, rows, sizeof rows / sizeof *rows, LATE_ICU, &f)) {
      p->transliterator = p->icu.utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
    }
  }
  return p->transliterator;
}

void pinyin_add(pinyin *p, buffer *out, const char *text, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  bool is_open = open_once(p);
  UChar units[ROOM];
  int32_t count = 0, bytes = 0;
  u_strFromUTF8(units, LONGEST, &count, text, (int32_t)size, &error);
  if (!is_open || U_FAILURE(error)) {
    return;
  }
  int32_t limit = count;
  p->icu.utrans_transUChars(p->transliterator, units, &count, ROOM, 0, &limit, &error);
  char *room = buffer_room(out, 3 * (size_t)ROOM);
  if (room && U_SUCCESS(error)) {
    u_strToUTF8(room, 3 * ROOM, &bytes, units, count, &error);
    out->size += U_SUCCESS(error) ? (size_t)bytes : 0;
  }
}

void pinyin_free(pinyin *p)
{
  if (p->transliterator) {
    p->icu.utrans_close(p->transliterator);
  }
  *p = (pinyin){0};
}
