# SPDX-License-Identifier: MPL-2.0
"""One detailed building: `tvilling simulate` runs it, `tvilling check` reads it, and both refuse what cannot be, all at once."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from driver import ROOT, Done, Tvilling, Village

HUT = """[building]
name = "Hut"

[material.brick]
conductivity_w_mk = 0.8
density_kg_m3 = 1800
specific_heat_j_kgk = 900
[construction.wall]
layers = [{ material = "brick", thickness_m = 0.3 }]

[glazing.double]
g_value = 0.6
u_value_w_m2k = 1.3

[zone.room]
volume_m3 = 50
[zone.room.thermostat]
heating_set_point_degc = 20
cooling_set_point_degc = 27

[surface.south]
zone = "room"
beyond = "outdoors"
construction = "wall"
tilt_deg = 90
azimuth_deg = 180
place = { corner_m = [0, 0, 0], width_m = 5, height_m = 2.7 }
[window.big]
surface = "south"
glazing = "double"
offset_m = [1, 0.8]
width_m = 3
height_m = 1.5

[air.leak]
from = "outdoors"
to = "room"
air_change_per_h = 0.3
"""

# Every bad input of the brief, one of each.
BAD = """[building]
name = "Bad"
[material]
air_like = { conductivity_w_mk = 0, density_kg_m3 = 1.2, specific_heat_j_kgk = 1000 }
board = { resistance_m2k_w = 0.5 }
[construction.void]
layers = [{ material = "air_like", thickness_m = 0.1 }]
[construction.board]
layers = [{ material = "board" }]

[zone.hall]
volume_m3 = 50
[zone.hall.thermostat]
heating_set_point_degc = 25
cooling_set_point_degc = 22
[zone.hall.gain.people]
power_w = [1, 2, 3]
[zone.cave]
volume_m3 = 20
[zone.x]
volume_m3 = 0
[zone.y]
volume_m3 = 0
[zone.z]
volume_m3 = 0

[surface.front]
zone = "hall"
beyond = "outdoors"
construction = "void"
area_m2 = 12
tilt_deg = 90
azimuth_deg = 180
[surface.lost]
beyond = "outdoors"
construction = "board"
area_m2 = 4
tilt_deg = 90
azimuth_deg = 0
[surface.xy]
zone = "x"
beyond = "y"
construction = "board"
area_m2 = 5
tilt_deg = 90
azimuth_deg = 0
[surface.yz]
zone = "y"
beyond = "z"
construction = "board"
area_m2 = 5
tilt_deg = 90
azimuth_deg = 0
[surface.zx]
zone = "z"
beyond = "x"
construction = "board"
area_m2 = 5
tilt_deg = 90
azimuth_deg = 0
"""

# The code of each, and the text at whose place it is told: (before, at).
BAD_PLACES = {
    "TV-4102": ("air_like = { conductivity_w_mk = ", "0"),
    "TV-4003": ("[surface.", "lost]"),
    "TV-4105": ("[zone.", "cave]"),
    "TV-4106": ("[zone.", "x]"),
    "TV-4107": ("power_w = ", "[1, 2, 3]"),
    "TV-4110": ("heating_set_point_degc = ", "25"),
}

def place_of(text: str, before: str, at: str) -> tuple[int, int]:
    """Line and column of `at`, from 1."""
    where = text.index(before + at) + len(before)
    return text.count("\n", 0, where) + 1, where - text.rfind("\n", 0, where)


def write(folder: Path, text: str, name: str = "house.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def simulate(tvilling: Tvilling, building: object, *more: object, **options: object) -> Done:
    return tvilling("simulate", building, "--weather", "reference-year", *more, **options)


def refused(done: Done, *said: str) -> None:
    assert done.code == 3, done.err + done.out
    assert done.out == ""
    for text in said:
        assert text in done.err


@pytest.fixture
def hut(tmp_path: Path) -> Path:
    return write(tmp_path, HUT)


# --- good buildings


def test_a_small_house_is_run_and_its_heat_adds_up(tvilling: Tvilling, hut: Path):
    done = simulate(tvilling, hut, "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert found["building"] == "Hut"
    assert list(found["zones"]) == ["room"]
    room = found["zones"]["room"]
    assert set(room) == {"heating_kwh", "cooling_kwh", "peak_heating_kw", "peak_cooling_kw", "air_min_degc", "air_mean_degc", "air_max_degc"}
    assert room["heating_kwh"] > 0 and room["cooling_kwh"] > 0
    assert room["air_min_degc"] == pytest.approx(20, abs=1e-6)
    assert room["air_max_degc"] == pytest.approx(27, abs=1e-6)
    terms = found["terms_kwh"]
    assert terms["heating"] == pytest.approx(room["heating_kwh"], rel=1e-9)
    assert terms["cooling"] == pytest.approx(-room["cooling_kwh"], rel=1e-9)
    assert sum(terms.values()) == pytest.approx(found["storage_kwh"], abs=1e-6)
    assert set(found["incident_kwh_m2"]) == {"south"} and set(found["transmitted_kwh_m2"]) == {"big"}
    assert 0 < found["transmitted_kwh_m2"]["big"] < found["incident_kwh_m2"]["south"]


def test_the_text_shows_zones_and_balance(tvilling: Tvilling, hut: Path):
    done = simulate(tvilling, hut)
    assert done.code == 0, done.err
    words = done.out.split()
    for word in ("zone", "room", "transmission", "infiltration", "solar", "heating", "cooling", "stored", "kWh", "degC"):
        assert word in words


def test_the_hourly_table_has_a_row_per_hour_with_units_and_sums_to_the_result(tvilling: Tvilling, hut: Path, tmp_path: Path):
    out = tmp_path / "hours.csv"
    done = simulate(tvilling, hut, "-o", out, "--json")
    assert done.code == 0, done.err
    assert "hours.csv" in done.err
    with out.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert header == ["hour", "room_air_degc", "room_operative_degc", "room_heating_w", "room_cooling_w"]
    assert len(rows) == 8760
    assert [float(row[0]) for row in rows] == list(range(8760))
    room = json.loads(done.out)["zones"]["room"]
    assert sum(float(row[3]) for row in rows) / 1000 == pytest.approx(room["heating_kwh"], rel=1e-9)
    assert max(float(row[4]) for row in rows) / 1000 == pytest.approx(room["peak_cooling_kw"], rel=1e-9)
    assert min(float(row[1]) for row in rows) == room["air_min_degc"]


def test_the_same_building_gives_the_same_bytes(tvilling: Tvilling, hut: Path, tmp_path: Path):
    first = simulate(tvilling, hut, "-o", tmp_path / "a.csv", "--json")
    second = simulate(tvilling, hut, "-o", tmp_path / "b.csv", "--json")
    assert first.out == second.out
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_bestest_600_runs_with_the_reference_year(tvilling: Tvilling):
    done = simulate(tvilling, ROOT / "examples" / "bestest" / "case_600.toml", "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    house = found["zones"]["house"]
    assert house["heating_kwh"] > 1000 and house["cooling_kwh"] > 1000
    assert found["incident_kwh_m2"]["floor"] == 0
    assert found["incident_kwh_m2"]["north"] < found["incident_kwh_m2"]["east"] < found["incident_kwh_m2"]["south"]
    assert found["terms_kwh"]["internal"] == pytest.approx(0.2 * 8760, rel=1e-9)


def test_a_building_that_extends_another_changes_only_what_it_says(tvilling: Tvilling, hut: Path, tmp_path: Path):
    child = write(tmp_path, '[building]\nextends = "house.toml"\n[window.big]\nremove = true\n', "child.toml")
    with_window = json.loads(simulate(tvilling, hut, "--json").out)
    done = simulate(tvilling, child, "--json")
    assert done.code == 0, done.err
    without = json.loads(done.out)
    assert without["building"] == "Hut"
    assert without["transmitted_kwh_m2"] == {}
    assert without["zones"]["room"]["cooling_kwh"] < with_window["zones"]["room"]["cooling_kwh"]


def test_check_passes_a_good_building(tvilling: Tvilling, hut: Path):
    done = tvilling("check", hut)
    assert done.code == 0, done.out
    assert done.out.splitlines()[0] == "1 building; 0 stops, 0 warns, 0 filled, 0 info"
    found = json.loads(tvilling("check", hut, "--json").out)
    assert found["buildings"] == 1 and found["findings"] == []
    assert found["counts"] == {"stops": 0, "warns": 0, "filled": 0, "info": 0}


# --- what cannot be


def test_everything_that_is_wrong_is_refused_at_once_with_its_place_and_nothing_is_written(tvilling: Tvilling, tmp_path: Path):
    house = write(tmp_path, BAD)
    done = simulate(tvilling, house, "-o", tmp_path / "hours.csv")
    refused(done, f"{len(BAD_PLACES)} problems")
    told = {code: (int(line), int(column)) for line, column, code in re.findall(r"house\.toml:(\d+):(\d+): stops (TV-\d+):", done.err)}
    assert told == {code: place_of(BAD, *where) for code, where in BAD_PLACES.items()}
    assert list(tmp_path.iterdir()) == [house]


def test_check_lists_the_same_as_simulate(tvilling: Tvilling, tmp_path: Path):
    house = write(tmp_path, BAD)
    done = tvilling("check", house, "--json")
    assert done.code == 3
    found = json.loads(done.out)
    assert found["counts"]["stops"] == len(BAD_PLACES)
    places = {f["code"]: (f["line"], f["column"]) for f in found["findings"]}
    assert places == {code: place_of(BAD, *where) for code, where in BAD_PLACES.items()}
    for finding in found["findings"]:
        assert finding["file"] == str(house)
        assert finding["severity"] == "stops" and finding["message"] and finding["hint"]


@pytest.mark.parametrize("code", BAD_PLACES)
def test_check_lists_one_code_alone(tvilling: Tvilling, tmp_path: Path, code: str):
    house = write(tmp_path, BAD)
    done = tvilling("check", house, "--only", code)
    assert done.code == 3
    assert set(re.findall(r"TV-\d+", done.out)) == {code}
    assert [f["code"] for f in json.loads(tvilling("check", house, "--only", code, "--json").out)["findings"]] == [code]


def test_check_knows_the_codes_of_buildings_and_no_others(tvilling: Tvilling, hut: Path):
    done = tvilling("check", hut, "--only", "TV-4110")
    assert done.code == 0 and "TV-4110" not in done.out
    done = tvilling("check", hut, "--only", "TV-4999")
    assert done.code == 2 and "TV-4999" in done.err and "Did you mean" in done.err


def test_set_points_that_cross_for_one_hour_tell_which(tvilling: Tvilling, tmp_path: Path):
    hours = [20] * 24
    hours[6] = 28
    house = write(tmp_path, HUT.replace("heating_set_point_degc = 20", f"heating_set_point_degc = {hours}"))
    refused(simulate(tvilling, house), "house.toml:18:26", "TV-4110", "2025-01-01 06:00")


def test_an_unknown_key_is_told_with_the_nearest_name(tvilling: Tvilling, tmp_path: Path):
    text = HUT.replace("air_change_per_h = 0.3", "air_change_per_hour = 0.3")
    line, _ = place_of(text, "", "air_change_per_hour")
    refused(simulate(tvilling, write(tmp_path, text)), f"house.toml:{line}:1", '"air_change_per_hour"', '"air_change_per_h"', "TV-4002")


def test_an_unknown_material_is_told_with_the_nearest_name(tvilling: Tvilling, tmp_path: Path):
    text = HUT.replace('material = "brick"', 'material = "brik"')
    refused(simulate(tvilling, write(tmp_path, text)), "house.toml:9:", '"brik"', '"brick"', "TV-4009")


def test_a_window_larger_than_its_wall_is_refused(tvilling: Tvilling, tmp_path: Path):
    refused(simulate(tvilling, write(tmp_path, HUT.replace("width_m = 3", "width_m = 30"))), "house.toml:28:", "TV-4104", '"big"')


def test_without_weather_the_run_is_refused_with_a_way_out(tvilling: Tvilling, hut: Path, tmp_path: Path):
    refused(tvilling("simulate", hut, "-o", tmp_path / "hours.csv"), "TV-4018", "--weather")
    assert not (tmp_path / "hours.csv").exists()


def test_a_weather_file_that_is_not_there_is_named(tvilling: Tvilling, hut: Path):
    refused(tvilling("simulate", hut, "--weather", "no.epw"), "no.epw")


def test_a_building_that_is_not_toml_names_the_place(tvilling: Tvilling, tmp_path: Path):
    house = write(tmp_path, "[building]\nname = \n")
    refused(simulate(tvilling, house), "house.toml:2:", "TV-4001")
    done = tvilling("check", house)
    assert done.code == 3 and "house.toml:2:" in done.out and "TV-4001" in done.out


@pytest.mark.parametrize(("text", "code"), [('[zone.a]\nvolume_m3 = = 5\n', "TV-4001"), ('[surface.a\n', "TV-4001"), ('[material]\nx = 1e\n', "TV-4001"),
                                            ('[study]\nname = \n', "TV-3001")])  # fmt: skip
def test_check_tells_a_building_by_its_tables_even_when_it_is_not_toml(tvilling: Tvilling, tmp_path: Path, text: str, code: str):
    done = tvilling("check", write(tmp_path, text))
    assert done.code == 3 and code in done.out, done.out


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x00" * 64, b"[zone.a]\nvolume_m3 = 1e999\n", b"x" * 100_000])
def test_odd_files_are_refused_without_a_crash(tvilling: Tvilling, tmp_path: Path, content: bytes):
    house = tmp_path / "house.toml"
    house.write_bytes(content)
    refused(simulate(tvilling, house), "house.toml")
    assert tvilling("check", house).code == 3


@pytest.mark.parametrize("command", ["simulate", "check"])
def test_a_missing_building_is_named(tvilling: Tvilling, tmp_path: Path, command: str):
    done = tvilling(command, tmp_path / "nowhere.toml")
    refused(done, "nowhere.toml")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_building(tvilling: Tvilling, tmp_path: Path):
    refused(simulate(tvilling, tmp_path), str(tmp_path), "folder")


def test_a_study_is_no_building_and_a_building_is_no_study(tvilling: Tvilling, village: Village, hut: Path):
    refused(simulate(tvilling, village.study), "study.toml:1:2", '"study"', "TV-4002")
    refused(tvilling("run", hut, "-o", village.out), "house.toml:1:2", '"building"', "TV-3002")
    assert village.leftovers() == []


def test_buildings_that_extend_each_other_in_a_loop_are_refused(tvilling: Tvilling, tmp_path: Path):
    write(tmp_path, '[building]\nextends = "b.toml"\n', "a.toml")
    write(tmp_path, '[building]\nextends = "a.toml"\n', "b.toml")
    write(tmp_path, '[building]\nextends = "c.toml"\n', "c.toml")
    refused(simulate(tvilling, tmp_path / "a.toml"), "b.toml:2:11", "TV-4015")
    refused(simulate(tvilling, tmp_path / "c.toml"), "c.toml:2:11", "TV-4015")


def test_a_base_that_is_not_there_is_named(tvilling: Tvilling, tmp_path: Path):
    house = write(tmp_path, '[building]\nextends = "none.toml"\n')
    refused(simulate(tvilling, house), "house.toml:2:11", "none.toml", "TV-4014")
