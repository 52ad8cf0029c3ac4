# SPDX-License-Identifier: MPL-2.0
"""What if something of an approved plan is kept as it is."""

from __future__ import annotations

import math
import os
from typing import Any, Sequence

import pandas as pd  # type: ignore[import]

from tvilling import _core
from tvilling._arguments import Progress, called_back, number
from tvilling._arguments import path as path_of
from tvilling._arguments import seed_number, text, thread_count, wrong, yes_no
from tvilling._errors import InputError
from tvilling._findings import stop_on, warn_of
from tvilling._portfolio import load
from tvilling._study import Study, load_study
from tvilling._told import NUMBER, TEXT, WHOLE, Told, number_columns, table

MOVES = {"unit": TEXT, "from": TEXT, "to": TEXT, "period": WHOLE, "month": TEXT, "persons": NUMBER, "why": TEXT}
GIVEN_UP = {
    **{"lease": TEXT, "blocks": WHOLE, "of_blocks": WHOLE, "period": WHOLE, "month": TEXT, "paid_until": TEXT},
    "saves_dkk_per_year": NUMBER,
}


class KeptPlan(Told):
    """The smallest change of an approved plan that keeps something, beside the best plan that does (DKK a year)."""

    @property
    def change_dkk_per_year(self) -> float:
        """What keeping it costs, against the approved plan."""
        return float(self._told["change_dkk_per_year"])

    @property
    def nearest_is_proven(self) -> bool:
        """Whether no smaller change keeps it."""
        return bool(self._told["nearest_is_proven"])

    @property
    def seats(self) -> pd.DataFrame:
        """Units that sit elsewhere than in the approved plan, by ``unit``: the lease ``approved`` and ``now``."""
        return table(self._told["seats"], {"unit": TEXT, "approved": TEXT, "now": TEXT}, "unit")

    @property
    def plans(self) -> pd.DataFrame:
        """The plans ``approved``, ``nearest`` and ``best``: objective and savings in DKK a year, what is paid once in DKK."""
        columns = ["objective_dkk_per_year", "saving_dkk_per_year", "objective_saving_dkk_per_year", "once_dkk"]
        rows = [{"plan": name, **self._told[name]} for name in ("approved", "nearest", "best")]
        return table(rows, {"plan": TEXT, **number_columns(columns)}, "plan")

    def moves(self, plan: str = "nearest") -> pd.DataFrame:
        """Return who moves in the plan ``approved``, ``nearest`` or ``best``, as `ConsolidationPlan.moves` (DKK a year)."""
        return table(self._plan(plan)["moves"], MOVES, "unit")

    def given_up(self, plan: str = "nearest") -> pd.DataFrame:
        """Return what is given up in the plan ``approved``, ``nearest`` or ``best`` (DKK a year)."""
        return table(self._plan(plan)["given_up"], GIVEN_UP, "lease")

    def closed(self, plan: str = "nearest") -> list[str]:
        """Return leases of which nothing is held at the end (ids, no unit)."""
        return list(self._plan(plan)["close"])

    @property
    def warnings(self) -> list[str]:
        """Limits that the smallest change breaks, and those that the approved plan no longer keeps: look at them first."""
        return [str(row["message"]) for row in self._told["warnings"]]

    def _plan(self, name: str) -> dict[str, Any]:
        known = ["approved", "nearest", "best"]
        if text("plan", name) not in known:
            raise wrong("plan", name, _core.did_you_mean(name, known))
        return dict(self._told[name])

    def __repr__(self) -> str:
        told = self._told
        return self._shown(
            f"{told['what']} {told['keep']!r} stays, {len(told['seats'])} units sit elsewhere, "
            f"{self.change_dkk_per_year:+,.0f} DKK/year"
        )


def keep_on_top(
    study: Study | str | os.PathLike[str],
    approved: str | os.PathLike[str],
    keep: str,
    *,
    seconds: float = 15.0,
    seed: int = 1,
    reproducible: bool = False,
    threads: int = 0,
    progress: Progress | None = None,
) -> KeptPlan:
    """Return the smallest change of an approved plan that keeps something, as ``consolidate --from --keep`` (DKK a year).

    Parameters
    ----------
    study : Study or path
        Of the plan.
    approved : path
        The plan: ``.json`` of `ConsolidationPlan.write` or ``tvilling consolidate -o``.
    keep : str
        Id of a unit, lease or property that stays as it is.
    seconds : float
        Time for it; 25 are used at most.
    seed, reproducible, threads, progress
        As `consolidate` has them.

    Returns
    -------
    KeptPlan

    Raises
    ------
    InputError
        When the plan is of another study, or it cannot be kept.
    TvillingError
        When a file cannot be read.
    """
    known = study_of_plan(study)
    name = text("keep", keep, "The id of a unit, lease or property is needed.")
    if not name:
        raise InputError("what of the plan shall be kept?", kind="wrong_usage", hint="Give the id of a unit, lease or property.")
    how = seconds_of(seconds), seed_number("seed", seed), yes_no("reproducible", reproducible), thread_count(threads)
    back = called_back(progress)
    portfolio, weather, read = inputs_of(known)
    told, findings = _core.keep_on_top(
        known._core, portfolio, weather, read, path_of("approved", approved), name, *how, back
    )
    stop_on(findings)
    assert told is not None  # it is missing only when something stops
    warn_of_plan(findings, read)
    return KeptPlan(told, findings)


def study_of_plan(study: object) -> Study:
    """Return a study; a path is read."""
    if isinstance(study, Study):
        return study
    if not isinstance(study, (str, os.PathLike)):
        raise wrong("study", study, "A study or its path is needed.")
    return load_study(study)


def inputs_of(study: Study) -> tuple[_core.Portfolio, _core.Weather, list[_core.Finding]]:
    """Read what a study plans with, and what was noticed in it."""
    portfolio = load(study.portfolio)
    weather, findings = _core.load_weather(study.weather)
    stop_on(findings)
    return portfolio._core, weather, portfolio._findings + findings


def seconds_of(value: object) -> float:
    """Return a time above 0."""
    hint = "A number above 0 is needed, at most a day (86400)."
    return number("seconds", value, math.ulp(0.0), 86_400, hint)


def warn_of_plan(findings: Sequence[_core.Finding], read: Sequence[_core.Finding]) -> None:
    """Warn of what planning noticed; what reading noticed is in `findings`, as with `load`."""
    known = {str(finding) for finding in read}
    warn_of([finding for finding in findings if str(finding) not in known])
