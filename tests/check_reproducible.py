#!/usr/bin/env python3
"""Builds twice, in two directories, and compares: check_reproducible.py ROOT prints TAP.

The tree is copied to places of different lengths, and each copy built with another umask, locale,
time zone and number of jobs. The library and the command must be the same bytes, and hold no name
of a directory. It takes a minute or two, so meson has it in the suite `slow`."""
import os
import shutil
import subprocess
import sys
import tempfile

MADE = ('lib/libtextclean.so', 'lib/libtextclean.a', 'tools/textclean', 'tools/textclean.bash')
WAYS = (('a', {'LC_ALL': 'C', 'TZ': 'UTC'}, 0o022, 2),
        ('another/and/longer', {'LC_ALL': 'C.UTF-8', 'TZ': 'Asia/Shanghai'}, 0o077, 1))


def build(root, top, way):
    place, environment, mask, jobs = way
    tree = os.path.join(top, place)
    shutil.copytree(root, tree, ignore=shutil.ignore_patterns('build*', '.git', '__pycache__'))
    environment = {**os.environ, **environment}
    for command in (['meson', 'setup', '-Dtests=false', '-Dman=disabled', 'build'],
                    ['ninja', '-C', 'build', '-j', str(jobs)]):
        done = subprocess.run(command, cwd=tree, env=environment, umask=mask, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            sys.exit(done.stdout.decode(errors='replace'))
    results = {}
    for name in MADE:
        with open(os.path.join(tree, 'build', name), 'rb') as file:
            results[name] = file.read()
    return results


def main(root):
    top = tempfile.mkdtemp()
    try:
        first, second = (build(root, top, way) for way in WAYS)
    finally:
        shutil.rmtree(top)
    failed = 0
    print(f'1..{len(MADE)}')
    for number, name in enumerate(MADE, 1):
        same, free = first[name] == second[name], top.encode() not in first[name]
        failed += not (same and free)
        print(f'{"ok" if same and free else "not ok"} {number} - {name}'
              f'{"" if same else ": other bytes"}{"" if free else ": holds " + top}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(os.path.abspath(sys.argv[1])))
