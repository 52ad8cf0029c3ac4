# SPDX-License-Identifier: MPL-2.0
"""Swimming halls in a study: their group in the result file, and what a scenario does to their fabric is said first."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from driver import Done, Tvilling, seal

BUILDINGS = """\
building_id,use,year,area_m2,storeys,x_m,y_m,visitors_per_year
hall,swimming_hall,1975,2800,2,720000,6175000,120000
school,school,1965,4000,3,720500,6175000,
"""
POOLS = """\
pool_id,building_id,water_area_m2,depth_m,water_temperature_degc
large,hall,312.5,1.8,27
teaching,hall,100,0.9,32
"""
# So little outdoor air that the humidity is what is asked for.
HALLS = """\
building_id,outdoor_air_fraction,night_outdoor_air_fraction
hall,0.05,0.05
"""
STUDY = """\
[study]
name = "Hall"
portfolio = "town"

[[scenario]]
name = "cover"
[[scenario.measure]]
type = "pool_cover"

[[scenario]]
name = "damp"
[[scenario.measure]]
type = "hall_humidity"
relative_humidity = 0.9
"""


def write(folder: Path, study: str = STUDY) -> Path:
    (folder / "town").mkdir(exist_ok=True)
    (folder / "town" / "buildings.csv").write_text(BUILDINGS, encoding="utf-8")
    (folder / "town" / "pools.csv").write_text(POOLS, encoding="utf-8")
    (folder / "town" / "swimming_halls.csv").write_text(HALLS, encoding="utf-8")
    (folder / "study.toml").write_text(study, encoding="utf-8")
    return folder / "study.toml"


def without_basins(folder: Path) -> None:
    for table in ("pools.csv", "swimming_halls.csv"):
        (folder / "town" / table).unlink()


def run(tvilling: Tvilling, folder: Path, *more: object, study: str = STUDY) -> Done:
    return tvilling("run", write(folder, study), "-o", folder / "r.h5", "--reproducible", *more)


def test_the_hall_has_its_terms_in_the_result_file(tvilling: Tvilling, tmp_path: Path) -> None:
    xarray = pytest.importorskip("xarray")
    assert run(tvilling, tmp_path).code == 0
    with xarray.open_dataset(tmp_path / "r.h5", engine="h5netcdf", group="halls") as halls:
        assert halls.hall.values.tolist() == ["hall"]
        assert halls.scenario.values.tolist() == ["baseline", "cover", "damp"]
        assert halls.evaporation_kg.attrs["units"] == "kg"
        assert halls.evaporation_kg.dims == ("scenario", "hall")
        evaporation = halls.evaporation_kg.sel(hall="hall")
        assert 0 < float(evaporation.sel(scenario="cover")) < float(evaporation.sel(scenario="baseline"))
        heat = halls.sel(scenario="baseline", hall="hall")
        assert float(heat.visits) == pytest.approx(120_000)


def test_a_city_without_basins_has_no_group_of_halls(tvilling: Tvilling, tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    study = write(tmp_path, STUDY.split("\n[[scenario]]")[0])
    without_basins(tmp_path)
    assert tvilling("run", study, "-o", tmp_path / "r.h5").code == 0
    with h5py.File(tmp_path / "r.h5") as file:
        assert "halls" not in file


def test_a_scenario_that_wets_the_hall_says_so_before_the_table_and_is_marked(tvilling: Tvilling, tmp_path: Path) -> None:
    done = run(tvilling, tmp_path)
    assert done.code == 0
    warnings = [line for line in done.err.splitlines() if "water condenses on" in line]
    assert any("scenario damp: water condenses on windows of hall in " in line and "(baseline " in line for line in warnings)
    assert not any("scenario cover:" in line for line in warnings)
    rows = {line.split()[0]: line for line in done.out.splitlines() if line.strip()}
    assert rows["damp"].split()[-1] == "!"
    assert rows["cover"].split()[-1] != "!"
    assert any(line.startswith("! water condenses") for line in done.out.splitlines())


def test_compare_marks_the_scenario_and_lists_the_hours_in_json(tvilling: Tvilling, tmp_path: Path) -> None:
    assert run(tvilling, tmp_path).code == 0
    table = tvilling("compare", tmp_path / "r.h5", "--by", "building")
    assert table.code == 0
    assert "scenario damp: water condenses" in table.err
    marks = {line.split()[0]: line.split()[-1] for line in table.out.splitlines() if line.strip()}
    assert marks["damp"] == "!" and marks["cover"] != "!"
    told = json.loads(tvilling("compare", tmp_path / "r.h5", "--json").out)
    windows = {damp["scenario"]: damp for damp in told["condensation"] if damp["construction"] == "windows"}
    assert all(damp["building"] == "hall" and damp["hours"] > 0 for damp in windows.values())
    assert [name for name, damp in windows.items() if damp["hours"] > damp["baseline_hours"]] == ["damp"]
    assert {"scenario", "building", "construction", "hours", "baseline_hours"} == set(windows["damp"])
    assert isinstance(told["mould"], list) and told["crowding"] == []


WET_WINDOWS = BUILDINGS.replace("visitors_per_year", "visitors_per_year,window_u_value_w_m2k").replace("120000", "120000,3.5").replace("6175000,\n", "6175000,,\n")


def test_a_hall_that_is_wet_today_is_told_though_every_scenario_is_drier(tvilling: Tvilling, tmp_path: Path) -> None:
    study = write(tmp_path, STUDY.replace('"damp"', '"dry"').replace("0.9", "0.5"))
    (tmp_path / "town" / "buildings.csv").write_text(WET_WINDOWS, encoding="utf-8")
    done = tvilling("run", study, "-o", tmp_path / "r.h5")
    assert done.code == 0, done.err
    warnings = [line for line in done.err.splitlines() if "water condenses on windows" in line]
    assert len(warnings) == 1 and "baseline: water condenses on windows of hall in " in warnings[0]
    rows = {line.split()[0]: line.split() for line in done.out.splitlines() if line.strip()}
    assert rows["baseline"][-1] == rows["dry"][-1] == "(!)"
    assert "\n! water" not in done.out
    compared = tvilling("compare", tmp_path / "r.h5")
    assert "baseline: water condenses on windows of hall in " in compared.err and "(!)" in compared.out
    told = json.loads(tvilling("compare", tmp_path / "r.h5", "--json").out)["condensation"]
    assert {damp["scenario"] for damp in told if damp["construction"] == "windows"} >= {"baseline", "dry"}


def test_a_scenario_that_crowds_the_water_warns(tvilling: Tvilling, tmp_path: Path) -> None:
    crowd = STUDY.replace('"damp"', '"all_come"').replace('"hall_humidity"', '"hall_visitors"').replace("relative_humidity = 0.9", "visitors_factor = 10.0")
    done = run(tvilling, tmp_path, study=crowd)
    assert done.code == 0, done.err
    assert "scenario all_come: more people are in the water of hall than it holds in " in done.err
    told = json.loads(tvilling("compare", tmp_path / "r.h5", "--json").out)["crowding"]
    assert [crowding["scenario"] for crowding in told] == ["all_come"]
    assert told[0]["hours"] > told[0]["baseline_hours"]


def test_a_study_with_a_hall_is_taken_from_its_earlier_results(tvilling: Tvilling, tmp_path: Path) -> None:
    assert run(tvilling, tmp_path).code == 0
    (tmp_path / "r.h5").rename(tmp_path / "old.h5")
    done = run(tvilling, tmp_path, "--reuse", tmp_path / "old.h5")
    assert done.code == 0
    assert "0 building-years simulated" in done.err
    assert "scenario damp: water condenses" in done.err
    assert (tmp_path / "r.h5").read_bytes() == (tmp_path / "old.h5").read_bytes()


def test_water_that_is_made_too_hot_fails_with_its_value_and_the_rest_goes_on(tvilling: Tvilling, tmp_path: Path) -> None:
    hot = """\

[[scenario]]
name = "hot"
[[scenario.measure]]
type = "pool_water_temperature"
water_temperature_change_k = 10
"""
    write(tmp_path)
    (tmp_path / "town" / "pools.csv").write_text(POOLS.replace(",32", ",38"), encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY + hot, encoding="utf-8")
    done = tvilling("run", tmp_path / "study.toml", "-o", tmp_path / "r.h5")
    assert done.code == 4
    assert "hot, building hall" in done.err
    assert "water_temperature_degc = 48" in done.err


def test_a_measure_of_halls_in_a_city_without_one_warns(tvilling: Tvilling, tmp_path: Path) -> None:
    study = write(tmp_path)
    without_basins(tmp_path)
    done = tvilling("run", study, "-o", tmp_path / "r.h5")
    assert done.code == 0
    assert "TV-3202" in done.err


def test_a_basin_needs_a_whole_number(tvilling: Tvilling, tmp_path: Path) -> None:
    close = '\n[[scenario]]\nname = "close"\n[[scenario.measure]]\ntype = "close_basin"\nbasin = 1.5\n'
    done = run(tvilling, tmp_path, study=STUDY + close)
    assert done.code == 3
    assert '"basin" = 1.5 is not a whole number' in done.err
    assert not (tmp_path / "r.h5").exists()


def test_a_file_of_the_minor_version_before_halls_still_opens(tvilling: Tvilling, tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    numpy = pytest.importorskip("numpy")
    study = write(tmp_path)
    without_basins(tmp_path)
    out = tmp_path / "r.h5"
    assert tvilling("run", study, "-o", out).code == 0
    with h5py.File(out, "r+") as file:
        assert file.attrs["version"].tolist() == [1, 7]
        file.attrs.modify("version", numpy.array([1, 3], dtype="int32"))
    seal(out)
    done = tvilling("compare", out, "--json")
    assert done.code == 0
    assert json.loads(done.out)["condensation"] == []


def test_the_export_has_a_table_of_the_halls(tvilling: Tvilling, tmp_path: Path) -> None:
    assert run(tvilling, tmp_path).code == 0
    assert tvilling("export", tmp_path / "r.h5", "--csv", tmp_path / "tables").code == 0
    with (tmp_path / "tables" / "halls.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["scenario"], row["building_id"], row["status"]) for row in rows] == [
        ("baseline", "hall", "done"), ("cover", "hall", "done"), ("damp", "hall", "done")
    ]  # fmt: skip
    assert 0 < float(rows[1]["evaporation_kg"]) < float(rows[0]["evaporation_kg"])
