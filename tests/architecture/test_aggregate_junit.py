# SPDX-License-Identifier: MPL-2.0
"""The closing line of scripts/test counts every runner, and no runner can fail silently."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import house

SCRIPT = house.ROOT / "scripts" / "aggregate_junit.py"

CTEST = """<?xml version="1.0"?><testsuite name="x" tests="4">
<testcase name="a" status="run"/><testcase name="b" status="fail"><failure message=""/></testcase>
<testcase name="c" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/></testcase><testcase name="d" status="disabled"/>
</testsuite>"""
PYTEST = """<?xml version="1.0"?><testsuites><testsuite name="pytest">
<testcase name="a"/><testcase name="b"><skipped/></testcase><testcase name="c"><error/></testcase></testsuite></testsuites>"""
GOOD = '<testsuite><testcase name="a" status="run"/></testsuite>'
EMPTY = "<testsuite/>"


def aggregate(tmp_path: Path, **reports: str) -> tuple[int, str]:
    paths = []
    for name, text in reports.items():
        path = tmp_path / f"{name}.xml"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    done = subprocess.run([sys.executable, str(SCRIPT), *paths], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_the_reports_of_all_runners_are_added_up(tmp_path: Path):
    assert aggregate(tmp_path, ctest=CTEST, pytest=PYTEST) == (1, "2 passed, 2 failed, 3 skipped\n")


def test_all_passed_ends_with_0(tmp_path: Path):
    assert aggregate(tmp_path, ctest=GOOD, pytest=GOOD) == (0, "2 passed, 0 failed, 0 skipped\n")


def test_a_runner_without_tests_is_a_failure(tmp_path: Path):
    assert aggregate(tmp_path, ctest=GOOD, pytest=EMPTY) == (1, "1 passed, 1 failed, 0 skipped\n")


def test_an_unreadable_report_is_a_failure(tmp_path: Path):
    assert aggregate(tmp_path, ctest=GOOD, pytest=CTEST[:90]) == (1, "1 passed, 1 failed, 0 skipped\n")


def test_a_missing_report_is_a_failure(tmp_path: Path):
    done = subprocess.run([sys.executable, str(SCRIPT), str(tmp_path / "none.xml")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "0 passed, 1 failed, 0 skipped\n")


def test_nothing_but_skips_is_not_a_pass(tmp_path: Path):
    report = '<testsuite><testcase name="a"><skipped/></testcase></testsuite>'
    assert aggregate(tmp_path, pytest=report) == (1, "0 passed, 0 failed, 1 skipped\n")
