// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tvilling::scenarios {

namespace {

template <typename Get>
std::vector<double> over_draws(const std::vector<DrawResult>& draws, const Get& get) {
  std::vector<double> values;
  values.reserve(draws.size());
  for (const DrawResult& draw : draws) values.push_back(get(draw));
  return values;
}

/// Of the draws, how many hold.
template <typename Holds>
double share(const std::vector<double>& values, const Holds& holds) {
  return static_cast<double>(std::ranges::count_if(values, holds)) / static_cast<double>(values.size());
}

/// As KeyFigures::profitable: what costs nothing and saves is, though its rentabilitet has no number.
bool is_profitable(const KeyFigureRow& figures, const EconomicSettings& settings) {
  const double investment_dkk = figures[index(KeyFigure::investment)];
  if (investment_dkk > 0.0) return figures[index(KeyFigure::profitability)] >= settings.profitability_limit;
  return investment_dkk == 0.0 && figures[index(KeyFigure::saving)] > 0.0;
}

ScenarioSpread scenario_spread(const std::vector<DrawResult>& draws, const std::vector<std::vector<double>>& city, std::size_t s,
                               const EconomicSettings& settings) {
  const auto values = [&draws, s](KeyFigure f) {
    return over_draws(draws, [s, f](const DrawResult& d) { return d.figures[s][index(f)]; });
  };
  ScenarioSpread spread;
  for (std::size_t f = 0; f < kKeyFigureCount; ++f) spread.figures[f] = quantiles(values(static_cast<KeyFigure>(f)));
  spread.npv_positive_fraction = share(values(KeyFigure::npv), [](double v) { return v > 0.0; });
  spread.within_payback_limit_fraction =
      share(values(KeyFigure::payback), [&settings](double v) { return v <= settings.payback_limit_years; });
  const auto profitable = [s, &settings](const DrawResult& d) { return is_profitable(d.figures[s], settings) ? 1.0 : 0.0; };
  spread.profitable_fraction = share(over_draws(draws, profitable), [](double v) { return v > 0.0; });
  const std::size_t inputs = city.empty() ? 0 : city.front().size();
  spread.rank_correlation.resize(inputs);
  for (std::size_t i = 0; i < inputs; ++i) {
    std::vector<double> drawn;
    drawn.reserve(city.size());
    for (const std::vector<double>& row : city) drawn.push_back(row[i]);
    for (std::size_t m = 0; m < kMoved.size(); ++m) spread.rank_correlation[i][m] = rank_correlation(drawn, values(kMoved[m]));
  }
  return spread;
}

bool among(std::size_t rank, std::size_t worst) {
  return rank > 0 && rank <= worst;
}

}  // namespace

UncertaintySpread spread_of(const DrawResult& plain, const std::vector<DrawResult>& draws,
                            const std::vector<std::vector<double>>& city, std::size_t worst, const EconomicSettings& settings) {
  UncertaintySpread spread;
  for (std::size_t s = 0; s < plain.figures.size(); ++s) spread.scenarios.push_back(scenario_spread(draws, city, s, settings));

  std::vector<std::vector<std::size_t>> ranks;
  ranks.reserve(draws.size());
  for (const DrawResult& draw : draws) ranks.push_back(ranks_from_greatest(draw.intensity[index(Intensity::heat)]));
  const std::vector<std::size_t> plain_ranks = ranks_from_greatest(plain.intensity[index(Intensity::heat)]);
  for (std::size_t b = 0; b < plain_ranks.size(); ++b) {
    BuildingSpread building;
    for (std::size_t v = 0; v < kIntensityCount; ++v) {
      building.intensity[v] = quantiles(over_draws(draws, [v, b](const DrawResult& d) { return d.intensity[v][b]; }));
    }
    building.plain_rank = plain_ranks[b];
    std::vector<double> own;
    std::size_t times_worst = 0;
    for (const std::vector<std::size_t>& draw : ranks) {
      own.push_back(draw[b] > 0 ? static_cast<double>(draw[b]) : std::numeric_limits<double>::quiet_NaN());
      if (among(draw[b], worst)) ++times_worst;
    }
    const bool is_ever_ranked = std::ranges::any_of(own, [](double rank) { return !std::isnan(rank); });
    if (is_ever_ranked) building.worst_fraction = static_cast<double>(times_worst) / static_cast<double>(ranks.size());
    if (is_ever_ranked && building.plain_rank > 0) {
      building.rank_certainty = among(building.plain_rank, worst) ? building.worst_fraction : 1.0 - building.worst_fraction;
    }
    building.rank = quantiles(std::move(own));
    spread.buildings.push_back(building);
  }
  return spread;
}

}  // namespace tvilling::scenarios
