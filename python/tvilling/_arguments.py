# SPDX-License-Identifier: MPL-2.0
"""Checks of arguments before they go to the engine: an `InputError` with the value, and what is wanted instead."""

from __future__ import annotations

import math
import numbers
import os
from typing import Any, Callable, Iterable

from tvilling._errors import InputError

Progress = Callable[[str, int, int, int], object]

_MOST_THREADS = 4096
_MOST_SEED = 2**64 - 1


def wrong(name: str, value: object, hint: str) -> InputError:
    """Make the error for an argument that cannot be used."""
    return InputError(f"{name} is {value!r}", kind="wrong_usage", hint=hint)


def whole_number(name: str, value: object, low: int, high: int, hint: str) -> int:
    """Return a whole number within its limits; 3.0 is one, True and 2.5 are none."""
    whole = isinstance(value, numbers.Integral) and not isinstance(value, bool)
    if not (whole or isinstance(value, float) and value.is_integer()):
        raise wrong(name, value, hint)
    number = int(value)  # type: ignore[call-overload]
    if not low <= number <= high:
        raise wrong(name, value, hint)
    return int(number)


def text(name: str, value: object, hint: str = "Text is needed.") -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise wrong(name, value, hint)
    return str(value)


def path(name: str, value: object) -> str:
    """Return a path as text."""
    found = os.fspath(value) if isinstance(value, (str, os.PathLike)) else value
    if not isinstance(found, str) or not found or "\0" in found:
        raise wrong(name, value, "A path is needed, as text or pathlib.Path.")
    return found


def yes_no(name: str, value: object) -> bool:
    """Return True or False."""
    if not isinstance(value, bool):
        raise wrong(name, value, "True or False is needed.")
    return value


def listed(name: str, value: object, hint: str) -> list[Any]:
    """Return what is in a list (or another iterable); a text is not taken for a list of letters."""
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise wrong(name, value, hint)
    return list(value)


def number(name: str, value: object, low: float, high: float, hint: str) -> float:
    """Return a number within its limits; True and NaN are none."""
    real = isinstance(value, numbers.Real) and not isinstance(value, bool)
    if not real or math.isnan(float(value)) or not low <= float(value) <= high:  # type: ignore[arg-type]
        raise wrong(name, value, hint)
    return float(value)  # type: ignore[arg-type]


def thread_count(threads: object) -> int:
    """Return a number of threads; 0 takes all of the machine."""
    return whole_number("threads", threads, 0, _MOST_THREADS, f"0 (all of the machine) to {_MOST_THREADS} are possible.")


def seed_number(name: str, value: object) -> int:
    """Return a seed."""
    return whole_number(name, value, 0, _MOST_SEED, "A whole number from 0 to 2**64 - 1 is needed.")


def called_back(progress: Progress | None) -> Progress | None:
    """Return what tells progress."""
    if progress is not None and not callable(progress):
        raise wrong("progress", progress, "A function progress(phase, done, total, failed) is needed.")
    return progress
