# SPDX-License-Identifier: MPL-2.0
"""Measures on roof, walls, floor, windows and joints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tvilling._measure import Measure


@dataclass(frozen=True, kw_only=True, repr=False)
class InsulateRoof(Measure):
    """Insulate roof or loft down to a U-value in W/(m2 K).

    Parameters
    ----------
    u_value_w_m2k : float
        Thermal transmittance afterwards. A roof that is as good already stays as it is.
    """

    u_value_w_m2k: float = 0.12

    type: ClassVar[str] = "insulate_roof"


@dataclass(frozen=True, kw_only=True, repr=False)
class InsulateWall(Measure):
    """Insulate the outside walls from outside down to a U-value in W/(m2 K), which also makes them tighter.

    Parameters
    ----------
    u_value_w_m2k : float
        Thermal transmittance afterwards.
    air_tightness_factor : float
        Air leakage after / before; 1 leaves it.
    include_listed : bool
        Change listed buildings too.
    """

    u_value_w_m2k: float = 0.18
    air_tightness_factor: float = 0.6
    include_listed: bool = False

    type: ClassVar[str] = "insulate_wall"


@dataclass(frozen=True, kw_only=True, repr=False)
class InsulateWallInside(Measure):
    """Insulate the outside walls from inside down to a U-value in W/(m2 K); listed buildings too.

    Parameters
    ----------
    u_value_w_m2k : float
        Thermal transmittance afterwards.
    """

    u_value_w_m2k: float = 0.35

    type: ClassVar[str] = "insulate_wall_inside"


@dataclass(frozen=True, kw_only=True, repr=False)
class CavityFill(Measure):
    """Fill the cavity walls of 1920 to 1978 (U-value 0.9 to 2.0 W/(m2 K)) down to a U-value; listed buildings too.

    Parameters
    ----------
    u_value_w_m2k : float
        Thermal transmittance afterwards.
    """

    u_value_w_m2k: float = 0.48

    type: ClassVar[str] = "cavity_fill"


@dataclass(frozen=True, kw_only=True, repr=False)
class InsulateFloor(Measure):
    """Make a new, insulated ground slab with a U-value of its construction in W/(m2 K); the ground comes on top.

    Parameters
    ----------
    u_value_w_m2k : float
        Thermal transmittance of the construction afterwards.
    """

    u_value_w_m2k: float = 0.10

    type: ClassVar[str] = "insulate_floor"


@dataclass(frozen=True, kw_only=True, repr=False)
class InsulateBasementCeiling(Measure):
    """Insulate the floor over a basement from below down to a U-value in W/(m2 K).

    Parameters
    ----------
    u_value_w_m2k : float
        Thermal transmittance of the construction afterwards. Which buildings have a basement says `where`.
    """

    u_value_w_m2k: float = 0.25

    type: ClassVar[str] = "insulate_basement_ceiling"


@dataclass(frozen=True, kw_only=True, repr=False)
class ReplaceWindows(Measure):
    """Replace windows that are worse than a U-value in W/(m2 K), which also makes the facade tighter.

    Parameters
    ----------
    u_value_w_m2k : float
        Thermal transmittance of the new windows with frame.
    g_value : float
        Solar transmittance of the new glazing at normal incidence.
    air_tightness_factor : float
        Air leakage after / before; 1 leaves it.
    include_listed : bool
        Change listed buildings too.
    """

    u_value_w_m2k: float = 0.85
    g_value: float = 0.50
    air_tightness_factor: float = 0.8
    include_listed: bool = False

    type: ClassVar[str] = "replace_windows"


@dataclass(frozen=True, kw_only=True, repr=False)
class SecondaryGlazing(Measure):
    """Put secondary glazing behind windows that are worse than a U-value in W/(m2 K); listed buildings too.

    Parameters
    ----------
    u_value_w_m2k : float
        Thermal transmittance of both together, with frame.
    g_value : float
        Solar transmittance of both together at normal incidence.
    air_tightness_factor : float
        Air leakage after / before; 1 leaves it.
    """

    u_value_w_m2k: float = 1.3
    g_value: float = 0.58
    air_tightness_factor: float = 1.0

    type: ClassVar[str] = "secondary_glazing"


@dataclass(frozen=True, kw_only=True, repr=False)
class SealLeaks(Measure):
    """Seal the joints of the envelope (air leakage, no unit).

    Parameters
    ----------
    air_tightness_factor : float
        Air leakage after / before; 1 leaves it.
    """

    air_tightness_factor: float = 0.8

    type: ClassVar[str] = "seal_leaks"
