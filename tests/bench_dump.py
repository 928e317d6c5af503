#!/usr/bin/env python3
"""Measures the command on a dump: bench_dump.py PROGRAM [SIZE [FILE]]

Makes a dump (make_dump.py; 200M unless SIZE says more) and cleans it with one job and with two,
then packed by zstd, if that is there: seconds, processor time, 10^6 bytes a second (of the dump as
it is unpacked), peak memory. All outputs must have one hash, and as many lines as the dump, in its
order. FILE: the dump is kept there, and used if it is there."""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time

import make_dump

RUNS = (('text, 1 job', ('-j', '1')), ('text, 2 jobs', ('-j', '2')),
        ('records, 1 job', ('-j', '1', '--format', 'jsonl')),
        ('records, 2 jobs', ('-j', '2', '--format', 'jsonl')))
PACKED_RUNS = ('text, 1 job, .zst', ('-j', '1')), ('text, 2 jobs, .zst', ('-j', '2'))
ID_BYTES = 16  # {"id":"00000001"


def measure(program, arguments, dump):
    """(seconds, processor seconds, peak bytes, hash, lines, whether ids are in order)"""
    began = time.monotonic()
    process = subprocess.Popen([program, '-q', *arguments, dump], stdout=subprocess.PIPE)
    digest, lines, in_order, last = hashlib.sha256(), 0, True, b''
    for line in process.stdout:
        digest.update(line)
        lines += 1
        if line.startswith(b'{"id":"') and line[7:8].isdigit():  # one of the dump
            in_order = in_order and line[:ID_BYTES] > last
            last = line[:ID_BYTES]
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f'{arguments}: exit status {process.returncode}')
    return (time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024,
            digest.hexdigest(), lines, in_order)


def main(program, size='200M', path=None):
    with tempfile.TemporaryDirectory() as top:
        dump = path or os.path.join(top, 'dump.jsonl')
        if not os.path.exists(dump):
            with open(dump, 'wb') as file:
                make_dump.write_dump(file, make_dump.size_of(size))
        count = os.path.getsize(dump)
        with open(dump, 'rb') as file:
            wanted = sum(1 for _ in file)
        hashes = {}
        print('| what | seconds | processor seconds | MB/s | peak MiB |\n|---|---|---|---|---|')
        runs = [(title, arguments, dump) for title, arguments in RUNS]
        if shutil.which('zstd'):
            packed = os.path.join(top, 'dump.jsonl.zst')
            subprocess.run(['zstd', '-q', '-3', '-o', packed, dump], check=True)
            runs += [(title, arguments, packed) for title, arguments in PACKED_RUNS]
        for title, arguments, name in runs:
            seconds, used, peak, digest, lines, in_order = measure(program, arguments, name)
            print(f'| {title} | {seconds:.1f} | {used:.1f} | {count / seconds / 1e6:.0f} '
                  f'| {peak / (1 << 20):.0f} |', flush=True)
            if hashes.setdefault(arguments[2:], digest) != digest:
                sys.exit(f'{title}: not what one job gives')
            if arguments[2:] == () and lines != wanted or not in_order:
                sys.exit(f'{title}: {lines} lines of {wanted}, in order: {in_order}')


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
