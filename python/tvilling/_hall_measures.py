# SPDX-License-Identifier: MPL-2.0
"""Measures of swimming halls; tvilling.measures has them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tvilling._measure import Measure


@dataclass(frozen=True, kw_only=True, repr=False)
class PoolWaterTemperature(Measure):
    """Change the water temperature of all basins of a swimming hall, in K.

    Parameters
    ----------
    water_temperature_change_k : float
        Change from the unchanged hall, up or down. It has no default.
    air_follows : bool
        The air of the hall changes by as much.
    """

    water_temperature_change_k: float
    air_follows: bool = False

    type: ClassVar[str] = "pool_water_temperature"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallAirTemperature(Measure):
    """Change the air temperature of the pool hall, in K.

    Parameters
    ----------
    air_temperature_change_k : float
        Change from the unchanged hall, up or down. It has no default.
    """

    air_temperature_change_k: float

    type: ClassVar[str] = "hall_air_temperature"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallNightAirTemperature(Measure):
    """Set how far the air temperature of the pool hall is lowered while it is closed, in K.

    Parameters
    ----------
    night_air_set_back_k : float
        Lowering while closed; 0 keeps day and night alike.
    """

    night_air_set_back_k: float = 2.0

    type: ClassVar[str] = "hall_night_air_temperature"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallHumidity(Measure):
    """Set the relative humidity of the hall air, open and closed (0 to 1).

    Parameters
    ----------
    relative_humidity : float
        Set point by day and by night. It has no default.
    """

    relative_humidity: float

    type: ClassVar[str] = "hall_humidity"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallNightHumidity(Measure):
    """Set the relative humidity of the hall air while the hall is closed (0 to 1).

    Parameters
    ----------
    night_relative_humidity : float
        Set point while closed. It has no default.
    """

    night_relative_humidity: float

    type: ClassVar[str] = "hall_night_humidity"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallCondensationGuard(Measure):
    """Let the humidity of the hall air fall in the cold so that inner surfaces stay dry.

    Parameters
    ----------
    condensation_guard : bool
        False takes the guard away.
    """

    condensation_guard: bool = True

    type: ClassVar[str] = "hall_condensation_guard"


@dataclass(frozen=True, kw_only=True, repr=False)
class PoolCover(Measure):
    """Cover the basins while the hall is closed (share of the water surface in m2).

    Parameters
    ----------
    cover_fraction : float
        Share of the surface that is covered; 0 takes the cover away.
    """

    cover_fraction: float = 0.9

    type: ClassVar[str] = "pool_cover"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallNightAir(Measure):
    """Set the least air flows of the pool hall while it is closed (shares of the design flow in kg/h).

    Parameters
    ----------
    night_fan_fraction : float
        Total air flow.
    night_outdoor_air_fraction : float
        Outdoor air.
    """

    night_fan_fraction: float = 0.25
    night_outdoor_air_fraction: float = 0.05

    type: ClassVar[str] = "hall_night_air"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallHeatRecovery(Measure):
    """Set the heat recovery of the pool hall's air handling unit (share of the heat in kWh), up or down.

    Parameters
    ----------
    hall_heat_recovery_fraction : float
        Dry temperature efficiency; 0 is none. It has no default.
    """

    hall_heat_recovery_fraction: float

    type: ClassVar[str] = "hall_heat_recovery"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallHeatPump(Measure):
    """Dehumidify the hall air with a heat pump, in kg/h of water, that warms air and basins.

    Parameters
    ----------
    heat_pump_capacity_kg_h : float
        Water that it takes out; 0 is none. It has no default.
    heat_pump_cop : float
        Heat given per electricity.
    """

    heat_pump_capacity_kg_h: float
    heat_pump_cop: float = 5.0

    type: ClassVar[str] = "hall_heat_pump"


@dataclass(frozen=True, kw_only=True, repr=False)
class PoolBackwash(Measure):
    """Set the fresh water to the basins in litres per visit: backwash and renewal.

    Parameters
    ----------
    backwash_l_visit : float
        Litres per visit. It has no default.
    """

    backwash_l_visit: float

    type: ClassVar[str] = "pool_backwash"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallShowers(Measure):
    """Set the shower water in litres per visit.

    Parameters
    ----------
    shower_l_visit : float
        Litres per visit. It has no default.
    """

    shower_l_visit: float

    type: ClassVar[str] = "hall_showers"


@dataclass(frozen=True, kw_only=True, repr=False)
class GreyWaterRecovery(Measure):
    """Recover heat (kWh) from shower water.

    Parameters
    ----------
    grey_water_recovery_fraction : float
        Share of the heat of showers that comes back.
    """

    grey_water_recovery_fraction: float = 0.35

    type: ClassVar[str] = "grey_water_recovery"


@dataclass(frozen=True, kw_only=True, repr=False)
class PoolNightPumps(Measure):
    """Set the power of the circulation pumps while the hall is closed (share of that in kW while open).

    Parameters
    ----------
    night_pump_fraction : float
        Share of the power while open; 1 runs day and night alike.
    """

    night_pump_fraction: float = 0.6

    type: ClassVar[str] = "pool_night_pumps"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallOpeningHours(Measure):
    """Open later and close earlier by hours (h), every day; the year's visitors come in the hours that are left.

    Parameters
    ----------
    opens_later_h : float
        Opens later by so much; negative: earlier.
    closes_earlier_h : float
        Closes earlier by so much; negative: later.
    """

    opens_later_h: float = 0.0
    closes_earlier_h: float = 0.0

    type: ClassVar[str] = "hall_opening_hours"


@dataclass(frozen=True, kw_only=True, repr=False)
class CloseBasin(Measure):
    """Empty a basin (all of its m3); its bathers go to the others; the last one stays.

    Parameters
    ----------
    basin : float
        Number of the basin in the table of pools: 1 is the hall's first. It has no default.
    """

    basin: float

    type: ClassVar[str] = "close_basin"


@dataclass(frozen=True, kw_only=True, repr=False)
class HallVisitors(Measure):
    """Change the number of visitors per year.

    Parameters
    ----------
    visitors_factor : float
        Visitors over those of the unchanged hall. It has no default.
    """

    visitors_factor: float

    type: ClassVar[str] = "hall_visitors"
