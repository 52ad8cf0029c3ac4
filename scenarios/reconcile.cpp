// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/error.hpp"
#include "scenarios/reconcile_causes.hpp"
#include "scenarios/reconcile_findings.hpp"

namespace tvilling::scenarios {

namespace {

using models::Carrier;
using models::MeteredUse;

/// Gas is burnt for heat.
Carrier compared_as(Carrier carrier) noexcept {
  return carrier == Carrier::gas ? Carrier::heat : carrier;
}

models::Annual annual_of(Carrier carrier) noexcept {
  switch (carrier) {
    case Carrier::electricity: return models::Annual::electricity;
    case Carrier::water: return models::Annual::water;
    default: return models::Annual::heat;  // all that is delivered: rooms, hot water, losses
  }
}

/// Of the uses of its zones, by their areas.
double guf_of(const models::Building& building) {
  double sum = 0.0;
  double area_m2 = 0.0;
  for (const models::Building& zone : models::zones_of(building)) {
    sum += models::guf_of_use(zone.use) * zone.area_m2;
    area_m2 += zone.area_m2;
  }
  return building.zones.empty() || !(area_m2 > 0.0) ? models::guf_of_use(building.use) : sum / area_m2;
}

/// Two uses of one building and year as one.
void merge(MeteredUse& into, const MeteredUse& use) {
  const double sum = into.amount + use.amount;
  if (sum > 0.0) into.filled_fraction = (into.filled_fraction * into.amount + use.filled_fraction * use.amount) / sum;
  into.amount = sum;
  for (std::size_t m = 0; m < into.monthly.size(); ++m) into.monthly[m] += use.monthly[m];
  into.flags = static_cast<std::uint16_t>(into.flags | use.flags);
  into.meters.insert(into.meters.end(), use.meters.begin(), use.meters.end());
}

/// Makes the rows.
class Rows {
 public:
  Rows(const ReconcileInput& input, const ReconcileOptions& options)
      : input_(input),
        years_(input.metering.degree_days, input.weather_degree_days, options.normal_degree_days, input.baseline_degree_days) {
    std::map<std::string_view, std::size_t> places;
    for (std::size_t b = 0; b < input.portfolio.buildings.size(); ++b) {
      places.emplace(input.portfolio.buildings[b].building.building_id, b);
    }
    for (const MeteredUse& use : input.metering.uses) {
      const auto building = places.find(use.building_id);
      if (building == places.end() || (options.year != 0 && use.year != options.year)) continue;  // told by the metering
      const CarrierYear column{compared_as(use.carrier), use.year};
      columns_.insert(column);
      const auto [found, is_new] = uses_.try_emplace({building->second, column}, Metered{use, use.carrier == Carrier::gas});
      if (is_new) continue;
      merge(found->second.use, use);
      found->second.gas = found->second.gas || use.carrier == Carrier::gas;
    }
  }

  [[nodiscard]] Reconciliation make() const {
    Reconciliation all;
    all.normal = years_.normal();
    all.columns.assign(columns_.begin(), columns_.end());
    all.rows.reserve(input_.portfolio.buildings.size() * all.columns.size());
    for (std::size_t b = 0; b < input_.portfolio.buildings.size(); ++b) {
      for (const CarrierYear& column : all.columns) all.rows.push_back(row(b, column));
    }
    return all;
  }

 private:
  struct Metered {
    MeteredUse use;
    bool gas = false;
  };
  using Key = std::pair<std::size_t, CarrierYear>;

  [[nodiscard]] ReconciledUse row(std::size_t building, const CarrierYear& column) const {
    ReconciledUse row;
    row.building = building;
    row.carrier = column.carrier;
    row.year = column.year;
    if (input_.baseline.status[building] == TaskStatus::done) {
      row.simulated = input_.baseline.results[building].annual[models::index(annual_of(column.carrier))];
    }
    const auto found = uses_.find({building, column});
    if (found == uses_.end() || !std::isfinite(found->second.use.amount)) return row;
    take_meter(row, found->second);
    if (row.metered < 0.0) {
      row.comparable = Comparable::negative;
    } else if (std::isnan(row.simulated)) {
      row.comparable = Comparable::not_simulated;
    } else if (!(row.simulated > 0.0)) {
      row.comparable = Comparable::nothing_simulated;
    } else {
      row.comparable = Comparable::yes;
      row.ratio = row.normal / row.simulated;
      compare_measured(row);
    }
    return row;
  }

  void take_meter(ReconciledUse& row, const Metered& metered) const {
    const MeteredUse& use = metered.use;
    row.metered = use.amount;
    row.metered_365_days = std::chrono::year(row.year).is_leap() ? use.amount - use.monthly[1] / 29.0 : use.amount;
    row.normal = row.metered_365_days;
    row.filled_fraction = use.filled_fraction;
    row.flags = use.flags;
    row.origin = use.filled_fraction > 0.0 ? models::Origin::filled : models::Origin::metered;
    row.gas = metered.gas;
    row.meters = use.meters;
    if (row.carrier != Carrier::heat) return;
    const YearDegreeDays days = years_.of(row.year);
    row.degree_days = days.degree_days;
    row.normal_degree_days = days.normal;
    row.guf = guf_of(input_.portfolio.buildings[row.building].building);
    const double corrected = years_.corrected(use, row.guf);
    row.corrected = std::isfinite(corrected);
    if (row.corrected) row.normal = corrected;
  }

  void compare_measured(ReconciledUse& row) const {
    for (const MeasuredBaseline& measured : input_.measured) {
      // One that failed is told with the findings; the ratio stays that of the corrected year.
      if (measured.year != row.year || measured.simulated.status[row.building] != TaskStatus::done) continue;
      row.simulated_measured = measured.simulated.results[row.building].annual[models::index(annual_of(row.carrier))];
      if (row.simulated_measured > 0.0) row.ratio_measured = row.metered_365_days / row.simulated_measured;
    }
  }

  const ReconcileInput& input_;
  CorrectionYears years_;
  std::set<CarrierYear> columns_;
  std::map<Key, Metered> uses_;
};

void refuse_other_portfolio(const ReconcileInput& input) {
  const std::size_t buildings = input.portfolio.buildings.size();
  const auto fits = [buildings](const SimulatedYear& year) {
    return year.results.size() == buildings && year.status.size() == buildings && year.origin.size() == buildings;
  };
  const bool all = fits(input.baseline) && std::all_of(input.measured.begin(), input.measured.end(),
                                                       [&fits](const MeasuredBaseline& m) { return fits(m.simulated); });
  if (!all) throw core::Error(core::ErrorKind::wrong_usage, "the simulated results are not of this portfolio's buildings");
}

}  // namespace

double ReconciledUse::best_ratio() const noexcept {
  return std::isnan(ratio_measured) ? ratio : ratio_measured;
}

const ReconciledUse* Reconciliation::find(std::size_t building, Carrier carrier, int year) const {
  const auto found = std::lower_bound(columns.begin(), columns.end(), CarrierYear{carrier, year});
  if (found == columns.end() || *found != CarrierYear{carrier, year}) return nullptr;
  return &at(building, static_cast<std::size_t>(found - columns.begin()));
}

Reconciliation reconcile(const ReconcileInput& input, const ReconcileOptions& options, core::Findings& findings) {
  refuse_other_portfolio(input);
  Reconciliation all = Rows(input, options).make();
  const CauseFinder finder(all, input);
  std::vector<std::pair<std::size_t, Cause>> causes;  // the rows stay as they are while they are looked at
  for (std::size_t r = 0; r < all.rows.size(); ++r) {
    const ReconciledUse& row = all.rows[r];
    if (row.comparable == Comparable::yes && !ratio_is_usual(row.best_ratio())) causes.emplace_back(r, finder.cause_of(row));
  }
  for (auto& [r, cause] : causes) all.rows[r].cause = std::move(cause);
  tell_reconciliation(all, input, findings);
  return all;
}

const ReconciledUse* latest_comparable(const Reconciliation& all, std::size_t building, Carrier carrier) {
  const ReconciledUse* latest = nullptr;
  for (std::size_t c = 0; c < all.columns.size(); ++c) {
    const ReconciledUse& row = all.at(building, c);
    if (row.carrier == carrier && row.comparable == Comparable::yes) latest = &row;  // columns are sorted by year
  }
  return latest;
}

std::vector<const ReconciledUse*> worst_ratios(const Reconciliation& all) {
  std::vector<const ReconciledUse*> worst;
  const std::size_t buildings = all.columns.empty() ? 0 : all.rows.size() / all.columns.size();
  for (std::size_t b = 0; b < buildings; ++b) {
    for (const Carrier carrier : kReconciledCarriers) {
      const ReconciledUse* row = latest_comparable(all, b, carrier);
      if (row != nullptr && row->cause) worst.push_back(row);
    }
  }
  const auto key = [](const ReconciledUse* row) {
    const double distance = std::abs(std::log(std::max(row->best_ratio(), 1e-9)));  // a meter that stands still is farthest
    return std::tuple(-distance, row->building, row->carrier);
  };
  std::sort(worst.begin(), worst.end(), [&key](const ReconciledUse* a, const ReconciledUse* b) { return key(a) < key(b); });
  return worst;
}

}  // namespace tvilling::scenarios
