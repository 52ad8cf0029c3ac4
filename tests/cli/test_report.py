# SPDX-License-Identifier: MPL-2.0
"""tvilling report: what is written, what is refused."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl
import pytest
from driver import ROOT, Tvilling, Village

SOURCES = ROOT / "scenarios" / "report"
FAMILIES = ("measure_", "basis_", "use_", "origin_", "month_", "column_", "assume_", "hall_", "factor_set_", "weather_")


@pytest.fixture(scope="module")
def written(tvilling: Tvilling, results: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    done = tvilling("report", results, "--xlsx", folder / "r.xlsx", "--html", folder / "r.html", "--csv", folder / "da")
    assert done.code == 0, done.err
    assert done.out == ""
    return folder


def sheet_rows(sheet) -> list[list[object]]:
    """The table of a sheet, header first: it begins after an empty row."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    empty = next(i for i, row in enumerate(rows) if not any(value is not None for value in row))
    return rows[empty + 1 :]


def test_the_workbook_has_real_numbers_and_ids_as_text(written: Path):
    book = openpyxl.load_workbook(written / "r.xlsx")
    for title in ("Overblik", "Bygninger", "Økonomi", "Datakvalitet", "Forudsætninger"):
        assert title in book.sheetnames
    head, *rows = sheet_rows(book["Bygninger"])
    assert len(rows) == 60
    assert all(isinstance(row[head.index("Bygnings-id")], str) for row in rows)
    assert all(isinstance(row[head.index("Areal, m²")], float | int) for row in rows)
    sheet = book["Overblik"]
    assert sheet.freeze_panes is not None
    assert sheet.auto_filter.ref is not None


def test_the_workbook_says_what_compare_says(written: Path, tvilling: Tvilling, results: Path):
    compared = list(csv.DictReader(csv_of_compare(tvilling, results, written).splitlines()))
    head, *rows = sheet_rows(openpyxl.load_workbook(written / "r.xlsx")["Forbrug"])
    for row, want in zip(rows, compared, strict=True):
        assert row[head.index("Varme, MWh/år")] == pytest.approx(float(want["heat_kwh"]) / 1000.0, rel=1e-12)
        assert row[head.index("Ændring varme, MWh/år")] == pytest.approx(float(want["change_heat_kwh"]) / 1000.0, rel=1e-12)


def csv_of_compare(tvilling: Tvilling, results: Path, folder: Path) -> str:
    assert tvilling("compare", results, "--csv", folder / "compare.csv").code == 0
    return (folder / "compare.csv").read_text(encoding="utf-8")


def test_danish_csv_opens_in_a_danish_spreadsheet(written: Path):
    text = (written / "da" / "buildings.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfBygnings-id;Navn;")
    rows = list(csv.DictReader(text.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 60
    assert any("," in row["Ændring varme, MWh/år"] for row in rows)


def test_plain_csv_has_names_with_units(tvilling: Tvilling, results: Path, tmp_path: Path):
    assert tvilling("report", results, "--csv", tmp_path / "en", "--lang", "en").code == 0
    text = (tmp_path / "en" / "summary.csv").read_text(encoding="utf-8")
    assert text.startswith("number,scenario,buildings_changed,investment_1000_dkk,change_heat_mwh,")
    row = next(csv.DictReader(text.splitlines()))
    assert float(row["change_heat_mwh"]) < 0.0


def test_the_same_input_gives_the_same_bytes(tvilling: Tvilling, results: Path, written: Path, tmp_path: Path):
    assert tvilling("report", results, "--xlsx", tmp_path / "r.xlsx", "--html", tmp_path / "r.html").code == 0
    for name in ("r.xlsx", "r.html"):
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes()


def test_a_report_of_one_scenario_leaves_the_others_out(tvilling: Tvilling, results: Path, tmp_path: Path):
    assert tvilling("report", results, "--csv", tmp_path, "--lang", "en", "--scenario", "windows").code == 0
    rows = list(csv.DictReader((tmp_path / "energy.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["scenario"] for row in rows] == ["baseline", "windows"]
    unknown = tvilling("report", results, "--html", tmp_path / "r.html", "--scenario", "window")
    assert unknown.code == 3
    assert "windows" in unknown.err


def test_nothing_is_replaced_without_force(tvilling: Tvilling, results: Path, tmp_path: Path):
    mine = tmp_path / "mine.html"
    mine.write_text("mine", encoding="utf-8")
    refused = tvilling("report", results, "--html", mine)
    assert refused.code == 2
    assert mine.read_text(encoding="utf-8") == "mine"
    assert tvilling("report", results, "--html", mine, "--force").code == 0
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "buildings.csv").write_text("mine", encoding="utf-8")
    assert tvilling("report", results, "--csv", tmp_path / "t").code == 2
    assert sorted(path.name for path in (tmp_path / "t").iterdir()) == ["buildings.csv"]


def test_a_report_is_refused_before_anything_is_written(tvilling: Tvilling, results: Path, tmp_path: Path):
    assert tvilling("report", results).code == 2
    assert tvilling("report", results, "--html", tmp_path / "r.xlsx").code == 2
    assert tvilling("report", results, "--html", tmp_path / "r.html", "--lang", "de").code == 2
    assert tvilling("report", results, "--html", tmp_path / "no" / "r.html").code == 3
    assert tvilling("report", tmp_path / "none.h5", "--html", tmp_path / "r.html").code == 3
    before = results.read_bytes()
    assert tvilling("report", results, "--xlsx", results, "--force").code == 2
    assert results.read_bytes() == before
    assert list(tmp_path.iterdir()) == []


def test_names_from_the_portfolio_are_text_in_the_page(tvilling: Tvilling, village: Village):
    bad = "<script>alert(1)</script> & \"'x"
    quoted = '"' + bad.replace('"', '""') + '"'
    village.write(f"a,{quoted},school,3000,1965,2", "b,Rådhus,office,5000,1990,4", head="building_id,name,use,area_m2,year,storeys")
    assert tvilling("run", village.study, "-o", village.out).code == 0
    page = village.folder / "r.html"
    assert tvilling("report", village.out, "--html", page).code == 0
    text = page.read_text(encoding="utf-8")
    assert text.count("<script>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&#39;x" in text


def used_words() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in (*SOURCES.glob("*.cpp"), *SOURCES.glob("*.hpp")))
    return {"keep", "renovate", "sell"} | set(re.findall(r'"([a-z0-9_]+)"', text))


def test_every_text_of_a_report_is_used():
    with (SOURCES / "data" / "report_words.csv").open(encoding="utf-8") as file:
        keys = [row["key"] for row in csv.DictReader(file)]
    used = used_words()

    def is_used(key: str) -> bool:
        stems = {key.removeprefix(family) for family in ("column_change_", "column_", "assume_") if key.startswith(family)}
        names = key.startswith(tuple(f for f in FAMILIES if f not in ("column_", "assume_")))
        return key in used or names or bool(stems & used)

    assert [key for key in keys if not is_used(key)] == []
