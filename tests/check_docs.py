#!/usr/bin/env python3
"""Checks the manual pages and what bash completes: check_docs.py ROOT BUILD TEXTCLEAN prints TAP.

mandoc finds no fault in a page; the page of the command has each option of --help and each rule of
--list-rules; that of the library each call of the header; that of the formats each key of a record
and each keyword of a style. bash completes options, words, rules and kinds. The recipes work."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

PAGES = 'textclean.1', 'libtextclean.3', 'textclean-formats.5'


class Docs:
    def __init__(self, root, build, program):
        self.root, self.program = root, os.path.abspath(program)
        self.tools = os.path.join(build, 'tools')

    def page(self, name):
        """The text of a page, without its markup."""
        path = os.path.join(self.tools, name)
        with open(path, encoding='utf-8') as file:
            text = file.read()
        return re.sub(r'\\f[A-Z]|\\&', '', text).replace('\\-', '-').replace('\\e', '\\')

    def run(self, *arguments, source=b''):
        return subprocess.run([self.program, *arguments], input=source, capture_output=True,
                              check=False).stdout.decode('utf-8', 'replace')

    def complete(self, *words):
        """What bash offers for the last of the words."""
        script = ('source "$1"; shift; compopt() { :; }; COMP_WORDS=("$@"); '
                  'COMP_CWORD=$(($# - 1)); _textclean; printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(['bash', '--norc', '-euc', script, 'bash',
                               os.path.join(self.tools, 'textclean.bash'), 'textclean', *words],
                              capture_output=True, text=True, check=True)
        return done.stdout.split()


def missing(page, names):
    return [f'missing: {name}' for name in names if name not in page]


def check_pages(docs):
    for page in PAGES:
        done = subprocess.run(['mandoc', '-Kutf-8', '-Tlint', '-Wwarning',
                               os.path.join(docs.tools, page)], capture_output=True, text=True,
                              check=False)
        # scdoc begins each paragraph twice; that shows nowhere
        yield from (line for line in done.stdout.splitlines()
                    if 'skipping paragraph macro' not in line)


def check_command(docs):
    page = docs.page('textclean.1')
    usage = docs.run('--help')
    yield from missing(page, re.findall(r'--[a-z-]+', usage))
    rules = json.loads(docs.run('--list-rules', '--format', 'json'))
    yield from missing(page, [f'{rule["id"]}, of {rule["group"]}' for rule in rules])
    yield from missing(re.sub(r'\s+', ' ', page.replace('\n.br', '')),
                       [re.sub(r'\s+', ' ', rule['doc']) for rule in rules])


def check_library(docs):
    with open(os.path.join(docs.root, 'include', 'textclean.h'), encoding='utf-8') as file:
        calls = re.findall(r'TEXTCLEAN_API[^;(]*?\b(textclean_\w+)\(', file.read())
    yield from missing(docs.page('libtextclean.3'), [f'{call}(' for call in calls])


def check_formats(docs):
    page = docs.page('textclean-formats.5')
    record = json.loads(docs.run('-f', 'jsonl', source='A mill 磨坊,a mill  mill.'.encode()))
    keys = set(record) | {key for value in record.values() if isinstance(value, list)
                          for item in value for key in item}
    yield from missing(page, sorted(keys | set(record['summary']) | set(record['textclean'])))
    with open(os.path.join(docs.root, 'lib', 'style.c'), encoding='utf-8') as file:
        words = re.findall(r'^    \{"([a-z]+)", ', file.read(), re.M)
    if len(words) < 8:
        yield f'keywords: {words}'
    yield from missing(page, [f'\n{word}' for word in words])


def check_completion(docs):
    usage = docs.run('--help')
    for words, wanted in (
            (['--lis'], ['--list-rules']),
            (['--styl'], ['--style=']),
            (['-f', 'js'], ['jsonl', 'json']),
            (['--format', '=', 'fla'], ['flags']),
            (['--rules', 'hyphen-b'], ['hyphen-blank']),
            (['-r', '-entity,+space-han'], ['-entity,+space-han-latin']),
            (['--check', '=', 'all,unb'], ['all,unbalanced-quote']),
            (['--target', ''], ['auto', 'en', 'zh']),
            (['--quiet', '--', '/et'], ['/etc'])):
        found = docs.complete(*words)
        if sorted(found) != sorted(wanted):
            yield f'{words}: {found}'
    options = {word.rstrip('=') for word in docs.complete('--')}
    yield from (f'{name} is not offered' for name in set(re.findall(r' (--[a-z-]+)', usage))
                if name not in options)


RECIPE = re.compile(r'^```sh\n(.*?)^```', re.S | re.M)
OUTPUTS = (  # of the recipes, in their order
    ['out:', 'a.txt', '', 'review:', 'b.txt', 'b.txt.flags'],
    ['<p class="lead">The <b>mill</b> burned, <i>he</i> said.</p>',
     'page.html\t1\ten\tThe mill burned, he said.', ''],
    ['{"id":1,"text":"The mill."}', '{"id":2,"text":"水坝，磨坊。"}'],
    ['{"id":1,"text":"The mill."}', '{"id":2,"text":"水坝，磨坊。"}'],
    ['pages/mill.txt:1:23: untranslated [zh *] 磨坊昨天夜里失火了', 'please look at these'],
    ['nothing is left'],
    ['{"id": 1, "text": "The mill burned down, and the dam stays."}'],
    ['The mill burned down.', 'The dam stays.', ''],
)


def check_recipes(docs):
    with open(os.path.join(docs.root, 'tools', 'RECIPES.md'), encoding='utf-8') as file:
        recipes = RECIPE.findall(file.read())
    if len(recipes) != len(OUTPUTS):
        yield f'{len(recipes)} recipes, {len(OUTPUTS)} outputs'
    path = os.path.dirname(docs.program) + os.pathsep + os.environ['PATH']
    for recipe, wanted in zip(recipes, OUTPUTS):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(['sh', '-eu', '-c', recipe], cwd=folder, capture_output=True,
                                  env={**os.environ, 'PATH': path}, check=False)
        found = re.sub(r' 0\.\d\d\]', ' *]', done.stdout.decode('utf-8', 'replace')).splitlines()
        if done.returncode or found != wanted:
            yield '\n'.join([recipe.splitlines()[0], f'exit status {done.returncode}', *found,
                             done.stderr.decode('utf-8', 'replace')])


def check_named_files(docs):
    """The files that the pages of tools/ name are there; NAME stands for any."""
    for page in 'HOWTO.md', 'NEWS.md':
        with open(os.path.join(docs.root, 'tools', page), encoding='utf-8') as file:
            names = re.findall(r'`((?:include|lib|tests|tools)/[\w./-]+)`', file.read())
        for name in names:
            if 'NAME' not in name and not os.path.exists(os.path.join(docs.root, name)):
                yield f'{page}: there is no {name}'


def check_versions(docs):
    version = docs.run('--version').split()[1]
    for name in ('tools/NEWS.md', 'tools/node/package.json', 'tools/python/textclean/_version.py'):
        with open(os.path.join(docs.root, name), encoding='utf-8') as file:
            if version not in file.read():
                yield f'{name} does not have version {version}'


def main(*arguments):
    docs = Docs(*arguments)
    has_pages = os.path.exists(os.path.join(docs.tools, PAGES[0]))
    checks = (('mandoc finds no fault', check_pages, has_pages and shutil.which('mandoc')),
              ('textclean(1) has the options and rules', check_command, has_pages),
              ('libtextclean(3) has the calls', check_library, has_pages),
              ('textclean-formats(5) has the keys', check_formats, has_pages),
              ('bash completes', check_completion, shutil.which('bash')),
              ('the recipes work', check_recipes, True),
              ('the files that are named exist', check_named_files, True),
              ('the version is the same everywhere', check_versions, True))
    print(f'1..{len(checks)}')
    failed = 0
    for number, (title, check, possible) in enumerate(checks, 1):
        problems = list(check(docs)) if possible else []
        failed += bool(problems)
        skip = '' if possible else ' # SKIP scdoc, mandoc or bash is missing'
        print(f'{"not ok" if problems else "ok"} {number} - {title}{skip}')
        for line in '\n'.join(problems).splitlines():
            print(f'#   {line}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main(*sys.argv[1:]))
