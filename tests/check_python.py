#!/usr/bin/env python3
"""Tests the Python module: check_python.py ROOT LIBRARY TEXTCLEAN VERSION prints TAP.

Its examples run; what it gives of the seeds and of mixtures is what the command gives; both maps
are those of the library, at every place; two threads clean at once; pip installs it."""
import ctypes
import doctest
import glob
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

ROOT, LIBRARY, PROGRAM, VERSION = sys.argv[1:]
MODULE = os.path.join(ROOT, 'tools', 'python')
os.environ['TEXTCLEAN_LIBRARY'] = os.path.abspath(LIBRARY)
sys.dont_write_bytecode = True
sys.path.insert(0, MODULE)
import textclean  # noqa: E402  (its place is known only now)
from textclean import _library as inner  # noqa: E402

ODD = ('', 'a', '\ufeffThe  mill &amp; the &#100;am.', '磨坊,水坝 .\r\n\r\n “何秋白 ”说',
       '😀 a high -quality 😀,', 'e\u0301  é', '&amp;amp;  ﬁ', 'The \ufffd\ufffd mill  x')


def seeds():
    for path in sorted(glob.glob(os.path.join(ROOT, 'seeds', '*.txt'))):
        with open(path, encoding='utf-8', newline='') as file:
            yield file.read()


def the_examples_run():
    done = doctest.testmod(textclean, extraglobs={'textclean': textclean},
                           optionflags=doctest.ELLIPSIS)
    assert done.failed == 0 and done.attempted > 30, done


def it_gives_what_the_command_gives():
    texts = [*seeds(), *ODD]
    lines = ''.join(json.dumps({'text': text}) + '\n' for text in texts)
    done = subprocess.run([PROGRAM, '-f', 'jsonl', '-i', 'jsonl'], input=lines.encode(),
                          capture_output=True, check=True)
    for text, line in zip(texts, done.stdout.splitlines()):
        wanted, article = json.loads(line), textclean.clean(text)
        assert article.text == wanted['text'], text
        assert article.target == wanted['target']
        for name in 'paragraphs', 'runs', 'sentences', 'flags', 'edits':
            found = [vars(one) for one in getattr(article, name)]
            assert len(found) == len(wanted[name]), (name, text)
            for one, other in zip(found, wanted[name]):
                for key, value in other.items():
                    if key == 'score':
                        assert abs(one[key] - value) < 0.006, (name, one, other)
                    elif key == 'text':
                        assert article.text[slice(*one['span'])] == value
                    else:
                        assert (list(one[key]) if isinstance(value, list) else one[key]) == value, (
                            name, one, other)
        assert article.summary.letters == wanted['summary']['letters']
        assert abs(article.summary.untranslated_share
                   - wanted['summary']['untranslated_share']) < 0.001


def the_maps_are_those_of_the_library():
    calls, cleaner, doc = inner.C, textclean.Cleaner(), ctypes.c_void_p()
    assert calls.doc_new(cleaner._owner.handle, doc) == 0
    for text in [*seeds(), *ODD]:
        data = text.encode()
        article = textclean.clean(text)
        assert calls.apply(doc, 0, data, len(data)) == 0
        for near, far, own, theirs in (
                (article.text, article.source, article.to_source, calls.to_source),
                (article.source, article.text, article.from_source, calls.from_source)):
            near = near[:3000]
            near_bytes = [0]
            for char in near:
                near_bytes.append(near_bytes[-1] + len(char.encode()))
            far_data = far.encode()
            for width in 0, 1, 7:
                for start in range(0, len(near) + 1 - min(width, len(near))):
                    end = min(start + width, len(near))
                    span = theirs(doc, inner.CSpan(near_bytes[start], near_bytes[end]))
                    wanted = (len(far_data[:span.start].decode()),
                              len(far_data[:span.end].decode()))
                    assert own(start, end) == wanted, (text[:40], start, end)
    calls.doc_free(doc)


def bytes_need_not_be_well_formed():
    source = b'The \xff\xe4\xb8 mill  of Hexi \xed\xa0\x80 x'
    article = textclean.clean(source)
    assert article.text == source.decode('utf-8', 'replace').replace('  ', ' '), article.text
    assert len(article.source) == len(source.decode('utf-8', 'replace'))
    for edit in article.edits:
        assert article.source[slice(*edit.source)] == edit.before


def what_is_wrong_is_told():
    for wrong, error in (
            (lambda: textclean.clean('a', target='fr'), ValueError),
            (lambda: textclean.clean('a', rules='no-such-rule'), ValueError),
            (lambda: textclean.clean('a', rules='none\0'), ValueError),
            (lambda: textclean.clean('a', style='hm'), ValueError),
            (lambda: textclean.clean('\ud800'), UnicodeEncodeError),
            (lambda: textclean.clean('a').to_source(3, 2), ValueError),
            (lambda: list(textclean.clean_jsonl(['{'])), ValueError),
            (lambda: list(textclean.clean_jsonl(['[1]'])), ValueError),
            (lambda: textclean.clean(b'a' * ((1 << 28) + 1)), textclean.TextcleanError)):
        try:
            wrong()
        except error:
            continue
        raise AssertionError(f'no {error.__name__}')


def a_dump_is_read_line_by_line():
    with tempfile.NamedTemporaryFile() as file:
        file.write(b'{"content": "The  mill.", "n": 1}\n\n{"x": "\\ud800", "n": 2}\n')
        file.flush()
        with open(file.name, 'rb') as lines:
            found = [(record['n'], article and article.text)
                     for record, article in textclean.clean_jsonl(lines)]
        assert found == [(1, 'The mill.'), (2, None)], found
        with open(file.name, encoding='utf-8') as lines:
            found = [article and article.text
                     for _, article in textclean.clean_jsonl(lines, field='x')]
        assert found == [None, '?'], found


def the_lock_is_given_away():
    """While the library is at work in another thread, this one goes on."""
    text = '\n'.join(seeds()).encode() * 400
    cleaner, ended, count = textclean.Cleaner(), threading.Event(), 0

    def work():
        cleaner.clean(text)
        ended.set()
    thread = threading.Thread(target=work)
    thread.start()
    start = time.perf_counter()
    while not ended.is_set():
        count += 1
    seconds = time.perf_counter() - start
    thread.join()
    assert count > 1000, count
    print(f'# in {seconds:.2f} s of the other thread this one counted to {count}')


def two_threads_use_two_cores():
    """Told, not tested: a machine may have no core to spare."""
    text = '\n'.join(seeds()).encode() * 40
    cleaner = textclean.Cleaner()

    def work():
        for _ in range(20):
            cleaner.clean(text)

    def seconds(threads):
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - start
    work()
    one = min(seconds([threading.Thread(target=work)]) for _ in range(3))
    two = min(seconds([threading.Thread(target=work) for _ in range(2)]) for _ in range(3))
    print(f'# {len(text) * 20 / 1e6 / one:.0f} MB/s in one thread, '
          f'{len(text) * 40 / 1e6 / two:.0f} MB/s in two')


def pip_installs_it():
    if not all(importlib.util.find_spec(name) for name in ('pip', 'setuptools', 'wheel')):
        return 'SKIP pip, setuptools or wheel is missing'
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, 'source')
        subprocess.run(['cp', '-r', MODULE, source], check=True)
        subprocess.run([sys.executable, '-m', 'pip', 'install', '--quiet', '--no-index',
                        '--no-deps', '--no-build-isolation', '--disable-pip-version-check',
                        '--root-user-action=ignore', '--target', os.path.join(folder, 'here'),
                        source], check=True, capture_output=True)
        done = subprocess.run(
            [sys.executable, '-c', 'import textclean; print(textclean.__file__, '
             'textclean.__version__, textclean.clean("a  mill").text)'],
            cwd=folder, env={**os.environ, 'PYTHONPATH': os.path.join(folder, 'here')},
            check=True, capture_output=True, text=True)
        assert done.stdout.startswith(folder), done.stdout
        assert done.stdout.endswith(f' {VERSION} a mill\n'), done.stdout
    return None


def the_version_is_that_of_the_project():
    assert textclean.__version__ == VERSION == textclean.library_version()


CHECKS = (the_examples_run, it_gives_what_the_command_gives, the_maps_are_those_of_the_library,
          bytes_need_not_be_well_formed, what_is_wrong_is_told, a_dump_is_read_line_by_line,
          the_lock_is_given_away, two_threads_use_two_cores, pip_installs_it,
          the_version_is_that_of_the_project)


def main():
    print(f'1..{len(CHECKS)}')
    failed = 0
    for number, check in enumerate(CHECKS, 1):
        problem = skipped = None
        try:
            skipped = check()
        except (AssertionError, OSError, subprocess.CalledProcessError) as error:
            problem = f'{error!r}\n{getattr(error, "stderr", "") or ""}'
        failed += problem is not None
        title = check.__name__.replace('_', ' ')
        note = f' # {skipped}' if skipped else ''
        print(f'{"not ok" if problem else "ok"} {number} - {title}{note}')
        for line in (problem or '').splitlines():
            print(f'#   {line}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main())
