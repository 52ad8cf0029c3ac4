# SPDX-License-Identifier: MPL-2.0
"""From tables to results, a table of changes, CSV files and a picture."""

from __future__ import annotations

import csv
import json
import re
import os
import struct
from pathlib import Path

import pytest
from driver import DENVER, STUDY, Tvilling, Village, reference_weather


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_example_of_init_runs_as_it_is(tvilling: Tvilling, tmp_path: Path):
    folder = tmp_path / "my city"
    assert tvilling("init", folder).code == 0
    assert tvilling("check", folder / "city").code == 0
    done = tvilling("run", folder / "study.toml", "-o", folder / "results.h5")
    assert done.code == 0, done.err
    assert [line.split()[0] for line in done.out.splitlines()[2:]] == ["baseline", "roofs", "roofs_and_windows"]


def test_init_leaves_a_folder_with_files_alone(tvilling: Tvilling, tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    done = tvilling("init", tmp_path)
    assert done.code == 3
    assert "is not empty" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_same_seed_gives_the_same_city_and_another_one_another(tvilling: Tvilling, tmp_path: Path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        assert tvilling("synth", "-o", tmp_path / name, "--buildings", 40, "--seed", seed).code == 0
    tables = {name: (tmp_path / name / "buildings.csv").read_bytes() for name in "abc"}
    assert tables["a"] == tables["b"] != tables["c"]
    assert len(tables["a"].splitlines()) == 41


def test_talk_goes_to_stderr_and_data_to_stdout(tvilling: Tvilling, town: Path, tmp_path: Path):
    done = tvilling("run", town / "study.toml", "-o", tmp_path / "r.h5")
    assert done.code == 0
    assert done.out.startswith("scenario ")
    assert "100 %: " in done.err and "180 of 180 building-years" in done.err
    assert "\x1b" not in done.err + done.out


def test_quiet_says_nothing_but_the_data(tvilling: Tvilling, town: Path, tmp_path: Path):
    done = tvilling("run", town / "study.toml", "-o", tmp_path / "r.h5", "--quiet")
    assert (done.code, done.err) == (0, "")
    assert len(done.out.splitlines()) == 5


def test_a_dry_run_lists_the_scenarios_and_writes_nothing(tvilling: Tvilling, village: Village):
    done = tvilling("run", village.study, "--dry-run")
    assert done.code == 0
    assert done.out.startswith("3 scenarios x 3 buildings\n")
    assert [line.split()[:3] for line in done.out.splitlines()[3:]] == [["baseline", "0", "0"], ["roofs", "1", "3"], ["windows", "2", "3"]]
    assert village.leftovers() == []


def test_a_dry_run_counts_the_buildings_of_each_scenario(tvilling: Tvilling, village: Village):
    measure = '\n[[scenario]]\nname = "{}"\n[[scenario.measure]]\ntype = "insulate_wall"\nwhere = "{}"\n'
    village.add_to_study(measure.format("old", "year < 1970") + measure.format("thirsty", "heat_kwh_m2 > 100"))
    lines = tvilling("run", village.study, "--dry-run").out.splitlines()
    assert [line.split()[:3] for line in lines[-2:]] == [["old", "1", "1"], ["thirsty", "1", "?"]]
    village.add_to_study(measure.format("slip", "heat_kwh_m3 > 100"))
    done = tvilling("run", village.study, "--dry-run")
    assert done.code == 3
    assert "study.toml:21" in done.err


def test_compare_gives_the_same_numbers_in_json_and_csv(tvilling: Tvilling, results: Path, tmp_path: Path):
    done = tvilling("compare", results, "--json", "--by", "use", "--csv", tmp_path / "c.csv")
    assert done.code == 0
    data = json.loads(done.out)
    assert data["reference"] == "baseline"
    table = rows_of(tmp_path / "c.csv")
    assert len(table) == len(data["rows"]) > 10
    for line, row in zip(table, data["rows"], strict=True):
        assert (line["scenario"], line["group"]) == (row["scenario"], row["group"])
        assert float(line["heat_kwh"]) == row["heat_kwh"]
        assert float(line["change_heat_kwh"]) == row["change_heat_kwh"]


def test_insulation_saves_heat_and_changes_add_up(tvilling: Tvilling, results: Path):
    total = {row["scenario"]: row for row in json.loads(tvilling("compare", results, "--json").out)["rows"]}
    assert total["baseline"]["change_heat_kwh"] == 0
    assert total["windows"]["change_heat_kwh"] < total["roofs"]["change_heat_kwh"] < 0
    for row in total.values():
        assert row["heat_kwh"] - row["change_heat_kwh"] == pytest.approx(total["baseline"]["heat_kwh"], rel=1e-12)
    by_building = json.loads(tvilling("compare", results, "--json", "--by", "building").out)["rows"]
    for name, row in total.items():
        # Hours are rounded to 2^-20 once, so that sums are exact in any order.
        assert sum(b["heat_kwh"] for b in by_building if b["scenario"] == name) == row["heat_kwh"]


def test_compare_takes_another_reference(tvilling: Tvilling, results: Path):
    rows = json.loads(tvilling("compare", results, "--json", "--to", "roofs").out)["rows"]
    assert next(row for row in rows if row["scenario"] == "roofs")["change_heat_kwh"] == 0
    assert next(row for row in rows if row["scenario"] == "baseline")["change_heat_kwh"] > 0


def test_tables_for_people_name_their_units(tvilling: Tvilling, results: Path):
    lines = tvilling("compare", results, "--by", "administration").out.splitlines()
    assert lines[0].split()[:5] == ["scenario", "administration", "buildings", "missing", "area"]
    assert lines[1].split()[:3] == ["m2", "MWh", "MWh"]


def test_explain_closes_the_balance(tvilling: Tvilling, results: Path):
    out = tvilling("explain", results, "windows").out
    lines = out[out.index("heat to the rooms") :].splitlines()[2:]
    terms = [float(re.split(r"\s{2,}", line)[1].replace(" ", "")) for line in lines if line]
    assert len(terms) == 8
    assert max(abs(term) for term in terms) > 1000
    assert abs(terms[-1]) <= 1


def test_explain_suggests_a_building(tvilling: Tvilling, results: Path, town: Path):
    first = rows_of(town / "city" / "buildings.csv")[0]["building_id"]
    assert tvilling("explain", results, "baseline", first).code == 0
    done = tvilling("explain", results, "baseline", first + "x")
    assert done.code == 3
    assert "Did you mean" in done.err


def test_csv_export_carries_every_table(tvilling: Tvilling, results: Path, tmp_path: Path):
    assert tvilling("export", results, "--csv", tmp_path / "t").code == 0
    annual = rows_of(tmp_path / "t" / "annual.csv")
    monthly = rows_of(tmp_path / "t" / "monthly.csv")
    city = rows_of(tmp_path / "t" / "city_hourly.csv")
    assert len(rows_of(tmp_path / "t" / "buildings.csv")) == 60
    assert (len(annual), len(monthly), len(city)) == (3 * 60, 3 * 60 * 12, 3 * 8760)
    assert {row["status"] for row in annual} == {"done"}
    for name in ("baseline", "windows"):
        year = sum(float(row["heat_kwh"]) for row in annual if row["scenario"] == name)
        assert sum(float(row["heat_kwh"]) for row in monthly if row["scenario"] == name) == year
        assert sum(float(row["heat_kwh"]) for row in city if row["scenario"] == name) == year


def test_paraview_export_writes_a_collection(tvilling: Tvilling, results: Path, tmp_path: Path):
    done = tvilling("export", results, "--paraview", tmp_path / "p")
    if done.code == 2 and "built without the viewer" in done.err:
        pytest.skip("this build has no viewer")
    assert done.code == 0, done.err
    assert "scenario_002.vtp" in (tmp_path / "p" / "city.pvd").read_text()
    assert tvilling("export", results, "--paraview", tmp_path / "p").code == 0  # its own tables it renews


def test_render_draws_a_picture_without_a_display(tvilling: Tvilling, results: Path, tmp_path: Path):
    picture = tmp_path / "city.png"
    quiet = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = tvilling("render", results, "-o", picture, "--width", 640, "--height", 400, env=quiet)
    if done.code == 2 and "built without the viewer" in done.err:
        pytest.skip("this build has no viewer")
    assert done.code == 0, done.err
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (640, 400)


def test_only_restricts_the_buildings(tvilling: Tvilling, village: Village):
    assert tvilling("run", village.study, "-o", village.out, "--only", "use = 'school'").code == 0
    rows = json.loads(tvilling("compare", village.out, "--by", "building", "--json").out)["rows"]
    assert {row["group"] for row in rows} == {"a"}


def test_a_table_in_danish_form_is_read(tvilling: Tvilling, village: Village):
    text = (
        "byg021BygningensAnvendelse;byg026Opførelsesår;byg038SamletBygningsareal;byg054AntalEtager;bygning_id;navn\n"
        "421;1968;3.250,5;2;S1;Sønder Allé Skole\n321;1985;12.400,0;5;K1;Kontorhus Ø\n"
    )
    village.buildings.write_bytes(text.encode("latin-1"))
    done = tvilling("check", village.city, "--json")
    assert done.code == 0, done.out
    data = json.loads(done.out)
    assert data["buildings"] == 2
    assert "semicolon" in data["inputs"][0]["detected"].lower()
    assert tvilling("run", village.study, "-o", village.out).code == 0
    rows = json.loads(tvilling("compare", village.out, "--by", "building", "--json").out)["rows"]
    assert {row["area_m2"] for row in rows} == {3250.5, 12400.0}


def test_the_weather_of_denver_can_be_used(tvilling: Tvilling, village: Village):
    epw = reference_weather(DENVER)
    assert tvilling("run", village.study, "-o", village.out).code == 0
    village.use_weather(epw)
    done = tvilling("run", village.study, "-o", village.folder / "denver.h5")
    assert done.code == 0, done.err
    here, there = (json.loads(tvilling("compare", village.folder / name, "--json").out)["rows"][0]["solar_kwh"]
                   for name in ("results.h5", "denver.h5"))  # fmt: skip
    assert there > 1.2 * here  # Denver is sunny


def test_grids_become_scenarios(tvilling: Tvilling, village: Village):
    village.add_to_study('\n[[scenario]]\nname = "g"\n[[scenario.measure]]\ntype = "insulate_wall"\n'
                         "[scenario.measure.grid]\nu_value_w_m2k = [0.3, 0.15]\n")  # fmt: skip
    assert tvilling("run", village.study, "-o", village.out).code == 0
    rows = {row["scenario"]: row["heat_kwh"] for row in json.loads(tvilling("compare", village.out, "--json").out)["rows"]}
    assert rows["g[u_value_w_m2k=0.15]"] < rows["g[u_value_w_m2k=0.3]"] < rows["baseline"]
    assert STUDY.count("[[scenario]]") == 2
