# SPDX-License-Identifier: MPL-2.0
"""Measures on premises: units that move, and premises that are given up. They name units and leases instead of buildings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from tvilling._measure import Measure


@dataclass(frozen=True, kw_only=True, repr=False)
class Move(Measure):
    """Move units to other premises of the same use, with their people, equipment and water (money in DKK).

    Parameters
    ----------
    units : str or sequence of str
        Ids of the units that move.
    to : str
        Id of the lease they move to.
    desk_fit_out_dkk : float
        Fit-out of a desk for each person who comes, beside the move itself.
    """

    units: Sequence[str] = ()
    to: str = ""
    desk_fit_out_dkk: float = 0.0

    type: ClassVar[str] = "move"
    texts: ClassVar[tuple[str, ...]] = ("units", "to")

    def __post_init__(self) -> None:
        super().__post_init__()
        units = (self.units,) if isinstance(self.units, str) else tuple(self.units)
        object.__setattr__(self, "units", units)


@dataclass(frozen=True, kw_only=True, repr=False)
class Close(Measure):
    """Give up premises: third party's are handed over, owned ones held at frost guard (in degC).

    Parameters
    ----------
    lease, property : str
        Id of the lease, or of the property with all its leases.
    frost_guard_degc : float
        Set point of owned premises that are held empty.
    """

    lease: str = ""
    property: str = ""
    frost_guard_degc: float = 8.0

    type: ClassVar[str] = "close"
    texts: ClassVar[tuple[str, ...]] = ("lease", "property")


@dataclass(frozen=True, kw_only=True, repr=False)
class Sublet(Measure):
    """Let premises to somebody else, who pays rent (in DKK per m2 and year) and for energy and water.

    Parameters
    ----------
    lease, property : str
        Id of the lease, or of the property with all its leases.
    rent_dkk_m2 : float
        What the tenant pays a year. It has no default.
    """

    lease: str = ""
    property: str = ""
    rent_dkk_m2: float

    type: ClassVar[str] = "sublet"
    texts: ClassVar[tuple[str, ...]] = ("lease", "property")


@dataclass(frozen=True, kw_only=True, repr=False)
class Sell(Measure):
    """Sell owned premises (proceeds in DKK).

    Parameters
    ----------
    lease, property : str
        Id of the lease, or of the property with all its leases.
    value_dkk : float
        Proceeds, after the costs of the sale; 0: ``sale_value_dkk`` of the buildings.
    """

    lease: str = ""
    property: str = ""
    value_dkk: float = 0.0

    type: ClassVar[str] = "sell"
    texts: ClassVar[tuple[str, ...]] = ("lease", "property")
