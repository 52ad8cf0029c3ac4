# SPDX-License-Identifier: MPL-2.0
"""`tvilling hall sweep`: the response of a hall to one to three parameters, as table, CSV, HDF5 and chart."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from driver import Tvilling, Village
from hall_village import make_hall_study

VARY = ("--vary", "relative_humidity=0.5:0.6:3", "--vary", "cover_fraction=0:0.9:2")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_hall_study(tmp_path_factory.mktemp("hall"))


@pytest.fixture(scope="module")
def swept(tvilling: Tvilling, study: Path) -> Path:
    out = study.parent / "sweep"
    done = tvilling("hall", "sweep", study, *VARY, "-o", f"{out}.csv", "-o", f"{out}.h5")
    assert done.code == 0, done.err
    return out


def rows_of(path: Path | str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_combination_is_a_row_and_the_last_parameter_counts_fastest(swept: Path):
    rows = rows_of(f"{swept}.csv")
    assert [(row["relative_humidity"], row["cover_fraction"]) for row in rows] == [
        ("0.5", "0"), ("0.5", "0.9"), ("0.55", "0"), ("0.55", "0.9"), ("0.6", "0"), ("0.6", "0.9")]  # fmt: skip
    heat = {(row["relative_humidity"], row["cover_fraction"]): float(row["heat_kwh"]) for row in rows}
    assert heat["0.5", "0"] > heat["0.55", "0"] > heat["0.6", "0"]
    assert heat["0.55", "0.9"] < heat["0.55", "0"]
    assert float(rows[2]["change_heat_kwh"]) == 0.0


def test_a_point_is_what_a_study_with_that_measure_gives(tvilling: Tvilling, study: Path, swept: Path):
    out = study.parent / "results.h5"
    assert tvilling("run", study, "-o", out).code == 0
    rows = json.loads(tvilling("compare", out, "--by", "building", "--json").out)["rows"]
    ran = next(row for row in rows if row["scenario"] == "cover" and row["group"] == "H1")
    point = next(row for row in rows_of(f"{swept}.csv") if (row["relative_humidity"], row["cover_fraction"]) == ("0.55", "0.9"))
    for name in ("heat_kwh", "electricity_kwh", "water_m3", "cost_dkk"):
        assert float(point[name]) == pytest.approx(ran[name], rel=1e-12)


def test_the_file_opens_in_xarray_with_units_and_equals_the_csv(swept: Path):
    xarray = pytest.importorskip("xarray")
    with xarray.open_dataset(f"{swept}.h5", engine="h5netcdf") as data:
        assert dict(data.sizes) == {"relative_humidity": 3, "cover_fraction": 2}
        assert data.heat_kwh.dims == ("relative_humidity", "cover_fraction")
        assert all("long_name" in data[name].attrs for name in data.variables)
        assert data.heat_kwh.attrs["units"] == "kW h"
        assert data.relative_humidity.attrs["units"] == "1"
        rows = rows_of(f"{swept}.csv")
        assert [float(row["heat_kwh"]) for row in rows] == list(data.heat_kwh.values.ravel())
        assert [float(row["change_cost_dkk"]) for row in rows] == list(data.change_cost_dkk.values.ravel())
        assert set(data.message.values.ravel()) == {""}
        assert data.attrs["building_id"] == "H1"


def test_threads_change_no_byte(tvilling: Tvilling, study: Path, swept: Path, tmp_path: Path):
    done = tvilling("hall", "sweep", study, *VARY, "--threads", 1, "-o", tmp_path / "one.csv", "-o", tmp_path / "one.h5")
    assert done.code == 0, done.err
    for ending in (".csv", ".h5"):
        assert (tmp_path / f"one{ending}").read_bytes() == Path(f"{swept}{ending}").read_bytes()


def test_a_long_table_is_cut_and_says_where_the_rest_is(tvilling: Tvilling, study: Path):
    done = tvilling("hall", "sweep", study, "--vary", "relative_humidity=0.5:0.6:41")
    assert done.code == 0
    assert len(done.out.splitlines()) == 42  # two lines of head
    assert "40 of 41 combinations shown; -o sweep.csv writes all" in done.err


def test_json_has_everything(tvilling: Tvilling, study: Path, swept: Path):
    told = json.loads(tvilling("hall", "sweep", study, *VARY, "--json").out)
    assert len(told["points"]) == 6
    assert told["parameters"][0] == {"name": "relative_humidity", "measure": "hall_humidity", "unit": "1"}
    assert told["points"][3]["figures"]["heat_kwh"] == float(rows_of(f"{swept}.csv")[3]["heat_kwh"])


def test_the_hall_may_stand_behind_the_study(tvilling: Tvilling, tmp_path: Path):
    study = make_hall_study(tmp_path, ("H1", "H2"))
    for hall in (("H2",), ("--hall", "H2")):
        told = json.loads(tvilling("hall", "sweep", study, *hall, "--vary", "relative_humidity=0.5", "--json").out)
        assert told["building_id"] == "H2"


def test_a_scenario_is_where_the_sweep_starts(tvilling: Tvilling, study: Path):
    told = json.loads(tvilling("hall", "sweep", study, "--scenario", "cover", "--vary", "cover_fraction=0:0.9:2", "--json").out)
    assert told["points"][1]["change"]["heat_kwh"] == 0.0
    assert told["points"][0]["change"]["heat_kwh"] > 0.0


def test_humid_air_that_wets_the_building_is_marked(tvilling: Tvilling, study: Path):
    done = tvilling("hall", "sweep", study, "--vary", "night_outdoor_air_fraction=0.15:0.02:2")
    assert done.code == 0
    assert " ! " not in done.out.splitlines()[2]
    assert " ! " in done.out.splitlines()[3]
    assert "water condenses" in done.err


WET = """
[[scenario]]
name = "wet"
[[scenario.measure]]
type = "hall_night_air"
night_outdoor_air_fraction = 0.02
[[scenario]]
name = "shut"
[[scenario.measure]]
type = "hall_opening_hours"
opens_later_h = 0.0
closes_earlier_h = 2.0
"""


@pytest.fixture(scope="module")
def more(study: Path) -> Path:
    path = study.parent / "more.toml"
    path.write_text(study.read_text(encoding="utf-8") + WET, encoding="utf-8")
    return path


def test_a_wet_start_is_no_measure_of_dryness(tvilling: Tvilling, more: Path):
    done = tvilling("hall", "sweep", more, "--scenario", "wet", "--vary", "night_outdoor_air_fraction=0.02:0.03:2")
    assert done.code == 0
    assert all(" ! " in line for line in done.out.splitlines()[2:])
    assert "wet itself, that the sweep starts from, is wetter" in done.err


def test_a_sweep_keeps_what_its_scenario_did(tvilling: Tvilling, more: Path):
    told = json.loads(tvilling("hall", "sweep", more, "--scenario", "shut", "--vary", "opens_later_h=0", "--json").out)
    assert told["points"][0]["figures"] == told["unvaried"] != told["unchanged"]


def test_a_measure_that_is_not_applied_is_marked(tvilling: Tvilling, study: Path, tmp_path: Path):
    out = ("-o", tmp_path / "s.csv", "-o", tmp_path / "s.h5")
    done = tvilling("hall", "sweep", study, "--vary", "basin=1:4:4", *out)
    assert done.code == 0
    assert ["not applied" in line for line in done.out.splitlines()[2:]] == [False, False, True, True]
    assert "in 2 of 4 combinations close_basin is \"not applied\"" in done.err
    assert [row["not_applied"] for row in rows_of(tmp_path / "s.csv")] == ["", "", "close_basin", "close_basin"]
    told = json.loads(tvilling("hall", "sweep", study, "--vary", "basin=1:4:4", "--json").out)
    assert [point["not_applied"] for point in told["points"]] == [[], [], ["close_basin"], ["close_basin"]]
    xarray = pytest.importorskip("xarray")
    with xarray.open_dataset(tmp_path / "s.h5", engine="h5netcdf") as data:
        assert list(data.not_applied.values) == ["", "", "close_basin", "close_basin"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--vary", "relative_humidty=0.5:0.6:3"), 'Did you mean "relative_humidity"'),
        (("--vary", "relative_humidity=0.5:0.6"), "KEY=a:b:n"),
        (("--vary", "relative_humidity=50:60:3"), "outside 0"),
        (("--vary", "relative_humidity=0.5:0.6:100001"), "more than the 100000"),
        (("--vary", "relative_humidity=0.5", "--vary", "relative_humidity=0.6"), "varied twice"),
        (("--vary", "relative_humidity=0.5", "--hall", "H7"), 'no swimming hall "H7"'),
        (("--vary", "relative_humidity=0.5", "--hall", "S1"), "no swimming hall with basins"),
        (("--vary", "relative_humidity=0.5", "--scenario", "cove"), 'Did you mean "cover"'),
        (("--vary", "relative_humidity=0.5", "-o", "x.txt"), "end with .csv"),
        (("--vary", "relative_humidity=0.5", "--figure", "heat"), "no key figure"),
        ((), "--vary"),
    ],
)
def test_what_cannot_be_swept_is_refused_with_a_hint(tvilling: Tvilling, study: Path, arguments: tuple[str, ...], said: str):
    done = tvilling("hall", "sweep", study, *arguments)
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_several_halls_must_be_named(tvilling: Tvilling, tmp_path: Path):
    study = make_hall_study(tmp_path, ("H1", "H2"))
    done = tvilling("hall", "sweep", study, "--vary", "relative_humidity=0.5")
    assert done.code == 2
    assert "H1, H2" in done.err


def test_a_portfolio_without_a_hall_says_how_to_get_one(tvilling: Tvilling, tmp_path: Path):
    village = Village(tmp_path)
    done = tvilling("hall", "sweep", village.study, "--vary", "relative_humidity=0.5")
    assert done.code == 3
    assert "`pools`" in done.err


def test_neither_an_input_nor_a_result_file_is_written_over(tvilling: Tvilling, study: Path, tmp_path: Path):
    pools = study.parent / "city" / "pools.csv"
    before = pools.read_bytes()
    assert tvilling("hall", "sweep", study, "--vary", "relative_humidity=0.5", "-o", pools).code == 2
    assert pools.read_bytes() == before
    other = tmp_path / "results.h5"
    other.write_text("mine", encoding="utf-8")
    assert tvilling("hall", "sweep", study, "--vary", "relative_humidity=0.5", "-o", other).code == 2
    assert other.read_text(encoding="utf-8") == "mine"


def test_a_place_where_nothing_can_be_written_is_told_before_the_sweep(tvilling: Tvilling, study: Path, tmp_path: Path):
    for out in (tmp_path / "no" / "s.csv", study / "s.csv"):
        done = tvilling("hall", "sweep", study, "--vary", "relative_humidity=0.5", "-o", tmp_path / "first.csv", "-o", out)
        assert (done.code, done.out) == (3, "")
        assert str(out.parent) in done.err
        assert not (tmp_path / "first.csv").exists()


def test_a_file_that_cannot_be_written_loses_neither_the_table_nor_the_other_files(tvilling: Tvilling, study: Path, tmp_path: Path):
    full = tmp_path / "full.csv"
    full.symlink_to("/dev/full")
    done = tvilling("hall", "sweep", study, "--vary", "relative_humidity=0.5", "-o", full, "-o", tmp_path / "s.csv")
    assert done.code == 3
    assert "full.csv was not written" in done.err
    assert "relative_humidity" in done.out
    assert len(rows_of(tmp_path / "s.csv")) == 1


def test_charts_are_drawn_one_for_each_value_of_the_third_parameter(tvilling: Tvilling, study: Path, tmp_path: Path):
    axes = ("--vary", "relative_humidity=0.5:0.6:3", "--vary", "cover_fraction=0:0.9:2", "--vary", "shower_l_visit=30:45:2")
    done = tvilling("hall", "sweep", study, *axes, "-o", tmp_path / "s.png")
    if "built without the viewer" in done.err:
        assert done.code == 2
        pytest.skip("this tvilling was built without the viewer")
    assert done.code == 0, done.err
    pictures = sorted(path.name for path in tmp_path.glob("*.png"))
    assert pictures == ["s_shower_l_visit_30.png", "s_shower_l_visit_45.png"]
    assert all((tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in pictures)


def test_a_scenario_that_asks_for_results_is_refused_with_what_to_write(tvilling: Tvilling, study: Path):
    asking = study.parent / "asking.toml"
    text = study.read_text(encoding="utf-8").replace("building_id = 'H1'", "heat_kwh > 1")
    asking.write_text(text, encoding="utf-8")
    done = tvilling("hall", "sweep", asking, "--scenario", "cover", "--vary", "relative_humidity=0.5")
    assert done.code == 3
    assert "building_id = 'H1'" in done.err
