# SPDX-License-Identifier: MPL-2.0
"""The pre-flight and the reality check from Python: the figures of the command line, as frames."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tvilling as tv

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "danish_small"
BAD_TABLE = "building_id,use,year,area_m2\nA1,school,1950,1000\nA2,school,ninety,1000\nA3,school,1950,-7\n"


def json_of(program: Path, *arguments: object) -> dict[str, object]:
    done = subprocess.run([program, *map(str, arguments), "--json"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def checked() -> tv.Check:
    return tv.check(EXAMPLE)


def test_check_lists_findings_and_runs_nothing(tmp_path: Path, town_folder: Path) -> None:
    table = tmp_path / "buildings.csv"
    table.write_text(BAD_TABLE)
    found = tv.check(table)
    stops = found.findings[found.findings.severity == "stops"]
    assert stops.line.tolist() == [3, 4] and stops.code.str.match(r"TV-\d{4}").all() and (stops.hint != "").all()
    assert found.stops and found.counts["stops"] == 2
    with pytest.raises(tv.InputError, match="ninety"):
        _ = found.portfolio
    clean = tv.check(town_folder)
    assert not clean.stops and clean.counts["filled"] > 0 and len(clean.portfolio) == 40
    assert list(tmp_path.iterdir()) == [table]


def test_check_says_what_the_command_line_says(program: Path, checked: tv.Check) -> None:
    told = json_of(program, "check", EXAMPLE, "--origin", "--by", "administration")
    pd.testing.assert_frame_equal(checked.findings, pd.DataFrame(told["findings"])[list(checked.findings.columns)])
    assert checked.counts.drop("set_aside").to_dict() == told["counts"]
    quality = told["quality"]
    assert isinstance(quality, dict)
    assert checked.quality.attrs["score"] == quality["score"]
    assert checked.quality.reset_index().to_dict("records") == quality["buildings"]
    assert checked.origin_shares.reset_index().to_dict("records") == quality["columns"]
    assert checked.origin_groups.reset_index().to_dict("records") == quality["groups"]


def test_a_detailed_building_is_checked_as_on_the_command_line(program: Path) -> None:
    file = ROOT / "examples" / "bestest" / "case_600.toml"
    found = tv.check(file)
    assert not found.stops
    told = json_of(program, "check", file)
    assert found.findings["code"].tolist() == [finding["code"] for finding in told["findings"]]  # type: ignore[attr-defined]
    with pytest.raises(tv.InputError, match="path is"):
        _ = found.portfolio
    with pytest.raises(tv.InputError, match="against is"):
        tv.check(file, against=EXAMPLE)


def test_a_changed_set_point_leaves_the_pool_of_a_school_warm_and_other_numbers_are_told(tmp_path: Path) -> None:
    table = "building_id,use,year,area_m2,use_2,use_2_area_m2\nb1,school,1960,3000,swimming_hall,600\n"
    (tmp_path / "buildings.csv").write_text(table)
    school = tv.load(tmp_path)
    frame = school.buildings
    changed = {}
    for name, value in [("heating_set_point_degc", 18.0), ("hot_water_l_m2", 333.0)]:
        other = frame.copy()
        other[name] = value
        changed[name] = school.with_buildings(other)
        told = changed[name].findings.set_index("code").loc["TV-1310", "message"]  # one, and of this change
        assert isinstance(told, str) and ("hot_water_l_m2" in told) == (name == "hot_water_l_m2")
        assert "heating_set_point_degc" not in told
    cool = tv.Scenario("cool", [tv.measures.SetPoint(heating_set_point_degc=18.0)])
    roof = tv.Scenario("roof", [tv.measures.InsulateRoof(u_value_w_m2k=0.1)])
    with tv.run(school, [cool]) as by_measure, tv.run(changed["heating_set_point_degc"], [roof]) as by_number:
        measured = by_measure.annual["heat_demand_kwh"].sel(scenario="cool").to_numpy()
        numbered = by_number.annual["heat_demand_kwh"].sel(scenario="baseline").to_numpy()
        np.testing.assert_allclose(numbered, measured, rtol=0.01)  # the plant of a cooler zone is sized smaller


def test_shares_of_origins_add_up_to_one(checked: tv.Check) -> None:
    shares = checked.origin_shares.drop(columns=["group", "weight"])
    assert np.allclose(shares.sum(axis="columns"), 1.0, rtol=0, atol=1e-12)
    assert shares.loc["area_m2", "register"] == 1.0 and shares.loc["roof_u_value_w_m2k", "archetype"] == 1.0


def test_a_finding_knows_its_row_and_a_warning_can_be_set_aside(tmp_path: Path) -> None:
    (tmp_path / "buildings.csv").write_text(
        "building_id,name,use,area_m2,year,administration\nb1,Valby svømmehal,office,3000,1960,KFF\n", encoding="utf-8"
    )
    told = tv.check(tmp_path).findings.set_index("code").loc["TV-1411"]
    assert (told.severity, told.table, told.id, told.value, told.set_aside) == ("warns", "buildings", "b1", "office", "")
    assert told.administration == "KFF"
    (tmp_path / "overrides.toml").write_text(
        '[[set_aside]]\ncode = "TV-1411"\nid = "b1"\nreason = "It was one"\nwho = "AJ"\nwhen = "2026-01-01"\n'
    )
    again = tv.check(tmp_path)
    told = again.findings.set_index("code").loc["TV-1411"]
    assert (told.severity, told.set_aside) == ("info", "by AJ on 2026-01-01: It was one")
    assert again.counts["set_aside"] == 1


def test_metered_use_is_a_row_per_building_carrier_and_year(checked: tv.Check) -> None:
    metered = checked.metered.set_index(["building_id", "carrier", "year"])
    assert len(metered) == 9 and metered.index.is_unique
    school = metered.loc[("0101", "electricity", 2024)]
    lines = (EXAMPLE / "udtraek_2024.csv").read_text(encoding="latin-1").splitlines()
    readings = [float(line.split(";")[2].replace(",", ".")) for line in lines if line.startswith("E-2001;")]
    assert len(readings) == 12 and school.amount == pytest.approx(sum(readings)) and school.unit == "kWh"
    assert [school[f"month_{month:02}"] for month in range(1, 13)] == pytest.approx(readings)
    assert metered.loc[("0501", "water", 2024), "unit"] == "m3"
    care = metered.loc[("0301", "heat", 2024)]
    assert care.filled_fraction == pytest.approx(30 / 366, rel=0.01) and {"gap_filled", "estimated"} <= set(care["flags"].split())
    assert care.meters == "V-1002"


def test_two_deliveries_are_compared(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    shutil.copytree(EXAMPLE, old)
    shutil.copytree(EXAMPLE, new)
    table = new / "bygninger.csv"
    lines = [line for line in table.read_text(encoding="latin-1").splitlines() if not line.startswith("0502")]
    table.write_text("\n".join(lines).replace(";612,0;612,0;", ";712,0;612,0;"), encoding="latin-1")
    changes = tv.check(new, against=old).changes
    assert changes is not None
    assert (changes["gone"], changes["new"], changes["area_changed"]) == (1, 0, 1)
    assert changes["area_now_m2"] == changes["area_before_m2"] - 210 + 100
    assert tv.check(new).changes is None


def test_check_takes_a_study_too(tmp_path: Path, town_folder: Path) -> None:
    study = tmp_path / "study.toml"
    study.write_text(f'[study]\nname = "x"\nportfolio = "{town_folder}"\nwether = "reference-year"\n')
    found = tv.check(study)
    stops = found.findings[found.findings.severity == "stops"]
    assert len(stops) == 1 and stops.line.tolist() == [4] and "wether" in stops.message.iloc[0]
    assert "weather" in stops.hint.iloc[0]
    with pytest.raises(tv.InputError, match="wether"):
        _ = found.quality
    study.write_text(study.read_text().replace("wether", "weather"))
    assert len(tv.check(study).portfolio) == 40
    with study.open("a") as file:
        file.write('[[scenario]]\nname = "a"\n[[scenario.measure]]\ntype = "night_set_back"\nwhere = "yeer < 1973"\n')
    stops = tv.check(study).findings.query('severity == "stops"')
    assert stops.line.tolist() == [9] and "yeer" in stops.message.iloc[0]


def test_reconcile_says_what_the_command_line_says(program: Path) -> None:
    told = json_of(program, "reconcile", EXAMPLE)
    found = tv.reconcile(EXAMPLE, threads=2)
    totals = told["totals"]
    assert isinstance(totals, dict)
    for group, frame in (("total", found.total()), ("use", found.by("use")), ("administration", found.by("administration"))):
        for record, row in zip(totals[group], frame.reset_index().to_dict("records"), strict=True):
            for name in ("carrier", "year", "unit", "compared", "metered", "normal_year", "simulated", "outside"):
                assert row[name] == record[name]
    rows = pd.DataFrame(told["rows"])
    mine = found.buildings
    assert list(mine.columns) == list(rows.columns)
    for name in ("building_id", "carrier", "compared", "factor_origin", "meters"):
        assert mine[name].tolist() == rows[name].tolist()
    for name in ("metered", "normal_year", "simulated", "ratio", "factor"):
        np.testing.assert_array_equal(mine[name], rows[name].astype(float))
    assert found.normal_degree_days == 2906 and "degree_days table" in found.normal_source


def test_reconcile_names_the_meter_in_the_wrong_unit_and_withholds_protected_names() -> None:
    found = tv.reconcile(EXAMPLE, year=2024)
    odd = found.buildings[found.buildings.cause != ""]
    assert odd[["building_id", "carrier", "cause"]].to_numpy().tolist() == [["0601", "heat", "unit"]]
    assert (found.findings.code == "TV-1701").sum() == 1
    assert (found.buildings.set_index("building_id").loc["0401", "name"] == "(protected)").all()
    assert "heat 2024" in repr(found)


def test_the_normal_year_can_be_given() -> None:
    as_table, colder = tv.reconcile(EXAMPLE), tv.reconcile(EXAMPLE, normal_degree_days=3500)
    assert colder.normal_degree_days == 3500
    assert colder.total().loc[("heat", 2024), "ratio"] > as_table.total().loc[("heat", 2024), "ratio"]
    assert colder.total().loc[("electricity", 2024), "ratio"] == as_table.total().loc[("electricity", 2024), "ratio"]


def test_what_cannot_be_reconciled_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "buildings.csv").write_text(BAD_TABLE)
    with pytest.raises(tv.InputError) as caught:
        tv.reconcile(tmp_path)
    assert [finding.line for finding in caught.value.findings] == [3, 4]
    with pytest.raises(tv.InputError, match="normal_degree_days is 5"):
        tv.reconcile(EXAMPLE, normal_degree_days=5)
    with pytest.raises(tv.InputError, match="year is 12"):
        tv.reconcile(EXAMPLE, year=12)
    with pytest.raises(tv.InputError, match="threads is -1"):
        tv.reconcile(EXAMPLE, threads=-1)
    with pytest.raises(tv.InputError, match="cannot group"):
        tv.reconcile(EXAMPLE).by("owner")


def test_results_know_the_origin_of_what_went_in(town: tv.Portfolio, results: tv.Results) -> None:
    pd.testing.assert_frame_equal(results.origin, town.origin)
    weakest = results.result_origin
    assert list(weakest.columns) == results.scenarios and list(weakest.index) == list(town.buildings.index)
    order = ["metered", "calibrated", "register", "archetype", "filled", "default"]
    known = town.buildings[list(town.origin.columns)].notna()
    ranks = town.origin.apply(lambda column: column.map(order.index)).where(known, 0).max(axis="columns")
    assert weakest["baseline"].map(order.index).tolist() == ranks.tolist()
