# SPDX-License-Identifier: MPL-2.0
"""Findings: everything noticed in the input, all at once."""

from __future__ import annotations

import os
import sys
import warnings
from typing import Sequence

import pandas as pd  # type: ignore[import]

from tvilling import _core
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
    """Issue a Python warning for every finding that warns, at the line that called the package."""
    level = 1
    frame = sys._getframe()
    while frame.f_back is not None and os.path.dirname(frame.f_code.co_filename) == os.path.dirname(__file__):
        frame = frame.f_back
        level += 1
    for finding in findings:
        if finding.severity == "warns":
            warnings.warn(str(finding), TvillingWarning, stacklevel=level)


def warned(findings: Sequence[_core.Finding]) -> str:
    """Say in a few words that there are warnings to look at; empty where there are none."""
    count = sum(finding.severity == "warns" for finding in findings)
    return f"; {count:,} warnings, see .findings" if count else ""
