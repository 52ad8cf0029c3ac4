# SPDX-License-Identifier: MPL-2.0
"""The one family of errors: what is wrong, where, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Sequence

if TYPE_CHECKING:
    from tvilling import _core


class TvillingError(Exception):
    """What is wrong, where, and how to mend it.

    Attributes
    ----------
    message : str
        What is wrong, with the value.
    kind : str
        ``bad_input``, ``wrong_usage``, ``io``, ``interrupted`` or ``internal``.
    file : str
        The file that it stands in; empty when it is not about a file.
    line, column : int
        The place, counted from 1; 0 when it is not known.
    hint : str
        How to mend it; may be empty.
    findings : tuple
        Every problem of the input, when there is more than one place.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: str = "bad_input",
        file: str = "",
        line: int = 0,
        column: int = 0,
        hint: str = "",
        findings: Sequence[_core.Finding] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.hint = hint
        self.findings = tuple(findings)

    def __str__(self) -> str:
        # The text of several findings has their places and hints in it.
        if self.findings:
            return self.message
        place = self.file
        if self.line > 0:
            place += f":{self.line}" + (f":{self.column}" if self.column > 0 else "")
        return (f"{place}: " if place else "") + self.message + (f"\n  {self.hint}" if self.hint else "")


class InputError(TvillingError, ValueError):
    """The input is wrong: a file, a value or the way of calling. Also a ``ValueError``."""


class TvillingWarning(UserWarning):
    """Something in the input that does not stop a run but should be looked at."""


def make_error(kind: str, message: str, file: str, line: int, column: int, hint: str) -> TvillingError:
    """Make the error for the engine's kind of trouble (called by the bindings)."""
    cls = InputError if kind in ("bad_input", "wrong_usage") else TvillingError
    return cls(message, kind=kind, file=file, line=line, column=column, hint=hint)
