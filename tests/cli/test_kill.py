# SPDX-License-Identifier: MPL-2.0
"""Kill -9 at any moment: what was written can be opened, --resume finishes, and the bytes are those of a run without a kill."""

from __future__ import annotations

import random
import re
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest
from driver import BIN, STUDY, Tvilling

KILLS = 20
SEED = 20
SCENARIOS = 100

WALLS = "".join(
    f'\n[[scenario]]\nname = "s{i}"\n[[scenario.measure]]\ntype = "insulate_wall"\nu_value_w_m2k = {0.1 + 0.004 * i:.3f}\n'
    f'where = "year < {1900 + i}"\n'
    for i in range(SCENARIOS)
)


@pytest.fixture(scope="module")
def batch(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a study of many scenarios on few buildings."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "city").symlink_to(town / "city")
    (folder / "study.toml").write_text(STUDY + WALLS, encoding="utf-8")
    return folder


def command(folder: Path, out: Path, *more: str) -> list[str]:
    return [str(BIN), "run", str(folder / "study.toml"), "-o", str(out), "--reproducible", "--quiet", "--threads", "1", *more]


def talking(arguments: list[str]) -> list[str]:
    """Without the program's name, and not quiet."""
    return [argument for argument in arguments[1:] if argument != "--quiet"]


def simulated(err: str) -> int:
    found = re.search(r"([\d\s]+) building-years simulated", err)
    assert found, err
    return int(re.sub(r"\D", "", found.group(1)))


def opens(partial: Path) -> int:
    """How many scenarios the unfinished file holds whole."""
    h5py = pytest.importorskip("h5py")
    with h5py.File(partial) as file:
        complete = file["status/scenario_complete"][:]
        task = file["status/task"][:]
        for s in complete.nonzero()[0]:
            assert (task[s] == 1).all(), "a whole scenario has each building"
        return int(complete.sum())


def test_a_run_killed_at_any_moment_is_resumed_to_the_same_bytes(tvilling: Tvilling, batch: Path):
    whole = batch / "whole.h5"
    assert subprocess.run(command(batch, whole), capture_output=True, check=False).returncode == 0  # warms the disk up
    begun = time.monotonic()
    again = tvilling(*talking(command(batch, whole)))
    duration_s = time.monotonic() - begun
    assert again.code == 0, again.err
    all_simulated = simulated(again.err)
    expected = whole.read_bytes()
    moments = random.Random(SEED)
    kept = []
    left_to_do = []
    for k in range(KILLS):
        out = batch / f"killed{k}.h5"
        process = subprocess.Popen(command(batch, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep((k + moments.random()) / KILLS * duration_s)
        process.send_signal(signal.SIGKILL)
        ended = process.wait(timeout=120)
        assert ended in (0, -signal.SIGKILL)
        partial = Path(f"{out}.partial")
        if ended == 0:
            assert out.exists() and not partial.exists()
        whole_scenarios = opens(partial) if partial.exists() else None
        if whole_scenarios is not None:
            kept.append(whole_scenarios)
        resumed = tvilling(*talking(command(batch, out, "--resume")))
        assert resumed.code == 0, f"kill {k}: {resumed.err}"
        if whole_scenarios is not None and 1 < whole_scenarios <= SCENARIOS:
            left_to_do.append(simulated(resumed.err))
        assert out.read_bytes() == expected, f"kill {k}"
        assert not list(batch.glob(f"killed{k}.h5.*")), "nothing is left beside the results"
        out.unlink()
    assert len(left_to_do) >= 3, f"few kills came between the first group of scenarios and the last: {kept}"
    assert max(left_to_do) < all_simulated, "what was whole is simulated again"
    assert len(kept) >= KILLS // 4, f"most kills came before the file was there or after it was done: {kept}"


def test_a_disk_that_takes_no_more_in_the_middle_of_a_run_keeps_what_was_done(tvilling: Tvilling, batch: Path):
    """A limit to the size of files, set while the program runs, does what a full disk does."""
    whole, out = batch / "roomy.h5", batch / "full.h5"
    assert tvilling(*command(batch, whole)[1:]).code == 0
    partial = Path(f"{out}.partial")
    process = subprocess.Popen(command(batch, out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not partial.exists():
        time.sleep(0.0005)
    process.send_signal(signal.SIGSTOP)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
    process.send_signal(signal.SIGCONT)
    assert process.stderr is not None
    err = process.stderr.read()
    assert process.wait(timeout=120) == 3, err
    assert "full.h5" in err and "bug of tvilling" not in err
    assert partial.exists() and not out.exists()
    opens(partial)
    resumed = tvilling(*command(batch, out, "--resume")[1:])
    assert resumed.code == 0, resumed.err
    assert out.read_bytes() == whole.read_bytes()


def test_a_file_that_was_killed_while_it_was_made_is_begun_anew(tvilling: Tvilling, batch: Path):
    out = batch / "r.h5"
    made = Path(f"{out}.partial.new")
    made.write_bytes(b"half a head")
    done = tvilling(*command(batch, out, "--resume")[1:])
    assert done.code == 0, done.err
    assert not made.exists()
    assert out.exists()


def test_resuming_what_was_never_begun_says_so(tvilling: Tvilling, batch: Path):
    out = batch / "first.h5"
    done = tvilling("run", batch / "study.toml", "-o", out, "--resume", "--only", "use = 'school'")
    assert done.code == 0, done.err
    assert "no unfinished run" in done.err
