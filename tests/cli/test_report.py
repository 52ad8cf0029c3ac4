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
FAMILIES = ("measure_", "basis_", "use_", "origin_", "month_", "column_", "assume_", "hall_", "factor_set_", "weather_", "unit_",
            "plan_title_", "plan_breach_", "plan_why_", "plan_lock_", "plan_unit_", "plan_bound_", "plan_form_")


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
    assert text.startswith("number,scenario,scenario_name,buildings_changed,investment_1000_dkk,change_heat_mwh,")
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


@pytest.fixture(scope="module")
def draws(tvilling: Tvilling, town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("draws") / "draws.h5"
    done = tvilling("uncertainty", town / "study.toml", "-o", out, "--draws", 12)
    assert done.code == 0, done.err
    return out


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_a_report_with_draws_says_how_sure_it_is(tvilling: Tvilling, results: Path, draws: Path, tmp_path: Path):
    h5py = pytest.importorskip("h5py")
    page, book = tmp_path / "r.html", tmp_path / "r.xlsx"
    done = tvilling("report", results, "--uncertainty", draws, "--csv", tmp_path / "en", "--lang", "en", "--html", page, "--xlsx", book)
    assert done.code == 0, done.err
    with h5py.File(draws) as file:
        npv = file["scenarios/npv_dkk"][()] / 1000.0
        saving = file["scenarios/saving_dkk"][()] / 1000.0
        positive = file["scenarios/npv_positive_fraction"][()] * 100.0
        worst = file["buildings/worst_fraction"][()] * 100.0
        ids = [name.decode() for name in file["building"][()]]
    rows = read_csv(tmp_path / "en" / "uncertainty.csv")
    for place, name in ((1, "roofs"), (2, "windows")):
        mine = {row["figure"]: row for row in rows if row["scenario_name"] == name}
        row = mine["Net present value, 1,000 DKK"]
        assert [float(row[p]) for p in ("p10", "p50", "p90")] == pytest.approx(npv[place].tolist())
        row = mine["Change of operation in all, 1,000 DKK/yr"]  # a saving turned: its P90 is the change's P10
        assert [float(row[p]) for p in ("p10", "p50", "p90")] == pytest.approx((-saving[place][::-1]).tolist())
    shares = read_csv(tmp_path / "en" / "uncertainty_shares.csv")
    assert [float(row["npv_positive_percent"]) for row in shares] == pytest.approx(positive[1:].tolist())
    buildings = read_csv(tmp_path / "en" / "worst_buildings.csv")
    assert [int(row["rank"]) for row in buildings] == list(range(1, 21))
    for row in buildings:
        assert float(row["among_worst_percent"]) == pytest.approx(worst[ids.index(row["building_id"])])
    assert "Among the 20 worst, % of draws" in page.read_text(encoding="utf-8").replace("\u2060", "")
    assert {"Uncertainty", "The worst buildings"} <= set(openpyxl.load_workbook(book).sheetnames)


def test_draws_of_something_else_are_refused(tvilling: Tvilling, results: Path, town: Path, draws: Path, tmp_path: Path):
    other = tmp_path / "other.h5"
    assert tvilling("uncertainty", town / "study.toml", "-o", other, "--draws", 2, "--only", "use = 'office'").code == 0
    page = tmp_path / "r.html"
    refused = tvilling("report", results, "--uncertainty", other, "--html", page)
    assert refused.code == 3 and "other buildings" in refused.err and "--only" in refused.err
    assert tvilling("report", results, "--uncertainty", results, "--html", page).code == 3
    assert tvilling("report", results, "--uncertainty", tmp_path / "none.h5", "--html", page).code == 3
    assert not page.exists()


def test_tables_of_an_earlier_report_do_not_stay_beside_the_new(tvilling: Tvilling, results: Path, draws: Path, tmp_path: Path):
    folder = tmp_path / "t"
    assert tvilling("report", results, "--csv", folder, "--uncertainty", draws).code == 0
    (folder / "mine.csv").write_text("mine", encoding="utf-8")
    assert (folder / "uncertainty.csv").exists()
    done = tvilling("report", results, "--csv", folder, "--force")
    assert done.code == 0 and "uncertainty.csv" in done.err
    assert not (folder / "uncertainty.csv").exists()
    assert (folder / "mine.csv").read_text(encoding="utf-8") == "mine"
    (folder / "summary.csv").unlink()
    (folder / "pathways.csv").write_text("old", encoding="utf-8")
    assert tvilling("report", results, "--csv", folder).code == 2


def test_totals_stay_where_they_are_when_a_sheet_is_filtered(written: Path):
    sheet = openpyxl.load_workbook(written / "r.xlsx")["Datakvalitet"]
    assert sheet.auto_filter.ref.split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(sheet.max_row - 1)


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
    keys_of_studies = ROOT / "scenarios" / "economics" / "settings_keys.hpp"
    proposals = ROOT / "scenarios" / "consolidation"
    paths = (*SOURCES.glob("*.cpp"), *SOURCES.glob("*.hpp"), *proposals.glob("*.cpp"), *proposals.glob("*.hpp"), keys_of_studies)
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
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


def test_what_the_tables_do_not_know_or_leave_out_is_told(tvilling: Tvilling, tmp_path: Path):
    """A filled construction year is no fact, and a sample is not the city. (0103 and 0702 have no year in the tables.)"""
    study = tmp_path / "study.toml"
    study.write_text(
        f'[study]\nportfolio = "{ROOT / "examples" / "danish_small"}"\n'
        '[[scenario]]\nname = "lights"\n[[scenario.measure]]\ntype = "lighting"\n',
        encoding="utf-8",
    )
    done = tvilling("run", study, "-o", tmp_path / "r.h5")
    assert done.code == 0, done.err
    # Set aside in the example's overrides.toml: no warning of the run, nor of what it reads for the meters.
    assert "TV-1206" not in done.err
    assert tvilling("report", tmp_path / "r.h5", "--csv", tmp_path / "whole", "--lang", "en").code == 0
    rows = list(csv.DictReader((tmp_path / "whole" / "buildings.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["building_id"] for row in rows if row["year"] == ""} == {"0103", "0702"}

    assert tvilling("run", study, "-o", tmp_path / "s.h5", "--sample", 3, "--seed", 2).code == 0
    for results, told in (("r", False), ("s", True)):
        page = tmp_path / f"{results}.html"
        assert tvilling("report", tmp_path / f"{results}.h5", "--html", page, "--lang", "en").code == 0
        summary = page.read_text(encoding="utf-8").split('id="charts"')[0]
        assert ("Only a sample: 3 buildings, seed 2" in summary) == told
