# SPDX-License-Identifier: MPL-2.0
"""Studies whose portfolio has meters: /reconciled is the simulated year times the factors, and the record names the meters."""

from __future__ import annotations

import hashlib
import re
import signal
import subprocess
from pathlib import Path

import pytest
from driver import BIN, ROOT, STUDY, Tvilling

h5py = pytest.importorskip("h5py")
np = pytest.importorskip("numpy")

GRID = 2.0**-20
CARRIERS = {"heat_kwh": "heat", "electricity_kwh": "electricity", "water_m3": "water"}
SAMPLE = ["--sample", "20", "--seed", "3"]


@pytest.fixture(scope="module")
def metered(tvilling: Tvilling, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of two scenarios on a synthetic city with meters. Not to be changed."""
    folder = tmp_path_factory.mktemp("metered")
    done = tvilling("synth", "-o", folder / "city", "--buildings", 60, "--meters")
    assert done.code == 0, done.err
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(tvilling: Tvilling, metered: Path) -> Path:
    out = metered / "whole.h5"
    done = tvilling("run", metered / "study.toml", "-o", out, "--reproducible")
    assert done.code == 0, done.err
    assert re.search(r"meters: the baseline of \d+ buildings is metered for heat", done.err), done.err
    return out


def check_products(path: Path) -> int:
    """Every reconciled year is the simulated one times its factor, months put on the grid. The number of factors from meters."""
    metered = 0
    with h5py.File(path) as file:
        for column, carrier in CARRIERS.items():
            factor = file[f"reconciled/{carrier}_factor"][:]
            year = file[f"reconciled/{carrier}_factor_year"][:]
            assert ((year == 0) | ((year > 2000) & (year < 2100))).all()
            assert (factor[year == 0] == 1.0).all()
            assert ((factor >= 0.5) & (factor <= 2.0)).all()
            metered += int((year > 0).sum())
            annual = file[f"annual/{column}"][:]
            reconciled = file[f"reconciled/{column}"][:]
            done = file["status/task"][:] == 1
            away = np.abs(reconciled - annual * factor)[done]
            assert (away <= 12 * 0.5 * GRID + 1e-12 * np.abs(reconciled[done])).all(), column
            assert (np.round(reconciled[done] / GRID) * GRID == reconciled[done]).all()
    return metered


def test_reconciled_years_are_the_simulated_ones_times_their_factors(whole: Path):
    assert check_products(whole) > 30


def test_the_record_names_the_tables_of_the_meters_with_their_checksums(metered: Path, whole: Path):
    with h5py.File(whole) as file:
        inputs = file["provenance"].attrs.get("inputs")
        inputs = file["provenance/inputs"][()] if inputs is None else inputs
    text = inputs.decode() if isinstance(inputs, bytes) else str(inputs)
    for name in ("meters", "readings", "degree_days", "weather"):
        tables = list((metered / "city").glob(f"{name}.*"))
        for table in tables:
            assert f"{table.name} sha256:{hashlib.sha256(table.read_bytes()).hexdigest()}" in text, name
        assert tables or name in ("degree_days", "weather")
    named = [line.split(" sha256:")[0] for line in text.splitlines()]
    assert len(named) == len(set(named)), "a file is named once"


def test_a_part_of_the_city_has_the_factors_that_it_has_in_the_whole(tvilling: Tvilling, metered: Path, whole: Path, tmp_path: Path):
    for k, part in enumerate((["--only", "use = 'school' or use = 'office'"], SAMPLE)):
        out = tmp_path / f"part{k}.h5"
        done = tvilling("run", metered / "study.toml", "-o", out, "--reproducible", *part)
        assert done.code == 0, done.err
        check_products(out)
        with h5py.File(out) as few, h5py.File(whole) as all_:
            ids = list(all_["building"][:])
            places = [ids.index(b) for b in few["building"][:]]
            assert 0 < len(places) < len(ids)
            for name in few["reconciled"]:
                if name in ("scenario", "building"):
                    continue
                mine, theirs = few["reconciled"][name][:], all_["reconciled"][name][:][..., places]
                assert np.array_equal(mine, theirs, equal_nan=mine.dtype.kind == "f"), name
            assert f"(of {len(places)})" in done.err


def test_threads_and_a_kill_change_no_byte(tvilling: Tvilling, metered: Path, whole: Path, tmp_path: Path):
    expected = whole.read_bytes()
    for threads in (1, 2):
        out = tmp_path / f"t{threads}.h5"
        assert tvilling("run", metered / "study.toml", "-o", out, "--reproducible", "--threads", threads).code == 0
        assert out.read_bytes() == expected
    out = tmp_path / "killed.h5"
    partial = Path(f"{out}.partial")
    process = subprocess.Popen([str(BIN), "run", str(metered / "study.toml"), "-o", str(out), "--reproducible", "--quiet"])
    while process.poll() is None and not partial.exists():
        pass
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=120)
    done = tvilling("run", metered / "study.toml", "-o", out, "--reproducible", "--resume")
    assert done.code == 0, done.err
    assert out.read_bytes() == expected


def test_a_study_may_do_without_its_meters(tvilling: Tvilling, metered: Path, tmp_path: Path):
    study = tmp_path / "study.toml"
    text = STUDY.replace('portfolio = "city"', f'portfolio = "{metered / "city"}"\nreconcile = false')
    study.write_text(text, encoding="utf-8")
    done = tvilling("run", study, "-o", tmp_path / "r.h5", *SAMPLE)
    assert done.code == 0, done.err
    assert "meters:" not in done.err
    with h5py.File(tmp_path / "r.h5") as file:
        assert "reconciled" not in file


def test_the_danish_example_is_reconciled(tvilling: Tvilling, tmp_path: Path):
    study = tmp_path / "study.toml"
    study.write_text(STUDY.replace('"city"', f'"{ROOT / "examples" / "danish_small"}"'), encoding="utf-8")
    done = tvilling("run", study, "-o", tmp_path / "r.h5", "--reproducible")
    assert done.code == 0, done.err
    assert check_products(tmp_path / "r.h5") > 0


def test_ctrl_c_while_meters_are_read_tells_how_to_go_on(metered: Path, tmp_path: Path):
    out = tmp_path / "r.h5"
    Path(f"{out}.partial").write_bytes(b"of an earlier run")
    process = subprocess.Popen([str(BIN), "run", str(metered / "study.toml"), "-o", str(out), "--threads", "1"],
                               stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if line.rstrip().endswith("reference year") or "scenarios x" in line:  # then come the meters
            break
    err = ""
    process.send_signal(signal.SIGINT)
    err = process.stderr.read()
    if process.wait(timeout=120) != 130:
        pytest.skip("the run was quicker than the signal")
    assert "--resume" in err, err
