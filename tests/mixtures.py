"""Random mixtures of what rules and stages look at, checked against the invariants, and made
small when one fails."""
import random

from invariants import clean_and_check
from tool import decode, escape

PIECES = {
    'english': ['work', 'the', 'Group', 'high', 'school', 'in', 'Mr.', 'U.S.', 'a.m.', 'e.g.',
        'Dr', "don't", 'GDP', 'iPhone', 'Zhengdong', 'naïve', 'mid', 'anti', 'I', 'A',
        'strength.', 'Author:', 'News Time:', 'vice', 'No.', 'x', 'The end.', '- END -'],
    'chinese': ['举措', '国', '好', '的', '课程建设', '记者', '说', '北京', '发展', '一', '试试',
        '郑州市', '作者', '完', '國語', '々', '〇', '责任编辑', '来源', '𠮷', '豈', '常常'],
    'other': ['が', 'カナ', 'ｶﾅ', '한국', 'привет', 'αβγ', 'שלום', 'مرحبا', 'ไทย', 'हिन्दी',
        'раypal', 'ⅷ', 'ª', 'ß', 'ﬁ', 'Ａｂ', '１２', '①', 'ä', 'Å'],
    'ascii marks': [',', '.', ';', ':', '?', '!', '(', ')', '[', ']', '"', "'", '-', '--', '...',
        '/', '&', '<', '>', '{', '}', '@', '#', '%', '*', '_', '`', '~', '|', '+', '=', '\\',
        '""', "''", '()', '. . .', ',,', '!!', '?!', ' -', '- ', ' ,', ' .'],
    'chinese marks': ['，', '。', '、', '；', '：', '？', '！', '（', '）', '《', '》', '“', '”',
        '‘', '’', '「', '」', '『', '』', '【', '】', '〈', '〉', '——', '……', '…', '·', '～',
        '－', '．', '％', '＂', '＇', '〝', '〞', '。。', '，，', '！！', '“”', '《》', '—', '–',
        '‐', '｡', '､', '«', '»', '„', '′', '″', '•', '〔', '〕'],
    'blanks': [' '] * 8 + ['  ', '   ', '\t', '\u00a0', '\u3000', '\u2009', '\u202f', '\u2003',
        ' \u3000', '\u1680', '\u205f'],
    'lines': ['\n'] * 6 + ['\n\n', '\r\n', '\r', '\n \n', ' \n', '\n\n\n\n', '\u2028', '\u2029',
        '\x0b', '\x0c', '\x85', '\n\u3000\u3000'],
    'entities': ['&amp;', '&#44;', '&#x4e2d;', '&nbsp;', '&am&#112;;', '&amp;amp;', '&lt;b&gt;',
        '&#0;', '&#xD800;', '&#99999999;', '&quot;', '&ldquo;', '&hellip;', '&', '&#', '&#x',
        '&amp', '&zwj;', '&#8203;', '&#10;', '&#13;', '&#x301;', '&apos;', '&mdash;', '&;', '&a',
        'mp;', '&notin;', '&not', '&#38;', '#44;', '&#128;', '&#150;', '&lt;', '&#65279;'],
    'invisible': ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u200f',
        '\u061c', '\u202a', '\u202e', '\u2066', '\u2069', '\u180e', '\u034f', '\u115f', '\ufe0f',
        '\ufe0e', '\U000e0101', '\U000e0041', '\x00', '\x01', '\x07', '\x1b', '\x7f', '\x80',
        '\x9f', '\u2063'],
    'combining': ['\u0301', '\u0308', '\u0327', '\u0323', '\u3099', '\u0338', '\u20e3', '\u1161',
        '\u11a8', 'e', 'a', 'か', '\u1100', '가', '\u0344', '\u0f71\u0f72'],
    'pictures': ['😀', '👨\u200d👩\u200d👧', '🇨🇳', '👍🏽', '❤\ufe0f', '⚡', '©', '®', '™', '→',
        '■', '☎', '\U000e0067', '🏴'],
    'numbers': ['3,000', '3.14', '10:30', '2022.07.14', 'v1.2.3', '-5', '3:2', '5G', '50%', '$5',
        '¥10', "'90s", '1-2', '20 -30', '1', '0', '9', '第3', '２０２２', '1st', '½', '7月14日',
        '3 ,000'],
    'protected': ['https://a.example/x?y=1,2', 'http://例.example/（x）', 'me@mail.example',
        '@handle', '#tag', 'C++', 'A/B', 'Node.js', "rock 'n' roll", 'www.example.com.',
        'file.tar.gz', '`code`', 'a_b', 'https://', 'x@', '.com', '中@文.cn'],
    'damage': ['\ufffd', 'â€™', 'â€œ', 'Ã©', 'ä¸\u00ad', 'Â\u00a0', 'å›½', '锟斤拷', '</p>',
        '<br>', 'htmlOn', '#NUMBER #', '&lt;/p&gt;', '\ue000', '\uffff', '\U0010ffff', '\u0378'],
    'wrong readings': ['don鈥檛', '鈥渕ill', '鈥?', '娌宠タ闀囩殑', '纾ㄥ潑', '澶辩伀', '銆?', '锛',
        '鈥',
        '涓\ue15f枃', '€', '鍜', 'ºÓÎ÷ÕòÕþ¸®', 'Ä¥·»Ê§»ðÁË', 'ÖÐÎÄ', '£¬', '¡£', 'Äê', '7ÔÂ',
        'â\x80\x99', 'â\x80\x9c', 'Ã¢â‚¬â„¢', 'ÃƒÂ©', 'æ£¬', 'ÀÁÂÃ', 'É', '½', '»', '\xad', '１',
        '\ufffdй', '锟斤拷', '屯屯', '佢哋嘅嘢'],
    'other scripts': ['鎮長說', '「', '」', '『', '』', '﹐', '﹔', '﹕', '﹖', '︰', '‧', '──',
        '、', '・',
        'ー', 'です。', 'コーヒー', 'ｶﾞ', '방앗간이', '닫았다.', '한국, ', 'мельница', 'закрыта,',
        'ЦСКА',
        'TNFα', 'Aβ42', 'µm', 'Pа', 'η', '\u1112\u1161\u11ab', '\u11ab', '\u037e', '\u2329',
        '\u232a',
        '\u212a', '\uf9d1', '\u0958', 'ａ\u0301', 'ﬁ\u0301', 'か\u3099', '&#xFFFE;', '&#x1112;',
        '&#xF967;'],
    'pulled apart': ['U. S.', ' U.', ' p. m.', 'e. g', '3 ', '2022 - 07 - 14', '2022 -', ' - 07',
        ' 14', '1, 500', ', 000', '$', ' yuan', ' 亿元', 'www', ' . ', '. ', 'mill', 'cn', 'com',
        'http', ' : / / ', ': //', 'Xi', "' an", " 'an", '’ an', '. . .', ' - ', '1 . ', '。 。',
        'Co.,', ' . ,', ' ! ?', '! ', 'the"', '"and"', ' ％', '′', '， 3', '“"', '"”', '.('],
    'hyphens': [' -', '- ', 'high -quality', 'area -Zhengdong', 'anti -Japanese', 'mid -July',
        '-x', 'school -based', ' - ', '- - ', 'well-known', '19 -year', ' -中', 'Li -ming'],
}
BYTES = [
    b'\x80', b'\xbf', b'\xc0\x80', b'\xc3', b'\xe4\xb8', b'\xe4', b'\xed\xa0\x80',
    b'\xf0\x9f\x98', b'\xf0\x9f', b'\xf4\x90\x80\x80', b'\xf8\x88\x80\x80\x80', b'\xff', b'\xfe',
    b'\xe0\x80\xaf', b'\xc2', b'\xe2\x80', b'\xef\xbb',
]
OPTIONS = ((), ('--target', 'en'), ('--target', 'zh'), ('--rules', 'all'),
           ('--rules', 'all,+close-han-latin,+straight-quotes,+corner-to-curly,+bracket-to-half'))
SHOWN = 3       # failing mixtures that are made small and shown
ATTEMPTS = 200  # for making one of them small


def mixture(seed, number):
    """A list of pieces, as bytes. Few kinds in one mixture: what matters stands closer."""
    rng = random.Random(f'{seed}:{number}')
    kinds = rng.sample(sorted(PIECES), rng.randint(1, 5)) + ['blanks', rng.choice(sorted(PIECES))]
    if rng.random() < 0.4:
        kinds += ['english', 'chinese']
    pieces = [rng.choice(PIECES[rng.choice(kinds)]).encode('utf-8')
              for _ in range(rng.choice([3, 6, 12, 25, 60]))]
    if rng.random() < 0.15:
        for _ in range(rng.randint(1, 4)):
            pieces.insert(rng.randint(0, len(pieces)), rng.choice(BYTES))
    return pieces


def minimize(pieces, fails):
    """Takes away ever smaller parts for as long as it still fails; then single characters."""
    attempts = 0
    for parts in (pieces, None):
        if parts is None:  # by character; an ill-formed byte is one, too
            parts = [char.encode('utf-8', 'surrogateescape') for char in decode(b''.join(pieces))]
        size = max(1, len(parts) // 2)
        while size and attempts < ATTEMPTS:
            start, shrunk = 0, False
            while start < len(parts) and attempts < ATTEMPTS:
                fewer = parts[:start] + parts[start + size:]
                attempts += 1
                if fails(b''.join(fewer)):
                    parts, shrunk = fewer, True
                else:
                    start += size
            if size > 1:
                size //= 2
            elif not shrunk:
                break
        pieces = parts
    return b''.join(pieces)


def order_problems(tool, sources, records, options):
    """The same result in the other order: no article leaves a trace in the next."""
    again = tool.clean(sources[::-1], options)[::-1]
    return [i for i, (first, second) in enumerate(zip(records, again))
            if first is not None and not isinstance(second, str)
            and {**first, 'id': 0} != {**second, 'id': 0}]


def check_group(tool, numbers, seed, options):
    """(number, problems) of the mixtures that fail, the first ones made small."""
    mixtures = {number: mixture(seed, number) for number in numbers}
    sources = [b''.join(pieces) for pieces in mixtures.values()]
    checked = clean_and_check(tool, sources, options)
    failing = [(number, problems) for number, (_, problems) in zip(numbers, checked) if problems]
    for number, problems in failing[:SHOWN]:
        small = minimize(mixtures[number],
                         lambda source: bool(clean_and_check(tool, [source], options)[0][1]))
        _, now = clean_and_check(tool, [small], options)[0]
        problems[:] = [f'mixture {number}, seed {seed}, options {" ".join(options) or "none"}',
                       f'input: "{escape(decode(small))}"', *(now or problems)]
    records = [record for record, _ in checked]
    for i in order_problems(tool, sources, records, options)[:SHOWN]:
        failing.append((numbers[i], [f'another result after other articles: '
                                     f'{escape(decode(sources[i]))}']))
    return failing


def check_mixtures(tool, count, seed, report):
    """One test for each set of options."""
    print(f'1..{len(OPTIONS)}')
    failed = 0
    for i, options in enumerate(OPTIONS):
        numbers = list(range(i, count, len(OPTIONS)))
        failing = check_group(tool, numbers, seed, options)
        problems = [line for _, some in failing[:SHOWN] for line in some]
        if failing:
            problems.append(f'{len(failing)} of {len(numbers)} mixtures fail')
        failed += report(i + 1, f'{len(numbers)} mixtures, seed {seed} {" ".join(options)}'.strip(),
                         problems)
    return failed
