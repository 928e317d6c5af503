#!/bin/sh
# fuzz.sh [SECONDS] [JOBS] - fuzzes the library (60 s with 2 jobs if not told otherwise).
#
# Builds tests/fuzz_clean.c with clang's libFuzzer, address and undefined-behaviour sanitizers in
# build-fuzz/, makes seeds and a dictionary from the specs, and runs. build-fuzz/corpus keeps what
# was found to reach new code, for the next time. Each finding is made small and shown; the exit
# status is then 1.
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

if ! { configure && ninja -C "$dir" tests/fuzz_clean_libfuzzer; } >"$log" 2>&1 </dev/null; then
  cat "$log"
  exit 2
fi
fuzzer=$dir/tests/fuzz_clean_libfuzzer
python3 tests/fuzz_corpus.py "$dir"
rm -rf "$dir/found"
mkdir -p "$dir/found"

export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
pids=
job=0
while [ "$job" -lt "$jobs" ]; do
  "$fuzzer" -max_total_time="$seconds" -max_len=600 -timeout=20 -print_final_stats=1 \
    -dict="$dir/pieces.dict" -artifact_prefix="$dir/found/" "$dir/corpus" \
    >"$dir/fuzz-$job.log" 2>&1 </dev/null &
  pids="$pids $!"
  job=$((job + 1))
done
failed=0
for pid in $pids; do
  wait "$pid" || failed=1
done
grep -h number_of_executed_units "$dir"/fuzz-[0-9]*.log || true

for found in "$dir"/found/*; do
  [ -e "$found" ] || continue
  failed=1
  "$fuzzer" -minimize_crash=1 -max_total_time=20 -exact_artifact_path="$found.small" "$found" \
    >/dev/null 2>&1 </dev/null || true
  [ -s "$found.small" ] || cp "$found" "$found.small"
  printf '%s\n' "$found.small"
  od -An -c "$found.small"
  "$fuzzer" "$found.small" 2>&1 </dev/null | grep -E 'invariant|ERROR|runtime error' || true
done
if [ "$failed" != 0 ] && [ -z "$(ls -A "$dir/found")" ]; then
  tail -n 20 "$dir"/fuzz-[0-9]*.log
fi
exit "$failed"
