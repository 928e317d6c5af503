#!/usr/bin/env python3
"""Installs the build into an empty folder and uses it from there. Prints TAP.

    check_install.py BUILD EXAMPLE.c COMPILER...

The header, the libraries, the pkg-config file and the tool are in place; the library exports the
public names only; the example compiles by pkg-config alone, against the shared and the static
library; the installed tool runs."""
import os
import re
import subprocess
import sys
import tempfile


class Installed:
    def __init__(self, root, example, compiler):
        self.root = root  # stands for /: what DESTDIR names
        self.example = example
        self.compiler = compiler
        self.pkg_config = find(root, 'textclean.pc')
        self.library = find(root, 'libtextclean.so')
        # The files name their places without DESTDIR, so pkg-config must put it in front.
        self.env = {**os.environ, 'LC_ALL': 'C',
                    'PKG_CONFIG_SYSROOT_DIR': '',
                    'PKG_CONFIG_PATH': os.path.dirname(self.pkg_config or root),
                    'LD_LIBRARY_PATH': os.path.dirname(self.library or root)}

    def run(self, *command):
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f'{" ".join(command)}: exit status {done.returncode}\n'
                                 f'{done.stdout}{done.stderr}')
        return done.stdout

    def flags(self, *options):
        prefix = self.run('pkg-config', '--variable=prefix', 'textclean').strip()
        return self.run('pkg-config', f'--define-variable=prefix={self.root}{prefix}', *options,
                        'textclean').split()


def find(root, name):
    for folder, _, names in os.walk(root):
        if name in names:
            return os.path.join(folder, name)
    return None


def check_files(installed):
    for name in 'textclean.h', 'libtextclean.so', 'libtextclean.a', 'textclean.pc', 'textclean':
        if not find(installed.root, name):
            raise AssertionError(f'{name} is not there')
    if not os.access(find(installed.root, 'textclean'), os.X_OK):
        raise AssertionError('textclean cannot be executed')


def check_links(installed):
    """libtextclean.so is a link to .so.MAJOR, and that to .so.VERSION."""
    version = installed.run('pkg-config', '--modversion', 'textclean').strip()
    folder = os.path.dirname(installed.library)
    real = os.path.basename(os.path.realpath(installed.library))
    if real != f'libtextclean.so.{version}':
        raise AssertionError(f'libtextclean.so leads to {real}, the version is {version}')
    dynamic = installed.run('readelf', '-d', installed.library)
    soname = re.search(r'SONAME.*\[(.*)\]', dynamic)
    if not soname or not os.path.islink(os.path.join(folder, soname[1])):
        raise AssertionError('no link has the SONAME')


def check_symbols(installed):
    names = [line.split()[-1].split('@')[0]
             for line in installed.run('nm', '-D', '--defined-only', installed.library).splitlines()
             if line.split()[-2] != 'A']  # A: the names of the versions themselves
    header = open(find(installed.root, 'textclean.h'), encoding='utf-8').read()
    promised = set(re.findall(r'TEXTCLEAN_API[^;(]*?\b(textclean_\w+)\(', header))
    extra, missing = sorted(set(names) - promised), sorted(promised - set(names))
    if extra or missing or not promised:
        raise AssertionError(f'exported, not in the header: {extra}\nnot exported: {missing}')


def compile_example(installed, name, *flags):
    program = os.path.join(installed.root, name)
    installed.run(*installed.compiler, '-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror',
                  installed.example, '-o', program, *flags)
    if not installed.run(program).strip():
        raise AssertionError('the example prints nothing')


def check_shared(installed):
    compile_example(installed, 'example-shared', *installed.flags('--cflags', '--libs'))


def check_static(installed):
    flags = installed.flags('--cflags', '--libs', '--static')
    flags = [find(installed.root, 'libtextclean.a') if flag == '-ltextclean' else flag
             for flag in flags]
    compile_example(installed, 'example-static', *flags)


def check_tool(installed):
    version = installed.run('pkg-config', '--modversion', 'textclean').strip()
    if version not in installed.run(find(installed.root, 'textclean'), '--version'):
        raise AssertionError('the tool does not tell the version of the library')


CHECKS = (
    ('all files are in place', check_files),
    ('the shared library is linked by version', check_links),
    ('exactly the public names are exported', check_symbols),
    ('the example compiles against the shared library', check_shared),
    ('the example compiles against the static library', check_static),
    ('the tool runs', check_tool),
)


def main(build, example, *compiler):
    failed = 0
    print(f'1..{len(CHECKS)}')
    with tempfile.TemporaryDirectory() as root:
        subprocess.run(['meson', 'install', '-C', build, '--no-rebuild', '--destdir', root],
                       check=True, stdout=subprocess.DEVNULL)
        installed = Installed(root, os.path.abspath(example), compiler)
        for number, (title, check) in enumerate(CHECKS, 1):
            problem = None
            try:
                check(installed)
            except AssertionError as error:
                problem = str(error)
            failed += problem is not None
            print(f'{"not ok" if problem else "ok"} {number} - {title}')
            for line in (problem or '').splitlines():
                print(f'#   {line}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main(*sys.argv[1:]))
