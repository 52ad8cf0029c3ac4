# SPDX-License-Identifier: MPL-2.0
"""The pre-flight: all that can be said of a portfolio before anything is run."""

from __future__ import annotations

import os
from typing import Sequence

import numpy as np
import pandas as pd  # type: ignore[import]

from tvilling import _core
from tvilling._arguments import path as path_of
from tvilling._arguments import wrong
from tvilling._findings import stop_on, to_frame
from tvilling._portfolio import Portfolio

_SEVERITIES = ["stops", "warns", "filled", "info"]


class Check:
    """What `check` found: findings, data quality, origin of values, metered use (units in the names or in ``unit``).

    Examples
    --------
    >>> import tvilling as tv
    >>> found = tv.check("town")                                  # doctest: +SKIP
    >>> found.findings[found.findings.severity == "stops"]        # doctest: +SKIP
    """

    def __init__(self, findings: Sequence[_core.Finding], core: _core.Preflight | None, source: str) -> None:
        self._findings = list(findings)
        self._core = core
        self._source = source

    @property
    def findings(self) -> pd.DataFrame:
        """Every finding, one per row, in the order of the input.

        ``code`` (stable, TV-nnnn), ``severity`` (``stops``, ``warns``, ``filled``, ``info``), ``file``, ``line`` and ``column``
        (from 1; 0 when not known), ``place`` (of a workbook or layer), ``table``, ``id`` and ``value`` of the row and cell where
        there are ones, ``message``, ``hint``, ``set_aside`` (by whom, when and why, for a warning that ``overrides.toml`` sets
        aside) and ``administration`` (of the row; empty when not known).
        """
        frame = to_frame(self._findings)
        owners = [""] * len(frame) if self._core is None else self._core.owners_of(self._findings)
        frame["administration"] = np.asarray(owners, dtype=object)
        return frame

    @property
    def counts(self) -> pd.Series:
        """How many findings there are of each severity, and how many warnings are set aside (they count as ``info`` too)."""
        severities = [finding.severity for finding in self._findings]
        counts = {name: severities.count(name) for name in _SEVERITIES}
        counts["set_aside"] = sum(finding.set_aside != "" for finding in self._findings)
        return pd.Series(counts, name="findings", dtype="int64")

    @property
    def stops(self) -> bool:
        """Whether anything stops a run."""
        return _stops(self._findings)

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio that was checked, filled.

        Raises
        ------
        InputError
            When something stops: one error that lists it all.
        """
        stop_on(self._findings)
        return Portfolio(self._whole().portfolio, self._findings, self._source, tables=self._source)

    @property
    def quality(self) -> pd.DataFrame:
        """How much of each building's numbers is known: ``score`` (0 to 100) and ``heated_area_m2``, by `building_id`.

        ``attrs`` has the figures of the portfolio: ``score``, ``heated_area_m2``, ``metered_heat_share`` and
        ``metered_electricity_share`` (of the heated area, in buildings with a usable metered year).
        """
        core = self._whole()
        frame = pd.DataFrame(core.building_quality()).set_index("building_id")
        frame.attrs.update(core.quality_totals())
        return frame

    @property
    def origin_shares(self) -> pd.DataFrame:
        """What share of the heated area (0 to 1) rests on what, one row per column of a building.

        ``group``, ``weight`` in the score, and a share each for ``metered``, ``calibrated``, ``register``, ``archetype``,
        ``filled`` and ``default``.
        """
        return pd.DataFrame(self._whole().column_quality()).set_index("column")

    @property
    def origin_groups(self) -> pd.DataFrame:
        """The same for geometry, envelope, ventilation, heating and use: their columns by weight."""
        return pd.DataFrame(self._whole().group_quality()).set_index("group")

    @property
    def metered(self) -> pd.DataFrame:
        """Metered use, cleaned, one row per building, carrier and calendar year: ``amount`` in kWh or m3 (see ``unit``).

        ``month_01`` to ``month_12`` in the same unit, ``filled_fraction`` of the hours (gaps that were filled), ``flags`` (words
        such as ``gap_filled spike``) and ``meters``. Years of which too much is missing are not there.
        """
        return pd.DataFrame(self._whole().metered())

    @property
    def changes(self) -> pd.Series | None:
        """What changed since the earlier delivery, in counts and m2; None when `check` was not given one."""
        changes = None if self._core is None else self._core.changes()
        return None if changes is None else pd.Series(changes, name="changes")

    def _whole(self) -> _core.Preflight:
        if self._core is None:
            stop_on(self._findings)  # a study that stops names no portfolio
            raise wrong("path", self._source, "A detailed building has findings alone, and no portfolio.")
        return self._core

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in self.counts.items())
        buildings = "" if self._core is None else f" {len(self._core.portfolio):,} buildings;"
        return f"<tvilling.Check {self._source!r}:{buildings} {counts}>"


def check(path: str | os.PathLike[str], *, against: str | os.PathLike[str] | None = None) -> Check:
    """Read, fill and cross-check a portfolio, or a study with all it names; nothing is run (m2, kWh, m3 as the names say).

    Parameters
    ----------
    path : path
        A portfolio (folder of tables, workbook, GeoPackage or one buildings CSV), a study or a detailed building (``.toml``; of
        the latter there are findings alone).
    against : path, optional
        An earlier delivery: what changed since is in ``.changes`` and, building by building, among the findings.

    Returns
    -------
    Check

    Raises
    ------
    TvillingError
        When a path itself cannot be read.

    Examples
    --------
    >>> import tvilling as tv
    >>> tv.check("town").counts["stops"]                          # doctest: +SKIP
    0
    """
    name = path_of("path", path)
    earlier = "" if against is None else path_of("against", against)
    if not name.endswith(".toml"):
        core, findings = _core.preflight(name, earlier)
        return Check(findings, core, os.path.abspath(name))
    if _core.is_fabric_file(name):
        if earlier:
            raise wrong("against", against, "A detailed building has no earlier delivery.")
        return Check(_core.check_fabric(name), None, os.path.abspath(name))
    study, findings = _core.read_study(name)
    if _stops(findings):
        return Check(findings, None, os.path.abspath(name))
    core, found = _core.preflight(study.portfolio, earlier)
    findings = findings + found + _core.load_weather(study.weather)[1]
    if not _stops(findings):
        findings = findings + _core.check_measures(study, core.portfolio)
    return Check(findings, core, os.path.abspath(study.portfolio))


def _stops(findings: Sequence[_core.Finding]) -> bool:
    return any(finding.severity == "stops" for finding in findings)
