#!/usr/bin/env python3
"""The seeds and the dictionaries of the fuzz targets: fuzz_corpus.py DIRECTORY

For fuzz_clean, from the spec examples and the pieces of the random mixtures: corpus-clean in
DIRECTORY, a file an example (its first byte, which chooses target and rules, differs), and
clean.dict in libFuzzer's format. For fuzz_inputs, whose first byte chooses the encoding,
packed files and texts in other encodings: corpus-inputs and inputs.dict."""
import bz2
import glob
import gzip
import io
import lzma
import os
import sys
import tarfile
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


def main():
    folder = sys.argv[1]
    for name in 'clean', 'inputs':
        os.makedirs(os.path.join(folder, 'corpus-' + name), exist_ok=True)
    seeds = []
    for path in sorted(glob.glob(os.path.join(HERE, 'spec', '*.txt'))):
        seeds += [example.source for example in parse(path)]
    for number, seed in enumerate(seeds):
        with open(os.path.join(folder, 'corpus-clean', f'{number:04}'), 'wb') as file:
            file.write(bytes([number % 256]) + seed)
    for number, (encoding, data) in enumerate(files()):
        with open(os.path.join(folder, 'corpus-inputs', f'{number:04}'), 'wb') as file:
            file.write(bytes([encoding]) + data)
    write_dictionary(os.path.join(folder, 'clean.dict'),
                     {piece.encode('utf-8') for kind in PIECES.values() for piece in kind} |
                     set(BYTES))
    write_dictionary(os.path.join(folder, 'inputs.dict'),
                     {b'\x1f\x8b\x08', b'BZh91AY&SY', b'\xfd7zXZ\0', b'\x28\xb5\x2f\xfd',
                      b'PK\x03\x04', b'PK\x01\x02', b'PK\x05\x06', b'ustar\x0000', b'\xff\xfe',
                      b'\xfe\xff',
                      b'\xef\xbb\xbf', b'~{', b'\x1b$A', b'\t', b'\r\n'})


if __name__ == '__main__':
    main()
