# SPDX-License-Identifier: MPL-2.0
"""The corpus: small files with one fault each, and good ones that look odd, through `tvilling check --json` as a planner gets them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from driver import ROOT, Done, Tvilling

DATA = ROOT / "tests" / "data"
SEVERITIES = ("stops", "warns", "filled", "info")
# Filled in any portfolio that gives no more than it must: archetypes, and boxes in the place of outlines.
ALWAYS_FILLED = {"TV-1301", "TV-1115"}


def table(kind: str) -> list[dict[str, str]]:
    with (DATA / kind / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


BAD, ODD = table("bad"), table("odd")


def named(rows: list[dict[str, str]]) -> dict[str, object]:
    return {"argvalues": rows, "ids": [row["case"] for row in rows]}


def place(finding: dict, case: Path) -> str:
    """As people see it, below the folder of the case: by.xlsx:Bygninger!B7, bygninger.csv:3:17; "." is the folder itself."""
    where = finding["file"].removeprefix(f"{case}/") if finding["file"] != str(case) else "."
    if finding["place"]:
        return f"{where}:{finding['place']}"
    numbers = [str(int(finding[key])) for key in ("line", "column") if finding[key]]
    return ":".join([where, *numbers])


def checked(tvilling: Tvilling, *arguments: object) -> tuple[Done, dict]:
    done = tvilling("check", *arguments, "--json")
    assert done.err == "", "the check of a file is no reason for noise"
    return done, json.loads(done.out)


@pytest.mark.parametrize("row", **named(BAD))
def test_the_fault_is_told_with_its_code_severity_and_place_and_nothing_else_stops(tvilling: Tvilling, row: dict[str, str]):
    earlier = ["--against", DATA / "bad" / row["against"]] if row["against"] else []
    done, report = checked(tvilling, DATA / "bad" / row["path"], *earlier)
    findings = report["findings"]
    told = [(f["code"], f["severity"], place(f, DATA / "bad" / row["case"])) for f in findings]
    assert (row["code"], row["severity"], row["place"]) in told, told
    stopping = {f["code"] for f in findings if f["severity"] == "stops"}
    assert stopping <= {row["code"], *row["also"].split()}, told
    assert done.code == (3 if stopping else 0)
    for finding in findings:
        assert finding["message"]
        assert finding["hint"] or finding["severity"] in ("info", "filled"), f"no way out of {finding['code']}"


@pytest.mark.parametrize("row", **named(ODD))
def test_a_good_file_that_looks_odd_passes_with_the_values_it_has(tvilling: Tvilling, row: dict[str, str]):
    done, report = checked(tvilling, DATA / "odd" / row["path"], "--origin")
    loud = [f for f in report["findings"] if f["severity"] in ("stops", "warns")]
    assert loud == [] and done.code == 0
    assert report["buildings"] == int(row["buildings"])
    if row["heated_area_m2"]:
        assert report["quality"]["heated_area_m2"] == pytest.approx(float(row["heated_area_m2"]), rel=1e-9)
    told = {f["code"] for f in report["findings"]}
    filled = {f["code"] for f in report["findings"] if f["severity"] == "filled"} - ALWAYS_FILLED
    assert filled <= set(row["told"].split()) <= told


def hint(tvilling: Tvilling, path: str, code: str) -> str:
    return next(f["hint"] for f in checked(tvilling, DATA / "bad" / path)[1]["findings"] if f["code"] == code)


def test_the_hint_names_the_likely_cause(tvilling: Tvilling):
    assert "Latitude may stand before longitude" in hint(tvilling, "geojson_swapped/by.geojson", "TV-1210")
    assert "tvilling compare" in hint(tvilling, "results_cut/results.h5", "TV-1002")
    assert "rent per month" in hint(tvilling, "rent_per_month", "TV-1410")
    assert "kWh read as MWh" in hint(tvilling, "heat_looks_like_kwh", "TV-1404")
    assert '"etager"' in hint(tvilling, "misspelled_column", "TV-1103")


def test_the_corpus_is_large_and_each_case_has_one_row_and_one_folder():
    assert len(BAD) >= 60 and len(ODD) >= 30
    for kind, rows in (("bad", BAD), ("odd", ODD)):
        cases = Counter(row["case"] for row in rows)
        assert max(cases.values()) == 1
        assert {path.name for path in (DATA / kind).iterdir() if path.is_dir()} == set(cases)
    assert {row["severity"] for row in BAD} == set(SEVERITIES)


def test_every_code_about_portfolios_has_a_case_or_a_reason(tvilling: Tvilling):
    """The list of reasons may only shrink: a code that gets a case leaves it."""
    meanings = dict(re.findall(r"^\| (TV-1\d{3}) \| (.+) \|$", tvilling("schema", "findings").out, re.MULTILINE))
    with (DATA / "without_case.csv").open(encoding="utf-8", newline="") as file:
        reasons = {row["code"]: row["reason"] for row in csv.DictReader(file)}
    cases = {row["code"] for row in BAD} | {code for row in ODD for code in row["told"].split()}
    assert all(reasons.values()) and not cases & set(reasons)
    assert set(meanings) == {code for code in cases if code.startswith("TV-1")} | set(reasons)
