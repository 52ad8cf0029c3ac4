# SPDX-License-Identifier: MPL-2.0
"""`choose`: measures under a budget, a study that gives the same sums again, the abatement curve, and what is refused."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import h5py
import openpyxl
import pytest

from driver import Tvilling

STUDY = """\
[study]
name = "Energi"
portfolio = "city"

[economics]
horizon_years = 40

[[scenario]]
name = "roofs"
[[scenario.measure]]
type = "insulate_roof"
u_value_w_m2k = 0.12
where = "year < 1990"
order_by = "roof_u_value_w_m2k DESC"
limit = 40

[[scenario]]
name = "lights"
[[scenario.measure]]
type = "lighting"

[[scenario]]
name = "roofs_and_lights"
extends = "roofs"
[[scenario.measure]]
type = "lighting"
where = "use <> 'sports_hall'"
sample = 0.7
seed = 5
"""
BUDGET_DKK = 4e6


@pytest.fixture(scope="module")
def energy(tvilling: Tvilling, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of three scenarios on 60 buildings, beside their study. Not to be changed."""
    folder = tmp_path_factory.mktemp("energy")
    assert tvilling("synth", "-o", folder / "city", "--buildings", 60).code == 0
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    done = tvilling("run", folder / "study.toml", "-o", folder / "results.h5")
    assert done.code == 0, done.err
    return folder / "results.h5"


def choose(tvilling: Tvilling, results: Path, *more: object, objective: str = "co2", budget_dkk: float = BUDGET_DKK) -> dict:
    done = tvilling("choose", results, "--budget", budget_dkk, "--objective", objective, "--json", *more)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_the_choice_keeps_the_budget_and_tells_its_bound(tvilling: Tvilling, energy: Path):
    told = choose(tvilling, energy)
    assert 0 < told["sum"]["investment_dkk"] <= BUDGET_DKK
    assert told["value"] == pytest.approx(sum(row["saving_co2_tonnes"] for row in told["chosen"]), rel=1e-12)
    assert told["value"] <= told["bound"] and told["gap_fraction"] <= 1e-3 and told["end"] == "optimal"
    assert sum(row["buildings"] for row in told["scenarios"]) == told["sum"]["buildings"] == len(told["chosen"])
    assert told["horizon_years"] == 40
    text = tvilling("choose", energy, "--budget", BUDGET_DKK, "--objective", "co2").out
    assert "gap " in text and "4 000 000 used" in text and "\nall " in text


def test_the_chosen_figures_are_those_of_the_result_file(tvilling: Tvilling, energy: Path):
    told = choose(tvilling, energy)
    with h5py.File(energy) as file:
        names = [name.decode() for name in file["annual/scenario"][()]]
        ids = [name.decode() for name in file["annual/building"][()]]
        for row in told["chosen"]:
            place = names.index(row["scenario"]), ids.index(row["building"])
            assert row["investment_dkk"] == file["economics/investment_dkk"][place]
            assert row["npv_dkk"] == file["economics/npv_dkk"][place]
            change = file["annual/co2_kg"][place] - file["annual/co2_kg"][0, place[1]]
            assert row["saving_co2_kg"] == -change


def test_the_chosen_study_run_again_gives_the_same_sums(tvilling: Tvilling, energy: Path, tmp_path: Path):
    shutil.copytree(energy.parent / "city", tmp_path / "city")
    study = tmp_path / "chosen.toml"
    told = choose(tvilling, energy, "--study", study, objective="saving", budget_dkk=8e6)
    assert len(told["scenarios"]) > 1  # a measure stands in several scenarios, for other buildings in each
    again = tmp_path / "chosen.h5"
    done = tvilling("run", study, "-o", again)
    assert done.code == 0, done.err
    with h5py.File(again) as file:
        assert [name.decode() for name in file["annual/scenario"][()]] == ["baseline", "chosen"]
        for name in ("investment_dkk", "saving_dkk", "npv_dkk"):
            assert file[f"economics/{name}"][1].sum() == pytest.approx(told["sum"][name], rel=1e-12), name
        change = file["annual/co2_kg"][1].sum() - file["annual/co2_kg"][0].sum()
        assert -change == pytest.approx(told["sum"]["saving_co2_kg"], rel=1e-12)
    assert choose(tvilling, again, objective="saving", budget_dkk=8e6)["value"] == pytest.approx(told["value"], rel=1e-12)


def test_tables_list_the_chosen_buildings(tvilling: Tvilling, energy: Path, tmp_path: Path):
    told = choose(tvilling, energy, "-o", tmp_path / "chosen.csv")
    choose(tvilling, energy, "-o", tmp_path / "chosen.xlsx")
    rows = list(csv.DictReader((tmp_path / "chosen.csv").open(encoding="utf-8")))
    assert [(row["building_id"], row["scenario"]) for row in rows] == [(r["building"], r["scenario"]) for r in told["chosen"]]
    book = openpyxl.load_workbook(tmp_path / "chosen.xlsx")
    assert book.sheetnames == ["chosen", "scenarios", "search"]
    assert book["chosen"].max_row == len(rows) + 1
    assert book["chosen"]["F2"].value == pytest.approx(float(rows[0]["investment_dkk"]))
    done = tvilling("choose", energy, "--budget", BUDGET_DKK, "-o", tmp_path / "chosen.csv")
    assert done.code == 2 and "--force" in done.err


def test_the_curve_rises_and_needs_no_budget(tvilling: Tvilling, energy: Path, tmp_path: Path):
    done = tvilling("choose", energy, "--curve", tmp_path / "curve.csv")
    assert done.code == 0, done.err
    rows = list(csv.DictReader((tmp_path / "curve.csv").open(encoding="utf-8")))
    cost = [float(row["dkk_per_tonne_co2"]) for row in rows]
    tonnes = [float(row["cumulative_co2_tonnes"]) for row in rows]
    assert rows and cost == sorted(cost) and all(a < b for a, b in zip(tonnes, tonnes[1:]))
    assert {row["from_scenario"] for row in rows} <= {"baseline", "roofs", "lights", "roofs_and_lights"}


def test_a_larger_budget_and_fewer_limits_never_give_less(tvilling: Tvilling, energy: Path):
    value = choose(tvilling, energy)["value"]
    assert choose(tvilling, energy, "--max-buildings", 3)["value"] <= value
    assert choose(tvilling, energy, "--scenarios", "roofs,lights")["value"] <= value
    assert choose(tvilling, energy, "--payback", 30)["value"] <= value
    assert choose(tvilling, energy, budget_dkk=2 * BUDGET_DKK)["value"] >= value


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "--budget 50e6"),
        (["--budget", "-1"], 2, "budget is -1"),
        (["--budget", "nan"], 2, "no number"),
        (["--budget", "1e6", "--payback", "nan"], 2, "no number"),
        (["--budget", "1e6", "--administration-budget", "Nobody=nan"], 2, "NAME=DKK"),
        (["--budget", "1e6", "--objective", "nvp"], 2, "npv"),
        (["--budget", "1e6", "--scenarios", "rofs"], 3, "roofs"),
        (["--budget", "1", "--objective", "co2"], 3, "The cheapest is"),
        (["--budget", "1e6", "--min-co2", "1e9"], 3, "at most"),
        (["--budget", "1e6", "--administration-budget", "Nobody=1"], 3, "administration"),
        (["--budget", "1e6", "--administration-budget", "Nobody"], 2, "NAME=DKK"),
        (["--budget", "1e6", "--reconciled"], 3, "not reconciled"),
        (["--budget", "1e6", "-o", "chosen.pdf"], 2, ".xlsx"),
        (["--curve", "curve.svg"], 2, ".csv"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_a_hint(
    tvilling: Tvilling, energy: Path, arguments: list[str], code: int, words: str
):
    done = tvilling("choose", energy, *arguments)
    assert done.code == code, done.err
    assert words in done.err


def test_a_study_needs_its_portfolio(tvilling: Tvilling, energy: Path, tmp_path: Path):
    command = ("choose", energy, "--budget", BUDGET_DKK, "--objective", "co2", "--study", tmp_path / "chosen.toml")
    done = tvilling(*command, "--portfolio", tmp_path / "nowhere")
    assert done.code == 3 and "--portfolio" in done.err
    assert not (tmp_path / "chosen.toml").exists()


def test_a_sample_can_be_chosen_from_and_what_is_uncertain_stays(tvilling: Tvilling, energy: Path, tmp_path: Path):
    source = tmp_path / "sampled.toml"
    shutil.copytree(energy.parent / "city", tmp_path / "city")
    uncertain = '\n[uncertainty]\ndraws = 2\n\n[[uncertainty.input]]\nname = "heat_price"\nlow = 0.8\nhigh = 1.3\nshared = "city"\n'
    source.write_text(STUDY + uncertain, encoding="utf-8")
    results = tmp_path / "sampled.h5"
    done = tvilling("run", source, "-o", results, "--sample", 30)
    assert done.code == 0, done.err
    study = tmp_path / "chosen.toml"
    told = choose(tvilling, results, "--study", study)
    assert "[[uncertainty.input]]" in study.read_text(encoding="utf-8")
    again = tmp_path / "chosen.h5"
    assert tvilling("run", study, "-o", again).code == 0
    with h5py.File(again) as file:
        assert file["economics/investment_dkk"][1].sum() == pytest.approx(told["sum"]["investment_dkk"], rel=1e-12)
    done = tvilling("uncertainty", study, "-o", tmp_path / "draws.h5")
    assert done.code == 0, done.err
    with h5py.File(tmp_path / "draws.h5") as file:
        assert [name.decode() for name in file["input"][()]] == ["heat_price"]


def test_a_missing_portfolio_is_told_before_anything_is_written(tvilling: Tvilling, energy: Path, tmp_path: Path):
    command = ("choose", energy, "--budget", BUDGET_DKK, "--objective", "co2", "--study", tmp_path / "chosen.toml")
    table, curve = tmp_path / "chosen.csv", tmp_path / "curve.csv"
    done = tvilling(*command, "-o", table, "--curve", curve, "--portfolio", tmp_path / "nowhere")
    assert done.code == 3 and "--portfolio" in done.err
    assert list(tmp_path.iterdir()) == []
