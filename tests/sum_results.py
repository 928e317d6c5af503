#!/usr/bin/env python3
"""Sums up the logs that `meson test` leaves (meson-logs/testlog.json).

    sum_results.py [--broken N] LOG...   prints `N passed, N failed`; status 1 if any failed
    sum_results.py --show LOG...         prints what failed, with all it wrote but the good tests

The tests of a program that speaks TAP count one by one, any other program counts as one. A
program that ends badly has failed, even if no test in it did. N builds or runs that broke
before there was a log count as failed too."""
import argparse
import json
import re
import sys

GOOD = {'OK', 'EXPECTEDFAIL', 'SKIP'}
TAP_PLAN = re.compile(r'^1\.\.(\d+)', re.MULTILINE)
TAP_LINE = re.compile(r'(not )?ok\b([^#]*)(?:#\s*(SKIP|TODO)\b)?', re.IGNORECASE)


def count(program):
    """(passed, failed) of one program of the log; what was skipped counts as neither."""
    passed = failed = skipped = 0
    output = program.get('stdout', '')
    plan = TAP_PLAN.search(output)
    for match in filter(None, map(TAP_LINE.match, output.splitlines())):
        if match[3]:
            skipped += 1
        elif match[1]:
            failed += 1
        else:
            passed += 1
    if program['result'] not in GOOD:
        unheard = int(plan[1]) - passed - failed - skipped if plan else 0
        failed = max(failed + unheard, 1)
    elif not plan and program['result'] != 'SKIP':
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
            lines = program.get(stream, '').rstrip('\n').split('\n')
            text = '\n'.join(line for line in lines if not line.startswith('ok '))
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
