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

from dataclasses import dataclass, fields
from typing import ClassVar

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


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What all measures have: the choice of buildings. Use one of the classes made from it."""

    where: str = ""
    order_by: str = ""
    limit: int | None = None
    sample: float = 1.0
    seed: int = 1

    type: ClassVar[str] = ""

    def parameters(self) -> dict[str, float | bool]:
        """Return the parameters by name (units in the names), without the choice of buildings."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name not in SELECTION}

    def __repr__(self) -> str:
        defaults = {field.name: field.default for field in fields(self)}
        shown = {name: getattr(self, name) for name in [*self.parameters(), *SELECTION]}
        told = [f"{name}={value!r}" for name, value in shown.items() if name not in SELECTION or value != defaults[name]]
        return f"{type(self).__name__}({', '.join(told)})"


SELECTION: tuple[str, ...] = tuple(field.name for field in fields(Measure))


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
