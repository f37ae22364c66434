"""Random tables and what Python's csv module reads from them: the reference of SeparatedTests.
Run: python3 separated.py > separated.json (any Python 3)."""

import csv
import io
import json
import random

random.seed(20240204)
LETTERS = ["a", "b", "1", " ", "é", "„", "😀", "x" * 40]


def field(separator, quoting):
    text = "".join(random.choice(LETTERS) for _ in range(random.randint(0, 4)))
    if random.random() < quoting:
        for special in (separator, '"', "\n", "\r\n", '""', ",", ";", "\t", "|"):
            if random.random() < 0.2:
                place = random.randint(0, len(text))
                text = text[:place] + special + text[place:]
    return text


cases = []
for number in range(300):
    separator = random.choice(",;\t|")
    end = random.choice(["\n", "\r\n"])
    width = random.randint(2, 6)
    header = [f"column {index}" for index in range(width)]
    rows = [[field(separator, 0.3) for _ in range(width)] for _ in range(random.randint(1, 12))]
    for row in rows:
        # A row of separators alone is a blank one.
        row[-1] = row[-1] or "z"
    text = io.StringIO()
    style = random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=style).writerows([header] + rows)
    text = text.getvalue()
    if random.random() < 0.3:
        text = text[: -len(end)]
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    assert read == [header] + rows
    encoding = random.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    cases.append({"bytes": list(text.encode(encoding)), "separator": ord(separator), "rows": read})
print(json.dumps(cases, ensure_ascii=True, separators=(",", ":")))
