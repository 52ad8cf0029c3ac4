# SPDX-License-Identifier: MPL-2.0
"""Units that move and premises that are given up, from the study to the results."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import h5py
import numpy
import pytest
from driver import ROOT, Tvilling, seal

EXAMPLE = ROOT / "examples" / "sammenlaegning"
HEAD = EXAMPLE.joinpath("study.toml").read_text(encoding="utf-8").split("[[scenario]]")[0]


@pytest.fixture(scope="module")
def merge(tvilling: Tvilling, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("merge") / "merge.h5"
    done = tvilling("run", EXAMPLE / "study.toml", "-o", out)
    assert done.code == 0, done.err
    return out


def rows(tvilling: Tvilling, results: Path, *by: str) -> dict[tuple[str, str], dict]:
    return {(row["scenario"], row["group"]): row for row in json.loads(tvilling("compare", results, *by, "--json").out)["rows"]}


def study(folder: Path, *measures: str) -> Path:
    shutil.copytree(EXAMPLE / "tabeller", folder / "tabeller")
    path = folder / "study.toml"
    path.write_text(HEAD + '[[scenario]]\nname = "s"\n' + "\n".join("[[scenario.measure]]\n" + m for m in measures), encoding="utf-8")
    return path


def told(tvilling: Tvilling, path: Path) -> dict[str, str]:
    done = tvilling("check", path, "--json")
    return {f["code"]: f["message"] + " " + f["hint"] for f in json.loads(done.out)["findings"] if f["code"].startswith("TV-30")}


def test_the_example_has_nothing_that_stops_or_warns(tvilling: Tvilling):
    assert told(tvilling, EXAMPLE / "study.toml") == {}


def test_as_many_person_hours_are_lived_in_every_scenario(tvilling: Tvilling, merge: Path):
    total = rows(tvilling, merge)
    before = total["baseline", "all"]["occupancy_person_h"]
    assert before > 100_000
    for scenario in ("moved", "merged", "half"):
        assert total[scenario, "all"]["occupancy_person_h"] == pytest.approx(before, abs=0.04)
    both = rows(tvilling, merge, "--by", "building")
    assert both["moved", "0101"]["occupancy_person_h"] == 0
    share = both["half", "0101"]["occupancy_person_h"] / both["baseline", "0101"]["occupancy_person_h"]
    assert share == pytest.approx(20 / 45, rel=1e-6)


def test_the_fuller_building_needs_less_heat_and_the_one_handed_over_nothing(tvilling: Tvilling, merge: Path):
    both = rows(tvilling, merge, "--by", "building")
    assert both["moved", "0201"]["change_heat_demand_kwh"] < 0 < both["moved", "0201"]["change_electricity_kwh"]
    assert both["moved", "0101"]["change_heat_demand_kwh"] > 0 > both["moved", "0101"]["change_electricity_kwh"]
    gone = both["merged", "0101"]
    assert gone["heat_kwh"] == gone["electricity_kwh"] == gone["water_m3"] == gone["cost_dkk"] == 0
    assert both["merged", "0201"]["heat_kwh"] == both["moved", "0201"]["heat_kwh"]


def test_the_change_of_heat_adds_up_term_by_term(merge: Path):
    terms = ["transmission_kwh", "ventilation_kwh", "infiltration_kwh", "solar_kwh", "internal_kwh", "storage_kwh"]
    with h5py.File(merge) as file:
        change = {name: (file[f"annual/{name}"][1:] - file[f"annual/{name}"][:1]).sum(axis=1) for name in [*terms, "heat_demand_kwh"]}
    losses = change["transmission_kwh"] + change["ventilation_kwh"] + change["infiltration_kwh"] + change["storage_kwh"]
    gains = change["solar_kwh"] + change["internal_kwh"]
    assert change["heat_demand_kwh"] == pytest.approx(losses - gains, abs=0.1)


def test_moving_rent_and_notice_are_booked(tvilling: Tvilling, merge: Path):
    total = rows(tvilling, merge)
    moved, merged = total["moved", "all"]["economics"], total["merged", "all"]["economics"]
    assert moved["investment_dkk"] == pytest.approx(45 * 20_000)
    assert moved["change_rent_dkk"] == 0
    rent = 1500 * 1600
    assert merged["change_rent_dkk"] == -rent
    assert merged["investment_dkk"] == pytest.approx(45 * 20_000 + 1500 * 300 + rent)  # a year of notice
    bill = total["merged", "all"]["change_cost_dkk"]
    assert merged["saving_dkk"] == pytest.approx(rent - bill)
    assert merged["change_internal_rent_dkk"] == 0


def test_a_file_that_knows_no_rents_opens_with_none(tvilling: Tvilling, merge: Path, tmp_path: Path):
    old = shutil.copy(merge, tmp_path / "old.h5")
    with h5py.File(old, "r+") as file:
        assert file.attrs["version"].tolist() == [1, 7]
        file.attrs.modify("version", numpy.array([1, 5], dtype="int32"))
        for name in ("change_rent_dkk", "change_internal_rent_dkk", "premises_once_dkk", "premises_sale_dkk"):
            del file[f"economics/{name}"]
    seal(old)
    before, after = rows(tvilling, merge)["moved", "all"], rows(tvilling, old)["moved", "all"]
    assert after["economics"] == {**before["economics"], "premises_once_dkk": 0}
    assert rows(tvilling, old)["merged", "all"]["economics"]["change_rent_dkk"] == 0


def test_a_floor_that_is_given_up_leaves_the_rest_as_it_was(tvilling: Tvilling, tmp_path: Path):
    path = floors(tmp_path, 'type = "move"\nunit = "U-5"\nto = "L-1"', 'type = "sublet"\nlease = "L-3"\nrent_dkk_m2 = 0')
    done = tvilling("run", path, "-o", tmp_path / "r.h5")
    assert done.code == 0, done.err
    by = rows(tvilling, tmp_path / "r.h5", "--by", "building")
    before, after = by["baseline", "0201"], by["s", "0201"]
    for name in ("occupancy_person_h", "water_m3"):
        assert after[name] == pytest.approx(0.75 * before[name], rel=1e-6)
    assert after["electricity_kwh"] == pytest.approx(0.75 * before["electricity_kwh"], rel=1e-4)
    assert after["heat_kwh"] == pytest.approx(0.75 * before["heat_kwh"], rel=0.02)
    assert by["s", "0101"]["occupancy_person_h"] == pytest.approx(by["baseline", "0101"]["occupancy_person_h"] * 60 / 45, rel=1e-6)


def test_internal_rent_stands_beside_the_saving(tvilling: Tvilling, tmp_path: Path):
    path = study(
        tmp_path,
        'type = "move"\nunits = ["U-3", "U-4"]\nto = "L-1"',
        'type = "sell"\nproperty = "P-2"\nvalue_dkk = 30000000',
    )
    assert tvilling("run", path, "-o", tmp_path / "r.h5").code == 0
    row = rows(tvilling, tmp_path / "r.h5")["s", "all"]
    money = row["economics"]
    assert money["change_internal_rent_dkk"] == -2400 * 1100
    assert money["change_rent_dkk"] == 0
    assert money["investment_dkk"] == pytest.approx(60 * 20_000 - 30_000_000)
    assert money["saving_dkk"] == pytest.approx(-row["change_cost_dkk"])


def test_a_tenant_pays_rent_and_energy_while_the_lease_goes_on(tvilling: Tvilling, tmp_path: Path):
    path = study(tmp_path, 'type = "move"\nunits = ["U-1", "U-2"]\nto = "L-2"', 'type = "sublet"\nlease = "L-1"\nrent_dkk_m2 = 1000')
    assert tvilling("run", path, "-o", tmp_path / "r.h5").code == 0
    money = rows(tvilling, tmp_path / "r.h5")["s", "all"]["economics"]
    assert money["change_rent_dkk"] == -1500 * 1000
    assert rows(tvilling, tmp_path / "r.h5", "--by", "building")["s", "0101"]["heat_kwh"] == 0


def test_owned_premises_are_held_at_frost_guard(tvilling: Tvilling, tmp_path: Path):
    path = study(tmp_path, 'type = "move"\nunits = ["U-3", "U-4"]\nto = "L-1"', 'type = "close"\nlease = "L-2"')
    assert tvilling("run", path, "-o", tmp_path / "r.h5").code == 0
    by = rows(tvilling, tmp_path / "r.h5", "--by", "building")
    held, before = by["s", "0201"], by["baseline", "0201"]
    assert 0 < held["heat_kwh"] < 0.5 * before["heat_kwh"]
    assert held["electricity_kwh"] == held["water_m3"] == 0


def test_where_a_measure_stands_changes_nothing(tvilling: Tvilling, tmp_path: Path):
    move, close, roof = (
        'type = "move"\nunits = ["U-1", "U-2"]\nto = "L-2"',
        'type = "close"\nlease = "L-1"',
        'type = "hot_water"',
    )
    heat = []
    for n, measures in enumerate([(move, close, roof), (roof, close, move)]):
        folder = tmp_path / str(n)
        folder.mkdir()
        path = study(folder, *measures)
        assert tvilling("run", path, "-o", folder / "r.h5").code == 0
        heat.append(rows(tvilling, folder / "r.h5")["s", "all"]["heat_kwh"])
    assert heat[0] == heat[1]


@pytest.mark.parametrize(
    ("measures", "code", "words"),
    [
        (['type = "move"\nunit = "U-9"\nto = "L-2"'], "TV-3029", 'unit "U-9"'),
        (['type = "move"\nunit = "U-1"\nto = "L-3"'], "TV-3029", 'lease "L-3"'),
        (['type = "close"\nproperty = "P-9"'], "TV-3029", 'property "P-9"'),
        (['type = "move"\nunit = "U-1"\nto = "L-1"'], "TV-3031", "sits in"),
        (['type = "close"\nlease = "L-1"'], "TV-3033", "U-1, U-2"),
        (['type = "move"\nunit = "U-1"\nto = "L-2"', 'type = "close"\nlease = "L-1"'], "TV-3033", "1 unit sits"),
        (['type = "sell"\nlease = "L-1"'], "TV-3034", "third_party"),
        (['type = "move"\nunit = "U-4"\nto = "L-1"'], "TV-3036", "publikum"),
        (['type = "move"\nunit = "U-1"\nunits = ["U-2"]\nto = "L-2"'], "TV-3040", "unit"),
        (['type = "move"\nunit = "U-1"'], "TV-3003", '"to"'),
        (['type = "move"\nunit = "U-1"\nto = "L-2"\nwhere = "year < 1973"'], "TV-3002", "where"),
        (
            ['type = "move"\nunits = ["U-3", "U-4"]\nto = "L-1"'],
            "TV-3037",
            "60 desks",
        ),
        (['type = "move"\nunits = ["U-3", "U-4"]\nto = "L-1"', 'type = "sell"\nlease = "L-2"'], "TV-3039", "sale_value_dkk"),
    ],
)
def test_what_cannot_be_is_told_with_its_name(tvilling: Tvilling, tmp_path: Path, measures: list[str], code: str, words: str):
    found = told(tvilling, study(tmp_path, *measures))
    assert code in found, found
    assert words in found[code]


def test_a_unit_may_not_take_the_hours_of_another_use(tvilling: Tvilling, tmp_path: Path):
    path = study(tmp_path, 'type = "move"\nunit = "U-1"\nto = "L-2"')
    leases = tmp_path / "tabeller" / "leases.csv"
    leases.write_text(leases.read_text(encoding="utf-8").replace("L-2,P-2,0201,office", "L-2,P-2,0201,school"), encoding="utf-8")
    assert "school" in told(tvilling, path)["TV-3032"]


def test_people_that_are_not_there_cannot_leave(tvilling: Tvilling, tmp_path: Path):
    path = study(tmp_path, 'type = "move"\nunits = ["U-1", "U-2"]\nto = "L-2"')
    units = tmp_path / "tabeller" / "units.csv"
    units.write_text(units.read_text(encoding="utf-8").replace("L-1,25,", "L-1,95,"), encoding="utf-8")
    assert "are left in the building" in told(tvilling, path)["TV-3038"]
    assert tvilling("run", path, "-o", tmp_path / "r.h5").code == 0
    total = rows(tvilling, tmp_path / "r.h5")
    assert total["s", "all"]["change_occupancy_person_h"] == pytest.approx(0, abs=0.04)


def test_half_a_move_cannot_be_chosen(tvilling: Tvilling, merge: Path):
    done = tvilling("choose", merge, "--budget", 5_000_000)
    assert done.code == 3
    assert "move" in done.err and "--scenarios" in done.err


def test_a_dry_run_knows_the_buildings_of_a_move(tvilling: Tvilling):
    done = tvilling("run", EXAMPLE / "study.toml", "--dry-run")
    assert done.code == 0
    merged = next(line.split() for line in done.out.splitlines() if line.startswith("merged"))
    assert merged[1:3] == ["2", "2"]


def floors(tmp_path: Path, *measures: str) -> Path:
    """Sydgade has two leases: a quarter of it is L-3, where U-5 sits with 15 of its 60 people."""
    path = study(tmp_path, *measures)
    tables = tmp_path / "tabeller"
    leases = (tables / "leases.csv").read_text(encoding="utf-8").replace("office,2400", "office,1800")
    (tables / "leases.csv").write_text(leases + "L-3,P-2,0201,office,600,owned,1100,30,2010-01-01,6\n", encoding="utf-8")
    units = (tables / "units.csv").read_text(encoding="utf-8").replace("L-2,40,38", "L-2,25,23")
    (tables / "units.csv").write_text(units + "U-5,Parker,Teknik,L-3,15,15,yes,\n", encoding="utf-8")
    return path


def test_a_move_within_a_building_is_paid_and_not_called_idle(tvilling: Tvilling, tmp_path: Path):
    path = floors(tmp_path, 'type = "move"\nunit = "U-5"\nto = "L-2"\ndesk_fit_out_dkk = 8000')
    assert "TV-3202" not in tvilling("check", path, "--json").out
    assert tvilling("run", path, "-o", tmp_path / "r.h5").code == 0
    row = rows(tvilling, tmp_path / "r.h5")["s", "all"]
    assert row["economics"]["investment_dkk"] == row["economics"]["premises_once_dkk"] == 15 * (20_000 + 8_000)
    assert row["change_heat_kwh"] == row["change_electricity_kwh"] == 0


def test_employees_who_are_not_simulated_are_paid_for_when_they_move(tvilling: Tvilling, tmp_path: Path):
    path = study(tmp_path, 'type = "move"\nunits = ["U-1", "U-2"]\nto = "L-2"')
    units = tmp_path / "tabeller" / "units.csv"
    units.write_text(units.read_text(encoding="utf-8").replace("L-1,25,", "L-1,95,"), encoding="utf-8")
    assert tvilling("run", path, "-o", tmp_path / "r.h5").code == 0
    assert rows(tvilling, tmp_path / "r.h5")["s", "all"]["economics"]["investment_dkk"] == (95 + 20) * 20_000


def test_rent_is_due_until_a_fixed_term_ends(tvilling: Tvilling, tmp_path: Path):
    path = study(tmp_path, 'type = "move"\nunits = ["U-1", "U-2"]\nto = "L-2"', 'type = "close"\nlease = "L-1"')
    leases = tmp_path / "tabeller" / "leases.csv"
    head, fixed, *others = leases.read_text(encoding="utf-8").splitlines()
    leases.write_text("\n".join([head + ",end", fixed + ",2040-01-01", *(o + "," for o in others)]) + "\n", encoding="utf-8")
    assert tvilling("run", path, "-o", tmp_path / "r.h5").code == 0
    once = rows(tvilling, tmp_path / "r.h5")["s", "all"]["economics"]["premises_once_dkk"]
    years = (date(2040, 1, 1) - date(2025, 1, 1)).days / 365.25
    assert once == pytest.approx(45 * 20_000 + 1500 * 300 + years * 1500 * 1600)


def test_lease_by_lease_a_building_goes_to_its_tenants_as_a_whole(tvilling: Tvilling, tmp_path: Path):
    away = 'type = "move"\nunits = ["U-3", "U-4", "U-5"]\nto = "L-1"'
    path = floors(tmp_path, away, *(f'type = "sublet"\nlease = "L-{n}"\nrent_dkk_m2 = 0' for n in (2, 3)))
    buildings = tmp_path / "tabeller" / "buildings.csv"
    head, north, south = buildings.read_text(encoding="utf-8").splitlines()
    buildings.write_text(f"{head},pv_capacity_kw\n{north},0\n{south},40\n", encoding="utf-8")
    assert tvilling("run", path, "-o", tmp_path / "r.h5").code == 0
    by = rows(tvilling, tmp_path / "r.h5", "--by", "building")
    assert by["s", "0201"]["cost_dkk"] == by["s", "0201"]["electricity_kwh"] == by["s", "0201"]["heat_kwh"] == 0


def test_a_report_has_moving_under_service_and_rent_apart_from_maintenance(tvilling: Tvilling, merge: Path, tmp_path: Path):
    done = tvilling("report", merge, "--html", tmp_path / "r.html", "--scenario", "merged")
    assert done.code == 0, done.err
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "Flytning og istandsættelse" in text
    assert "Ændret husleje til tredjemand" in text
