#!/usr/bin/env python3
"""The seeds and the dictionary of the fuzz target, made from the spec examples and from the
pieces of the random mixtures: fuzz_corpus.py DIRECTORY

Writes DIRECTORY/corpus, a file an example (its first byte, which chooses target and rules,
differs), and DIRECTORY/pieces.dict in libFuzzer's format."""
import glob
import os
import sys

from mixtures import BYTES, PIECES
from run_spec import parse

HERE = os.path.dirname(os.path.abspath(__file__))


def quote(piece):
    """A dictionary entry: what is no plain ASCII in hex."""
    return '"' + ''.join(chr(b) if 0x20 <= b < 0x7F and b not in b'"\\' else f'\\x{b:02X}'
                         for b in piece) + '"'


def main():
    folder = sys.argv[1]
    os.makedirs(os.path.join(folder, 'corpus'), exist_ok=True)
    number = 0
    for path in sorted(glob.glob(os.path.join(HERE, 'spec', '*.txt'))):
        for example in parse(path):
            name = os.path.join(folder, 'corpus', f'{number:04}')
            with open(name, 'wb') as file:
                file.write(bytes([number % 256]) + example.source)
            number += 1
    pieces = {piece.encode('utf-8') for kind in PIECES.values() for piece in kind} | set(BYTES)
    with open(os.path.join(folder, 'pieces.dict'), 'w', encoding='ascii') as file:
        file.writelines(quote(piece) + '\n' for piece in sorted(pieces))


if __name__ == '__main__':
    main()
