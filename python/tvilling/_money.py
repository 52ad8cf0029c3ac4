# SPDX-License-Identifier: MPL-2.0
"""Money of a run: economics of each building, savings reconciled with meters, and the measures with their cost."""

from __future__ import annotations

import numpy as np
import pandas as pd  # type: ignore[import]
import xarray as xr

from tvilling._stored import Stored


class Money(Stored):
    """What `Results` tells of money."""

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

        ``units`` in ``attrs``. The factors (``heat_factor`` ...), their origins and metered years (``heat_factor_year`` ...; 0:
        none) are per building; a factor of 1 with the origin of the simulation tells that no meter can be trusted there.

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
