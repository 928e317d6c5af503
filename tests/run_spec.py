#!/usr/bin/env python3
"""Runs literate specs (the format: spec/README.md) and checks what must always hold.

    run_spec.py PROGRAM SPEC...                          the examples of the specs
    run_spec.py PROGRAM --invariants FILE...             the invariants on any files
    run_spec.py PROGRAM --mixtures N [--seed S]          the invariants on random mixtures

PROGRAM is textclean. Prints TAP; every example is one test."""
import argparse
import difflib
import os
import re
import shlex
import sys
import tempfile

from invariants import clean_and_check
from mixtures import check_mixtures
from tool import Tool, decode, escape

SECTIONS = 'text', 'sentences', 'runs', 'roles', 'flags', 'edits'
TITLE = re.compile(r'===\s+(\S.*)$')
SECTION = re.compile(r'---\s+([a-z]+)\b\s*(.*)$')
ESCAPE = re.compile(r'\\(?:u\{([0-9A-Fa-f]{1,6})\}|x\{([0-9A-Fa-f]{2})\}|([nt\\])|(.?))', re.S)


class SpecError(Exception):
    """A spec that cannot be read."""


class Example:
    def __init__(self, path, line, title):
        self.name = f'{os.path.basename(path)}:{line}: {title}'
        self.options = ()
        self.style = None  # lines of a house style
        self.source = None
        self.sections = {}  # name: its lines, escapes not yet decoded


def unescape(text, name):
    """Escapes to characters; an escaped byte becomes a lone surrogate, as in decode()."""
    def one(match):
        code_point, byte, letter, other = match.groups()
        if code_point:
            if 0xD800 <= int(code_point, 16) <= 0xDFFF:
                raise SpecError(f'{name}: a surrogate is no character; use \\x{{..}}')
            return chr(int(code_point, 16))
        if byte:
            value = int(byte, 16)
            return chr(value if value < 0x80 else 0xDC00 + value)
        if letter:
            return {'n': '\n', 't': '\t', '\\': '\\'}[letter]
        raise SpecError(f'{name}: unknown escape \\{other}')
    return ESCAPE.sub(one, text)


def to_bytes(text):
    return text.encode('utf-8', 'surrogateescape')


def parse(path):
    """The examples of a file."""
    with open(path, encoding='utf-8', newline='\n') as file:
        lines = file.read().split('\n')
    examples = []
    example = section = None
    for number, line in enumerate(lines, 1):
        title, head = TITLE.match(line), SECTION.match(line)
        if title:
            example, section = Example(path, number, title[1]), None
            examples.append(example)
        elif line == '...':
            example = section = None
        elif example and head:
            section = open_section(example, head[1], head[2])
        elif section is not None:
            section.append(line)
        elif example and line.strip():
            raise SpecError(f'{path}:{number}: text before the first --- of an example')
    for example in examples:
        finish(example)
    return examples


def open_section(example, name, rest):
    if name not in ('input', 'style') and name not in SECTIONS:
        raise SpecError(f'{example.name}: unknown section {name}')
    if name in example.sections:
        raise SpecError(f'{example.name}: two sections {name}')
    if name == 'input':
        example.options = tuple(shlex.split(rest))
    elif rest:
        raise SpecError(f'{example.name}: --- {name} takes no options')
    example.sections[name] = []
    return example.sections[name]


def finish(example):
    style = example.sections.pop('style', None)
    if style is not None:
        example.style = to_bytes(unescape('\n'.join(style) + '\n', example.name))
    if list(example.sections)[:1] != ['input'] or len(example.sections) < 2:
        raise SpecError(f'{example.name}: needs an input first, then an expectation')
    last = list(example.sections.values())[-1]
    while last and not last[-1].strip():  # the blank lines before the next example or the prose
        last.pop()
    example.source = to_bytes(unescape('\n'.join(example.sections.pop('input')), example.name))


def forms_of_flag(flag):
    """All that a line of --- flags may look like, the fullest last."""
    text, reason = flag['text'], f' ({flag["reason"]})'
    short, long = f'{flag["kind"]}: {text}', f'{flag["kind"]} {flag["lang"]}: {text}'
    score = f' ({flag["reason"]} {flag["score"]:.2f})'
    return [short, long, short + reason, long + reason, short + score, long + score]


def lines_of(name, source, record):
    """The section as the record has it: for every line its possible forms."""
    text = to_bytes(record['text'])

    def piece(item):
        return decode(text[item['span'][0]:item['span'][1]])

    if name == 'runs':
        return [[f'{run["lang"]}: {piece(run).strip()}'] for run in record['runs']]
    if name == 'sentences':
        return [[f'{one["lang"]}: {piece(one)}'] for one in record['sentences']]
    if name == 'roles':
        return [[f'{one["role"]}: {piece(one)}'] for one in record['paragraphs']]
    if name == 'flags':
        return [forms_of_flag(flag) for flag in record['flags']]
    return [[f'{edit["rule"]}: "{decode(source[edit["source"][0]:edit["source"][1]])}"'
             f' -> "{edit["after"]}"'] for edit in record['edits']]


def compare(example, record):
    """The differences, as lines."""
    problems = []
    for name, lines in example.sections.items():
        if name == 'text':
            wanted = unescape('\n'.join(lines), example.name).split('\n')
            forms = [[line] for line in record['text'].split('\n')]
        else:
            wanted = [unescape(line, example.name) for line in lines if line.strip()]
            forms = lines_of(name, example.source, record)
        if len(wanted) == len(forms) and all(map(list.__contains__, forms, wanted)):
            continue
        # A line that is right keeps the form in which it is wanted: the diff shows the rest.
        found = [next((form for form in some if form in wanted), some[-1]) for some in forms]
        problems.append(f'{name} (- wanted, + found)')
        problems += list(difflib.unified_diff([escape(line) for line in wanted],
                                              [escape(line) for line in found],
                                              lineterm='', n=1))[2:]
    return problems


def run_examples(tool, examples):
    """The problems of each example; those with equal options share a process."""
    results = {}
    for style, options in dict.fromkeys((one.style, one.options) for one in examples):
        group = [one for one in examples if (one.style, one.options) == (style, options)]
        with tempfile.NamedTemporaryFile(suffix='.style') as file:
            if style is not None:
                file.write(style)
                file.flush()
                options += '--style', file.name
            checked = clean_and_check(tool, [example.source for example in group], options)
        for example, (record, problems) in zip(group, checked):
            results[example] = (compare(example, record) if record else []) + problems
    return [results[example] for example in examples]


def report(number, name, problems):
    name = name.replace('#', '\\#')
    print(f'{"not ok" if problems else "ok"} {number} - {name}')
    for problem in problems:
        for line in problem.split('\n'):
            print(f'#   {line}')
    return bool(problems)


def run_specs(tool, paths):
    examples = [example for path in paths for example in parse(path)]
    print(f'1..{len(examples)}')
    failed = 0
    for number, (example, problems) in enumerate(zip(examples, run_examples(tool, examples)), 1):
        if problems:
            problems.insert(0, f'input {shlex.join(example.options)}'.strip() + ': '
                            + escape(decode(example.source)))
        failed += report(number, example.name, problems)
    return failed


def run_invariants(tool, paths):
    sources = []
    for path in paths:
        with open(path, 'rb') as file:
            sources.append(file.read())
    print(f'1..{len(paths)}')
    checked = clean_and_check(tool, sources)
    return sum(report(number, os.path.basename(path), problems)
               for number, (path, (_, problems)) in enumerate(zip(paths, checked), 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program')
    parser.add_argument('--invariants', nargs='+', metavar='FILE')
    parser.add_argument('--mixtures', type=int, metavar='N')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('file', nargs='*')
    options = parser.parse_args()
    tool = Tool(options.program)
    if options.mixtures is not None:
        failed = check_mixtures(tool, options.mixtures, options.seed, report)
    elif options.invariants:
        failed = run_invariants(tool, options.invariants)
    else:
        failed = run_specs(tool, options.file)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    try:
        sys.exit(main())
    except SpecError as error:
        print(f'Bail out! {error}')
        sys.exit(2)
