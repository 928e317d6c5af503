#!/usr/bin/env python3
"""Checks how the files of the project are written: check_text.py ROOT prints TAP.

UTF-8, no tabs, no blanks at the end of a line, a line end at the end of the file, lines of at
most 100 columns. Articles and the inputs and outputs of tests are as they are."""
import os
import sys
import unicodedata

ENDINGS = ('.c', '.h', '.cc', '.def', '.inc', '.map', '.py', '.sh', '.mjs', '.js',
           '.css', '.html', '.build', '.txt', '.md',
           '.editorconfig', '.clang-format', '.gitignore')
PLACES = '.', '.ci', 'include', 'lib', 'tools', 'tests'  # not the folders in them: test data
COLUMNS = 100
WIDE_LINES = '.md', '.txt'  # prose, tables: no limit


def columns(line):
    return sum(2 if unicodedata.east_asian_width(char) in 'WF' else 1 for char in line)


def check_encoding(data):
    try:
        data.decode('utf-8')
    except UnicodeDecodeError as error:
        yield 1, str(error)


def check_end(data):
    if data and not data.endswith(b'\n') or data.endswith(b'\n\n'):
        yield data.count(b'\n') + 1, 'the file does not end in one line end'


def check_blanks(data):
    for number, line in enumerate(data.split(b'\n'), 1):
        if b'\t' in line or line != line.rstrip():
            yield number, 'a tab, a CR, or blanks at the end of the line'


def check_columns(data):
    for number, line in enumerate(data.decode('utf-8', 'replace').split('\n'), 1):
        if columns(line) > COLUMNS:
            yield number, f'{columns(line)} columns'


CHECKS = (
    ('files are UTF-8', check_encoding),
    ('files end in one line end', check_end),
    ('no tabs, no blanks at the end of a line', check_blanks),
    (f'lines have at most {COLUMNS} columns', check_columns),
)


def run(root, paths, check):
    for path in paths:
        if check is check_columns and path.endswith(WIDE_LINES):
            continue
        with open(os.path.join(root, path), 'rb') as file:
            data = file.read()
        for line, problem in check(data):
            yield f'{os.path.normpath(path)}:{line} {problem}'


def main(root):
    paths = [os.path.join(place, name) for place in PLACES
             for name in sorted(os.listdir(os.path.join(root, place)))
             if name.endswith(ENDINGS) or place == '.ci']
    print(f'1..{len(CHECKS)}')
    failed = 0
    for number, (title, check) in enumerate(CHECKS, 1):
        problems = list(run(root, paths, check))
        failed += bool(problems)
        print(f'{"not ok" if problems else "ok"} {number} - {title}')
        for problem in problems:
            print(f'#   {problem}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main(sys.argv[1]))
