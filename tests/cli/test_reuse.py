# SPDX-License-Identifier: MPL-2.0
"""`run --reuse OLD.h5`: what is equal is taken over, what cannot be is told, inputs are never replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from driver import Tvilling

STUDY = """\
[study]
name = "Warm"
portfolio = "city"

[[scenario]]
name = "warm"
[[scenario.measure]]
type = "set_point"
heating_set_point_degc = 22
"""


@pytest.fixture
def folder(tvilling: Tvilling, tmp_path: Path) -> Path:
    assert tvilling("synth", "-o", tmp_path / "city", "--buildings", 12).code == 0
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    assert tvilling("run", tmp_path / "study.toml", "-o", tmp_path / "old.h5", "--reproducible").code == 0
    return tmp_path


def run(tvilling: Tvilling, folder: Path, *more: object):
    return tvilling("run", folder / "study.toml", "--reproducible", *more)


def test_an_equal_study_is_taken_over_whole(tvilling: Tvilling, folder: Path):
    done = run(tvilling, folder, "-o", folder / "new.h5", "--reuse", folder / "old.h5")
    assert done.code == 0
    assert "0 building-years simulated, 24 from" in done.err
    assert (folder / "new.h5").read_bytes() == (folder / "old.h5").read_bytes()


def test_it_is_told_when_nothing_could_be_taken(tvilling: Tvilling, folder: Path):
    done = run(tvilling, folder, "-o", folder / "r.h5", "--reuse", folder / "old.h5", "--only", "use = 'school'")
    assert done.code == 0
    assert "nothing was taken from" in done.err and "no scenario there has these buildings" in done.err
    done = run(tvilling, folder, "-o", folder / "r.h5", "--reuse", folder / "old.h5", "--hourly", "heat_kwh")
    assert done.code == 0
    assert "keeps no hourly series" in done.err


def test_the_earlier_file_is_never_replaced(tvilling: Tvilling, folder: Path):
    before = (folder / "old.h5").read_bytes()
    done = run(tvilling, folder, "-o", folder / "old.h5", "--reuse", folder / "old.h5")
    assert done.code in (2, 3)
    assert (folder / "old.h5").read_bytes() == before


@pytest.mark.parametrize("dry", [True, False])
def test_what_is_no_result_file_is_refused_before_anything_runs(tvilling: Tvilling, folder: Path, dry: bool):
    (folder / "text.h5").write_text("no results", encoding="utf-8")
    out = ["--dry-run"] if dry else ["-o", folder / "r.h5"]
    for name in ("missing.h5", "text.h5"):
        done = run(tvilling, folder, *out, "--reuse", folder / name)
        assert done.code == 3
        assert name in done.err
        assert not (folder / "r.h5").exists() and not (folder / "r.h5.partial").exists()
