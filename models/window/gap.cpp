// SPDX-License-Identifier: MPL-2.0
#include "models/window/gap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "core/error.hpp"
#include "models/surface/radiation.hpp"

namespace tvilling::models {

namespace {

constexpr double kMean_k = 283.0;  // of EN 673's rating, with the gas at 10 degC
constexpr double kGravity_m_s2 = 9.81;

struct GasProperties {
  double density_kg_m3;
  double viscosity_pa_s;
  double conductivity_w_mk;
  double specific_heat_j_kgk;
};

constexpr double kKelvin = 273.15;
constexpr double kFirstRow_degc = -10.0;
constexpr double kRowStep_k = 10.0;
using GasTable = std::array<GasProperties, 4>;

/// EN 673:2011, table 1: -10, 0, 10 and 20 degC.
constexpr GasTable kAir{{{1.326, 1.661e-5, 2.336e-2, 1008.0},
                         {1.277, 1.711e-5, 2.416e-2, 1008.0},
                         {1.232, 1.761e-5, 2.496e-2, 1008.0},
                         {1.189, 1.811e-5, 2.576e-2, 1008.0}}};
constexpr GasTable kArgon{{{1.829, 2.038e-5, 1.584e-2, 519.0},
                           {1.762, 2.101e-5, 1.634e-2, 519.0},
                           {1.699, 2.164e-5, 1.684e-2, 519.0},
                           {1.640, 2.228e-5, 1.734e-2, 519.0}}};
constexpr GasTable kKrypton{{{3.832, 2.260e-5, 0.842e-2, 245.0},
                             {3.690, 2.330e-5, 0.870e-2, 245.0},
                             {3.560, 2.400e-5, 0.900e-2, 245.0},
                             {3.430, 2.470e-5, 0.926e-2, 245.0}}};

[[nodiscard]] const GasTable& table_of(Gap::Gas gas) noexcept {
  switch (gas) {
    case Gap::Gas::argon: return kArgon;
    case Gap::Gas::krypton: return kKrypton;
    case Gap::Gas::air: break;
  }
  return kAir;
}

/// Linear between the rows, and on along the last two beyond the ends.
[[nodiscard]] GasProperties properties(Gap::Gas gas, double at_degc) noexcept {
  const GasTable& rows = table_of(gas);
  const double place = std::clamp((at_degc - kFirstRow_degc) / kRowStep_k, 0.0, 2.999);
  const std::size_t row = static_cast<std::size_t>(place);
  const double share = (at_degc - kFirstRow_degc) / kRowStep_k - static_cast<double>(row);
  const auto between = [share](double a, double b) { return a + share * (b - a); };
  const GasProperties& a = rows[row];
  const GasProperties& b = rows[row + 1];
  return {between(a.density_kg_m3, b.density_kg_m3), between(a.viscosity_pa_s, b.viscosity_pa_s),
          between(a.conductivity_w_mk, b.conductivity_w_mk), a.specific_heat_j_kgk};
}

struct NusseltLaw {
  double factor;
  double exponent;
};

/// EN 673:2011, 5.3.1: 90, 45 and 0 degrees, linear between.
[[nodiscard]] NusseltLaw nusselt_law(double tilt_deg) noexcept {
  constexpr NusseltLaw kVertical{0.035, 0.38};
  constexpr NusseltLaw kSloped{0.10, 0.31};
  constexpr NusseltLaw kLevel{0.16, 0.28};
  const double from_level_deg = 90.0 - std::abs(tilt_deg - 90.0);
  const bool steep = from_level_deg >= 45.0;
  const NusseltLaw& low = steep ? kSloped : kLevel;
  const NusseltLaw& high = steep ? kVertical : kSloped;
  const double share = (from_level_deg - (steep ? 45.0 : 0.0)) / 45.0;
  return {low.factor + share * (high.factor - low.factor), low.exponent + share * (high.exponent - low.exponent)};
}

/// Gas alone: Nusselt number times conduction.
[[nodiscard]] double gas_conductance_w_m2k(const Gap& gap, const GasProperties& gas, double mean_k, double difference_k,
                                           const NusseltLaw& law) noexcept {
  const double d = gap.thickness_m;
  const double speed = gas.density_kg_m3 / gas.viscosity_pa_s;
  const double grashof = kGravity_m_s2 * d * d * d * std::abs(difference_k) * speed * speed / mean_k;
  const double prandtl = gas.viscosity_pa_s * gas.specific_heat_j_kgk / gas.conductivity_w_mk;
  return std::max(1.0, law.factor * std::pow(grashof * prandtl, law.exponent)) * gas.conductivity_w_mk / d;
}

[[nodiscard]] bool is_emissivity(double value) noexcept {
  return value > 0.0 && value <= 1.0;
}

/// The conductance that is given, or nothing; throws for a gap that cannot be.
[[nodiscard]] std::optional<double> given_conductance(const Gap& gap, double emissivity_a, double emissivity_b) {
  if (gap.conductance_w_m2k.has_value()) {
    if (!(*gap.conductance_w_m2k > 0.0)) throw core::Error(core::ErrorKind::internal, "A gap's conductance must be above 0.");
    return gap.conductance_w_m2k;
  }
  if (!(gap.thickness_m > 0.0) || !is_emissivity(emissivity_a) || !is_emissivity(emissivity_b)) {
    throw core::Error(core::ErrorKind::internal, "A gap needs a thickness above 0 and emissivities in (0, 1].");
  }
  return std::nullopt;
}

}  // namespace

double gap_conductance_w_m2k(const Gap& gap, double emissivity_a, double emissivity_b, double difference_k) {
  if (const std::optional<double> given = given_conductance(gap, emissivity_a, emissivity_b)) return *given;
  const double radiation_w_m2k =
      4.0 * kStefanBoltzmann_w_m2k4 / (1.0 / emissivity_a + 1.0 / emissivity_b - 1.0) * kMean_k * kMean_k * kMean_k;
  return radiation_w_m2k + gas_conductance_w_m2k(gap, properties(gap.gas, 10.0), kMean_k, difference_k, nusselt_law(90.0));
}

double gap_conductance_w_m2k(const Gap& gap, double emissivity_a, double emissivity_b, const GapState& state) {
  if (const std::optional<double> given = given_conductance(gap, emissivity_a, emissivity_b)) return *given;
  const double exchange = 1.0 / (1.0 / emissivity_a + 1.0 / emissivity_b - 1.0);
  const double radiation_w_m2k = longwave_conductance_w_m2k(exchange, 1.0, state.outer_degc, state.inner_degc);
  const double mean_k = 0.5 * (state.outer_degc + state.inner_degc) + kKelvin;
  const double difference_k = state.inner_degc - state.outer_degc;
  // In a roof light heat goes up when the room side is the warmer one; heat that goes down stays in layers.
  const bool downward = state.tilt_deg < 90.0 ? difference_k < 0.0 : state.tilt_deg > 90.0 && difference_k > 0.0;
  const NusseltLaw law = downward ? NusseltLaw{0.0, 1.0} : nusselt_law(state.tilt_deg);
  return radiation_w_m2k + gas_conductance_w_m2k(gap, properties(gap.gas, mean_k - kKelvin), mean_k, difference_k, law);
}

}  // namespace tvilling::models
