// SPDX-License-Identifier: MPL-2.0
#include <omp.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <exception>
#include <string>
#include <vector>

#include "core/first_error.hpp"
#include "core/random.hpp"
#include "models/data_table.hpp"
#include "scenarios/batch_group.hpp"
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

constexpr std::size_t kDrawsTold = 16;  // between two looks at who wants to stop

/// What is drawn of one figure.
struct DrawnFigure {
  Screened figure = Screened::area_per_employee;
  std::vector<double> sigma;  ///< of each place: of the logarithm
};

DrawnFigure drawn_figure(std::span<const ScreenedPlace> places, Screened v) {
  DrawnFigure drawn{v, {}};
  drawn.sigma.reserve(places.size());
  for (const ScreenedPlace& place : places) {
    const double relative = relative_spread(v, place[v].origin, place[v].source);
    drawn.sigma.push_back(std::sqrt(std::log1p(relative * relative)));
  }
  return drawn;
}

/// Values times exp(s z): always positive, and half of the draws are above. A known 0 stays 0.
void draw_values(std::span<const ScreenedPlace> places, const DrawnFigure& drawn, std::uint64_t seed, std::size_t draw,
                 std::vector<double>& values) {
  const std::string_view name = kScreenedVariables[index(drawn.figure)].name;
  for (std::size_t p = 0; p < places.size(); ++p) {
    const double value = places[p][drawn.figure].value;
    values[p] = std::isfinite(value) ? value * std::exp(drawn.sigma[p] * core::standard_normal({seed, places[p].id, name, draw}))
                                     : models::kMissing;
  }
}

/// Draws of all figures, told from the thread that called.
class DrawProgress {
 public:
  DrawProgress(std::size_t total, const core::RunContext& context) : total_(total), context_(context) {}
  void add(std::size_t draws) {
    const std::size_t now = done_.fetch_add(draws) + draws;
    if (omp_get_thread_num() == 0 && context_.on_progress) context_.on_progress({"rank certainty", now, total_, 0});
  }
  [[nodiscard]] const core::RunContext& context() const { return context_; }

 private:
  std::size_t total_;
  const core::RunContext& context_;
  std::atomic<std::size_t> done_{0};
};

void add_figure_certainty(std::span<ScreenedPlace> places, Screened v, const PeerIndex& peers, const ScreeningSettings& settings,
                          DrawProgress& progress) {
  const auto is_judged = [v](const ScreenedPlace& place) { return place[v].light != Light::grey; };
  if (std::ranges::none_of(places, is_judged)) return;
  const DrawnFigure drawn = drawn_figure(places, v);
  std::vector<double> values(places.size());
  std::vector<std::size_t> red(places.size());
  std::vector<std::size_t> worst(places.size());
  for (std::size_t draw = 0; draw < settings.draws; ++draw) {
    if (draw % kDrawsTold == 0) {
      core::stop_if_asked(progress.context());
      if (draw > 0) progress.add(kDrawsTold);
    }
    draw_values(places, drawn, settings.seed, draw, values);
    const std::vector<PeerIndex::Reference> references = peers.references(values);
    for (std::size_t p = 0; p < places.size(); ++p) {
      const double given = given_reference(places[p], v, settings);
      const double ratio = ratio_of(v, values[p], std::isfinite(given) ? given : references[p].median, settings);
      red[p] += light_of(v, ratio, settings) == Light::red ? 1U : 0U;
      values[p] = badness(v, ratio);
    }
    const std::vector<std::size_t> ranks = ranks_from_greatest(values);
    for (std::size_t p = 0; p < places.size(); ++p) worst[p] += ranks[p] > 0 && ranks[p] <= settings.worst ? 1U : 0U;
  }
  const double draws = static_cast<double>(settings.draws);
  for (std::size_t p = 0; p < places.size(); ++p) {
    if (!is_judged(places[p])) continue;
    places[p][v].red_fraction = static_cast<double>(red[p]) / draws;
    places[p][v].worst_fraction = static_cast<double>(worst[p]) / draws;
  }
}

}  // namespace

double relative_spread(Screened figure, models::Origin origin, FigureSource source) {
  if (source == FigureSource::simulated && origin != models::Origin::calibrated) origin = models::Origin::archetype;
  return spreads().relative[index(figure)][static_cast<std::size_t>(origin)];
}

std::string_view spread_source(Screened figure) {
  return spreads().source[index(figure)];
}

void add_certainty(std::span<ScreenedPlace> places, const PeerIndex& peers, const ScreeningSettings& settings,
                   const core::RunContext& context) {
  if (settings.draws == 0) return;
  core::FirstError first_error;
  DrawProgress progress(kScreenedCount * settings.draws, context);
  // Figures are drawn apart from each other, so their order is nothing.
#pragma omp parallel for schedule(dynamic, 1) num_threads(thread_count(context))
  for (std::size_t f = 0; f < kScreenedCount; ++f) {
    try {
      add_figure_certainty(places, static_cast<Screened>(f), peers, settings, progress);
    } catch (...) {
      first_error.keep(std::current_exception());
    }
  }
  first_error.rethrow();
}

}  // namespace tvilling::scenarios
