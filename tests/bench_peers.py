#!/usr/bin/env python3
"""Measures other tools on the same text: bench_peers.py PROGRAM [SIZE [FILE]]

PROGRAM is textclean. Each tool reads a file of SIZE (16M) of English, then of Chinese, a paragraph
a line, or the one FILE, and does its one job on every line; textclean does all of its jobs at
once. Printed is the speed of the whole process, start and reading included, in 10^6 bytes a second
of processor time: the median, the slowest and the fastest of five runs, the tools by turns; and
how many times as fast textclean is, the median of the ratios.

The tools are fetched into a temporary folder by npm and apt-get; what cannot be had is named and
left out. CLD2 needs a compiler for C++."""
import collections
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

import make_dump

RUNS = 5
NPM = 'autocorrect-node', 'sentencex', 'pangu'
DEBIAN = 'libcld2-0', 'libcld2-dev'

# What a tool does, in a word, and how it is called: LANG stands for en or zh.
Peer = collections.namedtuple('Peer', 'name job command')
FILE = 'text'  # in the temporary folder

NODE = """const lines = require('fs').readFileSync('text', 'utf8').split('\\n');
let n = 0; const each = (f) => { for (const line of lines) n += f(line); }; """


def node(code):
    return ['node', '-e', NODE + code]


PEERS = (
    Peer('Intl.Segmenter (node)', 'sentences', node(
        "const s = new Intl.Segmenter('LANG', {granularity: 'sentence'});"
        'each((line) => { let k = 0; for (const x of s.segment(line)) k++; return k; });')),
    Peer('sentencex (npm)', 'sentences', node(
        "const {segment} = require('sentencex'); each((line) => segment('LANG', line).length);")),
    Peer('autocorrect-node (npm)', 'punctuation', node(
        "const {format} = require('autocorrect-node'); each((line) => format(line).length);")),
    Peer('pangu (npm)', 'spaces', node(
        "import('pangu').then((m) => {"
        " const p = m.pangu || m.default; each((line) => p.spacingText(line).length); });")),
    Peer('CLD2 (Debian)', 'languages', ['./cld2', FILE]),
)
OURS = (Peer('textclean, text out', 'all', ['PROGRAM', '-q', '-j1', '-i', 'lines', FILE]),
        Peer('textclean, records out', 'all',
             ['PROGRAM', '-q', '-j1', '-i', 'lines', '--format', 'jsonl', FILE]))

CLD2 = r"""
#include <cstdio>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <fstream>
#include <string>
int main(int, char **argv)
{
  std::ifstream file(argv[1]);
  std::string line;
  while (std::getline(file, line)) {
    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language best[3];
    int percent[3], bytes;
    double score[3];
    CLD2::ResultChunkVector chunks;
    bool reliable;
    CLD2::ExtDetectLanguageSummary(line.data(), (int)line.size(), true, &hints, 0, best, percent,
                                   score, &chunks, &bytes, &reliable);
  }
}
"""


def run(command, folder):
    """Whether it went well; says what did not."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        print(f'{command[0]}: {error.strerror}', file=sys.stderr)
        return False
    if done.returncode != 0:
        print(f'{" ".join(command[:3])}: {done.stderr.strip()[-200:]}', file=sys.stderr)
    return done.returncode == 0


def fetch(folder):
    """Puts into the folder what can be had."""
    run(['npm', 'install', '--no-audit', '--no-fund', '--silent', *NPM], folder)
    if run(['apt-get', 'download', *DEBIAN], folder):
        for name in sorted(os.listdir(folder)):
            if name.endswith('.deb'):
                run(['dpkg-deb', '-x', name, 'debian'], folder)
        library = next((top for top, _, names in os.walk(os.path.join(folder, 'debian'))
                        if 'libcld2.so' in names), 'debian')
        with open(os.path.join(folder, 'cld2.cc'), 'w', encoding='utf-8') as file:
            file.write(CLD2)
        run(['c++', '-O2', '-Idebian/usr/include', 'cld2.cc', '-o', 'cld2', f'-L{library}',
             '-lcld2', f'-Wl,-rpath,{library}'], folder)


def made_text(lang, size):
    """Paragraphs of that language, one a line."""
    rng, lines, total = random.Random(lang), [], 0
    while total < size:
        line = make_dump.paragraph(rng, lang).encode() + b'\n'
        lines.append(line)
        total += len(line)
    return b''.join(lines)


def seconds(peer, program, lang, folder):
    """The processor time of a run; None if it fails."""
    command = [word.replace('PROGRAM', program).replace('LANG', lang) for word in peer.command]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False)
    except OSError:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used if done.returncode == 0 else None


def measure(program, lang, text, folder):
    """{name: speeds, one a run}; by turns, since a shared machine is now quick, now slow."""
    with open(os.path.join(folder, FILE), 'wb') as file:
        file.write(text)
    speeds = collections.defaultdict(list)
    for _ in range(RUNS):
        for peer in OURS + PEERS:
            used = seconds(peer, program, lang, folder)
            speeds[peer.name].append(len(text) / used / 1e6 if used else 0)
    return speeds


def print_table(title, speeds):
    print(f'\n{title}\n\n| tool | job | MB/s | from | to | textclean is |')
    print('|---|---|---|---|---|---|')
    ours = speeds[OURS[0].name]
    for peer in OURS + PEERS:
        figures = speeds[peer.name]
        if 0 in figures:
            print(f'| {peer.name} | {peer.job} | - | - | - | not to be had |')
            continue
        ratio = statistics.median(a / b for a, b in zip(ours, figures))
        print(f'| {peer.name} | {peer.job} | {statistics.median(figures):.1f} '
              f'| {min(figures):.1f} | {max(figures):.1f} | {ratio:.1f}x |', flush=True)


def main(program, size='16M', path=None):
    program = shutil.which(program) or sys.exit(f'{program}: no program')
    with tempfile.TemporaryDirectory() as folder:
        fetch(folder)
        if path:
            with open(path, 'rb') as file:
                text = file.read()
            print_table(path, measure(os.path.abspath(program), 'en', text, folder))
            return
        for lang, title in (('en', 'English'), ('zh', 'Chinese')):
            text = made_text(lang, make_dump.size_of(size))
            print_table(title, measure(os.path.abspath(program), lang, text, folder))


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
