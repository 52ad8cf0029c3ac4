# SPDX-License-Identifier: MPL-2.0
"""What the tests of the command line start from."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from driver import BIN, STUDY, Tvilling, Village, call


@pytest.fixture(scope="session", autouse=True)
def interrupts_arrive() -> None:
    """A shell starts what runs in the background with Ctrl-C switched off, and the program would rightly leave it so."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def tvilling() -> Tvilling:
    assert BIN.is_file(), f"{BIN} is not built: run scripts/test, or name a build with TVILLING_BIN"
    return call


@pytest.fixture(scope="session")
def town(tvilling: Tvilling, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a study of two scenarios on 60 buildings. Not to be changed."""
    folder = tmp_path_factory.mktemp("town")
    assert tvilling("synth", "-o", folder / "city", "--buildings", 60).code == 0
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def results(tvilling: Tvilling, town: Path) -> Path:
    """The results of the town's study. Not to be changed."""
    path = town / "results.h5"
    done = tvilling("run", town / "study.toml", "-o", path)
    assert done.code == 0, done.err
    return path


@pytest.fixture
def village(tmp_path: Path) -> Village:
    return Village(tmp_path)
