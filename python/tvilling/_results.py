# SPDX-License-Identifier: MPL-2.0
"""Results: the tables of one result file as xarray and pandas."""

from __future__ import annotations

import html
import os

import numpy as np
import pandas as pd  # type: ignore[import]
import xarray as xr
from numpy.typing import NDArray

from tvilling import _core
from tvilling._choice import Choosing
from tvilling._compare import Comparing
from tvilling._errors import InputError
from tvilling._money import Money

_STATUS = np.asarray(["pending", "done", "failed"], dtype=object)
_FAILED = 2


class Results(Comparing, Money, Choosing):
    """What a run gave, read from its file when asked for (units in the names and in ``attrs``).

    Made by `run` and `open_results`. Use it as a context manager, or `close` it, to let go of the file.

    Examples
    --------
    >>> import tvilling as tv
    >>> with tv.run(tv.synth(buildings=20)) as results:
    ...     results.annual.heat_kwh.attrs["units"]
    'kW h'
    """

    @property
    def annual(self) -> xr.Dataset:
        """Annual results, scenario x building, ``units`` in ``attrs``; NaN where a building failed."""
        return self._group("annual")

    @property
    def monthly(self) -> xr.Dataset:
        """Monthly results, scenario x building x month (``time``: its middle, UTC), ``units`` in ``attrs``."""
        return self._group("monthly")

    @property
    def city_hourly(self) -> xr.Dataset:
        """Totals of all buildings, scenario x time (UTC, mid-hour), ``units`` in ``attrs``.

        ``buildings_counted`` tells how many buildings are in the totals of a scenario: failed ones are left out.
        """
        return self._group("city_hourly")

    @property
    def halls(self) -> xr.Dataset:
        """What swimming halls have beyond other buildings, scenario x hall, ``units`` in ``attrs``; NaN where failed.

        Heat is positive where it goes into rooms and water (kWh), moisture where it goes into the hall air (kg), water
        where it is used (m3): each balance adds up to zero with its storage. ``hall`` is the building's id.

        Raises
        ------
        InputError
            When the run had no hall with basins.
        """
        return self._optional("halls", "no swimming hall has basins", "A hall needs basins: give the portfolio a table of pools.")

    @property
    def hourly(self) -> xr.Dataset:
        """The kept hourly series, scenario x building x time (UTC, mid-hour), ``units`` in ``attrs``.

        Raises
        ------
        InputError
            When the run kept none.
        """
        if "hourly" not in self._groups():
            raise InputError(
                f"{self._path} has no hourly series of single buildings",
                hint='Keep some: run(..., hourly=["heat_kwh"]), or tvilling run --hourly heat_kwh.',
            )
        return self._group("hourly")

    @property
    def buildings(self) -> pd.DataFrame:
        """The buildings of this run, indexed by `building_id`: identity, area in m2, position and height in m."""
        core = self._core.portfolio
        index = pd.Index(core.building_ids(), name="building_id", dtype=object)
        names = [column[0] for column in _core.building_columns()]
        numbers = pd.DataFrame(core.numbers(), index=index, columns=names)
        text = {"name": core.names(), "use": core.uses(), "property_id": core.property_ids()}
        frame = pd.DataFrame({**text, "administration": core.administrations()}, index=index)
        for name in ("area_m2", "x_m", "y_m"):
            frame[name] = numbers[name]
        frame["height_m"] = numbers["storeys"] * numbers["storey_height_m"]
        frame.attrs["units"] = {"area_m2": "m2", "x_m": "m", "y_m": "m", "height_m": "m"}
        return frame

    @property
    def status(self) -> pd.DataFrame:
        """``done``, ``failed`` or ``pending``, building x scenario; why something failed stands in `failures`."""
        status = _STATUS[self._status]
        return pd.DataFrame(status.T, index=self._building_index(), columns=pd.Index(self.scenarios, name="scenario"))

    @property
    def origin(self) -> pd.DataFrame:
        """Where every number that the baseline used comes from, indexed by `building_id`, as text (see `Portfolio.origin`).

        They are the building's numbers: a building with zones has others in each zone, and only the weakest of all is kept, in
        `result_origin`.
        """
        names = [column[0] for column in _core.building_columns()]
        stored = self._stored_origins(names)
        return pd.DataFrame(stored, index=pd.Index(self._core.portfolio.building_ids(), name="building_id", dtype=object))

    @property
    def result_origin(self) -> pd.DataFrame:
        """The weakest origin among the inputs of each result, building x scenario, as text."""
        stored = self._stored_origins(["result"])["result"]
        return pd.DataFrame(stored.T, index=self._building_index(), columns=pd.Index(self.scenarios, name="scenario"))

    @property
    def failures(self) -> pd.DataFrame:
        """What failed and why, one row per scenario and building; totals leave these out and say so in ``missing``."""
        ids = self._core.portfolio.building_ids()
        names = self.scenarios
        messages: dict[int, NDArray[np.bytes_]] = {}
        rows = []
        for s, b in zip(*np.nonzero(self._status == _FAILED)):
            if s not in messages:
                messages[s] = self._stored("status", "message", int(s))
            rows.append((names[s], ids[b], messages[s][b].decode()))
        return pd.DataFrame(rows, columns=["scenario", "building", "message"])

    @property
    def provenance(self) -> dict[str, str]:
        """How these results came about: version, inputs with their hashes, the study's text and more."""
        return dict(self._core.provenance)

    def to_dataframe(self) -> pd.DataFrame:
        """Return the annual results as a long table: scenario, building and every variable (``attrs["units"]``)."""
        frame = self.annual.to_dataframe().reset_index()
        frame = frame[["scenario", "building", *map(str, self.annual.data_vars)]]
        frame.attrs["units"] = {str(name): values.attrs.get("units", "1") for name, values in self.annual.data_vars.items()}
        return frame

    def __enter__(self) -> Results:
        return self

    def __repr__(self) -> str:
        failed = int((self._status == _FAILED).sum())
        noted = f", {failed} failed" if failed else ""
        buildings = len(self._core.portfolio)
        return f"<tvilling.Results {self._core.study_name!r}: {len(self.scenarios)} scenarios x {buildings:,} buildings{noted}>"

    def _repr_html_(self) -> str:
        if self._closed:
            return f"<p>{html.escape(repr(self))}</p>"
        total = self.total()
        shown = {"heat_kwh": ("Heat, MWh", 1e-3), "electricity_kwh": ("Electricity, MWh", 1e-3)}
        shown |= {"co2_kg": ("CO2, t", 1e-3), "cost_dkk": ("Cost, 1000 DKK", 1e-3)}
        head = "".join(f"<th>{title}</th><th>change</th>" for title, _ in shown.values())
        rows = ""
        for scenario, row in total.iterrows():
            cells = "".join(
                f"<td>{row[name] * scale:,.0f}</td><td>{row[f'change_{name}'] * scale:+,.0f}</td>"
                for name, (_, scale) in shown.items()
            )
            rows += f"<tr><th>{html.escape(str(scenario))}</th>{cells}</tr>"
        return f"<p>{html.escape(repr(self))}</p><table><tr><th>scenario</th>{head}</tr>{rows}</table>"

    def _building_index(self) -> pd.Index:
        return pd.Index(self._core.portfolio.building_ids(), name="building", dtype=object)


def open_results(path: str | os.PathLike[str]) -> Results:
    """Open a result file of `run` or of ``tvilling run`` (units in the names and in ``attrs``).

    Parameters
    ----------
    path : path
        A ``results.h5``.

    Returns
    -------
    Results

    Raises
    ------
    TvillingError
        When the file is missing, is not a result file, is truncated or is of a newer version.

    Examples
    --------
    >>> import tvilling as tv
    >>> with tv.open_results("results.h5") as results:            # doctest: +SKIP
    ...     print(results.total())
    """
    return Results(path)
