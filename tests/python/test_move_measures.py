# SPDX-License-Identifier: MPL-2.0
"""Units that move and premises that are given up, from Python."""

from __future__ import annotations

from pathlib import Path

import pytest
import tvilling as tv

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "examples" / "sammenlaegning" / "tabeller"


@pytest.fixture(scope="module")
def offices() -> tv.Portfolio:
    return tv.load(TABLES)


def test_a_merge_conserves_people_and_its_rent_is_cash(offices: tv.Portfolio) -> None:
    merged = tv.Scenario("merged", [tv.measures.Move(units=["U-1", "U-2"], to="L-2"), tv.measures.Close(lease="L-1")])
    results = tv.run(offices, [merged])
    change = results.compare().change_occupancy_person_h.sel(scenario="merged")
    assert float(change.sum()) == pytest.approx(0, abs=0.04)
    assert float(results.economics.change_rent_dkk.sel(scenario="merged").sum()) == -1500 * 1600


def test_a_unit_that_is_not_there_is_told_with_the_nearest(offices: tv.Portfolio) -> None:
    wrong = tv.Scenario("wrong", [tv.measures.Move(units="U-11", to="L-2")])
    with pytest.raises(tv.InputError, match="U-11"):
        tv.run(offices, [wrong])


def test_a_study_file_gives_the_measures_that_python_makes() -> None:
    study = tv.load_study(ROOT / "examples" / "sammenlaegning" / "study.toml")
    half = {scenario.name: scenario for scenario in study.scenarios}["half"]
    assert half.measures == (tv.measures.Move(units="U-1", to="L-2"),)
    assert repr(half.measures[0]) == "Move(units=('U-1',), to='L-2', desk_fit_out_dkk=0.0)"
