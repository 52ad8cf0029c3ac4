# SPDX-License-Identifier: MPL-2.0
"""The checks held against a synthetic city whose faults are known: all are found, and no row without a fault stops."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from driver import Tvilling

SMALL = ("--buildings", 400)
MANY = ("--faults", 0.1)
# Faults of one cell, in rows whose finding names the row itself.
OF_ONE_CELL = ("missing_use", "unknown_use", "zero_area", "area_x10", "text_in_number", "negative_area", "rent_x10", "unknown_tenure")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city with faults and meters, made once."""
    from driver import call

    city = tmp_path_factory.mktemp("truth") / "city"
    done = call("synth", "-o", city, *SMALL, *MANY, "--meters")
    assert done.code == 0, done.err
    return city


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def score(tvilling: Tvilling, city: Path, faults: Path | None = None) -> dict:
    return json.loads(tvilling("check", city, "--truth", faults or city / "faults.csv", "--json").out)


def test_every_planted_fault_is_found_and_nothing_else_stops(tvilling: Tvilling, faulty: Path):
    found = score(tvilling, faulty)
    assert found["missed"] == []
    assert found["recall"] == 1
    assert found["false_stops"] == []
    assert found["planted"] >= 100
    assert found["precision"] > 0.95
    assert len({(kind["table"], kind["kind"]) for kind in found["kinds"]}) >= 60
    assert {kind["table"] for kind in found["kinds"]} >= {"buildings", "properties", "leases", "units", "meters", "meter_shares", "readings"}


def test_a_row_has_at_most_one_fault(faulty: Path):
    rows = [(fault["table"], fault["id"]) for fault in rows_of(faulty / "faults.csv")]
    assert len(rows) == len(set(rows))


def test_without_its_fault_a_row_is_not_told(tvilling: Tvilling, faulty: Path, tmp_path: Path):
    faults = rows_of(faulty / "faults.csv")
    city = tmp_path / "mended"
    city.mkdir()
    for table in ("buildings", "properties", "leases", "units"):
        (city / f"{table}.csv").write_bytes((faulty / f"{table}.csv").read_bytes())
    mended = [f for f in faults if f["kind"] in OF_ONE_CELL and f["table"] in ("buildings", "leases") and f["told_id"] == f["id"]]
    assert len(mended) >= 8
    for table in ("buildings", "leases"):
        path = city / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        for fault in (f for f in mended if f["table"] == table):
            column = lines[0].index(fault["column"])
            row = next(line for line in lines[1:] if line[0] == fault["id"])
            assert row[column] == fault["now"]
            row[column] = fault["was"]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
    record = tmp_path / "mended.csv"
    with record.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(faults[0]))
        writer.writeheader()
        writer.writerows(mended)
    found = score(tvilling, city, record)
    assert found["found"] == 0
    assert len(found["missed"]) == len(mended)


def test_a_city_without_faults_has_no_stops_and_no_warnings(tvilling: Tvilling, tmp_path: Path):
    city = tmp_path / "clean"
    assert tvilling("synth", "-o", city, *SMALL, "--meters").code == 0
    assert not (city / "faults.csv").exists()
    done = tvilling("check", city, "--json")
    assert done.code == 0
    assert [f for f in json.loads(done.out)["findings"] if f["severity"] in ("stops", "warns")] == []


@pytest.mark.parametrize("form", [("city",), ("city", "--danish"), ("city.xlsx",), ("city.xlsx", "--danish"), ("city.gpkg",)])
def test_faults_are_found_in_every_form(tvilling: Tvilling, tmp_path: Path, form: tuple[str, ...]):
    name, *danish = form
    city = tmp_path / name
    assert tvilling("synth", "-o", city, *SMALL, *MANY, *danish).code == 0
    faults = city / "faults.csv" if name == "city" else tmp_path / "city-faults.csv"
    found = score(tvilling, city, faults)
    assert found["planted"] >= 60
    assert found["missed"] == []
    assert found["false_stops"] == []


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_faults(tvilling: Tvilling, tmp_path: Path):
    def city(name: str, seed: int) -> dict[str, bytes]:
        folder = tmp_path / name
        done = tvilling("synth", "-o", folder, "--buildings", 100, *MANY, "--meters", "--seed", seed)
        assert done.code == 0
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    first = city("first", 1)
    assert first == city("second", 1)
    assert first["faults.csv"] != city("third", 2)["faults.csv"]
    assert set(first) == {"buildings.csv", "properties.csv", "leases.csv", "units.csv", "pools.csv", "costs.csv", "meters.csv", "meter_shares.csv",
                          "readings.csv", "degree_days.csv", "weather.csv", "faults.csv"}


def test_the_report_tells_each_kind_and_the_two_scores(tvilling: Tvilling, faulty: Path):
    done = tvilling("check", faulty, "--truth", faulty / "faults.csv")
    assert done.code == 3
    assert "recall 1.0000" in done.out
    assert "precision " in done.out
    assert "false stops: 0" in done.out
    assert any(line.split()[:3] == ["buildings", "area_x10", "TV-1401"] for line in done.out.splitlines())


def test_meters_of_another_city_are_not_mixed_in(tvilling: Tvilling, tmp_path: Path):
    city = tmp_path / "city"
    assert tvilling("synth", "-o", city, "--buildings", 50, "--meters").code == 0
    done = tvilling("synth", "-o", city, "--buildings", 50, "--force")
    assert done.code == 3
    assert "another portfolio" in done.err


@pytest.mark.parametrize("wrong", [("--faults", "2"), ("--faults", "many"), ("--meters", "--year", 1900)])
def test_impossible_options_are_refused(tvilling: Tvilling, tmp_path: Path, wrong: tuple):
    assert tvilling("synth", "-o", tmp_path / "city", "--buildings", 20, *wrong).code == 2


def test_a_year_of_hours_is_not_put_into_a_workbook(tvilling: Tvilling, tmp_path: Path):
    assert tvilling("synth", "-o", tmp_path / "city.xlsx", "--buildings", 20, "--meters").code == 2


def test_a_record_of_faults_that_is_none_is_refused(tvilling: Tvilling, faulty: Path):
    done = tvilling("check", faulty, "--truth", faulty / "leases.csv")
    assert done.code == 3
