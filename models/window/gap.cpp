// SPDX-License-Identifier: MPL-2.0
#include "models/window/gap.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace tvilling::models {

namespace {

constexpr double kMean_k = 283.0;
constexpr double kStefanBoltzmann_w_m2k4 = 5.67e-8;  // as EN 673 prints it
constexpr double kGravity_m_s2 = 9.81;
constexpr double kVerticalFactor = 0.035;
constexpr double kVerticalExponent = 0.38;

struct GasProperties {
  double density_kg_m3;
  double viscosity_pa_s;
  double conductivity_w_mk;
  double specific_heat_j_kgk;
};

/// EN 673:2011, table 1, at 10 degC.
[[nodiscard]] GasProperties properties(Gap::Gas gas) noexcept {
  switch (gas) {
    case Gap::Gas::argon: return {1.699, 2.164e-5, 1.684e-2, 519.0};
    case Gap::Gas::krypton: return {3.560, 2.400e-5, 0.900e-2, 245.0};
    case Gap::Gas::air: break;
  }
  return {1.232, 1.761e-5, 2.496e-2, 1008.0};
}

[[nodiscard]] bool is_emissivity(double value) noexcept {
  return value > 0.0 && value <= 1.0;
}

}  // namespace

double gap_conductance_w_m2k(const Gap& gap, double emissivity_a, double emissivity_b, double difference_k) {
  if (gap.conductance_w_m2k.has_value()) {
    if (!(*gap.conductance_w_m2k > 0.0)) throw core::Error(core::ErrorKind::internal, "A gap's conductance must be above 0.");
    return *gap.conductance_w_m2k;
  }
  if (!(gap.thickness_m > 0.0) || !is_emissivity(emissivity_a) || !is_emissivity(emissivity_b)) {
    throw core::Error(core::ErrorKind::internal, "A gap needs a thickness above 0 and emissivities in (0, 1].");
  }
  const double d = gap.thickness_m;
  const GasProperties gas = properties(gap.gas);
  const double radiation_w_m2k =
      4.0 * kStefanBoltzmann_w_m2k4 / (1.0 / emissivity_a + 1.0 / emissivity_b - 1.0) * kMean_k * kMean_k * kMean_k;
  const double speed = gas.density_kg_m3 / gas.viscosity_pa_s;
  const double grashof = kGravity_m_s2 * d * d * d * std::abs(difference_k) * speed * speed / kMean_k;
  const double prandtl = gas.viscosity_pa_s * gas.specific_heat_j_kgk / gas.conductivity_w_mk;
  const double nusselt = std::max(1.0, kVerticalFactor * std::pow(grashof * prandtl, kVerticalExponent));
  return radiation_w_m2k + nusselt * gas.conductivity_w_mk / d;
}

}  // namespace tvilling::models
