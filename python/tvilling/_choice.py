# SPDX-License-Identifier: MPL-2.0
"""Measures under a budget, and the marginal abatement cost curve."""

from __future__ import annotations

import math
import numbers
from typing import Mapping, Sequence

import pandas as pd  # type: ignore[import]

from tvilling import _core
from tvilling._arguments import listed, text, whole_number, wrong, yes_no
from tvilling._stored import Stored

_MOST_BUILDINGS = 10_000_000
_MOST_NODES = 1_000_000_000
_UNITS = {
    "investment_dkk": "DKK",
    "saving_dkk": "DKK/year",
    "npv_dkk": "DKK",
    "saving_co2_kg": "kg/year",
    "saving_co2_tonnes": "t",
    "cost_dkk": "DKK",
    "dkk_per_tonne_co2": "DKK/t",
    "cumulative_co2_tonnes": "t",
    "cumulative_cost_dkk": "DKK",
}


class Choosing(Stored):
    """What `Results` can choose."""

    def choose(
        self,
        budget_dkk: float,
        *,
        objective: str = "npv",
        payback_years: float | None = None,
        total_payback_years: float | None = None,
        min_saving_co2_tonnes: float | None = None,
        max_buildings: int | None = None,
        administration_budget_dkk: Mapping[str, float] | None = None,
        scenarios: Sequence[str] | None = None,
        reconciled: bool = False,
        max_nodes: int = 5000,
    ) -> pd.DataFrame:
        """Choose the measures that bring most under a budget (DKK), each building as in one scenario, or as it is.

        Parameters
        ----------
        budget_dkk : float
            Most that all investments may cost.
        objective : str
            What shall be largest: ``npv`` (DKK), ``co2`` (tonnes over the horizon) or ``saving`` (DKK a year).
        payback_years, total_payback_years : float, optional
            Longest simple payback of each building, of all together.
        min_saving_co2_tonnes : float, optional
            Least CO2 saved by all together over the horizon.
        max_buildings : int, optional
            At most so many buildings.
        administration_budget_dkk : dict, optional
            Most that the buildings of an administration may cost, by its name.
        scenarios : list of str, optional
            Choose among these; None: all.
        reconciled : bool
            With the savings of the baseline that is reconciled with meters.
        max_nodes : int
            Nodes of branch and bound after which the search ends.

        Returns
        -------
        pandas.DataFrame
            One row per chosen building, by its id. ``attrs``: ``value`` of the objective, ``bound`` that no choice passes,
            ``gap_fraction``, ``end`` (``optimal`` or ``node_limit``), ``nodes``, ``budget_price`` (what a DKK more would
            bring, in the linear relaxation), ``horizon_years`` and ``units``.

        Raises
        ------
        InputError
            When the file has no economics, a limit cannot be kept or a name is not known.
        """
        limits = {"payback_years": payback_years, "total_payback_years": total_payback_years}
        limits["min_saving_co2_tonnes"] = min_saving_co2_tonnes
        budgets = administration_budget_dkk
        self._check_open()
        return _choose(self._core, budget_dkk, objective, limits, max_buildings, budgets, scenarios, reconciled, max_nodes)

    def abatement_curve(self, scenarios: Sequence[str] | None = None, *, reconciled: bool = False) -> pd.DataFrame:
        """Return the marginal abatement cost curve: steps of buildings by cost per tonne of CO2 (units in ``attrs``).

        A step takes a building from ``from_scenario`` to ``scenario``. ``cost_dkk`` is minus the net present value over the
        horizon, ``saving_co2_tonnes`` is over the horizon too. Steps that no mixture of others beats are in it.
        """
        self._check_open()
        return _abatement_curve(self._core, scenarios, reconciled)


def _choose(
    results: _core.Results,
    budget_dkk: float,
    objective: str,
    limits: Mapping[str, float | None],
    max_buildings: int | None,
    administration_budget_dkk: Mapping[str, float] | None,
    scenarios: Sequence[str] | None,
    reconciled: bool,
    max_nodes: int,
) -> pd.DataFrame:
    """Choose as `Results.choose` says."""
    most = None
    if max_buildings is not None:
        most = whole_number("max_buildings", max_buildings, 0, _MOST_BUILDINGS, "A whole number is needed, 0 or more.")
    budgets = {} if administration_budget_dkk is None else administration_budget_dkk
    if not isinstance(budgets, Mapping):
        raise wrong("administration_budget_dkk", budgets, "A dict is needed: {name: DKK}.")
    chosen = _core.choose(
        results,
        _amount("budget_dkk", budget_dkk),
        text("objective", objective, "Known: npv, co2, saving."),
        {name: _amount(name, value) for name, value in limits.items() if value is not None},
        most,
        {
            text("administration_budget_dkk", name): _amount(f"administration_budget_dkk[{name!r}]", value)
            for name, value in budgets.items()
        },
        _names(scenarios),
        yes_no("reconciled", reconciled),
        whole_number("max_nodes", max_nodes, 1, _MOST_NODES, "A whole number is needed, 1 or more."),
    )
    frame = pd.DataFrame(chosen.rows()).set_index("building_id")
    frame.attrs["units"] = {name: _UNITS[name] for name in frame.columns if name in _UNITS}
    frame.attrs.update(objective=objective, value=chosen.value, bound=chosen.bound, gap_fraction=chosen.gap_fraction)
    frame.attrs.update(end=chosen.end, nodes=chosen.nodes, budget_price=chosen.budget_price)
    frame.attrs.update(horizon_years=chosen.horizon_years)
    return frame


def _abatement_curve(results: _core.Results, scenarios: Sequence[str] | None, reconciled: bool) -> pd.DataFrame:
    """Make the curve as `Results.abatement_curve` says."""
    frame = pd.DataFrame(_core.abatement_curve(results, _names(scenarios), yes_no("reconciled", reconciled)))
    frame.attrs["units"] = {name: _UNITS[name] for name in frame.columns if name in _UNITS}
    return frame


def _names(scenarios: object) -> list[str]:
    if scenarios is None:
        return []
    hint = "A list of scenario names is needed, or None for all."
    return [text("scenarios", name, hint) for name in listed("scenarios", scenarios, hint)]


def _amount(name: str, value: object) -> float:
    number = isinstance(value, numbers.Real) and not isinstance(value, bool)
    if not number or not math.isfinite(float(value)) or float(value) < 0:  # type: ignore[arg-type]
        raise wrong(name, value, "A number is needed, 0 or more.")
    return float(value)  # type: ignore[arg-type]
