#!/bin/sh
# fuzz.sh [SECONDS] [JOBS] - fuzzes the library, then what reads files (60 s each with 2 jobs if
# not told otherwise).
#
# Builds tests/fuzz_clean.c and tests/fuzz_inputs.c with clang's libFuzzer, address and
# undefined-behaviour sanitizers in build-fuzz/, makes seeds and a dictionary from the specs and
# from packed files, and runs. build-fuzz/corpus-NAME keeps what was found to reach new code, for
# the next time. Each finding is made small and shown; the exit status is then 1.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
seconds=${1:-60}
jobs=${2:-2}
dir=build-fuzz
log=$(mktemp)
trap 'rm -f "$log"' EXIT

configure()
{
  if [ -f "$dir/build.ninja" ]; then
    meson setup --reconfigure "$dir"
  else
    CC=clang CXX=clang++ meson setup -Dtests=true -Dfuzz=true -Db_lundef=false "$dir"
  fi
}

if ! { configure && ninja -C "$dir" tests/fuzz_clean_libfuzzer tests/fuzz_inputs_libfuzzer; } \
    >"$log" 2>&1 </dev/null; then
  cat "$log"
  exit 2
fi
python3 tests/fuzz_corpus.py "$dir"
rm -rf "$dir/found"
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
failed=0

# show FUZZER FILE - makes a finding small.
show()
{
  "$1" -minimize_crash=1 -max_total_time=20 -exact_artifact_path="$2.small" "$2" \
    >/dev/null 2>&1 </dev/null || true
  [ -s "$2.small" ] || cp "$2" "$2.small"
  printf '%s\n' "$2.small"
  od -An -c "$2.small"
  "$1" "$2.small" 2>&1 </dev/null | grep -E 'invariant|broken|ERROR|runtime error' || true
}

# fuzz NAME LONGEST - runs fuzz_NAME on inputs of at most LONGEST bytes.
fuzz()
{
  fuzzer=$dir/tests/fuzz_$1_libfuzzer
  found=$dir/found/$1
  mkdir -p "$found"
  pids=
  job=0
  while [ "$job" -lt "$jobs" ]; do
    "$fuzzer" -max_total_time="$seconds" -max_len="$2" -timeout=20 -print_final_stats=1 \
      -dict="$dir/$1.dict" -artifact_prefix="$found/" "$dir/corpus-$1" \
      >"$dir/fuzz-$1-$job.log" 2>&1 </dev/null &
    pids="$pids $!"
    job=$((job + 1))
  done
  bad=0
  for pid in $pids; do
    wait "$pid" || bad=1
  done
  printf 'fuzz_%s\n' "$1"
  grep -h number_of_executed_units "$dir/fuzz-$1"-[0-9]*.log || true
  for file in "$found"/*; do
    [ -e "$file" ] || continue
    bad=1
    show "$fuzzer" "$file"
  done
  if [ "$bad" != 0 ]; then
    failed=1
    [ -n "$(ls -A "$found")" ] || tail -n 20 "$dir/fuzz-$1"-[0-9]*.log
  fi
}

fuzz clean 600
fuzz inputs 4096
exit "$failed"
