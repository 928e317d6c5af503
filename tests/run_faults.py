#!/usr/bin/env python3
"""Lets the system fail under the command: run_faults.py PROGRAM SHIM [MOST] prints TAP.

SHIM (fault_shim.c) makes the N-th call of a function fail, for each N until the command makes
fewer calls; of more than three times MOST (100) calls only MOST. However it fails: no crash; exit
status 0 and all that a good run gives, or 2 with words why; inputs and files that were there are
whole, old or new; no unfinished file is left. Standard library only."""
import errno
import gzip
import os
import shutil
import subprocess
import sys
import tempfile

from needs import Failure, need, snapshot

SECONDS = 60
MILL = b'The mill ,too. A high -quality plan.\n'
RECORD = '{"id":%d,"text":"The mill ,too. 磨坊,水坝。 %s"}\n'
RECORDS = ''.join(RECORD % (i, 'work work ' * (i % 40)) for i in range(300)).encode() + b'no\n'
TREE = {f'd/{i}/{name}.txt': MILL * (1 + 900 * i) for i in range(3) for name in 'ab'}

# name: (files, arguments, stdin)
CASES = {
    'in place, with the old files kept': (TREE, ('--in-place=.old', '-i', 'lines', 'd'), b''),
    'a tree into a directory': (TREE, ('-o', 'out/', '-j', '2', 'd'), b''),
    'records into a file': ({'a.jsonl': RECORDS, 'new.jsonl': b'old\n'},
                            ('-o', 'new.jsonl', '--errors', 'errors', '--stats', 'stats', '-j', '3',
                             '--format', 'jsonl', 'a.jsonl'), b''),
    'standard input to standard output': ({}, ('-i', 'jsonl', '--field', 'text'), RECORDS),
    'packed files and encodings': (
        {'a.jsonl.gz': gzip.compress(RECORDS), 'b.txt': '磨坊,水坝。\n'.encode('gb18030') * 9000,
         'list': b'a.jsonl.gz\nb.txt\n'},
        ('--encoding', 'auto', '--files-from', 'list', '-q', '--into', 'clean', '-i', 'jsonl',
         '-o', 'new.jsonl'), b''),
    'an encoding that is guessed': (
        {'b.txt': '磨坊,水坝。\n'.encode('gb18030') * 30},
        ('--encoding', 'auto', '-q', '-j', '1', '-i', 'lines', '-o', 'new.txt', 'b.txt'), b''),
    'an encoding that is told': (
        {'b.txt': '磨坊,水坝。\n'.encode('gb18030') * 9000},
        ('--encoding', 'GB18030', '-i', 'lines', 'b.txt'), b''),
    'HTML to records': (
        {'a.html': b'<p>The <b>mill</b> ,too<img> , a b<br>, c (<svg/> d )</p>\n' * 300},
        ('--markup', 'html', '--format', 'jsonl', '-o', 'new.jsonl', 'a.html'), b''),
    'Markdown in place': (
        {'a.md': b'# The *mill*\n\n- ,too ![a](b) , [c](d) `e ,f`\n\n1 . g ,h\n\n' * 200},
        ('--markup', 'markdown', '--in-place', 'a.md'), b''),
    # without pinyin: ICU's transliterators do not survive a malloc() that fails
    'a page for each file': ({'d/a.txt': '磨坊昨天失火了,this is bad for all of us。\n'.encode(),
                              'd/b.txt': b'The the mill.\n'},
                             ('-o', 'out/', '--format', 'html', '-t', 'zh', '-j', '2', 'd'), b''),
    'names from a list': ({'a.txt': MILL, 'b.txt': MILL, 'list': b'\na.txt\nb.txt\n'},
                          ('--files-from', 'list', '-o', 'out/'), b''),
    'a shard': ({'a.jsonl': RECORDS},
                ('--shard', '2/3', '-q', '--format', 'jsonl', 'a.jsonl'), b''),
}
ARTICLE = 'They share the group. strength. Then they met. 磨坊昨天夜里失火了，大坝还在。\n'.encode()
STYLE = 'term: Hexi Mill\nabbreviation: Hx.\nrules: -dash\n'.encode()


def cases_of_reviews(program):
    """Those that need what the command makes: a table, its corrections filled in."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'a.txt'), 'wb') as file:
            file.write(ARTICLE)
        table = subprocess.run([program, '-q', '-t', 'en', '-f', 'tsv', 'a.txt'], cwd=folder,
                               check=True, capture_output=True).stdout
    head, *rows = [line.split(b'\t') for line in table.splitlines()]
    for row in rows:
        row[head.index(b'correction')] = b'A new text.'
    review = b''.join(b'\t'.join(row) + b'\n' for row in (head, *rows))
    # Without Chinese: ICU, which makes its pinyin, ends the process without memory, or hangs.
    english = {'a.txt': ARTICLE[:ARTICLE.index('磨'.encode())]}
    files = {'a.txt': ARTICLE, 'style': STYLE, 'accepted': b'fragment span 0123456789ab\n',
             'review.tsv': review}
    return {
        'a table under a style, without what was accepted': (
            files, ('-t', 'en', '--style', 'style', '--accepted', 'accepted', '-f', 'tsv', '-o',
                    'new.tsv', 'a.txt'), b''),
        'XLIFF': (english, ('-t', 'en', '-f', 'xliff', '-o', 'new.xlf', 'a.txt'), b''),
        'a review applied in place': (
            files, ('apply', '-q', '-t', 'en', '--in-place', 'a.txt', 'review.tsv'), b''),
    }


FUNCTIONS = {
    'read': errno.EIO, 'pread': errno.EIO, 'write': errno.ENOSPC, 'open': errno.EMFILE,
    'fopen': errno.EACCES, 'mkstemp': errno.ENOSPC, 'realpath': errno.EIO, 'opendir': errno.EMFILE,
    'readdir': errno.EIO, 'close': errno.EIO, 'rename': errno.EXDEV, 'link': errno.EPERM,
    'unlink': errno.EPERM, 'fsync': errno.EIO, 'fchmod': errno.EPERM, 'mkdir': errno.ENOSPC,
    'fstat': errno.EIO, 'stat': errno.EIO, 'lstat': errno.EIO, 'lseek': errno.EIO,
    'thread': errno.EAGAIN, 'dlopen': errno.ENOENT, 'malloc': errno.ENOMEM}
ENDLESS = 'write', 'malloc', 'fsync'  # that fail again and again: a full disk, no memory


class Bench:
    def __init__(self, program, shim):
        self.program, self.shim = os.path.abspath(program), os.path.abspath(shim)
        self.top = tempfile.mkdtemp()
        self.seen = self.top + '.seen'

    def run(self, case, fault):
        """(status, stdout, stderr, files that are there then, how often it was called)"""
        files, arguments, source = case
        shutil.rmtree(self.top)
        for name, data in files.items():
            path = os.path.join(self.top, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'wb') as file:
                file.write(data)
        os.makedirs(self.top, exist_ok=True)
        environment = {**os.environ, 'LD_PRELOAD': self.shim, 'FAULT': fault,
                       'FAULT_SEEN': self.seen}
        done = subprocess.run([self.program, *arguments], cwd=self.top, input=source,
                              capture_output=True, timeout=SECONDS, check=False, env=environment)
        calls = 0
        if os.path.exists(self.seen):
            with open(self.seen, encoding='ascii') as file:
                calls = int(file.read())
            os.unlink(self.seen)
        return done.returncode, done.stdout, done.stderr, snapshot(self.top), calls


def is_part(part, whole):
    """Whether its lines are some of the others, in their order; the last one may be cut."""
    lines = iter(whole.splitlines(keepends=True))
    *first, last = part.splitlines(keepends=True) or [b'']
    return all(line in lines for line in first) and any(line.startswith(last) for line in lines)


def is_temporary(name):
    return '.textclean-' in name


def check_files(name, before, good, files):
    for path, data in files.items():
        need(name == 'unlink' or not is_temporary(path), f'{path} is left')
        if path in ('errors', 'stats') or is_temporary(path):
            continue
        need(data in (before.get(path), good.get(path)), f'{path} is neither old nor new')
    need(set(before) <= set(files), f'{set(before) - set(files)} is lost')


def check(name, case, good, got):
    status, out, words, files, _ = got
    if name == 'malloc' and 'auto' in case[1] and status not in (good[0], 2):
        # libarchive ends the process when it has no memory, and ICU's detector crashes: both
        # by themselves. Then it must be as after a kill.
        need(status < 0 or b'in libarchive' in words, f'status {status}: {words}')
        need(all(is_temporary(path) or path in case[0] for path in files), 'a file is not done')
        return
    need(status in (good[0], 2), f'status {status}: {words[-300:]}')
    check_files(name, case[0], good[3], files)
    if status == good[0] and status != 2:
        need(out == good[1], 'another output, and no complaint')
        for path in set(good[3]) - {'stats'}:
            need(files.get(path) == good[3][path], f'{path} is not what it should be')
    elif status == 2:
        need(words.startswith(b'textclean: ') or name == 'write', f'no words: {words}')
        need(is_part(out, good[1]) or good[1] == b'', 'the output is no part of a good one')


def numbers(calls, most):
    """Which calls are to fail: all of them; or if they are more than three times `most` the first
    ones, which differ most, and some up to the last."""
    if calls <= 3 * most:
        return range(1, calls + 1)
    first = most * 2 // 3
    return sorted({*range(1, first + 1),
                   *(calls - i * (calls - first) // (most - first) for i in range(most - first))})


def test(bench, case, name, most):
    """How many runs there were."""
    error = FUNCTIONS[name]
    good = bench.run(case, f'{name}:0:{error}')
    need(good[0] == 0, f'a good run: {good[0]} {good[2]}')
    need(good[4] > 0 or name != 'malloc', 'the shim is not at work')
    runs = 0
    for number in numbers(good[4], most):
        for more in ('', ':+') if name in ENDLESS else ('',):
            fault = f'{name}:{number}:{error}{more}'
            runs += 1
            try:
                check(name, case, good, bench.run(case, fault))
            except Failure as failure:
                raise Failure(f'FAULT={fault} {" ".join(case[1])}: {failure}') from failure
    return runs


def test_odd(bench, case):
    good = bench.run(case, 'none:0:0')
    odd = bench.run(case, 'odd:0:0')
    need(good[0] == 0 and good[:2] == odd[:2], f'{odd[0]} {odd[2]}')
    for path in set(good[3]) - {'stats'}:
        need(odd[3].get(path) == good[3][path], path)


def main(program, shim, most=100):
    bench = Bench(program, shim)
    failed = number = 0
    cases = {**CASES, **cases_of_reviews(bench.program)}
    print(f'1..{len(cases) * 2}')
    for title, case in cases.items():
        number += 2
        try:
            test_odd(bench, case)
            print(f'ok {number - 1} - {title}: few bytes at a time, and interrupts')
        except Failure as failure:
            failed = 1
            print(f'not ok {number - 1} - {title}: few bytes at a time\n# {failure}')
        runs, findings = 0, []
        for name in FUNCTIONS:
            try:
                runs += test(bench, case, name, int(most))
            except (Failure, subprocess.SubprocessError) as failure:
                findings.append(f'{failure}')
        print(f'{"not ok" if findings else "ok"} {number} - {title}: {runs} faults')
        for finding in findings:
            failed = 1
            print('# ' + finding.replace('\n', '\n# '))
        sys.stdout.flush()
    shutil.rmtree(bench.top)
    return failed


if __name__ == '__main__':
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
