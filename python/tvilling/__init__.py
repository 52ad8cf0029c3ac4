# SPDX-License-Identifier: MPL-2.0
"""Digital twins of a municipality's buildings: energy, occupancy, heating and what-if scenarios.

Units are in every name: ``area_m2``, ``u_value_w_m2k``, ``heat_kwh``, ``_degc``, ``_k``. Use and cost are positive; a change is
scenario minus baseline, so a saving is negative. Money is DKK without VAT, CO2 is kg CO2 equivalents.

Examples
--------
>>> import tvilling as tv
>>> town = tv.synth(buildings=20)
>>> roofs = tv.Scenario("roofs", [tv.measures.InsulateRoof(u_value_w_m2k=0.12, where="year < 1973")])
>>> with tv.run(town, [roofs]) as results:
...     change = results.compare()["change_heat_kwh"].sum("building")
>>> bool(change.sel(scenario="roofs") < 0)
True
"""

from __future__ import annotations

from tvilling import _core, measures
from tvilling._capacity import Capacity, FittedBookings, capacity
from tvilling._check import Check, check
from tvilling._consolidation import ConsolidationPlan, consolidate
from tvilling._errors import InputError, TvillingError, TvillingWarning
from tvilling._kept_plan import KeptPlan, keep_on_top
from tvilling._portfolio import Portfolio, load, synth
from tvilling._reconcile import Reconciliation, reconcile
from tvilling._results import Results, open_results
from tvilling._run import run
from tvilling._screening import Screening, screen
from tvilling._study import Scenario, Study, grid, load_study
from tvilling._uncertainty import Uncertainty, open_uncertainty, uncertainty

__version__: str = _core.version

__all__ = [
    "Capacity",
    "Check",
    "ConsolidationPlan",
    "FittedBookings",
    "InputError",
    "KeptPlan",
    "Portfolio",
    "Reconciliation",
    "Results",
    "Scenario",
    "Screening",
    "Study",
    "TvillingError",
    "TvillingWarning",
    "Uncertainty",
    "__version__",
    "capacity",
    "check",
    "consolidate",
    "grid",
    "keep_on_top",
    "load",
    "load_study",
    "measures",
    "open_results",
    "open_uncertainty",
    "reconcile",
    "run",
    "screen",
    "synth",
    "uncertainty",
]
