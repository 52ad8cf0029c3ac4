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
buildings : sequence of str
    Only these ids of the matches. Empty: all.

(`Move`, `Close`, `Sublet` and `Sell` name units and leases instead) and what it costs, instead of the catalogue (docs/how-to/choose-measures.md):

unit_cost_dkk : float, optional
    Contractor's price per unit of the measure's quantity, without VAT.
fixed_cost_dkk : float, optional
    Per building.
lifetime_years : float, optional
    Technical life.
maintenance_dkk_year : float, optional
    Per unit and year, more than before.
"""

from __future__ import annotations

from tvilling._envelope_measures import (
    CavityFill,
    InsulateBasementCeiling,
    InsulateFloor,
    InsulateRoof,
    InsulateWall,
    InsulateWallInside,
    ReplaceWindows,
    SealLeaks,
    SecondaryGlazing,
)
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
from tvilling._plant_measures import (
    BalanceHeating,
    DistrictHeatingSubstation,
    HeatRecovery,
    HotWater,
    Lighting,
    NightSetBack,
    Rebound,
    SetPoint,
    SolarCells,
    TuneControls,
    VentilationWithRecovery,
)
from tvilling._premises_measures import Close, Move, Sell, Sublet

__all__ = [
    "BalanceHeating",
    "CavityFill",
    "Close",
    "CloseBasin",
    "DistrictHeatingSubstation",
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
    "HotWater",
    "InsulateBasementCeiling",
    "InsulateFloor",
    "InsulateRoof",
    "InsulateWall",
    "InsulateWallInside",
    "Lighting",
    "Measure",
    "Move",
    "NightSetBack",
    "PoolBackwash",
    "PoolCover",
    "PoolNightPumps",
    "PoolWaterTemperature",
    "Rebound",
    "ReplaceWindows",
    "SealLeaks",
    "SecondaryGlazing",
    "Sell",
    "SetPoint",
    "SolarCells",
    "Sublet",
    "TuneControls",
    "VentilationWithRecovery",
]

_ALL: tuple[type[Measure], ...] = (
    InsulateRoof,
    InsulateWall,
    InsulateWallInside,
    CavityFill,
    InsulateFloor,
    InsulateBasementCeiling,
    ReplaceWindows,
    SecondaryGlazing,
    SealLeaks,
    HeatRecovery,
    VentilationWithRecovery,
    TuneControls,
    BalanceHeating,
    DistrictHeatingSubstation,
    HotWater,
    SolarCells,
    Lighting,
    SetPoint,
    NightSetBack,
    Rebound,
    Move,
    Close,
    Sublet,
    Sell,
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
