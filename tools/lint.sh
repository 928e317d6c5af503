#!/bin/sh
# lint.sh - runs clang-tidy with .clang-tidy on lib/ and tools/. It takes minutes, so it is a
# command of its own. Exit 1 if it finds anything.
set -eu
cd "$(dirname "$0")/.."
dir=build-clang
log=$(mktemp)
trap 'rm -f "$log" "$log.err"' EXIT
[ -f "$dir/build.ninja" ] ||
  CC=clang CXX=clang++ meson setup -Dtests=true "$dir" >/dev/null
ninja -C "$dir" >/dev/null
if ! command -v clang-tidy >/dev/null; then
  printf 'lint.sh: clang-tidy is missing: install the package of that name\n' >&2
  exit 2
fi
if ! printf '%s\n' lib/*.c tools/*.c |
  xargs -P 2 -n 4 clang-tidy --quiet -p "$dir" >"$log" 2>"$log.err"; then
  cat "$log" "$log.err"
  exit 2
fi
grep -E 'warning:|error:' "$log" | sort -u && exit 1
printf 'clang-tidy: nothing\n'
