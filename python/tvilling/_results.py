# SPDX-License-Identifier: MPL-2.0
"""Results: the tables of one result file as xarray and pandas."""

from __future__ import annotations

import html
import os
import shutil
import weakref
from types import TracebackType
from typing import Sequence

import h5py  # type: ignore[import]
import numpy as np
import pandas as pd  # type: ignore[import]
import xarray as xr
from numpy.typing import NDArray

from tvilling import _core
from tvilling._arguments import path as path_of
from tvilling._arguments import text
from tvilling._choice import Choosing
from tvilling._errors import InputError, TvillingError
from tvilling._findings import to_frame

_STATUS = np.asarray(["pending", "done", "failed"], dtype=object)


class Results(Choosing):
    """What a run gave, read from its file when asked for (units in the names and in ``attrs``).

    Made by `run` and `open_results`. Use it as a context manager, or `close` it, to let go of the file.

    Examples
    --------
    >>> import tvilling as tv
    >>> with tv.run(tv.synth(buildings=20)) as results:
    ...     results.annual.heat_kwh.attrs["units"]
    'kW h'
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        temporary: str | None = None,
        findings: Sequence[_core.Finding] = (),
    ) -> None:
        self._path = os.path.abspath(path_of("path", path))
        self._findings = list(findings)
        self._core = _core.read_results(self._path)
        self._open: dict[str, xr.Dataset] = {}
        self._closed = False
        self._remove = None if temporary is None else weakref.finalize(self, shutil.rmtree, temporary)

    @property
    def path(self) -> str:
        """The result file; a temporary one goes away with these results."""
        return self._path

    @property
    def scenarios(self) -> list[str]:
        """The names of the scenarios; `baseline` is the first."""
        return list(self._core.scenario_names)

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
    def economics(self) -> xr.Dataset:
        """Money of each building in each scenario against the baseline, scenario x building, ``units`` in ``attrs``.

        Real DKK without VAT of the study's price level. All add up over buildings but ``lifetime_years``, which is weighted by
        investment. NaN where a building failed.

        Raises
        ------
        InputError
            For a file of a version that kept none.
        """
        return self._optional("economics", "the file is older than version 1.5 of the format", "Run the study again.")

    @property
    def reconciled(self) -> xr.Dataset:
        """Results times the factors that make each building's baseline the metered one, scenario x building.

        ``units`` in ``attrs``. The factors (``heat_factor`` ...) and their origins are per building; a factor of 1 with the
        origin of the simulation tells that no meter can be trusted there.

        Raises
        ------
        InputError
            When the portfolio has no meters, or the study did not want it.
        """
        return self._optional("reconciled", "no meters were read", "A portfolio with meters and a study run by tvilling are needed.")

    @property
    def measures(self) -> pd.DataFrame:
        """The measures of all scenarios with their cost, and what became of them (units in ``attrs["units"]``).

        One row per measure of a scenario: ``matched`` buildings, of them ``done``, ``idle`` (as good already), ``listed``
        (blocked by protection), ``replaced`` (others that are done do what it does) and ``failed`` (without a result there or in
        the baseline: nothing is counted for them); ``quantity`` counts units of ``basis``.
        """
        if "measures" not in self._groups():
            return pd.DataFrame()
        table = self._group("measures")
        frame = table.drop_vars("measure").to_dataframe().reset_index(drop=True)
        names = np.asarray(self.scenarios, dtype=object)
        frame.insert(0, "scenario", names[frame.pop("of_scenario").to_numpy()])
        for name in ("matched", "done", "idle", "listed", "replaced", "failed"):
            frame[name] = frame[name].astype(int)
        frame.attrs["units"] = {str(name): values.attrs["units"] for name, values in table.data_vars.items() if "units" in values.attrs}
        return frame

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
        status = _STATUS[self._core.status()]
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
        names, messages = self.scenarios, self._core.messages
        rows = [(names[s], ids[b], messages[s][b]) for s, b in zip(*np.nonzero(self._core.status() == 2))]
        return pd.DataFrame(rows, columns=["scenario", "building", "message"])

    @property
    def provenance(self) -> dict[str, str]:
        """How these results came about: version, inputs with their hashes, the study's text and more."""
        return dict(self._core.provenance)

    @property
    def findings(self) -> pd.DataFrame:
        """What was noticed during the run, one finding per row (see `check`); empty for an opened file."""
        return to_frame(self._findings)

    def compare(self, to: str = "baseline") -> xr.Dataset:
        """Return annual changes against a scenario, scenario x building; a saving is negative, units as in `annual`.

        Parameters
        ----------
        to : str
            The scenario to compare with.

        Returns
        -------
        xarray.Dataset
            ``change_<variable>`` for every annual variable.

        Raises
        ------
        InputError
            For an unknown scenario; names the nearest.
        """
        self._check_scenario(to)
        annual = self.annual
        reference = annual.sel(scenario=to, drop=True)
        changes = {}
        for name, values in annual.data_vars.items():
            change = values - reference[name]
            long_name = values.attrs.get("long_name", name)
            change.attrs = {**values.attrs, "long_name": f"Change of {str(long_name)[:1].lower()}{str(long_name)[1:]}"}
            changes[f"change_{name}"] = change
        return xr.Dataset(changes, attrs={**annual.attrs, "reference_scenario": to})

    def total(self, to: str = "baseline") -> pd.DataFrame:
        """Return totals of all buildings and their change, one row per scenario (units in ``attrs["units"]``).

        Parameters
        ----------
        to : str
            The scenario to compare with.

        Returns
        -------
        pandas.DataFrame
            ``buildings`` counted, ``missing`` (failed, left out), ``area_m2``, every annual variable and
            ``change_<variable>``. ``peak_heat_kw`` is the coincident peak of all buildings. A total with ``missing``
            buildings and the one that it is compared with cover the same buildings.
        """
        return self._comparison(to, "total").drop(columns="group").set_index("scenario")

    def by(self, group: str, to: str = "baseline") -> pd.DataFrame:
        """Return totals and changes by ``use``, ``administration`` or ``building``, one row per scenario and group.

        Units and columns are those of `total`; ``peak_heat_kw`` is the sum of the buildings' peaks.
        """
        return self._comparison(to, group).rename(columns={"group": group}).set_index(["scenario", group])

    def to_dataframe(self) -> pd.DataFrame:
        """Return the annual results as a long table: scenario, building and every variable (``attrs["units"]``)."""
        frame = self.annual.to_dataframe().reset_index()
        frame = frame[["scenario", "building", *map(str, self.annual.data_vars)]]
        frame.attrs["units"] = {str(name): values.attrs.get("units", "1") for name, values in self.annual.data_vars.items()}
        return frame

    def close(self) -> None:
        """Let go of the file; a temporary one is removed."""
        for dataset in self._open.values():
            dataset.close()
        self._open.clear()
        self._closed = True
        if self._remove is not None:
            self._remove()

    def __enter__(self) -> Results:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        failed = int((self._core.status() == 2).sum())
        noted = f", {failed} failed" if failed else ""
        buildings = len(self._core.portfolio)
        return f"<tvilling.Results {self._core.study_name!r}: {len(self.scenarios)} scenarios x {buildings:,} buildings{noted}>"

    def _repr_html_(self) -> str:
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

    def _group(self, name: str) -> xr.Dataset:
        self._check_open()
        if name not in self._open:
            try:
                self._open[name] = xr.open_dataset(self._path, engine="h5netcdf", group=name)
            except OSError as error:
                raise self._unreadable(error) from error
        return self._open[name]

    def _optional(self, name: str, why: str, hint: str) -> xr.Dataset:
        """A group that not every file has."""
        if name not in self._groups():
            raise InputError(f"{self._path} has no {name}: {why}", hint=hint)
        return self._group(name)

    def _groups(self) -> list[str]:
        self._check_open()
        try:
            with h5py.File(self._path, "r") as file:
                return [name for name in file if isinstance(file[name], h5py.Group)]
        except OSError as error:
            raise self._unreadable(error) from error

    def _stored_origins(self, names: list[str]) -> dict[str, NDArray[np.object_]]:
        self._check_open()
        words = np.asarray(_core.origin_names(), dtype=object)
        try:
            with h5py.File(self._path, "r") as file:
                return {name: words[file["origin"][name][()]] for name in names}
        except OSError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: OSError) -> TvillingError:
        return TvillingError(
            f"cannot read the results: {error.strerror or error}",
            kind="io",
            file=self._path,
            hint="They were opened from there; was the file moved, removed or changed since?",
        )

    def _check_open(self) -> None:
        if self._closed:
            raise InputError("these results are closed", kind="wrong_usage")

    def _building_index(self) -> pd.Index:
        return pd.Index(self._core.portfolio.building_ids(), name="building", dtype=object)

    def _check_scenario(self, name: str) -> None:
        text("to", name, "The name of a scenario is needed.")
        if name not in self.scenarios:
            raise InputError(f'no scenario "{name}" in {self._path}', hint=_core.did_you_mean(name, self.scenarios))

    def _comparison(self, to: str, by: str) -> pd.DataFrame:
        self._check_scenario(to)
        text("group", by, "Known: use, administration, building.")
        variables = _core.annual_variables()
        rows = []
        for row in self._core.compare(to, by):
            record: dict[str, object] = {"scenario": row.scenario, "group": row.group}
            record.update(buildings=row.buildings, missing=row.missing, area_m2=row.area_m2)
            record.update({variable[0]: value for variable, value in zip(variables, row.value)})
            record.update({f"change_{variable[0]}": change for variable, change in zip(variables, row.change)})
            rows.append(record)
        frame = pd.DataFrame(rows)
        units = {variable[0]: variable[1] for variable in variables}
        frame.attrs["units"] = {"area_m2": "m2", **units, **{f"change_{name}": unit for name, unit in units.items()}}
        return frame


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
