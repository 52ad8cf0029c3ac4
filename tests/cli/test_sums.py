# SPDX-License-Identifier: MPL-2.0
"""Hours add up to months, months to years and buildings to the city, to the last bit, over a batch (DESIGN.md section 6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from driver import STUDY, Tvilling

h5py = pytest.importorskip("h5py")
np = pytest.importorskip("numpy")

CELLS = """
[[scenario]]
name = "cells"
extends = "windows"
[[scenario.measure]]
type = "solar_cells"

[[scenario]]
name = "warm"
[[scenario.measure]]
type = "set_point"
[scenario.measure.grid]
heating_set_point_degc = [19.0, 19.5, 20.0, 22.0, 22.5]
"""

HOURLY = ("heat_demand_kwh", "hot_water_kwh", "heat_kwh", "electricity_kwh", "water_m3", "occupancy")
ANNUAL_OF = {name: name for name in HOURLY} | {"occupancy": "occupancy_person_h"}
BY_MONTH = ("heat_demand_kwh", "hot_water_kwh", "heat_kwh", "electricity_kwh", "water_m3", "co2_kg", "cost_dkk")


def month_of_hour() -> list[int]:
    return [(datetime(2025, 1, 1) + timedelta(hours=h)).month - 1 for h in range(8760)]


@pytest.fixture(scope="module")
def file(tvilling: Tvilling, town: Path, tmp_path_factory: pytest.TempPathFactory) -> h5py.File:
    """All hours of a batch of scenarios, one of them with solar cells."""
    folder = tmp_path_factory.mktemp("sums")
    (folder / "city").symlink_to(town / "city")
    (folder / "study.toml").write_text(STUDY + CELLS, encoding="utf-8")
    done = tvilling("run", folder / "study.toml", "-o", folder / "r.h5", "--sample", 24, "--hourly", ",".join(HOURLY))
    assert done.code == 0, done.err
    with h5py.File(folder / "r.h5") as opened:
        yield opened


def same(a: np.ndarray, b: np.ndarray) -> bool:
    return a.shape == b.shape and a.dtype == b.dtype == np.float64 and a.tobytes() == (b + 0.0).tobytes()


def test_months_add_up_to_years(file: h5py.File):
    assert set(BY_MONTH) <= set(file["monthly"])
    for name in BY_MONTH:
        months, years = file[f"monthly/{name}"][:], file[f"annual/{name}"][:]
        assert years.any(), name
        sums = np.zeros_like(years)
        for m in range(12):
            sums += months[:, :, m]
        assert same(sums + 0.0, years), name


def test_hours_of_a_building_add_up_to_its_months_and_years(file: h5py.File):
    months = np.array(month_of_hour())
    plain = file["annual/electricity_sold_kwh"][:] == 0.0  # what cells give stands in the year's bill, not in the hours of use
    for name in HOURLY:
        hours = file[f"hourly/{name}"][:]
        years = file[f"annual/{ANNUAL_OF[name]}"][:]
        cells = file["annual/pv_kwh"][:] > 0.0
        sums = np.add.reduce(hours, axis=2)
        if name == "electricity_kwh":
            bought = years + file["annual/pv_kwh"][:] - file["annual/electricity_sold_kwh"][:]
            assert (cells.any(axis=1) == np.array([False, False, False, True, *[False] * 5])).all()
            assert not plain.all()
            assert same(sums + 0.0, np.where(cells, bought, years)), name
        else:
            assert same(sums + 0.0, years), name
        if name in BY_MONTH and name != "electricity_kwh":
            for m in range(12):
                assert same(np.add.reduce(hours[:, :, months == m], axis=2) + 0.0, file[f"monthly/{name}"][:, :, m] + 0.0), name


def test_buildings_add_up_to_the_city(file: h5py.File):
    for name in HOURLY:
        assert same(np.add.reduce(file[f"hourly/{name}"][:], axis=1) + 0.0, file[f"city_hourly/{name}"][:] + 0.0), name
        assert file[f"city_hourly/{name}"][:].any(), name


def test_a_batch_without_hours_of_buildings_has_the_same_city(tvilling: Tvilling, file: h5py.File, tmp_path: Path):
    study = Path(file.filename).with_name("study.toml")
    done = tvilling("run", study, "-o", tmp_path / "r.h5", "--sample", 24)
    assert done.code == 0, done.err
    with h5py.File(tmp_path / "r.h5") as other:
        for name in HOURLY:
            city = other[f"city_hourly/{name}"][:]
            assert city.tobytes() == file[f"city_hourly/{name}"][:].tobytes(), name
            assert same(np.add.reduce(city, axis=1), np.add.reduce(other[f"annual/{ANNUAL_OF[name]}"][:], axis=1)) or name == "electricity_kwh"
