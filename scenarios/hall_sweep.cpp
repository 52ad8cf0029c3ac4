// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/error.hpp"
#include "scenarios/hall_variants_run.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::array kCondensation{HallFigure::wall_condensation, HallFigure::roof_condensation, HallFigure::window_condensation};

/// The values of a point: its number written with one digit for each axis, the last counts fastest.
std::vector<double> values_of(const std::vector<SweepAxis>& axes, std::size_t point) {
  std::vector<double> values(axes.size());
  for (std::size_t a = axes.size(); a-- > 0;) {
    const std::vector<double>& all = axes[a].values;
    values[a] = all[point % all.size()];
    point /= all.size();
  }
  return values;
}

std::vector<HallSetting> settings_of(const std::vector<SweepAxis>& axes, const std::vector<double>& values) {
  std::vector<HallSetting> settings;
  settings.reserve(axes.size());
  for (std::size_t a = 0; a < axes.size(); ++a) settings.push_back({axes[a].key, values[a]});
  return settings;
}

/// Which variant each point is; equal ones are one. Place 0 is the unvaried hall.
struct Variants {
  std::vector<models::Building> buildings;
  std::size_t unchanged = 0;
  std::vector<std::size_t> of_point;
};

Variants variants_of(const HallCase& hall, std::vector<SweepPoint>& points, const std::vector<SweepAxis>& axes) {
  Variants variants;
  std::unordered_map<ContentKey, std::size_t> places;
  const auto place_of = [&](models::Building variant) {
    const auto [at, added] = places.try_emplace(content_key(variant, hall.environment_key), variants.buildings.size());
    if (added) variants.buildings.push_back(std::move(variant));
    return at->second;
  };
  (void)place_of(hall.start);
  variants.unchanged = place_of(hall.base);
  for (SweepPoint& point : points) {
    HallVariant variant = hall_variant(hall.start, hall.base, settings_of(axes, point.values), hall.measures);
    point.not_applied = std::move(variant.not_applied);
    variants.of_point.push_back(place_of(std::move(variant.building)));
  }
  return variants;
}

HallFigures difference(const HallFigures& figures, const HallFigures& from) {
  HallFigures change;
  for (std::size_t f = 0; f < kHallFigureCount; ++f) change.value[f] = figures.value[f] - from.value[f];
  return change;
}

HallFigures unknown_figures() {
  HallFigures figures;
  figures.value.fill(std::numeric_limits<double>::quiet_NaN());
  return figures;
}

void fill_point(SweepPoint& point, const VariantRun& run, const HallSweep& sweep) {
  point.failure = run.failure;
  point.figures = run.failure.empty() ? hall_figures(run.result) : unknown_figures();
  point.change = difference(point.figures, sweep.unvaried);
  point.condenses = run.failure.empty() && more_condensation_h(point.figures, sweep.unchanged) > 0.0;
}

HallFigures needed_figures(const HallCase& hall, const VariantRun& run, std::string_view what) {
  if (run.failure.empty()) return hall_figures(run.result);
  throw core::Error(core::ErrorKind::bad_input,
                    fmt::format("hall {} cannot be simulated {}: {}", hall.start.building_id, what, run.failure));
}

}  // namespace

double more_condensation_h(const HallFigures& figures, const HallFigures& than) noexcept {
  double more_h = 0.0;
  for (const HallFigure f : kCondensation) more_h += std::max(0.0, figures[f] - than[f]);
  return more_h;
}

HallSweep sweep_hall(const HallCase& hall, std::vector<SweepAxis> axes, const core::RunContext& context) {
  HallSweep sweep;
  sweep.points.resize(count_points(axes));
  for (std::size_t p = 0; p < sweep.points.size(); ++p) sweep.points[p].values = values_of(axes, p);
  const Variants variants = variants_of(hall, sweep.points, axes);
  const std::size_t count = variants.buildings.size();
  const auto progress = [&context, count](std::size_t done) {
    if (context.on_progress) context.on_progress({"sweep", done, count, 0});
  };
  const auto variant = [&variants](std::size_t i) { return variants.buildings[i]; };
  const std::vector<VariantRun> runs = run_variants(hall, count, variant, context, progress);
  sweep.unvaried = needed_figures(hall, runs.front(), "as it is");
  sweep.unchanged = needed_figures(hall, runs[variants.unchanged], "unchanged");
  sweep.unvaried_condenses = more_condensation_h(sweep.unvaried, sweep.unchanged) > 0.0;
  for (std::size_t p = 0; p < sweep.points.size(); ++p) fill_point(sweep.points[p], runs[variants.of_point[p]], sweep);
  sweep.simulated = count;
  sweep.failed =
      static_cast<std::size_t>(std::ranges::count_if(sweep.points, [](const SweepPoint& p) { return !p.failure.empty(); }));
  sweep.axes = std::move(axes);
  return sweep;
}

}  // namespace tvilling::scenarios
