# SPDX-License-Identifier: MPL-2.0
"""Makes the binary cases of the corpus (workbooks and GeoPackages) anew: python3 tests/data/make_workbooks.py"""

from __future__ import annotations

import re
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import openpyxl

HERE = Path(__file__).resolve().parent
HEAD = ["bygning_id", "anvendelse", "byggeår", "areal_m2", "x", "y", "forvaltning"]
ROWS = [
    ["000101", "skole", 1955, 2400.5, 724000.5, 6175000.5, "BUF"],
    ["000102", "kontor", 1990, 1800, 724100, 6175010, "KFF"],
    ["000103", "daginstitution", 2005, 600, 724200, 6175020, "BUF"],
]
LEASES = [["lejemål_id", "bfe", "bygning_id", "areal", "slutdato"], ["L1", "", "000102", 500, date(2027, 12, 31)]]


def book(case: str, change: Callable[[openpyxl.Workbook], None], name: str = "by.xlsx") -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Bygninger"
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    change(workbook)
    return save(workbook, HERE / case / name)


def put(cell: str, value: object, sheet: str = "Bygninger") -> Callable[[openpyxl.Workbook], None]:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook[sheet][cell] = value

    return change


def save(workbook: openpyxl.Workbook, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    inner(path, "docProps/core.xml", r"\d{4}-\d\d-\d\dT[\d:]+Z", "2026-01-01T00:00:00Z")
    return path


def inner(path: Path, part: str, old: str, new: str) -> None:
    """Changes what stands inside a workbook where openpyxl cannot say it; every part gets one date, so that bytes stay the same."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text, count = re.subn(old, new, parts[part].decode("utf-8"))
    assert count > 0, (path, old)
    parts[part] = text.encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def second_sheet(title: str, rows: list[list[object]]) -> Callable[[openpyxl.Workbook], None]:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)

    return change


def bad_workbooks() -> None:
    whole = book("bad/workbook_cut", lambda _: None)
    whole.write_bytes(whole.read_bytes()[:2000])
    named = HERE / "bad/workbook_is_csv/by.xlsx"
    named.parent.mkdir(parents=True, exist_ok=True)
    named.write_text(";".join(HEAD) + "\n", encoding="utf-8")
    locked = HERE / "bad/workbook_with_password/by.xlsx"
    locked.parent.mkdir(parents=True, exist_ok=True)
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    book("bad/workbook_error_cell", put("C3", "#REF!"))
    book("bad/workbook_formula_unsaved", put("D3", "=900*2"))
    damaged = book("bad/workbook_impossible_date", second_sheet("Lejemål", LEASES))
    inner(damaged, "xl/worksheets/sheet2.xml", "<v>46752</v>", "<v>60</v>")
    book("bad/workbook_text_among_numbers", put("D3", "1.800"))
    book("bad/workbook_text_in_area", put("D3", "ca. stor"))
    book("bad/workbook_empty_sheet", lambda w: w["Bygninger"].delete_rows(1, 4))
    book("bad/workbook_id_twice", put("A4", "000101"))
    book("bad/workbook_id_lost_zeros", put("A3", 102))
    book("bad/workbook_column_twice", put("G1", "areal_m2"))
    book("bad/workbook_unknown_column", put("G1", "forvaltnig"))
    book("bad/workbook_nameless_column", put("H2", "se note"))
    book("bad/workbook_totals_row", put("A5", "I alt"))
    book("bad/workbook_sheet_of_notes", second_sheet("Noter", [["hvad", "hvem"], ["a", "b"]]))
    book("bad/workbook_table_twice", second_sheet("Bygning", [HEAD, ROWS[0]]))
    book("bad/workbook_unknown_use", put("B4", "rumhavn"))
    odt = HERE / "bad/ods_that_is_a_text/by.ods"
    odt.parent.mkdir(parents=True, exist_ok=True)
    ods("bad/ods_area_text", [HEAD, ROWS[0], [*ROWS[1][:3], "stort", *ROWS[1][4:]], ROWS[2]])
    with zipfile.ZipFile(odt, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", (2026, 1, 1, 0, 0, 0)), "application/vnd.oasis.opendocument.text")
    links = [["from_table", "from_id", "to_table", "to_id", "state", "decision"],
             ["buildings", "000102", "properties", "5001", "suggested", None]]
    book("bad/links_undecided", lambda _: None, "bygninger.xlsx")
    workbook = openpyxl.Workbook()
    for row in links:
        workbook.active.append(row)
    workbook.active.title = "links"
    save(workbook, HERE / "bad/links_undecided/links.xlsx")


def ods(case: str, rows: list[list[object]]) -> None:
    def cell(value: object) -> str:
        if isinstance(value, (int, float)):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    table = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
               f'<office:spreadsheet><table:table table:name="Bygninger">{table}</table:table></office:spreadsheet>'
               "</office:body></office:document-content>")
    path = HERE / case / "by.ods"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)


def hall_with_hours(workbook: openpyxl.Workbook) -> None:
    """Times of day as a spreadsheet has them; midnight is the number 1."""
    workbook["Bygninger"]["B3"] = "svømmehal"
    second_sheet("Bassiner", [["bassin_id", "bygning_id", "vandareal"], ["P1", "000102", 312.5]])(workbook)
    hours = [["bygning_id", "dage", "åbner", "lukker"], ["000102", "hverdage", time(6, 30), time(21)], ["000102", "weekend", time(9), 1]]
    second_sheet("Åbningstider", hours)(workbook)
    workbook["Åbningstider"]["D3"].number_format = "hh:mm"


def odd_workbooks() -> None:
    book("odd/workbook", second_sheet("Lejemål", LEASES))
    titled = openpyxl.Workbook()
    titled.active.title = "Bygninger"
    for row in [["Udtræk af BBR, januar 2026"], [], HEAD, *ROWS]:
        titled.active.append(row)
    save(titled, HERE / "odd/workbook_title_rows/by.xlsx")
    book("odd/workbook_other_sheet_name", lambda w: setattr(w["Bygninger"], "title", "Ark1"))
    book("odd/workbook_numbers_as_text", put("D3", "1800,5"))
    book("odd/workbook_empty_rows_below", put("D40", " "))
    stored = book("odd/workbook_formula_saved", put("D3", "=900*2"))
    inner(stored, "xl/worksheets/sheet1.xml", r"<f>900\*2</f><v></v>", "<f>900*2</f><v>1800</v>")

    def hide(workbook: openpyxl.Workbook) -> None:
        second_sheet("Lejemål", LEASES)(workbook)
        workbook["Lejemål"].sheet_state = "hidden"

    book("odd/workbook_hidden_sheet", hide)
    ods("odd/ods", [HEAD, *ROWS])
    book("odd/workbook_opening_hours", hall_with_hours)


# --- GeoPackage: no more tables than the standard asks for, so that a case has a few kB


def square(x: float, y: float, size: float = 20) -> bytes:
    ring = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    points = b"".join(struct.pack("<dd", *p) for p in ring)
    return b"GP\x00\x01" + struct.pack("<i", 25832) + struct.pack("<BIII", 1, 3, 1, len(ring)) + points


def geopackage(case: str, rows: list[list[object]], srs: int = 25832, layer: str = "bygninger",
               program: int = 1196444487) -> None:
    path = HERE / case / "by.gpkg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript("""PRAGMA page_size = 512; PRAGMA application_id = 1196444487; PRAGMA user_version = 10200;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT,
            last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
        INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian', -1, 'NONE', -1, 'undefined', ''),
            ('Undefined geographic', 0, 'NONE', 0, 'undefined', ''), ('ETRS89 / UTM 32N', 25832, 'EPSG', 25832, 'undefined', '');""")
    db.execute(f"PRAGMA application_id = {program}")
    db.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', '2026-01-01T00:00:00Z', NULL, NULL, NULL, NULL, ?)",
               (layer, layer, srs))
    db.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POLYGON', ?, 0, 0)", (layer, srs))
    db.execute(f'CREATE TABLE "{layer}" (fid INTEGER PRIMARY KEY, geom POLYGON, bygning_id TEXT, anvendelse TEXT, '
               '"byggeår" INTEGER, areal_m2 TEXT, forvaltning TEXT)')
    db.executemany(f'INSERT INTO "{layer}" VALUES (?, ?, ?, ?, ?, ?, ?)', rows)
    db.commit()
    db.close()


def geopackages() -> None:
    rows = [[1, square(724000, 6175000), "101", "skole", 1955, "400", "BUF"],
            [2, square(724100, 6175000), "102", "kontor", 1990, "380,5", "KFF"]]

    def changed(fid: int, column: int, value: object) -> list[list[object]]:
        return [[*row[:column], value, *row[column + 1:]] if row[0] == fid else row for row in rows]

    geopackage("bad/geopackage_use_unknown", changed(2, 3, "rumhavn"))
    geopackage("bad/geopackage_area_text", changed(2, 5, "stort"))
    geopackage("bad/geopackage_id_twice", changed(2, 2, "101"))
    geopackage("bad/geopackage_system_unknown", [[f, square(1000 * f, 1000), *rest] for f, _, *rest in rows], srs=-1)
    geopackage("bad/geopackage_of_no_program", rows, program=1)
    cut = HERE / "bad/geopackage_cut/by.gpkg"
    geopackage("bad/geopackage_cut", rows)
    cut.write_bytes(cut.read_bytes()[:700])
    geopackage("odd/geopackage", rows)
    geopackage("odd/geopackage_other_layer_name", rows, layer="udtræk 2026")
    geopackage("odd/geopackage_system_untold", rows, srs=-1)


if __name__ == "__main__":
    bad_workbooks()
    odd_workbooks()
    geopackages()
