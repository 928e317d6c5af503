/* pinyin.c - see pinyin.h. */
#include "pinyin.h"

#include <unicode/ustring.h> /* u_strFromUTF8, u_strToUTF8 */
#include <unicode/utrans.h>  /* utrans_openU, utrans_transUChars */

#define LONGEST 1024 /* UTF-16 units of a text */
#define ROOM 16384   /* and of its pinyin */

static UTransliterator *open_once(pinyin *p)
{
  static const UChar id[] = u"Han-Latin";
  if (!p->tried) {
    UErrorCode error = U_ZERO_ERROR;
    p->tried = 1;
    p->transliterator = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
  }
  return p->transliterator;
}

void pinyin_add(pinyin *p, buffer *out, const char *text, size_t size)
{
  UErrorCode error = U_ZERO_ERROR;
  UTransliterator *t = open_once(p);
  UChar units[ROOM];
  int32_t count = 0, bytes = 0;
  u_strFromUTF8(units, LONGEST, &count, text, (int32_t)size, &error);
  if (!t || U_FAILURE(error)) {
    return;
  }
  int32_t limit = count;
  utrans_transUChars(t, units, &count, ROOM, 0, &limit, &error);
  char *room = buffer_room(out, 3 * (size_t)ROOM);
  if (room && U_SUCCESS(error)) {
    u_strToUTF8(room, 3 * ROOM, &bytes, units, count, &error);
    out->size += U_SUCCESS(error) ? (size_t)bytes : 0;
  }
}

void pinyin_free(pinyin *p)
{
  if (p->transliterator) {
    utrans_close(p->transliterator);
  }
  *p = (pinyin){0};
}
