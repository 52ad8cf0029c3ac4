# SPDX-License-Identifier: MPL-2.0
"""Who moves where, and which premises are given up: the plan that costs least, with a proven bound."""

from __future__ import annotations

import math
import os
import tempfile
from typing import Any, Sequence

import pandas as pd  # type: ignore[import]

from tvilling import _core
from tvilling._arguments import Progress, called_back
from tvilling._arguments import path as path_of
from tvilling._arguments import seed_number, thread_count, wrong, yes_no
from tvilling._findings import stop_on
from tvilling._kept_plan import GIVEN_UP, MOVES, KeptPlan, inputs_of, keep_on_top, seconds_of, study_of_plan, warn_of_plan
from tvilling._study import Study
from tvilling._told import AS_IT_IS, NUMBER, TEXT, WHOLE, Told, number_columns, table

_ENDINGS = (".xlsx", ".json", ".html")
_LANGUAGES = ("da", "en")
_PREMISES = {
    **{"lease": TEXT, "blocks": WHOLE, "held_blocks": WHOLE},
    **number_columns(["area_m2", "desks", "persons_before", "persons_after"]),
    **number_columns(["m2_per_employee_before", "m2_per_employee_after"]),
}
_YEARS = {
    "year": WHOLE,
    **number_columns(["rent_dkk", "internal_rent_dkk", "let_dkk", "operation_dkk", "energy_dkk"]),
    **number_columns(["move_dkk", "fit_out_dkk", "close_dkk", "sale_dkk", "cash_dkk"]),
}
_AIR = ["least_l_s_person", "co2_above_1000_ppm_h", "co2_max_ppm", "above_26_degc_h"]
_RECEIVING = {
    **{"building": TEXT, "persons_before": NUMBER, "persons_after": NUMBER},
    **number_columns(f"{name}_{when}" for when in ("before", "after") for name in _AIR),
    **{"broken": TEXT, "worse": TEXT},
}
_LOCKS = {"kind": TEXT, "unit": TEXT, "lease": TEXT, "reason": TEXT, "source": TEXT, "price_dkk_per_year": NUMBER}


class ConsolidationPlan(Told):
    """A plan of who moves where, as ``tvilling consolidate`` tells it (DKK a year, real, without VAT). Made by `consolidate`.

    Look at ``warnings`` first: limits of air and heat that the plan breaks.
    """

    def __init__(
        self, core: _core.PlanOfStudy, study: Study, findings: Sequence[_core.Finding], how: tuple[int, bool, int]
    ) -> None:
        super().__init__(core.json(), findings)
        self._core = core
        self._study = study
        self._how = how

    @property
    def objective_dkk_per_year(self) -> float:
        """What the plan costs, with what is paid once shared out over the years."""
        return float(self._told["objective_dkk_per_year"])

    @property
    def today_dkk_per_year(self) -> float:
        """What it costs when everybody stays."""
        return float(self._told["today_dkk_per_year"])

    @property
    def saving_dkk_per_year(self) -> float:
        """What the plan saves of what is paid every year, when all is done."""
        return float(self._told["saving_dkk_per_year"])

    @property
    def bound_dkk_per_year(self) -> float:
        """No plan costs less than this, in DKK a year; NaN: nobody knows."""
        return _known(self._told["bound_dkk_per_year"])

    @property
    def gap(self) -> float:
        """How far the plan may be above the best there is, as a fraction of it."""
        return _known(self._told["gap"])

    @property
    def payback_years(self) -> float:
        """How long all savings, internal rent too, take to pay what is paid once; notice is no part of it."""
        return _known(self._told["payback_years"])

    @property
    def payback_cash_years(self) -> float:
        """The same of the saving in cash alone; NaN: it never pays."""
        return _known(self._told["payback_cash_years"])

    @property
    def greedy_objective_saving_dkk_per_year(self) -> float:
        """What the greedy of reference saves of the objective; NaN: it was not asked for."""
        return _known(self._told.get("greedy_objective_saving_dkk_per_year"))

    @property
    def forecast_dkk_per_year(self) -> float:
        """What room for the upper end of the head-count forecast costs; NaN: there is no forecast."""
        return _known(self._told.get("forecast_dkk_per_year"))

    @property
    def ended(self) -> str:
        """``proven`` (no plan costs less), ``time`` or ``steps``: what ended the search."""
        return str(self._told["ended"])

    @property
    def moves(self) -> pd.DataFrame:
        """Who moves, by ``unit``: lease ``from`` and ``to``, period and month, persons, and why."""
        return table(self._told["moves"], MOVES, "unit")

    @property
    def given_up(self) -> pd.DataFrame:
        """What is given up, by ``lease``: ``blocks`` (floors) of all, when, until when it is paid, and what that saves.

        A lease of several floors can be there more than once; rent and operation, in DKK a year.
        """
        return table(self._told["given_up"], GIVEN_UP, "lease")

    @property
    def closed(self) -> list[str]:
        """Leases of which nothing is held at the end, by id."""
        return list(self._told["close"])

    @property
    def premises(self) -> pd.DataFrame:
        """Every lease before and after: area in m2, desks, persons, m2 per employee; ``held_blocks`` of ``blocks`` at the end."""
        rows = [{**row, "held_blocks": row["held"][-1]} for row in self._told["premises"]]
        return table(rows, _PREMISES, "lease")

    @property
    def years(self) -> pd.DataFrame:
        """The business case, change by year in DKK: cash apart from internal rent (a saving is negative)."""
        return table(self._told["years"], _YEARS, "year")

    @property
    def running(self) -> pd.DataFrame:
        """What is paid, used and emitted every year, ``today`` and ``after`` (DKK, kWh, kg)."""
        columns = {"today": self._told["running_today"], "after": self._told["running_after"]}
        return pd.DataFrame(columns, dtype="float64")

    @property
    def once(self) -> pd.Series:
        """What is paid once, in DKK: moving, fit-out, closing (restoration), sale (an income is negative), and their total.

        ``notice_dkk`` is rent that runs on: no part of the total, and in ``years`` it is rent.
        """
        return pd.Series(self._told["once"], name="once", dtype="float64")

    @property
    def simulated(self) -> pd.DataFrame | None:
        """The change of a year as the plan booked it and as the simulation of it says (kWh, kg, DKK); None without energy."""
        told = self._told.get("simulated")
        if told is None:
            return None
        rows = [{"change": name, **told[name]} for name in told if name.startswith("change_")]
        return table(rows, {"change": TEXT, **number_columns(["booked", "simulated", "ratio"])}, "change")

    @property
    def receiving(self) -> pd.DataFrame:
        """Air and heat of the buildings that people move to, before and after (l/s a person, h, ppm), and limits that are broken."""
        rows = []
        for row in self._told.get("simulated", {}).get("receiving", []):
            air = {f"{name}_{when}": row[when][name] for when in ("before", "after") for name in _AIR}
            rows.append({**row, **air, "broken": "; ".join(row["broken"]), "worse": "; ".join(row["worse"])})
        return table(rows, _RECEIVING, "building")

    @property
    def locks(self) -> pd.DataFrame:
        """What may not move or must be kept or given up, why, and what that costs in DKK a year (NaN: not priced).

        ``is_exact`` is 1 where the price is proven, 0 where a search found it; locks on the same unit or premises have one price
        together: ``together_with`` names the others.
        """
        return table(self._told["locks"], {**_LOCKS, "is_exact": NUMBER, "together_with": AS_IT_IS})

    @property
    def alternatives(self) -> list[dict[str, Any]]:
        """Other good plans that give up other premises, as in `to_dict`."""
        return list(self.to_dict()["alternatives"])

    @property
    def warnings(self) -> list[str]:
        """Limits that the plan breaks and energy far from what was booked: look at them first."""
        return [str(row["message"]) for row in self._told["warnings"]]

    def write(self, path: str | os.PathLike[str], *, language: str = "da") -> None:
        """Write the plan (DKK a year): ``.xlsx``, a proposal sheet as ``.html``, or ``.json`` that `keep_on_top` reads.

        Parameters
        ----------
        path : path
            The file; one that is there is replaced, but not the tables that the plan was made of.
        language : {"da", "en"}
            Of workbook and proposal.
        """
        name = path_of("path", path)
        ending = os.path.splitext(name)[1]
        if ending not in _ENDINGS:
            raise wrong("path", path, f"Known endings: {', '.join(_ENDINGS)}.")
        if language not in _LANGUAGES:
            raise wrong("language", language, f"Known: {', '.join(_LANGUAGES)}.")
        if any(os.path.exists(name) and os.path.exists(read) and os.path.samefile(name, read) for read in self._core.files_read()):
            raise wrong("path", path, "The plan was made of that file; name another.")
        if ending == ".xlsx":
            self._core.write_workbook(name, language)
        elif ending == ".html":
            self._core.write_proposal(name, language)
        else:
            self._core.write_json(name)

    def keep(self, what: str, *, seconds: float = 15.0, progress: Progress | None = None) -> KeptPlan:
        """Return the smallest change of this plan that keeps a unit, lease or property as it is (DKK a year).

        The tables and the weather are read again: the change is against them as they are now.

        Parameters
        ----------
        what : str
            Its id.
        seconds : float
            Time for it; 25 are used at most.
        progress : callable, optional
            Called now and then as ``progress(phase, done, total, failed)``; what it raises stops the work.

        Returns
        -------
        KeptPlan
        """
        seed, reproducible, threads = self._how
        with tempfile.TemporaryDirectory(prefix="tvilling-") as folder:
            approved = os.path.join(folder, "plan.json")
            self.write(approved)
            return keep_on_top(
                self._study,
                approved,
                what,
                seconds=seconds,
                seed=seed,
                reproducible=reproducible,
                threads=threads,
                progress=progress,
            )

    def __repr__(self) -> str:
        what = f"{len(self._told['moves'])} units move, {len(self.closed)} premises given up"
        return self._shown(f"{what}, saves {self.saving_dkk_per_year:,.0f} DKK/year, gap {100 * self.gap:.2f} %")


def consolidate(
    study: Study | str | os.PathLike[str],
    *,
    seconds: float = 60.0,
    seed: int = 1,
    reproducible: bool = False,
    threads: int = 0,
    progress: Progress | None = None,
) -> ConsolidationPlan:
    """Find who moves where and which premises are given up, as ``tvilling consolidate`` does (DKK a year, kWh, m2).

    Parameters
    ----------
    study : Study or path
        With a table ``[consolidation]``.
    seconds : float
        Time for plan, bound and prices of locks; a small case needs none of it.
    seed : int
        Another seed searches otherwise.
    reproducible : bool
        Count steps, not seconds: equal runs give equal plans.
    threads : int
        0: all that the machine has.
    progress : callable, optional
        Called now and then as ``progress(phase, done, total, failed)``; what it raises stops the work.

    Returns
    -------
    ConsolidationPlan

    Raises
    ------
    InputError
        When study or tables have problems that stop, or no plan keeps all limits (then the smallest set of locks that contradict
        each other is told).
    TvillingError
        When a file cannot be read.

    Warns
    -----
    TvillingWarning
        For limits of air and heat that the plan breaks, and whatever else should be looked at.

    Examples
    --------
    >>> import tvilling as tv
    >>> plan = tv.consolidate("study.toml", reproducible=True)     # doctest: +SKIP
    >>> plan.moves[["from", "to", "persons"]]                      # doctest: +SKIP
    """
    known = study_of_plan(study)
    how = seed_number("seed", seed), yes_no("reproducible", reproducible), thread_count(threads)
    time, back = seconds_of(seconds), called_back(progress)
    portfolio, weather, read = inputs_of(known)
    core, findings = _core.consolidate(known._core, portfolio, weather, read, time, *how, back)
    stop_on(findings)
    assert core is not None  # it is missing only when something stops
    warn_of_plan(findings, read)
    return ConsolidationPlan(core, known, findings, how)


def _known(value: float | None) -> float:
    return math.nan if value is None else float(value)
