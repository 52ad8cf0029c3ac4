// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/evaporation.hpp"

#include <algorithm>
#include <cmath>

#include "models/air/psychrometrics.hpp"

namespace tvilling::models {

namespace {

constexpr double kZeroCelsius_k = 273.15;
constexpr double kVapourGasConstant_j_kgk = 461.52;
constexpr double kSecondsPerHour = 3600.0;
constexpr double kPascalPerMillibar = 100.0;
constexpr double kPascalPerMillimetreOfMercury = 133.322;

constexpr double kAirSpeedIndoors_m_s = 0.1;
constexpr double kActivityInUse = 1.0;
constexpr double kActivityAtRest = 0.5;
constexpr double kFewBathers_m2 = 0.05;
// Shah's constant steps from 40 to 35 at a difference of densities of 0.02 kg/m3. We let it fall evenly around that: with the
// step a basin at 32 degC would evaporate an eighth less when the air of 30 degC cools by some tenths.
constexpr double kBuoyancyStep_kg_m3 = 0.02;
constexpr double kBuoyancyStepHalfWidth_kg_m3 = 0.005;
constexpr double kWeakBuoyancy = 40.0;
constexpr double kStrongBuoyancy = 35.0;

/// What drives vapour from water to air.
struct Drive {
  double pressure_pa;     ///< of vapour, water less air
  double density_kg_m3;   ///< room air less saturated air at the water: air rises from the water where positive
  double at_rest_kg_m2h;  ///< Shah
};

[[nodiscard]] double pressure_drive_pa(double water_degc, const MoistAir& air) noexcept {
  return std::max(0.0, saturation_pressure_pa(water_degc) - air.vapour_pressure_pa);
}

[[nodiscard]] double buoyancy_constant(double density_difference_kg_m3) noexcept {
  const double past = (density_difference_kg_m3 - kBuoyancyStep_kg_m3) / (2.0 * kBuoyancyStepHalfWidth_kg_m3) + 0.5;
  return kWeakBuoyancy + (kStrongBuoyancy - kWeakBuoyancy) * std::clamp(past, 0.0, 1.0);
}

[[nodiscard]] Drive shah_drive(double water_degc, const MoistAir& air) noexcept {
  constexpr double kForced_kg_m2hpa = 5.0e-5;
  const double water_pa = saturation_pressure_pa(water_degc);
  const double room_kg_m3 = moist_air_density_kg_m3(air.temperature_degc, air.vapour_pressure_pa, air.pressure_pa);
  const double water_kg_m3 = moist_air_density_kg_m3(water_degc, water_pa, air.pressure_pa);
  Drive drive{water_pa - air.vapour_pressure_pa, room_kg_m3 - water_kg_m3, 0.0};
  if (!(drive.pressure_pa > 0.0)) return drive;
  drive.at_rest_kg_m2h = kForced_kg_m2hpa * drive.pressure_pa;
  if (drive.density_kg_m3 > 0.0) {
    const double humidity_kg_kg =
        humidity_ratio_kg_kg(water_pa, air.pressure_pa) - humidity_ratio_kg_kg(air.vapour_pressure_pa, air.pressure_pa);
    drive.at_rest_kg_m2h = std::max(drive.at_rest_kg_m2h, buoyancy_constant(drive.density_kg_m3) * water_kg_m3 *
                                                              std::cbrt(drive.density_kg_m3) * humidity_kg_kg);
  }
  return drive;
}

[[nodiscard]] double shah_in_use_kg_m2h(const Drive& drive, double bathers_m2) noexcept {
  const double ratio = 1.9 - 21.0 * drive.density_kg_m3 + 5.3 * std::max(bathers_m2, kFewBathers_m2);
  const double few = std::clamp(bathers_m2 / kFewBathers_m2, 0.0, 1.0);
  return drive.at_rest_kg_m2h * (1.0 + few * std::max(0.0, ratio - 1.0));
}

/// Evaporation in use and at rest.
struct UseAndRest {
  double use_kg_m2h;
  double rest_kg_m2h;
};

[[nodiscard]] UseAndRest use_and_rest(EvaporationModel model, double water_degc, const MoistAir& air,
                                      const SurfaceUse& use) noexcept {
  switch (model) {
    case EvaporationModel::vdi2089: {
      const double rest = evaporation_vdi_kg_m2h(water_degc, air, kBetaAtRest_m_h);
      return {rest * (beta_in_use_m_h(use.depth_m) / kBetaAtRest_m_h), rest};
    }
    case EvaporationModel::ashrae: {
      const double full = evaporation_ashrae_kg_m2h(water_degc, air, kAirSpeedIndoors_m_s, 1.0);
      return {full * kActivityInUse, full * kActivityAtRest};
    }
    case EvaporationModel::smith: {
      const double rest = evaporation_smith_kg_m2h(water_degc, air, kAirSpeedIndoors_m_s);
      return {rest * (1.04 + 4.3 * use.bathers_m2), rest};
    }
    case EvaporationModel::shah: break;
  }
  const Drive drive = shah_drive(water_degc, air);
  return {shah_in_use_kg_m2h(drive, use.bathers_m2), drive.at_rest_kg_m2h};
}

}  // namespace

double latent_heat_j_kg(double temperature_degc) noexcept {
  return 2500.9e3 - 2381.0 * temperature_degc;
}

double evaporation_vdi_kg_m2h(double water_degc, const MoistAir& air, double beta_m_h) noexcept {
  const double mean_k = 0.5 * (water_degc + air.temperature_degc) + kZeroCelsius_k;
  return beta_m_h / (kVapourGasConstant_j_kgk * mean_k) * pressure_drive_pa(water_degc, air);
}

double evaporation_vdi_old_kg_m2h(double water_degc, const MoistAir& air, double epsilon_g_m2h_mbar) noexcept {
  return epsilon_g_m2h_mbar / 1000.0 * pressure_drive_pa(water_degc, air) / kPascalPerMillibar;
}

double evaporation_shah_at_rest_kg_m2h(double water_degc, const MoistAir& air) noexcept {
  return shah_drive(water_degc, air).at_rest_kg_m2h;
}

double evaporation_shah_kg_m2h(double water_degc, const MoistAir& air, double bathers_m2) noexcept {
  return shah_in_use_kg_m2h(shah_drive(water_degc, air), bathers_m2);
}

double evaporation_ashrae_kg_m2h(double water_degc, const MoistAir& air, double air_speed_m_s, double activity_factor) noexcept {
  // kPa over kJ/kg is Pa over J/kg.
  return kSecondsPerHour * (0.089 + 0.0782 * air_speed_m_s) * pressure_drive_pa(water_degc, air) / latent_heat_j_kg(water_degc) *
         activity_factor;
}

double evaporation_smith_kg_m2h(double water_degc, const MoistAir& air, double air_speed_m_s) noexcept {
  return (30.6 + 32.1 * air_speed_m_s) * (pressure_drive_pa(water_degc, air) / kPascalPerMillimetreOfMercury) /
         (latent_heat_j_kg(water_degc) / 1000.0);
}

SurfaceEvaporation surface_evaporation(EvaporationModel model, double water_degc, const MoistAir& air,
                                       const SurfaceUse& use) noexcept {
  const UseAndRest rate = use_and_rest(model, water_degc, air, use);
  const double open = use.open_share * rate.use_kg_m2h * (1.0 + use.feature_fraction);
  const double closed = (1.0 - use.open_share) * rate.rest_kg_m2h * (1.0 - kCoverKeepsBack * use.covered_fraction);
  return {open + closed, open};
}

}  // namespace tvilling::models
