# SPDX-License-Identifier: MPL-2.0
"""How sure is it: draws of what is not known, by the same engine and into the same file as `tvilling uncertainty`."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import Iterable, Sequence

import pandas as pd  # type: ignore[import]
import xarray as xr

from tvilling import _core
from tvilling._arguments import Progress, called_back, listed
from tvilling._arguments import path as path_of
from tvilling._arguments import text, thread_count, whole_number, wrong, yes_no
from tvilling._errors import InputError, TvillingError
from tvilling._findings import stop_on, warn_of
from tvilling._portfolio import load
from tvilling._stored import OpenFile
from tvilling._study import Study

_MOST_DRAWS = 10000
_QUANTILES = {0.1: "p10", 0.5: "p50", 0.9: "p90"}


class Uncertainty(OpenFile):
    """What many draws of a study say: P10, P50 and P90 of every key figure (units in the names and in ``attrs``).

    Made by `uncertainty` and `open_uncertainty`. Use it as a context manager, or `close` it, to let go of the file.
    """

    _what = "draws"

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        temporary: str | None = None,
        findings: Sequence[_core.Finding] = (),
    ) -> None:
        super().__init__(path, temporary, findings)
        kind = self._group("").attrs.get("filetype")
        if kind != "tvilling-uncertainty":
            raise TvillingError(
                f"this is a file of type {kind!r}, not of draws",
                kind="bad_input",
                file=self._path,
                hint="tvilling.open_results opens the results of a run.",
            )

    @property
    def scenarios(self) -> pd.DataFrame:
        """One row per scenario: ``<figure>_plain`` of the unchanged portfolio, ``_p10``, ``_p50`` and ``_p90`` of the draws.

        Shares of the draws are ``npv_positive_fraction``, ``within_payback_limit_fraction`` and ``profitable_fraction``.
        A payback of infinity: nothing is saved. Units in ``attrs["units"]``.
        """
        plain = self._group("plain")
        frame = _quantile_frame(self._group("scenarios"), "scenario", plain)
        return frame

    @property
    def buildings(self) -> pd.DataFrame:
        """One row per building: use, intensities of the baseline and ranks as ``_p10``, ``_p50`` and ``_p90`` of the draws.

        ``worst_fraction``: share of the draws in which it is among the worst by heat per area (rank 1 is the worst);
        ``rank_certainty``: share that agrees with the unchanged portfolio whether it is. Units in ``attrs["units"]``.
        """
        return _quantile_frame(self._group("buildings"), "building")

    @property
    def draws(self) -> xr.Dataset:
        """Every key figure, draw x scenario, ``units`` in ``attrs``; ``buildings_counted`` is the coverage of the sums."""
        return self._group("draws")

    @property
    def building_draws(self) -> xr.Dataset:
        """The baseline of every building per gross floor area, draw x building, ``units`` in ``attrs``."""
        return self._group("building_draws")

    @property
    def inputs(self) -> xr.Dataset:
        """What was drawn: ``value`` of the city's inputs by draw (NaN: each building has its own), spreads and their source."""
        return self._group("inputs")

    @property
    def sensitivity(self) -> xr.Dataset:
        """Rank correlation (-1 to 1) of each input of the city with a scenario's change of heat, saving and NPV."""
        return self._group("sensitivity")

    def __enter__(self) -> Uncertainty:
        return self

    def __repr__(self) -> str:
        sizes = self.draws.sizes
        buildings = self.building_draws.sizes["building"]
        return f"<tvilling.Uncertainty: {sizes['draw']} draws x {sizes['scenario']} scenarios x {buildings:,} buildings>"


def _quantile_frame(data: xr.Dataset, index: str, plain: xr.Dataset | None = None) -> pd.DataFrame:
    columns: dict[str, object] = {}
    units: dict[str, str] = {}
    for name, values in data.data_vars.items():
        own: dict[str, object] = {}
        if plain is not None and name in plain:
            own[f"{name}_plain"] = plain[name].values
        if "quantile" in values.dims:
            for quantile, suffix in _QUANTILES.items():
                own[f"{name}_{suffix}"] = values.sel(quantile=quantile).values
        else:
            own[str(name)] = values.values
        columns.update(own)
        units.update({column: str(values.attrs.get("units", "1")) for column in own})
    frame = pd.DataFrame(columns, index=pd.Index(data[index].values, name=index, dtype=object))
    frame.attrs["units"] = units
    return frame


def uncertainty(
    study: Study,
    *,
    draws: int | None = None,
    scenarios: Iterable[str] | None = None,
    out: str | os.PathLike[str] | None = None,
    only: str = "",
    threads: int = 0,
    reproducible: bool = False,
    resume: bool = False,
    progress: Progress | None = None,
) -> Uncertainty:
    """Draw what a study does not know for sure and simulate baseline and scenarios of every draw.

    The numbers are those of ``tvilling uncertainty``, bit for bit, on any number of threads; units are in their names.

    Parameters
    ----------
    study : Study
        With a table ``[uncertainty]``; without inputs in it the usual ones are drawn (docs/how-to/how-sure.md).
    draws : int, optional
        2 to 10000. None: the study's, else 100.
    scenarios : iterable of str, optional
        Only these, beside the baseline.
    out : path, optional
        The file of the draws. None: a temporary one that lives as long as the returned object.
    only : str
        Draw only the buildings that this SQLite expression holds for.
    threads : int
        0: all that the machine has.
    reproducible : bool
        Leave out time, host, threads and paths: two runs give equal bytes.
    resume : bool
        Go on with the interrupted draws into `out`.
    progress : callable, optional
        Called now and then as ``progress(phase, done, total, failed)``; what it raises stops the run.

    Returns
    -------
    Uncertainty

    Raises
    ------
    InputError
        For an unknown scenario or arguments that cannot be used.
    TvillingError
        When the file cannot be written.

    Examples
    --------
    >>> import tvilling as tv
    >>> study = tv.load_study("study.toml")                      # doctest: +SKIP
    >>> with tv.uncertainty(study, draws=100) as sure:           # doctest: +SKIP
    ...     print(sure.scenarios[["npv_dkk_p10", "npv_dkk_p90"]])
    """
    if not isinstance(study, Study):
        raise wrong("study", study, "Use tvilling.load_study(path).")
    number = 0 if draws is None else whole_number("draws", draws, 2, _MOST_DRAWS, "2 to 10000 are possible.")
    names = [] if scenarios is None else listed("scenarios", scenarios, 'A list of names is needed, e.g. ["roofs"].')
    names = [text("a name in scenarios", name) for name in names]
    count = thread_count(threads)
    progress = called_back(progress)
    if resume and out is None:
        raise InputError("resume needs out, the file of the interrupted draws", kind="wrong_usage")
    portfolio = load(study.portfolio)
    weather, found = _core.load_weather(study.weather)
    stop_on(found)
    warn_of(found)
    temporary = tempfile.mkdtemp(prefix="tvilling-") if out is None else None
    path = os.path.abspath(path_of("out", out) if temporary is None else os.path.join(temporary, "draws.h5"))
    try:
        found, _ = _core.run_draws(
            study._core,
            portfolio._core,
            weather,
            path,
            number,
            names,
            text("only", only),
            yes_no("resume", resume),
            yes_no("reproducible", reproducible),
            count,
            progress,
        )
        stop_on(found)
    except BaseException as error:
        if temporary is not None:
            shutil.rmtree(temporary)
        elif isinstance(error, KeyboardInterrupt) and os.path.exists(f"{path}.partial"):
            error.add_note(f"What is done is kept in {path}.partial; the same call with resume=True goes on.")
        raise
    warn_of(found)
    return Uncertainty(path, temporary=temporary, findings=found)


def open_uncertainty(path: str | os.PathLike[str]) -> Uncertainty:
    """Open a file of draws of `uncertainty` or of ``tvilling uncertainty`` (units in the names and in ``attrs``).

    Parameters
    ----------
    path : path
        A file of draws.

    Returns
    -------
    Uncertainty

    Raises
    ------
    TvillingError
        When the file is missing or holds no draws.

    Examples
    --------
    >>> import tvilling as tv
    >>> with tv.open_uncertainty("draws.h5") as sure:            # doctest: +SKIP
    ...     print(sure.buildings.nlargest(20, "worst_fraction"))
    """
    return Uncertainty(path)
