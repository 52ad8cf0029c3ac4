# SPDX-License-Identifier: MPL-2.0
"""Help, versions, exit codes and the nearest name for every slip."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
from driver import BIN, ROOT, Tvilling

COMMANDS = ["init", "synth", "archetypes", "check", "links", "reconcile", "run", "compare", "explain", "render", "view", "export", "simulate", "validate", "schema", "bench", "doctor"]


def test_help_names_every_command_and_the_exit_codes(tvilling: Tvilling):
    done = tvilling("--help")
    assert (done.code, done.err) == (0, "")
    for command in COMMANDS:
        assert f"  {command} " in done.out
    assert "0 done, 1 our bug, 2 wrong usage, 3 bad input, 4 some buildings failed, 130 interrupted" in done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_ends_its_help_with_examples(tvilling: Tvilling, command: str):
    done = tvilling(command, "--help")
    assert done.code == 0
    examples = done.out.split("Examples:\n")[1].strip().splitlines()
    assert len(examples) >= 2
    assert all(line.strip().startswith(f"tvilling {command}") for line in examples)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_use_flags_that_exist(tvilling: Tvilling, command: str):
    help_text = tvilling(command, "--help").out
    options, examples = help_text.split("Examples:\n")
    for word in shlex.split(examples.split("&&")[0]):
        assert not word.startswith("-") or f"{word}" in options


def test_version(tvilling: Tvilling):
    done = tvilling("--version")
    assert (done.code, done.out) == (0, "tvilling 0.1.0\n")


def test_no_command_is_wrong_usage_and_shows_the_help(tvilling: Tvilling):
    done = tvilling()
    assert (done.code, done.out) == (2, "")
    assert "compare" in done.err


@pytest.mark.parametrize(
    ("arguments", "said", "suggested"),
    [
        (["runn", "study.toml"], 'no command "runn"', '"run"'),
        (["comapre", "r.h5"], 'no command "comapre"', '"compare"'),
        (["run", "study.toml", "--ouput", "r.h5"], 'no flag "--ouput"', '"--output"'),
        (["run", "study.toml", "-o", "r.h5", "--hourli=heat_kwh"], 'no flag "--hourli"', '"--hourly"'),
        (["check", "city", "--jsn"], 'no flag "--jsn"', '"--json"'),
        (["run", "study.toml", "-o", "r.h5", "--hourly", "heat_kw"], '"heat_kw"', '"heat_kwh"'),
        (["compare", "r.h5", "--by", "usee"], '"usee"', '"use"'),
        (["schema", "measure"], '"measure"', '"measures"'),
        (["simulat", "house.toml"], 'no command "simulat"', '"simulate"'),
        (["simulate", "house.toml", "--wether", "x.epw"], 'no flag "--wether"', '"--weather"'),
        (["validate", "bestest", "--dat", "x"], 'no flag "--dat"', '"--data"'),
        (["validate", "vdi607", "--data", "x"], '"vdi607"', '"vdi6007"'),
    ],
)
def test_a_slip_is_wrong_usage_with_the_nearest_name(tvilling: Tvilling, arguments: list[str], said: str, suggested: str):
    done = tvilling(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert f"Did you mean {suggested}?" in done.err


@pytest.mark.parametrize(
    "arguments",
    [["run"], ["run", "a.toml", "b.toml", "-o", "r.h5"], ["synth", "-o", "x", "--buildings", "many"], ["synth", "-o", "x", "--buildings", "0"],
     ["run", "s.toml", "-o", "r.h5", "--threads", "-1"], ["export", "r.h5"], ["run", "s.toml"], ["simulate"], ["simulate", "a.toml", "b.toml"],
     ["validate"], ["validate", "bestest"], ["validate", "bestest", "--data", "x", "--threads", "1025"],
     ["validate", "bestest", "--data", "x", "-o", "page.csv"]],
)  # fmt: skip
def test_wrong_usage_ends_with_2_and_writes_nothing(tvilling: Tvilling, arguments: list[str], tmp_path: Path):
    done = tvilling(*arguments, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert list(tmp_path.iterdir()) == []


def test_the_help_of_validate_says_what_its_exit_code_means(tvilling: Tvilling):
    told = " ".join(tvilling("validate", "--help").out.split())
    assert "Ends with 0 when all was computed" in told and '"checks"' in told and "at most 1024" in told


@pytest.mark.parametrize("topic", ["inputs", "results", "variables", "measures", "cli"])
def test_reference_pages_print_themselves(tvilling: Tvilling, topic: str):
    done = tvilling("schema", topic)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# ")
    assert len(done.out.splitlines()) > 10


def test_the_committed_reference_is_what_the_program_prints(tvilling: Tvilling):
    page = ROOT / "docs" / "reference" / "cli.md"
    assert page.read_text(encoding="utf-8") == tvilling("schema", "cli").out


def test_a_full_standard_output_is_reported():
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run([str(BIN), "schema", "measures"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert "No space left on device" in done.stderr


def test_doctor_finds_a_healthy_program(tvilling: Tvilling):
    done = tvilling("doctor")
    assert done.code == 0, done.out
    assert "heat balance closes" in done.out
    assert "FAILED" not in done.out
