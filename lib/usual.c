/* usual.c - see usual.h; the branches and rows carry the numbers of its rules. */
#include "usual.h"

#include <string.h> /* memcpy */

/* ---- One event, as usual.h says it ---------------------------------------------------- */

static bool is_letter(uint8_t cls)
{
  return cls == TC_LOWER || cls == TC_UPPER;
}

static bool is_word(uint8_t cls)
{
  return is_letter(cls) || cls == TC_DIGIT;
}

static bool is_quote(uint8_t cls)
{
  return cls == TC_QUOTE || cls == TC_LDQUOTE;
}

static bool is_odd_white(uint8_t cls)
{
  return tc_is(cls, TC_P_WHITE) && cls != TC_LF;
}

static bool is_closing(uint8_t cls)
{
  return cls == TC_RDQUOTE || cls == TC_RSQUOTE;
}

static bool is_usual_comma(uint8_t before, uint8_t after, uint8_t beyond, tc_usual_in in)
{
  if (in & TC_USUAL_HAN) {
    return is_letter(before) && after == TC_SPACE && is_letter(beyond); /* U2 */
  }
  bool number = is_letter(before) && beyond == TC_DIGIT;
  bool goes_on = after == TC_SPACE && (is_letter(beyond) || is_quote(beyond) || number);
  bool ends = is_closing(after) && tc_is(beyond, TC_P_WHITE);
  return is_word(before) && (goes_on || ends); /* U7 */
}

static bool is_usual_stop(uint8_t before, uint8_t after, uint8_t beyond, tc_usual_in in)
{
  if (in & TC_USUAL_HAN) {
    return before == TC_LOWER && after == TC_SPACE && beyond == TC_UPPER; /* U3 */
  }
  bool capital = beyond == TC_UPPER && before != TC_UPPER;
  bool goes_on = after == TC_SPACE && (capital || is_quote(beyond));
  bool ends = after == TC_LF || (is_closing(after) && tc_is(beyond, TC_P_WHITE));
  return is_word(before) && (goes_on || ends); /* U8 */
}

bool tc_is_usual(const uint8_t *cls, tc_usual_in in)
{
  const uint8_t *left = cls - 1, *right = cls + 1;
  while (*left == TC_CONT) {
    left--;
  }
  while (*right == TC_CONT) {
    right++;
  }
  uint8_t before = *left, after = *right;
  do {
    right++;
  } while (*right == TC_CONT && after != TC_EDGE);
  uint8_t beyond = *right;
  switch (*cls) {
  case TC_HAN:
  case TC_DIGIT:
  case TC_LOWER:
  case TC_UPPER:
    return true; /* U1 */
  case TC_COMMA:
  case TC_SEMICOLON:
  case TC_COLON:
    return is_usual_comma(before, after, beyond, in);
  case TC_PERIOD:
  case TC_QUESTION:
  case TC_EXCLAMATION:
    return is_usual_stop(before, after, beyond, in);
  case TC_HYPHEN:
    return is_word(before) && is_word(after); /* U4 */
  case TC_APOSTROPHE:
    return is_letter(before) && is_letter(after); /* U4 */
  case TC_RSQUOTE:
    return !(in & TC_USUAL_LSQUOTE) && is_letter(before) && is_letter(after); /* U10 */
  case TC_IDEO_COMMA:
  case TC_WIDE_COMMA:
  case TC_WIDE_SEMICOLON:
  case TC_WIDE_COLON:
  case TC_WIDE_QUESTION:
  case TC_WIDE_EXCLAMATION:
  case TC_IDEO_STOP:
    return before == TC_HAN && after != TC_IDEO_STOP; /* U5 */
  case TC_LF:
    return !is_odd_white(before) && !is_odd_white(after) &&
           !(after == TC_LF && tc_is(beyond, TC_P_WHITE)); /* U6 */
  case TC_SPACE:
    return !(in & TC_USUAL_HAN) && is_closing(before) && is_word(after); /* U9 */
  default:
    return false;
  }
}

/* ---- All events, without a branch, for no one could guess which comes next --------------- */

/* What stands beside an event, */
enum { ANY, SMALL, CAPITAL, NUMBER, CLOSING, IDEOGRAPH, STOP, BLANK, LINE, WHITE, SIDES };

static const uint8_t side_of[256] = {
    [TC_RDQUOTE] = CLOSING,  [TC_RSQUOTE] = CLOSING, [TC_LOWER] = SMALL,
    [TC_UPPER] = CAPITAL,    [TC_DIGIT] = NUMBER,    [TC_HAN] = IDEOGRAPH,
    [TC_IDEO_STOP] = STOP,   [TC_SPACE] = BLANK,     [TC_LF] = LINE,
    [TC_TAB] = WHITE,        [TC_NBSP] = WHITE,      [TC_ODD_SPACE] = WHITE,
    [TC_IDEO_SPACE] = WHITE, [TC_CR] = WHITE,        [TC_LINE_OTHER] = WHITE,
};

/* and what behind the one behind it. */
enum { ANY_NEXT, SMALL_NEXT, CAPITAL_NEXT, NUMBER_NEXT, QUOTE_NEXT, WHITE_NEXT, NEXTS };

static const uint8_t next_of[256] = {
    [TC_LOWER] = SMALL_NEXT,      [TC_UPPER] = CAPITAL_NEXT,    [TC_DIGIT] = NUMBER_NEXT,
    [TC_QUOTE] = QUOTE_NEXT,      [TC_LDQUOTE] = QUOTE_NEXT,    [TC_SPACE] = WHITE_NEXT,
    [TC_LF] = WHITE_NEXT,         [TC_TAB] = WHITE_NEXT,        [TC_NBSP] = WHITE_NEXT,
    [TC_ODD_SPACE] = WHITE_NEXT,  [TC_IDEO_SPACE] = WHITE_NEXT, [TC_CR] = WHITE_NEXT,
    [TC_LINE_OTHER] = WHITE_NEXT,
};

/* A bit for each pair of these that stands behind an event. */
#define BEHIND(side, next) (UINT64_C(1) << ((side)*NEXTS + (next)))
#define SIDE(side) (((UINT64_C(1) << NEXTS) - 1) << (side)*NEXTS)
#define ANYTHING ~UINT64_C(0)
#define LETTERS (SIDE(SMALL) | SIDE(CAPITAL))
#define A_CAPITAL BEHIND(BLANK, CAPITAL_NEXT)
#define A_LETTER (A_CAPITAL | BEHIND(BLANK, SMALL_NEXT))
#define A_QUOTE BEHIND(BLANK, QUOTE_NEXT)
#define A_NUMBER BEHIND(BLANK, NUMBER_NEXT)
#define AN_END BEHIND(CLOSING, WHITE_NEXT)
#define TEXT ~(SIDE(BLANK) | SIDE(WHITE) | BEHIND(LINE, WHITE_NEXT))
_Static_assert(SIDES *NEXTS <= 64, "bits of a pair");

enum { NONE, WORDS, COMMAS, STOPS, HYPHENS, APOSTROPHES, CURLY, CHINESE, LINES, SPACES, ROWS };

static const uint8_t row_of[256] = {
    [TC_HAN] = WORDS,
    [TC_DIGIT] = WORDS,
    [TC_LOWER] = WORDS,
    [TC_UPPER] = WORDS,
    [TC_COMMA] = COMMAS,
    [TC_SEMICOLON] = COMMAS,
    [TC_COLON] = COMMAS,
    [TC_PERIOD] = STOPS,
    [TC_QUESTION] = STOPS,
    [TC_EXCLAMATION] = STOPS,
    [TC_HYPHEN] = HYPHENS,
    [TC_APOSTROPHE] = APOSTROPHES,
    [TC_RSQUOTE] = CURLY,
    [TC_IDEO_COMMA] = CHINESE,
    [TC_WIDE_COMMA] = CHINESE,
    [TC_WIDE_SEMICOLON] = CHINESE,
    [TC_WIDE_COLON] = CHINESE,
    [TC_WIDE_QUESTION] = CHINESE,
    [TC_WIDE_EXCLAMATION] = CHINESE,
    [TC_IDEO_STOP] = CHINESE,
    [TC_LF] = LINES,
    [TC_SPACE] = SPACES,
};

/* By what stands before it, the pairs behind which an event of the row is usual. */
typedef uint64_t usual_pairs[ROWS][SIDES];

/* clang-format off */
#define EACH_WORD(pairs) {[SMALL] = (pairs), [CAPITAL] = (pairs), [NUMBER] = (pairs)}
#define EACH_LETTER(pairs) {[SMALL] = (pairs), [CAPITAL] = (pairs)}
#define IN_ANY_TEXT                                                                                \
  [WORDS] = {ANYTHING, ANYTHING, ANYTHING, ANYTHING, ANYTHING, /* U1 */                            \
             ANYTHING, ANYTHING, ANYTHING, ANYTHING, ANYTHING},                                    \
  [HYPHENS] = EACH_WORD(LETTERS | SIDE(NUMBER)), /* U4 */                                          \
  [APOSTROPHES] = EACH_LETTER(LETTERS), /* U4 */                                                   \
  [CHINESE] = {[IDEOGRAPH] = ~SIDE(STOP)}, /* U5 */                                                \
  [LINES] = {TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, 0, TEXT, 0} /* U6 */
#define WITH_HAN                                                                                   \
  [COMMAS] = EACH_LETTER(A_LETTER), /* U2 */                                                       \
  [STOPS] = {[SMALL] = A_CAPITAL} /* U3 */
#define WITHOUT_HAN                                                                                \
  [COMMAS] = {[SMALL] = A_LETTER | A_QUOTE | A_NUMBER | AN_END, /* U7 */                           \
              [CAPITAL] = A_LETTER | A_QUOTE | A_NUMBER | AN_END,                                  \
              [NUMBER] = A_LETTER | A_QUOTE | AN_END},                                             \
  [STOPS] = {[SMALL] = A_CAPITAL | A_QUOTE | AN_END | SIDE(LINE), /* U8 */                         \
             [CAPITAL] = A_QUOTE | AN_END | SIDE(LINE),                                            \
             [NUMBER] = A_CAPITAL | A_QUOTE | AN_END | SIDE(LINE)},                                \
  [SPACES] = {[CLOSING] = LETTERS | SIDE(NUMBER)} /* U9 */
#define WITHOUT_LSQUOTE [CURLY] = EACH_LETTER(LETTERS) /* U10 */
/* clang-format on */

static const usual_pairs usual_before[] = {
    [0] = {IN_ANY_TEXT, WITHOUT_HAN, WITHOUT_LSQUOTE},
    [TC_USUAL_HAN] = {IN_ANY_TEXT, WITH_HAN, WITHOUT_LSQUOTE},
    [TC_USUAL_LSQUOTE] = {IN_ANY_TEXT, WITHOUT_HAN},
    [TC_USUAL_HAN | TC_USUAL_LSQUOTE] = {IN_ANY_TEXT, WITH_HAN},
};

#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* The class of a character stands at its first byte, and 0 on the others: so the character before
 * is told by the last byte that is not 0 of the four before it, and likewise those behind. */
static inline bool is_usual(const uint8_t *cls, tc_usual_in in)
{
  uint32_t left;
  uint64_t right, beyond;
  memcpy(&left, cls - sizeof left, sizeof left);
  memcpy(&right, cls + 1, sizeof right);
  left <<= __builtin_clz(left) & ~7;
  right >>= __builtin_ctzll(right) & ~7;
  beyond = right >> 8;
  beyond >>= __builtin_ctzll(beyond) & ~7;
  uint32_t before = side_of[left >> 24];
  uint32_t pair = (uint32_t)side_of[right & 0xFF] * NEXTS + next_of[beyond & 0xFF];
  return (usual_before[in][row_of[*cls]][before] >> pair & 1) != 0;
}
#else
#define is_usual tc_is_usual
#endif

/* Of what a text with Han has, nearly all is told by two classes at known places: words, and
 * Chinese marks, which are three bytes, between an ideograph and no stop. By whether one is
 * behind HAN. */
enum { SURE_ELSEWHERE = 1 << false, SURE_BEHIND_HAN = 1 << true };

static const uint8_t sure_of[ROWS] = {
    [WORDS] = SURE_ELSEWHERE | SURE_BEHIND_HAN,
    [CHINESE] = SURE_BEHIND_HAN,
};

/* Whether the event is usual for sure. */
static inline bool is_surely_usual(const uint8_t *cls)
{
  return (sure_of[row_of[*cls]] >> (cls[-3] == TC_HAN) & (cls[3] != TC_IDEO_STOP)) != 0;
}

uint32_t tc_keep_unusual(const uint8_t *cls, tc_usual_in in, const uint32_t *events, uint32_t count,
                         uint32_t *unusual)
{
  uint32_t kept = 0;
  if (in & TC_USUAL_HAN) {
    for (uint32_t e = 0; e < count; e++) {
      unusual[kept] = events[e];
      kept += !is_surely_usual(cls + events[e]);
    }
    events = unusual;
    count = kept;
    kept = 0;
  }
  for (uint32_t e = 0; e < count; e++) {
    unusual[kept] = events[e];
    kept += !is_usual(cls + events[e], in);
  }
  return kept;
}
