#!/bin/sh
# fuzz.sh [SECONDS] [JOBS] [TARGET]... - fuzzes with libFuzzer, in SECONDS (60) on JOBS (2) cores.
# fuzz.sh --keep [TARGET]...           - keeps the smallest of what that found in tests/corpus/
#
# A target is a file tests/fuzz_TARGET.c; all of them share the time if none is named, each on one
# core. They are built with clang, address and undefined-behaviour sanitizers in build-fuzz/, or
# in build-fuzz-fast/ without sanitizers if FUZZ_SANITIZERS is there and empty: for many executions.
# tests/fuzz_corpus.py makes seeds and dictionaries; corpus-TARGET in the build keeps what reached
# new code, for the next time. --keep takes from build-fuzz-fast/ inputs of at most 400 bytes that
# together reach the code that all reach, of these the shortest up to 20 kB a target; the test suite
# tries them. Each finding is made small and shown; the exit status is then 1.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
seconds=${1:-60}
jobs=${2:-2}
sanitizers=${FUZZ_SANITIZERS-address,undefined}
if [ "$seconds" = --keep ]; then
  sanitizers=
  shift
elif [ $# -ge 2 ]; then
  shift 2
fi
dir=build-fuzz
[ -n "$sanitizers" ] || dir=build-fuzz-fast
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# The longest input of each target, in bytes.
longest() # target
{
  case $1 in
  inputs) echo 4096 ;;
  review) echo 2048 ;;
  text) echo 1024 ;;
  edits | options) echo 200 ;;
  *) echo 600 ;;
  esac
}

configure()
{
  if [ -f "$dir/build.ninja" ]; then
    meson setup --reconfigure "$dir"
  else
    CC=clang CXX=clang++ meson setup -Dtests=true -Dfuzz=true -Db_lundef=false \
      -Doptimization=2 -Dfuzz_sanitizers="$sanitizers" "$dir"
  fi
}

# Makes a finding small.
show() # fuzzer, file
{
  "$1" -minimize_crash=1 -max_total_time=10 -exact_artifact_path="$2.small" "$2" \
    >/dev/null 2>&1 </dev/null || true
  [ -s "$2.small" ] || cp "$2" "$2.small"
  printf '%s\n' "$2.small"
  od -An -c "$2.small"
  "$1" "$2.small" 2>&1 </dev/null | grep -aE 'broken|ERROR|runtime error' || true
}

# Without -entropic, which took nine tenths of the time. True: nothing was found.
fuzz() # target
{
  dictionary=
  [ ! -s "$dir/$1.dict" ] || dictionary=-dict=$dir/$1.dict
  # shellcheck disable=SC2086 # no word at all without a dictionary
  "$dir/tests/fuzz_$1_libfuzzer" $dictionary -max_total_time="$share" \
    -max_len="$(longest "$1")" -timeout=20 \
    -rss_limit_mb=2048 -detect_leaks=0 -entropic=0 -print_final_stats=1 \
    -artifact_prefix="$dir/found/$1/" "$dir/corpus-$1" >"$dir/fuzz-$1.log" 2>&1 </dev/null
}

report() # target, whether it ended well
{
  count=$(sed -n 's/^stat::number_of_executed_units: //p' "$dir/fuzz-$1.log")
  printf 'fuzz_%s: %s inputs\n' "$1" "${count:-?}"
  found=0
  for file in "$dir/found/$1"/*; do
    [ -e "$file" ] && [ "$found" -lt 3 ] || continue
    found=$((found + 1))
    show "$dir/tests/fuzz_$1_libfuzzer" "$file"
  done
  if [ "$2" != 0 ] || [ "$found" != 0 ]; then
    failed=1
    [ "$found" != 0 ] || tail -n 20 "$dir/fuzz-$1.log"
  fi
}

if ! { configure && ninja -C "$dir" fuzzers; } >"$log" 2>&1 </dev/null; then
  cat "$log"
  exit 2
fi
python3 tests/fuzz_corpus.py "$dir"
[ $# != 0 ] || set -- $(cd "$dir/tests" && ls fuzz_*_libfuzzer | sed 's/fuzz_\(.*\)_libfuzzer/\1/')

keep() # target
{
  rm -rf "$dir/kept"
  mkdir -p "$dir/kept"
  "$dir/tests/fuzz_$1_libfuzzer" -merge=1 -use_counters=0 -max_len=400 "$dir/kept" \
    "$dir/corpus-$1" >"$log" 2>&1 </dev/null || { cat "$log"; exit 2; }
  python3 tests/fuzz_corpus.py --pack "$dir/kept" "$1"
  printf 'tests/corpus/%s.txt: %s inputs\n' "$1" "$(wc -l <"tests/corpus/$1.txt")"
}

if [ "$seconds" = --keep ]; then
  for target in "$@"; do
    keep "$target"
  done
  exit 0
fi
rounds=$((($# + jobs - 1) / jobs))
share=$((seconds / rounds))
[ "$share" -gt 0 ] || share=1
rm -rf "$dir/found"
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
failed=0

# As many at once as there are cores.
while [ $# != 0 ]; do
  running=
  while [ $# != 0 ] && [ "$(echo "$running" | wc -w)" -lt "$((2 * jobs))" ]; do
    mkdir -p "$dir/found/$1"
    fuzz "$1" &
    running="$running $1 $!"
    shift
  done
  names="$*"
  # shellcheck disable=SC2086 # a name and a process, a name and a process
  set -- $running
  while [ $# != 0 ]; do
    status=0
    wait "$2" || status=$?
    report "$1" "$status"
    shift 2
  done
  # shellcheck disable=SC2086 # one word a target
  set -- $names
done
exit "$failed"
