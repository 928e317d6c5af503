/* fuzz_clean.c - the invariants of textclean.h on anything. The first byte of an input chooses
 * the target language and the rules. */
#include <stdlib.h> /* abort */

#include "fuzz.h"
#include "invariants.h"

/* House styles in all ways that go together: of two that undo each other `all` takes the
 * first, so the second ones are named. */
static const char *const rule_lists[] = {
    NULL,
    "all",
    "+space-han-latin",
    "-unicode",
    "punct,news",
    "none",
    "-space",
    "+bidi-control",
    "all,+close-han-latin,+straight-quotes,+corner-to-curly,+bracket-to-half",
    "+curly-quotes,+dash",
    "+straight-quotes",
    "+corner-quotes",
    "+corner-to-curly,+straight-quotes",
    "+close-han-latin,+bracket-to-half",
    "all,+straight-quotes",
    "all,-unicode,+corner-to-curly",
};
#define LISTS (sizeof rule_lists / sizeof *rule_lists)

typedef struct cleaner {
  textclean *tc;
  textclean_doc *doc, *again;
} cleaner;

static cleaner *cleaner_for(size_t list)
{
  static cleaner cleaners[LISTS];
  cleaner *c = &cleaners[list];
  if (!c->tc) {
    textclean_options options = {.struct_size = sizeof options, .rules = rule_lists[list]};
    if (textclean_new(&options, &c->tc) != TEXTCLEAN_OK ||
        textclean_doc_new(c->tc, &c->doc) != TEXTCLEAN_OK ||
        textclean_doc_new(c->tc, &c->again) != TEXTCLEAN_OK) {
      abort();
    }
  }
  return c;
}

const char *fuzz_try(const uint8_t *data, size_t size)
{
  if (size == 0) {
    return NULL;
  }
  cleaner *c = cleaner_for(data[0] / 3 % LISTS);
  return broken_invariant(c->doc, c->again, (textclean_lang)(data[0] % 3), (const char *)data + 1,
                          size - 1);
}

/* clang-format off */
static const char *const pieces[] = {
    "a", "the ", "The", "high", " -", "-", "quality", "U.S.", "Dr", "Mr. Li", "work work",
    "iPhone", "Author", "Time", ":", "2022.07.14", "3,000", "10:30", "5", "GDP", "A股",
    "举措", "学校", "，", "。", "、", "；", "：", "？", "！", "……", "—",
    "——", "“", "”", "‘", "’", "\"", "'", "《", "》", "（", "）", "(", ")", "[",
    "]", "【", "】", ",", ".", ";", "?", "!", "...", "..", "…", " ", "  ", " ", " ", "\n",
    "\n\n", "\r\n", "\r", "\t", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xE2\x80\x8D",
    "\xE2\x80\x8E", "\xE2\x81\xA2", "\xE1\xA0\x8E", "\xCD\x8F", "\xE3\x85\xA4",
    "\xE1\x85\x9F", "\xEF\xBB\xBF", "\xC2\xAD", "\xE2\x80\xAE", "&amp;", "&", "amp;", "&#44;",
    "&#x301;", "&nbsp;", "&lt;", "#", "112;", "e", "\xCC\x81", "\xCC\xA7", "ﬁ", "Ａ", "１",
    "．", "\xC3\xA9", "\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2", "\xFF", "\xE4\xB8", "\xED\xA0\x80",
    "\xF0\x9F\x98\x80", "http://a.b/c", "x@y.com", "cctv.com", "`", "`a -b`", "@", "/", "%",
    "$", "か", "한", "Ж", "α", "\xE1\x84\x80\xE1\x85\xA1", "\xF0\xA0\xAE\xB7", "- END -",
    "--", " -- ", "「", "」", "『", "』", "it's", " '", "' ", "word",
    "记者", "Read more", "来源", "的", "他说", "\x01",
    /* wrong readings */
    "鈥檛", "鈥渕", "鈥?", "鈥", "娌宠タ闀囩殑", "纾ㄥ潑", "澶辩伀", "銆?", "锛",
    "涓\xEE\x85\x9F枃", "€",
    "ºÓÎ÷ÕòÕþ¸®", "Ä¥·»Ê§»ðÁË", "ÖÐÎÄ", "£¬", "¡£", "Äê", "7ÔÂ", "\xC3\xA2\xC2\x80\xC2\x99",
    "\xC3\xA2\xC2\x80\xC2\x9C", "Ã¢â‚¬â„¢", "ÃƒÂ©", "æ£¬", "ÀÁÂÃ", "½", "»", "\xEF\xBF\xBD", "й",
    "锟斤拷",
    /* references, forms, other scripts */
    "&#xFFFE;", "&#x1112;", "&#xF967;", "&#150;", "&#x200B;", "&amp;amp;", "\xE1\x84\x92",
    "\xE1\x85\xA1",
    "\xE1\x86\xAB", "\xCD\xBE", "\xE2\x8C\xA9", "\xE2\x84\xAA", "\xEF\xA7\x91", "\xE3\x82\x99",
    "ａ", "「",
    "」", "『", "』", "﹐", "﹔", "﹖", "‧", "──", "です。", "コーヒー", "・", "닫았다.", "한국, ",
    "мельница", "TNFα", "Pа", "鎮長說",
    /* what was pulled apart */
    "U. S.", " p. m", "3 ", "2022 -", " 07", " - 14", "1, 500", ", 000", "$", " yuan", "www", " . ",
    ". ", "cn", "com", "http", " : / / ", ": //", "Xi", "' an", " 'an", "’ an", ". . .", " - ",
    "Co", ".,", " . ,", " ! ?", "! ", "the\"", "and\"", "\"and\"", " ％", "′", "，2", "， 3", "“\"",
    "\"”",
};
/* clang-format on */

void fuzz_mix(uint64_t *state, fuzz_input *out)
{
  fuzz_add_byte(out, fuzz_random(state));
  FUZZ_ADD_SOME(out, pieces, 24u, state)
}
