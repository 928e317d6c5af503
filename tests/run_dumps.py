#!/usr/bin/env python3
"""Tests what must hold for dumps of any size: run_dumps.py PROGRAM [KILLS] prints TAP.

The same output for every number of jobs, shards that join to one run, results that come while
the input is open, signals and kills that leave whole files, bounded memory, the progress line.
KILLS: how often the command is killed in in-place mode. Standard library only."""
import json
import os
import pty
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import make_dump
from needs import Failure, need

SECONDS = 120  # for one command
FORMATS = (('--format', 'text'), ('--format', 'jsonl'), ('--format', 'sentences'),
           ('--format', 'flags'), ('--into', 'clean'), ('--check', '--format', 'jsonl'))
PLAIN_FORMATS = FORMATS[:5]  # whose shards join
HIGH_FIGURES = 64 << 20  # bytes of memory for any dump


def is_slow():
    """With sanitizers, which also need memory of their own."""
    return 'SANITIZED' in os.environ


class Bench:
    """A directory with a small dump in it, and the program."""

    def __init__(self, program, kills):
        self.program = os.path.abspath(program)
        self.kills = kills
        self.top = tempfile.mkdtemp()
        self.dump = make_dump.io_dump(1 << 19 if is_slow() else 3 << 20, 0.02)
        self.write('dump.jsonl', self.dump)

    def path(self, name):
        return os.path.join(self.top, name)

    def write(self, name, data):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), 'wb') as file:
            file.write(data)

    def read(self, name):
        with open(self.path(name), 'rb') as file:
            return file.read()

    def run(self, *arguments, source=b'', **more):
        return subprocess.run([self.program, *arguments], cwd=self.top, input=source,
                              capture_output=True, timeout=SECONDS, check=False, **more)

    def start(self, *arguments, **more):
        return subprocess.Popen([self.program, *arguments], cwd=self.top, **more)


# ---- Any number of jobs -----------------------------------------------------------------

def everything(bench, jobs, *arguments, source=b''):
    """All that a run leaves, without what differs by nature: the seconds."""
    done = bench.run('--jobs', str(jobs), '--errors', 'errors', '--stats', 'stats', *arguments,
                     source=source)
    stats = json.loads(bench.read('stats'))
    del stats['seconds']
    return done.stdout, done.stderr, done.returncode, bench.read('errors'), stats


def test_jobs(bench):
    runs = [(*f, 'dump.jsonl') for f in FORMATS]
    runs += [('--on-error', way, 'dump.jsonl', 'dump.jsonl') for way in ('drop', 'fail')]
    runs += [('--max-errors', str(n), 'dump.jsonl') for n in (0, 1, 7, 20, 100000)]
    runs += [('--max-record', '5000', '--format', f, 'dump.jsonl') for f in ('text', 'jsonl')]
    runs += [('--input', 'lines', '-', 'dump.jsonl'), ('no.txt', 'no/', 'dump.jsonl', 'no.txt')]
    for arguments in runs:
        wanted = everything(bench, 1, *arguments, source=bench.dump[:300000])
        for jobs in (2, 3, 7):
            got = everything(bench, jobs, *arguments, source=bench.dump[:300000])
            need(got == wanted, f'{arguments}: {jobs} jobs differ from 1')


def test_files(bench):
    names = []
    for i, line in enumerate(bench.dump.splitlines()[:300]):
        names.append(f'files/{i}.txt')
        bench.write(names[-1], line + b'\n' * (i % 3))
    names[100:100] = ['dump.jsonl', 'files/none.txt']
    for arguments in FORMATS + (('--summary', 'always'),):
        wanted = everything(bench, 1, *arguments, *names)
        need(everything(bench, 4, *arguments, *names) == wanted, f'{arguments}: differ')


def test_order(bench):
    """A line in is a line out, and what is not text stays."""
    done = bench.run('--jobs', '5', '-q', 'dump.jsonl')
    source, out = bench.dump.split(b'\n'), done.stdout.split(b'\n')
    need(len(source) == len(out), f'{len(source)} lines became {len(out)}')
    for one, other in zip(source, out):
        is_news = one.startswith(b'{"id":"')
        start, end = (30, 12) if is_news else (12, 1)
        need(one[:start] == other[:start] and one[-end:] == other[-end:], f'{one} -> {other}')
    done = bench.run('--jobs', '5', '-q', '--format', 'jsonl', 'dump.jsonl')
    for one, other in zip(source, done.stdout.split(b'\n')):
        if one.strip():
            record = json.loads(other)
            need(('error' in record) != ('text' in record), other[:200])
            need(not one.startswith(b'{"id":"') or record['id'] == json.loads(one)['id'], one[:80])


def test_pipe(bench):
    """Each result comes before the next record is sent."""
    for jobs in '1', '3':
        process = bench.start('--jobs', jobs, '-i', 'jsonl', stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE)
        for i in range(50):
            line = b'{"id":%d,"text":"One.  "}\n' % i
            process.stdin.write(line)
            process.stdin.flush()
            need(select.select([process.stdout], [], [], SECONDS)[0], f'record {i} stays inside')
            need(os.read(process.stdout.fileno(), 1000) == line.replace(b'  ', b''), f'record {i}')
        process.stdin.close()
        process.stdout.close()
        need(process.wait(SECONDS) == 0, 'status')


# ---- Shards -----------------------------------------------------------------------------

def test_shards(bench):
    few = b'\xef\xbb\xbf{"text":"One.  "}\r\n\n{"x":1}\n{"text":"Two.  "}'
    bench.write('few.jsonl', few)
    bench.write('empty.jsonl', b'')
    for name, counts in (('dump.jsonl', (1, 2, 7)), ('few.jsonl', (1, 2, 3, 5, 60)),
                         ('empty.jsonl', (3,))):
        for arguments in PLAIN_FORMATS:
            arguments = (*arguments, '-q', '--input', 'jsonl', '--errors', 'errors', name)
            wanted = bench.run(*arguments).stdout, bench.read('errors')
            for count in counts:
                out = errors = b''
                for i in range(1, count + 1):
                    done = bench.run('--shard', f'{i}/{count}', *arguments)
                    need(done.returncode == 0, f'{i}/{count} {arguments}: {done.stderr}')
                    out += done.stdout
                    errors += bench.read('errors')
                need((out, errors) == wanted, f'{arguments}: {count} shards differ from one run')


def test_shards_of_files(bench):
    names = []
    for i in range(11):
        names.append(f'list/{i}.txt')
        bench.write(names[-1], b'Article %d.  \n' % i)
    whole = set(bench.run('-i', 'lines', *names).stdout.splitlines())
    for count in 1, 2, 3, 11, 13:
        parts = [bench.run('-i', 'lines', '--shard', f'{i}/{count}', *names).stdout.splitlines()
                 for i in range(1, count + 1)]
        need(sum(map(len, parts)) == 11 and set().union(*parts) == whole, f'{count}: {parts}')
    need(bench.run('--shard', '2/2', names[0]).stdout == b'', 'one article is not parted')
    need(bench.run('--shard', '1/2').returncode == 2, 'standard input is not parted')


# ---- Signals ----------------------------------------------------------------------------

def test_signals(bench):
    big = bench.dump * (30 if is_slow() else 6)
    bench.write('big.jsonl', big)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup ignores it, which is inherited
    for jobs in '1', '3':
        for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
            with open(bench.path('out.jsonl'), 'wb') as out:
                process = bench.start('-j', jobs, '-q', 'big.jsonl', stdout=out)
                while os.path.getsize(bench.path('out.jsonl')) == 0 and process.poll() is None:
                    time.sleep(0.002)
                process.send_signal(number)
                need(process.wait(SECONDS) == -number, f'-j {jobs}, signal {number}: status')
            out = bench.read('out.jsonl')
            need(out.endswith(b'\n') and len(out) < len(big), f'half a record: {out[-80:]}')
            lines = out.count(b'\n')
            need(out.split(b'\n')[lines - 1][:30] == big.split(b'\n')[lines - 1][:30], 'order')
            process = bench.start('-j', jobs, '-q', '-o', 'new.jsonl', 'big.jsonl')
            time.sleep(random.random() * 0.1)
            process.send_signal(number)
            process.wait(SECONDS)
            names = [n for n in os.listdir(bench.top) if n.startswith('new.jsonl')]
            need(process.returncode in (-number, 0) and names in ([], ['new.jsonl']), f'{names}')
            if names:
                os.unlink(bench.path('new.jsonl'))
    shell = f'{bench.program} -q -i lines < in & p=$!; sleep 0.3; kill -INT $p; wait $p; echo $?'
    os.mkfifo(bench.path('in'))
    holder = os.open(bench.path('in'), os.O_RDWR)
    # A shell without job control starts what is behind & with SIGINT ignored: so kill -TERM.
    done = subprocess.run(['sh', '-c', shell.replace('INT', 'TERM')], cwd=bench.top, check=False,
                          capture_output=True, timeout=SECONDS)
    os.close(holder)
    need(done.stdout == b'143\n', f'a shell sees {done.stdout}')


# ---- Files in place ---------------------------------------------------------------------

def fill_tree(bench, top):
    """Files to be replaced: {name: (old, new)}."""
    shutil.rmtree(bench.path(top), ignore_errors=True)
    files = {}
    for i in range(12):
        old = (b'A high -quality school %d.  \n' % i) * (1 + i * 700)
        new = (b'A high-quality school %d.\n' % i) * (1 + i * 700)
        files[f'{top}/{i % 3}/{i}.txt'] = old, new
    for name, (old, _) in files.items():
        bench.write(name, old)
    return files


def test_kills(bench):
    """Killed at any point, each file is whole, old or new."""
    seen = {'old': 0, 'new': 0}
    began = time.monotonic()
    fill_tree(bench, 'kill')
    arguments = '--in-place=.old', '-q', '-i', 'lines'
    names = list(fill_tree(bench, 'kill'))
    bench.run(*arguments, *names)
    length = max(time.monotonic() - began, 0.01)
    for i in range(bench.kills):
        files = fill_tree(bench, 'kill')
        process = bench.start(*arguments, '-j', str(1 + i % 3), *files)
        time.sleep(random.random() * length)
        process.kill()
        process.wait()
        for name, (old, new) in files.items():
            data = bench.read(name)
            need(data in (old, new), f'{name} is broken: {len(data)} bytes')
            seen['old' if data == old else 'new'] += 1
            if data == new:
                need(bench.read(name + '.old') == old, f'{name}.old is not the old file')
    print(f'# {bench.kills} kills: {seen["old"]} files were old, {seen["new"]} new')


def test_in_place(bench):
    files = fill_tree(bench, 'place')
    clean = 'place/clean.txt'
    bench.write(clean, b'Nothing to mend.\n')
    os.utime(bench.path(clean), (1, 1))
    some = next(iter(files))
    os.chmod(bench.path(some), 0o640)
    before = os.stat(bench.path(clean))
    done = bench.run('--in-place', '-i', 'lines', *files, clean)
    after = os.stat(bench.path(clean))
    need((done.returncode, done.stdout, done.stderr) == (0, b'', b''), done.stderr)
    need(all(bench.read(name) == new for name, (_, new) in files.items()), 'not replaced')
    need(os.stat(bench.path(some)).st_mode & 0o777 == 0o640, 'the mode changed')
    need((before.st_ino, before.st_mtime) == (after.st_ino, after.st_mtime), 'it was touched')
    left = [n for _, _, names in os.walk(bench.path('place')) for n in names]
    need(len(left) == len(files) + 1, f'what is left: {left}')


def test_directory(bench):
    files = fill_tree(bench, 'tree')
    some = next(iter(files))
    os.chmod(bench.path(some), 0o600)
    os.mkdir(bench.path('new'))
    for target, jobs in (('new', '1'), ('other/', '4')):
        done = bench.run('-o', target, '-j', jobs, *files, bench.path(some))
        need((done.returncode, done.stderr) == (0, b''), done.stderr)
        for name, (old, new) in files.items():
            need(bench.read(name) == old, f'{name} was touched')
            need(bench.read(os.path.join(target, name)) == new, f'{target}/{name}')
        need(os.stat(bench.path(f'{target}/{some}')).st_mode & 0o777 == 0o600, 'mode')
        need(bench.read(target + '/' + bench.path(some)) == files[some][1], 'an absolute name')
    many = [f'many/{i}.txt' for i in range(300)]
    for name in many:
        bench.write(name, b'One.  \n')
    done = bench.run('-o', 'new', 'many', *('./' + name for name in many[::7]))
    told = done.stderr.count(b'another input had this place')
    need(done.returncode == 2 and told == len(many[::7]), f'{told} places are taken')
    need(all(bench.read('new/' + name) == b'One.\n' for name in many), 'a place is empty')
    need(bench.run('-o', 'new', '../x.txt').returncode == 2, 'a name that leads out')
    need(bench.run('-o', 'new', '-', source=b'x').returncode == 2, 'standard input')


# ---- Bounds -----------------------------------------------------------------------------

def peak_of(bench, *arguments):
    """Bytes of memory at most."""
    script = ('import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, '
              'stdout=subprocess.DEVNULL); '
              'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)')
    done = subprocess.run([sys.executable, '-c', script, bench.program, *arguments],
                          cwd=bench.top, capture_output=True, check=True, timeout=SECONDS)
    return int(done.stdout) * 1024


def test_memory(bench):
    bench.write('forty.jsonl', make_dump.io_dump(40 << 20))
    for jobs in '1', '2':
        peak = peak_of(bench, '-q', '-j', jobs, 'forty.jsonl')
        print(f'# 40 MiB with {jobs} jobs: {peak >> 20} MiB of memory')
        need(peak < HIGH_FIGURES, f'{jobs} jobs: {peak} bytes')


def test_progress(bench):
    """A line that is overwritten, then erased; none with --quiet."""
    for quiet in False, True:
        ours, theirs = pty.openpty()
        process = bench.start('-i', 'jsonl', '-j', '2', *(['-q'] if quiet else []), stderr=theirs,
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        os.close(theirs)
        for _ in range(7):
            process.stdin.write(b'{"text":"One."}\n')
            process.stdin.flush()
            time.sleep(0.4)
        process.stdin.close()
        process.wait(SECONDS)
        shown = b''
        while select.select([ours], [], [], 1)[0]:
            try:
                shown += os.read(ours, 4096)
            except OSError:
                break
        os.close(ours)
        shown = shown.split(b'\r\n-: ')[0]  # the summary
        pattern = rb'textclean: 0\.0 MB, \d+ records/s, 0 errors\r\x1b\[K'
        need(not shown if quiet else re.search(pattern, shown), f'quiet {quiet}: {shown}')


TESTS = (
    ('any number of jobs gives the same', test_jobs),
    ('also for many files', test_files),
    ('a record in is a record out, in order', test_order),
    ('each result comes at once', test_pipe),
    ('shards of a file join to one run', test_shards),
    ('shards of a list have each file once', test_shards_of_files),
    ('signals leave whole records and nothing else', test_signals),
    ('files are whole whenever the command is killed', test_kills),
    ('in place: what changed is replaced, with its mode', test_in_place),
    ('a directory mirrors the tree', test_directory),
    ('memory is bounded', test_memory),
    ('progress is shown on a terminal', test_progress),
)


def main(program, kills=60):
    tests, failed = list(TESTS), 0
    if is_slow():
        tests = [t for t in tests if t[1] is not test_memory]
    bench = Bench(program, int(kills))
    print(f'1..{len(tests)}')
    for number, (title, test) in enumerate(tests, 1):
        try:
            test(bench)
            print(f'ok {number} - {title}', flush=True)
        except (Failure, OSError, subprocess.SubprocessError, ValueError) as error:
            failed += 1
            print(f'not ok {number} - {title}')
            print('# ' + str(error).replace('\n', '\n# '), flush=True)
    shutil.rmtree(bench.top)
    return 1 if failed else 0


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
