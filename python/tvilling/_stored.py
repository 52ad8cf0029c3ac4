# SPDX-License-Identifier: MPL-2.0
"""A result file that is open: what all that is read from it stands on."""

from __future__ import annotations

import os
import shutil
import weakref
from types import TracebackType
from typing import Any, ClassVar, Sequence

import h5py  # type: ignore[import]
import numpy as np
import pandas as pd  # type: ignore[import]
import xarray as xr
from numpy.typing import NDArray

from tvilling import _core
from tvilling._arguments import path as path_of
from tvilling._arguments import text
from tvilling._errors import InputError, TvillingError
from tvilling._findings import to_frame


class OpenFile:
    """An HDF5 file of tvilling that is open: its groups as xarray, each read when it is first asked for."""

    _what: ClassVar[str] = "results"

    def __init__(self, path: str | os.PathLike[str], temporary: str | None, findings: Sequence[_core.Finding]) -> None:
        self._path = os.path.abspath(path_of("path", path))
        self._findings = list(findings)
        self._open: dict[str, xr.Dataset] = {}
        self._closed = False
        self._remove = None if temporary is None else weakref.finalize(self, shutil.rmtree, temporary)

    @property
    def path(self) -> str:
        """The file; a temporary one goes away with this object."""
        return self._path

    @property
    def findings(self) -> pd.DataFrame:
        """What was noticed during the run, one finding per row (see `check`); empty for an opened file."""
        return to_frame(self._findings)

    def close(self) -> None:
        """Let go of the file; a temporary one is removed."""
        for dataset in self._open.values():
            dataset.close()
        self._open.clear()
        self._closed = True
        if self._remove is not None:
            self._remove()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _group(self, name: str) -> xr.Dataset:
        self._check_open()
        if name not in self._open:
            try:
                self._open[name] = xr.open_dataset(self._path, engine="h5netcdf", group=name or None)
            except OSError as error:
                raise self._unreadable(error) from error
        return self._open[name]

    def _unreadable(self, error: OSError) -> TvillingError:
        return TvillingError(
            f"cannot read the {self._what}: {error.strerror or error}",
            kind="io",
            file=self._path,
            hint="They were opened from there; was the file moved, removed or changed since?",
        )

    def _check_open(self) -> None:
        if self._closed:
            raise InputError(f"these {self._what} are closed", kind="wrong_usage")


class Stored(OpenFile):
    """A result file. Only names and what became of each building are kept; all else is read when it is asked for."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        temporary: str | None = None,
        findings: Sequence[_core.Finding] = (),
    ) -> None:
        super().__init__(path, temporary, findings)
        self._core = _core.read_results(self._path)
        self._status = self._stored("status", "task")

    @property
    def scenarios(self) -> list[str]:
        """The names of the scenarios; `baseline` is the first."""
        return list(self._core.scenario_names)

    def _groups(self) -> list[str]:
        self._check_open()
        try:
            with h5py.File(self._path, "r") as file:
                return [name for name in file if isinstance(file[name], h5py.Group)]
        except OSError as error:
            raise self._unreadable(error) from error

    def _stored_origins(self, names: list[str]) -> dict[str, NDArray[np.object_]]:
        words = np.asarray(_core.origin_names(), dtype=object)
        return {name: words[self._stored("origin", name)] for name in names}

    def _stored(self, group: str, name: str, row: int | None = None) -> NDArray[Any]:
        """A table as it stands in the file, or one of its rows."""
        self._check_open()
        try:
            with h5py.File(self._path, "r") as file:
                return np.asarray(file[group][name][() if row is None else row])
        except OSError as error:
            raise self._unreadable(error) from error

    def _optional(self, name: str, why: str, hint: str) -> xr.Dataset:
        """A group that not every file has."""
        if name not in self._groups():
            raise InputError(f"{self._path} has no {name}: {why}", hint=hint)
        return self._group(name)

    def _check_scenario(self, argument: str, name: str) -> None:
        text(argument, name, "The name of a scenario is needed.")
        if name not in self.scenarios:
            raise InputError(f'no scenario "{name}" in {self._path}', hint=_core.did_you_mean(name, self.scenarios))
