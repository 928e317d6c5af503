#!/bin/sh
# lint.sh [tidy|cppcheck|analyzer]... - looks for faults in lib/ and tools/ without running them: by
# clang-tidy (.clang-tidy), cppcheck (.cppcheck) and gcc -fanalyzer; by all three if none is named.
# They take minutes, so this is a command of its own. Exit 1 if one finds anything, 2 if one is
# missing. What is left out, and why, stands in the two files and below.
set -eu
cd "$(dirname "$0")/.."
dir=build-clang
log=$(mktemp)
trap 'rm -f "$log" "$log.err"' EXIT
[ -f "$dir/build.ninja" ] ||
  CC=clang CXX=clang++ meson setup -Dtests=true "$dir" >/dev/null
ninja -C "$dir" >/dev/null
found=0

need()
{
  command -v "$1" >/dev/null && return
  printf 'lint.sh: %s is missing: install the package of that name\n' "$1" >&2
  exit 2
}

tell() # name of the tool
{
  if grep -E 'warning:|error:' "$log" | sort -u; then
    found=1
  else
    printf '%s: nothing\n' "$1"
  fi
}

# Without the generators of lib/: what they print is checked once, by ferror(), at the end.
tidy()
{
  need clang-tidy
  if ! printf '%s\n' lib/*.c tools/*.c | grep -v '^lib/gen_' |
    xargs -P 2 -n 4 clang-tidy --quiet -p "$dir" >"$log" 2>"$log.err"; then
    cat "$log" "$log.err"
    exit 2
  fi
  tell clang-tidy
}

cppcheck_all()
{
  need cppcheck
  cppcheck -q -j 2 --enable=warning,performance,portability --std=c11 --language=c \
    --suppressions-list=.cppcheck --suppress=missingIncludeSystem \
    -Iinclude -Ilib -Itools "-I$dir/lib" lib/*.c tools/*.c >"$log" 2>&1
  tell cppcheck
}

# gcc 12 follows values through one file only, and does not know that
#   malloc-leak                 what a struct of the caller holds is freed by its _free()
#   use-of-uninitialized-value  all groups that are counted are filled in
#   possible-null-dereference   a loop whose condition asks for NULL does not run
#   null-argument               an empty buffer has no bytes, and none are copied there
analyzer()
{
  need gcc
  : >"$log"
  for file in lib/*.c tools/*.c; do
    gcc -std=c11 -O1 -fanalyzer -Wno-analyzer-malloc-leak \
      -Wno-analyzer-use-of-uninitialized-value -Wno-analyzer-possible-null-dereference \
      -Wno-analyzer-null-argument \
      -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -DHAVE_ARCHIVE '-DTEXTCLEAN_VERSION_STRING="0"' \
      -Iinclude -Ilib -Itools "-I$dir/lib" -c "$file" -o /dev/null >>"$log" 2>&1
  done
  tell 'gcc -fanalyzer'
}

[ $# != 0 ] || set -- tidy cppcheck analyzer
for tool in "$@"; do
  case $tool in
  tidy | analyzer) "$tool" ;;
  cppcheck) cppcheck_all ;;
  *)
    printf 'Usage: %s [tidy|cppcheck|analyzer]...\n' "$0" >&2
    exit 2
    ;;
  esac
done
exit "$found"
