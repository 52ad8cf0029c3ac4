# SPDX-License-Identifier: MPL-2.0
"""Findings: everything noticed in the input, all at once."""

from __future__ import annotations

import os
import warnings
from typing import Sequence

import pandas as pd  # type: ignore[import]

from tvilling import _core
from tvilling._arguments import path as path_of
from tvilling._errors import InputError, TvillingWarning

_COLUMNS = [
    "code", "severity", "file", "line", "column", "place", "table", "id", "value", "message", "hint", "set_aside"
]  # fmt: skip


def to_frame(findings: Sequence[_core.Finding]) -> pd.DataFrame:
    """Make a table of findings, one per row, in the order of the input."""
    rows = [[getattr(finding, name) for name in _COLUMNS] for finding in findings]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"line": "int64", "column": "int64"})


def stop_on(findings: Sequence[_core.Finding]) -> None:
    """Raise one error that lists every stopping finding; its place is the first one's."""
    stopping = [finding for finding in findings if finding.severity == "stops"]
    if not stopping:
        return
    try:
        _core.throw_if_stopped(list(findings))
    except InputError as error:
        first = stopping[0]
        raise InputError(
            error.message, file=first.file, line=first.line, column=first.column, hint=first.hint, findings=stopping
        ) from None


def warn_of(findings: Sequence[_core.Finding]) -> None:
    """Issue a Python warning for every finding that warns."""
    for finding in findings:
        if finding.severity == "warns":
            warnings.warn(str(finding), TvillingWarning, stacklevel=3)


def check(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read, fill and cross-check a portfolio, or a study with all it names, and return every finding; nothing is run.

    Parameters
    ----------
    path : path
        A portfolio (folder of tables or one buildings CSV) or a study (``.toml``).

    Returns
    -------
    pandas.DataFrame
        One finding per row: ``code`` (stable, TV-nnnn), ``severity`` (``stops``, ``warns``, ``filled``, ``info``), ``file``,
        ``line`` and ``column`` (from 1; 0 when not known), ``place`` (of a workbook or layer), ``table``, ``id`` and ``value``
        of the row and cell where there are ones, ``message``, ``hint``, and ``set_aside`` (by whom, when and why, for a warning
        that ``overrides.toml`` sets aside).

    Raises
    ------
    TvillingError
        When the path itself cannot be read.

    Examples
    --------
    >>> import tvilling as tv
    >>> findings = tv.check("town")                               # doctest: +SKIP
    >>> findings[findings.severity == "stops"]                    # doctest: +SKIP
    """
    findings: list[_core.Finding] = []
    portfolio_path = path_of("path", path)
    if portfolio_path.endswith(".toml"):
        study, found = _core.read_study(portfolio_path)
        findings += found
        if any(finding.severity == "stops" for finding in found):
            return to_frame(findings)
        findings += _core.load_weather(study.weather)[1]
        portfolio_path = study.portfolio
    findings += _core.preflight(portfolio_path)[1]
    return to_frame(findings)
