#!/usr/bin/env python3
"""Checks that the cells of an executed notebook show the words that they teach.

A cell lists them in its metadata: {"teaches": ["not identifiable"]}.
"""

import json
import sys


def main(path):
    with open(path, encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    taught = missing = 0
    for cell in cells:
        shown = "".join("".join(output.get("text", "")) for output in cell.get("outputs", []))
        for word in cell["metadata"].get("teaches", []):
            taught += 1
            if word not in shown:
                missing += 1
                print(f"{path}: cell {cell['id']} does not show '{word}':\n{shown}", file=sys.stderr)
    if not taught:
        print(f"{path}: no cell says what it teaches", file=sys.stderr)
    return 1 if missing or not taught else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
