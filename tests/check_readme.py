#!/usr/bin/env python3
"""Checks that README.md says what is so: check_readme.py [--update] ROOT TEXTCLEAN prints TAP.

The table of rules is that of `textclean --list-rules`, each kind of flag has a row and its
example raises it, the C example is tests/example.c, the output of the seed article and the record
are real, and the options and files that are named exist. With --update, what can be made (rules,
C example, record) is written into the README first."""
import glob
import json
import os
import re
import subprocess
import sys

from run_spec import to_bytes, unescape

RULE = re.compile(r'([a-z-]+) +([a-z]+) +(\*|[a-z]+) +(on|off)\n    .*\n    "(.*)" -> "(.*)"\n'
                  r'    Spares (.*?): "(.*)"\n')
RULE_TABLE = re.compile(r'(?<=<!-- rules -->\n).*?(?=<!-- end of rules -->)', re.S)
C_BLOCK = re.compile(r'(?<=```c\n).*?(?=```\n)', re.S)
RECORD = re.compile(r"(?<=```json\n).*?(?=```\n)", re.S)
RECORD_SOURCE = re.compile(r"^\$ printf '%s' '(.*)' \| textclean --format jsonl$", re.M)
OUTPUT = re.compile(r'```output\n(.*?)```\n', re.S)
FLAG_ROW = re.compile(r'^\| `([a-z-]+)` \| [^|]+ \| (?:`([^`]+)`|none is known) \|$', re.M)
TREE_ROW = re.compile(r'^\| ((?:`[a-z]+/[^|]*)+) \|', re.M)


class Readme:
    def __init__(self, root, program):
        self.root = root
        self.program = os.path.abspath(program)
        with open(os.path.join(root, 'README.md'), encoding='utf-8') as file:
            self.text = file.read()

    def run(self, *arguments, source=b''):
        done = subprocess.run([self.program, *arguments], input=source, cwd=self.root,
                              capture_output=True, check=False)
        return done.stdout.decode('utf-8', 'replace'), done.stderr.decode('utf-8', 'replace')

    def record_of(self, source):
        return json.loads(self.run('--input', 'text', '--format', 'jsonl', source=source)[0])

    def part(self, pattern):
        found = pattern.search(self.text)
        return found[0] if found else ''


def code(text):
    """As Markdown: a text with grave accents in it stands between two."""
    return f'`` {text} ``' if '`' in text else f'`{text}`'


def wanted_rules(readme):
    lines = ['| rule | group | text | default | before | after | spares |',
             '|---|---|---|---|---|---|---|']
    for name, group, langs, default, *texts in RULE.findall(readme.run('--list-rules')[0]):
        before, after, spares, keep = (text.replace('|', '\\|') for text in texts)
        langs = 'any' if langs == '*' else langs
        lines.append(f'| `{name}` | {group} | {langs} | {default} | {code(before)} |'
                     f' {code(after)} | {spares}: {code(keep)} |')
    return '\n'.join(lines) + '\n'


def wanted_example(readme):
    with open(os.path.join(readme.root, 'tests', 'example.c'), encoding='utf-8') as file:
        return re.search(r'^#include.*?^}\n', file.read(), re.S | re.M)[0]


def wanted_record(readme):
    """The record, a line for each key. The hash of the rules changes too often to show it."""
    record = readme.record_of(RECORD_SOURCE.search(readme.text)[1].encode())
    record['textclean']['rules'] = '...'
    lines = [f'{json.dumps(key)}:{json.dumps(value, ensure_ascii=False, separators=(",", ":"))}'
             for key, value in record.items()]
    return '{' + ',\n '.join(lines) + '}\n'


MADE = (
    ('the table of rules is that of --list-rules', RULE_TABLE, wanted_rules),
    ('the C example is tests/example.c', C_BLOCK, wanted_example),
    ('the record is that of its article', RECORD, wanted_record),
)


def check_made(readme, pattern, wanted):
    found = readme.part(pattern).splitlines()
    made = wanted(readme).splitlines()
    yield from (f'missing: {line}' for line in made if line not in found)
    yield from (f'too much: {line}' for line in found if line not in made)
    if sorted(found) == sorted(made) and found != made:
        yield 'another order'


def check_kinds(readme):
    known = re.search(r'there are: all (.*)', readme.run('--check=x')[1])[1].split()
    rows = dict(FLAG_ROW.findall(readme.text))
    if list(rows) != known:
        yield f'rows: {" ".join(rows)}\nkinds: {" ".join(known)}'
    for kind, example in rows.items():
        if example:
            record = readme.record_of(to_bytes(unescape(example, 'README.md')))
            kinds = [flag['kind'] for flag in record['flags']]
            if kind not in kinds:
                yield f'{kind}: its example raises {kinds}'


def check_output(readme):
    """A line with `...` in it shows parts of a line that was printed, in their order."""
    seeds = sorted(os.path.relpath(path, readme.root)
                   for path in glob.glob(os.path.join(readme.root, 'seeds', '*.txt')))
    printed = ''.join(readme.run('--summary', 'always', *seeds)).splitlines()
    for line in OUTPUT.search(readme.text)[1].splitlines():
        parts = [re.escape(part) for part in re.split(r' ?\.\.\. ?', line)]
        if not any(re.fullmatch('.*'.join(parts), one) for one in printed):
            yield f'not printed: {line}'


def check_options(readme):
    known = set(re.findall(r'--[a-z-]+', readme.run('--help')[0]))
    command = readme.text.split('## The command')[1].split('## Rules')[0]
    yield from sorted(set(re.findall(r'`(--[a-z-]+)', command)) - known)


def check_tree(readme):
    named = [name for row in TREE_ROW.findall(readme.text) for name in re.findall('`(.*?)`', row)]
    if not named:
        yield 'no file is named'
    yield from (name for name in named if not os.path.exists(os.path.join(readme.root, name)))


CHECKS = (
    ('each kind of flag has a row, and its example raises it', check_kinds),
    ('the output is that of the seed article', check_output),
    ('the options exist', check_options),
    ('the files exist', check_tree),
)


def update(readme):
    for _, pattern, wanted in MADE:
        made = wanted(readme)
        readme.text = pattern.sub(lambda _, made=made: made, readme.text, count=1)
    with open(os.path.join(readme.root, 'README.md'), 'w', encoding='utf-8') as file:
        file.write(readme.text)


def main(arguments):
    is_update = arguments[:1] == ['--update']
    readme = Readme(*arguments[is_update:])
    if is_update:
        update(readme)
    results = [(title, list(check_made(readme, pattern, wanted)))
               for title, pattern, wanted in MADE]
    results += [(title, list(check(readme))) for title, check in CHECKS]
    print(f'1..{len(results)}')
    for number, (title, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} - {title}')
        for line in '\n'.join(problems).splitlines():
            print(f'#   {line}')
    return 1 if any(problems for _, problems in results) else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main(sys.argv[1:]))
