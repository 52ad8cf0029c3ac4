# SPDX-License-Identifier: MPL-2.0
"""Every folder of examples/ runs as it is. Only the large city that scripts/demo makes first is a small one here."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from driver import BIN, ROOT, SHARED_DATA, Tvilling

MEASURED = SHARED_DATA / "measured" / "twinhouse"


@pytest.fixture(scope="module")
def examples(tvilling: Tvilling, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "examples", root / "examples")
    assert tvilling("synth", "-o", root / "demo" / "city", "--buildings", 150).code == 0
    return root / "examples"


def total_heat_kwh(tvilling: Tvilling, results: Path) -> dict[str, float]:
    rows = json.loads(tvilling("compare", results, "--json").out)["rows"]
    return {row["scenario"]: row["heat_kwh"] for row in rows}


def test_every_folder_of_examples_is_tried_here():
    """A new folder of examples wants a test below."""
    folders = {path.name for path in (ROOT / "examples").iterdir() if path.is_dir()}
    assert folders == {"bc10", "bestest", "danish_small", "energirenovering", "grid_study", "house", "iso52016", "kontorer", "python", "retrofit_study", "sammenlaegning", "svoemmehal", "timer", "toy_t1", "twinhouse"}


def test_the_proposal_goes_from_one_study_to_workbook_and_page(tvilling: Tvilling, examples: Path, tmp_path: Path):
    """Twelve named scenarios and a grid of four by three; every one of them changes something, and the report tells of all."""
    results = tmp_path / "energi.h5"
    assert tvilling("run", examples / "energirenovering" / "study.toml", "-o", results).code == 0
    rows = json.loads(tvilling("compare", results, "--json").out)["rows"]
    names = [row["scenario"] for row in rows if row["scenario"] != "baseline"]
    assert len([name for name in names if "[" not in name]) == 12
    assert len([name for name in names if name.startswith("vinduer_skoler[")]) == 12
    # Roofs, cavities and controls save heat in any city; solar cells buy less.
    change = {row["scenario"]: row for row in rows}
    assert all(change[name]["change_heat_kwh"] < 0 for name in ("lofter", "hulmur", "cts", "fjernvarme", "samlet"))
    assert change["solceller"]["change_electricity_kwh"] < 0
    assert change["solceller"]["change_heat_kwh"] == 0
    done = tvilling("report", results, "--xlsx", tmp_path / "e.xlsx", "--html", tmp_path / "e.html", "--lang", "da")
    assert done.code == 0, done.err
    page = (tmp_path / "e.html").read_text(encoding="utf-8")
    assert "Loftisolering i bygninger før 1979" in page
    assert "plan_2040" in page
    assert (tmp_path / "e.xlsx").stat().st_size > 10_000


def test_the_toy_instance_is_consolidated_to_its_known_optimum(tvilling: Tvilling, examples: Path):
    done = tvilling("consolidate", examples / "toy_t1" / "study.toml", "--json")
    assert done.code == 0, done.err
    plan = json.loads(done.out)
    assert (plan["objective_dkk_per_year"], plan["gap"], plan["close"]) == (17_595_200, 0, ["P1"])


def test_the_offices_are_consolidated_with_a_bound(tvilling: Tvilling, examples: Path):
    done = tvilling("consolidate", examples / "kontorer" / "study.toml", "--json", "--seconds", 4)
    assert done.code == 0, done.err
    plan = json.loads(done.out)
    assert plan["saving_dkk_per_year"] > 0
    assert plan["bound_dkk_per_year"] <= plan["objective_dkk_per_year"]
    assert 0 <= plan["gap"] < 1
    assert len(plan["years"]) == 10


def test_the_danish_tables_hold_nothing_that_stops(tvilling: Tvilling, examples: Path):
    done = tvilling("check", examples / "danish_small", "--json")
    assert done.code == 0, done.out
    told = json.loads(done.out)
    assert told["buildings"] == 12
    assert [Path(file["path"]).name for file in told["inputs"] if file["path"].endswith(".toml")] == ["mapping.toml", "overrides.toml"]
    # The README of the example: two faults warn, missing years are set aside, an estimated month is filled.
    warned = [(f["code"], f["id"]) for f in told["findings"] if f["severity"] == "warns"]
    assert warned == [("TV-1507", "W-3002"), ("TV-1404", "0601")]
    assert [f["code"] for f in told["findings"] if f["set_aside"]] == ["TV-1206"]
    assert [f["id"] for f in told["findings"] if f["code"] == "TV-1523"] == ["V-1002"]


def test_the_danish_meters_fit_the_simulation_but_for_the_one_in_the_wrong_unit(tvilling: Tvilling, examples: Path):
    done = tvilling("reconcile", examples / "danish_small", "--json")
    assert done.code == 0, done.err
    rows = [row for row in json.loads(done.out)["rows"] if row["compared"] == "yes"]
    assert len(rows) == 6 + 2 + 1
    odd = [row for row in rows if not 0.5 < row["ratio"] < 2]
    assert [(row["building_id"], row["carrier"], row["cause"]) for row in odd] == [("0601", "heat", "unit")]
    # One meter of two buildings: its shares add up to the readings.
    shared = {row["building_id"]: row["metered"] for row in rows if row["meters"] == "V-1001"}
    assert shared["0101"] / shared["0102"] == pytest.approx(0.72 / 0.28)


def stopped(tvilling: Tvilling, files: list[Path]) -> dict[str, str]:
    """What `check` says of the files that it stops; it takes one building file at a time, and a few hundredths of a second."""
    done = {path.name: tvilling("check", path, "--json") for path in files}
    return {name: one.out + one.err for name, one in done.items() if one.code != 0 or json.loads(one.out)["counts"]["stops"]}


@pytest.mark.parametrize(("folder", "cases"), [("bestest", 27 + 25), ("iso52016", 6)])
def test_every_published_case_is_a_building_with_nothing_that_stops(tvilling: Tvilling, examples: Path, folder: str, cases: int):
    files = sorted((examples / folder).glob("*.toml"))
    assert len(files) == cases
    assert stopped(tvilling, files) == {}


HOUSE = ROOT / "examples" / "house" / "house.toml"


def house(tvilling: Tvilling, building: Path) -> dict:
    done = tvilling("simulate", building, "--weather", "reference-year", "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def changed(folder: Path, text: str) -> Path:
    path = folder / "changed.toml"
    path.write_text(f'[building]\nextends = "{HOUSE}"\n{text}', encoding="utf-8")
    return path


def test_the_house_has_nothing_to_tell_and_its_heat_adds_up(tvilling: Tvilling):
    assert json.loads(tvilling("check", HOUSE, "--json").out)["findings"] == []
    found = house(tvilling, HOUSE)
    assert list(found["zones"]) == ["living", "bedroom", "attic"]
    assert found["zones"]["attic"]["heating_kwh"] == 0
    assert found["zones"]["attic"]["air_min_degc"] < found["zones"]["bedroom"]["air_min_degc"]
    assert found["zones"]["bedroom"]["air_min_degc"] >= 17 - 1e-6
    assert found["zones"]["living"]["peak_cooling_kw"] <= 1.5 + 1e-9
    assert sum(found["terms_kwh"].values()) == pytest.approx(found["storage_kwh"], abs=1e-6)
    assert all(kwh > 0 for name, kwh in found["terms_kwh"].items() if name in {"solar", "internal", "heating"})
    assert found["unsettled_steps"] == 0


@pytest.mark.parametrize(
    ("text", "heating", "cooling"),
    [
        ("[window.terrace]\nblind = { remove = true }\n", "same or less", "more"),
        ("[window.terrace]\noverhang = { remove = true }\nfins = { remove = true }\n", "less", "more"),
        ("[obstacle.garage]\nremove = true\n", "less", "more"),
        ("[bridge.foot]\nremove = true\n", "less", "more"),
        ("[air.leak_living]\nair_change_per_h = 0.4\n", "more", "less"),
        ("[zone.living.thermostat]\nheating_set_point_degc = 21\n", "more", "any"),
        ("[zone.living.thermostat]\ncooling_capacity_w = 500\n", "any", "less"),
        ("[zone.living.gain.devices]\npower_w = 0\n", "more", "less"),
    ],
)
def test_every_part_of_the_house_works_the_way_it_should(tvilling: Tvilling, tmp_path: Path, text: str, heating: str, cooling: str):
    before = house(tvilling, HOUSE)["terms_kwh"]
    after = house(tvilling, changed(tmp_path, text))["terms_kwh"]
    signs = {"more": lambda d: d > 1, "less": lambda d: d < -1, "same or less": lambda d: d <= 0, "any": lambda d: True}
    assert signs[heating](after["heating"] - before["heating"])
    assert signs[cooling](before["cooling"] - after["cooling"])


def test_the_pages_show_the_house_as_it_is(tvilling: Tvilling):
    """Every piece that the page quotes before it comes to schedules stands in the file; the other page prints what comes out."""
    page = (ROOT / "docs" / "how-to" / "write-a-building.md").read_text(encoding="utf-8").split("## Schedules")[0]
    pieces = re.findall(r"```toml\n(.*?)```", page, re.S)
    assert len(pieces) >= 10
    text = HOUSE.read_text(encoding="utf-8")
    assert [piece for piece in pieces if piece not in text] == []
    page = (ROOT / "docs" / "how-to" / "read-a-simulation.md").read_text(encoding="utf-8")
    sample = re.findall(r"```text\n(.*?)```", page, re.S)[0]
    assert sample == tvilling("simulate", HOUSE, "--weather", "reference-year").out


def commands_of(page: Path) -> list[list[str]]:
    """The lines of the page's shell blocks that call tvilling, as words."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("tvilling ")]
    return [shlex.split(line, comments=True)[1:] for line in lines]


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial/first-run.md", "docs/how-to/write-a-building.md", "docs/how-to/read-a-simulation.md", "docs/how-to/merge-premises.md", "examples/sammenlaegning/README.md"])
def test_the_commands_of_the_pages_run_in_their_order(tvilling: Tvilling, examples: Path, tmp_path: Path, name: str):
    for folder in ("examples", "demo"):  # scripts/demo, the README's first command, makes the city
        shutil.copytree(examples.parent / folder, tmp_path / "clone" / folder)
    commands = commands_of(ROOT / name)
    assert commands
    for words in commands:
        if words[0] == "view" or (words[0] == "validate" and not SHARED_DATA.is_dir()):
            continue
        if words[0] == "validate":
            words = [str(ROOT / word) if word.startswith("../shared") else word for word in words]
            assert Path(words[words.index("--data") + 1]).is_dir()
            if "twinhouse" not in words and "iso52016" not in words:
                continue  # the others take long; test_validate runs them
        done = tvilling(*words, cwd=tmp_path / "clone")
        if "built without the viewer" in done.err:
            continue
        assert done.code == 0, f"{BIN.name} {shlex.join(words)}: {done.err}"


def test_the_pages_on_input_run_on_the_danish_example(tvilling: Tvilling, examples: Path, tmp_path: Path):
    """Every command of these pages, in their order, on one folder that is called what the pages call it."""
    shutil.copytree(examples, tmp_path / "examples")
    for name in ("city", "city-2025", "city-2026"):
        shutil.copytree(examples / "danish_small", tmp_path / name)
    assert tvilling("synth", "-o", tmp_path / "by.xlsx", "--danish", "--buildings", 20).code == 0
    tried = 0
    for page in ("danish-files", "check", "meters", "links", "reconcile", "screen"):
        text = (ROOT / "docs" / "how-to" / f"{page}.md").read_text(encoding="utf-8")
        indented = [shlex.split(line.strip(), comments=True)[1:] for line in text.splitlines() if line.startswith("    tvilling ")]
        for words in indented + commands_of(ROOT / "docs" / "how-to" / f"{page}.md"):
            done = tvilling(*words, cwd=tmp_path)
            assert done.code == 0, f"{page}: {BIN.name} {shlex.join(words)}: {done.err}{done.out}"
            tried += 1
    assert tried >= 15


def test_the_administration_of_bc10_gives_its_two_totals(tvilling: Tvilling, examples: Path):
    """13.0 and 24.0 M DKK a year, and no property in both (domain.md D3)."""
    done = tvilling("screen", examples / "bc10", "--json")
    assert done.code == 0, done.err
    potentials = json.loads(done.out)["potentials"]
    low, high = potentials["low_occupancy"], potentials["high_rent"]
    assert low["saving_dkk_per_year"] == 13_000_000
    assert high["saving_dkk_per_year"] == 24_000_000
    assert low["properties"] == ["P-L1", "P-L2", "P-L3"]
    assert high["properties"] == ["P-H1", "P-H2", "P-H3", "P-H4", "P-H5"]
    assert json.loads(tvilling("check", examples / "bc10", "--json").out)["counts"]["warns"] == 0


@pytest.mark.parametrize(("topic", "page"), [("inputs", "inputs"), ("measures", "measures"), ("results", "results-format")])
def test_the_reference_page_is_what_the_program_prints(tvilling: Tvilling, topic: str, page: str):
    assert tvilling("schema", topic).out == (ROOT / "docs" / "reference" / f"{page}.md").read_text(encoding="utf-8")


def test_the_danish_example_without_its_two_faults_is_silent(tvilling: Tvilling, examples: Path, tmp_path: Path):
    """As its README says: the unit is corrected, and the suggested link is taken."""
    mended = shutil.copytree(examples / "danish_small", tmp_path / "mended")
    meters = (mended / "maalere.csv").read_text(encoding="latin-1")
    assert "V-1003;0601;;;fjernvarme;kWh" in meters
    (mended / "maalere.csv").write_text(meters.replace("V-1003;0601;;;fjernvarme;kWh", "V-1003;0601;;;fjernvarme;MWh"), encoding="latin-1")
    assert tvilling("links", mended, "-o", mended / "links.csv").code == 0
    header, row, *rest = (mended / "links.csv").read_text(encoding="utf-8").splitlines()
    at = header.split(",").index("decision")
    cells = row.split(",")
    assert rest == [] and "W-3002" in cells and "0301" in cells and cells[at] == ""
    (mended / "links.csv").write_text("\n".join([header, ",".join([*cells[:at], "yes", *cells[at + 1 :]])]) + "\n", encoding="utf-8")
    told = json.loads(tvilling("check", mended, "--json").out)
    assert [f for f in told["findings"] if f["severity"] in ("stops", "warns")] == []
    rows = [row for row in json.loads(tvilling("reconcile", mended, "--json").out)["rows"] if row["compared"] == "yes"]
    assert len(rows) == 6 + 2 + 2
    assert [row for row in rows if row["cause"]] == []


@pytest.fixture
def twin_houses(examples: Path, tmp_path: Path) -> Path:
    """The building files with the measured series beside them, as their README tells."""
    series = sorted(MEASURED.glob("*.csv"))
    if not series:
        pytest.skip(f"{MEASURED} is not on this machine")
    house = tmp_path / "house"
    house.mkdir()
    for path in [*(examples / "twinhouse").glob("*.toml"), *series]:
        shutil.copy(path, house)
    return house


def test_every_experiment_of_the_twin_houses_is_a_building_with_nothing_that_stops(tvilling: Tvilling, twin_houses: Path):
    # n2_house, o5_house and twinhouse_common are extended by the experiments and are no whole buildings by themselves.
    files = sorted(twin_houses.glob("*_exp*.toml"))
    assert len(files) == 3 + 6
    assert stopped(tvilling, files) == {}


def test_a_twin_house_runs_over_the_measured_weeks_and_its_heat_adds_up(tvilling: Tvilling, twin_houses: Path):
    done = tvilling("simulate", twin_houses / "n2_exp1.toml", "--json", "-o", twin_houses / "hours.csv")
    assert done.code == 0, done.err
    assert len((twin_houses / "hours.csv").read_text(encoding="utf-8").splitlines()) == 1 + 984
    result = json.loads(done.out)
    heating_kwh = {name: zone["heating_kwh"] for name, zone in result["zones"].items()}
    assert len(heating_kwh) == 7
    assert [name for name, kwh in heating_kwh.items() if kwh == 0] == ["corridor"]  # the only room without a heater
    terms_kwh = result["terms_kwh"]
    assert sum(heating_kwh.values()) == pytest.approx(terms_kwh["heating"], abs=1e-6)
    assert terms_kwh["cooling"] == 0
    assert sum(terms_kwh.values()) == pytest.approx(result["storage_kwh"], abs=1e-6)


def test_the_grid_study_runs_every_combination(tvilling: Tvilling, examples: Path, tmp_path: Path):
    done = tvilling("run", examples / "grid_study" / "study.toml", "-o", tmp_path / "grid.h5")
    assert done.code == 0, done.err
    heat_kwh = total_heat_kwh(tvilling, tmp_path / "grid.h5")
    assert len(heat_kwh) == 1 + 3 * 2 + 2 * 2
    for g_value in ("0.5", "0.6"):
        by_u_value = [heat_kwh[f"windows[u_value_w_m2k={u_value},g_value={g_value}]"] for u_value in ("0.8", "1.1", "1.4")]
        assert by_u_value == sorted(by_u_value)
        assert by_u_value[0] < heat_kwh["baseline"]


def test_the_study_of_the_demo_runs_and_saves_heat(tvilling: Tvilling, examples: Path, tmp_path: Path):
    done = tvilling("run", examples / "retrofit_study" / "study.toml", "-o", tmp_path / "retrofit.h5")
    assert done.code == 0, done.err
    sample = (ROOT / "README.md").read_text(encoding="utf-8").split("```text\n")[1].split("```")[0].splitlines()
    assert [line.split() for line in sample[:2]] == [line.split() for line in done.out.splitlines()[:2]]
    assert [line.split()[0] for line in sample[2:]] == [line.split()[0] for line in done.out.splitlines()[2:]]
    heat_kwh = total_heat_kwh(tvilling, tmp_path / "retrofit.h5")
    assert list(heat_kwh) == ["baseline", "roofs", "windows_and_walls", "deep"]
    assert heat_kwh["windows_and_walls"] < heat_kwh["roofs"] < heat_kwh["baseline"]


def test_the_python_example_runs(examples: Path, tmp_path: Path):
    package = ROOT / "build" / "release" / "python"
    environment = {"PYTHONPATH": str(package), **os.environ, "TVILLING_EXAMPLE_BUILDINGS": "30"}
    if not any(list(Path(folder).glob("tvilling/_core*.so")) for folder in environment["PYTHONPATH"].split(":")):
        pytest.skip("the Python package is not built")
    script = examples / "python" / "01_first_run.py"
    done = subprocess.run(["/usr/bin/python3", str(script)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "roofs_and_nights" in done.stdout
    assert (tmp_path / "results.h5").is_file()


SIGNS = {  # heat, electricity, all energy, water as domain.md A6 has them; 0: it says nothing
    "water_minus_1k_air_follows": (-1, 1, -1, -1),
    "water_minus_1k": (-1, -1, -1, 0),
    "air_minus_1k": (1, 1, 1, 0),
    "rh_60": (-1, 0, -1, 0),
    "rh_50": (1, 0, 1, 0),
    "rh_night_65": (-1, 0, -1, 0),
    "cover_night": (-1, 0, -1, -1),
    "cover_and_night_air": (-1, -1, -1, 0),
    "recovery_075": (-1, 0, -1, 0),
    "recovery_none": (1, 0, 1, 0),
    "heat_pump": (-1, 1, -1, 0),
    "backwash_30": (-1, 0, -1, -1),
    "shower_30": (-1, 0, -1, -1),
    "grey_water_35": (-1, 0, -1, 0),
    "pumps_night": (1, -1, -1, 0),
    "visitors_plus_20": (1, 0, 1, 1),
}


@pytest.fixture(scope="module")
def hall_years(tvilling: Tvilling, examples: Path) -> dict[str, dict]:
    results = examples / "hal.h5"
    done = tvilling("run", examples / "svoemmehal" / "study.toml", "-o", results)
    assert done.code == 0, done.err
    assert "water condenses on windows" in done.err
    return {row["scenario"]: row for row in json.loads(tvilling("compare", results, "--json").out)["rows"]}


def energy_kwh(row: dict) -> float:
    return row["heat_kwh"] + row["electricity_kwh"]


def test_the_hall_of_the_example_is_plausible(hall_years: dict[str, dict]):
    base = hall_years["baseline"]
    assert 3000 < energy_kwh(base) / 412.5 < 4300
    assert base["visitors"] == 120000
    assert 60 < 1000 * base["water_m3"] / base["visitors"] < 150


def test_every_measure_of_the_example_goes_the_way_that_the_dossier_says(hall_years: dict[str, dict]):
    base = hall_years["baseline"]
    assert set(hall_years) == {"baseline", *SIGNS}
    for name, (heat, electricity, total, water) in SIGNS.items():
        row = hall_years[name]
        changes = [row[key] - base[key] for key in ("heat_kwh", "electricity_kwh", "water_m3")]
        for change, sign in zip([*changes, energy_kwh(row) - energy_kwh(base)], [heat, electricity, water, total], strict=True):
            assert sign == 0 or change * sign > 0, f"{name}: {change}"


def test_the_measures_of_the_example_stand_in_the_order_of_the_dossier(hall_years: dict[str, dict]):
    change = {name: energy_kwh(row) - energy_kwh(hall_years["baseline"]) for name, row in hall_years.items()}
    assert max(change, key=change.__getitem__) == "recovery_none"
    assert change["cover_and_night_air"] < change["cover_night"]
    assert change["water_minus_1k"] < change["water_minus_1k_air_follows"]
    assert change["rh_60"] < change["rh_night_65"]
    assert change["backwash_30"] < change["shower_30"]
    assert abs(change["pumps_night"]) < 0.015 * energy_kwh(hall_years["baseline"])


def test_the_halls_are_heated_for_more_hours_than_they_are_used(tvilling: Tvilling, examples: Path, tmp_path: Path):
    """The commands of the example's README, and what it says of them."""
    done = tvilling("capacity", examples / "timer")
    assert done.code == 0, done.err
    assert "H1 is heated 61 h a week for 14 h in use." in done.out
    assert tvilling("capacity", examples / "timer", "--by", "room", "--no-energy").code == 0
    fitted = tvilling("capacity", examples / "timer", "--fit", "-o", tmp_path / "timer.xlsx")
    assert fitted.code == 0, fitted.err
    assert "53.5 of 53.5 h a week are served" in fitted.out
    assert "50.5 of 53.5 h a week are served" in tvilling("capacity", examples / "timer", "--fit", "--close", "1").out
