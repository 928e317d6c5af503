#!/bin/sh
# coverage.sh [BAR_LINES BAR_BRANCHES BAR_TOOLS] - which lines and branches the tests reach.
#
# Builds with gcc into build-cov/, runs all tests, and prints a line a file and the sums of lib/ and
# tools/; build-cov/coverage.html shows what is missed. Exit 1 if a sum is below its bar, in per
# cent: 97 and 90 of the lines and branches of lib/, 90 of the lines of tools/. Needs gcovr
# (Debian's package of that name).
set -eu
cd "$(dirname "$0")/.."
dir=build-cov
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! command -v gcovr >/dev/null; then
  printf 'coverage.sh: gcovr is missing: install the package of that name\n' >&2
  exit 2
fi
# Counters are atomic for the sake of threads. There are no assertions: a branch that ends the
# program is none to be tested.
[ -f "$dir/build.ninja" ] ||
  CC=gcc CXX=g++ CFLAGS=-fprofile-update=atomic meson setup -Dtests=true -Db_coverage=true \
    -Db_ndebug=true -Doptimization=0 -Dhardening=false "$dir" >/dev/null
ninja -C "$dir" >"$log" 2>&1 || { cat "$log"; exit 2; }
find "$dir" -name '*.gcda' -delete
# Timeouts of their own: what is measured is slow. A test that fails is told by tools/test.sh.
meson test -C "$dir" --no-rebuild --no-suite slow --timeout-multiplier 5 >"$log" 2>&1 ||
  grep -E ' (FAIL|ERROR|TIMEOUT) ' "$log" || true

count() # directory
{
  (cd "$dir" && gcovr --root .. --filter "../$1/" --exclude '.*/gen_' \
    --exclude-unreachable-branches --json-summary - .) |
    python3 -c '
import json, sys
report = json.load(sys.stdin)
for file in report["files"]:
    print("%-28s %5.1f %% of lines, %5.1f %% of branches" % (
        file["filename"], file["line_percent"], file["branch_percent"] or 0))
print("%s: %.1f %% of lines, %.1f %% of branches" % (
    sys.argv[1], report["line_percent"], report["branch_percent"]))
sys.exit(report["line_percent"] < float(sys.argv[2]) or
         report["branch_percent"] < float(sys.argv[3]))' "$1" "$2" "$3"
}

status=0
count lib "${1:-97}" "${2:-90}" || status=1
count tools "${3:-90}" 0 || status=1
(cd "$dir" && gcovr --root .. --filter ../lib/ --filter ../tools/ --exclude '.*/gen_' \
  --html-details coverage.html .) || true
exit "$status"
