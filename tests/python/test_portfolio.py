# SPDX-License-Identifier: MPL-2.0
"""Portfolios: reading, looking, changing a copy, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tvilling as tv
from tvilling import _core


def test_a_portfolio_is_a_frame_with_units(town: tv.Portfolio) -> None:
    frame = town.buildings
    assert len(town) == len(frame) == 40
    assert frame.index.name == "building_id" and frame.index.is_monotonic_increasing
    assert list(frame.columns[:5]) == ["name", "property_id", "administration", "use", "listed"]
    assert list(frame.columns[5:]) == [column[0] for column in _core.building_columns()]
    assert frame.attrs["units"]["roof_u_value_w_m2k"] == "W m-2 K-1"
    assert set(frame["use"]) <= set(_core.use_names())
    assert frame["area_m2"].between(1, 1e6).all()
    assert town.total_area_m2 == pytest.approx(frame["area_m2"].sum(), rel=1e-15)
    assert "40 buildings" in repr(town)


def test_every_number_has_an_origin(town: tv.Portfolio) -> None:
    origin = town.origin
    assert origin.shape == (40, len(_core.building_columns()))
    assert set(np.unique(origin.to_numpy())) <= set(_core.origin_names())
    assert (origin["area_m2"] == "register").all()
    assert (origin["roof_u_value_w_m2k"] != "register").any()


def test_the_same_seed_gives_the_same_town() -> None:
    a, b, c = tv.synth(30, 1), tv.synth(30, 1), tv.synth(30, 2)
    pd.testing.assert_frame_equal(a.buildings, b.buildings)
    assert not a.buildings["area_m2"].equals(c.buildings["area_m2"])


def test_a_folder_of_tables_is_the_town_that_was_written(town: tv.Portfolio, town_folder: Path) -> None:
    loaded = tv.load(town_folder)
    assert list(loaded.buildings.index) == list(town.buildings.index)
    pd.testing.assert_series_equal(loaded.buildings["area_m2"], town.buildings["area_m2"])
    assert loaded.source == str(town_folder)


def test_a_changed_copy_leaves_the_base_as_it_was(town: tv.Portfolio) -> None:
    before = town.buildings
    changed = before.copy()
    building_id = changed.index[7]
    changed.loc[building_id, "roof_u_value_w_m2k"] = 0.111
    other = town.with_buildings(changed)
    assert other.buildings.loc[building_id, "roof_u_value_w_m2k"] == 0.111
    assert other.origin.loc[building_id, "roof_u_value_w_m2k"] == "register"
    assert (other.buildings["roof_u_value_w_m2k"] != before["roof_u_value_w_m2k"]).sum() == 1
    assert (other.origin != town.origin).to_numpy().sum() <= 1
    pd.testing.assert_frame_equal(town.buildings, before)


def test_a_few_rows_and_columns_are_enough_for_a_change(town: tv.Portfolio) -> None:
    part = town.buildings[["night_set_back_k"]].iloc[[3, 1]].copy()
    part["night_set_back_k"] = [5.0, 6.0]
    other = town.with_buildings(part)
    assert other.buildings.loc[part.index, "night_set_back_k"].tolist() == [5.0, 6.0]
    assert len(other) == len(town)


def refused(town: tv.Portfolio, frame: pd.DataFrame) -> tv.InputError:
    with pytest.raises(tv.InputError) as caught:
        town.with_buildings(frame)
    return caught.value


def test_an_unknown_column_is_refused_with_the_nearest_name(town: tv.Portfolio) -> None:
    error = refused(town, town.buildings.rename(columns={"roof_u_value_w_m2k": "roof_u_value_w_m2"}))
    assert 'unknown column "roof_u_value_w_m2"' in str(error) and "roof_u_value_w_m2k" in error.hint


@pytest.mark.parametrize("value", [float("nan"), -0.3, 50.0, "thick"])
def test_an_impossible_number_is_refused_with_building_column_and_range(town: tv.Portfolio, value: object) -> None:
    frame = town.buildings[["wall_u_value_w_m2k"]].astype(object)
    frame.iloc[2, 0] = value
    error = refused(town, frame)
    assert f'building "{frame.index[2]}": wall_u_value_w_m2k is {value!r}' in str(error)
    assert "0.05 to 5 W m-2 K-1" in error.hint


def test_all_problems_of_a_change_come_at_once(town: tv.Portfolio) -> None:
    frame = town.buildings[["use", "year", "area_m2"]].copy()
    frame["year"] = frame["year"].astype(object)
    frame.iloc[0, 0] = "swimming_hall" if frame.iloc[0, 0] != "swimming_hall" else "office"
    frame.iloc[1, 1] = 20
    frame.iloc[2, 2] = -5.0
    frame = frame.rename(index={frame.index[3]: "nowhere"})
    error = refused(town, frame)
    for part in ("use cannot be changed here", "year is 20", "area_m2 is -5.0", 'no building "nowhere"', "4 problems"):
        assert part in str(error)
    doubled = pd.concat([town.buildings[["year"]], town.buildings[["year"]].iloc[:1]])
    assert "more than once" in str(refused(town, doubled))


def test_a_missing_portfolio_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(tv.TvillingError, match="nowhere") as caught:
        tv.load(tmp_path / "nowhere")
    assert caught.value.kind in ("io", "bad_input")


BAD_TABLE = "building_id,use,year,area_m2\nA1,school,1950,1000\nA2,school,ninety,1000\nA3,school,1950,-7\n"


def test_every_problem_of_a_table_stops_with_file_and_line(tmp_path: Path) -> None:
    table = tmp_path / "buildings.csv"
    table.write_text(BAD_TABLE)
    with pytest.raises(ValueError) as caught:
        tv.load(table)
    error = caught.value
    assert isinstance(error, tv.TvillingError)
    assert Path(error.file) == table and error.line == 3 and error.column > 0 and error.kind == "bad_input"
    assert [finding.line for finding in error.findings] == [3, 4]
    assert f"{table}:3:" in str(error) and f"{table}:4:" in str(error) and "ninety" in str(error) and "-7" in str(error)


def test_every_building_has_a_score_of_data_quality(town: tv.Portfolio) -> None:
    quality = town.quality
    assert list(quality.index) == list(town.buildings.index) and quality.between(0, 100).all()
    frame = town.buildings
    frame["roof_u_value_w_m2k"] = frame["roof_u_value_w_m2k"] + 0.01
    better = town.with_buildings(frame).quality
    assert (better > quality).all() and better.attrs["portfolio"] > quality.attrs["portfolio"]


def test_the_tables_beside_the_buildings_are_frames(tmp_path: Path) -> None:
    (tmp_path / "buildings.csv").write_text("building_id,use,area_m2,year,property_id\nb1,swimming_hall,3000,1960,p1\n")
    (tmp_path / "properties.csv").write_text("property_id,name,value_dkk,protected_address\np1,Bad,5000000,yes\n")
    (tmp_path / "rooms.csv").write_text(
        "room_id,building_id,use,area_m2,adjacent_to\nr1,b1,office,200,r2\nr2,b1,swimming_hall,2000,r1\n"
    )
    (tmp_path / "pools.csv").write_text("pool_id,building_id,water_area_m2,water_temperature_degc\nw1,b1,312.5,27\n")
    (tmp_path / "swimming_halls.csv").write_text("building_id,relative_humidity\nb1,0.55\n")
    (tmp_path / "opening_hours.csv").write_text("building_id,days,opens,closes,kind\nb1,mon-fri,06:30,24:00,klub\n")
    (tmp_path / "visits.csv").write_text("building_id,time,visitors\nb1,2025-01-31 18:00,41\n")
    (tmp_path / "leases.csv").write_text("lease_id,property_id,building_id,area_m2\nl1,p1,b1,400\n")
    (tmp_path / "units.csv").write_text("unit_id,lease_id,employees,movable\nu1,l1,12,no\nu2,l1,,yes\n")
    (tmp_path / "bookings.csv").write_text("building_id,start,end,persons\nb1,2025-01-31 18:00,2025-01-31 20:00,30\n")
    (tmp_path / "costs.csv").write_text("property_id,kind,year,amount_dkk\np1,heat,2024,900000\n")
    hall = tv.load(tmp_path)
    assert hall.properties.loc["p1", ["name", "value_dkk", "protected_address"]].tolist() == ["Bad", 5e6, True]
    assert hall.rooms.loc["r1", ["use", "area_m2", "adjacent_to"]].tolist() == ["office", 200.0, "r2"]
    assert np.isnan(hall.rooms.loc["r1", "capacity_persons"])
    assert hall.pools.loc["w1", ["water_area_m2", "water_temperature_degc"]].tolist() == [312.5, 27.0]
    assert np.isnan(hall.pools.loc["w1", "depth_m"]) and not hall.pools.loc["w1", "outdoor"]
    assert hall.swimming_halls.loc["b1", ["evaporation_model", "relative_humidity"]].tolist() == ["shah", 0.55]
    assert hall.opening_hours.iloc[0].drop("persons").tolist() == ["b1", "mon-fri", "06:30", "24:00", "club"]
    assert hall.visits.to_numpy().tolist() == [["b1", "2025-01-31T18:00", 41.0]]
    assert hall.leases.loc["l1", "area_m2"] == 400.0 and hall.leases.loc["l1", "end"] == ""
    assert hall.units["movable"].tolist() == [False, True] and hall.units["movable"].dtype == bool
    assert np.isnan(hall.units.loc["u2", "employees"])
    assert hall.bookings[["start", "persons"]].to_numpy().tolist() == [["2025-01-31T18:00", 30.0]]
    assert hall.costs[["kind", "amount_dkk"]].to_numpy().tolist() == [["heat", 900000.0]]


def test_a_table_that_is_not_there_is_a_frame_without_rows(tmp_path: Path) -> None:
    (tmp_path / "buildings.csv").write_text("building_id,use,area_m2,year\nb1,office,3000,1960\n")
    office = tv.load(tmp_path)
    for frame in (office.properties, office.leases, office.units, office.rooms, office.pools, office.bookings, office.costs,
                  office.swimming_halls, office.opening_hours, office.visits):
        assert len(frame) == 0 and len(frame.columns) > 2
    with pytest.raises(tv.InputError, match="no table"):
        _core.portfolio_table(office._core, "roms")
