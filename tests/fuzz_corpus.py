#!/usr/bin/env python3
"""The seeds and the dictionaries of the fuzz targets.

    fuzz_corpus.py DIRECTORY              makes them
    fuzz_corpus.py --pack FOLDER NAME     keeps the files of a folder in corpus/NAME.txt
    fuzz_corpus.py --replay PROGRAM NAME  tries what is kept there: exit 1 if something is broken

For each target NAME it writes corpus-NAME in DIRECTORY, a file a seed, and NAME.dict in
libFuzzer's format: from the spec examples, the pieces of the random mixtures, the cases of the
JSON tests, the table of options; packed files and texts in other encodings made here; and what
is kept in corpus/ (tools/fuzz.sh --keep): of the inputs that fuzzing made of these seeds, and that
together reach all code it reached, the shortest ones, a line of base64 each."""
import base64
import bz2
import glob
import gzip
import io
import lzma
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile

from mixtures import BYTES, PIECES
from run_spec import parse

HERE = os.path.dirname(os.path.abspath(__file__))


def quote(piece):
    """A dictionary entry: what is no plain ASCII in hex."""
    return '"' + ''.join(chr(b) if 0x20 <= b < 0x7F and b not in b'"\\' else f'\\x{b:02X}'
                         for b in piece) + '"'


def write_dictionary(path, pieces):
    with open(path, 'w', encoding='ascii') as file:
        file.writelines(quote(piece) + '\n' for piece in sorted(pieces))


def archives(text):
    """The text in a tar and in a zip file, both as bytes."""
    tar, zipped = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=tar, mode='w') as archive:
        info = tarfile.TarInfo('2022/a.txt')
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text))
    for method in zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED:
        with zipfile.ZipFile(zipped, 'a', method) as archive:
            archive.writestr(f'{method}.txt', text)
    return tar.getvalue(), zipped.getvalue()


def files():
    """(encoding by its number in fuzz_inputs.c, bytes)"""
    text = '磨坊重新开放。The mill opened.\n河西镇\t水坝\n'
    plain = text.encode()
    tar, zipped = archives(plain)
    for packed in (plain, gzip.compress(plain) * 2, bz2.compress(plain), lzma.compress(plain) * 2,
                   tar, zipped, gzip.compress(tar), lzma.compress(tar), gzip.compress(b'')):
        yield 0, packed
        yield 1, packed
    for number, name in ((2, 'gb18030'), (3, 'gbk'), (4, 'big5'), (5, 'utf-16'), (6, 'utf-16-le'),
                         (7, 'utf-32'), (8, 'shift_jis'), (10, 'hz'), (11, 'iso2022_jp')):
        yield number, text.encode(name, 'ignore')
        yield 1, text.encode(name, 'ignore')


INPUT_WORDS = (b'\x1f\x8b\x08', b'BZh91AY&SY', b'\xfd7zXZ\0', b'\x28\xb5\x2f\xfd', b'PK\x03\x04',
               b'PK\x01\x02', b'PK\x05\x06', b'ustar\x0000', b'\xff\xfe', b'\xfe\xff',
               b'\xef\xbb\xbf', b'~{', b'\x1b$A', b'\t', b'\r\n')
ID = b'a0123456789ab.p1.s1.b0-9.0123456789ab'
REVIEW_PIECES = (ID, b'<trans-unit id="', b'<source>', b'</source>', b'<target>', b'</target>',
                 b'</trans-unit>', b'<mrk mtype="x-untranslated">', b'</mrk>', b'<!DOCTYPE',
                 b'<x id="c1" ctype="x-textclean-u0001"/>', b'translate="no"', b'not-an-error',
                 b'term', b'delete', b'\\u{202E}', b'&#13;', b'""', b'\t', b'\r\n', b'\xff\xfe')


def reviews():
    """The first byte chooses what the rest is for: see fuzz_review.c."""
    unit = (b'<trans-unit id="' + ID + b'" xml:space="preserve"><source>The <mrk mtype="x-a">mill'
            b'</mrk><x id="c1" ctype="x-textclean-u0001"/></source><target>A mill</target>'
            b'<note>n</note></trans-unit>')
    yield (b'\0<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
           b'<file original="a"><body><group>' + unit + b'</group></body></file></xliff>')
    table = (b'file\tid\tkind\tbefore\ttext\tafter\tcorrection\tverdict\n'
             b'a\t' + ID + b'\tfragment\tThe \tmill\t burned\t"a ""dam"""\t\n')
    yield b'\0' + table
    yield b'\0\xff\xfe' + table.decode().encode('utf-16-le')
    for number in range(1, 6):
        yield bytes([number]) + '磨坊，=a\\n "The mill". The dam，大坝 high -quality'.encode()


APPLY_WORDS = (b'\0', b'the group.', b'strength.', b'at at', b'\xe7\xa3\xa8\xe5\x9d\x8a', b' ,',
               b'\n', b'\xe3\x80\x82', b'&amp;', b'\xe2\x80\xae', b'high -quality')


def applied():
    """The way, where the article changes, the article, what is put in there, corrections: see
    fuzz_apply.c."""
    text = 'They share the group. strength. They met.\n磨坊昨天失火了, at at the dam。'.encode()
    for way in range(0, 32, 3):
        yield b'\0'.join((bytes([way, 100]) + text, b'', b'\x00\x01\x00the group and',
                          b'\x01\x01\x00A mill', b'\x02\x90\x09x', b'\x0e\x01\x03',
                          b'\x0f\x02\x03'))
        yield b'\0'.join((bytes([way, 40]) + text, b'A new one. ', b'\x00\x03\x00the dam!',
                          b'\x01\x00\x00A mill.'))


MARKUP_PIECES = tuple(piece.encode() for piece in (
    '<p>', '</p>', '<b>', '</b>', '<br>', '<img src="', '">', '<code>', '</code>', '<pre>',
    '</pre>', '<script>', '</script>', '<!--', '-->', '<![CDATA[', '<svg/>', '<td>', '&nbsp;',
    '&amp;', '&lt;', '&#10;', '**', '~~', '``', '](', '![', '][', ']: ', '\n> ', '\n- ', '\n1. ',
    '\n    ', '```\n', '\n---\n', '\n===\n', '|-|\n', '  \n', '\\\n', '[^1]', ' ,', '，', '。\n',
    '（', '\u200b'))


def marked_up():
    """The first byte chooses markup, rules and target: see fuzz_markup.c. It is odd for HTML."""
    html = ('<!DOCTYPE html><title>A ,b</title><p class=" ,">The <b>mill</b> burned ,<i>he</i>'
            ' said.<br>\n今天<b>,</b>他说:<code>a ,b</code>走吧!&nbsp; AT&amp;T &lt;b&gt;'
            ' <img alt=" ,"> , ok<script>if (a<b) c</script><!-- a ,b --><ul><li>河西镇\n大坝</ul>')
    text = ('---\na: b\n---\n# A high -quality ,mill #\n\nThe **mill** burned ,he said  \n'
            '> 今天,他说:走吧!\n\n- [x] *a* ,b `c ,d` [link ,e](http://a.b "c") ![d](e)\n1. x\n\n'
            '```\na ,b\n```\n\n    code\n\n| a ,b | c |\n|---|---|\n| d ,e | f |\n\nTitle\n=====\n'
            '[a]: /b\n<div>\nx ,y\n</div>\n[^1]: n')
    for number in range(0, 36, 2):
        yield bytes([number]) + text.encode()
        yield bytes([number + 1]) + html.encode()


def c_strings(name, macro):
    """The literals in rows `macro("...")` of a file of this directory, as bytes."""
    with open(os.path.join(HERE, name), encoding='utf-8') as file:
        rows = re.findall(macro + r'\(((?:\s*"(?:[^"\\]|\\.)*")+)\)', file.read())
    for row in rows:
        text = ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', row))
        yield text.encode('utf-8').decode('unicode_escape').encode('latin-1')


def option_names():
    with open(os.path.join(HERE, '..', 'tools', 'options.def'), encoding='utf-8') as file:
        return re.findall(r'^OPTION\(\w+, [^,]+, "([^"]+)"', file.read(), re.M)


def examples():
    return [example for path in sorted(glob.glob(os.path.join(HERE, 'spec', '*.txt')))
            for example in parse(path)]


def marked(texts):
    """A first byte before each, which differs."""
    return [bytes([number % 256]) + text for number, text in enumerate(texts)]


STYLE_WORDS = (b'rules: ', b'term: ', b'term zh: ', b'term en: ', b'abbreviation: ', b'honorific: ',
               b'label: ', b'end: ', b'related: ', b'notice: ', b'# ', b'all', b'none', b'+dash',
               b'-space', b'Hx.', b'\0')
JSON_WORDS = (b'"text":', b'"a":', b'"id":', b'"b":', b'true', b'false', b'null', b'\\u',
              b'\\ud83d', b'\\ude00', b'-0',
              b'1e5', b'{"', b'":', b'[[', b'{}', b'""', b'\\\\', b'\\"')
OPTION_WORDS = (b'text', b'jsonl', b'sentences', b'xliff', b'lines', b'auto', b'3/16', b'64M',
                b'codepoints', b'apply', b'-fold-width,+dash', b'GB18030', b'--', b'-', b'/a/b',
                b'untranslated', b'0.5', b'\0')


def targets():
    """name: (seeds, pieces of the dictionary)"""
    sources = [example.source for example in examples()]
    pieces = {piece.encode('utf-8') for kind in PIECES.values() for piece in kind} | set(BYTES)
    json_texts = [text for macro in ('GOOD', 'BAD') for text in c_strings('json_cases.inc', macro)]
    names = option_names()
    return {
        'clean': (marked(sources), pieces),
        'text': (marked(sources[::4]), {piece for piece in pieces if len(piece) > 1}),
        'style': ([b'term: mill\nlabel: \xe9\x87\x87\xe7\xbc\x96\nrules: -dash\n\0' + source
                   for source in sources[::8]], set(STYLE_WORDS)),
        'edits': ([bytes(range(seed, seed + 60)) for seed in range(0, 190, 10)], set()),
        'json': (marked(json_texts) + [b'\0{"text":' + text + b',"id":1}' for text in json_texts],
                 set(JSON_WORDS)),
        'cells': (marked([b'a\tb\\tc\t\\\\\n', b'=1+1\t"a ""b"""', b'\'+x\\', b'\t\t']),
                  {b'\t', b'\\t', b'\\n', b'\\\\', b'""', b"'=", b'\\u{202E}', b'\xef\xbc\x9d'}),
        'options': ([f'--{name}={value}\0a.txt\0'.encode()
                     for name in names for value in ('', '1', 'text')],
                    {f'--{name}'.encode() for name in names} | set(OPTION_WORDS)),
        'inputs': ([bytes([encoding]) + data for encoding, data in files()], set(INPUT_WORDS)),
        'review': (list(reviews()), set(REVIEW_PIECES)),
        'apply': (list(applied()), set(APPLY_WORDS)),
        'markup': (list(marked_up()), set(MARKUP_PIECES)),
    }


MOST_KEPT = 20000  # bytes of a target; longer inputs are left out first


def kept_file(name):
    return os.path.join(HERE, 'corpus', name + '.txt')


def kept(name):
    if not os.path.exists(kept_file(name)):
        return []
    with open(kept_file(name), 'rb') as file:
        return [base64.b64decode(line, validate=True) for line in file.read().split()]


def pack(folder, name):
    inputs = []
    for path in glob.glob(os.path.join(folder, '*')):
        with open(path, 'rb') as file:
            inputs.append(file.read())
    size = 0
    os.makedirs(os.path.dirname(kept_file(name)), exist_ok=True)
    with open(kept_file(name), 'wb') as file:
        for one in sorted(filter(None, inputs), key=lambda data: (len(data), data)):
            size += len(one)
            if size > MOST_KEPT:
                break
            file.write(base64.b64encode(one) + b'\n')


def write_files(folder, inputs, prefix=''):
    """The paths of the files, one an input."""
    os.makedirs(folder, exist_ok=True)
    paths = [os.path.join(folder, f'{prefix}{number:04}') for number in range(len(inputs))]
    for path, data in zip(paths, inputs):
        with open(path, 'wb') as file:
            file.write(data)
    return paths


def replay(program, name):
    with tempfile.TemporaryDirectory() as folder:
        paths = write_files(folder, kept(name))
        print(f'{len(paths)} inputs')
        return subprocess.run([program, *paths], check=False).returncode if paths else 2


def make(folder):
    for name, (seeds, pieces) in targets().items():
        corpus = os.path.join(folder, 'corpus-' + name)
        write_files(corpus, seeds)
        write_files(corpus, kept(name), 'kept-')
        write_dictionary(os.path.join(folder, name + '.dict'), pieces)


def main(words):
    if len(words) == 3 and words[0] == '--pack':
        return pack(*words[1:])
    if len(words) == 3 and words[0] == '--replay':
        return replay(*words[1:])
    return make(words[0]) if len(words) == 1 else __doc__


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
