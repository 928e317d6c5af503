#!/bin/sh
# quickstart.sh [ARGUMENT]... - builds textclean into build/ and runs it.
#
# With arguments, they are those of textclean. Without any, it cleans the article in seeds/ and
# tells what it flagged. What is missing on the system is installed first (see setup.sh).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)

"$root/tools/setup.sh" build >&2

# Words go to stderr: the standard output belongs to textclean.
step() # name, command...
{
  printf 'quickstart: %s\n' "$1" >&2
  shift
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
  fi
  rm -f "$log"
}

if [ ! -f "$root/build/build.ninja" ]; then
  step 'configuring build/' meson setup -Dtests=false "$root/build" "$root"
fi
step 'building' ninja -C "$root/build"

if [ $# -gt 0 ]; then
  exec "$root/build/tools/textclean" "$@"
fi
cd "$root" # so that the names in what is told are short
printf 'quickstart: build/tools/textclean --summary always %s\n\n' "$(echo seeds/*.txt)" >&2
exec build/tools/textclean --summary always seeds/*.txt
