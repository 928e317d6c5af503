#!/usr/bin/env python3
"""Checks that the sources keep their order: check_layers.py ROOT prints TAP.

Includes in lib/ go down the layers only; tools/ includes nothing of lib/, and none of its topics,
NAME.h and NAME.c, leads back to itself; file names are unique;
functions are short; system includes say what for; lib/*.c has no code point literals."""
import os
import re
import sys

# The layers of lib/. A file that belongs to a topic (rules_punct.c to rules) has its layer. In a
# layer written as a tuple a topic may include the topics before it; in a set, none of the others.
LAYERS = [
    ('base', 'vocabulary'),
    {'arena', 'classes', 'gbk'},
    ('usual', 'text', 'lexicon'),
    ('edits', 'paragraphs', 'protect', 'terms', 'quotes', 'roles', 'runs', 'sentences', 'flags'),
    {'rules'},
    {'canonicalize', 'normalize', 'style'},
    {'document'},
    {'textclean'},
]
ALIASES = {'entities': 'rules', 'offsets': 'textclean'}  # names that do not tell the topic
LONGEST = 100  # lines of a function
CODE = '.c', '.h', '.cc', '.def', '.inc', '.py', '.sh'

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"](.*)$')
COMMENT_OR_STRING = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
HEX = re.compile(r'\b0[xX]([0-9A-Fa-f]{2,})[uUlL]*\b')
ESCAPE = re.compile(r'\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2})')
FUNCTION = re.compile(r'(\w+)\s*\((?:[^(){};]|\([^()]*\))*\)\s*$')


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def files_of(root, folder, endings):
    for where, folders, names in os.walk(os.path.join(root, folder)):
        folders.sort()
        for name in sorted(names):
            if name.endswith(endings):
                yield os.path.join(where, name)


def blank_out(text, keep_strings=False):
    """The text without comments (and strings): what was there becomes blanks."""
    def one(match):
        piece = match[0]
        if keep_strings and not piece.startswith('/'):
            return piece
        quote = '' if piece.startswith('/') else piece[0]
        inner = re.sub(r'[^\n]', ' ', piece[1:-1] if quote else piece)
        return quote + inner + quote
    return COMMENT_OR_STRING.sub(one, text)


def lines_of(text):
    return enumerate(text.split('\n'), 1)


def place(name):
    """(layer, rank in it, topic) of a file of lib/; None if the table does not know it."""
    stem = re.sub(r'^gen_', '', name.split('.')[0])
    stem = ALIASES.get(stem, stem)
    for layer, topics in enumerate(LAYERS):
        for rank, topic in enumerate(topics if isinstance(topics, tuple) else sorted(topics)):
            if stem == topic or stem.startswith(topic + '_'):
                return layer, rank if isinstance(topics, tuple) else None, topic
    return None


def may_include(including, included):
    layer, rank, topic = including
    other_layer, other_rank, other_topic = included
    if topic == other_topic or other_layer < layer:
        return True
    return other_layer == layer and rank is not None and other_rank < rank


def check_layers(root):
    for path in files_of(root, 'lib', CODE):
        including = place(os.path.basename(path))
        if including is None:
            yield path, 1, 'is not in the table of layers'
            continue
        for number, line in lines_of(read(path)):
            match = INCLUDE.match(line)
            if not match or match[1] == '<' or match[2] == 'textclean.h':
                continue
            included = place(match[2])
            if included is None:
                yield path, number, f'includes {match[2]}, which is not in the table of layers'
            elif not may_include(including, included):
                yield path, number, f'includes {match[2]} of layer {included[0]}, ' \
                                    f'but is of layer {including[0]}'


def check_tools(root):
    own = {os.path.basename(path) for path in files_of(root, 'tools', CODE)}
    inner = {os.path.basename(path) for path in files_of(root, 'lib', CODE)}
    for path in files_of(root, 'tools', ('.c', '.h', '.def')):
        for number, line in lines_of(read(path)):
            match = INCLUDE.match(line)
            if not match or match[2] == 'textclean.h':
                continue
            name = os.path.basename(match[2])
            is_made = name.endswith('.inc') and f'gen_{name[:-4]}.c' in own
            if name in inner or match[1] == '"' and name not in own and not is_made:
                yield path, number, f'includes {match[2]}, which is no header of tools/'


def topic_of(path):
    return os.path.splitext(os.path.basename(path))[0]


def check_circles(root):
    """A topic that includes only topics at the bottom is there, too; the rest lie in circles."""
    includes = {}
    for path in files_of(root, 'tools', ('.c', '.h', '.def')):
        mine = includes.setdefault(topic_of(path), {})
        for number, line in lines_of(read(path)):
            match = INCLUDE.match(line)
            if match and topic_of(match[2]) != topic_of(path):
                mine.setdefault(topic_of(match[2]), (path, number))
    bottom = set()
    while True:
        more = {t for t in includes.keys() - bottom
                if not includes[t].keys() & includes.keys() - bottom}
        if not more:
            break
        bottom |= more
    for topic in includes.keys() - bottom:
        for other in includes[topic].keys() & includes.keys() - bottom:
            yield *includes[topic][other], f'{topic} includes {other}, which leads back to it'


def check_names(root):
    seen = {}
    for folder in 'include', 'lib', 'tools', 'tests', 'fuzz', 'python':
        for path in files_of(root, folder, CODE):
            other = seen.setdefault(os.path.basename(path), path)
            if other != path:
                yield path, 1, f'has the name of {os.path.relpath(other, root)}'


def functions(text):
    """(name, first line, lines) of each function; by braces, without the preprocessor's lines."""
    plain = re.sub(r'^[ \t]*#(?:\\\n|[^\n])*', lambda match: re.sub(r'[^\n]', ' ', match[0]),
                   blank_out(text), flags=re.M)
    depth, name, start, behind = 0, None, 0, 0
    for match in re.finditer(r'[{};]', plain):
        at = match.start()
        if match[0] == '{':
            if depth == 0:
                head = FUNCTION.search(plain, behind, at)
                name, start = (head[1], head.start()) if head else (None, 0)
            depth += 1
        elif match[0] == '}':
            depth -= 1
            if depth == 0 and name:
                first = plain.count('\n', 0, start) + 1
                yield name, first, plain.count('\n', 0, at) + 2 - first
        if depth == 0:
            behind = match.end()


def check_lengths(root):
    longest = (0, '', '')
    for folder in 'lib', 'tools':
        for path in files_of(root, folder, ('.c', '.h')):
            for name, line, length in functions(read(path)):
                longest = max(longest, (length, name, os.path.relpath(path, root)))
                if length > LONGEST:
                    yield path, line, f'{name}() has {length} lines'
    print(f'# the longest function: {longest[1]}() in {longest[2]}, {longest[0]} lines')


def check_include_comments(root):
    for folder in 'include', 'lib', 'tools', 'tests':
        for path in files_of(root, folder, ('.c', '.h', '.cc')):
            for number, line in lines_of(read(path)):
                match = INCLUDE.match(line)
                if not match or match[1] == '"' or match[2] == 'textclean.h':
                    continue
                if not re.search(r'/[*/]\s*\w', match[3]):
                    yield path, number, f'does not say what <{match[2]}> is for'


def is_code_point(digits):
    """Bits and sizes are no code points: powers of two, and those less one."""
    value = int(digits, 16)
    return 0x80 <= value <= 0x10FFFF and value & (value - 1) and value & (value + 1)


def check_literals(root):
    # These are about bytes of UTF-8: there a byte may be written as one.
    about_bytes = 'text.c', 'classes.c', 'classes_blocks.c'
    for path in files_of(root, 'lib', ('.c', '.h')):
        name = os.path.basename(path)
        if name.startswith('gen_'):
            continue
        for number, line in lines_of(blank_out(read(path), keep_strings=True)):
            if re.search(r'[^\x00-\x7f]', line):
                yield path, number, 'has a character that is not ASCII'
            for match in HEX.finditer(line):
                if is_code_point(match[1]) and not (name in about_bytes and len(match[1]) == 2):
                    yield path, number, f'has the code point literal {match[0]}'
            for match in ESCAPE.finditer(line):
                yield path, number, f'has the escape {match[0]}'


CHECKS = (
    ('includes of lib/ go down the layers', check_layers),
    ('tools/ includes nothing of lib/', check_tools),
    ('no circles of includes in tools/', check_circles),
    ('file names are unique', check_names),
    (f'no function is longer than {LONGEST} lines', check_lengths),
    ('system includes say what for', check_include_comments),
    ('no code point literals in lib/', check_literals),
)


def main(root):
    print(f'1..{len(CHECKS)}')
    failed = 0
    for number, (title, run) in enumerate(CHECKS, 1):
        problems = list(run(root))
        failed += bool(problems)
        print(f'{"not ok" if problems else "ok"} {number} - {title}')
        for path, line, problem in problems:
            print(f'#   {os.path.relpath(path, root)}:{line} {problem}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main(sys.argv[1]))
