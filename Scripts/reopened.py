#!/usr/bin/env python3
"""Opens the workbook of a folder of results in LibreOffice and the page of the same run in Chromium,
and compares what they show with estimates.csv. Says which of the two is not on this machine.

    Scripts/reopened.py DIR PAGE
"""

import csv
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile


def run(command, **options):
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=300, **options
    )


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def workbook(folder, estimates):
    """Every cell of the sheet of estimates, as LibreOffice reads it."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        print("reopened: no LibreOffice here, so the workbook is not opened again")
        return 0
    with tempfile.TemporaryDirectory() as work:
        command = [office, f"-env:UserInstallation=file://{work}/profile", "--headless"]
        book = os.path.join(folder, "results.xlsx")
        # Every sheet as CSV: separator, quote, UTF-8, from line 1, cells as they are, all sheets.
        form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
        run(command + ["--convert-to", form, "--outdir", work, book])
        run(command + ["--convert-to", "pdf", "--outdir", work, book])
        if os.path.getsize(os.path.join(work, "results.pdf")) < 1000:
            raise SystemExit("reopened: the workbook prints nothing")
        seen = rows(os.path.join(work, "results-estimates.csv"))
        if len(seen) != len(estimates):
            raise SystemExit(f"reopened: {len(seen)} rows of estimates, not {len(estimates)}")
        compared = 0
        for line, (cells, expected) in enumerate(zip(seen, estimates), start=2):
            for name, value in expected.items():
                shown, wanted = number(cells[name]), number(value)
                # A spreadsheet keeps 15 digits.
                same = (
                    abs(shown - wanted) <= 1e-14 * abs(wanted)
                    if shown is not None and wanted is not None
                    else cells[name] == value
                )
                if not same:
                    raise SystemExit(
                        f"reopened: estimates, line {line}, {name}: '{cells[name]}', not '{value}'"
                    )
                compared += 1
        print(f"reopened: LibreOffice shows all {compared} cells of the estimates, and prints them")
        return compared


def page(path, estimates):
    """Every estimate that the page prints, as Chromium renders it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        print("reopened: no Chromium here, so the page is not opened again")
        return 0
    with tempfile.TemporaryDirectory() as work:
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={work}/p"]
        address = "file://" + os.path.abspath(path)
        shown = run(command + ["--dump-dom", address]).stdout.decode("utf-8")
        run(command + [f"--print-to-pdf={work}/page.pdf", address])
        if os.path.getsize(os.path.join(work, "page.pdf")) < 1000:
            raise SystemExit("reopened: the page prints nothing")
    text = html.unescape(re.sub(r"<[^>]*>", " ", shown))
    words = set(text.replace("(", " ").replace(")", " ").split())
    numbers = [number(word) for word in words]
    numbers = [value for value in numbers if value is not None]
    compared = 0
    for row in estimates:
        # What every page of a fit prints: how often, to two digits.
        if row["estimand"] != "retaliations_per_incident" or row["responder"] == row["provoker"]:
            continue
        for name in ["value", "lower", "upper"]:
            wanted = number(row[name])
            if not any(abs(value - wanted) <= 0.05 * abs(wanted) + 5e-4 for value in numbers):
                raise SystemExit(f"reopened: the page does not show {name} {row[name]}")
            compared += 1
    if not compared:
        raise SystemExit("reopened: there is no estimate to compare the page with")
    print(f"reopened: Chromium shows {compared} numbers of the estimates, and prints the page")
    return compared


if __name__ == "__main__":
    results, report = sys.argv[1:]
    table = rows(os.path.join(results, "estimates.csv"))
    workbook(results, table)
    page(report, table)
