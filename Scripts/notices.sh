#!/bin/sh
# The licences of what is linked into the installed command: the packages it is built with, and the
# Swift runtime. Libraries of the system keep their own.
set -eu
checkouts=$1
swift=$(dirname "$(dirname "$(readlink -f "$(command -v "${SWIFT:-swift}")")")")

echo "The command talion contains these works. OpenBLAS, LAPACKE, libxlsxwriter, libxml2, libzip and"
echo "zlib are libraries of the system and are not part of it."
for package in swift-argument-parser swift-numerics Yams; do
  for licence in "$checkouts/$package"/LICENSE*; do
    printf '\n%s\n%s\n\n' "== $package" "   (in the source: $(basename "$licence"))"
    cat "$licence"
  done
done
if [ -f "$swift/share/swift/LICENSE.txt" ]; then
  printf '\n%s\n\n' "== The Swift runtime and its libraries"
  cat "$swift/share/swift/LICENSE.txt"
fi
