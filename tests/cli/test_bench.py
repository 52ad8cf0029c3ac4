# SPDX-License-Identifier: MPL-2.0
"""`tvilling bench`: what it reports hangs together. No figure is judged here: machines differ."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest
from driver import BIN, Tvilling

HOURS = 8760
PROMISED = [
    "simulate_s", "total_s", "building_hours_per_s", "ceiling_building_hours_per_s", "fraction_of_ceiling", "peak_rss_mib",
    "threads", "buildings", "isa",
]  # fmt: skip
BESIDES = [
    "read_s", "prepare_s", "reduce_s", "write_s", "lane_use", "fraction_of_fused_ceiling", "with_networks_building_hours_per_s",
    "ns_per_building_hour", "fused_ceiling_building_hours_per_s",
    "heat_nodes_per_building", "heat_kwh_m2", "simulate_runs_s", "scaling",
]  # fmt: skip
NOT_ABOVE_ZERO = {"reduce_s", "write_s"}  # by the clock they may be nothing


@pytest.fixture(scope="module")
def report(tvilling: Tvilling) -> dict:
    done = tvilling("bench", "--json", "--buildings", 40, "--threads", 1)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_the_keys_are_those_that_scripts_rely_on(report: dict):
    assert list(report) == PROMISED + BESIDES


def test_every_figure_is_a_number_above_zero(report: dict):
    for name, value in report.items():
        if name in ("isa", "scaling", "simulate_runs_s"):
            continue
        assert isinstance(value, (int, float)) and not isinstance(value, bool), name
        assert value >= 0 if name in NOT_ABOVE_ZERO else value > 0, name
    assert isinstance(report["threads"], int) and isinstance(report["buildings"], int)


def test_it_did_what_was_asked(report: dict):
    assert (report["buildings"], report["threads"]) == (40, 1)
    assert report["isa"] in ("baseline", "avx2", "avx512")
    assert report["scaling"] == []


def test_rates_and_ratios_follow_from_the_times(report: dict):
    assert report["building_hours_per_s"] * report["simulate_s"] == pytest.approx(40 * HOURS, rel=1e-12)
    assert report["ns_per_building_hour"] * report["building_hours_per_s"] == pytest.approx(1e9, rel=1e-12)
    ratio = report["building_hours_per_s"] / report["ceiling_building_hours_per_s"]
    assert report["fraction_of_ceiling"] == pytest.approx(ratio, rel=1e-12)


def test_the_total_holds_all_phases(report: dict):
    parts = sum(report[f"{phase}_s"] for phase in ("read", "prepare", "simulate", "reduce", "write"))
    assert report["total_s"] >= parts


def test_the_quickest_of_all_runs_is_told(report: dict):
    assert len(report["simulate_runs_s"]) == 3
    assert report["simulate_s"] == min(report["simulate_runs_s"])


def test_forty_buildings_are_five_groups_of_eight_lanes_and_a_hall_beside_them_and_have_enough_nodes(report: dict):
    assert report["lane_use"] == pytest.approx(40 / 41)
    assert report["heat_nodes_per_building"] >= 30
    assert 40 <= report["heat_kwh_m2"] <= 250


def test_the_help_lists_the_command_and_its_examples_use_its_flags(tvilling: Tvilling):
    assert "  bench " in tvilling("--help").out
    options, examples = tvilling("bench", "--help").out.split("Examples:\n")
    assert len(examples.strip().splitlines()) >= 2
    for word in examples.split():
        assert not word.startswith("-") or word in options
    assert "baseline, avx2 or avx512" in options


def test_the_table_names_phases_rates_and_the_scaling(tvilling: Tvilling):
    done = tvilling("bench", "--buildings", 4, "--isa", "baseline")
    assert done.code == 0, done.err
    assert done.out.startswith("4 heated buildings x 8 760 h")
    assert ", baseline; quickest of 3 runs" in done.out
    for word in ("read", "prepare", "simulate", "reduce", "write", "total", "fraction of the plain ceiling", "fraction of the fused ceiling", "lanes in use", "times one thread"):
        assert word in done.out
    assert "making the tables of 4 heated buildings" in done.err


def test_quiet_says_nothing_and_json_with_all_threads_has_the_scaling(tvilling: Tvilling):
    done = tvilling("bench", "-q", "--json", "--buildings", 3)
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert [row["threads"] for row in found["scaling"]][0] == 1
    assert found["scaling"][-1]["threads"] == found["threads"]
    for row in found["scaling"]:
        assert list(row) == ["threads", "simulate_s", "ratio"]
        assert row["ratio"] * row["simulate_s"] == pytest.approx(found["scaling"][0]["simulate_s"], rel=1e-12)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--buildings", "0"], "a bench of 0 buildings cannot be made"),
        (["--buildings", "-5"], "a bench of -5 buildings cannot be made"),
        (["--buildings", "100001"], "Choose 1 to 100000 buildings"),
        (["--buildings", "many"], "many"),
        (["--threads", "-1"], "--threads -1 is not a number of threads"),
        (["--threads", "1025"], "--threads 1025"),
        (["--isa", "avx22"], 'Did you mean "avx2"?'),
        (["--isa", "sparc"], '--isa "sparc": no such instruction set'),
        (["--bildings", "5"], 'Did you mean "--buildings"?'),
        (["city"], "city"),
    ],
)
def test_a_wrong_value_is_wrong_usage_and_says_why(tvilling: Tvilling, arguments: list[str], said: str):
    done = tvilling("bench", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_nothing_stays_in_the_temporary_folder(tvilling: Tvilling, tmp_path: Path):
    done = tvilling("bench", "--buildings", 2, "--threads", 1, env={"TMPDIR": str(tmp_path)})
    assert done.code == 0, done.err
    assert list(tmp_path.iterdir()) == []


def test_without_a_temporary_folder_it_says_what_to_set(tvilling: Tvilling, tmp_path: Path):
    done = tvilling("bench", "--buildings", 2, env={"TMPDIR": str(tmp_path / "missing")})
    assert (done.code, done.out) == (3, "")
    assert "Set TMPDIR to a folder that you may write." in done.err


def test_an_interrupt_ends_with_130_and_cleans_up(tmp_path: Path):
    with subprocess.Popen(
        [str(BIN), "bench", "--buildings", "3000", "--threads", "1"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={"TMPDIR": str(tmp_path)},
    ) as process:  # fmt: skip
        assert process.stderr is not None
        assert process.stderr.readline().startswith("making the tables")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (130, ""), err
    assert list(tmp_path.iterdir()) == []
