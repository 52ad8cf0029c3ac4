# SPDX-License-Identifier: MPL-2.0
"""The municipality's buildings as a value."""

from __future__ import annotations

import os
from typing import Any, Hashable, Sequence

import numpy as np
import pandas as pd  # type: ignore[import]
from numpy.typing import NDArray

from tvilling import _core
from tvilling._arguments import path as path_of
from tvilling._arguments import whole_number, wrong
from tvilling._errors import InputError
from tvilling._findings import stop_on, to_frame

_IDENTITY = ["name", "property_id", "administration", "use", "listed"]
_MOST_PROBLEMS = 50
_MOST_BUILDINGS = 999_999  # six digits of a building_id


class Portfolio:
    """A municipality's buildings: a value that is never edited; copy, change, compare.

    Made by `load`, `synth` and `with_buildings`. Every missing number has been filled from Danish archetypes and is marked
    so in `origin`.
    """

    def __init__(
        self, core: _core.Portfolio, findings: Sequence[_core.Finding], source: str, *, tables: str | None = None
    ) -> None:
        self._core = core
        self._tables = tables  # the path of the tables that say the same; None: changed since, or made without tables
        self._findings = list(findings)
        self._source = source

    @property
    def name(self) -> str:
        """The name of the portfolio."""
        return self._core.name

    @property
    def source(self) -> str:
        """The path that it was loaded from, or how it was made."""
        return self._source

    @property
    def findings(self) -> pd.DataFrame:
        """Everything noticed while reading, one finding per row (see `check`)."""
        return to_frame(self._findings)

    @property
    def buildings(self) -> pd.DataFrame:
        """All buildings, indexed by `building_id`: identity and every number, units in the names and in ``attrs["units"]``.

        A copy: change it and give it to `with_buildings`.
        """
        frame = self._identity()
        numbers = self._core.numbers()
        columns = _core.building_columns()
        values = pd.DataFrame(numbers, index=frame.index, columns=[column[0] for column in columns])
        frame = pd.concat([frame, values], axis=1)
        frame.attrs["units"] = {column[0]: column[1] for column in columns}
        frame.attrs["long_names"] = {column[0]: column[2] for column in columns}
        return frame

    @property
    def origin(self) -> pd.DataFrame:
        """Where every number comes from, indexed by `building_id`, as text.

        ``metered``, ``calibrated``, ``register`` (a table, or changed by the user), ``archetype``, ``filled`` (derived from
        other values of the building) or ``default``.
        """
        names = np.asarray(_core.origin_names(), dtype=object)
        columns = [column[0] for column in _core.building_columns()]
        return pd.DataFrame(names[self._core.origins()], index=self._index(), columns=columns)

    @property
    def quality(self) -> pd.Series:
        """How much of each building's numbers is known, 0 to 100, indexed by `building_id`; ``attrs["portfolio"]`` weighs them.

        Metered, calibrated and register numbers count 1, archetype 0.5, filled 0.3, default 0, weighted by what matters for heat.
        """
        scores, total = self._core.quality()
        series = pd.Series(scores, index=self._index(), name="quality", dtype=np.float64)
        series.attrs["portfolio"] = total
        return series

    @property
    def properties(self) -> pd.DataFrame:
        """The properties, by `property_id`: address, administration, value in DKK; as given, without rows where there are none."""
        return self._table("properties", "property_id")

    @property
    def leases(self) -> pd.DataFrame:
        """The leases (lejemål), by `lease_id`: areas in m2, rent in DKK/m2, notice in months; NaN where not known."""
        return self._table("leases", "lease_id")

    @property
    def units(self) -> pd.DataFrame:
        """The organisation's units, by `unit_id`: administration, lease, employees, FTE, and whether they may move."""
        return self._table("units", "unit_id")

    @property
    def rooms(self) -> pd.DataFrame:
        """The rooms, by `room_id`: area in m2, set point in degC, capacity in persons; ``adjacent_to``: ids with spaces between."""
        return self._table("rooms", "room_id")

    @property
    def pools(self) -> pd.DataFrame:
        """The basins of swimming halls, by `pool_id`, as given: water area in m2, volume in m3, depth in m, temperature in degC ..."""
        return self._table("pools", "pool_id")

    @property
    def swimming_halls(self) -> pd.DataFrame:
        """What is given of swimming halls, by `building_id`: units as in the column names; NaN where not known."""
        return self._table("swimming_halls", "building_id")

    @property
    def opening_hours(self) -> pd.DataFrame:
        """When swimming halls are open, one per row: ``days`` ("mon-fri"), ``opens`` and ``closes`` by the clock, ``kind``."""
        return self._table("opening_hours", None)

    @property
    def visits(self) -> pd.DataFrame:
        """Visitors counted at swimming halls, one hour per row: ``time`` by the clock, ``visitors``."""
        return self._table("visits", None)

    @property
    def bookings(self) -> pd.DataFrame:
        """The bookings, one per row: ``start`` and ``end`` by the clock, ``persons``."""
        return self._table("bookings", None)

    @property
    def costs(self) -> pd.DataFrame:
        """What properties and buildings cost in a year, one per row: ``kind`` and ``amount_dkk`` in DKK."""
        return self._table("costs", None)

    @property
    def total_area_m2(self) -> float:
        """Gross floor area of all buildings in m2."""
        return float(self.buildings["area_m2"].sum())

    def with_buildings(self, buildings: pd.DataFrame) -> Portfolio:
        """Return a portfolio with other numbers (units as in the column names); this one stays as it is.

        Parameters
        ----------
        buildings : pandas.DataFrame
            Indexed by `building_id`. Buildings and columns that it does not have stay as they are. Text columns (``name``,
            ``use`` ...) may be there but not differ.

        Returns
        -------
        Portfolio
            With the changed numbers; a changed number's origin is ``register``.

        Raises
        ------
        InputError
            For an unknown building or column, a value that is not a number or out of its range: all problems at once.

        Examples
        --------
        >>> import tvilling as tv
        >>> town = tv.synth(buildings=20)
        >>> frame = town.buildings
        >>> frame["roof_u_value_w_m2k"] = frame["roof_u_value_w_m2k"].clip(upper=0.12)
        >>> insulated = town.with_buildings(frame)
        >>> bool(insulated.buildings["roof_u_value_w_m2k"].max() <= 0.12)
        True
        """
        if not isinstance(buildings, pd.DataFrame):
            raise wrong("buildings", buildings, "A pandas.DataFrame is needed: change the one of .buildings.")
        problems = self._identity_problems(buildings)
        known = {column[0]: (i, column) for i, column in enumerate(_core.building_columns())}
        own = self._index()
        found = buildings[buildings.index.isin(own) & ~buildings.index.duplicated()]
        rows = own.get_indexer(found.index)
        numbers = self._core.numbers()
        for name in (column for column in found.columns if column in known):
            at, column = known[name]
            values = pd.to_numeric(found[name], errors="coerce").to_numpy(dtype=np.float64)
            problems += _range_problems(found, column, values, numbers[rows, at])
            numbers[rows, at] = values
        _refuse(problems)
        core, of_zones = self._core.with_numbers(numbers)
        findings = list(self._findings)
        if of_zones is not None:  # the zones were made anew: what was told of them no longer holds
            earlier = set(_core.zone_codes())
            findings = [finding for finding in findings if finding.code not in earlier] + of_zones
        return Portfolio(core, findings, self._source)

    def _table(self, name: str, index: str | None) -> pd.DataFrame:
        columns = _core.portfolio_table(self._core, name)
        text = {key: np.asarray(values, dtype=object) for key, values in columns.items() if isinstance(values, list)}
        yes_no = {key: values.astype(bool) for key, values in text.items() if key in ("movable", "protected_address")}
        frame = pd.DataFrame({**columns, **text, **yes_no})
        return frame if index is None else frame.set_index(index)

    def _index(self) -> pd.Index:
        return pd.Index(self._core.building_ids(), name="building_id", dtype=object)

    def _identity(self) -> pd.DataFrame:
        core = self._core
        data = {
            "name": core.names(),
            "property_id": core.property_ids(),
            "administration": core.administrations(),
            "use": core.uses(),
            "listed": np.asarray(core.listed(), dtype=bool),
        }
        return pd.DataFrame(data, index=self._index())

    def _identity_problems(self, buildings: pd.DataFrame) -> list[tuple[str, str]]:
        own = self._index()
        problems = [
            (f'no building "{building_id}" in this portfolio', _core.did_you_mean(str(building_id), list(own)))
            for building_id in buildings.index[~buildings.index.isin(own)]
        ]
        doubled = buildings.index[buildings.index.duplicated()]
        problems += [(f'building "{building_id}" is there more than once', "") for building_id in doubled.unique()]
        known = [column[0] for column in _core.building_columns()]
        unknown = [name for name in buildings.columns if name not in known and name not in _IDENTITY]
        problems += [(f'unknown column "{name}"', _core.did_you_mean(str(name), known)) for name in unknown]
        found = buildings[buildings.index.isin(own) & ~buildings.index.duplicated()]
        mine = self._identity().loc[found.index]
        for name in (column for column in found.columns if column in _IDENTITY):
            for building_id in mine.index[(mine[name] != found[name]).to_numpy()]:
                problems.append((f'building "{building_id}": {name} cannot be changed here', "Change it in the tables."))
        return problems

    def __len__(self) -> int:
        return len(self._core)

    def __repr__(self) -> str:
        warns = sum(finding.severity == "warns" for finding in self._findings)
        noted = f", {warns} warnings (see .findings)" if warns else ""
        return f"<tvilling.Portfolio {self.name!r}: {len(self):,} buildings, {self.total_area_m2:,.0f} m2{noted}>"


def _range_problems(
    buildings: pd.DataFrame,
    column: tuple[str, str, str, float, float],
    values: NDArray[np.float64],
    before: NDArray[np.float64],
) -> list[tuple[str, str]]:
    name, unit, _, low, high = column
    wrong = ~((values >= low) & (values <= high)) & (values != before) & ~(np.isnan(values) & np.isnan(before))
    given: Sequence[Any] = list(buildings[name])
    ids: Sequence[Hashable] = list(buildings.index)
    shown = "" if unit == "1" else f" {unit}"
    return [
        (f'building "{ids[i]}": {name} is {given[i]!r}', f"A number from {low:g} to {high:g}{shown}.")
        for i in np.flatnonzero(wrong)
    ]


def _refuse(problems: list[tuple[str, str]]) -> None:
    if not problems:
        return
    count = len(problems)
    if count == 1:
        raise InputError(problems[0][0], hint=problems[0][1])
    lines = [f"{message}. {hint}".rstrip() for message, hint in problems[:_MOST_PROBLEMS]]
    if count > _MOST_PROBLEMS:
        lines.append(f"... and {count - _MOST_PROBLEMS} more")
    raise InputError(f"{count} problems in the buildings:\n  " + "\n  ".join(lines))


def load(path: str | os.PathLike[str]) -> Portfolio:
    """Read a portfolio and fill what its tables lack (units are in the column names).

    Parameters
    ----------
    path : path
        A folder of tables (``buildings.csv`` and more), a workbook, a GIS file or one buildings CSV.

    Returns
    -------
    Portfolio
        With every finding kept in ``.findings``.

    Raises
    ------
    InputError
        When the tables have problems that stop a run: one error that lists them all, with file, line and column.
    TvillingError
        When the path cannot be read.

    Examples
    --------
    >>> import tvilling as tv
    >>> town = tv.load("town")                                    # doctest: +SKIP
    """
    name = path_of("path", path)
    read, findings = _core.read_portfolio(name)
    stop_on(findings)
    filled, more = _core.fill_portfolio(read)
    stop_on(more)
    return Portfolio(filled, findings + more, os.path.abspath(name), tables=os.path.abspath(name))


def synth(buildings: int = 3500, seed: int = 1) -> Portfolio:
    """Make a synthetic municipality in the likeness of Copenhagen, the same for the same `seed`.

    Parameters
    ----------
    buildings : int
        How many buildings.
    seed : int
        Another seed gives another city.

    Returns
    -------
    Portfolio
        Filled, ready to run.

    Raises
    ------
    InputError
        When `buildings` is not from 1 to 999,999, or `seed` not a whole number of 64 bits.

    Examples
    --------
    >>> import tvilling as tv
    >>> len(tv.synth(buildings=50, seed=1))
    50
    """
    buildings = whole_number("buildings", buildings, 1, _MOST_BUILDINGS, "A whole number from 1 to 999,999 is needed.")
    seed = whole_number("seed", seed, 0, 2**64 - 1, "A whole number from 0 to 2**64 - 1 is needed.")
    city, findings = _core.fill_portfolio(_core.synthetic_city(buildings, seed))
    stop_on(findings)
    return Portfolio(city, findings, f"synthetic city of {buildings} buildings, seed {seed}")
