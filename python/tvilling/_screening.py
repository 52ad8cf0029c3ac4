# SPDX-License-Identifier: MPL-2.0
"""Which properties and leases use their space or money badly, held against others like them."""

from __future__ import annotations

import os
from typing import Any, Sequence

import pandas as pd  # type: ignore[import]

from tvilling import _core
from tvilling._arguments import Progress, called_back
from tvilling._arguments import path as path_of
from tvilling._arguments import thread_count, whole_number, wrong
from tvilling._findings import stop_on
from tvilling._portfolio import Portfolio
from tvilling._told import AS_IT_IS, NUMBER, TEXT, WHOLE, YES_NO, Told, number_columns, table

_MOST_DRAWS = 10_000
_PLACE = {
    "name": TEXT,
    "administration": TEXT,
    "use": TEXT,
    "tenure": TEXT,
    **number_columns(["area_m2", "let_area_m2", "staffed_area_m2", "employees"]),
    "group": TEXT,
    "regrouped": YES_NO,
    "all_locked": YES_NO,
    "potential": TEXT,
    **number_columns(["saving_dkk_per_year", "saving_low_dkk_per_year", "occupancy_saving_dkk_per_year"]),
    **number_columns(["rent_saving_dkk_per_year", "fewer_m2", "more_employees"]),
    "smallest_change": TEXT,
}
_FIGURE = {
    "value": NUMBER,
    "light": TEXT,
    "why": TEXT,
    "origin": TEXT,
    **number_columns(["reference", "peers"]),
    "group": TEXT,
    "source": TEXT,
    **number_columns(["cost_year", "ratio", "rank", "red_fraction", "worst_fraction", "change_to_yellow"]),
}
_POTENTIAL = {
    "properties": AS_IT_IS,
    **number_columns(["saving_dkk_per_year", "saving_low_dkk_per_year", "third_party_dkk_per_year", "locked_dkk_per_year"]),
    "unpriced": AS_IT_IS,
    "nobody_sits": AS_IT_IS,
}
_LIGHTS = ["green", "yellow", "red", "grey"]


class Screening(Told):
    """Key figures, lights and potentials of properties and leases, as ``tvilling screen`` tells them. Made by `screen`.

    Units are in the names (DKK a year, m2, kWh/m2); a figure that is not known is NaN, never 0, and its light is ``grey``.
    Names of protected addresses are withheld.
    """

    @property
    def properties(self) -> pd.DataFrame:
        """One row per property, by ``property_id``: each key figure with ``<figure>_light`` and ``<figure>_ratio``.

        ``ratio`` is to the median of the peers (or what is given); ``group`` are the peers; ``potential`` is ``none``,
        ``low_occupancy`` or ``high_rent`` with its saving in DKK a year, low and high; ``smallest_change`` takes it off the red
        list. Units of the figures in ``attrs["units"]``.
        """
        return _places(self._told["properties"], "property_id")

    @property
    def leases(self) -> pd.DataFrame:
        """The same of every lease, by ``lease_id``, with its ``property_id``."""
        return _places(self._told["leases"], "lease_id", {"property_id": TEXT})

    @property
    def property_figures(self) -> pd.DataFrame:
        """One row per property and key figure: what it was held against, and how sure its light is.

        ``origin`` of the value, ``reference``, number of ``peers`` (0: given), ``ratio``, ``rank`` (1 is the worst),
        ``red_fraction`` and ``worst_fraction`` of the draws, ``change_to_yellow`` in the figure's own unit; ``why`` it is grey;
        ``source`` of costs and energy (``metered``, ``simulated``, ``costs`` with their ``cost_year``).
        """
        return _figures(self._told["properties"], "property_id")

    @property
    def lease_figures(self) -> pd.DataFrame:
        """The same of every lease."""
        return _figures(self._told["leases"], "lease_id")

    @property
    def groups(self) -> pd.DataFrame:
        """The peer groups: ``name`` ("office, third_party, 3000-10000 m2"), ``of`` ("properties" or "leases") and ``n``."""
        return table(self._told["groups"], {"name": TEXT, "of": TEXT, "n": WHOLE})

    @property
    def potentials(self) -> pd.DataFrame:
        """What could be saved, in DKK a year, by potential: ``low_occupancy`` and ``high_rent``; a property counts in one only.

        ``properties`` are ids; in no sum are ``unpriced`` (low occupancy, but nobody knows the rent) and ``nobody_sits``, which
        is told with its rent.
        """
        rows = [{"potential": name, **row} for name, row in self._told["potentials"].items()]
        return table(rows, {"potential": TEXT, **_POTENTIAL}, "potential")

    @property
    def red_list(self) -> list[str]:
        """Properties with a red figure, by id: the largest saving first."""
        return list(self._told["red_list"])

    @property
    def red_list_of_leases(self) -> list[str]:
        """Leases with a red figure, in the same order."""
        return list(self._told["red_list_of_leases"])

    @property
    def coverage(self) -> pd.DataFrame:
        """How many properties have which light, by key figure."""
        rows = [{"figure": name, **row} for name, row in self._told["coverage"].items()]
        return table(rows, {"figure": TEXT, **{light: WHOLE for light in _LIGHTS}}, "figure")

    @property
    def truth(self) -> dict[str, Any] | None:
        """The potentials against what a synthetic city hides: planted, precision, recall; None where nothing is planted."""
        return self._told.get("truth")

    @property
    def assumptions(self) -> pd.Series:
        """What the figures rest on."""
        return pd.Series(self._told["assumptions"], name="value", dtype=object)

    @property
    def failed_buildings(self) -> int:
        """Buildings that could not be simulated: their energy is not known."""
        return int(self._told["failed_buildings"])

    def __repr__(self) -> str:
        told = self._told
        saving = self.potentials["saving_dkk_per_year"].sum()
        red = len(told["red_list"])
        return self._shown(f"{red:,} of {len(told['properties']):,} properties red, {saving:,.0f} DKK/year")


def _places(places: Sequence[dict[str, Any]], index: str, more: dict[str, str] | None = None) -> pd.DataFrame:
    variables = _core.screened_variables()
    columns = {index: TEXT, **(more or {}), **_PLACE}
    for name, _, _ in variables:
        columns.update({name: NUMBER, f"{name}_light": TEXT, f"{name}_ratio": NUMBER})
    rows = []
    for place in places:
        row = {index: place["id"], **place}
        for name, figure in place["figures"].items():
            row.update({name: figure["value"], f"{name}_light": figure["light"], f"{name}_ratio": figure.get("ratio")})
        rows.append(row)
    frame = table(rows, columns, index)
    frame.attrs["units"] = {name: unit for name, unit, _ in variables}
    frame.attrs["long_names"] = {name: long_name for name, _, long_name in variables}
    return frame


def _figures(places: Sequence[dict[str, Any]], index: str) -> pd.DataFrame:
    units = {name: unit for name, unit, _ in _core.screened_variables()}
    rows = [
        {index: place["id"], "figure": name, "unit": units[name], **figure}
        for place in places
        for name, figure in place["figures"].items()
    ]
    return table(rows, {index: TEXT, "figure": TEXT, "unit": TEXT, **_FIGURE}).set_index([index, "figure"])


def screen(
    portfolio: str | os.PathLike[str] | Portfolio,
    *,
    weather: str | os.PathLike[str] = "reference-year",
    draws: int | None = None,
    threads: int = 0,
    progress: Progress | None = None,
) -> Screening:
    """Screen every property and lease, as ``tvilling screen`` does (DKK/m2, m2 per employee, kWh/m2; money in DKK a year).

    What was noticed is in ``findings``; nothing is warned of.

    Parameters
    ----------
    portfolio : path or Portfolio
        A folder of tables or a workbook, with ``screening.toml`` beside the tables where one is wanted; or what `load` made of
        it, unchanged: its tables are read again.
    weather : str or path
        What buildings without usable meters are simulated with: ``"reference-year"`` or an EPW file.
    draws : int, optional
        Draws of rank certainty; None: as the settings say, else 200. 0: none.
    threads : int
        0: all that the machine has.
    progress : callable, optional
        Called now and then as ``progress(phase, done, total, failed)``; what it raises stops the work.

    Returns
    -------
    Screening

    Raises
    ------
    InputError
        When the tables have problems that stop, or an argument is impossible.
    TvillingError
        When a file cannot be read.

    Examples
    --------
    >>> import tvilling as tv
    >>> tv.screen("town").potentials["saving_dkk_per_year"]       # doctest: +SKIP
    """
    path = portfolio._tables if isinstance(portfolio, Portfolio) else path_of("portfolio", portfolio)
    if path is None:
        raise wrong("portfolio", portfolio, "Only tables can be screened: give their path, or what tvilling.load made of it.")
    number = None if draws is None else whole_number("draws", draws, 0, _MOST_DRAWS, "0 to 10000 are possible.")
    told, findings = _core.screen(path, path_of("weather", weather), number, thread_count(threads), called_back(progress))
    stop_on(findings)
    assert told is not None  # it is missing only when something stops
    return Screening(told, findings)
