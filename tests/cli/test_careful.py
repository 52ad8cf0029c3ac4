# SPDX-License-Identifier: MPL-2.0
"""Nothing of the user's is lost by a slip of the hand, and what is said is true."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from driver import BIN, STAPLETON, STUDY, Tvilling, Village, reference_weather

TOWER = "tower,office,1,1990,60"  # no plant heats one square metre spread over sixty storeys


# --- outputs that are inputs


def test_compare_does_not_replace_the_results_it_reads(tvilling: Tvilling, results: Path, tmp_path: Path):
    copy = tmp_path / "r.h5"
    shutil.copy(results, copy)
    (tmp_path / "link.h5").symlink_to(copy)
    before = copy.read_bytes()
    for csv in (copy, tmp_path / "." / "r.h5", tmp_path / "link.h5"):
        done = tvilling("compare", copy, "--csv", csv)
        assert (done.code, done.out) == (2, "")
        assert "is the input" in done.err
    assert copy.read_bytes() == before


def test_render_does_not_replace_the_results_it_reads(tvilling: Tvilling, results: Path, tmp_path: Path):
    copy = tmp_path / "r.h5"
    shutil.copy(results, copy)
    done = tvilling("render", copy, "-o", copy)
    if "built without the viewer" in done.err:
        pytest.skip("this build has no viewer")
    assert done.code == 2
    assert "is the input" in done.err
    assert copy.read_bytes() == results.read_bytes()


def test_run_does_not_replace_what_it_reads(tvilling: Tvilling, village: Village):
    for path in (village.study, village.buildings):
        before = path.read_bytes()
        done = tvilling("run", village.study, "-o", path)
        assert done.code == 2
        assert "is the input" in done.err
        assert path.read_bytes() == before
    assert sorted(path.name for path in village.folder.iterdir()) == ["city", "study.toml"]


def test_run_does_not_replace_its_weather(tvilling: Tvilling, village: Village):
    shared = reference_weather(STAPLETON)
    weather = village.folder / "weather.epw"
    weather.write_bytes(shared.read_bytes())
    before = weather.read_bytes()
    village.use_weather(weather)
    done = tvilling("run", village.study, "-o", weather)
    assert done.code == 2
    assert "is the input" in done.err
    assert weather.read_bytes() == before


def test_run_replaces_no_file_but_results(tvilling: Tvilling, village: Village):
    letter = village.folder / "letter.odt"
    letter.write_text("Dear planner, ...")
    done = tvilling("run", village.study, "-o", letter)
    assert done.code == 2
    assert "is not a result file" in done.err
    assert letter.read_text() == "Dear planner, ..."
    assert tvilling("run", village.study, "-o", "/dev/null").code == 2
    village.out.touch()  # nothing is lost of an empty file
    assert tvilling("run", village.study, "-o", village.out).code == 0
    assert tvilling("run", village.study, "-o", village.out).code == 0
    village.out.write_bytes(village.out.read_bytes()[:2000])
    assert tvilling("run", village.study, "-o", village.out).code == 0


def test_run_replaces_no_other_hdf5_file(tvilling: Tvilling, village: Village):
    h5py = pytest.importorskip("h5py")
    with h5py.File(village.out, "w") as file:
        file["mine"] = [1, 2, 3]
    before = village.out.read_bytes()
    assert tvilling("run", village.study, "-o", village.out).code == 2
    assert village.out.read_bytes() == before


@pytest.mark.parametrize("flag", ["--csv", "--paraview"])
def test_export_does_not_replace_the_tables_of_a_city(tvilling: Tvilling, village: Village, flag: str):
    assert tvilling("run", village.study, "-o", village.out).code == 0
    before = village.buildings.read_bytes()
    done = tvilling("export", village.out, flag, village.city)
    assert done.code == 2
    assert "buildings.csv" in done.err
    assert [path.name for path in village.city.iterdir()] == ["buildings.csv"]
    assert village.buildings.read_bytes() == before


def test_export_renews_its_own_tables(tvilling: Tvilling, village: Village):
    assert tvilling("run", village.study, "-o", village.out).code == 0
    for _ in range(2):
        assert tvilling("export", village.out, "--csv", village.folder / "t").code == 0


def test_export_of_both_kinds_wants_two_folders(tvilling: Tvilling, village: Village):
    assert tvilling("run", village.study, "-o", village.out).code == 0
    done = tvilling("export", village.out, "--csv", village.folder / "t", "--paraview", village.folder / "t")
    assert done.code == 2
    assert not (village.folder / "t").exists()


def test_synth_leaves_tables_alone_unless_forced(tvilling: Tvilling, village: Village):
    before = village.buildings.read_bytes()
    done = tvilling("synth", "-o", village.city, "--buildings", 20)
    assert done.code == 3
    assert "--force" in done.err
    assert village.buildings.read_bytes() == before
    assert tvilling("synth", "-o", village.city, "--buildings", 20, "--force").code == 0
    assert village.buildings.read_bytes() != before


# --- the system refuses


@pytest.mark.parametrize("command", ["run", "check", "compare", "synth", "init", "export"])
def test_a_name_that_is_too_long_is_told(tvilling: Tvilling, village: Village, results: Path, command: str):
    name = village.folder / ("n" * 300)
    arguments = {
        "run": ["run", village.study, "-o", name],
        "check": ["check", name],
        "compare": ["compare", results, "--csv", name],
        "synth": ["synth", "-o", name, "--buildings", 20],
        "init": ["init", name],
        "export": ["export", results, "--csv", name],
    }[command]
    done = tvilling(*arguments)
    assert done.code == 3, done.err
    assert "bug of tvilling" not in done.err


def test_too_little_memory_is_told(tvilling: Tvilling, tmp_path: Path):
    command = f"ulimit -v 200000; exec {shlex.quote(str(BIN))} synth -o {shlex.quote(str(tmp_path / 'c'))} --buildings 900000"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 3, done.stderr
    assert "memory" in done.stderr
    assert "bug of tvilling" not in done.stderr


def test_doctor_tells_a_bad_temporary_folder(tvilling: Tvilling, tmp_path: Path):
    done = tvilling("doctor", env={**os.environ, "TMPDIR": str(tmp_path / "no")})
    assert done.code == 3
    assert "TMPDIR" in done.out
    for text in ("display", "xvfb-run", "xauth", "Python"):
        assert text in done.out


# --- what is said is true


def test_a_failed_building_is_told_and_not_explained_with_zeros(tvilling: Tvilling, village: Village):
    village.write(*Village.ROWS, TOWER)
    done = tvilling("run", village.study, "-o", village.out)
    assert done.code == 4
    head, _, first = done.out.splitlines()[:3]
    assert head.split()[:3] == ["scenario", "buildings", "missing"]
    assert first.split()[:3] == ["baseline", "3", "1"]
    assert "taken from equal buildings" in done.err
    message = re.search(r"warning: baseline, building tower: (.*)", done.err)
    assert message
    explained = tvilling("explain", village.out, "baseline", "tower")
    assert (explained.code, explained.out) == (3, "")
    assert message.group(1)[:100] in explained.err
    unknown = tvilling("explain", village.out, "baseline", "towr")
    assert unknown.code == 3
    assert 'Did you mean "tower"?' in unknown.err


def test_a_whole_city_has_no_column_for_missing_buildings(tvilling: Tvilling, village: Village):
    assert "missing" not in tvilling("run", village.study, "-o", village.out).out


def test_the_plan_counts_what_only_leaves(tvilling: Tvilling, village: Village):
    done = tvilling("run", village.study, "-o", village.out, "--only", "use = 'school'")
    assert done.code == 0
    assert "3 scenarios x 1 buildings" in done.err
    none = tvilling("run", village.study, "--dry-run", "--only", "year < 1000")
    assert none.code == 3
    assert "matches no building" in none.err


def test_more_threads_than_any_machine_has_are_refused(tvilling: Tvilling, village: Village):
    assert tvilling("run", village.study, "-o", village.out, "--threads", "1025").code == 2
    assert village.leftovers() == []


def test_hours_of_the_city_have_units_and_universal_time(tvilling: Tvilling, results: Path, tmp_path: Path):
    assert tvilling("export", results, "--csv", tmp_path / "t").code == 0
    lines = (tmp_path / "t" / "city_hourly.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split(",")[:4] == ["scenario", "hour", "month", "begin_utc"]
    assert lines[0].endswith(",occupancy_persons")
    assert lines[1].split(",")[:4] == ["baseline", "0", "1", "2024-12-31T23:00:00Z"]
    assert lines[8760].split(",")[:4] == ["baseline", "8759", "12", "2025-12-31T22:00:00Z"]


def test_check_reads_a_study_with_its_portfolio(tvilling: Tvilling, village: Village):
    village.write("a,school,3000,1965,2", "b,office,big,1990,4")
    done = tvilling("check", village.study)
    assert done.code == 3
    assert "buildings.csv:3:10" in done.out
    village.write()
    assert tvilling("check", village.study).code == 0
    village.study.write_text(STUDY.replace("insulate_roof", "insulate_rooof"), encoding="utf-8")
    done = tvilling("check", village.study)
    assert done.code == 3
    assert "study.toml:8:8" in done.out and '"insulate_roof"' in done.out


def test_an_unknown_code_is_wrong_usage(tvilling: Tvilling, village: Village):
    assert tvilling("check", village.city, "--only", "TV-1206").code == 0
    for code in ("TV-9", "TV-12O6"):
        done = tvilling("check", village.city, "--only", code)
        assert (done.code, done.out) == (2, "")
        assert "no such code" in done.err
    assert "Did you mean" in done.err


# --- interrupts


def started(arguments: list[object], **options: object) -> subprocess.Popen[str]:
    """A run that has said how far it is."""
    process = subprocess.Popen(list(map(str, arguments)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    assert process.stderr is not None
    for line in process.stderr:
        if "%:" in line:
            break
    return process


def complete_of(partial: Path) -> int:
    """Scenarios that an unfinished file holds whole."""
    h5py = pytest.importorskip("h5py")
    with h5py.File(partial) as file:
        return int(file["status/scenario_complete"][:].sum())


@pytest.fixture
def long_run(tvilling: Tvilling, tmp_path: Path) -> list[object]:
    """A run of seventeen scenarios in a folder whose name is hard on shells."""
    folder = tmp_path / "bo's $city"
    assert tvilling("synth", "-o", folder / "city", "--buildings", 80).code == 0
    grid = '\n[[scenario]]\nname = "walls"\n[[scenario.measure]]\ntype = "insulate_wall"\n[scenario.measure.grid]\nu_value_w_m2k = {}\n'
    values = [round(0.1 + 0.01 * step, 2) for step in range(14)]
    (folder / "study.toml").write_text(STUDY + grid.format(values), encoding="utf-8")
    return [BIN, "run", folder / "study.toml", "-o", folder / "r.h5", "--threads", 1, "--only", "use <> 'school'"]


def test_an_interrupted_run_tells_what_is_kept_and_its_command_can_be_pasted(long_run: list[object]):
    process = started(long_run)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    err = process.stderr.read()
    assert process.wait(timeout=120) == 130
    kept = re.search(r"(\d+) of 17 scenarios are kept in ", err)
    assert kept, err
    assert 0 <= int(kept.group(1)) < 17
    command = err.splitlines()[-1].strip()
    assert shlex.split(command)[:2] == ["tvilling", "run"]
    env = {**os.environ, "PATH": f"{BIN.parent}:{os.environ['PATH']}"}
    partial = Path(f"{long_run[4]}.partial")
    held = complete_of(partial)
    assert held == int(kept.group(1))
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=300, check=False, env=env)
    assert done.returncode == 0, done.stderr
    whole = subprocess.run([*map(str, long_run[:4]), f"{long_run[4]}.whole", *map(str, long_run[5:])], capture_output=True, text=True, check=True)
    years = [int(re.sub(r"\D", "", re.search(r"([\d\s]+) building-years simulated", err)[1])) for err in (done.stderr, whole.stderr)]
    assert (years[0] < years[1]) == (held > 0), "what is kept is not simulated again"
    assert Path(str(long_run[4])).exists()


def test_a_signal_that_is_switched_off_stays_so(long_run: list[object]):
    process = started(long_run, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err


def test_a_terminal_that_goes_away_does_not_end_a_run(long_run: list[object]):
    controller, terminal = os.openpty()
    process = subprocess.Popen(list(map(str, long_run)), stdout=subprocess.DEVNULL, stderr=terminal, start_new_session=True)
    os.close(terminal)
    os.read(controller, 10)
    time.sleep(0.2)
    os.close(controller)
    assert process.wait(timeout=300) == 0
