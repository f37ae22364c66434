#!/bin/sh
# Runs every notebook from the top in an environment of its own; a failing cell fails.
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
  .venv/bin/jupyter-execute --timeout=900 --output "$PWD/results/$(basename "$notebook")" "$notebook"
done
