#!/usr/bin/env python3
"""The command against slow plain references: check_reference.py PROGRAM [COUNT [SEED]] prints TAP.

COUNT (400) hostile texts are cleaned as files, in each unit of offsets. The references are written
from the standards, in Python alone:
  1. decoding, by the steps of the WHATWG Encoding Standard, each maximal ill-formed part one U+FFFD
  2. offsets in code points and UTF-16 units, by counting what was decoded
  3. edits, replayed in code points on the decoded source
  4. the place in the source of each paragraph, run and sentence, by the definition in textclean.h,
     edit by edit
  5. one job and several give the same bytes"""
import json
import os
import random
import subprocess
import sys
import tempfile

from mixtures import mixture

UNITS = 'bytes', 'codepoints', 'utf16'
LISTS = 'paragraphs', 'runs', 'sentences'
TELLING = (0x00, 0x20, 0x41, 0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
           0xE0, 0xE1, 0xE4, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF)


def decode(data):
    """[(character, first byte, byte behind)], by the UTF-8 decoder of the standard."""
    out, at = [], 0
    while at < len(data):
        start, lead, lower, upper = at, data[at], 0x80, 0xBF
        at += 1
        if lead <= 0x7F:
            out.append((chr(lead), start, at))
            continue
        if 0xC2 <= lead <= 0xDF:
            needed, code = 1, lead & 0x1F
        elif 0xE0 <= lead <= 0xEF:
            lower, upper = {0xE0: (0xA0, 0xBF), 0xED: (0x80, 0x9F)}.get(lead, (lower, upper))
            needed, code = 2, lead & 0xF
        elif 0xF0 <= lead <= 0xF4:
            lower, upper = {0xF0: (0x90, 0xBF), 0xF4: (0x80, 0x8F)}.get(lead, (lower, upper))
            needed, code = 3, lead & 0x7
        else:
            out.append(('\ufffd', start, at))
            continue
        while needed and at < len(data) and lower <= data[at] <= upper:
            lower, upper = 0x80, 0xBF
            code = code << 6 | data[at] & 0x3F
            at += 1
            needed -= 1
        out.append(('\ufffd' if needed else chr(code), start, at))
    return out


def counts(data):
    """For each byte offset (of a character's start, and the end) its code points and units."""
    table, points, units = {}, 0, 0
    for char, start, _ in decode(data):
        table[start] = {'bytes': start, 'codepoints': points, 'utf16': units}
        points += 1
        units += 2 if ord(char) > 0xFFFF else 1
    table[len(data)] = {'bytes': len(data), 'codepoints': points, 'utf16': units}
    return table


def replay(source, edits, text):
    """The decoded source with its edits made, in code points."""
    out, at = [], 0
    for edit in edits:
        start, end = edit['source']
        left, right = edit['span']
        out += [source[at:start], text[left:right]]
        at = end
    return ''.join(out) + source[at:]


def to_source(edits, span):
    """The definition: a start inside an edit snaps to its start, an end to its end."""
    start, end = span
    first, last = start, end
    for edit in edits:
        (left, right), (far_left, far_right) = edit['span'], edit['source']
        if right <= start:
            first = far_right + start - right
        elif left < start:
            first = far_left
        if left < end:
            last = far_right if right > end else far_right + end - right
    return [first, max(first, last)]


def check(data, records):
    """What is wrong with the records of one source, by unit."""
    source, text = ''.join(char for char, _, _ in decode(data)), records['bytes']['text']
    tables = {'source': counts(data), 'span': counts(text.encode())}
    for name in (*LISTS, 'edits', 'flags'):
        for k, item in enumerate(records['bytes'][name]):
            for key, table in tables.items():
                for unit in UNITS[1:]:
                    want = [table[at][unit] for at in item[key]] if all(
                        at in table for at in item[key]) else None
                    if want and records[unit][name][k][key] != want:
                        yield f'2: {name}[{k}].{key} in {unit}'
    points = records['codepoints']
    if replay(source, points['edits'], text) != text:
        yield '3: the edits replayed give another text'
    for name in LISTS:
        for k, item in enumerate(records['bytes'][name]):
            if item['source'] != to_source(records['bytes']['edits'], item['span']):
                yield f'4: {name}[{k}].source'


def check_decoding(data, record):
    parts = decode(data)
    if record['text'] != ''.join(char for char, _, _ in parts):
        return '1: another text'
    bad = [[start, end] for char, start, end in parts
           if char == '\ufffd' and data[start:end] != b'\xef\xbf\xbd']
    return None if [edit['source'] for edit in record['edits']] == bad else '1: other parts'


def hostile(rng):
    if rng.random() < 0.5:
        return b''.join(mixture(rng.random(), 0))
    return bytes(rng.choice(TELLING) for _ in range(rng.randint(0, 40)))


def clean(program, folder, *options):
    done = subprocess.run([program, '-q', '-i', 'text', '-f', 'jsonl', '--encoding', 'UTF-8',
                           *options, folder], capture_output=True, check=True, timeout=600)
    return done.stdout


def main(program, count=400, seed=1):
    rng = random.Random(int(seed))
    program = os.path.abspath(program)
    # A byte order mark and the first bytes of packed files are told from text: a letter is none.
    sources = {f'{i:05}.txt': b'The ' + hostile(rng) for i in range(int(count))}
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in sources.items():
            with open(os.path.join(folder, name), 'wb') as file:
                file.write(data)
        outputs = {unit: clean(program, folder, '--offsets', unit) for unit in UNITS}
        plain = clean(program, folder, '--rules', 'none', '--offsets', 'bytes')
        if clean(program, folder, '--offsets', 'bytes', '-j', '1') != \
                clean(program, folder, '--offsets', 'bytes', '-j', '5'):
            problems.append('5: other bytes with five jobs')
    records = {unit: [json.loads(line) for line in out.splitlines()]
               for unit, out in outputs.items()}
    for k, (data, one) in enumerate(zip(sources.values(), plain.splitlines())):
        found = list(check(data, {unit: records[unit][k] for unit in UNITS}))
        found += filter(None, [check_decoding(data, json.loads(one))])
        problems += [f'{problem}: {data!r}' for problem in found]
    if any(len(some) != len(sources) for some in records.values()):
        problems.append('a source has no record')
    print(f'1..1\n{"not ok" if problems else "ok"} 1 - {len(sources)} sources, seed {seed}')
    for problem in problems[:10]:
        print('# ' + problem)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
