#!/bin/sh
# Builds a Debian package of the command into .build/: it runs on machines without Swift.
set -eu
cd "$(dirname "$0")/.."
made=.build/deb
architecture=$(dpkg --print-architecture)

rm -rf "$made"
PREFIX=/usr DESTDIR="$PWD/$made/root" Scripts/install.sh
gzip -9n "$made"/root/usr/share/man/man1/*.1 "$made/root/usr/share/doc/talion/CHANGELOG.md"
version=$("$made/root/usr/bin/talion" --version | cut -d' ' -f2)

# What the command is linked with, by the names of this system's packages.
mkdir -p "$made/debian"
printf 'Source: talion\n\nPackage: talion\nArchitecture: any\n' > "$made/debian/control"
depends=$(cd "$made" && dpkg-shlibdeps -O -e root/usr/bin/talion 2> /dev/null | sed -n 's/^shlibs:Depends=//p')

mkdir -p "$made/root/DEBIAN"
cat > "$made/root/DEBIAN/control" << END
Package: talion
Version: $version
Architecture: $architecture
Maintainer: The Talion authors
Section: science
Priority: optional
Depends: $depends
Installed-Size: $(du -sk "$made/root/usr" | cut -f1)
Description: statistical escalation modeling of armed conflict
 Turns reports of violence and event data into incidents, fits self-exciting
 point processes and time-series models to them, and estimates retaliation
 lags and escalation intensity, each with an interval and a verdict.
END
# The same source gives the same package.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2> /dev/null || stat -c %Y CHANGELOG.md)
export SOURCE_DATE_EPOCH
package=.build/talion_${version}_$architecture.deb
dpkg-deb --root-owner-group --build "$made/root" "$package" >&2
echo "$package"
