# SPDX-License-Identifier: MPL-2.0
"""Everything that goes wrong with files in practice: a clear message with its place, exit code 3, and nothing left that looks whole."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import BIN, Done, STAPLETON, Tvilling, Village, reference_weather, seal


def refused(done: Done, *said: str) -> None:
    assert done.code == 3, done.err + done.out
    for text in said:
        assert text in done.err + done.out


def run_refused(tvilling: Tvilling, village: Village, *said: str) -> None:
    """Both `run` and nothing left behind."""
    refused(tvilling("run", village.study, "-o", village.out), *said)
    assert village.leftovers() == []


@pytest.mark.parametrize("command", [["check"], ["run", "-o", "r.h5"], ["compare"], ["explain", "baseline"], ["export", "--csv", "t"]])
def test_a_missing_file_is_named(tvilling: Tvilling, command: list[str], tmp_path: Path):
    missing = tmp_path / "not-there"
    done = tvilling(command[0], missing, *command[1:], cwd=tmp_path)
    refused(done, str(missing))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_table_stops(tvilling: Tvilling, village: Village):
    village.buildings.write_text(Village.HEAD + "\n")
    refused(tvilling("check", village.city), "buildings.csv")
    run_refused(tvilling, village, "buildings.csv")
    village.buildings.write_text("")
    run_refused(tvilling, village, "buildings.csv")


def test_an_unknown_column_is_told_with_the_nearest_name(tvilling: Tvilling, village: Village):
    village.write("a,school,3000,1965,2", head="building_id,use,area_m2,year,storys")
    done = tvilling("check", village.city)
    assert "buildings.csv:1:30" in done.out
    assert '"storys"' in done.out and '"storeys"' in done.out


def test_an_unknown_measure_is_told_with_the_nearest_name(tvilling: Tvilling, village: Village):
    village.add_to_study('\n[[scenario]]\nname = "x"\n[[scenario.measure]]\ntype = "insulate_rooof"\n')
    run_refused(tvilling, village, "study.toml:20:8", '"insulate_rooof"', '"insulate_roof"')


def test_an_unknown_key_of_a_study_is_told_with_the_nearest_name(tvilling: Tvilling, village: Village):
    village.add_to_study('\n[[scenario]]\nname = "x"\n[[scenario.measure]]\ntype = "insulate_roof"\nu_value_w_m2 = 0.1\n')
    run_refused(tvilling, village, "study.toml:21:1", '"u_value_w_m2"', '"u_value_w_m2k"')


def test_a_study_that_is_not_toml_names_the_place(tvilling: Tvilling, village: Village):
    village.add_to_study("\n[[scenario\n")
    run_refused(tvilling, village, "study.toml:17:11")


def test_an_unknown_column_in_a_condition_is_told_with_the_nearest_name(tvilling: Tvilling, village: Village):
    village.add_to_study('\n[[scenario]]\nname = "x"\n[[scenario.measure]]\ntype = "insulate_roof"\nwhere = "yeer < 1970"\n')
    run_refused(tvilling, village, "study.toml:21", "yeer", '"year"')


def test_a_duplicate_id_names_both_lines(tvilling: Tvilling, village: Village):
    village.write("a,school,3000,1965,2", "b,office,5000,1990,4", "a,daycare,600,2005,1")
    done = tvilling("check", village.city)
    refused(done, '"a"', "buildings.csv:4", "2")
    run_refused(tvilling, village, "buildings.csv:4", '"a"')


def test_text_in_a_number_stops_with_line_and_column(tvilling: Tvilling, village: Village):
    village.write("a,school,3000,1965,2", "b,office,big,1990,4")
    refused(tvilling("check", village.city), "buildings.csv:3:10", '"big"')
    run_refused(tvilling, village, "buildings.csv:3:10")


def test_a_negative_area_stops_with_line_and_column(tvilling: Tvilling, village: Village):
    village.write("a,school,-3000,1965,2", "b,office,5000,1990,4")
    refused(tvilling("check", village.city), "buildings.csv:2:10", "-3000")
    run_refused(tvilling, village, "buildings.csv:2:10")


def test_all_problems_are_listed_at_once(tvilling: Tvilling, village: Village):
    village.write("a,school,-3000,1965,2", "b,office,big,1990,4", "c,castle,600,2005,1")
    done = tvilling("check", village.city)
    refused(done, "buildings.csv:2:10", "buildings.csv:3:10", "buildings.csv:4:3")
    assert done.out.splitlines()[0].startswith("0 buildings; 3 stops")


# --- weather


@pytest.fixture(scope="module")
def weather() -> list[str]:
    return reference_weather(STAPLETON).read_text(encoding="latin-1").splitlines(keepends=True)


def spoil(village: Village, lines: list[str]) -> None:
    path = village.folder / "spoilt.epw"
    path.write_text("".join(lines), encoding="latin-1")
    village.use_weather(path)


def test_weather_with_missing_hours_stops(tvilling: Tvilling, village: Village, weather: list[str]):
    spoil(village, weather[:1000] + weather[1002:])
    run_refused(tvilling, village, "spoilt.epw:1001")


def test_weather_with_nan_stops(tvilling: Tvilling, village: Village, weather: list[str]):
    cells = weather[500].split(",")
    cells[6] = "NaN"
    spoil(village, weather[:500] + [",".join(cells)] + weather[501:])
    run_refused(tvilling, village, "spoilt.epw:501")


def test_truncated_weather_stops(tvilling: Tvilling, village: Village, weather: list[str]):
    spoil(village, [*weather[:4000], weather[4000][:37]])
    run_refused(tvilling, village, "spoilt.epw:4001")


def test_a_missing_weather_file_is_named_with_its_place_in_the_study(tvilling: Tvilling, village: Village):
    village.use_weather(village.folder / "no.epw")
    run_refused(tvilling, village, "study.toml:4", "no.epw")


# --- results


@pytest.mark.parametrize("keep", [0, 100, 0.5, 0.99])
def test_a_truncated_result_file_is_refused(tvilling: Tvilling, results: Path, tmp_path: Path, keep: float):
    broken = tmp_path / "broken.h5"
    whole = results.read_bytes()
    broken.write_bytes(whole[: int(keep * len(whole)) if keep < 1 else int(keep)])
    for command in (["compare", broken], ["export", broken, "--csv", tmp_path / "t"], ["explain", broken, "baseline"]):
        refused(tvilling(*command), "broken.h5")
    assert not (tmp_path / "t").exists()


def test_a_damaged_result_file_is_refused_without_noise(tvilling: Tvilling, village: Village, tmp_path: Path):
    """One byte in every 1/200 of the file: the text line, HDF5's own tables, attributes, numbers."""
    assert tvilling("run", village.study, "-o", village.out).code == 0
    whole = village.out.read_bytes()
    broken = tmp_path / "broken.h5"
    for part in range(200):
        at = part * len(whole) // 200 + part % 7
        broken.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        done = tvilling("compare", broken)
        assert done.code == 3, (at, done.err)
        assert "broken.h5" in done.err and "HDF5-DIAG" not in done.err and len(done.err.splitlines()) <= 4, (at, done.err)
    broken.write_bytes(whole + b"more")
    refused(tvilling("compare", broken), "4 bytes behind its end")
    refused(tvilling("run", village.study, "-o", tmp_path / "new.h5", "--reuse", broken), "4 bytes behind its end")
    assert not (tmp_path / "new.h5").exists()


def test_a_damaged_unfinished_file_is_resumed_or_refused_without_a_crash(tvilling: Tvilling, village: Village, tmp_path: Path):
    assert tvilling("run", village.study, "-o", village.out).code == 0
    whole = village.out.read_bytes()
    unfinished = b"tvilling-results 1 unfinished\n".ljust(512, b"\0") + whole[512:]
    partial = Path(f"{village.out}.partial")
    refusals = 0
    for part in range(60):
        at = part * len(whole) // 60 + part % 7 if part < 40 else 512 + part
        partial.write_bytes(unfinished[:at] + bytes([unfinished[at] ^ 0x10]) + unfinished[at + 1 :])
        done = tvilling("run", village.study, "-o", village.out, "--resume", "--threads", 1)
        assert done.code in (0, 3), (at, done.err)
        assert "HDF5-DIAG" not in done.err, (at, done.err)
        if done.code == 3:
            refusals += 1
            assert "cannot resume" in done.err, (at, done.err)
            assert partial.exists()
    assert refusals >= 20  # the head of the HDF5 file cannot be read
    partial.write_bytes(unfinished[: len(unfinished) // 2])
    refused(tvilling("run", village.study, "-o", village.out, "--resume"), "cannot resume")


def test_a_file_that_is_not_a_result_file_is_refused(tvilling: Tvilling, tmp_path: Path):
    text = tmp_path / "letter.h5"
    text.write_text("Dear planner, ...")
    refused(tvilling("compare", text), "letter.h5")
    refused(tvilling("compare", tmp_path), str(tmp_path))


def test_an_unknown_scenario_is_told_with_the_nearest_name(tvilling: Tvilling, results: Path):
    refused(tvilling("compare", results, "--to", "windos"), '"windos"', '"windows"')


# --- the disk


def call_limited(limit_bytes: int, *arguments: object) -> Done:
    """With a limit to the size of files: what a full disk does, without filling one."""
    done = subprocess.run([str(BIN), *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes)))  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


def test_a_run_that_may_not_write_its_file_whole_leaves_nothing_that_looks_whole(village: Village):
    done = call_limited(100_000, "run", village.study, "-o", village.out)
    refused(done, "results.h5")
    assert not village.out.exists()


def test_an_old_result_stays_when_the_new_one_does_not_fit(tvilling: Tvilling, village: Village):
    assert tvilling("run", village.study, "-o", village.out).code == 0
    before = village.out.read_bytes()
    refused(call_limited(100_000, "run", village.study, "-o", village.out), "results.h5")
    assert village.out.read_bytes() == before
    refused(call_limited(100, "export", village.out, "--csv", village.folder / "t"), ".csv")
    assert list((village.folder / "t").iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"cannot mount a small disk here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_reported_and_left_clean(tvilling: Tvilling, village: Village, small_disk: Path):
    done = tvilling("run", village.study, "-o", small_disk / "results.h5")
    refused(done, "results.h5", "the disk has 0.3 MB left")
    assert list(small_disk.iterdir()) == []
    done = tvilling("synth", "-o", small_disk / "city", "--buildings", 3500)
    refused(done, "No space left on device")
    assert not (small_disk / "city" / "buildings.csv").exists()


@pytest.mark.parametrize("command", ["run", "synth", "init", "export", "compare"])
def test_a_place_that_may_not_be_written_is_named(tvilling: Tvilling, village: Village, results: Path, command: str):
    """Permission bits do not bind root, so the place is below a file, and in /proc."""
    (village.folder / "file").write_text("a file")
    for place in (village.folder / "file" / "out", Path("/proc/out")):
        arguments = {
            "run": ["run", village.study, "-o", place],
            "synth": ["synth", "-o", place, "--buildings", 20],
            "init": ["init", place],
            "export": ["export", results, "--csv", place],
            "compare": ["compare", results, "--csv", place],
        }[command]
        refused(tvilling(*arguments), str(place))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, which pytest's are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_a_folder_without_write_permission_is_named(tvilling: Tvilling, open_folder: Path):
    """Root may write everywhere: then the program runs as nobody, from a copy that nobody can reach."""
    village = Village(open_folder)
    locked = open_folder / "locked"
    locked.mkdir(mode=0o555)
    if os.geteuid() != 0:
        refused(tvilling("run", village.study, "-o", locked / "results.h5"), "locked")
    else:
        program = shutil.copy(BIN, open_folder / "tvilling")
        done = subprocess.run([program, "run", village.study, "-o", locked / "results.h5"], user=65534, group=65534, extra_groups=[],
                              cwd=open_folder, capture_output=True, text=True, timeout=300)  # fmt: skip
        refused(Done(done.returncode, done.stdout, done.stderr), str(locked))
    assert list(locked.iterdir()) == []


def test_a_picture_that_may_not_be_written_is_named(tvilling: Tvilling, results: Path, tmp_path: Path):
    (tmp_path / "file").write_text("a file")
    done = tvilling("render", results, "-o", tmp_path / "file" / "city.png", "--width", 320, "--height", 200)
    if done.code == 2 and "built without the viewer" in done.err:
        pytest.skip("this build has no viewer")
    refused(done, "city.png")


def test_totals_tell_how_many_buildings_failed(tvilling: Tvilling, results: Path, tmp_path: Path):
    """A file with a failed building, made by hand with h5py."""
    h5py = pytest.importorskip("h5py")
    copy = tmp_path / "copy.h5"
    shutil.copy(results, copy)
    with h5py.File(copy, "r+") as file:
        status = file["status"]
        names = list(status)
        assert names, "the result file has a /status group"
        codes = next(status[name] for name in names if status[name].dtype.kind == "u")
        codes[0, 0] = 2
    refused(tvilling("compare", copy), "changed after it was written")
    seal(copy)
    done = tvilling("compare", copy)
    assert done.code == 0, done.err
    baseline = done.out.splitlines()[2].split()
    assert baseline[2:4] == ["59", "1"]


def test_a_failed_building_ends_with_4_and_is_named_and_the_others_finish(tvilling: Tvilling, village: Village):
    # Each number is possible, but no plant heats one square metre spread over sixty storeys.
    village.write(*Village.ROWS, "tower,office,1,1990,60")
    done = tvilling("run", village.study, "-o", village.out)
    assert done.code == 4
    assert "warning: baseline, building tower: " in done.err
    assert done.out.splitlines()[2].split()[:2] == ["baseline", "3"]
    assert tvilling("compare", village.out).out.splitlines()[2].split()[2:4] == ["3", "1"]
