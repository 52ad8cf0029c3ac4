# SPDX-License-Identifier: MPL-2.0
"""Why a scenario needs less: its change by causes, which add up to it. A run of some buildings first."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from driver import Tvilling, Village

WHOLES = ("heat_kwh", "electricity_kwh", "co2_kg", "cost_dkk")


def explained(tvilling: Tvilling, *arguments: object) -> dict:
    done = tvilling("explain", *arguments, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_the_causes_add_up_to_the_change(tvilling: Tvilling, results: Path):
    for by in ("total", "use", "administration", "building"):
        for group in explained(tvilling, results, "windows", "--by", by)["groups"]:
            heat = group["heat_kwh"]
            assert sum(heat["causes"].values()) == heat["change"]  # on the grid: to the last bit
            assert abs(heat["causes"]["rounding_kwh"]) < 0.05 * group["buildings"]
            for whole in WHOLES[1:]:
                assert sum(group[whole]["causes"].values()) == pytest.approx(group[whole]["change"], abs=1e-6)


def test_groups_add_up_to_the_whole_and_it_is_what_compare_says(tvilling: Tvilling, results: Path):
    whole = explained(tvilling, results, "windows", "--to", "roofs")["groups"][0]
    rows = json.loads(tvilling("compare", results, "--to", "roofs", "--scenario", "windows", "--json").out)["rows"]
    compared = next(row for row in rows if row["scenario"] == "windows")
    assert [row["scenario"] for row in rows] == ["roofs", "windows"]
    for name in WHOLES:
        assert whole[name]["change"] == compared[f"change_{name}"]
        groups = explained(tvilling, results, "windows", "--to", "roofs", "--by", "use")["groups"]
        assert sum(group[name]["change"] for group in groups) == pytest.approx(whole[name]["change"])


def test_money_is_against_the_baseline_and_left_out_of_other_comparisons(tvilling: Tvilling, results: Path, tmp_path: Path):
    for to, has in (("baseline", True), ("roofs", False)):
        table = tvilling("compare", results, "--to", to, "--csv", tmp_path / "c.csv")
        assert table.code == 0, table.err
        rows = json.loads(tvilling("compare", results, "--to", to, "--json").out)["rows"]
        head = (tmp_path / "c.csv").read_text(encoding="utf-8").splitlines()[0]
        assert ("NPV" in table.out) is has
        assert ("npv_dkk" in head) is has
        assert all(("economics" in row) is has for row in rows)
        assert ("money is left out" in table.err) is not has
        assert "cost_dkk" in head and "change_cost_dkk" in head


def test_a_roof_saves_through_the_envelope(tvilling: Tvilling, results: Path):
    causes = explained(tvilling, results, "roofs")["groups"][0]["heat_kwh"]["causes"]
    assert causes["transmission_kwh"] < 0
    assert causes["transmission_kwh"] == min(causes.values())
    assert causes["hot_water_kwh"] == 0
    told = tvilling("explain", results, "roofs").out
    assert told.startswith("change of delivered heat")
    assert "heat to the rooms" in told and "change of the bill" in told


def test_the_baseline_against_itself_is_only_its_balance(tvilling: Tvilling, results: Path):
    told = tvilling("explain", results, "baseline").out
    assert told.startswith("heat to the rooms")
    assert "change" not in told


def test_one_building_is_explained_by_its_id(tvilling: Tvilling, results: Path):
    first = explained(tvilling, results, "roofs", "--by", "building")["groups"][0]
    alone = explained(tvilling, results, "roofs", first["group"])["groups"]
    assert alone == [first]
    both = tvilling("explain", results, "roofs", first["group"], "--by", "use")
    assert (both.code, both.out) == (2, "")
    unknown = tvilling("explain", results, "rofs")
    assert unknown.code == 3
    assert "roofs" in unknown.err


def test_the_table_of_causes_is_written_as_csv_too(tvilling: Tvilling, results: Path, tmp_path: Path):
    out = tmp_path / "causes.csv"
    assert tvilling("explain", results, "windows", "--by", "use", "--csv", out).code == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    groups = explained(tvilling, results, "windows", "--by", "use")["groups"]
    assert [row["group"] for row in rows] == [group["group"] for group in groups]
    for row, group in zip(rows, groups, strict=True):
        assert float(row["change_heat_kwh"]) == group["heat_kwh"]["change"]
        assert float(row["change_heat_solar_kwh"]) == group["heat_kwh"]["causes"]["solar_kwh"]
        assert float(row["change_cost_heat_power_dkk"]) == group["cost_dkk"]["causes"]["heat_power_dkk"]
    assert tvilling("explain", results, "windows", "--csv", results).code != 0


def test_a_sample_of_buildings_is_run_first(tvilling: Tvilling, town: Path, tmp_path: Path):
    def run(out: str, *more: object):
        return tvilling("run", town / "study.toml", "-o", tmp_path / out, "--reproducible", *more)

    done = run("a.h5", "--sample", 6)
    assert done.code == 0, done.err
    assert "3 scenarios x 6 buildings" in done.err
    assert run("b.h5", "--sample", "10%").code == 0
    assert (tmp_path / "a.h5").stat().st_size == (tmp_path / "b.h5").stat().st_size
    assert run("c.h5", "--sample", 6, "--seed", 2).code == 0
    ids = [
        [group["group"] for group in explained(tvilling, tmp_path / name, "roofs", "--by", "building")["groups"]]
        for name in ("a.h5", "b.h5", "c.h5")
    ]
    assert ids[0] == ids[1] != ids[2]
    assert "4 buildings" in run("d.h5", "--sample", 4, "--only", "use <> 'small_building'").err
    for wrong in ("0", "-3", "2.5", "x", "120%", "%"):
        done = run("e.h5", f"--sample={wrong}")
        assert done.code == 2, wrong
        assert not (tmp_path / "e.h5").exists()


def test_the_sample_stands_in_the_record(tvilling: Tvilling, town: Path, tmp_path: Path):
    h5py = pytest.importorskip("h5py")
    assert tvilling("run", town / "study.toml", "-o", tmp_path / "r.h5", "--sample", 5, "--seed", 9).code == 0
    with h5py.File(tmp_path / "r.h5") as file:
        assert file["provenance"].attrs["sample"] == "5 buildings, seed 9"


def test_a_dry_run_tells_how_much_a_run_is(tvilling: Tvilling, town: Path, tmp_path: Path):
    done = tvilling("run", town / "study.toml", "--dry-run")
    assert done.code == 0, done.err
    told = re.search(r"([\d ]+) building-years, of which ([\d ]+) are simulated", done.err)
    assert told, done.err
    ran = tvilling("run", town / "study.toml", "-o", tmp_path / "r.h5")
    simulated = re.search(r"^([\d ]+) building-years simulated", ran.err, re.MULTILINE)
    assert simulated
    assert (told.group(1), told.group(2)) == ("180", simulated.group(1))
    size = re.search(r"writing of ([\d ]+) MB", done.err)
    assert size
    assert float(size.group(1).replace(" ", "")) == pytest.approx((tmp_path / "r.h5").stat().st_size / 1e6, abs=1.0, rel=0.1)


def test_a_dry_run_counts_at_most_where_a_condition_asks_for_results(tvilling: Tvilling, village: Village):
    village.add_to_study(
        '\n[[scenario]]\nname = "thirsty"\n[[scenario.measure]]\ntype = "insulate_wall"\nwhere = "heat_kwh_m2 > 100"\n'
    )
    assert "of which at most " in tvilling("run", village.study, "--dry-run").err
