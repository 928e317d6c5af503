#!/usr/bin/env python3
"""Makes a dump of news articles as JSON lines: make_dump.py [--seed N] [--plain] SIZE [FILE]

SIZE in bytes, or with K, M or G. The articles are English, Chinese, and mixed as translations
are, of wording of our own with the usual defects; their sizes are skewed (most have a few
thousand bytes, one in a thousand a hundred times that); one in two thousand records is hostile
(no JSON, no text, a lone surrogate, bytes that are no UTF-8, unclosed quotes, deep nesting) unless
--plain. The same seed and size give the same bytes. Standard library only."""
import argparse
import io
import json
import random
import sys

HOSTILITY = 0.0005  # share of the records

EN_WHO = ('The mill', 'The old dam', 'The mayor', 'The reporter He Qiubai',
          'A farmer named Li Tong', 'The school', 'The council of Hexi', 'The ferry',
          'Our correspondent', 'The new bridge', 'The river', 'The market', 'The village',
          'The water office', 'The baker')
EN_DID = ('opened', 'closed', 'was repaired', 'burned down', 'was praised', 'grew', 'was sold',
          'moved', 'kept its promise', 'was visited', 'waited', 'was painted', 'lost a wheel')
EN_HOW = ('on Monday', 'in the spring of 2021', 'after 3,000 hours', 'at 10:30',
          'for the first time', 'near the quarry', 'without a word', 'as the rain began',
          'at a cost of 12.5 million yuan', 'together with two neighbours', 'before the flood',
          'by a narrow vote')
EN_MORE = (', and nobody objected', ', said a clerk', ' because the water rose',
           ', which took a week', '; the rest will follow', ' , so the report says',
           ',but the road stayed open', ', as Li Tong had hoped', ' and was paid for at last',
           *[''] * 12)
ZH_WHO = ('磨坊', '老水坝', '河西镇', '记者何秋白', '农民李桐', '学校', '镇政府', '渡船', '新桥',
          '市场', '水务所', '面包店', '居民们')
ZH_DID = ('重新开放', '昨天关闭', '得到修复', '夜里失火', '受到表扬', '迅速发展', '已经出售',
          '搬到对岸', '兑现承诺', '等待开工', '重新粉刷', '丢了一个轮子')
ZH_HOW = ('周一', '2021年春天', '经过3000小时', '上午10:30', '第一次', '在采石场附近',
          '下雨的时候', '投资1250万元', '与两家邻居一起', '洪水之前', '以微弱多数')
ZH_MORE = ('，大家都没有意见', '，一名职员说', ',因为水位上涨', '，用了一个星期',
           '；其余的以后再说', '，李桐很高兴', *[''] * 12)
DEFECTS = (' a high -quality plan', ' “a word ”', ' the  gap', ' (see figure 3)as told',
           ' work work', ' Tom &amp; Ann', ' caf\u00e9\u200b', ' he said:“go”', ' and so on...',
           ' ７月２６日')


def english(rng):
    text = f'{rng.choice(EN_WHO)} {rng.choice(EN_DID)} {rng.choice(EN_HOW)}{rng.choice(EN_MORE)}'
    if rng.random() < 0.1:
        text += rng.choice(DEFECTS)
    return text + '. '


def chinese(rng):
    text = rng.choice(ZH_HOW) + rng.choice(ZH_WHO) + rng.choice(ZH_DID) + rng.choice(ZH_MORE)
    if rng.random() < 0.05:
        text += '，人称"水上磨坊"的老屋'
    return text + '。'


def paragraph(rng, kind):
    sentences = []
    for _ in range(rng.randint(2, 8)):
        foreign = kind == 'mixed' and rng.random() < 0.15
        is_english = (kind != 'zh') != foreign
        sentences.append(english(rng) if is_english else chinese(rng))
    return ''.join(sentences).strip()


def hostile(rng, number):
    """A line, as bytes."""
    return (b'no JSON at all',
            b'{"id":%d,"text":"half a record' % number,
            b'{"id":%d}' % number,
            b'{"id":%d,"text":["a","list"]}' % number,
            b'{"id":%d,"text":"half \\ud83d of a pair"}' % number,
            b'{"id":%d,"text":"bytes \xff\xfe\x80"}' % number,
            b'{"id":%d,"text":%s}' % (number, b'[' * 600 + b']' * 600),
            b'{"id":%d,"text":"%s"}' % (number, '“（'.encode() * 2000),
            b'{"id":%d,"text":"%s"}' % (number, 'a\u0301\u0301\u202e中'.encode() * 3000),
            b'[1,2,3]', b'', b'   ', b'null')[rng.randrange(13)]


def records(seed, hostility):
    """Lines without end. Paragraphs are drawn from a pool, escaped once: so that a gigabyte
    does not take an hour."""
    rng = random.Random(seed)
    pool = {kind: [json.dumps(paragraph(rng, kind), ensure_ascii=False)[1:-1]
                   for _ in range(3000)] for kind in ('en', 'zh', 'mixed')}
    number = 0
    while True:
        number += 1
        if rng.random() < hostility:
            yield hostile(rng, number) + b'\n'
            continue
        kind = rng.choices(('en', 'zh', 'mixed'), (4, 4, 2))[0]
        count = min(2000, 1 + int(rng.paretovariate(1.2) * 3))
        text = '\\n\\n'.join(rng.choices(pool[kind], k=count))
        yield (f'{{"id":"{number:08d}","url":"https://news.example.org/{number}",'
               f'"date":"2022-07-14","lang":"{kind}","text":"{text}",'
               f'"score":{rng.random():.4f}}}\n').encode()


def size_of(text):
    units = {'K': 1 << 10, 'M': 1 << 20, 'G': 1 << 30}
    return int(text[:-1]) * units[text[-1]] if text[-1:] in units else int(text)


def write_dump(file, size, seed=1, hostility=HOSTILITY):
    """Writes whole lines until there are `size` bytes. Returns how many lines."""
    written = count = 0
    for line in records(seed, hostility):
        if written >= size:
            return count
        file.write(line)
        written += len(line)
        count += 1
    return count


def io_dump(size, hostility=HOSTILITY):
    """The dump as bytes."""
    file = io.BytesIO()
    write_dump(file, size, hostility=hostility)
    return file.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--plain', action='store_true', help='no hostile records')
    parser.add_argument('size', type=size_of)
    parser.add_argument('file', nargs='?')
    a = parser.parse_args()
    if a.file:
        with open(a.file, 'wb') as file:
            write_dump(file, a.size, a.seed, 0 if a.plain else HOSTILITY)
    else:
        write_dump(sys.stdout.buffer, a.size, a.seed, 0 if a.plain else HOSTILITY)


if __name__ == '__main__':
    main()
