/* fuzz_clean.c - the invariants of textclean.h on anything.
 *
 *   with clang and -Dfuzz=true: a libFuzzer target
 *   else:                       fuzz_clean FILE...                replays files
 *                               fuzz_clean --mixtures N [SEED]    random mixtures
 *
 * The first byte of an input chooses the target language and the rules. */
#include <stdio.h>  /* fprintf */
#include <stdlib.h> /* abort */
#include <string.h> /* strcmp */

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

static const char *try_input(const uint8_t *data, size_t size)
{
  if (size == 0) {
    return NULL;
  }
  cleaner *c = cleaner_for(data[0] / 3 % LISTS);
  return broken_invariant(c->doc, c->again, (textclean_lang)(data[0] % 3), (const char *)data + 1,
                          size - 1);
}

#ifdef FUZZ
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const char *broken = try_input(data, size);
  if (broken) {
    fprintf(stderr, "invariant %s\n", broken);
    abort();
  }
  return 0;
}
#else

/* clang-format off */
static const char *const pieces[] = {
    "a", "the ", "The", "high", " -", "-", "quality", "U.S.", "Dr", "Mr. Li", "work work",
    "iPhone", "Author", "Time", ":", "2022.07.14", "3,000", "10:30", "5", "GDP", "A股",
    "举措", "学校", "，", "。", "、", "；", "：", "？", "！", "……", "—",
    "——", "“", "”", "‘", "’", "\"", "'", "《", "》", "（", "）", "(", ")", "[",
    "]", "【", "】", ",", ".", ";", "?", "!", "...", "..", "…", " ", "  ", " ", " ", "\n",
    "\n\n", "\r\n", "\r", "\t", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xE2\x80\x8D",
    "\xE2\x80\x8E", "\xEF\xBB\xBF", "\xC2\xAD", "\xE2\x80\xAE", "&amp;", "&", "amp;", "&#44;",
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
};
/* clang-format on */

static uint32_t next_random(uint64_t *state)
{
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

static size_t mix(uint64_t *state, uint8_t *out, size_t room)
{
  size_t size = 0, count = next_random(state) % 24 + 1;
  out[size++] = (uint8_t)next_random(state);
  for (size_t i = 0; i < count; i++) {
    const char *piece = pieces[next_random(state) % (sizeof pieces / sizeof *pieces)];
    size_t length = strlen(piece);
    if (size + length > room) {
      break;
    }
    memcpy(out + size, piece, length);
    size += length;
  }
  return size;
}

static void show(const char *broken, const uint8_t *data, size_t size)
{
  printf("invariant %s\n  rules %zu, target %d: \"", broken, data[0] / 3 % LISTS, data[0] % 3);
  for (size_t i = 1; i < size; i++) {
    if (data[i] < 0x20 || data[i] == 0x7F || data[i] == '"' || data[i] == '\\') {
      printf("\\x%02X", data[i]);
    } else {
      putchar(data[i]);
    }
  }
  printf("\"\n");
}

/* Takes pieces away for as long as the same thing stays broken. */
static size_t minimize(uint8_t *data, size_t size)
{
  for (size_t length = size / 2; length > 0; length /= 2) {
    for (size_t at = 1; at + length <= size;) {
      uint8_t copy[1024];
      memcpy(copy, data, at);
      memcpy(copy + at, data + at + length, size - at - length);
      if (try_input(copy, size - length)) {
        memcpy(data, copy, size - length);
        size -= length;
      } else {
        at++;
      }
    }
  }
  return size;
}

static int try_mixtures(unsigned long count, uint64_t seed)
{
  unsigned long failed = 0;
  for (unsigned long i = 0; i < count; i++) {
    uint8_t data[1024];
    size_t size = mix(&seed, data, sizeof data);
    const char *broken = try_input(data, size);
    if (broken && failed++ < 10) {
      size = minimize(data, size);
      show(try_input(data, size), data, size);
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
    fprintf(stderr, "fuzz_clean: cannot open %s\n", name);
    return 2;
  }
  size_t size = fread(data, 1, sizeof data, file);
  fclose(file);
  const char *broken = try_input(data, size);
  if (broken) {
    printf("%s: invariant %s\n", name, broken);
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
