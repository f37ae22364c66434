#!/bin/sh
# Installs what Debian or Ubuntu must provide to build Talion: OpenBLAS, LAPACKE, libxml2, libzip and
# zlib with their headers. Does nothing where they are there already.
set -eu

packages="libopenblas-dev liblapacke-dev libxml2-dev libzip-dev zlib1g-dev"

missing=""
for package in $packages; do
  if command -v dpkg-query > /dev/null 2>&1; then
    status=$(dpkg-query -W -f='${Status}' "$package" 2> /dev/null || true)
    [ "$status" = "install ok installed" ] || missing="$missing $package"
  fi
done

if ! command -v swift > /dev/null 2>&1; then
  echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux" >&2
  exit 1
fi

if ! command -v dpkg-query > /dev/null 2>&1; then
  echo "This is no Debian or Ubuntu: please install OpenBLAS, LAPACKE, libxml2, libzip and zlib with their headers." >&2
  exit 0
fi

[ -n "$missing" ] || exit 0

echo "Installing$missing ..." >&2
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo > /dev/null 2>&1; then
  as_root="sudo"
else
  echo "Please install as root: apt-get install$missing" >&2
  exit 1
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing > /dev/null
