#!/bin/sh
# Installs the command with its manual pages, completions and licences below PREFIX (default
# /usr/local); with DESTDIR into another root, as packages need it. The Swift runtime is linked in.
set -eu
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
prefix=${PREFIX:-/usr/local}
root=${DESTDIR:-}$prefix
scratch=.build/install
made=$scratch/made

"$swift" build -c release --product talion --static-swift-stdlib --scratch-path "$scratch" >&2
talion=$("$swift" build -c release --static-swift-stdlib --scratch-path "$scratch" --show-bin-path)/talion

rm -rf "$made"
mkdir -p "$made"
strip -o "$made/talion" "$talion"
for shell in bash zsh fish; do "$made/talion" --generate-completion-script "$shell" > "$made/$shell"; done
Scripts/manual.sh "$made/talion" "$made/man"
Scripts/notices.sh "$scratch/checkouts" > "$made/THIRD-PARTY"

install -D -m 755 "$made/talion" "$root/bin/talion"
for page in "$made"/man/*.1; do install -D -m 644 "$page" "$root/share/man/man1/$(basename "$page")"; done
install -D -m 644 "$made/bash" "$root/share/bash-completion/completions/talion"
install -D -m 644 "$made/zsh" "$root/share/zsh/site-functions/_talion"
install -D -m 644 "$made/fish" "$root/share/fish/vendor_completions.d/talion.fish"
install -D -m 644 LICENSE "$root/share/doc/talion/copyright"
install -D -m 644 "$made/THIRD-PARTY" "$root/share/doc/talion/THIRD-PARTY"
install -D -m 644 CHANGELOG.md "$root/share/doc/talion/CHANGELOG.md"
echo "installed: $root/bin/talion" >&2
