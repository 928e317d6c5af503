#!/usr/bin/env python3
"""Checks what was built: check_hardening.py ROOT TEXTCLEAN LIBRARY HARDENED prints TAP.

HARDENED is 1 if the build has the option. Looks at the dynamic sections and symbols of the command
and the shared library by readelf, and at the sources."""
import glob
import os
import re
import subprocess
import sys

# What reaches other machines, other programs, code that is not ours, or the user's settings.
FORBIDDEN = re.compile(r'^(socket|connect|bind|listen|accept4?|send(to|msg)?|getaddrinfo|'
                       r'gethostby\w+|system|popen|exec\w+|fork|vfork|posix_spawn\w*|dlm?open|'
                       r'setenv|putenv|wordexp|getpw\w+)$')
KNOWN_VARIABLES = {'NO_COLOR', 'TERM'}  # textclean(1) tells them
FILES_THAT_ASK = {'run.c'}
FILES_THAT_LOAD = {'late.c'}  # libraries of the system, and these only:
LOADED = {'libarchive.so.13', 'libicui18n.so.'}


def readelf(option, path):
    return subprocess.run(['readelf', option, '-W', path], check=True, capture_output=True,
                          text=True).stdout


def undefined(path):
    return {re.sub('@.*', '', line.split()[7]) for line in readelf('--dyn-syms', path).splitlines()
            if len(line.split()) > 7 and line.split()[6] == 'UND'}


def check_hardened(program, library):
    for path in program, library:
        segments, dynamic = readelf('-l', path), readelf('-d', path)
        if 'GNU_RELRO' not in segments or 'BIND_NOW' not in dynamic:
            yield f'{path}: its tables can be written to'
        if not re.search(r'GNU_STACK.*\sRW\s', segments):
            yield f'{path}: its stack can be run'
        if '__stack_chk_fail' not in undefined(path):
            yield f'{path}: has no stack protector'
    if not re.search(r'Flags:.*PIE', readelf('-d', program)):
        yield f'{program}: is not position independent'


def check_calls(program, library):
    for path in program, library:
        for name in sorted(filter(FORBIDDEN.match, undefined(path))):
            if (path, name) != (program, 'dlopen'):
                yield f'{path}: calls {name}()'
    if 'getenv' in undefined(library) or 'secure_getenv' in undefined(library):
        yield f'{library}: reads the environment'


def check_loading(root):
    for path in glob.glob(os.path.join(root, 'tools', '*.[ch]')):
        with open(path, encoding='utf-8') as file:
            code = file.read()
        if re.search(r'\bdlm?open\(', code) and os.path.basename(path) not in FILES_THAT_LOAD:
            yield f'{path}: loads code'
        for name in re.findall(r'"([^"\n]*\.so\b[^"\n]*)"', code):
            if name not in LOADED:
                yield f'{path}: names {name}'


def check_environment(root):
    for path in glob.glob(os.path.join(root, 'tools', '*.c')):
        with open(path, encoding='utf-8') as file:
            code = file.read()
        calls = re.findall(r'\bgetenv\((.*?)\)', code)
        if calls and os.path.basename(path) not in FILES_THAT_ASK:
            yield f'{path}: reads the environment'
        for argument in calls:
            if argument.strip('"') not in KNOWN_VARIABLES:
                yield f'{path}: reads {argument}'


def main(root, program, library, hardened):
    checks = [
        ('no network, no other programs', check_calls(program, library)),
        ('no code loaded but two libraries of the system', check_loading(root)),
        ('of the environment only what is documented', check_environment(root)),
    ]
    if hardened == '1':
        checks.append(('the protections are on', check_hardened(program, library)))
    print(f'1..{len(checks)}')
    failed = 0
    for number, (title, findings) in enumerate(checks, 1):
        findings = list(findings)
        failed += bool(findings)
        print(f'{"not ok" if findings else "ok"} {number} - {title}')
        for finding in findings:
            print(f'# {finding}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
