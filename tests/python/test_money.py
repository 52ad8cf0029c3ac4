# SPDX-License-Identifier: MPL-2.0
"""Money of a run from Python: the same numbers as in the file, with the prices that were asked for."""

from __future__ import annotations

import json
import math
import subprocess
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import tvilling as tv

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def results(town: tv.Portfolio, scenarios: list[tv.Scenario]) -> tv.Results:
    return tv.run(town, scenarios)


def test_the_baseline_costs_and_saves_nothing(results: tv.Results):
    baseline = results.economics.sel(scenario="baseline")
    for name, values in baseline.data_vars.items():
        assert (values == 0).all(), name


def test_the_saving_is_the_change_of_the_bill_less_maintenance(results: tv.Results):
    change_dkk = results.compare().change_cost_dkk
    saving_dkk = -change_dkk - results.economics.maintenance_dkk
    # The bill is rounded by the month, the saving once: 2^-20 DKK each.
    np.testing.assert_allclose(results.economics.saving_dkk, saving_dkk, atol=2e-5)
    assert results.economics.saving_dkk.attrs["units"] == "DKK"


def test_a_building_pays_only_where_a_measure_betters_it(results: tv.Results):
    roofs = results.economics.investment_dkk.sel(scenario="roofs")
    changed = results.compare().change_heat_kwh.sel(scenario="roofs") != 0
    assert ((roofs > 0) == changed).all()
    assert int(changed.sum()) > 0


def test_the_measures_tell_what_became_of_them(results: tv.Results):
    measures = results.measures
    assert list(measures.scenario) == ["roofs", "roofs_and_nights", "roofs_and_nights"]
    assert list(measures.type) == ["insulate_roof", "insulate_roof", "night_set_back"]
    assert (measures.matched == measures.done + measures.idle + measures.listed + measures.replaced + measures.failed).all()
    paid = results.economics.investment_dkk.sum("building").sel(scenario="roofs")
    assert measures.investment_dkk[0] == pytest.approx(float(paid))
    assert measures.attrs["units"]["investment_dkk"] == "DKK"


def test_a_dearer_heat_saves_more_money(town: tv.Portfolio, scenarios: list[tv.Scenario], results: tv.Results):
    with tv.run(town, scenarios, tariff={"heat_dkk_kwh": 2 * 0.5643}) as dear:
        more = dear.economics.saving_dkk.sel(scenario="roofs") > results.economics.saving_dkk.sel(scenario="roofs")
        saved = results.compare().change_heat_kwh.sel(scenario="roofs") < 0
        assert more.where(saved, drop=True).all()
        assert "heat_dkk_kwh = 1.1286" in dear.provenance["economics"]


def test_an_unknown_key_of_the_tariff_is_refused_with_the_nearest(town: tv.Portfolio):
    with pytest.raises(tv.InputError, match="heat_dkk_kwh"):
        tv.run(town, tariff={"heat_dk_kwh": 1.0})


def test_a_table_in_the_tariff_and_a_list_in_economics_are_taken(town: tv.Portfolio):
    steps = [{"from_year": 1, "rate_fraction": 0.02}]
    with tv.run(town, economics={"discount": steps}, tariff={"rise": {"heat_fraction_year": 0.01}}) as results:
        assert "rate_fraction = 0.02" in results.provenance["economics"]
        assert "heat_fraction_year = 0.01" in results.provenance["economics"]


@pytest.fixture(scope="module")
def metered(tmp_path_factory: pytest.TempPathFactory) -> tv.Results:
    """A study of a portfolio with meters."""
    folder = tmp_path_factory.mktemp("metered")
    study = folder / "study.toml"
    roofs = '[[scenario]]\nname = "roofs"\n[[scenario.measure]]\ntype = "insulate_roof"\n'
    study.write_text(f'[study]\nportfolio = "{ROOT / "examples" / "danish_small"}"\n{roofs}', encoding="utf-8")
    with warnings.catch_warnings():  # of its tables, which are not what this is about
        warnings.simplefilter("ignore", tv.TvillingWarning)
        return tv.run(tv.load_study(study), out=folder / "results.h5")


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row of `tvilling compare --json` as a row of a table."""
    money = row.pop("economics")
    reconciled = row.pop("reconciled", {})
    for name, value in reconciled.items():
        change = name.startswith("change_")
        row[f"change_reconciled_{name.removeprefix('change_')}" if change else f"reconciled_{name}"] = value
    return {name: math.nan if value is None else value for name, value in {**row, **money}.items()}


@pytest.mark.parametrize("by", ["total", "use", "building"])
def test_totals_have_the_money_and_the_meters_of_the_command_line(metered: tv.Results, program: Path, by: str):
    command = [str(program), "compare", metered.path, "--by", by, "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    theirs = pd.DataFrame([flat(row) for row in told["rows"]])
    ours = (metered.total() if by == "total" else metered.by(by)).reset_index()
    theirs = theirs.drop(columns="group") if by == "total" else theirs.rename(columns={"group": by})
    assert {"npv_dkk", "payback_years", "reconciled_heat_kwh", "change_reconciled_npv_dkk"} <= set(ours.columns)
    pd.testing.assert_frame_equal(ours[sorted(ours)], theirs[sorted(theirs)], check_exact=True, check_dtype=False)


def test_totals_of_money_have_units_and_the_key_figures_of_their_sums(results: tv.Results):
    total = results.total()
    roofs = total.loc["roofs"]
    assert roofs["investment_dkk"] == results.economics.investment_dkk.sel(scenario="roofs").sum() > 0
    assert roofs["payback_years"] == pytest.approx(roofs["investment_dkk"] / roofs["saving_dkk"])
    assert roofs["profitability"] == pytest.approx(roofs["saving_dkk"] * roofs["lifetime_years"] / roofs["investment_dkk"])
    assert math.isnan(total.loc["baseline", "payback_years"])
    assert total.attrs["units"]["npv_dkk"] == "DKK"
    assert "reconciled_heat_kwh" not in total  # no meters
    assert set(total.attrs["units"]) == set(total.columns) - {"buildings", "missing"}
