#!/bin/sh
# setup.sh [build|test] - installs what is missing to build textclean, or to test it too.
#
# On Debian 12 (and systems like it) it calls apt-get, as root or through sudo. When nothing is
# missing it does nothing and needs neither network nor root. It prints one line a step, and
# the whole log of a step that fails.
set -eu

# A row is: what for, how to see that it is there, the Debian package.
# `c NAME` a command, `p NAME` a module of pkg-config, `h NAME` a header of C, `r NAME` a runtime
# library of clang, `y NAME` a module of the system's Python.
build_parts='
c:gcc:gcc
h:stdio.h:libc6-dev
c:meson:meson
c:ninja:ninja-build
c:pkg-config:pkg-config
p:icu-i18n:libicu-dev
p:libutf8proc:libutf8proc-dev
p:libarchive:libarchive-dev
p:expat:libexpat1-dev
'
test_parts='
c:python3:python3
c:g++:g++
c:clang:clang
c:zstd:zstd
c:xz:xz-utils
c:bzip2:bzip2
r:fuzzer:libclang-rt-14-dev
p:cmocka:libcmocka-dev
p:jansson:libjansson-dev
c:cmake:cmake
c:scdoc:scdoc
c:mandoc:mandoc
c:abidiff:abigail-tools
y:pip:python3-pip
y:setuptools:python3-setuptools
y:wheel:python3-wheel
'

is_there()
{
  case $1 in
  c) command -v "$2" ;;
  p) command -v pkg-config && pkg-config --exists "$2" ;;
  r) command -v clang && ls "$(clang -print-resource-dir)"/lib/linux/libclang_rt."$2"-*.a ;;
  y) /usr/bin/python3 -c "import $2" ;;
  h) command -v gcc && echo "#include <$2>" | gcc -E - ;;
  esac >/dev/null 2>&1
}

missing_packages()
{
  for row in $1; do
    rest=${row#*:}
    is_there "${row%%:*}" "${rest%%:*}" || printf '%s ' "${rest#*:}"
  done
}

# Runs a command as root; its output only goes to the log.
as_root()
{
  if [ "$(id -u)" = 0 ]; then
    "$@" </dev/null >>"$log" 2>&1
  else
    # sudo may ask for a password: it does so on the terminal, not through these files
    # shellcheck disable=SC2024 # the log is ours, not root's
    sudo DEBIAN_FRONTEND=noninteractive "$@" >>"$log" 2>&1
  fi
}

fail()
{
  [ -z "${log:-}" ] || cat "$log" >&2
  printf 'setup: %s\n' "$1" >&2
  exit 1
}

update_lists()
{
  for pause in 0 5 20; do
    sleep "$pause"
    as_root apt-get -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 update && return 0
  done
  return 1
}

install_packages() # the packages, parted by blanks
{
  command -v apt-get >/dev/null 2>&1 ||
    fail "no apt-get here; please install what Debian 12 calls: $1"
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1 ||
    fail "neither root nor sudo; please run as root: apt-get install $1"
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  printf 'setup: reading the package lists\n'
  update_lists || fail 'apt-get update failed (see above)'
  printf 'setup: installing %s\n' "$1"
  # shellcheck disable=SC2086 # one word a package
  as_root apt-get -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 -y \
    install --no-install-recommends $1 || fail "apt-get could not install: $1 (see above)"
}

case ${1:-build} in
build) parts=$build_parts ;;
test) parts=$build_parts$test_parts ;;
*) fail "unknown part: $1 (build or test)" ;;
esac

export DEBIAN_FRONTEND=noninteractive
missing=$(missing_packages "$parts")
if [ -n "$missing" ]; then
  install_packages "${missing% }"
  missing=$(missing_packages "$parts")
  [ -z "$missing" ] || fail "still missing after the installation: $missing"
fi
