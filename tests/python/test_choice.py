# SPDX-License-Identifier: MPL-2.0
"""Choosing measures under a budget from Python: the same answer as the command line."""

from __future__ import annotations

import json
import math
import subprocess
from pathlib import Path

import pytest

import tvilling as tv

BUDGET_DKK = 10e6


def test_the_choice_keeps_the_budget_and_its_bound(results: tv.Results) -> None:
    chosen = results.choose(budget_dkk=BUDGET_DKK, objective="co2")
    assert 0 < len(chosen) and chosen["investment_dkk"].sum() <= BUDGET_DKK
    assert math.isclose(chosen["saving_co2_tonnes"].sum(), chosen.attrs["value"], rel_tol=1e-12)
    assert chosen.attrs["value"] <= chosen.attrs["bound"] and chosen.attrs["gap_fraction"] <= 1e-3
    assert chosen.attrs["end"] == "optimal" and chosen.attrs["units"]["npv_dkk"] == "DKK"
    assert set(chosen["scenario"]) <= set(results.scenarios) - {"baseline"}
    assert chosen.index.is_unique and set(chosen.index) <= set(results.buildings.index)


def test_python_and_the_command_line_choose_the_same(results: tv.Results, program: Path) -> None:
    command = [str(program), "choose", results.path, "--budget", str(BUDGET_DKK), "--objective", "saving", "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    chosen = results.choose(budget_dkk=BUDGET_DKK, objective="saving")
    assert told["value"] == chosen.attrs["value"] and told["bound"] == chosen.attrs["bound"]
    assert [(row["building"], row["scenario"]) for row in told["chosen"]] == list(chosen["scenario"].items())


def test_limits_are_kept(results: tv.Results) -> None:
    few = results.choose(budget_dkk=BUDGET_DKK, objective="co2", max_buildings=2, scenarios=["roofs"])
    assert len(few) <= 2 and set(few["scenario"]) <= {"roofs"}
    slow = results.choose(budget_dkk=BUDGET_DKK, objective="co2", payback_years=40)
    assert (slow["investment_dkk"] <= 40 * slow["saving_dkk"]).all()


def test_the_abatement_curve_rises(results: tv.Results) -> None:
    curve = results.abatement_curve()
    assert curve["cumulative_co2_tonnes"].is_monotonic_increasing and curve["dkk_per_tonne_co2"].is_monotonic_increasing
    assert (curve["saving_co2_tonnes"] > 0).all() and curve.attrs["units"]["dkk_per_tonne_co2"] == "DKK/t"


@pytest.mark.parametrize(
    "arguments",
    [{"budget_dkk": -1}, {"budget_dkk": "5"}, {"budget_dkk": 1e6, "objective": "nvp"}, {"budget_dkk": 1e6, "scenarios": "roofs"}],
)
def test_arguments_that_mean_nothing_are_refused(results: tv.Results, arguments: dict[str, object]) -> None:
    with pytest.raises(tv.InputError):
        results.choose(**arguments)  # type: ignore[arg-type]


def test_an_unknown_scenario_or_administration_is_refused_with_the_nearest(results: tv.Results) -> None:
    with pytest.raises(tv.InputError, match="roofs"):
        results.choose(budget_dkk=1e6, scenarios=["rofs"])
    with pytest.raises(tv.InputError, match="administration"):
        results.choose(budget_dkk=1e6, administration_budget_dkk={"Nobody": 1.0})
