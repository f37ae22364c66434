#!/usr/bin/env python3
"""Shows some columns of a CSV file as a table.

    columns.py FILE COLUMN,COLUMN,... [COLUMN=VALUE ...]

Rows must have each given value in its column; `~` instead of `=` looks for a part of the cell.
"""

import csv
import math
import re
import sys


def main(path, names, conditions):
    names = names.split(",")
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    for condition in conditions:
        column, sign, value = re.fullmatch(r"(\w+)([=~])(.*)", condition).groups()
        rows = [r for r in rows if (r[column] == value if sign == "=" else value in r[column])]
    table = [names] + [[short(row[name]) for name in names] for row in rows]
    widths = [max(len(line[i]) for line in table) for i in range(len(names))]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def short(cell):
    """Numbers with three digits; other text as it stands."""
    try:
        number = float(cell)
        return cell if not math.isfinite(number) or number.is_integer() else f"{number:.3g}"
    except ValueError:
        return cell


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
