#!/bin/sh
# Runs every notebook from the top in an environment of its own. A cell that fails fails, and so does
# one that does not show the words that it teaches. With --installed nothing is fetched: without the
# packages it says so, and runs nothing.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
packages="nbclient nbformat ipykernel bash_kernel"
# Whether an interpreter has the packages.
has_packages() {
  for package in $packages; do
    "$1" -c "import $package" 2> /dev/null || return 1
  done
}

if [ -x .venv/bin/python ] && has_packages .venv/bin/python; then
  python=$PWD/.venv/bin/python
elif ! has_packages "$python"; then
  if [ "${1:-}" = --installed ]; then
    echo "notebooks: not run; $python lacks some of: $packages ('make notebooks' fetches them)" >&2
    exit 0
  fi
  "$python" -m venv .venv
  # shellcheck disable=SC2086
  .venv/bin/pip install --quiet --disable-pip-version-check $packages
  .venv/bin/python -m bash_kernel.install --sys-prefix
  python=$PWD/.venv/bin/python
fi
PATH="$PWD/.build/release:$PATH"
LANG=C.UTF-8
export PATH LANG
mkdir -p results
for notebook in Notebooks/*.ipynb; do
  echo "$notebook" >&2
  executed="$PWD/results/$(basename "$notebook")"
  "$python" -c 'from nbclient.cli import main; main()' --timeout=1800 --output "$executed" "$notebook"
  "$python" Scripts/taught.py "$executed"
done
