/* bench_text.c - makes articles from two lists of words.
 *
 * An article is a headline, a byline and paragraphs; a paragraph is sentences, a sentence words
 * and marks. Words at the head of a list are taken more often, as in real text. A defect is put
 * between two words whenever as many characters have passed as a random number says whose mean
 * is asked for. */
#include "bench_text.h"

#include <stdio.h>  /* fopen, fread */
#include <stdlib.h> /* malloc, realloc, free */
#include <string.h> /* memcpy, strlen, strchr */

const char *const bench_kind_name[BENCH_KIND_COUNT] = {"English", "Chinese", "mixed", "hostile"};

static const char english_words[] =
    "the of to and a in that is for on it with as was at by from has are be have this will not an "
    "said its but were more one year which new they or he also two been city first after who had "
    "people up she about out than government other there when would last company all into three "
    "time can over their some years could state percent country most no market school while only "
    "many under during since report week against before education local public million plan bank "
    "week project workers group development growth national police official officials members "
    "health system part minister month price economy program power economic business trade world "
    "service high water technology district support construction meeting policy management energy "
    "research industry students quality center future average production however announced "
    "according expected quarter region central council international teachers investment history "
    "between through because still where several around another among including early later off "
    "number north south spring river road rail station bridge harbour airport village province "
    "farmers children families residents visitors patients drivers engineers scientists lawyers "
    "court law rule vote budget tax loan debt share fund profit revenue export import tariff "
    "factory steel cotton rice wheat coal gas oil solar wind battery vehicle train ship aircraft "
    "hospital doctor nurse vaccine disease clinic library museum theatre music film festival "
    "football match season coach player record victory final goal weather rain flood drought "
    "storm snow temperature forest park garden tower street house apartment rent office opening "
    "opened built planned approved signed launched reached raised fell rose increased dropped "
    "remained continued began ended moved held given made taken seen known called used shown "
    "improve promote strengthen protect reduce expand provide create introduce review discuss "
    "quickly slowly nearly almost recently currently mainly further together abroad strong weak "
    "large small long short old young good better best important possible common different "
    "special modern rural urban foreign domestic private annual daily key major serious clear";

static const char english_names[] =
    "London Weston Harlow Marston Beijing Zhengzhou Shanghai Kelford Ashby Norvale Lindgren Chen "
    "Wang Zhang Parker Morris Okafor Silva Tanaka Novak Rossi Keller Dalton Hughes Monday Tuesday "
    "Friday March July October Europe Asia Africa Parliament Ministry University Group Bank";

static const char chinese_words[] =
    "的 在 和 了 是 中国 发展 我们 为 与 对 年 将 也 等 市场 经济 工作 企业 这 一个 进行 问题 "
    "社会 国家 建设 表示 目前 通过 政府 上 中 后 有 就 以 到 人 从 不 新 要 大 并 记者 北京 "
    "公司 技术 管理 服务 群众 教育 学校 学生 孩子 家长 老师 项目 投资 生产 城市 农村 农民 地区 "
    "部门 领导 会议 活动 组织 单位 情况 方面 时间 今年 去年 昨天 今天 明年 上午 下午 近日 同时 "
    "此外 但是 因为 所以 如果 虽然 而且 已经 正在 可以 需要 能够 应该 必须 继续 开始 完成 提高 "
    "加强 推动 促进 实现 增长 下降 达到 超过 增加 减少 改革 开放 创新 科技 研究 研发 产品 质量 "
    "安全 环境 生态 保护 资源 能源 电力 煤炭 石油 天然气 新能源 汽车 高铁 铁路 公路 机场 港口 "
    "桥梁 隧道 地铁 工程 建筑 住房 房价 银行 贷款 资金 基金 股票 金融 保险 税收 财政 预算 收入 "
    "支出 价格 成本 利润 出口 进口 贸易 合作 协议 签署 国际 世界 全球 美国 欧洲 日本 亚洲 非洲 "
    "代表 委员 主席 总理 部长 省长 市长 书记 主任 专家 教授 医生 护士 医院 疫苗 患者 健康 疾病 "
    "治疗 药品 警方 法院 法律 案件 调查 规定 制度 政策 措施 办法 计划 方案 目标 任务 要求 标准 "
    "水平 能力 作用 影响 关系 机制 体系 平台 网络 互联网 信息 数据 人工智能 手机 用户 消费者 "
    "消费 品牌 旅游 文化 历史 艺术 电影 音乐 体育 比赛 冠军 球队 运动员 教练 天气 气温 降雨 "
    "洪水 台风 地震 救援 消防 志愿者 居民 社区 街道 村民 农业 粮食 小麦 水稻 蔬菜 水果 养殖 "
    "种植 合作社 扶贫 脱贫 就业 岗位 工人 工资 培训 大学 毕业 一些 许多 其中 包括 以及 由于 "
    "根据 关于 按照 不断 进一步 积极 全面 重要 主要 重大 良好 明显 第一 两个 三年 多家 每天 "
    "全市 全省 全国 当地 周边 沿线 东部 西部 南方 北方 黄河 长江 山区 平原 海洋 森林 公园";

static const char latin_in_chinese[] = "GDP AI APP iPhone 5G CEO A LED WTO CBA NBA SUV";

typedef struct words {
  const char **at; /* each ends at a blank or at the end of the list */
  size_t count;
} words;

typedef struct maker {
  bench_text *text;
  size_t size, capacity;
  words english, names, chinese, latin;
  const char *last; /* word: none comes twice in a row */
  uint64_t random;
  uint32_t defect_every;
  uint32_t until_defect; /* characters */
  bool failed;
} maker;

/* ---- Random numbers (splitmix64) ------------------------------------------ */

static uint32_t below(maker *m, size_t limit)
{
  uint64_t z = (m->random += UINT64_C(0x9E3779B97F4A7C15));
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return (uint32_t)(((z ^ (z >> 31)) >> 32) % limit);
}

static uint32_t between(maker *m, uint32_t least, uint32_t most)
{
  return least + below(m, most - least + 1);
}

static bool one_in(maker *m, uint32_t n)
{
  return below(m, n) == 0;
}

/* ---- Lists of words --------------------------------------------------------- */

static bool split(words *w, const char *list)
{
  w->at = malloc((strlen(list) / 2 + 1) * sizeof *w->at);
  w->count = 0;
  if (w->at == NULL) {
    return false;
  }
  for (const char *p = list; p != NULL; p = strchr(p, ' ')) {
    p += *p == ' ';
    w->at[w->count++] = p;
  }
  return true;
}

static size_t length(const char *word)
{
  return strcspn(word, " ");
}

/* ---- The text so far -------------------------------------------------------- */

static void put_bytes(maker *m, const char *bytes, size_t size)
{
  if (m->capacity - m->size < size) {
    size_t capacity = (m->size + size) * 2;
    char *larger = realloc(m->text->bytes, capacity);
    if (larger == NULL) {
      m->failed = true;
      return;
    }
    m->text->bytes = larger;
    m->capacity = capacity;
  }
  memcpy(m->text->bytes + m->size, bytes, size);
  m->size += size;
  for (size_t i = 0; i < size; i++) {
    bool is_lead = ((unsigned char)bytes[i] & 0xC0u) != 0x80u;
    m->until_defect -= is_lead && m->until_defect > 0;
  }
}

static void put(maker *m, const char *s)
{
  put_bytes(m, s, strlen(s));
}

static void put_word(maker *m, const words *w)
{
  const char *word;
  do {
    uint32_t a = below(m, w->count), b = below(m, w->count);
    word = w->at[a < b ? a : b];
  } while (word == m->last);
  m->last = word;
  put_bytes(m, word, length(word));
}

static void put_number(maker *m)
{
  char digits[16];
  snprintf(digits, sizeof digits, "%u", (unsigned)between(m, 2, one_in(m, 3) ? 2030 : 99));
  put(m, digits);
}

/* ---- Defects ---------------------------------------------------------------- */

static bool is_due(maker *m)
{
  if (m->defect_every == 0 || m->until_defect > 0) {
    return false;
  }
  m->until_defect = between(m, 1, 2 * m->defect_every);
  return true;
}

static void put_english_gap(maker *m)
{
  static const char *const gaps[] = {
      "  ",           " , ",     " -",    "\xC2\xA0", " \xE2\x80\x8B",
      "\xEF\xBC\x8C", " &amp; ", " ... ", " .",       "\xE3\x80\x80"};
  put(m, is_due(m) ? gaps[below(m, sizeof gaps / sizeof *gaps)] : " ");
}

static void put_chinese_gap(maker *m)
{
  static const char *const gaps[] = {",",
                                     " ",
                                     "\xE2\x80\x8B",
                                     " \xEF\xBC\x8C",
                                     ".",
                                     "...",
                                     "\xEF\xBC\x8C\xEF\xBC\x8C",
                                     "\xEF\xBC\x91",
                                     "&nbsp;",
                                     ";"};
  if (is_due(m)) {
    put(m, gaps[below(m, sizeof gaps / sizeof *gaps)]);
  }
}

/* ---- Sentences -------------------------------------------------------------- */

static void put_english_words(maker *m, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    if (one_in(m, 25)) {
      put_number(m);
    } else {
      put_word(m, one_in(m, 9) ? &m->names : &m->english);
    }
    if (i + 1 < count) {
      put(m, one_in(m, 11) ? "," : "");
      put_english_gap(m);
    }
  }
}

static void put_chinese_words(maker *m, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    if (one_in(m, 25)) {
      put_number(m);
    } else if (one_in(m, 60)) {
      put_word(m, &m->latin);
    } else {
      put_word(m, &m->chinese);
    }
    if (i + 1 < count) {
      put(m, one_in(m, 6) ? "，" : one_in(m, 20) ? "、" : "");
      put_chinese_gap(m);
    }
  }
}

static void put_english_sentence(maker *m, bool leftover)
{
  put_word(m, &m->names);
  put(m, " ");
  if (one_in(m, 8)) {
    put(m, "said: “");
    put_english_words(m, between(m, 4, 16));
    put(m, ".”");
    return;
  }
  put_english_words(m, between(m, 6, 26));
  if (leftover) {
    put(m, " ");
    put_chinese_words(m, between(m, 3, 8));
    put(m, " ");
    put_english_words(m, between(m, 3, 9));
  }
  put(m, one_in(m, 30) ? "?" : ".");
}

static void put_chinese_sentence(maker *m, bool leftover)
{
  put_chinese_words(m, between(m, 4, 12));
  if (one_in(m, 8)) {
    put(m, "，记者表示：“");
    put_chinese_words(m, between(m, 4, 10));
    put(m, "。”");
    return;
  }
  if (one_in(m, 12)) {
    put(m, "《");
    put_chinese_words(m, 3);
    put(m, "》");
  }
  if (leftover) {
    put(m, "，");
    put_english_words(m, between(m, 4, 9));
  }
  put_chinese_words(m, between(m, 3, 12));
  put(m, one_in(m, 30) ? "？" : "。");
}

static void put_paragraph(maker *m, bench_kind kind)
{
  bool mixed = kind == BENCH_MIXED;
  bool chinese = mixed ? one_in(m, 2) : kind == BENCH_CHINESE;
  for (uint32_t left = between(m, 2, 5); left > 0; left--) {
    bool leftover = mixed && one_in(m, 6);
    if (chinese) {
      put_chinese_sentence(m, leftover);
    } else {
      put_english_sentence(m, leftover);
      put(m, left > 1 ? " " : "");
    }
  }
}

/* Marks that open and do not close, scripts that change, marks, blanks, signs that combine,
 * edits everywhere. */
static void put_hostile(maker *m, size_t end)
{
  static const char *const patterns[] = {
      "“",     "（《",        "a中",          "e\xCC\x81", ". ",  "  \t",
      "&amp;", "a , b ",      "，,",          "1.",        "\"(", "。",
      "a\nb",  "http://a.a ", "的发展的发展", "a a ",      "…",   "ä¸\xC2\xAD"};
  const char *pattern = patterns[m->text->count % (sizeof patterns / sizeof *patterns)];
  while (!m->failed && m->size < end) {
    put(m, pattern);
  }
}

static void put_prose(maker *m, const bench_order *order)
{
  size_t start = m->size;
  if (order->kind == BENCH_CHINESE) {
    put_chinese_words(m, 7);
    put(m, "\n\n记者 2022年7月14日");
  } else {
    put_english_words(m, 9);
    put(m, "\n\nBy Parker Lindgren, July 14, 2022");
  }
  while (!m->failed && m->size - start < order->article_size) {
    put(m, "\n\n");
    put_paragraph(m, order->kind);
  }
  put(m, "\n");
}

static void put_article(maker *m, const bench_order *order)
{
  if (order->kind == BENCH_HOSTILE) {
    put_hostile(m, m->size + order->article_size);
  } else {
    put_prose(m, order);
  }
  m->text->ends[m->text->count++] = m->size;
}

bool bench_text_make(bench_text *text, const bench_order *order)
{
  maker m = {.text = text, .random = order->seed, .defect_every = order->defect_every};
  *text = (bench_text){.ends = malloc(order->articles * sizeof *text->ends)};
  bool lists = split(&m.english, english_words) && split(&m.names, english_names) &&
               split(&m.chinese, chinese_words) && split(&m.latin, latin_in_chinese);
  m.failed = !lists || text->ends == NULL;
  m.until_defect = order->defect_every;
  while (!m.failed && text->count < order->articles) {
    put_article(&m, order);
  }
  free(m.english.at);
  free(m.names.at);
  free(m.chinese.at);
  free(m.latin.at);
  if (m.failed) {
    bench_text_free(text);
  }
  return !m.failed;
}

bool bench_text_read(bench_text *text, const char *path)
{
  *text = (bench_text){.ends = malloc(sizeof *text->ends), .count = 1};
  maker m = {.text = text};
  FILE *file = fopen(path, "rb");
  m.failed = file == NULL || text->ends == NULL;
  char block[4096];
  for (size_t n = 1; !m.failed && n > 0;) {
    n = fread(block, 1, sizeof block, file);
    put_bytes(&m, block, n);
    m.failed = m.failed || ferror(file);
  }
  if (file != NULL) {
    fclose(file);
  }
  if (m.failed || m.size == 0) {
    bench_text_free(text);
    return false;
  }
  text->ends[0] = m.size;
  return true;
}

void bench_text_free(bench_text *text)
{
  free(text->bytes);
  free(text->ends);
  *text = (bench_text){0};
}
