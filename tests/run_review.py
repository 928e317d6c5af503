#!/usr/bin/env python3
"""Round trips of review: run_review.py TEXTCLEAN SEED... prints TAP.

Each article is exported, as a text and as records, what was left in another language is corrected
as a reviewer would, and applied: the flag is gone, every other byte is as before, a second run
changes nothing. Then articles that mean harm: in every format nothing of them gets loose, and
nothing is lost. The standard library of Python 3.11 is all that is needed."""
import csv
import difflib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

SPACE = {'x': 'urn:oasis:names:tc:xliff:document:1.2'}
ENGLISH = ('measures, and thought about how a group of schools is run, and wrote it all down')
# Cells that a spreadsheet would read as a formula.
FORMULA = re.compile('[=+\\-@＝＋－＠]')


class Failure(Exception):
    """Says what is wrong."""


def want(is_so, what):
    if not is_so:
        raise Failure(what)


class Tool:
    def __init__(self, program):
        self.program = os.path.abspath(program)

    def run(self, *arguments, status=0, where=None):
        done = subprocess.run([self.program, *arguments], capture_output=True, cwd=where,
                              timeout=300, check=False)
        want(done.returncode == status,
             f'{" ".join(arguments)}: status {done.returncode}\n{done.stderr.decode()}')
        return done.stdout

    def text_of(self, *arguments, **options):
        return self.run(*arguments, **options).decode('utf-8')


def write(path, data):
    with open(path, 'wb') as file:
        file.write(data if isinstance(data, bytes) else data.encode('utf-8'))


def read(path):
    with open(path, 'rb') as file:
        return file.read()


# ---- What a reviewer does.

def rows_of(table):
    lines = [line.split('\t') for line in table.rstrip('\n').split('\n')]
    return lines[0], lines[1:]


def review_table(table, correct):
    """`correct` gets a row as a dict, and returns (correction, verdict)."""
    names, rows = rows_of(table)
    out = ['\t'.join(names)]
    for row in rows:
        cells = dict(zip(names, row))
        cells['correction'], cells['verdict'] = correct(cells)
        out.append('\t'.join(cells[name] for name in names))
    return '\n'.join(out) + '\n'


def correct_untranslated(cells):
    return (ENGLISH, '') if cells['kind'] == 'untranslated' else ('', '')


def review_xliff(text):
    """In each target what is marked as untranslated is replaced."""
    def one(match):
        return match[1] + re.sub(r'<mrk mtype="x-untranslated"[^>]*>.*?</mrk>', ENGLISH, match[2],
                                 flags=re.S) + '</target>'
    return re.sub(r'(<target[^>]*>)(.*?)</target>', one, text, flags=re.S)


def review_as_spreadsheet(table):
    """As LibreOffice and Excel write it: cells with quotes in them quoted, CR LF, a mark."""
    names, rows = rows_of(table)
    out = io.StringIO()
    writer = csv.writer(out, delimiter='\t', lineterminator='\r\n')
    for row in [names] + rows:
        writer.writerow(row)
    return '\ufeff' + out.getvalue()


# ---- Round trips.

def one_change(before, after):
    """The bytes that differ, from the first to the last."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    behind = 0
    while (behind < min(len(before), len(after)) - start
           and before[-1 - behind] == after[-1 - behind]):
        behind += 1
    return before[start:len(before) - behind], after[start:len(after) - behind]


def check_round_trip(tool, folder, article, review, options, base):
    """`base`: what the article would be without the correction."""
    out = tool.run('apply', '-q', *options, article, review, where=folder)
    name = 'out.jsonl' if article.endswith('.jsonl') else 'out.txt'
    write(os.path.join(folder, name), out)
    tool.run('--check', name, where=folder)  # status 0: no untranslated flag is left
    old, new = one_change(base, out)
    want(b'measures, and thought' in new, 'the correction is not there')
    count = out.count(b'measures, and thought')
    if count == 1:
        want(len(new) <= len(ENGLISH) + 8, f'more has changed than the correction: {new!r}')
        want('举措'.encode() in old or b'\\u4e3e' in old, f'something else has changed: {old!r}')
    again = tool.run('apply', '-q', *options, name, review, where=folder)
    want(again == out, 'a second run changes something')
    return out


def test_text(tool, folder, seed):
    write(os.path.join(folder, 'a.txt'), read(seed))
    table = tool.text_of('--format', 'tsv', 'a.txt', where=folder)
    reviewed = review_table(table, correct_untranslated)
    write(os.path.join(folder, 'r.tsv'), reviewed)
    write(os.path.join(folder, 'sheet.tsv'), review_as_spreadsheet(reviewed))
    write(os.path.join(folder, 'wide.tsv'), review_as_spreadsheet(reviewed).encode('utf-16-le'))
    units = tool.text_of('--format', 'xliff', 'a.txt', where=folder)
    write(os.path.join(folder, 'r.xlf'), review_xliff(units))
    cleaned = tool.run('-q', 'a.txt', where=folder)
    for options, base in ((), cleaned), (('--raw',), read(seed)):
        outs = {check_round_trip(tool, folder, 'a.txt', name, options, base)
                for name in ('r.tsv', 'sheet.tsv', 'wide.tsv', 'r.xlf')}
        want(len(outs) == 1, 'the formats differ in what they give')
    diff = tool.text_of('apply', '--diff', '--raw', '-q', 'a.txt', 'r.tsv', where=folder)
    changed = [line for line in diff.split('\n')[2:] if line[:1] in '+-' and line]
    want(len(changed) == 2, f'the difference has {len(changed)} lines')


def test_records(tool, folder, seed):
    text = read(seed).decode('utf-8')
    lines = ['{"id":1,"n":1.10,"text":"The mill stands.\\u002e"}',
             json.dumps({'id': 'x', 'text': text, 'z': [1, {'a': None}]}),
             '', '{"id":"y" ,"text":' + json.dumps(text + 'The end.', ensure_ascii=False) + '}']
    write(os.path.join(folder, 'd.jsonl'), '\n'.join(lines))
    for kind in 'tsv', 'xliff':
        given = tool.text_of('--format', kind, 'd.jsonl', where=folder)
        reviewed = (review_table(given, correct_untranslated) if kind == 'tsv'
                    else review_xliff(given))
        write(os.path.join(folder, 'r.' + kind), reviewed)
    cleaned = tool.run('-q', 'd.jsonl', where=folder)
    for options, base in ((), cleaned), (('--raw',), '\n'.join(lines).encode()):
        outs = [check_round_trip(tool, folder, 'd.jsonl', 'r.' + kind, options, base)
                for kind in ('tsv', 'xliff')]
        want(outs[0] == outs[1], 'the formats differ in what they give')
        ours, theirs = outs[0].split(b'\n'), base.split(b'\n')
        for number in 1, 3:  # each record has one change
            old, new = one_change(theirs[number], ours[number])
            want(len(new) <= len(ENGLISH) + 8, f'line {number}: {new!r}')
        want(ours[0] == theirs[0] and ours[2] == theirs[2], 'a line without correction changed')
    moved = b'{"id":"new","text":"One more."}\n' + '\n'.join(lines).encode()
    write(os.path.join(folder, 'd.jsonl'), moved)
    out = tool.run('apply', '-q', '--raw', 'd.jsonl', 'r.tsv', where=folder)
    want(out == moved.split(b'\n')[0] + b'\n' + outs[0], 'moved records are not found')


def test_moved(tool, folder, seed):
    """Somebody put a line in front, and somebody else rewrote the sentence."""
    write(os.path.join(folder, 'a.txt'), read(seed))
    table = tool.text_of('--format', 'tsv', 'a.txt', where=folder)
    write(os.path.join(folder, 'r.tsv'), review_table(table, correct_untranslated))
    write(os.path.join(folder, 'a.txt'), b'A new first line.\n\n' + read(seed))
    tool.run('apply', '-q', '--in-place', '--raw', 'a.txt', 'r.tsv', where=folder)
    tool.run('--check', 'a.txt', where=folder)
    rewritten = read(seed).replace('紧紧围绕'.encode(), '只围绕'.encode())
    write(os.path.join(folder, 'a.txt'), rewritten)
    tool.run('apply', '--in-place', 'a.txt', 'r.tsv', status=1, where=folder)
    want(read(os.path.join(folder, 'a.txt')) == tool.run('a.txt', '-q', where=folder)
         or read(os.path.join(folder, 'a.txt')) == rewritten, 'a conflict changed the article')


def test_accepted(tool, folder, seed):
    """All flags called no error: none is left."""
    write(os.path.join(folder, 'a.txt'), read(seed))
    table = tool.text_of('--format', 'tsv', 'a.txt', where=folder)
    write(os.path.join(folder, 'r.tsv'), review_table(table, lambda cells: ('', 'Not-an-error')))
    tool.run('apply', '-q', '--accepted', 'ok', 'a.txt', 'r.tsv', where=folder)
    tool.run('--check=all', '--accepted', 'ok', 'a.txt', where=folder)
    before = read(os.path.join(folder, 'ok'))
    tool.run('apply', '-q', '--accepted', 'ok', 'a.txt', 'r.tsv', where=folder)
    want(read(os.path.join(folder, 'ok')) == before, 'lines are kept twice')


# ---- Articles that mean harm.

HOSTILE = (
    'The "=cmd|\' /C calc\'!A0 stands <script>alert(1)</script> '
    'at 河西镇的磨坊已经关闭，请大家不要再来了。 Go.\n'
    '\n=HYPERLINK("http://mill.example") and the the mill "burned\n'
    '\n＝SUM(1) <img src=x onerror="alert(1)">">]]>&amp;&lt; '
    'and \x1b[31mred\x1b]0;x\x07 ends ends\n'
    '\nPay \u202e004\u202c now and \u2066hide\u2069 it, it, \ufffe \uffff \x01\x02 at\tthe\ttab.\n'
    "\n' and '' and \\n and \\\\ and \\u{41} and \" stand alone.\n"
    '\n@mill +1 -1 “no end and </source></target><target> here.\n')


def test_hostile(tool, folder):
    path = os.path.join(folder, '=cmd\x1b[31m<b>"&.txt')
    write(path, HOSTILE)
    name = os.path.basename(path)
    for rules in 'default', 'none':
        record = json.loads(tool.run('--format', 'jsonl', '-r', rules, name, where=folder))
        table = tool.text_of('--format', 'tsv', '-r', rules, name, where=folder)
        names, rows = rows_of(table)
        want(len(rows) == len(record['flags']) > 5, 'rows and flags differ')
        for row in rows:
            want(len(row) == len(names), f'a row has {len(row)} cells')
            for cell in row:
                want(not FORMULA.match(cell), f'a cell is a formula: {cell!r}')
                want(not re.search('[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]', cell),
                     f'a control is loose: {cell!r}')
        units = tool.text_of('--format', 'xliff', '-r', rules, name, where=folder)
        root = ElementTree.fromstring(units)
        texts = []
        for unit in root.iterfind('.//x:trans-unit', SPACE):
            shown = unit.find('x:source', SPACE)
            texts.append(''.join(piece_texts(shown)))
            want(''.join(piece_texts(unit.find('x:target', SPACE))) == texts[-1],
                 'source and target differ')
        spans = [record['text'][slice(*sentence['span'])] for sentence in record['sentences']]
        want(texts == spans, 'a sentence is not as it was')
        flags = tool.text_of('--format', 'flags', '-r', rules, name, where=folder)
        want('\x1b' not in flags and '\u202e' not in flags, 'flags have controls')
        for kind, text in ('tsv', table), ('xlf', units):
            write(os.path.join(folder, 'r.' + kind), text)
            out = tool.run('apply', '-q', '-r', rules, name, 'r.' + kind, where=folder)
            want(out.decode('utf-8') == record['text'], f'{kind}: no correction, yet a change')


def piece_texts(element):
    """The text of a unit; placeholders as their characters."""
    yield element.text or ''
    for child in element:
        ctype = child.get('ctype', '')
        if ctype.startswith('x-textclean-u'):
            yield chr(int(ctype[13:], 16))
        yield from piece_texts(child)
        yield child.tail or ''


def test_doctype(tool, folder):
    write(os.path.join(folder, 'a.txt'), 'The mill.\n')
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
    for harm in laughs + head + '&b;</xliff>', head + '<g>' * 100000, head + '<file', '<html/>', \
            head.replace('1.2', '2.0') + '</xliff>', '\x00' * 100, '<' * 100000:
        write(os.path.join(folder, 'r.xlf'), harm)
        tool.run('apply', 'a.txt', 'r.xlf', status=2, where=folder)


def test_empty_id(tool, folder):
    """A row whose cell of the id is empty, or is not there at all."""
    write(os.path.join(folder, 'a.txt'), 'The mill.\n')
    for table in ('file\tid\tverdict\na.txt\t\tfixed\n', 'file\tid\tverdict\na.txt\n',
                  'file\tverdict\tid\na.txt\tfixed', 'id\tfile\n\ta.txt'):
        for encoding in 'utf-8', 'utf-16-be':
            data = ('\ufeff' + table).encode(encoding)
            write(os.path.join(folder, 'r.tsv'), data)
            tool.run('apply', 'a.txt', 'r.tsv', status=2, where=folder)


def test_many(tool, folder):
    """10,000 flags, all corrected; then all moved; then all there already."""
    text = ''.join(f'The mill number {i} stands at at the dam.\n\n' for i in range(10000))
    write(os.path.join(folder, 'a.txt'), text)
    began = time.monotonic()
    table = tool.text_of('--format', 'tsv', 'a.txt', where=folder)
    reviewed = review_table(table, lambda cells: ('at', '') if cells['kind'] == 'repeated-word'
                            else ('', ''))
    want(reviewed.count('\tat\t\t') == 10000, 'flags are missing')
    write(os.path.join(folder, 'r.tsv'), reviewed)
    wanted = text.replace('at at', 'at')
    out = tool.text_of('apply', '-q', '--raw', 'a.txt', 'r.tsv', where=folder)
    want(out == wanted, 'not all is corrected')
    write(os.path.join(folder, 'a.txt'), 'A line in front.\n\n' + text)
    out = tool.text_of('apply', '-q', '--raw', 'a.txt', 'r.tsv', where=folder)
    want(out == 'A line in front.\n\n' + wanted, 'what moved is not corrected')
    write(os.path.join(folder, 'a.txt'), out)
    want(tool.text_of('apply', '-q', '--raw', 'a.txt', 'r.tsv', where=folder) == out,
         'what is there already changes')
    tool.text_of('--format', 'xliff', 'a.txt', where=folder)
    print(f'# {time.monotonic() - began:.1f} s')


def test_diff(tool, folder):
    """`patch` would make of the article what apply writes: here by the rules of unified diffs."""
    text = ''.join(f'line {i} of of the mill.\n' for i in range(60)) + 'The end end'
    write(os.path.join(folder, 'a.txt'), text)
    table = tool.text_of('--format', 'tsv', 'a.txt', where=folder)
    number = iter(range(10 ** 6))
    write(os.path.join(folder, 'r.tsv'),
          review_table(table, lambda cells: ('of', '') if next(number) % 9 == 0 else ('', '')))
    out = tool.text_of('apply', '-q', '--raw', 'a.txt', 'r.tsv', where=folder)
    ours = tool.text_of('apply', '-q', '--raw', '--diff', 'a.txt', 'r.tsv', where=folder)
    theirs = ''.join(difflib.unified_diff(text.splitlines(True), out.splitlines(True),
                                          'a.txt', 'a.txt'))
    theirs = re.sub(r'(?m)^([-+ ].*[^\n])\Z', r'\1\n\\ No newline at end of file\n', theirs)
    want(ours == theirs, f'{ours}\ninstead of\n{theirs}')


def main(arguments):
    tool = Tool(arguments[0])
    tests = [(f'{title}: {os.path.basename(seed)}', test, (seed,))
             for seed in arguments[1:]
             for title, test in (('a text', test_text), ('records', test_records),
                                 ('moved and rewritten', test_moved),
                                 ('no errors', test_accepted))]
    tests += [('an article that means harm', test_hostile, ()),
              ('a review that means harm', test_doctype, ()),
              ('10,000 flags', test_many, ()), ('the difference', test_diff, ())]
    print(f'1..{len(tests)}')
    failed = 0
    for number, (title, test, more) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(tool, folder, *more)
                print(f'ok {number} - {title}', flush=True)
            except (Failure, subprocess.TimeoutExpired) as failure:
                failed += 1
                print(f'not ok {number} - {title}')
                for line in str(failure).split('\n')[:40]:
                    print(f'# {line}', flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main(sys.argv[1:]))
