# SPDX-License-Identifier: MPL-2.0
"""What --dry-run says of a run is what the run does, and nothing of the study is wrong after it was right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from driver import STUDY, Done, Tvilling, Village

SAMPLES = "".join(
    f'\n[[scenario]]\nname = "s{i}"\n[[scenario.measure]]\ntype = "set_point"\nheating_set_point_degc = {19 + 0.05 * i:.2f}\n'
    f"sample = 0.2\nseed = {i}\n"
    for i in range(30)
)
RESULTS = (
    '\n[[scenario]]\nname = "a"\n[[scenario.measure]]\ntype = "insulate_wall"\nu_value_w_m2k = 0.2\nwhere = "heat_kwh > 100000"\n'
    '[[scenario.measure]]\ntype = "replace_windows"\n'
    '\n[[scenario]]\nname = "b"\n[[scenario.measure]]\ntype = "insulate_wall"\nu_value_w_m2k = 0.2\n'
    '[[scenario.measure]]\ntype = "replace_windows"\n'
)  # when the condition holds for all, the two scenarios are one


def number(text: str, pattern: str) -> int:
    found = re.search(pattern, text)
    assert found, text
    return int(re.sub(r"\D", "", found.group(1)))


def planned(done: Done) -> int:
    assert done.code == 0, done.err
    return number(done.err, r"of which (?:at most )?([\d\s]+) are simulated")


def simulated(done: Done) -> int:
    assert done.code == 0, done.err
    return number(done.err, r"([\d\s]+) building-years simulated")


@pytest.fixture
def study(town: Path, tmp_path: Path) -> Path:
    (tmp_path / "city").symlink_to(town / "city")
    return tmp_path / "study.toml"


@pytest.mark.parametrize("more", [[], ["--hourly", "heat_kwh"], ["--only", "use <> 'school'"]])
def test_the_plan_counts_what_the_run_simulates_with_what_it_repeats(tvilling: Tvilling, study: Path, more: list[str]):
    study.write_text(STUDY + SAMPLES, encoding="utf-8")
    plan = tvilling("run", study, "--dry-run", *more)
    assert "at most" not in plan.err
    assert planned(plan) == simulated(tvilling("run", study, "-o", study.with_name("r.h5"), *more))
    if not more:
        assert number(plan.err, r"([\d\s]+) of these are unchanged buildings, simulated again") > 0


def test_at_most_holds_where_conditions_ask_for_results(tvilling: Tvilling, study: Path):
    study.write_text(STUDY + SAMPLES + RESULTS, encoding="utf-8")
    plan = tvilling("run", study, "--dry-run")
    assert "at most" in plan.err
    assert planned(plan) >= simulated(tvilling("run", study, "-o", study.with_name("r.h5")))


def test_the_plan_and_the_run_tell_the_same_of_measures_and_the_run_tells_it_once(tvilling: Tvilling, village: Village):
    village.add_to_study('\n[[scenario]]\nname = "none"\n[[scenario.measure]]\ntype = "insulate_wall"\nwhere = "year < 1000"\n')
    plan = tvilling("run", village.study, "--dry-run")
    run = tvilling("run", village.study, "-o", village.out)
    for done in (plan, run):
        assert done.code == 0, done.err
        assert done.err.count("no building matches: year < 1000") == 1, done.err


def test_a_building_that_is_not_there_stops_the_plan(tvilling: Tvilling, village: Village):
    village.add_to_study('\n[[scenario]]\nname = "one"\n[[scenario.measure]]\ntype = "insulate_wall"\nbuildings = ["aa"]\n')
    for arguments in (["--dry-run"], ["-o", village.out], ["--dry-run", "--only", "use = 'office'"]):
        done = tvilling("run", village.study, *arguments)
        assert done.code == 3
        assert 'names building "aa"' in done.err
    assert village.leftovers() == []
    village.add_to_study('\n[[scenario]]\nname = "one"\n[[scenario.measure]]\ntype = "insulate_wall"\nbuildings = ["a"]\n')
    assert tvilling("run", village.study, "--dry-run", "--only", "use = 'office'").code == 0


def test_years_that_are_held_against_meters_are_counted(tvilling: Tvilling, tmp_path: Path):
    assert tvilling("synth", "-o", tmp_path / "city", "--buildings", 40, "--meters").code == 0
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    plan = tvilling("run", tmp_path / "study.toml", "--dry-run")
    assert plan.code == 0, plan.err
    assert number(plan.err, r"([\d\s]+) of these are held against meters") % 40 == 0
