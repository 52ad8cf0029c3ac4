# SPDX-License-Identifier: MPL-2.0
"""The same run gives the same bytes: with other thread counts, and when it was interrupted and resumed."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest
from driver import BIN, STUDY, Tvilling

MANY_SCENARIOS = STUDY + "".join(
    f'\n[[scenario]]\nname = "s{i}"\n[[scenario.measure]]\ntype = "insulate_wall"\nu_value_w_m2k = {0.1 + 0.005 * i:.3f}\n'
    for i in range(40)
)


@pytest.fixture
def long_study(town: Path, tmp_path: Path) -> Path:
    """Some thousands of building-years: long enough to be interrupted."""
    (tmp_path / "city").symlink_to(town / "city")
    study = tmp_path / "study.toml"
    study.write_text(MANY_SCENARIOS, encoding="utf-8")
    return study


def test_one_and_two_threads_give_the_same_bytes(tvilling: Tvilling, town: Path, tmp_path: Path):
    for threads in (1, 2, 3):
        done = tvilling("run", town / "study.toml", "-o", tmp_path / f"{threads}.h5", "--threads", threads, "--reproducible",
                        "--hourly", "heat_kwh,operative_temperature_degc")  # fmt: skip
        assert done.code == 0, done.err
    files = [(tmp_path / f"{threads}.h5").read_bytes() for threads in (1, 2, 3)]
    assert len(files[0]) > 60 * 8760 * 4 * 2
    assert files[0] == files[1] == files[2]


def test_a_reproducible_file_names_no_path_or_host(tvilling: Tvilling, town: Path, tmp_path: Path):
    assert tvilling("run", town / "study.toml", "-o", tmp_path / "r.h5", "--reproducible").code == 0
    content = (tmp_path / "r.h5").read_bytes()
    for secret in (str(town), str(tmp_path)):
        assert secret.encode() not in content
    h5py = pytest.importorskip("h5py")
    with h5py.File(tmp_path / "r.h5") as file:
        names = set(file["provenance"].attrs)
        assert {"run_key", "study_text", "git_sha"} <= names
        assert not names & {"portfolio", "started_utc", "host", "threads", "command_line"}


def interrupted(
    study: Path, out: Path, *numbers: signal.Signals, more: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Starts a run and sends the signals when the first part of its results is written."""
    command = [str(BIN), "run", str(study), "-o", str(out), "--reproducible", "--threads", "1", *more]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = ""
    for line in process.stderr:  # one line per 10 %
        said += line
        if " %: " in line:
            break
    assert " %: " in said, said
    for number in numbers:
        process.send_signal(number)
    out_text, err_text = process.communicate(timeout=120)
    return subprocess.CompletedProcess(command, process.returncode, out_text, said + err_text)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_run_goes_on_to_the_same_bytes(tvilling: Tvilling, long_study: Path, tmp_path: Path, number: signal.Signals):
    whole = tmp_path / "whole.h5"
    assert tvilling("run", long_study, "-o", whole, "--reproducible").code == 0
    out = tmp_path / "resumed.h5"
    done = interrupted(long_study, out, number)
    assert done.returncode == 130, done.stderr
    assert "--resume" in done.stderr
    assert not out.exists()
    assert (tmp_path / "resumed.h5.partial").exists()
    resumed = tvilling("run", long_study, "-o", out, "--reproducible", "--resume")
    assert resumed.code == 0, resumed.err
    assert out.read_bytes() == whole.read_bytes()
    assert not (tmp_path / "resumed.h5.partial").exists()


def test_a_killed_run_goes_on_to_the_same_bytes(tvilling: Tvilling, long_study: Path, tmp_path: Path):
    whole = tmp_path / "whole.h5"
    assert tvilling("run", long_study, "-o", whole, "--reproducible").code == 0
    out = tmp_path / "resumed.h5"
    assert interrupted(long_study, out, signal.SIGKILL).returncode == -signal.SIGKILL
    assert not out.exists()
    resumed = tvilling("run", long_study, "-o", out, "--reproducible", "--resume")
    assert resumed.code == 0, resumed.err
    assert out.read_bytes() == whole.read_bytes()


def test_a_killed_run_with_a_swimming_hall_goes_on_to_the_same_bytes(tvilling: Tvilling, tmp_path: Path):
    (tmp_path / "city").mkdir()
    (tmp_path / "city" / "buildings.csv").write_text(
        "building_id,use,year,area_m2,storeys\nhall,swimming_hall,1975,2800,2\na,school,1965,3000,2\n", encoding="utf-8"
    )
    (tmp_path / "city" / "pools.csv").write_text(
        "pool_id,building_id,water_area_m2,depth_m\nlarge,hall,312.5,1.8\nsmall,hall,100,0.9\n", encoding="utf-8"
    )
    study = tmp_path / "study.toml"
    covers = [
        f'\n[[scenario]]\nname = "c{i}"\n[[scenario.measure]]\ntype = "pool_cover"\ncover_fraction = {0.01 * i + 0.01:.2f}\n'
        for i in range(60)
    ]
    study.write_text('[study]\nname = "Covers"\nportfolio = "city"\n' + "".join(covers), encoding="utf-8")
    hours = ("--hourly", "heat_kwh")  # eight scenarios are written together
    whole = tmp_path / "whole.h5"
    assert tvilling("run", study, "-o", whole, "--reproducible", *hours).code == 0
    out = tmp_path / "resumed.h5"
    assert interrupted(study, out, signal.SIGKILL, more=hours).returncode == -signal.SIGKILL
    resumed = tvilling("run", study, "-o", out, "--reproducible", "--resume", *hours)
    assert resumed.code == 0, resumed.err
    assert "61 scenarios" in resumed.err
    assert out.read_bytes() == whole.read_bytes()


def test_an_interrupted_run_leaves_the_old_results(tvilling: Tvilling, town: Path, long_study: Path, tmp_path: Path):
    out = tmp_path / "results.h5"
    assert tvilling("run", town / "study.toml", "-o", out).code == 0
    before = out.read_bytes()
    assert interrupted(long_study, out, signal.SIGINT).returncode == 130
    assert out.read_bytes() == before


def test_resuming_another_study_is_refused(tvilling: Tvilling, long_study: Path, tmp_path: Path):
    out = tmp_path / "results.h5"
    assert interrupted(long_study, out, signal.SIGINT).returncode == 130
    long_study.write_text(MANY_SCENARIOS.replace("0.12", "0.13"), encoding="utf-8")
    done = tvilling("run", long_study, "-o", out, "--reproducible", "--resume")
    assert done.code == 3
    assert "cannot resume" in done.err


def test_a_second_interrupt_ends_at_once(long_study: Path, tmp_path: Path):
    """Both signals wait while the program is stopped, so that the second comes long before the first has had its effect."""
    out = tmp_path / "r.h5"
    done = interrupted(long_study, out, signal.SIGSTOP, signal.SIGINT, signal.SIGTERM, signal.SIGCONT)
    assert done.returncode == 130, done.stderr
    assert "--resume" not in done.stderr  # a clean stop would say how to go on
    assert not out.exists()
