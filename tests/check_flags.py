#!/usr/bin/env python3
"""Checks that every kind of flag is proven: check_flags.py ROOT TEXTCLEAN prints TAP.

Each kind has a section `## kind` in a tests/spec/flags-*.txt, with at least ten examples that
expect it and ten that expect none of it, and each reason that the library can give is shown.
run_spec.py runs the examples."""
import glob
import os
import re
import subprocess
import sys

from run_spec import parse

LEAST = 10
REASON = re.compile(r'(?<!memchr\()"([a-z0-9]+(?:-[a-z0-9]+)+|[a-z]+)"')
FLAG = re.compile(r'([a-z-]+)(?: [a-z]+)?: .*?(?: \(([a-z0-9-]+)\))?$')


def kinds_of(example):
    return {FLAG.match(line)[1] for line in example.sections['flags'] if FLAG.match(line)}


def read_sections(root):
    """The examples of each section."""
    sections = {}
    for path in sorted(glob.glob(os.path.join(root, 'tests', 'spec', 'flags-*.txt'))):
        with open(path, encoding='utf-8') as file:
            heads = [(number, line[3:].strip()) for number, line in enumerate(file, 1)
                     if line.startswith('## ')]
        for example in parse(path):
            line = int(example.name.split(':')[1])
            if 'flags' in example.sections:
                head = [name for number, name in heads if number < line][-1]
                sections.setdefault(head, []).append(example)
    return sections


def reasons_of(root):
    """The strings in lib/ that are given as a reason: words in lower case, with hyphens."""
    found = set()
    for path in glob.glob(os.path.join(root, 'lib', 'flags*.c')):
        with open(path, encoding='utf-8') as file:
            text = re.sub(r'/\*.*?\*/', '', file.read(), flags=re.S)
        found |= {word for word in REASON.findall(text) if len(word) > 3}
    return found


def check_kind(kind, examples):
    raising = sum(kind in kinds_of(example) for example in examples)
    for what, count in (('raise it', raising), ('do not', len(examples) - raising)):
        if count < LEAST:
            yield f'{kind}: {count} examples {what}, wanted {LEAST}'


def main(root, program):
    sections = read_sections(root)
    refused = subprocess.run([program, '--check=x'], capture_output=True, text=True, check=False)
    kinds = re.search(r'there are: all (.*)', refused.stderr)[1].split()
    shown = {FLAG.match(line)[2] for examples in sections.values() for example in examples
             for line in example.sections['flags'] if FLAG.match(line)}
    results = [(f'{kind} has its examples', list(check_kind(kind, sections.get(kind, []))))
               for kind in kinds]
    results.append(('every reason is shown', sorted(reasons_of(root) - shown)))
    print(f'1..{len(results)}')
    for number, (title, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {title}')
        for line in problems:
            print(f'#   {line}')
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
