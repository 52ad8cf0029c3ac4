# SPDX-License-Identifier: MPL-2.0
"""What all Python tests share: the built package, a small town, its results, the built program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "build" / "release" / "python"

try:
    import tvilling
except ModuleNotFoundError:
    sys.path.insert(0, str(BUILT))
    import tvilling

import tvilling as tv  # noqa: E402


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning that a test does not expect is an error, in the tests of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("error"))


@pytest.fixture(scope="session")
def town() -> tv.Portfolio:
    return tv.synth(buildings=40, seed=3)


@pytest.fixture(scope="session")
def scenarios() -> list[tv.Scenario]:
    m = tv.measures
    roofs = tv.Scenario("roofs", [m.InsulateRoof(u_value_w_m2k=0.12, where="year < 1973")])
    return [roofs, tv.Scenario("roofs_and_nights", [m.NightSetBack(night_set_back_k=4.0)], extends=roofs)]


@pytest.fixture(scope="session")
def results(town: tv.Portfolio, scenarios: list[tv.Scenario], tmp_path_factory: pytest.TempPathFactory) -> tv.Results:
    out = tmp_path_factory.mktemp("results") / "results.h5"
    return tv.run(town, scenarios, out=out, threads=2)


@pytest.fixture(scope="session")
def town_folder(town: tv.Portfolio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town as a folder of tables."""
    from tvilling import _core

    folder = tmp_path_factory.mktemp("town")
    _core.write_portfolio(town._core, folder)
    return folder


@pytest.fixture(scope="session")
def program() -> Path:
    """The built command line program."""
    path = Path(os.environ.get("TVILLING_BIN", ROOT / "build" / "release" / "bin" / "tvilling"))
    if not path.exists():
        pytest.fail(f"{path} is not built: run scripts/build first")
    return path
