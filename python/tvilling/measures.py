# SPDX-License-Identifier: MPL-2.0
"""Measures: what a scenario changes, one class per type. Units are in the names; defaults are the engine's.

Every measure also takes which buildings it is for:

where : str
    An expression on the unchanged portfolio and the baseline's annual results, in the words of SQLite, for example
    ``"use = 'school' AND year < 1973"``. Empty: all buildings.
order_by : str
    An expression to sort the matches by, for example ``"heat_kwh_m2 DESC"``.
limit : int, optional
    At most so many buildings.
sample : float
    A share of the matches (0 to 1), chosen by `seed` and building id.
seed : int
    Another seed gives another sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tvilling._hall_measures import (
    CloseBasin,
    GreyWaterRecovery,
    HallAirTemperature,
    HallCondensationGuard,
    HallHeatPump,
    HallHeatRecovery,
    HallHumidity,
    HallNightAir,
    HallNightAirTemperature,
    HallNightHumidity,
    HallOpeningHours,
    HallShowers,
    HallVisitors,
    PoolBackwash,
    PoolCover,
    PoolNightPumps,
    PoolWaterTemperature,
)
from tvilling._measure import Measure

__all__ = [
    "CloseBasin",
    "GreyWaterRecovery",
    "HallAirTemperature",
    "HallCondensationGuard",
    "HallHeatPump",
    "HallHeatRecovery",
    "HallHumidity",
    "HallNightAir",
    "HallNightAirTemperature",
    "HallNightHumidity",
    "HallOpeningHours",
    "HallShowers",
    "HallVisitors",
    "HeatRecovery",
    "InsulateFloor",
    "InsulateRoof",
    "InsulateWall",
    "Lighting",
    "Measure",
    "NightSetBack",
    "PoolBackwash",
    "PoolCover",
    "PoolNightPumps",
    "PoolWaterTemperature",
    "ReplaceWindows",
    "SetPoint",
]


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
class InsulateFloor(Measure):
    """Insulate the ground floor down to a U-value of its construction in W/(m2 K); the ground comes on top.

    Parameters
    ----------
    u_value_w_m2k : float
        Thermal transmittance of the construction afterwards.
    """

    u_value_w_m2k: float = 0.10

    type: ClassVar[str] = "insulate_floor"


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
class HeatRecovery(Measure):
    """Replace the air handling unit of mechanically ventilated buildings (fan power in kJ/m3).

    Parameters
    ----------
    heat_recovery_fraction : float
        Share of the heat in the extract air that comes back.
    specific_fan_power_kj_m3 : float
        Electricity of the fans per m3 of air. A unit that is better in one respect already keeps that.
    """

    heat_recovery_fraction: float = 0.80
    specific_fan_power_kj_m3: float = 1.8

    type: ClassVar[str] = "heat_recovery"


@dataclass(frozen=True, kw_only=True, repr=False)
class SetPoint(Measure):
    """Set the heating set point in use, in degC, up or down.

    Parameters
    ----------
    heating_set_point_degc : float
        Operative temperature in use. It has no default.
    """

    heating_set_point_degc: float

    type: ClassVar[str] = "set_point"


@dataclass(frozen=True, kw_only=True, repr=False)
class NightSetBack(Measure):
    """Set how far the set point is lowered outside use, in K.

    Parameters
    ----------
    night_set_back_k : float
        Lowering outside use; 0 heats day and night alike.
    """

    night_set_back_k: float = 3.0

    type: ClassVar[str] = "night_set_back"


@dataclass(frozen=True, kw_only=True, repr=False)
class Lighting(Measure):
    """Replace lighting with LED in W/m2, with control by presence and daylight.

    Parameters
    ----------
    lighting_w_m2 : float
        Installed power afterwards, per heated area.
    lighting_control_fraction : float
        Share of the installed light that is on in use.
    """

    lighting_w_m2: float = 4.5
    lighting_control_fraction: float = 0.56

    type: ClassVar[str] = "lighting"


_ALL: tuple[type[Measure], ...] = (
    InsulateRoof,
    InsulateWall,
    InsulateFloor,
    ReplaceWindows,
    HeatRecovery,
    SetPoint,
    NightSetBack,
    Lighting,
    PoolWaterTemperature,
    HallAirTemperature,
    HallNightAirTemperature,
    HallHumidity,
    HallNightHumidity,
    HallCondensationGuard,
    PoolCover,
    HallNightAir,
    HallHeatRecovery,
    HallHeatPump,
    PoolBackwash,
    HallShowers,
    GreyWaterRecovery,
    PoolNightPumps,
    HallOpeningHours,
    CloseBasin,
    HallVisitors,
)

#: Every class by the name of its type.
BY_TYPE: dict[str, type[Measure]] = {measure.type: measure for measure in _ALL}
