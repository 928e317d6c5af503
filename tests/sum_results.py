#!/usr/bin/env python3
"""Sums up the logs that `meson test` leaves (meson-logs/testlog.json).

    sum_results.py [--broken N] LOG...   prints `N passed, N failed`; status 1 if any failed
    sum_results.py --show LOG...         prints what failed, each with its whole output

The tests of a program that speaks TAP count one by one, any other program counts as one. A
program that ends badly has failed, even if no test in it did. N builds or runs that broke
before there was a log count as failed too."""
import argparse
import json
import re
import sys

GOOD = {'OK', 'EXPECTEDFAIL', 'SKIP'}
TAP_LINE = re.compile(r'(not )?ok\b([^#]*)(?:#\s*(SKIP|TODO)\b)?', re.IGNORECASE)


def count(program):
    """(passed, failed) of one program of the log; what was skipped counts as neither."""
    passed = failed = 0
    output = program.get('stdout', '')
    for line in output.splitlines():
        match = TAP_LINE.match(line)
        if match and not match[3]:
            passed, failed = passed + (not match[1]), failed + bool(match[1])
    if program['result'] not in GOOD:
        failed = max(failed, 1)
    elif not passed and program['result'] != 'SKIP' and not re.search(r'^1\.\.\d', output, re.M):
        passed = 1
    return passed, failed


def read(paths):
    for path in paths:
        with open(path, encoding='utf-8', errors='replace') as log:
            for line in log:
                yield json.loads(line)


def show(programs):
    for program in programs:
        if program['result'] in GOOD:
            continue
        print(f'---- {program["name"]}: {program["result"]} '
              f'(status {program["returncode"]}, {program["duration"]:.1f} s)')
        print(' '.join(program['command']))
        for stream in 'stdout', 'stderr':
            text = program.get(stream, '').rstrip('\n')
            if text:
                print(f'-- {stream}\n{text}')
        print('----')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--broken', type=int, default=0)
    parser.add_argument('--show', action='store_true')
    parser.add_argument('log', nargs='*')
    options = parser.parse_args()
    if options.show:
        show(read(options.log))
        return 0
    sums = [count(program) for program in read(options.log)]
    passed = sum(one[0] for one in sums)
    failed = sum(one[1] for one in sums) + options.broken
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(errors='backslashreplace')
    sys.exit(main())
