#!/bin/sh
# lint.sh [tidy|cppcheck|analyzer]... - looks for faults in lib/ and tools/, generators too, without
# running them: by clang-tidy (.clang-tidy), cppcheck (.cppcheck) and gcc -fanalyzer; by all three
# if none is named. On two idle cores they take about ten minutes, so this is a command of its own;
# it tells as it goes what each was run on, what it found and how long it took. Exit 1 if one finds
# anything, 2 if one is missing or fails. What is left out, and why, stands in the two files and
# below.
set -eu
cd "$(dirname "$0")/.."
dir=build-clang
log=$(mktemp)
trap 'rm -f "$log" "$log".*' EXIT
[ -f "$dir/build.ninja" ] ||
  CC=clang CXX=clang++ meson setup -Dtests=true "$dir" >/dev/null
ninja -C "$dir" >/dev/null
found=0
sum=

need()
{
  command -v "$1" >/dev/null && return
  printf 'lint.sh: %s is missing: install the package of that name\n' "$1" >&2
  exit 2
}

# Findings, each once, though a header is seen from many files.
tell() # name of the tool, seconds since 1970 when it began
{
  grep -E 'warning:|error:' "$log" | sed "s|[^ ]*/$dir/\.\./||; s|^\.\./||" | sort -u \
    >"$log.found" || true
  cat "$log.found"
  count=$(wc -l <"$log.found")
  [ "$count" = 0 ] || found=1
  sum="$sum$1: $count findings in $(echo lib/*.c tools/*.c | wc -w) files, $(($(date +%s) - $2)) s
"
}

tidy_these() # files and options
{
  xargs -P 2 -n 4 clang-tidy --quiet -p "$dir" "$@" >>"$log" 2>>"$log.err" ||
    { cat "$log" "$log.err"; exit 2; }
}

# Generators write to a file, which they ask for errors once, at the end: ferror().
tidy()
{
  need clang-tidy
  start=$(date +%s)
  : >"$log"
  printf '%s\n' lib/*.c tools/*.c | grep -v '/gen_' | tidy_these
  printf '%s\n' lib/gen_*.c tools/gen_*.c | tidy_these --checks=-cert-err33-c
  tell clang-tidy "$start"
}

cppcheck_all()
{
  need cppcheck
  start=$(date +%s)
  cppcheck -q -j 2 --enable=warning,performance,portability --std=c11 --language=c \
    --suppressions-list=.cppcheck --suppress=missingIncludeSystem \
    -Iinclude -Ilib -Itools "-I$dir/lib" lib/*.c tools/*.c >"$log" 2>&1
  tell cppcheck "$start"
}

# gcc 12 follows values through one file only, and does not know that
#   malloc-leak                 what a struct of the caller holds is freed by its _free()
#   use-of-uninitialized-value  all groups that are counted are filled in
#   possible-null-dereference   a loop whose condition asks for NULL does not run
#   null-argument               an empty buffer has no bytes, and none are copied there
analyzer()
{
  need gcc
  start=$(date +%s)
  printf '%s\n' lib/*.c tools/*.c |
    xargs -P 2 -I '{}' gcc -std=c11 -O1 -fanalyzer -Wno-analyzer-malloc-leak \
      -Wno-analyzer-use-of-uninitialized-value -Wno-analyzer-possible-null-dereference \
      -Wno-analyzer-null-argument \
      -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -DHAVE_ARCHIVE '-DTEXTCLEAN_VERSION_STRING="0"' \
      -Iinclude -Ilib -Itools "-I$dir/lib" "-I$dir/tools" -c '{}' -o /dev/null >"$log" 2>&1 ||
    { cat "$log"; exit 2; }
  tell 'gcc -fanalyzer' "$start"
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
printf '%s' "$sum"
exit "$found"
