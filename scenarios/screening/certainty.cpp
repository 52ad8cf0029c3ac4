// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "models/data_table.hpp"
#include "scenarios/screening/screening_parts.hpp"
#include "scenarios/uncertainty/statistics.hpp"

namespace tvilling::data {
extern const std::string_view screening_spreads;  // screening/data/screening_spreads.csv, embedded
}

namespace tvilling::scenarios {

namespace {

struct Spreads {
  std::array<std::array<double, models::kOriginNames.size()>, kScreenedCount> relative{};
  std::array<std::string, kScreenedCount> source;
};

const Spreads& spreads() {
  static const Spreads kTable = [] {
    const models::DataTable table(data::screening_spreads, "screening_spreads.csv");
    Spreads all;
    for (std::size_t f = 0; f < kScreenedCount; ++f) {
      const std::size_t row = table.row_of("figure", kScreenedVariables[f].name);
      all.source[f] = table.text(row, "source");
      for (std::size_t o = 0; o < models::kOriginNames.size(); ++o)
        all.relative[f][o] = table.number(row, models::kOriginNames[o]);
    }
    return all;
  }();
  return kTable;
}

/// Values times exp(s z): always positive, and half of the draws are above. A known 0 stays 0.
void draw_values(std::span<const ScreenedPlace> places, Screened v, const ScreeningSettings& settings, std::size_t draw,
                 std::vector<double>& values) {
  for (std::size_t p = 0; p < places.size(); ++p) {
    const ScreenedFigure& figure = places[p][v];
    const double s = std::sqrt(std::log1p(std::pow(relative_spread(v, figure.origin), 2.0)));
    values[p] = figure.value *
                std::exp(s * core::standard_normal({settings.seed, places[p].id, kScreenedVariables[index(v)].name, draw}));
  }
}

}  // namespace

double relative_spread(Screened figure, models::Origin origin) {
  return spreads().relative[index(figure)][static_cast<std::size_t>(origin)];
}

std::string_view spread_source(Screened figure) {
  return spreads().source[index(figure)];
}

void add_certainty(std::span<ScreenedPlace> places, const PeerIndex& peers, const ScreeningSettings& settings) {
  if (settings.draws == 0) return;
  std::vector<double> values(places.size());
  for (std::size_t f = 0; f < kScreenedCount; ++f) {
    const Screened v = static_cast<Screened>(f);
    std::vector<std::size_t> red(places.size());
    std::vector<std::size_t> worst(places.size());
    for (std::size_t draw = 0; draw < settings.draws; ++draw) {
      draw_values(places, v, settings, draw, values);
      const std::vector<PeerIndex::Reference> references = peers.references(values);
      for (std::size_t p = 0; p < places.size(); ++p) {
        const double given = given_reference(places[p], v, settings);
        double reference = std::isfinite(given) ? given : references[p].median;
        if (v == Screened::vacancy) reference = std::max(reference, settings.least_reference_vacant_fraction);
        const double ratio = reference > 0.0 ? values[p] / reference : models::kMissing;
        red[p] += light_of(v, ratio, settings) == Light::red ? 1U : 0U;
        values[p] = badness(v, ratio);
      }
      const std::vector<std::size_t> ranks = ranks_from_greatest(values);
      for (std::size_t p = 0; p < places.size(); ++p) worst[p] += ranks[p] > 0 && ranks[p] <= settings.worst ? 1U : 0U;
    }
    const double draws = static_cast<double>(settings.draws);
    for (std::size_t p = 0; p < places.size(); ++p) {
      ScreenedFigure& figure = places[p][v];
      if (figure.light == Light::grey) continue;
      figure.red_fraction = static_cast<double>(red[p]) / draws;
      figure.worst_fraction = static_cast<double>(worst[p]) / draws;
    }
  }
}

}  // namespace tvilling::scenarios
