#!/usr/bin/env python3
"""check_example.py PROGRAM SOURCE.c - the program prints what the last comment of its source
says, one line a line, behind `Prints:`."""
import re
import subprocess
import sys


def main(program, source):
    with open(source, encoding='utf-8') as file:
        comments = re.findall(r'/\* Prints:\n(.*?) ?\*/', file.read(), re.S)
    if not comments:
        print(f'{source} does not say what it prints', file=sys.stderr)
        return 1
    wanted = ''.join(line.strip(' *') + '\n' for line in comments[-1].strip('\n').split('\n'))
    done = subprocess.run([program], stdout=subprocess.PIPE, check=False)
    found = done.stdout.decode('utf-8', 'replace')
    if done.returncode == 0 and found == wanted:
        return 0
    print(f'exit status {done.returncode}\nwanted:\n{wanted}\nfound:\n{found}', file=sys.stderr)
    return 1


if __name__ == '__main__':
    sys.stderr.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main(*sys.argv[1:]))
