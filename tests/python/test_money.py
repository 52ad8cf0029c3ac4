# SPDX-License-Identifier: MPL-2.0
"""Money of a run from Python: the same numbers as in the file, with the prices that were asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
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


def test_a_study_keeps_its_prices_when_it_gets_other_scenarios(tmp_path: Path, scenarios: list[tv.Scenario]):
    study = tmp_path / "study.toml"
    study.write_text(f'[study]\nportfolio = "{ROOT / "examples" / "danish_small"}"\nreconcile = false\n[economics]\nhorizon_years = 17\n', encoding="utf-8")
    with tv.run(tv.load_study(study), scenarios) as results:
        assert "horizon_years = 17" in results.provenance["economics"]
