# SPDX-License-Identifier: MPL-2.0
"""The closing line of scripts/test counts every runner, and no runner can fail silently."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import house
import pytest

SCRIPT = house.ROOT / "scripts" / "aggregate_junit.py"

CTEST = """<?xml version="1.0"?><testsuite name="x" tests="4">
<testcase name="a" status="run"/><testcase name="b" status="fail"><failure message=""/></testcase>
<testcase name="c" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/><system-out>Filters: c
skipped: no data
</system-out></testcase><testcase name="d" status="disabled"><system-out>Disabled</system-out></testcase>
</testsuite>"""
PYTEST = """<?xml version="1.0"?><testsuites><testsuite name="pytest">
<testcase name="a"/><testcase name="b"><skipped message="no display">x.py:1: no display</skipped></testcase>
<testcase name="c"><error/></testcase></testsuite></testsuites>"""
GOOD = '<testsuite><testcase name="a" status="run"/></testsuite>'
EMPTY = "<testsuite/>"


def aggregate(tmp_path: Path, *runners: tuple[int, str]) -> subprocess.CompletedProcess[str]:
    arguments = []
    for number, (exit_code, text) in enumerate(runners):
        path = tmp_path / f"{number}.xml"
        path.write_text(text, encoding="utf-8")
        arguments += [str(exit_code), str(path)]
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False)


def closing(tmp_path: Path, *runners: tuple[int, str]) -> tuple[int, str]:
    done = aggregate(tmp_path, *runners)
    return done.returncode, done.stdout


def test_the_reports_of_all_runners_are_added_up(tmp_path: Path):
    assert closing(tmp_path, (8, CTEST), (1, PYTEST)) == (1, "2 passed, 2 failed, 3 skipped\n")


def test_all_passed_ends_with_0(tmp_path: Path):
    assert closing(tmp_path, (0, GOOD), (0, GOOD)) == (0, "2 passed, 0 failed, 0 skipped\n")


def test_the_reasons_of_skipped_tests_are_told(tmp_path: Path):
    assert aggregate(tmp_path, (8, CTEST), (1, PYTEST), (8, CTEST)).stderr.splitlines() == [
        "skipped: disabled (2 tests)", "skipped: no data (2 tests)", "skipped: no display"]  # fmt: skip


@pytest.mark.parametrize("message", ["Unable to find executable", "Required Files Missing", "Fixture dependency failed", ""])
def test_a_test_that_ctest_could_not_run_is_a_failure(tmp_path: Path, message: str):
    report = GOOD.replace("</testsuite>", '<testcase name="unit_core_NOT_BUILT" status="notrun">'
                          f'<skipped message="{message}"/></testcase></testsuite>')  # fmt: skip
    assert closing(tmp_path, (8, report)) == (1, "1 passed, 1 failed, 0 skipped\n")


@pytest.mark.parametrize("exit_code", [1, 2, 139])
def test_a_runner_that_ends_badly_without_a_failed_test_is_a_failure(tmp_path: Path, exit_code: int):
    done = aggregate(tmp_path, (0, GOOD), (exit_code, GOOD))
    assert (done.returncode, done.stdout) == (1, "2 passed, 1 failed, 0 skipped\n")
    assert f"ended with {exit_code}" in done.stderr


def test_a_runner_without_tests_is_a_failure(tmp_path: Path):
    assert closing(tmp_path, (0, GOOD), (5, EMPTY)) == (1, "1 passed, 1 failed, 0 skipped\n")


def test_an_unreadable_report_is_a_failure(tmp_path: Path):
    assert closing(tmp_path, (0, GOOD), (0, CTEST[:90])) == (1, "1 passed, 1 failed, 0 skipped\n")


def test_a_missing_report_is_a_failure(tmp_path: Path):
    arguments = [sys.executable, str(SCRIPT), "0", str(tmp_path / "none.xml")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "0 passed, 1 failed, 0 skipped\n")


def test_no_runner_at_all_is_not_a_pass():
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "0 passed, 0 failed, 0 skipped\n")


def test_nothing_but_skips_is_not_a_pass(tmp_path: Path):
    report = '<testsuite><testcase name="a"><skipped/></testcase></testsuite>'
    assert closing(tmp_path, (0, report)) == (1, "0 passed, 0 failed, 1 skipped\n")
