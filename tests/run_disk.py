#!/usr/bin/env python3
"""Fills up a disk under the command: run_disk.py PROGRAM prints TAP.

The disk is a tmpfs of 64 KiB that is mounted in a namespace of its own, as root or as a user that
may have one; where neither may be the test is skipped. Whatever is written: the exit status is 2,
words tell which file and what to do, files that were there are whole and as before, and nothing
unfinished is left. Standard library only."""
import hashlib
import os
import subprocess
import sys
import tempfile

from needs import Failure, need, snapshot

SIZE = 64 * 1024
MILL = b'The mill ,too. A high -quality plan.\n'
LARGE = MILL * (2 * SIZE // len(MILL))
FLAGGED = b'The mill at at the dam.\n' * 400
BROKEN = b'{"a"\n' * 40000
HALF = MILL * (SIZE * 5 // 8 // len(MILL))  # it fits, but not twice
REVIEW = (b'file\tid\tkind\ttext\tcorrection\n'
          b'half.txt\ta0123456789ab.p1.s1.b0-8.%s\tfragment\tThe mill\tThe dam\n')
MAY_MOUNT = (['unshare', '-m'], ['unshare', '-rm'])
WORDS = 'cannot be written: No space left on device; make room there, or write elsewhere'

# what: (files on the disk, arguments, where its output goes, the file that cannot be written)
CASES = {
    '-o FILE, a new one': ({}, ('-i', 'lines', '-o', 'new.txt', 'LARGE'), None, 'new.txt'),
    '-o FILE, in place of an old one': (
        {'old.txt': MILL}, ('-i', 'lines', '-o', 'old.txt', 'LARGE'), None, 'old.txt'),
    '-o DIRECTORY, beside a file that fits': (
        {'in/a.txt': MILL, 'in/b.txt': HALF}, ('-i', 'lines', '-o', 'out/', 'in'), None,
        'out/in/b.txt'),
    'in place': ({'half.txt': HALF}, ('-i', 'lines', '--in-place', 'half.txt'), None, 'half.txt'),
    'in place, with the old file kept': (
        {'half.txt': HALF, 'half.txt.old': MILL},
        ('-i', 'lines', '--in-place=.old', 'half.txt'), None, 'half.txt'),
    'apply in place': (
        {'half.txt': HALF}, ('apply', '--raw', '--in-place', 'half.txt', 'REVIEW'), None,
        'half.txt'),
    'records, and those in error': (
        {'old.txt': MILL}, ('-i', 'jsonl', '--errors', 'errors', 'BROKEN', '-o', 'old.txt'), None,
        'errors'),
    'the page of a review': ({}, ('-f', 'html', '-o', 'page.html', 'FLAGGED'), None, 'page.html'),
    'standard output': ({}, ('-i', 'lines', 'LARGE'), 'out.txt', 'standard output'),
    'a report': ({'fill': b'x' * SIZE}, ('-i', 'lines', '--stats', 'stats', 'LARGE'),
                 os.devnull, 'stats'),
}


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data)


def run(program, disk, apart, case):
    """(what was there, what is there, exit status, words)"""
    files, arguments, out, _ = case
    for name, data in files.items():
        write(os.path.join(disk, name), data)
    arguments = [os.path.join(apart, word) if word.isupper() else word for word in arguments]
    with open(os.path.join(disk, out) if out else os.devnull, 'wb') as stdout:
        done = subprocess.run([program, '-q', *arguments] if arguments[0] != 'apply' else
                              [program, 'apply', '-q', *arguments[1:]], cwd=disk, stdout=stdout,
                              stderr=subprocess.PIPE, check=False, timeout=60)
    return files, snapshot(disk), done.returncode, done.stderr.decode()


def check(case, files, now, status, words):
    _, _, out, name = case
    need(status == 2, f'status {status}: {words}')
    need(f'textclean: {name}: {WORDS}\n' in words, words)
    for path, data in files.items():
        need(now.get(path) == data, f'{path} is not as before')
    more = set(now) - set(files) - {out, 'errors'}  # which is written as it comes
    need(more <= {'out/in/a.txt'}, f'{more} is left')
    need(now.get('out/in/a.txt') in (None, b'The mill, too. A high-quality plan.\n'),
         'what fits is not whole')


def inside(program, disk, apart):
    """In the namespace: each case on a disk of its own."""
    failed = 0
    print(f'1..{len(CASES)}')
    for number, (what, case) in enumerate(CASES.items(), 1):
        subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={SIZE}', 'none', disk], check=True)
        try:
            check(case, *run(program, disk, apart, case))
            print(f'ok {number} - {what}')
        except (Failure, subprocess.SubprocessError) as failure:
            failed = 1
            print(f'not ok {number} - {what}\n# ' + str(failure).replace('\n', '\n# '))
        finally:
            subprocess.run(['umount', disk], check=True)
    return failed


def main(program):
    with tempfile.TemporaryDirectory() as top:
        disk, apart = os.path.join(top, 'disk'), os.path.join(top, 'apart')
        os.mkdir(disk)
        for name, data in ('LARGE', LARGE), ('FLAGGED', FLAGGED), ('BROKEN', BROKEN), (
                'REVIEW', REVIEW % hashlib.sha256(b'The mill').hexdigest()[:12].encode()):
            write(os.path.join(apart, name), data)
        for way in MAY_MOUNT:
            mount = ['mount', '-t', 'tmpfs', '-o', f'size={SIZE}', 'none', disk]
            if subprocess.run([*way, *mount], capture_output=True, check=False).returncode == 0:
                return subprocess.run([*way, sys.executable, os.path.abspath(__file__), '--inside',
                                       os.path.abspath(program), disk, apart],
                                      check=False).returncode
    print('1..0 # SKIP a tmpfs may not be mounted here, not even in a namespace of its own')
    return 0


if __name__ == '__main__':
    if len(sys.argv) == 5 and sys.argv[1] == '--inside':
        sys.exit(inside(*sys.argv[2:]))
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
