# SPDX-License-Identifier: MPL-2.0
"""Offered, booked and used hours, what an open hour takes, and bookings fitted into fewer of them."""

from __future__ import annotations

import os
from typing import Any, Iterable, Sequence

import pandas as pd  # type: ignore[import]

from tvilling import _core
from tvilling._arguments import Progress, called_back, listed, number
from tvilling._arguments import path as path_of
from tvilling._arguments import text, thread_count, whole_number, wrong, yes_no
from tvilling._errors import InputError
from tvilling._findings import stop_on
from tvilling._told import NUMBER, TEXT, YES_NO, Told, number_columns, table

_USUAL_FIT = (1.0, 2000.0, 0, 5000)
_GROUPS = {"building": "buildings", "room": "rooms", "use": "uses"}
_USED = number_columns(
    ["offered_h", "booked_h", "utilisation_fraction", "prime_utilisation_fraction", "used_person_h", "effective_fraction"]
    + ["winter_utilisation_fraction", "summer_utilisation_fraction"]
)
_HEATED = number_columns(["visitors", "open_h", "heated_h", "in_use_h", "idle_heated_h"])
_SAVED = number_columns(["saving_heat_kwh", "saving_electricity_kwh", "saving_dkk"])
_TABLES = {
    "building": {
        **{name: TEXT for name in ("building_id", "name", "use", "administration", "hours_origin")},
        **number_columns(["spaces", "weeks", "bookings"]),
        **_USED,
        **_HEATED,
        **_SAVED,
    },
    "room": {
        **{name: TEXT for name in ("space_id", "kind", "building_id", "use")},
        **{"capacity_persons": NUMBER, "capacity_origin": TEXT, "bookings": NUMBER},
        **_USED,
    },
    "use": {
        "use": TEXT,
        **number_columns(["buildings", "buildings_with_bookings", "spaces", "bookings"]),
        **_USED,
        "known_heated_h": NUMBER,
        **_HEATED,
        **_SAVED,
    },
}
_OPEN_HOURS = {
    **{"hours": TEXT, "change": TEXT},
    **number_columns(["change_open_h", "change_heat_kwh", "change_electricity_kwh", "change_co2_kg", "change_cost_dkk"]),
    **number_columns(["heat_kwh_per_open_h", "electricity_kwh_per_open_h", "energy_dkk_per_open_h"]),
    **number_columns(["winter_heat_kwh_per_open_h", "summer_heat_kwh_per_open_h"]),
}
_WEEK = {
    **{"building_id": TEXT, "day": TEXT},
    **number_columns(["hour", "offered_h", "booked_h", "winter_booked_h", "summer_booked_h", "used_person_h"]),
    **number_columns(["open_h", "heated_h", "in_use_h", "visitors"]),
}
_FIT_BUILDINGS = {
    **{"building_id": TEXT, "closed": YES_NO},
    **number_columns(["open_now_h", "open_stay_h", "open_fitted_h", "heat_kwh", "electricity_kwh", "cost_dkk"]),
    **number_columns(["saving_stay_heat_kwh", "saving_stay_electricity_kwh", "saving_stay_dkk"]),
    **number_columns(["saving_heat_kwh", "saving_electricity_kwh", "saving_co2_kg", "saving_dkk"]),
}
_FIT_BOOKINGS = {
    **{name: TEXT for name in ("booking_id", "activity", "priority", "day", "from", "to")},
    **number_columns(["persons"]),
    **{name: TEXT for name in ("building_id", "space_id", "what", "to_building_id", "to_space_id", "to_from", "to_to")},
}
_FIT_HOURS = {name: TEXT for name in ("building_id", "day", "close_from", "close_to")}


class FittedBookings:
    """The bookings of an ordinary week in fewer open hours or fewer buildings (hours a week; kWh, kg and DKK a year)."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._told = told

    @property
    def total(self) -> pd.Series:
        """Hours asked for and served, open hours now, with nobody moving and fitted, savings, and the bound in DKK a year.

        ``not_placed``: bookings for which there is no room; ``left_out``: those that stay where they are (basins, and what is no
        part of an ordinary week).
        """
        numbers_ = {name: value for name, value in self._told.items() if not isinstance(value, (list, str))}
        return pd.Series(numbers_, name="fit", dtype="float64")

    @property
    def proven(self) -> bool:
        """Whether nothing serves more, or as much for less."""
        return bool(self._told["proven"] == "yes")

    @property
    def buildings(self) -> pd.DataFrame:
        """Open hours and savings, by ``building_id``: ``stay`` is when nobody moves."""
        return table(self._told["fit_buildings"], _FIT_BUILDINGS, "building_id")

    @property
    def bookings(self) -> pd.DataFrame:
        """Every booking: where and when it is, and ``what`` becomes of it: ``stays``, ``moves`` (to ...) or ``not placed``."""
        return table(self._told["fit_bookings"], _FIT_BOOKINGS)

    @property
    def hours(self) -> pd.DataFrame:
        """When a building is open today and need not be."""
        return table(self._told["fit_hours"], _FIT_HOURS)

    def __repr__(self) -> str:
        told = self._told
        hours = f"{told['served_h']:g} of {told['asked_h']:g} h/week"
        return f"<tvilling.FittedBookings: {hours} served, saves {told['saving_dkk']:,.0f} DKK/year>"


class Capacity(Told):
    """Hours of a mean week and energy of open hours, as ``tvilling capacity`` tells them. Made by `capacity`.

    Hours (``_h``) are of a week; kWh, kg and DKK of a year. What nobody knows is NaN, never 0.
    """

    @property
    def table(self) -> pd.DataFrame:
        """Offered, booked, heated and idle hours by building, room or use, as `capacity` was asked; savings where simulated."""
        by = self._told["by"]
        return table(self._told[_GROUPS[by]], _TABLES[by], next(iter(_TABLES[by])))

    @property
    def open_hours(self) -> pd.DataFrame:
        """What an open hour more or fewer takes, by building or use: ``change_...`` of the year, ``..._per_open_h``."""
        of = "use" if self._told["by"] == "use" else "building_id"
        rows = self._told.get("open_hours", [])
        return table(rows, {of: TEXT, **_OPEN_HOURS}).set_index([of, "hours", "change"])

    @property
    def week(self) -> pd.DataFrame:
        """The 168 hours of the week of the buildings that were asked for by their id; else without rows."""
        return table(self._told.get("week", []), _WEEK)

    @property
    def fit(self) -> FittedBookings | None:
        """The bookings in fewer hours; None when it was not asked for."""
        return FittedBookings(self._told["fit"]) if "fit" in self._told else None

    @property
    def assumptions(self) -> pd.Series:
        """What the figures rest on."""
        return pd.Series(self._told["assumptions"], name="value", dtype=object)

    def __repr__(self) -> str:
        offered = self.table["offered_h"].sum()
        return self._shown(f"{len(self.table):,} {_GROUPS[self._told['by']]}, {offered:,.0f} h/week offered")


def capacity(
    portfolio: str | os.PathLike[str],
    *,
    by: str = "building",
    buildings: Iterable[str] = (),
    weather: str | os.PathLike[str] = "reference-year",
    base_year: int = 2025,
    prime_time: tuple[int, int] = (17, 22),
    energy: bool = True,
    fit: bool = False,
    shift_h: float = 1.0,
    max_distance_m: float = 2000.0,
    close: int = 0,
    max_nodes: int = 5000,
    threads: int = 0,
    progress: Progress | None = None,
) -> Capacity:
    """Count offered, booked and used hours and price open hours, as ``tvilling capacity`` does (h a week; kWh, DKK a year).

    What was noticed is in ``findings``; nothing is warned of.

    Parameters
    ----------
    portfolio : path
        A folder of tables or a workbook, with bookings and opening hours.
    by : {"building", "room", "use"}
        What a row of the table is.
    buildings : iterable of str
        Only these, by id; none: all.
    weather : str or path
        What open hours are simulated with: ``"reference-year"`` or an EPW file.
    base_year : int
        Year of the weekdays and holidays.
    prime_time : (int, int)
        Hours of weekdays that all want, by the clock.
    energy : bool
        Simulate what open hours take; False counts only.
    fit : bool
        Fit the bookings of an ordinary week into fewer open hours.
    shift_h, max_distance_m : float
        Most that a fitted booking may begin earlier or later (h), and move (m, as the crow flies).
    close : int
        So many buildings shall have no booking any more.
    max_nodes : int
        Nodes of branch and bound for each day and group of buildings.
    threads : int
        0: all that the machine has.
    progress : callable, optional
        Called now and then as ``progress(phase, done, total, failed)``; what it raises stops the work.

    Returns
    -------
    Capacity

    Raises
    ------
    InputError
        When the tables have problems that stop, no building has hours to be offered, or an argument is impossible.
    TvillingError
        When a file cannot be read.

    Examples
    --------
    >>> import tvilling as tv
    >>> tv.capacity("town", energy=False).table["utilisation_fraction"]      # doctest: +SKIP
    """
    if text("by", by) not in _GROUPS:
        raise wrong("by", by, _core.did_you_mean(by, list(_GROUPS)))
    hint = 'A list of ids is needed, e.g. ["H1"].'
    ids = [text("an id in buildings", name, hint) for name in listed("buildings", buildings, hint)]
    settings = (
        number("shift_h", shift_h, 0, 24, "0 to 24 hours are possible."),
        number("max_distance_m", max_distance_m, 0, 1e6, "0 to 1,000,000 m are possible."),
        whole_number("close", close, 0, 1_000_000, "0 to 1,000,000 buildings are possible."),
        whole_number("max_nodes", max_nodes, 1, 1_000_000_000, "1 to 1,000,000,000 nodes are possible."),
    )
    if yes_no("fit", fit) and not yes_no("energy", energy):
        raise InputError("fit needs what open hours cost", kind="wrong_usage", hint="Leave energy=False out.")
    if close and not fit:
        raise InputError("close closes nothing without fit", kind="wrong_usage", hint="Write fit=True, close=1.")
    if not fit and settings != _USUAL_FIT:
        hint = "Write fit=True, too."
        raise InputError("shift_h, max_distance_m and max_nodes say nothing without fit", kind="wrong_usage", hint=hint)
    told, findings = _core.capacity(
        path_of("portfolio", portfolio),
        by,
        ids,
        path_of("weather", weather),
        whole_number("base_year", base_year, 1990, 2100, "A year from 1990 to 2100 is needed."),
        _prime_time(prime_time),
        yes_no("energy", energy),
        settings if fit else None,
        thread_count(threads),
        called_back(progress),
    )
    stop_on(findings)
    assert told is not None  # it is missing only when something stops
    return Capacity(told, findings)


def _prime_time(value: object) -> tuple[int, int]:
    hint = "Two whole hours of the day are needed, e.g. (17, 22)."
    hours = [whole_number("prime_time", hour, 0, 24, hint) for hour in listed("prime_time", value, hint)]
    if len(hours) != 2 or not hours[0] < hours[1]:
        raise wrong("prime_time", value, hint)
    return hours[0], hours[1]
