// SPDX-License-Identifier: MPL-2.0
#include "models/window/glazing_heat.hpp"

#include <cstddef>

#include "core/error.hpp"

namespace tvilling::models {

namespace {

constexpr int kRounds = 30;  // the split of the 15 K changes by a small factor each round

struct Resistances {
  PerPane outside_to_middle_m2k_w{};  ///< from outdoor air to the middle of each pane
  double whole_m2k_w = 0.0;
};

[[nodiscard]] Resistances resistances(const Glazing& glazing, const GlazingFilms& films) {
  if (!(films.inside_w_m2k > 0.0) || !(films.outside_w_m2k > 0.0)) {
    throw core::Error(core::ErrorKind::internal, "The films of a glazing must be above 0.");
  }
  const PerPane gaps_w_m2k = gap_conductances_w_m2k(glazing);
  Resistances result;
  double sum_m2k_w = 1.0 / films.outside_w_m2k;
  for (std::size_t i = 0; i < glazing.panes.size(); ++i) {
    const Pane& pane = glazing.panes[i];
    const double half_m2k_w = 0.5 * pane.thickness_m / pane.conductivity_w_mk;
    result.outside_to_middle_m2k_w[i] = sum_m2k_w + half_m2k_w;
    sum_m2k_w += 2.0 * half_m2k_w;
    if (i < glazing.gaps.size()) sum_m2k_w += 1.0 / gaps_w_m2k[i];
  }
  result.whole_m2k_w = sum_m2k_w + 1.0 / films.inside_w_m2k;
  return result;
}

[[nodiscard]] double conductance_w_m2k(const Glazing& glazing, std::size_t i, double difference_k) {
  return gap_conductance_w_m2k(glazing.gaps[i], glazing.panes[i].emissivity_back, glazing.panes[i + 1].emissivity_front,
                               difference_k);
}

}  // namespace

PerPane gap_conductances_w_m2k(const Glazing& glazing) {
  check_glazing(glazing);
  const std::size_t count = glazing.gaps.size();
  PerPane result{};
  for (std::size_t i = 0; i < count; ++i) {
    result[i] = conductance_w_m2k(glazing, i, kEn673Difference_k / static_cast<double>(count));
  }
  if (count < 2) return result;
  for (int round = 0; round < kRounds; ++round) {
    double sum_m2k_w = 0.0;
    for (std::size_t i = 0; i < count; ++i) sum_m2k_w += 1.0 / result[i];
    for (std::size_t i = 0; i < count; ++i) {
      result[i] = conductance_w_m2k(glazing, i, kEn673Difference_k / (result[i] * sum_m2k_w));
    }
  }
  return result;
}

PerPane inward_shares(const Glazing& glazing, const GlazingFilms& films) {
  const Resistances r = resistances(glazing, films);
  PerPane result{};
  for (std::size_t i = 0; i < glazing.panes.size(); ++i) result[i] = r.outside_to_middle_m2k_w[i] / r.whole_m2k_w;
  return result;
}

double u_value_w_m2k(const Glazing& glazing, const GlazingFilms& films) {
  return 1.0 / resistances(glazing, films).whole_m2k_w;
}

double g_value(const Glazing& glazing, const GlazingFilms& films, double cos_incidence) {
  const GlazingOptics optics = glazing_optics(glazing, cos_incidence);
  const PerPane shares = inward_shares(glazing, films);
  double result = optics.transmittance;
  for (std::size_t i = 0; i < glazing.panes.size(); ++i) result += shares[i] * optics.absorbed[i];
  return result;
}

}  // namespace tvilling::models
