# SPDX-License-Identifier: MPL-2.0
"""What `tvilling validate` refuses, what it must not replace, and what it says when references are missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from driver import SHARED_DATA, STAPLETON, Tvilling
from test_validate import FEW_CASES, FOLDERS, SUITES, copy_of_data, validate

pytestmark = pytest.mark.skipif(not (SHARED_DATA / "bestest" / "spec.json").is_file(), reason=f"{SHARED_DATA} is not on this machine")

EXAMPLES = "example results of six programs"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copy_of_data(tmp_path, FEW_CASES)


def test_an_unknown_suite_or_model_is_told_with_the_nearest_name(tvilling: Tvilling, data: Path):
    done = tvilling("validate", "bestst", "--data", data)
    assert done.code == 2 and '"bestst"' in done.err and '"bestest"' in done.err
    done = tvilling("validate", "bestest", "--data", data, "--model", "citty")
    assert done.code == 2 and '"citty"' in done.err and '"city"' in done.err
    done = tvilling("validate", "iso52016", "--data", data, "--model", "city")
    assert done.code == 2 and "bestest" in done.err
    assert tvilling("validate", "bestest").code == 2


@pytest.mark.parametrize("suite", SUITES)
def test_a_folder_without_the_data_says_what_was_looked_for(tvilling: Tvilling, tmp_path: Path, suite: str):
    marker = {"vdi6007": "cases.json", "twinhouse": "twinhouse_spec.json"}.get(suite, "spec.json")
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = tvilling("validate", suite, "--data", folder)
        assert done.code == 3 and done.out == ""
        assert marker in done.err and str(folder) in done.err and f"measured/{suite}" in done.err


def test_a_specification_or_weather_that_cannot_be_read_is_named(tvilling: Tvilling, data: Path):
    (data / "weather" / STAPLETON[0]).unlink()
    done = tvilling("validate", "iso52016", "--data", data)
    assert done.code == 3 and STAPLETON[0] in done.err
    (data / "bestest" / "spec.json").write_text('{ "cases": ')
    done = tvilling("validate", "bestest", "--data", data)
    assert done.code == 3 and "spec.json:1:" in done.err


@pytest.mark.parametrize("suite", SUITES)
def test_an_output_inside_the_data_is_refused_and_changes_nothing(tvilling: Tvilling, data: Path, suite: str):
    folder = data / FOLDERS[suite]
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    for out in (folder / "page.md", folder / "new" / "page.md", folder / ".." / folder.name / "page.md"):
        done = tvilling("validate", suite, "--data", folder, "-o", out)
        assert done.code == 2 and done.out == ""
        assert str(out) in done.err
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_an_output_never_replaces_the_weather_of_the_suite(tvilling: Tvilling, data: Path):
    weather = data / "weather" / STAPLETON[0]
    before = weather.read_bytes()
    done = tvilling("validate", "iso52016", "--data", data / "iso52016", "-o", weather)
    assert done.code == 2 and weather.read_bytes() == before


@pytest.mark.parametrize(("suite", "name"), [("bestest", "page.csv"), ("bestest", "page"), ("bestest", "page.md.txt"), ("iso52016", "table.csv"),
                                             ("iso52016", "out.json"), ("vdi6007", "rows.json"), ("vdi6007", "rows"), ("twinhouse", "rows.csv"),
                                             ("twinhouse", "page.html")])  # fmt: skip
def test_an_output_that_no_suite_writes_is_refused_before_anything_is_read(tvilling: Tvilling, tmp_path: Path, suite: str, name: str):
    out = tmp_path / name
    out.write_text("mine", encoding="utf-8")
    done = tvilling("validate", suite, "--data", tmp_path / "nowhere", "-o", out)
    assert done.code == 2 and done.out == ""  # 3 would say that the data were looked for first
    assert str(out) in done.err and ".md" in done.err
    assert ("table (.csv)" in done.err) == (suite == "vdi6007") and ("a folder" in done.err) == (suite == "twinhouse")
    assert out.read_text(encoding="utf-8") == "mine" and list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("suite", ["bestest", "iso52016"])
def test_an_output_beside_the_weather_is_refused_also_when_only_the_suite_is_named(tvilling: Tvilling, data: Path, suite: str):
    before = sorted(path.name for path in (data / "weather").iterdir())
    for folder, out in ((data / suite, data / "weather" / "page.md"), (data / suite, data / suite / ".." / "weather" / "page.md"),
                        (data, data / "weather" / "page.md")):  # fmt: skip
        done = tvilling("validate", suite, "--data", folder, "-o", out)
        assert done.code == 2 and done.out == "" and str(out) in done.err
    assert sorted(path.name for path in (data / "weather").iterdir()) == before


@pytest.mark.parametrize("threads", [-1, 1025])
def test_threads_out_of_range_are_wrong_usage(tvilling: Tvilling, tmp_path: Path, threads: int):
    done = tvilling("validate", "iso52016", "--data", tmp_path, "--threads", threads)
    assert done.code == 2 and done.out == "" and f"--threads {threads}" in done.err


@pytest.mark.parametrize("suite", ["bestest", "iso52016"])
def test_a_specification_of_another_suite_is_refused(tvilling: Tvilling, data: Path, suite: str):
    other = "iso52016" if suite == "bestest" else "bestest"
    shutil.copyfile(data / other / "spec.json", data / suite / "spec.json")
    done = tvilling("validate", suite, "--data", data / suite)
    assert done.code == 3 and done.out == "" and "spec.json" in done.err and "not the specification" in done.err


def test_without_references_the_suites_still_compute_and_say_so(data: Path, tmp_path: Path):
    whole = json.loads(validate("bestest", data, "--json").out)
    (data / "bestest" / "acceptance_criteria_open.json").unlink()
    done = validate("bestest", data)
    assert "acceptance_criteria_open.json is not in the folder" in done.out
    assert done.out.splitlines()[-1] == "0 pass, 0 fail"
    found = json.loads(validate("bestest", data, "--json").out)
    assert found["cases"] == whole["cases"]
    assert found["checks"] == [check for check in whole["checks"] if check["reference"] == EXAMPLES]
    validate("vdi6007", data, "-o", tmp_path / "with.csv")
    (data / "vdi6007" / "reference_open.csv").unlink()
    done = validate("vdi6007", data, "-o", tmp_path / "without.csv")
    assert "reference_open.csv is not in the folder" in done.out
    assert (tmp_path / "without.csv").read_bytes() == (tmp_path / "with.csv").read_bytes()


@pytest.mark.parametrize("suite", ["bestest", "iso52016"])
def test_without_the_results_of_others_the_suite_still_computes(data: Path, suite: str):
    whole = json.loads(validate(suite, data, "--json").out)
    (data / suite / "reference_open.json").unlink()
    found = json.loads(validate(suite, data, "--json").out)
    assert found["cases"] == whole["cases"]
    kept = [check for check in whole["checks"] if check["reference"].startswith("acceptance range")]
    assert len(kept) == (6 if suite == "bestest" else 0)
    assert found["checks"] == kept


# A known fault: the strict mark fails as soon as it is mended, and is then taken away.
@pytest.mark.parametrize("suite", ["bestest", "iso52016"])
def test_the_report_says_that_the_results_of_others_are_missing(data: Path, suite: str):
    (data / suite / "reference_open.json").unlink()
    assert "reference_open.json is not in the folder" in validate(suite, data).out
