# SPDX-License-Identifier: MPL-2.0
"""Metered use against simulated use."""

from __future__ import annotations

import math
import os
from typing import Sequence

import pandas as pd  # type: ignore[import]

from tvilling import _core
from tvilling._arguments import path as path_of
from tvilling._arguments import number, text, thread_count, whole_number
from tvilling._findings import stop_on, to_frame


class Reconciliation:
    """Metered against simulated use, in kWh (heat, electricity) and m3 (water); see ``unit``.

    Made by `reconcile`. Names of protected addresses are withheld.
    """

    def __init__(self, core: _core.Reconciled, findings: Sequence[_core.Finding]) -> None:
        self._core = core
        self._findings = list(findings)

    @property
    def buildings(self) -> pd.DataFrame:
        """One row per building, carrier and metered year: the columns of ``tvilling reconcile -o reconciled.csv``.

        ``metered`` (of the calendar year), ``normal_year`` (the same, corrected to the normal year), ``simulated``, ``ratio``
        (``normal_year / simulated``), the same with the weather measured in that year, ``origin`` (``filled`` where gaps were),
        ``compared`` (``yes``, or why not), the likely ``cause`` of a ratio outside 0.5-2, and the ``factor`` of a metered
        baseline.
        """
        return pd.DataFrame(self._core.rows())

    def total(self) -> pd.DataFrame:
        """Return totals of all compared buildings, one row per carrier and year, amounts in ``unit``."""
        return pd.DataFrame(self._core.totals("total")).drop(columns="group").set_index(["carrier", "year"])

    def by(self, group: str) -> pd.DataFrame:
        """Return totals by ``use`` or ``administration``, one row per carrier, year and group, amounts in ``unit``."""
        text("group", group, "Known: use, administration.")
        frame = pd.DataFrame(self._core.totals(group)).rename(columns={"group": group})
        return frame.set_index(["carrier", "year", group])

    @property
    def normal_degree_days(self) -> float:
        """Degree-days (base 17 degC) of the normal year that metered heat is corrected to."""
        return self._core.normal_degree_days

    @property
    def normal_source(self) -> str:
        """Where the normal year comes from."""
        return self._core.normal_source

    @property
    def weather(self) -> str:
        """The weather that is simulated with."""
        return self._core.weather

    @property
    def findings(self) -> pd.DataFrame:
        """Everything noticed, one finding per row (see `check`); TV-17nn are those of the comparison."""
        return to_frame(self._findings)

    def __repr__(self) -> str:
        total = self.total()
        ratios = ", ".join(f"{carrier} {year} {row.ratio:.2f}" for (carrier, year), row in total.iterrows())
        return f"<tvilling.Reconciliation: metered/simulated {ratios or 'nothing metered'}>"


def reconcile(
    path: str | os.PathLike[str],
    *,
    weather: str | os.PathLike[str] = "reference-year",
    year: int | None = None,
    normal_degree_days: float | None = None,
    threads: int = 0,
) -> Reconciliation:
    """Compare metered use, corrected to the normal year, with simulated use (kWh and m3), as ``tvilling reconcile`` does.

    Parameters
    ----------
    path : path
        A folder of tables, a workbook or a GeoPackage with meters and readings.
    weather : str or path
        What scenarios run on: ``"reference-year"`` or an EPW file.
    year : int, optional
        Only this metered year; None: all.
    normal_degree_days : float, optional
        Degree-days (base 17 degC) of the normal year; None: those of the ``degree_days`` table, else of the weather.
    threads : int
        0: all that the machine has.

    Returns
    -------
    Reconciliation

    Raises
    ------
    InputError
        When the tables have problems that stop, or an argument is impossible.

    Examples
    --------
    >>> import tvilling as tv
    >>> tv.reconcile("town").total()["ratio"]                     # doctest: +SKIP
    """
    name = path_of("path", path)
    chosen = 0 if year is None else whole_number("year", year, 1900, 2100, "A year from 1900 to 2100 is needed.")
    hint = "A number from 100 to 10,000 is needed."
    degree_days = math.nan if normal_degree_days is None else number("normal_degree_days", normal_degree_days, 100, 10_000, hint)
    core, findings = _core.reconcile(name, path_of("weather", weather), chosen, degree_days, thread_count(threads))
    stop_on(findings)
    assert core is not None  # it is missing only when something stops
    return Reconciliation(core, findings)
