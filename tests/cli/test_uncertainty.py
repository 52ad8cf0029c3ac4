# SPDX-License-Identifier: MPL-2.0
"""`tvilling uncertainty`: draws of what is not known."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from driver import BIN, STUDY, Tvilling, Village

INPUTS = """
[uncertainty]
draws = 6
worst = 2

[[uncertainty.input]]
name = "wall_u_value_w_m2k"
low = 0.8
high = 1.2

[[uncertainty.input]]
name = "heat_price"
spread = "lognormal"
p10 = 0.8
p90 = 1.3
"""


@pytest.fixture(scope="module")
def draws(tvilling: Tvilling, town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("draws") / "draws.h5"
    study = out.with_name("study.toml")
    study.write_text(STUDY.replace('"city"', f'"{town / "city"}"') + INPUTS, encoding="utf-8")
    done = tvilling("uncertainty", study, "-o", out, "--reproducible")
    assert done.code == 0, done.err
    (out.with_name("text")).write_text(done.out, encoding="utf-8")
    return out


def test_the_tables_have_scenarios_inputs_and_the_worst_buildings(draws: Path):
    text = draws.with_name("text").read_text(encoding="utf-8")
    assert "P10" in text and "NPV > 0" in text
    assert "among the 2" in text
    assert any(line.startswith("roofs ") for line in text.splitlines())
    assert "P50" in text and "plain" in text


def test_the_file_opens_in_xarray_and_its_quantiles_are_those_of_its_draws(draws: Path):
    xarray = pytest.importorskip("xarray")
    with xarray.open_dataset(draws, engine="h5netcdf", group="draws") as each:
        with xarray.open_dataset(draws, engine="h5netcdf", group="scenarios") as spread:
            assert dict(each.sizes) == {"draw": 6, "scenario": 3}
            assert list(each.scenario.values) == ["baseline", "roofs", "windows"]
            assert each.npv_dkk.attrs["units"] == "DKK"
            for name in ("heat_kwh", "change_heat_kwh", "npv_dkk"):
                for q in (0.1, 0.5, 0.9):
                    own = each[name].quantile(q, "draw")
                    assert spread[name].sel(quantile=q).values == pytest.approx(own.values, rel=1e-12)
    with xarray.open_dataset(draws, engine="h5netcdf", group="buildings") as buildings:
        assert float(buildings.worst_fraction.sum()) == pytest.approx(2.0)
        assert set(buildings.heat_kwh_m2.dims) == {"building", "quantile"}
    with xarray.open_dataset(draws, engine="h5netcdf", group="inputs") as inputs:
        assert list(inputs.shared.values) == ["building", "city"]
        assert inputs.value.isnull().all("draw").values.tolist() == [True, False]


def test_the_json_is_what_the_file_has(tvilling: Tvilling, draws: Path, tmp_path: Path):
    h5py = pytest.importorskip("h5py")
    again = tmp_path / "again.h5"
    done = tvilling("uncertainty", draws.with_name("study.toml"), "-o", again, "--reproducible", "--json", "--threads", 1)
    assert done.code == 0, done.err
    assert again.read_bytes() == draws.read_bytes()
    report = json.loads(done.out)
    with h5py.File(draws) as file:
        npv = file["scenarios/npv_dkk"][()]
        assert [s["p10_p50_p90"]["npv_dkk"] for s in report["scenarios"]] == npv.tolist()
        assert [b["worst_fraction"] for b in report["buildings"]] == file["buildings/worst_fraction"][()].tolist()


def test_an_interrupted_run_goes_on_to_the_same_bytes(tvilling: Tvilling, town: Path, tmp_path: Path):
    study = tmp_path / "study.toml"
    study.write_text(STUDY.replace('"city"', f'"{town / "city"}"') + INPUTS, encoding="utf-8")
    whole, cut = tmp_path / "whole.h5", tmp_path / "cut.h5"
    assert tvilling("uncertainty", study, "-o", whole, "--draws", 60, "--reproducible").code == 0
    command = [str(BIN), "uncertainty", str(study), "-o", str(cut), "--draws", "60", "--reproducible"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        while not (tmp_path / "cut.h5.partial").exists() and running.poll() is None:
            time.sleep(0.01)
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        _, talk = running.communicate()
    if running.returncode == 130:
        assert "--resume" in talk and not cut.exists()
        done = tvilling("uncertainty", study, "-o", cut, "--draws", 60, "--reproducible", "--resume")
        assert done.code == 0, done.err
    assert cut.read_bytes() == whole.read_bytes()


def test_a_killed_run_goes_on_to_the_same_bytes(tvilling: Tvilling, draws: Path, tmp_path: Path):
    cut = tmp_path / "cut.h5"
    command = [str(BIN), "uncertainty", str(draws.with_name("study.toml")), "-o", str(cut), "--reproducible"]
    for wait_s in (0.1, 0.3, 0.5):
        with subprocess.Popen([*command, "--resume"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            time.sleep(wait_s)
            running.kill()
    assert tvilling(*command[1:], "--resume").code == 0
    assert cut.read_bytes() == draws.read_bytes()


def test_results_of_a_run_are_not_replaced(tvilling: Tvilling, town: Path, results: Path):
    before = results.read_bytes()
    done = tvilling("uncertainty", town / "study.toml", "-o", results)
    assert done.code == 2
    assert "tvilling-results" in done.err
    assert results.read_bytes() == before


def test_a_file_of_draws_is_no_result_file_of_a_run(tvilling: Tvilling, draws: Path):
    done = tvilling("compare", draws)
    assert done.code == 3
    assert "tvilling-uncertainty" in done.err


def test_every_wrong_input_is_told_at_once(tvilling: Tvilling, village: Village):
    village.add_to_study('[[uncertainty.input]]\nname = "u_value"\n[[uncertainty.input]]\nname = "heat_price"\nlow = 2\nhigh = 1\n')
    done = tvilling("uncertainty", village.study, "-o", village.out)
    assert done.code == 3
    assert "TV-3301" in done.err and "TV-3303" in done.err


def test_only_some_scenarios_and_buildings(tvilling: Tvilling, draws: Path, tmp_path: Path):
    out = tmp_path / "few.h5"
    study = draws.with_name("study.toml")
    done = tvilling("uncertainty", study, "-o", out, "--scenarios", "windows", "--only", "use = 'school'", "--draws", 2, "--json")
    assert done.code == 0, done.err
    report = json.loads(done.out)
    assert [s["scenario"] for s in report["scenarios"]] == ["baseline", "windows"]
    assert {b["use"] for b in report["buildings"]} == {"school"}
    wrong = tvilling("uncertainty", study, "-o", out, "--scenarios", "window")
    assert wrong.code == 2 and "windows" in wrong.err


def test_the_number_of_draws_has_limits(tvilling: Tvilling, village: Village):
    done = tvilling("uncertainty", village.study, "-o", village.out, "--draws", 1)
    assert done.code == 2
    assert "2 to 10000" in done.err


def test_what_cannot_reach_a_figure_is_in_no_table_of_it(tvilling: Tvilling, town: Path, tmp_path: Path):
    study = tmp_path / "study.toml"
    inputs = "\n[uncertainty]\ndraws = 30\n"
    for name, low, high in (("heat_price", 0.5, 2.0), ("investment.insulate_roof", 0.3, 3.0)):
        inputs += f'\n[[uncertainty.input]]\nname = "{name}"\nlow = {low}\nhigh = {high}\nshared = "city"\n'
    plain = STUDY.replace('"city"', f'"{town / "city"}"').replace('extends = "roofs"\n', "")
    study.write_text(plain + inputs, encoding="utf-8")
    done = tvilling("uncertainty", study, "-o", tmp_path / "draws.h5")
    assert done.code == 0, done.err
    _, saving, npv = done.out.replace("saving moves with", "|").replace("NPV moves with", "|").split("|")
    assert "heat_price" in saving and "investment" not in saving
    row = next(line for line in npv.splitlines() if line.startswith("investment.insulate_roof"))
    assert float(row.split()[1]) < -0.5 and row.split()[2] == "-"  # windows have no roof


def test_run_and_uncertainty_replace_no_file_of_the_other(tvilling: Tvilling, draws: Path, results: Path, tmp_path: Path):
    study = draws.with_name("study.toml")
    for suffix in ("", ".partial"):
        for command, other in (("run", draws), ("uncertainty", results)):
            copy = tmp_path / f"{command}{suffix}.h5"
            held = Path(f"{copy}{suffix}")
            held.write_bytes(other.read_bytes())
            done = tvilling(command, study, "-o", copy)
            assert (done.code, done.out) == (2, ""), done.err
            assert "holds other results" in done.err
            assert held.read_bytes() == other.read_bytes()
