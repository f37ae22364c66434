"""Workbooks by openpyxl and by LibreOffice, and what openpyxl reads from each: the references of
WorkbookTests. Run: python3 workbooks.py (openpyxl 3.1, LibreOffice 7.4 as soffice)."""

import datetime
import os
import subprocess
import tempfile
import zipfile

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = os.path.dirname(os.path.abspath(__file__))
DAY = datetime.date(2031, 4, 2)


def incidents(book, sheet):
    sheet.title = "incidents"
    sheet.append(["date_min", "date_max", "source", "target", "count_min", "note", "share", None, None])
    sheet.append([DAY, DAY, "Blue Front", "Redland", 3, "two\nlines, \"quoted\"", 0.1])
    sheet.append([DAY, datetime.datetime(2031, 4, 3, 4, 30), "Redland", "Blüe „Front“", 1, None, 1e-7])
    sheet.append([47940, 47940, "A", "B", True, "=1+1 is text", -0.5])
    sheet["F4"].data_type = "s"
    sheet.append([DAY, DAY, "A", "B", 203104020001, "  spaced  ", 1234567.25])
    sheet.append([DAY, DAY, "A", "B", 2, CellRichText("rich ", TextBlock(InlineFont(b=True), "text")), 3])
    for row in range(2, 7):
        if row != 4:
            sheet.cell(row, 1).number_format = "dd/mm/yyyy"
    sheet["B5"] = datetime.date(2031, 4, 1)
    sheet["B5"].number_format = "mmm-yy"
    sheet["B6"].number_format = '[$-407]d. mmmm yyyy;@'
    # Formatted, but blank: behind the table and beside it.
    sheet["A9"].number_format = "0.00"
    sheet["L3"].number_format = "0.00"


def plain(path, epoch1904=False):
    book = Workbook()
    if epoch1904:
        book.epoch = CALENDAR_MAC_1904
    incidents(book, book.active)
    other = book.create_sheet("other sheet")
    other["B2"] = "time"
    other["C2"] = "stream"
    other["B4"] = 1.5
    other["C4"] = "x"
    book.create_chartsheet("chart")
    book.save(path)


def formulas(path):
    book = Workbook()
    sheet = book.active
    sheet.append(["date", "n", "half", "error", "text"])
    sheet.append([DAY, 3, "=B2/2", "=1/0", '=CONCATENATE("a","b")'])
    sheet.append([DAY, 4, "=B3/2", "=NA()", '=""'])
    sheet["A3"].number_format = "d mmm yyyy"
    book.save(path)


def by_libreoffice(source, target):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
             folder, source], check=True, capture_output=True)
        os.replace(os.path.join(folder, os.path.basename(source)), target)


def inline(path):
    """A workbook as streaming writers make them: texts in cells, no references, no styles."""
    ns = "http://schemas.openxmlformats.org/"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        def part(name, text):
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            book.writestr(info, '<?xml version="1.0" encoding="UTF-8"?>' + text, zipfile.ZIP_DEFLATED)
        part("[Content_Types].xml", f'<Types xmlns="{ns}package/2006/content-types"/>')
        part("_rels/.rels",
             f'<Relationships xmlns="{ns}package/2006/relationships"><Relationship Id="a" '
             f'Type="{ns}officeDocument/2006/relationships/officeDocument" Target="/book/main.xml"/>'
             "</Relationships>")
        part("book/main.xml",
             f'<x:workbook xmlns:x="{ns}spreadsheetml/2006/main" '
             f'xmlns:q="{ns}officeDocument/2006/relationships">'
             '<x:sheets><x:sheet name="only" sheetId="7" q:id="s"/></x:sheets></x:workbook>')
        part("book/_rels/main.xml.rels",
             f'<Relationships xmlns="{ns}package/2006/relationships"><Relationship Id="s" '
             f'Type="{ns}officeDocument/2006/relationships/worksheet" Target="../cells/1.xml"/>'
             "</Relationships>")
        part("cells/1.xml",
             f'<worksheet xmlns="{ns}spreadsheetml/2006/main"><sheetData>'
             '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>'
             '<row><c t="inlineStr"><is><r><t>x_x000D_</t></r><r><t xml:space="preserve"> y</t></r>'
             '<rPh><t>no</t></rPh></is></c><c><v>0.30000000000000004</v></c></row>'
             '<row><c t="b"><v>0</v></c><c t="d"><v>2031-04-02T00:00:00</v></c></row>'
             "</sheetData></worksheet>")


if __name__ == "__main__":
    path = lambda name: os.path.join(HERE, name)
    plain(path("openpyxl.xlsx"))
    plain(path("openpyxl-1904.xlsx"), epoch1904=True)
    by_libreoffice(path("openpyxl.xlsx"), path("libreoffice.xlsx"))
    by_libreoffice(path("openpyxl-1904.xlsx"), path("libreoffice-1904.xlsx"))
    formulas(path("formulas-openpyxl.xlsx"))
    by_libreoffice(path("formulas-openpyxl.xlsx"), path("formulas-libreoffice.xlsx"))
    inline(path("inline.xlsx"))
