# SPDX-License-Identifier: MPL-2.0
"""Measures on ventilation, heating, hot water, light and solar cells, and on how they are run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tvilling._measure import Measure


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
class VentilationWithRecovery(Measure):
    """Put balanced ventilation with heat recovery into naturally ventilated buildings (flow in l/(s m2)).

    Parameters
    ----------
    mechanical_ventilation_l_s_m2 : float
        Design flow in use; 0: that of the use's archetype.
    heat_recovery_fraction : float
        Share of the heat in the extract air that comes back.
    specific_fan_power_kj_m3 : float
        Electricity of the fans per m3 of air.
    """

    mechanical_ventilation_l_s_m2: float = 0.0
    heat_recovery_fraction: float = 0.80
    specific_fan_power_kj_m3: float = 1.8

    type: ClassVar[str] = "ventilation_with_recovery"


@dataclass(frozen=True, kw_only=True, repr=False)
class TuneControls(Measure):
    """Tune the building automation: rooms nearer to their set points (in K), less loss, less equipment on outside use.

    Parameters
    ----------
    set_point_reduction_k : float
        Rooms are kept so much colder.
    distribution_loss_factor : float
        Loss of the heating pipes after / before.
    base_load_factor : float
        Equipment that is on outside use after / before.
    """

    set_point_reduction_k: float = 0.9
    distribution_loss_factor: float = 0.8
    base_load_factor: float = 0.75

    type: ClassVar[str] = "tune_controls"


@dataclass(frozen=True, kw_only=True, repr=False)
class BalanceHeating(Measure):
    """Balance the radiators and renew thermostats (in K): no room too warm, less loss, colder return water.

    Parameters
    ----------
    set_point_reduction_k : float
        Rooms are kept so much colder.
    distribution_loss_factor : float
        Loss of the heating pipes after / before.
    cooling_increase_k : float
        District heating water is cooled so much more.
    """

    set_point_reduction_k: float = 0.5
    distribution_loss_factor: float = 0.9
    cooling_increase_k: float = 4.0

    type: ClassVar[str] = "balance_heating"


@dataclass(frozen=True, kw_only=True, repr=False)
class DistrictHeatingSubstation(Measure):
    """Renew the district heating substation: colder return water (in K); the bill alone changes.

    Parameters
    ----------
    cooling_increase_k : float
        District heating water is cooled so much more.
    """

    cooling_increase_k: float = 5.0

    type: ClassVar[str] = "district_heating_substation"


@dataclass(frozen=True, kw_only=True, repr=False)
class HotWater(Measure):
    """Insulate and control hot water circulation, save hot water at the taps (shares, no unit).

    Parameters
    ----------
    hot_water_factor : float
        Hot water after / before.
    circulation_factor : float
        Loss of circulation after / before.
    """

    hot_water_factor: float = 0.85
    circulation_factor: float = 0.7

    type: ClassVar[str] = "hot_water"


@dataclass(frozen=True, kw_only=True, repr=False)
class SolarCells(Measure):
    """Put solar cells on the roof (rated power in kW); not on listed buildings.

    Parameters
    ----------
    pv_capacity_kw : float
        Rated power of each building; 0: by the roof.
    pv_density_kw_m2 : float
        Rated power per area of the whole roof.
    include_listed : bool
        Change listed buildings too.
    """

    pv_capacity_kw: float = 0.0
    pv_density_kw_m2: float = 0.08
    include_listed: bool = False

    type: ClassVar[str] = "solar_cells"


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
class Rebound(Measure):
    """Keep rooms warmer (in K) in buildings whose envelope the scenario betters, as people do; after all other measures.

    Parameters
    ----------
    rebound_k : float
        So much warmer than before.
    """

    rebound_k: float = 0.5

    type: ClassVar[str] = "rebound"
