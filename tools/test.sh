#!/bin/sh
# test.sh [--quick] [BUILD]... - sets up, builds and runs every test.
#
# BUILD is one of
#   gcc    build/        gcc, warnings are errors
#   clang  build-clang/  clang, warnings are errors
#   san    build-san/    gcc, address and undefined-behaviour sanitizers
#   tsan   build-tsan/   clang, thread sanitizer: the test of threads only
#   fuzz   build-fuzz/   clang, 60 s of libFuzzer (tools/fuzz.sh) and mixtures
# and all of them if none is named; --quick means gcc. By name only, since it takes long:
#   valgrind  build-valgrind/  gcc, the unit tests and the command's under valgrind, leaks too
# The last line is the sum over all of them, `N passed, N failed`; the exit status is 0 only if
# nothing failed.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

builds=
for arg in "$@"; do
  case $arg in
  --quick) builds="$builds gcc" ;;
  gcc | clang | san | tsan | fuzz | valgrind) builds="$builds $arg" ;;
  *)
    printf 'test.sh: unknown argument %s\nUsage: %s %s\n' "$arg" "$0" \
      '[--quick] [gcc|clang|san|tsan|fuzz|valgrind]...' >&2
    exit 2
    ;;
  esac
done
: "${builds:=gcc clang san tsan fuzz}"

"$root/tools/setup.sh" test

export ASAN_OPTIONS=halt_on_error=1:abort_on_error=1:detect_leaks=1:strict_string_checks=1
export UBSAN_OPTIONS=halt_on_error=1:abort_on_error=1:print_stacktrace=1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
logs=
wrap=
broken=0

# A build that is there already is configured anew: that is how new files are found.
configure() # directory, option...
{
  dir=$1
  shift
  if [ -f "$dir/build.ninja" ]; then
    meson setup --reconfigure -Dtests=true -Dwerror=true "$@" "$dir"
  else
    meson setup -Dtests=true -Dwerror=true "$@" "$dir"
  fi
}

run() # name, directory, which tests ('' for all), option...
{
  name=$1
  dir=$2
  only=$3
  shift 3
  start=$(date +%s)
  printf '%s: building %s/\n' "$name" "$dir"
  if ! { configure "$dir" "$@" && ninja -C "$dir"; } >"$log" 2>&1 </dev/null; then
    cat "$log"
    printf '%s: the build FAILED\n' "$name"
    broken=$((broken + 1))
    return
  fi
  printf '%s: testing\n' "$name"
  results=$dir/meson-logs/testlog${wrap:+-valgrind}.json # meson names it after the wrapper
  rm -f "$results"
  status=0
  # shellcheck disable=SC2086 # one word a test
  meson test -C "$dir" $only --no-rebuild --no-suite slow ${wrap:+--wrap "$wrap"} \
    --timeout-multiplier "${TIMEOUT_MULTIPLIER:-1}" >"$log" 2>&1 </dev/null || status=$?
  if [ ! -s "$results" ]; then
    cat "$log"
    printf '%s: the tests did not run\n' "$name"
    broken=$((broken + 1))
    return
  fi
  logs="$logs $results"
  python3 tests/sum_results.py --show "$results"
  sum=$(python3 tests/sum_results.py "$results") || true
  printf '%s: %s, %s s\n' "$name" "$sum" "$(($(date +%s) - start))"
  if [ "$status" != 0 ] && [ "${sum#*, }" = '0 failed' ]; then
    cat "$log"
    printf '%s: meson test exited with %s\n' "$name" "$status"
    broken=$((broken + 1))
  fi
}

fuzz()
{
  start=$(date +%s)
  printf 'fuzz: 60 s\n'
  if ! tools/fuzz.sh 60 2; then
    printf 'fuzz: FAILED\n'
    broken=$((broken + 1))
  fi
  for mixer in fuzz_clean fuzz_style; do
    if [ -x "build/tests/$mixer" ] && ! "build/tests/$mixer" --mixtures 100000 "$start"; then
      broken=$((broken + 1))
    fi
  done
  printf 'fuzz: %s s\n' "$(($(date +%s) - start))"
}

run_command_wrapped() # directory
{
  printf 'valgrind: testing the command\n'
  if ! python3 tests/run_cli.py "--wrap=$wrap" "$1/tools/textclean" >"$log" 2>&1; then
    grep -v '^ok' "$log"
    broken=$((broken + 1))
  fi
  printf 'valgrind: %s tests of the command passed\n' "$(grep -c '^ok' "$log")"
}

for build in $builds; do
  case $build in
  gcc) CC=gcc CXX=g++ run gcc build '' ;;
  # Each call of the system fails in turn: once is enough, with gcc.
  clang) CC=clang CXX=clang++ run clang build-clang '--no-suite faults' ;;
  san) CC=gcc CXX=g++ run san build-san '' -Db_sanitize=address,undefined ;;
  tsan) CC=clang CXX=clang++ run tsan build-tsan threads -Db_sanitize=thread -Db_lundef=false ;;
  fuzz) fuzz ;;
  valgrind)
    # What may be lost is no error: the registry of ICU's transliterators and stacks of threads
    # that have ended, which the C library keeps, are held by pointers into their middle.
    wrap='valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite'
    TIMEOUT_MULTIPLIER=20
    CC=gcc CXX=g++ run valgrind build-valgrind '--suite unit' -Doptimization=1
    run_command_wrapped build-valgrind
    ;;
  esac
done

# shellcheck disable=SC2086 # one word a log
sum=$(python3 tests/sum_results.py --broken "$broken" $logs) && status=0 || status=$?
printf '\n%s\n' "$sum"
exit "$status"
