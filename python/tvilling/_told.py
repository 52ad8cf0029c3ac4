# SPDX-License-Identifier: MPL-2.0
"""What the command line tells as JSON, as tables of pandas."""

from __future__ import annotations

import json
from typing import Any, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd  # type: ignore[import]

from tvilling import _core
from tvilling._findings import to_frame, warned

#: How a column of a table is held: text, a number (NaN: not known), a whole number, yes or no, or as it stands in the JSON.
TEXT, NUMBER, WHOLE, YES_NO, AS_IT_IS = "text", "number", "whole", "yes_no", "as_it_is"


def table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], index: str | None = None) -> pd.DataFrame:
    """Make a table of rows; its columns and their kinds are the same when there is no row."""
    frame = pd.DataFrame({name: _column([row.get(name) for row in rows], kind) for name, kind in columns.items()})
    return frame if index is None else frame.set_index(index)


def _column(values: list[Any], kind: str) -> Any:
    if kind == NUMBER:
        return np.asarray([np.nan if value is None else float(value) for value in values], dtype=np.float64)
    if kind == WHOLE:
        return np.asarray(values, dtype=np.int64)
    if kind == YES_NO:
        return np.asarray([value == "yes" for value in values], dtype=bool)
    column = np.empty(len(values), dtype=object)
    column[:] = ["" if value is None else value for value in values] if kind == TEXT else values
    return column


def number_columns(names: Iterable[str]) -> dict[str, str]:
    """Make columns of numbers."""
    return {name: NUMBER for name in names}


class Told:
    """What a command tells as JSON, and what was noticed."""

    def __init__(self, text: str, findings: Sequence[_core.Finding]) -> None:
        self._text = text
        self._told: dict[str, Any] = json.loads(text)
        self._findings = list(findings)

    @property
    def findings(self) -> pd.DataFrame:
        """Everything noticed in the tables and in the work, one finding per row (see `check`)."""
        return to_frame(self._findings)

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as the command prints it with ``--json`` (units in the names)."""
        return json.loads(self._text)  # type: ignore[no-any-return]

    def _shown(self, what: str) -> str:
        return f"<tvilling.{type(self).__name__}: {what}{warned(self._findings)}>"
