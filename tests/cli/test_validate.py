# SPDX-License-Identifier: MPL-2.0
"""`tvilling validate`: published test cases beside their references. Outputs only ever go to a copy of the data or elsewhere."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from driver import DENVER, ROOT, SHARED_DATA, Done, call, reference_weather

pytestmark = pytest.mark.skipif(not (SHARED_DATA / "bestest" / "spec.json").is_file(), reason=f"{SHARED_DATA} is not on this machine")

SUITES = ["bestest", "vdi6007", "iso52016", "twinhouse"]
FOLDERS = {"bestest": "bestest", "vdi6007": "vdi6007", "iso52016": "iso52016", "twinhouse": "measured/twinhouse"}
FEW_CASES = ["600", "610", "640", "900", "600FF"]
CHECK_KEYS = ["case", "quantity", "unit", "computed", "lowest", "highest", "reference", "verdict"]
FEW_RANGES = ["600", "640-600", "900"]

# Content of the folders that the committed pages were made from: other references make another page, and rightly.
REFERENCES = {
    "bestest": "28e5fb23a9e76ff2f46eb0ebb4e6089b1f8efdddf8e6f11932e426ece94af655",
    "vdi6007": "70a49885b473a8b4ae9f7813d12b680b47b46a17550e4b01f049caae4c581281",
    "iso52016": "20f30ca520bc2ef56ce6fa84d0cc5037dde43dfc52306bbc3480bc8f8bc75d63",
    "twinhouse": "ee32bc0b0df1564cbe1f5dbc01841abb112d7d240093392490a578ade7761642",
}


def digest(folder: Path) -> str:
    """Of all files of a folder but its README."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix != ".md":
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def validate(suite: str, data: Path, *more: object) -> Done:
    done = call("validate", suite, "--data", data, *more)
    assert done.code == 0, done.err
    return done


def read_json(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def copy_of_data(folder: Path, cases: list[str] | None = None) -> Path:
    """All suites and the weather; `cases` keeps only those of bestest, and few ranges: a second, and the same on any data."""
    data = folder / "data"
    for name in ("bestest", "vdi6007", "iso52016", "measured/twinhouse", "weather"):
        shutil.copytree(SHARED_DATA / name, data / name, copy_function=shutil.copyfile)
    for path in [data, *data.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    if cases is not None:
        spec = read_json(data / "bestest" / "spec.json")
        spec["cases"] = {name: case for name, case in spec["cases"].items() if name in cases}
        spec["in_depth_cases"]["rows"] = {}
        (data / "bestest" / "spec.json").write_text(json.dumps(spec), encoding="utf-8")
        ranges = read_json(data / "bestest" / "acceptance_criteria_open.json")
        ranges = {key: {n: r for n, r in group.items() if n in FEW_RANGES} if key.startswith("A3-") else group for key, group in ranges.items()}
        (data / "bestest" / "acceptance_criteria_open.json").write_text(json.dumps(ranges), encoding="utf-8")
    return data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copy_of_data(tmp_path, FEW_CASES)


@pytest.fixture(scope="module", params=["detailed", "city"])
def bestest(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict, str]:
    """The model, all cases, and the page."""
    page = tmp_path_factory.mktemp("bestest") / "page.md"
    done = validate("bestest", SHARED_DATA / "bestest", "--model", request.param, "--json", "-o", page)
    return request.param, json.loads(done.out), page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def twinhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twinhouse") / "predicted"
    validate("twinhouse", SHARED_DATA, "-o", folder)
    return folder


# --- bestest


def test_bestest_computes_exactly_the_cases_of_the_specification(bestest: tuple[str, dict, str]):
    spec = read_json(SHARED_DATA / "bestest" / "spec.json")
    _, found, page = bestest
    assert found["suite"] == "bestest" and list(found) == ["suite", "cases", "checks"]
    assert list(found["cases"]) == [*spec["cases"], *spec["in_depth_cases"]["rows"]]
    assert "Not computed" not in page


def test_bestest_gives_loads_or_temperatures_as_promised(bestest: tuple[str, dict, str]):
    for name, case in bestest[1]["cases"].items():
        if name.endswith("FF"):
            assert set(case) == {"t_max_c", "t_min_c", "t_mean_c"}
            assert case["t_min_c"] < case["t_mean_c"] < case["t_max_c"]
        else:
            assert set(case) == {"heating_mwh", "cooling_mwh", "peak_heating_kw", "peak_cooling_kw"}
            assert all(value >= 0 for value in case.values())
            assert case["heating_mwh"] <= 8.76 * case["peak_heating_kw"]  # no year is more than its highest hour all the time
            assert case["cooling_mwh"] <= 8.76 * case["peak_cooling_kw"]


def test_bestest_meets_the_acceptance_ranges_that_are_given(bestest: tuple[str, dict, str]):
    """Annex A3, with the 1 % of Annex B12.2. Of the ranges given here all are met; the published rule lets 3 and 2 be missed."""
    model, found, _ = bestest
    criteria = read_json(SHARED_DATA / "bestest" / "acceptance_criteria_open.json")
    missed = []
    judged = 0
    for group, ranges in criteria.items():
        if not group.startswith("A3-"):
            continue
        load = "heating_mwh" if "heating" in group else "cooling_mwh"
        for name, (lower, upper) in ranges.items():
            first, *second = name.split("-")
            value = found["cases"][first][load] - (found["cases"][second[0]][load] if second else 0)
            near = any(abs(value - bound) <= max(1e-4, 0.01 * abs(bound)) for bound in (lower, upper))
            judged += 1
            if not (lower <= value <= upper or near):
                missed.append((group, name, value))
    assert judged >= 6
    assert missed == [], model


def test_bestest_600_is_the_committed_building_file(bestest: tuple[str, dict, str]):
    model, found, _ = bestest
    if model != "detailed":
        pytest.skip("the city's choices are not those of the file")
    house = ROOT / "examples" / "bestest" / "case_600.toml"
    done = call("simulate", house, "--weather", reference_weather(DENVER), "--json")
    assert done.code == 0, done.err
    zone = json.loads(done.out)["zones"]["house"]
    case = found["cases"]["600"]
    assert zone["heating_kwh"] == pytest.approx(1000 * case["heating_mwh"], rel=1e-12)
    assert zone["cooling_kwh"] == pytest.approx(1000 * case["cooling_mwh"], rel=1e-12)
    assert zone["peak_cooling_kw"] == pytest.approx(case["peak_cooling_kw"], rel=1e-12)


def test_the_table_of_bestest_judges_only_by_the_acceptance_ranges(data: Path):
    out = validate("bestest", data).out
    judged = [line for line in out.splitlines() if "acceptance range" in line]
    assert len(judged) == 6
    assert all(" pass " in line for line in judged)
    shown = [line for line in out.splitlines() if "example results of six programs" in line]
    assert shown and all(" inside " in line or " outside " in line for line in shown)
    assert out.splitlines()[-1] == "6 pass, 0 fail"
    assert "model: detailed" in out


def test_a_range_that_is_missed_is_shown_as_a_failure(data: Path):
    path = data / "bestest" / "acceptance_criteria_open.json"
    criteria = read_json(path)
    criteria["A3-1_low_mass_heating"]["600"] = [1.0, 2.0]
    path.write_text(json.dumps(criteria), encoding="utf-8")
    out = validate("bestest", data).out
    assert out.splitlines()[-1] == "5 pass, 1 fail"
    assert [line.split()[0] for line in out.splitlines() if "FAIL" in line] == ["600"]
    assert "3 of the 4 ranges" in out


def test_references_that_are_added_to_the_folder_are_used(data: Path):
    path = data / "bestest" / "acceptance_criteria_open.json"
    criteria = read_json(path)
    criteria["A3-1_low_mass_heating"]["610"] = [0.0, 100.0]
    path.write_text(json.dumps(criteria), encoding="utf-8")
    path = data / "bestest" / "reference_open.json"
    references = read_json(path)
    references["cases"]["610"] = {"annual_heating": {"unit": "MWh", "example_range": {"min": 0.0, "max": 1.0}}}
    path.write_text(json.dumps(references), encoding="utf-8")
    rows = [line for line in validate("bestest", data).out.splitlines() if line.startswith("610 ")]
    assert len([row for row in rows if "acceptance range" in row and " pass " in row]) == 1
    assert len([row for row in rows if "example results" in row and " outside " in row and "heating" in row]) == 1


def test_a_case_without_a_building_file_is_named_and_the_others_run(data: Path):
    path = data / "bestest" / "spec.json"
    spec = read_json(path)
    spec["cases"]["12345"] = {"base": "600"}
    path.write_text(json.dumps(spec), encoding="utf-8")
    assert "Not computed, for want of a building file: 12345." in validate("bestest", data).out
    assert list(json.loads(validate("bestest", data, "--json").out)["cases"]) == FEW_CASES


def test_the_page_of_bestest_is_the_table(data: Path, tmp_path: Path):
    page = tmp_path / "page.md"
    out = validate("bestest", data, "-o", page).out
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# ASHRAE Standard 140")
    assert text.count("| pass |") == 6
    assert text.count("\n| 6") + text.count("\n| 9") == sum(line.startswith(("6", "9")) for line in out.splitlines()[3:-1])


# --- the other suites


def test_vdi6007_writes_all_twelve_cases_in_the_form_of_the_reference(tmp_path: Path):
    path = tmp_path / "vdi.csv"
    done = validate("vdi6007", SHARED_DATA / "vdi6007", "-o", path)
    assert " fail" in done.out.splitlines()[-1] and ", 0 fail" in done.out.splitlines()[-1]
    rows = read_csv(path)
    assert list(rows[0]) == ["case", "series", "time_s", "value"]
    key = lambda row: (row["case"], row["series"], row["time_s"])  # noqa: E731
    keys = [key(row) for row in rows]
    assert len(set(keys)) == len(keys)
    reference = read_csv(SHARED_DATA / "vdi6007" / "reference_open.csv")
    opened = {row["case"] for row in reference}
    assert {k for k in keys if k[0] in opened} == {key(row) for row in reference}
    assert {row["case"] for row in rows} == {str(case) for case in range(1, 13)}
    series = {(row["case"], row["series"]) for row in rows}
    assert all(sum((k[0], k[1]) == one for k in keys) == 73 for one in series)


def test_vdi6007_json_is_the_table(tmp_path: Path):
    path = tmp_path / "vdi.csv"
    found = json.loads(validate("vdi6007", SHARED_DATA, "--json", "-o", path).out)
    assert found["suite"] == "vdi6007"
    rows = read_csv(path)
    assert [(r["case"], r["series"]) for r in found["rows"]] == [(r["case"], r["series"]) for r in rows]
    assert [r["value"] for r in found["rows"]] == pytest.approx([float(r["value"]) for r in rows], abs=5.1e-5)


def test_iso52016_gives_needs_and_operative_temperatures():
    found = json.loads(validate("iso52016", SHARED_DATA, "--json").out)
    assert found["suite"] == "iso52016"
    cases = found["cases"]
    assert set(cases) == {"600", "640", "900", "940", "600FF", "900FF"}
    for name, case in cases.items():
        if name.endswith("FF"):
            assert set(case) == {"operative_c"} and set(case["operative_c"]) == {"min", "max", "mean"}
            assert case["operative_c"]["min"] < case["operative_c"]["mean"] < case["operative_c"]["max"]
        else:
            assert set(case) == {"heating_kwh", "cooling_kwh"}
    assert 0 < cases["640"]["heating_kwh"] < cases["600"]["heating_kwh"]


def test_iso52016_shows_deviations_and_judges_nothing():
    out = validate("iso52016", SHARED_DATA / "iso52016").out
    assert "deviation" in out and "without pass rule" in out
    assert out.splitlines()[-1] == "0 pass, 0 fail"


@pytest.mark.parametrize("name", ["N2_exp1", "N2_exp2", "O5_exp1"])
def test_twinhouse_predicts_every_room_in_every_measured_hour(twinhouse: Path, name: str):
    assert len(list(twinhouse.iterdir())) == 3
    rows = read_csv(twinhouse / f"twinhouse_{name}_predicted.csv")
    assert list(rows[0]) == ["hour_start_CET", "room", "temperature_degc", "heater_w"]
    rooms = [row["room"] for row in rows[:7]]
    assert set(rooms) == {"Living", "Corridor", "Bathroom", "Bedroom1", "Kitchen", "Entrance", "Bedroom2"}
    hours = [row["hour_start_CET"] for row in read_csv(SHARED_DATA / "measured" / "twinhouse" / f"twinhouse_{name}_hourly.csv")]
    assert [(row["hour_start_CET"], row["room"]) for row in rows] == [(hour, room) for hour in hours for room in rooms]
    assert all(0 < float(row["temperature_degc"]) < 60 and float(row["heater_w"]) >= 0 for row in rows)


def test_twinhouse_runs_the_data_sets_that_are_there(data: Path, tmp_path: Path):
    for name in ("N2_exp2", "O5_exp1"):
        (data / "measured" / "twinhouse" / f"twinhouse_{name}_hourly.csv").unlink()
    out = validate("twinhouse", data, "-o", tmp_path / "out").out
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["twinhouse_N2_exp1_predicted.csv"]
    assert "N2_exp1" in out and "N2_exp2" not in out


@pytest.mark.parametrize("suite", SUITES)
def test_threads_change_no_byte(data: Path, tmp_path: Path, suite: str):
    made = []
    for threads in (1, 2):
        out = tmp_path / str(threads)
        out.mkdir()
        done = validate(suite, data, "--threads", threads, "--json", "-o", out if suite == "twinhouse" else out / "page.md")
        made.append((done.out, {path.name: path.read_bytes() for path in out.iterdir()}))
    assert made[0] == made[1]
    assert made[0][1]


@pytest.mark.parametrize("suite", SUITES)
def test_the_json_of_every_suite_has_the_verdicts_of_its_table(data: Path, suite: str):
    found = json.loads(validate(suite, data, "--json").out)
    last = validate(suite, data).out.splitlines()[-1]
    assert found["suite"] == suite and list(found)[-1] == "checks"
    checks = found["checks"]
    assert checks
    for check in checks:
        assert {"case", "quantity", "unit", "computed", "reference", "verdict"} <= set(check) <= {*CHECK_KEYS}
        assert check["verdict"] in {"", "pass", "FAIL", "inside", "outside"}
        assert "lowest" in check or "highest" in check or check["reference"]
        if check["verdict"] in {"inside", "outside"}:
            assert (check["lowest"] <= check["computed"] <= check["highest"]) == (check["verdict"] == "inside")
    verdicts = [check["verdict"] for check in checks]
    assert last == f"{verdicts.count('pass')} pass, {verdicts.count('FAIL')} fail"


# --- the committed pages


@pytest.mark.parametrize("suite", ["vdi6007", "iso52016", "twinhouse"])
def test_the_committed_page_is_what_the_program_writes(tmp_path: Path, suite: str):
    if digest(SHARED_DATA / FOLDERS[suite]) != REFERENCES[suite]:
        pytest.skip("the data are not those of the page")
    validate(suite, SHARED_DATA / FOLDERS[suite], "-o", tmp_path / "page.md")
    page = ROOT / "docs" / "reference" / f"validation-{suite}.md"
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page.read_text(encoding="utf-8")


def test_the_committed_pages_of_bestest_are_what_the_program_writes(bestest: tuple[str, dict, str]):
    if digest(SHARED_DATA / "bestest") != REFERENCES["bestest"]:
        pytest.skip("the data are not those of the page")
    model, _, page = bestest
    name = "validation-bestest.md" if model == "detailed" else "validation-bestest-city.md"
    assert page == (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
