#!/bin/sh
# abi.sh [BUILD] - writes the library's interface into tests/libtextclean.abi. Once a release:
# tests/check_abi.py then holds each later build against it. Needs abigail-tools.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build}
ninja -C "$build" >/dev/null
library=$(find "$build/lib" -type f -name 'libtextclean.so.*.*.*' | head -n 1)
abidw --exported-interfaces-only --headers-dir include --no-corpus-path \
  --no-comp-dir-path --no-elf-needed --out-file tests/libtextclean.abi "$library"
printf 'abi.sh: tests/libtextclean.abi: %s bytes\n' "$(wc -c <tests/libtextclean.abi)"
