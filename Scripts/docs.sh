#!/bin/sh
# Builds the site of Talion with DocC, which comes with the compiler: the pages of docs/ and the
# reference of the library. No network, no plugin. A warning is an error.
set -eu
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
"$swift" build -c release --target Talion
built=$("$swift" build -c release --show-bin-path)
docs=.build/docs
rm -rf "$docs"
mkdir -p "$docs/graphs"

# The C modules that the library stands on, here and in the packages it depends on.
maps=""
for map in $(find Sources .build/checkouts -name module.modulemap) \
  "$built"/C*.build/module.modulemap; do
  maps="$maps -Xcc -fmodule-map-file=$map"
done
headers=$(pkg-config --cflags-only-I libxml-2.0 2> /dev/null || echo -I/usr/include/libxml2)
for flag in $headers; do maps="$maps -Xcc $flag"; done
# shellcheck disable=SC2086
"$swift" symbolgraph-extract -module-name Talion -minimum-access-level public \
  -target "$("$swift" -print-target-info | sed -n 's/.*"triple" *: *"\(.*\)".*/\1/p' | head -n 1)" \
  -I "$built/Modules" $maps -output-dir "$docs/graphs"

# The pages of docs/, linked with each other; files of the repository are named, not linked.
catalogue=$docs/Talion.docc
cp -r Sources/Talion/Talion.docc "$catalogue"
printf '\n### Pages\n\n' >> "$catalogue/Talion.md"
for page in docs/*.md; do
  name=$(basename "$page" .md)
  [ "$name" != README ] || continue
  sed -E -e 's/\]\(([a-z-]+)\.md(#[a-z-]+)?\)/](doc:\1)/g' \
    -e 's/\[([^]]*)\]\((\.\.|schema)[^)]*\)/\1/g' "$page" > "$catalogue/$name.md"
  echo "- <doc:$name>" >> "$catalogue/Talion.md"
done

docc=$(dirname "$(command -v "$swift")")/docc
[ -x "$docc" ] || docc=docc
"$docc" convert "$catalogue" --warnings-as-errors \
  --fallback-display-name Talion --fallback-bundle-identifier org.talion.Talion \
  --additional-symbol-graph-dir "$docs/graphs" --output-path "$docs/Talion.doccarchive"
echo "the site: $docs/Talion.doccarchive (any web server of files shows it)" >&2
