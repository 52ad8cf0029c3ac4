# SPDX-License-Identifier: MPL-2.0
"""Every folder of examples/ runs as it is. Only the large city that scripts/demo makes first is a small one here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from driver import ROOT, Tvilling


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
    assert folders == {"danish_small", "grid_study", "python", "retrofit_study"}


def test_the_danish_tables_hold_nothing_that_stops(tvilling: Tvilling, examples: Path):
    done = tvilling("check", examples / "danish_small", "--json")
    assert done.code == 0, done.out
    assert json.loads(done.out)["buildings"] == 12


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
