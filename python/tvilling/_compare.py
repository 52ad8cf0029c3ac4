# SPDX-License-Identifier: MPL-2.0
"""Scenarios beside each other: changes, totals by groups, and why they change."""

from __future__ import annotations

import pandas as pd  # type: ignore[import]
import xarray as xr

from tvilling import _core
from tvilling._arguments import text, wrong
from tvilling._errors import InputError
from tvilling._stored import Stored

_GROUPS = ("use", "administration", "building")


class Comparing(Stored):
    """What `Results` says of scenarios beside each other."""

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
        self._check_scenario("to", to)
        annual = self._group("annual")
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

            Money, always against the baseline: every variable of `economics` (``investment_dkk``, ``saving_dkk`` a year,
            ``npv_dkk`` ...), ``payback_years`` (NaN: nothing is saved) and ``profitability`` (rentabilitet: yearly saving x
            life / investment; NaN: nothing is invested). With meters every variable of `reconciled` as
            ``reconciled_<variable>`` and ``change_reconciled_<variable>``.
        """
        return self._comparison(to, "total").drop(columns="group").set_index("scenario")

    def by(self, group: str, to: str = "baseline") -> pd.DataFrame:
        """Return totals and changes by ``use``, ``administration`` or ``building``, one row per scenario and group.

        Units and columns are those of `total`; ``peak_heat_kw`` is the sum of the buildings' peaks.
        """
        return self._comparison(to, group).rename(columns={"group": group}).set_index(["scenario", group])

    def explain(
        self, scenario: str, building: str | None = None, to: str = "baseline", by: str | None = None
    ) -> pd.DataFrame:
        """Return why a scenario needs less or more: its changes of heat, electricity, CO2 and bill by causes that add up.

        The numbers and names are those of ``tvilling explain --csv``; units in ``attrs["units"]``.

        Parameters
        ----------
        scenario : str
            The scenario.
        building : str, optional
            Only this `building_id`. None: all buildings.
        to : str
            The scenario to compare with.
        by : str, optional
            ``use``, ``administration`` or ``building``: a row for each. None: one row, ``all``.

        Returns
        -------
        pandas.DataFrame
            ``buildings`` counted, ``missing`` (failed in one of the two, left out), ``area_m2``; of ``heat_kwh``,
            ``electricity_kwh``, ``co2_kg`` and ``cost_dkk`` the ``reference_<quantity>``, the ``change_<quantity>`` (a saving
            is negative) and its causes, for example ``change_heat_transmission_kwh``.

        Raises
        ------
        InputError
            For an unknown scenario, building or group.
        """
        self._check_open()
        self._check_scenario("scenario", scenario)
        self._check_scenario("to", to)
        if by is not None and by not in _GROUPS:
            raise wrong("by", by, f"Known: {', '.join(_GROUPS)}.")
        if building is not None:
            self._check_building(building)
            if by is not None:
                raise InputError("one building has no groups", kind="wrong_usage", hint="Leave out by or the building.")
        columns, units = self._core.explain(scenario, building or "", to, by or "total")
        name = by or ("group" if building is None else "building")
        frame = pd.DataFrame(columns).rename(columns={"group": name}).set_index(name)
        frame.attrs["units"] = units
        return frame

    def _check_building(self, building: str) -> None:
        text("building", building, "A building_id is needed.")
        ids = self._core.portfolio.building_ids()
        if building not in ids:
            raise InputError(f'no building "{building}" in {self._path}', hint=_core.did_you_mean(building, ids))

    def _comparison(self, to: str, by: str) -> pd.DataFrame:
        self._check_open()
        self._check_scenario("to", to)
        text("group", by, "Known: use, administration, building.")
        rows = self._core.compare(to, by)
        units = _units(rows)
        frame = pd.DataFrame([_record(row) for row in rows], columns=["scenario", "group", "buildings", "missing", *units])
        frame.attrs["units"] = units
        return frame


def _units(rows: list[_core.ComparisonRow]) -> dict[str, str]:
    """Unit of every column of numbers, in their order: those of money and of meters only where the file has some."""
    annual = {name: unit for name, unit, _, _ in _core.annual_variables()}
    units = {"area_m2": "m2", **annual, **{f"change_{name}": unit for name, unit in annual.items()}}
    if any(row.economics is not None for row in rows):
        units |= {name: unit for name, unit, _ in _core.economic_variables()}
        units |= {"payback_years": "1", "profitability": "1"}
    if any(row.reconciled is not None for row in rows):
        reconciled = {f"reconciled_{name}": unit for name, unit, _ in _core.reconciled_variables()}
        units |= {**reconciled, **{f"change_{name}": unit for name, unit in reconciled.items()}}
    return units


def _record(row: _core.ComparisonRow) -> dict[str, object]:
    record: dict[str, object] = {"scenario": row.scenario, "group": row.group}
    record.update(buildings=row.buildings, missing=row.missing, area_m2=row.area_m2)
    for (name, *_), value, change in zip(_core.annual_variables(), row.value, row.change):
        record[name] = value
        record[f"change_{name}"] = change
    if row.economics is not None:
        record.update({variable[0]: value for variable, value in zip(_core.economic_variables(), row.economics)})
        record["payback_years"], record["profitability"] = row.figures
    if row.reconciled is not None:
        for (name, *_), value, change in zip(_core.reconciled_variables(), row.reconciled, row.change_reconciled):
            record[f"reconciled_{name}"] = value
            record[f"change_reconciled_{name}"] = change
    return record
