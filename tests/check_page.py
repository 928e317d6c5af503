#!/usr/bin/env python3
"""Checks the page of --format html: check_page.py ROOT TEXTCLEAN SEED... prints TAP.

The page allows its own style and script by their hashes, and nothing else; it has all of the
article, each flag with the row of --format tsv, and nothing that the article could smuggle in. What
the script does in a browser is tested by run_page.mjs; here, where there is node, its cells only.
The standard library of Python 3.11 is all that is needed."""
import base64
import hashlib
import html.parser
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from run_review import HOSTILE, Failure, Tool, read, rows_of, want, write

# What an article may become: element, and its attributes.
ALLOWED = {
    'article': {'id'}, 'header': set(), 'h2': set(), 'h3': {'class', 'dir', 'lang'},
    'bdi': {'lang'},
    'p': {'class', 'dir', 'lang'}, 'div': {'class'}, 'ol': {'class'}, 'b': set(),
    'li': {'class', 'id', 'data-row'}, 'mark': {'class', 'data-flag'},
    'a': {'class', 'id', 'href', 'aria-label'}, 'del': {'title'},
    'span': {'class', 'title', 'lang', 'aria-hidden'}}
MARKUP = (
    'The mill العربية here and שלום now \u202eevil txt.exe\u202c done. "><svg onload=alert(1)> '
    'javascript:alert(1) <a href="javascript:alert(1)">x</a> </p></main></article>'
    '<script>alert(2)</script>\n'
    '\n<!-- comment --> --> ]]> &#0; &#x202e; \u200bzero\u200dwidth\ufeff '
    '<style>*{display:none}</style> <img src=//evil.example/x> </script></style></textarea>\n'
    '\n河西镇的磨坊已经关闭，请大家不要再来了。\u0085\u2028 The the end \u00ad of '
    '<iframe srcdoc="<script>alert(3)</script>"></iframe>. " autofocus onfocus=alert(1) x="\n')
CONTROL_NAMES = ('NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK '
                 'SYN ETB CAN EM SUB ESC FS GS RS US').split()
LOOSE = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]')


class Page(html.parser.HTMLParser):
    """What a browser would make of it. `paragraphs`: the text of each, as it will read. `marks`:
    of each flag the text of its pieces. `rows`: of the cards. `before`: what each edit took away,
    `after`: all that edits put there."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.ids, self.links = [], [], []
        self.paragraphs, self.marks, self.rows, self.refs = [], {}, [], set()
        self.before, self.after = [], ''
        self.raw = {'style': [], 'script': []}
        self.policy = self.columns = None
        self.open = []  # of the elements that we are in
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, pairs):
        names = dict(pairs)
        want(len(names) == len(pairs), f'<{tag}> has an attribute twice')
        self.elements.append((tag, names))
        if names.get('http-equiv') == 'Content-Security-Policy':
            self.policy = names['content']
        self.ids += [names['id']] if 'id' in names else []
        self.links += [names['href']] if 'href' in names else []
        self.columns = names.get('data-columns', self.columns)
        self.rows += [names['data-row']] if 'data-row' in names else []
        if tag in self.raw:
            self.raw[tag].append('')
        if 'ref' in names.get('class', '').split():
            self.refs.add(names['id'])
        if 'dir' in names:
            self.paragraphs.append('')
        if tag == 'del':
            self.before.append('')
        if 'data-flag' in names:
            self.marks.setdefault(names['data-flag'], '')
        if tag not in ('meta', 'input', 'br'):
            self.open.append((tag, names))

    def handle_endtag(self, tag):
        want(self.open and self.open[-1][0] == tag, f'</{tag}> does not close what is open')
        self.open.pop()

    def handle_data(self, data):
        if not self.open:
            return
        tag, names = self.open[-1]
        if tag in self.raw:
            self.raw[tag][-1] += data
        kinds = {name for _, each in self.open for name in each.get('class', '').split()}
        if not any('dir' in each for _, each in self.open):
            return
        if names.get('class') == 'sign':
            data = (chr(CONTROL_NAMES.index(data)) if data in CONTROL_NAMES
                    else chr(int(data[2:], 16)))
        if any(each == 'del' for each, _ in self.open):
            self.before[-1] += data
        elif 'new' in kinds:
            self.after += data
        if not kinds & {'gap', 'ref'} and not any(each == 'del' for each, _ in self.open):
            self.paragraphs[-1] += data
            for each in {each['data-flag'] for _, each in self.open if 'data-flag' in each}:
                self.marks[each] += data


def hash_of(text):
    return 'sha256-' + base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()


def page_of(tool, *arguments, where=None):
    text = tool.text_of('--format', 'html', *arguments, where=where)
    return text, Page(text)


def test_policy(tool, root, folder):
    write(os.path.join(folder, 'a.txt'), 'The the mill.\n')
    _, page = page_of(tool, 'a.txt', where=folder)
    want([len(found) for found in page.raw.values()] == [1, 1], 'not one style and one script')
    style, script = page.raw['style'][0], page.raw['script'][0]
    for text, name in (style, 'review_page.css'), (script, 'review_page.js'):
        want(text == read(os.path.join(root, 'tools', name)).decode('utf-8'),
             f'{name} is not what stands in the page')
    wanted = {'default-src': ["'none'"], 'style-src': [f"'{hash_of(style)}'"],
              'script-src': [f"'{hash_of(script)}'"], 'base-uri': ["'none'"],
              'form-action': ["'none'"], 'require-trusted-types-for': ["'script'"]}
    found = {words[0]: words[1:] for words in map(str.split, page.policy.split(';'))}
    want(found == wanted, f'the policy is {found}')
    before = [tag for tag, _ in page.elements[:page.elements.index(('title', {}))]]
    want(before == ['html', 'head', 'meta', 'meta', 'meta', 'meta', 'meta', 'meta'],
         f'before the policy and the title stand {before}')
    for tag, names in page.elements:
        bad = [name for name in names if name[:2] == 'on' or name in ('style', 'src', 'srcset')]
        want(not bad, f'<{tag}> has {bad}')
    want(all(link.startswith('#') for link in page.links), 'a link leads out of the page')
    want(not re.search(r'url\(|@import|innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|'
                       r'setAttribute\(.style|fetch\(|XMLHttp|import\(', style + script),
         'the style or the script could load or run something')


def check_article(tool, page, name, options, folder):
    """All of the article is there, and each flag; nothing else is."""
    record = json.loads(tool.run('--format', 'jsonl', *options, name, where=folder))
    names, rows = rows_of(tool.text_of('--format', 'tsv', *options, name, where=folder))
    want(page.columns == '\t'.join(names), 'the columns are not those of the table')
    want([row.split('\t') for row in page.rows] == rows, 'a row is not that of the table')
    spans = [record['text'][slice(*paragraph['span'])] for paragraph in record['paragraphs']]
    want(page.paragraphs == spans, 'a paragraph is not as it will read')
    edits = record['edits']
    want(page.before == [edit['before'][:300] + '…' * (len(edit['before']) > 300)
                         for edit in edits if edit['before']], 'what edits took away differs')
    want(page.after == ''.join(edit['after'] for edit in edits), 'what edits put there differs')
    ids = [row_id for row_id in page.ids if row_id in page.refs]
    want(len(page.refs) == len(rows) == len(ids), 'not each flag has a number')
    want(set(page.marks) == page.refs, 'marks and numbers differ')
    flags = sorted(record['flags'], key=lambda flag: flag['source'])
    texts = sorted(flag['text'].replace('\n', '') for flag in flags)
    want(sorted(text.replace('\n', '') for text in page.marks.values()) == texts,
         'a mark is not around the text of its flag')


def check_safe(text, page):
    start, end = text.index('<article'), text.index('<p class="none">')
    want(not LOOSE.search(text), f'a control is loose: {LOOSE.search(text)}')
    inner = Page(text[start:end])
    for tag, names in inner.elements:
        want(tag in ALLOWED and set(names) <= ALLOWED[tag], f'<{tag} {names}>')
    want(len(set(page.ids)) == len(page.ids), 'an id stands twice')
    want({link[1:] for link in page.links} <= set(page.ids), 'a link leads nowhere')
    want(page.raw['script'][-1].startswith('/* review_page.js'), 'the script is another one')


def test_seed(tool, _root, folder, seed):
    write(os.path.join(folder, 'a.txt'), read(seed))
    text, page = page_of(tool, 'a.txt', where=folder)
    check_article(tool, page, 'a.txt', [], folder)
    check_safe(text, page)
    want('lang="zh-Latn-pinyin">jǔ cuò' in text, 'there is no pinyin')
    want(text.count('<del title="hyphen-blank"> </del>') >= 10, 'the edits are not there')
    want('<span class="run first" lang="zh-Hans">' in text, 'the runs are not there')


def test_hostile(tool, _root, folder):
    name = '=cmd\x1b[31m<b>"&\u202e.txt'
    path = os.path.join(folder, name)
    for article in HOSTILE, MARKUP, HOSTILE + '\n' + MARKUP:
        for options in ['-r', 'default'], ['-r', 'none'], ['-t', 'zh'], ['-r', 'all']:
            write(path, article)
            text, page = page_of(tool, *options, name, where=folder)
            check_safe(text, page)
            check_article(tool, page, name, options, folder)
    write(path, b'The \xff\xfe the the mill\x00 \xe9 \xc3' + MARKUP.encode())
    text, page = page_of(tool, name, where=folder)
    check_safe(text, page)


def test_mixtures(tool, _root, folder):
    """Marks that cross, stand in each other, and reach over paragraphs."""
    pieces = ['The mill mill ', '河西镇的磨坊已经关闭，请大家不要再来了。', '“', '”', '"', "'",
              '\n', '\n\n', '<b>', '&amp;', 'The dam stays. ', 'fl owers ', '\u202e', '\u202c',
              'caf\ufffd ', 'P\u0430yment ', '()',
              ' -high', ' , ', 'farmersâ€™ ', '“”', '\x01', '\r\n', '...', 'and then then then ',
              '（']
    choose = random.Random(6)
    for number in range(30):
        article = ''.join(choose.choices(pieces, k=choose.randint(1, 60)))
        write(os.path.join(folder, 'a.txt'), article)
        for options in ['-r', 'none'], ['-r', 'default']:
            text, page = page_of(tool, *options, 'a.txt', where=folder)
            try:
                if page.rows:
                    check_safe(text, page)
                    check_article(tool, page, 'a.txt', options, folder)
            except Failure as failure:
                raise Failure(f'{number}, {options}: {article!r}: {failure}') from failure


def test_records(tool, _root, folder):
    """The same page for each number of jobs; ids stay unique; what has no flags is left out."""
    lines = [json.dumps({'title': f'The the mill {i % 7}',
                         'text': HOSTILE if i % 3 else 'It rains.'})
             for i in range(90)]
    write(os.path.join(folder, 'd.jsonl'), '\n'.join(lines))
    fields = '--field', 'title', '--field', 'text'
    pages = [tool.run('--format', 'html', '-j', jobs, *fields, 'd.jsonl', 'd.jsonl', where=folder)
             for jobs in ('1', '2', '7')]
    want(pages[0] == pages[1] == pages[2], 'the pages differ')
    text = pages[0].decode('utf-8')
    check_safe(text, Page(text))
    want(text.count('<article') == 2 * (90 + 60), 'articles are missing')
    write(os.path.join(folder, 'b.txt'), 'It rains.\n')
    want(tool.text_of('--format', 'html', 'b.txt', where=folder).count('<article') == 0,
         'an article without flags is there')
    write(os.path.join(folder, 'c.txt'),
          'The the mill\n\nThe mill burned burned down.\n\n- END -\n\nMore from the the mill ...\n')
    body = tool.text_of('--format', 'html', '--body', 'c.txt', where=folder)
    want('burned burned' in body and 'More from' not in body, '--body shows something else')


def test_original(tool, _root, folder):
    write(os.path.join(folder, 'a.txt'),
          '市长何秋白表示，this is a major step forward for all of us。\n')
    write(os.path.join(folder, 'o.txt'), 'He <said> this is a major step forward for all of us.\n')
    text = tool.text_of('-t', 'zh', '--format', 'html', '--original', 'o.txt', 'a.txt',
                        where=folder)
    want('<b>Original</b> <bdi>He &lt;said&gt; this is' in text, 'the original is not there')


def test_many(tool, _root, folder):
    write(os.path.join(folder, 'a.txt'),
          ''.join(f'The mill number {i} stands at at the dam.\n\n' for i in range(10000)))
    text = tool.text_of('--format', 'html', 'a.txt', where=folder)
    want(text.count(' data-row="') == text.count('<mark class="f-text sure3" data-flag="') == 10000,
         'flags are missing')
    print(f'# {len(text) / 10000:.0f} bytes a flag')


# ---- The script, as far as it can be run without a browser.

def run_cells(root, strings, cells):
    """What the script makes of strings, and of cells."""
    script = read(os.path.join(root, 'tools', 'review_page.js')).decode('utf-8')
    part = script[script.index('// ---- Cells'):script.index('// ---- Flags')]
    program = part + '''
      const [strings, cells] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
      console.log(JSON.stringify([strings.map(toCell), cells.map(fromCell)]));'''
    done = subprocess.run(['node', '-e', program], input=json.dumps([strings, cells]).encode(),
                          capture_output=True, check=False)
    want(done.returncode == 0, done.stderr.decode())
    return json.loads(done.stdout)


def test_cells(tool, root, folder):
    """The cells that the script reads and writes are those of the command."""
    checked = subprocess.run(['node', '--check', os.path.join(root, 'tools', 'review_page.js')],
                             capture_output=True, check=False)
    want(checked.returncode == 0, checked.stderr.decode())
    write(os.path.join(folder, 'a.txt'), HOSTILE + '\n' + MARKUP)
    record = json.loads(tool.run('--format', 'jsonl', '-r', 'none', 'a.txt', where=folder))
    names, rows = rows_of(tool.text_of('--format', 'tsv', '-r', 'none', 'a.txt', where=folder))
    found = [dict(zip(names, row)) for row in rows]
    _, read_back = run_cells(root, [], [cells['text'] for cells in found])
    want(sorted(read_back) == sorted(flag['text'] for flag in record['flags']),
         'the script reads a cell otherwise')
    choose = random.Random(3)
    count = 300
    write(os.path.join(folder, 'b.txt'),
          ''.join(f'Mill {i} stands at at the dam.\n\n' for i in range(count)))
    strings = ['X' + ''.join(choose.choices('ab =+-@"\'\\\tnt{}u41＝＋－＠', k=9)) + 'Y'
               for _ in range(count // 2)]
    strings += [text[1:-1].strip() or 'x' for text in strings]
    written, _ = run_cells(root, strings, [])
    names, rows = rows_of(tool.text_of('--format', 'tsv', '-r', 'none', 'b.txt', where=folder))
    place = names.index('correction')
    for row, cell in zip(rows, written):
        row[place] = cell
    write(os.path.join(folder, 'r.tsv'), '\n'.join('\t'.join(row) for row in [names] + rows) + '\n')
    out = tool.text_of('apply', '-r', 'none', '-q', 'b.txt', 'r.tsv', where=folder)
    wanted = ''.join(f'Mill {i} stands {text} the dam.\n\n' for i, text in enumerate(strings))
    for ours, theirs in zip(out.split('\n\n'), wanted.split('\n\n')):
        want(ours == theirs, f'apply reads {ours!r} where {theirs!r} was written')
    want(out == wanted, 'apply reads what the script writes otherwise')


def main(arguments):
    root, tool = arguments[0], Tool(arguments[1])
    tests = [('it allows its own style and script only', test_policy, ())]
    tests += [(f'an article: {os.path.basename(seed)}', test_seed, (seed,))
              for seed in arguments[2:]]
    tests += [('articles that mean harm', test_hostile, ()),
              ('marks that cross', test_mixtures, ()),
              ('records', test_records, ()), ('the original', test_original, ()),
              ('10,000 flags', test_many, ()),
              ('cells of the script', test_cells if shutil.which('node') else None, ())]
    print(f'1..{len(tests)}')
    failed = 0
    for number, (title, test, more) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                if test:
                    test(tool, root, folder, *more)
                skip = '' if test else ' # SKIP node is missing'
                print(f'ok {number} - {title}{skip}', flush=True)
            except (Failure, subprocess.TimeoutExpired) as failure:
                failed += 1
                print(f'not ok {number} - {title}')
                for line in str(failure).split('\n')[:40]:
                    print(f'# {line}', flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main(sys.argv[1:]))
