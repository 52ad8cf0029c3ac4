# SPDX-License-Identifier: MPL-2.0
"""Buildings of several uses or rooms, from the tables to the result file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from driver import Tvilling

STUDY = """\
[study]
name = "Zones"
portfolio = "town"

[[scenario]]
name = "cool"
[[scenario.measure]]
type = "set_point"
heating_set_point_degc = 19
"""
HEAD = "building_id,use,year,area_m2,storeys,x_m,y_m,use_2,use_2_area_m2\n"
# The same school three times: alone, with a pool as its second use, and with the pool as a room.
TOWN = (
    HEAD
    + "plain,school,1965,1200,2,720000,6175000,,\n"
    + "with_use,school,1965,1200,2,720000,6175000,swimming_hall,300\n"
    + "with_rooms,school,1965,1200,2,720000,6175000,,\n"
)
ROOMS = (
    "room_id,building_id,use,area_m2,storey,adjacent_to\n"
    "pool,with_rooms,swimming_hall,300,0,A\n"
    "A,with_rooms,,300,0,B\n"
    "B,with_rooms,,600,1,\n"
)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "buildings.csv").write_text(TOWN, encoding="utf-8")
    (tmp_path / "town" / "rooms.csv").write_text(ROOMS, encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    return tmp_path


def annual(tvilling: Tvilling, results: Path, folder: Path) -> dict[tuple[str, str], dict[str, float]]:
    h5py = pytest.importorskip("h5py")
    with h5py.File(results) as file:
        group = file["annual"]
        scenarios = [name.decode() for name in group["scenario"][...]]
        buildings = [name.decode() for name in group["building"][...]]
        return {
            (s, b): {v: float(group[v][i, j]) for v in ("heat_demand_kwh", "heat_kwh", "visitors")}
            for i, s in enumerate(scenarios)
            for j, b in enumerate(buildings)
        }


def test_check_tells_the_zones(tvilling: Tvilling, town: Path):
    done = tvilling("check", town / "town", "--json")
    assert done.code == 0, done.err
    found = [f for f in json.loads(done.out)["findings"] if f["code"] == "TV-1310"]
    assert len(found) == 1
    assert "2 buildings have 4 zones (1 buildings by their uses, 1 by their rooms)" in found[0]["message"]


def test_a_pool_in_a_school_warms_the_bill_but_not_by_its_set_point(tvilling: Tvilling, town: Path):
    done = tvilling("run", town / "study.toml", "-o", town / "r.h5")
    assert done.code == 0, done.err
    result = annual(tvilling, town / "r.h5", town)
    plain, used, roomed = (result["baseline", b] for b in ("plain", "with_use", "with_rooms"))
    assert used["heat_kwh"] > 1.5 * plain["heat_kwh"]
    assert roomed["heat_kwh"] == pytest.approx(used["heat_kwh"], rel=0.1)  # cut otherwise, but the same uses
    assert used["visitors"] == round(40.7 * 300)
    # The measure leaves the pool at its 26 degC: it saves less than in the plain school.
    saved = {b: result["baseline", b]["heat_demand_kwh"] - result["cool", b]["heat_demand_kwh"] for b in ("plain", "with_use")}
    assert 0 < saved["with_use"] < saved["plain"]


def test_threads_and_the_order_of_rows_change_no_number(tvilling: Tvilling, town: Path):
    assert tvilling("run", town / "study.toml", "-o", town / "one.h5", "--threads", 1).code == 0
    rows = ROOMS.splitlines()
    (town / "town" / "rooms.csv").write_text("\n".join([rows[0], *reversed(rows[1:])]) + "\n", encoding="utf-8")
    assert tvilling("run", town / "study.toml", "-o", town / "two.h5", "--threads", 2).code == 0
    assert annual(tvilling, town / "one.h5", town) == annual(tvilling, town / "two.h5", town)


def test_rooms_larger_than_their_building_stop_with_their_place(tvilling: Tvilling, town: Path):
    (town / "town" / "rooms.csv").write_text(ROOMS.replace("600", "900"), encoding="utf-8")
    done = tvilling("check", town / "town", "--json", "--only", "TV-1313")
    assert done.code == 3
    (found,) = json.loads(done.out)["findings"]
    assert found["severity"] == "stops"
    assert '"with_rooms": its rooms have 1500 m2, the building has 1200 m2' in found["message"]


def test_a_neighbour_that_is_no_room_names_the_row(tvilling: Tvilling, town: Path):
    (town / "town" / "rooms.csv").write_text(ROOMS.replace("300,0,B", "300,0,X"), encoding="utf-8")
    done = tvilling("check", town / "town", "--only", "TV-1315")
    assert "rooms.csv:3:" in done.out + done.err
    assert '"X"' in done.out + done.err
