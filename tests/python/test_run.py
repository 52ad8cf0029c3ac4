# SPDX-License-Identifier: MPL-2.0
"""Runs and results: the same numbers as the command line, free threads, clean stops."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Iterator

import h5py
import numpy as np
import pytest
import xarray as xr

import tvilling as tv
from tvilling import _core

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def larger_town() -> tv.Portfolio:
    """So large that a run tells its progress before its end."""
    return tv.synth(buildings=200)


def test_annual_results_show_scenario_by_building_with_coordinates_and_units(results: tv.Results, town: tv.Portfolio) -> None:
    annual = xr.open_dataset(results.path, engine="h5netcdf", group="annual")  # the line of any xarray user, without tvilling
    assert set(annual.dims) >= {"scenario", "building"}
    assert annual.heat_kwh.dims == ("scenario", "building")
    assert annual.scenario.values.tolist() == ["baseline", "roofs", "roofs_and_nights"]
    assert annual.building.values.tolist() == list(town.buildings.index)
    for name, unit, long_name, cell_methods in _core.annual_variables():
        assert annual[name].attrs["units"] == unit and annual[name].attrs["long_name"] == long_name
        assert annual[name].attrs["cell_methods"] == cell_methods
        assert np.isfinite(annual[name].values).all()
    assert float(annual.heat_kwh.sel(scenario="baseline", building=town.buildings.index[0])) >= 0.0
    xr.testing.assert_identical(annual, results.annual)
    annual.close()


def test_hours_add_up_to_months_and_years_to_the_last_bit(results: tv.Results) -> None:
    assert (results.monthly.heat_kwh.sum("month") == results.annual.heat_kwh).all()
    assert results.city_hourly.sizes["time"] == 8760
    city = results.city_hourly
    for name in ("heat_demand_kwh", "heat_kwh", "electricity_kwh", "water_m3"):
        assert (city[name].sum("time") == results.annual[name].sum("building")).all(), name
        assert city[name].attrs["units"] == results.annual[name].attrs["units"]


def test_changes_are_scenario_minus_reference(results: tv.Results) -> None:
    change = results.compare("baseline")
    annual = results.annual
    assert set(change.data_vars) == {f"change_{name}" for name in annual.data_vars}
    expected = annual.heat_kwh.sel(scenario="roofs") - annual.heat_kwh.sel(scenario="baseline")
    assert (change.change_heat_kwh.sel(scenario="roofs") == expected).all()
    assert float(change.change_heat_kwh.sel(scenario="roofs").sum()) < 0.0
    assert (change.sel(scenario="baseline").to_array() == 0.0).all()
    assert change.change_heat_kwh.attrs["units"] == "kW h"
    assert change.change_heat_kwh.attrs["long_name"] == "Change of delivered heat"
    with pytest.raises(tv.InputError, match='"rofs"') as caught:
        results.compare("rofs")
    assert "roofs" in caught.value.hint


def test_totals_are_sums_of_buildings_and_the_peak_is_coincident(results: tv.Results, town: tv.Portfolio) -> None:
    total = results.total()
    assert total.index.tolist() == results.scenarios and total.attrs["units"]["heat_kwh"] == "kW h"
    assert (total["buildings"] == 40).all() and (total["missing"] == 0).all()
    assert total["area_m2"].iloc[0] == pytest.approx(town.total_area_m2, rel=1e-12)
    assert total["heat_kwh"].tolist() == results.annual.heat_kwh.sum("building").values.tolist()
    assert total["change_heat_kwh"].iloc[0] == 0.0 and total["change_heat_kwh"].iloc[1] < 0.0
    assert total["peak_heat_kw"].tolist() == results.city_hourly.heat_kwh.max("time").values.tolist()
    by_use = results.by("use")
    assert by_use.index.names == ["scenario", "use"]
    assert by_use["heat_kwh"].groupby("scenario").sum()["roofs"] == total.loc["roofs", "heat_kwh"]
    with pytest.raises(tv.InputError, match="colour"):
        results.by("colour")


def test_the_long_table_has_a_row_for_every_scenario_and_building(results: tv.Results) -> None:
    frame = results.to_dataframe()
    assert len(frame) == 3 * 40 and list(frame.columns[:2]) == ["scenario", "building"]
    assert frame.attrs["units"]["water_m3"] == "m3"
    row = frame[(frame.scenario == "roofs") & (frame.building == frame.building.iloc[5])]
    assert row["heat_kwh"].item() == float(results.annual.heat_kwh.sel(scenario="roofs")[5])


def test_results_know_their_buildings_status_and_origin(results: tv.Results, town: tv.Portfolio) -> None:
    buildings = results.buildings
    assert buildings["use"].tolist() == town.buildings["use"].tolist()
    assert buildings["area_m2"].tolist() == town.buildings["area_m2"].tolist()
    assert (buildings["height_m"] > 1.8).all() and buildings.attrs["units"]["height_m"] == "m"
    assert (results.status == "done").all().all() and results.status.shape == (40, 3)
    assert results.failures.empty
    assert "roofs_and_nights" in "".join(results.provenance.values())
    assert "3 scenarios x 40 buildings" in repr(results)
    assert "<td>" in results._repr_html_() and "roofs_and_nights" in results._repr_html_()


def test_the_numbers_are_those_of_the_command_line(
    program: Path, town_folder: Path, scenarios: list[tv.Scenario], tmp_path: Path
) -> None:
    study = tmp_path / "study.toml"
    study.write_text(
        f"""\
[study]
name = "Roofs"
portfolio = "{town_folder}"

[[scenario]]
name = "roofs"
[[scenario.measure]]
type = "insulate_roof"
where = "year < 1973"
u_value_w_m2k = 0.12

[[scenario]]
name = "roofs_and_nights"
extends = "roofs"
[[scenario.measure]]
type = "night_set_back"
night_set_back_k = 4
"""
    )
    out = tmp_path / "cli.h5"
    subprocess.run([program, "run", study, "-o", out, "--reproducible"], check=True, capture_output=True)
    with tv.open_results(out) as cli, tv.run(tv.load(town_folder), scenarios) as ours:
        xr.testing.assert_equal(cli.annual, ours.annual)
        xr.testing.assert_equal(cli.monthly, ours.monthly)
        xr.testing.assert_equal(cli.city_hourly, ours.city_hourly)
    again = tmp_path / "python.h5"
    tv.run(tv.load_study(study), out=again, reproducible=True).close()
    assert again.read_bytes() == out.read_bytes()


def test_one_and_two_threads_give_the_same_bytes(town: tv.Portfolio, scenarios: list[tv.Scenario], tmp_path: Path) -> None:
    files = [tmp_path / "one.h5", tmp_path / "two.h5"]
    for threads, out in zip((1, 2), files):
        tv.run(town, scenarios, out=out, threads=threads, reproducible=True).close()
    assert files[0].read_bytes() == files[1].read_bytes()


def test_hourly_series_are_kept_when_asked_for(town: tv.Portfolio, results: tv.Results) -> None:
    with tv.run(town, hourly=["heat_kwh"], only="use = 'school'") as kept:
        hourly = kept.hourly
        assert hourly.heat_kwh.dims == ("scenario", "building", "time") and hourly.heat_kwh.attrs["units"] == "kW h"
        schools = town.buildings.index[town.buildings["use"] == "school"]
        assert len(schools) > 0 and hourly.building.values.tolist() == list(schools)
        assert hourly.heat_kwh.dtype == np.float64
        assert (hourly.heat_kwh.sum("time") == kept.annual.heat_kwh).all()
        assert (hourly.heat_kwh.sum("building") == kept.city_hourly.heat_kwh).all()
    with pytest.raises(tv.InputError, match="no hourly series"):
        results.hourly


def test_the_city_tells_how_many_buildings_are_in_its_totals(results: tv.Results) -> None:
    counted = results.city_hourly.buildings_counted
    assert "scenario" in counted.dims and (counted == 40).all()


def test_a_file_that_went_away_is_not_taken_for_one_without_hours(town: tv.Portfolio, tmp_path: Path) -> None:
    out = tmp_path / "results.h5"
    with tv.run(town, hourly=["heat_kwh"], only="use = 'school'", out=out) as kept:
        out.rename(tmp_path / "moved.h5")
        for read in (lambda: kept.hourly, lambda: kept.annual):
            with pytest.raises(tv.TvillingError, match="cannot read the results") as caught:
                read()
            assert caught.value.kind == "io" and caught.value.file == str(out)
            assert not isinstance(caught.value, tv.InputError)
        out.write_text("no longer a result file")
        with pytest.raises(tv.TvillingError, match=re.escape(str(out))):
            kept.hourly


def test_a_changed_portfolio_gives_other_results_only_there(town: tv.Portfolio, results: tv.Results) -> None:
    frame = town.buildings[["heating_set_point_degc"]].copy()
    coldest = int(np.argmax(results.annual.heat_demand_kwh.sel(scenario="baseline").values))
    frame.iloc[coldest, 0] += 1.5
    with tv.run(town.with_buildings(frame)) as other:
        difference = (other.annual.heat_kwh - results.annual.heat_kwh).sel(scenario="baseline").values
        assert difference[coldest] > 0.0 and np.count_nonzero(difference) == 1
        assert "changed in Python" in "".join(other.provenance.values())


def test_other_python_threads_go_on_during_a_run(larger_town: tv.Portfolio, scenarios: list[tv.Scenario]) -> None:
    counted = 0
    at_progress: list[int] = []
    stop = threading.Event()

    def count() -> None:
        nonlocal counted
        while not stop.is_set():
            counted += 1

    counter = threading.Thread(target=count)
    counter.start()
    try:
        with tv.run(larger_town, scenarios, progress=lambda *_: at_progress.append(counted)) as done:
            assert done.annual.sizes["building"] == 200
    finally:
        stop.set()
        counter.join()
    assert len(at_progress) >= 2
    assert at_progress[-1] - at_progress[0] > 1000


def test_progress_tells_phase_and_counts(town: tv.Portfolio, scenarios: list[tv.Scenario]) -> None:
    calls: list[tuple[str, int, int, int]] = []
    tv.run(town, scenarios, progress=lambda *call: calls.append(call)).close()
    assert all(isinstance(phase, str) and phase for phase, *_ in calls)
    done = [call[1] for call in calls]
    assert done == sorted(done) and done[-1] == calls[-1][2] and all(call[3] == 0 for call in calls)


class Stop(Exception):
    """What a user's callable may raise."""


def test_what_progress_raises_stops_the_run_and_it_can_be_resumed(
    larger_town: tv.Portfolio, scenarios: list[tv.Scenario], tmp_path: Path
) -> None:
    out, whole = tmp_path / "results.h5", tmp_path / "whole.h5"

    def stop(phase: str, done: int, total: int, failed: int) -> None:
        assert done < total, "this town is too small for the test"
        raise Stop(phase)

    with pytest.raises(Stop):
        tv.run(larger_town, scenarios, out=out, reproducible=True, progress=stop)
    assert not out.exists() and Path(f"{out}.partial").exists()
    tv.run(larger_town, scenarios, out=out, reproducible=True, resume=True).close()
    tv.run(larger_town, scenarios, out=whole, reproducible=True).close()
    assert out.read_bytes() == whole.read_bytes() and not Path(f"{out}.partial").exists()


@contextlib.contextmanager
def interrupted_once_it_runs(out: Path) -> Iterator[None]:
    """Press Ctrl-C when the run has begun to write."""
    partial, ended = Path(f"{out}.partial"), threading.Event()

    def interrupt() -> None:
        while not partial.exists():
            if ended.wait(0.001):
                return
        os.kill(os.getpid(), signal.SIGINT)

    user = threading.Thread(target=interrupt)
    user.start()
    try:
        yield
    finally:
        ended.set()
        user.join()


def many_scenarios() -> list[tv.Scenario]:
    """So many that Ctrl-C comes long before the end."""
    colder = [tv.measures.SetPoint(heating_set_point_degc=18 + 0.05 * i) for i in range(100)]
    return [tv.Scenario(f"colder_{i}", [measure]) for i, measure in enumerate(colder)]


def test_control_c_stops_a_run_and_says_how_to_go_on(larger_town: tv.Portfolio, tmp_path: Path) -> None:
    out = tmp_path / "results.h5"
    with pytest.raises(KeyboardInterrupt) as caught, interrupted_once_it_runs(out):  # no callable: the engine itself looks
        tv.run(larger_town, many_scenarios(), out=out)
    assert not out.exists() and "resume=True" in "".join(caught.value.__notes__)


def test_control_c_is_seen_long_before_the_first_progress(town: tv.Portfolio, tmp_path: Path) -> None:
    # Fewer buildings than a block: progress is told for the first time when all is done.
    many = many_scenarios()
    out, told = tmp_path / "results.h5", []
    with pytest.raises(KeyboardInterrupt), interrupted_once_it_runs(out):
        tv.run(town, many, out=out, progress=lambda *call: told.append(call))
    assert not out.exists() and Path(f"{out}.partial").exists()
    assert len(told) < 13  # of as many groups of scenarios


def test_progress_is_told_in_the_thread_that_called(town: tv.Portfolio) -> None:
    told_in: list[int] = []
    tv.run(town, progress=lambda *_: told_in.append(threading.get_ident())).close()
    assert told_in and set(told_in) == {threading.get_ident()}


def test_a_temporary_file_goes_away_with_its_results(town: tv.Portfolio) -> None:
    results = tv.run(town, only="use = 'school'")
    path = Path(results.path)
    assert path.exists()
    results.close()
    assert not path.parent.exists()
    with pytest.raises(tv.InputError, match="closed"):
        results.annual
    annual = tv.run(town, only="use = 'school'").annual  # the results are gone, the table is still read
    assert float(annual.heat_kwh.sum()) > 0.0


def test_what_is_not_a_result_file_is_refused(tmp_path: Path, results: tv.Results) -> None:
    with pytest.raises(tv.TvillingError, match="missing.h5"):
        tv.open_results(tmp_path / "missing.h5")
    text = tmp_path / "text.h5"
    text.write_text("not a result file")
    with pytest.raises(tv.TvillingError, match="text.h5"):
        tv.open_results(text)
    short = tmp_path / "short.h5"
    short.write_bytes(Path(results.path).read_bytes()[:5000])
    with pytest.raises(tv.TvillingError, match="short.h5"):
        tv.open_results(short)


def test_a_file_that_was_written_into_is_refused_and_xarray_reads_a_whole_one(tmp_path: Path, results: tv.Results) -> None:
    whole = Path(results.path).read_bytes()
    assert whole.startswith(b"tvilling-results 1 xxh3 ")
    copy = tmp_path / "copy.h5"
    copy.write_bytes(whole)
    with xr.open_dataset(copy, engine="h5netcdf", group="annual") as annual:
        assert float(annual.heat_kwh.sum()) == float(results.annual.heat_kwh.sum())
    tv.open_results(copy).close()
    with h5py.File(copy, "r+") as file:
        file["annual/heat_kwh"][0, 0] += 1.0
    with pytest.raises(tv.TvillingError, match="changed after it was written"):
        tv.open_results(copy)


def test_a_folder_that_may_not_be_written_is_an_error_before_the_run(town: tv.Portfolio, tmp_path: Path) -> None:
    with pytest.raises(tv.TvillingError, match="nowhere") as caught:
        tv.run(town, out=tmp_path / "nowhere" / "results.h5")
    assert caught.value.kind in ("io", "bad_input")


def test_the_package_imports_in_a_fresh_interpreter() -> None:
    package = str(Path(tv.__file__).resolve().parents[1])
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:tvilling", "-c", "import tvilling; print(tvilling.__version__)"],
        env={**os.environ, "PYTHONPATH": package},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == tv.__version__


def test_a_run_takes_equal_scenarios_from_an_earlier_one(tmp_path: Path):
    town = tv.synth(buildings=12)
    nights = tv.Scenario("nights", [tv.measures.NightSetBack(night_set_back_k=4.0)])
    with tv.run(town, [nights], out=tmp_path / "old.h5", reproducible=True):
        pass
    with tv.run(town, [nights], out=tmp_path / "new.h5", reproducible=True, reuse=tmp_path / "old.h5"):
        pass
    assert (tmp_path / "new.h5").read_bytes() == (tmp_path / "old.h5").read_bytes()
    with pytest.raises(tv.TvillingError):
        tv.run(town, [nights], out=tmp_path / "r.h5", reuse=tmp_path / "missing.h5")
