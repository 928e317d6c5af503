/* classes_blocks.c - see classes_blocks.h. What the vectors do stands in classes_vector.inc,
 * once for both widths. */
#include "classes_blocks.h"

#include <string.h> /* memcpy, memset */

#if defined(__x86_64__) && defined(__GNUC__) && !defined(TC_NO_SIMD)
#define TC_VECTORS 1
#include <immintrin.h> /* __m128i, __m256i and what works on them */
#endif

enum {
  HAN_LEAD_FIRST = 0xE4,
  HAN_LEAD_LAST = 0xE9,
  HEXAGRAM_SECOND = 0xB7, /* behind HAN_LEAD_FIRST: U+4DC0 to U+4DFF */
  FIRST_LEAD = 0xC0,      /* above the bytes 80 to BF, compared with sign too */
  OVERLONG_BITS = 0xFE,   /* of FIRST_LEAD and the next, which begin nothing */
  FIRST_OF_THREE = 0xE0,
  SURROGATE_LEAD = 0xED,
  FIRST_OF_FOUR = 0xF0,
  CASE_BIT = 'a' ^ 'A',
  CASE_BITS = CASE_BIT << 8 | CASE_BIT
};

/* ---- The plain way ------------------------------------------------------------------- */

static bool is_han_lead(const uint8_t *bytes)
{
  return bytes[0] >= HAN_LEAD_FIRST && bytes[0] <= HAN_LEAD_LAST &&
         !(bytes[0] == HAN_LEAD_FIRST && bytes[1] == HEXAGRAM_SECOND);
}

/* The marks of ASCII follow each other in classes.def as they do in ASCII, so that
 * their classes come from a sum. */
#define MARK_OF(first, byte) (TC_EXCLAMATION + ((byte) - '!') - (first))
_Static_assert(TC_SLASH == MARK_OF(0, '/') && TC_COLON == MARK_OF(10, ':') &&
                   TC_AT == MARK_OF(10, '@') && TC_LSQUARE == MARK_OF(36, '[') &&
                   TC_GRAVE == MARK_OF(36, '`') && TC_LBRACE == MARK_OF(62, '{') &&
                   TC_TILDE == MARK_OF(62, '~'),
               "10 digits, 26 capitals and 26 small letters lie between the marks");

/* The classes of ASCII; UNKNOWN of a control but LF. */
#define UNKNOWN UINT8_MAX
#define FIVE_OF(cls) cls, cls, cls, cls, cls
#define FIVE_FROM(cls) cls, (cls) + 1, (cls) + 2, (cls) + 3, (cls) + 4

static const uint8_t ascii_classes[8][16] = {
    {FIVE_OF(UNKNOWN), FIVE_OF(UNKNOWN), TC_LF, FIVE_OF(UNKNOWN)},
    {FIVE_OF(UNKNOWN), FIVE_OF(UNKNOWN), FIVE_OF(UNKNOWN), UNKNOWN},
    {TC_SPACE, FIVE_FROM(TC_EXCLAMATION), FIVE_FROM(TC_AMPERSAND), FIVE_FROM(TC_PLUS)},
    {FIVE_OF(TC_DIGIT), FIVE_OF(TC_DIGIT), FIVE_FROM(TC_COLON), TC_QUESTION},
    {TC_AT, FIVE_OF(TC_UPPER), FIVE_OF(TC_UPPER), FIVE_OF(TC_UPPER)},
    {FIVE_OF(TC_UPPER), FIVE_OF(TC_UPPER), TC_UPPER, FIVE_FROM(TC_LSQUARE)},
    {TC_GRAVE, FIVE_OF(TC_LOWER), FIVE_OF(TC_LOWER), FIVE_OF(TC_LOWER)},
    {FIVE_OF(TC_LOWER), FIVE_OF(TC_LOWER), TC_LOWER, TC_LBRACE, TC_BAR, TC_RBRACE, TC_TILDE,
     UNKNOWN},
};

/* The commonest marks of three bytes, Chinese ones and curly quotes. The low halves of the first
 * and the last byte, one XOR the other, are another number for each: its place here. */
#define COMMON_MARKS(MARK)                                                                         \
  MARK(WIDE_QUESTION, 0xEF, 0xBC, 0x9F)                                                            \
  MARK(IDEO_STOP, 0xE3, 0x80, 0x82)                                                                \
  MARK(IDEO_COMMA, 0xE3, 0x80, 0x81)                                                               \
  MARK(WIDE_COMMA, 0xEF, 0xBC, 0x8C)                                                               \
  MARK(WIDE_SEMICOLON, 0xEF, 0xBC, 0x9B)                                                           \
  MARK(WIDE_COLON, 0xEF, 0xBC, 0x9A)                                                               \
  MARK(WIDE_RPAREN, 0xEF, 0xBC, 0x89)                                                              \
  MARK(WIDE_LPAREN, 0xEF, 0xBC, 0x88)                                                              \
  MARK(RTITLE, 0xE3, 0x80, 0x8B)                                                                   \
  MARK(LTITLE, 0xE3, 0x80, 0x8A)                                                                   \
  MARK(LSQUOTE, 0xE2, 0x80, 0x98)                                                                  \
  MARK(RSQUOTE, 0xE2, 0x80, 0x99)                                                                  \
  MARK(RCORNER2, 0xE3, 0x80, 0x8F)                                                                 \
  MARK(LCORNER2, 0xE3, 0x80, 0x8E)                                                                 \
  MARK(LDQUOTE, 0xE2, 0x80, 0x9C)                                                                  \
  MARK(RDQUOTE, 0xE2, 0x80, 0x9D)
#define CLASS(name, first, second, third) TC_##name,
#define FIRST(name, first, second, third) first,
#define SECOND(name, first, second, third) second,
#define THIRD(name, first, second, third) third,

static const struct common_marks {
  uint8_t cls[16], first[16], second[16], third[16];
} common = {
    {COMMON_MARKS(CLASS)}, {COMMON_MARKS(FIRST)}, {COMMON_MARKS(SECOND)}, {COMMON_MARKS(THIRD)}};

/* The class of such a mark; CONT for all else. */
static uint8_t common_mark(const uint8_t *bytes)
{
  uint32_t number = (bytes[0] ^ bytes[2]) & 0x0F;
  bool here = bytes[0] == common.first[number] && bytes[1] == common.second[number] &&
              bytes[2] == common.third[number];
  return here ? common.cls[number] : TC_CONT;
}

static tc_masks classify_one(const uint8_t *bytes, uint8_t *cls)
{
  tc_masks m = {0, 0, 0, 0, 0, 0};
  for (uint32_t i = 0; i < TC_STRETCH; i++) {
    uint64_t bit = (uint64_t)1 << i;
    uint8_t ascii = bytes[i] < 0x80 ? ascii_classes[bytes[i] >> 4][bytes[i] & 0x0F] : UNKNOWN;
    if (ascii != UNKNOWN) {
      cls[i] = ascii;
      m.w |= cls[i] < TC_FIRST_EVENT ? bit : 0;
      m.space |= cls[i] == TC_SPACE ? bit : 0;
    } else if ((bytes[i] & 0xC0) == 0x80) {
      cls[i] = TC_CONT;
      m.cont |= bit;
    } else if (is_han_lead(bytes + i)) {
      cls[i] = TC_HAN;
      m.han |= bit;
    } else if (common_mark(bytes + i) != TC_CONT) {
      cls[i] = common_mark(bytes + i);
      m.mark |= bit;
    } else {
      m.other |= bit;
    }
  }
  return m;
}

static void classify_plain(const uint8_t *bytes, uint8_t *cls, uint32_t count, tc_masks *masks)
{
  for (uint32_t k = 0; k < count; k++) {
    masks[k] = classify_one(bytes + k * TC_STRETCH, cls + k * TC_STRETCH);
  }
}

static tc_forms forms_plain(const uint8_t *bytes, uint64_t han)
{
  tc_forms forms = {0, 0};
  for (; han; han &= han - 1) {
    uint32_t i = tc_lowest_bit(han);
    const uint8_t *p = bytes + i;
    uint64_t form = tc_han_form_of((p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu));
    forms.simplified |= (form & 1) << i;
    forms.traditional |= form >> 1 << i;
  }
  return forms;
}

/* Four steps without a branch, since how many places a stretch has cannot be predicted; few have
 * more. */
static uint32_t list_plain(uint64_t mask, uint32_t i, uint32_t *places)
{
  const uint64_t top_bit = UINT64_C(1) << 63;
  uint32_t n = 0;
  for (int step = 0; step < 4; step++) {
    places[n] = i + tc_lowest_bit(mask | top_bit);
    n += mask != 0;
    mask &= mask - 1;
  }
  for (; mask; mask &= mask - 1) {
    places[n++] = i + tc_lowest_bit(mask);
  }
  return n;
}

static tc_moved move_plain(const uint32_t *places, uint32_t count, tc_span from, uint32_t shift,
                           uint32_t *to)
{
  uint32_t first = 0, end;
  while (places[first] < from.start) {
    first++;
  }
  for (end = first; places[end] < from.end; end++) {
    *to++ = places[end] + shift;
  }
  assert(end < count);
  (void)count; /* tells only vectors what they may read */
  return (tc_moved){end, end - first};
}

/* The mask `split` of a stretch from those that are told byte by byte: which are white, or an f. */
static inline uint64_t split_of(uint64_t white, uint64_t f, tc_seen *last)
{
  uint64_t white_2 = white << 2 | last->white >> 62; /* two bytes behind */
  uint64_t ff = f & (f << 1 | last->f >> 63), f_4 = f << 4 | last->f >> 60;
  last->white = white;
  last->f = f;
  return white_2 & (ff | f_4);
}

/* From which bytes are equal to the one TC_AGAIN behind: six of these in a row are found by pairs
 * and fours. */
static inline uint64_t sixes_of(uint64_t again, tc_seen *last)
{
  uint64_t pairs = again & (again << 1 | last->again >> 63);
  uint64_t fours = pairs & (pairs << 2 | last->pairs >> 62);
  uint64_t sixes = fours & (fours << 2 | last->fours >> 62);
  last->again = again;
  last->pairs = pairs;
  last->fours = fours;
  return sixes;
}

static void look_plain(const uint8_t *bytes, uint32_t count, bool sixes, tc_seen *last,
                       tc_byte_masks *masks)
{
  for (uint32_t k = 0; k < count; k++, bytes += TC_STRETCH) {
    uint64_t white = 0, f = 0, again = 0;
    for (uint32_t i = 0; i < TC_STRETCH; i++) {
      white |= (uint64_t)(bytes[i] <= ' ') << i;
      f |= (uint64_t)(bytes[i] == 'f') << i;
      again |= (uint64_t)(bytes[i] == bytes[i + TC_AGAIN]) << i;
    }
    masks[k].white = white;
    masks[k].split = split_of(white, f, last);
    masks[k].sixes = sixes ? sixes_of(again, last) : 0;
  }
}

/* The two bytes behind the one at i. */
static uint16_t head_behind(const uint8_t *bytes, uint32_t i)
{
  uint16_t head;
  memcpy(&head, bytes + i + 1, sizeof head);
  return head;
}

static uint16_t find_twice_plain(const uint8_t *bytes, uint32_t count, tc_byte_masks *masks,
                                 uint16_t head)
{
  for (uint32_t k = 0; k < count; k++, bytes += TC_STRETCH) {
    masks[k].twice = 0;
    for (uint64_t white = masks[k].white; white; white &= white - 1) {
      uint32_t i = tc_lowest_bit(white);
      uint16_t next = head_behind(bytes, i);
      bool same = (next | CASE_BITS) == (head | CASE_BITS);
      masks[k].twice |= (uint64_t)same << i;
      head = next;
    }
  }
  return head;
}

static uint32_t find_small_plain(const uint8_t *cls, uint32_t i, uint32_t end)
{
  while (i < end && !(cls[i] == TC_LOWER && cls[i + 1] == TC_LOWER && cls[i + 2] == TC_LOWER)) {
    i++;
  }
  return i;
}

static uint32_t find_plain(const uint8_t *cls, uint32_t i, uint32_t end, uint8_t first,
                           uint8_t last)
{
  while (i < end && (cls[i] < first || cls[i] > last)) {
    i++;
  }
  return i;
}

static tc_letters count_plain(const uint8_t *cls, uint32_t size)
{
  tc_letters sum = {0, 0};
  for (uint32_t i = 0; i < size; i++) {
    sum.han += cls[i] == TC_HAN;
    sum.latin += cls[i] == TC_LOWER || cls[i] == TC_UPPER;
  }
  return sum;
}

static tc_shape shape_plain(const uint8_t *bytes)
{
  tc_shape shape = {0, 0, 0, 0};
  for (uint32_t i = 0; i < TC_STRETCH; i++) {
    uint8_t byte = bytes[i];
    bool limited = byte == FIRST_OF_THREE || byte == SURROGATE_LEAD || byte >= FIRST_OF_FOUR;
    shape.cont |= (uint64_t)(byte >= 0x80 && byte < FIRST_LEAD) << i;
    shape.leads |= (uint64_t)(byte >= FIRST_LEAD) << i;
    shape.threes |= (uint64_t)(byte >= FIRST_OF_THREE) << i;
    shape.odd |= (uint64_t)(limited || (byte & OVERLONG_BITS) == FIRST_LEAD) << i;
  }
  return shape;
}

/* The functions of a way, nearly all of which end in its name. */
#define BLOCKS(way, forms_way, list_way, twice_way)                                                \
  {                                                                                                \
    .name = #way, .classify = classify_##way, .forms = forms_way, .list = list_way,                \
    .move = move_plain, .look = look_##way, .find_twice = twice_way,                               \
    .find_small = find_small_##way, .find = find_##way, .count = count_##way, .shape = shape_##way \
  }

static const tc_blocks plain = BLOCKS(plain, forms_plain, list_plain, find_twice_plain);

#ifdef TC_VECTORS

#define ALL_ONES 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF
#define WIDEST 32u /* bytes of a vector */

/* From WIDEST - n on, a vector whose first n lanes are all ones, the others all zeros. */
static const uint8_t first_lanes[2 * WIDEST] = {ALL_ONES, ALL_ONES, ALL_ONES, ALL_ONES};

/* ---- 16 bytes: SSSE3 ------------------------------------------------------------------------ */

#define TARGET __attribute__((target("ssse3")))
#define NAME(name) name##_ssse3
#define VECTOR __m128i
#define WIDTH 16u
#define LOAD(p) _mm_loadu_si128((const __m128i *)(p))
#define STORE(p, v) _mm_storeu_si128((__m128i *)(p), v)
#define ZERO _mm_setzero_si128()
#define ALL(byte) _mm_set1_epi8((char)(byte))
#define TABLE(...) _mm_setr_epi8(__VA_ARGS__)
#define TABLE_AT(p) LOAD(p)
#define SHUFFLE(table, v) _mm_shuffle_epi8(table, v)
#define SHIFT_4(v) _mm_srli_epi16(v, 4)
#define EQUAL(a, b) _mm_cmpeq_epi8(a, b)
#define GREATER(a, b) _mm_cmpgt_epi8(a, b)
#define MIN(a, b) _mm_min_epu8(a, b)
#define SUMS(v) _mm_sad_epu8(v, ZERO) /* of each eight bytes */
#define ADD(a, b) _mm_add_epi8(a, b)
#define SUB(a, b) _mm_sub_epi8(a, b)
#define AND(a, b) _mm_and_si128(a, b)
#define OR(a, b) _mm_or_si128(a, b)
#define XOR(a, b) _mm_xor_si128(a, b)
#define AND_NOT(a, b) _mm_andnot_si128(a, b) /* b but not a */
#define CHOOSE(mask, yes, no) OR(AND(mask, yes), AND_NOT(mask, no))
#define BITS(v) (uint64_t)(uint32_t) _mm_movemask_epi8(v)
#include "classes_vector.inc"

static const tc_blocks ssse3 = BLOCKS(ssse3, forms_plain, list_plain, find_twice_plain);

/* ---- 32 bytes: AVX2 -------------------------------------------------------------------------- */

#undef TARGET
#undef NAME
#undef VECTOR
#undef WIDTH
#undef LOAD
#undef STORE
#undef ZERO
#undef ALL
#undef TABLE
#undef TABLE_AT
#undef SHUFFLE
#undef SHIFT_4
#undef EQUAL
#undef GREATER
#undef MIN
#undef SUMS
#undef ADD
#undef SUB
#undef AND
#undef OR
#undef XOR
#undef AND_NOT
#undef CHOOSE
#undef BITS
#define TARGET __attribute__((target("avx2,bmi2")))
#define NAME(name) name##_avx2
#define VECTOR __m256i
#define WIDTH 32u
#define LOAD(p) _mm256_loadu_si256((const __m256i *)(p))
#define STORE(p, v) _mm256_storeu_si256((__m256i *)(p), v)
#define ZERO _mm256_setzero_si256()
#define ALL(byte) _mm256_set1_epi8((char)(byte))
#define TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)
#define TABLE_AT(p) _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(p)))
#define SHUFFLE(table, v) _mm256_shuffle_epi8(table, v)
#define SHIFT_4(v) _mm256_srli_epi16(v, 4)
#define EQUAL(a, b) _mm256_cmpeq_epi8(a, b)
#define GREATER(a, b) _mm256_cmpgt_epi8(a, b)
#define MIN(a, b) _mm256_min_epu8(a, b)
#define SUMS(v) _mm256_sad_epu8(v, ZERO)
#define ADD(a, b) _mm256_add_epi8(a, b)
#define SUB(a, b) _mm256_sub_epi8(a, b)
#define AND(a, b) _mm256_and_si256(a, b)
#define OR(a, b) _mm256_or_si256(a, b)
#define XOR(a, b) _mm256_xor_si256(a, b)
#define AND_NOT(a, b) _mm256_andnot_si256(a, b)
#define CHOOSE(mask, yes, no) _mm256_blendv_epi8(no, yes, mask)
#define BITS(v) (uint64_t)(uint32_t) _mm256_movemask_epi8(v)
#include "classes_vector.inc"

/* The same four bytes, or two numbers, again and again. */
#define FOURS(a, b, c, d) _mm256_set1_epi32((d) << 24 | (c) << 16 | (b) << 8 | (a))
#define TWOS(a, b) _mm256_set1_epi32((b) << 16 | (a))

/* The code points of eight characters of three bytes each, of which 28 bytes are read. */
TARGET static __m256i eight_code_points(const uint8_t *bytes)
{
  __m128i low = _mm_loadu_si128((const __m128i *)bytes);
  __m128i high = _mm_loadu_si128((const __m128i *)(bytes + 12));
  __m256i v = _mm256_set_m128i(high, low);
  v = _mm256_shuffle_epi8(v, TABLE(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1));
  v = _mm256_and_si256(v, FOURS(0x3F, 0x3F, 0x0F, 0));
  v = _mm256_maddubs_epi16(v, FOURS(1, 1 << 6, 1, 0)); /* the last two bytes, and the first */
  return _mm256_madd_epi16(v, TWOS(1, 1 << 12));
}

#define LEADS 0x249249u /* of eight ideographs */

/* The top bits of eight numbers, at the leads of as many ideographs. */
TARGET static inline uint64_t top_bits(__m256i eight)
{
  return _pdep_u64((uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(eight)), LEADS);
}

/* Eight ideographs that stand at distances of three bytes in one go, whatever is between. */
TARGET static tc_forms forms_avx2(const uint8_t *bytes, uint64_t han)
{
  tc_forms forms = {0, 0};
  while (han) {
    uint32_t at = tc_lowest_bit(han);
    __m256i c = eight_code_points(bytes + at);
    __m256i words = _mm256_i32gather_epi32((const int *)tc_han_forms, _mm256_srli_epi32(c, 4), 4);
    __m256i to_top = _mm256_andnot_si256(_mm256_slli_epi32(c, 1), _mm256_set1_epi32(30));
    __m256i found = _mm256_sllv_epi32(words, to_top);
    forms.traditional |= (top_bits(found) << at) & han;
    forms.simplified |= (top_bits(_mm256_slli_epi32(found, 1)) << at) & han;
    han &= ~((uint64_t)LEADS << at);
  }
  return forms;
}

/* All heads are written before any is compared, or each comparison would wait for the writing.
 * How many a stretch has can not be guessed, so STEPS are written at a time: twice as many are
 * the usual row of English. */
__attribute__((target("avx2,bmi,bmi2,popcnt"))) static uint16_t
find_twice_avx2(const uint8_t *bytes, uint32_t count, tc_byte_masks *masks, uint16_t head)
{
  enum { PAIRS = WIDTH / 2, STEPS = 6 };
  uint16_t heads[1 + TC_BATCH * TC_STRETCH + PAIRS], *end = heads;
  *end++ = head;
  for (uint32_t k = 0; k < count; k++, bytes += TC_STRETCH) {
    uint16_t *out = end;
    for (uint64_t white = masks[k].white; white; out += STEPS) {
      for (uint32_t step = 0; step < STEPS; step++) {
        memcpy(&out[step], bytes + 1 + _tzcnt_u64(white), sizeof *out);
        __asm__("" : "+m"(out[step])); /* or gcc joins four by shifts */
        white = _blsr_u64(white);
      }
    }
    end += _mm_popcnt_u64(masks[k].white);
  }
  head = end[-1];
  memset(end, 0, PAIRS * sizeof *end);
  end = heads;
  for (uint32_t k = 0; k < count; k++) {
    uint32_t whites = (uint32_t)_mm_popcnt_u64(masks[k].white);
    uint32_t n = 0;
    uint64_t found = 0;
    do { /* nearly always once */
      VECTOR here = OR(LOAD(end + n), ALL(CASE_BIT)), next = OR(LOAD(end + n + 1), ALL(CASE_BIT));
      found |= _pext_u64(BITS(_mm256_cmpeq_epi16(here, next)), UINT64_MAX / 3) << n;
      n += PAIRS;
    } while (n < whites);
    masks[k].twice = _pdep_u64(found, masks[k].white);
    end += whites;
  }
  return head;
}

static const tc_blocks avx2 = BLOCKS(avx2, forms_avx2, list_plain, find_twice_avx2);

/* ---- 64 bytes: AVX-512, for which all ASCII is one table, and masks take out bytes ----------- */

#undef TARGET
#define TARGET                                                                                     \
  __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt,lzcnt")))
#define LOAD_512(p) _mm512_loadu_si512(p)
#define ALL_512(byte) _mm512_set1_epi8((char)(byte))

/* Numbers from 0 on, with one more 0 before them. */
static const uint8_t numbers[1 + TC_STRETCH] = {
    0,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
    21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42,
    43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};

/* How far ahead bytes are asked for, as an article is seldom in the cache. */
#define AHEAD (12 * TC_STRETCH)

#define TABLE_512(p) _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(p)))

/* Where common marks begin; and at these bytes their classes. */
TARGET static inline uint64_t find_marks_avx512(const uint8_t *bytes, __m512i *classes)
{
  __m512i first = LOAD_512(bytes), second = LOAD_512(bytes + 1), third = LOAD_512(bytes + 2);
  __m512i number = _mm512_and_si512(_mm512_xor_si512(first, third), ALL_512(0x0F));
  *classes = _mm512_shuffle_epi8(TABLE_512(common.cls), number);
  return _mm512_cmpeq_epi8_mask(first, _mm512_shuffle_epi8(TABLE_512(common.first), number)) &
         _mm512_cmpeq_epi8_mask(second, _mm512_shuffle_epi8(TABLE_512(common.second), number)) &
         _mm512_cmpeq_epi8_mask(third, _mm512_shuffle_epi8(TABLE_512(common.third), number));
}

TARGET static void classify_avx512(const uint8_t *bytes, uint8_t *cls, uint32_t count,
                                   tc_masks *masks)
{
  const __m512i low = LOAD_512(ascii_classes[0]), high = LOAD_512(ascii_classes[4]);
  for (uint32_t k = 0; k < count; k++, bytes += TC_STRETCH, cls += TC_STRETCH) {
    _mm_prefetch((const char *)bytes + AHEAD, _MM_HINT_T0);
    __m512i v = LOAD_512(bytes), from_first = _mm512_sub_epi8(v, ALL_512(HAN_LEAD_FIRST));
    uint64_t beyond = _mm512_movepi8_mask(v), cont = _mm512_cmplt_epi8_mask(v, ALL_512(FIRST_LEAD));
    uint64_t lead = _mm512_cmple_epu8_mask(from_first, ALL_512(HAN_LEAD_LAST - HAN_LEAD_FIRST));
    uint64_t hexagram = _mm512_cmpeq_epi8_mask(v, ALL_512(HAN_LEAD_FIRST)) &
                        _mm512_cmpeq_epi8_mask(LOAD_512(bytes + 1), ALL_512(HEXAGRAM_SECOND));
    uint64_t han = lead & ~hexagram;
    __m512i ascii = _mm512_maskz_permutex2var_epi8(~beyond, low, v, high), mark_classes;
    uint64_t mark = find_marks_avx512(bytes, &mark_classes);
    masks[k].cont = cont;
    masks[k].han = han;
    masks[k].mark = mark;
    masks[k].w = _mm512_cmplt_epu8_mask(ascii, ALL_512(TC_FIRST_EVENT)) & ~beyond;
    masks[k].space = _mm512_cmpeq_epi8_mask(v, ALL_512(' '));
    masks[k].other =
        _mm512_cmpeq_epi8_mask(ascii, ALL_512(UNKNOWN)) | (beyond & ~(cont | han | mark));
    ascii = _mm512_mask_mov_epi8(ascii, mark, mark_classes);
    _mm512_storeu_si512(cls, _mm512_mask_mov_epi8(ascii, han, ALL_512(TC_HAN)));
  }
}

/* The places as bytes side by side, then sixteen of them at a time, which are seldom more. */
TARGET static uint32_t list_avx512(uint64_t mask, uint32_t i, uint32_t *places)
{
  enum { PART = 16 };
  uint32_t count = (uint32_t)_mm_popcnt_u64(mask);
  __m512i at = _mm512_maskz_compress_epi8(mask, LOAD_512(numbers + 1));
  for (uint32_t n = 0;;) {
    __m512i part = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(at));
    _mm512_storeu_si512(places + n, _mm512_add_epi32(part, _mm512_set1_epi32((int)i)));
    n += PART;
    if (n >= count) {
      return count;
    }
    at = _mm512_shuffle_i64x2(at, at, 0x39); /* the next sixteen to the front */
  }
}

/* Sixteen at a time: how many there are between two edits cannot be guessed, but seldom more. */
TARGET static tc_moved move_avx512(const uint32_t *places, uint32_t count, tc_span from,
                                   uint32_t shift, uint32_t *to)
{
  enum { PART = 16 };
  tc_moved moved = {0, 0};
  uint32_t passed;
  do {
    uint32_t left = tc_min(count - moved.passed, PART);
    __m512i v = _mm512_maskz_loadu_epi32((__mmask16)tc_low_bits(left), places + moved.passed);
    uint32_t before_end = _mm512_mask_cmplt_epu32_mask((__mmask16)tc_low_bits(left), v,
                                                       _mm512_set1_epi32((int)from.end));
    uint32_t inside =
        _mm512_mask_cmpge_epu32_mask((__mmask16)before_end, v, _mm512_set1_epi32((int)from.start));
    uint32_t n = (uint32_t)_mm_popcnt_u32(inside);
    v = _mm512_add_epi32(_mm512_maskz_compress_epi32((__mmask16)inside, v),
                         _mm512_set1_epi32((int)shift));
    _mm512_mask_storeu_epi32(to + moved.count, (__mmask16)tc_low_bits(n), v);
    passed = (uint32_t)_mm_popcnt_u32(before_end);
    moved.passed += passed;
    moved.count += n;
  } while (passed == PART);
  return moved;
}

/* The forms of sixteen code points. */
TARGET static inline tc_forms forms_of(__m256i code_points)
{
  __m512i c = _mm512_cvtepu16_epi32(code_points);
  __m512i words = _mm512_i32gather_epi32(_mm512_srli_epi32(c, 4), tc_han_forms, 4);
  words = _mm512_rorv_epi32(words, _mm512_slli_epi32(c, 1)); /* by c % 16 forms */
  return (tc_forms){_mm512_test_epi32_mask(words, _mm512_set1_epi32(TC_HAN_SIMPLIFIED)),
                    _mm512_test_epi32_mask(words, _mm512_set1_epi32(TC_HAN_TRADITIONAL))};
}

/* The bytes at the bits of a mask, the first 32 of them, as numbers. */
TARGET static inline __m512i numbers_at(const uint8_t *bytes, uint64_t mask)
{
  __m512i taken = _mm512_maskz_compress_epi8(mask, LOAD_512(bytes));
  return _mm512_cvtepu8_epi16(_mm512_castsi512_si256(taken));
}

/* All ideographs side by side: a stretch has 22 at most. Twice sixteen of them are told, always,
 * for whether there are more than sixteen cannot be guessed. */
TARGET static tc_forms forms_avx512(const uint8_t *bytes, uint64_t han)
{
  const __m512i six = _mm512_set1_epi16(0x3F);
  __m512i first = _mm512_slli_epi16(numbers_at(bytes, han), 12); /* its upper half falls out */
  __m512i second = _mm512_slli_epi16(_mm512_and_si512(numbers_at(bytes + 1, han), six), 6);
  __m512i third = _mm512_and_si512(numbers_at(bytes + 2, han), six);
  __m512i c = _mm512_or_si512(_mm512_or_si512(first, second), third);
  tc_forms low = forms_of(_mm512_castsi512_si256(c));
  tc_forms high = forms_of(_mm512_extracti64x4_epi64(c, 1));
  return (tc_forms){_pdep_u64(low.simplified | high.simplified << 16, han),
                    _pdep_u64(low.traditional | high.traditional << 16, han)};
}

TARGET static void look_avx512(const uint8_t *bytes, uint32_t count, bool sixes, tc_seen *last,
                               tc_byte_masks *masks)
{
  tc_seen seen = *last;
  for (uint32_t k = 0; k < count; k++, bytes += TC_STRETCH) {
    __m512i v = LOAD_512(bytes);
    uint64_t again = _mm512_cmpeq_epi8_mask(v, LOAD_512(bytes + TC_AGAIN));
    masks[k].white = _mm512_cmple_epu8_mask(v, ALL_512(' '));
    masks[k].split = split_of(masks[k].white, _mm512_cmpeq_epi8_mask(v, ALL_512('f')), &seen);
    masks[k].sixes = sixes ? sixes_of(again, &seen) : 0;
  }
  *last = seen;
}

/* Of the bytes behind white ones, which are the same as the one before; a bit for each white one.
 * `before` stands before the first. */
TARGET static inline uint64_t repeats(const uint8_t *behind, uint64_t white, uint8_t before)
{
  __m512i bytes = _mm512_or_si512(LOAD_512(behind), ALL_512(CASE_BIT));
  bytes = _mm512_maskz_compress_epi8(white, bytes);
  __m512i last = _mm512_mask_permutexvar_epi8(ALL_512(before | CASE_BIT), ~(uint64_t)1,
                                              LOAD_512(numbers), bytes);
  return _mm512_cmpeq_epi8_mask(bytes, last);
}

TARGET static uint16_t find_twice_avx512(const uint8_t *bytes, uint32_t count, tc_byte_masks *masks,
                                         uint16_t head)
{
  for (uint32_t k = 0; k < count; k++, bytes += TC_STRETCH) {
    uint64_t white = masks[k].white;
    uint8_t first = (uint8_t)head, second = (uint8_t)(head >> 8);
    uint64_t same = repeats(bytes + 1, white, first) & repeats(bytes + 2, white, second);
    masks[k].twice = _pdep_u64(same, white);
    head = white ? head_behind(bytes, TC_STRETCH - 1 - (uint32_t)_lzcnt_u64(white)) : head;
  }
  return head;
}

TARGET static uint32_t find_avx512(const uint8_t *cls, uint32_t i, uint32_t end, uint8_t first,
                                   uint8_t last)
{
  __m512i most = ALL_512(last - first);
  for (; i < end; i += TC_STRETCH) {
    __m512i from_first = _mm512_sub_epi8(LOAD_512(cls + i), ALL_512(first));
    uint64_t found = _mm512_cmple_epu8_mask(from_first, most);
    if (found) {
      return tc_min(i + tc_lowest_bit(found), end);
    }
  }
  return end;
}

TARGET static tc_letters count_avx512(const uint8_t *cls, uint32_t size)
{
  tc_letters sum = {0, 0};
  for (uint32_t i = 0; i < size; i += TC_STRETCH) {
    __m512i v = LOAD_512(cls + i);
    uint64_t inside = tc_low_bits(tc_min(size - i, TC_STRETCH));
    uint64_t han = _mm512_cmpeq_epi8_mask(v, ALL_512(TC_HAN));
    uint64_t latin =
        _mm512_cmpeq_epi8_mask(v, ALL_512(TC_LOWER)) | _mm512_cmpeq_epi8_mask(v, ALL_512(TC_UPPER));
    sum.han += (uint32_t)_mm_popcnt_u64(han & inside);
    sum.latin += (uint32_t)_mm_popcnt_u64(latin & inside);
  }
  return sum;
}

static const tc_blocks avx512 = {.name = "avx512",
                                 .shape = shape_avx2,
                                 .classify = classify_avx512,
                                 .forms = forms_avx512,
                                 .list = list_avx512,
                                 .move = move_avx512,
                                 .look = look_avx512,
                                 .find_twice = find_twice_avx512,
                                 .find_small = find_small_avx2,
                                 .find = find_avx512,
                                 .count = count_avx512};

const tc_blocks *const tc_blocks_all[] = {&plain, &ssse3, &avx2, &avx512, NULL};

static bool can_avx2(void)
{
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

static bool can_avx512(void)
{
  return can_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
}

bool tc_blocks_can(const tc_blocks *blocks)
{
  return blocks == &avx512 ? can_avx512()
         : blocks == &avx2 ? can_avx2()
                           : blocks == &plain || __builtin_cpu_supports("ssse3");
}

#else

const tc_blocks *const tc_blocks_all[] = {&plain, NULL};

bool tc_blocks_can(const tc_blocks *blocks)
{
  return blocks == &plain;
}

#endif

const tc_blocks *tc_blocks_best(void)
{
  const tc_blocks *best = tc_blocks_all[0];
  for (size_t i = 1; tc_blocks_all[i]; i++) {
    best = tc_blocks_can(tc_blocks_all[i]) ? tc_blocks_all[i] : best;
  }
  return best;
}
