#!/bin/sh
# Compares the block of `make demo` in README.md with what the demo prints; with --update writes the
# block anew. The demo must have run: its text is in FILE (default: results/demo.txt).
#
#     Scripts/demo-in-readme.sh [--update] [FILE]
set -eu
cd "$(dirname "$0")/.."
update=no
if [ "${1:-}" = --update ]; then
  update=yes
  shift
fi
file=${1:-results/demo.txt}

# What is shown: up to the end of the paragraph that begins with "Next:".
shown() {
  awk '/^Next:/ { last = 1 } last && /^$/ { exit } { print } END { print "..." }' "$file"
}

block() {
  awk '/^\$ make demo$/ { inside = 1; next } inside && /^```$/ { exit } inside { print }' README.md
}

if [ "$update" = yes ]; then
  shown > results/.shown
  awk '
    inside && /^```$/ { inside = 0 }
    !inside { print }
    /^\$ make demo$/ { inside = 1; while ((getline line < "results/.shown") > 0) print line }
  ' README.md > results/.readme
  mv results/.readme README.md
  rm results/.shown
else
  expected=$(mktemp)
  trap 'rm -f "$expected"' EXIT
  shown > "$expected"
  block | diff - "$expected" || { echo "README.md does not show what the demo prints" >&2; exit 1; }
fi
