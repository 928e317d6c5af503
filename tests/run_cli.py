#!/usr/bin/env python3
"""Runs the command line tests in cli/*.t and prints TAP.

    run_cli.py PROGRAM [FILE.t ...]             run
    run_cli.py --update PROGRAM [FILE.t ...]    write what came out into the files
    run_cli.py --without=NAME PROGRAM           leave out NAME.t, which this build cannot do
    run_cli.py --wrap=COMMAND PROGRAM ...       run it by a command, such as valgrind -q

A file has prose and tests. A test ends at the next test, or at a line `...`:

    === what is tested
    $ textclean --format flags a.txt      run by sh, in an empty directory
    --- file a.txt                        a file there
    --- stdin                             default: empty
    --- terminal                          no content: stdout and stderr are one terminal,
                                          and what comes out is compared with stdout
    --- stdout                            exact; default: empty
    --- stderr                            default: empty; * stands for anything in a line
    --- written b.txt                     a file that must be there afterwards, exact
    --- status 2                          no content; default: 0

A content is all lines up to the next `---`, with their line ends. {{0D}} stands for
bytes in hex, {{U+200B}} for a code point, {{no LF}} at the end takes away the last line
end. The version and the hash of the rules in a record are compared as "*": they change
with every rule. The standard library of Python 3.11 is all that is needed."""
import difflib
import os
import pathlib
import pty
import re
import select
import shlex
import subprocess
import sys
import tempfile
import unicodedata

TIMEOUT = 120  # seconds, for one command; ten times as much where it is wrapped
VERSIONS = re.compile(b'"version":"[0-9.]+","rules":"[0-9a-f]{16}"')
HERE = pathlib.Path(__file__).resolve().parent


class Test:
    """One `===` of a file; `sections` keeps their order: [(name, argument, content)]."""

    def __init__(self, title):
        self.title = title
        self.command = ''
        self.sections = []

    def get(self, name, default=None):
        for section, argument, content in self.sections:
            if section == name:
                return argument if name == 'status' else content
        return default

    def put(self, name, argument, content, keep):
        """Sets a section, adds it, or takes it away if it says what is the default."""
        for i, (section, old_argument, _) in enumerate(self.sections):
            if section == name and (name in ('status', 'stdout', 'stderr') or
                                    old_argument == argument):
                if keep:
                    self.sections[i] = (name, argument, content)
                else:
                    del self.sections[i]
                return
        if keep:
            self.sections.append((name, argument, content))


def decode(text):
    """The bytes that a content stands for."""
    if text.endswith('{{no LF}}\n'):
        text = text[:-len('{{no LF}}\n')]
    parts = re.split(r'\{\{(U\+[0-9A-F]{4,6}|(?:[0-9A-F]{2})+)\}\}', text)
    out = b''
    for i, part in enumerate(parts):
        if i % 2 == 0:
            out += part.encode()
        elif part.startswith('U+'):
            out += chr(int(part[2:], 16)).encode()
        else:
            out += bytes.fromhex(part)
    return out


def encode(data):
    """The content that stands for these bytes: what a reader cannot see is spelled out."""
    out = ''
    for c in data.decode('utf-8', 'surrogateescape'):
        if 0xDC80 <= ord(c) <= 0xDCFF:
            out += '{{%02X}}' % (ord(c) - 0xDC00)
        elif c not in '\n\t' and ord(c) < 0x20 or c == '\x7f':
            out += '{{%02X}}' % ord(c)
        elif c not in ' \n\t' and unicodedata.category(c) in ('Cc', 'Cf', 'Zs', 'Zl', 'Zp'):
            out += '{{U+%04X}}' % ord(c)
        else:
            out += c
    out = re.sub(r'(?m)([ \t])$', lambda m: '{{%02X}}' % ord(m[1]), out)
    return out if out.endswith('\n') or not out else out + '{{no LF}}\n'


def parse(path):
    """The file as a list of lines of prose and tests."""
    items, test = [], None
    for line in path.read_text(encoding='utf-8').splitlines(keepends=True):
        if line.startswith('=== '):
            test = Test(line[4:].strip())
            items.append(test)
        elif test is None or line == '...\n':
            items.append(line)
            test = None
        elif line.startswith('$ ') and not test.sections:
            test.command += line[2:]
        elif line.startswith('--- '):
            name, _, argument = line[4:].strip().partition(' ')
            if name not in ('file', 'stdin', 'stdout', 'stderr', 'written', 'status', 'terminal'):
                sys.exit(f'{path}: no such section: {name}')
            test.sections.append((name, argument, ''))
        elif test.sections:
            name, argument, content = test.sections[-1]
            test.sections[-1] = (name, argument, content + line)
        elif line.strip():
            sys.exit(f'{path}: what is this line? {line}')
    return items


def show(items):
    out = ''
    for item in items:
        if isinstance(item, str):
            out += item
            continue
        out += f'=== {item.title}\n' + ''.join(f'$ {c}\n' for c in item.command.splitlines())
        for name, argument, content in item.sections:
            out += f'--- {name} {argument}'.rstrip() + '\n' + content
    return out


class NoTerminal(Exception):
    """The system has none to give, as in a bare chroot."""


def run_on_terminal(command, directory, environment):
    """Stdout and stderr are one terminal. Returns what it shows, and the status."""
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        raise NoTerminal from error
    process = subprocess.Popen(['sh', '-c', command], cwd=directory, env=environment,
                               stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b''
    while select.select([ours], [], [], TIMEOUT)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other side was closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return shown.replace(b'\r\n', b'\n'), b'', process.wait(TIMEOUT)


def put_on_path(directory, program, wrap):
    """Makes `textclean` there the program, or the command that runs it."""
    path = pathlib.Path(directory, 'textclean')
    if wrap:
        path.write_text(f'#!/bin/sh\nexec {wrap} {shlex.quote(program)} "$@"\n', encoding='utf-8')
        path.chmod(0o755)
    else:
        path.symlink_to(program)


def run(test, program, wrap):
    """Runs the command. Returns stdout, stderr, the status, and the files that it wrote."""
    with tempfile.TemporaryDirectory() as top:
        directory, tools = os.path.join(top, 'work'), os.path.join(top, 'bin')
        os.mkdir(directory)
        os.mkdir(tools)
        put_on_path(tools, program, wrap)
        environment = {'PATH': tools + ':' + os.environ.get('PATH', '/usr/bin:/bin'),
                       'TERM': 'xterm', 'LC_ALL': 'C'}
        for key, value in os.environ.items():
            if key.endswith('SAN_OPTIONS'):
                environment[key] = value
        for name, argument, content in test.sections:
            if name == 'file':
                path = os.path.join(directory, argument)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                pathlib.Path(path).write_bytes(decode(content))
        if test.get('terminal') is not None:
            out, err, status = run_on_terminal(test.command, directory, environment)
        else:
            done = subprocess.run(['sh', '-c', test.command], cwd=directory, env=environment,
                                  input=decode(test.get('stdin', '')), capture_output=True,
                                  timeout=TIMEOUT * (10 if wrap else 1), check=False)
            out, err, status = done.stdout, done.stderr, done.returncode
        written = {}
        for name, argument, _ in test.sections:
            path = pathlib.Path(directory, argument)
            if name == 'written':
                written[argument] = path.read_bytes() if path.exists() else b'(is not there)\n'
        written = {name: VERSIONS.sub(b'"version":"*","rules":"*"', data)
                   for name, data in written.items()}
        return VERSIONS.sub(b'"version":"*","rules":"*"', out), err, status, written


def differences(what, wanted, got):
    if wanted == got:
        return []
    lines = difflib.unified_diff(encode(wanted).splitlines(), encode(got).splitlines(),
                                 what + ' wanted', what + ' got', lineterm='', n=1)
    return list(lines)


def stderr_matches(wanted, err):
    lines, wanted = err.decode('utf-8', 'replace').splitlines(), wanted.splitlines()
    patterns = ['.*'.join(map(re.escape, line.split('*'))) for line in wanted]
    return len(lines) == len(wanted) and all(map(re.fullmatch, patterns, lines))


def check(test, result):
    """The reasons why it fails."""
    out, err, status, written = result
    reasons = differences('stdout', decode(test.get('stdout', '')), out)
    if not stderr_matches(test.get('stderr', ''), err):
        reasons += ['stderr wanted:'] + test.get('stderr', '').splitlines()
        reasons += ['stderr got:'] + err.decode('utf-8', 'replace').splitlines()
    if status != int(test.get('status', '0')):
        reasons.append(f'status wanted: {test.get("status", "0")}, got: {status}')
    for name, argument, content in test.sections:
        if name == 'written':
            reasons += differences(argument, decode(content), written[argument])
    return reasons


def update(test, result):
    out, err, status, written = result
    test.put('stdout', '', encode(out), bool(out))
    if not stderr_matches(test.get('stderr', ''), err):
        test.put('stderr', '', err.decode('utf-8', 'replace'), bool(err))
    for name in written:
        test.put('written', name, encode(written[name]), True)
    test.put('status', str(status), '', status != 0)


def main(arguments):
    updates = '--update' in arguments
    without = [a.partition('=')[2] for a in arguments if a.startswith('--without=')]
    wrap = ' '.join(a.partition('=')[2] for a in arguments if a.startswith('--wrap='))
    arguments = [a for a in arguments
                 if a != '--update' and not a.startswith(('--without=', '--wrap='))]
    if not arguments:
        sys.exit(__doc__)
    program = os.path.abspath(arguments[0])
    paths = [pathlib.Path(a) for a in arguments[1:]] or sorted((HERE / 'cli').glob('*.t'))
    files = [(path, parse(path)) for path in paths if path.stem not in without]
    tests = [(path, item) for path, items in files for item in items if isinstance(item, Test)]
    print(f'1..{len(tests)}')
    failed = 0
    for number, (path, test) in enumerate(tests, 1):
        try:
            result = run(test, program, wrap)
            reasons = check(test, result)
        except NoTerminal:
            print('ok', number, '- ' + path.stem + ': ' + test.title, '# SKIP no terminal here')
            continue
        except subprocess.TimeoutExpired as error:
            result, reasons = None, [f'still running after {error.timeout:.0f} seconds']
        if reasons and updates and result:
            update(test, result)
        failed += bool(reasons)
        print('not ok' if reasons else 'ok', number, '-', path.stem + ':', test.title, flush=True)
        for reason in reasons:
            print('#', reason)
    if updates:
        for path, items in files:
            path.write_text(show(items), encoding='utf-8')
    return 1 if failed and not updates else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
