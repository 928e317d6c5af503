#!/usr/bin/env python3
"""JSON lines against Python's json module: check_json.py PROGRAM [COUNT [SEED]] prints TAP.

COUNT (20000) random lines, many of them broken, are cleaned in one run:
  1. the command takes a line for JSON just if Python does
  2. a record that it cannot clean goes out byte for byte
  3. of the others only strings named "text" change: what stands between them stays byte for byte
  4. the line that comes out is JSON, with the same values in all other fields"""
import json
import random
import subprocess
import sys
import tempfile

SYNTAX = 'not-json', 'bad-utf8', 'too-deep'
STRINGS = ('"a"', '""', '"The mill ,he"', '"\\u4e2d\\u56fd,\\n"', '"\\ud83d\\ude00"', '"\\ud83d"',
           '"磨坊,水坝。"', '"\\/\\\\\\""', '"\\u0000"', '"\\x"', '"\\u12g4"', '"a', "'a'", '"\t"',
           '"\x7f"')
SCALARS = ('0', '-0', '1.50', '-1e5', '1E+400', '01', '1.', '.5', '+1', '-', '1e', 'true', 'false',
           'null', 'NaN', 'Infinity', '-Infinity', 'True', '12345678901234567890123', '0x1')
KEYS = '"text"', '"text"', '"id"', '"n"', '"te\\u0078t"', '""', 'a'
BLANKS = '', '', '', ' ', '\t', '\r', '\f', '\u00a0'
BYTES = b'{}[]":,\\ \x00\xff\xc0\x80\xed\xa0\xbf\xe4'


def value(chance, depth=0):
    kind = chance.random()
    if depth > 3 or kind < 0.5:
        return chance.choice(STRINGS[:9] if chance.random() < 0.95 else STRINGS)
    if kind < 0.75:
        return chance.choice(SCALARS[:5] + SCALARS[11:14] if chance.random() < 0.9 else SCALARS)
    blank = chance.choice(BLANKS[:4] if chance.random() < 0.9 else BLANKS)
    parts = [value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind < 0.85:
        return '[' + blank + ','.join(parts) + ']'
    return record(chance, depth)


def record(chance, depth=0):
    keys = KEYS[:5] if chance.random() < 0.95 else KEYS
    blank = chance.choice(BLANKS[:4])
    return '{' + ','.join(f'{blank}{chance.choice(keys)}{blank}:{value(chance, depth + 1)}'
                          for _ in range(chance.randrange(5))) + '}'


def line(chance):
    data = bytearray((record(chance) if chance.random() < 0.9 else value(chance)).encode())
    if chance.random() < 0.3 and data:
        at = chance.randrange(len(data))
        way = chance.randrange(3)
        data[at:at + (way != 1)] = b'' if way == 0 else bytes([chance.choice(BYTES)])
    return bytes(data)


def refuse(name):
    raise ValueError(name)


def read(data):
    """Strictly; numbers stay text, objects lists of pairs."""
    return json.loads(data.decode('utf-8'), parse_constant=refuse, parse_int=str, parse_float=str,
                      object_pairs_hook=lambda pairs: ('object', pairs))


def accepts(data):
    try:
        read(data)
    except (ValueError, RecursionError):
        return False
    return True


def others(data):
    """The pairs of the record that are not cleaned."""
    return [pair for pair in read(data)[1] if pair[0] != 'text']


def differs_in_texts_only(before, after):
    """Whether what differs lies in values of the outermost "text"."""
    scan = json.scanner.py_make_scanner(json.JSONDecoder())
    parts = []
    for text in before.decode(), after.decode():
        at, kept, start = text.index('{') + 1, [], 0
        while text[at:].lstrip(' \t\r\n,')[:1] != '}':
            at += len(text[at:]) - len(text[at:].lstrip(' \t\r\n,'))
            key, at = scan(text, at)
            at = text.index(':', at) + 1
            at += len(text[at:]) - len(text[at:].lstrip(' \t\r\n'))
            _, end = scan(text, at)
            if key == 'text':
                kept.append(text[start:at])
                start = end
            at = end
        parts.append(kept + [text[start:]])
    return parts[0] == parts[1]


def check(lines, out, codes):
    """What is broken."""
    for number, (before, after) in enumerate(zip(lines, out), 1):
        code = codes.get(number)
        if (code in SYNTAX) == accepts(before):
            yield f'1: {before!r}: {code}'
        elif code and before != after:
            yield f'2: {before!r}: {code}, but {after!r}'
        elif not code and not differs_in_texts_only(before, after):
            yield f'3: {before!r}: {after!r}'
        elif not code and (not accepts(after) or others(before) != others(after)):
            yield f'4: {before!r}: {after!r}'


def main(program, count=20000, seed=1):
    chance = random.Random(int(seed))
    lines = [made for made in (line(chance) for _ in range(int(count)))
             if made.strip(b' \t\r') and b'\n' not in made]
    with tempfile.NamedTemporaryFile() as errors:
        done = subprocess.run([program, '-q', '-i', 'jsonl', '--errors', errors.name],
                              input=b'\n'.join(lines) + b'\n', capture_output=True, check=False)
        told = [json.loads(error) for error in errors.read().splitlines()]
    codes = {error['line']: error['code'] for error in told}
    out = done.stdout.split(b'\n')[:-1]
    broken = list(check(lines, out, codes))
    if done.returncode != 0 or len(out) != len(lines):
        broken.append(f'status {done.returncode}, {len(out)} lines: {done.stderr!r}')
    good = sum(accepts(made) for made in lines)
    print(f'1..1\n# {len(lines)} lines, {good} of them JSON, {len(lines) - len(codes)} cleaned')
    for words in broken[:20]:
        print(f'# {words}')
    print(f'{"not ok" if broken else "ok"} 1 - JSON lines are what they are for Python')
    return 1 if broken else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
