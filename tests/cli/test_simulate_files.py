# SPDX-License-Identifier: MPL-2.0
"""What `tvilling simulate` prints and writes, held against its page and a hand calculation; what it must not replace; measured series."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import pytest
from driver import DENVER, ROOT, Tvilling, reference_weather
from test_simulate import HUT, place_of, refused, simulate, write

SERIES = """
[series]
file = "measured.csv"
time_column = "t"
warm_up_days = 2
{more}
[weather]
latitude_deg = 55.7
longitude_deg = 12.5
utc_offset_h = 1
elevation_m = 10
[weather.columns]
dry_bulb_degc = "ta"
global_horizontal_w_m2 = "g"
diffuse_horizontal_w_m2 = "d"
longwave_horizontal_w_m2 = "l"
wind_speed_m_s = "ws"
wind_direction_deg = "wd"
[zone.room.gain.heater]
power_w = {{ column = "p" }}
"""


def measured_rows(days: int = 10) -> list[str]:
    rows = []
    for h in range(24 * days):
        sun = max(0.0, 400 * math.sin((h % 24 - 6) / 12 * math.pi)) if 6 < h % 24 < 18 else 0.0
        rows.append(f"2024-05-{1 + h // 24:02d} {h % 24:02d}:00,{10 + 5 * math.sin(h * math.pi / 12):.3f},{sun:.2f},{sun / 2:.2f},310,2,180,100")
    return rows


def write_rows(folder: Path, rows: list[str]) -> None:
    write(folder, "\n".join(["t,ta,g,d,l,ws,wd,p", *rows]) + "\n", "measured.csv")


@pytest.fixture
def hut(tmp_path: Path) -> Path:
    return write(tmp_path, HUT)


@pytest.fixture
def measured(tmp_path: Path) -> Path:
    write_rows(tmp_path, measured_rows())
    return write(tmp_path, HUT + SERIES.format(more=""))


# --- figures


def test_the_json_has_the_keys_that_the_page_tells(tvilling: Tvilling, hut: Path):
    found = json.loads(simulate(tvilling, hut, "--json").out)
    assert list(found) == ["building", "zones", "terms_kwh", "storage_kwh", "incident_kwh_m2", "transmitted_kwh_m2", "steps", "unsettled_steps",
                           "largest_unsettled_k"]  # fmt: skip
    assert list(found["terms_kwh"]) == ["transmission", "ventilation", "infiltration", "solar", "internal", "heating", "cooling"]
    assert (found["steps"], found["unsettled_steps"], found["largest_unsettled_k"]) == (4 * 8760, 0, 0)
    page = (ROOT / "docs" / "how-to" / "read-a-simulation.md").read_text(encoding="utf-8")
    for key in [*found, *found["terms_kwh"], *found["zones"]["room"]]:
        assert f"`{key}`" in page, key


def test_a_room_held_warm_in_the_dark_needs_what_a_hand_calculation_says(tvilling: Tvilling, tmp_path: Path):
    """UA times degree hours: fixed films, no sun, no mass, no gains; outdoor air is that of the reference year."""
    box = """
[material.board]
resistance_m2k_w = 2.0
[construction.wall]
layers = [{ material = "board" }]
[zone.box]
volume_m3 = 50
[zone.box.thermostat]
heating_set_point_degc = 40
[bridge.edge]
zone = "box"
beyond = "outdoors"
conductance_w_k = 1.5
[surface.wall]
zone = "box"
beyond = "outdoors"
construction = "wall"
tilt_deg = 90
azimuth_deg = 0
area_m2 = 30
sun = false
inside_convection_w_m2k = 8
inside_radiation_w_m2k = 0
outside_convection_w_m2k = 20
outside_radiation_w_m2k = 0
"""
    light = write(tmp_path, box, "box.toml")
    outdoor = write(tmp_path, box.replace("heating_set_point_degc = 40", "") + '[air.all]\nfrom = "outdoors"\nto = "box"\nflow_m3_h = 1e8\n', "air.toml")
    done = simulate(tvilling, light, "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)["zones"]["box"]
    mean_degc = json.loads(simulate(tvilling, outdoor, "--json").out)["zones"]["box"]["air_mean_degc"]
    assert 5 < mean_degc < 15
    ua_w_k = 30 / (1 / 20 + 2.0 + 1 / 8) + 1.5
    assert found["air_min_degc"] == pytest.approx(40, abs=1e-6) and found["air_max_degc"] == pytest.approx(40, abs=1e-6)
    assert found["heating_kwh"] == pytest.approx(ua_w_k * (40 - mean_degc) * 8760 / 1000, rel=1e-4)


# --- outputs


def test_the_output_never_replaces_the_building(tvilling: Tvilling, hut: Path, tmp_path: Path):
    (tmp_path / "link.toml").symlink_to(hut)
    for out in (hut, tmp_path / "." / "house.toml", tmp_path / "link.toml"):
        done = simulate(tvilling, hut, "-o", out)
        assert done.code == 2, done.err
        assert str(out) in done.err
    assert hut.read_text() == HUT


def test_the_output_never_replaces_the_weather(tvilling: Tvilling, hut: Path, tmp_path: Path):
    weather = tmp_path / "denver.epw"
    shutil.copyfile(reference_weather(DENVER), weather)
    before = weather.read_bytes()
    done = tvilling("simulate", hut, "--weather", weather, "-o", weather)
    assert done.code == 2 and weather.read_bytes() == before


def test_the_output_never_replaces_the_measured_series(tvilling: Tvilling, measured: Path):
    series = measured.with_name("measured.csv")
    before = series.read_bytes()
    done = tvilling("simulate", measured, "-o", series)
    assert done.code == 2 and series.read_bytes() == before


def test_the_output_never_replaces_a_file_that_the_building_extends(tvilling: Tvilling, hut: Path, tmp_path: Path):
    child = write(tmp_path, '[building]\nextends = "house.toml"\n', "child.toml")
    grandchild = write(tmp_path, '[building]\nextends = "child.toml"\n', "grandchild.toml")
    (tmp_path / "link.toml").symlink_to(hut)
    for building, out in ((child, hut), (grandchild, child), (grandchild, hut), (grandchild, tmp_path / "link.toml")):
        before = out.read_text()
        done = simulate(tvilling, building, "-o", out)
        assert done.code == 2 and done.out == "", done.err
        assert str(out) in done.err and out.read_text() == before


def test_the_output_never_replaces_the_weather_that_the_building_names(tvilling: Tvilling, hut: Path, tmp_path: Path):
    weather = tmp_path / "denver.epw"
    shutil.copyfile(reference_weather(DENVER), weather)
    before = weather.read_bytes()
    hut.write_text(HUT + '[weather]\nfile = "denver.epw"\n', encoding="utf-8")
    for more in ([], ["--weather", "reference-year"]):
        done = tvilling("simulate", hut, *more, "-o", weather)
        assert done.code == 2 and done.out == "" and weather.read_bytes() == before


@pytest.mark.parametrize("place", ["", "none/hours.csv", "house.toml/hours.csv"])
def test_a_place_that_cannot_be_written_is_named(tvilling: Tvilling, hut: Path, tmp_path: Path, place: str):
    done = simulate(tvilling, hut, "-o", tmp_path / place)
    refused(done, str(tmp_path / place))
    assert list(tmp_path.iterdir()) == [hut]


# --- measured series


def test_a_measured_series_brings_its_weather_and_its_hours(tvilling: Tvilling, measured: Path, tmp_path: Path):
    done = tvilling("simulate", measured, "-o", tmp_path / "hours.csv", "--json")
    assert done.code == 0, done.err
    lines = (tmp_path / "hours.csv").read_text().splitlines()
    assert lines[0].startswith("time,room_air_degc,")
    assert [line.split(",")[0] for line in lines[1:]] == [row.split(",")[0] for row in measured_rows()]
    assert json.loads(done.out)["terms_kwh"]["internal"] == pytest.approx(0.1 * 240, rel=1e-9)


def test_a_gap_in_the_series_stops_or_is_filled_when_asked_and_then_told(tvilling: Tvilling, measured: Path, tmp_path: Path):
    rows = measured_rows()
    write_rows(tmp_path, rows[:99] + rows[102:])
    refused(tvilling("simulate", measured, "-o", tmp_path / "hours.csv"), "measured.csv:101:1", "TV-4203", "fill_gaps_h")
    assert not (tmp_path / "hours.csv").exists()
    measured.write_text(HUT + SERIES.format(more="fill_gaps_h = 2"))
    refused(tvilling("simulate", measured), "measured.csv:101:1", "TV-4203")
    measured.write_text(HUT + SERIES.format(more="fill_gaps_h = 3"))
    done = tvilling("simulate", measured, "-o", tmp_path / "hours.csv")
    assert done.code == 0, done.err
    assert "filled" in done.err
    assert len((tmp_path / "hours.csv").read_text().splitlines()) == 1 + 240
    found = json.loads(tvilling("check", measured, "--json", "--only", "TV-4210").out)["findings"]
    assert [(Path(f["file"]).name, f["line"], f["severity"]) for f in found] == [("measured.csv", 101, "filled")]
    assert "3 hours" in found[0]["message"]


def test_a_blank_cell_that_is_needed_stops_and_names_the_hour(tvilling: Tvilling, measured: Path):
    rows = measured_rows()
    rows[49] = rows[49][: rows[49].rindex(",") + 1]
    write_rows(measured.parent, rows)
    line, column = place_of(measured.read_text(), "power_w = ", "{ column")
    refused(tvilling("simulate", measured), f"house.toml:{line}:{column}", "TV-4109", "2024-05-03 01:00")


def test_an_unknown_column_is_told_with_the_nearest_name(tvilling: Tvilling, measured: Path):
    measured.write_text(measured.read_text().replace('column = "p"', 'column = "pp"'))
    line, column = place_of(measured.read_text(), "power_w = ", "{ column")
    refused(tvilling("simulate", measured), f"house.toml:{line}:{column}", "TV-4108", '"pp"', '"p"')


def test_a_series_that_is_not_there_is_told_with_its_place(tvilling: Tvilling, measured: Path):
    measured.with_name("measured.csv").unlink()
    line, column = place_of(measured.read_text(), "file = ", '"measured.csv"')
    refused(tvilling("simulate", measured), f"house.toml:{line}:{column}", "measured.csv", "TV-4017")
    assert "TV-4017" in tvilling("check", measured).out


@pytest.mark.parametrize("command", [["simulate"], ["simulate", "--weather", "reference-year"], ["check"]])
def test_weather_in_the_file_that_is_not_there_is_told_with_its_place(tvilling: Tvilling, hut: Path, command: list[str]):
    hut.write_text(HUT + '[weather]\nfile = "none.epw"\n', encoding="utf-8")
    line, column = place_of(hut.read_text(), "file = ", '"none.epw"')
    done = tvilling(command[0], hut, *command[1:])
    assert done.code == 3
    assert f"house.toml:{line}:{column}" in done.out + done.err and "TV-4017" in done.out + done.err


def test_the_reference_year_serves_a_measured_series_with_its_hours(tvilling: Tvilling, measured: Path, tmp_path: Path):
    done = simulate(tvilling, measured, "-o", tmp_path / "hours.csv", "--json")
    assert done.code == 0, done.err
    assert len((tmp_path / "hours.csv").read_text().splitlines()) == 1 + 240
    own = json.loads(tvilling("simulate", measured, "--json").out)
    assert json.loads(done.out)["incident_kwh_m2"] != own["incident_kwh_m2"]


def test_hours_that_were_filled_have_no_time_of_their_own(tvilling: Tvilling, measured: Path, tmp_path: Path):
    rows = measured_rows()
    write_rows(tmp_path, rows[:99] + rows[101:])
    measured.write_text(HUT + SERIES.format(more="fill_gaps_h = 2"))
    done = tvilling("simulate", measured, "-o", tmp_path / "hours.csv")
    assert done.code == 0, done.err
    times = [line.split(",")[0] for line in (tmp_path / "hours.csv").read_text().splitlines()[1:]]
    assert [h for h, time in enumerate(times) if time == "(filled)"] == [99, 100]
