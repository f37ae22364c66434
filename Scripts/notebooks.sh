#!/bin/sh
# Runs every notebook from the top in an environment of its own. A cell that fails fails, and so does
# one that does not show the words that it teaches.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
if [ ! -x .venv/bin/jupyter-execute ]; then
  "$python" -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check nbclient nbformat ipykernel bash_kernel
  .venv/bin/python -m bash_kernel.install --sys-prefix
fi
PATH="$PWD/.build/release:$PATH"
LANG=C.UTF-8
export PATH LANG
mkdir -p results
for notebook in Notebooks/*.ipynb; do
  echo "$notebook" >&2
  executed="$PWD/results/$(basename "$notebook")"
  .venv/bin/jupyter-execute --timeout=1800 --output "$executed" "$notebook"
  .venv/bin/python Scripts/taught.py "$executed"
done
