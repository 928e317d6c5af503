#!/usr/bin/env python3
"""Builds projects that use the library as others do: check_users.py ROOT BUILD prints TAP.

A CMake project finds the installed library by pkg-config; a Meson project has the sources as a
subproject. Each is built, and what it prints is what the example says."""
import os
import shutil
import subprocess
import sys
import tempfile

CMAKE = '''cmake_minimum_required(VERSION 3.16)
project(news C)
find_package(PkgConfig REQUIRED)
pkg_check_modules(textclean REQUIRED IMPORTED_TARGET textclean)
add_executable(news example.c)
target_link_libraries(news PRIVATE PkgConfig::textclean)
'''
MESON = '''project('news', 'c')
textclean = dependency('textclean', fallback: ['textclean', 'textclean_dep'],
  default_options: ['tests=false', 'tools=false'])
executable('news', 'example.c', dependencies: textclean)
'''


def run(*command, **env):
    done = subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True,
                          check=False)
    if done.returncode:
        raise AssertionError(f'{" ".join(command)}\n{done.stdout}{done.stderr}')
    return done.stdout


def project(root, folder, name, text):
    os.makedirs(folder)
    shutil.copy(os.path.join(root, 'tests', 'example.c'), folder)
    with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
        file.write(text)


def check_run(root, program, **env):
    checker = os.path.join(root, 'tests', 'check_example.py')
    run(sys.executable, checker, program, os.path.join(root, 'tests', 'example.c'), **env)


def library_folder(place):
    for folder, _, names in os.walk(place):
        if 'libtextclean.so' in names:
            return folder
    raise AssertionError('libtextclean.so is not installed')


def from_cmake(root, build, place):
    if not shutil.which('cmake'):
        return 'SKIP there is no cmake'
    installed, folder = os.path.join(place, 'installed'), os.path.join(place, 'cmake')
    run('meson', 'install', '-C', build, '--no-rebuild', '--destdir', installed)
    libraries = library_folder(installed)
    pc = os.path.join(libraries, 'pkgconfig', 'textclean.pc')
    with open(pc, encoding='utf-8') as file:
        text = file.read()
    with open(pc, 'w', encoding='utf-8') as file:  # as if its prefix were there
        file.write(text.replace('prefix=', f'prefix={installed}', 1))
    project(root, folder, 'CMakeLists.txt', CMAKE)
    run('cmake', '-G', 'Ninja', '-S', folder, '-B', folder + '/build',
        PKG_CONFIG_PATH=os.path.dirname(pc))
    run('cmake', '--build', folder + '/build')
    check_run(root, folder + '/build/news', LD_LIBRARY_PATH=libraries)
    return None


def from_meson(root, _, place):
    folder = os.path.join(place, 'meson')
    project(root, folder, 'meson.build', MESON)
    source = os.path.join(folder, 'subprojects', 'textclean')
    os.makedirs(source)
    for name in 'meson.build', 'meson_options.txt', 'include', 'lib', 'tools', 'tests':
        path = os.path.join(root, name)
        (shutil.copytree if os.path.isdir(path) else shutil.copy)(path, os.path.join(source, name))
    run('meson', 'setup', folder + '/build', folder)
    run('ninja', '-C', folder + '/build', 'news')
    check_run(root, folder + '/build/news')


CHECKS = (('CMake finds it by pkg-config', from_cmake),
          ('a Meson project has it as a subproject', from_meson))


def main(root, build):
    failed = 0
    root = os.path.abspath(root)
    print(f'1..{len(CHECKS)}')
    for number, (title, check) in enumerate(CHECKS, 1):
        problem = skipped = None
        with tempfile.TemporaryDirectory() as place:
            try:
                skipped = check(root, build, place)
            except AssertionError as error:
                problem = str(error)
        failed += problem is not None
        print(f'{"not ok" if problem else "ok"} {number} - {title}'
              f'{f" # {skipped}" if skipped else ""}')
        for line in (problem or '').splitlines():
            print(f'#   {line}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', errors='backslashreplace')
    sys.exit(main(*sys.argv[1:]))
