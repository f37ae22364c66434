#!/bin/sh
# Makes a manual page of every command of a built talion: manual.sh TALION FOLDER
# The tool of swift-argument-parser makes them from the commands themselves.
set -eu
talion=$1
folder=$2
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
scratch=.build/install
tool=$scratch/manual/release/generate-manual
# The day of the last change, so that the same source gives the same pages.
day=$(git log -1 --format=%cs 2> /dev/null || date -u -r CHANGELOG.md +%F)

[ -x "$tool" ] || "$swift" build -c release --product generate-manual --scratch-path "$scratch/manual" \
  --package-path "$scratch/checkouts/swift-argument-parser" >&2
mkdir -p "$folder"
"$tool" --multi-page --date "$day" --output-directory "$folder" "$talion"
# Examples keep their lines, and paragraphs are marked as the format wants it.
for page in "$folder"/*.1; do
  awk '
    /^  / && !literal { print ".Bd -literal -compact"; literal = 1 }
    !/^  / && literal { print ".Ed"; literal = 0 }
    /^$/ { print ".Pp"; next }
    { print }
    END { if (literal) print ".Ed" }
  ' "$page" > "$page.new"
  mv "$page.new" "$page"
done
