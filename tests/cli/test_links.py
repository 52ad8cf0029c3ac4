# SPDX-License-Identifier: MPL-2.0
"""Missing and broken links: suggested, decided in a table, and read back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from driver import Tvilling

TABLES = {
    "buildings.csv": "building_id,name,property_id,use,area_m2,year\n"
    'B1,Birkeskolen,P1,school,3000,1965\nB2,"Hallen, Birkeskolen",P1,sports_hall,1200,1990\nB3,Rådhuset,p-2,office,5000,1905\n'
    "B4,Bostedet Ly,P3,residential_care,400,1980\n",
    "properties.csv": "property_id,name,address,administration,protected_address\n"
    'P1,Birkeskolen,"Gl. Skolevej 12-16",Børn,no\nP2,Rådhuset,Torvegade 1,Økonomi,no\nP3,Bostedet Ly,Skjulgade 9,Social,yes\n',
    "leases.csv": "lease_id,property_id,building_id,area_m2\nL1,P1,,1200\nL2,P2,B3,5000\nL3,P3,b4,400\n",
    "units.csv": "unit_id,name,lease_id\nU1,Ukendt enhed,\nU2,Borgerservice,L2\n",
}


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "city"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def counts(tvilling: Tvilling, city: Path) -> dict[tuple[str, str], dict[str, float]]:
    done = tvilling("links", city, "--json")
    assert done.code == 0, done.err
    return {(kind["from_table"], kind["to_table"]): kind for kind in json.loads(done.out)["counts"]}


def decide(path: Path, decisions: dict[str, str]) -> None:
    """Fills the column `decision` of a CSV table, by from_id."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["decision"] = decisions.get(row["from_id"], row["decision"])
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)


def test_the_counts_come_first_and_then_what_needs_a_person(tvilling: Tvilling, city: Path):
    done = tvilling("links", city)
    assert done.code == 0
    assert "unmatched: units U1 (Ukendt enhed) -> leases: nothing is given" in done.out
    buildings = counts(tvilling, city)[("buildings", "properties")]
    assert (buildings["given"], buildings["suggested"], buildings["ambiguous"], buildings["unmatched"]) == (3, 1, 0, 0)


def test_nothing_of_a_protected_address_is_told(tvilling: Tvilling, city: Path):
    out = city.parent / "links.csv"
    told = tvilling("links", city).out + tvilling("links", city, "--json", "-o", out).out + out.read_text(encoding="utf-8")
    assert "L3" in told and "(protected)" in told
    assert "Ly" not in told and "Skjulgade" not in told


def test_decided_links_are_read_back_and_kept_when_the_table_is_written_again(tvilling: Tvilling, city: Path):
    table = city / "links.csv"
    assert tvilling("links", city, "-o", table).code == 0
    decide(table, {"B3": "ja", "L1": "B2", "U1": "nej", "L3": "yes"})
    after = counts(tvilling, city)
    assert after[("buildings", "properties")]["given"] == 4
    assert after[("leases", "buildings")]["given"] == 3
    assert after[("units", "leases")]["left_open"] == 1
    assert all(kind["suggested"] + kind["ambiguous"] + kind["unmatched"] == 0 for kind in after.values())
    assert tvilling("links", city, "-o", table).code == 0
    assert counts(tvilling, city) == after


def test_suggestions_without_a_decision_are_not_used_and_that_is_said(tvilling: Tvilling, city: Path):
    before = counts(tvilling, city)
    assert tvilling("links", city, "-o", city / "links.csv").code == 0
    done = tvilling("links", city)
    assert "TV-1606" in done.err and "3 suggested links have no decision" in done.err
    assert counts(tvilling, city) == before


def test_an_id_that_is_not_there_stops_with_its_cell(tvilling: Tvilling, city: Path):
    table = city / "links.csv"
    assert tvilling("links", city, "-o", table).code == 0
    decide(table, {"L1": "B77"})
    done = tvilling("links", city)
    assert done.code == 3
    assert "TV-1602" in done.err and "links.csv:" in done.err and '"B77"' in done.err


def test_a_table_with_decisions_that_were_not_read_is_not_replaced(tvilling: Tvilling, city: Path, tmp_path: Path):
    elsewhere = tmp_path / "mine.csv"
    elsewhere.write_text("work of a week")
    done = tvilling("links", city, "-o", elsewhere)
    assert done.code == 2 and "--force" in done.err
    assert elsewhere.read_text() == "work of a week"
    assert tvilling("links", city, "-o", elsewhere, "--force").code == 0


def test_a_portfolio_gets_no_second_table_of_links(tvilling: Tvilling, city: Path):
    assert tvilling("links", city, "-o", city / "links.csv").code == 0
    done = tvilling("links", city, "-o", city / "links.xlsx")
    assert done.code == 2 and "links.csv" in done.err
    assert not (city / "links.xlsx").exists()


@pytest.mark.parametrize("name", ["buildings.csv", "leases.csv"])
def test_a_table_of_the_portfolio_is_never_replaced(tvilling: Tvilling, city: Path, name: str):
    done = tvilling("links", city, "-o", city / name, "--force")
    assert done.code == 2
    assert (city / name).read_text(encoding="utf-8") == TABLES[name]


def test_a_decided_workbook_in_the_folder_is_read(tvilling: Tvilling, city: Path):
    path = city / "links.xlsx"
    assert tvilling("links", city, "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    head = [cell.value for cell in book["links"][1]]
    for row in book["links"].iter_rows(min_row=2):
        if row[head.index("from_id")].value == "L1":
            row[head.index("decision")].value = "B2"
        if row[head.index("from_id")].value == "B3":
            row[head.index("decision")].value = "ja"
    book.save(path)
    after = counts(tvilling, city)
    assert after[("leases", "buildings")]["given"] == 2
    assert after[("buildings", "properties")]["given"] == 4
    assert tvilling("links", city, "-o", path).code == 0
    assert counts(tvilling, city) == after


def test_the_workbook_has_the_same_rows_as_the_csv_table_and_ids_as_text(tvilling: Tvilling, city: Path, tmp_path: Path):
    book, table = tmp_path / "links.xlsx", tmp_path / "links.csv"
    assert tvilling("links", city, "-o", book).code == 0
    assert tvilling("links", city, "-o", table).code == 0
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["links", "help"]
    with table.open(encoding="utf-8", newline="") as file:
        written = [row for row in csv.reader(file)]
    score = written[0].index("score")
    rows = [["" if cell is None else cell for cell in row] for row in sheets["links"].iter_rows(values_only=True)]
    assert [[str(cell) for i, cell in enumerate(row) if i != score] for row in rows] == [
        [cell for i, cell in enumerate(row) if i != score] for row in written
    ]
    assert all(isinstance(row[score], (int, float)) or row[score] == "" for row in rows[1:])
    assert [row[5] for row in rows[1:]] == sorted([row[5] for row in rows[1:]], key=["ambiguous", "unmatched", "suggested"].index)


def test_an_output_that_is_no_table_is_wrong_usage(tvilling: Tvilling, city: Path):
    done = tvilling("links", city, "-o", city.parent / "links.pdf")
    assert done.code == 2 and "links.xlsx" in done.err


def test_a_portfolio_that_stops_is_to_be_mended_first(tvilling: Tvilling, city: Path):
    (city / "buildings.csv").write_text("building_id,use,area_m2,year\nB1,school,much,1965\n")
    done = tvilling("links", city)
    assert done.code == 3 and "TV-1203" in done.err


def test_without_open_links_no_table_is_written(tvilling: Tvilling, tmp_path: Path):
    city = tmp_path / "whole"
    city.mkdir()
    (city / "buildings.csv").write_text("building_id,use,year,area_m2,property_id\nB1,school,1950,1000,P1\n")
    (city / "properties.csv").write_text("property_id,name\nP1,Skolen\n")
    done = tvilling("links", city, "-o", city / "links.xlsx")
    assert done.code == 0 and "no link is open" in done.err
    assert not (city / "links.xlsx").exists()
    assert "0 stops" in tvilling("check", city).out
